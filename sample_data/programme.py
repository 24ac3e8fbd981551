"""What the lifter set out to do, week by week: the story of the year as plain tables.

Weeks count from 1 (Monday 17 November 2025) to 52 (Monday 9 November 2026).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

FIRST_MONDAY: Final = date(2025, 11, 17)
WEEKS: Final = 52

HOLIDAY: Final = (37, 38)
"""Two full weeks in which nothing is logged; Saturday to Monday makes 16 days."""
FIX_FROM: Final = 27
"""The lifter reads about hamstrings: Romanian deadlifts and leg curls come in, some quad work goes out."""
SLIP_FROM: Final = 45
"""Autumn is busy: the Romanian deadlifts go, two sets of curls are left, the quad work is back."""
NO_CURLS_FROM: Final = 49
NO_CALVES_FROM: Final = 16
WEIGHTED_PULL_UPS_FROM: Final = 13
NO_EFFORT_FROM: Final = 44
"""From here on, effort is written down for the top sets of squat and deadlift only."""
BENCH_STUCK_FROM: Final = 32
RUN_WEEKS: Final = tuple(week for week in range(4, WEEKS + 1, 4) if week + 1 not in HOLIDAY)
"""Every fourth week, but not before the holiday, a Sunday run takes the place of the second upper-body day."""
GARAGE_WEEKS: Final = (5, 9, 14, 18, 22, 26, 31, 35, 42, 46)
"""Saturdays at the grandmother's: two sets each of an exercise that no catalogue knows."""
FINISHER_WEEKS: Final = (5, 15, 25)
"""Leg extensions a second time at the end of the second lower-body day."""

Style = Literal["top", "amrap", "straight", "bodyweight", "hold", "run", "pulls"]


@dataclass(frozen=True, slots=True)
class Lift:
    """How one exercise is trained.

    `strength` is the one-repetition strength in kg by week, linear between its points; for bodyweight moves the
    reps of a fresh lifter, for holds seconds, for runs kilometres. `noise_pct` is the day-to-day spread (1 SD).
    """

    style: Style
    reps: tuple[int, int]
    strength: Mapping[int, float]
    step_kg: float = 2.5
    noise_pct: float = 2.2
    rest_s: int = 90
    warmups: tuple[tuple[float, int], ...] = ()


_BARBELL_WARMUPS: Final = ((0.0, 8), (0.5, 5), (0.75, 3))
_ONE_WARMUP: Final = ((0.5, 10),)

LIFTS: Final[Mapping[str, Lift]] = {
    "back_squat": Lift(
        "top", (5, 7), {1: 128, 26: 143, 42: 146, 52: 161}, noise_pct=0.5, rest_s=180, warmups=_BARBELL_WARMUPS
    ),
    "front_squat": Lift(
        "straight", (5, 8), {1: 100, 26: 113, 43: 113, 52: 125}, noise_pct=2, rest_s=150, warmups=((0.5, 5),)
    ),
    "leg_press": Lift(
        "straight", (10, 14), {1: 240, 26: 280, 44: 285, 52: 305}, step_kg=10, rest_s=120, warmups=_ONE_WARMUP
    ),
    "leg_extension": Lift("straight", (10, 15), {1: 82, 26: 100, 44: 102, 52: 110}, step_kg=5),
    "lunge": Lift("straight", (9, 12), {1: 24, 26: 30, 52: 34}, step_kg=2),
    "deadlift": Lift(
        "top", (5, 6), {1: 150, 26: 166, 42: 170, 52: 154}, noise_pct=0.5, rest_s=180, warmups=((0.4, 5), (0.7, 3))
    ),
    "romanian_deadlift": Lift("straight", (7, 10), {27: 105, 44: 130}, rest_s=120, warmups=_ONE_WARMUP),
    "seated_leg_curl": Lift("straight", (10, 14), {27: 58, 44: 76}, step_kg=5),
    "lying_leg_curl": Lift("straight", (10, 14), {27: 46, 44: 60, 48: 59}, step_kg=5),
    "standing_calf_raise": Lift("straight", (10, 15), {1: 100, 15: 112}, step_kg=5, rest_s=60),
    "bench_press": Lift(
        "amrap", (5, 7), {1: 84, 31: 94.1, 52: 94.1}, noise_pct=1.0, rest_s=150, warmups=((0.0, 10), (0.5, 5))
    ),
    "incline_press": Lift("straight", (7, 10), {1: 27, 43: 33, 52: 38}, step_kg=2, noise_pct=3),
    "overhead_press": Lift(
        "straight", (5, 8), {1: 52, 26: 57, 44: 59, 52: 64}, noise_pct=3, rest_s=120, warmups=((0.0, 8),)
    ),
    "barbell_row": Lift("straight", (7, 10), {1: 82, 26: 92, 52: 100}, rest_s=120, warmups=_ONE_WARMUP),
    "cable_row": Lift("straight", (9, 12), {1: 78, 52: 92}, step_kg=5),
    "lat_pulldown": Lift("straight", (7, 10), {1: 78, 43: 86, 52: 95}, step_kg=5, noise_pct=3),
    "pull_up": Lift("bodyweight", (5, 12), {1: 8, 12: 11}, noise_pct=6),
    "weighted_pull_up": Lift("straight", (5, 8), {13: 18, 26: 25, 52: 32}, noise_pct=3, rest_s=120),
    "lateral_raise": Lift("straight", (11, 16), {1: 12, 52: 15}, step_kg=2, rest_s=60),
    "barbell_curl": Lift("straight", (8, 12), {1: 42, 52: 49}, rest_s=60),
    "hammer_curl": Lift("straight", (8, 12), {1: 19, 52: 23}, step_kg=2, rest_s=60),
    "triceps_pushdown": Lift("straight", (10, 14), {1: 44, 52: 54}, rest_s=60),
    "skullcrusher": Lift("straight", (8, 12), {1: 40, 52: 47}, rest_s=60),
    "hanging_leg_raise": Lift("bodyweight", (8, 15), {1: 11, 52: 15}, noise_pct=8, rest_s=60),
    "plank": Lift("hold", (45, 90), {1: 50, 52: 85}, noise_pct=8, rest_s=60),
    "garage_pulls": Lift("pulls", (8, 12), {1: 40, 52: 60}, step_kg=10),
    "run": Lift("run", (3, 8), {1: 3.6, 52: 6.5}, noise_pct=12),
}
"""Every exercise of the year by its key."""

