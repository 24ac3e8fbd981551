"""Strength by session: the best estimate of each lift and day (rulebook C3)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from
from analytics.metrics._lift_sets import words
from analytics.metrics._session_values import KINDS, error_kg, session_outliers, session_values


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a day and lift, oldest first.

    Lifts have a value where their load means something, and lifts of the whole body where a bodyweight is known.
    """
    values, is_outlier = session_values(request), session_outliers(request)
    lift, sets, kinds = values.sets.lift, values.sets, values.kinds[values.sets.lift]
    reps, error = sets.effective_reps, error_kg(values, request.facts)
    columns: dict[str, Any] = {
        "started_at": sets.started_at,
        "exercise_id": words(lift, sets.exercise_ids),
        "e1rm_kg": values.kg,
        "weight_kg": sets.weight_kg,
        "reps": sets.reps,
        "rir": sets.rir,
        "low_kg": values.kg - error,
        "high_kg": values.kg + error,
        "kind": words(kinds.is_one_rep.astype(np.intp), KINDS),
        "reference_reps": kinds.reference_reps,
        "effective_reps": reps,
        "low_confidence": kinds.is_one_rep & (reps > request.facts.number("e1rm.max_n")),
        "is_lower_bound": np.isnan(sets.rir),
        "is_tested_single": sets.is_tested_single,
        "set_id": sets.set_id,
        "k": kinds.k,
        "bodyweight_kg": np.where(sets.is_bodyweight, values.bodyweight_kg, np.nan)[lift],
        "is_outlier": is_outlier,
    }
    by_day = np.lexsort((lift, sets.day))
    rows = pd.DataFrame({name: column[by_day] for name, column in columns.items()}, copy=False)
    return days_from(rows, "started_at", request.from_date)


METRIC: Final = Metric(
    name="session_strength",
    columns=MappingProxyType(
        {
            "started_at": _("start of the workout that held the best set of the day, local time"),
            "exercise_id": _("exercise id"),
            "e1rm_kg": _("estimated 1RM, kg (kind one_rep), or strength at the lift's usual reps, kg (reference_reps)"),
            "weight_kg": _("load of the set behind it as logged, kg; added load only for lifts of the whole body"),
            "reps": _("repetitions of that set"),
            "rir": _("reps in reserve of that set; 0 for a set marked as failure; empty when not logged"),
            "low_kg": _("e1rm_kg less one standard deviation of its error, kg"),
            "high_kg": _("e1rm_kg plus one standard deviation of its error, kg"),
            "kind": _("one_rep, or reference_reps for lifts usually done above ten reps"),
            "reference_reps": _("the reps that a reference_reps value is for; empty for one_rep"),
            "effective_reps": _("reps done plus reps in reserve (unknown counts 0)"),
            "low_confidence": _("true for a 1RM estimate from 11 or 12 effective reps"),
            "is_lower_bound": _("true when the reps in reserve were not logged: the lifter may have been stronger"),
            "is_tested_single": _("true for one rep with none left: measured, not estimated"),
            "set_id": _("the set behind the value"),
            "k": _("growth a rep that made the value, one for the whole lift; empty where another curve did"),
            "bodyweight_kg": _("bodyweight that is part of the value, kg; empty for lifts loaded from outside"),
            "is_outlier": _("true when it stands out from its neighbours: shown, not fitted in a trend, never a best"),
        }
    ),
    compute=compute,
    facts=("e1rm.", "hard.warmup", "hard.close_rir", "trend.outlier"),
    ends_with_full_week=False,
)
