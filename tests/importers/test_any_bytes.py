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
)
CELLS = st.sampled_from(
    [
        *("", "0", "1", "5", "100", "22,5", "1.5", "-3", "1e400", "nan", "99999999999999999999", "\u0663", "0:01:00"),
        *("31/02/2024", "03/04/2024", "2024-05-01", "2024-05-01 10:00:00", "2024-05-01T10:00:00Z", "5 Mai 2026, 18:49"),
        *("W", "F", "Rest Timer", "kg", "lbs", "Squat (Barbell)", "left", "working", "🏋", "\u202f"),
        *('"', '"a,b"', '"x\ny"'),
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


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_file_cut_or_damaged_anywhere(position: int, byte: int) -> None:
    content = f"{HEADERS[0]}\n".encode() + b'2024-05-01 10:00:00,"Legs",1h,"Squat",1,100,5,0,0,"a ""b""","",8\n' * 3
    read_or_refuse(content[:position], Choices())
    read_or_refuse(content[:position] + bytes([byte]) + content[position + 1 :], Choices())
