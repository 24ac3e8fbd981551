"""Reading a column by its distinct spellings: a log of 20,000 sets holds a few hundred loads and a thousand dates.

Each spelling is read once, in plain Python, and the column is filled from the results.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.intp]


def distinct(cells: pd.Series[str]) -> tuple[Codes, list[str]]:
    """Codes into the distinct spellings of a column, and these spellings."""
    codes, spellings = pd.factorize(cells)
    return codes, list(spellings)


def spread(codes: Codes, reasons: Mapping[int, str]) -> dict[int, str]:
    """Row position -> reason, from spelling code -> reason."""
    rows = np.flatnonzero(np.isin(codes, list(reasons))) if reasons else ()
    return {int(row): reasons[int(codes[row])] for row in rows}


def matches(cells: pd.Series[str], pattern: re.Pattern[str]) -> npt.NDArray[np.bool_]:
    """Where the whole cell, without blanks around it, fits a pattern."""
    codes, spellings = distinct(cells)
    return np.array([pattern.fullmatch(cell.strip()) is not None for cell in spellings], dtype=bool)[codes]


def mapped(cells: pd.Series[str], meanings: Mapping[str, str], *, otherwise: str) -> pd.Series[str]:
    """Each cell's meaning, compared in lower case without blanks around it."""
    codes, spellings = distinct(cells)
    words = pd.array([meanings.get(spelling.strip().casefold(), otherwise) for spelling in spellings], dtype="str")
    return pd.Series(words.take(codes))
