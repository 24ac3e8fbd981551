"""The only door to DuckDB."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

import pandas as pd
import pyarrow as pa

from analytics.errors import NotFound, UnwritableFile, WrongRequest
from analytics.files import refuse_irreplaceable, writing
from analytics.language import _, day
from analytics.model import EXPORT_COLUMNS, Answer, Doubt, ExerciseDecision, KeptBackup, Stage
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Facts, load_facts, load_kept_facts
from analytics.store import (
    answers,
    backups,
    confirmed,
    daily,
    edits,
    failures,
    merge,
    own_exercises,
    plans,
    readings,
    retold,
    schema,
)
from analytics.store.database import Database, refuse_what_is_no_log, sql
from analytics.store.journal import NAME as JOURNAL_NAME
from analytics.store.journal import onto_the_disk
from analytics.texts import inert

__all__ = ["Store"]

ROOM: Final = "room-"
"""How the names of the folders begin that a whole log lies in on its way in or out."""
_FACT_PREFIX: Final = "fact."
_SETTINGS: Final = "select key, value from settings order by key"
_TEXT_COLUMNS: Final = ("athlete", "workout", "exercise", "note")
_BYTES_AT_ONCE: Final = 8_000_000


class Store:
    """A training log on disk: the database, its journal, the raw uploads by SHA-256, and backups. Private to the user
    (0700).
    """

    _keeps_a_journal = True
    _facts: Facts
    _catalogue: Catalogue

    def __init__(self, database_file: Path, *, files: Path) -> None:
        """Open or create the log. `files` is the folder that holds `uploads/` and `backups/`."""
        self._uploads = files / "uploads"
        self._backups = files / "backups"
        with failures.told(database_file):
            refuse_what_is_no_log(database_file, files)
            database_file.parent.mkdir(parents=True, exist_ok=True)
            for folder in (files, self._uploads, self._backups):
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(0o700)
        self._journal = self.journal_beside(files) if self._keeps_a_journal else None
        self._database = Database(database_file, backups=self._backups, journal=self._journal)
        self._asked: dict[tuple[str, ...], tuple[int, list[tuple[Any, ...]]]] = {}
        try:
            self._prepare()
            with failures.told(database_file):
                database_file.chmod(0o600)
        except BaseException:
            self._database.close()
            raise

    @staticmethod
    def journal_beside(files: Path) -> Path:
        """The journal of the log whose uploads and backups lie in the folder `files`."""
        return files / JOURNAL_NAME

    @property
    def version(self) -> int:
        """Grows with every change of the log."""
        return self._database.version

    @property
    def catalogue(self) -> Catalogue:
        """The exercises this log resolves names against."""
        return self._catalogue

    @property
    def facts(self) -> Facts:
        """Every threshold, with the user's changes."""
        return self._facts

    def close(self) -> None:
        """Write everything out and release the file."""
        self._database.close()

    def query(self, statement: str, /, **parameters: Any) -> pd.DataFrame:
        """The rows of one SELECT, on a cursor of its own."""
        return self._database.read(statement, **parameters)

    def query_judged(self, statement: str, /, *, athlete: str, **parameters: Any) -> pd.DataFrame:
        """The rows of one SELECT about an athlete's judged sets (`judged_sets` and the views that stand on it)."""
        self._database.judge(athlete)
        return self._database.read(statement, athlete=athlete, **parameters)

    def columns_judged(self, statement: str, /, *, athlete: str, **parameters: Any) -> pa.Table:
        """`query_judged` as Arrow columns, which many rows take a tenth of the time for; of a query soon planned."""
        self._database.judge(athlete)
        return self._database.columns(statement, athlete=athlete, **parameters)

    def columns_of_everybody(self, statement: str, /, **parameters: Any) -> pa.Table:
        """`columns_judged` of all athletes."""
        self._database.judge_everybody()
        return self._database.columns(statement, **parameters)

    def query_everybody(self, statement: str, /, **parameters: Any) -> pd.DataFrame:
        """The rows of one SELECT about the judged sets of all athletes."""
        self._database.judge_everybody()
        return self._database.read(statement, **parameters)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside is one act: all of it is in the log at the end, or nothing. What is asked inside is
        asked of the log before. Each change keeps its number, its line in the journal and its own way back.
        """
        facts, catalogue = self._facts, self._catalogue
        try:
            with self._database.together():
                yield
        except BaseException:
            self._facts, self._catalogue = facts, catalogue
            raise

    def add(
        self, told: readings.Told, content: bytes, origin: merge.Origin, tell: Callable[[Stage], None]
    ) -> merge.Merged:
        """Keep the raw bytes and merge what was read from them."""
        self._keep_upload(origin.sha256, content)
        return merge.merge(self._database, self._catalogue, told, origin, tell)

    def add_again(self, kept: readings.KeptReading, content: bytes, origin: merge.Origin) -> merge.Merged:
        """`add` for what `known_reading` knows."""
        self._keep_upload(origin.sha256, content)
        return merge.merge_again(self._database, kept, origin)

    def known_reading(self, stamp: str) -> readings.KeptReading | None:
        """See `readings.kept`."""
        return readings.kept(self._database, stamp)

    def rehearse(self, told: readings.Told, origin: merge.Origin, tell: Callable[[Stage], None]) -> merge.Change:
        """What `add` would record; nothing is kept or changed."""
        return merge.rehearse(self._database, self._catalogue, told, origin, tell)

    def add_sets(self, rows: pd.DataFrame, *, athlete: str, now: datetime) -> int:
        """Sets typed in here (columns of `READ_COLUMNS`); returns the id of the change."""
        change = merge.Change("manual", now, athlete, "typed in here", "hindsight")
        return merge.add_sets(self._database, self._catalogue, rows, change)

    def edit_sets(self, changes: Mapping[int, Mapping[str, Any]], *, now: datetime) -> int:
        """See `edits.check` and `edits.edit_sets`."""
        edits.check(changes)
        return edits.edit_sets(self._database, self._catalogue, changes, now=now)

    def delete_sets(self, set_ids: Sequence[int], *, now: datetime) -> int:
        """See `edits.delete_sets`."""
        return edits.delete_sets(self._database, set_ids, now=now)

    def undo(self, import_id: int, *, now: datetime) -> int:
        """See `edits.undo`."""
        return edits.undo(self._database, import_id, now=now)

    def undo_all(self, import_ids: Collection[int], *, now: datetime) -> tuple[int, int]:
        """See `edits.undo_all`."""
        return edits.undo_all(self._database, import_ids, now=now)

    def confirm(self, doubts: Sequence[Doubt], *, now: datetime) -> int:
        """See `confirmed.confirm`."""
        return confirmed.confirm(self._database, doubts, now=now)

    def take_back_confirmation(self, confirmation_id: int, *, now: datetime) -> None:
        """See `confirmed.take_back`."""
        confirmed.take_back(self._database, confirmation_id, now=now)

    def answer(self, given: Answer) -> int:
        """See `answers.answer`."""
        return answers.answer(self._database, given)

    def take_back_answer(self, answer_id: int, *, now: datetime) -> None:
        """See `answers.take_back`."""
        answers.take_back(self._database, answer_id, now=now)

    def end_answers(self, answer_ids: Collection[int], *, on: date) -> None:
        """See `answers.end`."""
        answers.end(self._database, answer_ids, on=on)

    def answers(self, athlete: str) -> list[Answer]:
        """See `answers.answers`."""
        return answers.answers(self._database, athlete)

    def last_told(self, *, athlete: str, reader: str) -> tuple[datetime, str] | None:
        """See `answers.last_told`."""
        return answers.last_told(self._database, athlete=athlete, reader=reader)

    def last_told_to_all(self) -> list[tuple[str, str, datetime, str]]:
        """What every reader was told last about everybody: athlete, reader, when, what."""
        return self._database.values("select athlete, reader, told_at, told from last_told order by 1, 2")

    def tell(self, told: str, *, athlete: str, reader: str, now: datetime) -> None:
        """See `answers.tell`. While a change is being written nothing is kept: nobody waits for it to be told of the
        log before, and the log after it is told of right away.
        """
        if not self._database.is_being_written():
            answers.tell(self._database, told, athlete=athlete, reader=reader, now=now)

    def keep_plan(self, plan: str, *, athlete: str, week: date, now: datetime) -> int:
        """See `plans.keep`."""
        return plans.keep(self._database, plan, athlete=athlete, week=week, now=now)

    def take_back_plan(self, plan_id: int, *, now: datetime) -> None:
        """See `plans.take_back`."""
        plans.take_back(self._database, plan_id, now=now)

    def kept_plan(self, *, athlete: str, week: date) -> tuple[int, str] | None:
        """See `plans.kept`."""
        return plans.kept(self._database, athlete=athlete, week=week)

    def kept_plans(self, athlete: str) -> pd.DataFrame:
        """See `plans.all_kept`."""
        return plans.all_kept(self._database, athlete=athlete)

    def upload(self, import_id: int) -> bytes | None:
        """The raw bytes that an import was made from; None for changes made here."""
        found = self._database.values("select sha256 from imports where import_id = $import_id", import_id=import_id)
        if not found or found[0][0] is None or not backups.is_digest(str(found[0][0])):
            return None
        kept = self._uploads / str(found[0][0])
        return kept.read_bytes() if kept.exists() else None

    def imports(self) -> pd.DataFrame:
        """Every change, newest first; `skipped_why` is a mapping."""
        changes = self._database.read(sql("sql/imports"))
        changes["skipped_why"] = changes["skipped_why"].map(json.loads)
        return changes

    def problems(self, import_id: int) -> pd.DataFrame:
        """The refused lines of one import: line, column, value, reason."""
        return self._database.read(
            'select line, "column", value, reason from problems where import_id = $import_id order by line',
            import_id=import_id,
        )

    def sets(
        self,
        athlete: str,
        *,
        from_date: date | None = None,
        to_date: date | None = None,
        exercise_id: str | None = None,
        muscle: str | None = None,
        search: str = "",
    ) -> pd.DataFrame:
        """Current sets, newest first; columns of the view `current_sets`."""
        return self._database.read(
            sql("sql/sets"),
            athlete=athlete,
            from_date=from_date,
            to_date=to_date,
            exercise_id=exercise_id,
            muscle=muscle,
            search=search,
        )

    def found_sets(
        self, athlete: str, *, page: int, rows: int, file: str | None = None, search: str = "", **wanted: Any
    ) -> pd.DataFrame:
        """One page of current sets, newest first, narrowed as in `sets` and to a file: see `sql/found_sets`."""
        narrowed = {"from_date": None, "to_date": None, "exercise_id": None, "muscle": None, **wanted}
        return self._database.read(
            sql("sql/found_sets"), athlete=athlete, page=page, rows=rows, file=file, search=search, **narrowed
        )

    def files(self, athlete: str) -> list[str]:
        """The files that an athlete's current sets first came from, in alphabetical order."""
        return [name for (name,) in self._known(sql("sql/files"), athlete=athlete)]

    def set_history(self, set_id: int) -> pd.DataFrame:
        """A set at each step, newest first: see `sql/set_history`. Empty for an unknown one."""
        return self._database.read(sql("sql/set_history"), set_id=set_id)

    def athletes(self) -> list[str]:
        """Everyone with a current set, in alphabetical order."""
        return [name for (name,) in self._known("select distinct athlete from current_sets order by 1")]

    def span(self, athlete: str) -> tuple[date, date] | None:
        """First and last day of an athlete's current sets; None when there are none."""
        first, last = self._known(
            "select min(day), max(day) from current_sets where athlete = $athlete", athlete=athlete
        )[0]
        return None if first is None else (first, last)

    def size(self, athlete: str) -> tuple[int, int, datetime | None]:
        """How many current sets and workouts an athlete has, and when the last workout began."""
        sets, workouts, last_at = self._database.values(
            "select count(*), count(distinct started_at), max(started_at) from current_sets where athlete = $athlete",
            athlete=athlete,
        )[0]
        return sets, workouts, last_at

    def unrecognised(self, athlete: str | None = None) -> list[tuple[str, int]]:
        """Names that the catalogue does not know, with their sets, most sets first."""
        return self._database.values(sql("sql/unrecognised"), athlete=athlete)

    def mappings(self) -> pd.DataFrame:
        """What the user taught: as_written, exercise_id, mapped_at."""
        return self._database.read(
            "select as_written, exercise_id, mapped_at from mappings order by mapped_at desc, as_written"
        )

    def taught_keys(self) -> set[str]:
        """The keys of all names that the user taught."""
        return {key for (key,) in self._database.values("select name_key from mappings")}

    def decide(self, parts: Sequence[own_exercises.Part], *, now: datetime) -> int:
        """Record a decision about exercises; history follows at once, since names are resolved when read. Returns its
        number, which `undo_decision` takes.
        """
        decision_id, self._catalogue = own_exercises.decide(self._database, self._facts, parts, now=now)
        return decision_id

    def undo_decision(self, decision_id: int, *, now: datetime) -> None:
        """Take a decision about exercises back. Raises `NotFound` and `WrongRequest`."""
        self._catalogue = own_exercises.undo(self._database, self._facts, decision_id, now=now)

    def decisions(self) -> list[ExerciseDecision]:
        """Every decision about exercises, newest first."""
        return own_exercises.decisions(self._database, self._catalogue)

    def setting(self, key: str, default: str) -> str:
        """A setting of this log, or `default`."""
        return str(dict(self._known(_SETTINGS)).get(key, default))

    def change_setting(self, key: str, value: str | None) -> None:
        """Write a setting; None goes back to the default."""
        with self._database.write() as cursor:
            cursor.execute("delete from settings where key = $key", {"key": key})
            if value is not None:
                cursor.execute("insert into settings values ($key, $value)", {"key": key, "value": value})
            self._database.journal.note("set", key=key, value=value)

    def settings(self) -> dict[str, str]:
        """Every setting that was changed, facts apart."""
        return {key: value for key, value in self._known(_SETTINGS) if not key.startswith(_FACT_PREFIX)}

    def change_facts(self, changes: Mapping[str, float | str | None]) -> None:
        """Change thresholds within their ranges (None: back to the default) as one change, all of them or none; every
        metric and rule follows. A value that is the shipped one is not kept.
        """
        wanted = {**{fact.key: fact.value for fact in self._facts if fact.is_changed}, **changes}
        facts = load_facts({key: value for key, value in wanted.items() if value is not None})
        kept = {_FACT_PREFIX + fact.key: str(fact.value) for fact in facts if fact.is_changed}
        with self._database.write() as cursor:
            cursor.execute("delete from settings where starts_with(key, $prefix)", {"prefix": _FACT_PREFIX})
            for key, value in kept.items():
                cursor.execute("insert into settings values ($key, $value)", {"key": key, "value": value})
            schema.load_facts(cursor, facts)
            cursor.execute("delete from reference_stamp")
            self._database.journal.note("change_facts", facts=dict(changes))
        self._facts = facts

    def export(self, file_format: str) -> bytes:
        """The current sets in the columns of the contract, as CSV or Parquet."""
        rows = self._database.read(sql("sql/export"))[list(EXPORT_COLUMNS)]
        if file_format == "parquet":
            return rows.to_parquet(index=False)
        if file_format != "csv":
            raise WrongRequest(
                _("There is no export format {format}.", format=file_format), _("Choose csv or parquet.")
            )
        return _csv(rows)

    def backup(self, target: Path, *, with_files: bool = True) -> tuple[str, ...]:
        """The whole log and its uploads as one zip file. Returns what `damaged_files` says of those that are not in it.
        Raises `UnwritableFile` where it cannot be written, `DamagedLog` where the log is damaged.
        """
        uploads = self._uploads if with_files else None
        refuse_irreplaceable(target)
        if target.exists() and target.samefile(self._database.path):
            raise UnwritableFile(_("{file} is the log itself.", file=target), _("Name another file for the backup."))
        with failures.told(target), writing(target):
            left_out = backups.backup(self._database, backups=self._backups, target=target, uploads=uploads)
        return self._said_of_damaged(left_out)

    def damaged_files(self) -> tuple[str, ...]:
        """Of each raw file of the log that is no longer what was imported: whose it is, and what mends it, in words."""
        kept = backups.kept_files(self._uploads)
        return self._said_of_damaged([file.name for file in kept if not backups.is_sound(file)])

    def _said_of_damaged(self, digests: list[str]) -> tuple[str, ...]:
        if not digests:
            return ()
        return tuple(
            _(
                "The kept original of {file}, imported on {day}, is damaged on the disk, so no backup holds it. Its "
                "sets are not touched. Import the same file once more: that mends it.",
                file=file,
                day=day(imported_at),
            )
            for file, imported_at in self._database.values(sql("sql/imports_of"), digests=digests)
        )

    def back_up_daily(self, *, today: date) -> Path | None:
        """See `daily.back_up_daily`; the journal is looked at, too."""
        with failures.told(self._database.path):
            with self._database.outside_transaction() as cursor:
                self._database.journal.mend(cursor, aside=self._backups)
            return daily.back_up_daily(self._database, backups=self._backups, today=today)

    def backups(self) -> list[KeptBackup]:
        """The backups in the backups folder, newest first."""
        return daily.kept(self._backups)

    def restore(self, source: Path, *, now: datetime) -> None:
        """Replace the log by a backup; what it replaces is backed up first, into the backups folder, without the raw
        files, which stay. Raises `UnreadableFile` for what is no backup, `DamagedLog` where the log there is cannot be
        backed up since it is damaged; nothing is then changed or left behind.
        """
        wanted = self._backups / f"before-restore-{now:%Y%m%d-%H%M%S}.zip"
        self._restored(source, before=lambda: self.backup(backups.free_name(wanted), with_files=False))

    @contextmanager
    def room(self) -> Iterator[Path]:
        """A folder in the backups folder, for a whole log on its way in or out. Raises `DatabaseProblem` where the disk
        fails.
        """
        with failures.told(self._database.path), TemporaryDirectory(prefix=ROOM, dir=self._backups) as folder:
            yield Path(folder)

    def backup_file(self, name: str) -> Path:
        """The file of one of `backups`. Raises `NotFound` for any other name."""
        if name not in {each.name for each in self.backups()}:
            raise NotFound(_("There is no backup {name}.", name=name), _("Choose one of the list."))
        return self._backups / name

    def _restored(self, source: Path, *, before: Callable[[], object] | None = None) -> None:
        with failures.told(self._database.path):
            backups.restore(self._database, uploads=self._uploads, backups=self._backups, source=source, before=before)
        self._prepare()

    def _prepare(self) -> None:
        version = schema.version_of(self._database)
        newest = len(schema.migrations())
        if 0 < version < newest:  # named by both, so that what follows a migration that was cut off keeps the first
            self.backup(self._backups / f"before-schema-{newest}-{version}.zip", with_files=False)  # they stay
        schema.migrate(self._database, from_version=version)
        self._database.keeps_judgements = True
        self._facts = load_kept_facts(self._kept_facts())
        self._catalogue = own_exercises.settle(self._database, self._facts)
        self._agree_with_journal()

    def _agree_with_journal(self) -> None:
        """Bring the file of the journal and the database in line; a log that has no journal yet gets one."""
        if self._database.values(sql("sql/lacks_a_journal"))[0][0]:
            with self._database.write_derived(touches_sets=False) as cursor:
                retold.tell(cursor, self._facts, self.settings())
        with self._database.outside_transaction() as cursor:
            self._database.journal.agree(cursor, aside=self._backups)

    def _kept_facts(self) -> dict[str, str]:
        return {
            key.removeprefix(_FACT_PREFIX): value
            for key, value in self._known(_SETTINGS)
            if key.startswith(_FACT_PREFIX)
        }

    def _known(self, statement: str, **parameters: str) -> list[tuple[Any, ...]]:
        """The rows of a small query that pages ask at each run: asked once for each version of the log."""
        version = self._database.version  # before the rows: a change in between makes them known for too short, no more
        asked = (statement, *parameters.values())
        known = self._asked.get(asked)
        if known is None or known[0] != version:
            known = self._asked[asked] = (version, self._database.values(statement, **parameters))
        return known[1]

    def _keep_upload(self, digest: str, content: bytes) -> None:
        """Keep a file's bytes under their SHA-256, whole or not at all; a file that lies there damaged is mended."""
        kept = self._uploads / digest
        if backups.is_sound(kept):
            return
        partial = kept.with_suffix(".part")
        try:
            with failures.told(self._database.path):
                self._uploads.mkdir(mode=0o700, exist_ok=True)
                with partial.open("wb") as file:
                    _write_through(file, content)  # the log refers to it from the next commit on
                partial.replace(kept)
                onto_the_disk(self._uploads)
        finally:
            partial.unlink(missing_ok=True)


