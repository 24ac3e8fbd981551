"""Doubtful values that the lifter said are right: kept by what they are, so that a re-import does not ask again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import duckdb
import pandas as pd

from analytics.errors import NotFound, WrongRequest
from analytics.model import Doubt
from analytics.store.database import Database


def confirm(database: Database, doubts: Sequence[Doubt], *, now: datetime) -> int:
    """Record one answer about all values of `doubts`; returns its number, which `take_back` takes."""
    rows = pd.DataFrame(
        [
            (doubt.athlete, doubt.kind, value.started_at, value.exercise, value.content, doubt.text)
            for doubt in doubts
            for value in doubt.values
        ],
        columns=["athlete", "kind", "started_at", "exercise", "content", "said"],
    )
    with database.write() as cursor:
        number = int(cursor.execute("select nextval('confirmation_ids')").fetchall()[0][0])
        cursor.register("answered", rows)
        cursor.execute(
            "insert into confirmed_values by name "
            "select $number as confirmation_id, *, $now as confirmed_at from answered",
            {"number": number, "now": now},
        )
        cursor.unregister("answered")
        return number


def take_back(database: Database, confirmation_id: int, *, now: datetime) -> None:
    """Take an answer back: its values are asked about again. Raises `NotFound` and `WrongRequest`."""
    with database.write() as cursor:
        _refuse_unless_standing(cursor, confirmation_id)
        cursor.execute(
            "update confirmed_values set undone_at = $now where confirmation_id = $number",
            {"number": confirmation_id, "now": now},
        )


def _refuse_unless_standing(cursor: duckdb.DuckDBPyConnection, confirmation_id: int) -> None:
    found = cursor.execute(
        "select distinct undone_at from confirmed_values where confirmation_id = $number", {"number": confirmation_id}
    ).fetchall()
    if not found:
        raise NotFound(f"There is no answer {confirmation_id} to take back.")
    if found[0][0] is not None:
        raise WrongRequest(f"That answer was already taken back on {found[0][0]:%Y-%m-%d %H:%M}.")
