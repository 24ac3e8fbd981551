"""The local linear trend: two steps by hand, statsmodels as an oracle, and what must not matter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.metrics.kalman import (
    DIFFUSE_LEVEL_SD,
    LocalTrendSettings,
    States,
    chance_above_zero,
    filtered,
    own_spread,
    predicted,
    smoothed,
    surprises,
)
from analytics.reference.facts import load_facts

if TYPE_CHECKING:
    from statsmodels.tsa.statespace.kalman_smoother import KalmanSmoother

SETTINGS = LocalTrendSettings.from_facts(load_facts())
BY_HAND = replace(SETTINGS, level_sd=1, slope_sd=0, prior_slope=0, prior_slope_sd=1)


def column(*numbers: float) -> np.ndarray:
    """A grid of one lift."""
    return np.array(numbers, dtype=float)[:, None]


def shown(states: States, row: int = 0) -> list[float]:
    """Level, slope, variance of the level, covariance, variance of the slope of a session of the first lift."""
    state = states[row, 0]
    return [float(part) for part in (state.level, state.slope, state.level_var, state.cross, state.slope_var)]


def test_the_facts_are_the_rulebooks() -> None:
    found = (SETTINGS.level_sd, SETTINGS.slope_sd, SETTINGS.prior_slope, SETTINGS.prior_slope_sd)
    assert found == (0.005, 0.0005, 0.002, 0.004)


def test_three_sessions_by_hand() -> None:
    # prior: level 0 +- 1, slope 0 +- 1; noise 1; the level drifts by 1 a week, the slope not at all
    states = filtered(column(0, 1, 2), column(0, 3.5, np.nan), column(1, 1, 1), BY_HAND)

    # first session: variance 1 and noise 1, so half of the surprise of 0 is believed, and half of the variance stays
    assert shown(states, 0) == pytest.approx([0, 0, 1 / 2, 0, 1])
    # a week later: level variance 1/2 + 1 (slope) + 1 (drift) = 5/2, covariance 1; surprise 3.5, its variance 7/2
    # gains 5/2 : 7/2 = 5/7 and 1 : 7/2 = 2/7; level 0 + 5/7 * 3.5 = 2.5, slope 2/7 * 3.5 = 1
    # variances 5/2 * 2/7 = 5/7 and 1 - 2/7 * 1 = 5/7, covariance 1 * 2/7
    assert shown(states, 1) == pytest.approx([2.5, 1, 5 / 7, 2 / 7, 5 / 7])
    # two weeks later nothing is seen: level 2.5 + 2 * 1; variance 5/7 + 2 * 2 * 2/7 + 4 * 5/7 + 2 = 47/7
    assert shown(states, 2) == pytest.approx([4.5, 1, 47 / 7, 2 / 7 + 2 * 5 / 7, 5 / 7])


def test_one_step_back_by_hand() -> None:
    steps = column(0, 1)
    states = filtered(steps, column(0, 3.5), column(1, 1), BY_HAND)
    smooth = smoothed(steps, states, BY_HAND)

    assert shown(smooth, 1) == pytest.approx(shown(states, 1))  # the last session knows all there is
    # P F' = [[1/2, 0], [1, 1]], A = [[5/2, 1], [1, 1]] with determinant 3/2, so J = [[1/3, -1/3], [0, 1]]
    # level 0 + (2.5 - 1)/3 = 0.5, slope 0 + 1
    # P' - A = [[-25/14, -5/7], [-5/7, -2/7]]; level variance 1/2 + (-25/14 + 2 * 5/7 - 2/7)/9 = 3/7
    # covariance 0 - 5/7 * 1/3 + 2/7 * 1/3 = -1/7, slope variance 1 - 2/7
    assert shown(smooth, 0) == pytest.approx([0.5, 1, 3 / 7, -1 / 7, 5 / 7])


def test_the_drift_of_two_weeks_is_the_rulebooks() -> None:
    known = States(*np.zeros((5, 1)))
    ahead = predicted(known, np.array([2.0]), replace(SETTINGS, level_sd=3, slope_sd=0.5))
    # Q: 9 * 2 + 0.25 * 8 / 3 = 18.667; 0.25 * 4 / 2 = 0.5; 0.25 * 2 = 0.5
    assert [ahead.level_var[0], ahead.cross[0], ahead.slope_var[0]] == pytest.approx([18.6667, 0.5, 0.5], abs=1e-4)


@st.composite
def lifts(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Steps, logs and noise of one lift: sessions 1 to 60 days apart, some of them not fitted."""
    count = draw(st.integers(1, 30))
    days = draw(st.lists(st.integers(1, 60), min_size=count, max_size=count))
    permille = draw(st.lists(st.integers(-200, 200), min_size=count, max_size=count))
    is_seen = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    noise = draw(st.lists(st.sampled_from([0.022, 0.029, 0.04, 0.058]), min_size=count, max_size=count))
    steps = np.array([0, *days[1:]]) / 7
    logs = np.where([True, *is_seen[1:]], np.log(100) + np.array(permille) / 1000, np.nan)
    return column(*steps), column(*logs), column(*noise)


