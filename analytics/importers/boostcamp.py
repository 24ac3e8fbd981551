"""Boostcamp, in two shapes.

The app's own export is a dump of its database: a row per workout, in which `records` is JSON (exercises, their sets,
supersets nested in them). It is laid out here as one record per set: `value` is the load, `amount` the reps
(`5+`: at least five) and `intensity` the effort, where it is one RPE or RIR (a percentage or a range is a plan, and not
read); the reps and the RPE that `archived_*` says were done come before that. Times are UTC and write the day first. A
row whose JSON is broken is refused, the others stay. Ids of the user and of programmes are never read.

The other is what scripts take from the website: `workout;date;week;day;exercise;set;weight;unit;reps`, a row per set.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

import numpy as np

from analytics.importers._base import Importer
from analytics.importers._dates import Dates, dates
from analytics.importers._distinct import distinct, mapped, matches
from analytics.importers._loads import loads
from analytics.importers._numbers import Floats, numbers
from analytics.importers._sets import (
    measures,
    metres,
    refuse_nameless,
    repetitions,
    reps_in_reserve,
    seconds,
    stated_rir,
)
from analytics.importers._sheet import Column, Sheet, locate
from analytics.importers._table import Table, table_of
from analytics.importers._text import Text
from analytics.importers._units import METRES_IN, token
from analytics.language import _
from analytics.model import Choices, Decision, Reading
from analytics.texts import clean

_DUMP: Final = frozenset({"records", "finished_at", "created_at"})
_SCRAPED: Final = frozenset({"workout", "date", "week", "day", "exercise", "set", "weight", "unit", "reps"})
_FIELDS: Final = {
    "date": ("date",),
    "workout": ("workout",),
    "exercise": ("exercise",),
    "set": ("set",),
    "weight": ("weight",),
    "weight_unit": ("unit",),
    "reps": ("reps",),
}

_LAID_OUT: Final = (
    "date", "workout", "exercise", "set", "set_type", "weight", "weight_unit", "reps", "distance", "distance_unit",
    "duration", "rpe", "rir", "note", "not_done", "records",
)  # fmt: skip
_STARTS: Final = ("created_at", "finished_at", "finished_v2_at")
_ARCHIVED_UNIT: Final = "lb"
"""`archived_weight` is in pounds, whatever unit the lifter sees."""
_OPEN_END: Final = re.compile(r"(?<!\s)\s*\+\s*\Z")
_SHORT_OFFSET: Final = re.compile(r"(:\d{2}(?:[.,]\d+)?\s*[+-]\d{2})\Z")
_SHOWN_AROUND: Final = 20
_KINDS: Final = {"": "working", "warmup": "warmup", "failure": "failure"}
_PLAIN_NUMBER: Final = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_ZERO: Final = re.compile(r"0+(?:\.0+)?", re.ASCII)
_TRUE: Final = re.compile(r"true|yes|1", re.IGNORECASE)

_Record: TypeAlias = dict[str, str]
"""The cells of one set by name; `reason` says why it cannot be one."""


def recognises(table: Table) -> bool:
    """The dump has JSON `records` between its times; the scraped table its nine columns."""
    keys = set(table.keys)
    return keys >= _DUMP or keys >= _SCRAPED


def read(table: Table, choices: Choices) -> Reading:
    """The sets of either shape."""
    dump = set(table.keys) >= _DUMP
    layout = _laid_out(table) if dump else _Layout(_with_closed_reps(table), locate(table, _FIELDS))
    sheet = Sheet(layout.table, layout.fields)
    sheet.refuse("records", layout.broken)
    sheet.skip(matches(sheet.text("not_done"), _TRUE), "not_performed")
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = _starts(sheet, choices)
    set_type = mapped(sheet.text("set_type"), _KINDS, otherwise="other")
    load = loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=load.weight_kg,
        reps=repetitions(sheet),
        distance_m=_distances(sheet),
        duration_s=seconds(sheet),
        failed=set_type.eq("failure").to_numpy(dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": set_type,
        "load_kind": load.kind(exercise),
        "rir": _effort(sheet),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    order = numbers(sheet.text("set")).values
    return sheet.reading(IMPORTER.name, unit=load.unit, when=when, columns=columns, order=order)


@dataclass(frozen=True, slots=True)
class _Layout:
    """A table of one record per set, its fields, and the records that stand for something broken, with the reason."""

    table: Table
    fields: Mapping[str, int]
    broken: Mapping[int, str] = field(default_factory=dict)


def _with_closed_reps(table: Table) -> Table:
    """The scraped table with `5+` as 5."""
    reps = table.keys.index("reps")
    columns = table.columns.copy()
    columns[reps] = columns[reps].str.replace(_OPEN_END, "", regex=True)
    return table.with_columns(columns)


def _laid_out(table: Table) -> _Layout:
    """The dump as one record per set; a workout without any is one empty record, a broken one the record of that."""
    records: list[_Record] = []
    lines: list[int] = []
    for row, workout, content in _workouts(table):
        in_row = list(_broken_off(table, row) if row in table.ragged else _sets(content)) or [_Record()]
        records += [_Record({**workout, **record}) if record else record for record in in_row]
        lines += [int(table.lines[row])] * len(in_row)
    text = Text("", table.encoding, table.name)
    cells = [[record.get(name, "") for name in _LAID_OUT] for record in records]
    return _Layout(
        table_of(text, _LAID_OUT, cells, lines, delimiter=table.delimiter),
        {name: position for position, name in enumerate(_LAID_OUT)},
        {position: record["reason"] for position, record in enumerate(records) if "reason" in record},
    )


def _workouts(table: Table) -> Iterator[tuple[int, _Record, str]]:
    """Row, the cells that all of a workout's sets share, and its JSON."""
    fields = locate(table, {name: (name,) for name in ("records", "title", "status", *_STARTS)})
    cells = {name: table.column(position).tolist() for name, position in fields.items()}
    for row in range(len(table)):
        stamps = (cells[name][row].strip() for name in _STARTS if name in cells)
        shared = {
            "date": _SHORT_OFFSET.sub(r"\g<1>00", next(filter(None, stamps), "")),
            "workout": cells["title"][row] if "title" in cells else "",
            "not_done": "true" if "status" in cells and cells["status"][row].strip().casefold() == "skipped" else "",
        }
        yield row, shared, cells["records"][row]


