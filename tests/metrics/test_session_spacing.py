"""Hours between sessions that hold a real share of a muscle's sets (rulebook C2)."""

from __future__ import annotations

from datetime import date

import pandas as pd

from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import sets

CURL = "lying_leg_curl"


def spacing(lifter: Lifter, muscle: str = "hamstrings") -> list[tuple[float, float, float]]:
    """(hours, earlier_sets, later_sets) of each pair, oldest first."""
    pairs = lifter.metric("session_spacing")
    of_muscle = pairs[pairs["muscle"] == muscle]
    return list(zip(of_muscle["hours"], of_muscle["earlier_sets"], of_muscle["later_sets"], strict=True))


def test_hours_run_from_one_start_to_the_next(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", CURL, 40, 10, times=4, at="18:00:00"),
        sets("2026-01-07", CURL, 40, 10, times=5, at="17:30:00"),
        sets("2026-01-10", CURL, 40, 10, times=6, at="17:30:00"),
    )

    assert spacing(lifter) == [(47.5, 4, 5), (72, 5, 6)]


def test_sessions_with_fewer_than_four_sets_are_passed_over(gym: Gym) -> None:
    # the middle session holds 3 curls and 1 thrust: 3.5 hamstring sets
    lifter = gym.lifter(
        sets("2026-01-05", CURL, 40, 10, times=4),
        sets("2026-01-06", CURL, 40, 10, times=3), sets("2026-01-06", "hip_thrust", 100, 8),
        sets("2026-01-08", "hip_thrust", 100, 8, times=8),
    )  # fmt: skip

    assert spacing(lifter) == [(72, 4, 4)]


def test_one_session_has_no_pair(gym: Gym) -> None:
    assert spacing(gym.lifter(sets("2026-01-05", CURL, 40, 10, times=9))) == []


def test_each_muscle_has_pairs_of_its_own(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", CURL, 40, 10, times=4),
        sets("2026-01-06", "leg_extension", 40, 10, times=4),
        sets("2026-01-07", CURL, 40, 10, times=4),
    )

    assert spacing(lifter) == [(48, 4, 4)]
    assert spacing(lifter, "quads") == []


def test_a_period_chooses_pairs_by_the_later_session(gym: Gym) -> None:
    days = ("2026-01-05", "2026-01-08", "2026-01-12")
    lifter = gym.lifter(*(sets(day, CURL, 40, 10, times=4) for day in days))

    pairs = lifter.metric("session_spacing", from_date=date(2026, 1, 8), to_date=date(2026, 1, 11))

    assert pairs["later_at"].tolist() == [pd.Timestamp("2026-01-08 18:00")]


def test_the_number_of_sets_that_makes_a_session_is_a_fact(own_gym: Gym) -> None:
    own_gym.log.change_fact("space.min_sets", 2)
    lifter = own_gym.lifter(sets("2026-01-05", CURL, 40, 10, times=2), sets("2026-01-06", CURL, 40, 10, times=2))

    assert spacing(lifter) == [(24, 2, 2)]
