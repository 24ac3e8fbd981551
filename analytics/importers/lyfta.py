"""Lyfta's CSV: a row per set, newest workout first, local times; the first name of the header begins with a blank.

The unit of the loads is a setting of the app that the file does not tell. A load, a time or a distance that does not
apply is blank, 0 or the word `null`; holds have a time and no reps. `Set Type` is a word, in some exports the number
that the app has for it. Sets of one side are a type of their own. `Superset id` numbers supersets in some files and
every exercise in others, and is not read.
"""

from __future__ import annotations

from typing import Final

from analytics.importers._base import Importer
from analytics.importers._distinct import mapped
from analytics.importers._loads import loads
from analytics.importers._sets import (
    measures,
    metres,
    refuse_nameless,
    repetitions,
    seconds,
)
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.language import _
from analytics.model import Choices, Reading
from analytics.units import METRES_PER_KM, METRES_PER_MILE

_FIELDS: Final = {
    "date": ("date",),
    "workout": ("title",),
    "exercise": ("exercise",),
    "weight": ("weight", "weight (kg)", "weight (lbs)", "weight (lb)"),
    "reps": ("reps",),
    "distance": ("distance",),
    "duration": ("time",),
    "set_type": ("set type",),
}
_NEEDED: Final = {"weight": _("the weight"), "reps": _("the reps")}
_SET_TYPES: Final = {
    **dict.fromkeys(("", "normal_set", "0", "top_set", "10", "back_off_set", "11"), "working"),
    **dict.fromkeys(("right_set", "2", "left_set", "3"), "working"),
    **dict.fromkeys(("warmup_set", "1"), "warmup"),
    **dict.fromkeys(("failure_set", "4"), "failure"),
    **dict.fromkeys(("drop_set", "5"), "drop"),
}
"""A top or back-off set is straight work. Negatives, partials, myo-reps and feeders are other: their reps are none of
a full set."""
_SIDES: Final = {"right_set": "right", "2": "right", "left_set": "left", "3": "left"}


def recognises(table: Table) -> bool:
    """`Superset id` and `Set Type` in two words each, beside the title of the workout."""
    return {"title", "date", "exercise", "superset id", "set type"} <= set(table.keys)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a Lyfta export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(table, fields)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    set_type = mapped(sheet.text("set_type"), _SET_TYPES, otherwise="other")
    found = loads(sheet, choices)
    pounds = found.unit.value == "lb"
    measured = measures(
        sheet,
        weight_kg=found.weight_kg,
        reps=repetitions(sheet),
        # The unit of a distance is not stated either: miles for those who lift pounds.
        distance_m=metres(sheet, "distance", sheet.numbers("distance"), METRES_PER_MILE if pounds else METRES_PER_KM),
        duration_s=seconds(sheet),
        failed=set_type.eq("failure").to_numpy(dtype=bool),
    )
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": set_type,
        "load_kind": found.kind(exercise),
        "side": mapped(sheet.text("set_type"), _SIDES, otherwise=""),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=found.unit, when=when, columns=columns)


IMPORTER: Final = Importer(name="lyfta", title="Lyfta", form=Table, recognises=recognises, read=read)
