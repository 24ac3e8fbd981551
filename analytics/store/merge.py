"""How an import joins the log: merged at the workout, retired instead of deleted, nothing twice.

A workout is (athlete, source family, start minute). Each file is recorded as holding one version of each of its
workouts; `settle` then finds the version that counts. New: added. Identical to what is current: unchanged. Different:
the newer export's version is current. The same workout in another app's file: one of the two. A workout that was edited
here keeps the edits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Final

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.language import _
from analytics.model import DEFAULT_ATHLETE, Choices, Decision, Problem, Stage
from analytics.reference.catalogue import Catalogue
from analytics.store import readings
from analytics.store.database import Database, sql
from analytics.store.lines import choices_told, rows_told
from analytics.store.schema import add_names
from analytics.store.settle import gather, settle

_OWN_UNIT: Final = Decision("kg", _("Hindsight stores kilograms"))
_OWN_DATES: Final = Decision("ymd", _("entered here"))
_OWN_ZONE: Final = Decision("local", _("entered here"))
KEPT_OUT: Final = ("edited_here", "duplicate_of_other_app", "older_version")
"""Why sets of a file may not count; all other reasons are of rows that are no sets."""


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
    """Where a reading comes from: the file's name and digest, when, what was chosen (whose log it is: as the file says
    where nobody said), and the stamp by which the same reading of it is known (see the table `readings`).
    """

    file: str
    sha256: str
    now: datetime
    choices: Choices
    stamp: str

    @property
    def athlete(self) -> str | None:
        """Whose log it was said to be."""
        return self.choices.athlete


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a reading: the change it is recorded as, and how many sets of an earlier reading it replaced."""

    import_id: int
    change: Change
    reread_sets: int


def merge(
    database: Database, catalogue: Catalogue, told: readings.Told, origin: Origin, tell: Callable[[Stage], None]
) -> Merged:
    """Bring one reading into the log, in one transaction: all of it or nothing. What `tell` raises ends it, too."""
    with database.write() as cursor:
        merged = _merged(cursor, catalogue, told, origin, tell)
        _keep_problems(cursor, merged.import_id, told.reading.problems)
        readings.keep(cursor, merged.import_id, origin.stamp, told)
        _note(database, merged, told, origin)
        return merged


def merge_again(database: Database, kept: readings.KeptReading, origin: Origin) -> Merged:
    """`merge` for a file that stands in the log, read by the same decisions: its workouts are known, and its rows are
    not needed.
    """
    with database.write() as cursor:
        import_id = next_change(cursor)
        cursor.execute(sql("sql/stage_known_versions"), {"before": kept.import_id})
        change = _change_of(cursor, kept.told, origin)
        merged = _join_again(cursor, import_id, change, before=kept.import_id, stamp=origin.stamp)
        _keep_problems(cursor, import_id, kept.told.reading.problems)
        readings.keep(cursor, import_id, origin.stamp, kept.told)
        _note(database, merged, kept.told, origin)
        return merged


def rehearse(
    database: Database, catalogue: Catalogue, told: readings.Told, origin: Origin, tell: Callable[[Stage], None]
) -> Change:
    """What `merge` would record of this reading. Nothing is changed."""
    with database.rehearsal() as cursor:
        return _merged(cursor, catalogue, told, origin, tell).change


def _merged(
    cursor: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    told: readings.Told,
    origin: Origin,
    tell: Callable[[Stage], None],
) -> Merged:
    tell("comparing")
    import_id = next_change(cursor)
    _stage(cursor, catalogue, told.reading.found, import_id=import_id, athlete=origin.athlete)
    change = _change_of(cursor, told, origin)
    tell("writing")
    return _join(cursor, import_id, change)


def add_sets(database: Database, catalogue: Catalogue, rows: pd.DataFrame, change: Change) -> int:
    """Sets typed in here. `rows` has the columns of `READ_COLUMNS`. Returns the id of the change."""
    with database.write() as cursor:
        import_id = next_change(cursor)
        _stage(cursor, catalogue, rows, import_id=import_id, athlete=change.athlete)
        first_at, last_at = _bounds(rows)
        record(cursor, import_id, replace(change, rows=len(rows), added=len(rows), first_at=first_at, last_at=last_at))
        cursor.execute("update staged_versions set brought_by = $import_id", {"import_id": import_id})
        cursor.execute(sql("sql/insert_typed_in"), {"import_id": import_id})
        _insert(cursor, import_id)
        told = rows_told(rows.drop(columns="athlete"))
        database.journal.note("type_in", number=import_id, at=change.imported_at, athlete=change.athlete, sets=told)
        return import_id


def _note(database: Database, merged: Merged, told: readings.Told, origin: Origin) -> None:
    """What reading the file again takes, and what came of it this time."""
    change = merged.change
    database.journal.note(
        "import",
        number=merged.import_id,
        at=origin.now,
        file=origin.file,
        sha256=origin.sha256,
        format=change.format,
        choices=choices_told(origin.choices),
        sets=told.sets,
        added=change.added,
        unchanged=change.unchanged,
        updated=change.updated,
    )


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
    cursor.register("incoming", _numbered_rows(_with_known_ids(sets, catalogue), athlete))
    cursor.execute(sql("sql/stage"))
    cursor.execute(sql("sql/stage_versions"), {"import_id": import_id})


