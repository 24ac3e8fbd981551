"""The loads of a table, wherever their unit is stated: in a column of its own, in the cells (`135 lb`), in the header
(`Weight (lbs)`), or nowhere, so that it is guessed and the guess shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._blocks import Mask
from analytics.importers._distinct import distinct
from analytics.importers._numbers import Floats, numbers
from analytics.importers._sets import load_kind, signed_kilograms
from analytics.importers._sheet import Sheet
from analytics.importers._units import MASS_UNITS, inferred_unit, kg_in, row_units, stated_unit, token
from analytics.language import _
from analytics.model import Choices, Decision
from analytics.units import MassUnit

_WITH_UNIT: Final = re.compile(r"(?P<load>.*\d[.,]?)\s*(?P<unit>[^\W\d_]+)\.?")
_NO_LOAD: Final = frozenset({"bw", "bodyweight", "body weight"})
_UNIT_IN_HEADER: Final = re.compile(r".*[(\[_ ](\w+)[)\]]?")


@dataclass(frozen=True, slots=True)
class Loads:
    """Kilograms without their sign, the sets that a negative load (assistance) made easier, and how the unit was
    decided."""

    weight_kg: Floats
    assisted: Mask
    unit: Decision

    def kind(self, exercise: pd.Series[str]) -> pd.Series[str]:
        """`assisted` where the name or a negative load says so, else nothing."""
        return load_kind(exercise).mask(self.assisted, "assisted")


def loads(sheet: Sheet, choices: Choices) -> Loads:
    """The sheet's field weight, in the unit of the field weight_unit, of the cells, of the header, or the likely one.

    A record whose load is no number, has an unknown unit or is beyond the limit is refused.
    """
    bare, tokens = _apart(sheet.text("weight"))
    found = numbers(bare, decimal_comma=sheet.table.delimiter != ",")
    if sheet.has("weight"):
        sheet.refuse("weight", found.refused)
    in_column = sheet.text("weight_unit").str.strip()
    kg_in_one, unit = _unit(sheet, found.values, tokens.mask(tokens.eq(""), in_column), choices)
    weight_kg, assisted = signed_kilograms(sheet, "weight", found.values, kg_in_one)
    return Loads(weight_kg, assisted, unit)


def header_unit(header: str) -> MassUnit | None:
    """The unit of mass that a comparable header ends in: `weight (lbs)`, `actual_weight_kg`."""
    match = _UNIT_IN_HEADER.fullmatch(header)
    return MASS_UNITS.get(match.group(1)) if match else None


def _unit(sheet: Sheet, values: Floats, tokens: pd.Series[str], choices: Choices) -> tuple[float | Floats, Decision]:
    if tokens.ne("").to_numpy(dtype=bool).any():
        rows = row_units(tokens, np.abs(values), choices)
        field = "weight_unit" if sheet.has("weight_unit") else "weight"
        sheet.refuse_where(
            field, (values != 0) & ~np.isnan(values) & np.isnan(rows.kg_in_one), _("not a unit of weight")
        )
        return rows.kg_in_one, rows.decision
    stated = header_unit(sheet.table.keys[sheet.position("weight")]) if sheet.has("weight") else None
    if stated:
        return kg_in(stated), stated_unit(stated, sheet.header("weight"), choices)
    unit = inferred_unit(values[sheet.is_open], sheet.text("exercise")[sheet.is_open], choices)
    return kg_in("lb" if unit.value == "lb" else "kg"), unit


def _apart(cells: pd.Series[str]) -> tuple[pd.Series[str], pd.Series[str]]:
    """The numbers and the units of cells such as `135 lb`; a cell without a known unit is left whole."""
    codes, spellings = distinct(cells)
    parts = [_parts(spelling.strip()) for spelling in spellings]
    bare, units = (pd.array([part[place] for part in parts], dtype="str") for place in (0, 1))
    return pd.Series(bare.take(codes)), pd.Series(units.take(codes))


def _parts(cell: str) -> tuple[str, str]:
    if cell.casefold() in _NO_LOAD:
        return "", ""
    match = _WITH_UNIT.fullmatch(cell)
    if match and token(match.group("unit")) in MASS_UNITS:
        return match.group("load"), match.group("unit")
    return cell, ""
