from __future__ import annotations

from datetime import datetime

import pytest

from analytics.model import Choices
from tests.importers._reading import column, problem, read_block

HEADER = "Workout Start,Workout End,Exercise,Weight,Reps,Notes,Kcal,Distance,Duration,Category,Name,Bodyweight"
KG = Choices(unit="kg")


def test_a_set_is_read_with_its_workout_and_note() -> None:
    reading = read_block(
        f"""
        {HEADER}
        2026-05-01 18:00,2026-05-01 19:00,"Lying leg curl ","42,5",10,"Slow, please",,,,Legs,"Leg day",91
        2026-05-01 18:00,2026-05-01 19:00,"Lying leg curl ",45,8,"",,,,Legs,"Leg day",91
        """,
        choices=KG,
    )
    assert reading.format == "repcount"
    assert column(reading, "started_at") == [datetime(2026, 5, 1, 18, 0)] * 2
    assert (column(reading, "workout")[0], column(reading, "exercise")[0]) == ("Leg day", "Lying leg curl ")
    assert (column(reading, "weight_kg"), column(reading, "reps")) == ([42.5, 45], [10, 8])
    assert column(reading, "note") == ["Slow, please", None]


def test_a_negative_load_is_assistance() -> None:
    reading = read_block(
        f"""
        {HEADER}
        2026-05-01 18:00,2026-05-01 19:00,"Assisted Dips","-14,8",8,"",,,,Triceps,"Push",
        2026-05-01 18:00,2026-05-01 19:00,"Dips",10,8,"",,,,Triceps,"Push",
        """,
        choices=KG,
    )
    assert column(reading, "weight_kg") == [14.8, 10]
    assert column(reading, "load_kind") == ["assisted", None]


def test_cardio_and_holds_have_a_distance_or_a_time() -> None:
    reading = read_block(
        f"""
        {HEADER}
        2026-05-01 18:00,2026-05-01 19:00,"Rowing Machine",,,"",120,2000,538,Cardio,"Pull",
        2026-05-01 18:00,2026-05-01 19:00,"Dead Hang",,,"",,,45,Accessory,"Pull",
        """,
        choices=KG,
    )
    assert (column(reading, "distance_m"), column(reading, "duration_s")) == ([2000, None], [538, 45])
    assert column(reading, "reps") == [None, None]


def test_rows_without_a_set_are_a_note_or_empty() -> None:
    reading = read_block(
        f"""
        {HEADER}
        2026-05-01 18:00,2026-05-01 19:00,"Squat",,,"knee felt odd",,,,Legs,"Legs",
        2026-05-01 18:00,2026-05-01 19:00,"Squat",,,"",,,,Legs,"Legs",
        2026-05-01 18:00,2026-05-01 19:00,"",,,"",,,,,"",
        2026-05-01 18:00,2026-05-01 19:00,"Squat",0,0,"",,,,Legs,"Legs",
        2026-05-01 18:00,2026-05-01 19:00,"Squat",100,0,"missed it",,,,Legs,"Legs",
        """,
        choices=KG,
    )
    assert reading.skipped == {"note": 1, "empty": 3}
    assert (column(reading, "reps"), column(reading, "note")) == ([0], ["missed it"])


def test_a_set_of_no_exercise_is_refused() -> None:
    reading = read_block(
        f"""
        {HEADER}
        2026-05-01 18:00,2026-05-01 19:00,"",100,5,"",,,,Legs,"Legs",
        """,
        choices=KG,
    )
    assert problem(reading) == (2, "Exercise", "", "no exercise")


def test_columns_that_are_missing_are_not_missed() -> None:
    reading = read_block(
        """
        Workout Start,Workout End,Exercise,Weight,Reps,Notes,Category
        2026-05-01 18:00,2026-05-01 19:00,Squat,100,5,,Legs
        """,
        choices=KG,
    )
    assert (column(reading, "weight_kg"), column(reading, "workout")) == ([100], [None])


def test_dates_that_excel_rewrote_are_read() -> None:
    reading = read_block(f"""
        {HEADER}
        5/18/26 9:06,5/18/26 10:06,"Squat",100,5,"",,,,Legs,"Legs",
    """)
    assert (column(reading, "started_at"), reading.date_order.value) == ([datetime(2026, 5, 18, 9, 6)], "mdy")


def test_the_unit_can_be_chosen_and_a_header_that_states_it_is_believed() -> None:
    row = '2026-05-01 18:00,2026-05-01 19:00,"Squat",100,5,"",,,,Legs,"Legs",'
    chosen = read_block(f"{HEADER}\n{row}", choices=Choices(unit="lb"))
    stated = read_block(f"{HEADER.replace('Weight', 'Weight (lbs)')}\n{row}")
    assert column(chosen, "weight_kg") == column(stated, "weight_kg") == [pytest.approx(45.359237)]


def test_kilocalories_and_body_weight_are_not_read() -> None:
    reading = read_block(f"""
        {HEADER}
        2026-05-01 18:00,2026-05-01 19:00,"Squat",100,5,"",half a bun,,,Legs,"Legs",a secret
    """)
    assert len(reading.sets) == 1
    assert not reading.sets.astype("str").isin(["a secret", "half a bun"]).any(axis=None)
