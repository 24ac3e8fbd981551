"""Files that hold files: a ZIP archive of exports, and a workbook with its sheets, each taken as a CSV of its own."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Any, Final

import python_calamine

from analytics.errors import HindsightError, UnreadableFile
from analytics.importers._limits import LARGEST_FILE_MB
from analytics.importers._text import LOG_HINT
from analytics.importers._workbook import MOST_CELLS, UNPACKING_FAULTS, refuse_large
from analytics.language import _, counted

MOST_MEMBERS: Final = 100
_ZIP: Final = b"PK\x03\x04"
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_ENTRY: Final = b"PK\x01\x02"
_MOST_ENTRIES: Final = 10_000
"""Folders and hidden files among them: the standard library lists them all before it can be asked how many."""
_WORKBOOK_PARTS: Final = ("xl/workbook.xml", "content.xml")
_BACKED_UP_LOG: Final = "hindsight.duckdb"
_BINARY_WORKBOOK: Final = "xl/workbook.bin"
_LARGEST_OLD_WORKBOOK_MB: Final = 10
"""An .xls cannot be looked through before it is opened; its 65,536 rows of a log have about as much."""
_MOST_BYTES: Final = LARGEST_FILE_MB * 1_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """One file to import: what it holds, or why it cannot be taken out of its container."""

    name: str
    content: bytes = b""
    refused: HindsightError | None = None


def unpack(name: str, content: bytes) -> tuple[Member, ...]:
    """The files to import in an upload: the members of a ZIP archive, the sheets of a workbook, or just itself.

    UnreadableFile when the container is damaged, protected by a password, empty, or unpacks to more than any log has.
    """
    if content.startswith(_OLD_WORKBOOK):
        return _sheets(name, content)
    if not content.startswith(_ZIP):
        return (Member(name, content),)
    archive = _archive(name, content)
    if _is_workbook(name, archive):
        return _sheets(name, content)
    if _BACKED_UP_LOG in archive.namelist():
        raise UnreadableFile(_("{name} is a backup of Hindsight.", name=name), LOG_HINT)
    members = tuple(_members(name, archive))
    if not members:
        raise UnreadableFile(
            _("{name} is an archive without a file in it.", name=name), _("Pack the exports and try again.")
        )
    return members


def _archive(name: str, content: bytes) -> zipfile.ZipFile:
    """The archive, once it is known to stay within bounds."""
    if (count := content.count(_ENTRY)) > _MOST_ENTRIES:
        raise UnreadableFile(
            _(
                "{name} holds {files} files and folders; the limit is {limit}.",
                name=name,
                files=counted(count),
                limit=MOST_MEMBERS,
            ),
            _("Pack only the exports."),
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except UNPACKING_FAULTS as damaged:
        raise UnreadableFile(
            _("{name} is a damaged ZIP archive.", name=name), _("Pack it again, or import its files.")
        ) from damaged
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _MOST_BYTES:
        raise UnreadableFile(
            _(
                "{name} unpacks to {megabytes} MB; the limit is {limit} MB.",
                name=name,
                megabytes=counted(round(unpacked / 1_000_000)),
                limit=LARGEST_FILE_MB,
            ),
            _("A training log of ten years has about 5 MB. Is this the right file?"),
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile(
            _("{name} is protected by a password.", name=name), _("Unpack it and import the files inside.")
        )
    return archive


def _is_workbook(name: str, archive: zipfile.ZipFile) -> bool:
    parts = archive.namelist()
    if _BINARY_WORKBOOK in parts:
        raise UnreadableFile(
            _("{name} is a binary Excel workbook.", name=name), _("Save it as .xlsx or CSV and import that.")
        )
    return any(part in parts for part in _WORKBOOK_PARTS)


def _members(name: str, archive: zipfile.ZipFile) -> Iterator[Member]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_hidden(entry.filename)]
    if len(entries) > MOST_MEMBERS:
        raise UnreadableFile(
            _(
                "{name} holds {files} files; the limit is {limit}.",
                name=name,
                files=counted(len(entries)),
                limit=MOST_MEMBERS,
            ),
            _("Pack only the exports."),
        )
    left = _MOST_BYTES
    for entry in entries:
        part = f"{name}/{_last_part(entry.filename)}"
        try:
            with archive.open(entry) as stream:  # the size that an archive claims need not be true
                content = stream.read(left + 1)
        except UNPACKING_FAULTS:
            yield Member(
                part, refused=UnreadableFile(_("{file} is damaged in its archive.", file=part), _("Pack it again."))
            )
            continue
        found = tuple(_inner(part, content)) if len(content) <= left else ()
        left -= max(len(content), sum(len(member.content) for member in found))
        if left < 0:
            raise UnreadableFile(
                _("{name} unpacks to more than {limit} MB.", name=name, limit=LARGEST_FILE_MB),
                _("Pack only the exports and try again."),
            )
        yield from found


def _inner(name: str, content: bytes) -> Iterator[Member]:
    """A member of an archive; a workbook in it is opened, a further archive is not."""
    if not content.startswith((_ZIP, _OLD_WORKBOOK)):
        yield Member(name, content)
        return
    try:
        if content.startswith(_ZIP) and not _is_workbook(name, _archive(name, content)):
            raise UnreadableFile(
                _("{name} is an archive in an archive.", name=name), _("Unpack it and import the files inside.")
            )
        yield from _sheets(name, content)
    except HindsightError as refused:
        yield Member(name, refused=refused)


def _is_hidden(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return any((part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in parts)


def _last_part(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name or _("unnamed file")


def _sheets(name: str, content: bytes) -> tuple[Member, ...]:
    """Each sheet with something in it as CSV, under the workbook's name; the only one is not told apart."""
    _refuse_large_workbook(name, content)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(title, _sheet(workbook, title, name)) for title in workbook.sheet_names[:MOST_MEMBERS]]
    except (python_calamine.CalamineError, ValueError, OSError) as damaged:
        raise UnreadableFile(
            _("{name} cannot be read as a workbook.", name=name),
            _("Save the sheet with the log as CSV and import that."),
        ) from damaged
    filled = [(title, rows) for title, rows in sheets if rows]
    if not filled:
        raise UnreadableFile(
            _("{name} is a workbook with empty sheets.", name=name), _("Import the one that holds the log.")
        )
    if len(filled) == 1:
        return (Member(name, filled[0][1]),)
    return tuple(Member(f"{name}/{title}", rows) for title, rows in filled)


