"""TrainHeroic's `sets.csv`, as a community exporter writes it from the app's own answers: a row per set of a programme.

What the coach prescribed stands beside what the athlete did; only `actual_*` is read, and a set that was not completed
is no set, whatever was prescribed. `workout_date` is the day it was planned for; where the start was recorded, it is
used instead. The columns are called `..._kg` whatever unit the account uses, so a unit chosen at the import is
believed.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._dates import Dates, dates
from analytics.importers._distinct import matches
from analytics.importers._loads import header_unit
from analytics.importers._numbers import Floats, numbers
from analytics.importers._sets import (
    kilograms,
    load_kind,
    measures,
    metres,
    refuse_nameless,
    repetitions,
    reps_in_reserve,
    seconds,
)
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.importers._units import kg_in
from analytics.language import _
from analytics.model import Choices, Decision, Reading
from analytics.units import MassUnit

_FIELDS: Final = {
    "date": ("workout_date",),
    "started": ("workout_started_at",),
    "workout": ("workout_title",),
    "block": ("block_title",),
    "exercise": ("exercise_title",),
    "set": ("set_number",),
    "completed": ("set_completed",),
    "reps": ("actual_reps",),
    "weight": ("actual_weight_kg", "actual_weight_lb", "actual_weight_lbs", "actual_weight"),
    "distance": ("actual_distance_meters", "actual_distance_m"),
    "duration": ("actual_duration_sec", "actual_duration_seconds", "actual_duration"),
    "rpe": ("actual_rpe",),
    "note": ("exercise_notes",),
}
_NEEDED: Final = {"date": _("the date (workout_date)"), "reps": _("the reps that were done (actual_reps)")}
_SUMMARY: Final = frozenset({"title", "program", "completed"})
_NOT_DONE: Final = re.compile(r"false|no|0", re.IGNORECASE)
_WARM_UP: Final = re.compile(r"warm[\s-]?ups?\b.*", re.IGNORECASE)


def recognises(table: Table) -> bool:
    """No other app says of each set whether it was completed, beside what was done."""
    return {"exercise_title", "set_completed", "actual_reps"} <= set(table.keys)


def summaries(table: Table) -> str | None:
    """The exporter writes a second file, `workouts.csv`, with a row per workout."""
    keys = set(table.keys)
    return _("the workouts without their sets") if keys >= _SUMMARY and "exercise_title" not in keys else None


def read(table: Table, choices: Choices) -> Reading:
    """The sets that were done; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    exercise = sheet.text("exercise")
    sheet.skip(matches(sheet.text("completed"), _NOT_DONE), "not_performed")
    refuse_nameless(sheet, exercise)
    when = _starts(sheet, choices)
    unit = _unit(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=_weights(sheet, unit),
        reps=repetitions(sheet),
        distance_m=metres(sheet, "distance", sheet.numbers("distance"), 1.0),
        duration_s=seconds(sheet),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": _set_types(sheet),
        "load_kind": load_kind(exercise),
        "rir": reps_in_reserve(sheet),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    order = numbers(sheet.text("set")).values
    return sheet.reading(IMPORTER.name, unit=unit, when=when, columns=columns, order=order)


def _starts(sheet: Sheet, choices: Choices) -> Dates:
    """When the workout was started, else the day it was planned for."""
    day, started = sheet.text("date"), sheet.text("started").str.strip()
    found = dates(started.mask(started.eq(""), day), choices)
    sheet.refuse("date", found.refused)
    return found


def _unit(sheet: Sheet, choices: Choices) -> Decision:
    if not sheet.has("weight"):
        return Decision("kg", _("the file has no column of loads"))
    header = sheet.header("weight")
    if choices.unit in ("kg", "lb"):
        how = _('chosen at the import; the exporter calls the column "{column}" in any unit', column=header)
        return Decision(choices.unit, how)
    unit: MassUnit = header_unit(sheet.table.keys[sheet.position("weight")]) or "kg"
    how = _('the column is called "{column}"; accounts in the other unit may be written so too', column=header)
    return Decision(unit, how)


def _weights(sheet: Sheet, unit: Decision) -> Floats:
    return kilograms(sheet, "weight", sheet.numbers("weight"), kg_in("lb" if unit.value == "lb" else "kg"))


def _set_types(sheet: Sheet) -> pd.Series[str]:
    """Sets are unmarked; the coach marks a whole block by its title, such as "Warm-up"."""
    warmup = matches(sheet.text("block"), _WARM_UP)
    return pd.Series("working", index=range(len(sheet)), dtype="str").mask(warmup, "warmup")


IMPORTER: Final = Importer(
    name="trainheroic", title="TrainHeroic", form=Table, recognises=recognises, read=read, sister=summaries
)
