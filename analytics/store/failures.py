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
from analytics.files import FORBIDDEN, FULL
from analytics.language import _

_BROKEN: Final = frozenset({errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE})
_DAMAGE: Final = ("checksum", "read enough bytes", "corrupt", "not a valid duckdb", "deserialize", "serialization")
"""What the engine's own messages hold when a file is not what it wrote."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what the disk or the engine fails with, while the log `path` is read or written, as a `DatabaseProblem`:
    no room, no right to write, no such place, a disk that does not answer, a damaged file. Anything else is a bug and
    passes.
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
    if number in FULL:
        return DatabaseProblem(
            _("The disk that holds the log {file} is full.", file=path.name),
            _("Nothing was changed. Make some room, then do it again."),
        )
    if number in FORBIDDEN:
        return DatabaseProblem(
            _("Hindsight may not write where the log {file} lies: {folder}.", file=path.name, folder=path.parent),
            _("Nothing was changed. Allow writing there, or set HINDSIGHT_DATA_DIR to another folder."),
        )
    if number in (errno.EEXIST, errno.ENOTDIR):
        return DatabaseProblem(
            _("The folder for the log cannot be made: {folder} is a file.", folder=_in_the_way(path)),
            _("Move that file away, or set HINDSIGHT_DATA_DIR to another folder."),
        )
    if number == errno.ENOENT:
        return DatabaseProblem(
            _("The folder for the log cannot be made, or it is gone: {folder}.", folder=path.parent),
            _("Make it, or set HINDSIGHT_DATA_DIR to another folder."),
        )
    if number == errno.ENAMETOOLONG:
        return DatabaseProblem(
            _("The disk takes no names as long as those of the log {file}.", file=path),
            _("Choose a shorter name for the log and its folder."),
        )
    if number in _BROKEN:
        return DatabaseProblem(
            _("The disk that holds the log {file} does not answer.", file=path.name),
            _("Nothing was changed. Look after the disk, then do it again."),
        )
    return None


def _in_the_way(path: Path) -> Path:
    """What is no folder among those that a file lies in."""
    return next((folder for folder in path.parents if folder.exists() and not folder.is_dir()), path.parent)


def _by_message(message: str, path: Path) -> DatabaseProblem | None:
    """The engine hands on the system's own words, so they are what tells its failures apart."""
    lowered = message.lower()
    for number in (*FULL, *FORBIDDEN, *_BROKEN):
        if os.strerror(number).lower() in lowered:
            return _by_number(number, path)
    return damaged(path) if any(word in lowered for word in _DAMAGE) else None
