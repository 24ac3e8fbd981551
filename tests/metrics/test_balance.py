"""quad_posterior_ratio and hinge_curl_balance (rulebook C5), and the golden weeks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

SCIENCE = Path(__file__).parents[1] / "science"
MONDAY = date(2026, 1, 5)
LOWER_BODY = ("quads", "hamstrings", "glute_max", "glute_med", "adductors", "calves", "erectors")
LEVELS = ("ok", "watch", "warn", "strong")
EXTENSION, CURL, HINGE = "leg_extension", "lying_leg_curl", "romanian_deadlift"


def read_csv(name: str) -> list[dict[str, str]]:
    with (SCIENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TEMPLATES = {row["template"]: row for row in read_csv("golden_weekly_templates.csv")}


def golden_month(template: str) -> Iterator[Row]:
    """The template's week four times over: sessions two days apart, 8 x 100 kg at 2 RIR. Half a set is one side."""
    for week in range(4):
        for row in read_csv("golden_weekly_inputs.csv"):
            if row["template"] != template:
                continue
            day = str(MONDAY + timedelta(weeks=week, days=2 * (int(row["session"]) - 1)))
            whole, half = divmod(float(row["sets"]), 1)
            yield from sets(day, row["exercise_id"], 100, 8, rir=2, times=int(whole))
            yield from sets(day, row["exercise_id"], 100, 8, rir=2, side="left", times=int(half > 0))


def golden_columns(lifter: Lifter) -> dict[str, float]:
    """What the public metrics make of the last of the four weeks, in the columns of golden_weekly_templates.csv."""
    weekly = lifter.metric("weekly_hard_sets")
    week = weekly[weekly["week"] == weekly["week"].max()].set_index("muscle")
    ratio = lifter.metric("quad_posterior_ratio").iloc[-1]
    balance = lifter.metric("hinge_curl_balance").iloc[-1]
    return {
        **{f"{muscle}_fractional": week["hard_sets"][muscle] for muscle in LOWER_BODY},
        **{f"{muscle}_direct": week["direct_sets"][muscle] for muscle in LOWER_BODY},
        "hamstring_sessions_per_week": week["sessions"]["hamstrings"],
        "max_hamstring_sets_one_session": week["max_session_sets"]["hamstrings"],
        "kd_sets": ratio["knee_dominant_sets"] / 4,  # pooled sums over four weeks
        "hd_sets": ratio["hip_dominant_sets"] / 4,
        "kd_hd_ratio": ratio["kd_hd_ratio"],
        "q_h_ratio": ratio["q_h_ratio"],
        "ham_hip_ext_sets": balance["hip_sets"] / 4,
        "ham_knee_flex_sets": balance["knee_sets"] / 4,
        "curl_share": balance["curl_share"],
        "long_length_share": balance["long_length_share"],
    }


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_golden_weeks_come_out_of_the_public_metrics(gym: Gym, template: str) -> None:
    lifter = gym.lifter(list(golden_month(template)))
    expected = TEMPLATES[template]

    found = golden_columns(lifter)

    assert found == pytest.approx({column: float(expected[column]) for column in found}, abs=0.01)
    ratio_levels = (expected["kd_hd_level"], expected["q_h_level"])
    assert lifter.metric("quad_posterior_ratio").iloc[-1]["level"] == max(ratio_levels, key=LEVELS.index)
    assert lifter.metric("hinge_curl_balance").iloc[-1]["level"] == expected["curl_share_level"]


def weeks_of(*weeks: tuple[int, int]) -> list[Row]:
    """One session a week of (leg extensions, lying leg curls): Q = KD = the first, H = HD = the second."""
    rows: list[Row] = []
    for number, (extensions, curls) in enumerate(weeks):
        day = str(MONDAY + timedelta(weeks=number))
        rows += sets(day, EXTENSION, 50, 12, times=extensions) + sets(day, CURL, 40, 12, times=curls)
    return rows


def levels(lifter: Lifter, metric: str = "quad_posterior_ratio") -> list[str]:
    return lifter.metric(metric)["level"].tolist()


