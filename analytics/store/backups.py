"""The whole log out and in: one zip file with the database and, where it leaves the machine, every raw upload.

External access is off, so DuckDB itself may touch the backups folder alone; copies go through there. A backup counts
only once it has been read back: the copy holds the same rows as the log, and the zip file the same bytes as the copy.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import uuid
import zipfile
from collections.abc import Callable
from contextlib import closing
from itertools import chain, count
from pathlib import Path
from typing import Final

import duckdb

from analytics.errors import DamagedLog, DatabaseProblem, UnreadableFile
from analytics.files import DAMAGED_ARCHIVE as _NO_ARCHIVE
from analytics.language import _
from analytics.store.database import Database, sql
from analytics.store.journal import onto_the_disk
from analytics.store.schema import migrate, version_of

_LOG_NAME: Final = "hindsight.duckdb"
_TABLES: Final = (
    "sets", "imports", "versions", "removals", "problems", "readings", "mappings", "settings", "exercise_names",
    "exercise_decisions", "confirmed_values", "plans", "finding_answers", "last_told", "journal",
)  # fmt: skip
_DIGEST: Final = re.compile("[0-9a-f]{64}")
_MOST_TIMES: Final = 100
"""How many times its own size a backup may unpack to; a real one stays below ten."""
_ROOM_BYTES: Final = 64_000_000
"""An empty log shrinks more than that, and is small."""
_PACKED_AS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NO_LOG: Final = (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError)
"""What a database that only looks like a log can make the engine raise; not what a disk can."""
_MOST_IDS: Final = 100_000_000
_SEQUENCES: Final = {
    "set_ids": ("sets", "set_id"),
    "change_ids": ("imports", "import_id"),
    "decision_ids": ("exercise_decisions", "decision_id"),
    "confirmation_ids": ("confirmed_values", "confirmation_id"),
    "plan_ids": ("plans", "plan_id"),
    "answer_ids": ("finding_answers", "answer_id"),
}


def backup(database: Database, *, backups: Path, target: Path, uploads: Path | None = None) -> list[str]:
    """Write the log, and its raw uploads where they are to go along, to the zip file `target`, and read it back.

    `target` is whole or as it was before. The zip file's comment is the `fingerprint` of the log. Returns the names of
    the raw files that stay out, since they are damaged. Raises `DatabaseProblem` where what was read back is not what
    was written, `DamagedLog` where the log itself is damaged.
    """
    raw = {file: is_sound(file) for file in kept_files(uploads)} if uploads else {}
    copy, print_of_it = _copy_of(database, backups)
    partial = target.with_name(target.name + ".part")
    try:
        # a clock that was wrong once dates a file before 1980, where the years of zip files begin
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            archive.comment = print_of_it.encode()
            archive.write(copy, _LOG_NAME)
            for file in (file for file, sound in raw.items() if sound):
                archive.write(file, f"uploads/{file.name}")
        _read_back(partial, copy)
        _written_through(partial)
        partial.replace(target)
        onto_the_disk(target.parent)
    finally:
        copy.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)
    return [file.name for file, sound in raw.items() if not sound]


def free_name(wanted: Path) -> Path:
    """A name under which there is no file: the one wanted, or with a number behind it."""
    names = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    return next(name for name in chain([wanted], names) if not name.exists())


def kept_files(uploads: Path) -> list[Path]:
    """The raw files that are whole, by name: each lies under its SHA-256. What else lies there is not ours."""
    return sorted(path for path in uploads.glob("*") if is_digest(path.name) and path.is_file())


def is_sound(raw: Path) -> bool:
    """Whether a raw file is there and what its name says; what the disk does not give out is not."""
    try:
        return _digest(raw) == raw.name
    except OSError:
        return False


def is_digest(name: str) -> bool:
    """Whether a raw file may lie under this name. A log that came in as a backup could name any file of the machine."""
    return _DIGEST.fullmatch(name) is not None


def fingerprint(database: Database) -> str:
    """What all rows of a log come to, in any order: the same for a copy, another one after any change."""
    with database.outside_transaction() as cursor:
        return _fingerprint(cursor, str(cursor.execute("select current_database()").fetchall()[0][0]))


def _fingerprint(cursor: duckdb.DuckDBPyConnection, catalog: str) -> str:
    digest = hashlib.sha256()
    tables = cursor.execute("select table_name from duckdb_tables() where database_name = $name", {"name": catalog})
    there = {name for (name,) in tables.fetchall()}  # an older log lacks some
    for table in (table for table in _TABLES if table in there):
        # the alias is no column of any table (imports has "rows"), so it means all of them
        counted = f'select count(*), coalesce(bit_xor(hash(whole_row)), 0) from "{catalog}".{table} as whole_row'  # noqa: S608
        digest.update(f"{table} {cursor.execute(counted).fetchall()}".encode())
    return digest.hexdigest()


def _read_back(archive_file: Path, copy: Path) -> None:
    """Raise where an archive does not hold the copy to the byte, or a raw file that is not what its name says."""
    with zipfile.ZipFile(archive_file) as archive:
        for entry in archive.namelist():
            with archive.open(entry) as content:
                found = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
            if found != (_digest(copy) if entry == _LOG_NAME else Path(entry).name):
                raise _not_the_same()


def _not_the_same() -> DatabaseProblem:
    return DatabaseProblem(
        _("The backup could not be read back as it was written, so it was not kept."),
        _("The log itself was not touched. Look after the disk, then do it again."),
    )


def _written_through(file: Path) -> None:
    with file.open("r+b") as written:
        os.fsync(written.fileno())


def restore(
    database: Database, *, uploads: Path, backups: Path, source: Path, before: Callable[[], object] | None = None
) -> None:
    """Replace the log by the one in the zip file `source`, in one transaction; older schemas are brought forward first.

    `before` is called once nothing is left that `source` could be refused for, and while the log is still what it was
    for everybody else: the place to keep it. Raises `UnreadableFile` when `source` is no backup of Hindsight, or a
    damaged one, and `DamagedLog` where the log itself turns out to be; everything is then as it was.
    """
    incoming = backups / f"restore-{uuid.uuid4().hex}.duckdb"

    def be_ready() -> None:
        _unpack_uploads(source, uploads)
        if before is not None:
            before()

    try:
        _unpack_log(source, incoming)
        _bring_forward(incoming, backups)
        _replace_tables(database, incoming, be_ready)
    finally:
        for leftover in backups.glob(incoming.name + "*"):
            leftover.unlink()


def _copy_of(database: Database, backups: Path) -> tuple[Path, str]:
    """A copy of the log in a file of its own, which holds the same rows, and their fingerprint."""
    copy = backups / f"copy-{uuid.uuid4().hex}.duckdb"
    with database.outside_transaction() as cursor:
        name = str(cursor.execute("select current_database()").fetchall()[0][0])
        cursor.execute(f"attach '{_escaped(copy)}' as outgoing (storage_version 'v1.5.0')")
        try:
            cursor.execute(f'copy from database "{name}" to outgoing')
            found = _fingerprint(cursor, name)
            if _fingerprint(cursor, "outgoing") != found:
                raise _not_the_same()
        except BaseException:
            cursor.execute("detach outgoing")
            copy.unlink(missing_ok=True)
            raise
        cursor.execute("detach outgoing")
    return copy, found


def _unpack_log(source: Path, incoming: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            _refuse_strange(source, archive)
            _unpack(archive, _LOG_NAME, incoming)
    except _NO_ARCHIVE as error:
        raise _no_backup(source) from error
    except FileNotFoundError as error:
        raise UnreadableFile(_("There is no file {file}.", file=source), _("Give the path of a backup.")) from error


def _refuse_strange(source: Path, archive: zipfile.ZipFile) -> None:
    """Raise for an archive that would fill the disk, or that nobody but its maker can read."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    is_strange = any(entry.flag_bits & 1 or entry.compress_type not in _PACKED_AS for entry in entries)
    if is_strange or unpacked > _MOST_TIMES * source.stat().st_size + _ROOM_BYTES:
        raise _no_backup(source)


