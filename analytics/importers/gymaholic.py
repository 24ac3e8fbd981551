"""Gymaholic's report of a workout: no table, but lines of cells between `;`.

The title, `;Date;Jan 21., 18:30` (without a year) and figures of the whole workout come first; then a line `#;Name` for
each exercise, its notes (`N;...`) and its sets: `1;;225 lbs x 5;0:30;1:00` is the number, a warm-up, the set, its time
and the rest. A warm-up may also be a line of its own, marked `W`. ` x 8` has no load, and a hold only a time. The
figures of the whole workout (calories, heart rate) are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from analytics.errors import UnreadableFile
from analytics.importers._base import Importer
from analytics.importers._distinct import mapped
from analytics.importers._loads import loads
from analytics.importers._sets import measures, refuse_nameless, repetitions, seconds
from analytics.importers._sheet import Column, Sheet
from analytics.importers._table import Table, table_of
from analytics.importers._text import Text
from analytics.language import _
from analytics.model import Choices, Reading

_HEADER: Final = ("Date", "Workout", "Exercise", "Number", "Set", "Weight", "Reps", "Time", "Note")
_FIELDS: Final = {
    name: position
    for position, name in enumerate(
        ("date", "workout", "exercise", "number", "set", "weight", "reps", "duration", "note")
    )
}
_A_DATE_LINE: Final = re.compile(r"^\"?;\"?Date\"?;", re.MULTILINE)
_AN_EXERCISE_LINE: Final = re.compile(r"^\"?#\"?;[^;\r\n]", re.MULTILINE)
_A_SET: Final = re.compile(
    r"(?:(?P<weight>\d[\d.,]*\s*[^\W\d_]+)?\s*[x\u00d7]\s*(?P<reps>\d+)|(?P<alone>\d+)(?:\s*reps?\.?)?)", re.IGNORECASE
)
_A_CLOCK: Final = re.compile(r"\d+:\d{2}(?::\d{2})?")
_A_YEAR: Final = re.compile(r"\b\d{4}\b")
_YEAR_IN_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[01]\d[0-3]\d)?(?!\d)")
_SET_TYPES: Final = {"w": "warmup", "d": "drop", "f": "failure"}
_FIGURES: Final = frozenset({"date", "duration", "kcal", "heart rate"})
"""What the lines about the whole workout are called."""
_NOT_A_SET: Final = _("not a set such as 100 kg x 5")


def recognises(text: Text) -> bool:
    """A line with the date and one with an exercise, as no other app writes them."""
    if not text.starts_a_line("#"):
        return False
    return bool(_A_DATE_LINE.search(text.content) and _AN_EXERCISE_LINE.search(text.content))


def read(text: Text, choices: Choices) -> Reading:
    """The sets of a Gymaholic report; UnreadableFile when it holds none, or when nothing tells the year."""
    sheet = Sheet(_table(text, choices), _FIELDS)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    unread = [sheet.text(field).eq("").to_numpy(dtype=bool) for field in ("weight", "reps", "duration")]
    sheet.refuse_where("set", sheet.text("set").ne("").to_numpy(dtype=bool) & np.logical_and.reduce(unread), _NOT_A_SET)
    load = loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=load.weight_kg,
        reps=repetitions(sheet),
        distance_m=np.full(len(sheet), np.nan),
        duration_s=seconds(sheet),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    marks = sheet.text("number")
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": mapped(marks, _SET_TYPES, otherwise="other").mask(marks.str.isdecimal(), "working"),
        "load_kind": load.kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=load.unit, when=when, columns=columns)


@dataclass(slots=True)
class _Place:
    """What the lines so far have said about the sets to come."""

    workout: str = ""
    date: str = ""
    exercise: str = ""
    notes: list[str] = field(default_factory=list)
    below_rule: bool = False


def _table(text: Text, choices: Choices) -> Table:
    """A record a set, with the lines above it that say whose it is."""
    found = list(_sets(text, choices))
    if not found:
        raise UnreadableFile(
            _("{name} holds no sets.", name=text.name), _("Share the report of a workout that has some.")
        )
    lines, records = zip(*found, strict=True)
    return table_of(text, _HEADER, records, lines, delimiter=";")


def _sets(text: Text, choices: Choices) -> Iterator[tuple[int, list[str]]]:
    place = _Place()
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.content), start=1):
        cells = [cell.strip().strip('"').strip() for cell in line.split(";")]
        cells += [""] * (5 - len(cells))
        if cells[0] in ("", "#", "N", "n"):
            _move(place, cells, text, choices)
        elif any(cells[1:]):
            for record in _records(place, cells):
                yield number, record


def _move(place: _Place, cells: list[str], text: Text, choices: Choices) -> None:
    """Take in a line that holds no set."""
    mark, key, value = cells[:3]
    is_rule = not mark and key.startswith("---")
    if mark == "#":
        place.exercise, place.notes = key, []
    elif mark:
        place.notes.append(key)
    elif key.casefold() == "date":
        place.date = _with_year(value, text, choices)
    elif key and not is_rule and not value and key.casefold() not in _FIGURES and (place.below_rule or not place.date):
        place.workout, place.date, place.exercise = key, "", ""
    place.below_rule = is_rule


def _with_year(date: str, text: Text, choices: Choices) -> str:
    """`Jan 21., 18:30` with the year that was chosen at the import, else the one in the file's name."""
    date = date.replace(".,", ",")
    if not date or _A_YEAR.search(date):
        return date
    years = {match.group(1) for match in _YEAR_IN_NAME.finditer(text.name)}
    year = f"{choices.year:04d}" if choices.year is not None else years.pop() if len(years) == 1 else None
    if year is None:
        raise UnreadableFile(
            _('{name} does not say in which year its workout was ("{date}").', name=text.name, date=date[:40]),
            _("Import it with the year, such as --year 2025, or put the year into the file's name."),
        )
    day, mark, clock = date.rpartition(",")
    return f"{day}, {year}, {clock}" if mark else f"{date.rstrip('.')}, {year}"


def _records(place: _Place, cells: list[str]) -> Iterator[list[str]]:
    """The sets of one line: a warm-up in the column of its own, and the set itself."""
    number, warmup, performed, time = cells[:4]
    if warmup:
        yield _record(place, "W", warmup, "")
    if performed or time or not warmup:
        yield _record(place, number, performed, time)


def _record(place: _Place, number: str, written: str, time: str) -> list[str]:
    """One record of the table; the exercise's notes go to its first set."""
    note, place.notes = "\n".join(place.notes), []
    match = _A_SET.fullmatch(written)
    weight, reps = (match.group("weight") or "", match.group("reps") or match.group("alone")) if match else ("", "")
    if not time and _A_CLOCK.fullmatch(written):
        time = written
    return [place.date, place.workout, place.exercise, number, written, weight, reps, time, note]


IMPORTER: Final = Importer(name="gymaholic", title="Gymaholic", form=Text, recognises=recognises, read=read)
