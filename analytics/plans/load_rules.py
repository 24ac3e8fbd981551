"""What to do with a load: the rules that a lift's last sessions, its own steps and its forecast are held to.

The first that applies. Sessions are those of hard sets, at the day's top load.

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
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from analytics.language import _, n_
from analytics.metrics._steps import LiftPast, at_the_top, next_load, same_load, sessions_in_a_row
from analytics.plans.load_reps import LOOKED_AT, Outlook, largest
from analytics.plans.load_steps import ROUNDING, Steps
from analytics.plans.load_terms import LoadTerms, Mode
from analytics.plans.model import Step
from analytics.units import kg_from

_LATELY: Final = 6
"""Sessions of which any load may come back at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to do, with how much, and the sentence that says so."""

    step: Step
    kg: float
    how: str


@dataclass(frozen=True, slots=True)
class Situation:
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
        is_near = self.moves_body or kg >= last_kg * (1 - most_pct / 100) - ROUNDING
        return kg if is_near and kg < last_kg else None


def held_back(choice: Choice, high_kg: float, steps: Steps, mode: Mode) -> Choice:
    """The same choice with no more load than the forecast's range holds."""
    if high_kg > steps.last_kg - ROUNDING:
        return replace(choice, kg=high_kg)
    return Choice("less_load" if mode == "usual" else choice.step, high_kg, _TOO_HEAVY)


def _usual(case: Situation) -> Choice:
    """The first rule that applies; the last one always does."""
    return _for_other_reps(case) or _step_up(case) or _after_misses(case) or _again(case)


def _for_other_reps(case: Situation) -> Choice | None:
    """A load along the lift's own curve, where the last sets were for other reps than planned."""
    fewest, most = case.reps
    done, away = case.past.most_at_top[-1], case.terms.other_reps
    outlook = case.outlook
    if outlook is None or not (done < fewest - away or done > most + away):
        return None
    last_kg, lately_kg = case.steps.last_kg, float(case.past.weight_kg[-_LATELY:].max())
    loads = case.steps.between(LOOKED_AT[0] * last_kg, max(lately_kg, last_kg * (1 + case.terms.rise_pct[1] / 100)))
    was_longer = bool(done > most)
    aim = most if was_longer else min(fewest + 1, most)
    kg = largest(loads, lambda kg: outlook.allowed(kg).reps >= aim)
    if kg is None or abs(kg - last_kg) < ROUNDING or was_longer != (kg > last_kg):
        return None  # one odd session: the lift's curve sees no reason
    if kg < last_kg:
        return Choice("less_load", kg, _("The last sets were shorter than planned; your own curve gives this load."))
    if outlook.allowed(kg).reps > most:
        return Choice("more_load", kg, _("The last sets were longer than planned; go there step by step."))
    return Choice("more_load", kg, _("The last sets were longer than planned; your own curve gives this load."))


def _step_up(case: Situation) -> Choice | None:
    """Two for two: every set at the top in so many sessions in a row."""
    terms, steps, top = case.terms, case.steps, _top_of(case)
    if sessions_in_a_row(at_the_top(case.past, terms.facts, top_reps=top)) < terms.two_for_two:
        return None
    least_pct, most_pct = (0.0, math.inf) if case.moves_body else terms.rise_pct
    load = next_load(steps.anchor, steps.step, least_pct=least_pct, most_pct=most_pct)
    if load is None:
        return Choice("more_reps", steps.last_kg, _("The next step would be a large one, so add a rep first."))
    kg = kg_from(load, steps.unit)
    if case.high_kg is not None and kg > case.high_kg + ROUNDING:
        return Choice("more_reps", steps.last_kg, _("The next step would cost too many reps, so add a rep first."))
    told = n_(
        "The last session reached {top} reps in every set, so take the next step up.",
        "The last {number} sessions reached {top} reps in every set, so take the next step up.",
        terms.two_for_two,
        top=top,
    )
    return Choice("more_load", kg, told)


def _top_of(case: Situation) -> int:
    """Top of the planned reps, or of the catalogue's range where that comes earlier."""
    fewest, most = case.reps
    of_catalogue = case.past.top_reps
    return int(of_catalogue) if fewest <= of_catalogue < most else most


