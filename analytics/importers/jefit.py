"""JEFIT's export: many tables in one file, each below a line `### NAME ####`.

EXERCISE LOGS has a row per exercise, its sets packed in one cell (`135x5,155x5`, load x reps; `0x0` is a set that was
never filled in). What is timed has five cells a set instead: calories, distance, speed, laps and seconds. Of the recent
logs, every set stands again in EXERCISE SET LOGS, with its type; these rows are taken then, and the packed cell is not.
CARDIO LOGS repeats the timed logs in the same way. Loads are in the unit of the settings, in EXERCISE SET LOGS always
in pounds. A log names its day; the session it belongs to has the start, in Unix seconds. An older export is EXERCISE
LOGS alone, without a title. Settings and profile hold personal facts and are read for the unit only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import UnreadableFile
from analytics.importers._base import Importer
from analytics.importers._dates import Dates, dates
from analytics.importers._distinct import mapped
from analytics.importers._numbers import Floats
from analytics.importers._sets import kilograms, measures, metres, refuse_nameless, repetitions, seconds
from analytics.importers._sheet import WHOLE_LINE, Column, Sheet
from analytics.importers._table import Table, header_key, table_of, tokenise
from analytics.importers._text import Text
from analytics.importers._units import MASS_UNITS, inferred_unit, kg_in, token
from analytics.language import _, n_
from analytics.model import Choices, Decision, Reading
from analytics.units import KG_PER_LB, METRES_PER_KM, METRES_PER_MILE, MassUnit

_TITLE: Final = re.compile(r"^[\"']?###[ \t]+([A-Z]+(?: [A-Z]+)*)[ \t]+#{3,}[\"']?[,;\t| ]*\r?$", re.MULTILINE)
_CLOSING: Final = re.compile(r"[\"']?#{10,}[\"']?[,;\t| ]*\r?")
_LOGS: Final = "EXERCISE LOGS"
_SET_LOGS: Final = "EXERCISE SET LOGS"
_SESSIONS: Final = "WORKOUT SESSIONS"
_CARDIO: Final = "CARDIO LOGS"
_READ: Final = ("SETTING", _SESSIONS, _LOGS, _SET_LOGS, _CARDIO, "NOTES")
_NEEDED: Final = frozenset({"ename", "mydate", "logs"})

_PACKED: Final = re.compile(r"([^x\u00d7]*)[x\u00d7](.*)", re.DOTALL)
_SEPARATOR: Final = re.compile(r"[,;|\t]")
_ZERO: Final = re.compile(r"0*(?:\.0*)?")
_CELLS_OF_A_TIMED_SET: Final = 5
_SET_TYPES: Final = {
    "": "working", "default": "working", "normal": "working", "working": "working",
    "warm-up": "warmup", "warm up": "warmup", "warmup": "warmup",
    "drop": "drop", "drop-set": "drop", "drop set": "drop", "dropset": "drop",
    "failure": "failure", "to failure": "failure",
}  # fmt: skip
_NO_LOG: Final = "-"
"""Where single sets go that name no log: no log has such a number."""
_A_DAY: Final = np.timedelta64(1, "D")
_KG_DECIMALS: Final = 3
"""Pounds with four decimals that stand for kilograms come back within 0.00003 kg of these."""


class _Record(NamedTuple):
    """One set as the table of sets holds it, all in words. `state` is `repeated` for a set that the file holds twice,
    or says what is wrong with the line."""

    date: str = ""
    session: str = ""
    start: str = ""
    exercise: str = ""
    note: str = ""
    number: str = ""
    set_type: str = ""
    weight: str = ""
    unit: str = ""
    reps: str = ""
    duration: str = ""
    distance: str = ""
    distance_unit: str = ""
    state: str = ""
    line: str = ""


_Found: TypeAlias = "tuple[int, _Record]"
"""A set, and the line of the file it stands on."""
_Key: TypeAlias = "tuple[str, str, str]"
"""A day, the number of an exercise, and whose number it is."""


class _Shared(NamedTuple):
    """What the sets of one log share."""

    key: _Key
    session: str
    start: str
    exercise: str
    note: str


_HEADER: Final = (
    "mydate", "belongsession", "starttime", "ename", "mynote", "set_index", "set_type", "logs: weight", "",
    "logs: reps", "duration", "distance", "", "", WHOLE_LINE,
)  # fmt: skip


def recognises(text: Text) -> bool:
    """The title of JEFIT's exercise logs or sessions, or a header with the names of its columns."""
    titles = {title[1] for title in _TITLE.finditer(text.content)} if text.starts_a_line("#") else None
    if titles:
        return not titles.isdisjoint({_LOGS, _SET_LOGS, _SESSIONS})
    return set(_names(text.content.lstrip()[:5_000].split("\n", 1)[0])) >= _NEEDED


