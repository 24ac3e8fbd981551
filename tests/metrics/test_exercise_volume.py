"""A muscle's weekly sets, split by exercise."""

from __future__ import annotations

from datetime import date

import pandas as pd

from tests.metrics.conftest import Gym
from tests.metrics.rows import sets

FIRST, SECOND = pd.Timestamp("2026-01-05"), pd.Timestamp("2026-01-12")


def test_a_muscles_sets_are_split_by_exercise_and_add_up_to_the_weekly_count(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "romanian_deadlift", 80, 8, times=3),
        sets("2026-01-05", "lying_leg_curl", 40, 10, times=2),
        sets("2026-01-13", "conventional_deadlift", 120, 5, times=4),
    )
    rows = lifter.metric("exercise_volume")
    hamstrings = rows[rows["muscle"] == "hamstrings"].set_index(["week", "exercise_id"])["hard_sets"]

    assert hamstrings.to_dict() == {
        (FIRST, "romanian_deadlift"): 3,
        (FIRST, "lying_leg_curl"): 2,
        (SECOND, "conventional_deadlift"): 4,
    }
    assert hamstrings.groupby("week").sum().tolist() == lifter.hard_sets("hamstrings") == [5, 4]


def test_a_helper_has_sets_and_no_direct_ones(gym: Gym) -> None:
    rows = gym.lifter(sets("2026-01-05", "conventional_deadlift", 120, 5, times=4)).metric("exercise_volume")
    quads = rows[rows["muscle"] == "quads"].iloc[0]

    assert (quads["hard_sets"], quads["direct_sets"]) == (2, 0)  # 4 sets, half for a helper


def test_a_period_begins_with_its_week(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", "back_squat", 100, 5), sets("2026-01-13", "back_squat", 100, 5))
    assert lifter.metric("exercise_volume", from_date=date(2026, 1, 14))["week"].unique().tolist() == [SECOND]