def test_a_row_sums_the_four_weeks_up_to_and_including_its_own(gym: Gym) -> None:
    ratio = gym.lifter(weeks_of((1, 1), (2, 1), (4, 1), (8, 1), (16, 1))).metric("quad_posterior_ratio")

    assert ratio["quad_sets"].tolist() == [1, 3, 7, 15, 30]  # 30 = 2 + 4 + 8 + 16
    assert ratio["hamstring_sets"].tolist() == [1, 2, 3, 4, 4]
    assert ratio["q_h_ratio"].tolist() == [1, 1.5, 7 / 3, 3.75, 7.5]
    assert ratio["week_quad_sets"].tolist() == [1, 2, 4, 8, 16]


def test_pooling_looks_back_beyond_the_period_asked_for(gym: Gym) -> None:
    lifter = gym.lifter(weeks_of((1, 1), (2, 1), (4, 1), (8, 1)))

    last = lifter.metric("quad_posterior_ratio", from_date=MONDAY + timedelta(weeks=3))

    assert last["quad_sets"].tolist() == [15]


@pytest.mark.parametrize(
    ("extensions", "curls", "level"),
    [
        (14, 10, "ok"),  # 1.4
        (15, 10, "watch"),  # 1.5
        (20, 10, "warn"),  # 2.0
        (30, 10, "strong"),  # 3.0
        (7, 5, "ok"),  # 12 sets are just enough
        (10, 1, "too_little_data"),  # 11 are not
        (12, 0, "strong"),  # nothing on the other side is an infinite ratio
    ],
)
def test_levels_begin_at_their_ratio(gym: Gym, extensions: int, curls: int, level: str) -> None:
    # in four weeks; the first three hold nothing to judge, the fourth all of it
    sparse = gym.lifter(
        sets("2026-01-05", "bench_press_of_my_own", 50, 8), weeks_of((0, 0), (0, 0), (0, 0), (extensions, curls))
    )

    assert levels(sparse)[-1] == level


def test_a_ratio_without_a_denominator_is_empty(gym: Gym) -> None:
    last = gym.lifter(weeks_of((14, 0))).metric("quad_posterior_ratio").iloc[-1]

    assert pd.isna(last["kd_hd_ratio"])
    assert pd.isna(last["q_h_ratio"])


def test_few_hamstring_sets_beside_many_quad_sets_are_strong_at_any_ratio(gym: Gym) -> None:
    # 4 weeks of Q 8 and H 3.75: 8 / 3.75 = 2.13 would be "warn"
    assert levels(gym.lifter(weeks_of((8, 4), (8, 4), (8, 4), (8, 3))))[-1] == "strong"
    assert levels(gym.lifter(weeks_of((8, 4), (8, 4), (8, 4), (8, 4))))[-1] == "warn"  # H 4 a week


def test_a_level_that_held_in_three_of_four_weeks_is_shown_up_to_warn(gym: Gym) -> None:
    # single weeks: 4 : 2 = warn, three times; pooled 14 : 18 = 0.78, ok
    assert levels(gym.lifter(weeks_of((4, 2), (4, 2), (4, 2), (2, 12))))[-1] == "warn"
    # single weeks 8 : 2 = strong, three times; pooled 26 : 36, ok: "strong" needs the pooled value
    assert levels(gym.lifter(weeks_of((8, 2), (8, 2), (8, 2), (2, 30))))[-1] == "warn"
    # twice is not a pattern
    assert levels(gym.lifter(weeks_of((4, 2), (4, 2), (4, 4), (2, 12))))[-1] == "ok"


def test_the_pattern_takes_the_highest_level_that_three_weeks_reached(gym: Gym) -> None:
    # strong, warn, watch (6 : 4 = 1.5), ok: three weeks at "watch" or more; pooled 18 : 28
    assert levels(gym.lifter(weeks_of((6, 2), (4, 2), (6, 4), (2, 20))))[-1] == "watch"


def test_weeks_without_training_are_no_sign_of_dominance(gym: Gym) -> None:
    lifter = gym.lifter(weeks_of((6, 6), (0, 0), (0, 0), (6, 6)))

    assert levels(lifter)[-1] == "ok"


def hamstrings(hinges: int, curls: int) -> list[Row]:
    day = str(MONDAY)
    return sets(day, HINGE, 80, 8, times=hinges) + sets(day, CURL, 40, 12, times=curls)


