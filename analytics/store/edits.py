"""Changing the log by hand, and taking any change back. A changed or deleted set stays in the file, retired."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import duckdb
import pandas as pd

from analytics.errors import NotFound, WrongRequest
from analytics.language import _
from analytics.model import READ_COLUMNS
from analytics.reference.catalogue import Catalogue
from analytics.store import possible, taking_back
from analytics.store.database import Database, sql
from analytics.store.lines import names_of
from analytics.store.merge import Change, next_change, record
from analytics.store.schema import add_names
from analytics.store.settle import settle_change
from analytics.texts import clean

EDITABLE: Final = (
    "started_at", "workout", "exercise", "set_type", "weight_kg", "reps", "rir", "distance_m", "duration_s", "side",
    "note",
)  # fmt: skip
"""The columns of a set that a lifter may change; its place in the workout and where it came from stay."""
_IMPORT: Final = taking_back.Numbered(
    "imports",
    "import_id",
    _("There is no import {number} to take back."),
    _("Import {number} was already taken back on {time}."),
    _("The list of imports shows their numbers."),
)


def edit_sets(
    database: Database,
    catalogue: Catalogue,
    changes: Mapping[int, Mapping[str, Any]],
    *,
    now: datetime,
    retired_too: bool = False,
) -> int:
    """Replace current sets by edited copies, as one change, all or none; returns its id. `changes` is set_id -> column
    of `EDITABLE` -> value in stored units; a column left out stays as it is. `retired_too` lets sets be named that are
    not current, which an edit that is made again may have edited.

    Raises `WrongRequest` where nothing is to change, `NotFound` for a set that is not current. Whether a set can have
    the values is for `check` to say before: an edit that was made stands, also where it would be refused now.
    """
    if not any(changes.values()):
        raise WrongRequest(_("There is nothing to change."), _("Change a value first."))
    set_ids = list(changes)
    with database.write() as cursor:
        athlete = _athlete_of(cursor, set_ids, retired_too=retired_too)
        named = names_of(cursor, set_ids)
        import_id = next_change(cursor)
        names = {clean(str(wanted["exercise"])) for wanted in changes.values() if "exercise" in wanted}
        _know(cursor, catalogue, names)
        cursor.register("edited", _as_frame(changes))
        cursor.execute(sql("sql/edit_sets"), {"import_id": import_id})
        cursor.unregister("edited")
        sets = len(set_ids)
        record(cursor, import_id, Change("edit", now, athlete, "edited here", "hindsight", rows=sets, updated=sets))
        _remove(cursor, set_ids, import_id)
        told = [{"set": name, "to": _told(wanted)} for name, wanted in zip(named, changes.values(), strict=True)]
        database.journal.note("edit", number=import_id, at=now, sets=told)
        return import_id


def check(changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Raises `WrongRequest` for a column that cannot be edited, or a value that a set cannot have (`possible`)."""
    for wanted in changes.values():
        unknown = set(wanted) - set(EDITABLE)
        if unknown:
            raise WrongRequest(
                _("{columns} of a set cannot be edited.", columns=", ".join(sorted(unknown))),
                _("Editable: {columns}.", columns=", ".join(EDITABLE)),
            )
        possible.check(wanted)


def delete_sets(database: Database, set_ids: Sequence[int], *, now: datetime, retired_too: bool = False) -> int:
    """Take sets out of the log; returns the id of the change, whose undo brings them back. `retired_too` as in
    `edit_sets`.
    """
    with database.write() as cursor:
        athlete = _athlete_of(cursor, set_ids, retired_too=retired_too)
        import_id = next_change(cursor)
        record(cursor, import_id, Change("delete", now, athlete, "deleted here", "hindsight", rows=len(set_ids)))
        _remove(cursor, set_ids, import_id)
        database.journal.note("delete", number=import_id, at=now, sets=names_of(cursor, sorted(set(set_ids))))
        return import_id


def undo(database: Database, import_id: int, *, now: datetime) -> int:
    """Take one change back: its sets leave, what it had replaced returns. Returns how many sets left or returned.

    Raises `NotFound` for an unknown id and `WrongRequest` for a change that was taken back before.
    """
    with database.write() as cursor:
        taking_back.take_back(cursor, _IMPORT, import_id, now=now)
        left, came = settle_change(cursor, import_id)
        database.journal.note("undo", at=now, change=import_id)
        return left or came


def undo_all(database: Database, import_ids: Collection[int], *, now: datetime) -> tuple[int, int]:
    """Take changes back, newest first, all or none; what was taken back before stays so. Returns how many sets left or
    returned, and how many of the changes still stood. Raises `NotFound` for an unknown id.
    """
    with database.together() as cursor:
        gone = cursor.execute("select import_id from imports where undone_at is not null").fetchall()
        standing = sorted(set(import_ids) - {import_id for (import_id,) in gone}, reverse=True)
        return sum(undo(database, import_id, now=now) for import_id in standing), len(standing)


def _know(cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue, names: set[str]) -> None:
    """Let the log know exercise names that are new to it."""
    known = {name for (name,) in cursor.execute("select exercise from exercise_names").fetchall()}
    add_names(cursor, catalogue, sorted(names - known))


def _as_frame(changes: Mapping[int, Mapping[str, Any]]) -> pd.DataFrame:
    """One row a set: set_id, each editable column, and sets_<column> that says whether it changes."""
    columns: dict[str, Any] = {"set_id": pd.array(list(changes), dtype="int64")}
    for name in EDITABLE:
        values = [_kept(wanted.get(name)) for wanted in changes.values()]
        columns[name] = pd.Series(values, dtype=READ_COLUMNS[name])
        columns[f"sets_{name}"] = [name in wanted for wanted in changes.values()]
    return pd.DataFrame(columns)


def _kept(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _told(wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {column: None if pd.isna(value) else _kept(value) for column, value in wanted.items()}


def _athlete_of(cursor: duckdb.DuckDBPyConnection, set_ids: Sequence[int], *, retired_too: bool) -> str:
    found = cursor.execute(
        "select athlete from sets where ($retired_too or retired_by is null) and set_id in (select unnest($set_ids))",
        {"set_ids": list(set_ids), "retired_too": retired_too},
    ).fetchall()
    if len(found) != len(set(set_ids)):
        raise NotFound(
            _("A set to change is no longer in the log."), _("Reload the page: it was edited or deleted meanwhile.")
        )
    return str(found[0][0])


def _remove(cursor: duckdb.DuckDBPyConnection, set_ids: Sequence[int], import_id: int) -> None:
    cursor.execute(
        "insert into removals select distinct $import_id, unnest($set_ids)",
        {"import_id": import_id, "set_ids": list(set_ids)},
    )
    settle_change(cursor, import_id)
