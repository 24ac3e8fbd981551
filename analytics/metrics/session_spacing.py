"""Hours between two successive sessions that each hold a real share of a muscle's sets (rulebook C2, spacing)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.metrics._base import Metric, MetricRequest, days_from, metric_sql


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a pair of successive workouts of a muscle, oldest first; `from_date` chooses by the later one."""
    pairs = request.rows(metric_sql("session_spacing"))
    return days_from(pairs, "later_at", request.from_date)


METRIC: Final = Metric(
    name="session_spacing",
    columns=MappingProxyType(
        {
            "muscle": "muscle id",
            "earlier_at": "start of the earlier workout with at least space.min_sets hard sets of the muscle",
            "later_at": "start of the next such workout",
            "hours": "hours from the one start to the other; a multiple of 24 where the log has days without times",
            "earlier_sets": "hard sets of the muscle in the earlier workout",
            "later_sets": "hard sets of the muscle in the later workout",
        }
    ),
    compute=compute,
    facts=("hard.", "count.", "isometric.", "space."),
)
