"""What the disk and the engine say when they fail, as sentences for the lifter."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from analytics.errors import DamagedLog, DatabaseProblem
from analytics.language import _

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_BROKEN: Final = frozenset({errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE})
_DAMAGE: Final = ("checksum", "read enough bytes", "corrupt", "not a valid duckdb", "deserialize", "serialization")
"""What the engine's own messages hold when a file is not what it wrote."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what the disk or the engine fails with, while the log `path` is read or written, as a `DatabaseProblem`:
    no room, no right to write, a disk that does not answer, a damaged file. Anything else is a bug and passes.
    """
    try:
        yield
    except OSError as error:
        problem = _by_number(error.errno, path)
        if problem is None:
            raise
        raise problem from error
    except duckdb.Error as error:
        problem = _by_message(str(error), path)
        if problem is None:
            raise
        raise problem from error


def damaged(path: Path) -> DamagedLog:
    """The file is not what Hindsight wrote."""
    return DamagedLog(
        _("The log {file} cannot be read: the file is damaged, or it is not a Hindsight log.", file=path.name),
        _(
            "Nothing was changed. Restore a backup, or rebuild the log from the original files: on the page Backups, "
            "or with `restore` and `rebuild` on the command line. The damaged file is kept. Or choose another file."
        ),
    )


def _by_number(number: int | None, path: Path) -> DatabaseProblem | None:
    if number in _FULL:
        return DatabaseProblem(
            _("The disk that holds the log {file} is full.", file=path.name),
            _("Nothing was changed. Make some room, then do it again."),
        )
    if number in _FORBIDDEN:
        return DatabaseProblem(
            _("Hindsight may not write where the log {file} lies: {folder}.", file=path.name, folder=path.parent),
            _("Nothing was changed. Allow writing there, or set HINDSIGHT_DATA_DIR to another folder."),
        )
    if number in (errno.EEXIST, errno.ENOTDIR):
        return DatabaseProblem(
            _("The folder for the log cannot be made: {folder} is a file.", folder=path.parent),
            _("Move that file away, or set HINDSIGHT_DATA_DIR to another folder."),
        )
    if number in _BROKEN:
        return DatabaseProblem(
            _("The disk that holds the log {file} does not answer.", file=path.name),
            _("Nothing was changed. Look after the disk, then do it again."),
        )
    return None


def _by_message(message: str, path: Path) -> DatabaseProblem | None:
    """The engine hands on the system's own words, so they are what tells its failures apart."""
    lowered = message.lower()
    for number in (*_FULL, *_FORBIDDEN, *_BROKEN):
        if os.strerror(number).lower() in lowered:
            return _by_number(number, path)
    return damaged(path) if any(word in lowered for word in _DAMAGE) else None
