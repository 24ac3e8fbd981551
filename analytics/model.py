"""The vocabulary that every layer shares: frozen values, and the columns of a set.

Nothing here knows an app, a database or a screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, Literal

import pandas as pd

from analytics.language import _

SetType = Literal["warmup", "working", "drop", "failure", "other"]
SET_TYPES: Final[tuple[SetType, ...]] = ("warmup", "working", "drop", "failure", "other")
LoadKind = Literal["external", "bodyweight", "assisted"]
LOAD_KINDS: Final[tuple[LoadKind, ...]] = ("external", "bodyweight", "assisted")
SIDES: Final = ("left", "right")
DEFAULT_ATHLETE: Final = "me"

READ_COLUMNS: Final[Mapping[str, str]] = {
    "athlete": "str",  # NULL unless the file names one
    "started_at": "datetime64[us]",  # local wall clock, naive
    "workout": "str",
    "exercise": "str",  # as written, never altered
    "exercise_id": "str",  # NULL unless the file itself states a catalogue id
    "block": "Int64",
    "set_number": "Int64",
    "set_type": "str",
    "load_kind": "str",  # NULL unless the file states it (assistance, or Hindsight's own export)
    "weight_kg": "Float64",
    "reps": "Float64",
    "rir": "Float64",
    "distance_m": "Float64",
    "duration_s": "Float64",
    "side": "str",
    "note": "str",
    "source": "str",  # source family: "strong", "hevy", "fitnotes", "hindsight" ...
    "source_line": "Int64",
}
"""What an importer hands over, one row per performed set, in file order: column -> pandas dtype. Missing is NA."""

FIRST_DAY: Final = date(1970, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
"""The days between which a set may lie, both included."""
MOST: Final[Mapping[str, int]] = {
    "weight_kg": 1_000, "reps": 10_000, "rir": 10, "distance_m": 1_000_000, "duration_s": 86_400,
}  # fmt: skip
"""What of a set can be at most, in stored units; the least is 0. What is typed, edited or imported beyond these is a
slip, and refused; so whatever the log takes, an export of it can be read again.
"""

EXPORT_COLUMNS: Final = (
    "athlete", "started_at", "workout", "exercise", "exercise_id", "block", "set_number", "set_type", "load_kind",
    "weight_kg", "reps", "rir", "distance_m", "duration_s", "side", "note", "source", "source_line",
)  # fmt: skip
"""The columns of `export`, which is also Hindsight's own import format."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line that was refused: where it stands in the file (1-based physical line), what was read, and why not."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the file did not force: the value that was taken, and how it was decided, in words for the lifter.

    `basis` says whether the file states it, whether it was chosen or inferred, or whether it is still open.
    """

    value: str
    how: str
    basis: Literal["stated", "inferred", "open"] = field(default="stated", compare=False)


LAYOUT_FIELDS: Final = (
    "date", "time", "workout", "exercise", "weight", "unit", "reps", "sets", "packed", "rpe", "rir", "set_type",
    "duration", "distance", "note", "side",
)  # fmt: skip
"""What a column of a table that no app wrote can mean. `packed` is a cell that holds several sets: "3x8@100"."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table mean, as proposed by the generic importer or chosen by a person.

    `columns` maps a field of `LAYOUT_FIELDS` to a column's name as the file writes it. `lifts` are the columns that
    are one lift each, in a table that has no column of exercises. `packed` is the order of the numbers in a packed
    cell, one of the orders the generic importer knows, or "auto".
    """

    columns: Mapping[str, str]
    lifts: tuple[str, ...] = ()
    packed: str = "auto"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person asked for at an import; "auto" leaves it to the file."""

    unit: str = "auto"  # auto, kg, lb
    date_order: str = "auto"  # auto, dmy, mdy
    time_zone: str | None = None  # IANA name; only for files that write UTC
    format: str | None = None  # an importer's name, to skip recognition
    athlete: str | None = None
    unit_switch: tuple[date, str] | None = None  # (day, unit): from this day on, loads are in that unit instead
    warmups: str = "as_marked"  # as_marked, or "none": the file's warm-up marks are not believed
    year: int | None = None  # for files that write dates without a year
    layout: Layout | None = None  # what the columns mean, for a table that no app wrote


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file leaves open, so that a person has to say: never guessed in silence.

    `about` is the field of `Choices` that answers it ("unit", "unit_switch", "date_order", "year", "layout", ...);
    `options` are the answers to choose from, each with its words. An answer to "unit_switch" is written
    `2021-05-03=kg`, or `none`; to "layout", the order of a packed cell.
    """

    about: str
    text: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What an importer made of one file.

    `sets` has the columns and dtypes of `READ_COLUMNS`; `found` are the same sets with their texts as categories and
    their numbers plain (NaN for none), which is how a million of them are worked with. Every data row of the file is in
    exactly one of `sets`, `skipped` (rows that are no performed set, by reason) and `problems` (refused, one problem a
    row); `rows` is their sum. Packed cells and summary rows count by the sets they hold. `notes` are sentences for the
    lifter about what was understood.
    """

    format: str
    source: str
    unit: Decision
    date_order: Decision
    time_zone: Decision
    encoding: str
    delimiter: str
    rows: int
    found: pd.DataFrame
    skipped: Mapping[str, int]
    problems: tuple[Problem, ...]
    warmups: Decision = Decision("unmarked", "the file marks no warm-ups")
    lifter_unit: str | None = None  # "lb" where the file is in kg, but its loads are clearly whole pounds
    questions: tuple[Question, ...] = ()
    layout: Layout | None = None  # how the columns were understood, for a table that no app wrote
    notes: tuple[str, ...] = ()

    @property
    def sets(self) -> pd.DataFrame:
        """The sets in the columns and dtypes of `READ_COLUMNS`, made anew each time."""
        return self.found.astype(dict(READ_COLUMNS))


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """An exercise name that the catalogue does not know, with the sets it holds and the nearest catalogue ids (never
    applied).
    """

    name: str
    sets: int
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExerciseDecision:
    """Something the user decided about exercises, in one plain sentence; `names` are the names it taught, as written.

    `undone_at` is None while it stands.
    """

    decision_id: int
    decided_at: datetime
    undone_at: datetime | None
    text: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of one file: the import JSON of the contract, as a value."""

    file: str
    format: str
    import_id: int
    unit: Decision
    date_order: Decision
    time_zone: Decision
    rows: int
    added: int
    unchanged: int
    updated: int
    rejected: int
    skipped: Mapping[str, int]
    first_at: datetime | None
    last_at: datetime | None
    workouts: int
    exercises: int
    unrecognised: tuple[Unrecognised, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    warmups: Decision = Decision("unmarked", "the file marks no warm-ups")
    questions: tuple[Question, ...] = ()
    layout: Layout | None = None

    def as_json(self) -> dict[str, Any]:
        """The object of the contract (design section 5), ready for `json.dumps`."""
        return {
            "file": self.file,
            "format": self.format,
            "import_id": self.import_id,
            "unit": {"value": self.unit.value, "how": self.unit.how},
            "date_order": {"value": self.date_order.value, "how": self.date_order.how},
            "time_zone": {"value": self.time_zone.value, "how": self.time_zone.how},
            "warmups": {"value": self.warmups.value, "how": self.warmups.how},
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "rows": self.rows,
            "sets": {
                "added": self.added,
                "unchanged": self.unchanged,
                "updated": self.updated,
                "skipped": sum(self.skipped.values()),
                "rejected": self.rejected,
            },
            "skipped": dict(self.skipped),
            "from": self.first_at.isoformat() if self.first_at else None,
            "to": self.last_at.isoformat() if self.last_at else None,
            "workouts": self.workouts,
            "exercises": self.exercises,
            "unrecognised": [
                {"name": u.name, "sets": u.sets, "suggestions": list(u.suggestions)} for u in self.unrecognised
            ],
            "problems": [
                {"line": p.line, "column": p.column, "value": p.value, "reason": p.reason} for p in self.problems
            ],
            "questions": [
                {"about": q.about, "text": q.text, "options": [option for option, _ in q.options]}
                for q in self.questions
            ],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, before anything is stored: its report (with import_id 0), and the sets as they would be
    stored (columns of `READ_COLUMNS`).
    """

    report: ImportReport
    sets: pd.DataFrame


