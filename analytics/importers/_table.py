"""From text to a table of strings, with the physical line of every record.

DuckDB's own CSV detection turned a ragged file into one column without a word; so the file is tokenised here: by
pyarrow where every record has as many fields as the header, and by the csv module, which counts lines, where not.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from analytics.errors import UnreadableFile
from analytics.importers._text import Text

Ints = npt.NDArray[np.int64]
DELIMITERS: Final = (",", ";", "\t", "|")
_LINES_A_RECORD: Final = 200
"""A record that is still open after so many lines was opened by a stray quote."""
_A_DATE: Final = re.compile(r"[\s\"]*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)")
_A_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_DELIMITER_LINE: Final = re.compile(r"""["']?sep=([,;\t|])["']?\r?\n""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """One file as strings: a row per record, in file order; `lines` is each record's first physical line, from 1.

    `columns` has the positions 0, 1, ... as labels. `ragged` holds the fields of the records whose number differs from
    the header's; their row in `columns` is blank until an importer repairs it. A file without a header has the names
    `column 1`, `column 2` ...
    """

    name: str
    header: tuple[str, ...]
    has_header: bool
    columns: pd.DataFrame
    lines: npt.NDArray[np.int64]
    ragged: Mapping[int, tuple[str, ...]]
    delimiter: str
    encoding: str

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def keys(self) -> tuple[str, ...]:
        """The header as it is compared: lower case, no accents, single spaces."""
        return tuple(header_key(name) for name in self.header)

    def column(self, position: int) -> pd.Series[str]:
        """The cells of one column, never missing: a cell without content is the empty string."""
        return self.columns[position]

    def repaired(self, records: Mapping[int, Sequence[str]]) -> Table:
        """The table with these ragged records put right: position -> as many fields as the header has."""
        if not records:
            return self
        positions = list(records)
        columns = self.columns.copy()
        for number in range(len(self.header)):
            columns.iloc[positions, number] = [records[position][number] for position in positions]
        left = {position: fields for position, fields in self.ragged.items() if position not in records}
        return replace(self, columns=columns, ragged=left)

    def taken(self, positions: npt.NDArray[np.intp]) -> Table:
        """The records at these positions, in this order: one that stands for several sets comes several times."""
        return replace(
            self,
            columns=self.columns.iloc[positions].reset_index(drop=True),
            lines=self.lines[positions],
            ragged={new: self.ragged[old] for new, old in enumerate(positions.tolist()) if old in self.ragged},
        )


def table_of(
    text: Text, header: Sequence[str], records: Sequence[Sequence[str]], lines: Sequence[int], *, delimiter: str
) -> Table:
    """A table made from a file that is none (blocks, sections, packed cells): one record a set, each with the first
    physical line it stands on."""
    columns = pd.DataFrame(list(records), columns=range(len(header)), dtype="str")
    return Table(
        name=text.name,
        header=tuple(header),
        has_header=True,
        columns=columns,
        lines=np.array(lines, dtype=np.int64),
        ragged={},
        delimiter=delimiter,
        encoding=text.encoding,
    )


def header_key(name: str) -> str:
    """How column names are compared: `" Réps "` and `reps` are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.strip().strip("\"'").casefold().replace("\u2019", "'").split())


def tokenise(name: str, text: Text) -> Table:
    """The table in `text`, whatever its columns are. UnreadableFile when there is nothing below the header."""
    content, lines_above, delimiter = _without_delimiter_line(text.content.rstrip("\r\n"))
    delimiter = delimiter or _delimiter(content)
    records = _regular(content, delimiter) or _irregular(content, delimiter)
    first = records.first()
    has_header = not any(_A_DATE.match(cell) for cell in first)
    if has_header and len(records.lines) == 1:
        raise UnreadableFile(f"{name} has a header and no rows.", "Export the log again once it holds a workout.")
    below = records.from_record(1 if has_header else 0)
    return Table(
        name=name,
        header=tuple(c.strip() for c in first) if has_header else tuple(f"column {n + 1}" for n in range(len(first))),
        has_header=has_header,
        columns=below.cells,
        lines=below.lines + lines_above,
        ragged=below.ragged,
        delimiter=delimiter,
        encoding=text.encoding,
    )


@dataclass(frozen=True, slots=True)
class _Records:
    """Every record of a file, the header's among them."""

    cells: pd.DataFrame
    lines: npt.NDArray[np.int64]
    ragged: Mapping[int, tuple[str, ...]]

    def first(self) -> tuple[str, ...]:
        return tuple(self.cells.iloc[0])

    def from_record(self, number: int) -> _Records:
        return _Records(
            self.cells.iloc[number:].reset_index(drop=True),
            self.lines[number:],
            {position - number: fields for position, fields in self.ragged.items()},
        )


def _without_delimiter_line(content: str) -> tuple[str, int, str | None]:
    """Excel may write `sep=;` above the header."""
    match = _DELIMITER_LINE.match(content)
    return (content[match.end() :], 1, match.group(1)) if match else (content, 0, None)