def _with_known_ids(sets: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The sets without the exercise ids that the catalogue does not have."""
    stated = sets["exercise_id"]
    known = stated.isin(catalogue.exercises["id"]) if stated.notna().any() else stated.notna()
    return sets if known.equals(stated.notna()) else sets.assign(exercise_id=stated.where(known))


def _numbered_rows(sets: pd.DataFrame, athlete: str | None) -> pa.Table:
    """The sets with their order and whose they are; texts stay by their distinct spellings."""
    if athlete is None and sets["athlete"].notna().any():
        whose = pa.array(sets["athlete"].astype("str").fillna(DEFAULT_ATHLETE), pa.large_string())
    else:
        whose = pa.repeat(athlete or DEFAULT_ATHLETE, len(sets)).dictionary_encode()
    columns = {name: pa.array(column, from_pandas=True) for name, column in sets.items() if name != "athlete"}
    return pa.table({**columns, "athlete": whose, "file_order": np.arange(1, len(sets) + 1, dtype=np.int32)})


def _join(cursor: duckdb.DuckDBPyConnection, import_id: int, change: Change) -> Merged:
    """Record the staged file and settle the log."""
    cursor.execute(sql("sql/insert_versions"), {"import_id": import_id})
    cursor.execute(sql("sql/affected_by_file"), {"import_id": import_id, "sha256": change.sha256})
    if not gather(cursor, import_id):  # no other file or session speaks of these workouts: every set is new
        return _recorded(cursor, import_id, _counted(change, {"new": _insert(cursor, import_id)}))
    record(cursor, import_id, change)
    cursor.execute(sql("sql/before"))
    _insert(cursor, import_id)
    settle(cursor)
    outcomes = dict(cursor.execute(sql("sql/outcomes"), {"import_id": import_id}).fetchall())
    counted = _counted(change, outcomes)
    _record_outcome(cursor, import_id, counted)
    return Merged(import_id, counted, int(cursor.execute(sql("sql/read_anew")).fetchall()[0][0]))


def _join_again(
    cursor: duckdb.DuckDBPyConnection, import_id: int, change: Change, *, before: int, stamp: str
) -> Merged:
    """As `_join`, for a file that came in before; quick where nothing else speaks of its workouts."""
    asked = {"import_id": import_id, "before": before, "sha256": change.sha256, "stamp": stamp}
    if cursor.execute(sql("sql/contested"), asked).fetchall()[0][0]:
        return _join(cursor, import_id, change)
    cursor.execute(sql("sql/insert_versions"), {"import_id": import_id})
    unchanged = cursor.execute("select coalesce(sum(sets), 0) from staged_versions").fetchall()[0][0]
    return _recorded(cursor, import_id, _counted(change, {"unchanged": int(unchanged)}))


def _recorded(cursor: duckdb.DuckDBPyConnection, import_id: int, change: Change) -> Merged:
    """Record a change of which it is known at once what became of it."""
    record(cursor, import_id, change)
    return Merged(import_id, change, 0)


def _insert(cursor: duckdb.DuckDBPyConnection, import_id: int) -> int:
    """Write the sets of the versions that this import brings; returns how many."""
    sets, others = cursor.execute(
        "select coalesce(sum(sets) filter (brought_by = $import_id), 0), count(*) filter (brought_by <> $import_id) "
        "from staged_versions",
        {"import_id": import_id},
    ).fetchall()[0]
    if sets and others:
        cursor.execute(sql("sql/insert_staged"), {"import_id": import_id})
    elif sets:
        first_id = cursor.execute(sql("sql/new_ids"), {"sets": sets}).fetchall()[0][0]
        cursor.execute(sql("sql/insert_new"), {"import_id": import_id, "first_id": first_id})
    return int(sets)


def _change_of(cursor: duckdb.DuckDBPyConnection, told: readings.Told, origin: Origin) -> Change:
    """The record of a file before it is known what becomes of its sets."""
    reading = told.reading
    athletes = cursor.execute("select distinct athlete from staged_versions order by 1").fetchall()
    return Change(
        kind="file",
        imported_at=origin.now,
        athlete=", ".join(name for (name,) in athletes) or origin.athlete or DEFAULT_ATHLETE,
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
        first_at=told.first_at,
        last_at=told.last_at,
    )


def _counted(change: Change, outcomes: Mapping[str, int]) -> Change:
    kept_out = {reason: outcomes[reason] for reason in KEPT_OUT if outcomes.get(reason)}
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
    refused = {each.name: [getattr(problem, each.name) for problem in problems] for each in fields(Problem)}
    cursor.register("refused", pa.table(refused))
    cursor.execute(
        "insert into problems by name select $import_id as import_id, * from refused", {"import_id": import_id}
    )
    cursor.unregister("refused")


def _bounds(sets: pd.DataFrame) -> tuple[datetime | None, datetime | None]:
    if sets.empty:
        return None, None
    return sets["started_at"].min().to_pydatetime(), sets["started_at"].max().to_pydatetime()
