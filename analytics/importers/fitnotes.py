"""FitNotes for Android, "Spreadsheet export": a row per set, oldest first, dates without times.

Three headers: the unit in the column's name (`Weight (kgs)`), or in each row (`Weight Unit`), with or without
`Comment`. There are no workouts, warm-ups or set numbers; a day is one workout and the order of the rows is the order
of the sets. Some versions do not quote names, so a comma in one shifts its row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._numbers import Floats
from analytics.importers._sets import kilograms, load_kind, measures, metres, refuse_nameless, repetitions, seconds
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.importers._units import MASS_UNITS, METRES_IN, inferred_unit, kg_in, row_units, stated_unit, token
from analytics.language import _
from analytics.model import Choices, Decision, Reading

_FIELDS: Final = {
    "date": ("date",),
    "exercise": ("exercise",),
    "category": ("category",),
    "weight": ("weight", "weight (kgs)", "weight (kg)", "weight (lbs)", "weight (lb)"),
    "weight_unit": ("weight unit",),
    "reps": ("reps",),
    "distance": ("distance",),
    "distance_unit": ("distance unit",),
    "duration": ("time",),
    "note": ("comment",),
}
_NEEDED: Final = {"date": _("the date"), "weight": _("the weight"), "reps": _("the reps")}
_NUMBER: Final = re.compile(r"\s*(?:\d+(?:[.,]\d+)?\s*)?")
_UNIT_IN_HEADER: Final = re.compile(r"weight \((\w+)\)")


def recognises(table: Table) -> bool:
    """`Exercise` and `Category` beside a weight; the iOS app of the same name adds `Kind` and is another format."""
    keys = set(table.keys)
    return {"date", "exercise", "category"} <= keys and "kind" not in keys and not keys.isdisjoint(_FIELDS["weight"])


def body_tracker(table: Table) -> str | None:
    """FitNotes exports body weight and girths as a file of its own."""
    return _("the body tracker") if {"date", "measurement", "value", "unit"} <= set(table.keys) else None


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a FitNotes export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(_with_commas_in_names(table, fields), fields)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    weight_kg, unit = _loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=weight_kg,
        reps=repetitions(sheet),
        distance_m=_distances(sheet),
        duration_s=seconds(sheet),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "exercise": exercise,
        "set_type": "working",
        "load_kind": load_kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=unit, when=when, columns=columns)


def _loads(sheet: Sheet, choices: Choices) -> tuple[Floats, Decision]:
    loads = sheet.numbers("weight")
    if sheet.has("weight_unit"):
        rows = row_units(sheet.text("weight_unit"), loads, choices)
        sheet.refuse_where("weight_unit", (loads > 0) & np.isnan(rows.kg_in_one), _("not a unit of weight"))
        return kilograms(sheet, "weight", loads, rows.kg_in_one), rows.decision
    match = _UNIT_IN_HEADER.fullmatch(sheet.table.keys[sheet.position("weight")])
    stated = MASS_UNITS.get(match.group(1)) if match else None
    if stated:
        unit = stated_unit(stated, sheet.header("weight"), choices)
        return kilograms(sheet, "weight", loads, kg_in(stated)), unit
    unit = inferred_unit(loads, sheet.text("exercise"), choices)
    return kilograms(sheet, "weight", loads, kg_in("lb" if unit.value == "lb" else "kg")), unit


def _distances(sheet: Sheet) -> Floats:
    """Metres; a distance whose unit is none (a real file says `kg`) is left out rather than guessed."""
    codes, spellings = pd.factorize(sheet.text("distance_unit"))
    metres_in = np.array([METRES_IN.get(token(spelling), np.nan) for spelling in spellings], dtype=np.float64)
    return metres(sheet, "distance", sheet.numbers("distance"), metres_in[codes])


def _with_commas_in_names(table: Table, fields: dict[str, int]) -> Table:
    """Glue the names that an unquoted comma has split: the cut is right when weight, unit and reps come out as such."""
    repairs = {position: _glued(table, fields, record) for position, record in table.ragged.items()}
    return table.repaired({position: record for position, record in repairs.items() if record})


def _glued(table: Table, fields: dict[str, int], record: Sequence[str]) -> list[str] | None:
    extra = len(record) - len(table.header)
    texts = [fields[field] for field in ("exercise", "category", "note") if field in fields]
    for start in texts if extra > 0 else ():
        name = table.delimiter.join(record[start : start + extra + 1])
        glued = [*record[:start], name, *record[start + extra + 1 :]]
        if _fits(fields, glued):
            return glued
    return None


def _fits(fields: dict[str, int], record: Sequence[str]) -> bool:
    numeric = all(_NUMBER.fullmatch(record[fields[field]]) for field in ("weight", "reps"))
    unit = token(record[fields["weight_unit"]]) if "weight_unit" in fields else ""
    category = record[fields["category"]]
    return numeric and (not unit or unit in MASS_UNITS) and bool(category.strip()) and not _NUMBER.fullmatch(category)


IMPORTER: Final = Importer(
    name="fitnotes", title="FitNotes", form=Table, recognises=recognises, read=read, sister=body_tracker
)