def _write_through(file: BinaryIO, content: bytes) -> None:
    """Write all of it to the disk, some at once, and let the memory go that the system would keep it in: filling that
    took ten times as long, and nobody reads an upload soon.
    """
    let_go = getattr(os, "posix_fadvise", None)  # not on every system
    for start in range(0, len(content), _BYTES_AT_ONCE):
        file.write(memoryview(content)[start : start + _BYTES_AT_ONCE])
        file.flush()
        os.fsync(file.fileno())
        if let_go is not None:
            let_go(file.fileno(), start, _BYTES_AT_ONCE, os.POSIX_FADV_DONTNEED)


def _in_a_cell(text: str) -> str:
    """Harmless, and without the carriage return that the writer leaves unquoted: a line would begin in mid-cell."""
    return inert(text).replace("\r\n", "\n").replace("\r", "\n")


def _csv(rows: pd.DataFrame) -> bytes:
    """Numbers without a needless `.0`, times in ISO."""
    written = rows.copy()
    written["started_at"] = written["started_at"].dt.strftime("%Y-%m-%dT%H:%M:%S")
    for column in ("weight_kg", "reps", "rir", "distance_m", "duration_s"):
        written[column] = written[column].map("{:.15g}".format, na_action="ignore")
    for column in _TEXT_COLUMNS:
        written[column] = written[column].map(_in_a_cell, na_action="ignore")
    buffer = io.StringIO()
    written.to_csv(buffer, index=False, lineterminator="\n")
    return buffer.getvalue().encode()
