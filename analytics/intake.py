"""What comes into the log: exported files as importers read them, merged whole or not at all, and sets typed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import combinations
from typing import Any, Final

import pandas as pd

from analytics import importers
from analytics.errors import HindsightError, NotFound, WrongRequest
from analytics.language import _, n_
from analytics.model import (
    DEFAULT_ATHLETE,
    READ_COLUMNS,
    Choices,
    ImportReport,
    Layout,
    Preview,
    Reading,
    Stage,
    Step,
    Unrecognised,
)
from analytics.reference.names import normalise
from analytics.store import Store, possible
from analytics.store.lines import choices_of, rows_told
from analytics.store.merge import Change, Origin
from analytics.store.readings import Told, told_of
from analytics.texts import LONGEST_NAME, clean, file_name

Progress = Callable[[Step], None]
"""Told each step as it begins. What it raises ends the import, and nothing of the file is then in the log."""
_DECIDED: Final = ("unit", "date_order", "time_zone")
_CHOSEN: Final = (*_DECIDED, "warmups", "layout")
_LEFT_TO_THE_FILE: Final = (None, "", "mixed", "local", "marked", "unmarked")
"""What is decided of an import where nobody chose it."""
_ALIKE: Final = (3 + len(_DECIDED), len(_DECIDED))
"""What `_likeness` says of a file that is read as it was."""
_ANY_LAYOUT: Final = "layouts"
_MOST_LINES_OF_A_ROW: Final = 50
_NEEDED: Final = frozenset({"started_at", "exercise", "reps"})
_TEXTS: Final = ("workout", "exercise", "note")
_TYPED_IN: Final[Mapping[str, str | int]] = {"set_type": "working", "block": 1, "source": "hindsight"}
"""What a typed-in set is unless it says otherwise."""


def import_file(
    store: Store, name: str, content: bytes, *, choices: Choices, now: datetime, tell: Progress
) -> ImportReport:
    """Read one export and merge it into the log, with what it says of columns and unit: all of that or nothing. Taking
    the import back leaves the columns and the unit known. Raises `UnreadableFile` or `UnknownFormat`.
    """
    name = file_name(name)
    choices = _with_layout(store, name, content, choices)
    origin = _origin(name, content, choices, now)
    known = store.known_reading(origin.stamp)
    told = known.told if known else _read(name, content, choices, tell)
    reading = told.reading
    columns = _to_remember(name, content, choices, reading)
    with store.together():
        merged = store.add_again(known, content, origin) if known else store.add(told, content, origin, _of(told, tell))
        for key, value in columns.items():
            store.change_setting(key, value)
        _take_over_unit(store, reading.lifter_unit or reading.unit.value)
    notes: tuple[str, ...] = ()
    if merged.reread_sets:
        replaced = n_(
            "{number} set of an earlier reading of this file was replaced by this one.",
            "{number} sets of an earlier reading of this file were replaced by this one.",
            merged.reread_sets,
        )
        notes = (replaced,)
    return _report_of(store, told, merged.change, import_id=merged.import_id, notes=notes)


def import_again(store: Store, told: Mapping[str, Any], content: bytes) -> list[str]:
    """Import a raw file as a line of the journal says it was imported (`store.rebuilding`); returns what is otherwise
    than it was then, in sentences. Raises the same errors as `import_file`.
    """
    name, now = told["file"], datetime.fromisoformat(told["at"])
    choices = choices_of(told.get("choices", {}))
    remarks = []
    if "decided" in told:
        choices, is_same = _choices_that_decide(name, content, told)
        remarks = [] if is_same else [_("It may be read otherwise than it was then.")]
    origin = _origin(name, content, choices, now)
    known = store.known_reading(origin.stamp)
    read = known.told if known else _read(name, content, choices, _silent)
    if known:
        store.add_again(known, content, origin)
    else:
        store.add(read, content, origin, _of(read, _silent))
    if read.sets != told.get("sets", read.sets):
        remarks.append(_("It holds {now} sets now, and held {before} then.", now=read.sets, before=told["sets"]))
    return remarks


def _choices_that_decide(name: str, content: bytes, told: Mapping[str, Any]) -> tuple[Choices, bool]:
    """The choices by which a file is read most like it was before choices were noted, as much as can be left to the
    file; and whether all that was decided and counted then comes out. Raises what keeps the file from being read.
    """
    likely: list[tuple[tuple[int, int], Choices]] = []
    refused: list[HindsightError] = []
    for choices in _likely_choices(told["decided"]):
        try:
            read = _read(name, content, choices, _silent)
        except HindsightError as error:
            refused.append(error)
            continue
        likely.append((_likeness(read, told), _for_the_same(choices, read, told["decided"]["athletes"])))
        if likely[-1][0] == _ALIKE:
            break
    if not likely:
        raise refused[0]
    likeness, choices = max(likely, key=lambda each: each[0])
    return choices, likeness[0] == _ALIKE[0]


def _likely_choices(decided: Mapping[str, Any]) -> list[Choices]:
    """What may have been chosen at an import of which is known what was decided, fewest choices first."""
    perhaps = {name: decided[name] for name in _CHOSEN if decided[name] not in _LEFT_TO_THE_FILE}
    some = [chosen for number in range(len(perhaps) + 1) for chosen in combinations(perhaps, number)]
    return [choices_of({name: perhaps[name] for name in chosen}) for chosen in some]


def _for_the_same(choices: Choices, read: Told, athletes: Sequence[str]) -> Choices:
    """The choices with whose log it was, where the file does not say so."""
    whose = sorted(set(read.reading.found["athlete"].astype("str").fillna(DEFAULT_ATHLETE)))
    return replace(choices, athlete=athletes[0]) if whose != athletes and len(athletes) == 1 else choices


def _likeness(read: Told, told: Mapping[str, Any]) -> tuple[int, int]:
    """How many counts and decisions are those of a line of the journal, and how many of the reasons for these."""
    reading, decided = read.reading, told["decided"]
    counts = (read.sets == told["sets"], reading.rows == decided["rows"], len(reading.problems) == decided["rejected"])
    pairs = [(getattr(reading, name), name) for name in _DECIDED]
    values = [decision.value == decided[name] for decision, name in pairs]
    reasons = [decision.how == decided[f"{name}_how"] for decision, name in pairs]
    return sum(counts) + sum(values), sum(reasons)


def preview(store: Store, name: str, content: bytes, *, choices: Choices, now: datetime, tell: Progress) -> Preview:
    """What `import_file` would do and why; nothing is stored. Raises the same errors."""
    name = file_name(name)
    choices = _with_layout(store, name, content, choices)
    told = _read(name, content, choices, tell)
    change = store.rehearse(told, _origin(name, content, choices, now), _of(told, tell))
    return Preview(_report_of(store, told, change, import_id=0), told.reading.sets)


def _read(name: str, content: bytes, choices: Choices, tell: Progress) -> Told:
    return told_of(importers.read(name, content, choices, tell=lambda stage: tell(Step(stage))))


def _of(told: Told, tell: Progress) -> Callable[[Stage], None]:
    """Tells the stages of a file of which it is known how many sets it has."""
    return lambda stage: tell(Step(stage, told.sets))


def _origin(name: str, content: bytes, choices: Choices, now: datetime) -> Origin:
    """Where a reading comes from. Its stamp says all that the reading depends on."""
    digest = hashlib.sha256(content).hexdigest()
    known_by = "\n".join((name, digest, repr(choices), importers.fingerprint()))
    choices = replace(choices, athlete=_named(choices.athlete))
    return Origin(name, digest, now, choices, hashlib.sha256(known_by.encode()).hexdigest())


def _named(athlete: str | None) -> str | None:
    if athlete is not None and len(athlete) > LONGEST_NAME:
        raise WrongRequest(
            n_("A name of {number} character is too long.", "A name of {number} characters is too long.", len(athlete)),
            _("Use at most {number}.", number=LONGEST_NAME),
        )
    return None if athlete is None else clean(athlete)


def _silent(step: Step) -> None:
    """Progress that nobody watches."""


def kept_file(store: Store, import_id: int) -> tuple[str, bytes]:
    """The name and the bytes of the file that an import was made from. Raises `NotFound` for one without a file."""
    content = store.upload(import_id)
    if content is None:
        raise NotFound(_("No file of import {number} is kept, so it cannot be read again.", number=import_id))
    return str(store.imports().set_index("import_id").loc[import_id, "file"]), content


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of a kept file as it stood there, with the file's first line, which mostly names the columns."""

    file: str
    line: int
    text: str
    first: str


