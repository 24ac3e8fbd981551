"""What columns mean, from their names in twelve languages and from their values."""

from __future__ import annotations

from textwrap import dedent

import pytest

from analytics.errors import WrongRequest
from analytics.importers._grid import grid
from analytics.importers._layout import chosen, proposal, propose
from analytics.importers._text import Text
from analytics.model import Layout


def layout_of(block: str) -> Layout:
    return propose(grid(Text(dedent(block).strip("\n"), "utf-8", "log.csv")))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Date,Exercise,Weight,Reps,Sets,Notes", "date exercise weight reps sets note"),
        ("Datum,Übung,Gewicht (kg),Wdh.,Sätze,Bemerkung", "date exercise weight reps sets note"),
        ("Date,Exercice,Charge (kg),Répétitions,Séries,Remarques", "date exercise weight reps sets note"),
        ("Fecha,Ejercicio,Peso (kg),Repeticiones,Series,Notas", "date exercise weight reps sets note"),
        ("Data,Exercício,Carga,Repetições,Séries,Observações", "date exercise weight reps sets note"),
        ("Data,Esercizio,Peso,Ripetizioni,Serie,Appunti", "date exercise weight reps sets note"),
        ("Datum,Oefening,Gewicht,Herhalingen,Sets,Opmerkingen", "date exercise weight reps sets note"),
        ("Tarih,Egzersiz,AĞIRLIK,Tekrar,Set sayısı,Notlar", "date exercise weight reps sets note"),
        ("Дата,Упражнение,Нагрузка,Повторения,Подходы,Заметки", "date exercise weight reps sets note"),
        ("Data,Ćwiczenie,Ciężar,Powtórzenia,Serie,Uwagi", "date exercise weight reps sets note"),
        ("日付,種目,重量,回数,セット数,メモ", "date exercise weight reps sets note"),
        ("Datum,Övning,Vikt,Repetitioner,Antal set,Anteckningar", "date exercise weight reps sets note"),
    ],
)
def test_header_words_of_twelve_languages(header: str, expected: str) -> None:
    found = layout_of(f"{header}\n2025-01-05,Squat,100,5,3,\n2025-01-06,Bench,60,8,4,fine\n")
    assert found.columns == dict(zip(expected.split(), header.split(","), strict=True))


def test_computed_planned_and_bodily_columns_are_never_loads_or_repetitions() -> None:
    found = layout_of(
        """
        Date,Exercise,User Weight,Target Weight,Target Reps,1RM,Volume,Actual Weight (kg),Actual Reps
        2025-01-05,Squat,80,105,5,115,500,100,4
        """
    )
    assert found.columns == {
        "date": "Date", "exercise": "Exercise", "weight": "Actual Weight (kg)", "reps": "Actual Reps",
    }  # fmt: skip


def test_a_column_called_time_is_what_its_values_are() -> None:
    whole = layout_of("Time,Exercise,Weight,Reps\n2025-01-05 18:00:00,Squat,100,5\n")
    clock = layout_of("Date,Time,Exercise,Weight,Reps\n2025-01-05,18:30,Squat,100,5\n2025-01-06,07:15,Squat,100,5\n")
    hold = layout_of("Date,Exercise,Weight,Reps,Time\n2025-01-05,Plank,,,60\n2025-01-06,Squat,100,5,\n")
    assert whole.columns["date"] == "Time"
    assert clock.columns["time"] == "Time"
    assert hold.columns["duration"] == "Time"


def test_a_date_in_words_comes_before_unix_seconds_beside_it() -> None:
    found = layout_of("Timestamp,When,Exercise,Weight,Reps\n1736099000,2025-01-05,Squat,100,5\n")
    assert found.columns["date"] == "When"


def test_a_column_without_a_name_is_no_hindrance() -> None:
    found = layout_of(",Date,Exercise,Weight,Reps\n0,2025-01-05,Squat,100,5\n1,2025-01-05,Squat,100,5\n")
    assert "column 1" not in found.columns.values()


