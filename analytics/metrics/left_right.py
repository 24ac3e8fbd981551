"""Left and right, day by day: the strength of each side on lifts that are logged a side at a time (rulebook C6)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from
from analytics.metrics._sides import asymmetry_pct, paired, side_values

__all__ = ["METRIC", "asymmetry_pct", "compute"]


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a lift and day with a strength value of both sides, oldest first.

    Lifts without a load have no value, and a set that names no side is never shared out.
    """
    pairs = paired(side_values(request))
    return days_from(pairs, "day", request.from_date)


METRIC: Final = Metric(
    name="left_right",
    columns=MappingProxyType(
        {
            "day": _("day on which both sides were trained"),
            "exercise_id": _("exercise id"),
            "left_kg": _(
                "strength of the left side, kg: best estimated 1RM of its sets, or strength at the usual reps"
            ),
            "right_kg": _("strength of the right side, kg"),
            "asym_pct": _("how much weaker the weaker side is, % of the stronger: 100 x (strong - weak) / strong"),
            "weaker": _("left, right, or even"),
        }
    ),
    compute=compute,
    facts=("asym.", "e1rm."),
    ends_with_full_week=False,
)
