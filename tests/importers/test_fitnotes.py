from __future__ import annotations

from datetime import datetime

import pytest

from analytics.errors import UnreadableFile
from tests.importers._reading import column, problem, read_block

CURRENT = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time"


@pytest.mark.parametrize(
    "block",
    [
        """
        Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time
        2024-03-02,Barbell Squat,Legs,100.0,5,,,
        """,
        f"""
        {CURRENT}
        2024-03-02,Barbell Squat,Legs,100.0,kgs,5,,,
        """,
        f"""
        {CURRENT},Comment
        2024-03-02,Barbell Squat,Legs,100.0,kg,5,,,,""
        """,
    ],
)
def test_all_three_headers_give_the_same_set(block: str) -> None:
    reading = read_block(block)
    assert (reading.format, reading.unit.value) == ("fitnotes", "kg")
    assert column(reading, "started_at") == [datetime(2024, 3, 2)]
    assert (column(reading, "weight_kg"), column(reading, "reps")) == ([100], [5])
    assert (column(reading, "workout"), column(reading, "note")) == ([None], [None])


def test_the_header_may_state_pounds() -> None:
    reading = read_block("""
        Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time
        2017-06-23,Barbell Squat,Legs,225.0,5,,,
        2017-06-23,Push Up,Chest,0.0,22,,,
    """)
    assert column(reading, "weight_kg") == [pytest.approx(102.05828325), None]


def test_each_row_may_have_its_own_unit() -> None:
    reading = read_block(f"""
        {CURRENT}
        2024-03-02,Barbell Squat,Legs,100.0,kgs,5,,,
        2024-03-02,Leg Press,Legs,100.0,lbs,5,,,
    """)
    assert reading.unit.value == "mixed"
    assert column(reading, "weight_kg") == [100, pytest.approx(45.359237)]


def test_a_name_with_an_unquoted_comma_is_put_together_again() -> None:
    reading = read_block(f"""
        {CURRENT}
        2024-03-02,Overhead Press (Each Side, Dumbbells),Shoulders,10.0,kgs,8,,,
        2024-03-02,Row (Cable, Close, Seated),Back,40.0,kgs,8,,,
        2024-03-02,Plank, weighted,Abs,,,,,,0:01:00
        2024-03-02,Leg Curl,Legs,40.0,kgs,8,,,
    """)
    assert column(reading, "exercise") == [
        "Overhead Press (Each Side, Dumbbells)", "Row (Cable, Close, Seated)", "Plank, weighted", "Leg Curl",
    ]  # fmt: skip
    assert column(reading, "weight_kg") == [10, 40, None, 40]
    assert column(reading, "duration_s") == [None, None, 60, None]


def test_a_row_that_cannot_be_put_together_is_refused() -> None:
    reading = read_block(f"""
        {CURRENT}
        2024-03-02,Leg Curl,Legs,40.0,kgs,8,,,
        2024-03-02,Leg Curl,Legs,heavy,kgs,8,,,,
    """)
    line, where, value, reason = problem(reading)
    assert (line, where, reason) == (3, "line", "10 columns instead of 9")
    assert value == "2024-03-02,Leg Curl,Legs,heavy,kgs,8,,,,"


def test_a_distance_in_a_unit_of_weight_is_left_out_and_the_set_kept() -> None:
    reading = read_block(f"""
        {CURRENT}
        2024-03-02,Running,Cardio,,,,1.5,km,0:09:21
        2024-03-02,Side Plank,Abs,,,,3.0,kg,0:01:00
        2024-03-02,Side Plank,Abs,,,,0.0,kg,0:00:00
    """)
    assert column(reading, "distance_m") == [1500, None]
    assert column(reading, "duration_s") == [561, 60]
    assert reading.skipped == {"empty": 1}


def test_a_day_is_one_workout_and_an_exercise_done_again_a_second_block() -> None:
    reading = read_block(f"""
        {CURRENT}
        2024-03-02,Leg Curl,Legs,40.0,kgs,8,,,
        2024-03-02,Leg Curl,Legs,40.0,kgs,8,,,
        2024-03-02,Leg Press,Legs,140.0,kgs,8,,,
        2024-03-02,Leg Curl,Legs,40.0,kgs,8,,,
        2024-03-04,Leg Curl,Legs,40.0,kgs,8,,,
    """)
    assert column(reading, "block") == [1, 1, 1, 2, 1]
    assert column(reading, "set_number") == [1, 2, 1, 1, 1]


def test_the_body_tracker_is_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match="FitNotes's file of the body tracker; it holds no sets"):
        read_block("""
            Date,Time,Measurement,Value,Unit
            2024-03-02,08:00,Bodyweight,80,kgs
        """)
