"""Caliber's `strength_workouts.csv`: a row per set, with its number within the exercise.

The unit of the weights is nowhere in the file; `Time` is how long a set lasted, as a clock.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._distinct import mapped
from analytics.importers._loads import loads
from analytics.importers._numbers import numbers
from analytics.importers._sets import measures, refuse_nameless, repetitions, reps_in_reserve, seconds
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.language import _
from analytics.model import Choices, Reading

_FIELDS: Final = {
    "date": ("date", "workout date"),
    "workout": ("title", "workout"),
    "exercise": ("exercise",),
    "set": ("set #",),
    "reps": ("reps",),
    "weight": ("weight", "weight (kg)", "weight (lbs)", "weight (lb)"),
    "weight_unit": ("weight unit", "unit"),
    "duration": ("time", "duration"),
    "rpe": ("rpe",),
    "note": ("notes", "note"),
}
_NEEDED: Final = {"date": _("the date"), "weight": _("the weight"), "reps": _("the reps")}
_SIGNATURE: Final = frozenset({"title", "exercise", "set #"})
_OTHER_APPS: Final = frozenset({"set type", "exercise name", "superset id"})
_MARKERS: Final = {"w": "warmup", "d": "drop", "f": "failure"}


def recognises(table: Table) -> bool:
    """The only app that counts by `Set #` beside a `Title`."""
    keys = set(table.keys)
    return keys >= _SIGNATURE and not keys & _OTHER_APPS


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a Caliber export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    set_type = _set_types(sheet)
    load = loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=load.weight_kg,
        reps=repetitions(sheet),
        distance_m=np.full(len(sheet), np.nan),
        duration_s=seconds(sheet),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": set_type,
        "load_kind": load.kind(exercise),
        "rir": reps_in_reserve(sheet),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    order = numbers(sheet.text("set")).values
    return sheet.reading(IMPORTER.name, unit=load.unit, when=when, columns=columns, order=order)


def _set_types(sheet: Sheet) -> pd.Series[str]:
    """Sets are numbered; should a letter stand there, it is taken as other apps use it."""
    return mapped(sheet.text("set"), _MARKERS, otherwise="working")


IMPORTER: Final = Importer(name="caliber", title="Caliber", form=Table, recognises=recognises, read=read)
