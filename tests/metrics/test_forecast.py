"""Forecasts of reps: the arithmetic by hand, what must not matter, and the backtest on a small made-up log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import exp, log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.metrics.forecast import (
    ForecastSettings,
    Sessions,
    calibrated_scores,
    curve_slope,
    distribution_of_others,
    general_scores,
    median_reps,
    next_forecasts,
    predictive,
    replay,
    reps_range,
    score_of,
    scores,
)
from analytics.reference.facts import load_facts
from benchmarks import backtest
from tests.metrics.rows import csv_of, sets

SETTINGS = ForecastSettings.from_facts(load_facts())
PLAIN = replace(
    SETTINGS, max_reps=12, load_width=0.1, any_load=0.0, memory=2.0, ageing=1.0, repeat_share=1.0, progress=0.0,
    spread_share=0.0, others_share=0.0,
)  # fmt: skip
"""Votes for the same reps alone, with round constants."""


def predicted(load: float, past: list[tuple[float, int]], settings: ForecastSettings = SETTINGS) -> np.ndarray:
    """The distribution after sessions (load, reps), oldest first."""
    return predictive(load, np.array([kg for kg, _ in past], float), np.array([n for _, n in past]), settings)


# --- several at once --------------------------------------------------------------------------------------------------

PASTS = st.lists(st.tuples(st.floats(20, 200), st.integers(1, 20)), min_size=1, max_size=12)


@given(pasts=st.lists(PASTS, min_size=1, max_size=4), load=st.floats(20, 200))
def test_lifts_forecast_together_have_what_each_has_alone(pasts: list[list[tuple[float, int]]], load: float) -> None:
    longest = max(map(len, pasts))
    rows = [[(1.0, 1)] * (longest - len(past)) + past for past in pasts]  # what is not theirs, before
    is_past = np.array([[place >= longest - len(past) for place in range(longest)] for past in pasts])
    kg, reps = np.array([[kg for kg, _ in row] for row in rows]), np.array([[n for _, n in row] for row in rows])
    together = predictive(np.full((len(pasts), 1), load), kg, reps, SETTINGS, is_past=is_past)
    assert together == pytest.approx(np.stack([predicted(load, past) for past in pasts]), abs=1e-12)


@given(votes=st.lists(st.floats(0.001, 1), min_size=2, max_size=30))
def test_the_score_of_some_reps_is_theirs_among_all_scores(votes: list[float]) -> None:
    distribution = np.array(votes) / sum(votes)
    of_each = [score_of(reps, distribution) for reps in range(1, len(votes) + 1)]
    assert of_each == scores(distribution).tolist()
    assert of_each[median_reps(distribution) - 1] == 0


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_a_vote_fades_with_what_came_since() -> None:
    # the newer of two at the same load weighs 1; the older saw one session (1 for ageing, 1 for its load): exp(-2/2)
    old = exp(-1)
    assert predicted(100, [(100, 5), (100, 8)], PLAIN)[[4, 7]] == pytest.approx([old / (1 + old), 1 / (1 + old)])


def test_a_vote_counts_less_for_another_load_and_ages_less_by_it() -> None:
    # 100 kg then 110.517 kg (a logarithm of 0.1 away): the newer weighs exp(-1); the older ages by 1 + exp(-1)
    newer, older = exp(-1), exp(-(1 + exp(-1)) / 2)
    found = predicted(100, [(100, 5), (100 * exp(0.1), 8)], PLAIN)
    assert found[[4, 7]] == pytest.approx([older / (newer + older), newer / (newer + older)])


def test_reps_move_along_the_curve_to_the_new_load() -> None:
    # no spread of loads: the slope is the general one, here 20; 100 -> 90.484 kg is 0.1 lighter, so 5 - 20 x -0.1 = 7
    settings = replace(PLAIN, repeat_share=0.0, general_slope=20.0)
    assert predicted(100 * exp(-0.1), [(100, 5)], settings)[6] == pytest.approx(1)


def test_a_vote_between_two_whole_numbers_is_shared() -> None:
    found = predicted(100, [(100, 5)], replace(PLAIN, repeat_share=0.5, progress=0.25))
    assert found[[4, 5]] == pytest.approx([0.5 + 0.5 * 0.75, 0.5 * 0.25])  # 5.25 is three quarters a 5


def test_the_curve_of_a_lift_is_shrunk_to_the_general_one() -> None:
    # two sessions, 0.2 apart in the logarithm, 4 reps apart: around the middle 2 x 0.1^2 = 0.02 and 2 x 0.1 x 2 = 0.4
    settings = replace(SETTINGS, general_trust=0.02, general_slope=28.0)
    lighter, reps = np.array([-0.1, 0.1]), np.array([4, 8])
    assert curve_slope(lighter, reps, np.ones(2), settings) == pytest.approx((0.02 * 28 + 0.4) / (0.02 + 0.02))  # 24


def test_a_curve_never_rises() -> None:
    assert curve_slope(np.array([-0.5, 0.5]), np.array([12, 3]), np.ones(2), SETTINGS) == 0


def test_smoothing_leaves_room_for_reps_that_never_were() -> None:
    found = predicted(100, [(100, 2)], replace(PLAIN, max_reps=3, spread_share=0.3, spread_reps=1 / log(2)))
    # 2 reps spread as 1/2 : 1 : 1/2, so a quarter of 0.3 goes to each side
    assert found == pytest.approx([0.075, 0.85, 0.075])


def test_other_lifts_vote_with_what_they_were_done_for_lately() -> None:
    settings = replace(PLAIN, others_days=3.0, others_share=0.2)
    others = distribution_of_others(np.array([5, 8]), np.array([1.0, 4.0]), settings)
    assert others is not None
    assert others[[4, 7]] == pytest.approx([1 / (1 + exp(-1)), exp(-1) / (1 + exp(-1))])  # three days apart
    found = predictive(100, np.array([100.0]), np.array([10]), settings, others=others)
    assert found[9] == pytest.approx(0.8)
    assert distribution_of_others(np.array([5]), np.array([31.0]), settings) is None


def test_a_range_grows_to_the_likelier_side_and_holds_its_ends() -> None:
    of_reps = scores(np.array([0.05, 0.2, 0.4, 0.25, 0.1]))  # median 3, then 4, 2, 5, 1
    assert of_reps == pytest.approx([0.95, 0.65, 0, 0.4, 0.85])
    assert [reps_range(of_reps, score) for score in (0, 0.4, 0.7, 1)] == [(3, 3), (3, 4), (2, 4), (1, 5)]


def test_ranges_are_as_wide_as_past_forecasts_needed() -> None:
    settings = replace(SETTINGS, general_scores=(0.0, 1.0), general_scores_weight=2.0, scores=8)
    past = np.array([0.9, 0.9, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])  # the first two are too long ago
    # ten of weight 1: 0, .1, .2 ... .8, 1; 80 % are the first eight, 95 % the first ten
    assert calibrated_scores(past, settings) == pytest.approx((0.7, 1.0))


def test_the_shipped_scores_are_forty_and_rise() -> None:
    found = general_scores()
    assert len(found) == 40
    assert list(found) == sorted(found)
    assert 0 <= found[0] <= found[-1] < 1


# --- a lifter ---------------------------------------------------------------------------------------------------------


def sessions(done: list[tuple[int, int, float, int]]) -> Sessions:
    """Sessions as (lift, day, load, reps)."""
    return Sessions.of(*(list(column) for column in zip(*done, strict=True)))


def test_who_repeats_five_at_100_is_forecast_five() -> None:
    found = next_forecasts(sessions([(0, 7 * week, 100, 5) for week in range(8)]), SETTINGS)[0]
    assert found.reps == 5
    assert all(low <= 5 <= high for low, high in found.ranges)


def test_heavy_and_light_days_are_kept_apart() -> None:
    done = [(0, 3 * turn, 100.0 if turn % 2 else 70.0, 5 if turn % 2 else 12) for turn in range(12)]
    settings = replace(SETTINGS, max_reps=30)
    told = replay(sessions([*done, (0, 40, 70, 12), (0, 44, 100, 5)]), settings).reps
    assert told[-2:].tolist() == [12, 5]


def test_a_lift_of_too_few_sessions_has_no_forecast() -> None:
    four, five = ([(0, day, 100, 5) for day in range(count)] for count in (4, 5))
    assert next_forecasts(sessions(four), SETTINGS) == {}
    assert list(next_forecasts(sessions(five), SETTINGS)) == [0]


def test_the_next_forecast_is_the_one_the_replay_would_have_made() -> None:
    rng = np.random.default_rng(3)
    done = [
        (lift, 2 * day + lift, 60 + 5 * int(rng.integers(4)), int(rng.integers(3, 9)))
        for day in range(40)
        for lift in (0, 1)
    ]
    settings = replace(SETTINGS, scores=20)
    told = next_forecasts(sessions(done), settings)[1]
    last = max(day for _, day, _, _ in done)
    came = replay(sessions([*done, (1, last + 1, done[-1][2], 1)]), settings)
    assert told.reps == came.reps[-1]
    assert told.ranges == tuple(zip(came.low[-1].tolist(), came.high[-1].tolist(), strict=True))


LOGS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 60), st.sampled_from([20.0, 60.0, 62.5, 100.0]), st.integers(1, 30)),
    min_size=1, max_size=40, unique_by=lambda session: session[:2],
)  # fmt: skip


@given(LOGS, st.integers(1, 59))
def test_the_future_never_changes_an_earlier_forecast(done: list[tuple[int, int, float, int]], cut: int) -> None:
    done = sorted(done, key=lambda session: (session[1], session[0]))
    until = [session for session in done if session[1] <= cut]
    if not until:
        return
    whole, part = replay(sessions(done), SETTINGS), replay(sessions(until), SETTINGS)
    for name in ("reps", "low", "high"):
        assert getattr(whole, name)[: len(until)].tolist() == getattr(part, name).tolist()


@given(LOGS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_unit_do_not_matter(done: list[tuple[int, int, float, int]], random: object) -> None:
    mixed = [(lift, day, kg / 0.45359237, reps) for lift, day, kg, reps in done]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert next_forecasts(sessions(mixed), SETTINGS) == next_forecasts(sessions(done), SETTINGS)


@given(LOGS)
def test_every_range_holds_its_forecast_and_the_wider_the_narrower(done: list[tuple[int, int, float, int]]) -> None:
    for forecast in next_forecasts(sessions(done), SETTINGS).values():
        (low_80, high_80), (low_95, high_95) = forecast.ranges
        assert 1 <= low_95 <= low_80 <= forecast.reps <= high_80 <= high_95 <= SETTINGS.max_reps


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30).filter(lambda votes: sum(votes) > 0))
def test_a_median_has_half_on_either_side(votes: list[float]) -> None:
    distribution = np.array(votes) / sum(votes)
    reps = median_reps(distribution)
    assert distribution[:reps].sum() >= 0.5 - 1e-6
    assert distribution[reps - 1 :].sum() >= 0.5 - 1e-6


# --- the backtest -----------------------------------------------------------------------------------------------------


def some_log(start: date, reps: int) -> bytes:
    """Fourteen weeks of squats at two loads, with curls between."""
    rows = []
    for week in range(14):
        day = start + timedelta(days=7 * week)
        rows += sets(day.isoformat(), "back_squat", 100 + 2.5 * (week % 2), reps + week % 3)
        rows += sets((day + timedelta(days=2)).isoformat(), "lying_leg_curl", 40, 10)
    return csv_of(rows)


def test_the_backtest_runs_on_a_small_log_and_ends_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.csv").write_bytes(some_log(date(2025, 1, 6), 5))
    (folder / "b.csv").write_bytes(some_log(date(2025, 1, 7), 7))
    (folder / "older copy of a.csv").write_bytes(some_log(date(2025, 1, 6), 5)[:-400])
    (folder / "no log.txt").write_text("nothing")
    monkeypatch.setenv("HINDSIGHT_EXPORTS", str(tmp_path))

    assert backtest.main([]) == 0

    printed = capsys.readouterr().out
    assert "left out: own/older copy of a.csv: most of its sessions stand in own/a.csv too" in printed
    assert "not read: own/no log.txt" in printed
    assert "all logs: 36 forecasts, 4 series, 2 logs" in printed  # 2 logs x 2 lifts x (14 - 5) sessions
    assert printed.splitlines()[-1].startswith("backtest: MAE ")


def test_the_backtest_of_a_folder_without_logs_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HINDSIGHT_EXPORTS", str(tmp_path))
    assert backtest.main([]) == 1
    assert "No lift has enough sessions" in capsys.readouterr().err


def test_the_backtest_without_exports_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HINDSIGHT_EXPORTS", raising=False)
    assert backtest.main([]) == 2
    assert "HINDSIGHT_EXPORTS" in capsys.readouterr().err


def test_the_baselines_say_what_their_formulas_say() -> None:
    past = backtest.Series(
        day=np.array([0.0, 20, 40]), load=np.array([90.0, 100, 100]), reps=np.array([8.0, 6, 5]),
        next_day=45.0, next_load=95.0,
    )  # fmt: skip
    said = {name: rule(past) for name, rule in backtest.BASELINES.items()}
    one_rep = [90 * (1 + 8 / 30), 100 * (1 + 6 / 30), 100 * (1 + 5 / 30)]  # 114, 120, 116.67
    assert said["last session + Epley"] == pytest.approx(30 * (one_rep[2] / 95 - 1))
    assert said["best of 4 weeks + Epley"] == pytest.approx(30 * (one_rep[1] / 95 - 1))  # the days 20 and 40
    assert said["mean of last 3 + Epley"] == pytest.approx(30 * (sum(one_rep) / 3 / 95 - 1))
    assert said["mean of last 3, reps"] == pytest.approx(19 / 3)
    assert said["last session + Brzycki"] == pytest.approx(37 - 95 * 32 / 100)  # 36 / (36 x 100 / 32)
    assert said["last session + mod. Epley"] == pytest.approx(1 + (100 * (1 + 0.0353 * 4) / 95 - 1) / 0.0353)
    slope, middle = (one_rep[2] - one_rep[0]) / 40, sum(one_rep) / 3  # three even days: the ends make the slope
    assert said["line on dates + Epley"] == pytest.approx(30 * ((middle + 25 * slope) / 95 - 1))