def _refuse_large_workbook(name: str, content: bytes) -> None:
    if content.startswith(_ZIP):
        refuse_large(name, _archive(name, content))
    elif len(content) > _LARGEST_OLD_WORKBOOK_MB * 1_000_000:
        raise UnreadableFile(
            _(
                "{name} is an old Excel workbook of {megabytes} MB; the limit is {limit} MB.",
                name=name,
                megabytes=counted(round(len(content) / 1_000_000)),
                limit=_LARGEST_OLD_WORKBOOK_MB,
            ),
            _("Save the sheet with the log as .xlsx or CSV and import that."),
        )


def _sheet(workbook: python_calamine.CalamineWorkbook, title: str, name: str) -> bytes:
    """One sheet as CSV with its rows where they stand, so that a line is a row of the sheet; b"" when it is empty."""
    sheet = workbook.get_sheet_by_name(title)
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise UnreadableFile(
            _(
                "{name} has a sheet of {rows} rows and {columns} columns.",
                name=name,
                rows=counted(sheet.total_height),
                columns=counted(sheet.total_width),
            ),
            _("Save the part that holds the log as CSV and import that."),
        )
    if sheet.start is None:
        return b""
    blanks = [""] * sheet.start[1]  # the iterator leaves out the blank columns on the left, not the blank rows above
    written = io.BytesIO()
    text = io.TextIOWrapper(written, "utf-8", newline="", write_through=True)
    csv.writer(text, lineterminator="\n").writerows([*blanks, *map(_cell, row)] for row in sheet.iter_rows())
    return written.getvalue() if written.tell() else b""


def _cell(value: Any) -> str:
    """A cell as a person would have typed it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value)
