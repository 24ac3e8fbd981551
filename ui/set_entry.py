"""The exercise at hand: what is planned, what was done, and the form of the next set, all within a thumb's reach."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, cast

import streamlit as st

from analytics.errors import WrongRequest
from analytics.language import _, n_
from analytics.model import MOST, SET_TYPES, SIDES, SetType
from analytics.plans.plates import Rack
from analytics.reference.catalogue import Exercise
from analytics.units import MassUnit, kg_from, mass_in
from ui import formats, gym_draft, gym_exercise, gym_plates, gym_rest, session
from ui.boundary import boundary
from ui.bounds import heaviest
from ui.buttons import filled_button
from ui.draft import Draft, DraftExercise, DraftSet, Rest, Side, Typed
from ui.gym_exercise import set_words, target_words
from ui.logbook import TYPE_WORDS
from ui.words import plain

_RIR_CHOICES: Final = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
_NARROWEST: Final = 44
"""As wide as a target for a thumb is at least, in pixels; two lines of text make it as high."""
_BOTH: Final = "both"
_CORRECTING: Final = "correcting"
_FORM: Final = "entry-form"
"""What the form was last filled for: nothing that is typed is overwritten until the next set is due."""
_SIDES: Final = {_BOTH: _("Both"), "left": _("Left"), "right": _("Right")}
_SHORT_TYPES: Final = {**TYPE_WORDS, "working": _("Work")}
"""Four of them fit beside each other on a phone."""
_ADD_WORDS: Final = {
    "working": _("Add set"),
    "warmup": _("Add warm-up set"),
    "drop": _("Add drop set"),
    "failure": _("Add failure set"),
    "other": _("Add other set"),
}
_CORRECT, _AGAIN, _REMOVE = _("Correct"), _("Do again"), _("Remove")


@dataclass(frozen=True, slots=True)
class AtHand:
    """The exercise that is looked at, and how its loads are shown: `step` is in the unit of the rack."""

    athlete: str
    exercise: DraftExercise
    rack: Rack
    step: float

    @property
    def unit(self) -> MassUnit:
        """The unit that loads are typed in."""
        return self.rack.unit


def card(draft: Draft, exercise: DraftExercise, athlete: str, unit: MassUnit) -> None:
    """The exercise at hand: its plan, the form, the pause and the sets so far."""
    rack = gym_plates.own_rack(unit)
    hand = AtHand(athlete, exercise, rack, gym_exercise.step_of(athlete, exercise.name, rack))
    known = gym_exercise.catalogue_entry(exercise.name)
    with st.container(border=True, key="at-hand", gap="xsmall"):
        _head(draft, hand, known)
        _fill_form(hand)
        _numbers(hand, known)
        _rir(hand)
        if exercise.is_sided:
            _side(hand)
        _more(hand)
        _add_button(hand)
        gym_rest.timer(draft, athlete)
        _sets_so_far(hand)


# what is planned and what was done ------------------------------------------------------------------------------------


def _head(draft: Draft, hand: AtHand, known: Exercise | None) -> None:
    exercise, unit = hand.exercise, hand.unit
    lines = [_turn(draft, exercise, unit)]
    if exercise.sets:
        lines.append(_("Set before: **{numbers}**", numbers=plain(set_words(exercise.sets[-1], unit))))
    if exercise.how and not exercise.sets:
        lines.append(f":small[{plain(exercise.how)}]")
    if exercise.note:
        lines.append(_(":small[Your note: {note}]", note=plain(exercise.note)))
    st.markdown("  \n".join(lines))
    st.caption(plain(_last_time_words(hand, known)))


def _turn(draft: Draft, exercise: DraftExercise, unit: MassUnit) -> str:
    """Which set it is, and what it is meant to be."""
    target = exercise.target
    number = int(exercise.done) + 1
    superset = _("Superset {letter}.", letter=exercise.group) if _has_partner(draft, exercise) else ""
    if target is None:
        said = _("**Set {place}**", place=number)
        if exercise.planned:
            said = n_(
                "**Set {place}**. The {number} planned set is done.",
                "**Set {place}**. All {number} planned sets are done.",
                exercise.planned,
                place=number,
            )
        return f"{superset} {said}".strip()
    rest = gym_exercise.rest_words(exercise.rest_s)
    words = ", ".join(filter(None, (target_words(target, exercise, unit), rest)))
    what = (
        _("Warm-up")
        if target.set_type == "warmup"
        else _("Set {place} of {planned}", place=number, planned=exercise.planned)
    )
    return f"{superset} **{what}:** {plain(words)}".strip()


def _has_partner(draft: Draft, exercise: DraftExercise) -> bool:
    return bool(exercise.group) and sum(each.group == exercise.group for each in draft.exercises) > 1


def _last_time_words(hand: AtHand, known: Exercise | None) -> str:
    sets = gym_exercise.last_time(hand.athlete, hand.exercise.name)
    if sets.empty:
        return (
            _("First time here.")
            if known
            else _("A new name. Say what it is on the Exercises page, so that it counts.")
        )
    done = ", ".join(set_words(gym_exercise.logged_set(row), hand.unit) for row in sets.to_dict("records"))
    return _("Last time, {day}: {sets}", day=formats.day(sets["started_at"].iloc[0]), sets=done)


def _sets_so_far(hand: AtHand) -> None:
    """The sets of this exercise, each with what can be done about it."""
    for number, each in enumerate(hand.exercise.sets, start=1):
        words = plain(f"{number}. {set_words(each, hand.unit)}")
        below = plain(each.note) if each.note else _("correct, do again, remove")
        st.menu_button(
            f"{words}  \n:small[{below}]", (_CORRECT, _AGAIN, _REMOVE), key=f"set-{each.key}", on_click=_about_set,
            args=(hand.athlete, each.key), width="stretch", wrap=True,
        )  # fmt: skip


# the form -------------------------------------------------------------------------------------------------------------


def _fill_form(hand: AtHand) -> None:
    """Fill the form for the set that is due, once: as far as it was typed before a reload, else as is likely."""
    old = next((each for each in hand.exercise.sets if each.key == session.recall(_CORRECTING)), None)
    if old is None:
        session.forget(_CORRECTING)  # another exercise is at hand, or another tab removed the set
    due = (hand.exercise.key, len(hand.exercise.sets), hand.unit, old and old.key)
    if session.recall(_FORM) == due:
        return
    session.remember(_FORM, due)
    each = old or hand.exercise.under_way or gym_exercise.next_set(hand.exercise, hand.athlete)
    session.remember("entry-weight", round(mass_in(each.weight_kg, hand.unit), 2) if each.weight_kg else None)
    session.remember("entry-reps", None if each.reps is None else int(each.reps))
    session.remember("entry-seconds", None if each.duration_s is None else int(each.duration_s))
    session.remember("entry-rir", None if each.rir is None else float(min(round(each.rir), _RIR_CHOICES[-1])))
    session.remember("entry-type", each.set_type if each.set_type in SET_TYPES[:-1] else "working")
    session.remember("entry-side", each.side or _BOTH)
    session.remember("entry-note", each.note)


def _numbers(hand: AtHand, known: Exercise | None) -> None:
    """Load and repetitions, with large steps under them, and what goes on the bar."""
    held = hand.exercise.is_hold
    amount = "entry-seconds" if held else "entry-reps"
    by = 5 if held else 1
    weight_box, reps_box = st.columns(2, wrap=False, gap="small")
    weight_box.number_input(
        _weight_words(known, hand.unit), min_value=0.0, value=None, step=hand.step, format="%g",
        key="entry-weight", persist_state="session", on_change=keep_typed, args=(hand,),
    )  # fmt: skip
    reps_box.number_input(
        _("Seconds") if held else _("Reps"), min_value=0, max_value=MOST["duration_s" if held else "reps"], value=None,
        step=by, key=amount, persist_state="session", on_change=keep_typed, args=(hand,),
    )  # fmt: skip
    steps = (("entry-weight", -hand.step), ("entry-weight", hand.step), (amount, -by), (amount, by))
    with st.grid(len(steps), min_column_width=_NARROWEST, wrap=False, gap="xsmall", key="steps"):
        for key, step in steps:
            st.button(
                _step_words(key, step, hand.unit), key=f"{key}{step:+g}", on_click=take_step, args=(hand, key, step),
                width="stretch", wrap=True,
            )  # fmt: skip
    if known is not None and known.equipment == "barbell" and known.load_kind == "external":
        gym_plates.each_side(session.recall("entry-weight"), hand.rack)


def _step_words(key: str, step: float, unit: MassUnit) -> str:
    """What a tap changes, and what it comes to."""
    of = unit if key == "entry-weight" else "s" if key == "entry-seconds" else _("reps")
    sign = "−" if step < 0 else "+"  # noqa: RUF001 - a minus sign reads as one
    return f"**{sign}{abs(step):g}**  \n:small[{of}]"


def _rir(hand: AtHand) -> None:
    """Reps in reserve by one tap, by a second tap open again. Buttons, since pills are too low for a thumb."""
    st.markdown(
        _("Reps in reserve (RIR)"), help=_("How many more you could have done. Leave it open if you do not know.")
    )
    chosen = session.recall("entry-rir")
    with st.grid(len(_RIR_CHOICES), min_column_width=_NARROWEST, wrap=False, gap="xxsmall", key="rir"):
        for rir in _RIR_CHOICES:
            is_chosen = rir == chosen
            words = _("**{rir}**  \n:small[left]", rir=f"✓ {_rir_words(rir)}" if is_chosen else _rir_words(rir))
            button = filled_button if is_chosen else st.button
            button(words, key=f"rir-{rir:.0f}", on_click=choose_rir, args=(hand, rir), width="stretch", wrap=True)


def _rir_words(rir: float) -> str:
    return "5+" if rir == _RIR_CHOICES[-1] else f"{rir:.0f}"


def _side(hand: AtHand) -> None:
    st.segmented_control(
        _("Side"), list(_SIDES), required=True, format_func=_SIDES.__getitem__, key="entry-side",
        persist_state="session", width="stretch", help=_("One side alone counts as half a set."), on_change=keep_typed,
        args=(hand,),
    )  # fmt: skip


def _more(hand: AtHand) -> None:
    """What few sets need: another type, a side, a note."""
    is_sided = hand.exercise.is_sided
    with st.expander(_("Warm-up, drop set, note") if is_sided else _("Warm-up, drop set, side, note"), key="more"):
        st.segmented_control(
            _("Type"), SET_TYPES[:-1], required=True, format_func=_SHORT_TYPES.__getitem__, key="entry-type",
            persist_state="session", width="stretch", on_change=keep_typed, args=(hand,),
        )  # fmt: skip
        if not is_sided:
            _side(hand)
        st.text_input(
            _("Note to this set"), key="entry-note", persist_state="session", max_chars=500, on_change=keep_typed,
            args=(hand,),
        )  # fmt: skip


def _add_button(hand: AtHand) -> None:
    filled_button(
        _add_words(hand), key="add-set", width="stretch", wrap=True, on_click=add_set,
        args=(hand,),
    )  # fmt: skip
    if session.recall(_CORRECTING):
        st.button(
            _("Leave it as it was"), key="correct-no", on_click=session.forget, args=(_CORRECTING,), width="stretch"
        )


def _add_words(hand: AtHand) -> str:
    """What a tap does, and with which numbers."""
    typed = _typed(hand)
    is_planned = hand.exercise.target is not None and typed == gym_exercise.next_set(hand.exercise, hand.athlete)
    what = _("Done as planned") if is_planned else _ADD_WORDS[typed.set_type]
    if session.recall(_CORRECTING):
        what = _("Put the set right")
    amount = typed.duration_s if hand.exercise.is_hold else typed.reps
    return f"**{what}**  \n{plain(set_words(typed, hand.unit))}" if amount else f"**{what}**"


def _typed(hand: AtHand) -> DraftSet:
    """The set as the form says it."""
    weight, reps, seconds = (session.recall(f"entry-{name}") for name in ("weight", "reps", "seconds"))
    held, side = hand.exercise.is_hold, session.recall("entry-side")
    return DraftSet(
        weight_kg=kg_from(float(weight), hand.unit) if weight else None,
        reps=None if held or not reps else float(reps),
        rir=session.recall("entry-rir"),
        set_type=cast(SetType, session.recall("entry-type") or "working"),
        duration_s=float(seconds) if held and seconds else None,
        side=cast("Side | None", side if side in SIDES else None),
        note=" ".join(str(session.recall("entry-note") or "").split()),
    )


def _weight_words(known: Exercise | None, unit: MassUnit) -> str:
    kinds = {
        "external": _("Weight ({unit})", unit=unit),
        "bodyweight": _("Added weight ({unit})", unit=unit),
        "assisted": _("Assistance ({unit})", unit=unit),
    }
    return kinds[known.load_kind if known else "external"]


# callbacks ------------------------------------------------------------------------------------------------------------


@boundary()
def keep_typed(hand: AtHand) -> None:
    """Keep what the form says of the next set, so that a reload or a lost connection loses none of it. A callback."""
    if not session.recall(_CORRECTING):
        typed = Typed(len(hand.exercise.sets), _typed(hand))  # of the set that was due when it was typed
        gym_draft.keep_typed(hand.athlete, hand.exercise.key, typed)


@boundary()
def choose_rir(hand: AtHand, rir: float) -> None:
    """Take a number of reps in reserve, or none where it was chosen already. A callback."""
    session.remember("entry-rir", None if session.recall("entry-rir") == rir else rir)
    keep_typed(hand)


@boundary()
def take_step(hand: AtHand, key: str, step: float) -> None:
    """Change a number of the form by one step, never below 0 or beyond what a set can have. A callback."""
    most = {"entry-weight": heaviest(hand.unit), "entry-reps": MOST["reps"], "entry-seconds": MOST["duration_s"]}[key]
    stepped = min(max(0.0, round((session.recall(key) or 0.0) + step, 2)), most)
    session.remember(key, stepped if key == "entry-weight" else int(stepped))
    keep_typed(hand)


@boundary()
def add_set(hand: AtHand) -> None:
    """Add what the form says to the session, or put the corrected set right. A callback."""
    new, key = _typed(hand), hand.exercise.key
    _check(new, hand)
    corrected = session.recall(_CORRECTING)
    if corrected:
        gym_draft.change(hand.athlete, lambda draft: draft.with_corrected(corrected, new))
        session.forget(_CORRECTING)
    else:
        at = session.now()
        draft = gym_draft.change(hand.athlete, lambda before: _with_pause(before.with_set(key, new), key, at))
        if draft.at != key:
            session.flash(_("Next: {exercise}", exercise=plain(draft.exercise(draft.at).name)))


def _with_pause(draft: Draft, key: str, at: Any) -> Draft:
    """The session after a set: whose turn it is, and the pause before it."""
    rest_s = draft.exercise(key).rest_s
    rests = rest_s is not None and draft.rests_after(key)
    rest = Rest(at, *rest_s) if rest_s and rests else None
    return replace(draft, at=draft.turn_after(key), rest=rest)


def _check(new: DraftSet, hand: AtHand) -> None:
    held = hand.exercise.is_hold
    if not (new.duration_s if held else new.reps):
        what = _("A set needs its seconds.") if held else _("A set needs its reps.")
        raise WrongRequest(what, _("Fill them in, then add the set."))
    if new.weight_kg is not None and new.weight_kg > MOST["weight_kg"]:
        load, most = (formats.load(kg, hand.unit) for kg in (new.weight_kg, MOST["weight_kg"]))
        raise WrongRequest(
            _("{load} is more than anyone has lifted.", load=load),
            _("Check the weight and its unit: a set has at most {most}.", most=most),
        )


@boundary()
def _about_set(athlete: str, set_key: str) -> None:
    """What was chosen in the menu of a set. A callback."""
    chosen = session.recall(f"set-{set_key}")
    if chosen == _CORRECT:
        session.remember(_CORRECTING, set_key)
    elif chosen == _AGAIN:
        gym_draft.change(athlete, lambda draft: _with_again(draft, set_key))
    elif chosen == _REMOVE:
        remove_set(athlete, set_key)


def _with_again(draft: Draft, set_key: str) -> Draft:
    exercise, place = draft.holder(set_key)
    old = exercise.sets[place]
    copy = DraftSet(old.weight_kg, old.reps, old.rir, old.set_type, old.duration_s, old.side)
    return draft.with_set(exercise.key, copy)


def remove_set(athlete: str, set_key: str) -> None:
    """Take a set out; it can be put back."""
    exercise, place = gym_draft.current(athlete).holder(set_key)
    old = exercise.sets[place]
    gym_draft.take_out(
        athlete,
        lambda draft: draft.without_set(set_key),
        said=_("Removed set {place} of {exercise}.", place=place + 1, exercise=plain(exercise.name)),
        back=lambda draft: draft.with_set(exercise.key, old, at=place),
    )
