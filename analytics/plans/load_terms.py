"""By what loads are planned: the kind of week, and the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from analytics.metrics.forecast import ForecastSettings
from analytics.model import Goal
from analytics.plans.model import Kind
from analytics.reference.facts import Facts

Mode = Literal["usual", "deload", "return", "maintenance"]
"""usual: progress; deload: an easier week; return: after a break; maintenance: keep what is there."""
_EASIER: Final[Mapping[Kind, Mode]] = MappingProxyType({"deload": "deload", "return": "return"})


def mode_of(kind: Kind, goal: Goal) -> Mode:
    """How loads are planned in a plan of some kind and goal."""
    return _EASIER.get(kind, "maintenance" if goal == "maintenance" else "usual")


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