def _no_backup(source: Path) -> UnreadableFile:
    return UnreadableFile(
        _("{name} is not a backup of Hindsight.", name=source.name), _("A backup is the file that `backup` wrote.")
    )


def _bring_forward(incoming: Path, backups: Path) -> None:
    """Bring the log that came in to the newest schema, and read every row of it once: from then on it is known that a
    damage is none of its own.
    """
    try:
        with closing(Database(incoming, backups=backups)) as copy:
            migrate(copy, from_version=version_of(copy))
            fingerprint(copy)
    except DamagedLog as error:
        raise UnreadableFile(
            _("The backup's log cannot be read: it is damaged."), _("Choose another backup.")
        ) from error
    except (*_NO_LOG, TypeError) as error:  # a schema without a version
        raise _no_log() from error


def _no_log() -> UnreadableFile:
    return UnreadableFile(
        _("The database in that backup is not a log of Hindsight."), _("A backup is the file that `backup` wrote.")
    )


def _replace_tables(database: Database, incoming: Path, be_ready: Callable[[], None]) -> None:
    """Replace every row; `be_ready` is called just before that is committed."""
    with database.outside_transaction() as cursor:
        cursor.execute(f"attach '{_escaped(incoming)}' as incoming (read_only)")
    try:
        with database.write_derived() as cursor:
            _take_in(cursor)
            be_ready()
    finally:
        with database.outside_transaction() as cursor:
            cursor.execute("detach incoming")


