from __future__ import annotations

from datetime import datetime

import pytest

from analytics.model import Choices
from tests.importers._reading import column, problem, read_block

HEADER = (
    "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,Required RPE,"
    "Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,Completed Weight Unit,"
    "Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes"
)
OLDER = (
    "DateTime,Program,Day Name,Exercise,Equipment,Is Warmup Set?,Required Reps,Completed Reps,RPE,Is AMRAP?,"
    "Weight Value,Weight Unit"
)


def test_a_set_is_read_with_its_day_effort_and_note() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-02-03T17:01:02.345Z,My Plan,Lower,Squat,1,5,5,0,,,0,60,kg,60,kg,0,2026-02-03T17:03:00.000Z,Quadriceps,,
        2026-02-03T17:01:02.345Z,My Plan,Lower,Squat,0,5,6,0,8,8.5,1,100,kg,102.5,kg,0,,Quadriceps,"a,b","felt
        light"
    """)
    assert (reading.format, reading.unit.value) == ("liftosaur", "kg")
    assert column(reading, "workout") == ["Lower", "Lower"]
    assert column(reading, "set_type") == ["warmup", "working"]
    assert (column(reading, "weight_kg"), column(reading, "reps")) == ([60, 102.5], [5, 6])
    assert column(reading, "rir") == [None, 1.5]
    assert column(reading, "note")[1] == "felt\nlight"
    assert column(reading, "started_at")[0] == datetime(2026, 2, 3, 17, 1, 2)


def test_planned_sets_that_were_not_done_are_no_sets() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-02-03T17:00:00.000Z,P,Lower,Squat,1,5,,0,,,0,60,kg,,,0,,,,
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,,0,8,,0,100,kg,100,kg,0,2026-02-03T17:09:00.000Z,,,
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,5,0,8,,0,100,kg,100,kg,0,,,,
    """)
    assert reading.skipped == {"not_performed": 2}
    assert (column(reading, "weight_kg"), column(reading, "rir")) == ([100], [None])  # the planned RPE is no effort


def test_a_set_without_a_weight_of_its_own_was_done_with_the_planned_one() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,5,0,,,0,90,kg,,,0,,,,
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,5,0,,,0,90,kg,95,kg,0,,,,
        2026-02-03T17:00:00.000Z,P,Lower,Pull Up,0,5,5,0,,,0,10,kg,0,kg,0,,,,
    """)
    assert column(reading, "weight_kg") == [90, 95, None]


def test_each_weight_is_in_the_unit_of_its_own_cell() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,5,0,,,0,100,kg,100,lb,0,,,,
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,5,0,,,0,100,lb,,,0,,,,
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,5,0,,,0,100,lb,100,kg,0,,,,
    """)
    assert reading.unit.value == "mixed"
    assert column(reading, "weight_kg") == [pytest.approx(45.359237), pytest.approx(45.359237), 100]


def test_the_units_of_sets_that_were_not_done_do_not_decide() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,,0,,,0,100,lb,,,0,,,,
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,,0,,,0,100,lb,,,0,,,,
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,5,0,,,0,,,100,kg,0,,,,
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,5,0,,,0,,,100,,0,,,,
    """)
    assert (reading.unit.value, column(reading, "weight_kg")) == ("kg", [100, 100])


def test_a_weight_in_an_unknown_unit_is_refused() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,5,0,,,0,,,7,stone,0,,,,
    """)
    assert problem(reading) == (2, "Completed Weight Value", "7", "the weight is in no unit that is known")


def test_the_name_keeps_its_equipment() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-02-03T17:00:00.000Z,P,Lower,"Romanian Deadlift, Leverage Machine",0,5,5,0,,,0,,,100,kg,0,,,,
    """)
    assert column(reading, "exercise") == ["Romanian Deadlift, Leverage Machine"]


def test_as_many_reps_as_possible_is_a_working_set_of_unknown_effort() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,5,9,1,,,0,,,100,kg,0,,,,
    """)
    assert (column(reading, "set_type"), column(reading, "reps"), column(reading, "rir")) == (["working"], [9], [None])


def test_no_reps_with_a_load_are_a_missed_attempt() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-02-03T17:00:00.000Z,P,Lower,Squat,0,1,0,0,,,0,,,150,kg,0,,,,
        2026-02-03T17:00:00.000Z,P,Lower,Push Up,0,1,0,0,,,0,,,0,kg,0,,,,
    """)
    assert (column(reading, "reps"), reading.skipped) == ([0], {"empty": 1})


def test_the_day_follows_the_time_zone() -> None:
    reading = read_block(
        f"""
        {HEADER}
        2026-02-03T23:30:00.000Z,P,Lower,Squat,0,5,5,0,,,0,,,100,kg,0,,,,
        """,
        choices=Choices(time_zone="Europe/Berlin"),
    )
    assert column(reading, "started_at") == [datetime(2026, 2, 4, 0, 30)]


def test_an_older_export_has_the_equipment_in_a_column_of_its_own() -> None:
    reading = read_block(f"""
        {OLDER}
        2022-02-03T17:00:00.000Z,P,Lower,Squat,barbell,0,5,5,9,0,225,lb
        2022-02-03T17:00:00.000Z,P,Lower,Calf Raise,leverageMachine,0,10,10,,0,100,lb
        2022-02-03T17:00:00.000Z,P,Lower,Plank,,0,10,10,,0,0,lb
    """)
    assert column(reading, "exercise") == ["Squat, Barbell", "Calf Raise, Leverage Machine", "Plank"]
    assert column(reading, "weight_kg") == [pytest.approx(102.05828325), pytest.approx(45.359237), None]
    assert column(reading, "rir") == [1, None, None]
