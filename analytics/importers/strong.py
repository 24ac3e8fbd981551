"""Strong's CSV, iOS and Android, 2015 to now: a row per set, oldest workout first.

The header changed many times and is translated on iOS; a header in another language is read by the position of its
columns, and an Android file that lost its header by the same. `Set Order` holds a number (from 0 in 2015), or a marker:
W warm-up, D drop set, F failure, and words for rows that are no sets (rest timers, notes). The unit is in the header
(2015), in each row (Android), or nowhere (iOS).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from analytics.importers._base import Importer
from analytics.importers._blocks import Mask
from analytics.importers._distinct import distinct, matches
from analytics.importers._numbers import Floats, numbers
from analytics.importers._sets import (
    kilograms,
    kinds_of,
    measures,
    metres,
    refuse_nameless,
    repetitions,
    reps_in_reserve,
    seconds,
)
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.importers._units import MASS_UNITS, METRES_IN, inferred_unit, kg_in, row_units, stated_unit, token
from analytics.language import _
from analytics.model import Choices, Decision, Reading
from analytics.units import METRES_PER_KM, METRES_PER_MILE

_FIELDS: Final = {
    "date": ("date", "datum"),
    "workout": ("workout name", "nom de l'entrainement", "workout-name"),
    "exercise": ("exercise name", "nom de l'exercice", "name der ubung"),
    "set_order": ("set order", "ordre de la serie", "reihenfolge festlegen"),
    "weight": ("weight", "weight (kg)", "weight (lbs)", "weight (lb)", "kg", "lb", "lbs", "poids", "gewicht"),
    "weight_unit": ("weight unit",),
    "reps": ("reps", "wiederh."),
    "rpe": ("rpe",),
    "distance": (
        "distance", "distance (meters)", "distance (m)", "distance (km)", "distance (miles)", "distance (mi)",
        "km", "mi", "entfernung",
    ),
    "distance_unit": ("distance unit",),
    "duration": ("seconds", "secondes", "sekunden"),
    "note": ("notes", "notizen"),
}  # fmt: skip
"""Field -> its names in English, French and German, as the table compares them (no accents, lower case)."""
_NEEDED: Final = {"date": _("the date"), "weight": _("the weight"), "reps": _("the reps")}

_ANDROID: Final = (
    "date", "workout", "exercise", "set_order", "weight", "weight_unit", "reps", "rpe", "distance", "distance_unit",
    "duration", "note",
)  # fmt: skip
_LAYOUTS: Final[tuple[tuple[frozenset[int], Sequence[str]], ...]] = (
    (
        frozenset({9, 10, 11}),
        ("date", "workout", "exercise", "set_order", "weight", "reps", "distance", "duration", "note"),
    ),
    (
        frozenset({10}),
        ("date", "workout", "", "exercise", "set_order", "weight", "reps", "distance", "duration", "rpe"),
    ),
    (
        frozenset({12}),
        ("date", "workout", "", "exercise", "set_order", "weight", "reps", "distance", "duration", "note", "", "rpe"),
    ),
    (frozenset({13, 14}), _ANDROID),
    (
        frozenset({13}),
        ("", "date", "workout", "", "exercise", "set_order", "weight", "reps", "rpe", "distance", "duration", "note"),
    ),
)
"""How many columns a file may have, and the fields by position: for headers that nobody has seen yet."""
_PROBED: Final = 200
_MOST: Final = 0.6
_DATE_AND_TIME: Final = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2} \d{1,2}:\d{2}(?::\d{2})?")
_SET_ORDER: Final = re.compile(r"\d{1,2}|[^\W\d_][^\d]*")
_NUMBER_OR_BLANK: Final = re.compile(r"(?:\d+(?:[.,]\d+)?)?")

_WHOLE_NUMBER: Final = re.compile(r"\d+(?:[.,]0+)?")
_ZERO_OR_BLANK: Final = re.compile(r"(?:0+(?:[.,:]0+)*)?")
_MARKERS: Final = {"": "working", "w": "warmup", "d": "drop", "f": "failure"}
_REST_WORDS: Final = frozenset({"rest timer", "ruhezeit"})
_NOTE_WORDS: Final = frozenset({"note", "notiz"})
_UNIT_IN_HEADER: Final = re.compile(r"(?:[\w]+ )?\(?(\w+)\)?")


def recognises(table: Table) -> bool:
    """The exercise and the set order under one of their known names, or columns that stand where Strong puts them."""
    keys = set(table.keys)
    if not keys.isdisjoint(_FIELDS["set_order"]) and not keys.isdisjoint(_FIELDS["exercise"]):
        return True
    return not keys & {"exercise_title", "exercise"} and _layout(table) is not None


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a Strong export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    if not {"exercise", "set_order"} <= set(fields):
        fields = _layout(table) or fields
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    exercise = sheet.words("exercise")
    set_type = sheet.words("set_order").said(_set_type)
    _skip_notes_and_rests(sheet, unknown_marker=set_type.where("other".__eq__))
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    loads = sheet.numbers("weight")
    kg_in_one, unit = _unit(sheet, loads, choices)
    measured = measures(
        sheet,
        weight_kg=kilograms(sheet, "weight", loads, kg_in_one),
        reps=repetitions(sheet),
        distance_m=metres(sheet, "distance", sheet.numbers("distance"), _metres_in_one(sheet, unit)),
        duration_s=seconds(sheet),
        failed=set_type.where("failure".__eq__),
    )
    columns: dict[str, Column] = {
        "workout": sheet.words("workout"),
        "exercise": exercise,
        "set_type": set_type,
        "load_kind": kinds_of(exercise),
        "rir": reps_in_reserve(sheet),
        "note": sheet.words("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=unit, when=when, columns=columns, order=_order(sheet))


def _layout(table: Table) -> dict[str, int] | None:
    """The fields by position, when the cells are what Strong writes there."""
    for widths, fields in _LAYOUTS:
        where = {field: position for position, field in enumerate(fields) if field}
        if len(table.header) in widths and _fits(table, where):
            return where
    return None


def _fits(table: Table, where: dict[str, int]) -> bool:
    """Whether most of the first rows have a moment, a set order and numbers in these places; a few may be broken."""

    def fit(field: str, pattern: re.Pattern[str]) -> bool:
        return bool(matches(table.column(where[field]).iloc[probed], pattern).mean() >= _MOST)

    probed = [row for row in range(min(_PROBED, len(table))) if row not in table.ragged]
    return (
        bool(probed)
        and fit("date", _DATE_AND_TIME)
        and fit("set_order", _SET_ORDER)
        and bool(matches(table.column(where["set_order"]).iloc[probed], _WHOLE_NUMBER).any())
        and all(fit(field, _NUMBER_OR_BLANK) for field in ("weight", "reps", "duration"))
        and not fit("exercise", _NUMBER_OR_BLANK)
    )


def _set_type(order: str) -> str:
    """Numbers are working sets, letters what they stand for, and any other word `other`."""
    is_numbered = _WHOLE_NUMBER.fullmatch(order.strip()) is not None
    return "working" if is_numbered else _MARKERS.get(order.strip().casefold(), "other")


def _order(sheet: Sheet) -> Floats:
    """The number of a set; NaN for those that have a letter instead."""
    return numbers(sheet.words("set_order")).values


def _skip_notes_and_rests(sheet: Sheet, *, unknown_marker: Mask) -> None:
    """Rest timers by structure, since their word is translated: no load, no reps, only seconds."""
    words = sheet.words("set_order").said(lambda order: order.strip().lower())
    without = {field: _blank_or_zero(sheet, field) for field in ("weight", "reps", "distance", "duration")}
    no_work = without["weight"] & without["reps"] & without["distance"]
    sheet.skip(words.where(_REST_WORDS.__contains__), "rest_timer")
    sheet.skip(unknown_marker & no_work & ~without["duration"], "rest_timer")
    has_note = sheet.words("note").where(bool)
    is_note = words.where(_NOTE_WORDS.__contains__) | (unknown_marker & has_note)
    sheet.skip(is_note & no_work & without["duration"], "note")


def _blank_or_zero(sheet: Sheet, field: str) -> Mask:
    return matches(sheet.words(field), _ZERO_OR_BLANK)


def _unit(sheet: Sheet, loads: Floats, choices: Choices) -> tuple[float | Floats, Decision]:
    """Kilograms in one unit of the weight column, by row, by header or by guess."""
    if sheet.has("weight_unit"):
        rows = row_units(sheet.text("weight_unit"), loads, choices)
        sheet.refuse_where("weight_unit", (loads > 0) & np.isnan(rows.kg_in_one), _("not a unit of weight"))
        return rows.kg_in_one, rows.decision
    match = _UNIT_IN_HEADER.fullmatch(sheet.table.keys[sheet.position("weight")])
    stated = MASS_UNITS.get(match.group(1)) if match else None
    if stated:
        return kg_in(stated), stated_unit(stated, sheet.header("weight"), choices)
    unit = inferred_unit(loads[sheet.is_open], sheet.words("exercise").taken(sheet.is_open), choices)
    return kg_in("lb" if unit.value == "lb" else "kg"), unit


def _metres_in_one(sheet: Sheet, unit: Decision) -> float | Floats:
    """Metres in one unit of the distance column: by row, by header, else miles for those who lift pounds."""
    usual = METRES_PER_MILE if unit.value == "lb" else METRES_PER_KM
    if sheet.has("distance_unit"):
        codes, spellings = distinct(sheet.words("distance_unit"))
        return np.array([METRES_IN.get(token(spelling), usual) for spelling in spellings], dtype=np.float64)[codes]
    if not sheet.has("distance"):
        return usual
    match = _UNIT_IN_HEADER.fullmatch(sheet.table.keys[sheet.position("distance")])
    return METRES_IN.get(match.group(1), usual) if match else usual


IMPORTER: Final = Importer(name="strong", title="Strong", form=Table, recognises=recognises, read=read)
