"""Columns of dates. The order of day and month is decided over the whole column, never row by row."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median
from typing import Final, Literal
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analytics.errors import WrongRequest
from analytics.importers._distinct import Cells, spread, words_of
from analytics.language import _
from analytics.model import FIRST_DAY, LAST_DAY, Choices, Decision

_FIRST_YEAR: Final = FIRST_DAY.year
_LAST_YEAR: Final = LAST_DAY.year

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

_PLAIN_SHAPES: Final = {
    "ymd": r"^(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
    r"(?:[ T](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?$",
    "dmy": r"^(?P<day>[0-9]{1,2}) (?P<word>[A-Za-z]+) (?P<year>[0-9]{4})"
    r"(?:, (?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?P<second>))?$",
}
"""The dates that most apps write, as the shapes above read them too."""

Ints = npt.NDArray[np.int64]
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


def dates(cells: Cells, choices: Choices) -> Dates:
    """Read a column of dates or dates with times; WrongRequest for an unknown time zone."""
    words = words_of(cells)
    spellings = words.spellings
    plain = _in_columns(spellings)
    left = np.flatnonzero(np.isnat(plain.values))
    odd = [spellings[code] for code in left.tolist()]
    written = [_parts(spelling) for spelling in odd]
    order = _order([parts for parts in written if parts], plain.shapes, choices)
    zone = _zone(choices)
    outcomes = [
        _moment(parts, order=order.value, zone=zone) if parts else _("not a date") if spelling.strip() else _("no date")
        for parts, spelling in zip(written, odd, strict=True)
    ]
    moments = [
        np.datetime64("NaT", "us") if isinstance(moment, str) else np.datetime64(moment, "us") for moment in outcomes
    ]
    values = plain.values
    values[left] = np.array(moments, dtype="datetime64[us]")
    reasons = {code: moment for code, moment in zip(left.tolist(), outcomes, strict=True) if isinstance(moment, str)}
    return Dates(
        values=words.filled(values),
        refused=spread(words.codes, reasons) if reasons else {},
        order=order,
        time_zone=_zone_decision({parts.zone for parts in written if parts} | plain.zones, choices),
    )


@dataclass(frozen=True, slots=True)
class _Plain:
    """The spellings that are read as whole columns, since a long log has many days: NaT for all others. `shapes` counts
    them; `zones` holds None where there are any, for they state none.
    """

    values: npt.NDArray[np.datetime64]
    shapes: Mapping[str, int]
    zones: frozenset[None]


def _in_columns(spellings: Sequence[str]) -> _Plain:
    written = pa.array(spellings, pa.string())
    values = np.full(len(spellings), np.datetime64("NaT", "us"), dtype="datetime64[us]")
    shapes: dict[str, int] = {}
    for shape, pattern in _PLAIN_SHAPES.items():
        parts = pc.extract_regex(written, pattern)
        fits = np.flatnonzero(parts.is_valid().to_numpy(zero_copy_only=False))
        if not len(fits):
            continue
        found = _moments(parts.take(pa.array(fits)))
        values[fits] = found
        shapes[shape] = int(np.count_nonzero(~np.isnat(found)))
    return _Plain(values, shapes, frozenset([None] if any(shapes.values()) else []))


def _moments(parts: pa.StructArray) -> npt.NDArray[np.datetime64]:
    """Moments from the texts of their parts; NaT where there is no such day or time."""

    def whole(part: str) -> Ints:
        texts = parts.field(part)
        return np.asarray(pc.cast(pc.if_else(pc.equal(texts, ""), "0", texts), pa.int64()), dtype=np.int64)

    if "word" in {field.name for field in parts.type}:
        words = parts.field("word").dictionary_encode()
        named = np.array([month_number(word) or 0 for word in words.dictionary.to_pylist()], dtype=np.int64)
        month = named[words.indices.to_numpy()]
    else:
        month = whole("month")
    year, day, hour, minute, second = (whole(part) for part in ("year", "day", "hour", "minute", "second"))
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1)
    fits = (year >= _FIRST_YEAR) & (year <= _LAST_YEAR) & (month >= 1) & (month <= 12) & (day >= 1)
    fits &= (days.astype("datetime64[M]") == months) & (hour < 24) & (minute < 60) & (second < 60)
    moments = days.astype("datetime64[us]") + ((hour * 60 + minute) * 60 + second).astype("timedelta64[s]")
    return np.where(fits, moments, np.datetime64("NaT", "us"))


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
    year = found["year"] or ""
    return _Written(
        shape=shape,
        year=int(year) if len(year) == 4 else 2000 + int(year),
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


def _order(written: list[_Written], plain: Mapping[str, int], choices: Choices) -> Decision:
    """Which of day and month comes first, and why."""
    numeric = [parts for parts in written if parts.shape == "numeric"]
    if not numeric:
        return _order_in_words(Counter(parts.shape for parts in written) + Counter(plain))
    if choices.date_order in ("dmy", "mdy"):
        return Decision(choices.date_order, _("chosen at the import"))
    over_first = sum((parts.first or 0) > 12 for parts in numeric)
    over_second = sum((parts.second or 0) > 12 for parts in numeric)
    if over_first != over_second:
        dates = len(numeric)
        if over_first > over_second:
            how = _("the first number goes above 12 in {some} of {all} different dates", some=over_first, all=dates)
            return Decision("dmy", how)
        how = _("the second number goes above 12 in {some} of {all} different dates", some=over_second, all=dates)
        return Decision("mdy", how)
    if any(parts.twelve_hour for parts in numeric):
        return Decision("mdy", _("every date fits both orders; times with AM and PM are written month first"))
    return _order_by_gaps(numeric)


def _order_in_words(shapes: Mapping[str, int]) -> Decision:
    order = max(("ymd", "dmy", "mdy"), key=lambda shape: shapes.get(shape, 0))
    return Decision(order, _("the year comes first") if order == "ymd" else _("the month is written as a word"))


def _order_by_gaps(numeric: list[_Written]) -> Decision:
    """Both orders fit every date: sessions lie days apart, so the reading with the shorter gaps is the right one."""
    gaps = {order: _typical_gap(numeric, order) for order in ("dmy", "mdy")}
    if gaps["dmy"] == gaps["mdy"]:
        return Decision("dmy", _("nothing in the file tells day from month; day first was taken"))
    order, other = ("dmy", "mdy") if gaps["dmy"] < gaps["mdy"] else ("mdy", "dmy")
    how = _(
        "every date fits both orders; read so, sessions lie {days} days apart, else {otherwise}",
        days=f"{gaps[order]:g}",
        otherwise=f"{gaps[other]:g}",
    )
    return Decision(order, how)


def _typical_gap(numeric: list[_Written], order: str) -> float:
    moments = (_moment(parts, order=order, zone=None) for parts in numeric)
    days = sorted({moment.toordinal() for moment in moments if not isinstance(moment, str)})
    return median(later - earlier for earlier, later in pairwise(days)) if len(days) > 1 else 0.0


def _moment(parts: _Written, *, order: str, zone: ZoneInfo | None) -> datetime | str:
    """The local wall-clock time, or why there is none."""
    month, day = parts.month, parts.day
    if parts.shape == "numeric":
        day, month = (parts.first, parts.second) if order == "dmy" else (parts.second, parts.first)
    if not _is_possible(parts.year):
        return _beyond(parts.year)
    try:
        moment = datetime(parts.year, month or 0, day or 0, *parts.clock)
    except ValueError:
        has_time = max(parts.clock) < 60 and parts.clock[0] < 24
        return _("there is no such date") if has_time else _("there is no such time")
    if zone and _is_utc(parts.zone):
        moment = moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return moment if _is_possible(moment.year) else _beyond(moment.year)


def _is_possible(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _beyond(year: int) -> str:
    return _("the year {year} is outside {first} to {last}", year=f"{year:04}", first=_FIRST_YEAR, last=_LAST_YEAR)


def _is_utc(zone: str | None) -> bool:
    return zone is not None and zone.upper().replace(":", "") in ("Z", "UTC", "+0000", "-0000")


def _zone(choices: Choices) -> ZoneInfo | None:
    if choices.time_zone is None:
        return None
    try:
        return ZoneInfo(choices.time_zone)
    except (OSError, ValueError, LookupError) as unknown:
        raise WrongRequest(
            _('There is no time zone "{time_zone}".', time_zone=choices.time_zone),
            _('Use an IANA name such as "Europe/Berlin".'),
        ) from unknown


def _zone_decision(zones: set[str | None], choices: Choices) -> Decision:
    if not any(_is_utc(zone) for zone in zones):
        how = _("each time carries its offset") if zones - {None} else _("the file holds local times")
        return Decision("local", how)
    if choices.time_zone:
        return Decision(choices.time_zone, _("the file holds UTC; converted to {zone}", zone=choices.time_zone))
    return Decision("UTC", _("the file holds UTC and no time zone was chosen; days may be off by one near midnight"))
