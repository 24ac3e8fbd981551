"""FitNotes 2 for iOS: a row per set, dates without times; a day is one workout.

It has a column of weights in kilograms and one in pounds. The app fills one of them; files that went through another
program have both, and there the round one is what the lifter entered. `Kind` spells what the exercise measures (`wr`
weight and reps, `dt` distance and time, `t` time), which the filled columns say as well.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._blocks import Mask
from analytics.importers._numbers import Floats
from analytics.importers._sets import (
    kilograms,
    load_kind,
    measures,
    metres,
    none_if_zero,
    refuse_nameless,
    repetitions,
    seconds,
)
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.importers._units import METRES_IN, stated_unit, token
from analytics.language import _
from analytics.model import Choices, Decision, Reading
from analytics.units import KG_PER_LB

_FIELDS: Final = {
    "date": ("date",),
    "exercise": ("exercise",),
    "weight_kg": ("weight (kg)", "weight (kgs)"),
    "weight_lb": ("weight (lbs)", "weight (lb)"),
    "reps": ("reps",),
    "distance": ("distance",),
    "distance_unit": ("distance unit",),
    "duration": ("time",),
    "note": ("notes", "comment"),
}
_NEEDED: Final = {"date": _("the date"), "reps": _("the reps")}
_STEP: Final = 0.25
"""Weights are entered in quarters of a kilogram or of a pound; a converted one hardly ever is a multiple of it."""
_APART: Final = 0.02
"""How far the two weights of a row may differ by rounding."""


def recognises(table: Table) -> bool:
    """`Kind` beside exercise and category; the Android app of the same name has no such column."""
    keys = set(table.keys)
    return {"date", "exercise", "category", "kind"} <= keys and not keys.isdisjoint(
        (*_FIELDS["weight_kg"], *_FIELDS["weight_lb"])
    )


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a FitNotes 2 export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
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
    """Kilograms from the column that a row fills, and where it fills both from the one that was entered."""
    in_kg, in_lb = (none_if_zero(sheet.numbers(field)) for field in ("weight_kg", "weight_lb"))
    from_kg, from_lb = kilograms(sheet, "weight_kg", in_kg, 1), kilograms(sheet, "weight_lb", in_lb, KG_PER_LB)
    differ = np.abs(from_kg - from_lb) > _APART * from_kg
    sheet.refuse_where("weight_lb", differ, _("another weight than the one in kilograms"))
    pounds = np.isnan(in_kg) | (_is_round(in_lb) & ~_is_round(in_kg))
    taken = {"kg": bool((~pounds & (from_kg > 0)).any()), "lb": bool((pounds & (from_lb > 0)).any())}
    return np.where(pounds, from_lb, from_kg), _decision(sheet, taken, choices)


def _is_round(values: Floats) -> Mask:
    is_round: Mask = values / _STEP == np.round(values / _STEP)
    return is_round


def _decision(sheet: Sheet, taken: dict[str, bool], choices: Choices) -> Decision:
    if taken["kg"] and taken["lb"]:
        how = _("the file has a column in kg and one in lb; each row takes the one that was entered")
        return Decision("mixed", how)
    if taken["lb"]:
        return stated_unit("lb", sheet.header("weight_lb"), choices)
    return stated_unit("kg", sheet.header("weight_kg" if sheet.has("weight_kg") else "weight_lb"), choices)


def _distances(sheet: Sheet) -> Floats:
    """Metres; a distance whose unit is none is left out rather than guessed."""
    codes, spellings = pd.factorize(sheet.text("distance_unit"))
    metres_in = np.array([METRES_IN.get(token(spelling), np.nan) for spelling in spellings], dtype=np.float64)
    return metres(sheet, "distance", sheet.numbers("distance"), metres_in[codes])


IMPORTER: Final = Importer(name="fitnotes_ios", title="FitNotes 2 (iOS)", form=Table, recognises=recognises, read=read)
