"""Files that something has happened to: the sample files always, real exports where HINDSIGHT_EXPORTS names them.

Whatever it was, a reading or a kind refusal comes out; and what leaves a file saying the same leaves its sets the same.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import HindsightError
from analytics.importers import read
from analytics.model import Choices, Reading
from tests.importers import _mutations as mutations
from tests.importers._mutations import ENCODINGS, MUTATIONS, RANDOM, Rows, rows_of, text_of
from tests.importers._reading import assert_accounted

SAMPLES = sorted((Path(__file__).parents[2] / "sample_data").glob("*.csv"))
FOLDER = os.environ.get("HINDSIGHT_EXPORTS")
EXPORTS = sorted(path for path in Path(FOLDER).glob("*/*") if path.suffix in (".csv", ".fitnotes")) if FOLDER else []
TABLES = ("strong", "hevy", "fitnotes", "fitbod", "liftosaur", "lyfta", "gymrun", "gymbook")
POSITIONAL = ("gymbook", "no-header")
"""Read by the place of the columns: these may not move."""
RECORDS = 150
CHARACTERS = 20_000
PLACED = ("block", "set_number", "source_line")
"""Columns of a set that say where it stood."""
KG = Choices(unit="kg", date_order="dmy", time_zone="Europe/Berlin")
"""What a part of a file may decide otherwise than the whole is settled."""
FEW = settings(max_examples=8 if not EXPORTS else 3)


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
    plain = sets.drop(columns=list(PLACED)).astype(object).where(sets.drop(columns=list(PLACED)).notna(), None)
    return Counter(plain.itertuples(index=False, name=None))


def sets_of(rows: Rows) -> Counter[tuple[object, ...]]:
    return bag(read_accounted(rows.content()).sets)


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
    rows = rows_of(path, RECORDS)
    assert sets_of(mutations.shuffled(rows, random)) == sets_of(rows)


@any_table
def test_every_row_twice_is_every_set_twice(path: Path) -> None:
    rows = rows_of(path, RECORDS)
    once = sets_of(rows)
    assert sets_of(mutations.doubled(rows)) == once + once


@any_table
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_does_not_matter(path: Path, encoding: str) -> None:
    rows = rows_of(path, RECORDS)
    try:
        content = rows.content(encoding)
    except UnicodeEncodeError:
        assert encoding == "cp1252"
        return
    assert bag(read_accounted(content).sets) == sets_of(rows)


@any_table
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(path: Path, end: str) -> None:
    rows = rows_of(path, RECORDS)
    assert bag(read_accounted(rows.text(end=end).encode()).sets) == sets_of(rows)


@any_table
@pytest.mark.parametrize("delimiter", mutations.DELIMITERS)
def test_the_delimiter_does_not_matter(path: Path, delimiter: str) -> None:
    rows = rows_of(path, RECORDS)
    assert sets_of(mutations.replace(rows, delimiter=delimiter)) == sets_of(rows)


@any_named_table
@FEW
@given(random=RANDOM)
def test_the_order_of_the_columns_does_not_matter(path: Path, random: Random) -> None:
    rows = rows_of(path, RECORDS)
    assert sets_of(mutations.with_columns_moved(rows, random)) == sets_of(rows)


@any_table
@FEW
@given(random=RANDOM)
def test_a_cut_file_loses_what_was_cut_off_and_one_line_at_most(path: Path, random: Random) -> None:
    """The record that the cut goes through is refused or is a set of its own; those above it are as they were."""
    rows = rows_of(path, RECORDS)
    whole, text = read_accounted(rows.content()), rows.text()
    above = random.randint(20, len(rows.records) - 1) if len(rows.records) > 20 else len(rows.records) - 1
    start = len(mutations.replace(rows, records=rows.records[:above]).text())
    end = len(mutations.replace(rows, records=rows.records[: above + 1]).text())
    shorter = read_accounted(text[: random.randint(start, end - 1)].encode())
    line = text.count("\n", 0, start) + 1

    def before(reading: Reading) -> Counter[tuple[object, ...]]:
        return bag(reading.sets[reading.sets["source_line"] < line])

    assert before(shorter) == before(whole)
    assert shorter.rows in (above, above + 1)
    assert sum(problem.line >= line for problem in shorter.problems) <= 1
