"""Hindsight's own CSV: what `export` writes, and a plain format for a log kept elsewhere.

Only `started_at`, `exercise` and `reps` are required. A load may stand in `weight_kg` or `weight_lb`, effort in `rir`
or `rpe`. Whatever a column states (source, line, block, number, kind of load) is taken as stated, so that an export
read back gives the same log.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._limits import LOAD_KG, RIR, Limit
from analytics.importers._numbers import Floats
from analytics.importers._sets import (
    Measures,
    load_kind,
    metres,
    none_if_zero,
    refuse_nameless,
    repetitions,
    reps_in_reserve,
    seconds,
)
from analytics.importers._sheet import Column, Sheet, locate
from analytics.importers._table import Table
from analytics.importers._units import kg_in, stated_unit
from analytics.language import _
from analytics.model import EXPORT_COLUMNS, LOAD_KINDS, SET_TYPES, SIDES, Choices, Decision, Reading
from analytics.texts import FORMULA
from analytics.units import MassUnit

_FIELDS: Final = {
    **{column: (column,) for column in EXPORT_COLUMNS},
    "weight_lb": ("weight_lb", "weight_lbs"),
    "distance": ("distance_m",),
    "duration": ("duration_s",),
    "rpe": ("rpe",),
}
_INERT: Final = re.compile(rf"\A'(?={FORMULA})")
_REQUIRED: Final = frozenset({"started_at", "exercise", "reps"})
_COUNT: Final = Limit(1, 1_000_000_000, _("(counted from 1)"))
_MASS_COLUMNS: Final[dict[str, MassUnit]] = {"weight_kg": "kg", "weight_lb": "lb"}


def recognises(table: Table) -> bool:
    """The three required columns, under their exact names."""
    return _REQUIRED.issubset(table.keys)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a file in Hindsight's own format."""
    sheet = Sheet(table, locate(table, _FIELDS))
    refuse_nameless(sheet, sheet.text("exercise"))
    when = sheet.dates("started_at", choices)
    set_type = _one_of(
        sheet, "set_type", SET_TYPES, otherwise=pd.Series("working", index=range(len(sheet)), dtype="str")
    )
    kind = _one_of(sheet, "load_kind", LOAD_KINDS, otherwise=load_kind(sheet.text("exercise")))
    weight_kg, unit = _loads(sheet, choices)
    measured = Measures(
        weight_kg=none_if_zero(weight_kg),
        reps=repetitions(sheet),
        distance_m=none_if_zero(metres(sheet, "distance", sheet.numbers("distance"), 1.0)),
        duration_s=none_if_zero(seconds(sheet)),
    )
    sheet.skip(measured.nothing, "empty")
    blank = pd.Series("", index=range(len(sheet)), dtype="str")
    columns: dict[str, Column] = {
        **{name: _as_written(sheet, name) for name in ("athlete", "workout", "exercise", "exercise_id", "note")},
        "block": _count(sheet, "block"),
        "set_number": _count(sheet, "set_number"),
        "set_type": set_type,
        "load_kind": kind,
        "rir": _effort(sheet),
        "side": _one_of(sheet, "side", SIDES, otherwise=blank),
        "source": sheet.text("source").mask(sheet.text("source").eq(""), IMPORTER.name),
        "source_line": _lines(sheet),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=unit, when=when, columns=columns)


def _as_written(sheet: Sheet, field: str) -> pd.Series[str]:
    """A text without the apostrophe that the export sets before a cell a spreadsheet would run as a formula."""
    return sheet.text(field).str.replace(_INERT, "", regex=True)


def _loads(sheet: Sheet, choices: Choices) -> tuple[Floats, Decision]:
    """Kilograms, unrounded: what was exported comes back to the last bit."""
    weight_kg = np.full(len(sheet), np.nan)
    present = [field for field in _MASS_COLUMNS if sheet.has(field)]
    for field in present:
        loads = sheet.numbers(field) * kg_in(_MASS_COLUMNS[field])
        sheet.keep_within(LOAD_KG, field, loads)
        weight_kg = np.where(np.isnan(weight_kg), loads, weight_kg)
    if len(present) == 1:
        return weight_kg, stated_unit(_MASS_COLUMNS[present[0]], sheet.header(present[0]), choices)
    if present:
        return weight_kg, Decision(
            "mixed", _("the file has a column in kg and one in lb; each row takes the one it fills")
        )
    return weight_kg, Decision("kg", _("the file has no column of loads"))


def _effort(sheet: Sheet) -> Floats:
    """Reps in reserve as stated, else from RPE."""
    stated = sheet.numbers("rir")
    sheet.keep_within(RIR, "rir", stated)
    return np.where(np.isnan(stated), reps_in_reserve(sheet), stated)


def _one_of(sheet: Sheet, field: str, words: tuple[str, ...], *, otherwise: pd.Series[str]) -> pd.Series[str]:
    """A field of fixed words; a blank cell takes `otherwise`, any other word refuses its record."""
    cells = sheet.text(field).str.strip().str.lower()
    blank = cells.eq("")
    if sheet.has(field):
        unknown = ~blank & ~cells.isin(words)
        sheet.refuse_where(field, unknown.to_numpy(dtype=bool), _("not one of {words}", words=", ".join(words)))
    return cells.mask(blank, otherwise)


def _count(sheet: Sheet, field: str) -> Floats:
    """A whole number from 1; NaN where blank."""
    counts = sheet.numbers(field)
    sheet.keep_within(_COUNT, field, counts)
    if sheet.has(field):
        sheet.refuse_where(field, counts % 1 > 0, _("not a whole number"))
    return np.where(counts % 1 == 0, counts, np.nan)


def _lines(sheet: Sheet) -> Floats:
    stated = _count(sheet, "source_line")
    return np.where(np.isnan(stated), sheet.table.lines, stated)


IMPORTER: Final = Importer(
    name="hindsight", title=_("Hindsight (its own format)"), form=Table, recognises=recognises, read=read
)
