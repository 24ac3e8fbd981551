"""Best yet: sessions that beat everything before them in the log (rulebook C4).

It has no SQL of its own: it reads the session values.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from
from analytics.metrics._session_values import session_values


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a best, oldest first: over the lift's best before it by more than `trend.best_margin_pct` %.

    A lift's first session sets the mark. A session that stands out as an outlier is no best and moves no mark, so that
    a slip of the finger hides nothing; a real jump counts once a neighbouring session agrees with it.
    """
    sessions = session_values(request)
    counted = sessions[~sessions["is_outlier"]].sort_values(["exercise_id", "started_at"])
    by_lift = counted.groupby("exercise_id", sort=False)["e1rm_kg"]
    previous_kg = by_lift.cummax().groupby(counted["exercise_id"], sort=False).shift()
    gain_pct = 100 * (counted["e1rm_kg"] / previous_kg - 1)
    judged = counted.assign(
        value_kg=counted["e1rm_kg"],
        previous_kg=previous_kg,
        gain_pct=gain_pct,
        beyond_ordinary=gain_pct > request.facts.number("trend.single_day_pct"),
    )
    bests = judged[gain_pct > request.facts.number("trend.best_margin_pct")]
    return days_from(bests, "day", request.from_date).sort_values(["started_at", "exercise_id"], ignore_index=True)


METRIC: Final = Metric(
    name="personal_bests",
    columns=MappingProxyType(
        {
            "started_at": _("start of the workout that held the best, local time"),
            "exercise_id": _("exercise id"),
            "value_kg": _("the new best, kg: estimated 1RM, or strength at the lift's usual reps"),
            "gain_pct": _("how far it lies over the best before it, %"),
            "previous_kg": _("the best before it, kg"),
            "beyond_ordinary": _("true when the gain is larger than what varies from one day to another"),
            "weight_kg": _("load of the set behind it as logged, kg (without bodyweight)"),
            "reps": _("repetitions of that set"),
            "set_id": _("the set behind it"),
            "rir": _("reps in reserve of that set; empty when not logged"),
            "bodyweight_kg": _("bodyweight that is part of the value, kg; empty for lifts loaded from outside"),
        }
    ),
    compute=compute,
    facts=("trend.best_margin_pct", "trend.single_day_pct", "trend.outlier", "trend.gap_days", "trend.fresh"),
    ends_with_full_week=False,
)
