"""A table of one's own: a spreadsheet with dates, exercises and repetitions in some form, in one of twelve languages.

Rows may be sets, or exercises with a number of sets, or days with a column for each lift; cells may hold several sets
(`3x8@100`). What the columns mean is proposed from their names and values (`_layout`), may be said by a person
(`Choices.layout`), and is told back in `Reading.layout`. What the values do not settle is asked (`Undecided`), never
guessed. This importer is asked only when no other one recognises a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from analytics.errors import HindsightError, Undecided, UnknownFormat, WrongRequest
from analytics.importers._amounts import NUMBER, number, plain
from analytics.importers._base import Importer
from analytics.importers._blocks import Mask
from analytics.importers._dates import Dates
from analytics.importers._days import as_dates, is_yearless, with_year
from analytics.importers._distinct import distinct
from analytics.importers._grid import completed, filled_up, grid, lines_above
from analytics.importers._header_words import (
    DROP_WORDS,
    FAILURE_WORDS,
    FALSE_WORDS,
    LEFT_WORDS,
    MASS_WORDS,
    REST_DAY_WORDS,
    RIGHT_WORDS,
    TOTAL_WORDS,
    TRUE_WORDS,
    WARMUP_WORDS,
    WORKING_WORDS,
    cell_key,
    folded,
    unit_in,
    word_key,
)
from analytics.importers._layout import NO_DATES, Proposal, chosen, column_names, proposal, propose
from analytics.importers._limits import DISTANCE_M, DURATION_S, REPS, RIR, RPE, Limit
from analytics.importers._numbers import Floats, numbers
from analytics.importers._packed import PACKED_ORDERS, Open, Orders
from analytics.importers._rows import MEASURES, Expanded, Rows, column_units, expanded, orders_of, rows_of
from analytics.importers._sets import kilograms, load_kind, measures, none_if_zero, refuse_nameless
from analytics.importers._sheet import Column, Sheet
from analytics.importers._table import Table, columns_in_words
from analytics.importers._text import Text
from analytics.importers._units import inferred_unit, kg_in, row_units, stated_unit
from analytics.language import _, counted
from analytics.model import Choices, Decision, Layout, Question, Reading
from analytics.units import MassUnit

__all__ = [
    "IMPORTER",
    "PACKED_ORDERS",
    "TEMPLATE_HINT",
    "columns",
    "obstacle",
    "propose",
    "read",
    "recognises",
    "starts_at_the_top",
]

TEMPLATE_HINT: Final = _(
    "A table of your own needs a line of column names, a date and an exercise in each row, and repetitions; or fill in "
    "the template, which is always understood."
)
_LOOKED_AT: Final = 100
_EXAMPLES: Final = 5
_WEEK_WORDS: Final = folded("week|wk|woche|semaine|semana|settimana|hafta|неделя|tydzien|週|vecka")
_UNIT_BEHIND: Final = re.compile(r"(?<!\s)\s*\((?:kgs?|lbs?)\)$", re.IGNORECASE)
_WARMUP_STEMS: Final = re.compile(
    "warm|aufwarm|echauff|calent|aquec|riscald|opwarm|isinma|размин|rozgrzew|uppvarm|ウォーム|アッフ"
)
_EFFORTS: Final = {"rir": RIR, "rpe": RPE}
_EFFORT_VALUE: Final = re.compile(NUMBER)
_ONE_EFFORT: Final = re.compile(rf"(?:rpe|rir|@)?\s*({NUMBER})(?:\s*-\s*({NUMBER}))?(?:\s*/\s*10)?\+?")


def recognises(text: Text) -> bool:
    """Whether a text is a table with a date, an exercise and repetitions; asked only where nobody knows the file."""
    return obstacle(text) is None


def starts_at_the_top(text: Text) -> bool:
    """Whether the table of a text starts in its first line, as that of an app's file does."""
    return lines_above(text) == 0


def obstacle(text: Text) -> str | None:
    """Why a text cannot be read as a table of sets, as a sentence; None when it can."""
    try:
        table = grid(text)
    except HindsightError as refused:
        return refused.headline
    return _obstacle(table, proposal(filled_up(table)))


