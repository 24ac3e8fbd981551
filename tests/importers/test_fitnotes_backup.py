from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import HindsightError, UnreadableFile
from analytics.importers import read, recognised_by
from analytics.importers._upload import Upload
from analytics.model import Choices, Reading
from tests.importers._reading import assert_accounted, column, problem, read_block

OLD_LOG = (
    "_id integer primary key, exercise_id integer, date date, metric_weight integer, reps integer,"
    " unit integer default 0"
)
NEW_LOG = f"{OLD_LOG}, is_complete integer default 0, distance integer default 0, duration_seconds integer default 0"
EXERCISES = ((1, "Barbell Squat"), (2, "Plank"), (3, "Running"))
EXPORT = Path(os.environ.get("HINDSIGHT_EXPORTS", "")) / "fitnotes" / "backup.fitnotes"


def backup(rows: Sequence[tuple[Any, ...]], *, log: str = NEW_LOG, more: str = "") -> bytes:
    """A backup with these rows of the log, in the order of its columns as far as they go."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        f"create table training_log ({log}); create table exercise (_id integer primary key, name text);"
    )
    connection.executemany("insert into exercise values (?, ?)", EXERCISES)
    columns = [part.split()[0] for part in log.split(", ")]
    for row in rows:
        names, marks = ", ".join(columns[: len(row)]), ", ".join("?" * len(row))
        connection.execute(f"insert into training_log ({names}) values ({marks})", row)  # noqa: S608 - our own names
    connection.executescript(more)
    content = connection.serialize()
    connection.close()
    return content


def read_backup(content: bytes, choices: Choices | None = None) -> Reading:
    reading = read("FitNotes_Backup.fitnotes", content, choices or Choices())
    assert_accounted(reading)
    return reading


def test_a_row_of_the_log_is_a_set_in_kilograms() -> None:
    reading = read_backup(backup([(7, 1, "2024-03-02", 102.5, 5), (8, 2, "2024-03-02", 0, 0, 0, 0, 0, 60)]))
    assert (reading.format, reading.source, reading.unit.value) == ("fitnotes_backup", "fitnotes", "kg")
    assert column(reading, "source") == ["fitnotes", "fitnotes"]
    assert column(reading, "started_at") == [datetime(2024, 3, 2)] * 2
    assert column(reading, "exercise") == ["Barbell Squat", "Plank"]
    assert (column(reading, "weight_kg"), column(reading, "reps")) == ([102.5, None], [5, None])
    assert column(reading, "duration_s") == [None, 60]
    assert column(reading, "source_line") == [7, 8]


def test_the_first_schema_has_neither_distance_nor_time_nor_comments() -> None:
    reading = read_backup(backup([(1, 1, "2014-02-21", 77.5, 5)], log=OLD_LOG))
    assert (column(reading, "weight_kg"), column(reading, "duration_s")) == ([77.5], [None])


def test_comments_are_notes_of_their_set() -> None:
    more = """
        create table Comment (_id integer primary key, date text, owner_type_id integer, owner_id integer,
            comment text);
        insert into Comment values (1, '', 1, 2, 'belt'), (2, '', 2, 1, 'on an exercise, not on a set');
    """
    reading = read_backup(backup([(1, 1, "2024-03-02", 100, 5), (2, 1, "2024-03-02", 110, 5)], more=more))
    assert column(reading, "note") == [None, "belt"]


def test_backup_and_csv_of_one_log_are_the_same_sets() -> None:
    """225 lb are stored as 225 x 0.453592 = 102.0582 kg, and written by the CSV as 225.0 lbs."""
    log = [
        (1, 1, "2024-03-04", 100.0, 5, 1),
        (2, 1, "2024-03-02", 225 * 0.453592, 5, 2),
        (3, 2, "2024-03-02", 0, 0, 2, 1, 0, 90),
        (4, 1, "2024-03-02", 45 * 0.453592, 8, 2),
        (5, 3, "2024-03-02", 0, 0, 2, 1, 1500, 561),
    ]
    csv = read_block("""
        Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time
        2024-03-02,Barbell Squat,Legs,225.0,lbs,5,,,
        2024-03-02,Plank,Abs,,,,,,0:01:30
        2024-03-02,Barbell Squat,Legs,45.0,lbs,8,,,
        2024-03-02,Running,Cardio,,,,1.5,km,0:09:21
        2024-03-04,Barbell Squat,Legs,100.0,kgs,5,,,
    """)
    from_backup = read_backup(backup(log)).sets.drop(columns="source_line")
    assert from_backup.equals(csv.sets.drop(columns="source_line"))


def test_a_set_without_a_unit_of_its_own_was_entered_in_the_unit_of_the_app() -> None:
    pounds = [(1, 1, "2024-03-02", 225 * 0.453592, 5, 0)]
    imperial = "create table settings (metric integer); insert into settings values (0);"
    assert column(read_backup(backup(pounds, more=imperial)), "weight_kg") == [102.05828325]
    assert column(read_backup(backup(pounds)), "weight_kg") == [102.0582]


def test_sets_that_are_not_ticked_are_read_and_counted_in_a_note() -> None:
    reading = read_backup(backup([(1, 1, "2024-03-02", 100, 5, 0, 1), (2, 1, "2024-03-02", 100, 5, 0, 0)]))
    assert len(reading.sets) == 2
    assert reading.notes == ("1 of 2 sets are not ticked as done; they are read, as in FitNotes' CSV.",)


def test_a_set_of_a_deleted_exercise_and_text_for_a_number_are_refused() -> None:
    reading = read_backup(backup([(1, 99, "2024-03-02", 100, 5), (2, 1, "2024-03-02", 100, 5)]))
    assert problem(reading) == (1, "exercise", "", "no exercise")
    reading = read_backup(backup([(1, 1, "2024-03-02", "heavy", 5), (2, 1, "2024-03-02", 100, 5)]))
    assert problem(reading) == (1, "metric_weight", "heavy", "not a number")


def test_a_backup_in_write_ahead_mode_is_read(tmp_path: Path) -> None:
    file = tmp_path / "backup.fitnotes"
    file.write_bytes(backup([(1, 1, "2024-03-02", 100, 5)]))
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma journal_mode = wal")
    content = file.read_bytes()
    assert content[18:20] == b"\x02\x02"
    assert column(read_backup(content), "weight_kg") == [100]


def test_an_empty_log_is_refused_kindly() -> None:
    with pytest.raises(UnreadableFile, match="holds no sets"):
        read_backup(backup([]))


def test_ids_that_are_no_line_numbers_are_replaced_by_running_numbers() -> None:
    reading = read_backup(backup([(2**40, 1, "2024-03-02", 100, 5), (3, 1, "2024-03-02", 90, 5)]))
    assert column(reading, "source_line") == [1, 2]


@pytest.mark.parametrize(
    "disguise",
    [
        "create table elsewhere as select * from training_log; drop table training_log;"
        " create view training_log as select * from elsewhere, elsewhere, elsewhere;",
        "drop table exercise; create table exercise (_id integer, name text generated always as (zeroblob(1000000)));",
        "drop table exercise; create virtual table exercise using fts5(_id, name);",
    ],
)
def test_what_is_computed_and_not_stored_is_not_read(disguise: str) -> None:
    content = backup([(1, 1, "2024-03-02", 100, 5)], more=disguise)
    assert recognised_by(Upload("backup.fitnotes", content)) == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "update training_log set metric_weight = zeroblob(5000000)",
        "update exercise set name = cast(zeroblob(90000) as text)",
        "update exercise set name = cast(x'fffe00c3' as text)",
        "update training_log set date = x'00ff', reps = 9e999, unit = 'pounds'",
        "update training_log set metric_weight = -9223372036854775807, reps = 1.5e300",
    ],
)
def test_hostile_values_end_in_a_reading_or_a_kind_refusal(hostile: str) -> None:
    content = backup([(1, 1, "2024-03-02", 100, 5), (2, 2, "2024-03-02", 100, 5)], more=hostile)
    with contextlib.suppress(HindsightError):
        read_backup(content)


VALUES = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.text(max_size=8), st.binary(max_size=8))


@given(st.lists(st.tuples(*[VALUES] * 8), max_size=4))
def test_sqlite_keeps_anything_in_any_column_and_anything_is_accounted_for(rows: list[tuple[Any, ...]]) -> None:
    log = NEW_LOG.removeprefix("_id integer primary key, ")
    rows = [tuple(v.encode(errors="ignore").decode() if isinstance(v, str) else v for v in row) for row in rows]
    with contextlib.suppress(HindsightError):
        read_backup(backup(rows, log=log))


SMALL = backup([(n, 1 + n % 3, "2024-03-02", 60 + n, 5) for n in range(1, 200)])


@given(st.integers(0, len(SMALL)), st.integers(0, 255), st.booleans())
def test_a_backup_cut_or_damaged_anywhere(position: int, byte: int, cut: bool) -> None:
    content = SMALL[:position] if cut else SMALL[:position] + bytes([byte]) + SMALL[position + 1 :]
    with contextlib.suppress(HindsightError):
        read_backup(content)


@pytest.mark.skipif(not EXPORT.is_file(), reason="HINDSIGHT_EXPORTS does not name a folder of real exports")
def test_every_row_of_the_real_backup_is_a_set() -> None:
    reading = read_backup(EXPORT.read_bytes())
    assert (reading.rows, len(reading.sets), reading.problems, reading.skipped) == (5_583, 5_583, (), {})
    assert reading.sets["started_at"].nunique() == 520
