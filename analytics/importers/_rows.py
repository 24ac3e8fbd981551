"""From the rows of a table of one's own to rows of one set each.

First every cell that holds sets (a row of an exercise, a column of one lift, a column of one set) becomes a row with
the same columns; then each row is repeated for the sets that its cells hold. Distinct cells are read once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.importers._amounts import NUMBER, Load, Work, is_measured, loads_in, number, plain, sets_in, works_in
from analytics.importers._header_words import DISTANCE_WORDS, MASS_WORDS, SECONDS_IN, unit_in
from analytics.importers._layout import Proposal
from analytics.importers._packed import Group, Open, Orders, PackedSet, groups_in, settled, unpacked
from analytics.importers._table import Table
from analytics.importers._units import METRES_IN
from analytics.language import _

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]
FIELDS: Final = (
    "date", "time", "workout", "exercise", "weight", "unit", "reps", "sets", "packed", "rpe", "rir", "set_type",
    "duration", "distance", "note", "side", "set_number", "done",
)  # fmt: skip
_NUMBER: Final = re.compile(NUMBER)
MEASURES: Final = ("weight", "unit", "reps", "sets", "packed", "duration", "distance")


@dataclass(frozen=True, slots=True)
class Unread:
    """A row whose cells cannot be read: the field to blame, and why."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table under the names of `FIELDS`. `record` is the row of the table that each comes from."""

    cells: pd.DataFrame
    record: Positions
    names: Mapping[str, str]

    def text(self, field: str) -> pd.Series[str]:
        found: pd.Series[str] = self.cells[field]
        return found

    def has(self, field: str) -> bool:
        return field in self.names

    def is_blank(self, field: str) -> Mask:
        return self.text(field).str.strip().eq("").to_numpy(dtype=bool)

    def with_cells(self, field: str, cells: pd.Series[str]) -> Rows:
        return replace(self, cells=self.cells.assign(**{field: cells}))


@dataclass(frozen=True, slots=True)
class Units:
    """What the names of the columns say about their units; "" and 0 where they say nothing."""

    metres_in_one: float
    seconds_in_one: float
    decimal_comma: bool


def rows_of(table: Table, plan: Proposal) -> Rows:
    """One row for each row of an exercise, cell of a lift, or cell of a set."""
    names = {field: table.header[position] or f"column {position + 1}" for field, position in plan.positions.items()}
    every = np.arange(len(table), dtype=np.intp)
    shared = pd.DataFrame({field: _cells(table, plan.positions.get(field)) for field in FIELDS})
    if plan.lifts:
        parts = [(_lift(shared, table, position), position) for position in plan.lifts]
        return _stacked(shared, parts, names | {"packed": _("a column of a lift"), "exercise": _("a column of a lift")})
    if plan.sets:
        own = {field: table.header[n] for places in plan.sets.values() for field, n in places.items()}
        sets = [(_set(shared, table, places), number) for number, places in plan.sets.items()]
        return _stacked(shared, sets, {**own, **names})
    return Rows(shared, every, names)


def _cells(table: Table, position: int | None) -> pd.Series[str]:
    if position is None:
        return pd.Series("", index=range(len(table)), dtype="str")
    return table.column(position).reset_index(drop=True)


def _lift(shared: pd.DataFrame, table: Table, position: int) -> pd.DataFrame:
    cells = _cells(table, position)
    return shared.assign(exercise=table.header[position], packed=cells)[cells.str.strip().ne("")]


def _set(shared: pd.DataFrame, table: Table, places: Mapping[str, int]) -> pd.DataFrame:
    """The rows that have this set: any of its own cells is filled."""
    own = {field: _cells(table, position) for field, position in places.items()}
    filled = np.zeros(len(shared), dtype=bool)
    for cells in own.values():
        filled |= cells.str.strip().ne("").to_numpy(dtype=bool)
    return shared.assign(**own)[filled]


