"""Columns of dates. The order of day and month is decided over the whole column, never row by row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median
from typing import Final, Literal
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import WrongRequest
from analytics.importers._distinct import distinct, spread
from analytics.model import Choices, Decision

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2100

_MONTHS: Final = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar marz april mai juni juli august september oktober november dezember",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "tr": "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
}
_IRREGULAR_MONTHS: Final = {"mrz": 3, "mrt": 3, "janner": 1, "feber": 2}

_TIME: Final = r"(?:[,\s]*[\sT,](?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)?"
_HALF: Final = r"(?:\s*(?P<half>[ap])\.?\s?m\.?)?"
_ZONE: Final = r"(?:\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2}))?"
_REST: Final = _TIME + _HALF + _ZONE
_SHAPES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (order, re.compile(shape + _REST, re.IGNORECASE))
    for order, shape in (
        ("ymd", r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
        ("numeric", r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second_part>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})"),
        ("dmy", r"(?P<day>\d{1,2})\.?[\s-]+(?:de\s+)?(?P<word>[^\W\d_]+)\.?,?[\s-]+(?:de\s+)?(?P<year>\d{4}|\d{2})"),
        ("mdy", r"(?P<word>[^\W\d_]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"),
    )
)

Order = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Dates:
    """A column as local wall-clock times (NaT where refused), with how the order and the time zone were decided."""

    values: npt.NDArray[np.datetime64]
    refused: Mapping[int, str]
    order: Decision
    time_zone: Decision


@dataclass(frozen=True, slots=True)
class _Written:
    """The parts of one spelling. `first` and `second` are day and month of a numeric date in an order still open."""

    shape: str
    year: int
    month: int | None
    day: int | None
    first: int | None
    second: int | None
    clock: tuple[int, int, int]
    twelve_hour: bool
    zone: str | None


def dates(cells: pd.Series[str], choices: Choices) -> Dates:
    """Read a column of dates or dates with times; WrongRequest for an unknown time zone."""
    codes, spellings = distinct(cells)
    written = [_parts(spelling) for spelling in spellings]
    order = _order([parts for parts in written if parts], choices)
    zone = _zone(choices)
    outcomes = [
        _moment(parts, order=order.value, zone=zone) if parts else "not a date" if spelling.strip() else "no date"
        for parts, spelling in zip(written, spellings, strict=True)
    ]
    moments = [
        np.datetime64("NaT", "us") if isinstance(moment, str) else np.datetime64(moment, "us") for moment in outcomes
    ]
    values = np.array(moments, dtype="datetime64[us]")
    reasons = {code: moment for code, moment in enumerate(outcomes) if isinstance(moment, str)}
    return Dates(
        values=values[codes] if len(values) else values,
        refused=spread(codes, reasons),
        order=order,
        time_zone=_zone_decision({parts.zone for parts in written if parts}, choices),
    )


def month_number(word: str) -> int | None:
    """The month that a word names in one of eight languages: the whole word, else its first four letters, else
    three."""
    key = _plain(word)
    return next((_MONTH_WORDS[part] for part in (key, key[:4], key[:3]) if part in _MONTH_WORDS), None)


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold().replace("\u0131", "i"))
    return "".join(c for c in folded if c.isalpha())


def _month_words(languages: Iterable[str]) -> dict[str, int]:
    """Every name, and its first four and three letters where these belong to one month (`jui` does not)."""
    meanings: dict[str, set[int]] = {}
    for names in languages:
        for month, name in enumerate(names.split(), start=1):
            for key in (name, name[:4], name[:3]):
                meanings.setdefault(key, set()).add(month)
    return {key: months.pop() for key, months in meanings.items() if len(months) == 1} | _IRREGULAR_MONTHS


_MONTH_WORDS: Final = _month_words(_MONTHS.values())


def _parts(spelling: str) -> _Written | None:
    text = " ".join(spelling.split())
    for shape, pattern in _SHAPES:
        if match := pattern.fullmatch(text):
            return _written(shape, match.groupdict())
    return None


def _written(shape: str, found: Mapping[str, str | None]) -> _Written | None:
    month = month_number(found["word"] or "") if "word" in found else _whole(found.get("month"))
    if "word" in found and month is None:
        return None
    clock = _clock(found)
    if clock is None:
        return None
    year = int(found["year"] or 0)
    return _Written(
        shape=shape,
        year=year + 2000 if year < 100 else year,
        month=month,
        day=_whole(found.get("day")),
        first=_whole(found.get("first")),
        second=_whole(found.get("second_part")),
        clock=clock,
        twelve_hour=found["half"] is not None,
        zone=found["zone"],
    )


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _clock(found: Mapping[str, str | None]) -> tuple[int, int, int] | None:
    """Hour, minute, second on a 24-hour clock; midnight without a time; None where the 12-hour clock is
    contradicted."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = found["half"]
    if half is None:
        return hour, minute, second
    if not found["hour"] or not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.casefold() == "p" else 0), minute, second


