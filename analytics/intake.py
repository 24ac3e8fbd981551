"""What comes into the log: exported files as importers read them, merged whole or not at all, and sets typed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Final

import pandas as pd

from analytics import importers
from analytics.errors import NotFound, WrongRequest
from analytics.language import _, n_
from analytics.model import READ_COLUMNS, Choices, ImportReport, Layout, Preview, Unrecognised
from analytics.reference.names import normalise
from analytics.store import Store
from analytics.store.merge import Change, Origin
from analytics.store.readings import Told, told_of

Progress = Callable[[str, float], None]
"""Told what is done, and which share of the whole is done."""
_ANY_LAYOUT: Final = "layouts"
_MOST_LINES_OF_A_ROW: Final = 50
_NEEDED: Final = frozenset({"started_at", "exercise", "reps"})
_TYPED_IN: Final[Mapping[str, str | int]] = {"set_type": "working", "block": 1, "source": "hindsight"}
"""What a typed-in set is unless it says otherwise."""


def import_file(
    store: Store, name: str, content: bytes, *, choices: Choices, now: datetime, tell: Progress
) -> ImportReport:
    """Read one export and merge it into the log. Raises `UnreadableFile` or `UnknownFormat`."""
    tell(_("Reading {file}", file=name), 0.1)
    choices = _with_layout(store, name, content, choices)
    origin = _origin(name, content, choices, now)
    known = store.known_reading(origin.stamp)
    told = known.told if known else told_of(importers.read(name, content, choices))
    reading = told.reading
    tell(n_("Merging {number} set into the log", "Merging {number} sets into the log", told.sets), 0.5)
    merged = store.add_again(known, content, origin) if known else store.add(told, content, origin)
    tell(_("Looking up exercises"), 0.9)
    if choices.layout is not None and reading.layout is not None:
        _remember_layout(store, name, content, reading.layout)
    _take_over_unit(store, reading.lifter_unit or reading.unit.value)
    notes: tuple[str, ...] = ()
    if merged.reread_sets:
        replaced = n_(
            "{number} set of an earlier reading of this file was replaced by this one.",
            "{number} sets of an earlier reading of this file were replaced by this one.",
            merged.reread_sets,
        )
        notes = (replaced,)
    report = _report_of(store, told, merged.change, import_id=merged.import_id, notes=notes)
    tell(_("Done"), 1.0)
    return report


def preview(store: Store, name: str, content: bytes, *, choices: Choices, now: datetime) -> Preview:
    """What `import_file` would do and why; nothing is stored. Raises the same errors."""
    choices = _with_layout(store, name, content, choices)
    told = told_of(importers.read(name, content, choices))
    change = store.rehearse(told, _origin(name, content, choices, now))
    return Preview(_report_of(store, told, change, import_id=0), told.reading.sets)


def _origin(name: str, content: bytes, choices: Choices, now: datetime) -> Origin:
    """Where a reading comes from. Its stamp says all that the reading depends on."""
    digest = hashlib.sha256(content).hexdigest()
    known_by = "\n".join((name, digest, repr(choices), importers.fingerprint()))
    return Origin(name, digest, choices.athlete, now, hashlib.sha256(known_by.encode()).hexdigest())


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
    set has no time, exercise or repetitions.
    """
    if rows.empty or not _NEEDED.issubset(rows.columns):
        raise WrongRequest(_("A set needs a time, an exercise and repetitions."), _("Fill these in for each set."))
    filled = rows.copy()
    for column in READ_COLUMNS:
        if column not in filled:
            filled[column] = pd.Series(_TYPED_IN.get(column), index=filled.index)
    if filled["set_number"].isna().any():
        filled["set_number"] = filled.groupby(["started_at", "exercise", "block"]).cumcount() + 1
    return filled[list(READ_COLUMNS)].astype(dict(READ_COLUMNS))


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


def _remember_layout(store: Store, name: str, content: bytes, layout: Layout) -> None:
    """Keep how a person mapped the columns, for the next file with that header."""
    store.change_setting(_ANY_LAYOUT, "yes")
    store.change_setting(_layout_key(importers.columns_of(name, content)), json.dumps(asdict(layout)))


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
