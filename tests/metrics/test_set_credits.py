"""From a bar to the sets behind it: `set_credits` adds up to the metric and leads to file and line."""

from __future__ import annotations

import pytest

from tests.metrics.conftest import Gym
from tests.metrics.rows import sets

MONDAY, THURSDAY = "2026-01-05", "2026-01-08"


def test_the_sets_behind_a_bar_add_up_to_it(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(MONDAY, "hip_thrust", 100, 8, times=3),  # hamstrings 0.5 each: 1.5
        sets(THURSDAY, "seated_leg_curl", 40, 12, times=2),  # 1 each: 2
        sets(THURSDAY, "back_squat", 80, 5, times=2),  # nothing for the hamstrings
    )
    behind = lifter.credits("hamstrings")
    assert behind["hard_sets"].sum() == pytest.approx(lifter.hard_sets("hamstrings")[0]) == pytest.approx(3.5)
    assert set(behind.loc[behind["hard_sets"] > 0, "exercise_id"]) == {"hip_thrust", "seated_leg_curl"}


def test_each_set_names_its_file_and_line(gym: Gym) -> None:
    lifter = gym.lifter(sets(MONDAY, "seated_leg_curl", 40, 12, times=2))
    behind = lifter.credits("hamstrings")
    assert behind["file"].str.endswith(".csv").all()
    assert sorted(behind["source_line"]) == [2, 3]  # below the header
