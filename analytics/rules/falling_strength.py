"""Strength clearly falling on a lift."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, signed, worst_confidence

_FACTS: Final = ("trend.window_weeks", "trend.min_sessions", "trend.min_span_days", "trend.ci_clear", "trend.swc_pct")


def judge(case: Case) -> tuple[Finding, ...]:
    """Names a lift whose trend is clearly below zero: the whole 95 % interval, and at least the smallest change
    worth noting.

    Silent for "likely falling" and "unclear": most short dips are ordinary variation.
    """
    trends = case.frame("strength_trend")
    if trends.empty:
        return ()
    falling = trends[trends["class"] == "clearly falling"]
    return tuple(_finding(case, row) for _, row in falling.iterrows())


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name = case.exercise_names[str(row["exercise_id"])]
    total = float(row["pct_per_week"]) * float(row["span_days"]) / 7
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="warn",
        subject=str(row["exercise_id"]),
        headline=f"{name} is falling: {total:.0f} % in {row['span_days'] / 7:.0f} weeks".replace("-", "\N{MINUS SIGN}"),
        text=(
            f"{row['sessions']:.0f} sessions, {signed(row['pct_per_week'])} % a week, 80 % interval {_interval(row)}. "
            "Sleep, food, a new technique or too much work can all be behind it."
            + (" Your rep range changed too; part of this may be the formula." if row["rep_range_changed"] else "")
        ),
        step=f"Do {name} first in the session next week, a set less and 2 reps in reserve, and see if it comes back.",
        period_from=pd.Timestamp(row["as_of"]).date() - timedelta(days=int(row["span_days"])),
        period_to=pd.Timestamp(row["as_of"]).date(),
        evidence=(
            Evidence("Slope", round(float(row["pct_per_week"]), 2), "% a week"),
            Evidence("80 % interval", _interval(row), "% a week"),
            Evidence("Sessions", float(row["sessions"]), "in the window"),
            Evidence("Level now", round(float(row["level_kg"]), 1), "kg"),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
        exercises=(str(row["exercise_id"]),),
    )


def _interval(row: pd.Series[Any]) -> str:
    return f"{signed(row['low_pct'])} to {signed(row['high_pct'])}"


RULE: Final = Rule("falling_strength", 7, _FACTS, judge)
