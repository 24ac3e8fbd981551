"""What the columns of a table mean that no app wrote: proposed from their names and from their values.

A name proposes, the values confirm: a column called `Time` is the date where it holds dates, the time of day where it
holds clock times that stay the same within a day, else how long a set took. What was computed from the sets (estimated
maximum, volume) or tells of the body is never a load.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isnan
from statistics import median
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import WrongRequest
from analytics.importers._amounts import LONGEST_CELL, loads_in, plain, sets_in, works_in
from analytics.importers._days import are_days
from analytics.importers._header_words import (
    DROP_WORDS,
    FAILURE_WORDS,
    FALSE_WORDS,
    LEFT_WORDS,
    MASS_WORDS,
    RIGHT_WORDS,
    TRUE_WORDS,
    WARMUP_WORDS,
    WORKING_WORDS,
    factors_in,
    is_derived,
    numbered,
    rank,
)
from analytics.importers._packed import groups_in
from analytics.importers._table import Table
from analytics.language import _
from analytics.model import LAYOUT_FIELDS, Layout

Mask = npt.NDArray[np.bool_]
INNER_FIELDS: Final = ("set_number", "done")
"""Columns that are understood beside those of `LAYOUT_FIELDS`: the number of a set, and whether it was done."""

_LOOKED_AT: Final = 400
_MOST: Final = 0.5
_NEARLY_ALL: Final = 0.9
_NUMBERED: Final = 0.8
_LONGEST_SET_S: Final = 600
_SET_TYPES: Final = WARMUP_WORDS | DROP_WORDS | FAILURE_WORDS | WORKING_WORDS | TRUE_WORDS | FALSE_WORDS
_SIDES: Final = LEFT_WORDS | RIGHT_WORDS
_DONE: Final = TRUE_WORDS | FALSE_WORDS
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_CLOCK: Final = re.compile(r"(\d{1,2}):\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
_SEVERAL: Final = re.compile(
    r"\d+\s*\*?(?:\s*[,;/-]\s*\d+\*?)+|.*\d[^\W\d_]*\s*x\s*(?:\d|bw|fail|max|amrap).*|.*\d\s*@\s*\d.*"
)
_CLEARLY_SEVERAL: Final = re.compile(
    r"\d+\s*\*?(?:\s*[,;]\s*\d+\*?){2,}|.*\d[^\W\d_/]*\s*x\s*(?:\d(?![\d.,]*\s*(?:m|km|mi|min|sec|s|yd)\b)|bw|fail|max|amrap).*|"
    r".*\d\s*@\s*\d.*"
)


NO_DATES: Final = _("There is no column of dates.")


@dataclass(frozen=True)
class Named:
    """One column of a table: its name, and what its values look like."""

    position: int
    name: str
    cells: pd.Series[str]

    @cached_property
    def spellings(self) -> list[str]:
        """Some of the distinct cells that are not blank, evenly from the whole column; texts only if nothing else."""
        filled = [cell for cell in self.cells.unique() if cell.strip()]
        distinct = [cell for cell in filled if len(cell) <= LONGEST_CELL] or [
            cell[: LONGEST_CELL + 1] for cell in filled
        ]
        return distinct[:: max(len(distinct) // _LOOKED_AT, 1)]

    @cached_property
    def filled(self) -> float:
        """The share of cells that are not blank."""
        return float(self.cells.str.strip().ne("").mean()) if len(self.cells) else 0.0

    def share(self, fits: Iterable[bool]) -> float:
        found = list(fits)
        return sum(found) / len(found) if found else 0.0

    @cached_property
    def days(self) -> float:
        return are_days(self.spellings)

    @cached_property
    def numbers(self) -> float:
        return self.share(_NUMBER.fullmatch(cell.strip()) is not None for cell in self.spellings)

    @cached_property
    def clocks(self) -> float:
        return self.share(_CLOCK.fullmatch(cell.strip()) is not None for cell in self.spellings)

    @cached_property
    def texts(self) -> float:
        return self.share(any(c.isalpha() for c in cell) and not _NUMBER.match(cell.strip()) for cell in self.spellings)

    @cached_property
    def several(self) -> float:
        """The share of cells that look like whole sets."""
        return self.share(_SEVERAL.fullmatch(plain(cell)) is not None for cell in self.spellings)

    @cached_property
    def clearly_several(self) -> float:
        return self.share(
            _CLEARLY_SEVERAL.fullmatch(plain(cell)) is not None and groups_in(cell) is not None
            for cell in self.spellings
        )

    def words(self, known: frozenset[str]) -> float:
        return self.share(plain(cell) in known for cell in self.spellings)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A layout, where its columns stand, and the columns that hold one set each (`Set 1`, `Set 2` ...).

    `sets` is number of the set -> field -> position. `packed_order` is the order that a packed column's name states.
    """

    layout: Layout
    positions: Mapping[str, int] = field(default_factory=dict)
    lifts: tuple[int, ...] = ()
    sets: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    packed_order: str = ""

    @property
    def missing(self) -> str:
        """What the table lacks to be a training log, in a sentence; "" when nothing is."""
        has = self.positions.keys()
        if "date" not in has:
            return NO_DATES
        if not self.lifts and "exercise" not in has:
            return _("There is no column of exercises.")
        if not (self.lifts or self.sets or {"reps", "packed"} & has):
            return _("There is no column of repetitions.")
        return ""


