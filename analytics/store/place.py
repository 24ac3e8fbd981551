"""Where a log lies, and how another one takes its place in one step."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from analytics.store import Store
from analytics.store.journal import onto_the_disk

_LEFTOVERS: Final = {"backups": ("copy-*.duckdb*", "restore-*.duckdb*", "*.part"), "uploads": ("*.part",)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a log lies: its database, and the folder of its journal, raw files and backups."""

    database: Path
    files: Path

    @property
    def journal(self) -> Path:
        """The file of its journal."""
        return Store.journal_beside(self.files)

    @property
    def incoming(self) -> Path:
        """The database that is to take the place of the one there is, while it is made."""
        return self.database.with_name(self.database.name + ".new")

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
                for file in (self.files / folder).glob(name):
                    file.unlink(missing_ok=True)

    def take(self) -> None:
        """Put `incoming`, which is closed, in the place of the database, which nobody has open."""
        self.incoming.replace(self.database)
        _write_ahead(self.database).unlink(missing_ok=True)  # only now: by itself, the old file would open without it
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


def _write_ahead(database: Path) -> Path:
    return database.with_name(database.name + ".wal")


def _second_name(file: Path, name: Path) -> None:
    name.unlink(missing_ok=True)
    try:
        os.link(file, name)
    except OSError:  # a disk that knows no second names
        shutil.copy2(file, name)
