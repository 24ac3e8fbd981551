"""What load to put on the bar: a lift's last sessions, its own steps and its forecast give next time's load.

The rules, the first that applies. Sessions are those of hard sets, at the day's top load.

- **Other reps** (own forecast): the last sets were more than `plan.other_reps` away from the planned reps. The load is
  the largest step at which the forecast's median reaches the near end of the planned reps: their top after longer sets,
  one above their bottom after shorter ones, because the sets after the best bring fewer. It goes up by at most
  `prog.load_step_pct.high` %, or to what was lifted in the last sessions.
- **Two for two** (ACSM 2009; rulebook, progress rule): in `prog.two_for_two` sessions in a row every set reached the
  top of the planned reps (or of the catalogue's range, as the metric ready_to_progress says): the next step up. Where
  the smallest step is over `prog.load_step_pct.high` %, reps are added first.
- **Back-off** (article 001: "hold or slightly reduce load"): `plan.back_off_sessions` sessions in a row at this load
  ended under the planned reps: `plan.back_off_pct` % less, down to the lifter's next step (held where that is over
  `prog.load_step_pct.high` % away and the reps there would be more than planned). Fewer misses: it is held.
- **Double progression** (articles 001 and 003: small amounts of load, reps or sets): the same load for a rep more.

An easier week takes `deload.load_cut_pct.low` to `.high` % off (Rogerson 2024 for the direction), a return after a
break the same; where the lifter has no step in between, the load stays and more reps are left in reserve. Maintenance
keeps the load: it is what keeps strength (Spiering 2021).

**Bounds.** Up to `high_kg` the upper end of the forecast's 80 % range reaches the fewest planned reps, up to `low_kg`
the lower end too. No load is planned above `high_kg`. The forecast of what will be logged lets half of the votes repeat
their reps at any load, because people plan reps. What a load allows is another question, so the bounds leave these
votes and those of other lifts out, and follow the lift's own load-reps curve alone.

**Reps** are reps as they will be logged, at the effort at which the lifter usually logs them; the planned RIR is not
part of the arithmetic.

Loads lie on the lifter's steps: the last load and whole smallest steps above or below it, in pounds where the lift is
logged in pounds or shown in pounds. `python -m benchmarks.backtest_plans` tests all this on real logs.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
import pandas as pd

from analytics.metrics import MetricRequest
from analytics.metrics._steps import (
    LiftPast,
    at_the_top,
    lift_pasts,
    lift_sessions,
    next_load,
    same_load,
    sessions_in_a_row,
    usual_step_kg,
)
from analytics.metrics.forecast import (
    Forecast,
    ForecastSettings,
    Places,
    Values,
    forecast_of,
    next_reach,
    others_at,
    predictive,
)
from analytics.metrics.next_session import session_bests, sessions_of
from analytics.plans.model import Load, Step
from analytics.reference.facts import Facts
from analytics.units import MassUnit, kg_from, mass_in

Mode = Literal["usual", "deload", "return", "maintenance"]
"""usual: progress; deload: an easier week; return: after a break; maintenance: keep what is there."""

_ROUNDING: Final = 1e-6
_SEEN: Final = 20
"""Sessions of a lift that say in which unit it is loaded: people change their gym."""
_LATELY: Final = 6
"""Sessions of which any load may come back at once."""
_FINEST: Final[Mapping[MassUnit, float]] = MappingProxyType({"kg": 0.25, "lb": 0.5})
"""What steps are rounded to: no plate is finer, and differences between loads of two units are no steps."""
_POUNDS_TELL: Final = 2.5
"""Loads in pounds are multiples of this, seldom one in kilograms; the other way round the half kilogram."""
_SAME_KG: Final = 0.06
"""What apps round loads to at the most, either way."""
_LOOKED_AT: Final = (0.3, 1.5)
"""Loads that are looked at, as shares of the last one."""


@dataclass(frozen=True, slots=True)
class LoadTerms:
    """The facts by which loads are planned."""

    forecast: ForecastSettings
    facts: Facts = field(repr=False)
    least_step_kg: float
    two_for_two: int
    back_off_sessions: int
    back_off_pct: float
    other_reps: float
    rise_pct: tuple[float, float]
    cut_pct: tuple[float, float]
    extra_rir: float
    step_lb: float

    @classmethod
    def from_facts(cls, facts: Facts) -> LoadTerms:
        """As the facts in use say."""
        return cls(
            forecast=ForecastSettings.from_facts(facts),
            facts=facts,
            least_step_kg=facts.number("prog.least_step_kg"),
            two_for_two=int(facts.number("prog.two_for_two")),
            back_off_sessions=int(facts.number("plan.back_off_sessions")),
            back_off_pct=facts.number("plan.back_off_pct"),
            other_reps=facts.number("plan.other_reps"),
            rise_pct=(facts.number("prog.load_step_pct.low"), facts.number("prog.load_step_pct.high")),
            cut_pct=(facts.number("deload.load_cut_pct.low"), facts.number("deload.load_cut_pct.high")),
            extra_rir=facts.number("deload.extra_rir"),
            step_lb=facts.number("plan.step_lb"),
        )


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
                return Load("no_load", f"Stop each set with about {rir[1]} reps left.")
            return Load("find", f"Begin light, stop with about {rir[1]} reps left, and add load set by set.")
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
    low_kg, high_kg = _bounds(outlook, steps, asked.reps[0]) if outlook else (None, None)
    if outlook and high_kg is None:
        return Load("find", _NO_SUCH_REPS, last_kg=lift.last_kg, last_reps=lift.last_reps)
    choice = _CHOICES[asked.mode](_Case(lift.past, asked.reps, steps, outlook, high_kg, terms))
    if high_kg is not None and choice.kg > high_kg + _ROUNDING:
        choice = _held_back(choice, high_kg, steps, asked.mode)
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


# --- steps ------------------------------------------------------------------------------------------------------------


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
        count = math.floor((mass_in(kg, self.unit) - self.anchor) / self.step + _ROUNDING)
        least = 1 - math.ceil(self.anchor / self.step - _ROUNDING)
        return kg_from(self.anchor + max(count, least) * self.step, self.unit)

    def between(self, low_kg: float, high_kg: float) -> Values:
        """All loads from `low_kg` to `high_kg`, ascending, kg."""
        first, last = (mass_in(self.at_most(kg), self.unit) for kg in (low_kg, high_kg))
        count = round((last - first) / self.step) + 1
        return np.array([kg_from(first + place * self.step, self.unit) for place in range(max(count, 1))])


def steps_of(past: LiftPast, unit: MassUnit, terms: LoadTerms) -> Steps:
    """A lift's steps. In pounds where they are shown or logged in pounds: a load in pounds must exist in pounds."""
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


