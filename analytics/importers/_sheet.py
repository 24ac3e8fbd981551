"""A table on its way to sets: its columns by field, and the account of where each of its records ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import UnreadableFile
from analytics.importers._blocks import Ints, Mask, beginnings, number_sets
from analytics.importers._dates import Dates, dates
from analytics.importers._distinct import Words, alike, distinct
from analytics.importers._limits import MOST_REFUSED, Limit
from analytics.importers._numbers import Floats, Numbers, durations, numbers
from analytics.importers._table import Table
from analytics.language import _, counted, listed
from analytics.model import READ_COLUMNS, Choices, Decision, Layout, Problem, Question, Reading
from analytics.texts import LONGEST_NAME

Column: TypeAlias = "npt.NDArray[Any] | pd.Series[Any] | Words | str | None"
"""A column on its way into the sets: a value a row, or one for all."""
WHOLE_LINE: Final = "line"
"""The column of a problem that concerns a line as a whole."""
_SHOWN: Final = 120
_NAMES: Final = ("athlete", "workout", "exercise")


class Sheet:
    """The records of one file. Each is open until it is skipped or refused, once; those still open in the end are the
    sets."""

    def __init__(self, table: Table, fields: Mapping[str, int]) -> None:
        self.table = table
        self._fields = fields
        self._skipped: list[str] = []
        self._ending = np.zeros(len(table), dtype=np.int16)  # 0 open, -1 refused, n the nth reason for skipping
        self._problems: list[Problem] = []
        self.skip(_blank(table), "empty")
        for position, record in table.ragged.items():
            if self._ending[position] == 0:
                self._refuse_record(position, record)

    def __len__(self) -> int:
        return len(self.table)

    @property
    def is_open(self) -> Mask:
        is_open: Mask = self._ending == 0
        return is_open

    def position(self, field: str) -> int:
        return self._fields[field]

    def has(self, field: str) -> bool:
        return field in self._fields

    def header(self, field: str) -> str:
        """The field's column name as the file writes it."""
        return self.table.header[self._fields[field]]

    def text(self, field: str) -> pd.Series[str]:
        """The cells of a field as written; empty strings where the file has no such column."""
        return self.words(field).series

    def words(self, field: str) -> Words:
        """As `text`, by the distinct spellings."""
        return self.table.words[self._fields[field]] if field in self._fields else Words.alike("", len(self))

    def numbers(self, field: str) -> Floats:
        """A field as numbers. Cells that are none refuse their record; NaN there, in blank cells and where there is no
        such column."""
        return self._read(field, numbers(self.words(field), decimal_comma=self.table.delimiter != ","))

    def durations(self, field: str) -> Floats:
        """A field as seconds, like `numbers`."""
        return self._read(field, durations(self.words(field), decimal_comma=self.table.delimiter != ","))

    def dates(self, field: str, choices: Choices) -> Dates:
        """A field as local times; a record without a date is refused."""
        found = dates(self.words(field), choices)
        self.refuse(field, found.refused)
        return found

    def skip(self, where: Mask, reason: str) -> None:
        """Set open records aside that are no performed sets."""
        if reason not in self._skipped:
            self._skipped.append(reason)
        self._ending[where & self.is_open] = self._skipped.index(reason) + 1

    def refuse(self, field: str, reasons: Mapping[int, str]) -> None:
        """Refuse open records: position -> reason."""
        still_open = {position: reason for position, reason in reasons.items() if self._ending[position] == 0}
        if still_open:
            codes, cells = distinct(self.words(field))
            for position, reason in still_open.items():
                self._refuse(position, self.header(field), cells[codes[position]], reason)

    def refuse_where(self, field: str, where: Mask, reason: str) -> None:
        """Refuse the open records under a mask, all for one reason."""
        self.refuse(field, dict.fromkeys(np.flatnonzero(where & self.is_open).tolist(), reason))

    def keep_within(self, limit: Limit, field: str, values: Floats) -> None:
        """Refuse open records whose value lies outside its limit."""
        if self.has(field):
            self.refuse(field, limit.broken_by(values))

    def reading(
        self,
        importer: str,
        *,
        unit: Decision,
        when: Dates,
        columns: Mapping[str, Column],
        order: Floats | None = None,
        source: str | None = None,
        questions: tuple[Question, ...] = (),
        notes: tuple[str, ...] = (),
        layout: Layout | None = None,
    ) -> Reading:
        """The sets and the account. `columns` are whole columns of `READ_COLUMNS`; `order` is the app's own number of a
        set; `source` is the family of the file, where it is not the importer's own name (an app's backup beside its
        CSV)."""
        for name in _NAMES:
            self._refuse_endless(name, columns.get(name))
        kept = np.flatnonzero(self.is_open)
        given = {"source": source or importer, "source_line": self.table.lines, "started_at": when.values, **columns}
        found = {name: _typed(given.get(name), kept, dtype) for name, dtype in READ_COLUMNS.items()}
        numbering = _numbering(found, None if order is None else order[kept])
        return Reading(
            format=importer,
            source=source or importer,
            unit=unit,
            date_order=when.order,
            time_zone=when.time_zone,
            encoding=self.table.encoding,
            delimiter=self.table.delimiter,
            rows=len(self),
            found=pd.DataFrame({**found, **numbering}, copy=False),
            skipped=self._counts(),
            problems=tuple(sorted(self._problems, key=lambda problem: problem.line)),
            questions=questions,
            notes=notes,
            layout=layout,
        )

    def _refuse_endless(self, field: str, column: Column) -> None:
        """Refuse open records whose name is longer than any."""
        if not isinstance(column, pd.Series | Words):
            return
        words = column if isinstance(column, Words) else Words.of(column.fillna(""))
        endless = words.where(lambda name: len(name) > LONGEST_NAME) & self.is_open
        for position in np.flatnonzero(endless).tolist():
            name = words.spellings[words.codes[position]]
            reason = _("{number} characters; the limit is {limit}", number=counted(len(name)), limit=LONGEST_NAME)
            self._refuse(position, self.header(field) if self.has(field) else field, name, reason)

    def _read(self, field: str, found: Numbers) -> Floats:
        if self.has(field):
            self.refuse(field, found.refused)
        return found.values

    def _refuse_record(self, position: int, record: Sequence[str]) -> None:
        have, want = len(record), len(self.table.header)
        reason = (
            _("the line breaks off: {have} of {want} columns", have=have, want=want)
            if have < want
            else _("{have} columns instead of {want}", have=have, want=want)
        )
        self._refuse(position, WHOLE_LINE, self.table.delimiter.join(record), reason)

    def _refuse(self, position: int, column: str, value: str, reason: str) -> None:
        if len(self._problems) == MOST_REFUSED:
            raise UnreadableFile(
                _(
                    "{name} has more than {most} lines that cannot be read; the last: {reason}.",
                    name=self.table.name,
                    most=counted(MOST_REFUSED),
                    reason=reason,
                ),
                _("Export the log again and import that file unchanged."),
            )
        self._ending[position] = -1
        shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}..."
        self._problems.append(Problem(int(self.table.lines[position]), column, shown, reason))

    def _counts(self) -> dict[str, int]:
        counts = Counter(self._ending[self._ending > 0].tolist())
        return {reason: counts[number] for number, reason in enumerate(self._skipped, start=1) if counts[number]}


