"""What a planned week should come to, by goal and level, and how far it may move from the weeks before.

Where to: the lifter's ranges (`vol.*`), the ratios and shares of the balance (`bal.*`), kept with a small margin, so
that four weeks together settle what one week started. How far: `vol.max_weekly_rise`, the big jump of `spike.*`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from analytics.model import Goal, Lifter
from analytics.plans.credits import STEP, Values
from analytics.reference.facts import Band, Facts
from analytics.rules import POSTERIOR_FIRST, room_to_add

_VOLUME_RULES: Final = ("muscle_without_work", "below_floor", "low_volume")
_TOO_MUCH_RULES: Final = ("high_volume", "very_high_volume")
MARGIN: Final = 0.93
"""A ratio of a week is kept this much under its first level, so that rounding to whole sets does not reach it."""
SHARE_MARGIN: Final = 0.04
"""The same for shares of hamstring sets."""
_AS_MANY: Final = 1.0
"""The ratio of quad to hamstring sets that a posterior focus aims at."""
_JUST_UNDER: Final = STEP / 2


@dataclass(frozen=True, slots=True)
class Targets:
    """Hard sets a week and limits. `muscles` are all ids; a muscle that is absent from a mapping has no such target.

    `low`: up to here more is wanted; `urgent`: below here it matters more (the floor); `high`: above here less is
    wanted; `gap`: below here a muscle counts as not trained. `quads_for_hamstrings` is the ratio to stay under (also
    knee- to hip-dominant), None for no such aim. `each_function` is how many hip and knee sets the hamstrings should
    have, `side` how many sets on one leg or for the side of the hip a week should. `sessions` is the wanted sessions a
    week of a trained muscle; one counts from `session_counts_from` sets, and should not pass `crowded`.
    An exercise has `least_sets` to `most_sets` in a session, and at most `most_new` come in.
    """

    muscles: tuple[str, ...]
    low: Mapping[str, float]
    urgent: Mapping[str, float]
    high: Mapping[str, float]
    very_high: Mapping[str, float]
    gap: float
    quads_for_hamstrings: float | None
    each_function: float
    curl_share: tuple[float, float]
    long_share: float
    side: float
    sessions: float
    session_counts_from: float
    crowded: float
    spacing_h: float
    spacing_sets: float
    least_sets: int
    most_sets: int
    most_new: int

    def without(self, answered: Collection[tuple[str, str]]) -> Targets:
        """These targets without those that answer to findings (rule, subject) which the lifter wants left alone."""
        rules = {rule for rule, _ in answered}
        quiet = {subject for rule, subject in answered if rule in _VOLUME_RULES}
        loud = {subject for rule, subject in answered if rule in _TOO_MUCH_RULES}
        return replace(
            self,
            low={muscle: sets for muscle, sets in self.low.items() if muscle not in quiet},
            urgent={muscle: sets for muscle, sets in self.urgent.items() if muscle not in quiet},
            high={muscle: sets for muscle, sets in self.high.items() if muscle not in loud},
            quads_for_hamstrings=None if "quad_dominance" in rules else self.quads_for_hamstrings,
            each_function=0.0 if "missing_function" in rules else self.each_function,
            curl_share=(0.0, 1.0) if {"missing_function", "lopsided_function"} & rules else self.curl_share,
            long_share=0.0 if "short_length" in rules else self.long_share,
            sessions=0.0 if "low_frequency" in rules else self.sessions,
            side=0.0 if "no_side_hip_work" in rules else self.side,
        )


def targets_for(facts: Facts, lifter: Lifter, goal: Goal, *, muscles: tuple[str, ...]) -> Targets:
    """The targets of a goal for a lifter's level."""
    number = facts.number
    bands = {muscle: facts.band(muscle, lifter.level) for muscle in muscles}
    low = {muscle: _low(bands[muscle], muscle, goal, facts) for muscle in POSTERIOR_FIRST if muscle in bands}
    return Targets(
        muscles=muscles,
        low={muscle: value for muscle, value in low.items() if value > 0},
        urgent={muscle: band.floor for muscle, band in bands.items() if muscle in POSTERIOR_FIRST and band.floor},
        high=_high(bands, goal, facts),
        very_high={muscle: band.red for muscle, band in bands.items() if band.red is not None},
        gap=number("vol.gap_below"),
        quads_for_hamstrings=_ratio(facts, goal),
        each_function=number("plan.least_sets"),
        curl_share=(number("bal.curl_share.ok_low") + SHARE_MARGIN, number("bal.curl_share.ok_high") - SHARE_MARGIN),
        long_share=number("bal.long_share") + SHARE_MARGIN,
        side=number("vol.gap_below"),
        sessions=number("freq.min_sessions"),
        session_counts_from=number("freq.session_counts_from"),
        crowded=number("vol.per_session_amber"),
        spacing_h=number("space.min_hours"),
        spacing_sets=number("space.min_sets"),
        least_sets=int(number("plan.least_sets")),
        most_sets=int(number("plan.most_sets")),
        most_new=int(number("plan.new_exercises")),
    )