def columns(text: Text) -> dict[str, tuple[str, ...]]:
    """The table's column names, each with its first different values; empty for a text without a table."""
    try:
        table = grid(text)
    except HindsightError:
        return {}
    return {
        name: tuple(dict.fromkeys(cell for cell in table.column(position).head(_LOOKED_AT) if cell.strip()))[:_EXAMPLES]
        for position, name in enumerate(column_names(table))
    }


def read(text: Text, choices: Choices) -> Reading:
    """The sets of a table of one's own.

    Raises UnknownFormat when it lacks a date, an exercise or repetitions, Undecided when the values leave open what a
    packed cell means or in which year a date lies, WrongRequest for a layout that the table does not have.
    """
    table = grid(text)
    whole = filled_up(table)
    plan = chosen(whole, choices.layout) if choices.layout else proposal(whole)
    if why := _obstacle(table, plan):
        seen = (
            columns_in_words(table) if table.has_header else _("It has {columns} columns.", columns=len(table.header))
        )
        raise UnknownFormat(
            _("{name} cannot be read as a table of sets. {why} {seen}", name=table.name, why=why, seen=seen),
            TEMPLATE_HINT,
        )
    table = _completed(table, plan)
    rows = _with_moments(_filled_down(rows_of(table, plan)), choices, name=table.name)
    orders = _settled(table, rows, plan)
    found = expanded(_without_totals(rows), orders, column_units(rows))
    layout = replace(plan.layout, packed=_packed_name(orders, plan.layout))
    return _reading(_Sets(table, rows, found, plan), replace(choices, layout=layout), orders)


def _obstacle(table: Table, plan: Proposal) -> str | None:
    missing = plan.missing
    if not missing:
        return None
    if not table.has_header:
        return _("It has no line of column names.")
    weeks = [name for name in table.header if _WEEK_WORDS & set(word_key(name).split())]
    if missing == NO_DATES and len(weeks) > 1:
        return _("Its weeks seem to run across the columns, and such a plan cannot be read.")
    return missing


def _completed(table: Table, plan: Proposal) -> Table:
    """Records that end behind the last measure are whole; an unquoted comma in a last column belongs to it."""
    positions = plan.positions
    measured = [positions[field] for field in ("date", "exercise", "weight", "reps", "packed") if field in positions]
    last = next((positions[f] for f in ("packed", "note") if positions.get(f) == len(table.header) - 1), None)
    loose = plan.lifts or plan.sets
    return completed(table, needed=2 if loose else max(measured, default=0) + 1, glued=last)


def _filled_down(rows: Rows) -> Rows:
    """A date that stands only on the first row of a day, and an exercise only on its first set, hold for the next."""
    something = ~_all_blank(rows)
    dates = _carried(rows.text("date"), something)
    new_day = pd.Series(~rows.is_blank("date")).cumsum()
    measured = something & ~(rows.is_blank("reps") & rows.is_blank("weight") & rows.is_blank("packed"))
    fields = {"date": dates}
    if rows.is_blank("exercise").any():
        fields["exercise"] = _carried(rows.text("exercise"), measured, within=new_day)
    if rows.is_blank("date").any():
        for field in ("time", "workout"):
            fields[field] = _carried(rows.text(field), something, within=new_day)
    return replace(rows, cells=rows.cells.assign(**fields))


def _all_blank(rows: Rows) -> Mask:
    blank: Mask = np.ones(len(rows.cells), dtype=bool)
    for field in rows.names:
        blank &= rows.is_blank(field)
    return blank


def _carried(cells: pd.Series[str], where: Mask, *, within: pd.Series[int] | None = None) -> pd.Series[str]:
    """Blank cells under a mask, filled with the last one above."""
    written = cells.mask(cells.str.strip().eq(""))
    above = written.ffill() if within is None else written.groupby(within).ffill()
    return cells.mask(written.isna() & where & above.notna(), above).astype("str")


def _settled(table: Table, rows: Rows, plan: Proposal) -> Orders:
    """The orders of packed cells; Undecided when the values leave them open."""
    wanted = plan.layout.packed
    if wanted != "auto" and wanted not in PACKED_ORDERS:
        raise WrongRequest(
            _('"{order}" is no order of a packed cell.', order=wanted),
            _("Orders: {orders}.", orders=", ".join(PACKED_ORDERS)),
        )
    orders = orders_of(rows, header=plan.packed_order, chosen=wanted)
    if isinstance(orders, Open):
        raise _undecided(table, orders, plan.layout)
    return orders