def raw_line(store: Store, import_id: int, line: int) -> RawLine | None:
    """A line (1-based) of the kept file of an import, whole where a quoted cell goes over several; None where the file
    is no text. Raises `NotFound` for an import without a file.
    """
    name, content = kept_file(store, import_id)
    lines = importers.lines_of(name, content)
    if not 1 <= line <= len(lines):
        return None
    rest = lines[line - 1 : line - 1 + _MOST_LINES_OF_A_ROW]
    end = next((end for end in range(1, len(rest) + 1) if sum(each.count('"') for each in rest[:end]) % 2 == 0), 1)
    return RawLine(name, line, "\n".join(rest[:end]), lines[0])


def typed_in(rows: pd.DataFrame) -> pd.DataFrame:
    """Typed-in rows with every column of `READ_COLUMNS`, numbered within their exercise. Raises `WrongRequest` where a
    set has no time, exercise or repetitions, or a value that no set can have.
    """
    if rows.empty or not _NEEDED.issubset(rows.columns):
        raise WrongRequest(_("A set needs a time, an exercise and repetitions."), _("Fill these in for each set."))
    filled = rows.copy()
    for column in READ_COLUMNS:
        if column not in filled:
            filled[column] = None
    for column, usual in _TYPED_IN.items():
        filled[column] = filled[column].where(filled[column].notna(), usual)
    if filled["set_number"].isna().any():
        filled["set_number"] = filled.groupby(["started_at", "exercise", "block"]).cumcount() + 1
    for column in _TEXTS:
        filled[column] = filled[column].map(lambda text: clean(str(text)), na_action="ignore")
    typed = filled[list(READ_COLUMNS)].astype(dict(READ_COLUMNS))
    for row in rows_told(typed):
        possible.check({column: row.get(column) for column in READ_COLUMNS})
    return typed


