"""What reps a load brings: those that will be logged, and those that it allows.

The forecast of what will be logged lets half of the votes repeat their reps at any load, because people plan reps. What
a load allows is another question, so it leaves these votes and those of other lifts out, and follows the lift's own
load-reps curve alone. Reps are reps at the effort at which the lifter usually logs them.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from analytics.metrics._steps import LiftPast
from analytics.metrics.forecast import Forecast, ForecastSettings, Places, forecast_of, predictive
from analytics.plans.credits import Values
from analytics.plans.load_steps import Steps
from analytics.plans.load_terms import LoadTerms

LOOKED_AT: Final = (0.3, 1.5)
"""Loads that are looked at, as shares of the last one."""


@dataclass(frozen=True, slots=True)
class Lift:
    """What is known of one lift: its sessions; load and reps of its best sets of a day, oldest first, and what other
    lifts say, as the forecast sees them.
    """

    past: LiftPast
    best_kg: Values
    best_reps: Places
    others: Values | None = None

    @property
    def last_kg(self) -> float:
        """Top load of the last session; 0 without one."""
        return float(self.past.weight_kg[-1])

    @property
    def last_reps(self) -> int | None:
        """Most reps at it; None where no reps were logged."""
        reps = self.past.most_at_top[-1]
        return None if math.isnan(reps) else int(reps)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Reps of one lift at any load. `reach`: the scores that its ranges must reach."""

    lift: Lift
    reach: tuple[float, ...]
    settings: ForecastSettings
    by_load: ForecastSettings
    known: dict[float, Forecast] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, lift: Lift, reach: tuple[float, ...], terms: LoadTerms) -> Outlook | None:
        """None where the lift has too few sessions for a forecast."""
        if len(lift.best_kg) < terms.forecast.min_sessions:
            return None
        return cls(lift, reach, terms.forecast, replace(terms.forecast, repeat_share=0.0))

    def logged(self, kg: float) -> Forecast:
        """The reps that will be logged: the forecast of the metric next_session, at another load."""
        lift = self.lift
        return forecast_of(predictive(kg, lift.best_kg, lift.best_reps, self.settings, others=lift.others), self.reach)

    def allowed(self, kg: float) -> Forecast:
        """The reps that a load allows: along the lift's own curve, no votes for planned reps."""
        if kg not in self.known:
            votes = predictive(kg, self.lift.best_kg, self.lift.best_reps, self.by_load)
            self.known[kg] = forecast_of(votes, self.reach)
        return self.known[kg]


def bounds(outlook: Outlook, steps: Steps, fewest: int) -> tuple[float | None, float | None]:
    """Largest loads at which the lower and the upper end of the 80 % range reach the fewest planned reps."""
    loads = steps.between(LOOKED_AT[0] * steps.last_kg, LOOKED_AT[1] * steps.last_kg)
    low_kg = largest(loads, lambda kg: outlook.allowed(kg).ranges[0][0] >= fewest)
    high_kg = largest(loads, lambda kg: outlook.allowed(kg).ranges[0][1] >= fewest)
    return low_kg, high_kg


def largest(loads: Values, is_held: Callable[[float], bool]) -> float | None:
    """The largest load at which something is held that is held less the heavier it gets; None where it never is."""
    held = bisect_left(loads, True, key=lambda kg: not is_held(float(kg)))
    return float(loads[held - 1]) if held else None
