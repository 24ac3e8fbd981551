"""The search for a week: from the usual one, step by step, to the week that asks for the fewest changes.

Every step takes the change that lowers the cost (`plans.cost`) most: a set more or less, an exercise in or out, or one
of each together; it ends when none lowers it. The same week always gives the same answer. What a change is for is read
off afterwards: it is what would be amiss without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.plans.cost import cost, too_much
from analytics.plans.credits import Sets
from analytics.plans.ground import Ground, Marks

SMALLEST_GAIN: Final = 0.05
MOST_STEPS: Final = 60
_WHOLE: Final = 1.0
"""What a set of an exercise is worth to a muscle that it is direct work for."""


def best_week(ground: Ground) -> Sets:
    """The week to plan: sessions x exercises, whole sets.

    A usual week that is more than the last weeks allow, or more than is usually recoverable, is shortened first,
    set by set from the longest exercises, those that are not for the legs too.
    """
    week = _within_limits(ground)
    if not week.size:
        return week
    ground = _that_may_stay_short(ground, week)
    least = cost(ground, week[None])[0]
    for _ in range(MOST_STEPS):
        tried = _neighbours(ground, week)
        if not len(tried):
            break
        costs = cost(ground, tried)
        best = int(costs.argmin())
        if costs[best] > least - SMALLEST_GAIN:
            break
        week, least = tried[best], costs[best]
    return week


def _within_limits(ground: Ground) -> Sets:
    """The usual week, a set at a time off the longest of the exercises that are too much, until nothing is."""
    week = ground.usual.copy()
    while week.any():
        over = too_much(ground, week[None])[0]
        if over <= 0:
            return week
        places = np.argwhere(week > 0)
        shorter = week + _steps(week, places, [-1] * len(places))
        relief = over - too_much(ground, shorter)
        longest = np.where(relief > 0, week[tuple(places.T)], 0)
        if not longest.any():
            return week
        best = np.lexsort((relief, longest))[-1]
        week = shorter[best]
    return week


def _that_may_stay_short(ground: Ground, week: Sets) -> Ground:
    """The ground on which falling to `week` is no fault."""
    if (week == ground.usual).all():
        return ground
    least = np.minimum(ground.limits.least, ground.counted(week))
    return replace(ground, limits=replace(ground.limits, least=least))


# one change -----------------------------------------------------------------------------------------------------------


def _neighbours(ground: Ground, week: Sets) -> Sets:
    """Every week that is one change away: a line longer or shorter, in or out; or one of each."""
    more, less = _more(ground, week), _less(ground, week)
    both = (more[:, None] + less[None]).reshape(-1, *week.shape) if len(more) and len(less) else more[:0]
    steps = np.concatenate([more, less, both])
    if not len(steps):
        return np.empty((0, *week.shape), dtype=np.int64)
    tried = week + steps
    shortest = np.minimum(
        np.minimum(ground.usual, ground.targets.least_sets), np.where(week > 0, week, ground.targets.least_sets)
    )
    return np.asarray(tried[((tried <= 0) | (tried >= shortest)).all(axis=(1, 2)) & (tried >= 0).all(axis=(1, 2))])


def _more(ground: Ground, week: Sets) -> Sets:
    there = week > 0
    known = ~ground.is_new | there.any(axis=0)
    is_full = (ground.is_new & there.any(axis=0)).sum() >= ground.targets.most_new
    may_enter = ground.pool.is_for_legs & (known if is_full else np.ones_like(known))
    longest = np.maximum(ground.usual, ground.targets.most_sets)
    wanted = _is_wanted(ground, week)
    places = np.argwhere(wanted & ((there & ground.pool.is_for_legs & (week < longest)) | (~there & may_enter)))
    usual_size = [1 if there[place] else ground.targets.least_sets for place in map(tuple, places)]
    entering = places[~there[tuple(places.T)]]
    return np.concatenate([_steps(week, places, usual_size), _steps(week, entering, [1] * len(entering))])


def _is_wanted(ground: Ground, week: Sets) -> Marks:
    """Which exercises may get more: no direct work for the quads while they have enough, unless no leg works alone."""
    sums = ground.counted(week)
    quads, single_leg = ground.pool.column("quads"), ground.pool.column("single_leg")
    is_for_quads = ground.pool.worth[:, quads] >= _WHOLE
    lacks_quads = sums[quads] < ground.targets.low.get("quads", 0.0)
    lacks_single_leg = sums[single_leg] + sums[ground.pool.column("glute_med")] < ground.targets.side
    return np.asarray(~is_for_quads | lacks_quads | (lacks_single_leg & (ground.pool.worth[:, single_leg] > 0)))


def _less(ground: Ground, week: Sets) -> Sets:
    places = np.argwhere((week > 0) & ground.pool.is_for_legs)
    fewest = np.where(ground.usual > 0, ground.targets.least_sets, 1)
    sizes = [-1 if week[place] > fewest[place] else -int(week[place]) for place in map(tuple, places)]
    return _steps(week, places, sizes)


def _steps(week: Sets, places: npt.NDArray[np.int64], sizes: Sequence[int]) -> Sets:
    steps = np.zeros((len(places), *week.shape), dtype=np.int64)
    if len(places):
        steps[np.arange(len(places)), places[:, 0], places[:, 1]] = sizes
    return steps
