"""Teaching names: a name the catalogue does not know, the exercises it may mean, one click to say which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.model import Unrecognised
from analytics.training_log import NOT_A_LIFT
from ui import session
from ui.boundary import boundary
from ui.words import counted, plain


def name_choices(names: Sequence[Unrecognised], *, key: str) -> None:
    """One card a name: its suggestions as buttons, "not a lift", and the whole catalogue behind a search box."""
    choices = exercise_choices()
    for position, unknown in enumerate(names):
        with st.container(border=True, gap="small"):
            st.markdown(f"**{plain(unknown.name)}** · {counted(unknown.sets, 'set')}")
            with st.container(horizontal=True, gap="small"):
                for exercise_id in unknown.suggestions:
                    st.button(
                        plain(choices[exercise_id]),
                        key=f"map-{key}-{position}-{exercise_id}",
                        on_click=map_name,
                        args=(unknown, exercise_id),
                    )
                st.button(
                    "Not a lift",
                    key=f"map-{key}-{position}-not",
                    on_click=map_name,
                    args=(unknown, NOT_A_LIFT),
                    type="tertiary",
                    help="Cardio, stretching, a note: it stays in the logbook and counts nowhere.",
                )
            _search(unknown, choices, key=f"search-{key}-{position}")


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
    session.open_log().map_exercise(unknown.name, exercise_id, now=session.now())
    meaning = "is left out: not a lift" if exercise_id == NOT_A_LIFT else f"is {exercise_words(exercise_id)}"
    session.flash(plain(f"{unknown.name} {meaning}. {counted(unknown.sets, 'set')} changed."))


def _search(unknown: Unrecognised, choices: Mapping[str, str], *, key: str) -> None:
    st.selectbox(
        f"Another exercise for {plain(unknown.name)}",
        [*unknown.suggestions, *(each for each in choices if each not in unknown.suggestions)],
        index=None,
        format_func=choices.__getitem__,
        placeholder="Another exercise…",
        label_visibility="collapsed",
        key=key,
        on_change=_map_searched,
        args=(unknown, key),
    )


@boundary()
def _map_searched(unknown: Unrecognised, key: str) -> None:
    if chosen := session.recall(key):
        map_name(unknown, chosen)
