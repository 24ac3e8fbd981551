"""Logs that write the time of every set, and no time of the workout: a workout is a day and a name, and starts with its
first set.

The sheet's fields are date, time and workout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.importers._dates import Dates, dates
from analytics.importers._sheet import Sheet
from analytics.importers._table import Table
from analytics.language import _
from analytics.model import Choices


def in_time_order(table: Table, fields: Mapping[str, int], choices: Choices) -> Table:
    """The records with the sets of each workout together and in the order of their times; workouts, and sets of the
    same minute, stay in file order."""
    day, clock, workout = (_text(table, fields, field) for field in ("date", "time", "workout"))
    session, _ = pd.factorize(day.str.strip() + "\n" + workout.str.strip())
    moments = _moments(day, clock, choices).values
    return table.taken(np.lexsort((moments, np.isnat(moments), session)))


def sessions(sheet: Sheet, choices: Choices) -> Dates:
    """For each set the start of its workout: the earliest time among the open records of the day and the name, or
    midnight where none has a time. A record without a day, or whose time is none, is refused."""
    day, clock, workout = (sheet.text(field) for field in ("date", "time", "workout"))
    moments = _moments(day, clock, choices)
    days = _days(day, choices, moments)
    sheet.refuse("date", days.refused)
    if sheet.has("time"):
        sheet.refuse("time", dict.fromkeys(moments.refused, _("not a time of day")))
    timed = pd.Series(moments.values).where(sheet.is_open & clock.str.strip().ne("").to_numpy(dtype=bool))
    starts = timed.groupby([days.values.astype("datetime64[D]"), workout.str.strip()]).transform("min")
    return replace(days, values=starts.fillna(pd.Series(days.values)).to_numpy(dtype="datetime64[us]"), refused={})


def _days(day: pd.Series[str], choices: Choices, moments: Dates) -> Dates:
    """The days alone, in the order that days and times were read in: AM and PM may have decided it."""
    days, order = dates(day, choices), moments.order.value
    if order == days.order.value or order not in ("dmy", "mdy"):
        return days
    return replace(dates(day, replace(choices, date_order=order)), order=moments.order)


def _moments(day: pd.Series[str], clock: pd.Series[str], choices: Choices) -> Dates:
    return dates((day.str.strip() + " " + clock.str.strip()).str.strip(), choices)


def _text(table: Table, fields: Mapping[str, int], field: str) -> pd.Series[str]:
    if field in fields:
        return table.column(fields[field])
    return pd.Series([""], dtype="str").repeat(len(table)).reset_index(drop=True)
