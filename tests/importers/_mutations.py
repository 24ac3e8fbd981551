"""What happens to files between an app and the import page: each mutation is a small function, and they compose.

Those on `Rows` keep a table a table (shuffled, doubled, columns in another order); those on text know nothing of tables
(cut, quotes broken, another delimiter by find and replace).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from hypothesis import strategies as st

DELIMITERS: Final = (",", ";", "\t", "|")
ENCODINGS: Final = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


@dataclass(frozen=True)
class Rows:
    """A table as its file writes it; `header` is None where the file has lost it."""

    header: tuple[str, ...] | None
    records: tuple[tuple[str, ...], ...]
    delimiter: str

    def text(self, *, end: str = "\n") -> str:
        written = io.StringIO()
        rows = csv.writer(written, delimiter=self.delimiter, lineterminator=end)
        rows.writerows([*([self.header] if self.header else []), *self.records])
        return written.getvalue()

    def content(self, encoding: str = "utf-8") -> bytes:
        return self.text().encode(encoding)


@cache
def rows_of(path: Path, at_most: int) -> Rows:
    """The first records of a file, without those that are broken already."""
    text = text_of(path, 200 * at_most * 10)
    delimiter = max(DELIMITERS, key=text.split("\n", 1)[0].count)
    found = [tuple(record) for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if record]
    records = tuple(record for record in found[:-1] if len(record) == len(found[0]))[: at_most + 1]
    if "no-header" in path.name:
        return Rows(None, records, delimiter)
    return Rows(records[0], records[1:], delimiter)


@cache
def text_of(path: Path, characters: int) -> str:
    """The beginning of a text."""
    return path.read_bytes().decode("utf-8-sig", errors="replace")[:characters]


# tables --------------------------------------------------------------------------------------------------------------


def shuffled(rows: Rows, random: Random) -> Rows:
    """The records in any order."""
    return replace(rows, records=tuple(random.sample(rows.records, len(rows.records))))


def doubled(rows: Rows) -> Rows:
    """Every record twice."""
    return replace(rows, records=tuple(record for record in rows.records for _ in range(2)))


def with_columns_moved(rows: Rows, random: Random) -> Rows:
    """The columns in any order, each with its name."""
    assert rows.header
    order = random.sample(range(len(rows.header)), len(rows.header))

    def moved(cells: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cells[place] for place in order)

    return replace(rows, header=moved(rows.header), records=tuple(map(moved, rows.records)))


def with_cells_swapped(rows: Rows, random: Random) -> Rows:
    """Two columns of each record change places, but not their names."""
    first, second = random.sample(range(len(rows.records[0])), 2)

    def swapped(cells: tuple[str, ...]) -> tuple[str, ...]:
        mixed = list(cells)
        mixed[first], mixed[second] = cells[second], cells[first]
        return tuple(mixed)

    return replace(rows, records=tuple(map(swapped, rows.records)))


# texts ---------------------------------------------------------------------------------------------------------------


def cut(text: str, random: Random) -> str:
    return text[: random.randint(0, len(text))]


def with_a_hole(text: str, random: Random) -> str:
    start, end = sorted(random.choices(range(len(text) + 1), k=2))
    return text[:start] + text[end:]


def with_quotes_broken(text: str, random: Random) -> str:
    """A few quotes lost, and a few that nobody closes."""
    for _ in range(random.randint(1, 5)):
        place = random.randint(0, len(text))
        lost = text.find('"', place)
        text = (
            text[:lost] + text[lost + 1 :] if lost >= 0 and random.random() < 0.5 else f'{text[:place]}"{text[place:]}'
        )
    return text


def with_lines_shuffled(text: str, random: Random) -> str:
    lines = text.split("\n")
    return "\n".join(random.sample(lines, len(lines)))


def with_lines_doubled(text: str, random: Random) -> str:
    return "\n".join(line for line in text.split("\n") for _ in range(random.randint(1, 2)))


def with_delimiter_replaced(text: str, random: Random) -> str:
    """As by find and replace, notes and decimal commas included."""
    return text.replace(random.choice(DELIMITERS), random.choice(DELIMITERS))


def with_digits_changed(text: str, random: Random) -> str:
    """Some digits become something else: dates, loads and numbers of sets that cannot be."""
    places = [place for place, character in enumerate(text) if character.isdigit()]
    changed = list(text)
    for place in random.sample(places, min(len(places), random.randint(1, 20))):
        changed[place] = random.choice(["9", "0", "-", "", ".", ",", "e", "99999", "\u0663", "\x00", "\r", ":", "'"])
    return "".join(changed)


TextMutation = Callable[[str, Random], str]
TEXT_MUTATIONS: Final[tuple[TextMutation, ...]] = (
    cut, with_a_hole, with_quotes_broken, with_lines_shuffled, with_lines_doubled, with_delimiter_replaced,
    with_digits_changed,
)  # fmt: skip

RANDOM: Final = st.integers(0, 2**32 - 1).map(Random)
"""A source of chance that Hypothesis can start again."""
MUTATIONS: Final = st.lists(st.sampled_from(TEXT_MUTATIONS), min_size=1, max_size=4)
