"""Liftosaur's history CSV: a row per set of the programme, newest workout first, times in UTC.

Planned sets are rows too: one without completed reps was not done. A set that was done without a weight of its own was
done with the planned one, each in the unit of its cell. Effort is the completed RPE, never the planned one. A set as
many reps as possible (`Is AMRAP?`) is a working set: programmes stop it short of failure as often as not. Older exports
call the columns `DateTime`, `RPE`, `Weight Value` and may have `Equipment` apart, which now stands behind the name:
`Romanian Deadlift, Barbell`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._distinct import mapped
from analytics.importers._numbers import Floats
from analytics.importers._sets import kilograms, load_kind, measures, refuse_nameless, repetitions, reps_in_reserve
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.importers._units import row_units
from analytics.language import _
from analytics.model import Choices, Decision, Reading

_FIELDS: Final = {
    "date": ("workout datetime", "datetime"),
    "workout": ("day name",),
    "exercise": ("exercise",),
    "equipment": ("equipment",),
    "warmup": ("is warmup set?",),
    "reps": ("completed reps",),
    "rpe": ("completed rpe", "rpe"),
    "weight": ("completed weight value", "weight value"),
    "weight_unit": ("completed weight unit", "weight unit"),
    "planned_weight": ("required weight value",),
    "planned_unit": ("required weight unit",),
    "note": ("notes",),
}
_NEEDED: Final = {"date": _("the date"), "exercise": _("the exercise"), "weight": _("the weight")}
_SET_TYPES: Final = {"1": "warmup", "true": "warmup"}
_EQUIPMENT: Final = {
    "leveragemachine": "Leverage Machine", "smith": "Smith Machine", "ezbar": "EZ Bar", "trapbar": "Trap Bar",
    "medicineball": "Medicine Ball",
}  # fmt: skip
"""How the app now writes what its older exports wrote as one word; other words only gain a capital."""


def recognises(table: Table) -> bool:
    """No other app asks `Is Warmup Set?`."""
    return {"is warmup set?", "completed reps"} <= set(table.keys)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a Liftosaur export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    sheet.skip(sheet.text("reps").str.strip().eq("").to_numpy(dtype=bool), "not_performed")
    exercise = _exercise(sheet)
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    weight_kg, unit = _loads(sheet, choices)
    nothing = np.full(len(sheet), np.nan)
    measured = measures(
        sheet,
        weight_kg=weight_kg,
        reps=repetitions(sheet),
        distance_m=nothing,
        duration_s=nothing,
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": mapped(sheet.text("warmup"), _SET_TYPES, otherwise="working"),
        "load_kind": load_kind(exercise),
        "rir": reps_in_reserve(sheet),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=unit, when=when, columns=columns)


def _exercise(sheet: Sheet) -> pd.Series[str]:
    """The name as written; with equipment in a column of its own, `Name, Equipment` as the app writes it now."""
    name, equipment = sheet.text("exercise"), sheet.text("equipment").str.strip()
    words = equipment.str.lower().map(_EQUIPMENT).fillna(equipment.str.capitalize())
    return name.mask(equipment.ne("") & name.str.strip().ne(""), name.str.strip() + ", " + words)


def _loads(sheet: Sheet, choices: Choices) -> tuple[Floats, Decision]:
    """The completed weight, else the planned one, in kilograms."""
    own = sheet.text("weight").str.strip().ne("")
    loads = np.where(own, sheet.numbers("weight"), sheet.numbers("planned_weight"))
    unit = sheet.text("weight_unit").where(own, sheet.text("planned_unit"))
    rows = row_units(unit, np.where(sheet.is_open, loads, np.nan), choices)
    sheet.refuse_where("weight", (loads > 0) & np.isnan(rows.kg_in_one), _("the weight is in no unit that is known"))
    return kilograms(sheet, "weight", loads, rows.kg_in_one), rows.decision


IMPORTER: Final = Importer(name="liftosaur", title="Liftosaur", form=Table, recognises=recognises, read=read)
