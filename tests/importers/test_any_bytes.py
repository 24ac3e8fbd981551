"""Any bytes are read, with every row accounted for, or kindly refused."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import HindsightError
from analytics.importers import FORMATS, read
from analytics.model import EXPORT_COLUMNS, READ_COLUMNS, Choices
from tests.importers._reading import assert_accounted

HEADERS = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE",
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes",
    "title,start_time,exercise_title,set_index,set_type,weight_kg,weight_lbs,reps,distance_km,duration_seconds,rpe",
    "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment",
    ",".join(EXPORT_COLUMNS),
    "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier",
    "Date,Exercise,Sets,Reps,Weight,isWarmup,Note",
    "Workout DateTime,Day Name,Exercise,Is Warmup Set?,Completed Reps,Completed RPE,Completed Weight Value,"
    "Completed Weight Unit,Required Weight Value,Required Weight Unit,Notes",
    "Title,Date,Exercise,Superset id,Weight,Reps,Distance,Time,Set Type",
    "SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes",
    "Workout start,Workout end,Name,Exercise,Weight,Reps,Distance,Duration,Notes",
    "Date,Workout,Workout Duration,Exercise,Set Type,Weight (lbs),Reps,RIR,Duration,Distance (mi)",
    "Date,Start Date,Workout,Exercise,Set,Set Type,Effort,Reps,Weight (kg),Distance (km),Set Duration (sec)",
    "Title,Date,Exercise,Set #,Reps,Weight,Time,RPE,Notes",
    "Date,Workout name,Exercise,Set,Weight,Reps,Measurement unit,Distance,Duration,Notes",
    "workout_date,workout_title,exercise_title,set_number,set_completed,actual_reps,actual_weight_kg,actual_rpe",
    "Date,Time,Routine,Exercise,Set,Weight,Reps,Duration,Distance,Note,Para6",
    "Date,Exercise,Category,Kind,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes",
    "Starttime,Name,Exercise,Reps,Weight,Time,Distance,Status,isWarmup,RPE,RIR,Categories,Note",
    "Datum,Programm,Zeit,Name,A,B,C,Satz / Aufwärmsatz / Abkühlsatz,Wdh / Zeit,Gewicht / Strecke,Notiz,Übersprungen",
    "title,records,status,created_at,finished_at",
    "Date (yyyy/mm/dd),Workout Name,Exercise,Set 1 (Reps),Set 1 (KG),Set 2 (Reps),Set 2 (KG)",
    "Date,Workout,Note,Exercise 1,Weight (KG),Weight (LB),Set 1,Set 2,Set 3",
    "_id,ename,mydate,logs,belongsession,eid",
    "Date,Exercise,Sets,Reps,Weight,RPE,Notes",
    "Date,Squat,Bench Press,Deadlift",
)
CELLS = st.sampled_from(
    [
        *("", "0", "1", "5", "100", "22,5", "1.5", "-3", "1e400", "nan", "99999999999999999999", "\u0663", "0:01:00"),
        *("31/02/2024", "03/04/2024", "2024-05-01", "2024-05-01 10:00:00", "2024-05-01T10:00:00Z", "5 Mai 2026, 18:49"),
        *("W", "F", "Rest Timer", "kg", "lbs", "Squat (Barbell)", "left", "working", "🏋", "\u202f"),
        *(
            '"',
            '"a,b"',
            '"x\ny"',
            "1e308",
            "-inf",
            "9" * 400,
            f"{'9' * 5_000}:00:00",
            "8+",
            "1:30 min",
            "12 reps",
            "0x0",
        ),
        *("0000-00-00", "9999-12-31", "1970-01-01T00:00:00Z", "1.1.70", "2024-05-01 24:00", "=1+1", "\x00", "\x85"),
        *('"[{""name"":""Squat"",""sets"":[{""value"":100,""amount"":5}]}]"', "[" * 2_000, '"[{""sets"":5}]"'),
    ]
)
CHOICES = st.builds(
    Choices,
    unit=st.sampled_from(["auto", "kg", "lb"]),
    date_order=st.sampled_from(["auto", "dmy", "mdy"]),
    time_zone=st.sampled_from([None, "Europe/Berlin"]),
    format=st.sampled_from([None, *FORMATS]),
)


def read_or_refuse(content: bytes, choices: Choices) -> None:
    with contextlib.suppress(HindsightError):
        reading = read("log.csv", content, choices)
        assert_accounted(reading)
        assert {name: str(dtype) for name, dtype in reading.sets.dtypes.items()} == dict(READ_COLUMNS)
        assert reading.sets[["started_at", "exercise", "block", "set_number", "set_type"]].notna().all(axis=None)


@given(st.binary(max_size=200), CHOICES)
def test_any_bytes(content: bytes, choices: Choices) -> None:
    read_or_refuse(content, choices)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252"]), CHOICES)
def test_any_text(content: str, encoding: str, choices: Choices) -> None:
    read_or_refuse(content.encode(encoding, errors="replace"), choices)


@given(st.sampled_from(HEADERS), st.text(max_size=100), CHOICES)
def test_any_text_below_a_known_header(header: str, content: str, choices: Choices) -> None:
    read_or_refuse(f"{header}\n{content}".encode(errors="replace"), choices)


@given(st.sampled_from(HEADERS), st.data(), CHOICES)
def test_any_cells_below_a_known_header(header: str, data: st.DataObject, choices: Choices) -> None:
    delimiter = ";" if ";" in header else ","
    width = header.count(delimiter) + 1
    record = st.lists(CELLS, min_size=width - 1, max_size=width + 1) | st.lists(CELLS, min_size=width, max_size=width)
    records = data.draw(st.lists(record, max_size=6))
    read_or_refuse("\n".join([header, *(delimiter.join(cells) for cells in records)]).encode(), choices)


BLOCKS = (
    *("Legs", "2024-01-05 10:00", '"1. Squat"', '"2. Curl","WU1 · 20 kg · 8 reps"', "#,KG,REPS", "#,LBS,REPS,RIR"),
    *(
        "1,100,5",
        "2,+35,8+",
        "3,-,-",
        "W,1",
        "### EXERCISE LOGS ####",
        "_id,ename,mydate,logs",
        '1,Squat,2024-01-05,"100x5,0x0"',
    ),
    *("### SETTING ####", "mass", "lbs", "##########", ";Leg day;", ";Date;Jan 21, 2024, 18:30", "#;Squat", "N;easy"),
    *(
        "1;;100 kg x 5;0:30",
        "W;;50 lbs x 5",
        "",
        '"',
        "Date,Workout,Exercise 1,Weight (KG),Set 1",
        "2024/01/05,A,Squat,100,5",
    ),
)
"""Lines of exports that are no tables."""


@given(st.lists(st.sampled_from(BLOCKS) | CELLS, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]), CHOICES)
def test_any_lines_of_exports_that_are_no_tables(lines: list[str], end: str, choices: Choices) -> None:
    read_or_refuse(end.join(lines).encode(errors="replace"), choices)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_file_cut_or_damaged_anywhere(position: int, byte: int) -> None:
    content = f"{HEADERS[0]}\n".encode() + b'2024-05-01 10:00:00,"Legs",1h,"Squat",1,100,5,0,0,"a ""b""","",8\n' * 3
    read_or_refuse(content[:position], Choices())
    read_or_refuse(content[:position] + bytes([byte]) + content[position + 1 :], Choices())
