"""The journal: one line for each change of the log, in a file beside it, from which the log can be made again.

A line is JSON that says what was done, with all that the raw files do not say, and ends in a checksum of itself. It is
on the disk before its change is committed, and the database holds the same line in the same transaction; changes that
are made together have their lines in one. So opening a log finds out what a power cut left: a line that the database
does not know was never committed and is struck; a file that is missing, too short or another log's is written anew from
the lines in the database. A whole line is not lost by that, but kept beside the backups: a database that was put back
by hand does not know it either.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np

NAME: Final = "journal.jsonl"
_CHECK: Final = ', "check": "'
_CHECKED: Final = len(_CHECK) + len('01234567"}')
_PRIVATE: Final = 0o600
_KEPT_ASIDE: Final = 10
"""How many journals stay beside the backups: the newest. Each is small, and the only record of something."""
_WRITTEN: Final = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
"""Windows would make two bytes of the end of a line."""
_NOT_FOR_FOLDERS: Final = frozenset({errno.EACCES, errno.EBADF, errno.EINVAL, errno.EISDIR, errno.ENOTSUP})
"""What a file system says that does this for files alone (a share of the network), or a folder that none may list."""
_LAST: Final = "select line, ends_at from journal order by entry desc limit 1"
_INSERT: Final = "insert into journal values ($entry, $line, $ends_at)"
_LINES: Final = "select line from journal order by entry"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a journal, read: its place (from 1), its text, and what it tells."""

    place: int
    line: str
    told: Mapping[str, Any]

    @property
    def act(self) -> str:
        """What was done."""
        return str(self.told["act"])

    @property
    def at(self) -> datetime | None:
        """When, where the change was told the time."""
        return datetime.fromisoformat(self.told["at"]) if self.told.get("at") else None


class Journal:
    """The journal of one open log. `file` is None for a log that keeps its lines in the database alone.

    `again` is set while a line is done again: it is kept as it stands in place of what is noted. `noted` says how many
    changes the transaction that is under way has noted.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._noted: list[Mapping[str, Any]] = []
        self._written_from: int | None = None
        self.again: str | None = None

    @property
    def noted(self) -> int:
        """How many changes are noted that are not kept yet."""
        return len(self._noted)

    def begin(self) -> None:
        """A transaction begins, of which nothing is noted yet."""
        self._noted, self._written_from = [], None

    def note(self, act: str, /, **told: Any) -> None:
        """What a change does, with all that doing it again takes: one line each."""
        self._noted.append({"act": act, **told})

    def keep(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Write down what was noted, in the transaction of the changes and onto the disk, just before it is
        committed.
        """
        lines = [self.again] if self.again and self._noted else [line_of(told) for told in self._noted]
        if not lines:
            return
        before = _write_down(cursor, lines)
        if self._file is not None:
            self._append(self._file, b"".join(map(_bytes, lines)), cursor, after=before)

    def strike(self) -> None:
        """Take the line back whose change was not committed. Where the disk does not let it, opening the log does."""
        if self._file is not None and self._written_from is not None:
            with suppress(OSError):
                os.truncate(self._file, self._written_from)
        self.begin()

    def agree(self, cursor: duckdb.DuckDBPyConnection, *, aside: Path) -> None:
        """Make the file hold what the database holds. What it knows beyond that, but for the half of a line that a
        power cut leaves, is the only record of a change: it is first kept in the folder `aside`, whole.
        """
        if self._file is None:
            return
        last = cursor.execute(_LAST).fetchall()
        line, ends_at = last[0] if last else ("", 0)
        if not _has(self._file, line, ends_at=ends_at):
            keep_aside(self._file, aside)
            self._write_anew(self._file, cursor)
        elif beyond := _beyond(self._file, ends_at):
            whole, broken = _read(beyond)
            if whole or broken > 1:
                keep_aside(self._file, aside)
            os.truncate(self._file, ends_at)

    def mend(self, cursor: duckdb.DuckDBPyConnection, *, aside: Path) -> None:
        """As `agree`, looking at every byte: a disk may turn one long after it was written."""
        if self._file is None:
            return
        if _content(self._file) != b"".join(_lines(cursor)):
            keep_aside(self._file, aside)
            self._write_anew(self._file, cursor)

    def _append(self, file: Path, written: bytes, cursor: duckdb.DuckDBPyConnection, *, after: int) -> None:
        if _size(file) < after:  # it was taken away under the open log
            self._write_anew(file, cursor)
            self._written_from = after
            return
        self._written_from = after
        descriptor = os.open(file, _WRITTEN, _PRIVATE)
        try:
            os.truncate(descriptor, after)
            os.lseek(descriptor, after, os.SEEK_SET)
            _write_all(descriptor, written)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if after == 0:
            onto_the_disk(file.parent)

    def _write_anew(self, file: Path, cursor: duckdb.DuckDBPyConnection) -> None:
        _write_whole(file, _lines(cursor))


