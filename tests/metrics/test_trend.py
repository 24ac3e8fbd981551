"""The trend of one lift: worked examples, SciPy as an oracle, and honesty by simulation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from analytics.metrics.trend import (
    TrendSettings,
    classify,
    fit_line,
    hampel_outliers,
    judged_sessions,
    kendall_variance,
    pairwise_slopes,
    rep_range_shift,
    sen_interval,
    trend,
)
from analytics.reference.facts import load_facts

SCIENCE = Path(__file__).parents[1] / "science"
SETTINGS = TrendSettings.from_facts(load_facts())
SERIES = pd.read_csv(SCIENCE / "trend_example_series.csv")
EXPECTED = pd.read_csv(SCIENCE / "trend_example_expected.csv").set_index("series")


def weeks_and_kg(series: str) -> tuple[np.ndarray, np.ndarray]:
    rows = SERIES[SERIES["series"] == series]
    return rows["week"].to_numpy(float), rows["e1rm_kg"].to_numpy(float)


@pytest.mark.parametrize("series", EXPECTED.index)
def test_the_line_through_every_session_is_the_worked_example(series: str) -> None:
    weeks, kg = weeks_and_kg(series)
    expected = EXPECTED.loc[series]
    line = fit_line(weeks, kg, SETTINGS)
    found = [100 * line.slope, *(100 * bound for bound in line.likely + line.clear)]
    columns = ["theil_sen_pct_per_week", "ci80_low", "ci80_high", "ci95_low", "ci95_high"]
    assert found == pytest.approx([expected[column] for column in columns], abs=0.001)
    assert classify(line, span_weeks=float(np.ptp(weeks)), settings=SETTINGS) == expected["class"]


@pytest.mark.parametrize("series", EXPECTED.index)
def test_the_whole_trend_has_the_class_of_the_worked_example(series: str) -> None:
    weeks, kg = weeks_and_kg(series)
    whole = replace(SETTINGS, window_weeks=12)  # the flat example is longer than 8 weeks
    found = trend(weeks, kg, settings=whole)
    assert found.name == EXPECTED.loc[series, "class"]
    assert found.sessions + found.outliers.sum() == EXPECTED.loc[series, "n"]
    assert found.missing == ""


def test_one_bad_day_is_shown_but_not_fitted() -> None:
    weeks, kg = weeks_and_kg("falling_with_one_bad_day")
    found = trend(weeks, kg, settings=SETTINGS)
    assert np.flatnonzero(found.outliers).tolist() == [5]  # 100.75 kg between 119.70 and 120.44
    assert kg[found.outliers].tolist() == [100.75]
    without = fit_line(np.delete(weeks, 5), np.delete(kg, 5), SETTINGS)
    assert found.pct_per_week == pytest.approx(100 * without.slope)


@st.composite
def series_without_ties(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    count = draw(st.integers(6, 30))
    days = draw(st.lists(st.integers(0, 400), min_size=count, max_size=count, unique=True))
    grams = draw(st.lists(st.integers(20_000, 300_000), min_size=count, max_size=count, unique=True))
    return np.sort(days) / 7, np.array(grams) / 1000


@given(series=series_without_ties(), level=st.sampled_from([0.6, 0.8, 0.95, 0.99]))
def test_without_ties_slope_and_interval_are_scipys(series: tuple[np.ndarray, np.ndarray], level: float) -> None:
    weeks, kg = series
    oracle = theilslopes(np.log(kg), weeks, level)
    line = fit_line(weeks, kg, replace(SETTINGS, likely_level=level))
    assert line.slope == pytest.approx(oracle.slope)
    assert line.likely == pytest.approx((oracle.low_slope, oracle.high_slope))


@st.composite
def regular_training(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    gaps = draw(st.lists(st.integers(5, 9), min_size=10, max_size=25))
    steps = draw(st.lists(st.integers(-4, 4), min_size=len(gaps), max_size=len(gaps)))
    return np.cumsum(gaps) / 7, 100 + 2.5 * np.array(steps)


@given(series=regular_training(), level=st.sampled_from([0.6, 0.8, 0.95, 0.99]))
def test_repeated_values_are_corrected_for_as_in_scipy(series: tuple[np.ndarray, np.ndarray], level: float) -> None:
    weeks, kg = series
    assume(np.unique(kg).size > 2)
    oracle = theilslopes(np.log(kg), weeks, level)
    line = fit_line(weeks, kg, replace(SETTINGS, likely_level=level))
    assert line.likely == pytest.approx((oracle.low_slope, oracle.high_slope))


@given(series=regular_training(), factor=st.floats(0.1, 10))
def test_kilograms_or_pounds_give_the_same_trend(series: tuple[np.ndarray, np.ndarray], factor: float) -> None:
    weeks, kg = series
    one, other = trend(weeks, kg, settings=SETTINGS), trend(weeks, kg * factor, settings=SETTINGS)
    assert one.missing == other.missing
    assume(not one.missing)
    assert (one.fitted == other.fitted).all()
    assert other.pct_per_week == pytest.approx(one.pct_per_week, abs=1e-6)
    assert other.level_kg == pytest.approx(one.level_kg * factor)


@given(series=series_without_ties())
def test_a_trend_turned_upside_down_is_the_opposite_trend(series: tuple[np.ndarray, np.ndarray]) -> None:
    weeks, kg = series
    up, down = fit_line(weeks, kg, SETTINGS), fit_line(weeks, 1 / kg, SETTINGS)
    assert down.slope == pytest.approx(-up.slope)


@given(series=series_without_ties())
def test_the_wider_interval_holds_the_narrower_one_and_the_slope(series: tuple[np.ndarray, np.ndarray]) -> None:
    line = fit_line(*series, SETTINGS)
    assert line.clear[0] <= line.likely[0] <= line.slope <= line.likely[1] <= line.clear[1]


def test_days_and_weeks_give_the_same_trend() -> None:
    days = np.datetime64("2025-01-06") + np.array([0, 4, 9, 15, 22, 30, 38, 45]).astype("timedelta64[D]")
    kg = np.array([100, 101, 100.5, 102, 103, 102.5, 104, 105.0])
    by_day = trend(days, kg, settings=SETTINGS)
    by_week = trend((days - days[0]).astype(float) / 7, kg, settings=SETTINGS)
    assert by_day.pct_per_week == pytest.approx(by_week.pct_per_week)
    assert by_day.span_days == 45


def test_too_few_sessions_say_what_is_missing_and_give_no_number() -> None:
    found = trend(np.array([0.0, 2, 4, 6, 7]), np.full(5, 100.0), settings=SETTINGS)
    assert (found.name, found.pct_per_week, found.low_pct, found.level_kg) == ("unclear", None, None, None)
    assert found.missing == "5 of 6 sessions"


def test_too_short_a_span_says_so() -> None:
    found = trend(np.arange(7) * 5 / 7, np.full(7, 100.0), settings=SETTINGS)  # 7 sessions, every 5th day: 30 days
    assert found.missing == "30 of 35 days between the first and the last session"


def test_a_span_of_exactly_35_days_is_enough() -> None:
    days = np.datetime64("2025-01-06") + (np.arange(8) * 5).astype("timedelta64[D]")  # 0, 5, ... 35
    assert trend(days, np.full(8, 100.0), settings=SETTINGS).missing == ""


def test_a_lift_without_any_session_is_unclear() -> None:
    found = trend(np.array([], dtype="datetime64[D]"), np.array([]), np.array([]), settings=SETTINGS)
    assert (found.name, found.sessions, found.missing) == ("unclear", 0, "0 of 6 sessions")


def test_only_the_last_eight_weeks_are_fitted() -> None:
    days = np.datetime64("2025-01-06") + (np.arange(13) * 7).astype("timedelta64[D]")  # 12 weeks, one a week
    found = trend(days, np.linspace(80, 100, 13), settings=SETTINGS)
    assert found.sessions == 9  # days 28 ... 84, both ends of 56 days
    assert found.fitted.tolist() == [False] * 4 + [True] * 9


def test_after_a_break_the_trend_starts_anew_and_the_first_two_sessions_are_not_judged() -> None:
    days = np.array([0.0, 7, 14, 36, 40, 44, 48])  # 22 days between the third and the fourth
    assert judged_sessions(days, SETTINGS).tolist() == [False] * 5 + [True] * 2
    assert judged_sessions(np.array([0.0, 21, 42]), SETTINGS).all()  # exactly 21 days is no break


def test_a_step_up_after_weeks_of_the_same_load_is_no_outlier() -> None:
    assert not hampel_outliers(np.array([80.0] * 8 + [82.5]), SETTINGS).any()


@given(st.lists(st.floats(20, 300), min_size=1, max_size=30), st.data())
def test_the_outlier_rule_is_hampels_in_medians_of_what_is_known(kg: list[float], data: st.DataObject) -> None:
    known = np.array(data.draw(st.lists(st.booleans(), min_size=len(kg), max_size=len(kg))))
    known[0] = known[-1] = True
    logs = np.log(np.where(known, kg, np.nan))
    half = SETTINGS.outlier_window // 2
    expected = []
    for place, value in enumerate(logs):
        around = logs[max(place - half, 0) : place + half + 1]
        around = around[~np.isnan(around)]
        if not around.size:
            expected.append(False)
            continue
        mad = np.median(np.abs(around - np.median(around)))
        scale = max(1.4826 * mad, SETTINGS.outlier_floor_pct / 100)
        expected.append(bool(abs(value - np.median(around)) > SETTINGS.outlier_mads * scale))
    assert hampel_outliers(np.exp(logs), SETTINGS).tolist() == expected


def test_a_lift_that_never_moves_is_flat() -> None:
    found = trend(np.arange(9.0), np.full(9, 100.0), settings=SETTINGS)
    assert (found.name, found.pct_per_week, found.kg_per_month) == ("flat", 0, 0)


def test_a_steady_percent_a_week_is_found_with_its_level_and_kilograms_a_month() -> None:
    weeks = np.arange(9.0)
    found = trend(weeks, 100 * np.exp(0.01 * weeks), settings=SETTINGS)
    assert found.name == "clearly rising"
    assert found.pct_per_week == pytest.approx(1)
    assert found.level_kg == pytest.approx(100 * np.exp(0.08))  # 108.33 kg after eight weeks
    assert found.kg_per_month == pytest.approx((np.exp(0.01 * 4.345) - 1) * 108.3287, abs=1e-4)  # 4.81 kg


def test_a_change_below_two_percent_in_all_is_no_rise_however_sure() -> None:
    weeks = np.arange(9.0)
    assert trend(weeks, 100 * np.exp(0.002 * weeks), settings=SETTINGS).name == "flat"  # 1.6 % in 8 weeks
    assert trend(weeks, 100 * np.exp(0.0024 * weeks), settings=SETTINGS).name == "flat"  # 1.92 %
    assert trend(weeks, 100 * np.exp(0.0026 * weeks), settings=SETTINGS).name == "clearly rising"  # 2.08 %


def test_a_moved_rep_range_is_noticed() -> None:
    assert rep_range_shift(np.array([5, 5, 6, 9, 10, 10.0])) == 5  # 10 - 5
    weeks, kg = np.arange(8.0), np.full(8, 100.0)
    assert trend(weeks, kg, np.array([5.0] * 4 + [9.0] * 4), settings=SETTINGS).rep_range_changed
    assert not trend(weeks, kg, np.array([5.0] * 4 + [8.0] * 4), settings=SETTINGS).rep_range_changed
    assert trend(weeks, kg, np.full(8, np.nan), settings=SETTINGS).rep_shift is None


def test_two_sessions_at_the_same_time_make_no_pair() -> None:
    slopes = pairwise_slopes(np.array([0.0, 0, 1]), np.array([0.0, 0.2, 0.1]))
    np.testing.assert_allclose(slopes, [-0.1, 0.1])
    assert sen_interval(slopes, kendall_variance(np.array([0.0, 0, 1]), np.array([1.0, 2, 3])), 0.8) == (
        pytest.approx((-0.1, 0.1))
    )


def test_the_variance_without_equal_values_is_the_rulebooks() -> None:
    # n = 6: 6 * 5 * 17 / 18 = 28.333; two equal values take 2 * 1 * 9 / 18 = 1 away
    weeks = np.arange(6.0)
    assert kendall_variance(weeks, weeks + 100) == pytest.approx(28.3333, abs=1e-4)
    assert kendall_variance(weeks, np.array([100, 100, 101, 102, 103, 104.0])) == pytest.approx(27.3333, abs=1e-4)


def share_of_classes(slope_pct: float, *, weeks: int, runs: int, seed: int) -> pd.Series:
    """How often each class comes out for a lift with a true slope, two sessions a week, day-to-day noise of 3 %."""
    random = np.random.default_rng(seed)
    at = np.arange(2 * weeks) / 2
    kg = 100 * np.exp(slope_pct / 100 * at + random.normal(0, 0.03, size=(runs, at.size)))
    return pd.Series([trend(at, row, settings=SETTINGS).name for row in kg]).value_counts(normalize=True)


def test_a_lift_that_does_not_change_is_called_rising_in_5_to_13_percent_of_cases() -> None:
    shares = share_of_classes(0, weeks=8, runs=1000, seed=7)
    rising = shares.get("likely rising", 0) + shares.get("clearly rising", 0)
    falling = shares.get("likely falling", 0) + shares.get("clearly falling", 0)
    assert 0.05 <= rising <= 0.13
    assert 0.05 <= falling <= 0.13
    assert shares.get("clearly rising", 0) <= 0.04


def test_a_percent_a_week_is_found_in_eight_weeks() -> None:
    shares = share_of_classes(1, weeks=8, runs=400, seed=8)
    assert shares.get("likely rising", 0) + shares.get("clearly rising", 0) >= 0.90