# --- what a load brings -----------------------------------------------------------------------------------------------


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


def _bounds(outlook: Outlook, steps: Steps, fewest: int) -> tuple[float | None, float | None]:
    """Largest loads at which the lower and the upper end of the 80 % range reach the fewest planned reps."""
    loads = steps.between(_LOOKED_AT[0] * steps.last_kg, _LOOKED_AT[1] * steps.last_kg)
    low_kg = _largest(loads, lambda kg: outlook.allowed(kg).ranges[0][0] >= fewest)
    high_kg = _largest(loads, lambda kg: outlook.allowed(kg).ranges[0][1] >= fewest)
    return low_kg, high_kg


def _largest(loads: Values, is_held: Callable[[float], bool]) -> float | None:
    """The largest load at which something is held that is held less the heavier it gets; None where it never is."""
    held = bisect_left(loads, True, key=lambda kg: not is_held(float(kg)))
    return float(loads[held - 1]) if held else None


# --- what to do with the load -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Choice:
    """What to do, with how much, and the sentence that says so."""

    step: Step
    kg: float
    how: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One lift, and what a load is wanted for."""

    past: LiftPast
    reps: tuple[int, int]
    steps: Steps
    outlook: Outlook | None
    high_kg: float | None
    terms: LoadTerms

    @property
    def moves_body(self) -> bool:
        """Whether the load is what is added to the body: then a percentage of it says little."""
        return self.past.load_kind != "external"

    def lighter(self, least_pct: float, most_pct: float) -> float | None:
        """The largest load at least `least_pct` % lighter than the last; None where that is over `most_pct` %."""
        last_kg = self.steps.last_kg
        kg = self.steps.at_most(last_kg * (1 - least_pct / 100))
        is_near = self.moves_body or kg >= last_kg * (1 - most_pct / 100) - _ROUNDING
        return kg if is_near and kg < last_kg else None


def _held_back(choice: _Choice, high_kg: float, steps: Steps, mode: Mode) -> _Choice:
    """The same choice with no more load than the forecast's range holds."""
    if high_kg > steps.last_kg - _ROUNDING:
        return replace(choice, kg=high_kg)
    return _Choice("less_load" if mode == "usual" else choice.step, high_kg, _TOO_HEAVY)


