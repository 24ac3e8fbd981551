"""The next session of each lift, seen through the public face."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from tests.metrics.conftest import Gym
from tests.metrics.rows import Row, sets

SQUAT, CURL = "back_squat", "lying_leg_curl"


def weeks(exercise: str, loads: list[tuple[float, int]], start: date = date(2026, 1, 5)) -> list[Row]:
    """One session a week, each one set of (kg, reps)."""
    rows = []
    for week, (kg, reps) in enumerate(loads):
        rows += sets((start + timedelta(weeks=week)).isoformat(), exercise, kg, reps)
    return rows


def test_who_repeats_five_at_100_kg_is_forecast_five(gym: Gym) -> None:
    row = gym.lifter(weeks(SQUAT, [(100, 5)] * 6)).metric("next_session").iloc[0]

    assert (row["exercise_id"], row["weight_kg"], row["reps"], row["last_reps"]) == (SQUAT, 100, 5, 5)
    assert row["low_95"] <= row["low_80"] <= 5 <= row["high_80"] <= row["high_95"]
    assert (row["as_of"], row["sessions"], row["missing"]) == (pd.Timestamp("2026-02-09"), 6, "")


def test_too_few_sessions_say_how_many_there_are(gym: Gym) -> None:
    rows = gym.lifter(weeks(SQUAT, [(100, 5)] * 4), weeks(CURL, [(40, 10)] * 3)).metric("next_session")

    rows = rows.set_index("exercise_id")
    assert rows["missing"].to_dict() == {SQUAT: "4 of 5 sessions", CURL: "3 of 5 sessions"}
    assert rows[["reps", "low_80", "high_80", "low_95", "high_95"]].isna().all(axis=None)
    assert rows["weight_kg"].to_dict() == {SQUAT: 100, CURL: 40}


def test_the_best_set_of_the_day_is_the_one_with_the_highest_estimate(gym: Gym) -> None:
    day = date(2026, 3, 2).isoformat()
    lifter = gym.lifter(
        weeks(SQUAT, [(100, 5)] * 5),
        sets(day, SQUAT, 110, 3),  # 110 x 1.0706 = 117.77
        sets(day, SQUAT, 100, 7),  # 100 x 1.2118 = 121.18
        sets(day, SQUAT, 60, 31),  # 60 x 2.059 = 123.5, but longer than 30 reps
        sets(day, SQUAT, 150, 5, set_type="warmup"),
    )

    row = lifter.metric("next_session").iloc[0]

    assert (row["weight_kg"], row["last_reps"], row["sessions"]) == (100, 7, 6)


def test_of_equal_estimates_the_heavier_set_counts(own_gym: Gym) -> None:
    own_gym.log.change_fact("e1rm.k", 0.025)
    day = date(2026, 3, 2).isoformat()
    lifter = own_gym.lifter(sets(day, SQUAT, 100, 1), sets(day, SQUAT, 80, 11))  # 80 x (1 + 0.025 x 10) = 100

    assert lifter.metric("next_session")["weight_kg"].tolist() == [100]


def test_warm_ups_that_nobody_marked_are_no_best_set(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", SQUAT, 60, 30), sets("2026-01-05", SQUAT, 110, 1))  # 121.4 before 110

    assert lifter.metric("next_session")["weight_kg"].tolist() == [110]


def test_lifts_without_an_external_load_that_means_something_have_no_row(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "nordic_curl", 10, 6, load_kind="bodyweight"),
        sets("2026-01-05", "kettlebell_swing", 24, 10),
        sets("2026-01-05", SQUAT, 20, 6, load_kind="assisted"),
    )

    assert lifter.metric("next_session").empty


def test_later_sets_are_not_seen_and_earlier_lifts_left_out(gym: Gym) -> None:
    early = weeks(SQUAT, [(100, 5), (100, 6), (100, 5), (102.5, 5), (102.5, 5), (102.5, 6)])
    late = weeks(SQUAT, [(150, 12)] * 4, start=date(2026, 6, 1)) + weeks(CURL, [(40, 10)] * 6, start=date(2026, 6, 1))
    short, long = gym.lifter(early), gym.lifter(early, late)

    before = long.metric("next_session", to_date=date(2026, 5, 1))

    pd.testing.assert_frame_equal(before, short.metric("next_session"))
    assert before["weight_kg"].tolist() == [102.5]
    assert short.metric("next_session", from_date=date(2026, 5, 1)).empty


def test_the_order_of_rows_does_not_matter(gym: Gym) -> None:
    rows = weeks(SQUAT, [(100, 5), (90, 8), (100, 6), (90, 9), (105, 4), (90, 8)]) + weeks(CURL, [(40, 10)] * 6)

    one, other = gym.lifter(rows), gym.lifter(rows[::-1])

    pd.testing.assert_frame_equal(one.metric("next_session"), other.metric("next_session"))


def test_an_empty_log_has_no_rows_and_all_columns(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", "nordic_curl", None, 6))

    rows = lifter.metric("next_session")

    assert rows.empty
    assert list(rows.columns) == list(gym.log.metric_columns()["next_session"])
