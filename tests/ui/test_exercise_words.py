"""One exercise in words: its sets, weeks, notes, names, and how it is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analytics.plans.model import Line, Load, Plan, Session
from analytics.reference.catalogue import load_catalogue
from analytics.reference.facts import load_facts
from ui import exercise_words
from ui.charts import exercise as charts

CATALOGUE, FACTS = load_catalogue(), load_facts()


def a_set(set_id: int, day: str = "2026-11-12", **columns: Any) -> dict[str, Any]:
    """A row of current sets."""
    usual = {
        "set_id": set_id, "started_at": pd.Timestamp(f"{day} 18:00"), "day": pd.Timestamp(day), "workout": "Lower A",
        "exercise": "Squat", "block": 1, "set_number": set_id, "set_type": "working", "load_kind": "external",
        "weight_kg": 100.0, "reps": 5.0, "rir": None, "duration_s": None, "distance_m": None, "side": None,
        "note": None, "file": "log.csv",
    }  # fmt: skip
    return usual | columns


def rows(*sets: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(sets)


def plain_line(*sets: dict[str, Any], unit: Any = "kg") -> str:
    return exercise_words.session_line(rows(*sets), unit).replace("\\", "")


def test_equal_sets_in_a_row_are_said_once() -> None:
    line = plain_line(
        a_set(1, set_type="warmup", weight_kg=60.0), a_set(2), a_set(3), a_set(4, weight_kg=80.0, reps=8.0, rir=2.0)
    )
    assert (
        line == "**12 Nov 2026**, Lower A: warm-up 5 with 60\u202fkg; 2 x 5 with 100\u202fkg; 8 with 80\u202fkg, 2 RIR"
    )


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"weight_kg": None, "reps": None, "duration_s": 30.0}, "30 s"),
        ({"weight_kg": 40.0, "reps": None, "distance_m": 20.0}, "20 m with 40\u202fkg"),
        ({"load_kind": "bodyweight", "weight_kg": 10.0}, "5 with 10\u202fkg added"),
        ({"load_kind": "assisted", "weight_kg": 15.0}, "5 with 15\u202fkg of help"),
        ({"side": "left", "set_type": "failure"}, "to failure left 5 with 100\u202fkg"),
        ({"reps": None}, "no reps with 100\u202fkg"),
    ],
)
def test_a_set_is_said_as_it_was_done(columns: dict[str, Any], expected: str) -> None:
    assert exercise_words.set_words(a_set(1, **columns), "kg") == expected


def test_loads_are_in_the_lifters_unit_and_a_workouts_name_is_no_markdown() -> None:
    line = exercise_words.session_line(rows(a_set(1, workout="*Legs* [a](b)")), "lb")
    assert "220.5\u202flb" in line.replace("\\", "")
    assert "\\*Legs\\*" in line


def test_weeks_without_it_are_zeros_and_a_set_that_counts_for_nothing_stands_apart() -> None:
    sets = rows(a_set(1), a_set(2), a_set(3, set_type="warmup"), a_set(4, "2026-11-14"))
    judged = pd.DataFrame({"set_id": [1, 2, 3, 4], "credit": [1.0, 0.5, 0.0, 1.0]})
    weekly = exercise_words.weekly(sets, judged, from_date=date(2026, 11, 2), to_date=date(2026, 11, 20))
    assert [f"{week:%d %b}" for week in weekly["week"]] == ["02 Nov", "09 Nov", "16 Nov"]
    assert weekly["hard"].tolist() == [0, 2.5, 0]  # 1 + 0.5 + 1
    assert weekly["other"].tolist() == [0, 1, 0]
    assert weekly["days"].tolist() == [0, 2, 0]
    assert weekly["last_day"][1] == pd.Timestamp("2026-11-14")
    # two full weeks hold 2.5 sets; the third has not ended
    assert charts.title(charts.full_weeks(weekly, "2026-11-16")) == "1.3 hard sets a week, in 1 of 2 weeks"
    figure = charts.weekly_sets(weekly, name="Squat", muscle="quads", running_week="2026-11-16")
    assert figure.data[0].customdata[1][0] == "2026-11-14"
    assert "2.5 hard sets and 1 others on 2 days" in charts.describe(weekly, name="Squat", running_week="2026-11-16")


def test_each_days_note_stands_once_newest_first() -> None:
    sets = rows(
        a_set(1, "2026-11-02", note="easy"), a_set(2, note="knee *fine*"), a_set(3, note="knee *fine*"), a_set(4),
        a_set(5, "2026-10-01", note="first"),
    )  # fmt: skip
    lines = exercise_words.note_lines(sets, limit=2)
    assert lines == ["**12 Nov 2026**: knee \\*fine\\*", "**2 Nov 2026**: easy", "1 more note in the logbook"]


def test_names_come_with_their_files_most_sets_first() -> None:
    sets = rows(a_set(1), a_set(2, exercise="SQ", file="b.csv"), a_set(3, exercise="SQ", file="a.csv"))
    table = exercise_words.names_table(sets)
    assert table["Written as"].tolist() == ["SQ", "Squat"]
    assert table["In"].tolist() == ["a.csv, b.csv", "log.csv"]


def test_muscles_come_with_what_a_set_counts_and_what_they_do() -> None:
    table = exercise_words.muscles_table(CATALOGUE, CATALOGUE.exercise("seated_leg_curl"), FACTS)
    assert table.iloc[0].tolist() == ["Hamstrings", "1", "bending the knee", "at long length"]
    swing = exercise_words.muscles_table(CATALOGUE, CATALOGUE.exercise("kettlebell_swing"), FACTS)
    assert swing["A hard set counts"].unique().tolist() == ["0.25"]  # half a set, and half of it: it is a helper


def test_every_kind_of_exercise_says_how_it_is_counted() -> None:
    for exercise_id in CATALOGUE.exercises.drop_duplicates(["kind", "load_mode", "e1rm", "set_credit"])["id"]:
        exercise = CATALOGUE.exercise(exercise_id)
        told = exercise_words.how_it_counts(CATALOGUE, exercise, FACTS)
        assert all(told.values()), exercise_id
        trained = exercise_words.muscles_table(CATALOGUE, exercise, FACTS)
        assert len(trained) == sum(share > 0 for share in exercise.muscles.values())


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-11-20", "today"), ("2026-11-19", "1 day"), ("2026-10-01", "7 weeks")]
)
def test_how_long_ago(day: str, expected: str) -> None:
    assert exercise_words.ago(date.fromisoformat(day), date(2026, 11, 20)) == expected


def test_a_plans_lines_of_it_are_said_with_day_load_and_effort() -> None:
    line = Line(
        exercise_id="back_squat", sets=3, reps=(6, 8), rir=(1, 2), rest_s=(120, 180), slot="main",
        load=Load("more_load", "", kg=100.0, low_kg=97.5, high_kg=102.5),
    )  # fmt: skip
    plan = Plan("me", date(2026, 11, 23), "balanced", "usual", (Session(date(2026, 11, 23), "Lower A", (line,)),))
    (told,) = exercise_words.plan_lines([plan], "back_squat", "kg")
    assert told.replace("\\", "") == (
        "**Monday 23 Nov**, Lower A: 3 x 6 to 8, 100\u202fkg (97.5 to 102.5), 1 to 2 reps in reserve"
    )
    assert exercise_words.plan_lines([plan], "leg_press", "kg") == []
