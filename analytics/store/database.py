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
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.errors import AlreadyRunning, DatabaseProblem
from analytics.language import _
from analytics.store import failures
from analytics.store.journal import Journal

_CONFIG: Final[dict[str, str | int | float | list[str]]] = {
    # files stay readable by DuckDB 1.5, which leaves a way back
    "storage_compatibility_version": "v1.5.0",
    "threads": 2,
    "memory_limit": "2GB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    # it counts deleted rows in, so that "order by ... limit 1" may answer with none (2.0.0)
    "disabled_optimizers": "row_group_pruner",
}


_HELD: Final = re.compile(r"set lock on file|being used by another process", re.IGNORECASE)
_HELD_BY: Final = re.compile(r"\(PID (\d+)\)")
_BEGINNING: Final = b"DUCK"
_BEGINS_AT: Final = 8
"""Where a database says what it is, after a checksum."""
_IS_FRESH: Final = "select athlete from judged_fresh where athlete = $athlete"
KEPT: Final = {"judged": "judgements", "credited": "credits_by_session", "lifted": "sets_by_lift"}
"""Derived tables and the views whose rows they keep, each after those that its view reads (`hard_sets.sql`)."""
ORDER: Final = {
    "credited": "started_at, exercise_id",
    "lifted": "exercise_id, started_at, position, set_id",
}
"""How an athlete's rows lie where it matters: what is asked for lies together, and is not sorted when it is read."""
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

    def __init__(self, path: Path, *, backups: Path, journal: Path | None = None) -> None:
        """Open or create `path`, whose changes are told in the file `journal` too. Raises `AlreadyRunning` when
        another process holds it, `DatabaseProblem` when it cannot be read.
        """
        self.path = path
        self.journal = Journal(journal)
        self.version = 0
        self.keeps_judgements = False
        self._write_lock = threading.RLock()
        self._judge_lock = threading.Lock()
        self._judged_in: dict[str, int] = {}
        self._together: duckdb.DuckDBPyConnection | None = None
        self._connection = _connect(path)
        self._file = _identity(path)
        self._lock_down(backups)

    def read(self, statement: str, /, **parameters: Any) -> pd.DataFrame:
        """The rows of one query, on a cursor of its own."""
        with failures.told(self.path), closing(self._connection.cursor()) as cursor:
            return cursor.execute(statement, parameters or None).df()

    def columns(self, statement: str, /, **parameters: Any) -> pa.Table:
        """The rows of one query as Arrow columns: for many rows of a query soon planned, which is done twice."""
        with failures.told(self.path), closing(self._connection.cursor()) as cursor:
            return cursor.sql(statement, params=parameters or None).to_arrow_table()

    def values(self, statement: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """The rows of a small query as tuples."""
        with failures.told(self.path), closing(self._connection.cursor()) as cursor:
            return cursor.execute(statement, parameters or None).fetchall()

    @contextmanager
    def write(self, *, touches_sets: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside one transaction for a change of the log: committed at the end, rolled back whole on any
        error. Writers wait for each other. What says nothing of sets, exercises and facts leaves the judgements of
        sets as they are.

        What the change does has to be noted on the way (`journal.note`): without it there is a `RuntimeError`.
        """
        with self.together() as cursor:
            noted_before = self.journal.noted
            yield cursor
            if self.journal.noted == noted_before:
                raise RuntimeError("a change of the log was not noted in its journal")
            if touches_sets:
                self._judge_anew(cursor)

    @contextmanager
    def together(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """What is written inside is written in one transaction, at the end: all of it or nothing, each change with its
        own line in the journal. `read` sees the log before until then.
        """
        with self._write_lock:
            if self._together is not None:  # it ends with the one that it is part of
                yield self._together
                return
            self.journal.begin()
            try:
                with self.write_derived(touches_sets=False) as cursor:
                    self._together = cursor
                    yield cursor
                    self.journal.keep(cursor)
            except BaseException:
                self.journal.strike()
                raise
            finally:
                self._together = None

    @contextmanager
    def write_derived(self, *, touches_sets: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """As `write`, for what follows from this release and from the changes there are: schema, reference tables, a
        whole log put in the place of this one. The journal has nothing to say of it.
        """
        with self._write_lock:
            with self.write_unseen() as cursor:
                yield cursor
                if touches_sets:
                    self._judge_anew(cursor)
            self.version += 1

    @contextmanager
    def write_unseen(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """As `write`, for what nothing shown or computed reads: the version stays, and with it all that is cached.

        Raises `DatabaseProblem` where the disk or the file fails; nothing is then changed.
        """
        with self._write_lock, self._transaction() as cursor:
            yield cursor

    def _judge_anew(self, cursor: duckdb.DuckDBPyConnection) -> None:
        if self.keeps_judgements:
            cursor.execute("delete from judged_fresh")

    def is_being_written(self) -> bool:
        """Whether somebody else is at work on a change right now."""
        if not self._write_lock.acquire(blocking=False):
            return True
        self._write_lock.release()
        return False

    def judge(self, athlete: str) -> None:
        """Judge an athlete's sets anew where a change has come since they were judged; the judgements are kept."""
        if not self._is_judged(athlete):
            self._judge(lambda: [] if self._is_judged(athlete) else [athlete])

    def judge_everybody(self) -> None:
        """`judge` for all athletes whose sets have changed, in one go: planning the views is most of what one costs."""
        if self._stale():
            self._judge(self._stale)

    def _is_judged(self, athlete: str) -> bool:
        return self._judged_in.get(athlete) == self.version or bool(self.values(_IS_FRESH, athlete=athlete))

    def _stale(self) -> list[str]:
        return [athlete for (athlete,) in self.values(_STALE) if self._judged_in.get(athlete) != self.version]

    def _judge(self, stale: Callable[[], list[str]]) -> None:
        """Judge the sets of the athletes that are still stale once it is our turn. Nobody waits here for a writer:
        while one is at work, the log is judged as it is without that change, which this process remembers for this
        version alone. No change touches the derived tables, so the two cannot conflict.
        """
        has_lock = self._write_lock.acquire(blocking=False)
        try:
            with self._judge_lock:
                version, athletes = self.version, stale()
                if athletes:
                    self._judge_now(athletes, for_good=has_lock and self._together is None)
                    self._judged_in.update(dict.fromkeys(athletes, version))
        finally:
            if has_lock:
                self._write_lock.release()

    def _judge_now(self, athletes: list[str], *, for_good: bool) -> None:
        with self._transaction() as cursor:
            _keep(cursor, athletes)
            if for_good:
                cursor.execute("insert into judged_fresh select unnest($stale)", {"stale": athletes})

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with failures.told(self.path), closing(self._connection.cursor()) as cursor:
            self._make_sure_of_the_file()
            cursor.execute("begin")
            try:
                yield cursor
            except BaseException:
                cursor.execute("rollback")
                raise
            cursor.execute("commit")

    @contextmanager
    def rehearsal(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside a transaction that is always rolled back."""
        with self._write_lock, failures.told(self.path), closing(self._connection.cursor()) as cursor:
            cursor.execute("begin")
            try:
                yield cursor
            finally:
                cursor.execute("rollback")

    @contextmanager
    def outside_transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor while no writer is active, for statements that attach files."""
        with self._write_lock, failures.told(self.path), closing(self._connection.cursor()) as cursor:
            yield cursor

    def close(self) -> None:
        """Write everything to the file and let go of it."""
        with self._write_lock, self._judge_lock:
            self._connection.close()

    def _make_sure_of_the_file(self) -> None:
        """Raise where the file that is open is no longer the one under its name: changes would go into the void."""
        if _identity(self.path) != self._file:
            raise DatabaseProblem(
                _("The log {file} was moved, removed or replaced while Hindsight had it open.", file=self.path.name),
                _("Nothing was changed. Put the file back where it was, or start Hindsight anew."),
            )

    def _lock_down(self, backups: Path) -> None:
        with closing(self._connection.cursor()) as cursor:
            if cursor.execute("select current_setting('lock_configuration')").fetchall()[0][0]:
                return  # the same file is open in this process already
            cursor.execute(f"set allowed_directories = [{_quoted(str(backups) + '/')}]")
            cursor.execute("set enable_external_access = false")
            cursor.execute("set lock_configuration = true")


def _keep(cursor: duckdb.DuckDBPyConnection, athletes: list[str]) -> None:
    """Make the rows of some athletes in the derived tables anew. One alone is asked for by name: the engine then looks
    at nobody else's sets.
    """
    whose, named = "athlete in (select unnest($athletes))", dict[str, Any](athletes=athletes)
    if len(athletes) == 1:
        whose, named = "athlete = $athletes", {"athletes": athletes[0]}
    for table, view in KEPT.items():  # names of our own, never of a file
        order = f"order by athlete, {ORDER[table]}" if table in ORDER else ""
        cursor.execute(f"delete from {table} where {whose}", named)  # noqa: S608
        cursor.execute(f"insert into {table} from {view} where {whose} {order}", named)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies under a name; None for none. Systems without such numbers say 0 for every file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def refuse_what_is_no_log(file: Path, files: Path) -> None:
    """Raise where something else than a database lies under the name of a log: the engine opens a table as a database
    of its own, too, which keeps nothing. `DamagedLog` where the folder of a log, `files`, is there.
    """
    if not file.exists():
        return
    if not file.is_file():
        raise DatabaseProblem(
            _("The log cannot be {file}: that is a folder or a device.", file=file), _("Name a file for the log.")
        )
    try:
        with file.open("rb") as log:
            is_database = log.read(len(_BEGINNING) + _BEGINS_AT)[_BEGINS_AT:] == _BEGINNING
    except PermissionError:  # in the hands of another process, on some systems: the engine says by which
        return
    if is_database:
        return
    if files.is_dir():
        raise failures.damaged(file)
    raise DatabaseProblem(
        _("{file} is not a log of Hindsight.", file=file),
        _("Nothing was changed. Name a log, or for a new one a file that is not there yet."),
    )


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        with failures.told(path):
            return duckdb.connect(str(path), config=_CONFIG)
    except duckdb.Error as error:
        if not _HELD.search(str(error)):
            raise failures.damaged(path) from error
        holder = _HELD_BY.search(str(error))
        who = _("Hindsight is already running and holds the log {file}.", file=path.name)
        if holder:
            who = _(
                "Hindsight is already running (process {pid}) and holds the log {file}.",
                pid=holder[1], file=path.name,
            )  # fmt: skip
        raise AlreadyRunning(who, _("Use the window that is open, or stop that process first.")) from error
