"""The year tells the story that the README of the folder promises, by the rulebook's arithmetic done once more."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from statistics import median
from typing import Any

import pytest

from sample_data.lifter import training_year, week_of
from sample_data.programme import HOLIDAY
from sample_data.workouts import PerformedSet, Workout

FIX, SLIP, NO_CURLS, LAST = 27, 45, 49, 52

# quads, hamstrings, knee-dominant, hip-dominant: what one hard set counts
COUNTS = {
    "back_squat": (1, 0, 1, 0),
    "front_squat": (1, 0, 1, 0),
    "leg_press": (1, 0, 1, 0),
    "leg_extension": (1, 0, 1, 0),
    "lunge": (1, 0, 0.5, 0.5),
    "deadlift": (0.5, 1, 0, 1),
    "romanian_deadlift": (0, 1, 0, 1),
    "seated_leg_curl": (0, 1, 0, 1),
    "lying_leg_curl": (0, 1, 0, 1),
}
CURLS = ("seated_leg_curl", "lying_leg_curl")


def is_hard(performed: PerformedSet) -> bool:
    reps_fit = performed.reps is not None and 3 <= performed.reps <= 30
    return reps_fit and performed.set_type != "warmup" and (performed.rir is None or performed.rir <= 4)


def hard_sets(year: tuple[Workout, ...], first: int, last: int) -> list[tuple[str, PerformedSet]]:
    """Exercise and set of every hard set in weeks `first` to `last`."""
    return [
        (block.exercise, performed)
        for workout in year
        if first <= week_of(workout) <= last
        for block in workout.blocks
        for performed in block.sets
        if is_hard(performed)
    ]


def counted(year: tuple[Workout, ...], first: int, last: int) -> tuple[float, float, float, float]:
    rows = [COUNTS[exercise] for exercise, _ in hard_sets(year, first, last) if exercise in COUNTS]
    quads, hamstrings, knee, hip = (float(sum(column)) for column in zip(*rows, strict=True))
    return quads, hamstrings, knee, hip


def sets_of(year: tuple[Workout, ...], exercises: tuple[str, ...], first: int, last: int) -> int:
    return sum(exercise in exercises for exercise, _ in hard_sets(year, first, last))


def session_values(
    year: tuple[Workout, ...], exercise: str, *, with_effort: bool = True, most_reps: int = 12
) -> list[tuple[datetime, float]]:
    """Best e1RM of each session: load x (1 + 0.0353 (n - 1)), n = reps + reps in reserve, unknown effort as 0."""
    best: dict[datetime, float] = {}
    for workout in year:
        for block in workout.blocks:
            for performed in block.sets if block.exercise == exercise else ():
                n = (performed.reps or 0) + ((performed.rir or 0) if with_effort else 0)
                if performed.set_type != "warmup" and n <= most_reps:
                    value = (performed.weight_kg or 0) * (1 + 0.0353 * (n - 1))
                    best[workout.started_at] = max(value, best.get(workout.started_at, 0))
    return sorted(best.items())


def trend_class(values: list[tuple[datetime, float]]) -> str:
    """The rulebook's class of the Theil-Sen slope of ln(value) per week over the last 8 weeks, with Sen's interval."""
    window = [(at, value) for at, value in values if values[-1][0] - at <= timedelta(weeks=8)]
    weeks = [(at - window[0][0]).total_seconds() / 604_800 for at, _ in window]
    logs = [math.log(value) for _, value in window]
    slopes = sorted((logs[j] - logs[i]) / (weeks[j] - weeks[i]) for i, j in combinations(range(len(logs)), 2))
    n, pairs = len(window), len(slopes)
    assert n >= 6
    assert weeks[-1] * 7 >= 35

    def interval(z: float) -> tuple[float, float]:
        c = z * math.sqrt(n * (n - 1) * (2 * n + 5) / 18)
        return slopes[round((pairs - c) / 2) - 1], slopes[round((pairs + c) / 2)]

    total = median(slopes) * weeks[-1]
    for word, z in (("clearly", 1.96), ("likely", 1.2816)):
        low, high = interval(z)
        if (low > 0 or high < 0) and abs(total) >= 0.02:
            return f"{word} {'rising' if total > 0 else 'falling'}"
    low, high = interval(1.2816)
    return "flat" if low >= -0.0025 and high <= 0.0025 else "unclear"


def test_the_year_runs_from_the_first_to_the_last_monday(year: tuple[Workout, ...], expected: dict[str, Any]) -> None:
    assert year[0].started_at.date() == expected["first_day"] == expected["first_week"]
    assert year[-1].started_at.date() == expected["last_day"]
    assert week_of(year[-1]) == LAST
    assert expected["last_week"] == expected["first_week"] + timedelta(weeks=LAST - 1)
    assert len(year) == expected["workouts"]


def test_there_are_four_sessions_a_week_and_none_on_holiday(year: tuple[Workout, ...]) -> None:
    sessions = defaultdict(int)
    for workout in year:
        sessions[week_of(workout)] += 1
    assert sessions == {week: 4 for week in range(1, LAST + 1) if week not in HOLIDAY}


def test_the_holiday_is_sixteen_days_and_breaks_no_trend(year: tuple[Workout, ...]) -> None:
    gaps = [after.started_at.date() - before.started_at.date() for before, after in pairwise(year)]
    assert max(gaps) == timedelta(days=16)
    for exercise in ("back_squat", "front_squat", "leg_press", "deadlift", "bench_press", "overhead_press"):
        days = [at for at, _ in session_values(year, exercise, most_reps=20)]
        assert max(after - before for before, after in pairwise(days)) <= timedelta(days=21), exercise


@pytest.mark.parametrize("seed", range(5))
def test_there_are_no_curls_before_the_fix_and_none_at_the_end_whatever_the_seed(seed: int) -> None:
    year = training_year(seed)
    assert sets_of(year, CURLS, 1, FIX - 1) == 0
    assert sets_of(year, CURLS, FIX, SLIP - 1) == 16 * 6  # 18 weeks less two of holiday
    assert sets_of(year, CURLS, SLIP, NO_CURLS - 1) == 4 * 2
    assert sets_of(year, CURLS, NO_CURLS, LAST) == 0
    assert sets_of(year, ("romanian_deadlift",), 1, FIX - 1) == sets_of(year, ("romanian_deadlift",), SLIP, LAST) == 0


def test_balance_adds_up_to_what_is_expected(year: tuple[Workout, ...], expected: dict[str, Any]) -> None:
    for row in expected["balance"]:
        week = (row["week"] - expected["first_week"]).days // 7 + 1
        quads, hamstrings, knee, hip = counted(year, week - 3, week)
        assert (quads, hamstrings, knee, hip) == (
            row["quad_sets"],
            row["hamstring_sets"],
            row["knee_dominant_sets"],
            row["hip_dominant_sets"],
        ), row["week"]
        # every curl and every hinge set counts 1 for the hamstrings
        assert sets_of(year, CURLS, week - 3, week) / hamstrings == pytest.approx(row["curl_share"], abs=5e-5)


def test_levels_follow_from_the_larger_ratio(expected: dict[str, Any]) -> None:
    for row in expected["balance"]:
        ratio = max(row["knee_dominant_sets"] / row["hip_dominant_sets"], row["quad_sets"] / row["hamstring_sets"])
        limits = {"ok": (0, 1.5), "watch": (1.5, 2), "warn": (2, 3), "strong": (3, math.inf)}
        low, high = limits[row["level"]]
        assert low <= ratio < high, row["week"]


def test_the_weeks_of_the_fix_are_balanced_and_the_last_weeks_are_not(year: tuple[Workout, ...]) -> None:
    for week in range(FIX + 3, SLIP):
        quads, hamstrings, knee, hip = counted(year, week - 3, week)
        assert max(quads / hamstrings, knee / hip) < 1.5
    for week in range(NO_CURLS - 1, LAST + 1):
        quads, hamstrings, knee, hip = counted(year, week - 3, week)
        assert max(quads / hamstrings, knee / hip) >= 3


@pytest.mark.parametrize("with_effort", [True, False], ids=["with effort", "as FitNotes writes it"])
def test_trends_are_in_the_expected_classes(
    year: tuple[Workout, ...], expected: dict[str, Any], with_effort: bool
) -> None:
    for wanted in expected["trends"]:
        values = session_values(year, wanted["key"], with_effort=with_effort)
        assert trend_class(values) == wanted["class"], wanted["key"]


def test_the_bench_press_has_been_flat_for_twenty_weeks(year: tuple[Workout, ...]) -> None:
    values = session_values(year, "bench_press")
    for weeks_ago in range(12):
        until = values[-1][0] - timedelta(weeks=weeks_ago)
        assert trend_class([value for value in values if value[0] <= until]) == "flat", weeks_ago


def test_no_other_lift_falls_or_stands_still_at_the_end(year: tuple[Workout, ...], expected: dict[str, Any]) -> None:
    others = {block.exercise for workout in year for block in workout.blocks} - {
        wanted["key"] for wanted in expected["trends"]
    }
    for exercise in others - {"pull_up", "hanging_leg_raise", "plank", "run", "garage_pulls"}:
        values = session_values(year, exercise, most_reps=20)  # like with like, so the curve may be stretched
        assert trend_class(values) in ("clearly rising", "likely rising", "unclear"), exercise


def test_the_deadlift_lost_more_than_two_per_cent_in_eight_weeks(year: tuple[Workout, ...]) -> None:
    values = [value for _, value in session_values(year, "deadlift")]
    assert values[-1] / values[-9] < 0.98


def test_effort_is_written_on_six_sets_of_ten_until_the_autumn(year: tuple[Workout, ...]) -> None:
    def known_share(first: int, last: int) -> float:
        rows = [performed for _, performed in hard_sets(year, first, last)]
        return sum(each.rir is not None or each.set_type == "failure" for each in rows) / len(rows)

    assert 0.55 <= known_share(1, 43) <= 0.70
    assert known_share(NO_CURLS, LAST) < 0.2


def test_calves_have_had_no_set_since_march(year: tuple[Workout, ...]) -> None:
    days = [w.started_at.date() for w in year if any(b.exercise == "standing_calf_raise" for b in w.blocks)]
    assert max(days) == date(2026, 2, 23)


def test_leg_extensions_come_twice_in_one_workout_now_and_then(year: tuple[Workout, ...]) -> None:
    twice = [w for w in year if sum(block.exercise == "leg_extension" for block in w.blocks) == 2]
    assert len(twice) == 3


def test_loads_and_reps_are_those_of_a_gym(year: tuple[Workout, ...]) -> None:
    for workout in year:
        for block in workout.blocks:
            for performed in block.sets:
                assert (performed.weight_kg or 0) * 2 % 1 == 0, block.exercise
                assert performed.reps is None or 3 <= performed.reps <= 20, block.exercise


def test_warm_ups_can_be_told_from_their_loads_alone(year: tuple[Workout, ...]) -> None:
    # FitNotes marks none. They come before the top load, at up to 60 % of it, or up to 90 % with more than 4 reps left.
    for workout in year:
        for block in workout.blocks:
            loads = [performed.weight_kg or 0 for performed in block.sets]
            best = max(load * (1 + 0.0353 * ((s.reps or 0) - 1)) for load, s in zip(loads, block.sets, strict=True))
            before_top = loads.index(max(loads))
            for place, performed in enumerate(block.sets):
                share = loads[place] / max(loads) if max(loads) else 1
                left = (1 + (best / loads[place] - 1) / 0.0353 - (performed.reps or 0)) if loads[place] else 0
                inferred = place < before_top and (share <= 0.6 or (share <= 0.9 and left > 4))
                assert inferred == (performed.set_type == "warmup"), (workout.started_at, block.exercise, performed)
