"""Where a log lies, and how another one takes its place in one step."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from analytics.errors import AlreadyRunning, DatabaseProblem
from analytics.language import _
from analytics.store import ROOM, Store, failures
from analytics.store.database import refuse_what_is_no_log
from analytics.store.journal import onto_the_disk
from analytics.texts import clean

if sys.platform != "win32":
    import fcntl

_LEFTOVERS: Final = {
    "backups": ("copy-*.duckdb*", "restore-*.duckdb*", "*.part", f"{ROOM}*"),
    "uploads": ("*.part",),
}
_UNUSABLE: Final = re.compile(r"[?\\\ud800-\udfff]")
"""What the engine does not take in a path, though the system does: it puts its second file at a question mark, takes a
backslash for a slash, and asks for UTF-8.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a log lies: its database, and the folder of its journal, raw files and backups."""

    database: Path
    files: Path

    @classmethod
    def at(cls, database: Path, files: Path) -> Place:
        """The place at two paths, wherever the process goes later and whatever the engine would take a name for
        (`:memory:`). Raises `DatabaseProblem` for a path under which the engine keeps no log.
        """
        place = cls(database.absolute(), files.absolute())
        unusable = _UNUSABLE.search("/".join(place.database.parts[1:]))
        if unusable:
            raise DatabaseProblem(
                _(
                    "The database takes no name with {sign} in it, so no log can lie there: {file}.",
                    sign=clean(unusable.group()),
                    file=clean(str(place.database)),
                ),
                _("Choose another name, or set HINDSIGHT_DATA_DIR to another folder."),
            )
        return place

    @property
    def journal(self) -> Path:
        """The file of its journal."""
        return Store.journal_beside(self.files)

    @property
    def incoming(self) -> Path:
        """The database that is to take the place of the one there is, while it is made."""
        return self.database.with_name(self.database.name + ".new")

    @property
    def chosen(self) -> Path:
        """The database that has the place of the log, from the moment in which it has this name."""
        return self.database.with_name(self.database.name + ".next")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else opens this log meanwhile or puts another one in its place, also where there is no database that
        could be held; and one whose taking was cut off has its place. Raises `AlreadyRunning` where somebody is at it,
        `DatabaseProblem` where something else than a log lies there, beside which nothing is made.
        """
        with failures.told(self.database):
            if not self.files.is_dir():
                refuse_what_is_no_log(self.database, self.files)
            self.files.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _held(self.files, about=self.database):
                self._let_the_chosen_in()
                yield

    def drop_incoming(self) -> None:
        """Remove what was made to take the place of the log and never did."""
        for file in (self.incoming, _write_ahead(self.incoming)):
            file.unlink(missing_ok=True)

    def drop_leftovers(self) -> None:
        """Remove what was broken off in the middle: a log that was to take the place of this one, backups half written.
        For a log that is open here, so that nobody is at work on any of it now.
        """
        self.drop_incoming()
        for folder, names in _LEFTOVERS.items():
            for name in names:
                for leftover in (self.files / folder).glob(name):
                    _remove(leftover)

    def take(self) -> None:
        """Put `incoming`, which is closed, in the place of the database, which nobody has open. Cut off anywhere, it
        leaves the log that was there or, from its first step on, this one.
        """
        self.incoming.replace(self.chosen)
        onto_the_disk(self.database.parent)
        self._let_the_chosen_in()

    def _let_the_chosen_in(self) -> None:
        """Without its write-ahead log the old database would open as an earlier one, and with it the new one not at
        all; so it goes when neither can happen any more.
        """
        if self.chosen.exists():
            _write_ahead(self.database).unlink(missing_ok=True)
            onto_the_disk(self.database.parent)
            self.chosen.replace(self.database)
            onto_the_disk(self.database.parent)

    def keep_damaged(self, now: datetime) -> Path:
        """Keep a database that cannot be opened, and the write-ahead log beside it, in the backups folder as well as
        where they are; returns the copy's name, which there is no file under where there is no database.
        """
        kept = self.files / "backups" / f"damaged-{now:%Y%m%d-%H%M%S}.duckdb"
        for file, copy in ((self.database, kept), (_write_ahead(self.database), _write_ahead(kept))):
            if file.exists():
                _second_name(file, copy)
        return kept


@contextmanager
def _held(folder: Path, *, about: Path) -> Iterator[None]:
    """A folder is held by this process and thread, until the end of the block or of the process."""
    if sys.platform == "win32":  # opens no folders, and lets nobody remove or replace a file that is open
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(
                _("The log {file} is being opened or put in place anew at this moment.", file=about.name),
                _("Wait a moment, then do it again."),
            ) from error
        except OSError:  # a disk that holds no folders
            pass
        yield
    finally:
        os.close(descriptor)


def _remove(leftover: Path) -> None:
    if leftover.is_dir():
        shutil.rmtree(leftover)
    else:
        leftover.unlink(missing_ok=True)


def _write_ahead(database: Path) -> Path:
    return database.with_name(database.name + ".wal")


def _second_name(file: Path, name: Path) -> None:
    name.unlink(missing_ok=True)
    try:
        os.link(file, name)
    except OSError:  # a disk that knows no second names
        shutil.copy2(file, name)
