"""layoffs (rulebook C7)."""

from __future__ import annotations

from datetime import date

import pandas as pd

from tests.metrics.conftest import Gym
from tests.metrics.rows import sets


def test_a_break_is_fourteen_days_between_two_sessions(gym: Gym) -> None:
    lifter = gym.lifter(
        [row for day in ("01-01", "01-14", "01-28") for row in sets(f"2026-{day}", "back_squat", 100, 5)]
    )  # 13 days, then 14
    (row,) = lifter.metric("layoffs").itertuples()
    assert (row.last_day, row.back_day, row.days) == (pd.Timestamp("2026-01-14"), pd.Timestamp("2026-01-28"), 14)


def test_a_break_that_goes_on_has_no_end(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-01", "back_squat", 100, 5))
    assert lifter.metric("layoffs", to_date=date(2026, 1, 14)).empty
    (row,) = lifter.metric("layoffs", to_date=date(2026, 1, 15)).itertuples()
    assert pd.isna(row.back_day)
    assert row.days == 14
    assert lifter.metric("layoffs").empty  # nobody asked how long ago that is


def test_cardio_is_no_strength_session_and_an_unknown_exercise_is(gym: Gym) -> None:
    ran = gym.lifter(
        sets("2026-01-01", "back_squat", 100, 5),
        sets("2026-01-08", "running", distance_m=5000),
        sets("2026-01-16", "back_squat", 100, 5),
    )
    assert ran.metric("layoffs")["days"].tolist() == [15]
    lifted = gym.lifter(
        sets("2026-01-01", "back_squat", 100, 5),
        sets("2026-01-08", "Wobble Thing", 10, 5),
        sets("2026-01-16", "back_squat", 100, 5),
    )
    assert lifted.metric("layoffs").empty


def test_breaks_that_ended_before_the_period_are_left_out(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-01", "back_squat", 100, 5), sets("2026-02-01", "back_squat", 100, 5))
    assert len(lifter.metric("layoffs", from_date=date(2026, 2, 1))) == 1
    assert lifter.metric("layoffs", from_date=date(2026, 2, 2)).empty
