from __future__ import annotations

from datetime import datetime

import pytest

from analytics.errors import UnreadableFile
from analytics.model import Choices, Reading
from tests.importers._reading import assert_accounted, column, problem, read_block

BLOCK = "Weight (KG),Weight (LB),Set 1,Set 2,Set 3,Set 4,Set 5"
OLD = f"Date,Note,Workout,Body Weight,Exercise 1,{BLOCK},Exercise 2,{BLOCK}"
NEW = (
    "Date (yyyy/mm/dd),Workout,Workout Name,Body Weight (KG),Exercise,Sets\u00d7Reps,Sets\u00d7Time,"
    "Start Time (h:mm),Notes,Set 1 (Reps),Set 1 (KG),Set 2 (Reps),Set 2 (KG),Set 3 (Reps),Set 3 (KG)"
)


def read_old(*rows: str, header: str = OLD, choices: Choices | None = None) -> Reading:
    return read_block("\n".join([header, *rows]), choices=choices)


# --- a row per workout ----------------------------------------------------------------------------------------------


def test_every_cell_of_a_workout_is_a_set_of_its_exercise() -> None:
    reading = read_old("25/04/18,,A,80kg,Squat,60,,5,5,5,5,4,Deadlift,80,,5,,,,")
    assert column(reading, "exercise") == ["Squat"] * 5 + ["Deadlift"]
    assert column(reading, "reps") == [5, 5, 5, 5, 4, 5]
    assert column(reading, "weight_kg") == [60] * 5 + [80]
    assert column(reading, "set_number") == [1, 2, 3, 4, 5, 1]
    assert column(reading, "workout") == ["A"] * 6
    assert column(reading, "started_at") == [datetime(2018, 4, 25)] * 6
    assert reading.unit.how == 'the column is called "Weight (KG)"'


def test_a_workout_longer_than_the_header_is_read_to_its_end() -> None:
    reading = read_old(
        "25/04/18,,A,80,Squat,60,,5,,,,,Row,40,,5,,,,,Curl,20,,8,8,,,",
        "27/04/18,,B,80,Squat,60,,5,,,,,Row,40,,5,,,,,Curl,20,,8,,,,,",  # and one blank cell more
    )
    assert column(reading, "exercise") == ["Squat", "Row", "Curl", "Curl", "Squat", "Row", "Curl"]
    assert reading.problems == ()


def test_a_workout_without_its_blank_ending_is_read() -> None:
    reading = read_old("25/04/18,,A,80,Squat,60,,5,5,5,5,5", "27/04/18,,B,80,Squat,60,,5,5,,,,Row,")
    assert column(reading, "reps") == [5] * 7


def test_a_line_that_was_cut_is_refused_whole() -> None:
    reading = read_old("25/04/18,,A,80,Squat,60,,5,5,5,5,5,Row,40,,5,,,,", "27/04/18,,B,80,Squat,60,,5,5")
    assert problem(reading) == (3, "line", "27/04/18,,B,80,Squat,60,,5,5", "the line breaks off: 9 of 20 columns")
    assert len(reading.sets) == 6


def test_a_blank_is_a_set_not_done_and_nought_one_that_failed() -> None:
    reading = read_old("25/04/18,,A,80,Squat,60,,5,0,-,,,Pull-ups,0,,0,,,,")
    assert column(reading, "reps") == [5, 0, 0, 0]
    assert column(reading, "weight_kg") == [60, 60, 60, None]


def test_a_workout_of_which_nothing_was_done_is_counted_once() -> None:
    reading = read_old(
        "25/04/18,,A,80,Squat,60,,5,,,,,Row,40,,,,,,",
        "27/04/18,,B,80,Squat,60,,,,,,,Row,40,,,,,,",
        ",,,,,,,,,,,,,,,,,,,",
    )
    assert (reading.rows, reading.skipped) == (3, {"not_performed": 1, "empty": 1})


def test_planks_are_held_for_seconds() -> None:
    reading = read_old("25/04/18,,A,80,Planks,0,,30,45,,,,Row,40,,5,,,,")
    assert column(reading, "duration_s") == [30, 45, None]
    assert column(reading, "reps") == [None, None, 5]


@pytest.mark.parametrize(
    ("days", "order", "first"),
    [
        (("04/05/18", "13/05/18"), "dmy", datetime(2018, 5, 4)),
        (("04/05/18", "04/13/18"), "mdy", datetime(2018, 4, 5)),
    ],
)
def test_the_order_of_day_and_month_is_decided_over_the_file(
    days: tuple[str, str], order: str, first: datetime
) -> None:
    reading = read_old(*(f"{day},,A,80,Squat,60,,5,,,,,Row,40,,5,,,," for day in days))
    assert reading.date_order.value == order
    assert column(reading, "started_at")[0] == first


