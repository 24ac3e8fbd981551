"""The one face of analytics: what pages and the command line call, so that neither knows what stands behind.

Time comes in as an argument (`now`, `on`), paths too; nothing here reads a clock or the environment.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import pandas as pd

from analytics import as_of, importers, intake, metrics, plans, quality, roster, rules, settings
from analytics.as_of import AsOf
from analytics.errors import NotFound, WrongRequest
from analytics.files import refuse_unreadable
from analytics.intake import Progress, RawLine
from analytics.language import _
from analytics.model import (
    DEFAULT_ATHLETE,
    Answer,
    AnswerKind,
    Choices,
    Confirmation,
    Doubt,
    Equipment,
    ExerciseDecision,
    Finding,
    Goal,
    ImportReport,
    KeptBackup,
    Lifter,
    Preview,
    Rebuildable,
    Rebuilt,
    Step,
    Unrecognised,
    WeekStart,
)
from analytics.plans import Outlook, edits, from_log, kept, output
from analytics.plans.added_sets import added_sets
from analytics.plans.done import Carried
from analytics.plans.edits import Edit
from analytics.plans.from_log import Wish
from analytics.plans.model import Plan
from analytics.plans.substitutions import (
    Complaint,
    Substitute,
    can_be_swapped,
    complaints,
    complaints_about,
    substitutes,
    work_of,
)
from analytics.plans.templates import Template, load_templates
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Fact, Facts
from analytics.reference.names import normalise
from analytics.reference.suggestions import Suggestion
from analytics.review import Review, Week, last_told
from analytics.review import from_log as reviews
from analytics.review.html import page
from analytics.review.last_told import Told, WhatIsNew
from analytics.review.share_card import ShareCard, share_card
from analytics.review.sufficiency import sufficiency
from analytics.review.worked_examples import worked_examples
from analytics.store import Store, own_exercises, rebuilding, recovering
from analytics.store.daily import kept as kept_backups
from analytics.store.place import Place
from analytics.texts import clean
from analytics.units import MassUnit

NOT_A_LIFT: Final = own_exercises.NOT_A_LIFT
TEMPLATE_NAME: Final = "hindsight-template.csv"
DATABASE_NAME: Final = "hindsight.duckdb"
AS_THE_FILE_SAYS: Final = Choices()


class TrainingLog(AbstractContextManager["TrainingLog"]):
    """An open training log. Made by `TrainingLog.open`; safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._days = as_of.days_of(store)

    @classmethod
    def open(cls, data_dir: Path, *, database: Path | None = None) -> TrainingLog:
        """Open the log of `data_dir`, or the file `database` (its uploads and backups then lie in a folder beside it).

        Raises `AlreadyRunning` when another process holds it, `DatabaseProblem` when the file cannot be used,
        `DamagedLog` when it is damaged, or gone while its journal is there.
        """
        place = _place(data_dir, database)
        with place.alone():
            rebuilding.refuse_to_forget(place)
            store = Store(place.database, files=place.files)
            place.drop_leftovers()  # only now that the log is open here: nobody else is at work on it
        return cls(store)

    @classmethod
    def rebuild(
        cls,
        data_dir: Path,
        *,
        now: datetime,
        database: Path | None = None,
        journal: Path | None = None,
        progress: rebuilding.Progress | None = None,
    ) -> Rebuilt:
        """Make the log again from its raw files and its journal (or another one, `journal`), and put it in the place of
        the one there is, which is kept in the backups folder; for a log that is damaged or gone, too. It must not be
        open in this process. `progress` is told how many changes are done, and of how many.

        Raises `UnreadableFile` where there is nothing to make it from, `AlreadyRunning` while another process holds the
        log, `DatabaseProblem` where the disk fails; everything is then as it was.
        """
        if journal is not None:
            refuse_unreadable(journal)
        return rebuilding.rebuild(
            _place(data_dir, database),
            read=intake.import_again,
            now=now,
            tell=progress or (lambda _done, _of: None),
            source=journal,
        )

    @staticmethod
    def rebuildable(data_dir: Path, *, database: Path | None = None) -> Rebuildable | None:
        """What `rebuild` would read, also for a log that cannot be opened; None where there is nothing."""
        return rebuilding.rebuildable(_place(data_dir, database))

    @classmethod
    def recover(cls, data_dir: Path, source: Path, *, now: datetime, database: Path | None = None) -> TrainingLog:
        """Open the backup `source` in the place of a log that is damaged. The damaged file is kept in the backups
        folder. Raises `UnreadableFile` when `source` is no backup; everything is then as it was.
        """
        refuse_unreadable(source)
        return cls(recovering.recovered(_place(data_dir, database), source, now=now))

    @staticmethod
    def backups_in(data_dir: Path) -> list[KeptBackup]:
        """The backups that Hindsight made by itself, newest first; for a log that cannot be opened, too."""
        return kept_backups(data_dir / "backups")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything out and release the file."""
        self._store.close()

    # what it is ------------------------------------------------------------------------------------------------------

    @property
    def version(self) -> int:
        """Grows with every change of the log, so it can key caches."""
        return self._store.version

    @property
    def facts(self) -> Facts:
        """Every threshold with its source, as this user has set it."""
        return self._store.facts

    @property
    def catalogue(self) -> Catalogue:
        """The exercises, their muscles and their names."""
        return self._store.catalogue

    def is_empty(self) -> bool:
        """Whether the log holds no current set."""
        return not self.athletes()

    def athletes(self) -> list[str]:
        """Everyone with a set in the log."""
        return self._store.athletes()

    def span(self, athlete: str | None = None) -> tuple[date, date] | None:
        """First and last day with a set."""
        return self._store.span(self._athlete(athlete))

    def roster(self, *, on: date) -> pd.DataFrame:
        """Everybody side by side as of the last full week before a day, one row an athlete (`roster.COLUMNS`)."""
        return roster.roster(self._store, on=on, lifter=self.lifter)

    # in and out ------------------------------------------------------------------------------------------------------

    def import_file(
        self,
        name: str,
        content: bytes,
        *,
        now: datetime,
        choices: Choices = AS_THE_FILE_SAYS,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Read one export and merge it into the log, whole or not at all.

        `progress` is told each step as it begins. Raises `UnreadableFile` or `UnknownFormat` when nothing can be
        read; a line that cannot be read is a problem of the report.
        """
        tell = progress or _silent
        return intake.import_file(self._store, name, content, choices=choices, now=now, tell=tell)

    def preview(
        self,
        name: str,
        content: bytes,
        *,
        now: datetime,
        choices: Choices = AS_THE_FILE_SAYS,
        progress: Progress | None = None,
    ) -> Preview:
        """What `import_file` would do and why; nothing is stored. Raises the same errors."""
        tell = progress or _silent
        return intake.preview(self._store, name, content, choices=choices, now=now, tell=tell)

    def unpack(self, name: str, content: bytes) -> tuple[importers.Member, ...]:
        """The files to import in an upload: the members of a ZIP archive, the sheets of a workbook, or just itself."""
        return importers.unpack(name, content)

    def columns_of(self, name: str, content: bytes) -> dict[str, tuple[str, ...]]:
        """The columns of a table that no app wrote, each with some of its values; empty for an app's file."""
        return importers.columns_of(name, content)

    def template(self) -> bytes:
        """A CSV file with two rows to overwrite, for a log that cannot be read as it is."""
        return importers.template()

    def formats(self) -> tuple[str, ...]:
        """The names of the formats that `Choices.format` may force."""
        return importers.FORMATS

    def format_title(self, name: str) -> str:
        """A format's name for the screen; the name itself for one that is gone."""
        return importers.TITLES.get(name, name)

    def imports(self) -> pd.DataFrame:
        """Every change of the log, newest first: import_id, imported_at, kind (file, manual, edit, delete), file,
        format, ...

        Counts are sets; `skipped_why` maps reasons to rows; `undone_at` is NaT while the change stands.
        """
        return self._store.imports()

    def problems(self, import_id: int) -> pd.DataFrame:
        """The refused lines of one import: line, column, value, reason."""
        return self._store.problems(import_id)

    def undo(self, import_id: int, *, now: datetime) -> int:
        """Take one import, edit or deletion back; returns how many sets left or came back."""
        return self._store.undo(import_id, now=now)

    def undo_all(self, import_ids: Collection[int], *, now: datetime) -> tuple[int, int]:
        """Take several changes back at once, all or none; those that were taken back before are left as they are.
        Returns how many sets left or came back, and how many of the changes still stood. Raises `NotFound`.
        """
        return self._store.undo_all(import_ids, now=now)

    def together(self) -> AbstractContextManager[None]:
        """A block whose changes are one act: all of them are in the log at its end, or none is. Each keeps its own
        number and way back. What is asked of the log inside is asked of the log before.
        """
        return self._store.together()

    def read_again(
        self, import_id: int, *, now: datetime, choices: Choices, progress: Progress | None = None
    ) -> ImportReport:
        """Read an import's kept file once more with other choices (another unit, another date order)."""
        name, content = intake.kept_file(self._store, import_id)
        return self.import_file(name, content, now=now, choices=choices, progress=progress)

    def export(self, file_format: str = "csv") -> bytes:
        """The current sets as CSV or Parquet; re-importing it reproduces the log."""
        return self._store.export(file_format)

    def backup(self, target: Path) -> tuple[str, ...]:
        """The whole log with its raw uploads as one zip file. Returns what is to be said of raw files that are damaged,
        and so not in it: see `damaged_files`. Raises `UnwritableFile` where it cannot be written.
        """
        return self._store.backup(target)

    def damaged_files(self) -> tuple[str, ...]:
        """Of each raw file that is no longer what was imported: its name and day, and what mends it, in words. Reads
        all of them.
        """
        return self._store.damaged_files()

    def back_up_daily(self, *, today: date) -> Path | None:
        """The backup of a day, where something changed since the newest one; the file, or None. Old ones are dropped
        (`store.daily.staying`). Raises `DatabaseProblem` where the disk fails.
        """
        return self._store.back_up_daily(today=today)

    def backups(self) -> list[KeptBackup]:
        """The backups that Hindsight made by itself, newest first."""
        return self._store.backups()

    def room(self) -> AbstractContextManager[Path]:
        """A folder for a whole log on its way in or out, private as the log itself, and gone afterwards. What a kill
        leaves of it goes with the next opening.
        """
        return self._store.room()

    def restore_kept(self, name: str, *, now: datetime) -> None:
        """As `restore`, by one of `backups`. Raises `NotFound`, too."""
        self._store.restore(self._store.backup_file(name), now=now)

    def restore(self, source: Path, *, now: datetime) -> None:
        """Replace the log by a backup; the present log is backed up first. Raises `UnreadableFile` where `source` is no
        backup, `DamagedLog` where the present log turns out to be damaged, which is for `recover`; everything is then
        as it was.
        """
        refuse_unreadable(source)
        self._store.restore(source, now=now)

    # sets ------------------------------------------------------------------------------------------------------------

    def sets(
        self,
        athlete: str | None = None,
        *,
        from_date: date | None = None,
        to_date: date | None = None,
        exercise_id: str | None = None,
        muscle: str | None = None,
        search: str = "",
    ) -> pd.DataFrame:
        """Current sets, newest first, one row each, with their exercise, file and line."""
        return self._store.sets(
            self._athlete(athlete),
            from_date=from_date,
            to_date=to_date,
            exercise_id=exercise_id,
            muscle=muscle,
            search=search,
        )

    def found_sets(
        self, athlete: str | None = None, *, page: int = 1, rows: int = 200, file: str | None = None, **wanted: Any
    ) -> pd.DataFrame:
        """One page of `sets`, narrowed as there and to a file: with `came_from`, the file that a set first came from,
        `is_edited`, and `found_in_all`, how many sets there are on all pages. A page beyond the last is the last.
        """
        return self._store.found_sets(self._athlete(athlete), page=page, rows=rows, file=file, **wanted)

    def files(self, athlete: str | None = None) -> list[str]:
        """The files that current sets first came from; sets typed in come from "typed in here"."""
        return self._store.files(self._athlete(athlete))

    def set_history(self, set_id: int) -> pd.DataFrame:
        """A set at each step, newest first: as it reads now, before each edit, and as its file brought it (kind, file,
        import_id, source_line, imported_at, and the values of the set). Empty for an unknown one.
        """
        return self._store.set_history(set_id)

    def raw_line(self, import_id: int, line: int) -> RawLine | None:
        """A line of an imported file as it stood there; None where the file is no text. Raises `NotFound` for an
        import that came from no file.
        """
        return intake.raw_line(self._store, import_id, line)

    def set_credits(
        self,
        athlete: str | None = None,
        *,
        from_date: date | None = None,
        to_date: date | None = None,
        muscle: str | None = None,
    ) -> pd.DataFrame:
        """The sets behind the volume numbers: one row per set and muscle, with what it counts for and why not."""
        return metrics.set_credits(
            self._store, athlete=self._athlete(athlete), from_date=from_date, to_date=to_date, muscle=muscle
        )

    def set_judgements(self, athlete: str | None = None, *, from_date: date, to_date: date) -> pd.DataFrame:
        """Whether each strength set of these days is hard and why not: set_id, is_hard, inferred_warmup, credit,
        why_not.
        """
        return metrics.set_judgements(self._store, athlete=self._athlete(athlete), from_date=from_date, to_date=to_date)

    def add_sets(self, rows: pd.DataFrame, *, athlete: str = DEFAULT_ATHLETE, now: datetime) -> int:
        """Sets typed in: columns of `READ_COLUMNS` as far as known (started_at, exercise, reps at least). Returns
        the change's id.
        """
        return self._store.add_sets(intake.typed_in(rows), athlete=athlete, now=now)

    def edit_set(self, set_id: int, changes: Mapping[str, Any], *, now: datetime) -> int:
        """Change one set; the old version is kept. Returns the change's id, which `undo` takes."""
        return self.edit_sets({set_id: changes}, now=now)

    def edit_sets(self, changes: Mapping[int, Mapping[str, Any]], *, now: datetime) -> int:
        """Change several sets as one change, all or none: set_id -> column (`store.edits.EDITABLE`) -> value in stored
        units. Returns the change's id, which `undo` takes. Raises `WrongRequest` and `NotFound`.
        """
        return self._store.edit_sets(changes, now=now)

    def delete_sets(self, set_ids: Sequence[int], *, now: datetime) -> int:
        """Take sets out; returns the change's id, whose `undo` brings them back."""
        return self._store.delete_sets(set_ids, now=now)

    # exercises -------------------------------------------------------------------------------------------------------

    def exercises(self) -> pd.DataFrame:
        """The catalogue, one row per exercise."""
        return self.catalogue.exercises

    def exercise_name(self, exercise_id: str) -> str:
        """A catalogue entry's name for the screen."""
        return self.catalogue.exercise(exercise_id).name

    def unrecognised(self, athlete: str | None = None) -> list[Unrecognised]:
        """Names the catalogue does not know, most sets first, with the nearest entries as suggestions only."""
        return list(as_of.unrecognised(self._store, athlete))

    def mappings(self) -> pd.DataFrame:
        """What the user taught: as_written, exercise_id, mapped_at."""
        return self._store.mappings()

    def suggestions(self, name: str) -> tuple[Suggestion, ...]:
        """The entries that a name may mean, best first, each with its reason: (exercise_id, reason). Never applied."""
        return self.catalogue.suggest_with_reasons(name)

    # Each of these is one decision: it returns the number that `undo_decision` takes, and history changes at once.

    def map_exercise(self, as_written: str, exercise_id: str, *, now: datetime) -> int:
        """Teach a name: a catalogue id, or "not_a_lift". Raises `NotFound` for an unknown id."""
        return self.map_names({as_written: exercise_id}, now=now)

    def map_names(self, names: Mapping[str, str], *, now: datetime) -> int:
        """Teach many names at once, as one decision: name as written -> catalogue id, or "not_a_lift"."""
        return self._store.decide(own_exercises.teaching(self.catalogue, names), now=now)

    def forget_mapping(self, as_written: str, *, now: datetime) -> int:
        """Forget what a name was taught as. Raises `NotFound` for a name that was not taught."""
        return self.forget_mappings([as_written], now=now)

    def forget_mappings(self, names: Sequence[str], *, now: datetime) -> int:
        """Forget several names at once, as one decision."""
        taught = self._store.taught_keys()
        for name in names:
            if normalise(name) not in taught:
                raise NotFound(_("{name} was not taught, so there is nothing to forget.", name=name))
        return self._store.decide(own_exercises.teaching(self.catalogue, dict.fromkeys(names)), now=now)

    def add_exercise(self, name: str, *, now: datetime, names: Sequence[str] = (), **stated: Any) -> str:
        """Add an exercise of one's own; returns its id, which begins with "own_". `names` will mean it too.

        `stated` are the fields of `reference.own.OwnExercise`: kind (strength unless said), pattern and muscles
        ({muscle: 1 or 0.5}) of a strength exercise, unilateral, load_kind, equipment, counted_by, ham_function,
        ham_length.
        Raises `WrongRequest` with a sentence about what is wrong.
        """
        exercise_id, parts = own_exercises.addition(
            self.catalogue, self._store.taught_keys(), {"name": " ".join(clean(name).split()), **stated}, names
        )
        self._store.decide(parts, now=now)
        return exercise_id

    def change_exercise(self, exercise_id: str, changes: Mapping[str, Any], *, now: datetime) -> int:
        """Change fields of an own exercise. Raises `NotFound` and `WrongRequest`."""
        return self._store.decide(own_exercises.alteration(self.catalogue, exercise_id, changes), now=now)

    def remove_exercise(self, exercise_id: str, *, now: datetime) -> int:
        """Remove an own exercise; the names that mean it are unknown again. Raises `NotFound` and `WrongRequest`."""
        return self._store.decide(own_exercises.removal(self.catalogue, exercise_id), now=now)

    def override_muscles(self, exercise_id: str, muscles: Mapping[str, float] | None, *, now: datetime) -> int:
        """Other muscles for a shipped exercise ({muscle: 1 or 0.5}), or None for its shipped ones."""
        return self._store.decide(own_exercises.override(self.catalogue, exercise_id, muscles), now=now)

    def substitutes(
        self,
        exercise_id: str,
        *,
        athlete: str | None = None,
        equipment: Equipment | None = None,
        complaint: str | None = None,
    ) -> list[Substitute]:
        """What to do instead of an exercise, best first: the same work with the equipment of the setting, or with that
        said here. `complaint` is the id of one of `complaints`. Raises `NotFound` for an unknown exercise or complaint.
        """
        done = metrics.logged_exercises(self._store, athlete=self._athlete(athlete))["exercise_id"]
        return list(
            substitutes(
                exercise_id,
                catalogue=self.catalogue,
                equipment=equipment or self.lifter.equipment,
                done=set(done),
                complaint=complaint,
            )
        )

    def logged_exercises(self, athlete: str | None = None) -> pd.DataFrame:
        """The recognised strength exercises of a log, most sets first: exercise_id, name, pattern, last_day, sets."""
        return metrics.logged_exercises(self._store, athlete=self._athlete(athlete))

    def swappable(self, athlete: str | None = None) -> list[str]:
        """Exercises for the legs, which a substitute may be asked for: those the lifter has logged, most sets first,
        then every other one.
        """
        logged = metrics.logged_exercises(self._store, athlete=self._athlete(athlete))["exercise_id"]
        return list(can_be_swapped(self.catalogue, logged))

    def work_of(self, exercise_id: str) -> tuple[str, ...]:
        """What a substitute is to do as well, in words: main muscle, what it does, its length, the legs. Raises
        `NotFound`.
        """
        return work_of(exercise_id, catalogue=self.catalogue)

    def complaints(self, exercise_id: str | None = None) -> list[Complaint]:
        """What may be the matter, and so ask for a substitute: all, or what may concern an exercise."""
        if exercise_id is None:
            return list(complaints())
        return list(complaints_about(exercise_id, catalogue=self.catalogue))

    def decisions(self) -> list[ExerciseDecision]:
        """Every decision about exercises, newest first, those that were taken back too."""
        return self._store.decisions()

    def undo_decision(self, decision_id: int, *, now: datetime) -> None:
        """Take one decision back, in any order. Raises `NotFound` and `WrongRequest`."""
        self._store.undo_decision(decision_id, now=now)

    # quality ---------------------------------------------------------------------------------------------------------

    def doubts(self, athlete: str | None = None, *, today: date, unit: MassUnit | None = None) -> list[Doubt]:
        """Values that were kept and are unlikely, as questions: none that `confirm` answered. Sentences speak in
        `unit`, or in the unit of the setting. Empty for an empty log.
        """
        if self.is_empty():
            return []
        return quality.doubts(self._store, athlete=self._athlete(athlete), today=today, unit=unit or self.unit)

    def confirm(self, doubts: Sequence[Doubt], *, now: datetime) -> int:
        """Say that doubted values are right: they are not asked about again, also after a re-import, as long as they do
        not change. Returns the answer's number, which `take_back_confirmation` takes.
        """
        if not doubts:
            raise WrongRequest(_("There is nothing to confirm."), _("Choose what is right first."))
        return self._store.confirm(doubts, now=now)

    def confirmations(self, athlete: str | None = None) -> list[Confirmation]:
        """What was said to be right, newest first, those that were taken back too."""
        return quality.confirmations(self._store, athlete=self._athlete(athlete))

    def take_back_confirmation(self, confirmation_id: int, *, now: datetime) -> None:
        """Ask again about what was said to be right. Raises `NotFound` and `WrongRequest`."""
        self._store.take_back_confirmation(confirmation_id, now=now)

    def shares(self, athlete: str | None = None) -> pd.DataFrame:
        """How much of what the metrics need is logged: one row a file, counts of sets (columns in `quality.shares`)."""
        return quality.shares(self._store, athlete=self._athlete(athlete))

    # metrics, findings, report ---------------------------------------------------------------------------------------

    def metric(
        self,
        name: str,
        *,
        athlete: str | None = None,
        from_date: date | None = None,
        to_date: date | None = None,
        week_start: WeekStart = "monday",
    ) -> pd.DataFrame:
        """A metric as a table; columns in `metric_columns()[name]`. Empty when the log is. Raises `NotFound` for an
        unknown name. `week_start` moves the weeks of weekly_hard_sets, for display; all else is by ISO weeks.
        """
        return self._as_of(to_date, athlete).metric(name, from_date=from_date, week_start=week_start)

    def metric_columns(self) -> dict[str, dict[str, str]]:
        """Metric -> column -> what it means, with its unit."""
        return {name: dict(metric.columns) for name, metric in metrics.METRICS.items()}

    def metric_facts(self, name: str) -> list[Fact]:
        """The facts that a metric rests on, in the order of the Method page. Raises `NotFound` for an unknown name."""
        beginnings = metrics.metric_of(name).facts
        return [fact for fact in self.facts if fact.key.startswith(beginnings)]

    def findings(
        self,
        *,
        on: date,
        athlete: str | None = None,
        rules: Collection[str] | None = None,
        answered: bool = True,
        today: date | None = None,
    ) -> list[Finding]:
        """What the rules (all, or those named) say as of a day, most important first; at most three are headlines.

        All of them are in the list, those that the lifter answered with their `answer`, and never as headlines. Answers
        are looked at as of `today`; without it as of `on`, so that a day of the past knows only what was answered up
        to it. `answered=False`: what the rules say by themselves. Empty for an empty log.
        """
        return self._as_of(on, athlete).findings(only=rules, answered=answered, today=today)

    def most_important(self, *, on: date, athlete: str | None = None, today: date | None = None) -> Finding | None:
        """The first headline of `findings`, found quicker; None where there is none."""
        return self._as_of(on, athlete).most_important(today=today)

    def answer_finding(
        self,
        finding: Finding,
        *,
        kind: AnswerKind,
        until: date | None = None,
        because: str = "",
        now: datetime,
        athlete: str | None = None,
    ) -> int:
        """Answer a finding: "dismissed" for `advice.dismiss_weeks`, "snoozed" until the day `until`, "known" with the
        lifter's reason for as long as it stands. Returns the answer's number, which `take_back_answer` takes.

        Raises `WrongRequest` for a snooze without a later day, for "known" without a reason, and for any other answer
        to a note of pain than a reason.
        """
        who = self._athlete(athlete)
        return self._store.answer(
            rules.answer_to(finding, kind, until=until, because=because, now=now, athlete=who, facts=self.facts)
        )

    def take_back_answer(self, answer_id: int, *, now: datetime) -> None:
        """Take an answer to a finding back: it speaks again. Raises `NotFound` and `WrongRequest`."""
        self._store.take_back_answer(answer_id, now=now)

    def answers(self, athlete: str | None = None) -> list[Answer]:
        """What was answered to findings, newest first, those that were taken back or have run out too."""
        return self._store.answers(self._athlete(athlete))

    def last_told(self, reader: str, *, athlete: str | None = None) -> Told | None:
        """What a reader ("screen", "command line") was told last; None where it was told nothing yet."""
        before = self._store.last_told(athlete=self._athlete(athlete), reader=reader)
        return None if before is None else last_told.from_text(before[1], at=before[0])

    def news(
        self,
        reader: str,
        *,
        on: date,
        athlete: str | None = None,
        today: date | None = None,
        since: Told | None = None,
        found: Sequence[Finding] | None = None,
    ) -> WhatIsNew:
        """What changed since a reader was told last, or since what was told as `since`; findings as of `on`, answers as
        of `today`. `found` are these findings, where the caller has them.
        """
        who = self._athlete(athlete)
        before = since or self.last_told(reader, athlete=who)
        found = self.findings(on=on, athlete=who, today=today) if found is None else found
        bests = pd.DataFrame() if before is None else self.metric("personal_bests", athlete=who, to_date=on)
        return last_told.what_is_new(before, found, self._store.size(who), bests)

    def told(
        self,
        reader: str,
        *,
        on: date,
        now: datetime,
        athlete: str | None = None,
        found: Sequence[Finding] | None = None,
    ) -> Told:
        """Keep that a reader is told now what stands as of `on`, and give it back: the next `news` begins here. `found`
        are these findings, where the caller has them.

        What was answered with "I know" and stands no longer is asked about anew when it comes back.
        """
        who = self._athlete(athlete)
        found = self.findings(on=on, athlete=who, today=now.date()) if found is None else found
        telling = last_told.telling(found, self._store.size(who), at=now)
        self._store.tell(last_told.to_text(telling), athlete=who, reader=reader, now=now)
        gone = rules.about_what_is_gone(self._store.answers(who), found)
        if gone and telling.sets and on == self.judged_on(now.date(), athlete=who):
            self._store.end_answers(gone, on=now.date())
        return telling

    def judged_on(self, today: date, *, athlete: str | None = None) -> date:
        """The day that findings speak about when nobody named one: today, or the Monday after the last logged week
        of a log that ended.

        A log counts as ended when none of the full weeks that are pooled before today holds a set.
        """
        span = self.span(athlete)
        pooled = timedelta(weeks=self.facts.number("bal.window_weeks"))
        if span is None or span[1] >= today - timedelta(days=today.weekday()) - pooled:
            return today
        return span[1] + timedelta(days=7 - span[1].weekday())

    def review(
        self,
        *,
        on: date,
        athlete: str | None = None,
        unit: MassUnit | None = None,
        with_plan: bool = True,
        today: date | None = None,
    ) -> Review:
        """The weekly review of the last full week before `on`; loads in `unit`, or in the unit of the setting.

        It holds the plan for the week to come: the one that was kept, else one that is made, which takes a while;
        `with_plan=False` leaves it out. Answers to findings are looked at as of `today`; without it as of `on`.
        """
        told = reviews.review_of(self._as_of(on, athlete), unit=unit or self.unit, today=today)
        if not with_plan or told.week is None:
            return told
        plan = self.kept_plan(plans.next_monday(on), athlete) or self.plan(on=on, athlete=athlete, today=today)
        return told.with_plan(plan, self.catalogue.exercise_names)

    def reviewed_week(self, *, on: date, athlete: str, unit: MassUnit) -> Week:
        """What the review of the last full week before `on` looks at; for an athlete with a set in the log."""
        return reviews.reviewed_week(self._as_of(on, athlete), unit=unit)

    def share_card(self, *, on: date, athlete: str, unit: MassUnit) -> ShareCard:
        """What the picture of the last full week before `on` says (`review.share_card`), for an athlete with a set in
        the log. Raises `WrongRequest` before the first full week.
        """
        return share_card(self.reviewed_week(on=on, athlete=athlete, unit=unit))

    def report(self, *, on: date, athlete: str | None = None, today: date | None = None) -> str:
        """The weekly review of the last full week before `on`, as one self-contained HTML page.

        Answers to findings are looked at as in `review`.
        """
        return page(self.review(on=on, athlete=athlete, today=today))

    def worked_examples(
        self, *, on: date, athlete: str | None = None, sections: Collection[str] | None = None
    ) -> dict[str, str]:
        """The method worked through with the last full week before `on`: section of the Method page (all, or those
        named) -> derivation in plain text, or a sentence about what is missing. Loads in the unit of the setting.
        """
        log = self._as_of(on, athlete)
        if log.is_empty:
            return worked_examples(None, pd.DataFrame(), unit=self.unit, sections=sections)
        credits = self.set_credits(log.athlete, from_date=log.case.window_from, to_date=log.case.window_to)
        return worked_examples(log.case, credits, unit=self.unit, sections=sections)

    def sufficiency(self, *, on: date, athlete: str | None = None) -> pd.DataFrame:
        """What the log can answer yet as of a day: one row a metric and subject (columns in
        `review.sufficiency.COLUMNS`).
        """
        log = self._as_of(on, athlete)
        return sufficiency(None if log.is_empty else log.case)

    # plans -----------------------------------------------------------------------------------------------------------

    def plan(
        self,
        *,
        on: date,
        athlete: str | None = None,
        week: date | None = None,
        goal: Goal | None = None,
        today: date | None = None,
    ) -> Plan:
        """The plan of a week, made from the log as it stands on a day; nothing is kept.

        `week` is any day of that week; without it the week that begins on `on` or next after it. `goal` is that of the
        settings unless said. What the lifter answered to findings (up to `today`, see `findings`) is respected, and
        what the plans kept for the weeks before left undone is carried on.
        """
        wish = Wish(_monday(week, on), goal, self.unit)
        return from_log.plan_of_week(self._as_of(on, athlete), wish, today=today)

    def outlook(self, plan: Plan, *, on: date, athlete: str | None = None, weeks: int = 8) -> Outlook:
        """What follows from doing a plan, this one or an edited one, and doing it again for so many weeks."""
        return from_log.outlook_on(self._as_of(on, athlete), plan, unit=self.unit, weeks=weeks)

    def added_sets(
        self, exercise_id: str, numbers: Sequence[int], *, on: date, athlete: str | None = None
    ) -> pd.DataFrame:
        """What so many sets of an exercise a week, beside those of now, would make of the balance of the legs.

        One row a number and week (`added_sets.COLUMNS`), by a closed sum over the four full weeks before `on`. Numbers
        below 0 are fewer sets; those that are not done are left out. Empty without a full week. Raises `NotFound`.
        """
        log = self._as_of(on, athlete)
        return pd.DataFrame() if log.is_empty else added_sets(log, exercise_id, numbers)

    def templates(self) -> list[Template]:
        """The training plans of the articles, in the order of their file."""
        return list(load_templates().values())

    def template_for(self, template_id: str, *, on: date, athlete: str | None = None) -> Template:
        """A template with the exercises that the lifter's equipment allows. Raises `NotFound`."""
        return from_log.template_for(self._as_of(on, athlete), template_id)

    def template_check(self, template_id: str, *, on: date, athlete: str | None = None) -> pd.DataFrame:
        """A template against the lifter's own targets, one row a measure and muscle (`plans.template_check.COLUMNS`);
        with an empty log against the ranges of the level alone. Raises `NotFound`.
        """
        return from_log.check_of(self._as_of(on, athlete), template_id)

    def plan_from_template(
        self,
        template_id: str,
        *,
        on: date,
        athlete: str | None = None,
        week: date | None = None,
        today: date | None = None,
    ) -> Plan:
        """A template as the plan of a week: on the lifter's days, with their loads, beside what it leaves alone;
        nothing is kept. `week` and `today` as in `plan`. What is too much stands in the notes. Raises `NotFound`.
        """
        wish = Wish(_monday(week, on), None, self.unit)
        return from_log.plan_from_template(self._as_of(on, athlete), template_id, wish, today=today)

    def edited_plan(self, plan: Plan, steps: Sequence[Edit], *, on: date) -> Plan:
        """A plan with the lifter's own steps taken: other sets, another exercise, one more. New lines get the load that
        the log says as of `on`. Claims stay those of the plan; `outlook` says what follows.
        """
        return edits.edited(plan, steps, from_log.gear_for(self._as_of(on, plan.athlete), self.unit))

    def week_before_changes(self, plan: Plan, *, on: date) -> Plan:
        """The usual week that a plan changes."""
        return edits.usual_week(plan, from_log.gear_for(self._as_of(on, plan.athlete), self.unit))

    def plan_file(self, plan: Plan, file_format: str, *, now: datetime, unit: MassUnit | None = None) -> bytes:
        """A plan as a file: "markdown", "csv" or "ics" (`plans.output`), with loads in `unit` or the unit of the
        setting. `now` has its zone. Raises `WrongRequest` for a calendar of a plan without sessions.
        """
        names, spoken = self.catalogue.exercise_names, unit or self.unit
        if file_format == "ics":
            return output.to_ics(plan, names, unit=spoken, facts=self.facts, stamp=now).encode()
        if file_format == "csv":
            return output.to_csv(plan, names, spoken)
        return output.to_markdown(plan, names, spoken).encode()

    def keep_plan(self, plan: Plan, *, now: datetime) -> int:
        """Keep a plan as that of its athlete's week, in place of the one kept before; returns its number."""
        return self._store.keep_plan(json.dumps(plan.as_json()), athlete=plan.athlete, week=plan.week, now=now)

    def kept_plan(self, week: date, athlete: str | None = None) -> Plan | None:
        """The plan of a week (any day of it): the newest kept one that stands, with its number; None without one."""
        return kept.kept_plan(self._store, self._athlete(athlete), week)

    def kept_plans(self, athlete: str | None = None) -> pd.DataFrame:
        """Every plan that was kept, newest first: plan_id, week, made_at, goal, kind, undone_at (NaT if it stands)."""
        return self._store.kept_plans(self._athlete(athlete))

    def plan_against_done(self, week: date, athlete: str | None = None, *, on: date) -> pd.DataFrame:
        """The kept plan of a week (any day of it) against what was done up to `on`: one row a planned line, and one a
        leg exercise that was not planned (`plans.done.COLUMNS`). Empty without a kept plan.
        """
        return kept.against_done(self._as_of(on, athlete), week)

    def carried_over(self, week: date, athlete: str | None = None, *, on: date) -> tuple[Carried, ...]:
        """What the kept plan of the week before leaves to the plan of `week` (any day of it), as far as it is over on
        `on`. Empty without one.
        """
        return kept.carried_over(self._as_of(on, athlete), week)

    def undo_plan(self, plan_id: int, *, now: datetime) -> None:
        """Take a kept plan back: the one before it is its week's again. Raises `NotFound` and `WrongRequest`."""
        self._store.take_back_plan(plan_id, now=now)

    # settings --------------------------------------------------------------------------------------------------------

    @property
    def lifter(self) -> Lifter:
        """What the lifter says about themselves; what was never said has its default."""
        said = self._store.settings()
        return settings.lifter_from(lambda key: said.get(key, ""))

    @property
    def unit(self) -> MassUnit:
        """The unit that loads are shown and planned in."""
        return "lb" if self.setting("unit", "kg") == "lb" else "kg"

    def setting(self, key: str, default: str) -> str:
        """A setting: level, unit, time_zone ..."""
        return self._store.setting(key, default)

    def change_setting(self, key: str, value: str | None) -> None:
        """Change a setting; None goes back to the default. Raises `WrongRequest` for a value that it cannot have."""
        self._store.change_setting(key, None if value is None else settings.checked(key, value))

    def settings(self) -> dict[str, str]:
        """Every setting a lifter may change (`settings.SETTINGS`), as it is in force."""
        return settings.chosen(self._store.settings())

    def fact(self, key: str) -> Fact:
        """One threshold. Raises `NotFound`."""
        if key not in self.facts:
            raise NotFound(_("There is no fact named {key}.", key=key), _("The Method page lists all of them."))
        return self.facts[key]

    def change_fact(self, key: str, value: float | str | None) -> None:
        """Change a threshold within its range; None goes back to the default. Raises `NotFound` for an unknown key,
        `WrongRequest` beyond the range, or where two thresholds would stand in the wrong order.
        """
        self.change_facts({key: value})

    def change_facts(self, changes: Mapping[str, float | str | None]) -> None:
        """Change several thresholds as one change, all or none: a range that moves needs both of its ends at once.

        None goes back to the default. Raises as `change_fact` does.
        """
        for key in changes:
            self.fact(key)
        self._store.change_facts(changes)

    def apply_preset(self, name: str) -> None:
        """Count sets by a preset of `settings.PRESETS`, as one change: its facts get its values, those of the other
        presets their defaults; all else stays. "strict" undoes. Raises `NotFound` for an unknown name.
        """
        self.change_facts(settings.preset_facts(name))

    def preset_facts(self, name: str) -> dict[str, float | str | None]:
        """What `apply_preset` changes: key -> value, None for the shipped one. Raises `NotFound`."""
        return settings.preset_facts(name)

    def preset_in_force(self) -> str:
        """The name of the preset that counting goes by, "" where the lifter mixed one of their own."""
        return settings.preset_in_force(self.facts)

    def changed_facts(self) -> list[Fact]:
        """The thresholds that are the lifter's own."""
        return [fact for fact in self.facts if fact.is_changed]

    # -----------------------------------------------------------------------------------------------------------------

    def _athlete(self, athlete: str | None) -> str:
        if athlete is not None:
            return athlete
        known = self.athletes()
        if len(known) > 1:
            raise WrongRequest(
                _("The log holds {known} athletes: {value}.", known=len(known), value=", ".join(known)),
                _("Say whose with --athlete NAME."),
            )
        return known[0] if known else DEFAULT_ATHLETE

    def _as_of(self, day: date | None, athlete: str | None) -> AsOf:
        """The log of an athlete as it stands on a day."""
        return self._days(self._athlete(athlete), day, self.lifter)


def _place(data_dir: Path, database: Path | None) -> Place:
    """Where the log of a folder lies, or the one of a file, whose uploads and backups lie in a folder beside it."""
    if database is None:
        return Place.at(data_dir / DATABASE_NAME, data_dir)
    return Place.at(database, database.parent / f"{database.name}.files")


def _monday(week: date | None, on: date) -> date:
    """The Monday of the week that any day of it names; without one that of the next whole week."""
    return plans.monday_of(week) if week else plans.next_monday(on)


def _silent(step: Step) -> None:
    """Progress that nobody watches."""
