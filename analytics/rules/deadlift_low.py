"""Deadlift low: a deadlift that is weaker next to the squat than in 95 of 100 raw powerlifters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.language import _, span
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, worst_confidence


def judge(case: Case) -> tuple[Finding, ...]:
    """Says that the deadlift is low next to the squat, how sure that is, and what else explains it.

    Silent without enough sessions of both lifts. There is no upper warning.
    """
    rows = case.frame("deadlift_squat_ratio")
    if rows.empty or pd.isna(rows.iloc[0]["ratio"]):
        return ()
    row = rows.iloc[0]
    limit = f"bal.dl_sq.low.{case.lifter.sex or 'unset'}"
    return (_finding(case, row, limit),) if row["ratio"] < case.facts.number(limit) else ()


def _finding(case: Case, row: pd.Series[Any], limit: str) -> Finding:
    facts = (limit, *_FACTS)
    deadlift = case.exercise_names[str(row["deadlift_exercise"])]
    interval = span(f"{row['low_80']:.2f}", f"{row['high_80']:.2f}")
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="hint",
        subject=str(row["deadlift_exercise"]),
        headline=_("Your deadlift is low next to your squat: {ratio} times it", ratio=f"{row['ratio']:.2f}"),
        text=_(
            "Lower than in 95 of 100 raw powerlifters. Build, technique and how often you pull explain much of this. "
            "Both maximums are estimates: with their error the ratio lies between {interval} in 4 of 5 cases.",
            interval=interval,
        ),
        step=_(
            "If you want it up, give {deadlift} one more session or 2 more sets a week before adding squats.",
            deadlift=deadlift,
        ),
        period_from=case.on - timedelta(weeks=int(case.facts.number("trend.window_weeks"))),
        period_to=case.on,
        evidence=(
            Evidence(_("Deadlift"), round(float(row["deadlift_kg"]), 1), _("kg, estimated 1RM")),
            Evidence(_("Squat"), round(float(row["squat_kg"]), 1), _("kg, estimated 1RM")),
            Evidence(
                _("Deadlift : squat"),
                round(float(row["ratio"]), 2),
                _("ratio, 80 % interval {interval}", interval=interval),
            ),
            Evidence(
                _("Sessions"),
                _(
                    "{deadlifts} deadlift, {squats} squat",
                    deadlifts=int(row["deadlift_sessions"]),
                    squats=int(row["squat_sessions"]),
                ),
            ),
        ),
        facts=facts,
        confidence=worst_confidence(case.facts, facts),
        exercises=(str(row["deadlift_exercise"]), str(row["squat_exercise"])),
    )


_FACTS: Final = ("bal.dl_sq.min_sessions", "trend.window_weeks")

RULE: Final = Rule("deadlift_low", 12, _FACTS, judge)
