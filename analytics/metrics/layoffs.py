"""Breaks from training (rulebook C7)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a break of at least `layoff.days` days, oldest first; the last one may still be going on.

    A break from cardio or stretching is none. Breaks that ended before `from_date` are left out.
    """
    breaks = request.rows(metric_sql("layoffs")).astype({"days": "int64", "back_day": "datetime64[us]"})
    if request.from_date is None:
        return breaks
    ended_before = breaks["back_day"] < pd.Timestamp(request.from_date)
    return breaks[~ended_before].reset_index(drop=True)


METRIC: Final = Metric(
    name="layoffs",
    columns=MappingProxyType(
        {
            "last_day": _("last day with a set before the break"),
            "back_day": _("first day with a set after it; empty while it goes on"),
            "days": _("days from one to the other, or to the day looked at"),
        }
    ),
    compute=compute,
    facts=("layoff.",),
    ends_with_full_week=False,
)
