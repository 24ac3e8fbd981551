"""Fixing doubted sets by hand, right where they are asked about: a small grid, and the date for a wrong one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_
from analytics.model import FIRST_DAY, LAST_DAY, MOST, Doubt
from analytics.units import MassUnit, kg_from, mass_in
from ui import session
from ui.boundary import boundary
from ui.bounds import heaviest
from ui.buttons import filled_button
from ui.recipe import widget_key

_STORED: Final[Mapping[str, str]] = {"Weight": "weight_kg", "Reps": "reps", "Seconds": "duration_s"}
"""The columns of the grid that can be edited, and what of a set they are."""
_DECIMALS: Final = 2
_DATED: Final = ("future", "early")


def fix_by_hand(doubt: Doubt, unit: MassUnit, *, key: str) -> None:
    """The sets of a doubt to correct or to delete, and the button that does it."""
    rows = fix_rows(_sets_of(doubt), unit)
    to = _other_day(doubt, key=key)
    edited = st.data_editor(
        rows,
        key=widget_key(f"fix-grid-{key}", unit, rows),
        hide_index=True,
        num_rows="fixed",
        height="content" if len(rows) < 12 else 420,
        disabled=["Exercise"],
        column_config=_columns(unit),
        placeholder="",
        alt=_("The sets in question; weight, reps and seconds can be edited, ticked ones are deleted"),
    )
    deletes = [int(set_id) for set_id in edited.index[edited["Delete"].fillna(False).astype(bool)]]
    changes = fix_changes(rows, edited, unit)
    if to is not None:
        for set_id in doubt.set_ids:
            changes.setdefault(set_id, {})["started_at"] = datetime.combine(to, doubt.started_at.time())
    kept = {set_id: change for set_id, change in changes.items() if set_id not in deletes}
    filled_button(
        _to_do(len(kept), len(deletes)) or _("Save"),
        key=f"fix-save-{key}",
        disabled=not (kept or deletes),
        on_click=fix,
        args=(kept, deletes),
        icon=":material/save:",
        help=_("Saving can be undone."),
    )


def fix_rows(sets: pd.DataFrame, unit: MassUnit) -> pd.DataFrame:
    """The grid's rows, indexed by set_id; the load in `unit`, seconds only where a set has them."""
    rows = pd.DataFrame(
        {
            "Weight": pd.array([_in_unit(kg, unit) for kg in sets["weight_kg"]], dtype="Float64"),
            "Reps": sets["reps"].astype("Float64").to_numpy(),
            "Seconds": sets["duration_s"].astype("Float64").to_numpy(),
            "Delete": False,
            "Exercise": sets["exercise"].to_numpy(),
        },
        index=pd.Index(sets["set_id"], name="set_id"),
    )
    return rows if rows["Seconds"].notna().any() else rows.drop(columns="Seconds")


def fix_changes(rows: pd.DataFrame, edited: pd.DataFrame, unit: MassUnit) -> dict[int, dict[str, Any]]:
    """What the edits mean: set_id -> the columns that change, in stored units. Untouched cells never round-trip."""
    changes: dict[int, dict[str, Any]] = {}
    for column in (each for each in _STORED if each in rows):
        before, after = rows[column], edited[column]
        same = ((before == after) | (before.isna() & after.isna())).fillna(False).astype(bool)
        for set_id in rows.index[~same]:
            changes.setdefault(int(set_id), {})[_STORED[column]] = _stored(column, after[set_id], unit)
    return changes


@boundary()
def fix(changes: Mapping[int, Mapping[str, Any]], deletes: Sequence[int]) -> None:
    """Correct sets and delete sets (one that is both goes), all or none, as one thing to undo. A callback."""
    log, at = session.open_log(), session.now()
    gone = list(dict.fromkeys(deletes))
    left = {set_id: change for set_id, change in changes.items() if set_id not in gone}
    done: list[int] = []
    with log.together():
        if left:
            done.append(log.edit_sets(left, now=at))
        if gone:
            done.append(log.delete_sets(gone, now=at))
    session.did(_done(len(left), len(gone)), done)


def _to_do(changes: int, deletes: int) -> str:
    """What the button does: "Save 2 sets and delete 1 set"; "" where there is nothing to do."""
    if changes and deletes:
        gone = n_("delete {number} set", "delete {number} sets", deletes)
        return n_("Save {number} set and {delete}", "Save {number} sets and {delete}", changes, delete=gone)
    if deletes:
        return n_("Delete {number} set", "Delete {number} sets", deletes)
    return n_("Save {number} set", "Save {number} sets", changes) if changes else ""


def _done(changes: int, deletes: int) -> str:
    """What was done: "Changed 2 sets and deleted 1 set."."""
    if changes and deletes:
        gone = n_("deleted {number} set", "deleted {number} sets", deletes)
        return n_("Changed {number} set and {deleted}.", "Changed {number} sets and {deleted}.", changes, deleted=gone)
    if deletes:
        return n_("Deleted {number} set.", "Deleted {number} sets.", deletes)
    return n_("Changed {number} set.", "Changed {number} sets.", changes)


def _sets_of(doubt: Doubt) -> pd.DataFrame:
    """The sets as they stand in the log, in the order of the doubt."""
    sets = session.sets(doubt.athlete, from_date=doubt.started_at.date(), to_date=doubt.started_at.date())
    sets = sets.set_index("set_id", drop=False).rename_axis(None)
    return sets.loc[[set_id for set_id in doubt.set_ids if set_id in sets.index]]


def _other_day(doubt: Doubt, *, key: str) -> date | None:
    """Another day for the whole workout, where its date is what is asked about; None while it is not changed."""
    if doubt.kind not in _DATED:
        return None
    stated = doubt.started_at.date()
    chosen = st.date_input(
        _("The day of this workout"),
        value=stated,
        min_value=min(FIRST_DAY, stated),
        max_value=max(LAST_DAY, stated),
        key=f"fix-day-{key}",
        width=220,
    )
    return None if chosen in (None, stated) else chosen


def _columns(unit: MassUnit) -> dict[str, Any]:
    number = st.column_config.NumberColumn
    return {
        "Delete": st.column_config.CheckboxColumn(_("Delete"), width=65),
        "Exercise": st.column_config.TextColumn(_("Exercise"), width="medium"),
        "Weight": number(_("Weight ({unit})", unit=unit), min_value=0, max_value=heaviest(unit), width=110),
        "Reps": number(_("Reps"), min_value=0, max_value=MOST["reps"], width=75),
        "Seconds": number(_("Seconds"), min_value=0, max_value=MOST["duration_s"], width=85),
    }


def _in_unit(kg: Any, unit: MassUnit) -> float | None:
    return None if bool(pd.isna(kg)) else round(mass_in(float(kg), unit), _DECIMALS)


def _stored(column: str, value: Any, unit: MassUnit) -> float | None:
    if bool(pd.isna(value)):
        return None
    return (kg_from(float(value), unit) or None) if column == "Weight" else float(value)