def _usual(case: _Case) -> _Choice:
    """The first rule that applies; the last one always does."""
    return _for_other_reps(case) or _step_up(case) or _after_misses(case) or _again(case)


def _for_other_reps(case: _Case) -> _Choice | None:
    """A load along the lift's own curve, where the last sets were for other reps than planned."""
    fewest, most = case.reps
    done, away = case.past.most_at_top[-1], case.terms.other_reps
    outlook = case.outlook
    if outlook is None or not (done < fewest - away or done > most + away):
        return None
    last_kg, lately_kg = case.steps.last_kg, float(case.past.weight_kg[-_LATELY:].max())
    loads = case.steps.between(_LOOKED_AT[0] * last_kg, max(lately_kg, last_kg * (1 + case.terms.rise_pct[1] / 100)))
    was_longer = bool(done > most)
    aim = most if was_longer else min(fewest + 1, most)
    kg = _largest(loads, lambda kg: outlook.allowed(kg).reps >= aim)
    if kg is None or abs(kg - last_kg) < _ROUNDING or was_longer != (kg > last_kg):
        return None  # one odd session: the lift's curve sees no reason
    if kg < last_kg:
        return _Choice("less_load", kg, "The last sets were shorter than planned; your own curve gives this load.")
    if outlook.allowed(kg).reps > most:
        return _Choice("more_load", kg, "The last sets were longer than planned; go there step by step.")
    return _Choice("more_load", kg, "The last sets were longer than planned; your own curve gives this load.")


def _step_up(case: _Case) -> _Choice | None:
    """Two for two: every set at the top in so many sessions in a row."""
    terms, steps, top = case.terms, case.steps, _top_of(case)
    if sessions_in_a_row(at_the_top(case.past, terms.facts, top_reps=top)) < terms.two_for_two:
        return None
    least_pct, most_pct = (0.0, math.inf) if case.moves_body else terms.rise_pct
    load = next_load(steps.anchor, steps.step, least_pct=least_pct, most_pct=most_pct)
    if load is None:
        return _Choice("more_reps", steps.last_kg, "The next step would be a large one, so add a rep first.")
    kg = kg_from(load, steps.unit)
    if case.high_kg is not None and kg > case.high_kg + _ROUNDING:
        return _Choice("more_reps", steps.last_kg, "The next step would cost too many reps, so add a rep first.")
    sessions = _sessions_in_words(terms.two_for_two)
    return _Choice("more_load", kg, f"{sessions} reached {top} reps in every set, so take the next step up.")


def _top_of(case: _Case) -> int:
    """Top of the planned reps, or of the catalogue's range where that comes earlier."""
    fewest, most = case.reps
    of_catalogue = case.past.top_reps
    return int(of_catalogue) if fewest <= of_catalogue < most else most