def _low(band: Band, muscle: str, goal: Goal, facts: Facts) -> float:
    """Sets a week up to which more of a muscle is wanted; 0 where nothing is asked of it."""
    floor, low, high = band.floor or 0.0, band.low or 0.0, band.high or 0.0
    if not floor:
        return 0.0
    if goal == "maintenance":
        return facts.number("vol.maintenance")
    if goal == "posterior" and muscle in ("hamstrings", "glute_max"):
        return (low + high) / 2
    if muscle == "calves" or goal == "strength":
        return floor
    return low


def _high(bands: Mapping[str, Band], goal: Goal, facts: Facts) -> dict[str, float]:
    """Sets a week above which less is wanted: the amber mark; for maintenance the floor and one short line more."""
    marks = {muscle: band.amber for muscle, band in bands.items() if band.amber is not None}
    if goal == "maintenance":
        short = facts.number("plan.least_sets")
        marks |= {
            muscle: band.floor + short for muscle, band in bands.items() if muscle in POSTERIOR_FIRST and band.floor
        }
    return marks


def _ratio(facts: Facts, goal: Goal) -> float:
    watch = min(facts.number("bal.q_h.watch"), facts.number("bal.kd_hd.watch"))
    return _AS_MANY if goal == "posterior" else MARGIN * watch


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the week may go, by the columns of `Credits.counts`: not above `most`, not below `least` without need."""

    most: Values
    least: Values


def limits_for(
    before: Values,
    usual: Values,
    facts: Facts,
    *,
    wanted: Values,
    high: Values,
    is_back: bool = False,
    restart: Values | None = None,
) -> Limits:
    """How far a week may go, given the weeks before it.

    `before`: what the last weeks counted for, one row a week, oldest first (at least one); `usual`: the usual week;
    `wanted` and `high`: what the targets ask of each column, and what is too much of it. `is_back`: the lifter comes
    back from a break, so that the usual week is one of before it and no measure; `restart`: what the first week back
    may hold by what was done before the break.

    A muscle may rise by `vol.max_weekly_rise` % or `vol.max_weekly_rise_sets` over what it is used to: the largest of
    the mean of the last weeks (as many as `spike.weeks`), the last of them, and the usual week as far as any week
    reached it. Where that would make a big jump (`spike.*`), it may rise to just under one, and where the mean of four
    weeks would be too much, no further than to its mark. It should not fall further at once, unless it is too much, nor
    under what is wanted of it.
    """
    mean, last = before[-int(facts.number("spike.weeks")) :].mean(axis=0), before[-1]
    reached = np.zeros_like(usual) if is_back else np.minimum(usual, before.max(axis=0))
    used_to = np.maximum(np.maximum(mean, last), reached)
    most = used_to + room_to_add(used_to, facts)
    if restart is not None:
        most = np.maximum(most, restart)
    jump = np.maximum(facts.number("spike.ratio") * mean, mean + facts.number("spike.min_sets")) - _JUST_UNDER
    most = np.where(mean > 0, np.minimum(most, np.maximum(jump, 0)), most)
    pooled = int(facts.number("bal.window_weeks"))
    under_high = pooled * high - before[1 - pooled :].sum(axis=0)
    most = np.where(mean <= high, np.minimum(most, np.maximum(under_high, wanted)), most)
    least = np.maximum(usual - room_to_add(usual, facts), np.minimum(usual, wanted))
    return Limits(most, np.maximum(np.minimum(np.minimum(least, high), most), 0))