def _stacked(shared: pd.DataFrame, parts: Sequence[tuple[pd.DataFrame, int]], names: Mapping[str, str]) -> Rows:
    """The rows of all parts in the order of the table; a record without any is one row, to be accounted for."""
    found = pd.concat([part.assign(_place=place) for part, place in parts])
    without = shared.index.difference(found.index)
    found = pd.concat([found, shared.loc[without].assign(_place=-1)])
    ordered = found.reset_index(names="_record").sort_values(["_record", "_place"], kind="stable")
    return Rows(
        ordered[list(FIELDS)].astype("str").reset_index(drop=True), ordered["_record"].to_numpy(dtype=np.intp), names
    )


def orders_of(rows: Rows, *, header: str, chosen: str) -> Orders | Open:
    """The order of the numbers in the packed cells of a table, over all of them."""
    if not rows.has("packed"):
        return Orders()
    cells = [groups for cell in rows.text("packed").unique() if (groups := groups_in(cell))]
    has_load = rows.has("weight") and not rows.is_blank("weight").all()
    has_reps = rows.has("reps") and not rows.is_blank("reps").all()
    return settled(cells, header=header, chosen=chosen, has_load=has_load, reps=has_reps)


def column_units(rows: Rows) -> Units:
    """The units of distance and duration that headers state; a bare distance of 50 and more is taken as metres."""
    distance = unit_in(rows.names.get("distance", ""), DISTANCE_WORDS)
    duration = unit_in(rows.names.get("duration", ""), SECONDS_IN)
    bare = pd.to_numeric(rows.text("distance"), errors="coerce").to_numpy(dtype=np.float64)
    usual = "m" if not np.isfinite(bare).any() or float(np.nanmedian(bare)) >= 50 else "km"
    return Units(
        metres_in_one=METRES_IN[DISTANCE_WORDS[distance] if distance else usual],
        seconds_in_one=SECONDS_IN[duration] if duration else 1.0,
        decimal_comma=_commas_are_decimal(rows.text("weight")),
    )


def _commas_are_decimal(cells: pd.Series[str]) -> bool:
    """Whether `52,5` among loads is a number, not a list of two: all such cells end as plates and dumbbells do."""
    ends = cells[cells.str.fullmatch(r"\s*\d+,\d+\D*")].str.extract(r",(\d+)", expand=False)
    return bool((ends.str.len().eq(1) | ends.isin(["00", "25", "50", "75"])).all())


@dataclass(frozen=True, slots=True)
class Expanded:
    """The sets of all rows. `row` is the row of each, `place` its number within the row from 0; `unread` are the rows
    that cannot be read, each a set of nothing."""

    sets: pd.DataFrame
    row: Positions
    place: Positions
    unread: Mapping[int, Unread]


def expanded(rows: Rows, orders: Orders, units: Units) -> Expanded:
    """The sets that the cells of each row hold."""
    measures = _with_whole_reps(rows.cells[list(MEASURES)])
    code, distinct = _distinct_rows(measures)
    read = [_sets_of(dict(zip(MEASURES, cells, strict=True)), orders, units) for cells in distinct]
    each = [[PackedSet()] if isinstance(found, Unread) else list(found) for found in read]
    counts = np.array([len(sets) for sets in each], dtype=np.intp)
    first = np.cumsum(counts) - counts
    row = np.repeat(np.arange(len(measures), dtype=np.intp), counts[code] if len(code) else 0)
    starts = np.cumsum(counts[code]) - counts[code] if len(code) else counts
    place = np.arange(len(row), dtype=np.intp) - starts[row]
    every = pd.DataFrame([_as_tuple(one) for sets in each for one in sets], columns=list(PackedSet.__slots__))
    return Expanded(
        sets=every.iloc[first[code][row] + place].reset_index(drop=True) if len(row) else every,
        row=row,
        place=place,
        unread={n: found for n, c in enumerate(code.tolist()) if isinstance(found := read[c], Unread)},
    )


