"""The whole log out and in: one zip file with the database and every raw upload.

External access is off, so DuckDB itself may touch the backups folder alone; copies go through there.
"""

from __future__ import annotations

import shutil
import uuid
import zipfile
from pathlib import Path
from typing import Final

import duckdb

from analytics.errors import HindsightError, UnreadableFile
from analytics.store.database import Database, sql
from analytics.store.schema import migrate, version_of

_LOG_NAME: Final = "hindsight.duckdb"
_TABLES: Final = (
    "sets", "imports", "versions", "removals", "problems", "mappings", "settings", "exercise_names",
    "exercise_decisions", "confirmed_values", "plans", "finding_answers", "last_told",
)  # fmt: skip
_SEQUENCES: Final = {
    "set_ids": ("sets", "set_id"),
    "change_ids": ("imports", "import_id"),
    "decision_ids": ("exercise_decisions", "decision_id"),
    "confirmation_ids": ("confirmed_values", "confirmation_id"),
    "plan_ids": ("plans", "plan_id"),
    "answer_ids": ("finding_answers", "answer_id"),
}


def backup(database: Database, *, uploads: Path, backups: Path, target: Path) -> None:
    """Write the log and its raw uploads to the zip file `target`."""
    copy = _copy_of(database, backups)
    partial = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, _LOG_NAME)
            for upload in sorted(uploads.glob("*")):
                archive.write(upload, f"uploads/{upload.name}")
        partial.replace(target)
    finally:
        copy.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)


def restore(database: Database, *, uploads: Path, backups: Path, source: Path) -> None:
    """Replace the log by the one in the zip file `source`, in one transaction; older schemas are brought forward first.

    Raises `UnreadableFile` when `source` is no backup of Hindsight; the log is then untouched.
    """
    incoming = backups / f"restore-{uuid.uuid4().hex}.duckdb"
    try:
        _unpack_log(source, incoming)
        _bring_forward(incoming, backups)
        _replace_tables(database, incoming)
        _unpack_uploads(source, uploads)
    finally:
        for leftover in backups.glob(incoming.name + "*"):
            leftover.unlink()


def _copy_of(database: Database, backups: Path) -> Path:
    copy = backups / f"copy-{uuid.uuid4().hex}.duckdb"
    with database.outside_transaction() as cursor:
        name = str(cursor.execute("select current_database()").fetchall()[0][0])
        cursor.execute(f"attach '{_escaped(copy)}' as outgoing (storage_version 'v1.5.0')")
        try:
            cursor.execute(f'copy from database "{name}" to outgoing')
        finally:
            cursor.execute("detach outgoing")
    return copy


def _unpack_log(source: Path, incoming: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive, archive.open(_LOG_NAME) as packed, incoming.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
    except (zipfile.BadZipFile, KeyError) as error:
        raise UnreadableFile(
            f"{source.name} is not a backup of Hindsight.", "A backup is the file that `backup` wrote."
        ) from error
    except FileNotFoundError as error:
        raise UnreadableFile(f"There is no file {source}.", "Give the path of a backup.") from error


def _bring_forward(incoming: Path, backups: Path) -> None:
    try:
        copy = Database(incoming, backups=backups)
    except HindsightError as error:
        raise UnreadableFile("The backup's log cannot be read: it is damaged.", "Choose another backup.") from error
    try:
        migrate(copy, from_version=version_of(copy))
    finally:
        copy.close()


def _replace_tables(database: Database, incoming: Path) -> None:
    with database.outside_transaction() as cursor:
        cursor.execute(f"attach '{_escaped(incoming)}' as incoming (read_only)")
    try:
        with database.write() as cursor:
            for table in _TABLES:
                cursor.execute(f"delete from {table}")  # noqa: S608 a table of our own
                cursor.execute(f"insert into {table} by name select * from incoming.{table}")  # noqa: S608
            cursor.execute("delete from reference_stamp")
            for sequence, (table, column) in _SEQUENCES.items():
                highest = cursor.execute(f"select coalesce(max({column}), 0) from {table}")  # noqa: S608
                _advance(cursor, sequence, int(highest.fetchall()[0][0]))
    finally:
        with database.outside_transaction() as cursor:
            cursor.execute("detach incoming")


def _advance(cursor: duckdb.DuckDBPyConnection, sequence: str, highest: int) -> None:
    """Move a sequence past `highest`; tables depend on it, so it cannot be created anew."""
    (last,) = cursor.execute(sql("sql/last_of_sequence"), {"name": sequence}).fetchall()[0]
    if highest > last:
        steps = highest - last
        cursor.execute(f"select max(nextval('{sequence}')) from range({steps})").fetchall()  # noqa: S608


def _unpack_uploads(source: Path, uploads: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        for entry in archive.infolist():
            name = Path(entry.filename).name  # the name alone: an archive must not choose a folder
            if entry.filename.startswith("uploads/") and name:
                (uploads / name).write_bytes(archive.read(entry))


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
