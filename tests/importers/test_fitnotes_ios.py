from __future__ import annotations

from datetime import datetime

import pytest

from tests.importers._reading import column, problem, read_block

HEADER = "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind"


def test_each_row_takes_the_weight_that_it_fills() -> None:
    reading = read_block(f"""
        {HEADER}
        2024-03-02,Barbell Squat,Legs,100,,5,,,,felt light,wr
        2024-03-02,Leg Press,Legs,,225,8,,,,,wr
        2024-03-02,Chin Up,Back,,,8,,,,,r
    """)
    assert (reading.format, reading.source, reading.unit.value) == ("fitnotes_ios", "fitnotes_ios", "mixed")
    assert column(reading, "started_at") == [datetime(2024, 3, 2)] * 3
    assert column(reading, "weight_kg") == [100, pytest.approx(225 * 0.45359237), None]
    assert column(reading, "note") == ["felt light", None, None]


def test_the_unit_is_that_of_the_column_that_is_filled() -> None:
    reading = read_block(f"""
        {HEADER}
        2024-03-02,Leg Press,Legs,,225,8,,,,,wr
    """)
    assert (reading.unit.value, reading.unit.how) == ("lb", 'the column is called "Weight (lbs)"')


def test_where_both_weights_are_filled_the_round_one_was_entered() -> None:
    reading = read_block(f"""
        {HEADER}
        2024-03-02,Barbell Squat,Legs,42.50,93.70,5,,,,,wr
        2024-03-02,Leg Press,Legs,102.06,225.00,8,,,,,wr
    """)
    assert column(reading, "weight_kg") == [42.5, pytest.approx(225 * 0.45359237)]


def test_two_weights_that_contradict_each_other_are_refused() -> None:
    reading = read_block(f"""
        {HEADER}
        2024-03-02,Barbell Squat,Legs,100,100,5,,,,,wr
        2024-03-02,Barbell Squat,Legs,100,,5,,,,,wr
    """)
    assert problem(reading) == (2, "Weight (lbs)", "100", "another weight than the one in kilograms")


def test_times_may_have_hours_and_distances_their_unit() -> None:
    reading = read_block(f"""
        {HEADER}
        2024-03-04,Running,Cardio,,,,1,mi,15:00,,dt
        2024-03-04,Running,Cardio,,,,5,km,01:30:00,,dt
        2024-03-04,Running,Cardio,,,,5,parsec,30:00,,dt
        2024-03-04,Plank,Core,,,,,,01:30,,t
        2024-03-04,Bare,Core,,,,,,,,t
    """)
    assert column(reading, "distance_m") == [1609.344, 5000, None, None]
    assert column(reading, "duration_s") == [15 * 60, 5400, 30 * 60, 90]
    assert reading.skipped == {"empty": 1}


def test_the_android_header_is_left_to_the_other_importer() -> None:
    reading = read_block("""
        Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time
        2024-03-02,Barbell Squat,Legs,100.0,5,,,
    """)
    assert reading.format == "fitnotes"