def _order(written: list[_Written], choices: Choices) -> Decision:
    """Which of day and month comes first, and why."""
    numeric = [parts for parts in written if parts.shape == "numeric"]
    if not numeric:
        return _order_in_words(written)
    if choices.date_order in ("dmy", "mdy"):
        return Decision(choices.date_order, "chosen at the import")
    over_first = sum((parts.first or 0) > 12 for parts in numeric)
    over_second = sum((parts.second or 0) > 12 for parts in numeric)
    if over_first != over_second:
        order, count = ("dmy", over_first) if over_first > over_second else ("mdy", over_second)
        place = "first" if order == "dmy" else "second"
        return Decision(order, f"the {place} number goes above 12 in {count} of {len(numeric)} different dates")
    if any(parts.twelve_hour for parts in numeric):
        return Decision("mdy", "every date fits both orders; times with AM and PM are written month first")
    return _order_by_gaps(numeric)


def _order_in_words(written: list[_Written]) -> Decision:
    shapes = [parts.shape for parts in written]
    order = max(("ymd", "dmy", "mdy"), key=shapes.count)
    return Decision(order, "the year comes first" if order == "ymd" else "the month is written as a word")


def _order_by_gaps(numeric: list[_Written]) -> Decision:
    """Both orders fit every date: sessions lie days apart, so the reading with the shorter gaps is the right one."""
    gaps = {order: _typical_gap(numeric, order) for order in ("dmy", "mdy")}
    if gaps["dmy"] == gaps["mdy"]:
        return Decision("dmy", "nothing in the file tells day from month; day first was taken")
    order, other = ("dmy", "mdy") if gaps["dmy"] < gaps["mdy"] else ("mdy", "dmy")
    return Decision(
        order, f"every date fits both orders; read so, sessions lie {gaps[order]:g} days apart, else {gaps[other]:g}"
    )


def _typical_gap(numeric: list[_Written], order: str) -> float:
    moments = (_moment(parts, order=order, zone=None) for parts in numeric)
    days = sorted({moment.toordinal() for moment in moments if not isinstance(moment, str)})
    return median(later - earlier for earlier, later in pairwise(days)) if len(days) > 1 else 0.0


def _moment(parts: _Written, *, order: str, zone: ZoneInfo | None) -> datetime | str:
    """The local wall-clock time, or why there is none."""
    month, day = parts.month, parts.day
    if parts.shape == "numeric":
        day, month = (parts.first, parts.second) if order == "dmy" else (parts.second, parts.first)
    if not FIRST_YEAR <= parts.year <= LAST_YEAR:
        return f"the year {parts.year} is outside {FIRST_YEAR} to {LAST_YEAR}"
    try:
        moment = datetime(parts.year, month or 0, day or 0, *parts.clock)
    except ValueError:
        return "there is no such date" if max(parts.clock) < 60 and parts.clock[0] < 24 else "there is no such time"
    if zone and _is_utc(parts.zone):
        return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return moment


def _is_utc(zone: str | None) -> bool:
    return zone is not None and zone.upper().replace(":", "") in ("Z", "UTC", "+0000", "-0000")


def _zone(choices: Choices) -> ZoneInfo | None:
    if choices.time_zone is None:
        return None
    try:
        return ZoneInfo(choices.time_zone)
    except (OSError, ValueError, LookupError) as unknown:
        raise WrongRequest(
            f'There is no time zone "{choices.time_zone}".', 'Use an IANA name such as "Europe/Berlin".'
        ) from unknown


def _zone_decision(zones: set[str | None], choices: Choices) -> Decision:
    if not any(_is_utc(zone) for zone in zones):
        how = "each time carries its offset" if zones - {None} else "the file holds local times"
        return Decision("local", how)
    if choices.time_zone:
        return Decision(choices.time_zone, f"the file holds UTC; converted to {choices.time_zone}")
    return Decision("UTC", "the file holds UTC and no time zone was chosen; days may be off by one near midnight")
