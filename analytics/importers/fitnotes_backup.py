"""FitNotes for Android, the backup `.fitnotes`: a SQLite database with a row per set.

`training_log` holds kilograms whatever the app shows; `unit` says what was entered (2 pounds, 1 kilograms, 0 the app's
setting), and entered pounds are put back on the quarter pound that FitNotes' own factor has moved them from. Newer
backups add distance, time, and comments in a table of their own. Everything is read as the app's CSV writes it - a day
is one workout, ordered by id, sets ticked as done or not - so that the backup and the CSV of one log are the same sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from analytics.errors import UnreadableFile
from analytics.importers._base import Importer
from analytics.importers._database import Database
from analytics.importers._numbers import Floats, numbers
from analytics.importers._sets import kilograms, load_kind, measures, metres, refuse_nameless, repetitions, seconds
from analytics.importers._sheet import Column, Sheet
from analytics.importers._table import Table, table_of
from analytics.importers._text import Text
from analytics.language import _, counted, n_
from analytics.model import Choices, Decision, Reading
from analytics.units import KG_PER_LB

_LOG: Final = "training_log"
_COLUMNS: Final = (
    "_id",
    "exercise_id",
    "date",
    "metric_weight",
    "reps",
    "unit",
    "distance",
    "duration_seconds",
    "is_complete",
)
_NEEDED: Final = frozenset({"exercise_id", "date", "metric_weight", "reps"})
_HEADER: Final = ("date", "exercise", "metric_weight", "reps", "unit", "distance", "duration_seconds", "comment")
_FIELDS: Final = {
    name: position
    for position, name in enumerate(
        ("date", "exercise", "weight", "reps", "weight_unit", "distance", "duration", "note")
    )
}
_FAMILY: Final = "fitnotes"
"""The source of its sets: the app's, not the file's."""
_COMMENT_ON_A_SET: Final = 1
_ENTERED_IN_POUNDS: Final = 2
_AS_SET_IN_THE_APP: Final = 0
_POUND_STEP: Final = 0.25
_NEAR_A_STEP: Final = 0.005
"""Pounds; FitNotes' factor 0.453592 is off by less than that at any load."""
_LARGEST_LINE: Final = 2**31 - 1


def recognises(database: Database) -> bool:
    """The log and the exercises under FitNotes' names, with the columns that every version has."""
    tables = database.tables
    return tables.get(_LOG, frozenset()) >= _NEEDED and tables.get("exercise", frozenset()) >= {"_id", "name"}


