"""Alpha Progression's export: no table but blocks, a session after the other, newest first.

A session has a line with its name and one with its start (one line for both in the newer file); an exercise has a
numbered line, below it the names of its columns (`#,LBS,REPS` or `#;KG;REPS;RIR`) and a line per set. Between them
stand lines that are no sets: the plan, and the target (`10 reps`). Warm-ups, remarks and supersets stand in a second
cell of the exercise's line. `+35` is a load added to the body, `8+` eight reps and a bit, `-` a set that was not done.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._blocks import Mask
from analytics.importers._numbers import Floats
from analytics.importers._sets import (
    load_kind,
    measures,
    metres,
    refuse_nameless,
    repetitions,
    seconds,
    signed_kilograms,
    stated_rir,
)
from analytics.importers._sheet import WHOLE_LINE, Column, Sheet
from analytics.importers._table import table_of
from analytics.importers._text import Text
from analytics.importers._units import MASS_UNITS, METRES_IN, row_units, token
from analytics.language import _
from analytics.model import Choices, Decision, Reading

_COLUMNS_LINE: Final = re.compile(
    r'^"?#"?([,;\t])"?(?:kgs?|lbs?|km|mi|miles|m|ft|yd|reps|secs?|min)\b', re.IGNORECASE | re.MULTILINE
)
_NUMBERED_LINE: Final = re.compile(r'^"?\d+\.\s', re.MULTILINE)
_EXERCISE: Final = re.compile(r"\d+\.\s+(?P<name>.*)", re.DOTALL)
_START: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4},?\s+\d{1,2}[:.]\d{2}.*", re.DOTALL)
_CLOCK_WORD: Final = re.compile(r"(?<!\s)\s*(?:h|uhr)\.?$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")
_TARGET: Final = re.compile(r"\s*\d")
_PARTS: Final = re.compile(r"(?<!\s)\s+·\s+")
_LINES_IN_A_CELL: Final = re.compile(r"<br\s*/?>|\r?\n", re.IGNORECASE)
_LINES_A_RECORD: Final = 50
_NUMBERED_WARMUP: Final = re.compile(
    r"WU\d*\s*·\s*(?P<load>[+-]?[\d.,]+)(?:\s*(?P<unit>kgs?|lbs?))?\s*·\s*(?P<count>[\d:]+)\+?(?:\s*(?P<what>reps?|secs?))?\D*",
    re.IGNORECASE,
)
_PLAIN_WARMUP: Final = re.compile(
    r"(?P<load>[+-]?\d+(?:[.,]\d+)?)(?:\s*(?P<unit>kgs?|lbs?))?"
    r"\s*[x\u00d7]\s*(?P<count>\d+)(?P<what>)",
    re.IGNORECASE,
)
_A_WARMUP: Final = re.compile(r"\s*WU\d*\s*·", re.IGNORECASE)
_NOT_DONE: Final = ("-", "\u2013", "\u2014")


class _Record(NamedTuple):
    """One set as the table of sets holds it, all in words. `place` tells the exercises of the file apart; `state` is
    `planned` for a set that was not done, or says what is wrong with the line."""

    date: str = ""
    workout: str = ""
    exercise: str = ""
    note: str = ""
    place: str = ""
    set_type: str = "working"
    number: str = ""
    weight: str = ""
    unit: str = ""
    reps: str = ""
    duration: str = ""
    distance: str = ""
    distance_unit: str = ""
    rir: str = ""
    state: str = ""
    line: str = ""


_HEADER: Final = (
    "Date", "Session", "Exercise", "Note", "", "", "#", "Load", "Unit", "REPS", "SECS", "Distance", "", "RIR", "",
    WHOLE_LINE,
)  # fmt: skip


def recognises(text: Text) -> bool:
    """A line of column names that starts with `#`, and a numbered exercise."""
    if not text.starts_a_line("#"):
        return False
    return _COLUMNS_LINE.search(text.content) is not None and _NUMBERED_LINE.search(text.content) is not None


def read(text: Text, choices: Choices) -> Reading:
    """The sets of an Alpha Progression export. An exercise without a line of its own below it was not done, and is no
    row; the warm-ups of such an exercise were not done either."""
    delimiter = _delimiter(text)
    found = list(_records(text.content, delimiter))
    table = table_of(text, _HEADER, [record for _, record in found], [line for line, _ in found], delimiter=delimiter)
    sheet = Sheet(table, {field: position for position, field in enumerate(_Record._fields)})
    _set_aside(sheet)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    weight_kg, assisted, unit = _loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=weight_kg,
        reps=repetitions(sheet),
        distance_m=metres(sheet, "distance", sheet.numbers("distance"), _metres_in_one(sheet)),
        duration_s=seconds(sheet),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": sheet.text("set_type"),
        "load_kind": load_kind(exercise).mask(assisted, "assisted"),
        "rir": stated_rir(sheet),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=unit, when=when, columns=columns, order=sheet.numbers("number"))


def _delimiter(text: Text) -> str:
    found = _COLUMNS_LINE.search(text.content)
    return found[1] if found else ","


def _set_aside(sheet: Sheet) -> None:
    """Skip what was not done; refuse the lines that are no sets of their exercise."""
    state = sheet.text("state")
    planned = state.eq("planned").to_numpy(dtype=bool)
    warmup = sheet.text("set_type").eq("warmup").to_numpy(dtype=bool)
    done = pd.Series(~planned & ~warmup).groupby(sheet.text("place")).transform("any").to_numpy(dtype=bool)
    sheet.skip(planned | (warmup & ~done), "not_performed")
    broken: Mask = state.ne("").to_numpy(dtype=bool) & sheet.is_open
    sheet.refuse("line", {int(position): str(state.iloc[position]) for position in np.flatnonzero(broken)})


def _loads(sheet: Sheet, choices: Choices) -> tuple[Floats, Mask, Decision]:
    """Kilograms, and where the load helped. A warm-up without a unit is in the unit of the others."""
    loads = sheet.numbers("weight")
    units = row_units(sheet.text("unit"), np.abs(loads), choices)
    weight_kg, assisted = signed_kilograms(sheet, "weight", loads, units.kg_in_one)
    return weight_kg, assisted, units.decision


def _metres_in_one(sheet: Sheet) -> Floats:
    codes, spellings = pd.factorize(sheet.text("distance_unit"))
    return np.array([METRES_IN.get(token(spelling), np.nan) for spelling in spellings], dtype=np.float64)[codes]


# --- from lines to sets ---------------------------------------------------------------------------------------------


def _records(content: str, delimiter: str) -> Iterator[tuple[int, _Record]]:
    """Every set of the file with the line it stands on: the warm-ups of an exercise, then its sets."""
    shared, title = _Record(), ""
    columns: tuple[str, ...] = ()
    for line, cells in _lines(content, delimiter):
        first = cells[0]
        if not any(cells):
            title, columns = "", ()
        elif start := next((cell for cell in cells[:2] if _START.fullmatch(cell)), None):
            name = title if first == start else first
            shared, columns = _Record(date=_CLOCK_WORD.sub("", start), workout=name), ()
        elif first == "#":
            columns = tuple(name.strip().casefold() for name in cells)
        elif _NUMBER.fullmatch(first) and len(cells) > 1:
            yield line, _set(cells, columns, shared, delimiter)
        elif exercise := _EXERCISE.fullmatch(first):
            shared, columns = _exercise(exercise["name"], cells[1:], shared, line), ()
            yield from ((line, warmup) for cell in cells[1:] for warmup in _warmups(cell, shared))
        elif columns and len(cells) > 1:
            yield line, shared._replace(state="not a set", line=delimiter.join(cells))
        else:
            title = first


def _lines(content: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records with their first line, from 1; cells without blanks around them and without blank ones at the end."""
    lines = content.replace("\r", "").split("\n")
    position = 0
    while position < len(lines):
        end = _end_of_record(lines, position)
        cells = _cells("\n".join(lines[position:end]), delimiter)
        if cells is None:
            end, cells = position + 1, lines[position].replace('"', "").split(delimiter)
        yield position + 1, _trimmed(cells)
        position = end


