"""Files that a person names: what the system fails with, as a sentence that names the file as it was named; and what
reading a damaged archive fails with.
"""

from __future__ import annotations

import errno
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from analytics.errors import UnreadableFile, UnwritableFile
from analytics.language import _

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NOT_THERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR})
DAMAGED_ARCHIVE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, KeyError, ValueError,
)  # fmt: skip
"""What an archive that is damaged, or made to look like one, can make the standard library raise; bzip2 an OSError,
too.
"""


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Raise what the system fails with while `file` is opened and read as `UnreadableFile`."""
    try:
        yield
    except OSError as error:
        raise _unreadable(error, file) from error


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Raise what the system fails with while `file` is written as `UnwritableFile`; a reader that has seen enough of a
    pipe is no failure of it.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(error, file) from error


def refuse_unreadable(file: Path) -> None:
    """Raise `UnreadableFile` where no file on a disk lies under a name, or none that may be read."""
    with reading(file):
        kind = file.stat().st_mode
        if stat.S_ISDIR(kind):
            raise _is_a_folder()
        if not stat.S_ISREG(kind):
            raise UnreadableFile(_("{file} is a device or a pipe, not a file.", file=file), _("Name a file on a disk."))
        file.open("rb").close()


def refuse_irreplaceable(file: Path) -> None:
    """Raise `UnwritableFile` where something lies under a name that no file may take the place of."""
    with writing(file):
        if file.is_dir():
            raise _is_a_folder()
        if file.exists() and not file.is_file():
            raise UnwritableFile(_("{file} is a device or a pipe, not a file.", file=file), _("Name a file on a disk."))


def _is_a_folder() -> IsADirectoryError:
    return IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


def _unreadable(error: OSError, file: Path) -> UnreadableFile:
    if error.errno in _NOT_THERE or error.errno == errno.ENAMETOOLONG:
        return UnreadableFile(_("There is no file {file}.", file=file), _("Check the path."))
    if error.errno == errno.EISDIR:
        return UnreadableFile(_("{file} is a folder, not a file.", file=file), _("Name a file in it."))
    if error.errno in FORBIDDEN:
        return UnreadableFile(_("Hindsight may not read {file}.", file=file), _("Allow reading it, then do it again."))
    return UnreadableFile(_("{file} cannot be read: {why}.", file=file, why=error.strerror or error))


def _unwritable(error: OSError, file: Path) -> UnwritableFile:
    if error.errno in _NOT_THERE and not os.path.isdir(file.parent):
        return UnwritableFile(
            _("{file} cannot be written: there is no folder {folder}.", file=file, folder=file.parent),
            _("Make the folder, or name another file."),
        )
    if error.errno == errno.EISDIR:
        return UnwritableFile(_("{file} is a folder, not a file.", file=file), _("Name a file in it."))
    if error.errno == errno.ENAMETOOLONG:
        return UnwritableFile(_("The disk takes no name as long as {file}.", file=file), _("Choose a shorter one."))
    if error.errno in FORBIDDEN:
        return UnwritableFile(
            _("Hindsight may not write {file}.", file=file), _("Allow writing there, or name another file.")
        )
    if error.errno in FULL:
        return UnwritableFile(
            _("{file} cannot be written: the disk is full.", file=file),
            _("Make some room, or name a file on another disk."),
        )
    return UnwritableFile(
        _("{file} cannot be written: {why}.", file=file, why=error.strerror or error), _("Name another file.")
    )
