"""Reading a column by its distinct spellings: a log of 20,000 sets holds a few hundred loads and a thousand dates.

Each spelling is read once, in plain Python, and the column is filled from the results.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

Codes = npt.NDArray[np.intp]


class Words:
    """A column of cells, never missing: their distinct spellings in the order of appearance, and a code a row; or the
    cells as a pandas column. Either is made from the other when it is first asked for.
    """

    def __init__(self, codes: npt.NDArray[np.integer[Any]], spellings: Sequence[str]) -> None:
        """`codes` are places in `spellings`."""
        self._codes = codes
        self.spellings = list(spellings)

    @classmethod
    def of(cls, cells: pd.Series[str]) -> Words:
        """The words of a pandas column without missing cells, of texts or of categories."""
        if isinstance(cells.dtype, pd.CategoricalDtype):
            return cls(cells.cat.codes.to_numpy(), list(cells.cat.categories))
        codes, spellings = pd.factorize(cells)
        words = cls(codes, list(spellings))
        words.__dict__["series"] = cells
        return words

    @classmethod
    def alike(cls, cell: str, rows: int) -> Words:
        """The same cell in every row."""
        return cls(np.zeros(rows, dtype=np.int8), [cell])

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def codes(self) -> Codes:
        return self._codes.astype(np.intp, copy=False)

    @cached_property
    def series(self) -> pd.Series[str]:
        """The cells as a pandas column of texts."""
        return self.column(missing=None)

    def column(self, *, missing: str | None = "") -> pd.Series[str]:
        """The cells as a pandas column; those spelled `missing` are missing there."""
        spellings = pa.array([None if cell == missing else cell for cell in self.spellings], pa.large_string())
        taken = spellings.take(pa.array(self._codes)) if len(spellings) else spellings
        text: Any = pd.StringDtype(na_value=np.nan)
        return pd.Series(text.__from_arrow__(taken))

    def categories(self, positions: npt.NDArray[np.intp]) -> pd.Series[Any]:
        """The cells at these positions as categories, those without content missing."""
        filled = [spelling for spelling in self.spellings if spelling]
        codes = self._codes[positions]
        if len(filled) < len(self.spellings):
            place = np.cumsum([bool(spelling) for spelling in self.spellings]) - 1
            place[[not spelling for spelling in self.spellings]] = -1
            codes = over(place.astype(narrowest(len(filled))), codes)
        return _categories(codes, filled)

    def filled(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The value of each row's spelling, for reading only."""
        return over(values, self._codes)

    def taken(self, positions: npt.NDArray[Any]) -> Words:
        """The cells at these positions, or under this mask: spellings that are no longer there are left out."""
        codes, kept = pd.factorize(self._codes[positions])
        return Words(codes, [self.spellings[code] for code in kept.tolist()])

    def behind(self, number: int) -> Words:
        """The cells without the first `number`."""
        first = self._codes[:number]
        if number and np.array_equal(first, np.arange(number)) and not np.isin(self._codes[number:], first).any():
            return Words(self._codes[number:] - number, self.spellings[number:])  # a header's names are nowhere else
        return self.taken(np.arange(number, len(self))) if number else self

    def where(self, is_so: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
        """Which rows hold a cell of which something is so; asked once a spelling."""
        found = np.array([is_so(cell) for cell in self.spellings], dtype=bool)
        where: npt.NDArray[np.bool_] = self.filled(found.view(np.uint8)).view(np.bool_)
        return where if found.any() else np.zeros(len(self), dtype=bool)

    def said(self, meaning: Callable[[str], str]) -> Words:
        """What each cell means; asked once a spelling."""
        codes, meanings = pd.factorize(np.array([meaning(cell) for cell in self.spellings], dtype=object))
        return Words(codes[self._codes], list(meanings))


def over(values: npt.NDArray[Any], codes: npt.NDArray[np.integer[Any]]) -> npt.NDArray[Any]:
    """`values[codes]`, for reading only: numpy would first make wide integers of the codes."""
    return np.asarray(pa.array(values).take(pa.array(codes)))


def alike(cell: str | None, rows: int) -> pd.Series[Any]:
    """The same text in every row as categories, or none in any."""
    return _of_kind(_kind_of(cell or ""), np.full(rows, 0 if cell else -1, dtype=np.int8))


@lru_cache(maxsize=16)
def _kind_of(cell: str) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index([cell] if cell else [], dtype="str"))


def _categories(codes: npt.NDArray[np.integer[Any]], spellings: Sequence[str]) -> pd.Series[Any]:
    return _of_kind(pd.CategoricalDtype(pd.Index(list(spellings), dtype="str")), codes)


def _of_kind(kind: pd.CategoricalDtype, codes: npt.NDArray[np.integer[Any]]) -> pd.Series[Any]:
    return pd.Series(pd.Categorical.from_codes(codes, dtype=kind, validate=False), copy=False)


def narrowest(spellings: int) -> type[np.signedinteger[Any]]:
    """The smallest integers that number so many spellings, and -1."""
    return next(kind for kind in (np.int8, np.int16, np.int32, np.int64) if spellings <= np.iinfo(kind).max)


Cells: TypeAlias = "pd.Series[str] | Words"
"""A column of cells in either form."""


def distinct(cells: Cells) -> tuple[Codes, list[str]]:
    """Codes into the distinct spellings of a column, and these spellings."""
    words = words_of(cells)
    return words.codes, words.spellings


def words_of(cells: Cells) -> Words:
    """The words of a column in either form."""
    return cells if isinstance(cells, Words) else Words.of(cells)


def chosen(cells: Cells, where: npt.NDArray[np.bool_]) -> Cells:
    """The cells under a mask, in the form that they come in."""
    return cells.taken(where) if isinstance(cells, Words) else cells[where]


def spread(codes: Codes, reasons: Mapping[int, str]) -> dict[int, str]:
    """Row position -> reason, from spelling code -> reason."""
    rows = np.flatnonzero(np.isin(codes, list(reasons))) if reasons else ()
    return {int(row): reasons[int(codes[row])] for row in rows}


def matches(cells: Cells, pattern: re.Pattern[str]) -> npt.NDArray[np.bool_]:
    """Where the whole cell, without blanks around it, fits a pattern."""
    return words_of(cells).where(lambda cell: pattern.fullmatch(cell.strip()) is not None)


def mapped(cells: Cells, meanings: Mapping[str, str], *, otherwise: str) -> pd.Series[str]:
    """Each cell's meaning, compared in lower case without blanks around it."""
    codes, spellings = distinct(cells)
    words = pd.array([meanings.get(spelling.strip().casefold(), otherwise) for spelling in spellings], dtype="str")
    return pd.Series(words.take(codes))
