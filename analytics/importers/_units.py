"""The units of loads and distances: stated by a header, by each row, or guessed from the loads and shown with the
reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._numbers import Floats
from analytics.importers._plates import PlateEvidence, plate_evidence
from analytics.importers._table import header_key
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

NO_UNIT: Final = "no unit in the file"
UNSURE: Final = "unsure, please choose"
"""How a unit was decided begins with one of these, unless the file states it."""
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


def stated_unit(unit: MassUnit, header: str, choices: Choices) -> Decision:
    """The unit that a header states; a choice at the import is for files that state none."""
    ignored = choices.unit in ("kg", "lb") and choices.unit != unit
    remark = f'; "{choices.unit}" was chosen, but is only for files that state no unit' if ignored else ""
    return Decision(unit, f'the column is called "{header}"{remark}')


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
        return Decision(usual, "the rows state their unit, but none has a load")
    if len(counts) == 1:
        return Decision(usual, f"each row with a load states {usual}")
    parts = " and ".join(f"{number:,} rows {unit}" for unit, number in counts.most_common())
    return Decision("mixed", f"each row states its unit: {parts}")


def inferred_unit(loads: Floats, exercises: pd.Series[str], choices: Choices) -> Decision:
    """The unit of loads that come without one, as their plates tell it; `UNSURE` and kg where they do not."""
    if choices.unit in ("kg", "lb"):
        return Decision(choices.unit, f"{NO_UNIT}; chosen at the import")
    loaded = loads > 0
    if not loaded.any():
        return Decision("kg", f"{NO_UNIT}, and no loads that would need one")
    said = plate_evidence(loads[loaded], exercises[loaded])
    if abs(said.score) < _CLEAR or said.without_best * np.sign(said.score) < _STEADY:
        return Decision("kg", f"{UNSURE}: {NO_UNIT}, and the loads would do for kg as well as for lb; kg was taken")
    return Decision("lb" if said.score > 0 else "kg", f"{NO_UNIT}; {_reason(said)}")


def is_unstated(unit: Decision) -> bool:
    """Whether a file said nothing about its unit, so that it was chosen, inferred, or is still open."""
    return unit.how.startswith((NO_UNIT, UNSURE))


def _reason(said: PlateEvidence) -> str:
    unit, other = ("lb", "kg") if said.score > 0 else ("kg", "lb")
    loads = [f"{round(load, 2):g}" for load in said.telling]
    named = " and ".join([", ".join(loads[:-1]), loads[-1]] if len(loads) > 1 else loads)
    return f"loads such as {named} are usual in {unit}, rare in {other}"
