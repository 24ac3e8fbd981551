"""What a log goes through in its life, each as one act on a data directory, and what a log is worth afterwards.

Every act is repeatable to the byte: it says what time it is, and touches nothing but its folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import duckdb

from analytics.store.database import Database
from analytics.store.journal import NAME as JOURNAL
from analytics.store.schema import migrations
from analytics.training_log import TrainingLog
from benchmarks.browser import PROJECT
from benchmarks.hostile import old_logs

NOW: Final = datetime(2026, 11, 20, 12)
LATER: Final = NOW + timedelta(days=1)
FIRST: Final = PROJECT / "sample_data" / "strong.csv"
LOG: Final = "hindsight.duckdb"
_OUTDATED: Final = [name for name in old_logs.names() if old_logs.schema_of(name) < len(migrations())]
_HEADER_BYTES: Final = 8192
_EDITED: Final = 40
"""Sets that an edit or a deletion touches: enough for it to take a while."""


def earlier_years() -> bytes:
    """The sample log as of three years before."""
    return re.sub(rb"\b202\d(?=-\d\d-\d\d)", lambda year: b"%d" % (int(year.group()) - 3), FIRST.read_bytes())


def begin(folder: Path) -> None:
    """A log with one import and one edit of it, closed."""
    with TrainingLog.open(folder) as log:
        log.import_file(FIRST.name, FIRST.read_bytes(), now=NOW)
        ids = _ids(log)
        log.edit_sets({set_id: {"reps": 6} for set_id in ids[:5]}, now=NOW)


def import_file(folder: Path) -> None:
    """A second file comes in."""
    with TrainingLog.open(folder) as log:
        log.import_file("earlier.csv", earlier_years(), now=LATER)


def edit(folder: Path) -> None:
    """Some sets are corrected at once."""
    with TrainingLog.open(folder) as log:
        log.edit_sets({set_id: {"reps": 9} for set_id in _ids(log)[10 : 10 + _EDITED]}, now=LATER)


def delete(folder: Path) -> None:
    """Some sets are taken out."""
    with TrainingLog.open(folder) as log:
        log.delete_sets(_ids(log)[10 : 10 + _EDITED], now=LATER)


def undo(folder: Path) -> None:
    """The newest change is taken back."""
    with TrainingLog.open(folder) as log:
        log.undo(int(log.imports()["import_id"].max()), now=LATER)


def teach(folder: Path) -> None:
    """A name gets another meaning."""
    with TrainingLog.open(folder) as log:
        log.map_exercise("Leg Press", "hack_squat", now=LATER)


def tune(folder: Path) -> None:
    """A threshold gets another value."""
    with TrainingLog.open(folder) as log:
        log.change_fact("hard.max_rir", 3)


def choose(folder: Path) -> None:
    """A setting gets another value."""
    with TrainingLog.open(folder) as log:
        log.change_setting("unit", "lb")


def back_up(folder: Path) -> None:
    """The whole log goes into a file."""
    with TrainingLog.open(folder) as log:
        log.backup(folder / "backup.zip")


def restore(folder: Path) -> None:
    """A backup replaces the log."""
    with TrainingLog.open(folder) as log:
        log.restore(folder / "earlier.zip", now=LATER)


def recover(folder: Path) -> None:
    """A backup takes the place of a log that is damaged."""
    TrainingLog.recover(folder, folder / "earlier.zip", now=LATER).close()


def rebuild(folder: Path) -> None:
    """The log is made again from its raw files and its journal."""
    TrainingLog.rebuild(folder, now=LATER)


def migrate(folder: Path) -> None:
    """A log of an older Hindsight is opened: it is backed up and brought forward."""
    TrainingLog.open(folder).close()


def checkpoint(folder: Path) -> None:
    """An import whose write-ahead log goes into the file."""
    with TrainingLog.open(folder) as log:
        log.import_file("earlier.csv", earlier_years(), now=LATER)
    with closing(duckdb.connect(str(folder / LOG))) as connection:
        connection.execute("force checkpoint")


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what prepares its folder after `begin`, what it does, and whether the log cannot be opened before."""

    do: Callable[[Path], None]
    prepare: Callable[[Path], None] | None = None
    is_damaged: bool = False


