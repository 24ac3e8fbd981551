"""Hours between two successive sessions that each hold a real share of a muscle's sets (rulebook C2, spacing)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from, metric_sql


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a pair of successive workouts of a muscle, oldest first; `from_date` chooses by the later one."""
    pairs = request.rows(metric_sql("session_spacing"))
    return days_from(pairs, "later_at", request.from_date)


METRIC: Final = Metric(
    name="session_spacing",
    columns=MappingProxyType(
        {
            "muscle": _("muscle id"),
            "earlier_at": _("start of the earlier workout with at least space.min_sets hard sets of the muscle"),
            "later_at": _("start of the next such workout"),
            "hours": _("hours from the one start to the other; a multiple of 24 where the log has days without times"),
            "earlier_sets": _("hard sets of the muscle in the earlier workout"),
            "later_sets": _("hard sets of the muscle in the later workout"),
        }
    ),
    compute=compute,
    facts=("hard.", "count.", "isometric.", "space."),
)
