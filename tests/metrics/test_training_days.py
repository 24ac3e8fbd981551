"""training_days and training_streaks: the days of the calendar, and the weeks in a row."""

from __future__ import annotations

from datetime import date

import pandas as pd

from tests.metrics.conftest import Gym
from tests.metrics.rows import sets


def test_a_day_counts_each_hard_set_once_and_leg_sets_apart(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "back_squat", 20, 10, set_type="warmup"),
        sets("2026-01-05", "back_squat", 100, 5, rir=2, times=3),  # quads, glutes and more: once each
        sets("2026-01-05", "bent_over_row_barbell", 60, 8, rir=2, times=2),  # the lower back helps: no leg set
        sets("2026-01-05", "leg_press", 100, 10, rir=2, at="20:00:00"),
        sets("2026-01-07", "bench_press_barbell", 60, 8, rir=2),
    )
    days = lifter.metric("training_days")
    assert days["day"].tolist() == [pd.Timestamp("2026-01-05"), pd.Timestamp("2026-01-07")]
    assert days["workouts"].tolist() == [2, 1]
    assert days["sets"].tolist() == [6, 1]  # 3 + 2 + 1, without the warm-up
    assert days["hard_sets"].tolist() == [6, 1]  # without the warm-up
    assert days["leg_hard_sets"].tolist() == [4, 0]  # three squats, one leg press


def test_one_side_is_half_a_set_and_an_unknown_exercise_a_day_without_hard_sets(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "single_leg_rdl", 20, 8, rir=2, side="left"),
        sets("2026-01-05", "single_leg_rdl", 20, 8, rir=2, side="right"),
        sets("2026-01-06", "Wobble Thing", 10, 5),
        sets("2026-01-07", "running", distance_m=5000),
    )
    days = lifter.metric("training_days")
    assert days["day"].dt.day.tolist() == [5, 6]
    assert days["leg_hard_sets"].tolist() == [1, 0]  # 0.5 + 0.5
    assert lifter.metric("training_days", from_date=date(2026, 1, 6))["sets"].tolist() == [1]
    assert lifter.metric("training_days", to_date=date(2026, 1, 5))["sets"].tolist() == [2]


def test_weeks_in_a_row_end_with_a_week_off(gym: Gym) -> None:
    trained = ("2026-01-05", "2026-01-11", "2026-01-18", "2026-02-02")  # weeks of 5, 5, 12 January; 2 February
    lifter = gym.lifter([row for day in trained for row in sets(day, "back_squat", 100, 5)])
    streaks = lifter.metric("training_streaks", to_date=date(2026, 2, 8))
    assert streaks["first_week"].tolist() == [pd.Timestamp("2026-01-05"), pd.Timestamp("2026-02-02")]
    assert streaks["last_week"].tolist() == [pd.Timestamp("2026-01-12"), pd.Timestamp("2026-02-02")]
    assert streaks["weeks"].tolist() == [2, 1]
    assert streaks["goes_on"].tolist() == [False, True]
    assert len(lifter.metric("training_streaks", from_date=date(2026, 1, 19))) == 1
    assert len(lifter.metric("training_streaks", from_date=date(2026, 1, 18))) == 2


def test_a_running_week_breaks_no_run_and_a_week_off_does(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", "back_squat", 100, 5))
    assert lifter.metric("training_streaks")["goes_on"].tolist() == [True]  # as of the last set
    for day, goes_on in ((date(2026, 1, 18), True), (date(2026, 1, 19), False)):  # a Sunday, and the Monday after it
        assert lifter.metric("training_streaks", to_date=day)["goes_on"].tolist() == [goes_on]


def test_cardio_makes_no_week(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "back_squat", 100, 5),
        sets("2026-01-12", "running", distance_m=5000),
        sets("2026-01-19", "back_squat", 100, 5),
    )
    assert lifter.metric("training_streaks")["weeks"].tolist() == [1, 1]
