"""left_right and asymmetry (rulebook C6)."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.metrics.asymmetry import asymmetry_level
from analytics.metrics.left_right import asymmetry_pct
from analytics.reference.facts import load_facts
from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

with (Path(__file__).parents[1] / "science" / "asymmetry_examples.csv").open(encoding="utf-8", newline="") as lines:
    EXAMPLES = list(csv.DictReader(lines))
FACTS = load_facts()
SPLIT_SQUAT, CURL = "bulgarian_split_squat", "standing_leg_curl"
LOADS = st.floats(0.5, 500)


def session(
    day: str, left_kg: float, right_kg: float, *, exercise: str = SPLIT_SQUAT, reps: float = 8, rir: float | None = 1
) -> list[Row]:
    """One set of each side."""
    return [
        *sets(day, exercise, left_kg, reps, rir=rir, side="left"),
        *sets(day, exercise, right_kg, reps, rir=rir, side="right"),
    ]


def weekly(loads: list[tuple[float, float]], *, first: date = date(2026, 1, 5)) -> list[Row]:
    return [row for week, pair in enumerate(loads) for row in session(str(first + timedelta(weeks=week)), *pair)]


def asymmetry(lifter: Lifter, **period: date) -> pd.Series:
    (_, row), *rest = lifter.metric("asymmetry", **period).iterrows()
    assert not rest
    return row


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda row: f"{row['left']} and {row['right']}")
def test_the_published_examples(example: dict[str, str]) -> None:
    left, right = float(example["left"]), float(example["right"])
    asym = asymmetry_pct(left, right)
    assert asym == pytest.approx(float(example["asym_pct_of_stronger"]), abs=0.005)
    assert 1 - asym / 100 == pytest.approx(float(example["limb_symmetry_index"]), abs=0.0005)
    three = np.full(3, float(asym))
    level = asymmetry_level(three, is_one_sided=left != right, difference_sd_pct=0, facts=FACTS)
    assert level == example["level_if_consistent_3_sessions"]


@given(LOADS, LOADS, st.floats(0.1, 10))
def test_asymmetry_knows_neither_sides_nor_units(left: float, right: float, factor: float) -> None:
    asym = float(asymmetry_pct(left, right))
    assert 0 <= asym < 100
    assert float(asymmetry_pct(right, left)) == asym
    assert float(asymmetry_pct(left * factor, right * factor)) == pytest.approx(asym, abs=1e-6)


def test_a_side_without_a_value_has_no_asymmetry() -> None:
    assert np.isnan(asymmetry_pct([0, 30, np.nan], [30, -1, 30])).all()


def test_each_side_has_the_strength_of_its_best_set(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", SPLIT_SQUAT, 30, 8, rir=1, side="left"),
        sets("2026-01-05", SPLIT_SQUAT, 32, 6, rir=0, side="left"),
        sets("2026-01-05", SPLIT_SQUAT, 27, 8, rir=1, side="right"),
    )
    (row,) = lifter.metric("left_right").itertuples()
    # left: 30 x (1 + 0.0353 x 8) = 38.472 beats 32 x (1 + 0.0353 x 5) = 37.648; right: 27 x 1.2824 = 34.6248
    assert row.left_kg == pytest.approx(38.472)
    assert row.right_kg == pytest.approx(34.6248)
    assert row.asym_pct == pytest.approx(10)  # 3 / 30
    assert row.weaker == "right"


def test_lifts_of_many_reps_are_compared_at_their_usual_reps(gym: Gym) -> None:
    lifter = gym.lifter(session("2026-01-05", 20, 18, exercise=CURL, reps=15, rir=0))
    (row,) = lifter.metric("left_right").itertuples()
    assert (row.left_kg, row.right_kg) == pytest.approx((20, 18))  # X is 15: the load itself


def test_a_day_with_one_side_and_a_set_without_a_side_are_no_pair(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", SPLIT_SQUAT, 30, 8, rir=1, side="left"),
        sets("2026-01-05", SPLIT_SQUAT, 30, 8, rir=1),
        sets("2026-01-07", SPLIT_SQUAT, 30, 8, rir=1, side="right"),
    )
    assert lifter.metric("left_right").empty
    row = asymmetry(lifter)
    assert (row["pairs"], row["level"], row["missing"]) == (
        0, "too_little_data", "0 of 3 sessions with both sides in the last 6 weeks",
    )  # fmt: skip


def test_a_log_without_sides_has_no_rows(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", "back_squat", 100, 5, rir=2))
    assert lifter.metric("left_right").empty
    assert lifter.metric("asymmetry").empty


def test_warm_ups_and_easy_sets_do_not_speak_for_a_side(gym: Gym) -> None:
    lifter = gym.lifter(
        session("2026-01-05", 30, 30),
        sets("2026-01-05", SPLIT_SQUAT, 50, 8, side="left", set_type="warmup"),
        sets("2026-01-05", SPLIT_SQUAT, 40, 8, rir=6, side="left"),
    )
    (row,) = lifter.metric("left_right").itertuples()
    assert row.weaker == "even"


def test_starting_with_a_much_weaker_side_does_not_make_it_a_warm_up(gym: Gym) -> None:
    """Unlogged effort: 20 of 30 kg before the top set would look like a warm-up, were both sides one."""
    lifter = gym.lifter(
        sets("2026-01-05", SPLIT_SQUAT, 20, 8, side="left"), sets("2026-01-05", SPLIT_SQUAT, 30, 8, side="right")
    )
    (row,) = lifter.metric("left_right").itertuples()
    assert row.asym_pct == pytest.approx(100 / 3)


def test_three_sessions_with_the_same_weaker_side_are_judged(gym: Gym) -> None:
    row = asymmetry(gym.lifter(weekly([(30, 27), (30, 26), (30, 25)])))
    # 10, 13.33, 16.67 %: mean 13.33, SD 3.33
    assert row["mean_asym_pct"] == pytest.approx(40 / 3)
    assert row["difference_sd_pct"] == pytest.approx(10 / 3)
    assert (row["pairs"], row["weaker"], row["level"], row["missing"]) == (3, "right", "watch", "")


def test_the_spread_of_the_differences_counts_their_direction(gym: Gym) -> None:
    row = asymmetry(gym.lifter(weekly([(30, 27), (27, 30), (30, 27)])))
    # +-10 %: -10, 10 and -10 (left weaker below 0) have an SD of 20 / sqrt 3
    assert row["difference_sd_pct"] == pytest.approx(20 / 3**0.5)
    assert (row["weaker"], row["level"]) == ("varies", "ok")


def test_even_sides_are_even(gym: Gym) -> None:
    row = asymmetry(gym.lifter(weekly([(30, 30), (32, 32), (34, 34)])))
    assert (row["weaker"], row["mean_asym_pct"], row["level"]) == ("even", 0, "ok")


def test_six_weeks_back_from_the_day_asked_for(gym: Gym) -> None:
    lifter = gym.lifter(weekly([(30, 24), (30, 24), (30, 24)]))  # 5, 12 and 19 January
    in_time, too_late = date(2026, 2, 15), date(2026, 2, 16)  # 41 and 42 days after the first
    assert asymmetry(lifter, to_date=in_time)["level"] == "warn"
    assert asymmetry(lifter, to_date=too_late)["level"] == "too_little_data"
    assert asymmetry(lifter)["as_of"] == pd.Timestamp("2026-01-19")


def test_lifts_last_done_before_the_period_are_left_out(gym: Gym) -> None:
    lifter = gym.lifter(weekly([(30, 24)]))
    assert len(lifter.metric("asymmetry", from_date=date(2026, 1, 5))) == 1
    assert lifter.metric("asymmetry", from_date=date(2026, 1, 6)).empty
    assert lifter.metric("left_right", from_date=date(2026, 1, 6)).empty


@pytest.mark.parametrize(
    ("asym_pct", "is_one_sided", "spread", "level"),
    [
        ([10, 10], True, 0, "too_little_data"),
        ([9.99] * 3, True, 0, "ok"),
        ([10] * 3, True, 0, "watch"),
        ([14.99] * 3, True, 0, "watch"),
        ([15] * 3, True, 0, "warn"),
        ([15] * 3, False, 0, "ok"),
        ([15] * 3, True, 15, "ok"),  # not more than the spread
        ([15] * 3, True, 14.99, "warn"),
    ],
)
def test_levels_on_both_sides_of_each_threshold(
    asym_pct: list[float], is_one_sided: bool, spread: float, level: str
) -> None:
    found = asymmetry_level(np.array(asym_pct), is_one_sided=is_one_sided, difference_sd_pct=spread, facts=FACTS)
    assert found == level
