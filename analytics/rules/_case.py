"""What a rule may look at, and the shape of a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, Final, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _
from analytics.model import Finding, Lifter, Unrecognised
from analytics.reference.equipment import usable
from analytics.reference.facts import Fact, Facts
from analytics.reference.swaps import BACK_FRIENDLY_HINGES, CURLS, HINGES, choose, possible

__all__ = [
    "CURLS",
    "HINGES",
    "POSTERIOR_FIRST",
    "Case",
    "Rule",
    "legs_first",
    "room_to_add",
    "sets",
    "signed",
    "worst_confidence",
]

POSTERIOR_FIRST: Final = ("hamstrings", "glute_max", "glute_med", "calves", "adductors", "erectors", "quads")
"""Lower-body muscles in the order in which this program cares about them."""


@dataclass(frozen=True)
class Case:
    """The evidence as of a day: metrics, what the lifter really does and says about themselves, and the facts in force.

    `on` is the day of judgement, `last_full_week` the Monday of the last completed week; running weeks are never
    judged.
    `frame` gives a metric by its name, computed once: metrics of weeks end with the last full week, the others on `on`
    (`Metric.ends_with_full_week`).
    `logged` has one row per recognised exercise of the log: exercise_id, name, pattern, last_day, sets, most first.
    `main_muscles` names the muscles that an exercise trains directly.

    What several rules look for in it is found once, when the first of them asks.
    """

    on: date
    last_full_week: date
    facts: Facts
    lifter: Lifter
    frame: Callable[[str], pd.DataFrame]
    logged: pd.DataFrame
    muscle_names: Mapping[str, str]
    exercise_names: Mapping[str, str]
    main_muscles: Mapping[str, tuple[str, ...]]
    unrecognised: tuple[Unrecognised, ...]

    @property
    def window_from(self) -> date:
        """The Monday on which the pooled weeks begin."""
        return self.last_full_week - timedelta(weeks=int(self.facts.number("bal.window_weeks")) - 1)

    @property
    def window_to(self) -> date:
        """The Sunday on which the last full week ends."""
        return self.last_full_week + timedelta(days=6)

    def last_week_of(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of the last full week."""
        if frame.empty:
            return frame
        return frame[pd.to_datetime(frame["week"]) == pd.Timestamp(self.last_full_week)]

    def volume_of(self, muscle: str) -> pd.Series[Any] | None:
        """The `muscle_volume` row of a muscle in the last full week."""
        return next((row for row in self.volumes if row["muscle"] == muscle), None)

    @cached_property
    def last_week(self) -> Callable[[str], pd.DataFrame]:
        """The rows of the last full week of a weekly metric, by its name."""
        return cache(lambda name: self.last_week_of(self.frame(name)))

    @cached_property
    def volumes(self) -> tuple[pd.Series[Any], ...]:
        """The `muscle_volume` rows of the last full week, the posterior muscles first, the upper body last."""
        rows = self.last_week("muscle_volume")
        return () if rows.empty else tuple(legs_first(rows))

    @cached_property
    def known_exercises(self) -> tuple[tuple[str, str, str], ...]:
        """Exercise id, name and pattern of what was logged, most sets first."""
        return tuple(zip(*(self.logged[column] for column in ("exercise_id", "name", "pattern")), strict=True))

    @cached_property
    def own_facts(self) -> tuple[Fact, ...]:
        """The thresholds that the lifter changed."""
        return tuple(fact for fact in self.facts if fact.is_changed)

    def suggestion(self, order: tuple[str, ...]) -> str:
        """The name of the exercise to add (`exercise_for`). One that is new to a lifter with a gym comes with a swap
        for home.
        """
        chosen = self.exercise_for(order)
        swap = possible(self._for_the_back(order), "home")
        if self.lifter.equipment != "gym" or chosen in self.done or swap in (None, chosen):
            return self.exercise_names[chosen]
        return _(
            "{exercise} (at home: {other})",
            exercise=self.exercise_names[chosen],
            other=self.exercise_names[str(swap)],
        )

    @cached_property
    def done(self) -> frozenset[str]:
        """The ids of the exercises that were logged."""
        return frozenset(self.logged["exercise_id"])

    def exercise_for(self, order: tuple[str, ...]) -> str:
        """The id of an exercise to add: one of `order` that the lifter knows, else the first that can be done with what
        there is to train with. While the lower back is tired, hinges give way to thrusts and pull-throughs.
        """
        return choose(self._for_the_back(order), done=self.done, equipment=self.lifter.equipment)

    def can_do(self, order: Iterable[str]) -> bool:
        """Whether at least one exercise of `order` can be done with what there is to train with."""
        known = usable(self.lifter.equipment, self.done)
        return any(exercise in known for exercise in order)

    def _for_the_back(self, order: tuple[str, ...]) -> tuple[str, ...]:
        return BACK_FRIENDLY_HINGES if order == HINGES and self.back_is_tired else order

    @property
    def back_is_tired(self) -> bool:
        """Whether the lower back had more sets a week than its high mark, mean of the pooled weeks."""
        row = self.volume_of("erectors")
        return row is not None and bool(row["mean_sets"] > row["high"])

    def most_done(self, patterns: Iterable[str]) -> str | None:
        """The name of the exercise of these patterns that holds most sets."""
        done = self.logged[self.logged["pattern"].isin(list(patterns))].sort_values("sets", ascending=False)
        return None if done.empty else str(done.iloc[0]["name"])

    def room_to_add(self, weekly_sets: float) -> float:
        """How many sets a week advice may add."""
        return room_to_add(weekly_sets, self.facts)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the rulebook: its name, its place in the recommendation order, the facts it reads, and how it judges
    a case.
    """

    name: str
    rank: int
    facts: tuple[str, ...]
    judge: Callable[[Case], tuple[Finding, ...]]


def legs_first(rows: pd.DataFrame) -> list[pd.Series[Any]]:
    """The rows of a frame with the column `muscle`, the posterior muscles first, the upper body last."""
    order = {muscle: place for place, muscle in enumerate(POSTERIOR_FIRST)}
    places = rows["muscle"].map(lambda muscle: order.get(muscle, len(order)))
    return [row for __, row in rows.assign(_place=places).sort_values(["_place", "muscle"]).iterrows()]


@overload
def room_to_add(weekly_sets: float, facts: Facts) -> float: ...
@overload
def room_to_add(weekly_sets: npt.NDArray[np.float64], facts: Facts) -> npt.NDArray[np.float64]: ...
def room_to_add(weekly_sets: float | npt.NDArray[np.float64], facts: Facts) -> float | npt.NDArray[np.float64]:
    """How many sets a week advice may add to so many: the larger of the allowed share and the allowed number."""
    share = weekly_sets * facts.number("vol.max_weekly_rise") / 100
    return np.maximum(share, facts.number("vol.max_weekly_rise_sets"))


def worst_confidence(facts: Facts, keys: Iterable[str]) -> str:
    """The weakest letter among the facts a finding rests on, since a chain is as strong as that."""
    return max(facts[key].confidence for key in keys)


def sets(number: float) -> str:
    """A number of sets for a sentence: 14, 4.5."""
    return f"{number:.1f}".removesuffix(".0")


def signed(number: float) -> str:
    """A change for a sentence, two decimals with the sign; nought is never negative: +0.42, +0.00."""
    return f"{round(float(number), 2) + 0.0:+.2f}"
