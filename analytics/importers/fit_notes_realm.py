"""The CSV of "Fit Notes", an app that shares no more than the name with FitNotes: a row per set, times in UTC.

`Status` says whether a set was done, failed, or never started; numbers follow the phone's decimal mark, and no unit is
stated. The exercise is the cell `Exercise` alone: `Equipment` is a default of the exercise that lifters change or leave
at `None`, so the same lift would fall apart. The body weight on every row is personal and is not read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from analytics.importers._base import Importer
from analytics.importers._blocks import Mask
from analytics.importers._distinct import mapped
from analytics.importers._loads import loads
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
from analytics.importers._units import distances_taken
from analytics.language import _, n_
from analytics.model import Choices, Reading
from analytics.units import METRES_PER_KM, METRES_PER_MILE

_FIELDS: Final = {
    "date": ("starttime",),
    "workout": ("name",),
    "exercise": ("exercise",),
    "reps": ("reps",),
    "weight": ("weight",),
    "duration": ("time",),
    "distance": ("distance",),
    "status": ("status",),
    "warmup": ("iswarmup",),
    "rpe": ("rpe",),
    "rir": ("rir",),
    "note": ("note",),
}
_NEEDED: Final = {"weight": _("the weight"), "reps": _("the reps"), "status": _("the status")}
_STATUSES: Final = frozenset({"", "done", "failed"})
_WARMUPS: Final = {"true": "warmup", "1": "warmup"}


def recognises(table: Table) -> bool:
    """The names that only this app writes, in one word each."""
    return {"starttime", "exercise", "iswarmup", "rir", "categories"} <= set(table.keys)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a Fit Notes export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(_without_body_weight(table), fields)
    failed = _failed(sheet)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = sheet.dates("date", choices)
    load = loads(sheet, choices)
    miles = load.unit.value == "lb"
    distances = sheet.numbers("distance")
    rir = stated_rir(sheet)
    measured = measures(
        sheet,
        weight_kg=load.weight_kg,
        reps=np.where(failed, 0, repetitions(sheet)),
        distance_m=metres(sheet, "distance", distances, METRES_PER_MILE if miles else METRES_PER_KM),
        duration_s=seconds(sheet),
        failed=failed,
    )
    set_type = mapped(sheet.text("warmup"), _WARMUPS, otherwise="working")
    columns: dict[str, Column] = {
        "workout": sheet.text("workout"),
        "exercise": exercise,
        "set_type": set_type.mask(failed, "failure"),
        "load_kind": load.kind(exercise),
        "rir": np.where(np.isnan(rir), reps_in_reserve(sheet), rir),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    notes = _notes(failed=int((failed & sheet.is_open).sum()), distances=bool((distances > 0).any()), miles=miles)
    return sheet.reading(IMPORTER.name, unit=load.unit, when=when, columns=columns, notes=notes)


def _without_body_weight(table: Table) -> Table:
    """The records of a wrong length are shown to be put right: without the body weight, whose decimal comma may have
    split it in two."""
    if "bodyweight" not in table.keys:
        return table
    place = table.keys.index("bodyweight")
    hidden = {
        position: tuple("" if n in (place, place + 1) else cell for n, cell in enumerate(record))
        for position, record in table.ragged.items()
    }
    return replace(table, ragged=hidden)


def _failed(sheet: Sheet) -> Mask:
    """Sets that were tried and missed. Those never started are skipped, and an unknown status is refused."""
    status = sheet.text("status").str.strip().str.casefold()
    sheet.skip(status.eq("notstarted").to_numpy(dtype=bool), "not_performed")
    unknown = ~status.isin(_STATUSES).to_numpy(dtype=bool)
    sheet.refuse_where("status", unknown, _("not a status that Hindsight knows (Done, Failed, NotStarted)"))
    failed: Mask = status.eq("failed").to_numpy(dtype=bool)
    return failed


def _notes(*, failed: int, distances: bool, miles: bool) -> tuple[str, ...]:
    missed = n_(
        "{number} set is marked Failed: kept as missed, with 0 reps.",
        "{number} sets are marked Failed: kept as missed, with 0 reps.",
        failed,
    )
    return (*((missed,) if failed else ()), *((distances_taken(miles=miles),) if distances else ()))


IMPORTER: Final = Importer(
    name="fit_notes_realm",
    title=_("Fit Notes (the app with Equipment and Status)"),
    form=Table,
    recognises=recognises,
    read=read,
)
