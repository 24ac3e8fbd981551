"""LiftLog's plaintext export: a row per completed set, the latest first, each with the local time it was done.

A workout is what shares a `SessionId`; it starts with its first set. The unit stands in each row and is blank where
there is no load. Planned sets that were not done, cardio, set types and effort are not exported; `TargetReps` is the
plan and is not read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._base import Importer
from analytics.importers._dates import Dates, dates
from analytics.importers._loads import loads
from analytics.importers._sets import measures, refuse_nameless, repetitions
from analytics.importers._sheet import Column, Sheet, locate, require
from analytics.importers._table import Table
from analytics.language import _
from analytics.model import Choices, Reading

_FIELDS: Final = {
    "session": ("sessionid",),
    "date": ("timestamp",),
    "exercise": ("exercise",),
    "weight": ("weight",),
    "weight_unit": ("weightunit",),
    "reps": ("reps",),
    "note": ("notes",),
}
_NEEDED: Final = {"weight": _("the weight"), "reps": _("the reps")}


def recognises(table: Table) -> bool:
    """`SessionId` and `TargetReps` in one word each."""
    return {"sessionid", "timestamp", "exercise", "targetreps"} <= set(table.keys)


def read(table: Table, choices: Choices) -> Reading:
    """The sets of a LiftLog export; UnreadableFile when a column that it cannot do without is missing."""
    fields = locate(table, _FIELDS)
    require(table, fields, title=IMPORTER.title, needed=_NEEDED)
    sheet = Sheet(_in_order_of_time(table, fields, choices), fields)
    exercise = sheet.text("exercise")
    refuse_nameless(sheet, exercise)
    when = _from_first_set(sheet, sheet.dates("date", choices))
    found = loads(sheet, choices)
    nothing = np.full(len(sheet), np.nan)
    measured = measures(
        sheet,
        weight_kg=found.weight_kg,
        reps=repetitions(sheet),
        distance_m=nothing,
        duration_s=nothing,
        failed=np.zeros(len(sheet), dtype=bool),
    )
    columns: dict[str, Column] = {
        "exercise": exercise,
        "set_type": "working",
        "load_kind": found.kind(exercise),
        "note": sheet.text("note"),
        **measured.columns(),
    }
    return sheet.reading(IMPORTER.name, unit=found.unit, when=when, columns=columns)


def _in_order_of_time(table: Table, fields: dict[str, int], choices: Choices) -> Table:
    """The records from the first set to the last, since sets are numbered as they come; without a time they are
    last."""
    moments = dates(table.column(fields["date"]), choices).values
    return table.taken(np.argsort(moments, kind="stable"))


def _from_first_set(sheet: Sheet, when: Dates) -> Dates:
    """The time of each session's first set for all of its sets; rows without a session are one a day."""
    moments = pd.Series(when.values)
    session = sheet.text("session").str.strip()
    session = session.mask(session.eq(""), moments.dt.strftime("%Y-%m-%d"))
    return replace(when, values=moments.groupby(session).transform("min").to_numpy())


IMPORTER: Final = Importer(name="liftlog", title="LiftLog", form=Table, recognises=recognises, read=read)
