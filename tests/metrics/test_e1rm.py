"""1RM estimates against the worked examples, the RPE chart and Nuzzo's curves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.metrics.e1rm import (
    FORMULAS,
    ErrorSettings,
    curve_pct,
    epley_mod,
    growth,
    leg_press_1rm,
    level_sd_pct,
    one_rep_sd_pct,
    reference_rep_strength,
    rir_sd_reps,
    rts_pct,
)
from analytics.reference.facts import load_facts

SCIENCE = Path(__file__).parents[1] / "science"
ERRORS = ErrorSettings.from_facts(load_facts())
LOADS = st.floats(2.5, 500)
REPS = st.floats(1, 16)


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(SCIENCE / f"{name}.csv")


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_formula_gives_the_worked_examples_of_100_kg(formula: str) -> None:
    examples = table("e1rm_worked_examples_100kg")
    computed = FORMULAS[formula](100, examples["effective_reps"])
    np.testing.assert_allclose(computed, examples[formula], atol=0.00501, equal_nan=True)


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_formula_gives_the_examples_with_reps_left(formula: str) -> None:
    examples = table("e1rm_rir_adjusted_examples")
    computed = FORMULAS[formula](examples["load_kg"], examples["reps"] + examples["rir"])
    np.testing.assert_allclose(computed, examples[formula], atol=0.00501)


def test_there_are_eleven_formulas_and_the_facts_offer_exactly_these() -> None:
    assert len(FORMULAS) == 11
    assert set(load_facts()["e1rm.formula"].choices) == set(FORMULAS)


def test_every_cell_of_the_rpe_chart_is_the_sequence_at_reps_plus_reps_left() -> None:
    chart = table("rpe_chart_rts").melt(id_vars="reps", var_name="rpe", value_name="pct")
    reps_left = 10 - chart["rpe"].str.removeprefix("rpe_").astype(float)
    np.testing.assert_allclose(rts_pct(chart["reps"] + reps_left), chart["pct"], atol=1e-9)
    assert len(chart) == 12 * 9


def test_five_reps_at_rpe_8_are_81_1_percent() -> None:
    assert rts_pct(5 + (10 - 8)) == pytest.approx(81.1)


def test_reference_rep_strength_gives_the_worked_examples() -> None:
    examples = table("reference_rep_examples")
    n = examples["effective_reps"]
    computed = reference_rep_strength(examples["load"], n, examples["reference_reps"], k=0.0353)
    np.testing.assert_allclose(computed, examples["strength_at_reference"], atol=0.00501)


def test_45_kg_for_15_with_1_left_is_49_58_kg_for_12() -> None:
    # g(16) = 1 + 0.0353 * 15 = 1.5295; g(12) = 1 + 0.0353 * 11 = 1.3883; 45 * 1.5295 / 1.3883 = 49.577
    assert reference_rep_strength(45, 16, 12, k=0.0353) == pytest.approx(49.577, abs=0.001)


def test_reference_reps_of_one_are_the_modified_epley() -> None:
    np.testing.assert_allclose(reference_rep_strength(100, 7, 1, k=0.0353), epley_mod(100, 7))


def test_nuzzos_curves_pass_through_the_published_points_and_one_rep() -> None:
    for row in table("nuzzo2024_reps_at_pct1rm").itertuples():
        assert curve_pct(row.mean_reps_to_failure, row.model) == pytest.approx(row.pct_1rm)
    assert curve_pct(1, "general") == 100


def test_the_leg_press_curve_is_linear_between_its_points() -> None:
    # halfway between (8.69, 90 %) and (10.69, 85 %): 9.69 reps are 87.5 %, so 200 kg are 200 / 0.875
    assert leg_press_1rm(200, 9.69) == pytest.approx(200 / 0.875)
    assert np.isnan(leg_press_1rm(200, 19))


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_bias_of_every_formula_against_nuzzo_is_the_published_table(formula: str) -> None:
    bias = table("formula_bias_vs_nuzzo_pct")
    estimate = FORMULAS[formula](bias["pct_1rm"], bias["mean_reps"])  # load in % of a 100 kg maximum
    np.testing.assert_allclose(estimate - 100, bias[formula], atol=0.0501, equal_nan=True)


def test_the_default_formula_runs_0_to_5_2_percent_high_from_1_to_12_reps() -> None:
    facts = load_facts()
    reps = np.arange(1, 12.01, 0.01)
    load = curve_pct(reps, "general")  # the average lifter's load for these reps, in % of a true maximum of 100
    estimate = epley_mod(load, reps, k=facts.number("e1rm.k"))
    assert facts.text("e1rm.formula") == "epley_mod"
    assert (estimate - 100).min() >= -1e-9
    assert (estimate - 100).max() <= 5.2


def test_the_level_errors_are_the_spread_between_people_times_the_slope_of_the_curve() -> None:
    spread = table("nuzzo2024_between_person_sd").set_index("pct_1rm")["sd_reps"]
    points = table("nuzzo2024_reps_at_pct1rm").query("model == 'general'")
    reps, logs = points["mean_reps_to_failure"].to_numpy(), np.log(points["pct_1rm"].to_numpy())
    for row in table("e1rm_level_uncertainty").itertuples():
        i = int(np.argmin(np.abs(reps - row.effective_reps)))
        slope = -(logs[i + 1] - logs[i - 1]) / (reps[i + 1] - reps[i - 1])
        assert slope == pytest.approx(row.dln_load_per_rep, abs=0.0002)
        assert 100 * slope * spread[row.pct_1rm] == pytest.approx(row.one_sd_level_error_pct, abs=0.1)


def test_the_level_error_in_use_promises_no_more_than_the_computed_one() -> None:
    computed = table("e1rm_level_uncertainty")
    in_use = level_sd_pct(computed["effective_reps"], ERRORS)
    assert (in_use >= computed["one_sd_level_error_pct"] - 0.5).all()


def test_the_level_error_steps_up_with_the_reps() -> None:
    reps = [1, 3, 3.5, 6, 7.5, 9, 10, 12, 12.5, 15, 16]
    np.testing.assert_array_equal(level_sd_pct(reps, ERRORS), [4, 4, 5, 5, 6, 6, 8, 8, 10, 10, np.nan])


def test_reps_left_are_least_sure_when_nobody_logged_them() -> None:
    rir = [np.nan, 0, 2, 3, 4, 6, np.nan]
    failed = [True, False, False, False, False, False, False]
    np.testing.assert_array_equal(rir_sd_reps(rir, failed, ERRORS), [0.3, 0.8, 0.8, 1.3, 1.3, 2.0, 2.0])


def test_the_two_errors_join_in_quadrature() -> None:
    # 5 reps: level 5 %; RIR 1: 0.8 reps at 2.7 % each = 2.16 %; sqrt(5^2 + 2.16^2) = 5.4466
    assert one_rep_sd_pct(5, 1, False, ERRORS) == pytest.approx(5.4466, abs=0.0001)


@pytest.mark.parametrize("formula", FORMULAS)
def test_impossible_sets_have_no_estimate(formula: str) -> None:
    assert np.isnan(FORMULAS[formula]([0, -20, 100, 100, np.nan], [5, 5, 0, np.nan, 5])).all()


@pytest.mark.parametrize("formula", ["brzycki", "lander", "epley_brzycki_mean", "rts_chart"])
def test_formulas_are_silent_beyond_their_range(formula: str) -> None:
    assert np.isnan(FORMULAS[formula](100, 40))


@pytest.mark.parametrize(
    "formula", ["epley", "epley_mod", "brzycki", "epley_brzycki_mean", "lombardi", "fitbod", "rts_chart"]
)
@given(load=LOADS)
def test_a_single_is_its_own_maximum(formula: str, load: float) -> None:
    assert FORMULAS[formula](load, 1) == pytest.approx(load)


@pytest.mark.parametrize("formula", FORMULAS)
@given(load=LOADS, reps=REPS, more=st.floats(0, 5))
def test_more_reps_with_the_same_load_never_mean_less_strength(
    formula: str, load: float, reps: float, more: float
) -> None:
    fewer, many = FORMULAS[formula](load, [reps, min(reps + more, 16)])
    assert many >= fewer - 1e-9


@pytest.mark.parametrize("formula", [name for name in FORMULAS if name != "fitbod"])
@given(load=LOADS, reps=REPS)
def test_kilograms_or_pounds_make_no_difference_except_for_fitbod(formula: str, load: float, reps: float) -> None:
    assert FORMULAS[formula](load * 2.2046, reps) == pytest.approx(FORMULAS[formula](load, reps) * 2.2046)


@given(reps=st.floats(1, 30), k=st.floats(0.015, 0.07))
def test_growth_is_one_at_one_rep_and_rises_by_k_per_rep(reps: float, k: float) -> None:
    assert growth(1, k=k) == 1
    assert growth(reps + 1, k=k) - growth(reps, k=k) == pytest.approx(k)