def line_of(told: Mapping[str, Any]) -> str:
    """The line that says a change: JSON with a checksum of what stands before it at its end."""
    text = json.dumps(told, ensure_ascii=False, allow_nan=False, default=_plain)[:-1]
    return f'{text}{_CHECK}{zlib.crc32(text.encode()):08x}"}}'


def read(file: Path) -> tuple[list[Entry], int]:
    """The lines of a journal that are as they were written, and how many are not. Empty where there is no file."""
    return _read(_content(file))


def _read(content: bytes) -> tuple[list[Entry], int]:
    lines = content.split(b"\n")
    if not lines[-1]:
        lines.pop()
    told = [(place, line, _told(line)) for place, line in enumerate(lines, start=1)]
    entries = [Entry(place, line.decode(), known) for place, line, known in told if known is not None]
    return entries, len(told) - len(entries)


def add_lines(cursor: duckdb.DuckDBPyConnection, told: Sequence[Mapping[str, Any]]) -> None:
    """Write lines into the journal of a log that has none yet; the file follows by `agree`."""
    _write_down(cursor, [line_of(each) for each in told])


def keep_aside(file: Path, folder: Path) -> Path | None:
    """Keep a copy of a journal in a folder, under a name that says its content, so that it lies there once; the oldest
    of very many go. Returns the copy; None where there is nothing to keep.
    """
    content = _content(file)
    if not content:
        return None
    kept = folder / f"journal-{hashlib.sha256(content).hexdigest()[:12]}.jsonl"
    if kept.exists():
        kept.touch()
    else:
        _write_whole(kept, [content])
    others = sorted(folder.glob("journal-*.jsonl"), key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for old in others[_KEPT_ASIDE:]:
        old.unlink()
    return kept


def onto_the_disk(folder: Path) -> None:
    """Make what was renamed or made in a folder last, where the system can."""
    if os.name == "nt":  # Windows opens no folders
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise


def _write_down(cursor: duckdb.DuckDBPyConnection, lines: Sequence[str]) -> int:
    """Put lines behind those that the database holds; returns where these end in the file."""
    entries, before = cursor.execute("select count(*), coalesce(max(ends_at), 0) from journal").fetchall()[0]
    ends_at = before
    for entry, line in enumerate(lines, start=entries + 1):
        ends_at += len(_bytes(line))
        cursor.execute(_INSERT, {"entry": entry, "line": line, "ends_at": ends_at})
    return int(before)


def _told(line: bytes) -> Mapping[str, Any] | None:
    """What a line tells; None where it is not what was written."""
    try:
        text = line.decode()
        told, check = json.loads(text), text[-_CHECKED:]
    except ValueError:
        return None
    expected = f'{_CHECK}{zlib.crc32(text[:-_CHECKED].encode()):08x}"}}'
    return told if check == expected and isinstance(told, dict) and "act" in told else None


def _lines(cursor: duckdb.DuckDBPyConnection) -> Iterator[bytes]:
    return (_bytes(line) for (line,) in cursor.execute(_LINES).fetchall())


def _bytes(line: str) -> bytes:
    return line.encode() + b"\n"


def _has(file: Path, line: str, *, ends_at: int) -> bool:
    """Whether a file has this line at this place."""
    if ends_at == 0:
        return True
    expected = _bytes(line)
    try:
        with file.open("rb") as content:
            content.seek(ends_at - len(expected))
            return content.read(len(expected)) == expected
    except FileNotFoundError:
        return False


def _beyond(file: Path, position: int) -> bytes:
    try:
        with file.open("rb") as content:
            content.seek(position)
            return content.read()
    except FileNotFoundError:
        return b""


def _content(file: Path) -> bytes:
    return _beyond(file, 0)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _write_whole(file: Path, content: Iterable[bytes]) -> None:
    """Write a file that is there whole or not at all, and lasts."""
    partial = file.with_name(file.name + ".part")
    try:
        descriptor = os.open(partial, _WRITTEN | os.O_TRUNC, _PRIVATE)
        try:
            for part in content:
                _write_all(descriptor, part)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    onto_the_disk(file.parent)


def _write_all(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{value!r} has no place in the journal")
