"""Strength by session (rulebook C3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import hypot

import numpy as np
import pandas as pd
import pytest

from analytics.metrics.e1rm import FORMULAS
from analytics.training_log import TrainingLog
from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

DAY = "2026-01-05"
SQUAT, CURL, PRESS = "back_squat", "lying_leg_curl", "leg_press"


def only(lifter: Lifter) -> pd.Series:
    """The single row of session_strength."""
    rows = lifter.metric("session_strength")
    assert len(rows) == 1
    return rows.iloc[0]


def test_reps_left_count_as_reps_that_could_have_been_done(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 100, 5, rir=2)))

    assert row["e1rm_kg"] == pytest.approx(121.18)  # 100 x (1 + 0.0353 x 6)
    assert (row["weight_kg"], row["reps"], row["rir"], row["kind"]) == (100, 5, 2, "one_rep")


def test_the_band_joins_the_level_error_and_the_error_of_the_reps_left(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 100, 5, rir=2)))

    error = hypot(6, 2.7 * 0.8) / 100  # 6 % at 7-9 reps; 2.7 % a rep x 0.8 reps at RIR 0-2
    assert row["low_kg"] == pytest.approx(121.18 * (1 - error))
    assert row["high_kg"] == pytest.approx(121.18 * (1 + error))


def test_an_unknown_effort_counts_as_nothing_left_and_is_a_lower_bound(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 100, 5)))

    assert row["e1rm_kg"] == pytest.approx(114.12)  # 100 x (1 + 0.0353 x 4)
    assert row["is_lower_bound"]
    assert pd.isna(row["rir"])
    assert row["low_kg"] == pytest.approx(114.12 * (1 - hypot(5, 2.7 * 2.0) / 100))


def test_the_highest_eligible_set_of_the_day_counts(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, SQUAT, 100, 8, rir=2),  # 131.77
        sets(DAY, SQUAT, 110, 5, rir=1),  # 129.42
        sets(DAY, SQUAT, 90, 5, rir=5),  # more than four left: no estimate
        sets(DAY, SQUAT, 200, 5, set_type="warmup"),
        sets(DAY, SQUAT, 250, 0, set_type="failure"),
    )

    assert only(lifter)["e1rm_kg"] == pytest.approx(131.77)


def test_a_tested_single_is_never_replaced_by_a_higher_estimate(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 150, 1, rir=0), sets(DAY, SQUAT, 140, 5, rir=0)))  # the five say 159.77

    assert row["e1rm_kg"] == 150
    assert row["is_tested_single"]


def test_a_single_of_unknown_effort_is_not_a_test(gym: Gym) -> None:
    row = only(gym.lifter(sets(DAY, SQUAT, 150, 1), sets(DAY, SQUAT, 140, 5, rir=0)))

    assert row["e1rm_kg"] == pytest.approx(159.768)


def test_eleven_and_twelve_reps_are_of_low_confidence_and_more_give_no_1rm(gym: Gym) -> None:
    days = ("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08")
    reps = (5, 10, 12, 13)  # median 11 would make it a reference-rep lift, so three fives stand beside
    lifter = gym.lifter(
        sets(DAY, SQUAT, 100, 5, times=3), *(sets(d, SQUAT, 60, n) for d, n in zip(days[1:], reps[1:], strict=True))
    )

    rows = lifter.metric("session_strength")

    assert rows["started_at"].dt.day.tolist() == [5, 6, 7]
    assert rows["low_confidence"].tolist() == [False, False, True]


def test_the_leg_press_has_its_own_curve(gym: Gym) -> None:
    # between 8.69 reps (90 %) and 10.69 reps (85 %): 10 reps are 90 - 5 x 1.31 / 2 = 86.725 %
    row = only(gym.lifter(sets(DAY, PRESS, 200, 8, rir=2)))

    assert row["e1rm_kg"] == pytest.approx(200 / 0.86725)


def test_lifts_usually_done_above_ten_reps_have_strength_at_their_usual_reps(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", CURL, 45, 11, rir=1, times=3),  # n = 12, the most frequent
        sets("2026-01-07", CURL, 45, 15, rir=1),  # n = 16: 45 x 1.5295 / 1.3883
        sets("2026-01-09", CURL, 30, 18, rir=0),  # n = 18, more than five away from 12
    )

    rows = lifter.metric("session_strength")

    assert rows["kind"].tolist() == ["reference_reps", "reference_reps"]
    assert rows["reference_reps"].tolist() == [12, 12]
    assert rows["e1rm_kg"].tolist() == pytest.approx([45, 49.58], abs=0.005)


def test_the_usual_reps_are_those_of_the_last_twelve_weeks(gym: Gym) -> None:
    old = sets("2025-06-02", CURL, 45, 15, rir=0, times=9)
    lifter = gym.lifter(old, sets("2026-01-05", CURL, 60, 6, rir=0, times=3))

    assert lifter.metric("session_strength")["kind"].unique().tolist() == ["one_rep"]
    before = lifter.metric("session_strength", to_date=date(2025, 12, 31))
    assert before["kind"].unique().tolist() == ["reference_reps"]


def test_bodyweight_assisted_and_ballistic_lifts_have_no_strength_value(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, "nordic_curl", 10, 6, load_kind="bodyweight"),
        sets(DAY, SQUAT, 20, 6, load_kind="assisted"),
        sets(DAY, "kettlebell_swing", 24, 10, rir=2),
    )

    assert lifter.metric("session_strength").empty


def test_warm_ups_that_nobody_marked_give_no_value_of_their_own(gym: Gym) -> None:
    lifter = gym.lifter(sets(DAY, SQUAT, 60, 8), sets(DAY, SQUAT, 100, 1, rir=0))

    assert only(lifter)["weight_kg"] == 100


def test_each_day_and_lift_has_one_value_and_a_period_chooses_days(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", SQUAT, 100, 5, at="08:00:00"), sets("2026-01-05", SQUAT, 105, 5, at="18:00:00"),
        sets("2026-01-05", CURL, 40, 8), sets("2026-01-08", SQUAT, 107.5, 5),
    )  # fmt: skip

    rows = lifter.metric("session_strength")
    thursday = lifter.metric("session_strength", from_date=date(2026, 1, 6))

    assert rows[["exercise_id", "weight_kg"]].to_numpy().tolist() == [[SQUAT, 105], [CURL, 40], [SQUAT, 107.5]]
    assert rows["started_at"].iloc[0] == pd.Timestamp("2026-01-05 18:00")
    assert thursday["weight_kg"].tolist() == [107.5]


def by_formula(gym: Gym, lifter: Lifter, formula: str, metric: str = "session_strength") -> pd.DataFrame:
    """A metric with another formula in force, for the time of one look."""
    gym.log.change_fact("e1rm.formula", formula)
    try:
        return lifter.metric(metric)
    finally:
        gym.log.change_fact("e1rm.formula", None)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Gym, Lifter]]:
    """One lifter's singles, fives, leg presses, curls and unmarked warm-ups; the log is this module's own."""
    with TrainingLog.open(tmp_path_factory.mktemp("mixed")) as log:
        gym = Gym(log)
        yield (
            gym,
            gym.lifter(
                sets("2026-01-05", SQUAT, 60, 5), sets("2026-01-05", SQUAT, 150, 1, rir=0),
                sets("2026-01-08", SQUAT, 100, 5), sets("2026-01-08", SQUAT, 130, 5, rir=1),
                sets("2026-01-05", PRESS, 200, 8, rir=2), sets("2026-01-05", CURL, 40, 14, rir=1, times=3),
            ),
        )  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_formula_leaves_a_tested_single_the_curve_of_the_leg_press_and_usual_reps_alone(
    mixed: tuple[Gym, Lifter], formula: str
) -> None:
    usual, rows = mixed[1].metric("session_strength"), by_formula(*mixed, formula)

    estimated = ((rows["exercise_id"] == SQUAT) & ~rows["is_tested_single"]).to_numpy()
    assert rows["is_tested_single"].sum() == 1
    assert rows.loc[rows["is_tested_single"], "e1rm_kg"].item() == 150  # Mayhew's formula alone would say 163.4
    assert rows.loc[~estimated, "e1rm_kg"].tolist() == usual.loc[~estimated, "e1rm_kg"].tolist()
    assert rows.loc[estimated, "e1rm_kg"].item() == pytest.approx(FORMULAS[formula](130, 6).item())


@pytest.mark.parametrize("formula", ["mayhew", "brzycki", "rts_chart"])
def test_every_formula_has_the_same_error_band_and_the_same_inferred_warm_ups(
    mixed: tuple[Gym, Lifter], formula: str
) -> None:
    usual, rows = mixed[1].metric("session_strength"), by_formula(*mixed, formula)

    np.testing.assert_allclose(rows["low_kg"] / rows["e1rm_kg"], usual["low_kg"] / usual["e1rm_kg"])
    hard_sets = by_formula(*mixed, formula, "weekly_hard_sets")
    pd.testing.assert_frame_equal(hard_sets, mixed[1].metric("weekly_hard_sets"))


def test_k_is_named_where_it_speaks(mixed: tuple[Gym, Lifter]) -> None:
    usual = mixed[1].metric("session_strength").groupby("exercise_id")["k"].first()
    other = by_formula(*mixed, "brzycki").groupby("exercise_id")["k"].first()

    assert usual[[SQUAT, CURL]].tolist() == [0.0353, 0.0353]
    assert pd.isna(usual[PRESS])
    assert pd.isna(other[SQUAT])
    assert other[CURL] == 0.0353


def test_the_leg_press_curve_reaches_as_far_as_estimates_may(own_gym: Gym) -> None:
    own_gym.log.change_facts({"e1rm.max_n": 15, "e1rm.max_n_soft": 15})
    lifter = own_gym.lifter(sets(DAY, PRESS, 200, 15, rir=0, times=3), sets("2026-01-07", PRESS, 200, 16, rir=0))

    row = only(lifter)  # between 13.05 reps (80 %) and 15.79 (75 %): 15 reps are 80 - 5 x 1.95 / 2.74 = 76.4416 %
    assert row["e1rm_kg"] == pytest.approx(200 / 0.764416, abs=0.001)


def test_a_lift_of_the_whole_body_has_no_value_without_a_bodyweight(gym: Gym) -> None:
    assert gym.lifter(sets(DAY, "pull_up", 10, 5, rir=1)).metric("session_strength").empty


def test_a_lift_of_the_whole_body_counts_bodyweight_and_what_is_added(own_gym: Gym) -> None:
    own_gym.log.change_setting("bodyweight_kg", "80")
    lifter = own_gym.lifter(
        sets("2026-01-05", "pull_up", 10, 5, rir=1),  # (80 + 10) x (1 + 0.0353 x 5) = 105.885
        sets("2026-01-06", "pull_up", None, 8, rir=0),  # 80 x (1 + 0.0353 x 7) = 99.768
        sets("2026-01-07", "chest_dip", 40, 1, rir=0),  # a tested single: 120
        sets("2026-01-08", "pull_up", 20, 5, load_kind="assisted"),
        sets("2026-01-08", "assisted_pull_up", 20, 5),
        sets("2026-01-08", "push_up", None, 8, rir=0),
        sets("2026-01-08", "nordic_curl", 10, 5, rir=0),
        sets("2026-01-08", SQUAT, 100, 1, rir=0),
    )

    rows = lifter.metric("session_strength")

    assert rows["e1rm_kg"].tolist() == pytest.approx([105.885, 99.768, 120, 100])
    assert rows["weight_kg"].tolist() == [10, 0, 40, 100]
    assert rows["bodyweight_kg"].tolist() == pytest.approx([80, 80, 80, np.nan], nan_ok=True)


def near_failure(k: float, *, best: float = 120.0) -> list[list[Row]]:
    """Six sets to failure in two weeks, 3 to 10 reps, of a lifter whose load falls by exactly this k."""
    loads = {reps: best / (1 + k * (reps - 1)) for reps in (3, 4, 5, 6, 8, 10)}
    days = ("2026-01-05", "2026-01-07", "2026-01-09", "2026-01-12", "2026-01-14", "2026-01-16")
    return [sets(day, SQUAT, kg, reps, rir=0) for day, (reps, kg) in zip(days, loads.items(), strict=True)]


def test_a_lifts_own_k_makes_its_sets_agree_and_is_off_by_default(own_gym: Gym) -> None:
    lifter = own_gym.lifter(*near_failure(0.05))
    usual = lifter.metric("session_strength")
    own_gym.log.change_fact("e1rm.personal_k", "on")
    own = lifter.metric("session_strength")

    assert usual["k"].unique().tolist() == [0.0353]
    # 0.0353 + (0.05 - 0.0353) x 6 / (6 + 8) = 0.0416
    assert own["k"].to_numpy() == pytest.approx(0.0416)
    assert own["e1rm_kg"].std() < usual["e1rm_kg"].std()
    assert list(own.columns) == list(usual.columns)


def test_own_k_acts_only_with_the_modified_epley_and_never_on_a_tested_single(own_gym: Gym) -> None:
    lifter = own_gym.lifter(*near_failure(0.05), sets("2026-01-19", SQUAT, 121, 1, rir=0))
    own_gym.log.change_fact("e1rm.personal_k", "on")

    assert lifter.metric("session_strength")["e1rm_kg"].iloc[-1] == 121
    own_gym.log.change_fact("e1rm.formula", "brzycki")
    assert lifter.metric("session_strength")["k"].isna().all()
    own_gym.log.change_fact("e1rm.personal_k", None)
    without = lifter.metric("session_strength")
    own_gym.log.change_fact("e1rm.personal_k", "on")
    pd.testing.assert_frame_equal(lifter.metric("session_strength"), without)


def test_own_k_is_as_of_the_last_day_that_is_seen(own_gym: Gym) -> None:
    lifter = own_gym.lifter(*near_failure(0.05))
    own_gym.log.change_fact("e1rm.personal_k", "on")

    assert lifter.metric("session_strength", to_date=date(2026, 1, 15))["k"].unique().tolist() == [0.0353]  # five sets
    assert lifter.metric("session_strength", to_date=date(2026, 1, 16))["k"].iloc[0] == pytest.approx(0.0416)


def test_a_session_far_from_its_neighbours_is_marked(gym: Gym) -> None:
    days = [f"2026-01-{day:02}" for day in range(5, 26, 3)]
    loads = (100, 101, 100, 150, 101, 102, 101)
    rows = gym.lifter(*(sets(day, SQUAT, kg, 5) for day, kg in zip(days, loads, strict=True))).metric(
        "session_strength"
    )

    assert rows["is_outlier"].tolist() == [kg == 150 for kg in loads]
