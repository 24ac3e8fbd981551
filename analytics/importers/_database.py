"""An app's backup that is a SQLite database, opened in memory and never executed beyond plain SELECTs.

The file is anybody's: what it makes SQLite compute is bounded in steps, in rows and in the length of a value.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from analytics.errors import UnreadableFile
from analytics.language import _
from analytics.texts import clean

MAGIC: Final = b"SQLite format 3\x00"
_STEPS_A_CHECK: Final = 100_000
_MOST_CHECKS: Final = 5_000
"""A backup of ten years takes a few hundred thousand steps; a file made to keep us busy is stopped."""
_MOST_ROWS: Final = 1_000_000
_LONGEST_VALUE: Final = 100_000
"""Bytes; no name and no note of a lifter comes near."""
_ROWS_A_BATCH: Final = 1_000
_BYTES_FOR_NAMES: Final = 1_000_000
_JOURNAL: Final = slice(18, 20)
_WRITE_AHEAD: Final = b"\x02\x02"
_ROLLBACK: Final = b"\x01\x01"
"""Where the header says how changes are journalled: SQLite opens no write-ahead database from memory, though without
its log file it reads like any other."""


@dataclass(frozen=True, slots=True)
class Database:
    """A SQLite file: `tables` maps each table's name to its columns, both in lower case. Views are no tables."""

    name: str
    content: bytes
    tables: Mapping[str, frozenset[str]]

    def rows(self, statement: str) -> Sequence[tuple[Any, ...]]:
        """What one SELECT gives; text that is no UTF-8 comes with replacement characters.

        UnreadableFile when the database is damaged, will not end, or holds more than any log.
        """
        return _rows(self.name, self.content, statement)


def open_database(name: str, content: bytes) -> Database:
    """The database in an uploaded file. UnreadableFile when it is damaged.

    Computed columns and virtual tables are left out: what they hold is not in the file, and has no bounds.
    """
    if content[_JOURNAL] == _WRITE_AHEAD:
        content = content[: _JOURNAL.start] + _ROLLBACK + content[_JOURNAL.stop :]
    listed = _rows(
        name,
        content,
        "select lower(m.name), lower(c.name) from sqlite_master m, pragma_table_info(m.name) c"
        " where m.type = 'table' and m.rootpage > 0",
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
            connection.text_factory = lambda text: clean(text.decode(errors="replace"))
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
            connection.deserialize(content)
            connection.execute("pragma trusted_schema = off")
            connection.execute("pragma query_only = on")
            connection.execute("pragma cell_size_check = on")
            connection.set_progress_handler(lambda: int(next(checks, None) is None), _STEPS_A_CHECK)
            return _bounded(name, connection.execute(statement), most_bytes=2 * len(content) + _BYTES_FOR_NAMES)
        finally:
            connection.close()
    except (sqlite3.Error, OverflowError, MemoryError, UnicodeDecodeError) as damaged:
        raise UnreadableFile(
            _("{name} is a damaged database.", name=name), _("Make the backup again in the app, or use its CSV export.")
        ) from damaged


def _bounded(name: str, cursor: sqlite3.Cursor, *, most_bytes: int) -> Sequence[tuple[Any, ...]]:
    """All rows, which cannot hold more than the file does: twice its bytes, should its text be UTF-16."""
    rows: list[tuple[Any, ...]] = []
    size = 0
    while batch := cursor.fetchmany(_ROWS_A_BATCH):
        rows += batch
        size += sum(len(value) for row in batch for value in row if isinstance(value, str | bytes))
        if len(rows) > _MOST_ROWS or size > most_bytes:
            raise UnreadableFile(
                _("{name} holds more rows than any training log.", name=name), _("Is this the right file?")
            )
    return rows
