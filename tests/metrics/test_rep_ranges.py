"""Reps of each kind of lift against its usual range, and effort against its target (rulebook C9)."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import sets

DAY = "2026-01-05"  # a Monday
CURL, SQUAT = "seated_leg_curl", "back_squat"


def last_row(lifter: Lifter, metric: str, column: str, value: str) -> pd.Series[float]:
    rows = lifter.metric(metric)
    return rows[rows[column] == value].iloc[-1]


def group_of(gym: Gym, exercise: str) -> set[str]:
    """The kinds of lifts that a set of an exercise counts for."""
    rows = gym.lifter(sets(DAY, exercise, 40, 10, times=2)).metric("rep_ranges")
    return set(rows.loc[rows["sets"] > 0, "group"])


@pytest.mark.parametrize(
    ("exercise", "group"),
    [
        ("conventional_deadlift", {"deadlift"}),
        ("romanian_deadlift", {"hinge"}),
        ("good_morning", {"hinge"}),
        ("hip_thrust", {"thrust"}),
        ("seated_leg_curl", {"curl"}),
        ("single_leg_rdl", {"single_leg"}),
        ("bulgarian_split_squat", {"single_leg"}),
        ("kettlebell_swing", {"swing"}),
        ("nordic_curl", set()),  # nobody chooses its load
        ("power_clean", set()),  # a swing by movement, done for 1 to 5 reps
        ("back_squat", set()),
    ],
)
def test_a_lift_is_of_one_kind_or_of_none(gym: Gym, exercise: str, group: set[str]) -> None:
    assert group_of(gym, exercise) == group


def test_shares_are_of_the_hard_sets_of_four_weeks(gym: Gym) -> None:
    weeks = [str(date(2026, 1, 5) + timedelta(weeks=week)) for week in range(5)]
    lifter = gym.lifter(
        sets(weeks[0], CURL, 40, 9, times=10),  # before the four weeks
        sets(weeks[1], CURL, 40, 9, times=1),
        sets(weeks[2], CURL, 40, 12, times=5),
        sets(weeks[4], CURL, 40, 25, times=2),
        sets(weeks[4], CURL, 40, 12, set_type="warmup"),
    )
    row = last_row(lifter, "rep_ranges", "group", "curl")

    assert (row["low"], row["high"], row["sets"]) == (10, 20, 8)
    assert (row["inside_share"], row["below_share"], row["above_share"]) == (5 / 8, 1 / 8, 2 / 8)


def test_a_kind_that_was_not_done_has_no_shares(gym: Gym) -> None:
    row = last_row(gym.lifter(sets(DAY, CURL, 40, 12)), "rep_ranges", "group", "thrust")

    assert row["sets"] == 0
    assert pd.isna(row["inside_share"])


@pytest.mark.parametrize(
    ("reps", "rir", "inside"), [(20, None, 1), (21, None, 0), (21, 4, 0), (21, 3, 1), (30, 3, 1), (30, 0, 1)]
)
def test_a_long_set_of_curls_is_inside_when_it_ended_near_failure(
    gym: Gym, reps: int, rir: float | None, inside: float
) -> None:
    row = last_row(gym.lifter(sets(DAY, CURL, 40, reps, rir=rir)), "rep_ranges", "group", "curl")

    assert row["inside_share"] == inside


def test_the_sides_of_a_single_leg_lift_are_one_set_together(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, "single_leg_rdl", 20, 10, side="left", times=3),
        sets(DAY, "single_leg_rdl", 20, 10, side="right", times=2),
    )

    assert last_row(lifter, "rep_ranges", "group", "single_leg")["sets"] == 2.5


@pytest.mark.parametrize(
    ("exercise", "role"),
    [(SQUAT, "main"), ("hip_thrust", "main"), ("leg_press", "main"), (CURL, "accessory"), ("step_up", "accessory")],
)
def test_a_lift_is_main_or_accessory(gym: Gym, exercise: str, role: str) -> None:
    rows = gym.lifter(sets(DAY, exercise, 40, 10, rir=2)).metric("effort_targets")

    assert rows.loc[rows["sets"] > 0, "role"].tolist() == [role]


def test_effort_is_shared_among_the_sets_whose_reps_left_are_known(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, SQUAT, 100, 5, rir=0),  # nearer to failure than 1
        sets(DAY, SQUAT, 100, 5, rir=1), sets(DAY, SQUAT, 100, 5, rir=3),
        sets(DAY, SQUAT, 100, 5, rir=4), sets(DAY, SQUAT, 100, 5, rir=6),  # the last is no hard set, and easier too
        sets(DAY, SQUAT, 100, 5, times=3),
    )  # fmt: skip
    row = last_row(lifter, "effort_targets", "role", "main")

    assert (row["low"], row["high"], row["sets"], row["known_sets"]) == (1, 3, 8, 5)
    assert row["effort_known_share"] == 5 / 8
    assert (row["below_share"], row["inside_share"], row["above_share"]) == (1 / 5, 2 / 5, 2 / 5)


def test_warm_ups_have_no_say_about_effort(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, SQUAT, 50, 5, set_type="warmup", rir=9),
        sets(DAY, SQUAT, 60, 5, rir=8),  # 60 % of the top load: inferred
        sets(DAY, SQUAT, 100, 5, rir=2),
    )

    assert last_row(lifter, "effort_targets", "role", "main")["sets"] == 1
