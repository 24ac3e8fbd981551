"""StrongLifts 5x5's spreadsheet: to 2019 a row per workout, later a row per exercise; the sets stand side by side.

The old file repeats a block of columns for every exercise (its name, its one load in kg and in lb, `Set 1` to `Set 5`
with the reps done), and a workout of more exercises than the header foresees has a longer row. The new file has a
pair of columns for every set: reps and load. A blank is a set that was not done, 0 (or `-`) one that failed. There are
no warm-ups and no effort. Holds are counted in seconds. The body weight in both is the lifter's own business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from analytics.importers._base import Importer
from analytics.importers._blocks import Mask
from analytics.importers._distinct import matches
from analytics.importers._numbers import Floats
from analytics.importers._sets import (
    kilograms,
    load_kind,
    measures,
    none_if_zero,
    refuse_nameless,
    repetitions,
    seconds,
)
from analytics.importers._sheet import WHOLE_LINE, Column, Sheet, locate, require
from analytics.importers._table import Table, header_key, table_of, tokenise
from analytics.importers._text import Text
from analytics.importers._units import MASS_UNITS, kg_in, stated_unit
from analytics.language import _
from analytics.model import Choices, Decision, Reading
from analytics.units import MassUnit

_FIELDS: Final = {
    "date": ("date", "date (yyyy/mm/dd)"),
    "start": ("start time (h:mm)", "start time"),
    "workout": ("workout name", "workout"),
    "exercise": ("exercise",),
    "note": ("note", "notes"),
    "times": ("sets\u00d7time", "setsxtime", "sets x time"),
}
_SET_COLUMN: Final = re.compile(r"set (\d+)")
_SET_PART: Final = re.compile(r"set (\d+) \((reps|kgs?|lbs?)\)")
_EXERCISE_COLUMN: Final = re.compile(r"exercise \d+")
_LOAD_COLUMN: Final = re.compile(r"weight \((kgs?|lbs?)\)")
_DELIMITER: Final = re.compile(r"[,;\t|]")
_HEADER_LENGTH: Final = 20_000
_TIMED: Final = re.compile(r"\bplanks?\b", re.IGNORECASE)
_MISSED: Final = ("-", "\u2013")
_SKIPPED: Final = "skipped"
_NUMBER: Final = re.compile(r"[\d.,]+")

_NOT_DONE: Final = "not_performed"


class _Set(NamedTuple):
    """One set as the table of sets holds it, all in words. `state` says why it is none: not performed, or what is wrong
    with its line."""

    date: str
    workout: str
    exercise: str
    note: str
    number: str = ""
    reps: str = ""
    duration: str = ""
    kg: str = ""
    lb: str = ""
    state: str = ""
    line: str = ""


_Row: TypeAlias = "tuple[int, Sequence[str]]"
"""A record of the file: its first physical line, and its cells."""


def recognises(text: Text) -> bool:
    """A header with numbered exercises and sets (old), or with an exercise beside numbered pairs (new)."""
    keys = _header(text)
    return {"exercise 1", "set 1"} <= keys or {"exercise", "set 1 (reps)"} <= keys


def read(text: Text, choices: Choices) -> Reading:
    """The sets of a StrongLifts export; UnreadableFile when it has no date, no sets or no loads with a unit."""
    table = tokenise(text.name, text)
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed={"date": _("the date")})
    is_new = "set 1 (reps)" in table.keys
    found = list(_sets_by_pairs(table, fields) if is_new else _sets_by_blocks(table, fields))
    load = "Set" if is_new else "Weight"
    header = (
        "Date",
        "Workout",
        "Exercise",
        "Note",
        "Set",
        "Reps",
        "Time",
        f"{load} (KG)",
        f"{load} (LB)",
        "",
        WHOLE_LINE,
    )
    sets = table_of(
        text, header, [record for _, record in found], [line for line, _ in found], delimiter=table.delimiter
    )
    return _reading(Sheet(sets, {field: position for position, field in enumerate(_Set._fields)}), choices)


def _header(text: Text) -> set[str]:
    """The names in the first line, whatever separates them."""
    lines = text.content[:_HEADER_LENGTH].lstrip().split("\n", 2)
    header = lines[1] if lines[0].lower().strip("\"' \r").startswith("sep=") and len(lines) > 1 else lines[0]
    return {header_key(name) for name in _DELIMITER.split(header)}


def _reading(sheet: Sheet, choices: Choices) -> Reading:
    _set_aside(sheet)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    sheet.refuse_where("exercise", matches(exercise, _NUMBER), _("a number where the exercise should stand"))
    when = sheet.dates("date", choices)
    weight_kg, unit = _loads(sheet, choices)
    reps = repetitions(sheet)
    measured = measures(
        sheet,
        weight_kg=weight_kg,
        reps=reps,
        distance_m=np.full(len(sheet), np.nan),
        duration_s=seconds(sheet),
        failed=reps == 0,
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": "working",
        "load_kind": load_kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=unit, when=when, columns=columns, order=sheet.numbers("number"))


def _set_aside(sheet: Sheet) -> None:
    """Skip what was not done; refuse the lines that break off."""
    state = sheet.text("state")
    sheet.skip(state.eq(_NOT_DONE).to_numpy(dtype=bool), _NOT_DONE)
    broken = np.flatnonzero(state.ne("").to_numpy(dtype=bool) & sheet.is_open)
    sheet.refuse("line", {int(position): str(state.iloc[position]) for position in broken})


def _rows(table: Table) -> Iterator[_Row]:
    """The records with their cells, blanks around these removed, the ragged ones in full."""
    for position, cells in enumerate(table.columns.to_numpy().tolist()):
        yield int(table.lines[position]), [cell.strip() for cell in table.ragged.get(position, cells)]


def _place(cells: Sequence[str], fields: Mapping[str, int]) -> _Set:
    """What the sets of a row share; the exercise is still open in the old layout."""

    def cell(field: str) -> str:
        return cells[fields[field]] if field in fields and fields[field] < len(cells) else ""

    return _Set(f"{cell('date')} {cell('start')}".strip(), cell("workout"), cell("exercise"), cell("note"))


# --- a row per workout ----------------------------------------------------------------------------------------------


def _sets_by_blocks(table: Table, fields: Mapping[str, int]) -> Iterator[tuple[int, _Set]]:
    """Old layout. An exercise of which no set was done holds none; a workout of which none was counts once."""
    needed = {"exercise 1": _("the first exercise"), "set 1": _("the first set")}
    require(table, {key: at for at, key in enumerate(table.keys)}, title=IMPORTER.title, needed=needed)
    first, width = _block(table.keys)
    parts = table.keys[first : first + width]
    require(table, _loads_in(parts), title=IMPORTER.title, needed={"load": _("the weight in kg or lb")})
    for line, cells in _rows(table):
        shared = _place(cells, fields)
        if _breaks_off(cells, table, first, width):
            yield line, _broken(cells, table, shared)
            continue
        sets = [
            done
            for start in range(first, len(cells), width)
            for done in _sets_in_block(cells[start : start + width], parts, shared)
        ]
        yield from ((line, done) for done in sets or [_nothing_done(cells, shared)])


def _block(keys: Sequence[str]) -> tuple[int, int]:
    """Where the first exercise stands, and how many columns an exercise has."""
    starts = [position for position, key in enumerate(keys) if _EXERCISE_COLUMN.fullmatch(key)]
    if len(starts) > 1:
        return starts[0], starts[1] - starts[0]
    last_set = max(position for position, key in enumerate(keys) if _SET_COLUMN.fullmatch(key))
    return starts[0], max(last_set - starts[0], 0) + 1


def _loads_in(parts: Sequence[str]) -> dict[str, int]:
    loads = [position for position, key in enumerate(parts) if _LOAD_COLUMN.fullmatch(key)]
    return {"load": loads[0]} if loads else {}


def _breaks_off(cells: Sequence[str], table: Table, first: int, width: int) -> bool:
    """A row may be shorter than the header when it ends with an exercise or with blanks; else it was cut."""
    if len(cells) >= len(table.header):
        return False
    return len(cells) <= first or (cells[-1] != "" and (len(cells) - first) % width != 0)


def _sets_in_block(block: Sequence[str], parts: Sequence[str], shared: _Set) -> Iterator[_Set]:
    timed = _TIMED.search(block[0]) is not None
    load = _load(block, parts)
    for key, cell in zip(parts, block, strict=False):
        number = _SET_COLUMN.fullmatch(key)
        if number and cell:
            done = {"duration": cell} if timed else {"reps": "0" if cell in _MISSED else cell}
            yield shared._replace(exercise=block[0], number=number[1], **done, **load)


def _load(block: Sequence[str], parts: Sequence[str]) -> dict[str, str]:
    units = {position: _LOAD_COLUMN.fullmatch(key) for position, key in enumerate(parts[: len(block)])}
    return {MASS_UNITS[unit[1]]: block[position] for position, unit in units.items() if unit}


# --- a row per exercise ---------------------------------------------------------------------------------------------


def _sets_by_pairs(table: Table, fields: Mapping[str, int]) -> Iterator[tuple[int, _Set]]:
    """New layout. An exercise of which no set was done counts once."""
    pairs = _pairs(table.keys)
    require(
        table,
        {**fields, **{part: 0 for parts in pairs.values() for part in parts}},
        title=IMPORTER.title,
        needed={"exercise": _("the exercise"), "load": _("the weight in kg or lb")},
    )
    for line, cells in _rows(table):
        shared = _place(cells, fields)
        if len(cells) < len(table.header):
            yield line, _broken(cells, table, shared)
            continue
        timed = "times" in fields and cells[fields["times"] : fields["times"] + 1] not in ([], [""])
        sets = list(_sets_in_row(cells, pairs, shared, timed=timed))
        yield from ((line, done) for done in sets or [_nothing_done(cells, shared)])


def _pairs(keys: Sequence[str]) -> dict[str, dict[str, tuple[int, str]]]:
    """Set number -> `reps` and `load` -> the position of the column, and the unit in its name."""
    pairs: dict[str, dict[str, tuple[int, str]]] = {}
    for position, key in enumerate(keys):
        if part := _SET_PART.fullmatch(key):
            unit = MASS_UNITS.get(part[2], "")
            pairs.setdefault(part[1], {})["load" if unit else "reps"] = (position, unit)
    return pairs


def _sets_in_row(
    cells: Sequence[str], pairs: Mapping[str, Mapping[str, tuple[int, str]]], shared: _Set, *, timed: bool
) -> Iterator[_Set]:
    for number, parts in pairs.items():
        position, _ = parts.get("reps", (len(cells), ""))
        reps = cells[position] if position < len(cells) else ""
        position, unit = parts.get("load", (len(cells), ""))
        load = {unit: cells[position]} if position < len(cells) else {}
        if not reps and not any(load.values()):
            continue
        if not reps or reps.casefold() == _SKIPPED:
            yield shared._replace(number=number, state=_NOT_DONE)
            continue
        done = "0" if reps in _MISSED else reps
        yield shared._replace(number=number, **({"duration": done} if timed else {"reps": done}), **load)


def _broken(cells: Sequence[str], table: Table, shared: _Set) -> _Set:
    state = _("the line breaks off: {have} of {want} columns", have=len(cells), want=len(table.header))
    return shared._replace(state=state, line=table.delimiter.join(cells))


def _nothing_done(cells: Sequence[str], shared: _Set) -> _Set:
    """A row that holds no set still counts; one without a word in it is blank."""
    return shared._replace(state=_NOT_DONE) if any(cells) else _Set("", "", "", "")


# --- loads ----------------------------------------------------------------------------------------------------------


def _loads(sheet: Sheet, choices: Choices) -> tuple[Floats, Decision]:
    """Kilograms. Each row takes the column of the decided unit, and the other one where that is blank."""
    loads: dict[MassUnit, Floats] = {unit: none_if_zero(sheet.numbers(unit)) for unit in ("kg", "lb")}
    unit = _unit(sheet, loads, choices)
    in_kg, in_lb = (kilograms(sheet, unit, loads[unit], kg_in(unit)) for unit in ("kg", "lb"))
    first, second = (in_lb, in_kg) if unit.value == "lb" else (in_kg, in_lb)
    return np.where(np.isnan(first), second, first), unit


def _unit(sheet: Sheet, loads: Mapping[MassUnit, Floats], choices: Choices) -> Decision:
    """The unit the lifter loads in. Where a file has both, one is the app's rounding of the other, and has fewer
    different values."""
    filled = {unit: ~np.isnan(values) & sheet.is_open for unit, values in loads.items()}
    both: Mask = filled["kg"] & filled["lb"]
    if not both.any():
        return _only_unit(sheet, filled, choices)
    if choices.unit in ("kg", "lb"):
        return Decision(choices.unit, _("the file has every load in kg and in lb; chosen at the import"))
    in_kg, in_lb = (len(np.unique(loads[unit][both])) for unit in ("kg", "lb"))
    if in_kg == in_lb:
        return Decision("kg", _("the file has every load in kg and in lb, and neither is the finer; kg was taken"))
    unit, other = ("kg", "lb") if in_kg > in_lb else ("lb", "kg")
    how = _(
        "the file has every load in kg and in lb; {finer} different loads in {unit} are rounded to {coarser} in "
        "{other}",
        finer=max(in_kg, in_lb),
        unit=unit,
        coarser=min(in_kg, in_lb),
        other=other,
    )
    return Decision(unit, how)


def _only_unit(sheet: Sheet, filled: Mapping[MassUnit, Mask], choices: Choices) -> Decision:
    if filled["kg"].any() and filled["lb"].any():
        return Decision("mixed", _("the file has a column in kg and one in lb; each row takes the one it fills"))
    unit: MassUnit = "lb" if filled["lb"].any() else "kg"
    return stated_unit(unit, sheet.header(unit), choices)


IMPORTER: Final = Importer(name="stronglifts", title="StrongLifts 5x5", form=Text, recognises=recognises, read=read)
