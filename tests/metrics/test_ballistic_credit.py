"""Swings, cleans, sled and carries earn the part of a set that the fact says, whatever the catalogue ships."""

from __future__ import annotations

import pytest

from tests.metrics.conftest import Gym
from tests.metrics.rows import sets

DAY = "2026-01-05"
SWING, CURL, JUMP = "kettlebell_swing", "lying_leg_curl", "box_jump"


@pytest.mark.parametrize(("credit", "hamstring_sets"), [(None, 1.0), (1, 2.0), (0.25, 0.5), (0, 0.0)])
def test_four_swings_count_for_the_hamstrings_by_the_fact(
    own_gym: Gym, credit: float | None, hamstring_sets: float
) -> None:
    if credit is not None:
        own_gym.log.change_fact("hard.ballistic_credit", credit)

    lifter = own_gym.lifter(sets(DAY, SWING, 24, 15, times=4))

    # 4 swings x credit (0.5 as shipped) x 0.5 hamstrings
    assert lifter.hard_sets("hamstrings") == [hamstring_sets]


def test_the_fact_leaves_whole_sets_and_jumps_alone(own_gym: Gym) -> None:
    own_gym.log.change_fact("hard.ballistic_credit", 1)

    lifter = own_gym.lifter(sets(DAY, CURL, 40, 12, times=3), sets(DAY, JUMP, reps=5, times=3))

    assert lifter.hard_sets("hamstrings") == [3]
    assert not lifter.muscle("quads")["hard_sets"].any()


def test_without_credit_a_swing_says_why_it_does_not_count(own_gym: Gym) -> None:
    own_gym.log.change_fact("hard.ballistic_credit", 0)

    credits = own_gym.lifter(sets(DAY, SWING, 24, 15)).credits("hamstrings")

    assert credits["why_not"].tolist() == ["this exercise earns no set credit"]
