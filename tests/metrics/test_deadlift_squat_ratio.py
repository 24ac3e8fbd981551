"""deadlift_squat_ratio (rulebook C5): two levels, their ratio, and its place among raw powerlifters."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from math import exp, sqrt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reference.facts import load_facts
from analytics.reference.populations import deadlift_squat
from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

FIRST = date(2026, 1, 5)
DEADLIFT, SUMO, SQUAT = "conventional_deadlift", "sumo_deadlift", "back_squat"


def singles(exercise: str, *loads: float, from_week: int = 0) -> list[Row]:
    """A tested single a week: its estimated maximum is the load itself."""
    days = [str(FIRST + timedelta(weeks=from_week + number)) for number in range(len(loads))]
    return [row for day, kg in zip(days, loads, strict=True) for row in sets(day, exercise, kg, 1, rir=0)]


def ratio_of(lifter: Lifter, to_date: date = FIRST + timedelta(weeks=6)) -> pd.Series[Any]:
    return lifter.metric("deadlift_squat_ratio", to_date=to_date).iloc[0]


def test_a_level_is_the_middle_session_so_that_one_bad_day_does_not_count(gym: Gym) -> None:
    row = ratio_of(gym.lifter(singles(DEADLIFT, 150, 90, 152), singles(SQUAT, 120, 125, 130)))

    assert (row["deadlift_kg"], row["squat_kg"], row["ratio"]) == (150, 125, 1.2)
    assert (row["deadlift_sessions"], row["squat_sessions"], row["missing"]) == (3, 3, "")


def test_the_interval_is_that_of_both_level_errors(gym: Gym) -> None:
    row = ratio_of(gym.lifter(singles(DEADLIFT, 120, 120, 120), singles(SQUAT, 100, 100, 100)))

    # a single at a logged 0 RIR: level error 4 %, effort error 2.7 % x 0.8; 80 % of a normal lies within 1.2816 SD
    sd = sqrt(0.04**2 + (0.027 * 0.8) ** 2)
    assert row["high_80"] == pytest.approx(1.2 * exp(1.2816 * sqrt(2) * sd), abs=1e-4)
    assert row["low_80"] == pytest.approx(1.2 * exp(-1.2816 * sqrt(2) * sd), abs=1e-4)


def test_the_stronger_deadlift_with_enough_sessions_counts(gym: Gym) -> None:
    squats = singles(SQUAT, 100, 100, 100)
    sumo_leads = gym.lifter(singles(DEADLIFT, 120, 120, 120), singles(SUMO, 130, 130, 130), squats)
    sumo_is_rare = gym.lifter(singles(DEADLIFT, 120, 120, 120), singles(SUMO, 130, 130), squats)

    assert (ratio_of(sumo_leads)["deadlift_exercise"], ratio_of(sumo_leads)["ratio"]) == (SUMO, 1.3)
    assert (ratio_of(sumo_is_rare)["deadlift_exercise"], ratio_of(sumo_is_rare)["ratio"]) == (DEADLIFT, 1.2)


def test_with_too_few_sessions_it_says_which_are_missing(gym: Gym) -> None:
    row = ratio_of(gym.lifter(singles(DEADLIFT, 120, 120), singles(SQUAT, 100, 100, 100)))

    assert pd.isna(row["ratio"])
    assert row["missing"] == "deadlift: 2 of 3 sessions with an estimated maximum in the last 8 weeks"


def test_sessions_of_eight_weeks_ago_are_too_old(gym: Gym) -> None:
    lifter = gym.lifter(singles(DEADLIFT, 120, 120, 120), singles(SQUAT, 100, 100, 100))

    assert ratio_of(lifter, FIRST + timedelta(weeks=8) - timedelta(days=1))["missing"] == ""
    assert "deadlift: 2 of 3" in ratio_of(lifter, FIRST + timedelta(weeks=8))["missing"]


def test_later_sessions_are_not_seen(gym: Gym) -> None:
    lifter = gym.lifter(singles(DEADLIFT, 120, 120, 120, 160, 160, 160), singles(SQUAT, 100, 100, 100))

    assert ratio_of(lifter, FIRST + timedelta(weeks=2))["ratio"] == 1.2


def test_a_stated_sex_gives_the_population_and_the_place_in_it(own_gym: Gym) -> None:
    lifter = own_gym.lifter(singles(DEADLIFT, 113.3, 113.3, 113.3), singles(SQUAT, 100, 100, 100))
    unstated = ratio_of(lifter)
    own_gym.log.change_setting("sex", "men")
    man = ratio_of(lifter)
    own_gym.log.change_setting("sex", "women")
    woman = ratio_of(lifter)

    assert pd.isna(unstated["percentile"])
    assert pd.isna(unstated["median"])
    assert man[["p5", "p25", "median", "p75"]].tolist() == [0.943, 1.053, 1.133, 1.219]
    assert man["percentile"] == pytest.approx(50)
    # between 1.096 (25th) and 1.19 (50th): 25 + 25 x (1.133 - 1.096) / 0.094
    assert woman["percentile"] == pytest.approx(25 + 25 * 0.037 / 0.094)


def test_the_shipped_quantiles_are_those_of_the_science_file() -> None:
    with (Path(__file__).parents[1] / "science" / "deadlift_squat_ratio.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        science = {row["group"]: row for row in csv.DictReader(file)}

    for population, group in (("men", "men raw"), ("women", "women raw")):
        shipped, computed = deadlift_squat()[population], science[group]
        assert shipped.n == int(computed["n"])
        columns = {place: "median" if place == 50 else f"p{place}" for place in shipped.ratio}
        assert shipped.ratio == {place: float(computed[column]) for place, column in columns.items()}


@pytest.mark.parametrize("population", ["men", "women"])
def test_the_facts_are_these_quantiles_rounded(population: str) -> None:
    facts, known = load_facts(), deadlift_squat()[population]

    assert facts.number(f"bal.dl_sq.low.{population}") == round(known.ratio[5], 2)
    assert facts.number(f"bal.dl_sq.typical.{population}.low") == round(known.ratio[25], 2)
    assert facts.number(f"bal.dl_sq.typical.{population}.high") == pytest.approx(known.ratio[75], abs=0.006)
    assert known.source in facts.sources


@given(st.floats(0.3, 3), st.floats(0.3, 3))
def test_a_higher_ratio_never_has_a_lower_place(one: float, other: float) -> None:
    population = deadlift_squat()["men"]

    low, high = sorted((one, other))
    assert 5 <= population.percentile(low) <= population.percentile(high) <= 95
