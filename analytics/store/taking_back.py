"""Taking a numbered entry of the log back: its rows stay, marked with the moment from which they no longer hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb

from analytics.errors import NotFound, WrongRequest


@dataclass(frozen=True, slots=True)
class Numbered:
    """Rows of `table` that share a number in the column `key` and stand or fall together.

    `none` says that no such `{number}` is there, `again` that it was taken back before, at `{time}`; `hint` says where
    its number is found.
    """

    table: str
    key: str
    none: str
    again: str
    hint: str = ""


def take_back(cursor: duckdb.DuckDBPyConnection, entry: Numbered, number: int, *, now: datetime) -> None:
    """Mark an entry as taken back. Raises `NotFound` for an unknown number, `WrongRequest` for one taken back before.

    Table and column are names of our own, never text from outside.
    """
    of_number = {"number": number}
    found = cursor.execute(
        f"select distinct undone_at from {entry.table} where {entry.key} = $number",  # noqa: S608
        of_number,
    ).fetchall()
    if not found:
        raise NotFound(entry.none.format(number=number), entry.hint)
    (undone_at,) = found[0]
    if undone_at is not None:
        raise WrongRequest(entry.again.format(number=number, time=f"{undone_at:%Y-%m-%d %H:%M}"))
    cursor.execute(
        f"update {entry.table} set undone_at = $now where {entry.key} = $number",  # noqa: S608
        {**of_number, "now": now},
    )
