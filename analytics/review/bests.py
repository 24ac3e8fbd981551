"""The personal bests of the week, in words: how far over the best before, and whether that is ordinary."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.language import _
from analytics.metrics._session_values import REFERENCE_REPS
from analytics.review._arithmetic import mass, shown
from analytics.review._week import Week
from analytics.review.model import Best


def bests_of(week: Week) -> tuple[Best, ...]:
    """One a lift, its highest of the week, the largest gain first (metric personal_bests)."""
    bests = week.of_week(week.case.frame("personal_bests"), "started_at")
    highest = bests.drop_duplicates("exercise_id", keep="last").sort_values("gain_pct", ascending=False)
    kinds = week.case.frame("session_strength")[["set_id", "kind", "reference_reps"]]
    return tuple(_best(week, row) for __, row in highest.merge(kinds, on="set_id", how="left").iterrows())


def _best(week: Week, row: pd.Series[Any]) -> Best:
    is_reference = row["kind"] == REFERENCE_REPS
    value = mass(row["value_kg"], week.unit, 1)
    return Best(
        day=pd.Timestamp(row["started_at"]).date(),
        lift=week.case.exercise_names[str(row["exercise_id"])],
        value=_("{load} for {reps} reps", load=value, reps=f"{row['reference_reps']:.0f}")
        if is_reference
        else _("{load} estimated 1RM", load=value),
        gain=f"+{shown(row['gain_pct'], 1)} %",
        from_set=f"{mass(row['weight_kg'], week.unit)} x {shown(row['reps'])}",
        words=_("larger than ordinary variation")
        if row["beyond_ordinary"]
        else _("within ordinary day-to-day variation"),
        beyond_ordinary=bool(row["beyond_ordinary"]),
    )