def _undecided(table: Table, orders: Open, layout: Layout) -> Undecided:
    options = tuple((order, PACKED_ORDERS[order]) for order in orders.orders)
    question = Question(
        "layout", _('What do the numbers in cells such as "{example}" mean?', example=orders.example), options
    )
    answers = "; ".join(f"{order} ({words})" for order, words in options)
    return Undecided(
        _(
            '{name} has cells such as "{example}", and their numbers do not say what they mean.',
            name=table.name,
            example=orders.example,
        ),
        _("Choose one: {answers}.", answers=answers),
        question=question,
        layout=layout,
    )


def _packed_name(orders: Orders, layout: Layout) -> str:
    """The order that a layout tells: the fullest one that the cells have."""
    return orders.triple or orders.pair or orders.listed or layout.packed


@dataclass(frozen=True, slots=True)
class _Sets:
    """A table, its rows, and the sets they hold."""

    table: Table
    rows: Rows
    found: Expanded
    plan: Proposal

    def sheet(self) -> Sheet:
        """One record a set: the file's columns, with the rows' cells in their places."""
        places = self._places()
        table = self.table.taken(self.rows.record[self.found.row])
        columns, header = table.columns.copy(), list(table.header)
        for field, place in places.items():
            header[place : place + 1] = [self.rows.names[field]]
            columns[place] = self.rows.text(field).iloc[self.found.row].reset_index(drop=True)
        return Sheet(replace(table.with_columns(columns), header=tuple(header)), places)

    def _places(self) -> dict[str, int]:
        """Field -> the position of its column; lifts share the first one's, and the second one's for their name."""
        places = dict(self.plan.positions)
        for columns in self.plan.sets.values():
            places = {**columns, **places}
        if self.plan.lifts:
            spare = (*self.plan.lifts[1:], len(self.table.header))
            places |= {"packed": self.plan.lifts[0], "exercise": spare[0]}
        return places

    def amounts(self, name: str) -> Floats:
        return self.found.sets[name].to_numpy(dtype=np.float64)

    def words(self, name: str) -> pd.Series[str]:
        return self.found.sets[name].astype("str")

    @property
    def is_first(self) -> Mask:
        """The first set of its record, which carries the note."""
        record = self.rows.record[self.found.row]
        first = np.ones(len(record), dtype=bool)
        first[1:] = record[1:] != record[:-1]
        return first

    @property
    def has_amount(self) -> Mask:
        names = ("load", "reps", "duration_s", "distance_m")
        found: Mask = np.any([np.nan_to_num(self.amounts(name)) != 0 for name in names], axis=0)
        return found


def _with_moments(rows: Rows, choices: Choices, *, name: str) -> Rows:
    """Dates as they are read, with the year that a person gave and the time of the row."""
    cells = rows.text("date")
    filled = [cell for cell in cells.unique() if cell.strip()]
    if filled and sum(is_yearless(cell) for cell in filled) > len(filled) / 2:
        if choices.year is None:
            raise _without_year(name, filled[0])
        cells = with_year(cells, choices.year)
    day = as_dates(cells)
    time = rows.text("time").str.strip()
    timed = time.ne("") & day.str.strip().ne("") & ~day.str.contains(":", regex=False)
    return rows.with_cells("date", day.mask(timed, day + " " + time).astype("str"))


def _without_year(name: str, example: str) -> Undecided:
    text = _(
        'The dates of {name} have no year ("{example}"). In which year is the first row?',
        name=name,
        example=example.strip(),
    )
    return Undecided(
        _('The dates of {name} have no year ("{example}").', name=name, example=example.strip()),
        _("Say in which year the first row is."),
        question=Question("year", text),
        layout=None,
    )


