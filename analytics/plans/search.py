"""The search for a week: from the usual one, step by step, to the week that asks for the fewest changes.

A week is a table of whole sets, sessions by exercises. Its cost adds up what is amiss (work that is missing, ratios,
rises beyond the limit) and what would be changed. Every step takes the change that lowers the cost most: a set more or
less, an exercise in or out, or one of each together; it ends when none lowers it. The same week always gives the same
answer. What a change is for is read off afterwards: it is what would be amiss without it (`parts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.plans.credits import Credits
from analytics.plans.targets import LEGS, PRIME, Limits, Targets
from analytics.reference.facts import Facts

Sets = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

# What one set too few or too many weighs, in the order of the rulebook's recommendations. A change weighs less.
WEIGHTS: Final[Mapping[str, float]] = {
    "limit": 1_000.0,
    "very_high": 100.0,
    "gap": 12.0,
    "hinge": 9.0,
    "curl": 9.0,
    "ratio": 4.0,
    "movement_ratio": 4.0,
    "floor": 4.0,
    "curl_share": 3.0,
    "low": 2.0,
    "high": 3.0,
    "cut": 6.0,
    "former": 1.2,
    "sessions": 1.6,
    "long": 2.5,
    "crowded": 1.2,
    "spacing": 5.0,
    "side": 5.0,
}
ADDED: Final = 0.30
TAKEN: Final = 0.55
TAKEN_FROM_MAIN_LIFT: Final = 2.5
"""Accessories make room before the main lifts do."""
NEW_EXERCISE: Final = 0.9
NEW_DAY: Final = 0.35
MAIN_LIFT_AGAIN: Final = 3.0
"""A main lift on a second day of the week: another exercise for the same end is preferred."""
GONE: Final = 0.9
LONE_SET: Final = 0.4
"""A new line of a single set: only where the limit leaves no room for more."""
LONGER: Final = 0.06
"""For each session, times the square of the sets that it grows by: growth is spread over the days."""
NOT_A_LEG_DAY: Final = 1.6
_TOO_MUCH: Final = ("limit", "very_high")
SMALLEST_GAIN: Final = 0.05
MOST_STEPS: Final = 60

Part = tuple[str, str]
"""What is amiss: a key of WEIGHTS, and the muscle it is about ("" for none)."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the search moves on: exercises (ids), the sessions' hours, and what may be done.

    `usual` is the usual week (sessions x exercises). `movable` exercises may change, those in `new` were not done
    before. `former` is what to come back to, by the columns of `Credits.counts` (None: nothing).
    """

    exercises: tuple[str, ...]
    starts: tuple[datetime, ...]
    usual: Sets
    movable: npt.NDArray[np.bool_]
    is_main: npt.NDArray[np.bool_]
    new: npt.NDArray[np.bool_]
    columns: tuple[str, ...]
    worth: Values
    targets: Targets
    limits: Limits
    least_sets: int
    most_sets: int
    most_new: int
    former: Values | None = None
    leg_sessions: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))

    @classmethod
    def of(
        cls,
        credits: Credits,
        *,
        exercises: Sequence[str],
        starts: Sequence[datetime],
        usual: Sets,
        new: npt.NDArray[np.bool_],
        targets: Targets,
        limits: Limits,
        facts: Facts,
        former: Values | None = None,
    ) -> Ground:
        """The ground of a usual week (sessions x exercises); `new` are the exercises that come in from elsewhere."""
        worth = credits.counts.loc[list(exercises)]
        is_leg = (credits.direct.loc[list(exercises), list(PRIME)] > 0).any(axis=1).to_numpy()
        return cls(
            exercises=tuple(exercises),
            starts=tuple(starts),
            usual=usual,
            movable=is_leg,
            is_main=credits.exercises.loc[list(exercises), "is_main"].to_numpy(bool),
            new=new,
            columns=tuple(worth.columns),
            worth=worth.to_numpy(float),
            targets=targets,
            limits=limits,
            least_sets=int(facts.number("plan.least_sets")),
            most_sets=int(facts.number("plan.most_sets")),
            most_new=int(facts.number("plan.new_exercises")),
            former=former,
            leg_sessions=np.asarray((usual[:, is_leg] > 0).any(axis=1)),
        )

    def column(self, name: str) -> int:
        """Where a column of `Credits.counts` stands."""
        return self.columns.index(name)


def best_week(ground: Ground) -> Sets:
    """The week to plan: sessions x exercises, whole sets.

    A usual week that is more than the last weeks allow, or more than is usually recoverable, is shortened first,
    set by set from the longest exercises, those that are not for the legs too.
    """
    week = _within_limits(ground)
    if not week.size:
        return week
    ground = _that_may_stay_short(ground, week)
    cost = _cost(ground, week[None])[0]
    for _ in range(MOST_STEPS):
        tried = _neighbours(ground, week)
        if not len(tried):
            break
        costs = _cost(ground, tried)
        best = int(costs.argmin())
        if costs[best] > cost - SMALLEST_GAIN:
            break
        week, cost = tried[best], costs[best]
    return week


def _within_limits(ground: Ground) -> Sets:
    """The usual week, a set at a time off the longest of the exercises that are too much, until nothing is."""
    week = ground.usual.copy()
    while week.any():
        too_much = _too_much(ground, week[None])[0]
        places = np.argwhere(week > 0)
        if too_much <= 0 or not len(places):
            return week
        shorter = week + _steps(week, places, [-1] * len(places))
        relief = too_much - _too_much(ground, shorter)
        longest = np.where(relief > 0, week[tuple(places.T)], 0)
        if not longest.any():
            return week
        best = np.lexsort((relief, longest))[-1]
        week = shorter[best]
    return week


def _too_much(ground: Ground, weeks: Sets) -> Values:
    amiss = (value for (kind, _), value in parts(ground, weeks).items() if kind in _TOO_MUCH)
    return np.asarray(sum(amiss, start=np.zeros(len(weeks))))


def _that_may_stay_short(ground: Ground, week: Sets) -> Ground:
    """The ground on which falling to `week` is no fault."""
    if (week == ground.usual).all():
        return ground
    least = np.minimum(ground.limits.least, week.sum(axis=0) @ ground.worth)
    return replace(ground, limits=replace(ground.limits, least=least))


def parts(ground: Ground, weeks: Sets) -> dict[Part, Values]:
    """What is amiss in each of `weeks` (weeks x sessions x exercises), weighed: one value a week for each part."""
    sessions = weeks @ ground.worth
    return {
        part: WEIGHTS[part[0]] * amiss
        for part, amiss in (*_of_muscles(ground, sessions), *_of_balance(ground, sessions), *_of_days(ground, sessions))
    }


def _cost(ground: Ground, weeks: Sets) -> Values:
    return np.asarray(sum(parts(ground, weeks).values()) + _effort(ground, weeks))


def _effort(ground: Ground, weeks: Sets) -> Values:
    """What the changes themselves weigh."""
    moved = weeks - ground.usual
    added, taken = np.maximum(moved, 0), np.maximum(-moved, 0)
    was, there = ground.usual > 0, weeks > 0
    came = there & ~was
    gone = ((was & ~there).sum(axis=1) > 0) & ~there.any(axis=1)
    brought = (came.any(axis=1) & ground.new).sum(axis=1)
    longer = np.maximum(moved.sum(axis=2), 0)
    elsewhere = (added.sum(axis=2) * ~ground.leg_sessions).sum(axis=1)
    return np.asarray(
        ADDED * added.sum(axis=(1, 2))
        + (taken.sum(axis=1) * np.where(ground.is_main, TAKEN_FROM_MAIN_LIFT, TAKEN)).sum(axis=1)
        + NEW_EXERCISE * brought
        + NEW_DAY * came.sum(axis=(1, 2))
        + MAIN_LIFT_AGAIN * (came & ground.is_main & ~ground.new).sum(axis=(1, 2))
        + GONE * gone.sum(axis=1)
        + LONE_SET * (came & (weeks == 1)).sum(axis=(1, 2))
        + LONGER * (longer**2).sum(axis=1)
        + (NOT_A_LEG_DAY * elsewhere if ground.leg_sessions.any() else 0.0)
    )


# what is amiss --------------------------------------------------------------------------------------------------------

Amiss = list[tuple[Part, Values]]


def _of_muscles(ground: Ground, sessions: Values) -> Amiss:
    week, targets = sessions.sum(axis=1), ground.targets
    found: Amiss = []
    for muscle in LEGS:
        sets = week[:, ground.column(muscle)]
        if muscle in targets.urgent:
            found.append((("gap", muscle), np.maximum(1 - sets, 0)))
            found.append(
                (("floor", muscle), np.maximum(min(targets.urgent[muscle], _wanted(targets, muscle)) - sets, 0))
            )
        if muscle in targets.low:
            found.append((("low", muscle), np.maximum(targets.low[muscle] - sets, 0)))
    for muscle, most in targets.high.items():
        if muscle in LEGS or _usual(ground, muscle) <= most:
            found.append((("high", muscle), np.maximum(week[:, ground.column(muscle)] - most, 0)))
    for muscle, most in targets.very_high.items():
        found.append((("very_high", muscle), np.maximum(week[:, ground.column(muscle)] - most, 0)))
    for muscle in targets.muscles:
        place = ground.column(muscle)
        found.append((("limit", muscle), np.maximum(week[:, place] - ground.limits.most[place], 0)))
    for muscle in LEGS:
        place = ground.column(muscle)
        found.append((("cut", muscle), np.maximum(ground.limits.least[place] - week[:, place], 0)))
        if ground.former is not None:
            found.append((("former", muscle), np.maximum(ground.former[place] - week[:, place], 0)))
    return found


def _usual(ground: Ground, column: str) -> float:
    return float(ground.usual.sum(axis=0) @ ground.worth[:, ground.column(column)])


def _wanted(targets: Targets, muscle: str) -> float:
    return targets.low.get(muscle, targets.urgent[muscle])


def _of_balance(ground: Ground, sessions: Values) -> Amiss:
    week, targets = sessions.sum(axis=1), ground.targets
    quads, hamstrings, knee_dominant, hip_dominant, hip, knee, long = (
        week[:, ground.column(name)]
        for name in ("quads", "hamstrings", "knee_dominant", "hip_dominant", "hip", "knee", "long")
    )
    # a share is not mended by doing less: the parts are measured against no less than the usual work
    both = np.maximum(hip + knee, _usual(ground, "hip") + _usual(ground, "knee"))
    low, high = targets.curl_share
    found: Amiss = [
        # squared, so that one set of each kind is better than two of one
        (("hinge", ""), np.maximum(targets.each_function - hip, 0) ** 2),
        (("curl", ""), np.maximum(targets.each_function - knee, 0) ** 2),
        (("curl_share", "curl"), np.maximum(low * both - knee, 0)),
        (("curl_share", "hinge"), np.maximum((1 - high) * both - hip, 0)),
        (("long", ""), np.maximum(targets.long_share * both - long, 0)),
        (
            ("side", ""),
            np.maximum(targets.side - week[:, ground.column("glute_med")] - week[:, ground.column("single_leg")], 0),
        ),
    ]
    if targets.quads_for_hamstrings is not None:
        ratio = targets.quads_for_hamstrings
        found.append((("ratio", ""), np.maximum(quads - ratio * hamstrings, 0)))
        found.append((("movement_ratio", ""), np.maximum(knee_dominant - ratio * hip_dominant, 0)))
    return found


def _of_days(ground: Ground, sessions: Values) -> Amiss:
    targets = ground.targets
    found: Amiss = []
    for muscle in ("hamstrings", "glute_max", "quads"):
        sets = sessions[:, :, ground.column(muscle)]
        trained = sets.sum(axis=1) >= targets.urgent.get(muscle, 0.0)
        wanted = min(targets.sessions, sessions.shape[1])
        found.append((("sessions", muscle), np.where(trained, np.maximum(wanted - (sets >= 1).sum(axis=1), 0), 0.0)))
        found.append((("crowded", muscle), np.maximum(sets - targets.crowded, 0).sum(axis=1)))
    hamstrings = sessions[:, :, ground.column("hamstrings")]
    near = [
        (one, two) for one, two in pairwise(range(len(ground.starts))) if _hours(ground, one, two) < targets.spacing_h
    ]
    close = sum(
        (
            np.maximum(np.minimum(hamstrings[:, one], hamstrings[:, two]) - targets.spacing_sets + 0.5, 0)
            for one, two in near
        ),
        start=np.zeros(len(sessions)),
    )
    found.append((("spacing", ""), close))
    return found


def _hours(ground: Ground, one: int, two: int) -> float:
    return (ground.starts[two] - ground.starts[one]).total_seconds() / 3600


# one change -----------------------------------------------------------------------------------------------------------


def _neighbours(ground: Ground, week: Sets) -> Sets:
    """Every week that is one change away: a line longer or shorter, in or out; or one of each."""
    more, less = _more(ground, week), _less(ground, week)
    both = (more[:, None] + less[None]).reshape(-1, *week.shape) if len(more) and len(less) else more[:0]
    steps = np.concatenate([more, less, both])
    if not len(steps):
        return np.empty((0, *week.shape), dtype=np.int64)
    tried = week + steps
    shortest = np.minimum(np.minimum(ground.usual, ground.least_sets), np.where(week > 0, week, ground.least_sets))
    return np.asarray(tried[((tried <= 0) | (tried >= shortest)).all(axis=(1, 2)) & (tried >= 0).all(axis=(1, 2))])


def _more(ground: Ground, week: Sets) -> Sets:
    there = week > 0
    known = ~ground.new | there.any(axis=0)
    is_full = (ground.new & there.any(axis=0)).sum() >= ground.most_new
    may_enter = ground.movable & (known if is_full else np.ones_like(known))
    longest = np.maximum(ground.usual, ground.most_sets)
    wanted = _is_wanted(ground, week)
    places = np.argwhere(wanted & ((there & ground.movable & (week < longest)) | (~there & may_enter)))
    usual_size = [1 if there[place] else ground.least_sets for place in map(tuple, places)]
    entering = places[~there[tuple(places.T)]]
    return np.concatenate([_steps(week, places, usual_size), _steps(week, entering, [1] * len(entering))])


def _is_wanted(ground: Ground, week: Sets) -> npt.NDArray[np.bool_]:
    """Which exercises may get more: no direct work for the quads while they have enough, unless no leg works alone."""
    sums = week.sum(axis=0) @ ground.worth
    quads, single_leg = ground.column("quads"), ground.column("single_leg")
    is_for_quads = ground.worth[:, quads] >= 1
    lacks_quads = sums[quads] < ground.targets.low.get("quads", 0.0)
    lacks_single_leg = sums[single_leg] + sums[ground.column("glute_med")] < ground.targets.side
    return np.asarray(~is_for_quads | lacks_quads | (lacks_single_leg & (ground.worth[:, single_leg] > 0)))


def _less(ground: Ground, week: Sets) -> Sets:
    places = np.argwhere((week > 0) & ground.movable)
    fewest = np.where(ground.usual > 0, ground.least_sets, 1)
    sizes = [-1 if week[place] > fewest[place] else -int(week[place]) for place in map(tuple, places)]
    return _steps(week, places, sizes)


def _steps(week: Sets, places: npt.NDArray[np.int64], sizes: Sequence[int]) -> Sets:
    steps = np.zeros((len(places), *week.shape), dtype=np.int64)
    if len(places):
        steps[np.arange(len(places)), places[:, 0], places[:, 1]] = sizes
    return steps
