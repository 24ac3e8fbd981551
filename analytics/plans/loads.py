"""What load to put on the bar: a lift's last sessions, its own steps and its forecast give next time's load.

`load_rules` says which way it goes, `load_reps` what reps a load brings, `load_steps` which loads there are.

**Bounds.** Up to `high_kg` the upper end of the forecast's 80 % range reaches the fewest planned reps, up to `low_kg`
the lower end too. No load is planned above `high_kg`. They follow from what a load allows and not from what will be
logged.

**Reps** are reps as they will be logged, at the effort at which the lifter usually logs them; the planned RIR is not
part of the arithmetic. `python -m benchmarks.backtest_plans` tests all this on real logs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from analytics.language import _
from analytics.metrics import MetricRequest
from analytics.metrics._steps import LiftPast, lift_pasts, lift_sessions
from analytics.metrics.forecast import ForecastSettings, next_reach, others_at
from analytics.metrics.next_session import session_bests, sessions_of
from analytics.plans.load_reps import Lift, Outlook, bounds
from analytics.plans.load_rules import CHOICES, Situation, held_back
from analytics.plans.load_steps import ROUNDING, steps_of
from analytics.plans.load_terms import LoadTerms, Mode
from analytics.plans.model import Line, Load
from analytics.units import MassUnit

_NO_SUCH_REPS: Final = _("Even far lighter loads were done for fewer reps than these: begin light and look for a load.")


@dataclass(frozen=True, slots=True)
class LoadBook:
    """What each lift of a log says about its next load. `reach`: the scores that forecast ranges must reach."""

    lifts: Mapping[str, Lift]
    without_load: frozenset[str]
    reach: tuple[float, ...]
    terms: LoadTerms

    @classmethod
    def of(cls, request: MetricRequest) -> LoadBook:
        """As of `to_date`: sets of that day are seen, later ones are not. Three queries."""
        terms = LoadTerms.from_facts(request.facts)
        bests = session_bests(request, max_reps=terms.forecast.max_reps)
        exercises = request.store.query("select id from exercises where load_kind <> 'external' or load_mode = 'band'")
        return cls(
            MappingProxyType(_lifts(lift_sessions(request), bests, terms.forecast)),
            frozenset(exercises["id"]),
            next_reach(sessions_of(bests), terms.forecast),
            terms,
        )

    def loaded(self, line: Line, *, mode: Mode = "usual", unit: MassUnit = "kg") -> Line:
        """A planned line with the load of its next session."""
        return replace(line, load=self.load_for(line.exercise_id, reps=line.reps, rir=line.rir, mode=mode, unit=unit))

    def load_for(
        self,
        exercise_id: str,
        *,
        reps: tuple[int, int],
        rir: tuple[int, int],
        mode: Mode = "usual",
        unit: MassUnit = "kg",
    ) -> Load:
        """The load of the next session of a lift for `reps` (from, to) with `rir` (from, to) left, shown in `unit`."""
        lift = self.lifts.get(exercise_id)
        if lift is None:
            if exercise_id in self.without_load:
                return Load("no_load", _("Stop each set with about {rir} reps left.", rir=rir[1]))
            return Load("find", _("Begin light, stop with about {rir} reps left, and add load set by set.", rir=rir[1]))
        asked = Asked(reps, mode, unit)
        if lift.last_kg <= 0:
            return _without_load(lift, asked, self.terms)
        return planned_load(lift, asked, self.reach, self.terms)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a load is wanted for: reps (from, to), the kind of week, the unit in which it is shown."""

    reps: tuple[int, int]
    mode: Mode = "usual"
    unit: MassUnit = "kg"


def planned_load(lift: Lift, asked: Asked, reach: tuple[float, ...], terms: LoadTerms) -> Load:
    """The next load of a lift that was last done with one."""
    steps = steps_of(lift.past, asked.unit, terms)
    outlook = Outlook.of(lift, reach, terms)
    low_kg, high_kg = bounds(outlook, steps, asked.reps[0]) if outlook else (None, None)
    if outlook and high_kg is None:
        return Load("find", _NO_SUCH_REPS, last_kg=lift.last_kg, last_reps=lift.last_reps)
    choice = CHOICES[asked.mode](Situation(lift.past, asked.reps, steps, outlook, high_kg, terms))
    if high_kg is not None and choice.kg > high_kg + ROUNDING:
        choice = held_back(choice, high_kg, steps, asked.mode)
    told = outlook.logged(choice.kg) if outlook else None
    return Load(
        choice.step,
        choice.how,
        kg=choice.kg,
        low_kg=low_kg,
        high_kg=high_kg,
        reps=told.reps if told else None,
        reps_low=told.ranges[0][0] if told else None,
        reps_high=told.ranges[0][1] if told else None,
        last_kg=lift.last_kg,
        last_reps=lift.last_reps,
    )


def _without_load(lift: Lift, asked: Asked, terms: LoadTerms) -> Load:
    """A lift of the body alone or with help, or one that was logged without a load: reps are what grows."""
    top, fewest = asked.reps[1], lift.past.fewest_at_top[-1]
    if asked.mode in ("deload", "return"):
        how = _("Easier than usual: stop with {reps} more reps left.", reps=f"{terms.extra_rir:g}")
    elif asked.mode == "maintenance" or math.isnan(fewest):
        how = _("As last time.")
    elif fewest >= top:
        how = _harder(lift.past.load_kind, top)
    else:
        how = _("Aim for {fewest} reps or more in every set, up to {top}.", fewest=int(fewest) + 1, top=top)
    return Load("no_load", how, last_reps=lift.last_reps)


def _harder(load_kind: str, top: int) -> str:
    """What comes after the top of the planned reps."""
    if load_kind == "bodyweight":
        return _("Every set reached {top} reps: take a harder variation or add a little load.", top=top)
    if load_kind == "assisted":
        return _("Every set reached {top} reps: take a little less help.", top=top)
    return _("Every set reached {top} reps: take a little more load, and log it.", top=top)


# --- reading ----------------------------------------------------------------------------------------------------------


def _lifts(sessions: pd.DataFrame, bests: pd.DataFrame, settings: ForecastSettings) -> dict[str, Lift]:
    """What is known of each lift, by exercise id."""
    numbered = sessions_of(bests)
    names, begins = np.unique(bests["exercise_id"].to_numpy(str), return_index=True)
    kg, reps = (np.split(bests[name].to_numpy(), begins[1:]) for name in ("weight_kg", "reps"))
    numbers = {str(name): number for number, name in enumerate(names)}
    tomorrow = float(numbered.day[-1]) + 1 if len(numbered.day) else 0.0

    def lift_of(past: LiftPast, number: int | None) -> Lift:
        if number is None:
            return Lift(past, np.empty(0), np.empty(0, dtype=np.int64))
        return Lift(past, kg[number], reps[number], others_at(numbered, number, tomorrow, settings))

    return {name: lift_of(past, numbers.get(name)) for name, past in lift_pasts(sessions).items()}
