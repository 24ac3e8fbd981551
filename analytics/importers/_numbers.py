"""Columns of numbers and of durations. Every distinct spelling is read once; the column is then filled from these."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.importers._distinct import Cells, Words, spread, words_of
from analytics.language import _

Floats = npt.NDArray[np.float64]

_BLANK: Final = frozenset({"", "nan", "null", "none", "n/a", "na", "-", "\u2013", "\u2014"})
_GROUP_SPACE: Final = re.compile(r"(?<=\d)[\s'](?=\d{3}(?!\d))")
"""A space (plain, thin or not breaking) or a Swiss apostrophe before a group of three digits."""
_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_GROUPED: Final = {sep: re.compile(rf"[+-]?\d{{1,3}}(?:\{sep}\d{{3}})+") for sep in ".,"}
_BEYOND_MEASURE: Final = 1e30
"""No quantity in any unit; beyond it, converting units would run out of the range of a float."""
_CLOCK: Final = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)")


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column as numbers: NaN where the cell is blank or refused. `words` are the rows' spellings, `reasons` why some
    of these are refused.
    """

    values: Floats
    words: Words
    reasons: Mapping[int, str]

    @cached_property
    def refused(self) -> Mapping[int, str]:
        """Row position -> why it is refused."""
        return spread(self.words.codes, self.reasons) if self.reasons else {}


def numbers(cells: Cells, *, decimal_comma: bool = False) -> Numbers:
    """Read numbers with decimal point or comma, and with thousands in groups.

    What `1,500` means is decided over the whole column: a decimal comma when another cell can mean nothing else
    (`22,5`), or when `decimal_comma` says that the file comes from such a locale and no cell has a point; else a
    thousand and a half.
    """
    words = words_of(cells)
    written = [_GROUP_SPACE.sub("", cell.strip()) for cell in words.spellings]
    comma = _has_decimal_comma(written, decimal_comma=decimal_comma)
    return _filled(words, written, lambda cell: _number(cell, decimal_comma=comma))


def durations(cells: Cells, *, decimal_comma: bool = False) -> Numbers:
    """Read `H:MM:SS` or `M:SS` as seconds; a bare number is seconds already, read as `numbers` reads it."""
    words = words_of(cells)
    written = [cell.strip() for cell in words.spellings]
    bare = [cell for cell in written if not _CLOCK.fullmatch(cell)]
    comma = _has_decimal_comma(bare, decimal_comma=decimal_comma)
    return _filled(words, written, lambda cell: _seconds(cell, decimal_comma=comma))


def _filled(words: Words, written: list[str], read: Callable[[str], float | str]) -> Numbers:
    """Spread what `read` makes of each spelling over the column; where it gives a text, that is the reason for
    refusing."""
    outcomes = [read(cell) for cell in written]
    values = np.array([np.nan if isinstance(value, str) else value for value in outcomes], dtype=np.float64)
    reasons = {code: value for code, value in enumerate(outcomes) if isinstance(value, str)}
    return Numbers(words.filled(values), words, reasons)


def _has_decimal_comma(written: list[str], *, decimal_comma: bool) -> bool:
    with_comma = [cell for cell in written if "," in cell]
    for cell in with_comma:
        if "." in cell:
            return cell.rfind(",") > cell.rfind(".")
    if any(not _GROUPED[","].fullmatch(cell) for cell in with_comma):
        return True
    return decimal_comma and not any("." in cell for cell in written)


def _number(cell: str, *, decimal_comma: bool) -> float | str:
    if cell.casefold() in _BLANK:
        return np.nan
    group, point = (".", ",") if decimal_comma else (",", ".")
    whole, mark, fraction = cell.partition(point)
    if _GROUPED[group].fullmatch(whole) and group not in fraction:
        cell = whole.replace(group, "") + mark + fraction
    cell = cell.replace(",", ".")
    if not _PLAIN.fullmatch(cell) or not cell.isascii():
        return _("not a number")
    value = float(cell)
    return value if abs(value) < _BEYOND_MEASURE else _("not a number")


def _seconds(cell: str, *, decimal_comma: bool) -> float | str:
    if match := _CLOCK.fullmatch(cell):
        hours, minutes, seconds = match.groups()  # a float of any number of digits is no error, an int of 5,000 is
        clock = float(hours or 0) * 3600 + float(minutes) * 60 + float(seconds.replace(",", "."))
        return clock if clock < _BEYOND_MEASURE else _("not a duration (hours:minutes:seconds)")
    value = _number(cell, decimal_comma=decimal_comma)
    return _("not a duration (hours:minutes:seconds)") if isinstance(value, str) else value
