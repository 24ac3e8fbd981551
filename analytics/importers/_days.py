"""The dates of tables that people keep by hand: ISO weeks (`2025-W34-1`), Unix seconds, spreadsheet serial numbers,
names of weekdays beside the date, Japanese dates, dates without a year. Each is written anew as a date that `dates`
reads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._dates import dates, month_number
from analytics.importers._distinct import distinct
from analytics.model import Choices

_ISO_WEEK: Final = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.IGNORECASE)
_UNIX: Final = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})")
_SERIAL: Final = re.compile(r"([34]\d{4}|5[0-5]\d{3})(?:\.(\d+))?")
_SERIAL_ZERO: Final = datetime(1899, 12, 30)
_JAPANESE: Final = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?(.*)")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)\s*$")
_WEEKDAY: Final = re.compile(r"[^\W\d_]+\.?,?\s+(?=\d{1,4}[-/. ]|[^\W\d_]+\.?\s+\d{1,2},?\s+\d{4})")
_WEEKDAY_BEHIND: Final = re.compile(r"(?<=\d)[,\s]+[^\W\d_]{2,}\.?$")
_LONGEST_DATE: Final = 100
"""A longer cell is a text."""
_NO_YEAR: Final = re.compile(
    r"(?:(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})\.?|(?P<day>\d{1,2})\.?[-\s](?P<word>[^\W\d_]{3,})\.?|"
    r"(?P<word_first>[^\W\d_]{3,})\.?[-\s](?P<day_after>\d{1,2}))"
)


def _numbered(months: str) -> dict[str, int]:
    return {month: number for number, month in enumerate(months.split(), start=1)}


_OTHER_MONTHS: Final = {
    **_numbered("янв фев мар апр мая июн июл авг сен окт ноя дек"),
    **_numbered("sty lut mar kwi maj cze lip sie wrz paz lis gru"),
    **_numbered("jan feb mar apr maj jun jul aug sep okt nov dec"),
    "май": 5,
}
_WORD_MONTH: Final = re.compile(r"(\d{1,2})\.?[\s-]+([^\W\d_]+)\.?,?[\s-]+(\d{4})(?:\s*[^\W\d_]\.)?(.*)")
_ENGLISH: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def as_dates(cells: pd.Series[str]) -> pd.Series[str]:
    """A column of dates in spellings that `dates` knows; a cell that is no date is left as it is."""
    codes, spellings = distinct(cells)
    written = pd.array([_written(spelling.strip()) for spelling in spellings], dtype="str")
    return pd.Series(written.take(codes))


def are_days(spellings: Sequence[str]) -> float:
    """The share of spellings that are dates, with or without a year."""
    if not spellings:
        return 0.0
    written = pd.Series([_written(spelling.strip()) for spelling in spellings], dtype="str")
    found = ~np.isnat(dates(written, Choices()).values)
    yearless = np.array([is_yearless(spelling) for spelling in spellings])
    return float((found | yearless).mean())


def is_yearless(spelling: str) -> bool:
    """Whether a spelling is a day and a month without a year: `05/01`, `12-Jan`."""
    match = _NO_YEAR.fullmatch(spelling.strip())
    if not match:
        return False
    if match["first"]:
        low, high = sorted((int(match["first"]), int(match["second"])))
        return 1 <= low <= 12 and high <= 31 and not re.search(r"\d\.\d+$", spelling)
    word = match["word"] or match["word_first"]
    return month_number(word) is not None and 1 <= int(match["day"] or match["day_after"]) <= 31


def with_year(cells: pd.Series[str], year: int) -> pd.Series[str]:
    """Dates without a year in the year that is given for the first; a step of half a year and more turns the year."""
    found: list[str] = []
    before = 0
    for cell in cells:
        spelling = cell.strip()
        if not is_yearless(spelling):
            found.append(cell)
            continue
        month = _month(spelling)
        if before and month and abs(month - before) > 6:
            year += 1 if month < before else -1
        before = month or before
        found.append(_joined(spelling, year))
    return pd.Series(found, dtype="str")


def _month(spelling: str) -> int:
    """The month of a date without a year; 0 where its order is open."""
    match = _NO_YEAR.fullmatch(spelling)
    if match and (word := match["word"] or match["word_first"]):
        return month_number(word) or 0
    return 0


def _joined(spelling: str, year: int) -> str:
    match = _NO_YEAR.fullmatch(spelling)
    if match is None:
        return spelling
    if match["first"]:
        return f"{match['first']}/{match['second']}/{year}"
    word, day = match["word"] or match["word_first"], match["day"] or match["day_after"]
    return f"{day} {word} {year}"


def _written(cell: str) -> str:
    if len(cell) > _LONGEST_DATE:
        return cell
    text = unicodedata.normalize("NFKC", cell)
    if match := _ISO_WEEK.fullmatch(text):
        return _of_week(cell, int(match[1]), int(match[2]), int(match[3] or 1))
    if match := _UNIX.fullmatch(text):
        seconds = int(match[1]) if match[1] else int(match[2]) // 1000
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
    if match := _SERIAL.fullmatch(text):
        return f"{_SERIAL_ZERO + timedelta(days=float(text)):%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
    if match := _COMPACT.fullmatch(text):
        return "-".join(match.groups())
    if match := _JAPANESE.fullmatch(text):
        text = f"{match[1]}-{match[2]}-{match[3]}{match[4]}"
    text = _IN_BRACKETS.sub("", text)
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    text = _WEEKDAY_BEHIND.sub("", text) if re.match(r"\d+[-/.]\d+[-/.]\d+\D*$", text) else text
    return _in_english(text)


def _of_week(cell: str, year: int, week: int, day: int) -> str:
    try:
        return date.fromisocalendar(year, week, day).isoformat()
    except ValueError:
        return cell


def _in_english(text: str) -> str:
    """Russian, Polish and Swedish months, which `dates` does not know."""
    match = _WORD_MONTH.fullmatch(text)
    if not match or month_number(match[2]) is not None:
        return text
    key = "".join(c for c in unicodedata.normalize("NFKD", match[2].casefold()) if not unicodedata.combining(c))[:3]
    month = _OTHER_MONTHS.get(key)
    return f"{match[1]} {_ENGLISH[month - 1]} {match[3]}{match[4]}" if month else text
