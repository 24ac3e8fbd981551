"""Fitbod's `WorkoutExport.csv`: a row per set, newest workout first, without names for the workouts.

Since July 2019 the date is the start of the workout in UTC, loads are in kilograms whatever the lifter uses, and a
`multiplier` says how Fitbod counts volume: 2 for a pair of dumbbells or for one side at a time, 4 for both. It does not
say which of the two, and one row stands for both sides; so the load stays that of one implement, the reps those of one
side, and no side is claimed. The header before that has a date without time, `Sets` instead of `multiplier`, no unit,
and writes assistance as a negative load. Notes leave blank lines behind, which are no rows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from analytics.importers._base import Importer
from analytics.importers._blocks import Mask
from analytics.importers._distinct import mapped
from analytics.importers._limits import Limit
from analytics.importers._loads import Loads, header_unit, loads
from analytics.importers._numbers import Floats, numbers
from analytics.importers._sets import (
    are_converted_pounds,
    measures,
    metres,
    refuse_nameless,
    repetitions,
    seconds,
    snapped_to_pounds,
)
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.language import _
from analytics.model import Choices, Decision, Reading

_FIELDS: Final = {
    "date": ("date",),
    "exercise": ("exercise",),
    "sets": ("sets",),
    "reps": ("reps",),
    "weight": ("weight(kg)", "weight(lbs)", "weight(lb)", "weight (kg)", "weight (lbs)", "weight (lb)", "weight"),
    "duration": ("duration(s)", "duration (s)"),
    "distance": ("distance(m)", "distance (m)"),
    "warmup": ("iswarmup",),
    "note": ("note",),
}
_NEEDED: Final = {"date": _("the date"), "weight": _("the weight"), "reps": _("the reps")}
_SET_TYPES: Final = {"true": "warmup", "1": "warmup"}
_SETS_IN_A_ROW: Final = Limit(0, 20, _("sets"))
"""What a row of the old header may stand for; in the files at hand it is always 1."""
_ALWAYS_KG: Final = Decision("kg", _("no unit in the file; Fitbod writes kilograms"), "inferred")
_CONVERTED: Final = Decision(
    "kg",
    _("no unit in the file; the loads are half pounds in kilograms (20.41 is 45 lb), as Fitbod writes them"),
    "inferred",
)
_SNAPPED: Final = _(
    "The loads were logged in pounds and exported in kilograms; they are back on whole and half pounds."
)


def recognises(table: Table) -> bool:
    """`isWarmup` in one word beside a date and an exercise, and what only one of the two headers has."""
    keys = set(table.keys)
    return {"date", "exercise", "reps", "iswarmup"} <= keys and not keys.isdisjoint({"multiplier", "sets"})


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a Fitbod export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(_a_record_a_set(table, fields), fields)
    _keep_possible_numbers_of_sets(sheet)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    found = _loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=snapped_to_pounds(found.weight_kg),
        reps=repetitions(sheet),
        distance_m=metres(sheet, "distance", sheet.numbers("distance"), 1.0),
        duration_s=seconds(sheet),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "exercise": exercise,
        "set_type": mapped(sheet.text("warmup"), _SET_TYPES, otherwise="working"),
        "load_kind": found.kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    notes = (_SNAPPED,) if found.unit.value == "kg" and are_converted_pounds(found.weight_kg) else ()
    return sheet.reading(IMPORTER.name, unit=found.unit, when=when, columns=columns, notes=notes)


def _a_record_a_set(table: Table, fields: dict[str, int]) -> Table:
    """A row of three sets as three records; where their number is none, the row stays one to be refused."""
    if "sets" not in fields:
        return table
    sets = numbers(table.column(fields["sets"])).values
    return table.taken(np.repeat(np.arange(len(table)), np.where(_are_several(sets), sets, 1).astype(np.int64)))


def _are_several(sets: Floats) -> Mask:
    several: Mask = (sets > 1) & (sets <= _SETS_IN_A_ROW.high) & (sets % 1 == 0)
    return several


def _keep_possible_numbers_of_sets(sheet: Sheet) -> None:
    sets = sheet.numbers("sets")
    sheet.keep_within(_SETS_IN_A_ROW, "sets", sets)
    if sheet.has("sets"):
        sheet.refuse_where("sets", sets % 1 > 0, _("not a whole number of sets"))
        sheet.skip(sets == 0, "not_performed")


def _loads(sheet: Sheet, choices: Choices) -> Loads:
    """In the unit of the header; without one in kilograms, which Fitbod has always written.

    Somebody who lifts pounds may say so at the import, but 20.41168 is no number of pounds: converted loads decide.
    """
    if header_unit(sheet.table.keys[sheet.position("weight")]):
        return loads(sheet, choices)
    converted = are_converted_pounds(np.abs(sheet.numbers("weight")))
    if not converted and choices.unit != "auto":
        return loads(sheet, choices)
    return replace(loads(sheet, replace(choices, unit="kg")), unit=_CONVERTED if converted else _ALWAYS_KG)


IMPORTER: Final = Importer(name="fitbod", title="Fitbod", form=Table, recognises=recognises, read=read)
