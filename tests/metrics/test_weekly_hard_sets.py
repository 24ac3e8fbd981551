"""Weeks, sessions and periods of weekly_hard_sets, and the properties that every count of sets must have."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.errors import NotFound
from tests.metrics.conftest import Gym
from tests.metrics.rows import Row, sets

CURL, HINGE, SQUAT = "lying_leg_curl", "romanian_deadlift", "back_squat"
KG_PER_LB = 0.45359237


def test_a_week_off_is_a_zero_and_not_a_gap(gym: Gym) -> None:
    week = gym.lifter(sets("2026-01-05", CURL, 40, 10, times=3), sets("2026-01-19", CURL, 40, 10)).muscle("hamstrings")

    assert week["hard_sets"].to_dict() == {
        pd.Timestamp("2026-01-05"): 3,
        pd.Timestamp("2026-01-12"): 0,
        pd.Timestamp("2026-01-19"): 1,
    }
    assert week["effort_known_share"].isna().tolist() == [False, True, False]


def test_every_week_has_a_row_for_every_muscle(gym: Gym) -> None:
    weekly = gym.lifter(sets("2026-01-05", CURL, 40, 10), sets("2026-01-26", CURL, 40, 10)).metric("weekly_hard_sets")

    assert len(weekly) == 4 * len(gym.log.catalogue.muscles)
    assert not weekly.duplicated(["week", "muscle"]).any()


def test_a_week_runs_from_monday_to_sunday_across_the_new_year(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-12-28", CURL, 40, 10), sets("2027-01-03", CURL, 40, 10), sets("2027-01-04", CURL, 40, 10)
    )

    assert lifter.muscle("hamstrings")["hard_sets"].to_dict() == {
        pd.Timestamp("2026-12-28"): 2,
        pd.Timestamp("2027-01-04"): 1,
    }


def test_a_session_counts_for_a_muscle_from_one_hard_set(gym: Gym) -> None:
    # Monday: 1 hip thrust = 0.5 hamstring sets, no session. Wednesday: 2 = 1.0. Friday: two workouts.
    week = gym.lifter(
        sets("2026-01-05", "hip_thrust", 100, 8),
        sets("2026-01-07", "hip_thrust", 100, 8, times=2),
        sets("2026-01-09", CURL, 40, 10, times=3, at="08:00:00"),
        sets("2026-01-09", CURL, 40, 10, times=2, at="18:00:00"),
    ).muscle("hamstrings")

    assert week["hard_sets"].item() == 6.5
    assert week["sessions"].item() == 3
    assert week["max_session_sets"].item() == 3


def test_a_period_chooses_whole_weeks_and_may_reach_beyond_the_log(gym: Gym) -> None:
    lifter = gym.lifter(*(sets(day, CURL, 40, 10) for day in ("2026-01-05", "2026-01-12", "2026-01-19")))

    weekly = lifter.metric("weekly_hard_sets", from_date=date(2026, 1, 14), to_date=date(2026, 2, 1))
    weeks = weekly[weekly["muscle"] == "hamstrings"]

    assert weeks["week"].dt.strftime("%Y-%m-%d").tolist() == ["2026-01-12", "2026-01-19", "2026-01-26"]
    assert weeks["hard_sets"].tolist() == [1, 1, 0]


def test_a_metric_as_of_a_day_does_not_see_later_sets(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", CURL, 40, 10), sets("2026-01-07", CURL, 40, 10))

    weekly = lifter.metric("weekly_hard_sets", to_date=date(2026, 1, 6))

    assert weekly["hard_sets"].sum() == 1


def test_lifters_of_one_log_do_not_mix(gym: Gym) -> None:
    one = gym.lifter(sets("2026-01-05", CURL, 40, 10, times=3))
    other = gym.lifter(sets("2026-01-05", CURL, 80, 10, times=5))

    assert (one.hard_sets("hamstrings"), other.hard_sets("hamstrings")) == ([3], [5])


def test_an_unknown_metric_is_refused_with_the_known_names(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", CURL, 40, 10))

    with pytest.raises(NotFound, match="weekly_hard_sets"):
        lifter.metric("monthly_hard_sets")


@pytest.mark.parametrize("from_date", [None, date(2026, 1, 1)])
def test_every_metric_of_a_log_without_that_lifter_is_an_empty_table(gym: Gym, from_date: date | None) -> None:
    gym.lifter(sets("2026-01-05", CURL, 40, 10))

    for name, columns in gym.log.metric_columns().items():
        nobody = gym.log.metric(name, athlete="nobody", from_date=from_date)
        assert nobody.empty
        assert list(nobody.columns) == list(columns)


def test_the_columns_of_the_contract_come_first(gym: Gym) -> None:
    contract = {
        "weekly_hard_sets": "week,muscle,hard_sets,direct_sets,sessions,effort_known_share,close_share",
        "quad_posterior_ratio": "week,knee_dominant_sets,hip_dominant_sets,kd_hd_ratio,quad_sets,hamstring_sets,"
        "glute_sets,q_h_ratio,level",
        "hinge_curl_balance": "week,hip_sets,knee_sets,curl_share,long_length_share,level",
        "session_strength": "started_at,exercise_id,e1rm_kg,weight_kg,reps,rir,low_kg,high_kg,kind",
        "strength_trend": "exercise_id,class,pct_per_week,low_pct,high_pct,sessions,span_days,level_kg,as_of",
    }
    lifter = gym.lifter(sets("2026-01-05", CURL, 40, 10))

    for name, columns in contract.items():
        assert ",".join(lifter.metric(name).columns).startswith(columns)


def test_a_week_is_written_as_a_date(gym: Gym) -> None:
    weekly = gym.lifter(sets("2026-01-05", CURL, 40, 10)).metric("weekly_hard_sets")

    assert weekly.to_csv(index=False).splitlines()[1].startswith("2026-01-05,")


DAYS = st.integers(0, 41).map(lambda day: date(2026, 1, 5) + timedelta(days=day))
LIFTS = st.sampled_from([SQUAT, HINGE, CURL, "hip_thrust", "walking_lunge", "kettlebell_swing"])


@st.composite
def a_log(draw: st.DrawFn) -> list[Row]:
    """Up to 25 sets over six weeks, any effort, some warm-ups."""
    rows: list[Row] = []
    for _ in range(draw(st.integers(1, 25))):
        rows += sets(
            str(draw(DAYS)),
            draw(LIFTS),
            draw(st.sampled_from([40.0, 60.0, 80.0, 100.0])),
            draw(st.integers(1, 35)),
            rir=draw(st.none() | st.integers(0, 6)),
            set_type=draw(st.sampled_from(["working", "working", "warmup", "failure", "drop"])),
        )
    return rows


NUMBERED = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def numbered(rows: list[Row]) -> list[Row]:
    """The rows with the set numbers that fix their order within a workout."""
    return [{**row, "set_number": number} for number, row in enumerate(rows, start=1)]


@given(rows=a_log(), week=st.integers(0, 5))
@NUMBERED
def test_two_halves_of_a_log_add_to_the_whole(gym: Gym, rows: list[Row], week: int) -> None:
    lifter = gym.lifter(numbered(rows))
    monday = date(2026, 1, 5) + timedelta(weeks=week)
    whole = lifter.metric("weekly_hard_sets", to_date=date(2026, 2, 15))

    before = lifter.metric("weekly_hard_sets", to_date=monday - timedelta(days=1))
    after = lifter.metric("weekly_hard_sets", from_date=monday, to_date=date(2026, 2, 15))

    assert before["hard_sets"].sum() + after["hard_sets"].sum() == whole["hard_sets"].sum()
    pd.testing.assert_frame_equal(
        whole[whole["week"] >= pd.Timestamp(monday)].reset_index(drop=True), after, check_dtype=False
    )
