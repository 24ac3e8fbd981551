"""Files that something has happened to: the sample files always, real exports where HINDSIGHT_EXPORTS names them.

Whatever it was, a reading or a kind refusal comes out; and what leaves a file saying the same leaves its sets the same.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import HindsightError
from analytics.importers import read
from analytics.model import Choices, Reading
from tests.importers import _mutations as mutations
from tests.importers._mutations import DELIMITERS, ENCODINGS, MUTATIONS, RANDOM, Rows, rows_of, text_of
from tests.importers._reading import assert_accounted

SAMPLES = sorted((Path(__file__).parents[2] / "sample_data").glob("*.csv"))
FOLDER = os.environ.get("HINDSIGHT_EXPORTS")
EXPORTS = sorted(path for path in Path(FOLDER).glob("*/*") if path.suffix in (".csv", ".fitnotes")) if FOLDER else []
TABLES = ("strong", "hevy", "fitnotes", "fitbod", "liftosaur", "lyfta", "gymrun", "gymbook")
ENDS = ("\n", "\r\n", "\r")
POSITIONAL = ("gymbook", "no-header")
"""Read by the place of the columns: these may not move."""
RECORDS = 100
CHARACTERS = 20_000
PLACED = ("block", "set_number", "source_line")
"""Columns of a set that say where it stood."""
KG = Choices(unit="kg", date_order="dmy", time_zone="Europe/Berlin")
"""What a part of a file may decide otherwise than the whole is settled."""
FEW = settings(max_examples=8 if not EXPORTS else 2)


def is_table(path: Path) -> bool:
    return path.suffix == ".csv" and (path in SAMPLES or path.parent.name in TABLES)


def identify(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


any_file = pytest.mark.parametrize("path", [*SAMPLES, *EXPORTS], ids=identify)
any_table = pytest.mark.parametrize("path", [path for path in (*SAMPLES, *EXPORTS) if is_table(path)], ids=identify)
any_named_table = pytest.mark.parametrize(
    "path",
    [p for p in (*SAMPLES, *EXPORTS) if is_table(p) and not any(word in identify(p) for word in POSITIONAL)],
    ids=identify,
)


def read_accounted(content: bytes) -> Reading:
    reading = read("log.csv", content, KG)
    assert_accounted(reading)
    return reading


def bag(sets: pd.DataFrame) -> Counter[tuple[object, ...]]:
    """The sets, whatever their order, without what says where each stood."""
    columns = (pa.array(column, from_pandas=True) for name, column in sets.items() if name not in PLACED)
    return Counter(zip(*(column.to_pylist() for column in columns), strict=True))


@cache
def reading_of(path: Path) -> Reading:
    """What a file's first records say."""
    return read_accounted(rows_of(path, RECORDS).content())


@cache
def sets_in(path: Path) -> Counter[tuple[object, ...]]:
    """The sets of a file's first records."""
    return bag(reading_of(path).found)


def sets_of(rows: Rows) -> Counter[tuple[object, ...]]:
    return bag(read_accounted(rows.content()).found)


@any_file
@FEW
@given(random=RANDOM, happened=MUTATIONS, encoding=st.sampled_from(["utf-8", *ENCODINGS]))
def test_whatever_happened_to_a_text_it_is_read_or_refused(
    path: Path, random: Random, happened: list[mutations.TextMutation], encoding: str
) -> None:
    text = text_of(path, CHARACTERS)
    for mutation in happened:
        text = mutation(text, random)
    with contextlib.suppress(HindsightError):
        read_accounted(text.encode(encoding, errors="replace"))


@any_file
@FEW
@given(random=RANDOM)
def test_damaged_bytes_are_read_or_refused(path: Path, random: Random) -> None:
    content = bytearray(path.read_bytes()[:CHARACTERS])
    for _ in range(random.randint(1, 30)):
        content[random.randrange(len(content))] = random.randrange(256)
    with contextlib.suppress(HindsightError):
        read_accounted(bytes(content[: random.randint(1, len(content))]))


@any_table
@FEW
@given(random=RANDOM)
def test_columns_whose_cells_changed_places_are_accounted_for(path: Path, random: Random) -> None:
    with contextlib.suppress(HindsightError):
        read_accounted(mutations.with_cells_swapped(rows_of(path, RECORDS), random).content())


@any_table
@FEW
@given(random=RANDOM)
def test_the_order_of_the_rows_does_not_matter(path: Path, random: Random) -> None:
    assert sets_of(mutations.shuffled(rows_of(path, RECORDS), random)) == sets_in(path)


@any_table
def test_every_row_twice_is_every_set_twice(path: Path) -> None:
    assert sets_of(mutations.doubled(rows_of(path, RECORDS))) == sets_in(path) + sets_in(path)


@any_table
@settings(max_examples=20 if not EXPORTS else 4)
@given(
    encoding=st.sampled_from(["utf-8", *ENCODINGS]), end=st.sampled_from(ENDS), delimiter=st.sampled_from(DELIMITERS)
)
def test_encoding_line_ends_and_delimiter_do_not_matter(path: Path, encoding: str, end: str, delimiter: str) -> None:
    rows = replace(rows_of(path, RECORDS), delimiter=delimiter)
    try:
        content = rows.text(end=end).encode(encoding)
    except UnicodeEncodeError:
        assert encoding == "cp1252"
        return
    assert bag(read_accounted(content).found) == sets_in(path)


@any_named_table
@FEW
@given(random=RANDOM)
def test_the_order_of_the_columns_does_not_matter(path: Path, random: Random) -> None:
    assert sets_of(mutations.with_columns_moved(rows_of(path, RECORDS), random)) == sets_in(path)


@any_table
@FEW
@given(random=RANDOM)
def test_a_cut_file_loses_what_was_cut_off_and_one_line_at_most(path: Path, random: Random) -> None:
    """The record that the cut goes through is refused or is a set of its own; those above it are as they were."""
    rows = rows_of(path, RECORDS)
    whole, text = reading_of(path), rows.text()
    above = random.randint(20, len(rows.records) - 1) if len(rows.records) > 20 else len(rows.records) - 1
    start = len(replace(rows, records=rows.records[:above]).text())
    end = len(replace(rows, records=rows.records[: above + 1]).text())
    shorter = read_accounted(text[: random.randint(start, end - 1)].encode())
    line = text.count("\n", 0, start) + 1

    def before(reading: Reading) -> Counter[tuple[object, ...]]:
        return bag(reading.found[reading.found["source_line"] < line])

    assert before(shorter) == before(whole)
    assert shorter.rows in (above, above + 1)
    assert sum(problem.line >= line for problem in shorter.problems) <= 1
