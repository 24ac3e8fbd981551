"""Strength by session (rulebook C3)."""

from __future__ import annotations

from datetime import date
from math import hypot

import pandas as pd
import pytest

from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import sets

DAY = "2026-01-05"
SQUAT, CURL, PRESS = "back_squat", "lying_leg_curl", "leg_press"


def only(lifter: Lifter) -> pd.Series:
    """The single row of session_strength."""
    rows = lifter.metric("session_strength")
    assert len(rows) == 1
    return rows.iloc[0]


def test_reps_left_count_as_reps_that_could_have_been_done(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 100, 5, rir=2)))

    assert row["e1rm_kg"] == pytest.approx(121.18)  # 100 x (1 + 0.0353 x 6)
    assert (row["weight_kg"], row["reps"], row["rir"], row["kind"]) == (100, 5, 2, "one_rep")


def test_the_band_joins_the_level_error_and_the_error_of_the_reps_left(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 100, 5, rir=2)))

    error = hypot(6, 2.7 * 0.8) / 100  # 6 % at 7-9 reps; 2.7 % a rep x 0.8 reps at RIR 0-2
    assert row["low_kg"] == pytest.approx(121.18 * (1 - error))
    assert row["high_kg"] == pytest.approx(121.18 * (1 + error))


def test_an_unknown_effort_counts_as_nothing_left_and_is_a_lower_bound(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 100, 5)))

    assert row["e1rm_kg"] == pytest.approx(114.12)  # 100 x (1 + 0.0353 x 4)
    assert row["is_lower_bound"]
    assert pd.isna(row["rir"])
    assert row["low_kg"] == pytest.approx(114.12 * (1 - hypot(5, 2.7 * 2.0) / 100))


def test_the_highest_eligible_set_of_the_day_counts(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, SQUAT, 100, 8, rir=2),  # 131.77
        sets(DAY, SQUAT, 110, 5, rir=1),  # 129.42
        sets(DAY, SQUAT, 90, 5, rir=5),  # more than four left: no estimate
        sets(DAY, SQUAT, 200, 5, set_type="warmup"),
        sets(DAY, SQUAT, 250, 0, set_type="failure"),
    )

    assert only(lifter)["e1rm_kg"] == pytest.approx(131.77)


def test_a_tested_single_is_never_replaced_by_a_higher_estimate(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 150, 1, rir=0), sets(DAY, SQUAT, 140, 5, rir=0)))  # the five say 159.77

    assert row["e1rm_kg"] == 150
    assert row["is_tested_single"]


def test_a_single_of_unknown_effort_is_not_a_test(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 150, 1), sets(DAY, SQUAT, 140, 5, rir=0)))

    assert row["e1rm_kg"] == pytest.approx(159.768)


def test_eleven_and_twelve_reps_are_of_low_confidence_and_more_give_no_1rm(gym: Gym) -> None:
    days = ("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08")
    reps = (5, 10, 12, 13)  # median 11 would make it a reference-rep lift, so three fives stand beside
    lifter = gym.lifter(
        sets(DAY, SQUAT, 100, 5, times=3), *(sets(d, SQUAT, 60, n) for d, n in zip(days[1:], reps[1:], strict=True))
    )

    rows = lifter.metric("session_strength")

    assert rows["started_at"].dt.day.tolist() == [5, 6, 7]
    assert rows["low_confidence"].tolist() == [False, False, True]


def test_the_leg_press_has_its_own_curve(gym: Gym) -> None:
    # between 8.69 reps (90 %) and 10.69 reps (85 %): 10 reps are 90 - 5 x 1.31 / 2 = 86.725 %
    row = only(gym.lifter(sets(DAY, PRESS, 200, 8, rir=2)))

    assert row["e1rm_kg"] == pytest.approx(200 / 0.86725)


def test_lifts_usually_done_above_ten_reps_have_strength_at_their_usual_reps(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", CURL, 45, 11, rir=1, times=3),  # n = 12, the most frequent
        sets("2026-01-07", CURL, 45, 15, rir=1),  # n = 16: 45 x 1.5295 / 1.3883
        sets("2026-01-09", CURL, 30, 18, rir=0),  # n = 18, more than five away from 12
    )

    rows = lifter.metric("session_strength")

    assert rows["kind"].tolist() == ["reference_reps", "reference_reps"]
    assert rows["reference_reps"].tolist() == [12, 12]
    assert rows["e1rm_kg"].tolist() == pytest.approx([45, 49.58], abs=0.005)


def test_the_usual_reps_are_those_of_the_last_twelve_weeks(gym: Gym) -> None:
    old = sets("2025-06-02", CURL, 45, 15, rir=0, times=9)
    lifter = gym.lifter(old, sets("2026-01-05", CURL, 60, 6, rir=0, times=3))

    assert lifter.metric("session_strength")["kind"].unique().tolist() == ["one_rep"]
    before = lifter.metric("session_strength", to_date=date(2025, 12, 31))
    assert before["kind"].unique().tolist() == ["reference_reps"]


def test_bodyweight_assisted_and_ballistic_lifts_have_no_strength_value(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, "nordic_curl", 10, 6, load_kind="bodyweight"),
        sets(DAY, SQUAT, 20, 6, load_kind="assisted"),
        sets(DAY, "kettlebell_swing", 24, 10, rir=2),
    )

    assert lifter.metric("session_strength").empty


def test_warm_ups_that_nobody_marked_give_no_value_of_their_own(gym: Gym) -> None:
    lifter = gym.lifter(sets(DAY, SQUAT, 60, 8), sets(DAY, SQUAT, 100, 1, rir=0))

    assert only(lifter)["weight_kg"] == 100


def test_each_day_and_lift_has_one_value_and_a_period_chooses_days(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", SQUAT, 100, 5, at="08:00:00"), sets("2026-01-05", SQUAT, 105, 5, at="18:00:00"),
        sets("2026-01-05", CURL, 40, 8), sets("2026-01-08", SQUAT, 107.5, 5),
    )  # fmt: skip

    rows = lifter.metric("session_strength")
    thursday = lifter.metric("session_strength", from_date=date(2026, 1, 6))

    assert rows[["exercise_id", "weight_kg"]].to_numpy().tolist() == [[SQUAT, 105], [CURL, 40], [SQUAT, 107.5]]
    assert rows["started_at"].iloc[0] == pd.Timestamp("2026-01-05 18:00")
    assert thursday["weight_kg"].tolist() == [107.5]
