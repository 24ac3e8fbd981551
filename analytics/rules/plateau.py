"""Plateau: a lift flat for eight weeks although its muscles had enough work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, signed, worst_confidence

_FACTS: Final = ("trend.plateau_weeks", "trend.flat_band", "trend.window_weeks", "hard.effort_known_low")


def judge(case: Case) -> tuple[Finding, ...]:
    """Names a lift that is flat over the plateau weeks. Says "too little work" instead where its muscle stayed below
    its floor.

    Silent before the plateau weeks of data, and where the interval is too wide to call it flat (the class is
    "unclear" then).
    """
    trends = case.frame("strength_trend")
    if trends.empty:
        return ()
    enough = trends["span_days"] >= _least_days(case)
    return tuple(_finding(case, row) for _, row in trends[(trends["class"] == "flat") & enough].iterrows())


def _least_days(case: Case) -> float:
    # sessions of an 8-week window seldom fall on its first and last day: a week's grace, half at each end
    return (case.facts.number("trend.plateau_weeks") - 1) * 7


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    exercise_id = str(row["exercise_id"])
    name = case.exercise_names[exercise_id]
    short = _muscle_below_floor(case, exercise_id)
    unknown_effort = float(row["effort_known_share"]) < case.facts.number("hard.effort_known_low")
    text = (
        f"{row['sessions']:.0f} sessions over {row['span_days'] / 7:.0f} weeks, {signed(row['pct_per_week'])} % a week "
        f"(80 % interval {signed(row['low_pct'])} to {signed(row['high_pct'])})."
    )
    if short:
        text += f" The {short.lower()} stayed below the sets that growth usually takes: too little work, not a plateau."
    if unknown_effort:
        text += " Effort is seldom logged, so these values are lower bounds."
    step = (
        f"Add 2 sets a week for the {short.lower()} before changing anything else."
        if short
        else f"Change one thing about {name} for 4 weeks: a rep range 3 to 5 reps away, or one more hard set a week."
    )
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="hint",
        subject=exercise_id,
        headline=f"{name} has been flat for {row['span_days'] / 7:.0f} weeks",
        text=text,
        step=step,
        period_from=pd.Timestamp(row["as_of"]).date() - timedelta(days=int(row["span_days"])),
        period_to=pd.Timestamp(row["as_of"]).date(),
        evidence=(
            Evidence("Slope", round(float(row["pct_per_week"]), 2), "% a week"),
            Evidence("80 % interval", f"{signed(row['low_pct'])} to {signed(row['high_pct'])}", "% a week"),
            Evidence("Sessions", float(row["sessions"]), "in the window"),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
        exercises=(exercise_id,),
    )


def _muscle_below_floor(case: Case, exercise_id: str) -> str | None:
    """The first muscle that the lift mainly trains and that is below its floor, by name."""
    for muscle in case.main_muscles.get(exercise_id, ()):
        row = case.volume_of(muscle)
        if row is not None and row["state"] in ("gap", "below floor"):
            return case.muscle_names[muscle]
    return None


RULE: Final = Rule("plateau", 8, _FACTS, judge)
