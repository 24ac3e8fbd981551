"""Days with training: what was done on each, every set counted once (rulebook C1)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from, metric_sql


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a day with a strength set, oldest first; days without have none. Cardio and stretching make no day."""
    days = request.rows(metric_sql("training_days")).astype({"day": "datetime64[us]"})
    return days_from(days, "day", request.from_date)


METRIC: Final = Metric(
    name="training_days",
    columns=MappingProxyType(
        {
            "day": _("day with a strength set, or a set of an exercise that is not recognised"),
            "workouts": _("workouts begun that day"),
            "sets": _("sets, those marked as warm-ups left out"),
            "hard_sets": _("hard sets, each once whatever it trains; a set of one side as it counts for a main mover"),
            "leg_hard_sets": _(
                "of these, sets in which quads, hamstrings, glutes, adductors or calves are a main mover"
            ),
        }
    ),
    compute=compute,
    facts=("hard.", "isometric.", "count.one_side"),
    ends_with_full_week=False,
)
