"""RepCount's CSV: a row per set with the start of its workout, local times, text in quotes.

The unit of the loads is a setting of the app that the file does not tell. Assistance is a negative load. Cardio has a
distance in metres and a duration in seconds instead of load and reps. A row with neither is a set that was never filled
in, or carries a note. Everything behind the reps may be missing. `Kcal` and `Bodyweight` are not read.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from analytics.importers._base import Importer
from analytics.importers._loads import loads
from analytics.importers._numbers import Floats
from analytics.importers._sets import (
    measures,
    metres,
    none_if_zero,
    refuse_nameless,
    repetitions,
    seconds,
)
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.language import _
from analytics.model import Choices, Reading

_FIELDS: Final = {
    "date": ("workout start",),
    "workout": ("name",),
    "exercise": ("exercise",),
    "weight": ("weight", "weight (kg)", "weight (lbs)", "weight (lb)"),
    "reps": ("reps",),
    "distance": ("distance",),
    "duration": ("duration",),
    "note": ("notes",),
}
_NEEDED: Final = {"weight": _("the weight"), "reps": _("the reps")}


def recognises(table: Table) -> bool:
    """The start and the end of the workout beside an exercise."""
    return {"workout start", "workout end", "exercise"} <= set(table.keys)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a RepCount export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    exercise = sheet.text("exercise")
    when = sheet.dates("date", choices)
    found = loads(sheet, choices)
    reps, duration_s = repetitions(sheet), seconds(sheet)
    distance_m = metres(sheet, "distance", sheet.numbers("distance"), 1.0)
    _skip_notes(sheet, found.weight_kg, reps, distance_m, duration_s)
    measured = measures(
        sheet,
        weight_kg=found.weight_kg,
        reps=reps,
        distance_m=distance_m,
        duration_s=duration_s,
        failed=np.zeros(len(sheet), dtype=bool),
    )
    refuse_nameless(sheet, exercise)
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": "working",
        "load_kind": found.kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=found.unit, when=when, columns=columns)


def _skip_notes(sheet: Sheet, *measured: Floats) -> None:
    """Rows whose only content is what the lifter remarked."""
    nothing = np.isnan(np.array([none_if_zero(values) for values in measured])).all(axis=0)
    sheet.skip(nothing & sheet.text("note").str.strip().ne("").to_numpy(dtype=bool), "note")


IMPORTER: Final = Importer(name="repcount", title="RepCount", form=Table, recognises=recognises, read=read)
