"""The form of an exercise of one's own, and the choice of muscles that it shares with the shipped exercises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from analytics.errors import WrongRequest
from analytics.language import _, listed
from analytics.reference.movements import movements
from analytics.reference.own import EQUIPMENT, KINDS, OwnExercise
from ui import formats, session
from ui.boundary import boundary
from ui.buttons import filled_button
from ui.exercise_decisions import decided

KIND_WORDS: Final = {
    "strength": _("Strength"),
    "cardio": _("Cardio"),
    "stretching": _("Stretching"),
    "other": _("Other"),
}
LOAD_WORDS: Final = {"external": _("Weight"), "bodyweight": _("Bodyweight"), "assisted": _("Assistance")}
COUNT_WORDS: Final = {"reps": _("Reps"), "seconds": _("Seconds held"), "metres": _("Metres")}
LENGTH_WORDS: Final = {
    "": _("As usual for the movement"),
    "long": _("Stretched"),
    "mid": _("In between"),
    "short": _("Short"),
}
_OPEN: Final = "exercise-form"


def open_button(label: str, *, key: str, icon: str = ":material/add:") -> None:
    """A button that opens the form of that key; one form is open at a time."""
    st.button(label, key=f"open-{key}", on_click=session.remember, args=(_OPEN, key), icon=icon)


def is_open(key: str) -> bool:
    """Whether the form of that key is open."""
    return bool(session.recall(_OPEN) == key)


def new_exercise(*, key: str, name: str = "", names: Sequence[str] = ()) -> None:
    """The form of a new exercise; `names` will mean it."""
    _fields(OwnExercise(id="", name=name), key=key)
    if _is_saved(key, _("Save the exercise")):
        with boundary():
            log, stated = session.open_log(), _stated(key)
            log.add_exercise(**stated, names=names, now=session.now())
            _done(_("{exercise} is an exercise of your own now.", exercise=stated["name"]))


def change_exercise(own: OwnExercise, *, key: str) -> None:
    """The form of an own exercise that exists."""
    _fields(own, key=key)
    if _is_saved(key, _("Save the changes")):
        with boundary():
            stated = _stated(key)
            before = {**_start(own), "muscles": dict(own.muscles)}
            changes = {each: value for each, value in stated.items() if value != before[each]}
            session.open_log().change_exercise(own.id, changes, now=session.now())
            _done(_("{exercise} changed.", exercise=stated["name"]))


def muscle_choice(start: Mapping[str, float], *, key: str) -> None:
    """Two lists: muscles that a set counts for fully, and those that it counts for by half."""
    names = session.open_log().catalogue.muscle_names
    _begin({f"{key}-full": [m for m in start if start[m] == 1], f"{key}-half": [m for m in start if start[m] < 1]})
    st.multiselect(
        _("Counts fully for"),
        list(names),
        format_func=names.__getitem__,
        key=f"{key}-full",
        placeholder=_("Main muscles"),
    )
    st.multiselect(
        _("Counts half for"),
        list(names),
        format_func=names.__getitem__,
        key=f"{key}-half",
        placeholder=_("Helping muscles"),
    )


def chosen_muscles(key: str) -> dict[str, float]:
    """What `muscle_choice` shows: muscle -> 1 or 0.5. Raises `WrongRequest` for a muscle in both lists."""
    full, half = session.recall(f"{key}-full") or [], session.recall(f"{key}-half") or []
    if both := [muscle for muscle in full if muscle in half]:
        names = session.open_log().catalogue.muscle_names
        raise WrongRequest(
            _("{muscles} cannot count fully and half.", muscles=listed(names[each] for each in both)),
            _("Keep it in one list."),
        )
    return {**dict.fromkeys(full, 1.0), **dict.fromkeys(half, 0.5)}


def _fields(own: OwnExercise, *, key: str) -> None:
    _begin({f"{key}-{each}": value for each, value in _start(own).items()})
    st.text_input(_("Name"), key=f"{key}-name", max_chars=100)
    kind = st.segmented_control(_("Kind"), KINDS, format_func=KIND_WORDS.__getitem__, key=f"{key}-kind", required=True)
    if kind != "strength":
        st.caption(_("It is listed in the logbook and counts for no muscle."))
        return
    _movement(key)
    muscle_choice(own.muscles, key=f"{key}-muscles")
    _load(key)
    if "hamstrings" in [*session.recall(f"{key}-muscles-full", []), *session.recall(f"{key}-muscles-half", [])]:
        st.segmented_control(
            _("Where the hamstrings do the most work"),
            list(LENGTH_WORDS),
            format_func=LENGTH_WORDS.__getitem__,
            key=f"{key}-ham_length",
            required=True,
            help=_("Stretched: Romanian deadlift, seated curl. Short: lying curl, bridge."),
        )


def _movement(key: str) -> None:
    known = movements()
    chosen = st.selectbox(
        _("Movement"),
        list(known),
        index=None,
        format_func=lambda pattern: f"{known[pattern].words} ({known[pattern].examples})",
        key=f"{key}-pattern",
        placeholder=_("What it is most like"),
        on_change=_propose,
        args=(key,),
    )
    if chosen and not known[chosen].set_credit:
        st.caption(_("Jumps and holds for the trunk or grip are listed; they earn no hard sets."))


def _propose(key: str) -> None:
    """The muscles and the way of counting that are usual for the movement just chosen. A callback."""
    movement = movements().get(session.recall(f"{key}-pattern") or "")
    if movement:
        shares = movement.muscles
        session.remember(f"{key}-muscles-full", [muscle for muscle in shares if shares[muscle] == 1])
        session.remember(f"{key}-muscles-half", [muscle for muscle in shares if shares[muscle] < 1])
        session.remember(f"{key}-counted_by", movement.counted_by)


def _load(key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            _("Load"), list(LOAD_WORDS), format_func=LOAD_WORDS.__getitem__, key=f"{key}-load_kind", required=True
        )
        st.selectbox(_("Equipment"), EQUIPMENT, format_func=formats.words, key=f"{key}-equipment", width=180)
        st.segmented_control(
            _("Counted by"),
            list(COUNT_WORDS),
            format_func=COUNT_WORDS.__getitem__,
            key=f"{key}-counted_by",
            required=True,
        )
    st.toggle(_("One side at a time"), key=f"{key}-unilateral")


def _start(own: OwnExercise) -> dict[str, Any]:
    """What the form's fields show at first; what follows from the movement is said."""
    movement = movements().get(own.pattern)
    return {
        "name": own.name,
        "kind": own.kind,
        "pattern": own.pattern or None,
        "load_kind": own.load_kind,
        "equipment": own.equipment,
        "counted_by": own.counted_by or (movement.counted_by if movement else "reps"),
        "unilateral": own.unilateral,
        "ham_length": own.ham_length,
    }


def _stated(key: str) -> dict[str, Any]:
    """The fields as the form shows them: only name and kind of what is no strength exercise."""
    said = {each: session.recall(f"{key}-{each}") for each in _start(OwnExercise(id="", name=""))}
    if said["kind"] != "strength":
        return {"name": said["name"], "kind": said["kind"]}
    return {**said, "pattern": said["pattern"] or "", "muscles": chosen_muscles(f"{key}-muscles")}


def _begin(values: Mapping[str, Any]) -> None:
    """The widgets' first values; what was typed since stays. As a widget's own argument they would fight `_propose`."""
    for key, value in values.items():
        if session.recall(key) is None:
            session.remember(key, value)


def _is_saved(key: str, label: str) -> bool:
    with st.container(horizontal=True):
        pressed = filled_button(label, key=f"save-{key}", icon=":material/save:")
        st.button(_("Cancel"), key=f"cancel-{key}", on_click=session.forget, args=(_OPEN,), type="tertiary")
    return pressed


def _done(what: str) -> None:
    session.forget(_OPEN)
    decided(what, session.open_log().decisions()[0].decision_id)
    st.rerun()
