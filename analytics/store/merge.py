"""How an import joins the log: merged at the workout, retired instead of deleted, nothing twice.

A workout is (athlete, source family, start minute). Identical to what the log holds: unchanged. Different: the
file's version
becomes current. New: added, unless another app's file already brought it. A workout that was edited here keeps the
edits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import duckdb
import pandas as pd

from analytics.model import DEFAULT_ATHLETE, Decision, Problem, Reading
from analytics.reference.catalogue import Catalogue
from analytics.store.database import Database, sql
from analytics.store.schema import add_names

_OWN_UNIT: Final = Decision("kg", "Hindsight stores kilograms")
_OWN_DATES: Final = Decision("ymd", "entered here")
_OWN_ZONE: Final = Decision("local", "entered here")
_KEPT_OUT: Final = ("edited_here", "duplicate_of_other_app")


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
class Merged:
    """What became of a reading: the change it is recorded as, and how many workouts and exercises the file holds."""

    import_id: int
    change: Change
    workouts: int
    exercises: int
    reread_sets: int


def merge(
    database: Database,
    catalogue: Catalogue,
    reading: Reading,
    *,
    file: str,
    sha256: str,
    athlete: str | None,
    now: datetime,
) -> Merged:
    """Bring one reading into the log, in one transaction: all of it or nothing."""
    with database.write() as cursor:
        import_id = next_change(cursor)
        _stage(cursor, catalogue, reading.sets, athlete)
        outcomes = _decide(cursor)
        cursor.execute(sql("sql/retire_updated"), {"import_id": import_id})
        reread = _count(cursor.execute(sql("sql/retire_reread"), {"import_id": import_id, "sha256": sha256}))
        cursor.execute(sql("sql/insert_staged"), {"import_id": import_id})
        change = _change_of(cursor, reading, outcomes, file=file, sha256=sha256, athlete=athlete, now=now)
        record(cursor, import_id, change)
        _keep_problems(cursor, import_id, reading.problems)
        return Merged(import_id, change, *_extent(reading.sets), reread)


def add_sets(database: Database, catalogue: Catalogue, rows: pd.DataFrame, change: Change) -> int:
    """Sets typed in here. `rows` has the columns of `READ_COLUMNS`. Returns the id of the change."""
    with database.write() as cursor:
        import_id = next_change(cursor)
        _stage(cursor, catalogue, rows, change.athlete)
        cursor.execute(sql("sql/all_groups_new"))
        cursor.execute(sql("sql/insert_staged"), {"import_id": import_id})
        first_at, last_at = _bounds(rows)
        record(cursor, import_id, replace(change, rows=len(rows), added=len(rows), first_at=first_at, last_at=last_at))
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


def _stage(cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue, sets: pd.DataFrame, athlete: str | None) -> None:
    known = {name for (name,) in cursor.execute("select exercise from exercise_names").fetchall()}
    add_names(cursor, catalogue, [name for name in sets["exercise"].unique().tolist() if name not in known])
    cursor.register("incoming", sets)
    cursor.execute(sql("sql/stage"), {"athlete": athlete, "default_athlete": DEFAULT_ATHLETE})
    cursor.unregister("incoming")


def _decide(cursor: duckdb.DuckDBPyConnection) -> dict[str, int]:
    cursor.execute(sql("sql/stage_groups"))
    cursor.execute(sql("sql/mark_other_app"))
    rows = cursor.execute("select outcome, sum(staged_rows)::integer from groups group by outcome").fetchall()
    return dict(rows)


def _change_of(
    cursor: duckdb.DuckDBPyConnection,
    reading: Reading,
    outcomes: Mapping[str, int],
    *,
    file: str,
    sha256: str,
    athlete: str | None,
    now: datetime,
) -> Change:
    athletes = [name for (name,) in cursor.execute("select distinct athlete from staged order by 1").fetchall()]
    kept_out = {reason: outcomes[reason] for reason in _KEPT_OUT if outcomes.get(reason)}
    first_at, last_at = _bounds(reading.sets)
    return Change(
        kind="file",
        imported_at=now,
        athlete=", ".join(athletes) or athlete or DEFAULT_ATHLETE,
        file=file,
        format=reading.format,
        sha256=sha256,
        unit=reading.unit,
        date_order=reading.date_order,
        time_zone=reading.time_zone,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        rows=reading.rows,
        added=outcomes.get("new", 0),
        unchanged=outcomes.get("unchanged", 0),
        updated=outcomes.get("updated", 0),
        rejected=len(reading.problems),
        skipped={**reading.skipped, **kept_out},
        first_at=first_at,
        last_at=last_at,
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


def _extent(sets: pd.DataFrame) -> tuple[int, int]:
    return int(sets["started_at"].nunique()), int(sets["exercise"].nunique())


def _bounds(sets: pd.DataFrame) -> tuple[datetime | None, datetime | None]:
    if sets.empty:
        return None, None
    return sets["started_at"].min().to_pydatetime(), sets["started_at"].max().to_pydatetime()


def _count(result: Any) -> int:
    rows = result.fetchall()
    return int(rows[0][0]) if rows else 0
