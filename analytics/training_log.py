"""The one face of analytics: what pages and the command line call, so that neither knows what stands behind.

Time comes in as an argument (`now`, `on`), paths too; nothing here reads a clock or the environment.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import pandas as pd

from analytics import importers, metrics, quality, review, rules, settings
from analytics.errors import NotFound, WrongRequest
from analytics.model import (
    DEFAULT_ATHLETE,
    READ_COLUMNS,
    Choices,
    Confirmation,
    Doubt,
    ExerciseDecision,
    Finding,
    ImportReport,
    Layout,
    Lifter,
    Preview,
    Reading,
    Unrecognised,
    WeekStart,
)
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Fact, Facts
from analytics.reference.names import normalise
from analytics.reference.suggestions import Suggestion
from analytics.review.sufficiency import sufficiency
from analytics.review.worked_examples import worked_examples
from analytics.rules import findings as judge
from analytics.store import Store, own_exercises
from analytics.store.merge import Change
from analytics.units import MassUnit

NOT_A_LIFT: Final = own_exercises.NOT_A_LIFT
TEMPLATE_NAME: Final = "hindsight-template.csv"
_ANY_LAYOUT: Final = "layouts"
_KEPT_ANSWERS: Final = 4
"""Findings look at two days; a page may ask about two more."""
DATABASE_NAME: Final = "hindsight.duckdb"
AS_THE_FILE_SAYS: Final = Choices()
_TYPED_IN: Final[Mapping[str, str | int]] = {"set_type": "working", "block": 1, "source": "hindsight"}
"""What a typed-in set is unless it says otherwise."""
Progress = Callable[[str, float], None]


class TrainingLog(AbstractContextManager["TrainingLog"]):
    """An open training log. Made by `TrainingLog.open`; safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._answers: dict[object, dict[str, pd.DataFrame]] = {}

    @classmethod
    def open(cls, data_dir: Path, *, database: Path | None = None) -> TrainingLog:
        """Open the log of `data_dir`, or the file `database` (its uploads and backups then lie in a folder beside it).

        Raises `AlreadyRunning` when another process holds it, `DatabaseProblem` when the file cannot be used.
        """
        if database is None:
            return cls(Store(data_dir / DATABASE_NAME, files=data_dir))
        return cls(Store(database, files=database.with_name(database.name + ".files")))

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

        Raises `UnreadableFile` or `UnknownFormat` when nothing can be read; a line that cannot be read is a problem
        of the report.
        """
        tell = progress or _silent
        tell(f"Reading {name}", 0.1)
        choices = self._with_layout(name, content, choices)
        reading = importers.read(name, content, choices)
        tell(f"Merging {len(reading.sets):,} sets into the log", 0.5)
        merged = self._store.add(reading, file=name, content=content, athlete=choices.athlete, now=now)
        tell("Looking up exercises", 0.9)
        if choices.layout is not None and reading.layout is not None:
            self._remember_layout(name, content, reading.layout)
        self._take_over_unit(reading.lifter_unit or reading.unit.value)
        notes: tuple[str, ...] = ()
        if merged.reread_sets:
            notes = (f"{merged.reread_sets:,} sets of an earlier reading of this file were replaced by this one.",)
        report = self._report_of(reading, merged.change, import_id=merged.import_id, notes=notes)
        tell("Done", 1.0)
        return report

    def preview(self, name: str, content: bytes, *, now: datetime, choices: Choices = AS_THE_FILE_SAYS) -> Preview:
        """What `import_file` would do and why; nothing is stored. Raises the same errors."""
        reading = importers.read(name, content, self._with_layout(name, content, choices))
        change = self._store.rehearse(reading, file=name, content=content, athlete=choices.athlete, now=now)
        return Preview(self._report_of(reading, change, import_id=0), reading.sets)

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

    def read_again(self, import_id: int, *, now: datetime, choices: Choices) -> ImportReport:
        """Read an import's kept file once more with other choices (another unit, another date order)."""
        content = self._store.upload(import_id)
        if content is None:
            raise NotFound(f"Import {import_id} came from no file, so it cannot be read again.")
        changes = self.imports().set_index("import_id")
        return self.import_file(str(changes.loc[import_id, "file"]), content, now=now, choices=choices)

    def export(self, file_format: str = "csv") -> bytes:
        """The current sets as CSV or Parquet; re-importing it reproduces the log."""
        return self._store.export(file_format)

    def backup(self, target: Path) -> None:
        """The whole log with its raw uploads as one zip file."""
        self._store.backup(target)

    def restore(self, source: Path, *, now: datetime) -> None:
        """Replace the log by a backup; the present log is backed up first."""
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
        missing = {"started_at", "exercise", "reps"} - set(rows.columns)
        if missing or rows.empty:
            raise WrongRequest("A set needs a time, an exercise and repetitions.", "Fill these in for each set.")
        return self._store.add_sets(_as_read(rows), athlete=athlete, now=now)

    def edit_set(self, set_id: int, changes: Mapping[str, Any], *, now: datetime) -> int:
        """Change one set; the old version is kept. Returns the change's id, which `undo` takes."""
        return self._store.edit_set(set_id, changes, now=now)

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
        return [
            Unrecognised(name, sets, self.catalogue.suggest(name)) for name, sets in self._store.unrecognised(athlete)
        ]

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
                raise NotFound(f"{name} was not taught, so there is nothing to forget.")
        return self._store.decide(own_exercises.teaching(self.catalogue, dict.fromkeys(names)), now=now)

    def add_exercise(self, name: str, *, now: datetime, names: Sequence[str] = (), **stated: Any) -> str:
        """Add an exercise of one's own; returns its id, which begins with "own_". `names` will mean it too.

        `stated` are the fields of `reference.own.OwnExercise`: kind (strength unless said), pattern and muscles
        ({muscle: 1 or 0.5}) of a strength exercise, unilateral, load_kind, equipment, counted_by, ham_function,
        ham_length.
        Raises `WrongRequest` with a sentence about what is wrong.
        """
        exercise_id, parts = own_exercises.addition(
            self.catalogue, self._store.taught_keys(), {"name": " ".join(name.split()), **stated}, names
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
        spoken: MassUnit = unit or ("lb" if self.setting("unit", "kg") == "lb" else "kg")
        return quality.doubts(self._store, athlete=self._athlete(athlete), today=today, unit=spoken)

    def confirm(self, doubts: Sequence[Doubt], *, now: datetime) -> int:
        """Say that doubted values are right: they are not asked about again, also after a re-import, as long as they do
        not change. Returns the answer's number, which `take_back_confirmation` takes.
        """
        if not doubts:
            raise WrongRequest("There is nothing to confirm.", "Choose what is right first.")
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
        who, lifter = self._athlete(athlete), self.lifter
        request = metrics.MetricRequest(
            store=self._store,
            facts=self.facts,
            athlete=who,
            from_date=from_date,
            to_date=to_date,
            lifter=lifter,
            week_start=week_start,
            answers=self._answers_for((self.version, who, to_date, lifter)),
        )
        return metrics.compute(name, request)

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
    ) -> list[Finding]:
        """What the rules (all, or those named) say as of a day, most important first; at most three are headlines.

        Empty for an empty log.
        """
        return [] if self.is_empty() else judge(self._case(self._athlete(athlete), on), only=rules)

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

    def report(self, *, on: date, athlete: str | None = None) -> str:
        """The weekly review of the last full week before `on`, as one self-contained HTML page."""
        who = self._athlete(athlete)
        case = None if self.is_empty() else self._case(who, on)
        unit: MassUnit = "lb" if self.setting("unit", "kg") == "lb" else "kg"
        return review.weekly_review(case, athlete=who, unit=unit)

    def worked_examples(
        self, *, on: date, athlete: str | None = None, sections: Collection[str] | None = None
    ) -> dict[str, str]:
        """The method worked through with the last full week before `on`: section of the Method page (all, or those
        named) -> derivation in plain text, or a sentence about what is missing. Loads in the unit of the setting.
        """
        who = self._athlete(athlete)
        case = None if self.is_empty() else self._case(who, on)
        unit: MassUnit = "lb" if self.setting("unit", "kg") == "lb" else "kg"
        credits = pd.DataFrame()
        if case is not None:
            credits = self.set_credits(who, from_date=case.window_from, to_date=case.window_to)
        return worked_examples(case, credits, unit=unit, sections=sections)

    def sufficiency(self, *, on: date, athlete: str | None = None) -> pd.DataFrame:
        """What the log can answer yet as of a day: one row a metric and subject (columns in
        `review.sufficiency.COLUMNS`).
        """
        who = self._athlete(athlete)
        return sufficiency(None if self.is_empty() else self._case(who, on))

    # settings --------------------------------------------------------------------------------------------------------

    @property
    def lifter(self) -> Lifter:
        """What the lifter says about themselves; what was never said has its default."""
        kept = self._store.settings()
        return settings.lifter_from(lambda key: kept.get(key, ""))

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
            raise NotFound(f"There is no fact named {key}.", "The Method page lists all of them.")
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
        self.change_facts(self.preset_facts(name))

    def preset_facts(self, name: str) -> dict[str, float | str | None]:
        """What `apply_preset` changes: key -> value, None for the shipped one. Raises `NotFound`."""
        if name not in settings.PRESETS:
            raise NotFound(f"There is no preset {name!r}.", f"There are {', '.join(settings.PRESETS)}.")
        wanted = settings.PRESETS[name].facts
        return {key: wanted.get(key) for preset in settings.PRESETS.values() for key in preset.facts}

    def preset_in_force(self) -> str:
        """The name of the preset that counting goes by, "" where the lifter mixed one of their own."""
        for name in settings.PRESETS:
            wanted = self.preset_facts(name)
            if all(
                self.fact(key).value == (value if value is not None else self.fact(key).default)
                for key, value in wanted.items()
            ):
                return name
        return ""

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
                f"The log holds {len(known)} athletes: {', '.join(known)}.", "Say whose with --athlete NAME."
            )
        return known[0] if known else DEFAULT_ATHLETE

    def _answers_for(self, key: object) -> dict[str, pd.DataFrame]:
        """What metrics share as long as log, lifter and day stay the same; the newest of these are kept."""
        known = self._answers
        if key not in known:
            newest = list(known.items())[1 - _KEPT_ANSWERS :]
            self._answers = known = {**dict(newest), key: {}}
        return known[key]

    def _take_over_unit(self, unit: str) -> None:
        """The first import's unit becomes the one that loads are shown in, until the lifter says otherwise."""
        if unit in ("kg", "lb") and not self.setting("unit", ""):
            self.change_setting("unit", unit)

    def _with_layout(self, name: str, content: bytes, choices: Choices) -> Choices:
        """The choices with the columns as they were mapped for the last table with the same header."""
        if choices.layout is not None or not self._store.setting(_ANY_LAYOUT, ""):
            return choices
        known = self._store.setting(_layout_key(importers.columns_of(name, content)), "")
        return replace(choices, layout=_layout_of(known)) if known else choices

    def _remember_layout(self, name: str, content: bytes, layout: Layout) -> None:
        """Keep how a person mapped the columns, for the next file with that header."""
        self._store.change_setting(_ANY_LAYOUT, "yes")
        self._store.change_setting(_layout_key(importers.columns_of(name, content)), json.dumps(asdict(layout)))

    def _report_of(
        self, reading: Reading, change: Change, *, import_id: int, notes: tuple[str, ...] = ()
    ) -> ImportReport:
        return ImportReport(
            file=change.file,
            format=change.format,
            import_id=import_id,
            unit=change.unit,
            date_order=change.date_order,
            time_zone=change.time_zone,
            rows=change.rows,
            added=change.added,
            unchanged=change.unchanged,
            updated=change.updated,
            rejected=change.rejected,
            skipped=change.skipped or {},
            first_at=change.first_at,
            last_at=change.last_at,
            workouts=int(reading.sets["started_at"].nunique()),
            exercises=int(reading.sets["exercise"].nunique()),
            unrecognised=self._unrecognised_in(reading.sets),
            problems=reading.problems,
            notes=(*reading.notes, *notes),
            encoding=reading.encoding,
            delimiter=reading.delimiter,
            warmups=reading.warmups,
            questions=reading.questions,
            layout=reading.layout,
        )

    def _unrecognised_in(self, sets: pd.DataFrame) -> tuple[Unrecognised, ...]:
        """The names of a file that neither the catalogue nor the user knows, most sets first."""
        taught = self._store.taught_keys()
        counts = sets.loc[sets["exercise_id"].isna(), "exercise"].value_counts()
        return tuple(
            Unrecognised(str(name), int(number), self.catalogue.suggest(str(name)))
            for name, number in counts.items()
            if self.catalogue.recognise(str(name)) is None and normalise(str(name)) not in taught
        )

    def _case(self, athlete: str, on: date) -> rules.Case:
        this_week = on - timedelta(days=on.weekday())
        last_full_week = this_week - timedelta(days=7)
        last_full_day = this_week - timedelta(days=1)

        @cache
        def frame(name: str) -> pd.DataFrame:
            day = last_full_day if metrics.METRICS[name].ends_with_full_week else on
            return self.metric(name, athlete=athlete, to_date=day)

        return rules.Case(
            on=on,
            last_full_week=last_full_week,
            facts=self.facts,
            lifter=self.lifter,
            frame=frame,
            logged=metrics.logged_exercises(self._store, athlete=athlete, to_date=on),
            muscle_names=dict(zip(self.catalogue.muscles["id"], self.catalogue.muscles["name"], strict=True)),
            exercise_names=dict(zip(self.catalogue.exercises["id"], self.catalogue.exercises["name"], strict=True)),
            main_muscles=self.catalogue.main_muscles,
            unrecognised=tuple(self.unrecognised(athlete)),
        )


def _layout_key(columns: Mapping[str, object]) -> str:
    header = "\n".join(name.strip().casefold() for name in columns)
    return f"layout.{hashlib.sha256(header.encode()).hexdigest()}"


def _layout_of(text: str) -> Layout:
    kept = json.loads(text)
    return Layout(kept["columns"], tuple(kept["lifts"]), kept["packed"])


def _silent(stage: str, share: float) -> None:
    """Progress that nobody watches."""


def _as_read(rows: pd.DataFrame) -> pd.DataFrame:
    """Typed-in rows with every column of `READ_COLUMNS`, numbered within their exercise."""
    filled = rows.copy()
    for column in READ_COLUMNS:
        if column not in filled:
            filled[column] = pd.Series(_TYPED_IN.get(column), index=filled.index)
    if filled["set_number"].isna().any():
        filled["set_number"] = filled.groupby(["started_at", "exercise", "block"]).cumcount() + 1
    return filled[list(READ_COLUMNS)].astype(dict(READ_COLUMNS))
