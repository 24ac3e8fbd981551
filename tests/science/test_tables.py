"""The rulebook's tables that no metric's own tests read: charts, percentiles, worked asymmetries, derived constants."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.metrics.asymmetry import asymmetry_level
from analytics.metrics.e1rm import rts_pct
from analytics.metrics.left_right import asymmetry_pct
from analytics.reference.facts import load_facts
from analytics.reference.populations import deadlift_squat

SCIENCE = Path(__file__).parent
TABLES = sorted(path.name for path in SCIENCE.glob("*.csv"))
FACTS = load_facts()


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(SCIENCE / f"{name}.csv")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_this_folder_is_read_by_a_test(name: str) -> None:
    stem = name.removesuffix(".csv")
    readers = [*SCIENCE.parent.rglob("test_*.py"), SCIENCE.parents[1] / "benchmarks" / "calibrate.py"]
    assert any(re.search(rf"[\"']{stem}(\.csv)?[\"']", path.read_text(encoding="utf-8")) for path in readers)


def test_the_rpe_sequence_in_use_is_the_published_one_in_half_steps() -> None:
    sequence = table("rpe_chart_sequence")
    assert sequence["effective_reps"].tolist() == [1 + 0.5 * step for step in sequence["half_step_index"]]
    assert rts_pct(sequence["effective_reps"]) == pytest.approx(sequence["pct_1rm"])
    assert len(sequence) == 31


@pytest.mark.parametrize(
    "example", list(table("asymmetry_examples").itertuples()), ids=lambda row: f"{row.left}-{row.right}"
)
def test_every_asymmetry_example_has_its_percentage_and_its_level(example: tuple) -> None:
    strong, weak = max(example.left, example.right), min(example.left, example.right)
    assert 100 * (strong - weak) / strong == pytest.approx(example.asym_pct_of_stronger, abs=0.005)
    found = asymmetry_pct(example.left, example.right)
    assert found == pytest.approx(example.asym_pct_of_stronger, abs=0.005)
    assert 1 - found / 100 == pytest.approx(example.limb_symmetry_index, abs=0.0005)
    same_three_times = np.repeat(found, 3)
    assert asymmetry_level(same_three_times, is_one_sided=True, difference_sd_pct=0, facts=FACTS) == (
        example.level_if_consistent_3_sessions
    )


@pytest.mark.parametrize(("group", "population"), [("men raw", "men"), ("women raw", "women")])
def test_the_deadlift_to_squat_percentiles_in_use_are_the_computed_ones(group: str, population: str) -> None:
    computed = table("deadlift_squat_ratio").set_index("group").loc[group].rename({"median": "p50"})
    in_use = deadlift_squat()[population]

    assert in_use.n == computed["n"]
    assert {f"p{place}": ratio for place, ratio in in_use.ratio.items()} == pytest.approx(
        {f"p{place}": computed[f"p{place}"] for place in (5, 10, 25, 50, 75, 90, 95)}
    )
    assert in_use.ratio[50] == pytest.approx({"men": 1.133, "women": 1.190}[population])
    # the limits are the same numbers to two places
    low, high = (FACTS.number(f"bal.dl_sq.typical.{population}.{end}") for end in ("low", "high"))
    assert [FACTS.number(f"bal.dl_sq.low.{population}"), low, high] == pytest.approx(
        [round(computed[place], 2) for place in ("p5", "p25", "p75")]
    )


def test_a_single_day_must_beat_the_detectable_change_of_two_single_tests() -> None:
    derived = table("reliability").set_index("source").loc["derived", "value"]
    # 1.96 * sqrt(2) * CV; 3 % gives 8.3
    assert derived.split(" / ")[1] == f"{FACTS.number('trend.single_day_pct'):g}%"
    assert FACTS.number("trend.single_day_pct") == pytest.approx(1.96 * 2**0.5 * 3, abs=0.05)


@pytest.mark.parametrize("effort", ["failure", "near", "far", "unknown"])
def test_session_noise_is_two_percent_from_day_to_day_joined_with_the_error_of_the_reps_left(effort: str) -> None:
    # e.g. 0-2 reps left: sqrt(2^2 + (2.7 * 0.8)^2) = 2.94
    joined = np.hypot(2, FACTS.number("e1rm.pct_per_rep") * FACTS.number(f"e1rm.rir_error.{effort}"))
    assert FACTS.number(f"e1rm.session_noise.{effort}") == pytest.approx(joined, abs=0.05)


@pytest.mark.parametrize("muscle", ["hamstrings", "quads", "glute_max", "calves"])
def test_the_floor_is_the_least_dose_whose_growth_can_be_seen(muscle: str) -> None:
    tiers = table("pelland2026_efficiency_tiers").query("outcome == 'hypertrophy'").set_index("tier")
    assert FACTS.number(f"vol.{muscle}.floor") == tiers.loc["minimum effective dose", "fractional_sets_low"]


def test_a_deload_is_as_long_and_as_rare_as_athletes_make_it() -> None:
    practice = table("recovery_deload_facts").set_index("quantity").loc["deload length and spacing", "value"]
    days, days_sd, weeks, weeks_sd = (float(number) for number in re.findall(r"\d+\.\d+", practice))
    assert abs(FACTS.number("deload.days") - days) <= days_sd
    assert abs(FACTS.number("deload.weeks_since_light") - weeks) <= weeks_sd


def test_a_year_of_gains_is_steeles() -> None:
    rates = table("strength_gain_rates").set_index("source")["rate"]
    low, high = (float(number) for number in re.findall(r"\d+", rates["Steele 2022 RQES"])[:2])
    assert (low, high) == (FACTS.number("expect.year_gain_pct.low"), FACTS.number("expect.year_gain_pct.high"))
