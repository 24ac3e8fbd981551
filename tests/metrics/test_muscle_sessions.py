"""When a muscle was trained, and the hours between."""

from __future__ import annotations

from datetime import date

import pandas as pd

from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import sets


def sessions(lifter: Lifter, muscle: str, from_date: date | None = None) -> pd.DataFrame:
    rows = lifter.metric("muscle_sessions", from_date=from_date)
    return rows[rows["muscle"] == muscle]


def test_hours_are_counted_from_start_to_start(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "lying_leg_curl", 40, 10, times=3, at="18:00:00"),
        sets("2026-01-07", "lying_leg_curl", 40, 10, times=2, at="06:00:00"),
    )
    rows = sessions(lifter, "hamstrings")

    assert rows["hard_sets"].tolist() == [3, 2]
    assert pd.isna(rows["hours"].iloc[0])
    assert rows["hours"].iloc[1] == 36  # Monday 18:00 to Wednesday 06:00


def test_half_a_set_makes_no_session(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "conventional_deadlift", 120, 5, times=1),  # 0.5 for the quads: below one set
        sets("2026-01-07", "conventional_deadlift", 120, 5, times=2),  # 1
    )
    quads = sessions(lifter, "quads")

    assert quads["hard_sets"].tolist() == [1]
    assert quads["direct_sets"].tolist() == [0]
    assert len(sessions(lifter, "hamstrings")) == 2


def test_the_first_session_of_a_period_knows_the_one_before_it(gym: Gym) -> None:
    lifter = gym.lifter(*(sets(f"2026-01-{day}", "back_squat", 100, 5, times=4) for day in ("05", "08", "12")))
    assert sessions(lifter, "quads", date(2026, 1, 8))["hours"].tolist() == [72, 96]
