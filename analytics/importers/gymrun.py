"""GymRun's CSV (Android): a row per set with its own time, `;`, dates as dd.mm.yyyy.

There are no workouts: a day and a routine are one. No unit is stated, neither of loads nor of distances. Of `Para6` to
`Para10`, `Type`, `Book` and `Version1` nobody has described the meaning; they are not read.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from analytics.importers._base import Importer
from analytics.importers._loads import loads
from analytics.importers._numbers import numbers
from analytics.importers._sessions import in_time_order, sessions
from analytics.importers._sets import measures, metres, refuse_nameless, repetitions, seconds
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.importers._units import distances_taken
from analytics.language import _
from analytics.model import Choices, Reading
from analytics.units import METRES_PER_KM, METRES_PER_MILE

_FIELDS: Final = {
    "date": ("date",),
    "time": ("time",),
    "workout": ("routine",),
    "exercise": ("exercise",),
    "set": ("set",),
    "weight": ("weight",),
    "reps": ("reps",),
    "duration": ("duration",),
    "distance": ("distance",),
    "note": ("note",),
}
_NEEDED: Final = {"date": _("the date"), "weight": _("the weight"), "reps": _("the reps")}


def recognises(table: Table) -> bool:
    """No other app has a `Para6` beside a routine and its exercises."""
    return {"routine", "exercise", "set", "para6"} <= set(table.keys)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a GymRun export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(in_time_order(table, fields, choices), fields)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sessions(sheet, choices)
    load = loads(sheet, choices)
    miles = load.unit.value == "lb"
    distances = sheet.numbers("distance")
    measured = measures(
        sheet,
        weight_kg=load.weight_kg,
        reps=repetitions(sheet),
        distance_m=metres(sheet, "distance", distances, METRES_PER_MILE if miles else METRES_PER_KM),
        duration_s=seconds(sheet),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": "working",
        "load_kind": load.kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    taken = distances_taken(miles=miles)
    return sheet.reading(
        IMPORTER.name,
        unit=load.unit,
        when=when,
        columns=columns,
        order=numbers(sheet.text("set")).values,
        notes=(taken,) if (distances > 0).any() else (),
    )


IMPORTER: Final = Importer(name="gymrun", title="GymRun", form=Table, recognises=recognises, read=read)
