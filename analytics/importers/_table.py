"""From text to a table of strings, with the physical line of every record.

DuckDB's own CSV detection turned a ragged file into one column without a word; so the file is tokenised here: by
pyarrow where every record has as many fields as the header, and by the csv module, which counts lines, where not.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from analytics.errors import UnreadableFile
from analytics.importers._distinct import Words, narrowest
from analytics.importers._limits import LONGEST_COLUMN_NAME, MOST_CELLS, MOST_COLUMNS, MOST_REFUSED
from analytics.importers._text import Text, count
from analytics.language import _, counted

Ints = npt.NDArray[np.int64]
DELIMITERS: Final = (",", ";", "\t", "|")
_COLUMNS_SHOWN: Final = 12
_LINES_A_RECORD: Final = 200
"""A record that is still open after so many lines was opened by a stray quote."""
_MOST_LINES_TWICE: Final = 500_000
"""Lines that are read again because a stray quote had swallowed them; beyond, quotes are broken all over."""
_BYTES_AT_ONCE: Final = 4_000_000
"""For pyarrow; several lines of the greatest length."""
_RECORDS_AT_ONCE: Final = 20_000
_SPELLED: Final = pa.dictionary(pa.int32(), pa.string())
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_A_DATE: Final = re.compile(r"[\s\"]*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)")
_A_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_DELIMITER_LINE: Final = re.compile(r"""["']?sep=([,;\t|])["']?\r?\n""", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Table:
    """One file as strings: a row per record, in file order; `lines` is each record's first physical line, from 1.

    `words` are the columns by their distinct spellings. `ragged` holds the fields of the records whose number differs
    from the header's; their cells are blank until an importer repairs them. A file without a header has the names
    `column 1`, `column 2` ...
    """

    name: str
    header: tuple[str, ...]
    has_header: bool
    words: tuple[Words, ...]
    lines: npt.NDArray[np.int64]
    ragged: Mapping[int, tuple[str, ...]]
    delimiter: str
    encoding: str

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The header as it is compared: lower case, no accents, single spaces."""
        return tuple(header_key(name) for name in self.header)

    @cached_property
    def columns(self) -> pd.DataFrame:
        """The cells as a frame with the positions 0, 1, ... as labels."""
        return _frame(self.words)

    def with_columns(self, columns: pd.DataFrame) -> Table:
        """The table with other cells, labelled as in `columns`."""
        return replace(self, words=tuple(Words.of(columns[number]) for number in range(columns.shape[1])))

    def column(self, position: int) -> pd.Series[str]:
        """The cells of one column, never missing: a cell without content is the empty string."""
        return self.words[position].series

    def repaired(self, records: Mapping[int, Sequence[str]]) -> Table:
        """The table with these ragged records put right: position -> as many fields as the header has."""
        if not records:
            return self
        positions = list(records)
        columns = self.columns.copy()
        for number in range(len(self.header)):
            columns.iloc[positions, number] = [records[position][number] for position in positions]
        left = {position: fields for position, fields in self.ragged.items() if position not in records}
        return replace(self.with_columns(columns), ragged=left)

    def taken(self, positions: npt.NDArray[np.intp]) -> Table:
        """The records at these positions, in this order: one that stands for several sets comes several times."""
        return replace(
            self,
            words=tuple(column.taken(positions) for column in self.words),
            lines=self.lines[positions],
            ragged={new: self.ragged[old] for new, old in enumerate(positions.tolist()) if old in self.ragged},
        )


def _frame(words: Sequence[Words]) -> pd.DataFrame:
    return pd.DataFrame({number: column.series for number, column in enumerate(words)}, copy=True)


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
        words=tuple(Words.of(columns[number]) for number in range(len(header))),
        lines=np.array(lines, dtype=np.int64),
        ragged={},
        delimiter=delimiter,
        encoding=text.encoding,
    )


@lru_cache(maxsize=1_024)  # every importer asks about the same few names of columns
def header_key(name: str) -> str:
    """How column names are compared: `" Réps "` and `reps` are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.strip().strip("\"'").casefold().replace("\u2019", "'").split())


