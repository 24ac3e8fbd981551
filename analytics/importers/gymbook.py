"""GymBook's CSV (iOS): a row per set with its own time, newest day first.

Header, units and yes/no follow the language of the app, so the file is known by its shape and read by position. The
eighth header names the three kinds of sets that its cells hold (`Set / Warm-up set / Cool-down set`). Amounts carry
their unit in the cell: `12 repetitions`, `60 seconds`, `10 minutes`; `52,50 kg`, `1,20 km`. There are no workouts: a
day and a programme are one. Sets that were left out are rows too, marked as skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._blocks import Mask
from analytics.importers._distinct import distinct, mapped, matches
from analytics.importers._limits import DURATION_S, REPS
from analytics.importers._numbers import Floats, durations, numbers
from analytics.importers._sessions import in_time_order, sessions
from analytics.importers._sets import load_kind, measures, metres, refuse_nameless, signed_kilograms
from analytics.importers._sheet import Column, Sheet
from analytics.importers._table import Table, header_key
from analytics.importers._units import MASS_UNITS, METRES_IN, row_units, token
from analytics.language import _
from analytics.model import Choices, Decision, Reading

_FIELDS: Final = {
    "date": 0,
    "workout": 1,
    "time": 2,
    "exercise": 3,
    "set_type": 7,
    "amount": 8,
    "load": 9,
    "note": 10,
    "skipped": 11,
}
_WIDTH: Final = 12
_PROBED: Final = 200
_MOST: Final = 0.6
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}.*")
_WITH_UNIT: Final = re.compile(r"(?P<number>.*\d)\s*(?P<unit>[^\d\s][^\d]*)")
_SET_TYPES: Final = ("working", "warmup", "other")
"""What the three words of the eighth header mean: a set, a warm-up, a cool-down."""

_REPS: Final = ("rep", "rip", "wied", "wdh", "herh", "tek", "pow", "повт", "回", "次")
_SECONDS_IN: Final = {
    **dict.fromkeys(("sec", "sek", "seg", "san", "сек", "秒"), 1.0),
    **dict.fromkeys(("min", "dak", "мин", "分"), 60.0),
    **dict.fromkeys(("hour", "heure", "hora", "ora", "ore", "std", "stund", "uur", "uren", "saat", "час"), 3600.0),
}
"""How the words for repetitions and times begin in the languages of the app, without accents and capitals."""
_YES: Final = frozenset({"yes", "si", "ja", "oui", "sim", "evet", "tak", "да", "はい", "是", "true", "1"})
_NO: Final = frozenset({"", "no", "nein", "non", "nao", "nee", "nej", "nei", "hayir", "nie", "нет", "いいえ", "否",
                        "false", "0"})  # fmt: skip


def recognises(table: Table) -> bool:
    """Twelve columns, of which the eighth to tenth name three, two and two things, and times in the third."""
    if len(table.header) != _WIDTH or [table.header[n].count(" / ") for n in (7, 8, 9)] != [2, 1, 1]:
        return False
    probed = [row for row in range(min(_PROBED, len(table))) if row not in table.ragged]
    return not probed or bool(matches(table.column(_FIELDS["time"]).iloc[probed], _CLOCK).mean() >= _MOST)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a GymBook export."""
    sheet = Sheet(in_time_order(table, _FIELDS, choices), _FIELDS)
    _skip_skipped(sheet)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sessions(sheet, choices)
    reps, duration_s = _repetitions_and_times(sheet)
    load = _load(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=load.weight_kg,
        reps=reps,
        distance_m=load.distance_m,
        duration_s=duration_s,
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": _set_types(sheet),
        "load_kind": load_kind(exercise).mask(load.assisted, "assisted"),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=load.unit, when=when, columns=columns)


def _skip_skipped(sheet: Sheet) -> None:
    """A word that is neither yes nor no in a known language is refused: the set may have been done or not."""
    answers = sheet.text("skipped").map(header_key)
    sheet.skip(answers.isin(_YES).to_numpy(dtype=bool), "not_performed")
    unknown = ~answers.isin(_YES | _NO).to_numpy(dtype=bool)
    sheet.refuse_where("skipped", unknown, _("neither yes nor no in a language that Hindsight knows"))


