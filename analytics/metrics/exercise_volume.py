"""Which exercises a muscle's hard sets came from, week by week: the weekly volume of rulebook C1, split up."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql, rows_from


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a week, muscle and exercise that gave it a hard set; a muscle's rows of a week add up to its sets."""
    return rows_from(request.rows(metric_sql("exercise_volume")), request.from_date)


METRIC: Final = Metric(
    name="exercise_volume",
    columns=MappingProxyType(
        {
            "week": _("Monday of the ISO week"),
            "muscle": _("muscle id"),
            "exercise_id": _("exercise id"),
            "hard_sets": _("fractional hard sets that the exercise gave the muscle that week"),
            "direct_sets": _("the same where the muscle is a main mover of the exercise, else 0"),
        }
    ),
    compute=compute,
    facts=("hard.", "count.", "isometric."),
)