def _end_of_record(lines: Sequence[str], start: int) -> int:
    """A quote that is open at the end of a line is closed further down, before the exercise's columns; else it is a
    stray one and costs its own line only."""
    quotes = lines[start].count('"')
    end = start + 1
    while quotes % 2 and end < min(len(lines), start + _LINES_A_RECORD) and not _COLUMNS_LINE.match(lines[end]):
        quotes += lines[end].count('"')
        end += 1
    return start + 1 if quotes % 2 else end


def _cells(record: str, delimiter: str) -> list[str] | None:
    """The cells of one record; None when its quotes make none, or more than one, of it."""
    try:
        rows = list(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return (rows or [[""]])[0] if len(rows) < 2 else None


def _trimmed(cells: Sequence[str]) -> list[str]:
    trimmed = [cell.strip() for cell in cells] or [""]
    while len(trimmed) > 1 and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def _exercise(written: str, remarks: Sequence[str], session: _Record, line: int) -> _Record:
    """What the sets of an exercise share. Its line may end with the target and remarks: `· 8 reps · 2 dropsets`."""
    parts = _PARTS.split(written)
    target = next((n for n, part in enumerate(parts) if n and _TARGET.match(part)), len(parts))
    said = [*parts[target + 1 :], *(_remark(cell) for cell in remarks)]
    return _Record(
        date=session.date,
        workout=session.workout,
        exercise=" · ".join(parts[:target]),
        note="; ".join(remark for remark in said if remark),
        place=str(line),
    )


def _set(cells: Sequence[str], columns: Sequence[str], shared: _Record, delimiter: str) -> _Record:
    if len(cells) != len(columns):
        return shared._replace(state=_misfit(cells, columns), line=delimiter.join(cells))
    values = {"number": cells[0]}
    for name, cell in zip(columns[1:], cells[1:], strict=True):
        values |= _value(name, cell)
    planned = any(cell in _NOT_DONE for cell in cells[1:]) and all(cell in ("", *_NOT_DONE) for cell in cells[1:])
    return shared._replace(state="planned" if planned else "", **values)


def _misfit(cells: Sequence[str], columns: Sequence[str]) -> str:
    if not columns:
        return _("no line with the names of the columns (#) stands above it")
    have, want = len(cells), len(columns)
    if have < want:
        return _("the line breaks off: {have} of {want} columns", have=have, want=want)
    return _("{have} columns instead of {want}", have=have, want=want)


def _value(column: str, cell: str) -> dict[str, str]:
    """One cell under the field that its column's name stands for; nothing for a column that nobody knows."""
    if token(column) in MASS_UNITS:
        return {"weight": cell, "unit": column}
    if token(column) in METRES_IN:
        return {"distance": cell, "distance_unit": column}
    if column == "reps":
        return {"reps": cell.removesuffix("+").strip()}
    if column in ("secs", "sec"):
        return {"duration": cell}
    if column == "min":
        return {"duration": f"{cell}:00" if _NUMBER.fullmatch(cell) else cell}
    return {"rir": cell} if column == "rir" else {}


# --- the second cell of an exercise's line --------------------------------------------------------------------------


def _warmups(cell: str, shared: _Record) -> Iterator[_Record]:
    """The warm-ups that a cell lists: `WU1 · 37,5 kg · 9 reps`, or nothing but lines of load x reps."""
    pieces = _pieces(cell)
    if _all_plain(pieces):
        yield from (_warmup(_PLAIN_WARMUP.fullmatch(piece), piece, shared) for piece in pieces)
    else:
        numbered = (piece for piece in pieces if _A_WARMUP.match(piece))
        yield from (_warmup(_NUMBERED_WARMUP.fullmatch(piece), piece, shared) for piece in numbered)


def _warmup(found: re.Match[str] | None, piece: str, shared: _Record) -> _Record:
    if found is None:
        return shared._replace(set_type="warmup", state="not a warm-up", line=piece)
    timed = (found["what"] or "").casefold().startswith("sec")
    count = {"duration": found["count"]} if timed else {"reps": found["count"]}
    return shared._replace(set_type="warmup", weight=found["load"], unit=found["unit"] or "", **count)


def _remark(cell: str) -> str:
    """What a cell says besides warm-ups."""
    pieces = _pieces(cell)
    return "" if _all_plain(pieces) else "\n".join(piece for piece in pieces if not _A_WARMUP.match(piece))


def _pieces(cell: str) -> list[str]:
    return [piece.strip() for piece in _LINES_IN_A_CELL.split(cell) if piece.strip()]


def _all_plain(pieces: Sequence[str]) -> bool:
    return bool(pieces) and all(_PLAIN_WARMUP.fullmatch(piece) for piece in pieces)


IMPORTER: Final = Importer(
    name="alpha_progression", title="Alpha Progression", form=Text, recognises=recognises, read=read
)
