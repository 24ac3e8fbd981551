"""The loads that a lift can have: the last one, and whole steps of the lifter's own above and below it.

In pounds where the lift is logged in pounds or shown in pounds, since a load in pounds must exist in pounds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from analytics.metrics._steps import LiftPast, usual_step_kg
from analytics.plans.credits import Values
from analytics.plans.load_terms import LoadTerms
from analytics.units import MassUnit, kg_from, mass_in

ROUNDING: Final = 1e-6
"""Loads that are nearer to each other than this are the same."""
_SEEN: Final = 20
"""Sessions of a lift that say in which unit it is loaded: people change their gym."""
_FINEST: Final[Mapping[MassUnit, float]] = MappingProxyType({"kg": 0.25, "lb": 0.5})
"""What steps are rounded to: no plate is finer, and differences between loads of two units are no steps."""
_POUNDS_TELL: Final = 2.5
"""Loads in pounds are multiples of this, seldom one in kilograms; the other way round the half kilogram."""
_SAME_KG: Final = 0.06
"""What apps round loads to at the most, either way."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The loads that a lift can have: `anchor` and whole steps above and below it, in `unit`; all above zero."""

    unit: MassUnit
    anchor: float
    step: float

    @property
    def last_kg(self) -> float:
        """The anchor in kilograms."""
        return kg_from(self.anchor, self.unit)

    @property
    def step_kg(self) -> float:
        """One step in kilograms."""
        return kg_from(self.step, self.unit)

    def at_most(self, kg: float) -> float:
        """The largest load that is not above `kg`; the smallest of all where none is."""
        count = math.floor((mass_in(kg, self.unit) - self.anchor) / self.step + ROUNDING)
        least = 1 - math.ceil(self.anchor / self.step - ROUNDING)
        return kg_from(self.anchor + max(count, least) * self.step, self.unit)

    def between(self, low_kg: float, high_kg: float) -> Values:
        """All loads from `low_kg` to `high_kg`, ascending, kg."""
        first, last = (mass_in(self.at_most(kg), self.unit) for kg in (low_kg, high_kg))
        count = round((last - first) / self.step) + 1
        return np.array([kg_from(first + place * self.step, self.unit) for place in range(max(count, 1))])


def steps_of(past: LiftPast, unit: MassUnit, terms: LoadTerms) -> Steps:
    """A lift's steps, `unit` being the one in which they are shown."""
    last_kg = float(past.weight_kg[-1])
    if _is_in_pounds(past.weight_kg[-_SEEN:]):
        own = _rounded(mass_in(past.step_kg, "lb"), _FINEST["lb"])
        return Steps("lb", _rounded(mass_in(last_kg, "lb"), _FINEST["lb"]), own or terms.step_lb)
    if unit == "lb":
        own = _rounded(mass_in(past.step_kg, "lb"), _POUNDS_TELL)
        return Steps("lb", _rounded(mass_in(last_kg, "lb"), terms.step_lb), own or terms.step_lb)
    return Steps("kg", last_kg, _rounded(past.step_kg, _FINEST["kg"]) or usual_step_kg(past.equipment, terms.facts))


def _rounded(amount: float, to: float) -> float:
    """The nearest multiple of `to`, one at least; 0 for an unknown amount."""
    return 0.0 if math.isnan(amount) else max(1, round(amount / to)) * to


def _is_in_pounds(loads_kg: Values) -> bool:
    """Whether these loads were loaded in pounds: more of them lie on 2.5 lb than on half kilograms."""
    pounds = loads_kg / kg_from(_POUNDS_TELL, "lb")
    in_pounds = np.abs(pounds - np.round(pounds)) * kg_from(_POUNDS_TELL, "lb") < _SAME_KG
    in_kilograms = np.abs(2 * loads_kg - np.round(2 * loads_kg)) / 2 < _SAME_KG / 3
    return bool(in_pounds.sum() > in_kilograms.sum())