def oracle(steps: np.ndarray, logs: np.ndarray, noise: np.ndarray) -> KalmanSmoother:
    """The same model in statsmodels. There, the transition at a session leads to the next one."""
    from statsmodels.tsa.statespace.kalman_smoother import KalmanSmoother  # seconds, for the worker that needs it

    count = len(steps)
    ahead = np.append(steps[1:, 0], 1.0)
    level, slope = SETTINGS.level_sd**2, SETTINGS.slope_sd**2
    model = KalmanSmoother(k_endog=1, k_states=2, k_posdef=2)
    model.bind(logs[:, 0].copy())
    model["design"] = np.array([[1.0, 0.0]])
    model["selection"] = np.eye(2)
    model["obs_cov"] = (noise[:, 0] ** 2).reshape(1, 1, count)
    one, zero, cross = np.ones(count), np.zeros(count), slope * ahead**2 / 2
    model["transition"] = np.array([[one, ahead], [zero, one]])
    model["state_cov"] = np.array([[level * ahead + slope * ahead**3 / 3, cross], [cross, slope * ahead]])
    variance = np.diag([DIFFUSE_LEVEL_SD**2, SETTINGS.prior_slope_sd**2])
    model.initialize_known(np.array([logs[0, 0], SETTINGS.prior_slope]), variance)
    return model


