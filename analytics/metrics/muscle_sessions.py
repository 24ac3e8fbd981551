"""When each muscle was trained: the workouts that count as a session of it, and the hours between (rulebook C2)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from, metric_sql


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a workout and muscle, oldest first; the first rows of a period know the session before it."""
    return days_from(request.rows(metric_sql("muscle_sessions")), "started_at", request.from_date)


METRIC: Final = Metric(
    name="muscle_sessions",
    columns=MappingProxyType(
        {
            "started_at": _("start of a workout with at least freq.session_counts_from hard sets of the muscle"),
            "muscle": _("muscle id"),
            "hard_sets": _("fractional hard sets of the muscle in the workout"),
            "direct_sets": _("of these, only the sets in which the muscle is a main mover"),
            "hours": _(
                "hours since the start of the session of the muscle before it; empty for the first. A "
                "multiple of 24 where the log has days without times"
            ),
        }
    ),
    compute=compute,
    facts=("hard.", "count.", "isometric.", "freq.session_counts_from"),
)
