"""The one DuckDB connection of a process, and the rules for using it.

Measured traps that shape this file: a connection shared between threads returns other threads' rows, so every query
gets a fresh
cursor that is drained and closed; concurrent writers conflict, so there is one write lock around explicit
transactions; settings
must be made before the configuration is locked.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd

from analytics.errors import AlreadyRunning, DatabaseProblem

_CONFIG: Final[dict[str, str | int | float | list[str]]] = {
    # files stay readable by DuckDB 1.5, which leaves a way back
    "storage_compatibility_version": "v1.5.0",
    "threads": 2,
    "memory_limit": "2GB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}


_IS_FRESH: Final = "select athlete from judged_fresh where athlete = $athlete"
_STALE: Final = "select distinct athlete from sets anti join judged_fresh using (athlete) where retired_by is null"


@cache
def sql(name: str) -> str:
    """The text of one `.sql` file of the store, by its name without the ending."""
    return resources.files("analytics.store").joinpath(f"{name}.sql").read_text(encoding="utf-8")


class Database:
    """A database file opened for this process: `read` and `write` are the only ways in.

    `version` grows with each commit, so it can key caches. `keeps_judgements` is set once the schema has the tables
    that `judge` fills.
    """

    def __init__(self, path: Path, *, backups: Path) -> None:
        """Open or create `path`. Raises `AlreadyRunning` when another process holds it, `DatabaseProblem` when it
        cannot be read.
        """
        self.path = path
        self.version = 0
        self.keeps_judgements = False
        self._write_lock = threading.RLock()
        self._connection = _connect(path)
        self._lock_down(backups)

    def read(self, statement: str, /, **parameters: Any) -> pd.DataFrame:
        """The rows of one query, on a cursor of its own."""
        with closing(self._connection.cursor()) as cursor:
            return cursor.execute(statement, parameters or None).df()

    def values(self, statement: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """The rows of a small query as tuples."""
        with closing(self._connection.cursor()) as cursor:
            return cursor.execute(statement, parameters or None).fetchall()

    @contextmanager
    def write(self, *, touches_sets: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside one transaction: committed at the end, rolled back whole on any error. Writers wait for
        each other. What says nothing of sets, exercises and facts leaves the judgements of sets as they are.
        """
        with self._write_lock:
            with self.write_unseen() as cursor:
                yield cursor
                if touches_sets and self.keeps_judgements:
                    cursor.execute("delete from judged_fresh")
            self.version += 1

    @contextmanager
    def write_unseen(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """As `write`, for what nothing shown or computed reads: the version stays, and with it all that is cached."""
        with self._write_lock, closing(self._connection.cursor()) as cursor:
            cursor.execute("begin")
            try:
                yield cursor
            except BaseException:
                cursor.execute("rollback")
                raise
            cursor.execute("commit")

    def judge(self, athlete: str) -> None:
        """Judge an athlete's sets anew where a change has come since they were judged; the judgements are kept."""
        if self.values(_IS_FRESH, athlete=athlete):
            return
        with self._write_lock, closing(self._connection.cursor()) as cursor:
            if cursor.execute(_IS_FRESH, {"athlete": athlete}).fetchall():
                return
            cursor.execute("begin")
            cursor.execute("delete from judged where athlete = $athlete", {"athlete": athlete})
            cursor.execute("insert into judged from judgements where athlete = $athlete", {"athlete": athlete})
            cursor.execute("insert into judged_fresh values ($athlete)", {"athlete": athlete})
            cursor.execute("commit")

    def judge_everybody(self) -> None:
        """`judge` for all athletes whose sets have changed, in one go: planning the views is most of what one costs."""
        if not self.values(_STALE):
            return
        with self._write_lock, closing(self._connection.cursor()) as cursor:
            stale = [athlete for (athlete,) in cursor.execute(_STALE).fetchall()]
            if not stale:
                return
            cursor.execute("begin")
            cursor.execute("delete from judged where athlete in (select unnest($stale))", {"stale": stale})
            cursor.execute(
                "insert into judged from judgements where athlete in (select unnest($stale))", {"stale": stale}
            )
            cursor.execute("insert into judged_fresh select unnest($stale)", {"stale": stale})
            cursor.execute("commit")

    @contextmanager
    def rehearsal(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside a transaction that is always rolled back."""
        with self._write_lock, closing(self._connection.cursor()) as cursor:
            cursor.execute("begin")
            try:
                yield cursor
            finally:
                cursor.execute("rollback")

    @contextmanager
    def outside_transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor while no writer is active, for statements that attach files."""
        with self._write_lock, closing(self._connection.cursor()) as cursor:
            yield cursor

    def close(self) -> None:
        """Write everything to the file and let go of it."""
        with self._write_lock:
            self._connection.close()

    def _lock_down(self, backups: Path) -> None:
        with closing(self._connection.cursor()) as cursor:
            if cursor.execute("select current_setting('lock_configuration')").fetchall()[0][0]:
                return  # the same file is open in this process already
            cursor.execute(f"set allowed_directories = [{_quoted(str(backups) + '/')}]")
            cursor.execute("set enable_external_access = false")
            cursor.execute("set lock_configuration = true")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), config=_CONFIG)
    except duckdb.IOException as error:
        holder = re.search(r"\(PID (\d+)\)", str(error))
        if holder or "lock" in str(error).lower():
            who = f" (process {holder[1]})" if holder else ""
            raise AlreadyRunning(
                f"Hindsight is already running{who} and holds the log {path.name}.",
                "Use the window that is open, or stop that process first.",
            ) from error
        raise DatabaseProblem(
            f"The log {path.name} cannot be opened: it is not a Hindsight database, or it is damaged.",
            "Choose another file with --database, or restore a backup.",
        ) from error
    except duckdb.Error as error:
        raise DatabaseProblem(
            f"The log {path.name} cannot be opened: {str(error).splitlines()[0]}",
            "Choose another file with --database, or restore a backup.",
        ) from error