def _set_types(sheet: Sheet) -> pd.Series[str]:
    """The kind that the header's words stand for, in whatever language; any other word is `other`."""
    words = [word.strip().casefold() for word in sheet.header("set_type").split(" / ")]
    return mapped(
        sheet.text("set_type"), {"": "working", **dict(zip(words, _SET_TYPES, strict=True))}, otherwise="other"
    )


def _repetitions_and_times(sheet: Sheet) -> tuple[Floats, Floats]:
    """Repetitions and seconds, from the one column that holds both."""
    values, words = _apart(sheet, "amount")
    codes, spellings = distinct(words)
    seconds_in = np.array([_seconds_in(word) for word in spellings], dtype=np.float64)[codes]
    counted = np.array([not word or word.startswith(_REPS) for word in spellings], dtype=bool)[codes]
    unknown = ~np.isnan(values) & np.isnan(seconds_in) & ~counted
    sheet.refuse_where("amount", unknown, _("neither repetitions nor a time in a language that Hindsight knows"))
    reps, duration_s = np.where(counted, values, np.nan), np.where(counted, np.nan, values * seconds_in)
    sheet.keep_within(REPS, "amount", reps)
    sheet.keep_within(DURATION_S, "amount", duration_s)
    return reps, duration_s


def _seconds_in(word: str) -> float:
    """Seconds in one of the unit; NaN when the word is no time. A clock (`1:30 min`) is in seconds already."""
    if word == "clock":
        return 1.0
    return next((seconds for start, seconds in _SECONDS_IN.items() if word.startswith(start)), np.nan)


@dataclass(frozen=True, slots=True)
class _Load:
    weight_kg: Floats
    assisted: Mask
    distance_m: Floats
    unit: Decision


def _load(sheet: Sheet, choices: Choices) -> _Load:
    """Kilograms or metres, from the one column that holds both."""
    values, words = _apart(sheet, "load")
    codes, spellings = distinct(words)
    metres_in = np.array([METRES_IN.get(token(word), np.nan) for word in spellings], dtype=np.float64)[codes]
    is_mass = np.array([not word or token(word) in MASS_UNITS for word in spellings], dtype=bool)[codes]
    unknown = (values != 0) & ~np.isnan(values) & np.isnan(metres_in) & ~is_mass
    sheet.refuse_where("load", unknown, _("neither a weight nor a distance in a unit that Hindsight knows"))
    loads = np.where(is_mass, values, np.nan)
    rows = row_units(words.where(is_mass, ""), np.abs(loads), choices)
    weight_kg, assisted = signed_kilograms(sheet, "load", loads, rows.kg_in_one)
    distances = np.where(is_mass, np.nan, values)
    return _Load(weight_kg, assisted, metres(sheet, "load", distances, metres_in), rows.decision)


def _apart(sheet: Sheet, field: str) -> tuple[Floats, pd.Series[str]]:
    """The number and the comparable unit of each cell; `clock` is the unit of a cell such as `1:30 min`."""
    codes, spellings = distinct(sheet.text(field))
    found = [_WITH_UNIT.fullmatch(spelling.strip()) for spelling in spellings]
    bare = [match.group("number") if match else cell for match, cell in zip(found, spellings, strict=True)]
    clocks = ["clock" if ":" in cell else "" for cell in bare]
    units = [
        clock or (header_key(match.group("unit")) if match else "") for match, clock in zip(found, clocks, strict=True)
    ]
    is_clock = pd.Series([clock != "" for clock in clocks], dtype=bool)
    written = pd.Series(bare, dtype="str")
    counts = numbers(written.mask(is_clock, ""), decimal_comma=sheet.table.delimiter != ",")
    times = durations(written.where(is_clock, ""))
    refused = {**counts.refused, **times.refused}
    sheet.refuse(field, {int(row): refused[int(codes[row])] for row in np.flatnonzero(np.isin(codes, list(refused)))})
    values = np.where(is_clock, times.values, counts.values)
    return values[codes], pd.Series(pd.array(units, dtype="str").take(codes))


IMPORTER: Final = Importer(name="gymbook", title="GymBook", form=Table, recognises=recognises, read=read)