def tokenise(name: str, text: Text) -> Table:
    """The table in `text`, whatever its columns are. UnreadableFile when there is nothing below the header, or more
    columns, cells or broken lines than any log has."""
    content, lines_above, delimiter = _without_delimiter_line(text.content)
    encoded = content.encode() if lines_above else text.encoded
    delimiter = delimiter or _delimiter(content)
    first = _first_record(content, delimiter)
    has_header = not any(_A_DATE.match(cell) for cell in first)
    cells = count(encoded, delimiter) + _line_ends(encoded)
    _refuse_no_table(name, cells, first, has_header=has_header)
    records = _regular(content, delimiter, width=len(first), encoded=encoded)
    records = records or _irregular(name, content.rstrip("\r\n"), delimiter)
    if has_header and len(records.lines) == 1:
        raise UnreadableFile(
            _("{name} has a header and no rows.", name=name), _("Export the log again once it holds a workout.")
        )
    below = records.from_record(1 if has_header else 0)
    return Table(
        name=name,
        header=tuple(c.strip() for c in first) if has_header else tuple(f"column {n + 1}" for n in range(len(first))),
        has_header=has_header,
        words=below.words,
        lines=below.lines + lines_above,
        ragged=below.ragged,
        delimiter=delimiter,
        encoding=text.encoding,
    )


def _first_record(content: str, delimiter: str) -> list[str]:
    """The fields of the first record that has any."""
    lines = _PhysicalLines(content)
    reader = csv.reader(lines, delimiter=delimiter)
    while lines.start_record():
        if fields := _next_record(reader, lines, delimiter=delimiter, width=0):
            return fields
    return [""]


def _refuse_no_table(name: str, cells: int, first: Sequence[str], *, has_header: bool) -> None:
    """Refuse what is no table of sets by its first line and its separators, before any cell is made."""
    _refuse_wide(name, 1, len(first))
    if has_header and (longest := max(len(cell) for cell in first)) > LONGEST_COLUMN_NAME:
        raise UnreadableFile(
            _(
                "{name} starts with a column name of {characters} characters; the limit is {limit}.",
                name=name,
                characters=counted(longest),
                limit=counted(LONGEST_COLUMN_NAME),
            ),
            _("The first line of a training log names its columns. Is this the right file?"),
        )
    if cells > MOST_CELLS:
        raise UnreadableFile(
            _(
                "{name} has about {cells} cells; the limit is {limit}.",
                name=name,
                cells=counted(cells),
                limit=counted(MOST_CELLS),
            ),
            _("A training log of ten years has about 500,000. Is this the right file?"),
        )


def _refuse_wide(name: str, line: int, columns: int) -> None:
    if columns > MOST_COLUMNS:
        raise UnreadableFile(
            _(
                "Line {line} of {name} has {columns} columns; the limit is {limit}.",
                line=counted(line),
                name=name,
                columns=counted(columns),
                limit=MOST_COLUMNS,
            ),
            _("Save the columns of the log alone as CSV and import that."),
        )


@dataclass(frozen=True, slots=True)
class _Records:
    """Every record of a file, the header's among them."""

    words: tuple[Words, ...]
    lines: npt.NDArray[np.int64]
    ragged: Mapping[int, tuple[str, ...]]

    @property
    def cells(self) -> pd.DataFrame:
        """The records as a frame."""
        return _frame(self.words)

    def from_record(self, number: int) -> _Records:
        return _Records(
            tuple(column.behind(number) for column in self.words),
            self.lines[number:],
            {position - number: fields for position, fields in self.ragged.items()},
        )


def _without_delimiter_line(content: str) -> tuple[str, int, str | None]:
    """Excel may write `sep=;` above the header."""
    match = _DELIMITER_LINE.match(content)
    rest = content[match.end() :] if match else ""
    return (rest, 1, match.group(1)) if match and rest.strip("\r\n") else (content, 0, None)


def _delimiter(content: str) -> str:
    """The character that separates the header's names, counted outside quotes."""
    start = len(content) - len(content.lstrip())
    end = _LINE_END.search(content, start)
    outside_quotes = "".join(content[start : end.start() if end else None].split('"')[::2])
    return max(DELIMITERS, key=outside_quotes.count)


