"""ready_to_progress: two for two, and the size of the next step."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.metrics._steps import next_load, sessions_in_a_row
from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import sets

SQUAT = "back_squat"  # 5 to 10 reps


def of(lifter: Lifter, exercise: str = SQUAT) -> pd.Series:
    rows = lifter.metric("ready_to_progress").set_index("exercise_id")
    return rows.loc[exercise]


@pytest.mark.parametrize(
    ("weight_kg", "step_kg", "expected"),
    [
        (100, 2.5, 102.5),
        (100, 1.25, 102.5),  # 2 % are 2 kg: two steps of 1.25
        (100, 2, 102),  # exactly 2 %
        (100, 1.9, 103.8),
        (100, 10, 110),  # exactly 10 %
        (100, 10.1, None),
        (20, 2.5, None),  # 12.5 %
        (25, 2.5, 27.5),
    ],
)
def test_the_next_load(weight_kg: float, step_kg: float, expected: float | None) -> None:
    assert next_load(weight_kg, step_kg, least_pct=2, most_pct=10) == (expected and pytest.approx(expected))


@given(st.floats(1, 500), st.floats(0.25, 50))
def test_the_next_load_is_2_to_10_pct_more_or_none(weight_kg: float, step_kg: float) -> None:
    found = next_load(weight_kg, step_kg, least_pct=2, most_pct=10)
    if found is not None:
        assert 2 - 1e-6 <= 100 * (found / weight_kg - 1) <= 10 + 1e-6


def test_sessions_in_a_row_are_counted_from_the_last() -> None:
    assert sessions_in_a_row(pd.Series([True, False, True, True])) == 2
    assert sessions_in_a_row(pd.Series([True, True, False])) == 0
    assert sessions_in_a_row(pd.Series([True, True])) == 2


def test_every_hard_set_must_reach_the_top(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", SQUAT, 100, 10, rir=2, times=3),
        sets("2026-01-12", SQUAT, 100, 10, rir=2, times=2),
        sets("2026-01-12", SQUAT, 100, 9, rir=1),
        sets("2026-01-19", SQUAT, 100, 10, rir=2, times=3),
    )
    row = of(lifter)
    assert (row["sessions_in_a_row"], row["is_ready"], row["advice"]) == (1, False, "")
    assert (row["top_reps"], row["weight_kg"], row["as_of"]) == (10, 100, pd.Timestamp("2026-01-19"))


def test_warm_ups_and_easy_sets_are_no_hard_sets(gym: Gym) -> None:
    lifter = gym.lifter(
        *(
            sets(day, SQUAT, 40, 5, set_type="warmup")
            + sets(day, SQUAT, 100, 10, rir=2)
            + sets(day, SQUAT, 80, 5, rir=5)  # five left: no hard set
            for day in ("2026-01-05", "2026-01-12")
        )
    )
    row = of(lifter)
    assert (row["sessions_in_a_row"], row["is_ready"]) == (2, True)
    assert row["step_kg"] == 20  # 40, 80, 100: the lifter's own smallest difference is 20 kg
    assert pd.isna(row["next_weight_kg"])
    assert row["advice"] == "add reps first: your smallest step is +20 %"


def test_the_step_is_the_lifters_own_else_that_of_the_equipment(gym: Gym) -> None:
    own = of(gym.lifter(sets("2026-01-05", SQUAT, 97, 5), sets("2026-01-12", SQUAT, 100, 5)))
    assert (own["step_kg"], own["next_weight_kg"]) == (3, 103)
    barbell = of(gym.lifter(sets("2026-01-05", SQUAT, 100, 5)))
    assert (barbell["step_kg"], barbell["next_weight_kg"]) == (2.5, 102.5)
    hand = of(gym.lifter(sets("2026-01-05", "db_romanian_deadlift", 30, 8)), "db_romanian_deadlift")
    assert (hand["step_kg"], hand["next_weight_kg"]) == (2, 32)
    stack = of(gym.lifter(sets("2026-01-05", "leg_extension", 60, 12)), "leg_extension")
    assert (stack["step_kg"], stack["next_weight_kg"]) == (5, 65)


def test_one_load_in_two_units_is_no_step(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", SQUAT, 102.06, 5), sets("2026-01-12", SQUAT, 102.0583, 5))
    assert of(lifter)["step_kg"] == 2.5


def test_lifts_without_a_load_or_a_range_are_left_out(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "nordic_curl", None, 10), sets("2026-01-05", "sled_push", 100, distance_m=20)
    )
    assert lifter.metric("ready_to_progress").empty


def test_lifts_last_done_before_the_period_are_left_out(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", SQUAT, 100, 5))
    assert lifter.metric("ready_to_progress", from_date=date(2026, 1, 6)).empty
