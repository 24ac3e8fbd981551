"""How an import joins the log: merged at the workout, retired instead of deleted, nothing twice.

A workout is (athlete, source family, start minute). Each file is recorded as holding one version of each of its
workouts; `settle` then finds the version that counts. New: added. Identical to what is current: unchanged. Different:
the newer export's version is current. The same workout in another app's file: one of the two. A workout that was edited
here keeps the edits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import duckdb
import pandas as pd

from analytics.model import DEFAULT_ATHLETE, Decision, Problem, Reading
from analytics.reference.catalogue import Catalogue
from analytics.store.database import Database, sql
from analytics.store.schema import add_names
from analytics.store.settle import gather, settle

_OWN_UNIT: Final = Decision("kg", "Hindsight stores kilograms")
_OWN_DATES: Final = Decision("ymd", "entered here")
_OWN_ZONE: Final = Decision("local", "entered here")
_KEPT_OUT: Final = ("edited_here", "duplicate_of_other_app", "older_version")


@dataclass(frozen=True, slots=True)
class Change:
    """One row of `imports`: who changed the log, how it was read, and what came of it."""

    kind: str
    imported_at: datetime
    athlete: str
    file: str
    format: str
    sha256: str | None = None
    unit: Decision = _OWN_UNIT
    date_order: Decision = _OWN_DATES
    time_zone: Decision = _OWN_ZONE
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0
    added: int = 0
    unchanged: int = 0
    updated: int = 0
    rejected: int = 0
    skipped: Mapping[str, int] | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a reading comes from: the file's name and digest, whose log it is (None: as the file says), and when."""

    file: str
    sha256: str
    athlete: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a reading: the change it is recorded as, and how many sets of an earlier reading it replaced."""

    import_id: int
    change: Change
    reread_sets: int


def merge(database: Database, catalogue: Catalogue, reading: Reading, origin: Origin) -> Merged:
    """Bring one reading into the log, in one transaction: all of it or nothing."""
    with database.write() as cursor:
        merged = _merged(cursor, catalogue, reading, origin)
        _record_outcome(cursor, merged.import_id, merged.change)
        _keep_problems(cursor, merged.import_id, reading.problems)
        return merged


def rehearse(database: Database, catalogue: Catalogue, reading: Reading, origin: Origin) -> Change:
    """What `merge` would record of this reading. Nothing is changed."""
    with database.rehearsal() as cursor:
        return _merged(cursor, catalogue, reading, origin).change


def _merged(cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue, reading: Reading, origin: Origin) -> Merged:
    import_id = next_change(cursor)
    _stage(cursor, catalogue, reading.sets, import_id=import_id, athlete=origin.athlete)
    change = _change_of(cursor, reading, origin)
    outcomes, reread = _join(cursor, import_id, change)
    return Merged(import_id, _counted(change, outcomes), reread)


def add_sets(database: Database, catalogue: Catalogue, rows: pd.DataFrame, change: Change) -> int:
    """Sets typed in here. `rows` has the columns of `READ_COLUMNS`. Returns the id of the change."""
    with database.write() as cursor:
        import_id = next_change(cursor)
        _stage(cursor, catalogue, rows, import_id=import_id, athlete=change.athlete)
        first_at, last_at = _bounds(rows)
        record(cursor, import_id, replace(change, rows=len(rows), added=len(rows), first_at=first_at, last_at=last_at))
        cursor.execute("update staged_versions set brought_by = $import_id", {"import_id": import_id})
        cursor.execute(sql("sql/insert_typed_in"), {"import_id": import_id})
        cursor.execute(sql("sql/insert_staged"), {"import_id": import_id})
        return import_id


def record(cursor: duckdb.DuckDBPyConnection, import_id: int, change: Change) -> None:
    """Write one row of `imports`."""
    skipped = dict(change.skipped or {})
    cursor.execute(
        sql("sql/insert_import"),
        {
            "import_id": import_id,
            "kind": change.kind,
            "imported_at": change.imported_at,
            "athlete": change.athlete,
            "file": change.file,
            "sha256": change.sha256,
            "format": change.format,
            "unit": change.unit.value,
            "unit_how": change.unit.how,
            "date_order": change.date_order.value,
            "date_order_how": change.date_order.how,
            "time_zone": change.time_zone.value,
            "time_zone_how": change.time_zone.how,
            "encoding": change.encoding,
            "delimiter": change.delimiter,
            "rows": change.rows,
            "added": change.added,
            "unchanged": change.unchanged,
            "updated": change.updated,
            "skipped": sum(skipped.values()),
            "rejected": change.rejected,
            "skipped_why": json.dumps(skipped),
            "first_at": change.first_at,
            "last_at": change.last_at,
        },
    )


def next_change(cursor: duckdb.DuckDBPyConnection) -> int:
    """The id of the change that is about to be made."""
    return int(cursor.execute("select nextval('change_ids')").fetchall()[0][0])


def _stage(
    cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue, sets: pd.DataFrame, *, import_id: int, athlete: str | None
) -> None:
    """The file's rows and workouts in the temporary tables `staged` and `staged_versions`."""
    known = {name for (name,) in cursor.execute("select exercise from exercise_names").fetchall()}
    add_names(cursor, catalogue, [name for name in sets["exercise"].unique().tolist() if name not in known])
    cursor.register("incoming", sets)
    cursor.execute(sql("sql/stage"), {"athlete": athlete, "default_athlete": DEFAULT_ATHLETE})
    cursor.unregister("incoming")
    cursor.execute(sql("sql/stage_versions"), {"import_id": import_id})


