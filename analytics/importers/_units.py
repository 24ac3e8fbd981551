"""The units of loads and distances: stated by a header, by each row, or guessed from the loads and shown with the
reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._distinct import Cells, chosen
from analytics.importers._numbers import Floats
from analytics.importers._plates import plate_evidence
from analytics.importers._table import header_key
from analytics.language import _, listed, n_
from analytics.model import Choices, Decision
from analytics.units import KG_PER_LB, METRES_PER_FOOT, METRES_PER_KM, METRES_PER_MILE, METRES_PER_YARD, MassUnit

MASS_UNITS: Final[dict[str, MassUnit]] = {
    **dict.fromkeys(("kg", "kgs", "kilogram", "kilograms"), "kg"),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), "lb"),
}
METRES_IN: Final[dict[str, float]] = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), 1.0),
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), METRES_PER_KM),
    **dict.fromkeys(("mi", "mile", "miles"), METRES_PER_MILE),
    **dict.fromkeys(("ft", "foot", "feet"), METRES_PER_FOOT),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), METRES_PER_YARD),
    "cm": 0.01,
}

_CLEAR: Final = 3.0
"""Logarithm of the odds, 20 to 1. Slices of real logs that are decided at all are then wrong once in 300 times."""
_STEADY: Final = 1.5
"""What has to be left of it without the load that says most: no single load decides."""


def token(cell: str) -> str:
    """A unit as it is looked up: `"mi."` and `mi` are one."""
    return header_key(cell).rstrip(".")


def kg_in(unit: MassUnit) -> float:
    """Kilograms in one `unit`."""
    return KG_PER_LB if unit == "lb" else 1.0


def distances_taken(*, miles: bool) -> str:
    """What is said where a file states no unit of distance, and miles or kilometres were taken."""
    if miles:
        return _("The file states no unit of distance; miles were taken.")
    return _("The file states no unit of distance; kilometres were taken.")


def stated_unit(unit: MassUnit, header: str, choices: Choices) -> Decision:
    """The unit that a header states; a choice at the import is for files that state none."""
    if choices.unit in ("kg", "lb") and choices.unit != unit:
        how = _(
            'the column is called "{column}"; "{unit}" was chosen, but is only for files that state no unit',
            column=header,
            unit=choices.unit,
        )
        return Decision(unit, how)
    return Decision(unit, _('the column is called "{column}"', column=header))


@dataclass(frozen=True, slots=True)
class RowUnits:
    """What each row's own unit makes of it: kilograms in one, NaN where the token is unknown."""

    kg_in_one: Floats
    decision: Decision


def row_units(tokens: pd.Series[str], loads: Floats, choices: Choices) -> RowUnits:
    """Units stated row by row; a load without one is taken in the unit of the others."""
    codes, spellings = pd.factorize(tokens)
    units = [MASS_UNITS.get(token(spelling)) for spelling in spellings]
    loaded = loads > 0
    counts: Counter[MassUnit] = Counter()
    for code, number in zip(*np.unique(codes[loaded], return_counts=True), strict=True):
        if (unit := units[code]) is not None:
            counts[unit] += int(number)
    usual: MassUnit = counts.most_common(1)[0][0] if counts else "lb" if choices.unit == "lb" else "kg"
    factors = [
        kg_in(unit) if unit else kg_in(usual) if not spelling.strip() else np.nan
        for unit, spelling in zip(units, spellings, strict=True)
    ]
    return RowUnits(np.array(factors, dtype=np.float64)[codes], _row_decision(counts, usual))


def _row_decision(counts: Counter[MassUnit], usual: MassUnit) -> Decision:
    if not counts:
        return Decision(usual, _("the rows state their unit, but none has a load"))
    if len(counts) == 1:
        return Decision(usual, _("each row with a load states {unit}", unit=usual))
    parts = [n_("{number} row {unit}", "{number} rows {unit}", rows, unit=unit) for unit, rows in counts.most_common()]
    return Decision("mixed", _("each row states its unit: {rows}", rows=listed(parts)))


def inferred_unit(loads: Floats, exercises: Cells, choices: Choices) -> Decision:
    """The unit of loads that come without one, as their plates tell it; open and kg where they do not."""
    if choices.unit in ("kg", "lb"):
        return Decision(choices.unit, _("no unit in the file; chosen at the import"), "inferred")
    loaded = loads > 0
    if not loaded.any():
        return Decision("kg", _("no unit in the file, and no loads that would need one"), "inferred")
    said = plate_evidence(loads[loaded], chosen(exercises, loaded))
    if abs(said.score) < _CLEAR or said.without_best * np.sign(said.score) < _STEADY:
        how = _(
            "unsure, please choose: no unit in the file, and the loads would do for kg as well as for lb; kg was taken"
        )
        return Decision("kg", how, "open")
    unit, other = ("lb", "kg") if said.score > 0 else ("kg", "lb")
    named = listed(f"{round(load, 2):g}" for load in said.telling)
    how = _(
        "no unit in the file; loads such as {loads} are usual in {unit}, rare in {other}",
        loads=named,
        unit=unit,
        other=other,
    )
    return Decision(unit, how, "inferred")
