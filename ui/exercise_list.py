"""The catalogue as a table to search, one exercise looked at closely, and what is the lifter's own of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics.language import _, counted
from analytics.reference.catalogue import Catalogue, load_catalogue
from analytics.reference.movements import movements
from analytics.reference.own import OwnExercise
from ui import exercise_form, formats, session
from ui.boundary import boundary
from ui.buttons import filled_button
from ui.exercise_decisions import decided
from ui.exercise_form import LOAD_WORDS, chosen_muscles, muscle_choice
from ui.exercise_names import exercise_choices
from ui.exercise_page import exercise_link
from ui.recipe import widget_key
from ui.take_away import table_file
from ui.words import plain

_LOOKED_AT = "exercise-id"
_NO_STRENGTH = {
    "cardio": _("cardio"),
    "stretching": _("stretching"),
    "mobility": _("mobility"),
    "other": _("other"),
}
"""What is no strength exercise has its kind in place of a movement."""
_MUSCLES = _("Muscles (share of a set)")


def look_closer() -> None:
    """A choice of one exercise, and all about it: what it counts for, and the way to count it otherwise."""
    choices = exercise_choices()
    if session.recall(_LOOKED_AT) not in choices:  # such as one that was removed
        session.forget(_LOOKED_AT)
    chosen = st.selectbox(
        _("Look at one exercise"),
        list(choices),
        index=None,
        format_func=choices.__getitem__,
        placeholder=_("Choose one here, or in the table"),
        key=_LOOKED_AT,
        bind="query-params",
    )
    if chosen:
        with st.container(border=True):
            _exercise(session.open_log().catalogue, chosen)
            exercise_link(chosen, _("Its weeks, strength, bests and sessions"))


def catalogue_table(search: str) -> None:
    """The exercises that hold every word of `search` in their name, movement, muscles or equipment."""
    rows = catalogue_rows(session.open_log().catalogue)
    text = rows.astype("str").agg(" ".join, axis="columns").str.lower()
    for word in search.lower().split():
        rows, text = rows[text.str.contains(word, regex=False)], text[text.str.contains(word, regex=False)]
    st.caption(_("{exercises} of the exercises that Hindsight knows", exercises=counted(len(rows))))
    key = widget_key("catalogue", rows)
    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        on_select=lambda: _look_at(key, list(rows.index)),
        selection_mode="single-row",
        height=460,
        column_config={_MUSCLES: st.column_config.TextColumn(width="large")},
        alt=_("Exercises of the catalogue with their muscles"),
    )
    table_file(rows, name="exercises", key="catalogue")


def catalogue_rows(catalogue: Catalogue) -> pd.DataFrame:
    """One row an exercise, indexed by id: its name, its muscles (the strongest share first), its movement or kind, its
    equipment, and what of it is the lifter's own.
    """
    muscle_names = catalogue.muscle_names
    shares = catalogue.contributions[catalogue.contributions["weight"] > 0].sort_values(
        "weight", ascending=False, kind="stable"
    )
    worked = pd.Series(
        [
            f"{muscle_names[muscle]} {formats.number(share, 2)}"
            for muscle, share in zip(shares["muscle"], shares["weight"], strict=True)
        ],
        index=pd.Index(shares["exercise_id"]),
        dtype="str",
    )
    exercises = catalogue.exercises.set_index("id").assign(name=pd.Series(dict(catalogue.exercise_names)))
    exercises = exercises.sort_values("name", key=lambda names: names.str.lower())
    muscles = worked.groupby(level=0).agg(", ".join).reindex(exercises.index)
    own = {each.id: _("own exercise") for each in catalogue.own.exercises}
    own |= dict.fromkeys(catalogue.own.muscles, _("own muscles"))
    return pd.DataFrame(
        {
            _("Exercise"): exercises["name"],
            _MUSCLES: muscles.fillna(formats.MISSING),
            _("Movement"): [_movement_words(str(pattern)) for pattern in exercises["pattern"]],
            _("Equipment"): exercises["equipment"].map(formats.words),
            _("Yours"): [own.get(exercise_id, "") for exercise_id in exercises.index],
        }
    )


def own_exercises(catalogue: Catalogue) -> None:
    """Each own exercise with what it counts for, to change or remove, and the form of a new one."""
    for own in catalogue.own.exercises:
        with st.container(border=True):
            _own_exercise(catalogue, own)
    if exercise_form.is_open("new"):
        with st.container(border=True):
            exercise_form.new_exercise(key="new")
    else:
        exercise_form.open_button(_("New exercise"), key="new")


def changed_muscles(catalogue: Catalogue) -> None:
    """The shipped exercises that count for other muscles, each with the way back."""
    for exercise_id in catalogue.own.muscles:
        exercise = catalogue.exercise(exercise_id)
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            muscles = plain(_shares(catalogue, exercise.muscles))
            st.markdown(
                _("**{exercise}** counts for {muscles}", exercise=plain(exercise.name), muscles=muscles),
                width="content",
            )
            _back_to_shipped(exercise_id, key=f"shipped-again-{exercise_id}")


@boundary()
def remove_exercise(own: OwnExercise) -> None:
    """Remove an own exercise. A callback."""
    decided(_("{exercise} removed.", exercise=own.name), session.open_log().remove_exercise(own.id, now=session.now()))


@boundary()
def shipped_muscles(exercise_id: str) -> None:
    """Count an exercise as it is shipped. A callback."""
    log = session.open_log()
    decision_id = log.override_muscles(exercise_id, None, now=session.now())
    name = log.exercise_name(exercise_id)
    decided(_("{exercise} has its shipped muscles again.", exercise=name), decision_id)


def _look_at(key: str, ids: list[str]) -> None:
    rows = session.recall(key)["selection"]["rows"]
    if rows:
        session.remember(_LOOKED_AT, ids[rows[0]])


def _exercise(catalogue: Catalogue, exercise_id: str) -> None:
    exercise, own = catalogue.exercise(exercise_id), catalogue.own.exercise(exercise_id)
    st.subheader(plain(exercise.name), anchor=False)
    if own:
        _own_exercise(catalogue, own, key="looked-at")
        return
    _what_it_is(catalogue, exercise_id)
    if exercise_id in catalogue.own.muscles:
        shipped = load_catalogue().exercise(exercise_id).muscles
        st.caption(_("These are your own. Shipped: {muscles}.", muscles=plain(_shares(catalogue, shipped))))
        _back_to_shipped(exercise_id, key="shipped-again")
    if exercise.kind == "strength":
        with st.expander(_("Count it for other muscles"), icon=":material/tune:"):
            _other_muscles(exercise_id, exercise.name, exercise.muscles)


def _what_it_is(catalogue: Catalogue, exercise_id: str) -> None:
    exercise = catalogue.exercise(exercise_id)
    load = LOAD_WORDS[exercise.load_kind]
    facts = {
        _("Counts for"): plain(_shares(catalogue, exercise.muscles)) or _("no muscle"),
        _("Movement"): plain(_movement_words(exercise.pattern)),
        _("Equipment"): plain(formats.words(exercise.equipment)),
        _("Load"): _("{load}, one side at a time", load=load) if exercise.unilateral else load,
    }
    is_shipped = exercise_id not in catalogue.own.muscles and not catalogue.own.exercise(exercise_id)
    if exercise.evidence and is_shipped:
        facts[_("Why these")] = plain(exercise.evidence)
    st.table(facts, border="horizontal", alt=_("What {exercise} counts for", exercise=exercise.name))


def _own_exercise(catalogue: Catalogue, own: OwnExercise, *, key: str = "listed") -> None:
    form = f"change-{key}-{own.id}"
    if key == "listed":
        st.markdown(f"**{plain(own.name)}**")
    if exercise_form.is_open(form):
        exercise_form.change_exercise(own, key=form)
        return
    _what_it_is(catalogue, own.id)
    with st.container(horizontal=True):
        exercise_form.open_button(_("Change"), key=form, icon=":material/edit:")
        st.button(
            _("Remove"),
            key=f"remove-{key}-{own.id}",
            on_click=remove_exercise,
            args=(own,),
            type="tertiary",
            help=_("Its names go back to the names to sort out; their sets stay in the logbook."),
        )


def _other_muscles(exercise_id: str, name: str, muscles: Mapping[str, float]) -> None:
    key = widget_key("muscles", exercise_id, dict(muscles))
    muscle_choice({muscle: share for muscle, share in muscles.items() if share > 0}, key=key)
    if filled_button(_("Save"), key="save-muscles", icon=":material/save:"):
        with boundary():
            decision_id = session.open_log().override_muscles(exercise_id, chosen_muscles(key), now=session.now())
            decided(_("{exercise} counts for your muscles now.", exercise=name), decision_id)
            st.rerun()


def _back_to_shipped(exercise_id: str, *, key: str) -> None:
    st.button(
        _("Back to the shipped muscles"), key=key, on_click=shipped_muscles, args=(exercise_id,), icon=":material/undo:"
    )


def _shares(catalogue: Catalogue, muscles: Mapping[str, float]) -> str:
    names = catalogue.muscle_names
    strongest = sorted(muscles.items(), key=lambda share: -share[1])
    return ", ".join(f"{names[muscle]} {formats.number(share, 2)}" for muscle, share in strongest if share > 0)


def _movement_words(pattern: str) -> str:
    known = movements().get(pattern)
    return known.words if known else _NO_STRENGTH[pattern]
