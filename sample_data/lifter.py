"""The training year as values: what one quad-dominant lifter logged in 52 weeks, the same for every app.

The programme says what was planned; here a seeded day-to-day strength turns it into loads, reps and reps in
reserve that agree with each other through the e1RM curve load x (1 + 0.0353 (n - 1)).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from statistics import NormalDist
from typing import Final

from sample_data import programme
from sample_data.programme import LIFTS, Day, Lift
from sample_data.workouts import Block, PerformedSet, SetType, Workout

DEFAULT_SEED: Final = 7

_BACK_HOME: Final = programme.HOLIDAY[-1] + 1
_K: Final = 0.0353  # slope of the e1RM curve, per rep
_FATIGUE: Final = 0.012  # share of strength that each set costs the next one
_BACK_OFF: Final = 0.88  # back-off load over top load
_BAR_KG: Final = 20.0
_WARMUP_STEP_KG: Final = 5.0
_EFFORT_SHARE: Final = 0.6  # of the working sets, while the lifter writes effort down at all
_STUCK_BENCH: Final = ((82.5, 5), (80.0, 6), (85.0, 4), (82.5, 5))  # all worth 94.0 to 94.2 kg


class _Luck:
    """Chance from `random.random` alone: the one method whose sequence Python promises to keep for a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def share(self) -> float:
        return self._random.random()

    def spread(self, pct: float) -> float:
        """A factor around 1, at most two standard deviations of `pct` per cent away."""
        z = NormalDist().inv_cdf(min(max(self.share(), 1e-9), 1 - 1e-9))
        return 1 + pct / 100 * min(max(z, -2.0), 2.0)

    def whole(self, low: int, high: int) -> int:
        return low + int(self.share() * (high - low + 1))


def training_year(seed: int = DEFAULT_SEED) -> tuple[Workout, ...]:
    """Every workout of the year, oldest first; the same values for the same seed."""
    luck = _Luck(seed)
    return tuple(workout for week in range(1, programme.WEEKS + 1) for workout in _week(week, luck))


def week_of(workout: Workout) -> int:
    """The programme's week, 1 to 52, of a workout."""
    return (workout.started_at.date() - programme.FIRST_MONDAY).days // 7 + 1


def _week(week: int, luck: _Luck) -> Iterator[Workout]:
    if week in programme.HOLIDAY:
        return
    # A third of the Tuesdays slips to Wednesday, but not after the holiday.
    late = int(luck.share() < 1 / 3 and week != _BACK_HOME)
    yield _workout(week, 0, "Lower A", programme.lower_a(week), luck=luck)
    yield _workout(week, 1 + late, "Upper A", programme.upper_a(week), luck=luck)
    yield _workout(week, 3, "Lower B", programme.lower_b(week), luck=luck)
    if week in programme.RUN_WEEKS:
        yield _workout(week, 6, "Sunday run", (("run", 1),), luck=luck)
    else:
        yield _workout(week, 5, "Upper B", programme.upper_b(week), luck=luck)


def _workout(week: int, weekday: int, title: str, day: Day, *, luck: _Luck) -> Workout:
    blocks = tuple(_blocks(week, title, day, luck))
    work_s = sum((each.rest_s or 60) + (each.duration_s or 40) for block in blocks for each in block.sets)
    return Workout(
        started_at=_start(week, weekday, luck),
        minutes=work_s // 60 + luck.whole(2, 9),
        title=title,
        blocks=blocks,
        note=programme.WORKOUT_NOTES.get((week, title), ""),
    )


def _start(week: int, weekday: int, luck: _Luck) -> datetime:
    """Evenings on weekdays, mornings at the weekend."""
    begin = time(9, 20) if weekday >= 5 else time(17, 40)
    if week == _BACK_HOME:  # still off work; and early enough that no lift has rested for more than 21 days
        begin = time(8, 10)
    day = programme.FIRST_MONDAY + timedelta(weeks=week - 1, days=weekday)
    return datetime.combine(day, begin) + timedelta(seconds=luck.whole(0, 50 * 60))


def _blocks(week: int, title: str, day: Day, luck: _Luck) -> Iterator[Block]:
    for exercise, count in day:
        lift = LIFTS[exercise]
        sets = _sets(lift, week=week, count=count, luck=luck)
        if title.endswith("A"):
            sets += _drops(sets[-1], programme.DROP_AFTER.get(exercise, 0), lift)
        yield Block(
            exercise,
            sets,
            note=programme.EXERCISE_NOTES.get((week, exercise), ""),
            superset=programme.SUPERSETS.get(exercise),
        )


def _sets(lift: Lift, *, week: int, count: int, luck: _Luck) -> tuple[PerformedSet, ...]:
    trend = _strength(lift, week)
    today = trend * luck.spread(lift.noise_pct)
    match lift.style:
        case "top":
            work = _top_and_back_offs(lift, today, week=week, count=count, luck=luck)
        case "amrap":
            work = _to_failure_and_back_offs(lift, today, week=week, count=count, luck=luck)
        case "straight":
            work = _straight(lift, trend, today, week=week, count=count, luck=luck)
        case "bodyweight":
            work = tuple(_bodyweight(lift, today, week=week, count=count, luck=luck))
        case "hold":
            hold_s = 5 * round(today / 5)
            work = tuple(PerformedSet("working", duration_s=hold_s - 5 * i, rest_s=lift.rest_s) for i in range(count))
        case "run":
            metres = 10 * round(today * 100)
            work = (
                PerformedSet("working", distance_m=metres, duration_s=round(metres * (0.36 + 0.03 * luck.share()))),
            )
        case "pulls":
            load = _rounded(trend, lift.step_kg)
            work = tuple(
                PerformedSet("working", load, luck.whole(*lift.reps), rest_s=lift.rest_s) for _ in range(count)
            )
    return _warmups(lift, work[0]) + work