def _broken_off(table: Table, row: int) -> Iterator[_Record]:
    """A line with too few or too many columns. It is not shown, since it holds the user's id."""
    have, want = len(table.ragged[row]), len(table.header)
    if any(cell.strip() for cell in table.ragged[row]):
        why = _("the line has {have} columns instead of {want}", have=have, want=want)
        yield {"records": _("{have} columns", have=have), "reason": why}


def _sets(content: str) -> Iterator[_Record]:
    """The sets of one workout in the order they stand, those of a superset in the place of their shell."""
    try:
        exercises = json.loads(content) if content.strip() else []
    except json.JSONDecodeError as broken:
        around = content[max(broken.pos - _SHOWN_AROUND, 0) : broken.pos + _SHOWN_AROUND]
        why = _("the sets of this workout are broken JSON at character {place}", place=broken.pos + 1)
        yield {"records": around, "reason": why}
        return
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets in thousands of brackets
        yield {"records": content[:_SHOWN_AROUND], "reason": _("the sets of this workout are broken JSON")}
        return
    if not isinstance(exercises, list):
        yield {"records": _written(exercises)[:_SHOWN_AROUND], "reason": _("the records are not a list of exercises")}
        return
    waiting = exercises[::-1]
    while waiting:
        exercise = waiting.pop()
        yield from _sets_of_exercise(exercise)
        nested = exercise.get("supersets") if isinstance(exercise, dict) else None
        waiting += nested[::-1] if isinstance(nested, list) else []


def _sets_of_exercise(exercise: Any) -> Iterator[_Record]:
    sets = exercise.get("sets") or [] if isinstance(exercise, dict) else None
    if not isinstance(sets, list):
        yield {"records": _written(exercise)[:_SHOWN_AROUND], "reason": _("not an exercise with a list of sets")}
        return
    for number, one in enumerate(sets, start=1):
        if isinstance(one, dict):
            yield {"set": str(number), **_set(exercise, one)}
        else:
            yield {"records": _written(one)[:_SHOWN_AROUND], "reason": _("not a set")}