@given(lift=lifts())
def test_filter_and_smoother_are_statsmodels(lift: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    steps, logs, noise = lift
    found = filtered(steps, logs, noise, SETTINGS)
    smooth = smoothed(steps, found, SETTINGS)
    expected = oracle(steps, logs, noise).smooth()

    for ours, mean, cov in (
        (found, expected.filtered_state, expected.filtered_state_cov),
        (smooth, expected.smoothed_state, expected.smoothed_state_cov),
    ):
        np.testing.assert_allclose([ours.level[:, 0], ours.slope[:, 0]], mean, atol=1e-8)
        variances = [ours.level_var[:, 0], ours.cross[:, 0], ours.slope_var[:, 0]]
        np.testing.assert_allclose(variances, [cov[0, 0], cov[0, 1], cov[1, 1]], atol=1e-8)


@given(lift=lifts(), factor=st.sampled_from([0.45359237, 2.2046, 10]))
def test_kilograms_or_pounds_move_the_level_and_nothing_else(
    lift: tuple[np.ndarray, np.ndarray, np.ndarray], factor: float
) -> None:
    steps, logs, noise = lift
    one = filtered(steps, logs, noise, SETTINGS)
    other = filtered(steps, logs + np.log(factor), noise, SETTINGS)

    np.testing.assert_allclose(other.level, one.level + np.log(factor))
    np.testing.assert_allclose(other.slope, one.slope, atol=1e-10)
    np.testing.assert_allclose(other.level_var, one.level_var)


@given(lift=lifts(), extra=st.floats(0.001, 0.1))
def test_noisier_sessions_leave_a_wider_band(lift: tuple[np.ndarray, np.ndarray, np.ndarray], extra: float) -> None:
    steps, logs, noise = lift
    plain = filtered(steps, logs, noise, SETTINGS)
    noisy = filtered(steps, logs, noise + extra, SETTINGS)

    assert (noisy.level_var > plain.level_var).all()
    assert (smoothed(steps, noisy, SETTINGS).level_var > smoothed(steps, plain, SETTINGS).level_var).all()


@given(lift=lifts())
def test_knowing_the_later_sessions_never_makes_the_band_wider(
    lift: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    steps, logs, noise = lift
    states = filtered(steps, logs, noise, SETTINGS)
    smooth = smoothed(steps, states, SETTINGS)

    assert (smooth.level_var <= states.level_var * (1 + 1e-9)).all()
    assert (smooth.level_var > 0).all()
    assert (smooth.slope_var > 0).all()


@given(one=lifts(), other=lifts())
def test_lifts_run_together_are_the_lifts_run_alone(
    one: tuple[np.ndarray, np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> None:
    rows = max(len(one[0]), len(other[0]))

    def side_by_side(part: int, filler: float) -> np.ndarray:
        columns = [np.append(lift[part][:, 0], np.full(rows - len(lift[part]), filler)) for lift in (one, other)]
        return np.stack(columns, axis=1)

    steps, logs, noise = side_by_side(0, 0), side_by_side(1, np.nan), side_by_side(2, 1)
    together = filtered(steps, logs, noise, SETTINGS)
    smooth = smoothed(steps, together, SETTINGS)

    for place, lift in enumerate((one, other)):
        alone = filtered(*lift, SETTINGS)
        alone_smooth = smoothed(lift[0], alone, SETTINGS)
        sessions = len(lift[0])
        np.testing.assert_allclose(together.level[:sessions, place], alone.level[:, 0])
        np.testing.assert_allclose(together.slope_var[-1, place], alone.slope_var[-1, 0])
        np.testing.assert_allclose(smooth.level[:sessions, place], alone_smooth.level[:, 0])
        np.testing.assert_allclose(smooth.level_var[:sessions, place], alone_smooth.level_var[:, 0], rtol=1e-6)


def test_a_break_opens_the_band_and_the_next_session_counts_for_more() -> None:
    weekly = [0, *([1] * 11)]
    known = filtered(column(*weekly), column(*([0.0] * 12)), column(*([0.029] * 12)), SETTINGS)[-1]

    soon, late = predicted(known, np.array([1.0]), SETTINGS), predicted(known, np.array([12.0]), SETTINGS)
    # twelve weeks of drift alone are 0.5 % * sqrt(12) = 1.7 %, and the pace is unsure too
    assert soon.level_sd[0] < 0.02
    assert late.level_sd[0] > np.hypot(soon.level_sd[0], 0.017)
    gain = late.level_var / (late.level_var + 0.029**2)
    assert gain > 2 * soon.level_var / (soon.level_var + 0.029**2)


def test_without_a_session_the_expected_pace_is_the_rulebooks() -> None:
    one = filtered(column(0), column(np.log(100)), column(0.029), SETTINGS)
    # 0.2 +- 0.4 % a week: P(z > -0.5) = 0.6915
    assert chance_above_zero(one.slope[0], one.slope_sd[0]) == pytest.approx([0.6915], abs=1e-4)
    # a level known to nobody before is as sure as the session: noise 2.9 %
    assert one.level_sd[0, 0] == pytest.approx(0.029, rel=0.001)


def test_a_steady_percent_a_week_is_learnt() -> None:
    sessions = 24
    logs = 0.01 * np.arange(sessions)
    state = filtered(column(0, *([1] * (sessions - 1))), column(*logs), column(*([0.029] * sessions)), SETTINGS)[-1]

    assert state.slope[0] == pytest.approx(0.01, abs=0.001)
    assert state.level[0] == pytest.approx(logs[-1], abs=0.005)
    assert chance_above_zero(state.slope, state.slope_sd)[0] > 0.99


def test_surprises_are_what_the_sessions_before_did_not_foretell() -> None:
    steps, logs, noise = column(0, 1, 1), column(0, 3.5, np.nan), column(1, 1, 1)
    found = surprises(steps, logs, noise, filtered(steps, logs, noise, BY_HAND), BY_HAND)

    # the second session was foretold at 0 with the variance 5/2, and its noise is 1: 3.5 / sqrt(3.5) = 1.8708
    assert found[0, 0] == pytest.approx(1.8708, abs=1e-4)
    assert np.isnan(found[1, 0])


def test_the_spread_of_a_lift_is_read_from_its_newest_surprises() -> None:
    old, new = [9.0] * 5, [0.1, -0.2, 0.3, -0.4, 2.0, 0.6, -0.7, 0.8, 0.9]
    settings = replace(SETTINGS, spread_sessions=9)

    # of nine, the ceil(0.8 * 10) = 8th in size: 0.9, no more than the 1.2816 of the normal distribution
    assert own_spread(column(*old, *new), settings) == pytest.approx([1])
    # three times the size: 2.7 / 1.2816
    assert own_spread(3 * column(*old, *new), settings) == pytest.approx([2.1068], abs=1e-4)
    # of four, the largest: 2 / 1.2816
    assert own_spread(column(0.1, -2.0, 0.2, np.nan, 0.3), settings) == pytest.approx([1.5606], abs=1e-4)


def test_a_lift_without_surprises_is_as_far_off_as_the_facts_say() -> None:
    assert own_spread(column(np.nan, np.nan), SETTINGS) == [1]
    assert own_spread(np.empty((0, 2)), SETTINGS).tolist() == [1, 1]


@given(lift=lifts(), factor=st.floats(1, 5))
def test_widening_everything_moves_no_mean(lift: tuple[np.ndarray, np.ndarray, np.ndarray], factor: float) -> None:
    steps, logs, noise = lift
    wider = LocalTrendSettings(
        level_sd=factor * SETTINGS.level_sd,
        slope_sd=factor * SETTINGS.slope_sd,
        prior_slope=SETTINGS.prior_slope,
        prior_slope_sd=factor * SETTINGS.prior_slope_sd,
        spread_sessions=SETTINGS.spread_sessions,
    )
    plain = filtered(steps, logs, noise, SETTINGS)

    one, other = filtered(steps, logs, factor * noise, wider), plain.widened(np.array([factor]))

    # the prior of the level is diffuse (SD 1) and not scaled: at most 0.29 squared of a distance of about 0.1
    np.testing.assert_allclose(one.level, other.level, atol=1e-2)
    np.testing.assert_allclose(one.level_sd, other.level_sd, rtol=0.05)
