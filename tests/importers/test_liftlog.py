from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers._reading import column, problem, read_block

HEADER = "SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes"


def test_the_sets_of_a_session_are_one_workout_that_starts_with_its_first_set() -> None:
    reading = read_block(f"""
        {HEADER}
        b,2026-05-06T18:20:40,Leg Curl,40,kg,12,12,
        b,2026-05-06T18:05:10,Squat,100,kg,5,5,deep
        b,2026-05-06T18:00:30,Squat,90,kg,5,5,
        a,2026-05-04T07:00:00,Squat,80,kg,5,5,
    """)
    assert reading.format == "liftlog"
    assert column(reading, "started_at") == [datetime(2026, 5, 4, 7, 0), *[datetime(2026, 5, 6, 18, 0, 30)] * 3]
    assert column(reading, "weight_kg") == [80, 90, 100, 40]
    assert column(reading, "set_number") == [1, 1, 2, 1]
    assert column(reading, "source_line") == [5, 4, 3, 2]
    assert column(reading, "note") == [None, None, "deep", None]


def test_an_exercise_done_again_after_another_is_a_second_block() -> None:
    reading = read_block(f"""
        {HEADER}
        a,2026-05-06T18:20:00,Squat,80,kg,5,5,
        a,2026-05-06T18:10:00,Leg Curl,40,kg,12,12,
        a,2026-05-06T18:00:00,Squat,100,kg,5,5,
    """)
    assert column(reading, "exercise") == ["Squat", "Leg Curl", "Squat"]
    assert (column(reading, "block"), column(reading, "set_number")) == ([1, 1, 2], [1, 1, 1])


@given(st.permutations(range(6)))
def test_the_order_of_the_rows_does_not_matter(order: list[int]) -> None:
    rows = [f"s{n // 3},2026-05-0{1 + n // 3}T18:0{n}:00,Squat,{60 + 10 * n},kg,{n + 3},5," for n in range(6)]
    reading = read_block("\n".join([HEADER, *(rows[n] for n in order)]))
    assert column(reading, "weight_kg") == [60, 70, 80, 90, 100, 110]
    assert column(reading, "set_number") == [1, 2, 3, 1, 2, 3]


def test_rows_without_a_session_are_one_workout_a_day() -> None:
    reading = read_block(f"""
        {HEADER}
        ,2026-05-06T18:00:00,Squat,100,kg,5,5,
        ,2026-05-06T18:05:00,Squat,100,kg,5,5,
        ,2026-05-07T18:00:00,Squat,100,kg,5,5,
    """)
    assert column(reading, "started_at") == [*[datetime(2026, 5, 6, 18, 0)] * 2, datetime(2026, 5, 7, 18, 0)]


def test_each_row_states_its_unit_and_none_without_a_load() -> None:
    reading = read_block(f"""
        {HEADER}
        a,2026-05-06T18:00:00,Squat,225,lbs,5,5,
        a,2026-05-06T18:05:00,Squat,100,kg,5,5,
        a,2026-05-06T18:10:00,Push Up,,,20,20,
        a,2026-05-06T18:15:00,Push Up,0,nil,20,20,
    """)
    assert reading.unit.value == "mixed"
    assert column(reading, "weight_kg") == [pytest.approx(102.05828325), 100, None, None]


def test_a_load_in_an_unknown_unit_is_refused() -> None:
    reading = read_block(f"""
        {HEADER}
        a,2026-05-06T18:00:00,Squat,7,stone,5,5,
    """)
    assert problem(reading) == (2, "WeightUnit", "stone", "not a unit of weight")


def test_a_set_without_a_time_does_not_move_its_workout() -> None:
    reading = read_block(f"""
        {HEADER}
        a,soon,Squat,100,kg,5,5,
        a,2026-05-06T18:05:00,Squat,100,kg,5,5,
        a,2026-05-06T18:00:00,Squat,100,kg,five,5,
    """)
    assert [(found.line, found.reason) for found in reading.problems] == [(2, "not a date"), (4, "not a number")]
    assert column(reading, "started_at") == [datetime(2026, 5, 6, 18, 0)]