def _after_misses(case: Situation) -> Choice | None:
    """Hold the load after a miss, a little less after several."""
    terms, fewest = case.terms, case.reps[0]
    missed = same_load(case.past, terms.facts) & (case.past.fewest_at_top < fewest)
    count = sessions_in_a_row(missed)
    if not count:
        return None
    told = min(count, terms.back_off_sessions)
    if count < terms.back_off_sessions:
        return Choice("same", case.steps.last_kg, _hold_words(told, fewest))
    lighter = case.lighter(terms.back_off_pct, terms.rise_pct[1]) or _a_large_step_down(case)
    if lighter is None:
        return Choice("same", case.steps.last_kg, _hold_before_a_large_step_words(told, fewest))
    return Choice("less_load", lighter, _lighter_words(told, fewest))


def _hold_words(sessions: int, fewest: int) -> str:
    return n_(
        "The last session ended under {fewest} reps, so hold the load.",
        "The last {number} sessions ended under {fewest} reps, so hold the load.",
        sessions,
        fewest=fewest,
    )


def _hold_before_a_large_step_words(sessions: int, fewest: int) -> str:
    return n_(
        "The last session ended under {fewest} reps, and your next step down is a large one: hold the load.",
        "The last {number} sessions ended under {fewest} reps, and your next step down is a large one: hold the load.",
        sessions,
        fewest=fewest,
    )


def _lighter_words(sessions: int, fewest: int) -> str:
    return n_(
        "The last session ended under {fewest} reps, so go a little lighter.",
        "The last {number} sessions ended under {fewest} reps, so go a little lighter.",
        sessions,
        fewest=fewest,
    )


def _a_large_step_down(case: Situation) -> float | None:
    """The next load down however far it is, where its reps would still be planned ones."""
    kg = case.lighter(case.terms.back_off_pct, 100)
    is_inside = kg is not None and case.outlook is not None and case.outlook.allowed(kg).reps <= case.reps[1]
    return kg if is_inside else None


def _again(case: Situation) -> Choice:
    """The same load, for a rep more until every set is at the top."""
    kg, fewest = case.steps.last_kg, case.past.fewest_at_top[-1]
    if case.outlook is None and len(case.past.weight_kg) < case.terms.forecast.min_sessions:
        return Choice("same", kg, _("Too few sessions for a forecast yet, so take the last load again."))
    if not fewest > 0:
        return Choice("same", kg, _("The same load as last time."))
    top = _top_of(case)
    if fewest >= top:
        return Choice(
            "same", kg, _("Every set reached {top} reps: do that once more, then take the next step up.", top=top)
        )
    aim = min(int(fewest) + 1, top)
    return Choice(
        "more_reps", kg, _("Keep the load and aim for {aim} reps or more in every set, up to {top}.", aim=aim, top=top)
    )


def _keep(case: Situation) -> Choice:
    """Maintenance."""
    return Choice("same", case.steps.last_kg, _("Keep the load: it is what keeps strength while sets are few."))


def _easier(case: Situation) -> Choice:
    """An easier week."""
    kg = case.lighter(*case.terms.cut_pct)
    if kg is not None:
        return Choice("light", kg, _("An easier week: a little less load."))
    return Choice(
        "light",
        case.steps.last_kg,
        _("An easier week: stop with {reps} more reps left.", reps=f"{case.terms.extra_rir:g}"),
    )


def _restart(case: Situation) -> Choice:
    """The first week after a break."""
    kg = case.lighter(*case.terms.cut_pct)
    if kg is not None:
        return Choice("light", kg, _("After the break begin a little lighter than where you stopped."))
    return Choice(
        "light",
        case.steps.last_kg,
        _("After the break stop with {reps} more reps left.", reps=f"{case.terms.extra_rir:g}"),
    )


CHOICES: Final[Mapping[Mode, Callable[[Situation], Choice]]] = MappingProxyType(
    {"usual": _usual, "deload": _easier, "return": _restart, "maintenance": _keep}
)
_TOO_HEAVY: Final = _("The last load was more than these reps are likely at, so go lighter.")