def locate(table: Table, names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Field -> position of its column, by the comparable names it may have; the first name that the header holds wins.

    UnreadableFile when two columns of that name disagree.
    """
    keys = table.keys
    found: dict[str, int] = {}
    for field, candidates in names.items():
        name = next((candidate for candidate in candidates if candidate in keys), None)
        if name is not None:
            found[field] = _only(table, [position for position, key in enumerate(keys) if key == name])
    return found


def require(table: Table, fields: Mapping[str, int], *, title: str, needed: Mapping[str, str]) -> None:
    """UnreadableFile unless every needed field (field -> its name in words) has a column."""
    missing = [words for field, words in needed.items() if field not in fields]
    if missing:
        raise UnreadableFile(
            _(
                "{name} looks like a {app} export, but has no column for {missing}.",
                name=table.name,
                app=title,
                missing=listed(missing),
            ),
            _("Export the log again and import that file unchanged."),
        )


def _only(table: Table, positions: list[int]) -> int:
    first = positions[0]
    if any(not table.column(first).equals(table.column(other)) for other in positions[1:]):
        raise UnreadableFile(
            _(
                '{name} has {number} columns called "{column}", and they differ.',
                name=table.name,
                number=len(positions),
                column=table.header[first],
            ),
            _("Remove or rename the wrong one and import the file again."),
        )
    return first


def _blank(table: Table) -> Mask:
    """Records without any content, such as `,,,,`, whatever their number of columns."""
    blank = np.ones(len(table), dtype=bool)
    for column in sorted(table.words, key=lambda column: len(column.spellings)):
        if not blank.any():
            break
        blank &= column.where(_is_blank)
    for position, record in table.ragged.items():
        blank[position] = not any(cell.strip() for cell in record)
    return blank


def _is_blank(cell: str) -> bool:
    return not cell.strip()


def _typed(column: Column, kept: npt.NDArray[np.intp], dtype: str) -> pd.Series[Any]:
    """One column of the result: the kept rows, texts as categories, and numbers as plain ones, NaN for none."""
    if isinstance(column, str) or (column is None and dtype == "str"):
        return alike(column, len(kept))
    if column is None:
        return pd.Series(np.full(len(kept), np.nan), copy=False)
    if isinstance(column, Words) and dtype == "str":
        return column.categories(kept)
    if isinstance(column, pd.Series | Words):
        cells = (column.series if isinstance(column, Words) else column).iloc[kept].reset_index(drop=True)
        return _numbers_or_categories(cells.mask(cells.eq("")), dtype)
    return _numbers_or_categories(pd.Series(column[kept], copy=False), dtype)


def _numbers_or_categories(cells: pd.Series[Any], dtype: str) -> pd.Series[Any]:
    """Cells as `Reading.found` has them, of a type of `READ_COLUMNS`."""
    wanted: Any = pd.api.types.pandas_dtype({"Float64": "float64"}.get(dtype, dtype))
    if dtype == "Int64" and cells.dtype.kind in "iu":
        return cells
    typed = cells.astype(wanted)
    return typed.astype("category") if dtype == "str" else typed


def _numbering(sets: Mapping[str, pd.Series[Any]], order: Floats | None) -> dict[str, pd.Series[Any]]:
    """Block and set number, where the file itself gives none."""
    workout = _together([_content(sets[name]) for name in ("athlete", "started_at", "workout")])
    exercise = _content(sets["exercise"]).astype(np.int32) + 1
    warmup = (sets["set_type"] == "warmup").to_numpy(dtype=bool)
    found = number_sets(workout, exercise, order=order, warmup=warmup)
    return {
        "block": _completed(sets["block"], found.block),
        "set_number": _completed(sets["set_number"], found.set_number),
    }


def _completed(given: pd.Series[Any], numbers: Ints) -> pd.Series[Any]:
    own = pd.Series(numbers, copy=False)
    return own if given.isna().all() else given.astype("Int64").fillna(own.astype("Int64"))


def _content(column: pd.Series[Any]) -> npt.NDArray[Any]:
    """A value a row: the same value is the same content. Numbers in place of texts, -1 for none."""
    return column.cat.codes.to_numpy() if isinstance(column.dtype, pd.CategoricalDtype) else column.to_numpy()


def _together(parts: Sequence[npt.NDArray[Any]]) -> Ints:
    """A number a row, in the order of appearance: the same number is the same in all parts."""
    begins = beginnings(parts)
    first = np.flatnonzero(begins)
    together = np.zeros(len(first), dtype=np.int64)
    for part in parts:
        own = pd.factorize(part[first], use_na_sentinel=False)[0].astype(np.int64)
        together = pd.factorize(together * (int(own.max(initial=0)) + 1) + own)[0].astype(np.int64)
    return np.repeat(together.astype(np.int32), np.diff(first, append=len(begins)))