def read(text: Text, choices: Choices) -> Reading:
    """The sets of a JEFIT export; UnreadableFile when it has no exercise logs."""
    log = _log(text)
    found = list(log.records())
    delimiter = log.delimiter
    table = table_of(text, _HEADER, [record for __, record in found], [line for line, __ in found], delimiter=delimiter)
    sheet = Sheet(table, {field: position for position, field in enumerate(_Record._fields)})
    _set_aside(sheet)
    exercise = sheet.text("exercise")
    set_type = mapped(sheet.text("set_type"), _SET_TYPES, otherwise="other")
    when = _starts(sheet, choices)
    weight_kg, unit = _loads(sheet, choices, log.unit)
    measured = measures(
        sheet,
        weight_kg=weight_kg,
        reps=repetitions(sheet),
        distance_m=metres(sheet, "distance", sheet.numbers("distance"), _metres_in_one(sheet, unit)),
        duration_s=seconds(sheet),
        failed=set_type.eq("failure").to_numpy(dtype=bool),
    )
    refuse_nameless(sheet, exercise)  # after the empty rows are gone: a blank cardio entry may have no name
    columns: dict[str, Column] = {
        "exercise": exercise,
        "set_type": set_type,
        "load_kind": _load_kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    order = sheet.numbers("number")
    return sheet.reading(IMPORTER.name, unit=unit, when=when, columns=columns, order=order, notes=_twice(sheet))


def _set_aside(sheet: Sheet) -> None:
    state = sheet.text("state")
    sheet.skip(state.eq("repeated").to_numpy(dtype=bool), "repeated")
    broken = np.flatnonzero(state.ne("").to_numpy(dtype=bool) & sheet.is_open)
    sheet.refuse("line", {int(position): str(state.iloc[position]) for position in broken})


def _twice(sheet: Sheet) -> tuple[str, ...]:
    """What the lifter would miss in a count of the file's cells."""
    single = int((sheet.text("distance_unit").eq("mi").to_numpy(dtype=bool) & sheet.is_open).sum())
    if not single:
        return ()
    said = n_(
        "{number} set stands in the file twice, packed and one by one; it was read once.",
        "{number} sets stand in the file twice, packed and one by one; each was read once.",
        single,
    )
    return (said,)


def _load_kind(exercise: pd.Series[str]) -> pd.Series[str]:
    """JEFIT names the machines that help `Machine Assisted Pull Up`."""
    assisted = exercise.str.contains(r"\bassisted\b", case=False, regex=True)
    return pd.Series("", index=exercise.index, dtype="str").mask(assisted, "assisted")


# --- the tables of the file -----------------------------------------------------------------------------------------


def _names(header: str) -> list[str]:
    return [header_key(name) for name in _SEPARATOR.split(header)]


def _sections(text: Text) -> dict[str, Table]:
    """The tables by title, with lines counted from the top of the file. A file without titles is one of logs."""
    titles = list(_TITLE.finditer(text.content))
    if not titles:
        return {_LOGS: _with_packed_cells_whole(tokenise(text.name, text))}
    ends = [title.start() for title in titles[1:]] + [len(text.content)]
    tables: dict[str, Table] = {}
    for title, end in zip(titles, ends, strict=True):
        above = text.content.count("\n", 0, title.end())
        table = _table(text, text.content[title.end() : end], above) if title[1] in _READ else None
        if table and title[1] in tables:
            raise UnreadableFile(
                _("{name} holds two JEFIT exports, one after the other.", name=text.name), _("Import each by itself.")
            )
        tables |= {title[1]: table} if table else {}
    return tables


def _table(text: Text, content: str, lines_above: int) -> Table | None:
    """One section as a table; None when it has no rows."""
    lines = ["" if _CLOSING.fullmatch(line) else line for line in content.split("\n")]
    blank = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    try:
        table = tokenise(text.name, replace(text, content="\n".join(lines[blank:]))) if lines[blank:] else None
    except UnreadableFile:  # a header and no rows
        return None
    return replace(_with_packed_cells_whole(table), lines=table.lines + lines_above + blank) if table else None


def _with_packed_cells_whole(table: Table) -> Table:
    """Glue the packed cells that came apart where a program left out the quotes."""
    if "logs" not in table.keys:
        return table
    at, width = table.keys.index("logs"), len(table.header)
    glued = {
        row: [*cells[:at], ",".join(cells[at : at + 1 + len(cells) - width]), *cells[at + 1 + len(cells) - width :]]
        for row, cells in table.ragged.items()
        if len(cells) > width and all(_PACKED.fullmatch(cell) for cell in cells[at : at + 1 + len(cells) - width])
    }
    return table.repaired(glued)


class _Rows:
    """The rows of one section by the names of their columns, or none where the file has no such section."""

    def __init__(self, table: Table | None) -> None:
        self._table = table
        self.count = len(table) if table else 0
        self.lines: list[int] = table.lines.tolist() if table else []
        self.broken = self._breaks(table) if table else {}

    def column(self, name: str) -> list[str]:
        """The cells of a column; blanks where there is no such column."""
        if self._table is None or name not in self._table.keys:
            return [""] * self.count
        return list(self._table.column(self._table.keys.index(name)))

    @staticmethod
    def _breaks(table: Table) -> dict[int, tuple[str, str]]:
        """Ragged rows: what is wrong with them, and their line."""
        want = len(table.header)
        return {
            row: (
                _("the line breaks off: {have} of {want} columns", have=len(cells), want=want)
                if len(cells) < want
                else _("{have} columns instead of {want}", have=len(cells), want=want),
                table.delimiter.join(cells),
            )
            for row, cells in table.ragged.items()
        }


@dataclass(frozen=True)
class _Log:
    """The sections that hold sets, and what the others say about them: `starts` by session, `notes` by day and
    exercise. `unit` is the settings' unit, "" where they state none."""

    logs: _Rows
    set_logs: _Rows
    cardio: _Rows
    starts: Mapping[str, str]
    notes: Mapping[_Key, str]
    unit: str
    delimiter: str

    def records(self) -> Iterator[_Found]:
        """Every set of the file once, with its line: the logs in their order, then what no log holds."""
        sets, cardio = self._sets_by_log(), set(_keys(self.cardio))
        timed: Counter[_Key] = Counter()
        seen: set[tuple[str, _Key, str]] = set()
        rows = zip(self.logs.lines, self.logs.column("_id"), self.logs.column("logs"), self._shared(), strict=True)
        for row, (line, log, packed, shared) in enumerate(rows):
            if row in self.logs.broken:
                yield line, _broken(self.logs, row)
                continue
            groups = _timed_groups(packed, known=shared.key in cardio)
            timed[shared.key] += bool(groups)
            own = list(_timed_sets(groups) if groups else _packed_sets(packed, self.unit))
            repeated = bool(log) and (log, shared.key, packed) in seen
            yield from _sets_of_log(line, own, [] if repeated else sets.get(log, []), shared, repeated=repeated)
            seen.add((log, shared.key, packed))
        yield from _sets_without_log(sets, set(self.logs.column("_id")))
        yield from self._cardio_without_log(timed)

    def _shared(self) -> Iterator[_Shared]:
        """What the sets of each log share."""
        parts = zip(_keys(self.logs), self.logs.column("belongsession"), self.logs.column("ename"), strict=True)
        for key, session, name in parts:
            yield _Shared(key, session, self.starts.get(session, ""), name, self.notes.get(key, ""))

    def _sets_by_log(self) -> dict[str, list[_Found]]:
        """The rows of EXERCISE SET LOGS by the log they belong to; a row that comes twice with its id is repeated."""
        names = ("exercise_log_id", "_id", "set_index", "set_type", "weight_lbs", "reps", "duration", "distance_mi")
        found: dict[str, list[_Found]] = {}
        seen: set[tuple[str, str, str]] = set()
        rows = zip(self.set_logs.lines, *(self.set_logs.column(name) for name in names), strict=True)
        for row, (line, log, own, index, set_type, weight, reps, duration, distance) in enumerate(rows):
            single = _Record(
                number=index, set_type=set_type, weight=weight, unit="lb", reps=reps, duration=duration,
                distance=distance, distance_unit="mi", state="repeated" if own and (log, own, index) in seen else "",
            )  # fmt: skip
            seen.add((log, own, index))
            is_broken = row in self.set_logs.broken
            found.setdefault(log or _NO_LOG, []).append((line, _broken(self.set_logs, row) if is_broken else single))
        return found

    def _cardio_without_log(self, timed: Counter[_Key]) -> Iterator[_Found]:
        """The rows of CARDIO LOGS beyond the timed logs of the same day and exercise."""
        left = Counter(timed)
        names = {key[1:]: name for key, name in zip(_keys(self.logs), self.logs.column("ename"), strict=True)}
        columns = (self.cardio.column(name) for name in ("duration", "distance"))
        for row, (line, key, *values) in enumerate(zip(self.cardio.lines, _keys(self.cardio), *columns, strict=True)):
            if row in self.cardio.broken:
                yield line, _broken(self.cardio, row)
            elif left[key]:
                left[key] -= 1
            else:
                shared = _Shared(key, "", "", names.get(key[1:], ""), self.notes.get(key, ""))
                yield line, _joined(shared, _Record(duration=values[0], distance=values[1]))


def _log(text: Text) -> _Log:
    sections = _sections(text)
    rows = {name: _Rows(sections.get(name)) for name in _READ}
    if _LOGS not in sections or not set(sections[_LOGS].keys) >= _NEEDED:
        raise UnreadableFile(
            _("{name} looks like a JEFIT export, but has no exercise logs.", name=text.name),
            _("Export the log again and import that file unchanged."),
        )
    sessions = zip(rows[_SESSIONS].column("_id"), rows[_SESSIONS].column("starttime"), strict=True)
    mass = [token(cell) for cell in rows["SETTING"].column("mass")]
    return _Log(
        logs=rows[_LOGS],
        set_logs=rows[_SET_LOGS],
        cardio=rows[_CARDIO],
        starts={session: _utc(start) for session, start in sessions if session.strip("0 ")},
        notes=_notes(rows["NOTES"]),
        unit=next((MASS_UNITS[cell] for cell in mass if cell in MASS_UNITS), ""),
        delimiter=sections[_LOGS].delimiter,
    )


def _utc(unix_seconds: str) -> str:
    """A moment as `dates` reads it; "" where there is none."""
    try:
        moment = datetime.fromtimestamp(int(unix_seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return f"{moment:%Y-%m-%d %H:%M:%S}Z" if moment.year > 1970 else ""


def _notes(rows: _Rows) -> dict[_Key, str]:
    """The remarks of each day on each exercise."""
    found: dict[_Key, list[str]] = {}
    for key, note in zip(_keys(rows), rows.column("mynote"), strict=True):
        if note.strip():
            found.setdefault(key, []).append(note)
    return {key: "\n".join(notes) for key, notes in found.items()}


def _keys(rows: _Rows) -> list[_Key]:
    """The day and the exercise of each row; JEFIT's own exercises and the lifter's are numbered apart."""
    return list(zip(rows.column("mydate"), rows.column("eid"), rows.column("belongsys"), strict=True))


# --- from logs to sets ----------------------------------------------------------------------------------------------


def _sets_of_log(
    line: int, packed: Sequence[_Record], single: Sequence[_Found], shared: _Shared, *, repeated: bool
) -> Iterator[_Found]:
    """The single sets where they are all there, else the packed ones (a file that was cut), and never both."""
    if single and sum(own.state == "" for __, own in single) >= len(packed):
        yield from ((at, _joined(shared, own)) for at, own in single)
    else:
        yield from ((line, _joined(shared, own, repeated=repeated)) for own in packed)


def _sets_without_log(sets: Mapping[str, Sequence[_Found]], logs: set[str]) -> Iterator[_Found]:
    """Sets whose log is gone have no exercise and no day: they are refused, not forgotten."""
    for log, found in sets.items():
        if log not in logs:
            why = _("no exercise log has its number")
            yield from ((at, own._replace(state=own.state or why)) for at, own in found)


def _joined(shared: _Shared, own: _Record, *, repeated: bool = False) -> _Record:
    """A set with what its log says of all."""
    return own._replace(
        date=shared.key[0],
        session=shared.session,
        start=shared.start,
        exercise=shared.exercise,
        note=shared.note,
        state="repeated" if repeated else own.state,
    )


def _broken(rows: _Rows, row: int) -> _Record:
    state, line = rows.broken[row]
    return _Record(state=state, line=line)


def _timed_groups(packed: str, *, known: bool) -> list[list[str]]:
    """The sets of a timed log, as five cells each: without a load, and silent before the laps or `known` as cardio.
    Else none: five sets of pull-ups are five cells as well."""
    cells = [_PACKED.fullmatch(cell) for cell in _SEPARATOR.split(packed)]
    values = [cell[2].strip() for cell in cells if cell and _ZERO.fullmatch(cell[1].strip())]
    if len(values) < len(cells) or len(values) % _CELLS_OF_A_TIMED_SET:
        return []
    groups = [values[n : n + _CELLS_OF_A_TIMED_SET] for n in range(0, len(values), _CELLS_OF_A_TIMED_SET)]
    silent = all(_ZERO.fullmatch(value) for group in groups for value in group[:3])
    ends_in_a_time = all(not _ZERO.fullmatch(group[-1]) for group in groups)
    return groups if ends_in_a_time and (silent or known) else []


def _packed_sets(packed: str, unit: str) -> Iterator[_Record]:
    """`135x5,155x5`: load and reps; a cell without an x is a time."""
    for number, cell in enumerate(_SEPARATOR.split(packed)):
        if pair := _PACKED.fullmatch(cell):
            yield _Record(number=str(number), weight=pair[1].strip(), unit=unit, reps=pair[2].strip())
        else:
            yield _Record(number=str(number), duration=cell)


def _timed_sets(groups: Sequence[Sequence[str]]) -> Iterator[_Record]:
    for number, (__, distance, __, __, duration) in enumerate(groups):
        yield _Record(number=str(number), distance=distance, duration=duration)


# --- columns --------------------------------------------------------------------------------------------------------


def _starts(sheet: Sheet, choices: Choices) -> Dates:
    """The start of each set's session by the lifter's clock, on the day that the logs name.

    The session's start is UTC and needs a time zone; the day does not, so a missing or a wrong zone never moves a
    workout to another day. A session that runs past midnight stays one. Logs of no session, or far from its start,
    are their day's workout.
    """
    when = sheet.dates("date", choices)
    clock = dates(sheet.text("start"), choices)
    day = when.values.astype("datetime64[D]")
    started = clock.values.astype("datetime64[D]")
    first = _first_day(sheet, day, ~np.isnat(started))
    belongs = (day - first <= _A_DAY) & (np.abs(started - first) <= _A_DAY)
    values = np.where(belongs, first + (clock.values - started), when.values)
    zone = clock.time_zone
    if zone.value == "UTC" and not choices.time_zone:
        how = _("the days are the file's own; the times of day are UTC, since no time zone was chosen")
        zone = Decision("UTC", how)
    return replace(when, values=values, time_zone=zone)


def _first_day(
    sheet: Sheet, day: npt.NDArray[np.datetime64], known: npt.NDArray[np.bool_]
) -> npt.NDArray[np.datetime64]:
    """The first day that the logs of each row's session name; NaT without a session."""
    days = pd.Series(day.astype("datetime64[s]")).where(known)
    first = days.groupby(sheet.text("session")).transform("min").where(known)
    return first.to_numpy(dtype="datetime64[s]").astype("datetime64[D]")


def _loads(sheet: Sheet, choices: Choices, stated: str) -> tuple[Floats, Decision]:
    """Kilograms: single sets are in pounds, packed ones in the unit of the settings, else in the one they look like."""
    loads = sheet.numbers("weight")
    in_pounds = sheet.text("unit").eq("lb").to_numpy(dtype=bool)
    packed = ~in_pounds & sheet.is_open
    unit = _unit(stated, choices) if stated else inferred_unit(loads[packed], sheet.text("exercise")[packed], choices)
    usual: MassUnit = "lb" if unit.value == "lb" else "kg"
    weight_kg = kilograms(sheet, "weight", loads, np.where(in_pounds, KG_PER_LB, kg_in(usual)))
    return np.round(weight_kg, _KG_DECIMALS) if usual == "kg" else weight_kg, unit


def _unit(stated: str, choices: Choices) -> Decision:
    if choices.unit in ("kg", "lb") and choices.unit != stated:
        how = _(
            "the file's settings say so; its list of single sets is always in pounds; {unit} was chosen, but is only "
            "for files that state no unit",
            unit=f'"{choices.unit}"',
        )
        return Decision(stated, how)
    return Decision(stated, _("the file's settings say so; its list of single sets is always in pounds"))


def _metres_in_one(sheet: Sheet, unit: Decision) -> Floats:
    """Single sets state miles; the others are in miles for those who lift pounds."""
    usual = METRES_PER_MILE if unit.value == "lb" else METRES_PER_KM
    return np.where(sheet.text("distance_unit").eq("mi"), METRES_PER_MILE, usual)


IMPORTER: Final = Importer(name="jefit", title="JEFIT", form=Text, recognises=recognises, read=read)
