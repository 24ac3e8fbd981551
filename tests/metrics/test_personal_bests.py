"""Best yet: what counts as one, and when it is more than ordinary variation."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

SQUAT = "back_squat"
START = date(2026, 1, 5)


def singles(*loads: float, every_days: int = 4, lift: str = SQUAT, first: date = START) -> list[Row]:
    """Tested singles, so that a session's value is its load."""
    return [
        row
        for number, kg in enumerate(loads)
        for row in sets(str(first + timedelta(days=number * every_days)), lift, kg, 1, rir=0)
    ]


def bests(lifter: Lifter) -> list[float]:
    return lifter.metric("personal_bests")["value_kg"].tolist()


def test_the_first_session_sets_the_mark_and_a_best_beats_it_by_more_than_half_a_percent(gym: Gym) -> None:
    assert bests(gym.lifter(singles(100, 100.5))) == []  # exactly 0.5 %
    assert bests(gym.lifter(singles(100, 100.6))) == [100.6]


def test_small_steps_move_the_mark(gym: Gym) -> None:
    # each step is 0.4 %, under the margin, and each moves the best that must be beaten
    assert bests(gym.lifter(singles(100, 100.4, 100.8, 101.2))) == []


def test_a_best_says_what_it_beats_by_how_much_and_from_which_set(gym: Gym) -> None:
    lifter = gym.lifter(singles(100, 99), sets("2026-01-20", SQUAT, 90, 5, rir=0))  # 90 x 1.1412 = 102.708

    (row,) = lifter.metric("personal_bests").to_dict("records")

    assert (row["exercise_id"], row["started_at"].day, row["previous_kg"]) == (SQUAT, 20, 100)
    assert (row["weight_kg"], row["reps"], row["rir"]) == (90, 5, 0)
    assert row["value_kg"] == pytest.approx(102.708)
    assert row["gain_pct"] == pytest.approx(2.708)
    assert not row["beyond_ordinary"]
    assert row["set_id"] in set(lifter.log.sets(lifter.athlete)["set_id"])


@pytest.mark.parametrize(("load", "is_beyond"), [(108.3, False), (108.4, True)])
def test_only_more_than_8_3_percent_is_beyond_ordinary_variation(gym: Gym, load: float, is_beyond: bool) -> None:
    # the values vary so much that none is an outlier: at the end the median is 99.5 and 3 x 1.4826 MADs are 14 %
    found = gym.lifter(singles(94, 100, 95, 99, 94, 100, load)).metric("personal_bests")

    assert found["value_kg"].tolist() == [100, load]
    assert found["beyond_ordinary"].tolist() == [False, is_beyond]


def test_a_slip_of_the_finger_is_no_best_and_hides_none(gym: Gym) -> None:
    assert bests(gym.lifter(singles(100, 101, 100, 1000, 101, 102, 103))) == [101, 102, 103]


def test_a_slip_in_the_first_session_sets_no_mark(gym: Gym) -> None:
    assert bests(gym.lifter(singles(1000, 100, 100, 101, 101, 101))) == [101]


def test_a_real_jump_counts_once_its_neighbours_agree(gym: Gym) -> None:
    before = singles(100, 100, 100, 100, 100, 112)
    assert bests(gym.lifter(before)) == []
    assert bests(gym.lifter(before, singles(112, 113, 112, first=date(2026, 1, 29)))) == [112, 113]


def test_bests_are_as_of_the_last_day_seen_and_a_period_only_chooses_rows(gym: Gym) -> None:
    lifter = gym.lifter(singles(100, 102, 104, 106))

    seen = lifter.metric("personal_bests", to_date=START + timedelta(days=8))
    late = lifter.metric("personal_bests", from_date=START + timedelta(days=8))

    assert seen["value_kg"].tolist() == [102, 104]
    assert late["value_kg"].tolist() == [104, 106]
    assert late["previous_kg"].tolist() == [102, 104]


def test_lifts_are_judged_apart_and_an_empty_log_has_no_bests(gym: Gym) -> None:
    lifter = gym.lifter(singles(100, 102), singles(60, 61, lift="bench_press_barbell"))

    assert lifter.metric("personal_bests").groupby("exercise_id")["value_kg"].max().to_dict() == {
        "back_squat": 102,
        "bench_press_barbell": 61,
    }
    nothing = gym.lifter(sets("2026-01-05", "push_up", None, 10)).metric("personal_bests")
    assert nothing.empty
    assert isinstance(nothing, pd.DataFrame)
