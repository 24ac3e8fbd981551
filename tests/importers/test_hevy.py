from __future__ import annotations

from datetime import datetime

import pytest

from analytics.errors import UnreadableFile
from tests.importers._reading import column, problem, read_block

KG = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    "weight_kg,reps,distance_km,duration_seconds,rpe"
)


def test_a_set_is_read_with_its_type_effort_and_note() -> None:
    reading = read_block(f"""
        {KG}
        "Lower","15 Sep 2025, 07:48","15 Sep 2025, 09:13","good day","Leg Curl",,"slow",0,"warmup",39,10,,0,
        "Lower","15 Sep 2025, 07:48","15 Sep 2025, 09:13","good day","Leg Curl",,"slow",1,"normal",51.5,8,,0,8.5
        "Lower","15 Sep 2025, 07:48","15 Sep 2025, 09:13","good day","Leg Curl",,"slow",2,"dropset",30,12,,0,
        "Lower","15 Sep 2025, 07:48","15 Sep 2025, 09:13","good day","Leg Curl",,"slow",3,"failure",30,9,,0,10
        "Lower","15 Sep 2025, 07:48","15 Sep 2025, 09:13","good day","Leg Curl",,"slow",4,"myorep",30,4,,0,
    """)
    assert column(reading, "started_at")[0] == datetime(2025, 9, 15, 7, 48)
    assert column(reading, "set_type") == ["warmup", "working", "drop", "failure", "other"]
    assert column(reading, "weight_kg") == [39, 51.5, 30, 30, 30]
    assert column(reading, "rir") == [None, 1.5, None, 0, None]
    assert column(reading, "duration_s") == [None] * 5
    assert column(reading, "note")[0] == "slow"
    assert column(reading, "set_number") == [1, 2, 3, 4, 5]


def test_load_and_distance_have_their_units_each_for_itself() -> None:
    reading = read_block(f"""
        {KG.replace("distance_km", "distance_miles")}
        Run,"7 Aug 2023, 18:16","7 Aug 2023, 19:00",,Running,,,0,normal,,,2,900,
        Run,"7 Aug 2023, 18:16","7 Aug 2023, 19:00",,Squat (Barbell),,,0,normal,100,5,,,
    """)
    assert reading.unit.value == "kg"
    assert column(reading, "distance_m") == [pytest.approx(3218.688), None]
    assert column(reading, "weight_kg") == [None, 100]


def test_pounds_become_kilograms() -> None:
    reading = read_block(f"""
        {KG.replace("weight_kg", "weight_lbs")}
        Legs,"7 Aug 2023, 18:16",,,Squat (Barbell),,,0,normal,225,5,,,
    """)
    assert (reading.unit.value, column(reading, "weight_kg")) == ("lb", [pytest.approx(102.05828325)])


def test_with_both_weight_columns_each_row_takes_the_one_it_fills() -> None:
    reading = read_block(f"""
        {KG.replace("weight_kg", "weight_kg,weight_lbs")}
        Legs,"7 Aug 2023, 18:16",,,Squat (Barbell),,,0,normal,100,,5,,,
        Legs,"7 Aug 2023, 18:16",,,Squat (Barbell),,,1,normal,,100,5,,,
    """)
    assert reading.unit.value == "mixed"
    assert column(reading, "weight_kg") == [100, pytest.approx(45.359237)]


def test_the_older_header_without_supersets_is_read() -> None:
    reading = read_block(f"""
        {KG.replace("superset_id,", "")}
        Legs,"7 Aug 2023, 18:16",,,Squat (Barbell),,0,normal,100,5,,,
    """)
    assert column(reading, "weight_kg") == [100]


@pytest.mark.parametrize(
    "written",
    [
        "5 Mai 2026, 18:49", "5 mai 2026, 18:49", "5 May 2026, 18:49", "5 mei 2026, 18:49", "5 mag 2026, 18:49",
        "May 5, 2026, 6:49 PM", "May 5, 2026, 6:49\u202fPM", "2026-05-05T18:49:00",
    ],
)  # fmt: skip
def test_the_month_is_understood_in_the_language_of_the_app(written: str) -> None:
    reading = read_block(f"""
        {KG}
        Legs,"{written}",,,Squat (Barbell),,,0,normal,100,5,,,
    """)
    assert column(reading, "started_at") == [datetime(2026, 5, 5, 18, 49)]


def test_an_index_that_starts_again_is_a_second_block() -> None:
    reading = read_block(f"""
        {KG}
        Legs,"7 Aug 2023, 18:16",,,Leg Curl,,,0,normal,40,10,,,
        Legs,"7 Aug 2023, 18:16",,,Leg Curl,,,1,normal,40,10,,,
        Legs,"7 Aug 2023, 18:16",,,Leg Curl,,,0,normal,40,10,,,
    """)
    assert (column(reading, "block"), column(reading, "set_number")) == ([1, 1, 2], [1, 2, 1])


def test_a_file_that_excel_saved_with_semicolons_and_commas_is_read() -> None:
    reading = read_block(f"""
        {KG.replace(",", ";")}
        Legs;15 Sep 2025, 07:48;;;Squat (Barbell);;;0;normal;102,5;5;;;8,5
        Legs;15 Sep 2025, 07:48;;;Squat (Barbell);;;1;normal;61,235;5;;;
    """)
    assert (column(reading, "weight_kg"), column(reading, "rir")) == ([102.5, 61.235], [1.5, None])


def test_rows_that_were_never_filled_in_are_counted_as_empty() -> None:
    reading = read_block(f"""
        {KG}
        Legs,"7 Aug 2023, 18:16",,,Leg Curl,,,0,normal,,,,,
        Legs,"7 Aug 2023, 18:16",,,Leg Curl,,,1,normal,,,,0,
        Legs,"7 Aug 2023, 18:16",,,Push Up,,,0,normal,,12,,,
        Legs,"7 Aug 2023, 18:16",,,Pull Up,,,0,failure,,0,,,
    """)
    assert reading.skipped == {"empty": 2}
    assert column(reading, "reps") == [12, 0]


def test_a_broken_line_is_named_by_its_first_line_in_the_file() -> None:
    reading = read_block(f"""
        {KG}
        Legs,"7 Aug 2023, 18:16",,,Leg Curl,,"first
        second",0,normal,40,10,,,
        Legs,"31 Feb 2023, 18:16",,,Leg Curl,,,1,normal,40,10,,,
    """)
    assert problem(reading) == (4, "start_time", "31 Feb 2023, 18:16", "there is no such date")


def test_the_measurements_file_is_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match="Hevy's file of the body measurements; it holds no sets"):
        read_block("""
            date,weight_kg,fat_percent,neck_cm,chest_cm
            "7 Aug 2023, 18:16",80,15,38,101
        """)