def _reading(sets: _Sets, choices: Choices, orders: Orders) -> Reading:
    sheet = sets.sheet()
    exercise = sheet.text("exercise").str.strip().str.replace(_UNIT_BEHIND, "", regex=True)
    _set_aside(sheet, sets, exercise)
    for row, unread in sets.found.unread.items():
        sheet.refuse(unread.field, {int(np.searchsorted(sets.found.row, row)): unread.reason})
    refuse_nameless(sheet, exercise)
    when = _started(sheet, sheet.dates("date", choices))
    loads = sets.amounts("load")
    kg_in_one, unit = _units(sheet, sets, choices)
    measured = measures(
        sheet,
        weight_kg=kilograms(sheet, "weight" if sheet.has("weight") else "packed", loads, kg_in_one),
        reps=_within(sheet, REPS, ("reps", "packed"), sets.amounts("reps")),
        distance_m=_within(sheet, DISTANCE_M, ("distance", "packed"), sets.amounts("distance_m")),
        duration_s=_within(sheet, DURATION_S, ("duration", "packed"), sets.amounts("duration_s")),
        failed=np.zeros(len(sheet), dtype=bool),
    )
    kind = sets.words("kind")
    reserve, unread_efforts = _reserve(sheet, sets)
    columns: dict[str, Column] = {
        "workout": sheet.text("workout").str.strip(),
        "exercise": exercise,
        "set_type": _set_types(sheet, sets),
        "load_kind": load_kind(exercise).mask(kind.ne(""), kind),
        "rir": reserve,
        "side": _sides(sheet),
        "note": _notes(sheet, sets),
        **measured.columns(),
    }
    return sheet.reading(
        IMPORTER.name, unit=unit, when=when, columns=columns, order=_order(sheet, sets), layout=choices.layout,
        notes=tuple(_told(sets, orders, unread_efforts=unread_efforts)),
    )  # fmt: skip


def _started(sheet: Sheet, moments: Dates) -> Dates:
    """The start of each workout. Where most rows have a time of their own, it is the time of a set: a day with its
    title is then one workout, from its first set on."""
    workout = [moments.values.astype("datetime64[D]"), sheet.text("workout").str.strip()]
    times = pd.Series(moments.values).where(sheet.is_open)
    workouts = times.groupby(workout).ngroups
    if times.nunique() <= (times.notna().sum() + workouts) / 2:
        return moments
    starts = times.groupby(workout).transform("min").fillna(pd.Series(moments.values))
    return replace(moments, values=starts.to_numpy(dtype="datetime64[us]"))


def _set_aside(sheet: Sheet, sets: _Sets, exercise: pd.Series[str]) -> None:
    """Totals, sets that were not done, rest days, and rows that hold words only."""
    nothing = ~sets.has_amount
    unread = np.isin(sets.found.row, list(sets.found.unread))
    sheet.skip(_is_total(sheet), "summary")
    sheet.skip(_is_among(sheet.text("done"), FALSE_WORDS) & sheet.has("done"), "not_performed")
    sheet.skip(_marks_done_only(sheet), "not_performed")
    sheet.skip(~sets.found.sets["is_done"].to_numpy(dtype=bool), "not_performed")
    is_rest = _is_among(exercise, REST_DAY_WORDS) & np.isnan(sets.amounts("load"))
    sheet.skip(is_rest & ~np.isnan(sets.amounts("duration_s")), "rest_timer")
    sheet.skip(is_rest & nothing & ~unread, "empty")
    has_words = sheet.text("packed").str.contains(r"[^\W\d_]", regex=True).to_numpy(dtype=bool)
    has_words = has_words & np.isnan(sets.amounts("load")) & (sets.words("set_type") == "").to_numpy(dtype=bool)
    has_note = sheet.text("note").str.strip().ne("").to_numpy(dtype=bool)
    nameless = exercise.eq("").to_numpy(dtype=bool)
    sheet.skip(nothing & ~unread & (has_words | (nameless & has_note)), "note")
    sheet.skip(nothing & ~unread & nameless, "empty")


def _without_totals(rows: Rows) -> Rows:
    """A sum holds no sets: its row stands for itself alone, whatever its column of sets says."""
    total = _is_total(rows)
    for field in MEASURES if total.any() else ():
        rows = rows.with_cells(field, rows.cells[field].mask(total, ""))
    return rows


def _is_total(rows: Rows | Sheet) -> Mask:
    """Rows whose first words are those of a sum: `Total`, `Summe`, `Total volume`."""
    found = np.zeros(len(rows.text("date")), dtype=bool)
    for field in ("date", "workout", "exercise"):
        found |= _is_among(rows.text(field).str.rstrip(": "), TOTAL_WORDS)
        found |= rows.text(field).str.match(r"\s*total\b[\s:]", case=False).to_numpy(dtype=bool)
    return found


