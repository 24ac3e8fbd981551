from __future__ import annotations

import contextlib
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import HindsightError, UnreadableFile
from analytics.importers import read
from analytics.model import Choices
from tests.importers._reading import assert_accounted, column, problem, read_block

REPORT = """
    ;-----------------
    ;Legs & core
    ;-----------------
    ;Date;Jan 14., 06:04
    ;Duration;1h:28m
    ;KCAL;512
    ;Heart rate;131 bpm

    #;Barbell Squat;REPS;TIME;REST
    N;6-10 reps
    N;high bar
    W;;65 lbs x 8;;0:00
    1;;225 lbs x 5;;2:30
    2;;227,5 lbs x 4;;0:00

    #;Side Plank;;TIME;REST
    1;;;0:30;0:00

    #;Inverted Row;REPS;TIME;REST
    1;; x 8;;0:00
"""
IN_2025 = Choices(year=2025)
LB = 0.45359237


def test_a_report_is_one_workout_with_its_warm_ups_holds_and_bodyweight_sets() -> None:
    reading = read_block(REPORT, choices=IN_2025)
    assert (reading.format, reading.unit.value, reading.rows) == ("gymaholic", "lb", 5)
    assert column(reading, "started_at") == [datetime(2025, 1, 14, 6, 4)] * 5
    assert column(reading, "workout") == ["Legs & core"] * 5
    assert column(reading, "exercise") == ["Barbell Squat"] * 3 + ["Side Plank", "Inverted Row"]
    assert column(reading, "set_type") == ["warmup", *["working"] * 4]
    assert column(reading, "weight_kg") == [pytest.approx(x * LB) for x in (65, 225, 227.5)] + [None, None]
    assert column(reading, "reps") == [8, 5, 4, None, 8]
    assert column(reading, "duration_s") == [None, None, None, 30, None]
    assert column(reading, "note") == ["6-10 reps\nhigh bar", None, None, None, None]
    assert column(reading, "source_line") == [12, 13, 14, 17, 20]  # the first line of the file is a rule


def test_the_calories_and_the_heart_rate_are_nowhere_in_the_reading() -> None:
    reading = read_block(REPORT, choices=IN_2025)
    assert "512" not in reading.sets.to_csv()
    assert "131" not in reading.sets.to_csv()


@pytest.mark.parametrize("name", ["2024-01-14 legs.csv", "legs_20240114.csv", "Legs Jan 14 2024.csv"])
def test_the_year_comes_from_the_name_of_the_file(name: str) -> None:
    assert column(read_block(REPORT, name=name), "started_at")[0] == datetime(2024, 1, 14, 6, 4)
    assert column(read_block(REPORT, name=name, choices=IN_2025), "started_at")[0] == datetime(2025, 1, 14, 6, 4)


@pytest.mark.parametrize("name", ["legs.csv", "2023 and 2024.csv", "202401.csv"])
def test_without_a_year_the_report_is_refused_and_the_refusal_says_how_to_give_it(name: str) -> None:
    with pytest.raises(UnreadableFile, match="in which year its workout was") as refusal:
        read_block(REPORT, name=name)
    assert "--year 2025" in refusal.value.hint


@pytest.mark.parametrize("date", ["Jan 14., 2025, 06:04", "14. Jan., 06:04", "Jan 14, 6:04 AM", "janv. 14., 06:04"])
def test_dates_of_other_phones_are_read(date: str) -> None:
    reading = read_block(REPORT.replace("Jan 14., 06:04", date), choices=IN_2025)
    assert column(reading, "started_at")[0] == datetime(2025, 1, 14, 6, 4)


def test_a_warm_up_may_stand_in_a_column_of_its_own() -> None:
    reading = read_block(
        """
        ;Date;Jan 14., 06:04
        #;Barbell Squat
        1;60 kg x 8;100 kg x 5
        2;;100 kg x 5
        """,
        choices=IN_2025,
    )
    assert column(reading, "set_type") == ["warmup", "working", "working"]
    assert column(reading, "weight_kg") == [60, 100, 100]
    assert column(reading, "source_line") == [3, 3, 4]


def test_several_reports_in_one_file_are_several_workouts() -> None:
    block = REPORT + REPORT.replace("Jan 14.", "Jan 16.").replace("Legs & core", "Back")
    reading = read_block(block, choices=IN_2025)
    assert column(reading, "workout") == ["Legs & core"] * 5 + ["Back"] * 5
    assert {moment.day for moment in reading.sets["started_at"]} == {14, 16}


def test_a_line_that_is_no_set_is_refused_and_an_unfilled_one_skipped() -> None:
    reading = read_block(
        """
        ;Date;Jan 14., 06:04
        #;Barbell Squat;REPS;TIME;REST
        1;;100 kg x 5;;0:00
        2;;a lot;;
        3;;0 kg x 0;0:00;
        """,
        choices=IN_2025,
    )
    assert problem(reading) == (4, "Set", "a lot", "not a set such as 100 kg x 5")
    assert (len(reading.sets), reading.skipped) == (1, {"empty": 1})


def test_a_report_without_sets_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="holds no sets"):
        read_block(";Date;Jan 14., 06:04\n#;Barbell Squat", choices=IN_2025)


LINES = st.sampled_from(
    ["", ";---", ";Legs", ";Date;", ";Date;Jan 14., 06:04", ";Date;Feb 30., 99:99", "#;Squat", "#;", "N;note", "1;;",
     "W", "1;;9999999999 kg x 5", "1;;5 stone x 5", "1;;1.5.5 kg x 5", "x;;;0:30", "1;2;3;4;5;6",
     '"1";"";"60 kg x 5"', ";;;;"]
)  # fmt: skip


@given(st.lists(LINES, max_size=12), st.sampled_from([None, 2025, 0, 123456]))
def test_any_lines_are_read_or_kindly_refused(lines: list[str], year: int | None) -> None:
    content = "\n".join([";Date;Jan 14., 06:04", "#;Squat", *lines]).encode()
    with contextlib.suppress(HindsightError):
        assert_accounted(read("log.csv", content, Choices(year=year)))
