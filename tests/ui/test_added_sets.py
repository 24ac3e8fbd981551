"""What one more set would do, in a sentence and a table; the sets behind a part of the hamstrings' work."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.reference.catalogue import load_catalogue
from ui import balance
from ui.added_sets import KINDS, added_line, added_table, lifts_of


def added(*levels: str, sign: int = 1) -> pd.DataFrame:
    """Rows of `TrainingLog.added_sets` after one and two weeks; the ratio falls by half a set a week."""
    rows = [
        {
            "sets": sign * number, "after_weeks": weeks, "q_h_ratio": 6 - number * weeks / 2, "kd_hd_ratio": 4.0,
            "level": level, "curl_share": 0.1 * number, "long_length_share": 0.5,
        }
        for number, level in enumerate(levels)
        for weeks in (1, 2)
    ]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("rows", "sign", "said"),
    [
        (
            added("strong", "strong", "warn"),
            1,
            "**2 more sets of Leg curl a week** would take the four weeks from 6.0 : 1 (strong) to **4.0 : 1 (warn)**",
        ),
        (added("warn", "watch", sign=-1), -1, "**1 fewer set of Leg curl a week**"),
        (added("strong", "strong"), 1, "Up to 1 more set of Leg curl a week leave the level at **strong**"),
        (added("ok", "ok"), 1, "in order as they are: 6.0 : 1."),
        (added("too_little_data", "ok"), 1, "Too little data"),
    ],
)
def test_the_fewest_sets_that_bring_another_level_are_named(rows: pd.DataFrame, sign: int, said: str) -> None:
    assert said in added_line(rows, name="Leg curl", sign=sign, ratio="q_h_ratio")


def test_the_table_has_a_row_a_number_and_a_column_a_week() -> None:
    table = added_table(added("strong", "warn", sign=-1), ratio="q_h_ratio")
    assert table.to_dict("list") == {
        "Sets": ["as now", "-1"],
        "1": [6.0, 5.5],
        "2": [6.0, 5.0],
        "Level then": ["strong", "warn"],
        "Curls": [0.0, 10.0],
        "Long length": [50.0, 50.0],
    }


def functions(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """Rows of exercise_functions: muscle, exercise, function, hard sets; all direct."""
    return pd.DataFrame(rows, columns=["muscle", "exercise_id", "function", "hard_sets"]).assign(direct=True)


def test_the_lifters_own_exercises_come_first_and_the_usual_one_is_always_there() -> None:
    done = functions(
        ("hamstrings", "lying_leg_curl", "knee_flexion", 8), ("hamstrings", "conventional_deadlift", "hip_extension", 9)
    )
    assert lifts_of(done, KINDS["More curls"]) == ["lying_leg_curl", "seated_leg_curl"]
    assert lifts_of(done, KINDS["More hinges"]) == ["conventional_deadlift", "romanian_deadlift"]
    assert lifts_of(done, KINDS["Less for the quads"]) == []  # nothing is done, so nothing can be left out


@pytest.mark.parametrize(
    ("part", "exercises"),
    [
        ("Curls", ["lying_leg_curl"]),
        ("Hinges", ["romanian_deadlift"]),
        ("At long length", ["romanian_deadlift"]),
        (balance.BOTH, ["back_squat", "romanian_deadlift", "lying_leg_curl"]),
    ],
)
def test_a_part_of_the_hamstring_sets_lists_its_exercises_alone(part: str, exercises: list[str]) -> None:
    credits = pd.DataFrame(
        {
            "muscle": ["quads", "hamstrings", "hamstrings", "glute_max"],
            "exercise_id": ["back_squat", "romanian_deadlift", "lying_leg_curl", "romanian_deadlift"],
        }
    )
    found = balance.part_sets(credits, part, ratio="q_h_ratio", catalogue=load_catalogue())
    assert found["exercise_id"].tolist() == exercises