def propose(table: Table) -> Layout:
    """What the columns of a table seem to mean; a field without a column is missing from the layout."""
    return proposal(table).layout


def proposal(table: Table) -> Proposal:
    """The proposed layout of a table, with positions."""
    columns = [Named(n, name, table.column(n)) for n, name in enumerate(column_names(table))]
    return _Search(columns, has_names=table.has_header).proposal()


def column_names(table: Table) -> tuple[str, ...]:
    """The names of the columns as the file writes them; `column 3` for one without a name."""
    return tuple(name.strip() or f"column {n + 1}" for n, name in enumerate(table.header))


def chosen(table: Table, layout: Layout) -> Proposal:
    """A layout that a person chose; one without columns only says how packed cells are written.

    WrongRequest when it names a column or a field that does not exist.
    """
    if not layout.columns and not layout.lifts:
        proposed = proposal(table)
        return replace(proposed, layout=replace(proposed.layout, packed=layout.packed))
    names = column_names(table)
    for name in (*layout.columns.values(), *layout.lifts):
        if name not in names:
            raise WrongRequest(
                _('{file} has no column "{column}".', file=table.name, column=name),
                _("Its columns are: {columns}.", columns=", ".join(names)),
            )
    for unknown in layout.columns.keys() - set(LAYOUT_FIELDS):
        raise WrongRequest(
            _('A column cannot be "{meaning}".', meaning=unknown),
            _("It can be: {meanings}.", meanings=", ".join(LAYOUT_FIELDS)),
        )
    positions = {meaning: names.index(name) for meaning, name in layout.columns.items()}
    proposed = proposal(table)
    taken = {*positions.values(), *(names.index(name) for name in layout.lifts)}
    inner = {f: n for f, n in proposed.positions.items() if f in INNER_FIELDS and n not in taken}
    own_sets = taken & {n for places in proposed.sets.values() for n in places.values()}
    return Proposal(
        layout=layout,
        positions=positions | inner,
        lifts=tuple(names.index(name) for name in layout.lifts),
        sets={} if own_sets else proposed.sets,
        packed_order=_order_in(layout.columns.get("packed", "")),
    )