def _marks_done_only(sheet: Sheet) -> Mask:
    """Blank cells in a column that holds nothing but marks of what was done."""
    cells = sheet.text("done")
    blank: Mask = cells.str.strip().eq("").to_numpy(dtype=bool)
    marks_only = sheet.has("done") and not blank.all() and bool((blank | _is_among(cells, TRUE_WORDS)).all())
    return blank if marks_only else np.zeros(len(blank), dtype=bool)


def _is_among(cells: pd.Series[str], words: frozenset[str]) -> Mask:
    codes, spellings = distinct(cells)
    return np.array([cell_key(cell) in words for cell in spellings], dtype=bool)[codes]


def _within(sheet: Sheet, limit: Limit, fields: Sequence[str], values: Floats) -> Floats:
    """Amounts within their limit; the field to blame is the first that the table has."""
    field = next((field for field in fields if sheet.has(field)), "date")
    sheet.keep_within(limit, field, values)
    return values


def _units(sheet: Sheet, sets: _Sets, choices: Choices) -> tuple[float | Floats, Decision]:
    """Kilograms in one unit of each load: as its cell says, else the column's name, else the other cells, else a
    guess."""
    loads = sets.amounts("load")
    tokens = sets.words("unit")
    name = sheet.header("weight") if sheet.has("weight") else sheet.header("packed") if sheet.has("packed") else ""
    stated = _mass_unit(name)
    if sets.plan.lifts:
        lifts = sheet.text("exercise").map(lambda lift: _mass_unit(lift) or "")
        tokens = tokens.mask(tokens.eq(""), lifts)
    loaded = np.nan_to_num(loads) > 0
    if (tokens.ne("").to_numpy(dtype=bool) & loaded).any():
        rows = row_units(tokens.mask(tokens.eq(""), stated or ""), loads, choices)
        return rows.kg_in_one, rows.decision
    if stated:
        return kg_in(stated), stated_unit(stated, name, choices)
    is_open = sheet.is_open
    unit = inferred_unit(loads[is_open], sheet.text("exercise")[is_open], choices)
    return kg_in("lb" if unit.value == "lb" else "kg"), unit


def _mass_unit(name: str) -> MassUnit | None:
    word = unit_in(name, MASS_WORDS)
    return None if word is None else "lb" if MASS_WORDS[word] == "lb" else "kg"


def _set_types(sheet: Sheet, sets: _Sets) -> pd.Series[str]:
    """The type of each set by its own column, else by a letter for its number, else by its cell."""
    cells = sheet.text("set_type")
    codes, spellings = distinct(cells)
    flags = sheet.has("set_type") and bool(_WARMUP_STEMS.search(cell_key(sheet.header("set_type"))))
    types = pd.Series(pd.array([_set_type(cell, flags=flags) for cell in spellings], dtype="str").take(codes))
    letters = sheet.text("set_number").str.extract(r"^\s*([^\W\d_]+)\d*\s*$", expand=False).fillna("")
    marked = letters.map(lambda letter: _set_type(letter, flags=False) if letter else "working")
    types = types.mask(types.eq("working") & marked.isin(["warmup", "drop", "failure"]), marked)
    own = sets.words("set_type")
    return types.mask(types.eq("working") & own.ne(""), own).astype("str")


def _set_type(cell: str, *, flags: bool) -> str:
    """What a word says of a set. In a column that is named after warm-ups, a mark is one."""
    word = cell_key(cell)
    if flags and (word in TRUE_WORDS or word in FALSE_WORDS or not word):
        return "warmup" if word in TRUE_WORDS else "working"
    known = (("warmup", WARMUP_WORDS), ("drop", DROP_WORDS), ("failure", FAILURE_WORDS), ("working", WORKING_WORDS))
    return next((name for name, words in known if word in words), "other")


def _sides(sheet: Sheet) -> pd.Series[str]:
    cells = sheet.text("side")
    sides = pd.Series("", index=cells.index, dtype="str")
    return sides.mask(_is_among(cells, LEFT_WORDS), "left").mask(_is_among(cells, RIGHT_WORDS), "right")


