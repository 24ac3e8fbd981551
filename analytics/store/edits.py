"""Changing the log by hand, and taking any change back. A changed or deleted set stays in the file, retired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import duckdb

from analytics.errors import NotFound, WrongRequest
from analytics.reference.catalogue import Catalogue
from analytics.store import taking_back
from analytics.store.database import Database, sql
from analytics.store.merge import Change, next_change, record
from analytics.store.schema import add_names
from analytics.store.settle import settle_change

EDITABLE: Final = ("started_at", "exercise", "set_type", "weight_kg", "reps", "rir", "duration_s", "note")
_NULLABLE: Final = {"weight_kg": "weight", "reps": "reps", "rir": "rir", "duration_s": "duration", "note": "note"}
_IMPORT: Final = taking_back.Numbered("imports", "import_id", "import", "The list of imports shows their numbers.")


def edit_set(
    database: Database, catalogue: Catalogue, set_id: int, changes: Mapping[str, Any], *, now: datetime
) -> int:
    """Replace one current set by an edited copy; returns the id of the change. A key left out of `changes` stays as
    it is.
    """
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise WrongRequest(
            f"{', '.join(sorted(unknown))} of a set cannot be edited.", f"Editable: {', '.join(EDITABLE)}."
        )
    with database.write() as cursor:
        athlete = _athlete_of(cursor, [set_id])
        import_id = next_change(cursor)
        exercise = changes.get("exercise")
        if (
            exercise
            and not cursor.execute(
                "select 1 from exercise_names where exercise = $exercise", {"exercise": exercise}
            ).fetchall()
        ):
            add_names(cursor, catalogue, [str(exercise)])
        parameters = {name: changes.get(name) for name in EDITABLE}
        parameters |= {f"sets_{short}": name in changes for name, short in _NULLABLE.items()}
        cursor.execute(sql("sql/edit_set"), {**parameters, "import_id": import_id, "set_id": set_id})
        record(cursor, import_id, Change("edit", now, athlete, "edited here", "hindsight", rows=1, updated=1))
        _remove(cursor, [set_id], import_id)
        return import_id


def delete_sets(database: Database, set_ids: Sequence[int], *, now: datetime) -> int:
    """Take sets out of the log; returns the id of the change, whose undo brings them back."""
    with database.write() as cursor:
        athlete = _athlete_of(cursor, set_ids)
        import_id = next_change(cursor)
        record(cursor, import_id, Change("delete", now, athlete, "deleted here", "hindsight", rows=len(set_ids)))
        _remove(cursor, set_ids, import_id)
        return import_id


def undo(database: Database, import_id: int, *, now: datetime) -> int:
    """Take one change back: its sets leave, what it had replaced returns. Returns how many sets left or returned.

    Raises `NotFound` for an unknown id and `WrongRequest` for a change that was taken back before.
    """
    with database.write() as cursor:
        taking_back.take_back(cursor, _IMPORT, import_id, now=now)
        left, came = settle_change(cursor, import_id)
        return left or came


def _athlete_of(cursor: duckdb.DuckDBPyConnection, set_ids: Sequence[int]) -> str:
    found = cursor.execute(
        "select athlete from sets where retired_by is null and set_id in (select unnest($set_ids))",
        {"set_ids": list(set_ids)},
    ).fetchall()
    if len(found) != len(set(set_ids)):
        raise NotFound(
            "A set to change is no longer in the log.", "Reload the page: it was edited or deleted meanwhile."
        )
    return str(found[0][0])


def _remove(cursor: duckdb.DuckDBPyConnection, set_ids: Sequence[int], import_id: int) -> None:
    cursor.execute(
        "insert into removals select distinct $import_id, unnest($set_ids)",
        {"import_id": import_id, "set_ids": list(set_ids)},
    )
    settle_change(cursor, import_id)
