"""Strength clearly falling on a lift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.language import _, span
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
    return tuple(_finding(case, row) for __, row in falling.iterrows())


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name = case.exercise_names[str(row["exercise_id"])]
    total = float(row["pct_per_week"]) * float(row["span_days"]) / 7
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="warn",
        subject=str(row["exercise_id"]),
        headline=_(
            "{exercise} is falling: {total} % in {weeks} weeks",
            exercise=name,
            total=f"{total:.0f}".replace("-", "\N{MINUS SIGN}"),
            weeks=f"{row['span_days'] / 7:.0f}",
        ),
        text=" ".join(_text(row)),
        step=_(
            "Do {exercise} first in the session next week, a set less and 2 reps in reserve, and see if it comes back.",
            exercise=name,
        ),
        period_from=pd.Timestamp(row["as_of"]).date() - timedelta(days=int(row["span_days"])),
        period_to=pd.Timestamp(row["as_of"]).date(),
        evidence=(
            Evidence(_("Slope"), round(float(row["pct_per_week"]), 2), _("% a week")),
            Evidence(_("80 % interval"), _interval(row), _("% a week")),
            Evidence(_("Sessions"), float(row["sessions"]), _("in the window")),
            Evidence(_("Level now"), round(float(row["level_kg"]), 1), "kg"),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
        exercises=(str(row["exercise_id"]),),
    )


def _text(row: pd.Series[Any]) -> Iterator[str]:
    yield _(
        "{sessions} sessions, {rate} % a week, 80 % interval {interval}. Sleep, food, a new technique or too much work "
        "can all be behind it.",
        sessions=int(row["sessions"]),
        rate=signed(row["pct_per_week"]),
        interval=_interval(row),
    )
    if row["rep_range_changed"]:
        yield _("Your rep range changed too; part of this may be the formula.")


def _interval(row: pd.Series[Any]) -> str:
    return span(signed(row["low_pct"]), signed(row["high_pct"]))


RULE: Final = Rule("falling_strength", 7, _FACTS, judge)