def _take_in(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        tables = cursor.execute("select table_name from duckdb_tables() where database_name = 'incoming'")
        if not set(_TABLES) <= {name for (name,) in tables.fetchall()}:  # a view would compute its rows
            raise _no_log()
        for table in _TABLES:
            cursor.execute(f"delete from {table}")  # noqa: S608 a table of our own
            cursor.execute(f"insert into {table} by name select * from incoming.{table}")  # noqa: S608
        cursor.execute("delete from reference_stamp")
        for sequence, (table, column) in _SEQUENCES.items():
            highest = cursor.execute(f"select coalesce(max({column}), 0) from {table}")  # noqa: S608
            advance(cursor, sequence, int(highest.fetchall()[0][0]))
    except _NO_LOG as error:
        raise _no_log() from error


def advance(cursor: duckdb.DuckDBPyConnection, sequence: str, highest: int) -> None:
    """Move a sequence past `highest`; tables depend on it, so it cannot be created anew."""
    (last,) = cursor.execute(sql("sql/last_of_sequence"), {"name": sequence}).fetchall()[0]
    steps = highest - last
    if steps > _MOST_IDS:
        raise _no_log()
    if steps > 0:
        cursor.execute(f"select max(nextval('{sequence}')) from range({steps})").fetchall()  # noqa: S608


def _unpack_uploads(source: Path, uploads: Path) -> None:
    """The raw files that an archive holds and the log does not, or not as they were imported: all of them or none. None
    is kept that is not what its name says.
    """
    unpacked: dict[str, Path] = {}
    try:
        with zipfile.ZipFile(source) as archive:
            for entry in archive.infolist():
                folder, __, name = entry.filename.partition("/")
                if folder == "uploads" and is_digest(name) and not is_sound(uploads / name):
                    unpacked[name] = uploads / f"restore-{name}.part"
                    _unpack(archive, entry, unpacked[name])
        for name, partial in unpacked.items():
            if _digest(partial) == name:
                _written_through(partial)
                partial.replace(uploads / name)
        onto_the_disk(uploads)
    except _NO_ARCHIVE as error:
        raise _no_backup(source) from error
    finally:
        for partial in unpacked.values():
            partial.unlink(missing_ok=True)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | str, target: Path) -> None:
    with archive.open(entry) as packed, target.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
