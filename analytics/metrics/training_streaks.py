"""Weeks in a row with training (rulebook C7). A week off ends a run and is nothing worse than a week with no sets."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql, rows_from


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a run of ISO weeks that each hold a strength set, oldest first; a single week is a run of one.

    A running week joins a run once it holds a set, and ends none before it is over. Runs that ended before `from_date`
    are left out; the others are whole, also where they began before it.
    """
    runs = request.rows(metric_sql("training_streaks"))
    runs = runs.astype({"weeks": "int64", "first_week": "datetime64[us]", "last_week": "datetime64[us]"})
    return rows_from(runs.assign(week=runs["last_week"]), request.from_date)


METRIC: Final = Metric(
    name="training_streaks",
    columns=MappingProxyType(
        {
            "first_week": _("Monday of the first week of the run"),
            "last_week": _("Monday of its last week"),
            "weeks": _("weeks in the run"),
            "goes_on": _("whether its last week is the week of the day looked at, or the week before"),
        }
    ),
    compute=compute,
    facts=(),
    ends_with_full_week=False,
)