def test_of_two_filled_load_columns_the_finer_one_is_the_lifters() -> None:
    rows = ("25/04/18,,A,80,Squat,60,135,5,,,,,Row,40,90,5,,,,", "27/04/18,,A,80,Squat,60,130,5,,,,,Row,40,90,5,,,,")
    reading = read_old(*rows)
    assert reading.unit.value == "lb"
    assert "3 different loads in lb are rounded to 2 in kg" in reading.unit.how
    assert column(reading, "weight_kg")[0] == pytest.approx(135 * 0.45359237)
    chosen = read_old(*rows, choices=Choices(unit="kg"))
    assert column(chosen, "weight_kg") == [60, 40, 60, 40]


def test_a_row_that_fills_only_the_other_column_keeps_its_load() -> None:
    reading = read_old("25/04/18,,A,80,Squat,60,,5,,,,,Row,,100,5,,,,")
    assert reading.unit.value == "mixed"
    assert column(reading, "weight_kg") == [60, pytest.approx(45.359237)]


def test_a_comma_in_a_note_never_makes_a_number_an_exercise() -> None:
    reading = read_old("25/04/18,tired, slept badly,A,80,Squat,60,,5,5,5,5,5,Row,40,,5,,,,")
    assert len(reading.sets) == 0
    assert {found.reason for found in reading.problems} <= {
        "not a number",
        "a number where the exercise should stand",
        "no exercise",
    }


def test_the_body_weight_is_nowhere_in_the_reading() -> None:
    reading = read_old("25/04/18,,A,87.3kg,Squat,60,,5,x,,,,Row,40,,5,,,,")
    assert "87.3" not in f"{reading.sets.to_csv()}{reading.problems}{reading.notes}"


def test_the_old_layout_with_semicolons_and_decimal_commas_is_read() -> None:
    reading = read_old("25/04/18;;A;80;Squat;62,5;;5;;;;;Row;40;;5;;;;", header=OLD.replace(",", ";"))
    assert column(reading, "weight_kg") == [62.5, 40]


def test_a_file_without_loads_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no column for the weight in kg or lb"):
        read_block("Date,Exercise 1,Set 1,Set 2\n25/04/18,Squat,5,5")


# --- a row per exercise ---------------------------------------------------------------------------------------------


def test_every_pair_of_an_exercise_is_a_set() -> None:
    reading = read_block(f"{NEW}\n2026/08/11,1,Workout A,80,Squat,5/5/-,,10:56 PM,felt strong,5,55,5,57.5,0,57.5")
    assert column(reading, "started_at") == [datetime(2026, 8, 11, 22, 56)] * 3
    assert column(reading, "weight_kg") == [55, 57.5, 57.5]
    assert column(reading, "reps") == [5, 5, 0]
    assert column(reading, "workout") == ["Workout A"] * 3
    assert column(reading, "note") == ["felt strong"] * 3


def test_the_header_with_plain_letters_spaces_and_pounds_is_read() -> None:
    header = (
        NEW.replace("\u00d7", "x")
        .replace(",Set", ", Set")
        .replace("(KG)", "(LB)")
        .replace("Body Weight (LB)", "Body Weight (KG)")
    )
    reading = read_block(f"{header}\n2026/08/11,1,Workout A,80,Squat,1x5,,7:05 AM,,5,100,,,,")
    assert (reading.unit.value, column(reading, "weight_kg")) == ("lb", [pytest.approx(45.359237)])
    assert column(reading, "started_at") == [datetime(2026, 8, 11, 7, 5)]


def test_a_skipped_exercise_is_counted_and_is_no_set() -> None:
    reading = read_block(
        f"{NEW}\n"
        "2026/08/11,1,Workout A,80,Squat,Skipped,,10:56 PM,,,,,,,\n"
        "2026/08/11,1,Workout A,80,Row,5,,10:56 PM,,5,40,Skipped,40,,40\n"
    )
    assert reading.skipped == {"not_performed": 3}
    assert column(reading, "exercise") == ["Row"]


def test_timed_sets_are_seconds() -> None:
    reading = read_block(f"{NEW}\n2026/08/11,1,Workout A,80,Side Hold,,2\u00d730,10:56 PM,,30,,0:45,,,")
    assert (column(reading, "duration_s"), column(reading, "reps")) == ([30, 45], [None, None])


def test_a_new_row_that_was_cut_is_refused() -> None:
    reading = read_block(f"{NEW}\n2026/08/11,1,Workout A,80,Squat,5,,10:56 PM,,5,55,,,,\n2026/08/11,1,Workout A,80,")
    assert problem(reading)[3] == "the line breaks off: 5 of 15 columns"
    assert_accounted(reading)


def test_a_header_that_breaks_off_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no column for the first set"):
        read_block("Date,Exercise 1,Weight (KG)\r,Set 1\n25/04/18,Squat,60,5")
