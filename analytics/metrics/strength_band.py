"""The band in the strength chart: where a lift's level was at each session, knowing all sessions (rulebook C4).

It has no SQL of its own: it reads the session values.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from
from analytics.metrics._lift_sets import words
from analytics.metrics._local_trends import Z_80, Z_95, local_trends, smoothed_sessions


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a session and lift, by day and exercise; sessions before `from_date` speak and are not shown."""
    trends = local_trends(request)
    smooth = smoothed_sessions(trends, request.facts)
    level_sd = smooth.level_sd
    columns: dict[str, Any] = {
        "day": trends.day.astype("datetime64[us]"),
        "exercise_id": words(trends.lift, trends.exercise_ids),
        "level_kg": np.exp(smooth.level),
        "low_80_kg": np.exp(smooth.level - Z_80 * level_sd),
        "high_80_kg": np.exp(smooth.level + Z_80 * level_sd),
        "low_95_kg": np.exp(smooth.level - Z_95 * level_sd),
        "high_95_kg": np.exp(smooth.level + Z_95 * level_sd),
    }
    by_day = np.lexsort((trends.lift, trends.day))
    band = pd.DataFrame({name: column[by_day] for name, column in columns.items()}, copy=False)
    return days_from(band, "day", request.from_date)


METRIC: Final = Metric(
    name="strength_band",
    columns=MappingProxyType(
        {
            "day": _("day of the session"),
            "exercise_id": _("exercise id"),
            "level_kg": _("smoothed strength on that day, kg: 1RM estimate, or strength at the lift's usual reps"),
            "low_80_kg": _("lower end of its 80 % interval, kg"),
            "high_80_kg": _("upper end of its 80 % interval, kg"),
            "low_95_kg": _("lower end of its 95 % interval, kg"),
            "high_95_kg": _("upper end of its 95 % interval, kg"),
        }
    ),
    compute=compute,
    facts=("kalman.", "e1rm.session_noise.", "trend.outlier", "trend.gap_days"),
    ends_with_full_week=False,
)