def _delimiter(content: str) -> str:
    """The character that separates the header's names, counted outside quotes."""
    header = content.lstrip().split("\n", 1)[0]
    outside_quotes = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside_quotes.count)


def _regular(content: str, delimiter: str) -> _Records | None:
    """The records by pyarrow, or None where it may not be trusted.

    That is: uneven records, blank lines, stray quotes, the line ends of an old Mac.
    """
    if content.count("\r") != content.count("\r\n"):
        return None
    width = len(next(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter), []))
    encoded = content.encode()
    try:
        cells = arrow_csv.read_csv(
            pa.BufferReader(encoded),
            read_options=arrow_csv.ReadOptions(autogenerate_column_names=True, block_size=len(encoded) + 1),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                strings_can_be_null=False, column_types={f"f{n}": pa.string() for n in range(width)}
            ),
        )
    except pa.ArrowInvalid:
        return None
    breaks = np.zeros(cells.num_rows, dtype=np.int64)
    if cells.num_rows != content.count("\n") + 1:
        breaks = sum((_line_breaks(cells.column(n)) for n in range(width)), breaks)
    starts = np.cumsum(1 + breaks) - (1 + breaks)
    lines_read = cells.num_rows + int(breaks.sum())
    if lines_read != content.count("\n") + 1:
        return None
    if breaks.any() and _swallowed(content.split("\n"), starts[breaks > 0], breaks[breaks > 0], width, delimiter):
        return None
    return _Records(_as_strings(cells), 1 + starts, {})


def _line_breaks(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    return np.asarray(pc.count_substring(column, "\n").to_numpy(), dtype=np.int64)


def _swallowed(lines: list[str], starts: Ints, breaks: Ints, width: int, delimiter: str) -> bool:
    """Whether a stray quote has swallowed whole records into one cell."""
    return any(
        _is_record(line, lines[start], width=width, delimiter=delimiter)
        for start, more in zip(starts, breaks, strict=True)
        for line in lines[start + 1 : start + 1 + more]
    )


def _is_record(line: str, first: str, *, width: int, delimiter: str) -> bool:
    """Whether a line inside a record is a record of its own: it has the fields, a year, and its quotes in pairs.

    A line that starts with a date just as the record does is one even when its own quotes are broken.
    """
    if line.count(delimiter) < width - 1 or not _A_YEAR.search(line):
        return False
    dated = _A_DATE.match(line) is not None and _A_DATE.match(first) is not None
    return dated or (line.count('"') % 2 == 0 and len(next(csv.reader([line], delimiter=delimiter), [])) == width)


def _as_strings(cells: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = cells.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=np.nan)}.get)
    return frame.set_axis(range(frame.shape[1]), axis="columns")


class _PhysicalLines(Iterator[str]):
    """The lines of a file, counted, for a reader that may be sent back."""

    def __init__(self, content: str) -> None:
        self.lines = list(io.StringIO(content, newline=""))
        self.position = 0
        self.record_start = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if self.position >= min(len(self.lines), self.record_start + _LINES_A_RECORD):
            raise StopIteration
        self.position += 1
        return self.lines[self.position - 1]


def _irregular(content: str, delimiter: str) -> _Records:
    """The records by the csv module. A quote that is never closed costs its own line, not the rest of the file."""
    physical = _PhysicalLines(content)
    reader = csv.reader(physical, delimiter=delimiter)
    rows: list[list[str]] = []
    lines: list[int] = []
    ragged: dict[int, tuple[str, ...]] = {}
    while physical.position < len(physical.lines):
        physical.record_start = physical.position
        fields = _next_record(reader, physical, delimiter=delimiter, width=len(rows[0]) if rows else 0)
        if not fields:
            continue
        if rows and len(fields) != len(rows[0]):
            ragged[len(rows)] = tuple(fields)
            fields = [""] * len(rows[0])
        rows.append(fields)
        lines.append(physical.record_start + 1)
    names = [f"f{n}" for n in range(len(rows[0]))]
    cells = pa.table([pa.array(column, pa.string()) for column in zip(*rows, strict=True)], names=names)
    return _Records(_as_strings(cells), np.array(lines, dtype=np.int64), ragged)


def _next_record(reader: Iterator[list[str]], physical: _PhysicalLines, *, delimiter: str, width: int) -> list[str]:
    start = physical.position
    try:
        fields = next(reader)
    except StopIteration:
        return []
    except csv.Error:
        fields = None
    more = physical.lines[start + 1 : physical.position]
    first = physical.lines[start]
    broken = len(more) == _LINES_A_RECORD - 1 or any(
        _is_record(line, first, width=width, delimiter=delimiter) for line in more
    )
    if fields is not None and not broken:
        return fields
    physical.position = start + 1
    return first.rstrip("\r\n").replace('"', "").split(delimiter)
