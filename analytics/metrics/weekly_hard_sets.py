"""Weekly hard sets per muscle, counted fractionally (rulebook C1; Pelland et al. 2026)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql
from analytics.model import WeekStart

DAYS_BEFORE_MONDAY: Final[Mapping[WeekStart, int]] = MappingProxyType({"monday": 0, "sunday": 1})


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a week and muscle, zeros included. Weeks begin as `request.week_start` says: they are only shown, and
    every judgement is made by metrics of ISO weeks.
    """
    days = DAYS_BEFORE_MONDAY[request.week_start]
    weekly = request.store.query_judged(
        metric_sql("weekly_hard_sets"), athlete=request.athlete, to_date=request.to_date, days_before_monday=days
    )
    if request.from_date is None:
        return weekly
    since = pd.Timestamp(request.from_date) - pd.Timedelta(days=(request.from_date.weekday() + days) % 7)
    return weekly[weekly["week"] >= since].reset_index(drop=True)


METRIC: Final = Metric(
    name="weekly_hard_sets",
    columns=MappingProxyType(
        {
            "week": _("Monday of the ISO week (the Sunday before it where weeks are asked for from Sunday)"),
            "muscle": _("muscle id"),
            "hard_sets": _(
                "hard sets that week: 1 for a set in which the muscle is a main mover, 0.5 where it assists"
            ),
            "direct_sets": _("of these, only the sets in which the muscle is a main mover"),
            "sessions": _("workouts that week with at least freq.session_counts_from hard sets of the muscle"),
            "effort_known_share": _(
                "share (0 to 1) of hard_sets whose reps in reserve were logged; empty without sets"
            ),
            "close_share": _("share (0 to 1) of hard_sets logged at hard.close_rir RIR or fewer; empty without sets"),
            "max_session_sets": _("hard sets of the muscle in the workout that held the most of them"),
        }
    ),
    compute=compute,
    facts=("hard.", "isometric.", "count.", "freq.session_counts_from"),
)
