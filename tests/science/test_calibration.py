"""Honesty by simulation: what lifters whose truth is known are told (rulebook D, test 5).

`make validate` prints the same at length.
"""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.calibrate import (
    FALLING,
    NEAR_FAILURE,
    RISING,
    Lift,
    Lifter,
    class_shares,
    covered,
    deload_called,
    is_plateau,
    outlooks,
    published,
    share_of,
    simulated,
)


def test_a_lift_that_gains_nothing_is_called_rising_in_5_to_13_percent_of_eight_weeks() -> None:
    """Rulebook test 5: zero slope, CV 3 %, two sessions a week, 8 weeks."""
    shares = class_shares(Lift(weeks=8, per_week=2, noise=0.03), 0, runs=500)

    assert 0.05 <= share_of(shares, RISING) <= 0.13
    assert shares["clearly rising"] <= 0.04
    assert 0.05 <= share_of(shares, FALLING) <= 0.15


@pytest.mark.parametrize("gain_pct", [0.2, 0.5, 1.0])
def test_gains_are_found_about_as_often_as_the_rulebook_says(gain_pct: float) -> None:
    lift = Lift(weeks=12)

    # 250 runs: one SD of a share of a half is 3 points
    found = share_of(class_shares(lift, gain_pct, runs=250), RISING)
    assert found == pytest.approx(published(lift, gain_pct, level=80), abs=0.09)


def test_a_simulated_lift_has_the_gain_and_the_noise_it_was_given() -> None:
    weeks, level, kg = simulated(Lift(weeks=20, noise=0.03, autocorrelation=0.3), np.full(400, 0.5), seed=1)
    noise = np.log(kg) - level

    assert level[0] == pytest.approx(np.log(100) + 0.005 * weeks)
    assert noise.std() == pytest.approx(0.03, rel=0.03)
    assert np.corrcoef(noise[:, :-1].ravel(), noise[:, 1:].ravel())[0, 1] == pytest.approx(0.3, abs=0.03)


def test_a_plateau_is_not_called_for_a_beginners_gain_and_is_for_a_quiet_flat_lift() -> None:
    for gain_pct, low, high in ((0.0, 0.7, 1), (0.5, 0, 0.02)):
        weeks, _, kg = simulated(Lift(weeks=12, noise=0.01), np.full(60, gain_pct), seed=2)
        assert low <= np.mean([is_plateau(weeks, row, length=12) for row in kg]) <= high


def test_a_deload_is_seldom_suggested_to_the_steady_and_mostly_to_the_tired() -> None:
    steady, _, _ = deload_called(Lifter("steady"), runs=30)
    tired, _, _ = deload_called(Lifter("tired", gain_pct=-1, late_gain_pct=-1, weeks_since_light=8), runs=10)

    assert steady <= 0.1
    assert tired >= 0.9


def test_a_chance_of_rising_is_what_comes_true() -> None:
    found = outlooks(Lift(weeks=12, noise=NEAR_FAILURE, wanders=True), NEAR_FAILURE, runs=4000)

    for low, high in ((0.2, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 1.01)):
        count, said, true = found.said_and_true(low, high)
        # two SDs of a share in so many runs, and four points for the widening, which errs on the careful side
        assert true == pytest.approx(said, abs=0.04 + 2 * np.sqrt(said * (1 - said) / count))


@pytest.mark.parametrize("noise", [NEAR_FAILURE, 0.042, 0.1])
def test_an_interval_holds_what_it_promises_also_where_days_vary_more_than_the_facts_say(noise: float) -> None:
    found = outlooks(Lift(weeks=16, noise=noise, wanders=True), NEAR_FAILURE, runs=2000)

    # a little more than promised: the 17th of twenty errors in size is the measure, and never less than the facts
    assert 0.78 <= covered(found.next_z, 0.8) <= 0.87
    assert 0.92 <= covered(found.next_z, 0.95) <= 0.98
    assert 0.78 <= covered(found.level_z, 0.8) <= 0.9
