"""deload_signals and the judgement in deload.py (rulebook C7)."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from analytics.metrics.deload import (
    SIGNALS,
    DeloadSettings,
    deload_due,
    is_below_band,
    light_weeks,
    signals_on,
    weeks_since_light,
)
from analytics.metrics.trend import TrendSettings
from analytics.model import Choices
from analytics.reference.facts import load_facts
from tests.metrics.conftest import Gym
from tests.metrics.rows import sets

SETTINGS = DeloadSettings.from_facts(load_facts())
TREND = TrendSettings.from_facts(load_facts())
NONE = {"falling_lifts": 0, "lifts_below_band": 0, "muscles_very_high": 0, "weeks_since_light": 0, "sore_days": 0}


@pytest.mark.parametrize(
    ("counted", "from_here"),
    [
        ("falling_lifts", 2),
        ("lifts_below_band", 1),
        ("muscles_very_high", 1),
        ("weeks_since_light", 6),
        ("sore_days", 3),
    ],
)
def test_each_sign_is_given_from_its_threshold(counted: str, from_here: int) -> None:
    below = signals_on(**{**NONE, counted: from_here - 1}, settings=SETTINGS)
    given = signals_on(**{**NONE, counted: from_here}, settings=SETTINGS)
    assert sum(below.values()) == 0
    assert sum(given.values()) == 1
    assert tuple(given) == SIGNALS


def test_two_of_the_five_are_needed() -> None:
    assert not deload_due([True, False, False, False, False], SETTINGS)
    assert deload_due([True, False, True, False, False], SETTINGS)


def weeks_of(*sets_a_week: float) -> np.ndarray:
    return np.array(sets_a_week, dtype=float)


def test_a_week_is_light_at_60_pct_of_the_four_before() -> None:
    assert light_weeks(weeks_of(10, 10, 10, 10, 6), SETTINGS).tolist() == [False] * 4 + [True]
    assert light_weeks(weeks_of(10, 10, 10, 10, 6.1), SETTINGS).tolist() == [False] * 5
    assert light_weeks(weeks_of(1, 10, 10), SETTINGS).tolist() == [False] * 3  # nothing to compare with


def test_weeks_since_a_light_one() -> None:
    assert weeks_since_light(weeks_of(10, 10, 10, 10, 5), SETTINGS) == 0
    assert weeks_since_light(weeks_of(10, 10, 10, 10, 5, 10, 10), SETTINGS) == 2
    assert weeks_since_light(weeks_of(10, 10, 10), SETTINGS) == 3  # none in the whole log
    assert weeks_since_light(weeks_of(), SETTINGS) == 0


FLAT = [100.0] * 8


def is_below(kg: np.ndarray, weeks: np.ndarray | None = None) -> bool:
    """Whether the last two sessions, one a week unless said, are below a band of 2.9 % session noise."""
    return is_below_band(
        np.arange(float(len(kg))) if weeks is None else weeks, kg, last=2, noise_pct=2.9, settings=TREND
    )


@pytest.mark.parametrize(
    ("last_two", "expected"),
    [
        # eight equal sessions, a week apart, so the session noise of 2.9 % is the spread; z 1.2816; middle 3.5, Sxx 42:
        # 1.2816 x 0.029 x sqrt(1 + 1/8 + 4.5^2 / 42) = 0.0471 at week 8, and with 5.5^2 0.0505 at week 9:
        # 100 x exp(-0.0471) = 95.40, 100 x exp(-0.0505) = 95.08
        ([95.3, 95.0], True),
        ([95.5, 95.0], False),
        ([95.3, 95.2], False),
        ([95.3, 100], False),
        ([104, 104], False),
    ],
)
def test_two_sessions_below_the_band_foretold_by_those_before(last_two: list[float], expected: bool) -> None:
    kg = np.array(FLAT + last_two)
    assert is_below(kg) == expected


def test_the_band_follows_a_rising_line() -> None:
    kg = 100 * np.exp(0.01 * np.arange(10))  # 1 % a week, so the band of week 9 lies around 109.4
    assert not is_below(kg)
    kg[-2:] = 102  # the level of week 2
    assert is_below(kg)


def test_too_few_sessions_or_a_break_foretell_nothing() -> None:
    five = np.array([100.0] * 5 + [80, 80])
    assert not is_below(five)
    after_a_break = np.array([*range(8), 12, 13], dtype=float)  # 35 days between the eighth and the ninth
    assert not is_below(np.array([*FLAT, 80, 80]), after_a_break)
    assert not is_below(np.zeros(0))


def test_noise_alone_seldom_falls_below_twice() -> None:
    """3.3 % of 600 lifts in a longer run; one standard error of 300 is 1 %."""
    assert share_below(dip=0) <= 0.06
    assert share_below(dip=0.08) >= 0.5  # 61 % there


def share_below(*, dip: float, lifts: int = 300) -> float:
    """Of lifts with 3 % noise, how many have two sessions below their band after a dip."""
    noise = np.random.default_rng(7).normal(0, 0.03, (lifts, 10))
    noise[:, -2:] -= dip
    return float(np.mean([is_below(100 * np.exp(each)) for each in noise]))


# --- the metric -------------------------------------------------------------------------------------------------------


def weekly_signals(rows: pd.DataFrame) -> dict[str, int]:
    return dict(zip(rows["signal"], rows["value"], strict=True))


def test_an_empty_log_has_no_signals(gym: Gym) -> None:
    assert gym.log.metric("deload_signals", athlete="nobody").empty


def test_the_running_week_counts_for_nothing(gym: Gym) -> None:
    weeks = [f"2026-{day}" for day in ("01-05", "01-12", "01-19", "01-26", "02-02")]
    lifter = gym.lifter([row for day in weeks for row in sets(day, "seated_leg_curl", 40, 12, rir=2, times=23)])
    # as of Sunday 1 February four weeks begin with 5 January, and the one of 26 January is running
    signals = lifter.metric("deload_signals", to_date=date(2026, 2, 1))
    assert weekly_signals(signals)["no_light_week"] == 3
    assert signals.set_index("signal")["words"]["very_high"] == "3 of 4 full weeks"
    later = lifter.metric("deload_signals", to_date=date(2026, 2, 2))
    assert weekly_signals(later)["no_light_week"] == 4
    assert weekly_signals(later)["very_high"] == 1  # 23 hamstring sets a week, above 22
    assert later.set_index("signal")["since"]["very_high"] == pd.Timestamp("2026-01-05")


def test_lifts_that_are_no_longer_trained_tell_nothing(gym: Gym) -> None:
    falling = [100 * 0.98**week for week in range(9)]
    days = pd.date_range("2026-01-05", periods=9, freq="7D").date
    rows = [
        row
        for day, kg in zip(days, falling, strict=True)
        for lift in ("back_squat", "romanian_deadlift")
        for row in sets(str(day), lift, kg, 5, rir=1)
    ]
    lifter = gym.lifter(rows)  # the last on 2 March
    assert (
        weekly_signals(lifter.metric("deload_signals", to_date=date(2026, 3, 23)))["falling_lifts"] == 2
    )  # 21 days on
    assert weekly_signals(lifter.metric("deload_signals", to_date=date(2026, 3, 24)))["falling_lifts"] == 0


def test_soreness_is_counted_by_days(gym: Gym) -> None:
    lines = "\n".join(
        f"2026-02-{day:02} 18:00:00,back_squat,100,5,{note}"
        for day, note in ((1, "sore"), (3, "sore"), (3, "so sore"), (14, "not sore"), (15, "Muskelkater"))
    )
    content = f"started_at,exercise,weight_kg,reps,note\n{lines}".encode()
    gym.log.import_file("sore.csv", content, now=datetime(2026, 11, 21), choices=Choices(athlete="sore"))
    signals = gym.log.metric("deload_signals", athlete="sore", to_date=date(2026, 2, 15))
    assert weekly_signals(signals)["soreness"] == 2  # 3 and 15 February; the 1st is 14 days back
    words = gym.log.metric("noted_words", athlete="sore")
    assert words["word"].tolist() == ["sore", "sore", "sore", "Muskelkater"]
    assert set(words["note_kind"]) == {"soreness"}
    assert gym.log.metric("noted_words", athlete="sore", from_date=date(2026, 2, 4))["word"].tolist() == ["Muskelkater"]