Stage = Literal["recognising", "reading", "comparing", "writing"]
"""What is being done with a file: which app wrote it, what it holds, what of that the log holds already, the change."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a file is on its way into the log; `sets` are those found in it, None until it is read."""

    stage: Stage
    sets: int | None = None


DoubtKind = Literal["load", "reps", "hold", "many_sets", "repeated", "twin", "future", "early", "long"]


@dataclass(frozen=True, slots=True)
class DoubtedValue:
    """A value as it is asked about, known by what it is and not by its row: the same after the file comes in again.

    `started_at` is the workout's start to the minute; `exercise` is as written, empty for a whole workout.
    """

    started_at: datetime
    exercise: str
    content: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to put a doubted value right, with what it would then be: "100 kg", by "divided by 10".

    `changes` are set_id -> columns that change, in stored units; `deletes` are sets to take out instead.
    """

    what: str
    how: str
    changes: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    deletes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the log that was read and kept, and is unlikely: a question to the lifter, never a verdict.

    `text` is one sentence with the numbers and what is usual; `facts` are the thresholds that were applied. `where`
    says file and line of each set, as (file, lines). An exercise that is empty means the whole workout.
    """

    kind: DoubtKind
    athlete: str
    started_at: datetime
    workout: str
    exercise: str
    set_ids: tuple[int, ...]
    text: str
    facts: tuple[str, ...]
    where: tuple[tuple[str, tuple[int, ...]], ...]
    values: tuple[DoubtedValue, ...]
    proposals: tuple[Proposal, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """A plain object for `doubts --json`."""
        return {
            "kind": self.kind,
            "athlete": self.athlete,
            "started_at": self.started_at.isoformat(),
            "workout": self.workout,
            "exercise": self.exercise,
            "sets": list(self.set_ids),
            "text": self.text,
            "facts": list(self.facts),
            "where": [{"file": file, "lines": list(lines)} for file, lines in self.where],
            "proposals": [{"what": each.what, "how": each.how} for each in self.proposals],
        }


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the lifter said is right: the questions it answers, in words. `undone_at` is None while it stands."""

    confirmation_id: int
    confirmed_at: datetime
    undone_at: datetime | None
    said: tuple[str, ...]


Level = Literal["beginner", "intermediate", "advanced"]
LEVEL_WORDS: Final[Mapping[Level, str]] = MappingProxyType(
    {"beginner": _("beginner"), "intermediate": _("intermediate"), "advanced": _("advanced")}
)
"""A level inside a sentence."""
BALANCE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ok": _("in order"),
        "watch": _("leans towards the quads"),
        "warn": _("quad-dominant"),
        "strong": _("strongly quad-dominant"),
        "too_little_data": _("too little data"),
    }
)
"""A level of the metric quad_posterior_ratio in few words, the same wherever it stands alone."""
Sex = Literal["men", "women", ""]
WeekStart = Literal["monday", "sunday"]
Equipment = Literal["gym", "no_machines", "home", "dumbbells", "bands", "bodyweight"]
EQUIPMENT: Final[tuple[Equipment, ...]] = ("gym", "no_machines", "home", "dumbbells", "bands", "bodyweight")
Goal = Literal["balanced", "posterior", "strength", "maintenance", "return"]
GOALS: Final[tuple[Goal, ...]] = ("balanced", "posterior", "strength", "maintenance", "return")


@dataclass(frozen=True, slots=True)
class Lifter:
    """What lifters say about themselves. All of it is optional, and each part acts in one place only.

    `level` picks the weekly ranges. `sex` picks the table of population percentiles ("" for none stated). `plays_sport`
    (running, field sports) lets the Nordic hint speak. `equipment` is what there is to train with, so that advice and
    plans name what can be done (`reference.equipment`). `goal` is what plans are made for, `training_days` are the
    weekdays (Monday is 0) to plan on; none: those of the log.
    `bodyweight_kg` gives lifts of the whole body a strength value; without it they have none.
    """

    level: Level = "intermediate"
    sex: Sex = ""
    plays_sport: bool = False
    equipment: Equipment = "gym"
    bodyweight_kg: float | None = None
    goal: Goal = "balanced"
    training_days: tuple[int, ...] = ()


Severity = Literal["strong", "warn", "hint", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("strong", "warn", "hint", "info")
"""Strongest first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One number a finding rests on, with its unit: ("Quad sets a week", 14.0, "sets/week")."""

    name: str
    value: float | str
    unit: str = ""


def is_stronger(severity: Severity, than: Severity) -> bool:
    """Whether a finding of this severity says more than one of the other."""
    return SEVERITIES.index(severity) < SEVERITIES.index(than)


AnswerKind = Literal["dismissed", "snoozed", "known"]
ANSWER_KINDS: Final[tuple[AnswerKind, ...]] = ("dismissed", "snoozed", "known")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the lifter answered to a finding, known by rule and subject: not now, not before a day, or "I know".

    `until` is the first day on which it no longer holds; None: as long as the finding stands. `severity` and
    `headline` are those that were answered: a stronger finding is a new question. `because` is the lifter's own
    reason, empty unless `kind` is "known". `undone_at` is None while the answer stands.
    """

    answer_id: int
    kind: AnswerKind
    until: date | None
    because: str
    answered_at: datetime
    athlete: str = DEFAULT_ATHLETE
    rule: str = ""
    subject: str = ""
    severity: Severity = "info"
    headline: str = ""
    undone_at: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """A plain object for `findings --json`."""
        return {
            "answer_id": self.answer_id,
            "kind": self.kind,
            "until": None if self.until is None else self.until.isoformat(),
            "because": self.because,
            "answered_at": self.answered_at.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says as of a day. A hint, never a verdict.

    `rank` is the rulebook's recommendation order (1 first). `subject` is the muscle or exercise id it is about (""
    for the whole
    log). `facts` are keys of facts.toml; their sources are the finding's sources. `confidence` is the rulebook's
    letter, A to D. `changed_facts` are the keys of facts that the lifter changed and that act on it: those in `facts`,
    and those that the metrics behind it are counted by. `answer` is what the lifter answered to it, while that holds.
    """

    rule: str
    rank: int
    severity: Severity
    subject: str
    headline: str
    text: str
    step: str
    period_from: date
    period_to: date
    evidence: tuple[Evidence, ...]
    facts: tuple[str, ...]
    confidence: str
    exercises: tuple[str, ...] = field(default=())
    is_headline: bool = False
    changed_facts: tuple[str, ...] = ()
    answer: Answer | None = None

    @property
    def is_safety_note(self) -> bool:
        """Whether it is the note of pain that comes before everything else: no training advice stands beside it."""
        return self.rank == 1

    def as_json(self) -> dict[str, Any]:
        """A plain object for `findings --json`."""
        return {
            "rule": self.rule,
            "rank": self.rank,
            "severity": self.severity,
            "subject": self.subject,
            "headline": self.headline,
            "text": self.text,
            "step": self.step,
            "from": self.period_from.isoformat(),
            "to": self.period_to.isoformat(),
            "evidence": [{"name": e.name, "value": e.value, "unit": e.unit} for e in self.evidence],
            "facts": list(self.facts),
            "confidence": self.confidence,
            "exercises": list(self.exercises),
            "is_headline": self.is_headline,
            "changed_facts": list(self.changed_facts),
            "answer": None if self.answer is None else self.answer.as_json(),
        }


BackupKind = Literal["daily", "before-restore", "before-schema", "before-rebuild"]


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup in the backups folder: its file name, why it was made, when (local time), and its size."""

    name: str
    kind: BackupKind
    made_at: datetime
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Rebuildable:
    """What a log can be made again from: raw files, of which some may be missing, and changes noted in the journal, of
    which some lines may be unreadable. `until` is when the last of them was made; None where nothing says so. Without a
    line of a journal that can be read there are the raw files alone.
    """

    files: int
    missing: int
    changes: int
    unreadable: int
    until: datetime | None
    has_journal: bool


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of making a log again: imports and other changes that were done again, the current sets of all
    athletes, what was said of it in sentences, and what could not be done again and why, each a sentence.
    """

    imports: int
    changes: int
    sets: int
    told: tuple[str, ...]
    not_done: tuple[str, ...]


TREND_WORDS: Final[Mapping[str, str]] = {
    "clearly rising": _("clearly rising"),
    "likely rising": _("likely rising"),
    "flat": _("flat"),
    "likely falling": _("likely falling"),
    "clearly falling": _("clearly falling"),
    "unclear": _("unclear"),
}
"""A trend's class -> its words inside a sentence."""
