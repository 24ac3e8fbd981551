"""Unknown names as a table, to sort out several at once: one exercise for all, none of them a lift, or each its own
suggestion. Whatever is done at once is taken back at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_
from analytics.model import Unrecognised
from analytics.training_log import NOT_A_LIFT
from ui import session
from ui.boundary import boundary
from ui.buttons import filled_button
from ui.exercise_decisions import decided
from ui.exercise_names import exercise_choices, exercise_words
from ui.recipe import widget_key
from ui.take_away import table_file
from ui.words import plain

_NAME, _SUGGESTION, _SETS, _WHY = _("Name"), _("Best suggestion"), _("Sets"), _("Why")
_READ_BACK: Final = 12


def sort_out_several(names: Sequence[Unrecognised]) -> None:
    """The table, and what can be done with the rows that are ticked."""
    search = st.text_input(_("Search the names"), key="names-q", placeholder=_("All names"))
    found = [name for name in names if (search or "").lower() in name.name.lower()]
    choices = exercise_choices()
    rows = name_rows(found, choices)
    st.caption(_("Look at each row, tick those that belong together, then say what they are."))
    picked = [found[row] for row in _ticked(rows, key=widget_key("names", rows[[_NAME, _SUGGESTION]]))]
    table_file(rows, name="names-to-sort-out", key="names")
    _read_back(picked, choices)
    _each_its_own(picked)
    _one_for_all(picked, choices)


def name_rows(names: Sequence[Unrecognised], choices: Mapping[str, str]) -> pd.DataFrame:
    """One row a name: Name, its best suggestion, Sets, and why it is suggested; empty where there is none."""
    best = [
        (session.suggestions(name.name) or (("", _("nothing in the catalogue is much like it")),))[0] for name in names
    ]
    return pd.DataFrame(
        {
            _NAME: [name.name for name in names],
            _SUGGESTION: [choices.get(exercise_id, "") for exercise_id, __ in best],
            _SETS: [name.sets for name in names],
            _WHY: [reason for __, reason in best],
        }
    )


@boundary()
def accept_suggestions(names: Sequence[str]) -> None:
    """Each name becomes its best suggestion, as one decision. A callback."""
    _teach(
        {name: session.suggestions(name)[0][0] for name in names},
        n_("{number} name taught as suggested.", "{number} names taught as suggested.", len(names)),
    )


@boundary()
def map_all(names: Sequence[str], chosen_in: str) -> None:
    """All names become the exercise that the select box `chosen_in` shows, as one decision. A callback."""
    if exercise_id := session.recall(chosen_in):
        _teach(
            dict.fromkeys(names, exercise_id),
            n_(
                "{number} name taught: {exercise}.",
                "{number} names taught: {exercise}.",
                len(names),
                exercise=exercise_words(exercise_id),
            ),
        )


@boundary()
def leave_out(names: Sequence[str]) -> None:
    """None of the names is a lift, as one decision. A callback."""
    _teach(
        dict.fromkeys(names, NOT_A_LIFT),
        n_("{number} name left out: not a lift.", "{number} names left out: not a lift.", len(names)),
    )


def _teach(meanings: Mapping[str, str], did: str) -> None:
    decided(did, session.open_log().map_names(meanings, now=session.now()))


def _ticked(rows: pd.DataFrame, *, key: str) -> list[int]:
    event = st.dataframe(
        rows,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        height="content" if len(rows) < 12 else 460,
        column_config={
            _NAME: st.column_config.TextColumn(width=150),
            _SUGGESTION: st.column_config.TextColumn(width=150),
            _SETS: st.column_config.NumberColumn(width=60),
            _WHY: st.column_config.TextColumn(width="large"),
        },
        alt=_("Names that Hindsight does not know, with the best suggestion for each and why"),
    )
    return [row for row in event["selection"]["rows"] if row < len(rows)]


def _read_back(picked: Sequence[Unrecognised], choices: Mapping[str, str]) -> None:
    """What is ticked, in full: a phone shows only the first columns of the table."""
    if not picked:
        return
    lines = []
    for name in picked[:_READ_BACK]:
        suggested = session.suggestions(name.name)
        likely = f"{plain(choices[suggested[0][0]])} ({plain(suggested[0][1])})" if suggested else _("no suggestion")
        lines.append(f"- **{plain(name.name)}**: {likely}")
    if len(picked) > _READ_BACK:
        more = n_("and {number} more", "and {number} more", len(picked) - _READ_BACK)
        lines.append(f"- {more}")
    st.markdown("\n".join(lines))


def _each_its_own(picked: Sequence[Unrecognised]) -> None:
    suggested = [name.name for name in picked if session.suggestions(name.name)]
    names = [name.name for name in picked]
    with st.container(horizontal=True, vertical_alignment="center"):
        filled_button(
            n_("Accept {number} suggestion", "Accept {number} suggestions", len(suggested))
            if suggested
            else _("Accept suggestions"),
            key="bulk-accept",
            disabled=not suggested,
            on_click=accept_suggestions,
            args=(suggested,),
            icon=":material/done_all:",
            help=_("Each ticked name becomes the exercise that its row suggests."),
        )
        st.button(
            n_("{number} name: not a lift", "{number} names: not a lift", len(names)) if names else _("Not a lift"),
            key="bulk-not",
            disabled=not names,
            on_click=leave_out,
            args=(names,),
            help=_("Cardio, stretching, notes: they stay in the logbook and count nowhere."),
        )


def _one_for_all(picked: Sequence[Unrecognised], choices: Mapping[str, str]) -> None:
    names = [name.name for name in picked]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("One exercise for all that are ticked"),
            list(choices),
            index=None,
            format_func=choices.__getitem__,
            placeholder=_("Choose an exercise"),
            key="bulk-exercise",
            width=360,
        )
        st.button(
            n_("Map {number} name", "Map {number} names", len(names)) if names else _("Map"),
            key="bulk-map",
            disabled=not (names and chosen),
            on_click=map_all,
            args=(names, "bulk-exercise"),
            help=plain(_("Means {exercise}", exercise=choices[chosen]))
            if chosen
            else _("Tick names and choose an exercise first."),
        )