def _regular(content: str, delimiter: str, *, width: int, encoded: bytes | None = None) -> _Records | None:
    """The records by pyarrow, or None where it may not be trusted. `encoded` is the content in UTF-8, where known.

    That is: uneven records, blank lines, stray quotes, the line ends of an old Mac.
    """
    encoded = content.encode() if encoded is None else encoded
    lines = _line_ends(encoded) + 1
    if b"\r" in encoded and count(encoded, "\r") != encoded.count(b"\r\n"):
        return None
    whole = pa.py_buffer(encoded).slice(0, _end(encoded))
    cells = _tokens(whole, delimiter, width=width, with_breaks=False)
    if cells is None or cells.num_rows != lines:  # not a line a record
        cells = _tokens(whole, delimiter, width=width, with_breaks=True)
    if cells is None or cells.num_columns != width:
        return None
    columns = _as_words(cells)
    breaks = np.zeros(cells.num_rows, dtype=np.int64)
    if cells.num_rows != lines:
        breaks = sum((_line_breaks(column) for column in columns), breaks)
    starts = np.cumsum(1 + breaks) - (1 + breaks)
    if cells.num_rows + int(breaks.sum()) != lines or breaks.max() >= _LINES_A_RECORD:
        return None
    if breaks.any() and _swallowed(encoded, starts[breaks > 0], breaks[breaks > 0], width, delimiter):
        return None
    return _Records(columns, 1 + starts, {})


def _line_ends(encoded: bytes) -> int:
    """How many lines end in a text, but for those behind its last one that is not empty."""
    return count(encoded, "\n") - encoded.count(b"\n", _end(encoded))


def _end(encoded: bytes) -> int:
    """Where a text ends without its last line ends; to strip them would copy it."""
    end = len(encoded)
    while end and encoded[end - 1] in b"\r\n":
        end -= 1
    return end


def _tokens(encoded: pa.Buffer, delimiter: str, *, width: int, with_breaks: bool) -> pa.Table | None:
    """The cells as pyarrow finds them, each column by its distinct spellings; quicker where no cell may hold a line
    break.
    """
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(encoded),
            read_options=arrow_csv.ReadOptions(
                autogenerate_column_names=True, block_size=_BYTES_AT_ONCE * (4 if with_breaks else 1)
            ),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=with_breaks),
            convert_options=arrow_csv.ConvertOptions(
                strings_can_be_null=False,
                check_utf8=False,  # it was decoded, or comes from a text
                column_types={f"f{n}": _SPELLED for n in range(width)},
            ),
            memory_pool=pa.system_memory_pool(),  # a quarter quicker than pyarrow's own, which takes pages anew
        )
    except pa.ArrowInvalid:
        return None


def _as_words(cells: pa.Table) -> tuple[Words, ...]:
    """Columns of distinct spellings, one dictionary each."""
    return tuple(_words(column) for column in cells.unify_dictionaries().columns)


def _words(column: pa.ChunkedArray) -> Words:
    codes = [chunk.indices.to_numpy() for chunk in column.chunks]
    spellings = column.chunk(0).dictionary.to_pylist() if codes else []
    narrow = narrowest(len(spellings))
    joined = np.concatenate(codes, dtype=narrow, casting="unsafe") if codes else np.empty(0, dtype=narrow)
    return Words(joined, spellings)


def _line_breaks(column: Words) -> npt.NDArray[np.int64]:
    return np.array([cell.count("\n") for cell in column.spellings], dtype=np.int64)[column.codes]


def _swallowed(encoded: bytes, starts: Ints, breaks: Ints, width: int, delimiter: str) -> bool:
    """Whether a stray quote has swallowed whole records into one cell."""
    ends = np.append(np.flatnonzero(np.frombuffer(encoded, dtype=np.uint8) == ord("\n")), len(encoded))
    begins = np.append(0, ends[:-1] + 1)
    for start, more in zip(starts.tolist(), breaks.tolist(), strict=True):
        first, *others = encoded[begins[start] : ends[start + more]].decode().split("\n")
        if any(_is_record(line, first, width=width, delimiter=delimiter) for line in others):
            return True
    return False


def _is_record(line: str, first: str, *, width: int, delimiter: str) -> bool:
    """Whether a line inside a record is a record of its own: it has the fields, a year, and its quotes in pairs.

    A line that starts with a date just as the record does is one even when its own quotes are broken.
    """
    if line.count(delimiter) < width - 1 or not _A_YEAR.search(line):
        return False
    dated = _A_DATE.match(line) is not None and _A_DATE.match(first) is not None
    return dated or (line.count('"') % 2 == 0 and len(next(csv.reader([line], delimiter=delimiter), [])) == width)


