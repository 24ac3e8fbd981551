"""Teaching names: a name the catalogue does not know, what it may mean and why, one click to say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.language import _, n_
from analytics.model import Unrecognised
from analytics.training_log import NOT_A_LIFT
from ui import exercise_form, session
from ui.boundary import boundary
from ui.exercise_decisions import decided
from ui.words import plain


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
    names = session.open_log().catalogue.exercise_names
    return dict(sorted(names.items(), key=lambda named: named[1].lower()))


def exercise_words(exercise_id: str) -> str:
    """An exercise's name for the screen."""
    return _("Not a lift") if exercise_id == NOT_A_LIFT else session.open_log().exercise_name(exercise_id)


@boundary()
def map_name(unknown: Unrecognised, exercise_id: str) -> None:
    """Teach one name, for all sets that bear it, past and future. A callback."""
    decision_id = session.open_log().map_exercise(unknown.name, exercise_id, now=session.now())
    what = (
        _("{name} is left out: not a lift.", name=unknown.name)
        if exercise_id == NOT_A_LIFT
        else _("{name} is {exercise}.", name=unknown.name, exercise=exercise_words(exercise_id))
    )
    how_many = n_("{number} set changed.", "{number} sets changed.", unknown.sets)
    decided(f"{what} {how_many}", decision_id)


def _card(unknown: Unrecognised, choices: Mapping[str, str], *, key: str) -> None:
    sets = n_("{number} set", "{number} sets", unknown.sets)
    st.markdown(f"**{plain(unknown.name)}** · {sets}")
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
        exercise_form.open_button(_("Make it an exercise of your own"), key=f"own-{key}")
        st.button(
            _("Not a lift"),
            key=f"map-{key}-not",
            on_click=map_name,
            args=(unknown, NOT_A_LIFT),
            type="tertiary",
            help=_("Cardio, stretching, a note: it stays in the logbook and counts nowhere."),
        )
    if exercise_form.is_open(f"own-{key}"):
        exercise_form.new_exercise(key=f"own-{key}", name=unknown.name, names=[unknown.name])


def _search(unknown: Unrecognised, choices: Mapping[str, str], *, key: str) -> None:
    st.selectbox(
        _("Another exercise for {name}", name=plain(unknown.name)),
        list(choices),
        index=None,
        format_func=choices.__getitem__,
        placeholder=_("Another exercise…"),
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