class _Search:
    """Finds a column for each field; a column that has a meaning is out of the search."""

    def __init__(self, columns: Sequence[Named], *, has_names: bool) -> None:
        self.free = list(columns)
        self.has_names = has_names
        self.found: dict[str, Named] = {}

    def proposal(self) -> Proposal:
        self._find_packed_by_name()
        self._find_date()
        sets = self._find_sets()
        for meaning in ("exercise", "reps", "sets", "set_number", "weight", "unit", "rpe", "rir", "side", "done"):
            self._find(meaning)
        for meaning in ("set_type", "note", "workout", "time", "duration", "distance"):
            self._find(meaning)
        if not self.has_names:
            self._find_all_by_values()
        self._tell_sets_from_numbers()
        self._drop_the_workouts_length()
        self._find_exercise_by_values()
        self._find_reps_by_values(has_sets=bool(sets))
        self._find_packed_by_values(has_sets=bool(sets))
        lifts = () if sets or "exercise" in self.found else self._lifts()
        positions = {meaning: column.position for meaning, column in self.found.items()}
        shown: dict[str, str] = {
            meaning: self.found[meaning].name for meaning in LAYOUT_FIELDS if meaning in self.found
        }
        packed = self.found.get("packed")
        return Proposal(
            layout=Layout(columns=shown, lifts=tuple(column.name for column in lifts)),
            positions=positions,
            lifts=tuple(column.position for column in lifts),
            sets=sets,
            packed_order=_order_in(packed.name) if packed else "",
        )

    def _take(self, meaning: str, column: Named) -> None:
        self.found[meaning] = column
        self.free.remove(column)

    def _find(self, meaning: str) -> None:
        """The column whose name fits best and whose values do not contradict."""
        ranked = sorted(
            (place, column.position, column)
            for column in self.free
            if (place := rank(meaning, column.name)) is not None and _confirmed(meaning, column, self.found)
        )
        if ranked and meaning not in self.found:
            self._take(meaning, ranked[0][2])

    def _find_packed_by_name(self) -> None:
        for column in self.free:
            if _order_in(column.name) and column.several > _MOST / 2:
                self._take("packed", column)
                return

    def _find_date(self) -> None:
        """Named as a date or not, a date looks like one; a date in words comes before Unix seconds beside it."""
        days = [column for column in self.free if column.days >= _MOST]
        readable = [column for column in days if column.numbers < _MOST] or days
        named = [(rank("date", column.name), column) for column in readable]
        best = sorted(
            ((place if place is not None else 1000, column.position, column) for place, column in named),
            key=lambda found: found[:2],
        )
        certain = [found for found in best if found[0] < 1000 or found[2].days >= _NEARLY_ALL]
        if certain and (certain[0][0] < 1000 or certain[0][2].numbers < _MOST):
            self._take("date", certain[0][2])

    def _find_sets(self) -> dict[int, dict[str, int]]:
        """Columns that hold one set each: `Set 1`, `Set 2`, or `Weight 1`, `Reps 1`, `Weight 2` ..."""
        found: dict[int, dict[str, int]] = {}
        members: list[Named] = []
        for column in self.free:
            if (of_set := numbered(column.name)) and not is_derived(column.name):
                found.setdefault(of_set[0], {}).setdefault(of_set[1], column.position)
                members.append(column)
        fields = {meaning for places in found.values() for meaning in places}
        if len(found) < 2 or not fields & {"", "reps"}:
            return {}
        packed = {column.position for column in members if column.several >= _MOST}
        for column in members:
            self.free.remove(column)
        return {
            number: {meaning or ("packed" if place in packed else "reps"): place for meaning, place in places.items()}
            for number, places in sorted(found.items())
        }

    def _tell_sets_from_numbers(self) -> None:
        """A column of sets that counts 1, 2, 3 down the rows of an exercise numbers the sets."""
        column = self.found.get("sets")
        if column is not None and self._counts_up(column):
            del self.found["sets"]
            self.found.setdefault("set_number", column)
        column = self.found.get("set_number")
        if column is not None and "sets" not in self.found and column.several < _MOST and not self._counts_up(column):
            words = rank("sets", column.name)
            if words is not None and self._repeats_nothing():
                self.found["sets"] = self.found.pop("set_number")

    def _counts_up(self, column: Named) -> bool:
        """Whether most rows are numbered: 1 on the first of an exercise and day, one more on each that follows."""
        same = np.ones(max(len(column.cells) - 1, 0), dtype=bool)
        for meaning in ("date", "exercise"):
            if meaning in self.found:
                cells = self.found[meaning].cells.str.strip().to_numpy()
                same &= (cells[1:] == cells[:-1]) | (cells[1:] == "")
        numbers = pd.to_numeric(column.cells, errors="coerce").to_numpy(dtype=np.float64)
        follows = (numbers[1:] == numbers[:-1] + 1) & same
        numbered = np.concatenate(([False], follows)) | (numbers <= 1)
        return bool(follows.any()) and float(numbered[~np.isnan(numbers)].mean()) > _NUMBERED

    def _repeats_nothing(self) -> bool:
        """Whether an exercise mostly has one row a day."""
        if not {"date", "exercise"} <= self.found.keys():
            return False
        keys = self.found["date"].cells + "\0" + self.found["exercise"].cells
        return keys.nunique() > _NEARLY_ALL * len(keys)

    def _drop_the_workouts_length(self) -> None:
        """A duration of more than ten minutes on every row of a day is the workout's."""
        column, day = self.found.get("duration"), self.found.get("date")
        if column is None or day is None:
            return
        found = (work[0].duration_s for cell in column.spellings if (work := works_in(_as_duration(cell))))
        works = [seconds for seconds in found if not isnan(seconds)]
        by_day = column.cells.groupby(day.cells).nunique()
        if works and median(works) > _LONGEST_SET_S and float((by_day <= 1).mean()) >= _NEARLY_ALL:
            del self.found["duration"]

    def _find_all_by_values(self) -> None:
        """Without any name: beside the date one text that is repeated much, and either loads and repetitions, whose
        numbers tell them apart, or whole sets. Anything more may mean anything."""
        numbers = [column for column in self.free if column.numbers >= _NEARLY_ALL]
        texts = [column for column in self.free if column.texts >= _NEARLY_ALL and not column.clearly_several >= _MOST]
        packed = [column for column in self.free if column.clearly_several >= _NEARLY_ALL]
        if len(self.free) != 1 + len(numbers) + len(packed) or len(texts) != 1 or not _repeats_much(texts[0]):
            return
        reps = [column for column in numbers if _are_small_counts(column)]
        loads = [column for column in numbers if column not in reps]
        found: dict[str, Named] = {}
        if (len(reps), len(loads), len(packed)) == (1, 1, 0) and _median(loads[0]) > 2 * _median(reps[0]):
            found = {"exercise": texts[0], "weight": loads[0], "reps": reps[0]}
        elif (len(numbers), len(packed)) == (0, 1):
            found = {"exercise": texts[0], "packed": packed[0]}
        for meaning, column in found.items():
            self._take(meaning, column)

    def _find_exercise_by_values(self) -> None:
        """Beside named repetitions, a text that is repeated much is the exercise."""
        if "exercise" in self.found or not {"reps", "sets", "packed"} & self.found.keys():
            return
        column = self.found.get("workout")
        if column is not None and rank("exercise", column.name) is not None:
            del self.found["workout"]
            self.found["exercise"] = column
            return
        texts = [c for c in self.free if c.texts > _NEARLY_ALL and c.filled > _MOST and not is_derived(c.name)]
        likely = [
            c for c in texts if 1 < c.cells.nunique() <= 0.7 * len(c.cells) or rank("exercise", c.name) is not None
        ]
        if len(likely) == 1:
            self._take("exercise", likely[0])

    def _find_reps_by_values(self, *, has_sets: bool) -> None:
        """Beside a named exercise and load, the only column of small whole numbers is the repetitions."""
        if has_sets or not {"exercise", "weight"} <= self.found.keys() or {"reps", "packed"} & self.found.keys():
            return
        likely = [column for column in self.free if not is_derived(column.name) and _are_small_counts(column)]
        if len(likely) == 1:
            self._take("reps", likely[0])

    def _find_packed_by_values(self, *, has_sets: bool) -> None:
        """A column with a known name, or the only one without, whose cells hold whole sets."""
        for meaning in ("reps", "sets", "weight"):
            column = self.found.get(meaning)
            if column is not None and "packed" not in self.found and _is_packed(column, meaning):
                del self.found[meaning]
                self.found["packed"] = column
        if has_sets or "packed" in self.found or "reps" in self.found or "exercise" not in self.found:
            return
        likely = [column for column in self.free if column.clearly_several >= _MOST]
        if len(likely) == 1:
            self._take("packed", likely[0])

    def _lifts(self) -> list[Named]:
        """Columns that are one lift each: most of their cells hold whole sets, and at least one column's surely."""
        likely = [
            c for c in self.free if c.spellings and c.several >= 0.6 and not is_derived(c.name) and not c.days > _MOST
        ]
        return likely if any(column.clearly_several >= 0.6 for column in likely) else []


