"""The method worked through with a lifter's own numbers: real arithmetic, and the metric's own result at the end."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pandas as pd
import pytest

from analytics.reference.method_page import method_sections
from analytics.review.worked_examples import DERIVATIONS
from analytics.training_log import TrainingLog
from analytics.units import KG_PER_LB
from tests.metrics.rows import Row, sets
from tests.review.conftest import MONDAYS, ON, Lifter

WEEK = date(2026, 11, 9)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def later(monday: str, days: int) -> str:
    return str(date.fromisoformat(monday) + timedelta(days=days))


def back_of_the_legs(monday: str) -> list[Row]:
    """4 + 3 + 2 x 0.5 = 8 hamstring sets, 3 quad sets."""
    return [
        *sets(monday, "romanian_deadlift", 100, 8, rir=2, times=4),
        *sets(monday, "back_squat", 100, 5, rir=1, times=3),
        *sets(later(monday, 3), "seated_leg_curl", 45, 15, rir=1, times=3),
        *sets(later(monday, 3), "hip_thrust", 120, 8, times=2),
    ]


@pytest.fixture(scope="module")
def steady(log: TrainingLog, lifter: Lifter) -> dict[str, str]:
    """The derivations of a lifter who does the same every week."""
    return log.worked_examples(on=ON, athlete=lifter(*(back_of_the_legs(monday) for monday in MONDAYS)))


def numbers(text: str) -> list[float]:
    return [float(found) for found in NUMBER.findall(text)]


def line(text: str, begins: str) -> str:
    return next(each for each in text.splitlines() if each.startswith(begins))


def test_a_week_of_hamstring_sets_is_added_up_exercise_by_exercise(steady: dict[str, str]) -> None:
    told = steady["weekly_hard_sets"]
    assert told.splitlines() == [
        "Hamstrings, week of 9 Nov",
        "  4 x Romanian deadlift (barbell), 1 each = 4",
        "  3 x Seated leg curl, 1 each = 3",
        "  2 x Barbell hip thrust, 0.5 each = 1",
        "  4 + 3 + 1 = 8",
        "hard sets 8, direct 7",
        "reps left logged for 7 of 8: 88 %",  # 7 / 8 = 0.875
    ]


def test_the_mean_of_four_weeks_has_its_terms_and_its_range(steady: dict[str, str]) -> None:
    assert steady["muscle_volume"].splitlines() == [
        "Hamstrings, 4 weeks to 15 Nov: (8 + 8 + 8 + 8) / 4 = 8 hard sets a week",
        "range 8 to 14, floor 4: in range",
    ]


def test_both_ratios_have_their_sums(steady: dict[str, str]) -> None:
    told = steady["quad_posterior_ratio"]
    assert line(told, "quads").endswith("3 + 3 + 3 + 3 = 12")
    assert line(told, "by muscle").endswith("12 / 32 = 0.38 : 1")  # 12 quad sets, 4 x 8 hamstring sets
    assert line(told, "by movement").endswith("12 / 36 = 0.33 : 1")  # 4 x (4 + 3 + 2) hip-dominant sets


def test_hinges_and_curls_name_the_exercises_behind_the_share(steady: dict[str, str]) -> None:
    told = steady["hinge_curl_balance"]
    assert told.splitlines()[1:5] == [
        "hinges and bridges",
        "  16 x Romanian deadlift (barbell), 1 each = 16",
        "  8 x Barbell hip thrust, 0.5 each = 4",
        "  16 + 4 = 20",
    ]
    assert line(told, "curl share").endswith("12 / (20 + 12) = 0.38")
    assert line(told, "long-length").endswith("28 / 32 = 0.88")  # all but the thrusts


def test_hard_sets_are_counted_with_the_reasons_of_the_others(steady: dict[str, str]) -> None:
    assert steady["hard_sets"].startswith("week of 9 Nov: 12 sets of known exercises, 12 of them hard")


def test_sessions_are_the_workouts_with_enough_sets(steady: dict[str, str]) -> None:
    assert steady["frequency"].splitlines() == [
        "Hamstrings, week of 9 Nov: 9 Nov: 4 sets, 12 Nov: 4 sets",
        "sessions (workouts with 1 or more): 2",
    ]


def test_a_best_set_becomes_an_estimated_maximum_step_by_step(log: TrainingLog, lifter: Lifter) -> None:
    told = log.worked_examples(on=ON, athlete=lifter(sets("2026-11-10", "back_squat", 100, 5, rir=1)))
    assert told["session_strength"].splitlines() == [
        "Barbell back squat (full depth), 10 Nov: 100 kg x 5 (1 left), n = 6",
        "g = 1 + 0.0353 x (6 - 1) = 1.1765",
        "e1RM = 100 kg x 1.1765 = 117.65 kg",
        # hypot(5, 2.7 x 0.8) = hypot(5, 2.16) = 5.447 %; of 117.65 kg that is 6.41 kg
        "band: sqrt(5^2 + (2.7 x 0.8)^2) = 5.45 % = 6.4 kg, so 111.2 kg to 124.1 kg",
    ]


def test_strength_at_the_usual_reps_is_no_maximum(log: TrainingLog, lifter: Lifter) -> None:
    rows = [*sets("2026-11-03", "seated_leg_curl", 42, 12, rir=0, times=3)]
    rows += sets("2026-11-10", "seated_leg_curl", 45, 15, rir=1)
    told = log.worked_examples(on=ON, athlete=lifter(rows))["reference_reps"]
    # n = 16, X = 12: 45 x 1.5295 / 1.3883 = 49.58 kg
    assert "45 kg x g(16) / g(12) = 45 kg x 1.5295 / 1.3883 = 49.58 kg for 12 reps" in told


def test_loads_are_in_the_lifters_unit(log: TrainingLog, lifter: Lifter) -> None:
    who = lifter(sets("2026-11-10", "back_squat", 100 * KG_PER_LB, 5, rir=1))
    log.change_setting("unit", "lb")
    told = log.worked_examples(on=ON, athlete=who)["session_strength"]
    log.change_setting("unit", "kg")
    assert "e1RM = 100 lb x 1.1765 = 117.65 lb" in told


def test_an_inferred_warm_up_shows_the_reps_that_it_left(log: TrainingLog, lifter: Lifter) -> None:
    rows = [*sets("2026-11-10", "back_squat", 80, 3), *sets("2026-11-10", "back_squat", 100, 5, rir=0)]
    told = log.worked_examples(on=ON, athlete=lifter(rows))["warm_ups"]
    # S = 100 x 1.1412 = 114.12; 1 + (114.12 / 80 - 1) / 0.0353 - 3 = 10.1
    assert told.splitlines() == [
        "Barbell back squat (full depth), 10 Nov: 80 kg x 3 before the top set of 100 kg, 80 % of it",
        "reps left = 1 + (114.12 kg / 80 kg - 1) / 0.0353 - 3 = 10.1",
        "10.1 > 4: an inferred warm-up",
    ]


def test_a_light_warm_up_is_known_by_its_load(log: TrainingLog, lifter: Lifter) -> None:
    rows = [*sets("2026-11-10", "back_squat", 60, 5), *sets("2026-11-10", "back_squat", 100, 5, rir=0)]
    assert log.worked_examples(on=ON, athlete=lifter(rows))["warm_ups"].endswith("60 % <= 60 %: an inferred warm-up")


def test_deadlift_over_squat_has_both_levels(log: TrainingLog, lifter: Lifter) -> None:
    days = ("2026-10-26", "2026-11-02", "2026-11-09")
    rows = [row for day in days for row in sets(day, "conventional_deadlift", 120, 1, rir=0)]
    rows += [row for day in days for row in sets(day, "back_squat", 100, 1, rir=0)]
    told = log.worked_examples(on=ON, athlete=lifter(rows))["deadlift_squat"].splitlines()
    assert told[0] == "Conventional deadlift: 120 kg, the middle of 3 sessions"
    assert told[2].startswith("120 kg / 100 kg = 1.2 (80 % interval ")


def test_left_and_right_show_the_newest_day_and_the_mean(log: TrainingLog, lifter: Lifter) -> None:
    def both(day: str, left: float) -> list[Row]:
        right = sets(day, "single_leg_rdl", 30, 1, rir=0, side="right")
        return [*sets(day, "single_leg_rdl", left, 1, rir=0, side="left"), *right]

    who = lifter(both("2026-11-02", 27), both("2026-11-05", 27), both("2026-11-09", 24))
    told = log.worked_examples(on=ON, athlete=who)["asymmetry"].splitlines()
    assert told[0].endswith("9 Nov: left 24 kg, right 30 kg")
    assert told[1] == "100 x (30 kg - 24 kg) / 30 kg = 20 %"
    assert told[2].startswith("mean of 3 days: 13.33 %, weaker side: left")  # (10 + 10 + 20) / 3


def test_a_best_is_shown_against_the_one_before(log: TrainingLog, lifter: Lifter) -> None:
    rows = [*sets("2026-11-02", "back_squat", 100, 1, rir=0), *sets("2026-11-09", "back_squat", 104, 1, rir=0)]
    told = log.worked_examples(on=ON, athlete=lifter(rows))["personal_bests"]
    assert "100 x (104 kg / 100 kg - 1) = 4 %" in told
    assert told.endswith("within ordinary variation")


def test_without_anything_to_show_each_section_says_what_is_missing(log: TrainingLog, lifter: Lifter) -> None:
    long_ago = lifter(sets("2025-01-06", "pull_up", None, 8))
    told = log.worked_examples(on=ON, athlete=long_ago)
    assert told["weekly_hard_sets"] == DERIVATIONS["weekly_hard_sets"].otherwise
    assert told["strength_trend"] == "No lift has enough sessions for a trend yet."
    assert told["quad_posterior_ratio"] == DERIVATIONS["quad_posterior_ratio"].otherwise


def test_an_empty_log_says_so_everywhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    with TrainingLog.open(tmp_path_factory.mktemp("empty")) as empty:
        assert empty.worked_examples(on=ON) == {name: each.otherwise for name, each in DERIVATIONS.items()}


def test_every_derivation_belongs_to_a_section_of_the_method(log: TrainingLog) -> None:
    assert set(DERIVATIONS) <= {section.id for section in method_sections(log.facts)}


# on the sample year: the number at the end of a derivation is the metric's own ----------------------------------------


@pytest.fixture(scope="module")
def told(sample: TrainingLog) -> dict[str, str]:
    return sample.worked_examples(on=ON)


def weekly(sample: TrainingLog, name: str) -> pd.DataFrame:
    table = sample.metric(name, to_date=WEEK + timedelta(days=6))
    return table[table["week"] == pd.Timestamp(WEEK)]


def test_the_sets_and_the_mean_are_the_metrics(sample: TrainingLog, told: dict[str, str]) -> None:
    week = weekly(sample, "weekly_hard_sets").set_index("muscle").loc["hamstrings"]
    volume = weekly(sample, "muscle_volume").set_index("muscle").loc["hamstrings"]
    assert numbers(told["weekly_hard_sets"].splitlines()[2])[-1] == week["hard_sets"] == 3
    assert numbers(told["muscle_volume"].splitlines()[0])[-1] == volume["mean_sets"] == 3


def test_the_ratios_and_shares_are_the_metrics(sample: TrainingLog, told: dict[str, str]) -> None:
    ratio, balance = (weekly(sample, name).iloc[0] for name in ("quad_posterior_ratio", "hinge_curl_balance"))
    assert numbers(line(told["quad_posterior_ratio"], "by muscle"))[-2] == ratio["q_h_ratio"] == 6.5
    assert numbers(line(told["quad_posterior_ratio"], "by movement"))[-2] == ratio["kd_hd_ratio"] == 4.25
    assert numbers(told["hinge_curl_balance"].splitlines()[3])[-1] == balance["hip_sets"] == 12
    assert numbers(line(told["hinge_curl_balance"], "curl share"))[-1] == balance["curl_share"]


def test_the_strength_values_are_the_metrics(sample: TrainingLog, told: dict[str, str]) -> None:
    values = sample.metric("session_strength", to_date=ON)
    shown = [numbers(line(told["session_strength"], "e1RM"))[-1], numbers(told["reference_reps"].splitlines()[1])[-2]]
    assert all((values["e1rm_kg"].round(2) == number).any() for number in shown)


def test_the_outlook_the_ratio_and_the_shares_are_the_metrics(sample: TrainingLog, told: dict[str, str]) -> None:
    outlook = sample.metric("strength_outlook", to_date=ON).set_index("exercise_id").loc["conventional_deadlift"]
    lifts = sample.metric("deadlift_squat_ratio", to_date=ON).iloc[0]
    ranges = weekly(sample, "rep_ranges").set_index("group").loc["deadlift"]
    assert numbers(line(told["strength_outlook"], "level"))[0] == round(outlook["level_kg"], 1)
    assert numbers(told["strength_outlook"].splitlines()[-1])[1] == round(outlook["next_kg"], 1)
    assert numbers(told["deadlift_squat"].splitlines()[2])[2] == round(lifts["ratio"], 2)
    assert numbers(told["rep_ranges"].splitlines()[1])[3] == ranges["sets"] == 12


def test_the_trend_is_the_metrics(sample: TrainingLog, told: dict[str, str]) -> None:
    trends = sample.metric("strength_trend", to_date=ON)
    row = trends[trends["exercise_id"] == "conventional_deadlift"].iloc[0]
    text = told["strength_trend"]
    assert text.startswith("Conventional deadlift: n = 8 sessions")
    assert "28 pairs of sessions" in text  # 8 x 7 / 2
    assert numbers(line(text, "median"))[-1] == round(row["pct_per_week"], 3)
    assert numbers(line(text, "80 %"))[-2:] == [round(row["low_pct"], 3), round(row["high_pct"], 3)]
    assert numbers(line(text, "95 %"))[-2:] == [round(row["low_95_pct"], 3), round(row["high_95_pct"], 3)]
    assert text.endswith(row["class"])
