"""MacroFactor Workouts, the granular export "Workout Log": a row per set.

Days without times; the workout's length in a column of its own, in seconds or as a clock, is not the set's. The unit
is in the header (`Weight (lbs)`). Kinds of sets are words that end in "Set" (`Standard Set`, `Warm Up Set`); effort is
RIR. The app writes an Excel workbook too: saved as CSV, that sheet is the same table.
"""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._distinct import mapped, matches
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
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.importers._units import METRES_IN
from analytics.language import _
from analytics.model import Choices, Decision, Reading
from analytics.units import METRES_PER_KM, METRES_PER_MILE

_FIELDS: Final = {
    "date": ("date", "workout date", "start time"),
    "workout": ("workout", "workout name"),
    "exercise": ("exercise", "exercise name"),
    "set_type": ("set type",),
    "set": ("set", "set number", "set #"),
    "weight": ("weight (kg)", "weight (kgs)", "weight (lbs)", "weight (lb)", "weight"),
    "weight_unit": ("weight unit", "unit"),
    "reps": ("reps", "repetitions"),
    "rir": ("rir",),
    "rpe": ("rpe",),
    "distance": (
        "distance (km)", "distance (mi)", "distance (miles)", "distance (m)", "distance (meters)", "distance (yd)",
        "distance (ft)", "distance",
    ),
    "duration": ("duration", "set duration", "duration (s)", "duration (sec)", "duration (seconds)", "time", "seconds"),
    "note": ("set notes", "notes", "note", "exercise notes"),
}  # fmt: skip
_NEEDED: Final = {"weight": _("the weight"), "reps": _("the reps")}
_SIGNATURE: Final = frozenset({"date", "workout", "exercise", "set type"})
_OTHER_APPS: Final = frozenset({"effort", "start date", "superset id"})
_A_KIND_OF_SET: Final = re.compile(r"\w[\w\s/-]* sets?", re.IGNORECASE)
_PROBED: Final = 200
_MOST: Final = 0.6
_UNIT_IN_HEADER: Final = re.compile(r"distance \((\w+)\)")

_SET_TYPES: Final = {
    **dict.fromkeys(("", "standard", "normal", "working", "work", "regular", "straight", "top", "back off"), "working"),
    **dict.fromkeys(("warm up", "warmup"), "warmup"),
    **dict.fromkeys(("drop", "dropset"), "drop"),
    **dict.fromkeys(("failure", "to failure"), "failure"),
}
_SET_WORD: Final = re.compile(r"[\s-]*\bsets?\Z")


def recognises(table: Table) -> bool:
    """The workout's length beside kinds of sets, or, should the length be missing, kinds that are "... Set"."""
    keys = set(table.keys)
    if not keys >= _SIGNATURE or keys & _OTHER_APPS:
        return False
    return "workout duration" in keys or _says_set(table)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a MacroFactor workout log; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    set_type = _set_types(sheet)
    load = loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=load.weight_kg,
        reps=repetitions(sheet),
        distance_m=_distances(sheet, load.unit),
        duration_s=seconds(sheet),
        failed=set_type.eq("failure").to_numpy(dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": set_type,
        "load_kind": load.kind(exercise),
        "rir": stated_rir(sheet) if sheet.has("rir") else reps_in_reserve(sheet),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    order = numbers(sheet.text("set")).values
    return sheet.reading(IMPORTER.name, unit=load.unit, when=when, columns=columns, order=order)


def _says_set(table: Table) -> bool:
    """Whether most of the first rows call their kind "... Set"; self-made sheets say `normal` or `warmup`."""
    cells = table.column(table.keys.index("set type")).iloc[:_PROBED]
    return bool(len(cells)) and bool(matches(cells, _A_KIND_OF_SET).mean() >= _MOST)


def _set_types(sheet: Sheet) -> pd.Series[str]:
    """`Warm-Up Set` and `warm up` are one; a kind that is not known here is `other`."""
    plain = sheet.text("set_type").str.strip().str.casefold().str.replace(_SET_WORD, "", regex=True)
    return mapped(plain.str.replace("-", " ", regex=False), _SET_TYPES, otherwise="other")


def _distances(sheet: Sheet, unit: Decision) -> Floats:
    """Metres, by the header's unit, else miles for those who lift pounds and kilometres for the others."""
    metres_in_one = METRES_PER_MILE if unit.value == "lb" else METRES_PER_KM
    if sheet.has("distance") and (match := _UNIT_IN_HEADER.fullmatch(sheet.table.keys[sheet.position("distance")])):
        metres_in_one = METRES_IN.get(match.group(1), metres_in_one)
    return metres(sheet, "distance", sheet.numbers("distance"), metres_in_one)


IMPORTER: Final = Importer(
    name="macrofactor", title="MacroFactor Workouts", form=Table, recognises=recognises, read=read
)