def _after_misses(case: _Case) -> _Choice | None:
    """Hold the load after a miss, a little less after several."""
    terms, fewest = case.terms, case.reps[0]
    missed = same_load(case.past, terms.facts) & (case.past.fewest_at_top < fewest)
    count = sessions_in_a_row(missed)
    if not count:
        return None
    sessions = _sessions_in_words(min(count, terms.back_off_sessions))
    ended = f"{sessions} ended under {fewest} reps"
    if count < terms.back_off_sessions:
        return _Choice("same", case.steps.last_kg, f"{ended}, so hold the load.")
    lighter = case.lighter(terms.back_off_pct, terms.rise_pct[1]) or _a_large_step_down(case)
    if lighter is None:
        return _Choice("same", case.steps.last_kg, f"{ended}, and your next step down is a large one: hold the load.")
    return _Choice("less_load", lighter, f"{ended}, so go a little lighter.")


def _a_large_step_down(case: _Case) -> float | None:
    """The next load down however far it is, where its reps would still be planned ones."""
    kg = case.lighter(case.terms.back_off_pct, 100)
    is_inside = kg is not None and case.outlook is not None and case.outlook.allowed(kg).reps <= case.reps[1]
    return kg if is_inside else None


def _again(case: _Case) -> _Choice:
    """The same load, for a rep more until every set is at the top."""
    kg, fewest = case.steps.last_kg, case.past.fewest_at_top[-1]
    if case.outlook is None and len(case.past.weight_kg) < case.terms.forecast.min_sessions:
        return _Choice("same", kg, "Too few sessions for a forecast yet, so take the last load again.")
    if not fewest > 0:
        return _Choice("same", kg, "The same load as last time.")
    top = _top_of(case)
    if fewest >= top:
        return _Choice("same", kg, f"Every set reached {top} reps: do that once more, then take the next step up.")
    aim = min(int(fewest) + 1, top)
    return _Choice("more_reps", kg, f"Keep the load and aim for {aim} reps or more in every set, up to {top}.")


def _keep(case: _Case) -> _Choice:
    """Maintenance."""
    return _Choice("same", case.steps.last_kg, "Keep the load: it is what keeps strength while sets are few.")


def _easier(case: _Case) -> _Choice:
    """An easier week."""
    kg = case.lighter(*case.terms.cut_pct)
    if kg is not None:
        return _Choice("light", kg, "An easier week: a little less load.")
    return _Choice("light", case.steps.last_kg, f"An easier week: stop with {case.terms.extra_rir:g} more reps left.")


def _restart(case: _Case) -> _Choice:
    """The first week after a break."""
    kg = case.lighter(*case.terms.cut_pct)
    if kg is not None:
        return _Choice("light", kg, "After the break begin a little lighter than where you stopped.")
    return _Choice("light", case.steps.last_kg, f"After the break stop with {case.terms.extra_rir:g} more reps left.")


_CHOICES: Final[Mapping[Mode, Callable[[_Case], _Choice]]] = MappingProxyType(
    {"usual": _usual, "deload": _easier, "return": _restart, "maintenance": _keep}
)
_NO_SUCH_REPS: Final = "Even far lighter loads were done for fewer reps than these: begin light and look for a load."
_TOO_HEAVY: Final = "The last load was more than these reps are likely at, so go lighter."


def _sessions_in_words(count: int) -> str:
    """How many last sessions, as the beginning of a sentence."""
    return {1: "The last session", 2: "Both last sessions"}.get(count, f"The last {count} sessions")


def _without_load(lift: Lift, asked: Asked, terms: LoadTerms) -> Load:
    """A lift of the body alone or with help, or one that was logged without a load: reps are what grows."""
    top, fewest = asked.reps[1], lift.past.fewest_at_top[-1]
    if asked.mode in ("deload", "return"):
        how = f"Easier than usual: stop with {terms.extra_rir:g} more reps left."
    elif asked.mode == "maintenance" or math.isnan(fewest):
        how = "As last time."
    elif fewest >= top:
        how = f"Every set reached {top} reps: {_HARDER[lift.past.load_kind]}."
    else:
        how = f"Aim for {int(fewest) + 1} reps or more in every set, up to {top}."
    return Load("no_load", how, last_reps=lift.last_reps)


_HARDER: Final = {
    "bodyweight": "take a harder variation or add a little load",
    "assisted": "take a little less help",
    "external": "take a little more load, and log it",
}

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