def _as_tuple(one: PackedSet) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in PackedSet.__slots__)


def _with_whole_reps(measures: pd.DataFrame) -> pd.DataFrame:
    """Repetitions of a sheet with decimal commas (`8,0`) as whole numbers, not as lists of two."""
    reps = measures["reps"]
    with_comma = reps[reps.str.contains(",", regex=False)]
    if len(with_comma) and with_comma.str.fullmatch(r"\s*\d+,0+\s*").all():
        return measures.assign(reps=reps.str.replace(r",0+\s*$", "", regex=True))
    return measures


def _distinct_rows(measures: pd.DataFrame) -> tuple[Positions, list[tuple[str, ...]]]:
    code = np.zeros(len(measures), dtype=np.int64)
    for field in MEASURES:
        own, spellings = pd.factorize(measures[field])
        code, _ = pd.factorize(code * max(len(spellings), 1) + own)
    firsts = np.unique(code, return_index=True)[1]
    return code.astype(np.intp), [tuple(cells) for cells in measures.iloc[firsts].itertuples(index=False, name=None)]


def _sets_of(cells: Mapping[str, str], orders: Orders, units: Units) -> Sequence[PackedSet] | Unread:
    """The sets of one row."""
    packed = _packed(cells["packed"], orders)
    if isinstance(packed, Unread):
        return packed
    count = sets_in(cells["sets"])
    if count is None:
        return Unread("sets", _("not a number of sets"))
    works = works_in(cells["reps"])
    if works is None:
        return Unread("reps", _("cannot be read as repetitions"))
    loads = loads_in(cells["weight"], decimal_comma=units.decimal_comma)
    if loads is None:
        return Unread("weight", _("not a load"))
    meant = _by_unit(_with_written(loads, cells["weight"]), _with_written(works, cells["reps"]), cells, count)
    timed = _with_columns(meant[1], cells, units)
    if isinstance(timed, Unread):
        return timed
    return _beside(packed, meant[0], timed) if packed else _combined(meant[0], timed, cells, count)


def _packed(cell: str, orders: Orders) -> Sequence[PackedSet] | Unread:
    """The sets of a packed cell; none for a blank one or for words without a number."""
    groups: Sequence[Group] | None = groups_in(cell)
    if groups is None:
        has_number = any(c.isdigit() for c in cell)
        return Unread("packed", _("cannot be read as sets, repetitions and load")) if has_number else ()
    found = unpacked(groups, orders)
    return Unread("packed", found) if isinstance(found, str) else found


def _with_written(amounts: Sequence[Any], cell: str) -> list[Any]:
    """Remarks as they were written."""
    return [
        replace(amount, remark=cell.strip()) if amount.remark and len(amounts) == 1 else amount for amount in amounts
    ]


def _by_unit(
    loads: list[Load], works: list[Work], cells: Mapping[str, str], count: int
) -> tuple[list[Load], list[Work]]:
    """What the column of units makes of a number: `30` with `sec` is no load.

    Minutes and metres of several sets are mostly a total, and calories or rounds are no work of a set: they are kept as
    a remark.
    """
    unit = plain(cells["unit"]).rstrip(".")
    written = f"{cells['weight'].strip()} {cells['unit'].strip()}".strip()
    if not unit:
        return loads, works
    if unit in MASS_WORDS:
        return [load if load.unit else replace(load, unit=MASS_WORDS[unit]) for load in loads], works
    if unit in ("bw", "bodyweight", "body weight"):
        return [replace(load, kind=load.kind or "bodyweight") for load in loads], works
    values = [load.value for load in loads]
    if unit in ("reps", "rep") and not any(is_measured(work) for work in works):
        return [Load()], [Work(reps=value) for value in values]
    if unit in SECONDS_IN and (SECONDS_IN[unit] == 1 or count == 1) and not isnan(values[0]):
        return [Load()], [replace(work, duration_s=values[0] * SECONDS_IN[unit]) for work in works]
    if unit in DISTANCE_WORDS and count == 1 and not isnan(values[0]):
        return [Load()], [replace(work, distance_m=values[0] * METRES_IN[DISTANCE_WORDS[unit]]) for work in works]
    return [Load(remark=written)], works