def _join(cursor: duckdb.DuckDBPyConnection, import_id: int, change: Change) -> tuple[Mapping[str, int], int]:
    """Record the staged file and settle the log: outcome -> sets, and how many sets of an earlier reading left."""
    record(cursor, import_id, change)
    cursor.execute(sql("sql/insert_versions"), {"import_id": import_id})
    cursor.execute(sql("sql/affected_by_file"), {"import_id": import_id, "sha256": change.sha256})
    if not gather(cursor, import_id):  # no other file or session speaks of these workouts: every set is new
        cursor.execute(sql("sql/insert_staged"), {"import_id": import_id})
        return {"new": int(cursor.execute("select count(*) from staged").fetchall()[0][0])}, 0
    cursor.execute(sql("sql/before"))
    cursor.execute(sql("sql/insert_staged"), {"import_id": import_id})
    settle(cursor)
    outcomes = dict(cursor.execute(sql("sql/outcomes"), {"import_id": import_id}).fetchall())
    return outcomes, int(cursor.execute(sql("sql/read_anew")).fetchall()[0][0])


def _change_of(cursor: duckdb.DuckDBPyConnection, reading: Reading, origin: Origin) -> Change:
    """The record of a file before it is known what becomes of its sets."""
    athletes = [name for (name,) in cursor.execute("select distinct athlete from staged order by 1").fetchall()]
    first_at, last_at = _bounds(reading.sets)
    return Change(
        kind="file",
        imported_at=origin.now,
        athlete=", ".join(athletes) or origin.athlete or DEFAULT_ATHLETE,
        file=origin.file,
        format=reading.format,
        sha256=origin.sha256,
        unit=reading.unit,
        date_order=reading.date_order,
        time_zone=reading.time_zone,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        rows=reading.rows,
        rejected=len(reading.problems),
        skipped=reading.skipped,
        first_at=first_at,
        last_at=last_at,
    )


def _counted(change: Change, outcomes: Mapping[str, int]) -> Change:
    kept_out = {reason: outcomes[reason] for reason in _KEPT_OUT if outcomes.get(reason)}
    return replace(
        change,
        added=outcomes.get("new", 0),
        unchanged=outcomes.get("unchanged", 0),
        updated=outcomes.get("updated", 0),
        skipped={**(change.skipped or {}), **kept_out},
    )


def _record_outcome(cursor: duckdb.DuckDBPyConnection, import_id: int, change: Change) -> None:
    skipped = dict(change.skipped or {})
    cursor.execute(
        sql("sql/update_import"),
        {
            "import_id": import_id,
            "added": change.added,
            "unchanged": change.unchanged,
            "updated": change.updated,
            "skipped": sum(skipped.values()),
            "skipped_why": json.dumps(skipped),
        },
    )


def _keep_problems(cursor: duckdb.DuckDBPyConnection, import_id: int, problems: tuple[Problem, ...]) -> None:
    if not problems:
        return
    frame = pd.DataFrame(
        [(p.line, p.column, p.value, p.reason) for p in problems], columns=["line", "column", "value", "reason"]
    )
    cursor.register("refused", frame)
    cursor.execute(
        "insert into problems by name select $import_id as import_id, * from refused", {"import_id": import_id}
    )
    cursor.unregister("refused")


def _bounds(sets: pd.DataFrame) -> tuple[datetime | None, datetime | None]:
    if sets.empty:
        return None, None
    return sets["started_at"].min().to_pydatetime(), sets["started_at"].max().to_pydatetime()