Day = tuple[tuple[str, int], ...]
"""Exercises in order, each with its number of sets (drop sets come on top, `DROP_AFTER`)."""

DROP_AFTER: Final = {"leg_extension": 1, "lateral_raise": 1}
"""Exercises whose last set of the first lower or upper day is followed by that many drop sets."""
SUPERSETS: Final = {"barbell_curl": 0, "triceps_pushdown": 0, "hammer_curl": 0, "skullcrusher": 0}


def lower_a(week: int) -> Day:
    """The squat day, usually on Monday."""
    if FIX_FROM <= week < SLIP_FROM:
        return (("back_squat", 3), ("leg_press", 3), ("leg_extension", 1), ("lunge", 2), ("seated_leg_curl", 3))
    calves: Day = (("standing_calf_raise", 2),) if week < NO_CALVES_FROM else ()
    return (("back_squat", 4), ("leg_press", 3), ("leg_extension", 3), ("lunge", 2), *calves)


def lower_b(week: int) -> Day:
    """The day that was meant for the deadlift, usually on Thursday."""
    if FIX_FROM <= week < SLIP_FROM:
        return (("deadlift", 2), ("front_squat", 3), ("romanian_deadlift", 3), ("lying_leg_curl", 3))
    quads: Day = (("deadlift", 3), ("front_squat", 3), ("leg_extension", 2))
    if SLIP_FROM <= week < NO_CURLS_FROM:
        return (*quads, ("lying_leg_curl", 2))
    return (*quads, ("leg_extension", 1)) if week in FINISHER_WEEKS else quads


def upper_a(week: int) -> Day:
    """Bench and overhead press, usually on Tuesday."""
    return (
        ("bench_press", 4),
        ("barbell_row", 3),
        ("overhead_press", 3),
        ("lat_pulldown", 3),
        ("lateral_raise", 3),
        ("barbell_curl", 2),
        ("triceps_pushdown", 2),
        *((("plank", 2),) if week % 2 else ()),
    )


def upper_b(week: int) -> Day:
    """The Saturday session."""
    pull_up = "pull_up" if week < WEIGHTED_PULL_UPS_FROM else "weighted_pull_up"
    return (
        ("bench_press", 3),
        (pull_up, 3),
        ("incline_press", 3),
        ("cable_row", 3),
        ("hammer_curl", 2),
        ("skullcrusher", 2),
        ("hanging_leg_raise", 2),
        *((("garage_pulls", 2),) if week in GARAGE_WEEKS else ()),
    )


WORKOUT_NOTES: Final = {
    (1, "Lower A"): "New gym, new year of training. Goal: squat 160.",
    (6, "Lower B"): 'Gym empty on Christmas Day, "my" rack was free',
    (19, "Upper A"): "Slept badly\nbut the bar moved",
    (27, "Lower A"): "Read about quads and hamstrings. Curls from today, every leg day.",
    (36, "Upper B"): "Last one before Mallorca ☀",
    (39, "Lower A"): "Back home, everything is heavy",
    (45, "Lower A"): "New job, 60 minutes at most: curls have to wait",
}
"""What was typed under a session, by week and title."""

EXERCISE_NOTES: Final = {
    (3, "leg_press"): "Seat 4, feet low",
    (11, "back_squat"): "Left knee clicky, no pain",
    (29, "romanian_deadlift"): "Straps, slow down, stop below the knee",
    (40, "bench_press"): "82.5 again, always 82.5",
    (50, "deadlift"): "Grip and back both tired",
}
"""What was typed under an exercise, by week and key."""