def _with_columns(works: list[Work], cells: Mapping[str, str], units: Units) -> list[Work] | Unread:
    """Durations and distances of columns of their own."""
    duration, distance = cells["duration"].strip(), cells["distance"].strip()
    if duration:
        timed = works_in(f"{duration} s" if _is_number(duration) else duration)
        if timed is None or isnan(timed[0].duration_s):
            return Unread("duration", _("not a duration"))
        seconds = timed[0].duration_s * (units.seconds_in_one if _is_number(duration) else 1.0)
        works = [work if seconds == 0 else replace(work, duration_s=seconds) for work in works]
    if distance:
        length = Work(distance_m=number(distance) * units.metres_in_one) if _is_number(distance) else None
        found = (length,) if length else works_in(distance)
        if found is None:
            return Unread("distance", _("not a distance"))
        works = [work if found[0].distance_m == 0 else replace(work, distance_m=found[0].distance_m) for work in works]
    return works


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _beside(packed: Sequence[PackedSet], loads: list[Load], works: list[Work]) -> Sequence[PackedSet] | Unread:
    """Packed sets with what the columns beside them say of load, repetitions and time."""
    for amounts, field in ((loads, "weight"), (works, "reps")):
        if len(amounts) > 1 and len(amounts) != len(packed):
            return Unread(field, _("{values} values for {sets} sets", values=len(amounts), sets=len(packed)))
    found = []
    for n, one in enumerate(packed):
        load, work = loads[min(n, len(loads) - 1)], works[min(n, len(works) - 1)]
        found.append(
            replace(
                one,
                load=load.value if isnan(one.load) else one.load,
                unit=one.unit or load.unit,
                kind=one.kind or load.kind,
                reps=work.reps if isnan(one.reps) else one.reps,
                duration_s=work.duration_s if isnan(one.duration_s) else one.duration_s,
                distance_m=work.distance_m if isnan(one.distance_m) else one.distance_m,
                remark=_joined(one.remark, load.remark, work.remark),
            )
        )
    return found


def _combined(
    loads: list[Load], works: list[Work], cells: Mapping[str, str], count: int
) -> Sequence[PackedSet] | Unread:
    """One set for each load and repetition of a list, or as many as the row says, all alike."""
    if len(works) == 2 and count != 2 and works[0] == works[1] and "/" in cells["reps"]:
        works = [replace(works[0], remark=cells["reps"].strip())]  # 8/8: eight a side
    if count == 0:
        return [PackedSet(is_done=False)]
    lengths = {len(amounts) for amounts in (loads, works) if len(amounts) > 1}
    if len(lengths) > 1:
        return Unread("reps", _("{reps} repetitions for {loads} loads", reps=len(works), loads=len(loads)))
    listed = max(lengths, default=1)
    if listed > 1 and count > 1 and count != listed:
        return Unread("sets", _("{sets} sets, but {listed} of them are listed", sets=count, listed=listed))
    return [
        PackedSet(
            load=load.value, unit=load.unit, kind=load.kind, reps=work.reps, duration_s=work.duration_s,
            distance_m=work.distance_m, set_type="failure" if work.failed else "",
            remark=_joined(load.remark, work.remark),
        )
        for n in range(max(count, listed))
        for load, work in ((loads[min(n, len(loads) - 1)], works[min(n, len(works) - 1)]),)
    ]  # fmt: skip


def _joined(*remarks: str) -> str:
    return ", ".join(dict.fromkeys(remark for remark in remarks if remark))
