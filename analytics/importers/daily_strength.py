"""Daily Strength for Android: a row per set.

`Measurement unit` is stated in each row, for the weight and with it for the distance (kg and km, lbs and miles); other
apps (Gym Day, Body Forge) write the same table.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from analytics.importers._base import Importer
from analytics.importers._distinct import distinct, mapped
from analytics.importers._loads import loads
from analytics.importers._numbers import Floats, numbers
from analytics.importers._sets import measures, metres, refuse_nameless, repetitions, seconds
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.importers._units import MASS_UNITS, METRES_IN, token
from analytics.language import _
from analytics.model import Choices, Reading
from analytics.units import METRES_PER_KM, METRES_PER_MILE

_FIELDS: Final = {
    "date": ("date",),
    "workout": ("workout name", "workout"),
    "exercise": ("exercise", "exercise name"),
    "set": ("set", "set number"),
    "weight": ("weight",),
    "weight_unit": ("measurement unit",),
    "reps": ("reps",),
    "distance": ("distance",),
    "duration": ("duration",),
    "note": ("notes", "note"),
}
_NEEDED: Final = {
    "date": _("the date"),
    "exercise": _("the exercise"),
    "weight": _("the weight"),
    "reps": _("the reps"),
}
_MARKERS: Final = {"w": "warmup", "d": "drop", "f": "failure"}


def recognises(table: Table) -> bool:
    """`Measurement unit` beside a set, its weight and its reps."""
    return {"measurement unit", "set", "weight", "reps"} <= set(table.keys)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a Daily Strength export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    load = loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=load.weight_kg,
        reps=repetitions(sheet),
        distance_m=metres(sheet, "distance", sheet.numbers("distance"), _metres_in_one(sheet)),
        duration_s=seconds(sheet),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": mapped(sheet.text("set"), _MARKERS, otherwise="working"),
        "load_kind": load.kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    order = numbers(sheet.text("set")).values
    return sheet.reading(IMPORTER.name, unit=load.unit, when=when, columns=columns, order=order)


def _metres_in_one(sheet: Sheet) -> Floats:
    """Metres in one unit of the distance: cardio may state its own, else miles go with pounds and kilometres with
    the rest."""
    codes, spellings = distinct(sheet.text("weight_unit"))
    return np.array([_metres(token(spelling)) for spelling in spellings], dtype=np.float64)[codes]


def _metres(unit: str) -> float:
    return METRES_IN.get(unit, METRES_PER_MILE if MASS_UNITS.get(unit) == "lb" else METRES_PER_KM)


IMPORTER: Final = Importer(name="daily_strength", title="Daily Strength", form=Table, recognises=recognises, read=read)
