from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from textwrap import dedent
from time import process_time

import pytest

from analytics.errors import UnreadableFile
from analytics.importers import read
from analytics.importers._text import Text
from analytics.importers.jefit import recognises
from analytics.model import Choices, Reading
from tests.importers._reading import assert_accounted, column, problem

LOGS = "USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime"
SET_LOGS = "_id,userid,exercise_log_id,set_index,weight_lbs,reps,distance_mi,duration,set_type,log_time"
CARDIO = "row_id,_id,eid,belongSys,lap,duration,speed,distance,calorie,mydate"
SESSIONS = "rowid,_id,USERID,starttime,endtime"
NOTES = "row_id,_id,eid,belongSys,mynote,title,mydate"
SQUAT = '1,"2024-05-01 10:00:00",1,"135x5,155x5,175x0",11,0,2024-05-01,12,"Barbell Squat",0,0,0'


def section(title: str, header: str, *rows: str) -> str:
    return "\n".join([f"\n### {title} {'#' * 40}\n", header, *rows, "\n", "#" * 54, ""])


def log(
    *rows: str,
    mass: str = " lbs",
    sets: tuple[str, ...] = (),
    cardio: tuple[str, ...] = (),
    sessions: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> str:
    return "".join(
        (
            section("SETTING", "row_id,gender,DOB,mass", f'1,F,1990-01-02,"{mass}"'),
            section("ROUTINES", "row_id,name,description", '1,A,"two\nlines"'),
            section("WORKOUT SESSIONS", SESSIONS, *sessions),
            section("EXERCISE LOGS", LOGS, *rows),
            section("EXERCISE SET LOGS", SET_LOGS, *sets),
            section("CARDIO LOGS", CARDIO, *cardio),
            section("NOTES", NOTES, *notes),
        )
    )


def read_log(content: str, choices: Choices | None = None) -> Reading:
    reading = read("log.csv", content.encode(), choices or Choices())
    assert_accounted(reading)
    return reading


# --- packed sets ----------------------------------------------------------------------------------------------------


def test_every_packed_pair_is_a_set_of_load_and_reps() -> None:
    reading = read_log(log(SQUAT))
    assert column(reading, "weight_kg") == pytest.approx([135 * 0.45359237, 155 * 0.45359237, 175 * 0.45359237])
    assert column(reading, "reps") == [5, 5, 0]  # a load without a rep is an attempt that failed
    assert column(reading, "set_number") == [1, 2, 3]
    assert column(reading, "exercise") == ["Barbell Squat"] * 3
    assert column(reading, "started_at") == [datetime(2024, 5, 1)] * 3


def test_a_set_names_its_line_in_the_whole_file() -> None:
    content = log(SQUAT)
    lines = content.split("\n")
    assert [lines[int(line) - 1] for line in read_log(content).sets["source_line"]] == [SQUAT] * 3


def test_a_pair_that_was_never_filled_in_is_empty_and_one_without_a_load_is_body_weight() -> None:
    reading = read_log(log(SQUAT.replace("135x5,155x5,175x0", "0.0x0,0x12,0x0.0")))
    assert (reading.skipped, column(reading, "reps"), column(reading, "weight_kg")) == ({"empty": 2}, [12], [None])


def test_the_unit_is_that_of_the_settings() -> None:
    reading = read_log(log(SQUAT, mass=" kg"), Choices(unit="lb"))
    assert (reading.unit.value, column(reading, "weight_kg")) == ("kg", [135, 155, 175])
    assert '"lb" was chosen, but is only for files that state no unit' in reading.unit.how


def test_two_logs_of_one_exercise_are_two_blocks() -> None:
    reading = read_log(log(SQUAT, SQUAT.replace("x0", "x3").replace(",11,", ",12,")))
    assert column(reading, "block") == [1, 1, 1, 2, 2, 2]


def test_the_load_of_a_machine_that_helps_is_assistance() -> None:
    reading = read_log(log(SQUAT.replace("Barbell Squat", "Machine Assisted Dip")))
    assert column(reading, "load_kind") == ["assisted"] * 3


def test_a_note_goes_to_the_sets_of_its_day_and_exercise() -> None:
    reading = read_log(
        log(SQUAT, notes=('1,1,12,1,"belt, tight",Barbell Squat,2024-05-01', "2,2,12,1,other day,,2024-05-02"))
    )
    assert column(reading, "note") == ["belt, tight"] * 3


# --- sets that stand twice ------------------------------------------------------------------------------------------


def test_single_sets_are_taken_instead_of_the_packed_ones_never_both() -> None:
    singles = ("1,1,11,0,135.0000,5,,,warm-up,0", "2,1,11,1,155.0000,5,,,default,0", "3,1,11,2,175.0000,2,,,default,0")
    reading = read_log(log(SQUAT, sets=singles))
    assert (reading.rows, len(reading.sets)) == (3, 3)
    assert column(reading, "set_type") == ["warmup", "working", "working"]
    assert column(reading, "reps") == [5, 5, 2]
    assert reading.notes == ("3 sets stand in the file twice, packed and one by one; each was read once.",)


def test_single_sets_are_in_pounds_whatever_the_settings_say() -> None:
    singles = ("1,1,11,0,220.4620,5,,,default,0",)
    reading = read_log(log(SQUAT.replace("135x5,155x5,175x0", "100x5"), mass=" kg", sets=singles))
    assert (reading.unit.value, column(reading, "weight_kg")) == ("kg", [100])


def test_a_file_cut_among_the_single_sets_loses_none() -> None:
    content = log(SQUAT, sets=("1,1,11,0,135.0000,5,,,default,0", "2,1,11,1,155.0000,5,,,default,0"))
    cut = content[: content.index("2,1,11,1") + len("2,1,11,1")]
    reading = read_log(cut)
    assert column(reading, "reps") == [5, 5, 0]
    assert problem(reading)[1:] == ("line", "2,1,11,1", "the line breaks off: 4 of 10 columns")


def test_a_single_set_without_its_log_is_refused() -> None:
    assert (
        problem(read_log(log(SQUAT, sets=("1,1,99,0,135.0000,5,,,default,0",))))[3] == "no exercise log has its number"
    )


def test_lines_that_come_twice_are_read_once() -> None:
    content = log(SQUAT, sets=("1,1,11,0,1,5,,,default,0", "2,1,11,1,2,5,,,default,0", "3,1,11,2,3,5,,,default,0"))
    doubled = "\n".join(line for line in content.split("\n") for _ in range(2))
    reading = read_log(doubled.replace("two\ntwo\n", "two\n"))
    assert len(reading.sets) == 3
    assert reading.skipped["repeated"] == 6  # the second log's three packed sets, and three single ones


# --- timed logs -----------------------------------------------------------------------------------------------------

BIKE = (
    SQUAT.replace("135x5,155x5,175x0", "0x0,0x0,0x0,0x0,0x1200").replace("12,", "318,").replace("Barbell Squat", "Bike")
)
RIDE = "1,1,318,1,0,1200,0,0,0,2024-05-01"


def test_five_cells_that_end_in_seconds_are_one_timed_set() -> None:
    reading = read_log(log(BIKE))
    assert (reading.rows, column(reading, "duration_s"), column(reading, "reps")) == (1, [1200], [None])


def test_five_sets_of_pull_ups_stay_five_sets() -> None:
    reading = read_log(log(SQUAT.replace("135x5,155x5,175x0", "0x5,0x4,0x3,0x3,0x2")))
    assert column(reading, "reps") == [5, 4, 3, 3, 2]


def test_a_timed_log_that_stands_among_the_cardio_too_is_read_once() -> None:
    assert read_log(log(BIKE, cardio=(RIDE,))).rows == 1


def test_cardio_of_its_own_is_a_set_where_it_holds_a_time_or_a_distance() -> None:
    later, blank = RIDE.replace("-05-01", "-05-08").replace(",0,1200,0,0", ",0,900,0,2"), RIDE.replace("1200", "0")
    reading = read_log(log(BIKE, cardio=(RIDE, later, blank)))
    assert column(reading, "duration_s") == [1200, 900]
    assert column(reading, "distance_m") == [None, pytest.approx(3218.688)]
    assert column(reading, "exercise") == ["Bike", "Bike"]
    assert reading.skipped == {"empty": 1}


# --- days and hours -------------------------------------------------------------------------------------------------

EVENING = "1,7,1,1714609800,1714613400"
"""2024-05-02 00:30 UTC: in New York the evening of 1 May."""


def in_session(row: str) -> str:
    return row.replace(",0,0,0", ",0,7,0") if row.endswith(",0,0,0") else row


def test_the_start_of_a_session_is_converted_to_the_time_zone() -> None:
    reading = read_log(log(in_session(SQUAT), sessions=(EVENING,)), Choices(time_zone="America/New_York"))
    assert column(reading, "started_at") == [datetime(2024, 5, 1, 20, 30)] * 3
    assert reading.time_zone.value == "America/New_York"


def test_without_a_time_zone_the_day_is_still_the_lifters() -> None:
    reading = read_log(log(in_session(SQUAT), sessions=(EVENING,)))
    assert column(reading, "started_at") == [datetime(2024, 5, 1, 0, 30)] * 3
    assert reading.time_zone.how.startswith("the days are the file's own")


def test_a_session_past_midnight_stays_one_workout() -> None:
    after = SQUAT.replace("05-01,12", "05-02,13").replace(",11,", ",12,")
    reading = read_log(
        log(in_session(SQUAT), in_session(after), sessions=(EVENING,)), Choices(time_zone="America/New_York")
    )
    assert set(column(reading, "started_at")) == {datetime(2024, 5, 1, 20, 30)}


def test_logs_of_an_unknown_session_are_the_workout_of_their_day() -> None:
    reading = read_log(log(in_session(SQUAT)), Choices(time_zone="America/New_York"))
    assert column(reading, "started_at") == [datetime(2024, 5, 1)] * 3


def test_a_session_started_weeks_later_does_not_move_its_logs() -> None:
    reading = read_log(log(in_session(SQUAT), sessions=(EVENING.replace("17146", "17196"),)))
    assert column(reading, "started_at") == [datetime(2024, 5, 1)] * 3


# --- other shapes, and damage ---------------------------------------------------------------------------------------


def test_a_table_of_logs_alone_is_read_with_the_unit_that_its_loads_look_like() -> None:
    reading = read_log(
        dedent(f"""\
        {LOGS}
        {SQUAT}
        {SQUAT.replace(",11,", ",12,").replace("135x5,155x5,175x0", "225x5,315x3,225x8")}""")
    )
    assert (reading.format, reading.unit.value, reading.rows) == ("jefit", "lb", 6)


def test_packed_cells_that_lost_their_quotes_are_put_together() -> None:
    assert read_log(log(SQUAT).replace('"', "")).rows == 3


def test_a_file_that_excel_saved_with_semicolons_is_read() -> None:
    assert read_log(log(SQUAT).replace(",", ";")).sets["reps"].tolist() == [5, 5, 0]


def test_what_is_no_pair_is_refused_by_its_line() -> None:
    assert problem(read_log(log(SQUAT.replace("155x5", "155xfive"))))[2:] == ("five", "not a number")


def test_personal_facts_are_nowhere_in_the_reading() -> None:
    reading = read_log(log(SQUAT.replace("155x5", "?x?")))
    assert "1990" not in f"{reading.sets.to_csv()}{reading}"


def test_a_file_without_logs_and_two_files_in_one_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="has no exercise logs"):
        read_log(log())
    with pytest.raises(UnreadableFile, match="two JEFIT exports"):
        read_log(log(SQUAT) * 2)


