"""Weekly hard sets per muscle, counted fractionally (rulebook C1; Pelland et al. 2026)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.metrics._base import Metric, MetricRequest, metric_sql, rows_from


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a week and muscle, zeros included."""
    return rows_from(request.rows(metric_sql("weekly_hard_sets")), request.from_date)


METRIC: Final = Metric(
    name="weekly_hard_sets",
    columns=MappingProxyType(
        {
            "week": "Monday of the ISO week",
            "muscle": "muscle id",
            "hard_sets": "hard sets that week: 1 for a set in which the muscle is a main mover, 0.5 where it assists",
            "direct_sets": "of these, only the sets in which the muscle is a main mover",
            "sessions": "workouts that week with at least freq.session_counts_from hard sets of the muscle",
            "effort_known_share": "share (0 to 1) of hard_sets whose reps in reserve were logged; empty without sets",
            "close_share": "share (0 to 1) of hard_sets logged at hard.close_rir RIR or fewer; empty without sets",
            "max_session_sets": "hard sets of the muscle in the workout that held the most of them",
        }
    ),
    compute=compute,
    facts=("hard.", "isometric.", "count.", "freq.session_counts_from"),
)
