"""The trend of each lift through the public metric (rulebook C4)."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics.metrics.trend import TrendSettings
from analytics.metrics.trend import trend as trend_of
from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

SCIENCE = Path(__file__).parents[1] / "science"
START = datetime(2026, 1, 5, 18)
SQUAT = "back_squat"


def read_csv(name: str) -> list[dict[str, str]]:
    with (SCIENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def single(weeks: float, kg: float) -> list[Row]:
    """A tested single, so that the session value is the load itself."""
    when = START + timedelta(weeks=weeks)
    return sets(str(when.date()), SQUAT, kg, 1, rir=0, at=f"{when:%H:%M:%S}")


def trend(lifter: Lifter) -> pd.Series:
    rows = lifter.metric("strength_trend")
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.mark.parametrize("expected", read_csv("trend_example_expected.csv"), ids=lambda row: row["series"])
def test_the_example_series_come_out_of_the_public_metric(own_gym: Gym, expected: dict[str, str]) -> None:
    own_gym.log.change_fact("trend.window_weeks", 12)  # the examples span up to 11.5 weeks
    series = [row for row in read_csv("trend_example_series.csv") if row["series"] == expected["series"]]

    found = trend(own_gym.lifter(*(single(float(row["week"]), float(row["e1rm_kg"])) for row in series)))

    assert found["class"] == expected["class"]
    assert found["sessions"] + found["outliers"] == int(expected["n"])
    assert found["span_days"] == pytest.approx(float(expected["span_weeks"]) * 7, abs=0.06)
    # the expected lines run through every session; the one bad day is shown, not fitted, which moves them a little
    within = 0.1 if found["outliers"] else 0.001
    numbers = found[["pct_per_week", "low_pct", "high_pct", "low_95_pct", "high_95_pct"]].tolist()
    columns = ("theil_sen_pct_per_week", "ci80_low", "ci80_high", "ci95_low", "ci95_high")
    assert numbers == pytest.approx([float(expected[column]) for column in columns], abs=within)


def test_too_few_sessions_are_unclear_with_what_is_missing_in_words(gym: Gym) -> None:
    found = trend(gym.lifter(*(single(week, 100 + week) for week in range(5))))

    assert found["class"] == "unclear"
    assert pd.isna(found["pct_per_week"])
    assert found["missing"] == "5 of 6 sessions"


def test_a_trend_is_as_of_the_last_session_that_the_period_shows(gym: Gym) -> None:
    lifter = gym.lifter(*(single(week, 100 + week) for week in range(9)))

    assert trend(lifter)["as_of"] == pd.Timestamp("2026-03-02")
    earlier = lifter.metric("strength_trend", to_date=date(2026, 2, 1))
    assert (earlier["as_of"].item(), earlier["class"].item()) == (pd.Timestamp("2026-01-26"), "unclear")
    assert lifter.metric("strength_trend", from_date=date(2026, 3, 3)).empty


def test_sessions_long_past_are_left_out_without_changing_the_trend(gym: Gym) -> None:
    # about three a week for two years with a gap of six weeks, rising and wobbling
    weeks = [number * 0.31 for number in range(300) if not 150 <= number < 168]
    lifter = gym.lifter(*(single(week, 100 + week / 4 + number * 7 % 11) for number, week in enumerate(weeks)))
    settings = TrendSettings.from_facts(gym.log.facts)

    for day in (date(2026, 11, 20), date(2027, 1, 15), date(2027, 2, 1), date(2027, 10, 1)):
        sessions = lifter.metric("session_strength", to_date=day)
        whole = trend_of(
            ((sessions["started_at"] - sessions["started_at"][0]) / timedelta(weeks=1)).to_numpy(),
            sessions["e1rm_kg"].to_numpy(),
            settings=settings,
        )
        found = lifter.metric("strength_trend", to_date=day).iloc[0]
        assert (found["class"], found["sessions"]) == (whole.name, whole.sessions)
        assert found["missing"] or found["pct_per_week"] == pytest.approx(whole.pct_per_week)


def test_the_first_two_sessions_after_a_long_gap_are_not_judged(gym: Gym) -> None:
    before = [single(week, 120) for week in range(4)]
    after = [single(8 + week * 0.5, kg) for week, kg in enumerate([90, 95, *([110] * 11)])]

    assert trend(gym.lifter(*before, *after))["sessions"] == 11


def flat(lifter: Lifter) -> tuple[float, int]:
    """Over how many weeks the lift is flat, and from how many sessions."""
    found = trend(lifter)
    return found["flat_weeks"], found["flat_sessions"]


def test_a_lift_is_flat_over_the_longest_length_that_its_sessions_fill(gym: Gym) -> None:
    weekly = [single(week, 100) for week in range(13)]
    assert flat(gym.lifter(*weekly)) == (12, 13)
    assert flat(gym.lifter(*weekly[:9])) == (8, 9)
    assert flat(gym.lifter(*weekly[:7])) == (0, 0)  # 42 days, 7 weeks less the grace are 49


@pytest.mark.parametrize(("days_between", "weeks"), [(7.0, 12), (6.9, 8)])
def test_up_to_a_week_may_be_missing_at_the_ends_of_twelve_weeks(gym: Gym, days_between: float, weeks: int) -> None:
    # 12 sessions: 77 days are 12 weeks less a week; 75.9 days are not
    assert flat(gym.lifter(*(single(number * days_between / 7, 100) for number in range(12))))[0] == weeks


def test_a_lift_that_is_unclear_over_eight_weeks_can_be_flat_over_twelve(gym: Gym) -> None:
    loads = [100, 99.5, 101, 100, 99.5, 99, 99.5, 100, 99.5, 101.5, 101.5, 96.5, 97.5]

    found = trend(gym.lifter(*(single(week, kg) for week, kg in enumerate(loads))))

    assert (found["class"], found["flat_weeks"]) == ("unclear", 12)
    assert -0.25 <= found["flat_low_pct"] <= found["flat_pct_per_week"] <= found["flat_high_pct"] <= 0.25


def test_a_lift_that_rises_is_flat_over_nothing(gym: Gym) -> None:
    found = trend(gym.lifter(*(single(week, 100 + week) for week in range(13))))

    assert (found["flat_weeks"], found["flat_sessions"]) == (0, 0)
    assert pd.isna(found["flat_pct_per_week"])