def read(database: Database, choices: Choices) -> Reading:
    """The sets of a FitNotes backup; UnreadableFile when it holds none or is damaged."""
    log = _log(database)
    if not log:
        raise UnreadableFile(
            _("{name} holds no sets.", name=database.name), _("Make the backup again once the log holds a workout.")
        )
    sheet = Sheet(_table(database, log), _FIELDS)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    loads = _back_on_pounds(sheet, sheet.numbers("weight"), usual=_usual_unit(database))
    measured = measures(
        sheet,
        weight_kg=kilograms(sheet, "weight", loads, 1),
        reps=repetitions(sheet),
        distance_m=metres(sheet, "distance", sheet.numbers("distance"), 1),
        duration_s=seconds(sheet),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "exercise": exercise,
        "set_type": "working",
        "load_kind": load_kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    return sheet.reading(
        IMPORTER.name, source=_FAMILY, unit=_unit(choices), when=when, columns=columns, notes=_notes(log)
    )


def _log(database: Database) -> Sequence[Mapping[str, Any]]:
    """The rows of the log in the order of the app's CSV; a column that this version lacks is missing.

    Sorted here and not in SQL, which would sort a hostile file on the disk before the first row could be counted.
    """
    known = [name for name in _COLUMNS if name in database.tables[_LOG]]
    rows = database.rows(f"select {', '.join(known)} from {_LOG}")  # noqa: S608 - names from above
    return sorted((dict(zip(known, row, strict=True)) for row in rows), key=_place)


def _place(row: Mapping[str, Any]) -> tuple[str, int]:
    number = row.get("_id")
    return _cell(row["date"]), number if isinstance(number, int) else 0


def _table(database: Database, log: Sequence[Mapping[str, Any]]) -> Table:
    names = dict(database.rows("select _id, name from exercise"))
    comments = _comments(database)
    records = [
        [
            _cell(value)
            for value in (
                row["date"],
                names.get(row["exercise_id"]),
                row["metric_weight"],
                row["reps"],
                row.get("unit"),
                row.get("distance"),
                row.get("duration_seconds"),
                comments.get(row.get("_id")),
            )
        ]
        for row in log
    ]
    return table_of(Text("", "sqlite", database.name), _HEADER, records, _lines(log), delimiter="")


def _comments(database: Database) -> dict[Any, Any]:
    """The comment of each set, by the set's id; one table holds those of sets, exercises and days."""
    if not {"owner_id", "owner_type_id", "comment"} <= database.tables.get("comment", frozenset()):
        return {}
    return dict(
        database.rows(f"select owner_id, comment from comment where owner_type_id = {_COMMENT_ON_A_SET}")  # noqa: S608
    )


def _lines(log: Sequence[Mapping[str, Any]]) -> list[int]:
    """The id of each row where ids can be line numbers, else the row's running number."""
    ids = [row.get("_id") for row in log]
    if all(isinstance(number, int) and 0 < number <= _LARGEST_LINE for number in ids) and len(set(ids)) == len(ids):
        return [int(number) for number in ids if number is not None]
    return list(range(1, len(log) + 1))


def _cell(value: object) -> str:
    """A value as text: SQLite keeps whatever was put into a column, whatever the column's type says."""
    if value is None:
        return ""
    text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    return text.replace("\x00", "")


def _usual_unit(database: Database) -> int:
    """What the app shows where a set does not say: pounds when the setting `metric` is 0."""
    if "metric" not in database.tables.get("settings", frozenset()):
        return _AS_SET_IN_THE_APP
    settings = database.rows("select metric from settings limit 1")
    return _ENTERED_IN_POUNDS if settings and settings[0][0] == 0 else _AS_SET_IN_THE_APP


def _back_on_pounds(sheet: Sheet, weight_kg: Floats, *, usual: int) -> Floats:
    """Kilograms of entered pounds as the CSV's pounds give them: 102.0582 is 225 lb, which is 102.05828325 kg."""
    unit = numbers(sheet.text("weight_unit")).values
    unit = np.where(unit == _AS_SET_IN_THE_APP, usual, unit)
    pounds = weight_kg / KG_PER_LB
    nearest = np.round(pounds / _POUND_STEP) * _POUND_STEP
    moved = (unit == _ENTERED_IN_POUNDS) & (np.abs(pounds - nearest) < _NEAR_A_STEP)
    return np.where(moved, nearest * KG_PER_LB, weight_kg)


def _unit(choices: Choices) -> Decision:
    if choices.unit == "lb":
        how = _(
            'a FitNotes backup holds kilograms, whatever the app shows; "lb" was chosen, but is only for files that '
            "state no unit"
        )
        return Decision("kg", how)
    return Decision("kg", _("a FitNotes backup holds kilograms, whatever the app shows"))


def _notes(log: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Ticks came late to the app and are optional: they cannot tell a planned set from one of the years before."""
    done = sum(row.get("is_complete") == 1 for row in log)
    if done in (0, len(log)):
        return ()
    open_ones = counted(len(log) - done)
    return (
        n_(
            "{open} of {number} set is not ticked as done; they are read, as in FitNotes' CSV.",
            "{open} of {number} sets are not ticked as done; they are read, as in FitNotes' CSV.",
            len(log),
            open=open_ones,
        ),
    )


IMPORTER: Final = Importer(
    name="fitnotes_backup", title=_("FitNotes (backup)"), form=Database, recognises=recognises, read=read
)