def _reserve(sheet: Sheet, sets: _Sets) -> tuple[Floats, int]:
    """Reps in reserve, from a column or cell of RIR or RPE, and how many cells of effort could not be read."""
    rir, unread_rir = _efforts(sheet.text("rir"), sets)
    rpe, unread_rpe = _efforts(sheet.text("rpe"), sets)
    sheet.keep_within(RIR, "rir", rir)
    sheet.keep_within(RPE, "rpe", rpe)
    cells = {name: _within(sheet, limit, ("packed", name), sets.amounts(name)) for name, limit in _EFFORTS.items()}
    found = rir
    for values in (10 - none_if_zero(rpe), cells["rir"], 10 - cells["rpe"]):
        found = np.where(np.isnan(found), values, found)
    return found, unread_rir + unread_rpe


def _efforts(cells: pd.Series[str], sets: _Sets) -> tuple[Floats, int]:
    """A column of efforts; `7,8,9` is one a set, of `7-8` the middle is taken, and words are left out."""
    counts = np.bincount(sets.found.row, minlength=1)[sets.found.row] if len(cells) else np.empty(0, dtype=np.int64)
    codes, spellings = distinct(cells)
    read = [_effort(cell) for cell in spellings]
    values = [
        found[place] if len(found := read[code]) == count and count > 1 else found[0] if len(found) == 1 else np.nan
        for code, place, count in zip(codes, sets.found.place, counts, strict=True)
    ]
    unread = sum(not read[code] for code in codes if spellings[code].strip())
    return np.array(values, dtype=np.float64), unread


def _effort(cell: str) -> tuple[float, ...]:
    """The efforts that a cell holds; none where it is blank or in words."""
    text = plain(cell).strip("[]() ")
    if match := _ONE_EFFORT.fullmatch(text):
        low = number(match[1])
        return ((low + number(match[2])) / 2 if match[2] else low,)
    parts = re.split(r"\s*[,/;]\s*", text)
    return tuple(number(part) for part in parts) if all(_EFFORT_VALUE.fullmatch(part) for part in parts) else ()


def _notes(sheet: Sheet, sets: _Sets) -> pd.Series[str]:
    """The note of a record on its first set, and beside each amount what was written with it."""
    notes = sheet.text("note").str.strip().where(sets.is_first, "")
    remarks = sets.words("remark")
    return (
        notes.mask(notes.eq(""), remarks)
        .mask(notes.ne("") & remarks.ne(""), notes + " (" + remarks + ")")
        .astype("str")
    )


def _order(sheet: Sheet, sets: _Sets) -> Floats | None:
    """The table's own number of a set, where each row is one."""
    if not sheet.has("set_number") or len(sets.rows.cells) != len(sheet):
        return None
    return numbers(sheet.text("set_number")).values


def _told(sets: _Sets, orders: Orders, *, unread_efforts: int) -> Iterator[str]:
    """What was understood, in sentences."""
    rows, found = sets.rows, sets.found
    if rows.has("sets") and bool((found.place > 0).any()):
        yield _("Rows with a number of sets were expanded; the sets of such a row are taken as equal.")
    if orders.how:
        yield _("Cells that hold several numbers: {how}.", how="; ".join(how for how in orders.how if how))
    if sets.plan.sets:
        yield _("Each row holds up to {sets} sets, side by side.", sets=len(sets.plan.sets))
    if rows.has("reps") and rows.text("reps").str.fullmatch(r"\s*\d+\s*[-\u2013]\s*\d+\s*").any():
        yield _("Of a range of repetitions such as 8-10 the lower end was taken; the cell stands in the note.")
    if _has_loads_a_side(rows):
        yield _("Loads written per side were taken as written, not doubled; the cell stands in the note.")
    uncounted = int((sets.words("set_type").eq("failure").to_numpy(dtype=bool) & ~sets.has_amount).sum())
    if uncounted:
        yield _("Sets to failure without a number of repetitions could not be kept: {sets}.", sets=counted(uncounted))
    if unread_efforts:
        yield _("Efforts that are no numbers were left out: {sets}.", sets=counted(unread_efforts))


def _has_loads_a_side(rows: Rows) -> bool:
    bare = rows.text("weight").str.contains(r"\d\s?\w{0,12}\s?(?:/|each |per )\s?side", case=False, regex=True)
    packed = rows.text("packed").str.contains(r"\d\s?(?:kg|lb)s?\s?(?:/|each |per )\s?side", case=False, regex=True)
    return bool((bare | packed).any())


IMPORTER: Final = Importer(name="generic", title=_("a table of your own"), form=Text, recognises=recognises, read=read)
