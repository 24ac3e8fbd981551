"""What is told of a file besides its sets, kept so that the same bytes need not be read again by the same decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Final

import duckdb
import numpy as np
import pandas as pd

from analytics.model import READ_COLUMNS, Decision, Layout, Problem, Question, Reading
from analytics.store.database import Database, sql

_DECISIONS: Final = ("unit", "date_order", "time_zone", "warmups")
_APART: Final = ("found", "problems")
"""Fields of a reading that have tables of their own."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reading and what its report counts: sets, workouts, exercises, and the sets of each name for which the file
    states no exercise id. Of a reading that was kept, `reading.found` is empty.
    """

    reading: Reading
    sets: int
    workouts: int
    exercises: int
    names: Mapping[str, int]
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptReading:
    """What was told of a file that stands in the log, and the import that it was."""

    import_id: int
    told: Told


def told_of(reading: Reading) -> Told:
    """What is told of a reading."""
    sets = reading.found
    first_at, last_at = (None, None) if sets.empty else (sets["started_at"].min(), sets["started_at"].max())
    code, names = pd.factorize(sets["exercise"])  # in the order of appearance
    named = code[sets["exercise_id"].isna().to_numpy(dtype=bool)]
    often = np.bincount(named, minlength=len(names))
    most_first = np.argsort(-often, kind="stable").tolist()
    return Told(
        reading=reading,
        sets=len(sets),
        workouts=int(sets["started_at"].nunique()),
        exercises=len(names),
        names={str(names[place]): int(often[place]) for place in most_first if often[place]},
        first_at=None if first_at is None else first_at.to_pydatetime(),
        last_at=None if last_at is None else last_at.to_pydatetime(),
    )


def keep(cursor: duckdb.DuckDBPyConnection, import_id: int, stamp: str, told: Told) -> None:
    """Remember what was told of an import."""
    cursor.execute(
        "insert into readings values ($import_id, $stamp, $told)",
        {"import_id": import_id, "stamp": stamp, "told": json.dumps(_plain(told))},
    )


def kept(database: Database, stamp: str) -> KeptReading | None:
    """What was told when a file of this stamp last came in, if it still stands."""
    found = database.values(sql("sql/kept_reading"), stamp=stamp)
    if not found:
        return None
    import_id, told = found[0]
    problems = database.values(
        'select line, "column", value, reason from problems where import_id = $import_id order by rowid',
        import_id=import_id,
    )
    return KeptReading(import_id, _told(json.loads(told), tuple(Problem(*problem) for problem in problems)))


def _plain(told: Told) -> dict[str, Any]:
    counts = {each.name: getattr(told, each.name) for each in fields(told) if each.name != "reading"}
    times = {name: counts[name] and counts[name].isoformat() for name in ("first_at", "last_at")}
    bare = replace(told.reading, found=pd.DataFrame(), problems=())
    reading = {name: value for name, value in asdict(bare).items() if name not in _APART}
    return {**counts, **times, "names": dict(told.names), "reading": reading}


def _told(kept: dict[str, Any], problems: tuple[Problem, ...]) -> Told:
    reading = kept.pop("reading")
    for name in _DECISIONS:
        reading[name] = Decision(**reading[name])
    reading["questions"] = tuple(
        Question(asked["about"], asked["text"], tuple((answer, words) for answer, words in asked["options"]))
        for asked in reading["questions"]
    )
    layout = reading["layout"]
    reading["layout"] = layout and Layout(layout["columns"], tuple(layout["lifts"]), layout["packed"])
    reading["notes"] = tuple(reading["notes"])
    none = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in READ_COLUMNS.items()})
    for name in ("first_at", "last_at"):
        kept[name] = datetime.fromisoformat(kept[name]) if kept[name] else None
    return Told(reading=Reading(**reading, found=none, problems=problems), **kept)
