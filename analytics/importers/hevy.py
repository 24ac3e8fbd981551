"""Hevy's `workout_data.csv`: a row per set, newest workout first.

The header is English in every language and only its units vary, each column for itself (`weight_kg` beside
`distance_miles`); dates follow the app's language and clock. The same exercise added twice to a workout repeats
`set_index` from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from analytics.importers._base import Importer
from analytics.importers._numbers import Floats
from analytics.importers._sets import (
    kilograms,
    kinds_of,
    measures,
    metres,
    refuse_nameless,
    repetitions,
    reps_in_reserve,
    seconds,
)
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.importers._units import inferred_unit, kg_in, stated_unit
from analytics.language import _
from analytics.model import Choices, Decision, Reading
from analytics.units import METRES_PER_KM, METRES_PER_MILE, MassUnit

_FIELDS: Final = {
    "date": ("start_time",),
    "workout": ("title",),
    "exercise": ("exercise_title",),
    "note": ("exercise_notes",),
    "set_index": ("set_index",),
    "set_type": ("set_type",),
    "weight_kg": ("weight_kg",),
    "weight_lb": ("weight_lbs", "weight_lb"),
    "weight": ("weight",),
    "reps": ("reps",),
    "distance_km": ("distance_km",),
    "distance_mi": ("distance_miles", "distance_mi"),
    "distance_m": ("distance_meters", "distance_m"),
    "duration": ("duration_seconds",),
    "rpe": ("rpe",),
}
_NEEDED: Final = {"date": _("the start of the workout (start_time)"), "reps": _("the reps (reps)")}
_SET_TYPES: Final = {"": "working", "normal": "working", "warmup": "warmup", "dropset": "drop", "failure": "failure"}
_MASS_COLUMNS: Final[dict[str, MassUnit]] = {"weight_kg": "kg", "weight_lb": "lb"}
_DISTANCE_COLUMNS: Final = {"distance_km": METRES_PER_KM, "distance_mi": METRES_PER_MILE, "distance_m": 1.0}
_BODY: Final = frozenset({"fat_percent", "neck_cm", "neck_in", "chest_cm", "chest_in", "waist_cm", "waist_in"})


def recognises(table: Table) -> bool:
    """No other app writes `exercise_title` beside `set_index`."""
    return {"exercise_title", "set_index"} <= set(table.keys)


def body_measurements(table: Table) -> str | None:
    """Hevy's second file, `measurement_data.csv`, is often dropped with the first."""
    return _("the body measurements") if _BODY & set(table.keys) and "date" in table.keys else None


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a Hevy export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    exercise = sheet.words("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    set_type = sheet.words("set_type").said(lambda word: _SET_TYPES.get(word.strip().casefold(), "other"))
    weight_kg, unit = _loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=weight_kg,
        reps=repetitions(sheet),
        distance_m=_distances(sheet),
        duration_s=seconds(sheet),
        failed=set_type.where("failure".__eq__),
    )
    columns: dict[str, Column] = {
        "workout": sheet.words("workout"),
        "exercise": exercise,
        "set_type": set_type,
        "load_kind": kinds_of(exercise),
        "rir": reps_in_reserve(sheet),
        "note": sheet.words("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=unit, when=when, columns=columns, order=sheet.numbers("set_index"))


def _loads(sheet: Sheet, choices: Choices) -> tuple[Floats, Decision]:
    """Kilograms from whichever weight columns there are; a row takes the first that it fills."""
    present = [field for field in _MASS_COLUMNS if sheet.has(field)]
    if not present:
        loads = sheet.numbers("weight")
        unit = inferred_unit(loads, sheet.words("exercise"), choices)
        return kilograms(sheet, "weight", loads, kg_in("lb" if unit.value == "lb" else "kg")), unit
    columns = [kilograms(sheet, field, sheet.numbers(field), kg_in(_MASS_COLUMNS[field])) for field in present]
    weight_kg = _first_filled(sheet, columns)
    if len(present) > 1:
        return weight_kg, Decision(
            "mixed", _("the file has a column in kg and one in lb; each row takes the one it fills")
        )
    return weight_kg, stated_unit(_MASS_COLUMNS[present[0]], sheet.header(present[0]), choices)


def _distances(sheet: Sheet) -> Floats:
    columns = [
        metres(sheet, field, sheet.numbers(field), metres_in_one)
        for field, metres_in_one in _DISTANCE_COLUMNS.items()
        if sheet.has(field)
    ]
    return _first_filled(sheet, columns)


def _first_filled(sheet: Sheet, columns: Sequence[Floats]) -> Floats:
    """The first of some columns that each row fills."""
    if not columns:
        return np.full(len(sheet), np.nan)
    filled = columns[0]
    for other in columns[1:]:
        filled = np.where(np.isnan(filled), other, filled)
    return filled


IMPORTER: Final = Importer(
    name="hevy", title="Hevy", form=Table, recognises=recognises, read=read, sister=body_measurements
)
