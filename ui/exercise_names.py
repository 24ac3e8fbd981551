"""Teaching names: a name the catalogue does not know, what it may mean and why, one click to say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.model import Unrecognised
from analytics.training_log import NOT_A_LIFT
from ui import exercise_form, session
from ui.boundary import boundary
from ui.exercise_decisions import decided
from ui.words import counted, plain


def name_choices(names: Sequence[Unrecognised], *, key: str) -> None:
    """One card a name that is still unknown: suggestions with their reasons, the whole catalogue, an exercise of one's
    own, or "not a lift".
    """
    choices = exercise_choices()
    still_unknown = {unknown.name for unknown in session.unrecognised()}
    for unknown in names:
        if unknown.name in still_unknown:
            with st.container(border=True, gap="small"):
                _card(unknown, choices, key=f"{key}-{unknown.name}")


def exercise_choices() -> dict[str, str]:
    """Catalogue id -> name, by name. Made once for a widget: a look-up for each of its options would be felt."""
    exercises = session.open_log().catalogue.exercises.sort_values("name", key=lambda names: names.str.lower())
    return dict(zip(exercises["id"], exercises["name"], strict=True))


def exercise_words(exercise_id: str) -> str:
    """An exercise's name for the screen."""
    return "Not a lift" if exercise_id == NOT_A_LIFT else session.open_log().exercise_name(exercise_id)


@boundary()
def map_name(unknown: Unrecognised, exercise_id: str) -> None:
    """Teach one name, for all sets that bear it, past and future. A callback."""
    decision_id = session.open_log().map_exercise(unknown.name, exercise_id, now=session.now())
    meaning = "is left out: not a lift" if exercise_id == NOT_A_LIFT else f"is {exercise_words(exercise_id)}"
    decided(f"{unknown.name} {meaning}. {counted(unknown.sets, 'set')} changed.", decision_id)


def _card(unknown: Unrecognised, choices: Mapping[str, str], *, key: str) -> None:
    st.markdown(f"**{plain(unknown.name)}** · {counted(unknown.sets, 'set')}")
    for exercise_id, reason in session.suggestions(unknown.name):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                plain(choices[exercise_id]),
                key=f"map-{key}-{exercise_id}",
                on_click=map_name,
                args=(unknown, exercise_id),
            )
            st.caption(plain(reason), width="content")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _search(unknown, choices, key=f"search-{key}")
        exercise_form.open_button("Make it an exercise of your own", key=f"own-{key}")
        st.button(
            "Not a lift",
            key=f"map-{key}-not",
            on_click=map_name,
            args=(unknown, NOT_A_LIFT),
            type="tertiary",
            help="Cardio, stretching, a note: it stays in the logbook and counts nowhere.",
        )
    if exercise_form.is_open(f"own-{key}"):
        exercise_form.new_exercise(key=f"own-{key}", name=unknown.name, names=[unknown.name])


def _search(unknown: Unrecognised, choices: Mapping[str, str], *, key: str) -> None:
    st.selectbox(
        f"Another exercise for {plain(unknown.name)}",
        list(choices),
        index=None,
        format_func=choices.__getitem__,
        placeholder="Another exercise…",
        label_visibility="collapsed",
        key=key,
        width=320,
        on_change=_map_searched,
        args=(unknown, key),
    )


@boundary()
def _map_searched(unknown: Unrecognised, key: str) -> None:
    if chosen := session.recall(key):
        map_name(unknown, chosen)