class _PhysicalLines(Iterator[str]):
    """The lines of a file, one by one and with their ends, for a reader that may be sent back to the second line of the
    record it is in."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._has_only_newlines = "\r" not in content
        self._next = 0
        self._number = 1
        self._start = 0
        self.lines_twice = 0
        self.record: list[str] = []
        """The lines of the current record."""

    @property
    def number(self) -> int:
        """The number of the current record's first line, from 1."""
        return self._number - len(self.record)

    def start_record(self) -> bool:
        """Begin a record with the next line; False at the end of the file."""
        self.record = []
        self._start = self._next
        return self._next < len(self._content)

    def back_to_second_line(self) -> None:
        """The record is its first line alone: the next one begins behind that."""
        self._number -= len(self.record) - 1
        self.lines_twice += len(self.record) - 1
        self._next = self._start + len(self.record[0])
        self.record = self.record[:1]

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if self._next >= len(self._content) or len(self.record) == _LINES_A_RECORD:
            raise StopIteration
        end = self._end_of_line()
        line = self._content[self._next : end]
        self._next = end
        self._number += 1
        self.record.append(line)
        return line

    def _end_of_line(self) -> int:
        if self._has_only_newlines:
            return self._content.find("\n", self._next) + 1 or len(self._content)
        found = _LINE_END.search(self._content, self._next)
        return found.end() if found else len(self._content)


def _irregular(name: str, content: str, delimiter: str) -> _Records:
    """The records by the csv module. A quote that is never closed costs its own line, not the rest of the file."""
    physical = _PhysicalLines(content)
    reader = csv.reader(physical, delimiter=delimiter)
    width = 0
    rows: list[list[str]] = []
    parts: list[pa.Table] = []
    lines: list[int] = []
    ragged: dict[int, tuple[str, ...]] = {}
    while physical.start_record():
        fields = _next_record(reader, physical, delimiter=delimiter, width=width)
        if not fields:
            continue
        width = width or len(fields)
        if len(fields) != width:
            _refuse_wide(name, physical.number, len(fields))
            ragged[len(lines)] = tuple(fields)
            fields = [""] * width
        rows.append(fields)
        lines.append(physical.number)
        if len(rows) == _RECORDS_AT_ONCE:
            parts.append(_part(rows, width))
            rows = []
        _refuse_broken(name, physical, ragged)
    parts.append(_part(rows, width))
    return _Records(_as_words(pa.concat_tables(parts)), np.array(lines, dtype=np.int64), ragged)


def _part(rows: Sequence[Sequence[str]], width: int) -> pa.Table:
    """Some of the records in columns: as lists of texts, all of them would take ten times the room."""
    columns = zip(*rows, strict=True) if rows else [()] * width
    spelled = [pa.array(column, pa.string()).dictionary_encode() for column in columns]
    return pa.table(spelled, names=[f"f{n}" for n in range(width)])


def _refuse_broken(name: str, physical: _PhysicalLines, ragged: Mapping[int, Sequence[str]]) -> None:
    hint = _("Export the log again and import that file unchanged.")
    if len(ragged) > MOST_REFUSED:
        raise UnreadableFile(
            _(
                "{name} has more than {most} lines with another number of columns than the first.",
                name=name,
                most=counted(MOST_REFUSED),
            ),
            hint,
        )
    if physical.lines_twice > _MOST_LINES_TWICE:
        raise UnreadableFile(_("{name} has too many quotes that are opened and never closed.", name=name), hint)


def _next_record(reader: Iterator[list[str]], physical: _PhysicalLines, *, delimiter: str, width: int) -> list[str]:
    try:
        fields = next(reader)
    except StopIteration:
        return []
    except csv.Error:
        fields = None
    first, *more = physical.record
    broken = len(physical.record) == _LINES_A_RECORD or any(
        _is_record(line, first, width=width, delimiter=delimiter) for line in more
    )
    if fields is not None and not broken:
        return fields
    physical.back_to_second_line()
    return first.rstrip("\r\n").replace('"', "").split(delimiter)


def columns_in_words(table: Table) -> str:
    """The names of a table's columns in a sentence, many of them cut short."""
    names = [name for name in table.header if name]
    shown = ", ".join(name[:40] for name in names[:_COLUMNS_SHOWN])
    more = len(names) - _COLUMNS_SHOWN
    if more <= 0:
        return _("Its columns are: {columns}.", columns=shown)
    return _("Its columns are: {columns} and {more} more.", columns=shown, more=counted(more))