def _warmups(lift: Lift, first: PerformedSet) -> tuple[PerformedSet, ...]:
    """Ramp sets below the first working load; a share of 0 is the empty bar."""
    loads = [
        (max(_BAR_KG, _rounded((first.weight_kg or 0) * share, _WARMUP_STEP_KG)), reps) for share, reps in lift.warmups
    ]
    return tuple(PerformedSet("warmup", load, reps, rest_s=60) for load, reps in loads)


def _top_and_back_offs(lift: Lift, today: float, *, week: int, count: int, luck: _Luck) -> tuple[PerformedSet, ...]:
    """A top set with two reps left, its effort always written down, then lighter sets of a few more reps."""
    low, high = lift.reps
    top_kg = _rounded(today / _g(low + 2), lift.step_kg)
    top = PerformedSet("working", top_kg, low, _reps_left(today, top_kg, low), rest_s=lift.rest_s)
    back_off_kg = _rounded(top_kg * _BACK_OFF, lift.step_kg)
    return (top, *_same_load(lift, today, back_off_kg, reps=high, week=week, count=count - 1, luck=luck, first=1))


def _to_failure_and_back_offs(
    lift: Lift, today: float, *, week: int, count: int, luck: _Luck
) -> tuple[PerformedSet, ...]:
    """A first set to failure, marked so, then lighter sets; from `BENCH_STUCK_FROM` on always the same results."""
    low, high = lift.reps
    top_kg = _rounded(today / _g(low), lift.step_kg)
    reps = math.floor(_max_reps(today, top_kg) + 0.25)
    if week >= programme.BENCH_STUCK_FROM:
        top_kg, reps = _STUCK_BENCH[luck.whole(0, len(_STUCK_BENCH) - 1)]
        reps -= 1 if luck.share() < 0.15 else 0  # a bad day now and then
    top = PerformedSet("failure", top_kg, reps, 0.0 if _writes_effort(week, luck) else None, rest_s=lift.rest_s)
    back_off_kg = _rounded(top_kg * _BACK_OFF, lift.step_kg)
    return (top, *_same_load(lift, today, back_off_kg, reps=high, week=week, count=count - 1, luck=luck, first=1))


def _straight(
    lift: Lift, trend: float, today: float, *, week: int, count: int, luck: _Luck
) -> tuple[PerformedSet, ...]:
    """The same load for all sets, as many reps as leave about one; the load may overshoot the range a little."""
    low, high = lift.reps
    load = max(_rounded(trend / _g((low + high) / 2 + 1), lift.step_kg), lift.step_kg)
    reps = round(_max_reps(today, load) - 1)
    return _same_load(lift, today, load, reps=min(max(reps, low - 1), high + 2), week=week, count=count, luck=luck)


def _same_load(
    lift: Lift, today: float, load: float, *, reps: int, week: int, count: int, luck: _Luck, first: int = 0
) -> tuple[PerformedSet, ...]:
    sets = []
    for index in range(first, first + count):
        strength = today * (1 - _FATIGUE * index)
        done = max(min(reps, math.floor(_max_reps(strength, load) + 0.25)), 3)
        left = _reps_left(strength, load, done)
        set_type: SetType = "failure" if left == 0 and luck.share() < 0.4 else "working"
        sets.append(
            PerformedSet(set_type, load, done, left if _writes_effort(week, luck) else None, rest_s=lift.rest_s)
        )
    return tuple(sets)


def _bodyweight(lift: Lift, today: float, *, week: int, count: int, luck: _Luck) -> Iterator[PerformedSet]:
    for index in range(count):
        most = max(round(today) - index, 4)
        left = luck.whole(0, 2)
        rir = float(left) if _writes_effort(week, luck) else None
        yield PerformedSet("working", reps=most - left, rir=rir, rest_s=lift.rest_s)


def _drops(last: PerformedSet, count: int, lift: Lift) -> tuple[PerformedSet, ...]:
    """Drop sets straight after the last set: about 30% lighter, no effort written down."""
    load = max(_rounded((last.weight_kg or 0) * 0.7, lift.step_kg), lift.step_kg)
    return tuple(PerformedSet("drop", load, max((last.reps or 0) - 2, 6)) for _ in range(count))


def _writes_effort(week: int, luck: _Luck) -> bool:
    drawn = luck.share()  # drawn in every week, so that moving the date changes nothing else
    return week < programme.NO_EFFORT_FROM and drawn < _EFFORT_SHARE


def _strength(lift: Lift, week: int) -> float:
    """The value of the lift's strength line in `week`: linear between its points, level outside them."""
    points = sorted(lift.strength.items())
    before = max((point for point in points if point[0] <= week), default=points[0])
    after = min((point for point in points if point[0] >= week), default=points[-1])
    if before[0] == after[0]:
        return before[1]
    return before[1] + (after[1] - before[1]) * (week - before[0]) / (after[0] - before[0])


def _g(effective_reps: float) -> float:
    return 1 + _K * (effective_reps - 1)


def _max_reps(strength: float, load: float) -> float:
    return 1 + (strength / load - 1) / _K


def _reps_left(strength: float, load: float, reps: int) -> float:
    """Reps in reserve to the half rep, between failure and four left."""
    return min(max(round(2 * (_max_reps(strength, load) - reps)) / 2, 0.0), 4.0)


def _rounded(load: float, step: float) -> float:
    return step * round(load / step)
