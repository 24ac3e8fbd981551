"""The heaviest load for 1 to 12 reps, and what a lift's level would allow."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, hypot, log

import pandas as pd
import pytest

from analytics.metrics._local_trends import Z_80
from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

SQUAT, CURL = "back_squat", "seated_leg_curl"
START = date(2026, 1, 5)


def maxima(lifter: Lifter, exercise_id: str = SQUAT, **period: date) -> pd.DataFrame:
    rows = lifter.metric("rep_maxima", **period)
    return rows[rows["exercise_id"] == exercise_id].set_index("reps")


def sessions(count: int, lift: str, kg: float, reps: float, *, rir: float | None = 0) -> list[Row]:
    """The same set every four days."""
    return [row for number in range(count) for row in sets(str(START + timedelta(4 * number)), lift, kg, reps, rir=rir)]


def test_what_was_lifted_for_more_reps_counts_for_fewer(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", SQUAT, 100, 8, rir=1), sets("2026-01-12", SQUAT, 110, 5), sets("2026-01-19", SQUAT, 90, 5)
    )
    found = maxima(lifter)
    assert found["weight_kg"].to_dict() == dict.fromkeys(range(1, 6), 110.0) | dict.fromkeys(range(6, 9), 100.0)
    assert found["done_reps"].tolist() == [5] * 5 + [8] * 3
    assert found["sets"].tolist() == [0, 0, 0, 0, 2, 0, 0, 1]
    assert found.loc[6, "started_at"].date() == date(2026, 1, 5)
    assert (found.loc[6, "rir"], pd.isna(found.loc[5, "rir"])) == (1, True)
    assert found["estimate_kg"].isna().all()  # three sessions are too few for a level


def test_of_equal_loads_the_longest_set_counts_and_of_equal_sets_the_first(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", SQUAT, 100, 3), sets("2026-01-12", SQUAT, 100, 4), sets("2026-01-19", SQUAT, 100, 4)
    )
    found = maxima(lifter)
    assert found.loc[1, ["done_reps", "weight_kg"]].tolist() == [4, 100]
    assert found.loc[1, "started_at"].date() == date(2026, 1, 12)


def test_warm_ups_assistance_and_slips_of_the_finger_are_no_maxima(gym: Gym) -> None:
    slip = sets("2026-01-15", SQUAT, 1000, 5, rir=0)
    lifter = gym.lifter(
        sessions(8, SQUAT, 100, 5), slip, sets("2026-02-20", SQUAT, 200, 5, set_type="warmup"),
        sets("2026-02-20", "pull_up", 30, 8, load_kind="assisted"),
    )  # fmt: skip
    assert maxima(lifter)["weight_kg"].dropna().unique().tolist() == [100]
    assert maxima(lifter, "pull_up").empty


def test_a_period_leaves_out_sets_and_keeps_the_level(gym: Gym) -> None:
    lifter = gym.lifter(sessions(8, SQUAT, 100, 5), sets("2026-02-20", SQUAT, 95, 5, rir=0))
    ever, late = maxima(lifter), maxima(lifter, from_date=date(2026, 2, 16))
    assert (ever.loc[5, "weight_kg"], late.loc[5, "weight_kg"]) == (100, 95)
    assert ever.loc[5, "estimate_kg"] == late.loc[5, "estimate_kg"]
    assert maxima(lifter, to_date=date(2026, 1, 5)).loc[5, "sets"] == 1


def test_the_level_turned_round_is_the_estimate_and_less_sure_far_from_the_usual_reps(gym: Gym) -> None:
    lifter = gym.lifter(sessions(8, SQUAT, 100, 5))
    found = maxima(lifter)
    (level,) = lifter.metric("strength_outlook").to_dict("records")
    assert found.loc[1, "estimate_kg"] == pytest.approx(level["level_kg"])
    assert pd.isna(found.loc[6, "weight_kg"])  # never done, and yet an estimate
    assert found.loc[12, "estimate_kg"] == pytest.approx(level["level_kg"] / (1 + 11 * 0.0353))
    assert found.loc[5, "estimate_kg"] == pytest.approx(level["level_kg"] / (1 + 4 * 0.0353))
    level_sd = log(level["level_high_kg"] / level["level_kg"]) / Z_80
    # five reps are the usual ones (0 away: 4 %), one rep is four away, as an estimate from five is (5 %)
    for reps, curve_sd in ((5, 0.04), (1, 0.05)):
        row = found.loc[reps]
        assert row["high_80_kg"] == pytest.approx(row["estimate_kg"] * exp(Z_80 * hypot(level_sd, curve_sd)))
        assert row["low_80_kg"] == pytest.approx(row["estimate_kg"] * exp(-Z_80 * hypot(level_sd, curve_sd)))


def test_lifts_of_many_reps_have_no_estimated_single(gym: Gym) -> None:
    found = maxima(gym.lifter(sessions(8, CURL, 40, 14)), CURL)
    assert found.index.tolist() == list(range(1, 13))
    assert found["weight_kg"].tolist() == [40.0] * 12
    assert found["estimate_kg"].isna().loc[1]
    assert found.loc[12, "estimate_kg"] > 40


def test_lifts_of_the_body_speak_of_what_is_added(own_gym: Gym) -> None:
    own_gym.log.change_setting("bodyweight_kg", "80")
    found = maxima(own_gym.lifter(sessions(8, "pull_up", 20, 5)), "pull_up")
    assert found["is_bodyweight"].all()
    assert found.loc[5, "weight_kg"] == 20
    assert found.loc[5, "estimate_kg"] == pytest.approx(20, abs=1.5)
    assert found.loc[1, "estimate_kg"] == pytest.approx(100 * (1 + 4 * 0.0353) - 80, abs=2)


def test_every_formula_is_turned_round(own_gym: Gym) -> None:
    lifter = own_gym.lifter(sessions(8, SQUAT, 100, 5))
    for formula in ("fitbod", "lander", "rts_chart"):
        own_gym.log.change_fact("e1rm.formula", formula)
        found = maxima(lifter)
        assert found.loc[5, "estimate_kg"] == pytest.approx(100, rel=0.02)
        assert found.loc[1, "estimate_kg"] == pytest.approx(
            lifter.metric("strength_outlook")["level_kg"].iloc[0], rel=1e-9
        )
