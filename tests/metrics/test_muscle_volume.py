"""The four-week mean per muscle against its bands (rulebook C2)."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

MONDAY = date(2026, 1, 5)


def curls(*weekly_sets: int, exercise: str = "lying_leg_curl") -> list[Row]:
    """So many sets of one exercise on the Mondays of successive weeks; 0 is a week of calf raises alone."""
    rows: list[Row] = []
    for week, times in enumerate(weekly_sets):
        day = str(MONDAY + timedelta(weeks=week))
        rows += sets(day, exercise, 40, 10, times=times) + sets(day, "standing_calf_raise", 60, 12)
    return rows


def volume(lifter: Lifter, muscle: str = "hamstrings") -> pd.DataFrame:
    rows = lifter.metric("muscle_volume")
    return rows[rows["muscle"] == muscle].reset_index(drop=True)


@pytest.mark.parametrize(
    ("weekly_sets", "state"),
    [
        ((0, 0, 0, 3), "gap"),  # mean 0.75, below 1
        ((1, 1, 1, 1), "below floor"),  # 1, floor 4
        ((4, 4, 4, 4), "low"),  # the band starts at 8
        ((7, 8, 8, 8), "low"),  # 7.75
        ((8, 8, 8, 8), "in band"),
        ((14, 14, 14, 14), "in band"),
        ((14, 14, 14, 15), "above band"),  # 14.25
        ((18, 18, 18, 18), "above band"),
        ((18, 18, 18, 19), "high"),  # above 18
        ((22, 22, 22, 23), "very high"),  # above 22
    ],
)
def test_the_state_follows_the_four_week_mean(gym: Gym, weekly_sets: tuple[int, ...], state: str) -> None:
    last = volume(gym.lifter(curls(*weekly_sets))).iloc[-1]

    assert last["mean_sets"] == sum(weekly_sets) / 4
    assert last["week_sets"] == weekly_sets[-1]
    assert last["state"] == state


def test_nothing_is_judged_before_the_log_is_four_weeks_long(gym: Gym) -> None:
    rows = volume(gym.lifter(curls(8, 10, 12, 10, 8)))

    assert rows["mean_sets"].tolist() == [8, 9, 10, 10, 10]
    assert rows["state"].tolist() == ["too_little_data"] * 3 + ["in band"] * 2


def test_weeks_off_pull_the_mean_down(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "lying_leg_curl", 40, 10, times=8), sets("2026-01-26", "lying_leg_curl", 40, 10, times=8)
    )

    assert volume(lifter)["mean_sets"].tolist() == [8, 4, 8 / 3, 4]


def test_a_muscle_without_a_floor_has_no_gap(gym: Gym) -> None:
    assert volume(gym.lifter(curls(8, 8, 8, 8)), "glute_med")["state"].iloc[-1] == "low"


def test_a_muscle_without_a_band_has_only_upper_marks(gym: Gym) -> None:
    # each Romanian deadlift is a direct set of the erectors; nobody published a range, only what is a lot
    assert (
        volume(gym.lifter(curls(8, 8, 8, 8, exercise="romanian_deadlift")), "erectors")["state"].iloc[-1] == "no band"
    )
    assert (
        volume(gym.lifter(curls(17, 17, 17, 17, exercise="romanian_deadlift")), "erectors")["state"].iloc[-1] == "high"
    )


@pytest.mark.parametrize(
    ("last_week", "state"),
    [
        (0, "gap"),
        (1, "below floor"),
        (3, "below floor"),
        (4, "low"),
        (8, "in band"),
        (15, "above band"),
        (19, "high"),
        (23, "very high"),
    ],
)
def test_a_week_alone_is_judged_by_its_own_sets(gym: Gym, last_week: int, state: str) -> None:
    last = volume(gym.lifter(curls(8, 8, 8, last_week))).iloc[-1]

    assert (last["week_sets"], last["week_state"]) == (last_week, state)


def test_a_week_that_has_not_ended_is_not_judged_alone(gym: Gym) -> None:
    lifter = gym.lifter(curls(8, 8, 8, 8))  # Mondays from 5 to 26 January
    saturday, sunday = date(2026, 1, 31), date(2026, 2, 1)

    def states(to_date: date) -> list[str]:
        rows = lifter.metric("muscle_volume", to_date=to_date)
        return rows.loc[rows["muscle"] == "hamstrings", "week_state"].tolist()

    assert states(saturday) == ["in band", "in band", "in band", "so far"]
    assert states(sunday) == ["in band"] * 4
