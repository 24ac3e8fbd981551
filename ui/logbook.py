"""The logbook's table: sets as a grid to edit, in the lifter's unit, and what an edit of it means for the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.model import SET_TYPES
from analytics.units import MassUnit, kg_from, mass_in
from ui import formats, session
from ui.boundary import boundary
from ui.words import counted

ROWS_A_PAGE: Final = 200
"""A grid of this size draws at once on a phone."""
TYPE_WORDS: Final = {
    "working": "Working",
    "warmup": "Warm-up",
    "drop": "Drop",
    "failure": "Failure",
    "other": "Other",
}
_TYPES_BY_WORD: Final = {words: set_type for set_type, words in TYPE_WORDS.items()}
_EDITABLE: Final = ("Pick", "Type", "Weight", "Reps", "RIR", "Note")
_DECIMALS: Final = 2
_HEAVIEST_KG: Final = 1000.0


def grid_rows(sets: pd.DataFrame, unit: MassUnit, judged: pd.DataFrame) -> pd.DataFrame:
    """The grid's rows, indexed by set_id: one a set, in the order of `sets`, loads in `unit`.

    `judged` (`TrainingLog.set_judgements`) says what a set counts; sets that are not in it are no strength work.
    """
    rows = pd.DataFrame(
        {
            "Pick": False,
            "When": sets["started_at"],
            "Exercise": sets["exercise"],
            "Weight": [_in_unit(kg, unit) for kg in sets["weight_kg"]],
            "Reps": sets["reps"].astype("Float64"),
            "RIR": sets["rir"].astype("Float64"),
            "Type": sets["set_type"].map(TYPE_WORDS),
            "Counts as": _counts(sets["set_id"], judged),
            "Note": sets["note"].astype("str").where(sets["note"].notna(), None),
            "Set": sets["set_number"].astype("Int64"),
            "Workout": sets["workout"],
            "From": [_origin(file, line) for file, line in zip(sets["file"], sets["source_line"], strict=True)],
        }
    )
    rows["Weight"] = rows["Weight"].astype("Float64")
    rows.index = pd.Index(sets["set_id"], name="set_id")
    return rows


def edit_grid(rows: pd.DataFrame, unit: MassUnit, *, key: str) -> pd.DataFrame:
    """The grid itself; returns its rows as edited."""
    edited: pd.DataFrame = st.data_editor(
        rows,
        key=key,
        hide_index=True,
        num_rows="fixed",
        height="content" if len(rows) < 15 else 560,
        disabled=[column for column in rows.columns if column not in _EDITABLE],
        column_config=_columns(unit),
        placeholder="",
        alt="Sets of the logbook, newest first; weight, reps, RIR, type and note can be edited",
    )
    return edited


def changes_in(rows: pd.DataFrame, edited: pd.DataFrame, unit: MassUnit) -> dict[int, dict[str, Any]]:
    """What the edits mean: set_id -> the columns that change, in stored units. Untouched cells never round-trip."""
    changes: dict[int, dict[str, Any]] = {}
    for column in _EDITABLE[1:]:
        for set_id in rows.index[_differs(rows[column], edited[column])]:
            name, value = _stored(column, edited.at[set_id, column], unit)
            changes.setdefault(int(set_id), {})[name] = value
    return changes


def picked(edited: pd.DataFrame) -> list[int]:
    """Ids of the sets that are ticked."""
    return [int(set_id) for set_id in edited.index[edited["Pick"].fillna(False).astype(bool)]]


@boundary()
def save_changes(changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Write the edits. A callback."""
    log, at = session.open_log(), session.now()
    change_ids = []
    try:
        for set_id, change in changes.items():
            change_ids.append(log.edit_set(set_id, change, now=at))
    finally:  # what was written before a refusal can still be taken back
        if change_ids:
            session.did(f"Changed {counted(len(change_ids), 'set')}.", change_ids)


@boundary()
def delete_picked(set_ids: Sequence[int]) -> None:
    """Delete sets. A callback."""
    change_id = session.open_log().delete_sets(list(set_ids), now=session.now())
    session.did(f"Deleted {counted(len(set_ids), 'set')}.", [change_id])


def _columns(unit: MassUnit) -> dict[str, Any]:
    number = st.column_config.NumberColumn
    return {
        "Pick": st.column_config.CheckboxColumn("Pick", width=65, help="Tick sets to delete them"),
        "When": st.column_config.DatetimeColumn("When", format="D MMM YYYY", width=100),
        "Exercise": st.column_config.TextColumn("Exercise", width=180),
        "Weight": number(f"Weight ({unit})", min_value=0, max_value=_in_unit(_HEAVIEST_KG, unit), width=115),
        "Reps": number("Reps", min_value=0, max_value=10_000, width=75),
        "RIR": number(
            "RIR", min_value=0, max_value=10, step=0.5, width=70, help="Reps in reserve: how many more you had"
        ),
        "Type": st.column_config.SelectboxColumn("Type", options=list(_TYPES_BY_WORD), required=True, width=95),
        "Counts as": st.column_config.TextColumn(
            "Counts as", width=150, help="A hard set, or the reason why not; warm-ups that nobody marked are inferred"
        ),
        "Note": st.column_config.TextColumn("Note", width=120),
        "Set": number("Set", format="%d", width=50),
        "Workout": st.column_config.TextColumn("Workout", width=100),
        "From": st.column_config.TextColumn("From", width=190, help="The file and the line that this set came from"),
    }


def _counts(set_ids: pd.Series[int], judged: pd.DataFrame) -> list[str]:
    words = {
        set_id: _credit_words(credit) if is_hard else why_not
        for set_id, is_hard, credit, why_not in zip(
            judged["set_id"], judged["is_hard"], judged["credit"], judged["why_not"], strict=True
        )
    }
    return [words.get(set_id, "no strength set") for set_id in set_ids]


def _credit_words(credit: float) -> str:
    return "hard set" if credit == 1 else f"{formats.number(credit, 2)} of a hard set"


def _origin(file: str, line: Any) -> str:
    return file if pd.isna(line) else f"{file}, line {line}"


def _in_unit(kg: float | None, unit: MassUnit) -> float | None:
    return None if kg is None or pd.isna(kg) else round(mass_in(float(kg), unit), _DECIMALS)


def _differs(before: pd.Series[Any], after: pd.Series[Any]) -> pd.Series[bool]:
    both_missing = before.isna() & after.isna()
    return ~both_missing & ~(before == after).fillna(False).astype(bool)


def _stored(column: str, value: Any, unit: MassUnit) -> tuple[str, Any]:
    missing = value is None or bool(pd.isna(value))
    if column == "Weight":
        return "weight_kg", None if missing else kg_from(float(value), unit) or None
    if column == "Type":
        return "set_type", _TYPES_BY_WORD.get(str(value), SET_TYPES[1])
    name = {"Reps": "reps", "RIR": "rir", "Note": "note"}[column]
    if missing or (column == "Note" and not str(value).strip()):
        return name, None
    return name, str(value).strip() if column == "Note" else float(value)
