"""One side weaker than the other, always the same one, by more than it varies from day to day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.model import Evidence, Finding, Severity
from analytics.rules._case import Case, Rule, worst_confidence

_FACTS: Final = ("asym.watch", "asym.warn", "asym.min_pairs", "asym.window_weeks")
_SEVERITY: Final[dict[str, Severity]] = {"watch": "hint", "warn": "warn"}
_LOOKED_AT: Final = "If one leg is much weaker or tighter, or it hurts, have it looked at."


def judge(case: Case) -> tuple[Finding, ...]:
    """Names a lift with a weaker side, and how to let that side catch up.

    Why it matters: single-leg lifts show and help a difference (articles 000, 001, 003). That a difference foretells
    an injury is thinly supported, so nothing is foretold.
    Silent below the least number of sessions with both sides, when the weaker side changes, when the difference is no
    larger than it varies by itself, and for lifts without a load.
    """
    lifts = case.frame("asymmetry")
    return tuple(_finding(case, row) for _, row in lifts[lifts["level"].isin(list(_SEVERITY))].iterrows())


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    exercise_id, weaker = str(row["exercise_id"]), str(row["weaker"])
    name, strong = case.exercise_names[exercise_id], "right" if weaker == "left" else "left"
    weeks = case.facts.number("asym.window_weeks")
    as_of = pd.Timestamp(row["as_of"]).date()
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity=_SEVERITY[str(row["level"])],
        subject=exercise_id,
        headline=f"{name}: your {weaker} side is {row['mean_asym_pct']:.0f} % weaker",
        text=(
            f"The {weaker} side was the weaker one in all {row['pairs']} sessions with both sides of the last "
            f"{weeks:g} weeks: by {row['mean_asym_pct']:.1f} % on average, and that difference varies by "
            f"{row['difference_sd_pct']:.1f} % from session to session. {_LOOKED_AT}"
        ),
        step=f"{name}: start with the {weaker} side, give it one extra set, and add no reps on the {strong}.",
        period_from=as_of - timedelta(weeks=weeks) + timedelta(days=1),
        period_to=as_of,
        evidence=(
            Evidence("Mean difference", round(float(row["mean_asym_pct"]), 1), "% of the stronger side"),
            Evidence("SD of the paired differences", round(float(row["difference_sd_pct"]), 1), "%"),
            Evidence("Sessions with both sides", float(row["pairs"]), ""),
            Evidence("Weaker side", weaker),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
        exercises=(exercise_id,),
    )


RULE: Final = Rule("asymmetry", 9, _FACTS, judge)
