"""Gravl's `gravl-workouts-*.csv`: a row per set.

`Date` has the day, and `Start Date`, against its name, the time of day (`16:09`, `1:11 PM`); together they are the
start of the workout. Units are in the header. `Set Type` is translated. `Effort` is a word for the feeling (`Ideal`,
`Difícil`) without a place on the RPE scale, and is not read as effort. Cardio that a health app brought is a row with
set number 0.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._dates import Dates, dates
from analytics.importers._distinct import distinct
from analytics.importers._loads import loads
from analytics.importers._numbers import Floats, numbers
from analytics.importers._sets import measures, metres, none_if_zero, refuse_nameless, repetitions, seconds
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table, header_key
from analytics.importers._units import METRES_IN
from analytics.language import _
from analytics.model import Choices, Decision, Reading
from analytics.units import METRES_PER_KM, METRES_PER_MILE

_FIELDS: Final = {
    "date": ("date",),
    "start": ("start date", "start time"),
    "workout": ("workout",),
    "exercise": ("exercise",),
    "set": ("set",),
    "set_type": ("set type",),
    "reps": ("reps",),
    "weight": ("weight (kg)", "weight (kgs)", "weight (lbs)", "weight (lb)", "weight"),
    "distance": ("distance (km)", "distance (mi)", "distance (miles)", "distance (m)", "distance"),
    "duration": ("set duration (sec)", "set duration (s)", "set duration", "set duration (min)"),
    "note": ("exercise notes", "set notes"),
}
_NEEDED: Final = {"date": _("the date"), "weight": _("the weight"), "reps": _("the reps")}
_SIGNATURE: Final = frozenset({"exercise", "set type", "effort", "start date"})
_UNIT_IN_HEADER: Final = re.compile(r"[\w ]+ \((\w+)\)")
_A_YEAR: Final = re.compile(r"\d{4}")

_SET_TYPES: Final = {
    **dict.fromkeys(("", "normal", "normale", "normalny", "standard", "working", "обычныи", "обычная"), "working"),
    **dict.fromkeys(
        (
            "warm up", "warmup", "calentamiento", "aufwarmen", "aufwarmsatz", "echauffement", "riscaldamento",
            "aquecimento", "warming up", "opwarmen", "opwarming", "isinma", "rozgrzewka", "uppvarmning", "oppvarming",
            "opvarmning", "разминка",
        ),
        "warmup",
    ),
    **dict.fromkeys(
        (
            "drop", "drop set", "dropset", "descendente", "serie descendente", "degressive", "serie degressive",
            "degressif", "reduktionssatz", "stripping",
        ),
        "drop",
    ),
    **dict.fromkeys(
        ("failure", "to failure", "fallo", "al fallo", "falha", "ate a falha", "echec", "a l'echec", "versagen",
         "muskelversagen", "bis zum versagen", "cedimento", "a cedimento"),
        "failure",
    ),
}  # fmt: skip
"""Kinds of sets in the languages of the app, without accents, hyphens and capitals."""


def recognises(table: Table) -> bool:
    """No other app writes an `Effort` beside a `Start Date` and kinds of sets."""
    return set(table.keys) >= _SIGNATURE


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a Gravl export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = _starts(sheet, choices)
    set_type = _set_types(sheet)
    load = loads(sheet, choices)
    measured = measures(
        sheet,
        weight_kg=load.weight_kg,
        reps=repetitions(sheet),
        distance_m=_distances(sheet, load.unit),
        duration_s=_durations(sheet),
        failed=set_type.eq("failure").to_numpy(dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": set_type,
        "load_kind": load.kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    order = none_if_zero(numbers(sheet.text("set")).values)
    return sheet.reading(IMPORTER.name, unit=load.unit, when=when, columns=columns, order=order)


def _starts(sheet: Sheet, choices: Choices) -> Dates:
    """The day and the time of day put together; a cell that already holds both is taken as it is."""
    day, time = sheet.text("date").str.strip(), sheet.text("start").str.strip()
    whole = time.mask(~time.str.contains(_A_YEAR), day + " " + time)
    found = dates(whole.mask(time.eq("") | day.str.contains(":", regex=False) | day.eq(""), day), choices)
    sheet.refuse("date", found.refused)
    return found


def _set_types(sheet: Sheet) -> pd.Series[str]:
    """A kind in a language that is not known here is `other`; it stays a set."""
    codes, spellings = distinct(sheet.text("set_type"))
    keys = [header_key(spelling.replace("-", " ").replace("\u0131", "i")) for spelling in spellings]
    kinds = pd.array([_SET_TYPES.get(key, "other") for key in keys], dtype="str")
    return pd.Series(kinds.take(codes))


def _header_unit(sheet: Sheet, field: str) -> str:
    match = _UNIT_IN_HEADER.fullmatch(sheet.table.keys[sheet.position(field)]) if sheet.has(field) else None
    return match.group(1) if match else ""


def _distances(sheet: Sheet, unit: Decision) -> Floats:
    usual = METRES_PER_MILE if unit.value == "lb" else METRES_PER_KM
    metres_in_one = METRES_IN.get(_header_unit(sheet, "distance"), usual)
    return metres(sheet, "distance", sheet.numbers("distance"), metres_in_one)


def _durations(sheet: Sheet) -> Floats:
    """Seconds; under a header in minutes, a bare number is minutes."""
    duration_s = seconds(sheet)
    if _header_unit(sheet, "duration") != "min":
        return duration_s
    is_clock = sheet.text("duration").str.contains(":", regex=False).to_numpy(dtype=bool)
    return np.where(is_clock, duration_s, duration_s * 60)


IMPORTER: Final = Importer(name="gravl", title="Gravl", form=Table, recognises=recognises, read=read)
