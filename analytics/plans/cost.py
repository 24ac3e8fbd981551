"""What a week costs: what is amiss in it, and what it changes.

A week is a table of whole sets, sessions by exercises. What is amiss is work that is missing, ratios, sessions that are
too full or too close, rises beyond the limit (`parts`). What it changes is weighed by how much a lifter would mind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from analytics.plans.credits import STEP, Sets, Values
from analytics.plans.ground import Ground, Pool
from analytics.rules import POSTERIOR_FIRST

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
"""What one set too few or too many weighs, in the order of the rulebook's recommendations. A change weighs less."""
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
CLOSER_THAN_USUAL: Final = 10.0
"""Times the weight of sessions that lie too close, for what a plan itself would bring closer."""
_TOO_MUCH: Final = ("limit", "very_high")

Part = tuple[str, str]
"""What is amiss: a key of WEIGHTS, and the muscle it is about ("" for none)."""
Amiss = dict[Part, Values]
"""How far each of some weeks is off, part by part."""


def parts(ground: Ground, weeks: Sets) -> dict[Part, Values]:
    """What is amiss in each of `weeks` (weeks x sessions x exercises), weighed: one value a week for each part."""
    counts = _Counts(ground.pool, weeks @ ground.pool.worth)
    amiss = _of_muscles(ground, counts) | _of_balance(ground, counts) | _of_days(ground, counts)
    return {part: WEIGHTS[part[0]] * off for part, off in amiss.items()}


def cost(ground: Ground, weeks: Sets) -> Values:
    """What each of `weeks` costs in all."""
    return np.asarray(sum(parts(ground, weeks).values()) + _effort(ground, weeks))


def too_much(ground: Ground, weeks: Sets) -> Values:
    """The part of the cost for which a usual week is shortened before anything else."""
    amiss = _of_muscles(ground, _Counts(ground.pool, weeks @ ground.pool.worth))
    over = (WEIGHTS[kind] * off for (kind, _), off in amiss.items() if kind in _TOO_MUCH)
    return np.asarray(sum(over, start=np.zeros(len(weeks))))


def _effort(ground: Ground, weeks: Sets) -> Values:
    """What the changes themselves weigh."""
    moved = weeks - ground.usual
    added, taken = np.maximum(moved, 0), np.maximum(-moved, 0)
    was, there = ground.usual > 0, weeks > 0
    came = there & ~was
    gone = ((was & ~there).sum(axis=1) > 0) & ~there.any(axis=1)
    brought = (came.any(axis=1) & ground.is_new).sum(axis=1)
    longer = np.maximum(moved.sum(axis=2), 0)
    elsewhere = (added.sum(axis=2) * ~ground.is_leg_day).sum(axis=1)
    return np.asarray(
        ADDED * added.sum(axis=(1, 2))
        + (taken.sum(axis=1) * np.where(ground.pool.is_main, TAKEN_FROM_MAIN_LIFT, TAKEN)).sum(axis=1)
        + NEW_EXERCISE * brought
        + NEW_DAY * came.sum(axis=(1, 2))
        + MAIN_LIFT_AGAIN * (came & ground.pool.is_main & ~ground.is_new).sum(axis=(1, 2))
        + GONE * gone.sum(axis=1)
        + LONE_SET * (came & (weeks == 1)).sum(axis=(1, 2))
        + LONGER * (longer**2).sum(axis=1)
        + (NOT_A_LEG_DAY * elsewhere if ground.is_leg_day.any() else 0.0)
    )


# what is amiss --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Counts:
    """What some weeks count for, session by session (weeks x sessions x columns), by the names of the columns."""

    pool: Pool
    by_session: Values

    @cached_property
    def _by_week(self) -> Values:
        return np.asarray(self.by_session.sum(axis=1))

    def week(self, column: str) -> Values:
        """One value a week."""
        return self._by_week[:, self.pool.column(column)]

    def session(self, column: str) -> Values:
        """Weeks x sessions."""
        return self.by_session[:, :, self.pool.column(column)]


def _below(least: float, sets: Values) -> Values:
    return np.maximum(least - sets, 0)


def _above(most: float, sets: Values) -> Values:
    return np.maximum(sets - most, 0)


