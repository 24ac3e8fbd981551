"""A lift's own growth a rep (rulebook C3, last line)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from analytics.metrics._personal_k import PersonalKSettings, least_varying_k, newest_window, personal_k, shrunk
from analytics.reference.facts import load_facts

FACTS = load_facts()
SETTINGS = PersonalKSettings.from_facts(FACTS)
REPS = np.array([3, 4, 5, 6, 7, 8.0])


def of_lift(days: list[int], reps: list[float], *, k: float = 0.05, rir: float | None = 0.0) -> pd.DataFrame:
    """Sets of one lift on these days of January 2026, with loads that fall by exactly k a rep."""
    effective = np.array(reps)
    return pd.DataFrame(
        {
            "exercise_id": "back_squat",
            "day": pd.Timestamp("2026-01-01") + pd.to_timedelta(days, unit="D"),
            "load_kg": 100 / (1 + k * (effective - 1)),
            "effective_reps": effective,
            "rir": pd.array([rir] * len(days), dtype="float64"),
        }
    )


@given(k=st.floats(0.015, 0.07), best=st.floats(20, 300))
def test_a_planted_k_is_found(k: float, best: float) -> None:
    load = best / (1 + k * (REPS - 1))
    assert least_varying_k(load, REPS, SETTINGS) == pytest.approx(k, abs=0.00006)


@given(noise=st.lists(st.floats(-0.05, 0.05), min_size=6, max_size=6))
def test_the_search_agrees_with_scipys_minimum(noise: list[float]) -> None:
    load = 100 / (1 + 0.04 * (REPS - 1)) * np.exp(noise)

    def spread(k: float) -> float:
        return float(np.log(load * (1 + k * (REPS - 1))).std())

    oracle = minimize_scalar(spread, bounds=(SETTINGS.lowest, SETTINGS.highest), method="bounded")
    found = least_varying_k(load, REPS, SETTINGS)
    assert spread(found) <= oracle.fun + 1e-5
    assert SETTINGS.lowest <= found <= SETTINGS.highest


def test_few_sets_are_drawn_towards_the_general_k() -> None:
    # 6 sets: 0.0353 + (0.05 - 0.0353) x 6 / 14 = 0.0416; 8 sets lie halfway: 0.04265
    assert shrunk(0.05, sets=6, settings=SETTINGS) == pytest.approx(0.0416)
    assert shrunk(0.05, sets=8, settings=SETTINGS) == pytest.approx(0.04265)


def test_six_sets_are_enough_and_five_are_not() -> None:
    assert personal_k(of_lift([1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 7, 8]), FACTS) == {"back_squat": pytest.approx(0.0416)}
    assert personal_k(of_lift([1, 2, 3, 4, 5], [3, 4, 5, 6, 8]), FACTS) == {}


def test_a_spread_of_four_reps_is_enough_and_three_is_not() -> None:
    assert personal_k(of_lift([1, 2, 3, 4, 5, 6], [4, 5, 6, 7, 8, 8]), FACTS)
    assert not personal_k(of_lift([1, 2, 3, 4, 5, 6], [5, 5, 6, 7, 8, 8]), FACTS)


def test_the_sets_lie_within_28_days() -> None:
    assert personal_k(of_lift([1, 5, 10, 15, 20, 28], [3, 4, 5, 6, 7, 8]), FACTS)  # 28 days, the first and last counted
    assert not personal_k(of_lift([1, 5, 10, 15, 20, 29], [3, 4, 5, 6, 7, 8]), FACTS)


def test_sets_far_from_failure_or_of_unknown_effort_say_nothing() -> None:
    days, reps = [1, 2, 3, 4, 5, 6], [3.0, 4, 5, 6, 7, 8]
    assert personal_k(of_lift(days, reps, rir=2), FACTS)
    assert not personal_k(of_lift(days, reps, rir=3), FACTS)
    assert not personal_k(of_lift(days, reps, rir=None), FACTS)


def test_the_newest_window_that_carries_a_k_counts() -> None:
    old, new = of_lift([1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 7, 8], k=0.02), of_lift([60, 61, 62, 63, 64, 65], list(REPS))
    later = of_lift([120, 121], [5, 5], k=0.03)  # a month of fives carries none
    assert personal_k(pd.concat([old, new, later]), FACTS) == {"back_squat": pytest.approx(0.0416)}
    assert newest_window(np.array([1, 2, 40]), np.array([3.0, 8, 5]), replace(SETTINGS, least_sets=2)) == slice(0, 2)


def test_two_lifts_have_a_k_each() -> None:
    squat = of_lift([1, 2, 3, 4, 5, 6], list(REPS), k=0.05)
    press = of_lift([1, 2, 3, 4, 5, 6], list(REPS), k=0.0353).assign(exercise_id="overhead_press_barbell")
    assert personal_k(pd.concat([squat, press]), FACTS) == {
        "back_squat": pytest.approx(0.0416),
        "overhead_press_barbell": pytest.approx(0.0353, abs=0.0001),
    }
