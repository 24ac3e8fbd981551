"""An app's backup that is a SQLite database, opened in memory and never executed beyond plain SELECTs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from analytics.errors import UnreadableFile

MAGIC: Final = b"SQLite format 3\x00"
_STEPS_A_CHECK: Final = 100_000
_MOST_CHECKS: Final = 5_000
"""A backup of ten years takes a few hundred thousand steps; a file made to keep us busy is stopped."""


@dataclass(frozen=True, slots=True)
class Database:
    """A SQLite file: `tables` maps each table's name to its columns, both in lower case."""

    name: str
    content: bytes
    tables: Mapping[str, frozenset[str]]

    def rows(self, statement: str) -> Sequence[tuple[Any, ...]]:
        """What one SELECT gives. UnreadableFile when the database is damaged or will not end."""
        return _rows(self.name, self.content, statement)


def open_database(name: str, content: bytes) -> Database:
    """The database in an uploaded file. UnreadableFile when it is damaged."""
    listed = _rows(
        name,
        content,
        "select lower(m.name), lower(c.name) from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'",
    )
    tables: dict[str, set[str]] = {}
    for table, column in listed:
        tables.setdefault(str(table), set()).add(str(column))
    return Database(name, content, {table: frozenset(columns) for table, columns in tables.items()})


def _rows(name: str, content: bytes, statement: str) -> Sequence[tuple[Any, ...]]:
    checks = iter(range(_MOST_CHECKS))
    try:
        connection = sqlite3.connect(":memory:")
        try:
            connection.deserialize(content)
            connection.execute("pragma trusted_schema = off")
            connection.execute("pragma query_only = on")
            connection.set_progress_handler(lambda: int(next(checks, None) is None), _STEPS_A_CHECK)
            return connection.execute(statement).fetchall()
        finally:
            connection.close()
    except (sqlite3.Error, OverflowError, MemoryError, UnicodeDecodeError) as damaged:
        raise UnreadableFile(
            f"{name} is a damaged database.", "Make the backup again in the app, or use its CSV export."
        ) from damaged