def _of_muscles(ground: Ground, counts: _Counts) -> Amiss:
    targets, limits, column = ground.targets, ground.limits, ground.pool.column
    found: Amiss = {}
    for muscle in POSTERIOR_FIRST:
        sets = counts.week(muscle)
        if muscle in targets.urgent:
            floor = min(targets.urgent[muscle], targets.low.get(muscle, np.inf))
            found["gap", muscle] = _below(targets.gap, sets)
            found["floor", muscle] = _below(floor, sets)
        if muscle in targets.low:
            found["low", muscle] = _below(targets.low[muscle], sets)
    for muscle, most in targets.high.items():
        if muscle in POSTERIOR_FIRST or _usual(ground, muscle) <= most:
            found["high", muscle] = _above(most, counts.week(muscle))
    for muscle, most in targets.very_high.items():
        found["very_high", muscle] = _above(most, counts.week(muscle))
    for muscle in targets.muscles:
        found["limit", muscle] = _above(limits.most[column(muscle)], counts.week(muscle))
    for muscle in POSTERIOR_FIRST:
        found["cut", muscle] = _below(limits.least[column(muscle)], counts.week(muscle))
        if ground.former is not None:
            found["former", muscle] = _below(ground.former[column(muscle)], counts.week(muscle))
    return found


def _usual(ground: Ground, column: str) -> float:
    return float(ground.usual_counts[ground.pool.column(column)])


def _of_balance(ground: Ground, counts: _Counts) -> Amiss:
    targets = ground.targets
    hip, knee, long = (counts.week(name) for name in ("hip", "knee", "long"))
    # a share is not mended by doing less: the parts are measured against no less than the usual work
    both = np.maximum(hip + knee, _usual(ground, "hip") + _usual(ground, "knee"))
    low, high = targets.curl_share
    found: Amiss = {
        # squared, so that one set of each kind is better than two of one
        ("hinge", ""): _below(targets.each_function, hip) ** 2,
        ("curl", ""): _below(targets.each_function, knee) ** 2,
        ("curl_share", "curl"): np.maximum(low * both - knee, 0),
        ("curl_share", "hinge"): np.maximum((1 - high) * both - hip, 0),
        ("long", ""): np.maximum(targets.long_share * both - long, 0),
        ("side", ""): np.maximum(targets.side - counts.week("glute_med") - counts.week("single_leg"), 0),
    }
    ratio = targets.quads_for_hamstrings
    if ratio is not None:
        found["ratio", ""] = np.maximum(counts.week("quads") - ratio * counts.week("hamstrings"), 0)
        found["movement_ratio", ""] = np.maximum(counts.week("knee_dominant") - ratio * counts.week("hip_dominant"), 0)
    return found


def _of_days(ground: Ground, counts: _Counts) -> Amiss:
    targets = ground.targets
    found: Amiss = {}
    for muscle in ("hamstrings", "glute_max", "quads"):
        sets = counts.session(muscle)
        is_trained = sets.sum(axis=1) >= targets.urgent.get(muscle, 0.0)
        days = (sets >= targets.session_counts_from).sum(axis=1)
        wanted = min(targets.sessions, sets.shape[1])
        found["sessions", muscle] = np.where(is_trained, np.maximum(wanted - days, 0), 0.0)
        found["crowded", muscle] = _above(targets.crowded, sets).sum(axis=1)
    close = _too_close(ground, counts)
    usual = _too_close(ground, _Counts(ground.pool, ground.usual[None] @ ground.pool.worth))
    found["spacing", ""] = close + CLOSER_THAN_USUAL * np.maximum(close - usual, 0)
    return found


def _too_close(ground: Ground, counts: _Counts) -> Values:
    """By how many sets the hamstring sessions that lie too close together are both full."""
    hamstrings = counts.session("hamstrings")
    too_full = ground.targets.spacing_sets - STEP
    pairs = (_above(too_full, np.minimum(hamstrings[:, one], hamstrings[:, two])) for one, two in ground.close_pairs)
    after_the_last = _above(too_full, np.minimum(hamstrings[:, 0], ground.just_before))
    return np.asarray(sum(pairs, start=after_the_last))
