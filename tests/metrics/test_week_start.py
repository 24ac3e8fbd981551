"""Weeks that are shown may begin on Sunday; those that are judged are ISO weeks whatever the setting says."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import sets

SUNDAY, MONDAY, SATURDAY = "2026-01-11", "2026-01-12", "2026-01-17"


def quads(lifter: Lifter, **asked: object) -> dict[str, float]:
    """Quad sets by the first day of their week, weeks from Sunday."""
    weekly = lifter.log.metric("weekly_hard_sets", athlete=lifter.athlete, week_start="sunday", **asked)  # type: ignore[arg-type]
    of_quads = weekly[weekly["muscle"] == "quads"]
    return {f"{week:%Y-%m-%d}": hard for week, hard in zip(of_quads["week"], of_quads["hard_sets"], strict=True)}


def test_a_sunday_counts_with_the_monday_after_it(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(SUNDAY, "leg_extension", 40, 10, rir=2, times=2),
        sets(MONDAY, "leg_extension", 40, 10, rir=2, times=3),
        sets(SATURDAY, "leg_extension", 40, 10, rir=2, times=4),
    )
    assert quads(lifter) == {"2026-01-11": 2 + 3 + 4}
    assert lifter.hard_sets("quads") == [2, 3 + 4]  # ISO weeks: the Sunday ends the week of Monday the 5th


def test_weeks_without_training_are_zeros_by_either_week(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(SATURDAY, "leg_extension", 40, 10, rir=2), sets("2026-02-01", "leg_extension", 40, 10, rir=2, times=2)
    )
    assert quads(lifter) == {"2026-01-11": 1, "2026-01-18": 0, "2026-01-25": 0, "2026-02-01": 2}


@pytest.mark.parametrize(("from_date", "first"), [(date(2026, 1, 17), "2026-01-11"), (date(2026, 1, 18), "2026-01-18")])
def test_a_period_begins_with_the_whole_week_of_its_first_day(gym: Gym, from_date: date, first: str) -> None:
    lifter = gym.lifter(sets(SUNDAY, "leg_extension", 40, 10), sets("2026-01-20", "leg_extension", 40, 10))
    assert next(iter(quads(lifter, from_date=from_date))) == first


def test_weeks_reach_to_the_day_that_is_asked_for(gym: Gym) -> None:
    lifter = gym.lifter(sets(SUNDAY, "leg_extension", 40, 10))
    assert list(quads(lifter, to_date=date(2026, 1, 17))) == ["2026-01-11"]
    assert list(quads(lifter, to_date=date(2026, 1, 18))) == ["2026-01-11", "2026-01-18"]


def test_a_log_without_sets_has_no_weeks(gym: Gym) -> None:
    assert gym.log.metric("weekly_hard_sets", athlete="nobody", week_start="sunday").empty


def test_both_ways_to_cut_weeks_count_the_same_sets(gym: Gym) -> None:
    days = pd.date_range("2026-03-01", periods=40)  # one set a day: six ISO weeks and a Sunday before them
    lifter = gym.lifter(*(sets(f"{day:%Y-%m-%d}", "leg_extension", 40, 10) for day in days))
    assert list(quads(lifter).values()) == [7, 7, 7, 7, 7, 5]
    assert lifter.hard_sets("quads") == [1, 7, 7, 7, 7, 7, 4]
    assert {pd.Timestamp(week).day_name() for week in quads(lifter)} == {"Sunday"}


def test_the_setting_touches_no_judgement(own_gym: Gym) -> None:
    sundays = [f"2026-01-{day:02}" for day in range(4, 30, 7)]
    lifter = own_gym.lifter(*(sets(day, "leg_extension", 40, 10, rir=2, times=5) for day in sundays))
    said, volume = own_gym.log.findings(on=date(2026, 2, 2)), lifter.metric("muscle_volume")
    own_gym.log.change_setting("week_start", "sunday")
    assert said
    assert own_gym.log.findings(on=date(2026, 2, 2)) == said
    pd.testing.assert_frame_equal(lifter.metric("muscle_volume"), volume)
