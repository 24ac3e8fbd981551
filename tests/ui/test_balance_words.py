"""Balance and functions in words and figures: small frames in, sentences, tables and traces out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.reference.catalogue import load_catalogue
from analytics.reference.facts import load_facts
from analytics.reference.populations import deadlift_squat
from ui import balance, functions
from ui.charts import balance as charts
from ui.charts import functions as function_charts
from ui.charts import hamstring_shares

MONDAY = pd.Timestamp("2025-03-03")
NAMES = {"seated_leg_curl": "Seated leg curl", "romanian_deadlift": "Romanian deadlift (barbell)"}


def ratio_row(**changed: object) -> pd.Series[Any]:
    """A row of quad_posterior_ratio."""
    return pd.Series(
        {
            "week": MONDAY, "quad_sets": 24.0, "hamstring_sets": 12.0, "knee_dominant_sets": 20.0,
            "hip_dominant_sets": 16.0, "q_h_ratio": 2.0, "kd_hd_ratio": 1.25, "level": "warn", "q_h_level": "warn",
            "kd_hd_level": "ok", "pooled_level": "warn", "weeks": 4, "weeks_at_level": 3,
        }
        | changed
    )  # fmt: skip


def pull_row(**changed: object) -> pd.Series[Any]:
    """A row of deadlift_squat_ratio."""
    return pd.Series({"ratio": 1.13, "low_80": 1.01, "high_80": 1.26, "percentile": 50.0, "missing": ""} | changed)


def test_both_ratios_are_said_with_their_levels() -> None:
    said = balance.levels_line(ratio_row())

    assert "**Level warn** in the four weeks up to the week of 3 Mar 2025" in said
    assert "quads to hamstrings 2.0 : 1 (warn), knee- to hip-dominant 1.2 : 1 (ok)" in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "The weeks together are at it; 3 of 4 single weeks reached it."),
        ({"pooled_level": "ok"}, "The weeks together stay below it; 3 of 4 single weeks reached it."),
        ({"level": "ok", "pooled_level": "ok", "weeks_at_level": 0}, "Both are in order"),
    ],
)
def test_persistence_is_said_in_words(changed: dict[str, object], said: str) -> None:
    assert said in balance.held(ratio_row(**changed))


def test_with_too_little_data_nothing_is_said_about_balance() -> None:
    assert "Too little data" in balance.levels_line(ratio_row(level="too_little_data"))


def test_the_shares_are_said_with_what_they_are_measured_by() -> None:
    row = pd.Series({"curl_share": 0.15, "long_length_share": 0.25, "level": "hint", "missing": ""})

    said = balance.shares_line(row, least_long=0.33)

    assert said == (
        "**15\u202f%** of the hamstring sets were curls (hint) and **25\u202f%** worked them at long length "
        "(a hint is due below 33\u202f%)."
    )
    assert "No curl in two weeks" in balance.shares_line(pd.Series({**row, "missing": "curl"}), least_long=0.33)


def test_without_hamstring_sets_there_is_no_share() -> None:
    row = pd.Series({"curl_share": None, "long_length_share": None, "level": "too_little_data", "missing": ""})
    assert balance.shares_line(row, least_long=0.33).startswith("No hamstring set")


@pytest.mark.parametrize(
    ("percentile", "words"),
    [
        (50.0, "About 50 of 100 raw men who compete in powerlifting have a lower one."),
        (5.0, "That is lower than in about 95 of 100 raw men who compete in powerlifting."),
        (95.0, "That is higher than in about 95 of 100 raw men who compete in powerlifting."),
    ],
)
def test_the_place_among_lifters_is_a_sentence(percentile: float, words: str) -> None:
    said = balance.deadlift_line(pull_row(percentile=percentile), "men")

    assert "**1.13** times your squat (80 % interval 1.01 to 1.26)" in said
    assert words in said


def test_without_a_stated_population_there_is_no_place() -> None:
    assert "Settings page" in balance.deadlift_line(pull_row(percentile=None), "")


def test_what_is_missing_for_the_deadlift_is_said() -> None:
    assert "no session" in balance.no_deadlift_line(pd.DataFrame())
    rows = pd.DataFrame([pull_row(missing="squat: 1 of 3 sessions")])
    assert "squat: 1 of 3 sessions" in balance.no_deadlift_line(rows).replace("\\", "")


def test_the_strip_shows_the_lifter_above_the_middle_half_of_each_population() -> None:
    figure = charts.deadlift_strip(pull_row(), deadlift_squat())

    rows = {trace.y[0] for trace in figure.data}
    assert rows == {"You", "Men", "Women"}
    thick = [trace for trace in figure.data if trace.mode == "lines" and trace.line.width > 10]
    assert [tuple(trace.x) for trace in thick] == [(1.053, 1.219), (1.096, 1.306)]
    assert "between 1.05 and 1.22" in charts.describe_deadlift(pull_row(), deadlift_squat())


def pooled(shares: list[float | None]) -> pd.DataFrame:
    """Rows of hinge_curl_balance with what the long-length chart reads."""
    weeks = pd.date_range(MONDAY, periods=len(shares), freq="7D")
    return pd.DataFrame({"week": weeks, "long_length_share": pd.array(shares, dtype="Float64").astype("float64")})


def test_the_long_length_line_has_a_gap_where_there_is_no_share() -> None:
    figure = hamstring_shares.long_length_shares(pooled([0.5, None, 0.25]), least=0.33)

    assert list(figure.data[0].y) == [50.0, None, 25.0]
    assert figure.data[0].customdata[2][1] == "2025-03-17"
    assert "25\u202f% of the hamstring sets" in hamstring_shares.describe_long_length(pooled([0.5, None, 0.25]))
    assert "no hamstring sets" in hamstring_shares.describe_long_length(pooled([None]))


def rows() -> pd.DataFrame:
    """Rows of exercise_functions: the hamstrings of a lifter."""
    return pd.DataFrame(
        {
            "muscle": "hamstrings",
            "exercise_id": ["romanian_deadlift", "seated_leg_curl"],
            "hard_sets": [6.0, 2.0],
            "share": [0.75, 0.25],
            "direct": [True, True],
            "function": ["hip_extension", "knee_flexion"],
            "length": ["long", "long"],
            "legs": ["both", "both"],
        }
    )


def missing_row(**changed: str) -> pd.DataFrame:
    """A row of missing_functions."""
    row = {
        "muscle": "hamstrings",
        "dimension": "function",
        "present": "extending the hip",
        "missing": "bending the knee",
        "sets": 6.0,
        "bring": "seated_leg_curl",
        "confidence": "A",
        "why": "Nordic curls grew the semitendinosus most.",
        "sources": "morin_2024",
    }
    return pd.DataFrame([row | changed])


def test_each_function_is_a_trace_of_its_own_with_the_exercises_as_bars() -> None:
    figure = function_charts.bars(rows(), by="exercise_id", names=NAMES, title="Hamstrings", chosen="seated_leg_curl")

    assert {trace.name: list(trace.x) for trace in figure.data} == {
        "extending the hip": [6.0],
        "bending the knee": [2.0],
    }
    assert figure.data[0].y[0] == "Romanian deadlift<br>(barbell)"
    assert figure.data[1].customdata[0][0] == "seated_leg_curl"
    assert (figure.data[0].marker.line.width[0], figure.data[1].marker.line.width[0]) == (0, 2.5)
    said = function_charts.describe(rows(), by="exercise_id", names=NAMES, title="Hamstrings")
    assert "Seated leg curl 2 sets, 25\u202f%, bending the knee" in said


def test_a_name_from_a_person_is_no_markup_in_a_figure() -> None:
    assert function_charts.short("<b>Curl</b>") == "&lt;b&gt;Curl&lt;/b&gt;"


def test_what_is_missing_is_a_sentence_with_an_exercise_a_reason_and_a_source() -> None:
    (line,) = functions.missing_lines(missing_row(), "hamstrings", NAMES, load_facts())

    assert line.startswith("**Missing: bending the knee.** Seated leg curl would bring it. Nordic curls grew")
    assert "grade A; Morin et al" in line.replace("\\", "")


def test_what_is_not_known_to_matter_is_only_worth_a_try() -> None:
    (line,) = functions.missing_lines(missing_row(confidence="C"), "hamstrings", NAMES, load_facts())
    assert line.startswith("**None, and perhaps worth a try: bending the knee.**")


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert functions.missing_lines(missing_row(missing="", bring=""), "hamstrings", NAMES, load_facts()) == []
    assert functions.present_line(missing_row(), "hamstrings") == "These weeks held: extending the hip."
    assert functions.present_line(missing_row(), "quads") == ""


def test_the_table_of_a_muscle_says_what_each_exercise_does() -> None:
    table = functions.exercises_table(rows(), NAMES)

    assert table["Exercise"].tolist() == ["Romanian deadlift (barbell)", "Seated leg curl"]
    assert table["Does"].tolist() == ["extending the hip", "bending the knee"]
    assert table["Share"].tolist() == [75, 25]


def test_a_lift_says_what_a_set_counts_for_and_what_that_rests_on() -> None:
    said = functions.shares_line(load_catalogue().exercise("hip_thrust"), {"glute_max": "Glutes (max)"}, load_facts())

    said = said.replace("\\", "")
    assert "A hard set counts 1 for the glutes (max) and 0.5 for the hamstrings (grade A)." in said
    assert "It rests on: " in said