def _take_over_unit(store: Store, unit: str) -> None:
    """The first import's unit becomes the one that loads are shown in, until the lifter says otherwise."""
    if unit in ("kg", "lb") and not store.setting("unit", ""):
        store.change_setting("unit", unit)


# how a person mapped the columns -------------------------------------------------------------------------------------


def _with_layout(store: Store, name: str, content: bytes, choices: Choices) -> Choices:
    """The choices with the columns as they were mapped for the last table with the same header."""
    if choices.layout is not None or not store.setting(_ANY_LAYOUT, ""):
        return choices
    known = store.setting(_layout_key(importers.columns_of(name, content)), "")
    return replace(choices, layout=_layout_of(known)) if known else choices


def _to_remember(name: str, content: bytes, choices: Choices, reading: Reading) -> dict[str, str]:
    """The settings that keep how a person mapped the columns, for the next file with that header."""
    if choices.layout is None or reading.layout is None:
        return {}
    return {_ANY_LAYOUT: "yes", _layout_key(importers.columns_of(name, content)): json.dumps(asdict(reading.layout))}


def _layout_key(columns: Mapping[str, object]) -> str:
    header = "\n".join(name.strip().casefold() for name in columns)
    return f"layout.{hashlib.sha256(header.encode()).hexdigest()}"


def _layout_of(text: str) -> Layout:
    kept = json.loads(text)
    return Layout(kept["columns"], tuple(kept["lifts"]), kept["packed"])


# what is told of it --------------------------------------------------------------------------------------------------


def _report_of(
    store: Store, told: Told, change: Change, *, import_id: int, notes: tuple[str, ...] = ()
) -> ImportReport:
    reading = told.reading
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
        workouts=told.workouts,
        exercises=told.exercises,
        unrecognised=_unrecognised_in(told.names, store),
        problems=reading.problems,
        notes=(*reading.notes, *notes),
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        warmups=reading.warmups,
        questions=reading.questions,
        layout=reading.layout,
    )


def _unrecognised_in(names: Mapping[str, int], store: Store) -> tuple[Unrecognised, ...]:
    """The names of a file that neither the catalogue nor the user knows, most sets first."""
    catalogue, taught = store.catalogue, store.taught_keys()
    return tuple(
        Unrecognised(name, number, catalogue.suggest(name))
        for name, number in names.items()
        if catalogue.recognise(name) is None and normalise(name) not in taught
    )
