"""Best yet: sessions that beat everything before them in the log (rulebook C4).

It has no SQL of its own: it reads the session values.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from
from analytics.metrics._lift_sets import words
from analytics.metrics._session_values import session_outliers, session_values


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a best, oldest first: over the lift's best before it by more than `trend.best_margin_pct` %.

    A lift's first session sets the mark. A session that stands out as an outlier is no best and moves no mark, so that
    a slip of the finger hides nothing; a real jump counts once a neighbouring session agrees with it.
    """
    values, is_outlier = session_values(request), session_outliers(request)
    previous_kg = np.full(len(values.kg), np.nan)
    for __, place in values.lifts():
        kg = np.where(is_outlier[place], -np.inf, values.kg[place])
        previous_kg[place][1:] = np.maximum.accumulate(kg)[:-1]
    previous_kg[np.isinf(previous_kg)] = np.nan
    gain_pct = 100 * (values.kg / previous_kg - 1)
    is_best = ~is_outlier & (gain_pct > request.facts.number("trend.best_margin_pct"))
    sets, body_kg = values.sets[is_best], np.where(values.sets.is_bodyweight, values.bodyweight_kg, np.nan)
    bests = pd.DataFrame(
        {
            "started_at": sets.started_at,
            "exercise_id": words(sets.lift, sets.exercise_ids),
            "value_kg": values.kg[is_best],
            "gain_pct": gain_pct[is_best],
            "previous_kg": previous_kg[is_best],
            "beyond_ordinary": gain_pct[is_best] > request.facts.number("trend.single_day_pct"),
            "weight_kg": sets.weight_kg,
            "reps": sets.reps,
            "set_id": sets.set_id,
            "rir": sets.rir,
            "bodyweight_kg": body_kg[sets.lift],
        }
    )
    bests = days_from(bests, "started_at", request.from_date)
    return bests.sort_values(["started_at", "exercise_id"], ignore_index=True)


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