def test_a_column_of_sets_that_counts_up_numbers_the_sets() -> None:
    rows = "\n".join(f"2025-01-0{day},Squat,{n},100,5" for day in (5, 6, 7) for n in (1, 2, 3))
    assert "sets" not in layout_of(f"Date,Exercise,Sets,Weight,Reps\n{rows}\n").columns


def test_a_column_named_after_a_set_holds_how_many_where_each_exercise_has_one_row() -> None:
    assert (
        layout_of("Datum,Övning,Set,Reps,Vikt\n2025-01-05,Böj,3,5,100\n2025-01-06,Drag,4,5,120\n").columns["sets"]
        == "Set"
    )


def test_a_duration_of_the_whole_workout_is_not_that_of_a_set() -> None:
    rows = "\n".join(f"2025-01-0{day},{lift},100,5,1:05:00" for day in (5, 6) for lift in ("Squat", "Bench"))
    assert "duration" not in layout_of(f"Date,Exercise,Weight,Reps,Duration\n{rows}\n").columns


def test_the_workouts_name_is_the_exercise_where_nothing_else_is() -> None:
    assert layout_of("Date,Workout,Sets,Reps,Weight\n2025-01-05,Squat,3,5,100\n").columns["exercise"] == "Workout"


def test_small_whole_numbers_beside_a_named_load_are_the_repetitions() -> None:
    found = layout_of("Date,Exercise,Weight,How many\n2025-01-05,Squat,100,5\n2025-01-05,Squat,105,4\n")
    assert found.columns["reps"] == "How many"


def test_columns_whose_cells_hold_sets_are_lifts() -> None:
    found = layout_of("Day|Squat|Bench|Notes\n01/13/2025|110,5,5,5|80,5,5,5|\n01/15/2025|115,5,5,5||tired\n")
    assert found.lifts == ("Squat", "Bench")
    assert found.columns == {"date": "Day", "note": "Notes"}


def test_a_header_of_two_lines_is_one() -> None:
    table = grid(
        Text("Date,Exercise,Set 1,,Set 2,\n,,Weight,Reps,Weight,Reps\n2025-01-05,Squat,100,5,105,5\n", "utf-8")
    )
    assert table.header == ("Date", "Exercise", "Set 1 Weight", "Set 1 Reps", "Set 2 Weight", "Set 2 Reps")
    assert table.lines.tolist() == [3]
    assert dict(proposal(table).sets) == {1: {"weight": 2, "reps": 3}, 2: {"weight": 4, "reps": 5}}


@pytest.mark.parametrize(
    "block",
    [
        "Item,Quantity,Price\nMilk,2,1.20\n",
        "Date,Description,Amount,Balance\n2025-01-05,Gym,-30,970\n2025-01-06,Food,-50,920\n2025-01-07,Food,-50,870\n",
        "Date,Weight\n2025-01-05,82.5\n2025-01-06,82.3\n",
        "Date,Time,Weight (kg),Body fat (%),Notes\n2025-01-05,07:00,82.5,18,\n",
        "Date,Activity Type,Distance (km),Time,Pace,Avg HR\n2025-01-05,Run,5.2,00:26:10,5:02,150\n",
        "Date,Workout,Distance,Duration,Notes\n2025-01-05,6x400m,8,00:40:00,track\n2025-01-06,5x1km,8,00:40:00,\n",
        "Date,Blood pressure,Pulse\n2025-01-05,120/80,60\n2025-01-06,121/79,61\n",
        "Exercise,Week 1,Week 2\nSquat,100x5,105x5\n",
        "Date,Squat,Bench\n2025-01-05,100,60\n2025-01-07,102.5,62.5\n",
    ],
)
def test_a_table_of_something_else_lacks_something(block: str) -> None:
    assert proposal(grid(Text(block, "utf-8", "log.csv"))).missing


def test_a_layout_of_columns_that_are_not_there_is_a_wrong_request() -> None:
    table = grid(Text("Date,Exercise,Reps\n2025-01-05,Squat,5\n", "utf-8", "log.csv"))
    with pytest.raises(WrongRequest, match='has no column "Lift"'):
        chosen(table, Layout({"date": "Date", "exercise": "Lift"}))
    with pytest.raises(WrongRequest, match='A column cannot be "colour"'):
        chosen(table, Layout({"colour": "Date"}))