def _set(exercise: Mapping[str, Any], one: Mapping[str, Any]) -> _Record:
    """The cells of one set; `not_done` only where it was skipped, since the workout may have been as a whole."""
    failed = _written(one.get("setStatus")).casefold() == "failure"
    skipped = _is_true(one.get("skipped")) or _is_true(exercise.get("skipped"))
    return {
        "exercise": _written(exercise.get("name")),
        "set_type": "warmup" if _is_true(one.get("isWarmup")) else "failure" if failed else "",
        "note": _written(exercise.get("notes")),
        **({"not_done": "true"} if skipped else {}),
        **_load(one),
        **_amount(one, _written(one.get("target_type") or exercise.get("target_type")).casefold(), failed=failed),
        **_intensity(one),
    }


def _load(one: Mapping[str, Any]) -> _Record:
    if value := _written(one.get("value")):
        return {"weight": value, "weight_unit": _written(one.get("weight_unit"))}
    if archived := _unless_zero(one.get("archived_weight")):
        return {"weight": archived, "weight_unit": _ARCHIVED_UNIT}
    return {}


def _amount(one: Mapping[str, Any], target: str, *, failed: bool) -> _Record:
    """Reps, seconds or a distance, by what the set was meant to be counted in."""
    amount = _OPEN_END.sub("", _written(one.get("amount")))
    if any(word in target for word in ("time", "sec", "min", "dur")):
        minutes = _written(one.get("time_unit")).casefold().startswith("m")
        return {"duration": _in_seconds(amount or _unless_zero(one.get("archived_time")), minutes=minutes)}
    if "dist" in target:
        return {"distance": amount, "distance_unit": _written(one.get("target_unit"))}
    done = _written(one.get("archived_reps")) if failed else _unless_zero(one.get("archived_reps"))
    return {"reps": done or amount}


def _in_seconds(amount: str, *, minutes: bool) -> str:
    return str(float(amount) * 60) if minutes and _PLAIN_NUMBER.fullmatch(amount) else amount


def _intensity(one: Mapping[str, Any]) -> _Record:
    """The RPE that was logged, else an intensity that is one RPE or one RIR."""
    if logged := _unless_zero(one.get("archived_rpe")) or _unless_zero(one.get("rpe")):
        return {"rpe": logged}
    unit, value = _written(one.get("intensity_unit")).casefold(), _written(one.get("intensity"))
    return {unit: value} if unit in ("rpe", "rir") and _PLAIN_NUMBER.fullmatch(value) else {}


def _written(value: object) -> str:
    """A JSON value as the cell of a table: lists, objects, null and what no text can hold are nothing."""
    if value is None or isinstance(value, bool | list | dict):
        return ""
    return clean(str(value).encode(errors="replace").decode()).strip()


def _unless_zero(value: object) -> str:
    written = _written(value)
    return "" if _ZERO.fullmatch(written) else written


def _is_true(value: object) -> bool:
    return value is True or _TRUE.fullmatch(_written(value)) is not None


def _starts(sheet: Sheet, choices: Choices) -> Dates:
    """The starts, the day first unless that leaves more of them unread."""
    cells = sheet.text("date")
    found = dates(cells, choices)
    if choices.date_order == "auto" and found.order.value == "mdy":
        day_first = dates(cells, replace(choices, date_order="dmy"))
        if len(day_first.refused) <= len(found.refused):
            how = _("every date fits both orders; Boostcamp writes the day first")
            found = replace(day_first, order=Decision("dmy", how))
    sheet.refuse("date", found.refused)
    return found


def _distances(sheet: Sheet) -> Floats:
    """Metres; a distance without a known unit is left out rather than guessed."""
    codes, spellings = distinct(sheet.text("distance_unit"))
    metres_in = np.array([METRES_IN.get(token(spelling), np.nan) for spelling in spellings], dtype=np.float64)
    return metres(sheet, "distance", sheet.numbers("distance"), metres_in[codes])


def _effort(sheet: Sheet) -> Floats:
    stated = stated_rir(sheet)
    return np.where(np.isnan(stated), reps_in_reserve(sheet), stated)


IMPORTER: Final = Importer(name="boostcamp", title="Boostcamp", form=Table, recognises=recognises, read=read)