def _with_earlier_backup(folder: Path) -> None:
    with TrainingLog.open(folder) as log:
        log.backup(folder / "earlier.zip")
        log.import_file("earlier.csv", earlier_years(), now=NOW)


def _damaged_with_earlier_backup(folder: Path) -> None:
    _with_earlier_backup(folder)
    with (folder / LOG).open("r+b") as database:
        database.write(b"\0" * _HEADER_BYTES)


def _as_kept(name: str, folder: Path) -> None:
    """Put a log that an earlier Hindsight wrote in the place of the one that is there."""
    shutil.rmtree(folder)
    old_logs.unpack(name, folder)


def migrate_and_die(folder: Path, step: int) -> None:
    """Open the log of `folder`, and be killed in the middle of the migration to version `step`."""
    script, write_unseen = migrations()[step - 1], Database.write_unseen

    @contextmanager
    def deadly(database: Database) -> Iterator[_DeadlyCursor]:
        with write_unseen(database) as cursor:
            yield _DeadlyCursor(cursor, script)

    Database.write_unseen = deadly  # type: ignore[method-assign, assignment]
    TrainingLog.open(folder)


class _DeadlyCursor:
    """A cursor that does half of one script; then its process is killed."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, script: str) -> None:
        self._cursor, self._script = cursor, script

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def execute(self, statement: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        if statement == self._script:
            statements = duckdb.extract_statements(self._script)
            for one in statements[: (len(statements) + 1) // 2]:
                self._cursor.execute(one)
            os.kill(os.getpid(), signal.SIGKILL)
        return self._cursor.execute(statement, parameters)


ACTS: Final[Mapping[str, Act]] = {
    "import": Act(import_file),
    "edit": Act(edit),
    "delete": Act(delete),
    "undo": Act(undo),
    "teach": Act(teach),
    "tune": Act(tune),
    "choose": Act(choose),
    "backup": Act(back_up),
    "restore": Act(restore, _with_earlier_backup),
    "recover": Act(recover, _damaged_with_earlier_backup, is_damaged=True),
    "rebuild": Act(rebuild),
    "migration": Act(migrate, partial(_as_kept, _OUTDATED[-1])),
    "checkpoint": Act(checkpoint),
    **{f"migrate-{name.removeprefix('schema_')}": Act(migrate, partial(_as_kept, name)) for name in _OUTDATED},
}


def worth(folder: Path) -> str:
    """A checksum of all that a log says: its sets, its history of changes, what was taught and set, and its kept files.

    Opens the log, so it says too that it can be opened. Raises `HindsightError` where it cannot.
    """
    digest = hashlib.sha256()
    with TrainingLog.open(folder) as log:
        digest.update(log.export())
        digest.update(log.imports().drop(columns=["skipped_why"]).to_csv(index=False).encode())
        digest.update(repr(sorted(log.settings().items())).encode())
        digest.update(repr([(fact.key, fact.value) for fact in log.facts if fact.is_changed]).encode())
        digest.update(log.mappings().to_csv(index=False).encode())
    if (folder / JOURNAL).read_bytes() != _journal_in(folder):
        raise OSError("The journal is not what the database holds of it.")
    for name in _kept_files(folder):
        content = (folder / "uploads" / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != name:
            raise OSError(f"The kept file {name} is not what was imported.")
        digest.update(content)
    return digest.hexdigest()


def _kept_files(folder: Path) -> list[str]:
    """The raw files that changes of the log were made from, by the names under which they are kept."""
    with closing(duckdb.connect(str(folder / LOG), read_only=True)) as connection:
        found = connection.execute("select distinct sha256 from imports where sha256 is not null order by 1")
        return [str(name) for (name,) in found.fetchall()]


def _journal_in(folder: Path) -> bytes:
    """The lines of the journal as the database holds them."""
    with closing(duckdb.connect(str(folder / LOG), read_only=True)) as connection:
        found = connection.execute("select line from journal order by entry")
        return b"".join(line.encode() + b"\n" for (line,) in found.fetchall())


def copied(prepared: Path, target: Path) -> Path:
    """A copy of a data directory."""
    shutil.copytree(prepared, target)
    return target


def _ids(log: TrainingLog) -> list[int]:
    return [int(set_id) for set_id in log.sets()["set_id"].sort_values()]