@pytest.mark.exports
def test_the_real_log_is_counted_to_the_last_cell() -> None:
    folder = os.environ.get("HINDSIGHT_EXPORTS")
    if not folder:
        pytest.skip("HINDSIGHT_EXPORTS does not name a folder of real exports")
    (path,) = Path(folder, "jefit").glob("*.csv")
    reading = read_log(path.read_text(encoding="utf-8"), Choices(time_zone="America/New_York"))
    # 10,666 packed pairs; 49 rides and walks take five each, and so do four hangs; one cardio entry is in no log
    assert reading.rows == 10_666 - 49 * 4 - 4 * 4 + 1
    assert (reading.skipped, reading.problems) == ({"empty": 19}, ())
    assert reading.sets["set_type"].value_counts().to_dict() == {"working": 10_434, "warmup": 2}


@pytest.mark.parametrize("blanks", [" ", "\t", "A ", "A" * 10, "#"])
def test_a_title_that_never_ends_is_looked_at_once(blanks: str) -> None:
    text = Text(f"### A{blanks * (500_000 // len(blanks))}!\n" * 2, "utf-8")
    before = process_time()
    assert not recognises(text)
    assert process_time() - before < 2  # looked at from each of its characters on, it would take hours


def test_a_packed_cell_of_blanks_is_looked_at_once() -> None:
    blanks = " " * 100_000
    before = process_time()
    reading = read("log.csv", f"ename,mydate,logs\nSquat,2024-05-01,100{blanks}x{blanks}5\n".encode(), Choices())
    assert process_time() - before < 2
    assert column(reading, "reps") == [5]
    assert column(reading, "weight_kg") == [100]
