"""Reading a column by its distinct spellings: a log of 20,000 sets holds a few hundred loads and a thousand dates.

Each spelling is read once, in plain Python, and the column is filled from the results.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
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
        return cls(np.zeros(rows, dtype=np.int32), [cell])

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
        """The cells at these positions as categories, those without content missing; texts where all are missing."""
        filled = [spelling for spelling in self.spellings if spelling]
        if not filled:
            return Words.alike("", len(positions)).column()
        place = np.cumsum([bool(spelling) for spelling in self.spellings]) - 1
        place[[not spelling for spelling in self.spellings]] = -1
        codes = place[self._codes[positions]]
        return pd.Series(pd.Categorical.from_codes(codes, categories=pd.Index(filled, dtype="str")))

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
        found: npt.NDArray[np.bool_] = np.array([is_so(cell) for cell in self.spellings], dtype=bool)[self._codes]
        return found

    def said(self, meaning: Callable[[str], str]) -> Words:
        """What each cell means; asked once a spelling."""
        codes, meanings = pd.factorize(np.array([meaning(cell) for cell in self.spellings], dtype=object))
        return Words(codes[self._codes], list(meanings))


Cells: TypeAlias = "pd.Series[str] | Words"
"""A column of cells in either form."""


def distinct(cells: Cells) -> tuple[Codes, list[str]]:
    """Codes into the distinct spellings of a column, and these spellings."""
    words = cells if isinstance(cells, Words) else Words.of(cells)
    return words.codes, words.spellings


def chosen(cells: Cells, where: npt.NDArray[np.bool_]) -> Cells:
    """The cells under a mask, in the form that they come in."""
    return cells.taken(where) if isinstance(cells, Words) else cells[where]


def spread(codes: Codes, reasons: Mapping[int, str]) -> dict[int, str]:
    """Row position -> reason, from spelling code -> reason."""
    rows = np.flatnonzero(np.isin(codes, list(reasons))) if reasons else ()
    return {int(row): reasons[int(codes[row])] for row in rows}


def matches(cells: Cells, pattern: re.Pattern[str]) -> npt.NDArray[np.bool_]:
    """Where the whole cell, without blanks around it, fits a pattern."""
    words = cells if isinstance(cells, Words) else Words.of(cells)
    return words.where(lambda cell: pattern.fullmatch(cell.strip()) is not None)


def mapped(cells: Cells, meanings: Mapping[str, str], *, otherwise: str) -> pd.Series[str]:
    """Each cell's meaning, compared in lower case without blanks around it."""
    codes, spellings = distinct(cells)
    words = pd.array([meanings.get(spelling.strip().casefold(), otherwise) for spelling in spellings], dtype="str")
    return pd.Series(words.take(codes))
