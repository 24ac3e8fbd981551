"""What added sets would do, against the metrics of a log in which they were done."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from analytics.errors import NotFound
from analytics.plans.added_sets import COLUMNS
from analytics.training_log import TrainingLog
from tests.plans.conftest import NOW, ON, QUAD_DOMINANT, Train

MEASURED = {
    "quad_posterior_ratio": ["quad_sets", "hamstring_sets", "knee_dominant_sets", "hip_dominant_sets", "q_h_ratio"],
    "hinge_curl_balance": ["curl_share", "long_length_share"],
}


def four_weeks_of_curls(log: TrainingLog, curls: int) -> None:
    """The quad-dominant week four times more, each with so many seated curls beside it."""
    lines = ["started_at,exercise,set_number,weight_kg,reps,rir"]
    week = {0: {"back_squat": 4, "leg_press": 4, "leg_extension": 4, "seated_leg_curl": curls}}
    week[3] = {"conventional_deadlift": 3, "leg_extension": 3}
    for number in range(4):
        for day, exercises in week.items():
            at = ON + timedelta(weeks=number, days=day)
            for exercise, sets in exercises.items():
                lines += [f"{at} 18:00:00,{exercise},{place},60,8,2" for place in range(1, sets + 1)]
    log.import_file("more.csv", "\n".join(lines).encode(), now=NOW)


def test_the_sum_is_what_the_metrics_say_once_it_is_done(train: Train) -> None:
    log = train(QUAD_DOMINANT)
    said = log.added_sets("seated_leg_curl", [0, 3], on=ON)
    four_weeks_of_curls(log, 3)

    assert list(said.columns) == list(COLUMNS)
    for weeks in (1, 2, 3, 4):
        row = said[(said["sets"] == 3) & (said["after_weeks"] == weeks)].iloc[0]
        last_day = ON + timedelta(weeks=weeks, days=-1)
        for metric, columns in MEASURED.items():
            measured = log.metric(metric, to_date=last_day).iloc[-1]
            assert row[columns].tolist() == pytest.approx(measured[columns].tolist())
    after_four = log.metric("quad_posterior_ratio", to_date=ON + timedelta(days=27)).iloc[-1]
    assert row["level"] == after_four["level"]


def test_three_curls_a_week_by_hand(train: Train) -> None:
    said = train(QUAD_DOMINANT).added_sets("seated_leg_curl", [0, 3], on=ON)
    after_one, after_four = (said[(said["sets"] == 3) & (said["after_weeks"] == weeks)].iloc[0] for weeks in (1, 4))

    # four weeks of 16.5 quad and 3 hamstring sets: 66 and 12
    assert after_one["q_h_ratio"] == pytest.approx(66 / (12 + 3))
    assert after_four["q_h_ratio"] == pytest.approx(66 / (12 + 12))
    assert after_four["curl_share"] == pytest.approx(12 / 24)
    assert set(said.loc[said["sets"] == 0, "q_h_ratio"]) == {66 / 12}


def test_no_more_sets_are_left_out_than_are_done(train: Train) -> None:
    log = train(QUAD_DOMINANT)
    said = log.added_sets("back_squat", [0, -1, -4, -5], on=ON)

    assert sorted(set(said["sets"])) == [-4, -1, 0]  # four squats a week
    settled = said[(said["sets"] == -4) & (said["after_weeks"] == 4)].iloc[0]
    assert settled["quad_sets"] == pytest.approx(66 - 16)


def test_an_unknown_exercise_is_refused_and_an_empty_log_says_nothing(
    train: Train, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(NotFound):
        train(QUAD_DOMINANT).added_sets("no_such_lift", [1], on=ON)
    with TrainingLog.open(tmp_path_factory.mktemp("empty")) as empty:
        assert isinstance(empty.added_sets("back_squat", [1], on=ON), pd.DataFrame)