def _order_in(name: str) -> str:
    """The order of a packed cell that a column's name states: `Sets x Reps`."""
    return "_".join(factors_in(name))


def _confirmed(meaning: str, column: Named, found: Mapping[str, Named]) -> bool:
    """Whether the values of a column can be what its name says."""
    if not column.spellings:
        return meaning in ("note", "rpe", "rir", "weight", "reps", "side")
    if meaning in ("exercise", "workout"):
        day_words = column.days < _MOST and (column.texts > _MOST or meaning == "workout")
        return day_words and not (meaning == "exercise" and _is_a_title(column, found))
    if meaning == "reps":
        return column.share(works_in(cell) is not None for cell in column.spellings) >= _MOST or column.several > _MOST
    if meaning in ("sets", "set_number"):
        return column.share(sets_in(cell) is not None for cell in column.spellings) >= _MOST or column.several > _MOST
    if meaning == "weight":
        return column.share(loads_in(cell) is not None for cell in column.spellings) >= _MOST or column.several > _MOST
    return _CHECKS[meaning](column, found)


def _is_a_title(column: Named, found: Mapping[str, Named]) -> bool:
    """A column whose name may be that of a workout: it is, when it has one value a day and something else is there."""
    day = found.get("date")
    if day is None or rank("workout", column.name) is None:
        return False
    by_day = column.cells.groupby(day.cells).nunique()
    rows_a_day = len(column.cells) / max(len(by_day), 1)
    return rows_a_day > 2 and float((by_day <= 1).mean()) >= _NEARLY_ALL