@pytest.mark.parametrize(
    ("hinges", "curls", "level"),
    [
        (16, 4, "ok"),  # 0.20
        (17, 4, "hint"),  # 0.190
        (18, 2, "hint"),  # 0.10
        (19, 2, "warn"),  # 0.095
        (4, 16, "ok"),  # 0.80
        (2, 18, "hint"),  # 0.90
        (1, 19, "warn"),  # 0.95
        (12, 0, "warn"),
        (6, 5, "too_little_data"),
    ],
)
def test_the_share_of_curls_has_a_band_and_a_margin(gym: Gym, hinges: int, curls: int, level: str) -> None:
    assert levels(gym.lifter(hamstrings(hinges, curls)), "hinge_curl_balance") == [level]


def test_without_hamstring_sets_there_is_no_share_to_judge(gym: Gym) -> None:
    last = gym.lifter(weeks_of((14, 0))).metric("hinge_curl_balance").iloc[-1]

    assert pd.isna(last["curl_share"])
    assert last["level"] == "too_little_data"


def test_long_length_share_counts_what_loads_the_stretched_hamstrings(gym: Gym) -> None:
    # 6 RDLs (long) + 6 lying curls (mid) + 8 hip thrusts at half (short): 6 / 16
    lifter = gym.lifter(hamstrings(6, 6), sets(str(MONDAY), "hip_thrust", 100, 8, times=8))

    assert lifter.metric("hinge_curl_balance")["long_length_share"].item() == 6 / 16


def test_a_function_is_missing_after_two_weeks_without_it_beside_six_sets_of_the_other(gym: Gym) -> None:
    balanced, hinges_only = hamstrings(6, 6), [sets(f"2026-01-{day}", HINGE, 80, 8, times=3) for day in (12, 19)]

    balance = gym.lifter(balanced, *hinges_only).metric("hinge_curl_balance")

    assert balance["missing"].tolist() == ["", "", "curl"]
    assert balance["curl_share"].iloc[-1] == 6 / 18  # pooled over three weeks the curls are still there


def last_row(lifter: Lifter) -> pd.Series[Any]:
    return lifter.metric("quad_posterior_ratio").iloc[-1]


def test_each_ratio_has_a_level_of_its_own(gym: Gym) -> None:
    # quads 12 : hamstrings 6 = 2.0, warn; knee 12 : hip 12 (each thrust once) = 1.0, ok
    day = str(MONDAY)
    row = last_row(gym.lifter(sets(day, EXTENSION, 50, 12, times=12), sets(day, "hip_thrust", 100, 8, times=12)))

    assert (row["q_h_level"], row["kd_hd_level"], row["level"]) == ("warn", "ok", "warn")


def test_it_is_said_whether_single_weeks_or_their_sum_hold_a_level(gym: Gym) -> None:
    by_weeks = last_row(gym.lifter(weeks_of((4, 2), (4, 2), (4, 2), (2, 12))))  # pooled 14 : 18
    by_sum = last_row(gym.lifter(weeks_of((4, 4), (4, 4), (4, 4), (12, 0))))  # pooled 24 : 12
    by_none = last_row(gym.lifter(weeks_of((4, 4), (4, 4))))

    assert by_weeks[["level", "pooled_level", "weeks_at_level"]].tolist() == ["warn", "ok", 3]
    assert by_sum[["level", "pooled_level", "weeks_at_level"]].tolist() == ["warn", "warn", 1]
    assert by_none[["level", "pooled_level", "weeks_at_level"]].tolist() == ["ok", "ok", 0]


def test_with_too_little_data_no_level_is_named_at_all(gym: Gym) -> None:
    row = last_row(gym.lifter(weeks_of((6, 5))))

    assert row[["level", "pooled_level", "q_h_level", "kd_hd_level"]].tolist() == ["too_little_data"] * 4
    assert row["weeks_at_level"] == 0


def test_side_hip_and_single_leg_work_are_counted_by_the_week(gym: Gym) -> None:
    # a lunge: 0.5 for the side glutes, one set on one leg; a curl on one leg asks nothing of the hip
    day = str(MONDAY)
    row = last_row(
        gym.lifter(
            sets(day, "walking_lunge", 20, 10, times=2),
            sets(day, "side_lying_abduction", 5, 12, times=1),
            sets(day, "cable_leg_curl", 15, 12, times=3),
        )
    )

    assert (row["week_glute_med_sets"], row["week_single_leg_sets"]) == (2, 2)
