"""The units of loads and distances: stated by a header, by each row, or guessed from the loads and shown with the
reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._numbers import Floats
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

_PLATES: Final[dict[MassUnit, tuple[int, ...]]] = {
    "lb": (45, 95, 135, 185, 225, 275, 315),
    "kg": (20, 40, 60, 80, 100, 120, 140),
}
"""An empty bar, and the bar with the pairs of plates that lie in every gym."""
_ENOUGH_BARBELL_SETS: Final = 20
_CLEAR_MARGIN: Final = 3.0


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
    """The unit of loads that come without one.

    Barbell loads give it away: they are the bar plus pairs of plates, 135 and 225 in pounds, 60 and 100 in kilograms.
    """
    if choices.unit in ("kg", "lb"):
        return Decision(choices.unit, "no unit in the file; chosen at the import")
    loaded = loads > 0
    if not loaded.any():
        return Decision("kg", "no unit in the file, and no loads that would need one")
    barbell = loaded & exercises.str.contains(r"barbell|\(bar\)", case=False, regex=True).to_numpy(dtype=bool)
    enough = int(barbell.sum()) >= _ENOUGH_BARBELL_SETS
    return _by_plates(loads[barbell if enough else loaded], "barbell loads" if enough else "loads")


def _by_plates(loads: Floats, which: str) -> Decision:
    shares = {unit: float(np.isin(loads, plates).mean()) for unit, plates in _PLATES.items()}
    if shares["lb"] == shares["kg"]:
        return Decision("kg", "no unit in the file and no typical plates among the loads; kg was taken, please check")
    unit: MassUnit = "lb" if shares["lb"] > shares["kg"] else "kg"
    other: MassUnit = "kg" if unit == "lb" else "lb"
    typical = Counter(loads[np.isin(loads, _PLATES[unit])].tolist()).most_common(3)
    examples = ", ".join(f"{load:g}" for load, _ in typical)
    clear = which == "barbell loads" and shares[unit] >= _CLEAR_MARGIN * shares[other]
    sure = "" if clear else "; this is not certain, please check"
    how = f"{shares[unit]:.0%} of the {which} are typical plates in {unit} ({examples}), {shares[other]:.0%} in {other}"
    return Decision(unit, f"no unit in the file; {how}{sure}")