def _is_time_of_day(column: Named, found: Mapping[str, Named]) -> bool:
    """Clock times from four in the morning on, most of them the same for all rows of a day; durations are shorter."""
    hours = [int(match[1]) for cell in column.spellings if (match := _CLOCK.fullmatch(cell.strip()))]
    if len(hours) < _MOST * len(column.spellings):
        return False
    late = sum(4 <= hour < 24 for hour in hours) / len(hours)
    return late >= _NEARLY_ALL and max(hours) >= 5 and "date" in found


def _is_duration(column: Named, found: Mapping[str, Named]) -> bool:
    if _is_time_of_day(column, found):
        return False
    return (
        column.share(works_in(_as_duration(cell)) is not None for cell in column.spellings) > _MOST
        and column.texts < _MOST
    )


def _as_duration(cell: str) -> str:
    return f"{cell.strip()} s" if _NUMBER.fullmatch(cell.strip()) else cell


def _is_effort(column: Named, _: Mapping[str, Named]) -> bool:
    values = [
        float(cell.replace(",", ".")) for cell in column.spellings if re.fullmatch(r"\s*\d+(?:[.,]\d+)?\s*", cell)
    ]
    return not values or sum(value <= 10 for value in values) > _MOST * len(values)


_CHECKS: Final[Mapping[str, Callable[[Named, Mapping[str, Named]], bool]]] = {
    "unit": lambda column, _: column.share(plain(c).rstrip(".") in MASS_WORDS for c in column.spellings) > 0.05,
    "rpe": _is_effort,
    "rir": _is_effort,
    "side": lambda column, _: column.words(_SIDES) >= _MOST,
    "done": lambda column, _: column.words(_DONE) >= _NEARLY_ALL,
    "set_type": lambda column, _: column.words(_SET_TYPES) >= _MOST,
    "note": lambda column, _: column.days < _MOST,
    "time": _is_time_of_day,
    "duration": _is_duration,
    "distance": lambda column, _: column.texts < _MOST and column.days < _MOST,
}


def _are_small_counts(column: Named) -> bool:
    values = pd.to_numeric(pd.Series(column.spellings), errors="coerce")
    whole = values.notna() & (values % 1 == 0) & (values >= 0) & (values <= 50)
    return (
        bool(len(values))
        and float(whole.mean()) >= _NEARLY_ALL
        and float(values.median()) <= 20
        and column.filled > _MOST
    )


def _repeats_much(column: Named) -> bool:
    return column.filled >= _NEARLY_ALL and 1 < column.cells.nunique() <= 0.7 * len(column.cells)


def _median(column: Named) -> float:
    cells = (cell.strip() for cell in column.spellings)
    return median(float(cell.replace(",", ".")) for cell in cells if _NUMBER.fullmatch(cell))


def _is_packed(column: Named, meaning: str) -> bool:
    """Whether a column that is named after one quantity holds whole sets: `3x8`; a list of repetitions does not."""
    with_times = column.share(
        re.search(r"(?<!\S)[^\s\d]*\d\S*\s*[x\u00d7*]\s*\d|\d\s*@\s*\d", plain(c)) is not None for c in column.spellings
    )
    return with_times >= _MOST if meaning == "reps" else column.several >= _MOST and with_times >= _MOST / 2
