"""Most sets of a kind of lift lie outside its usual reps."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, percent, sets, worst_confidence
from analytics.rules._volume import listed

KINDS: Final = {
    "hinge": "hinges",
    "deadlift": "deadlifts",
    "thrust": "hip thrusts",
    "curl": "leg curls",
    "single_leg": "single-leg lifts",
    "swing": "swings",
}
_STRENGTH_WORK: Final = ("hinge", "deadlift")
"""Fewer reps than the range are accepted as strength work here (rulebook A6)."""


def judge(case: Case) -> tuple[Finding, ...]:
    """Names the kinds of lifts of which less than half of the hard sets of four full weeks lie inside the usual reps.

    Why it matters: the articles agree on reps by kind of lift, because posture or the load limits what lies outside.
    Growth is much the same over a wide range, so it is one hint for all kinds. Silent for kinds with few sets, and for
    heavy deadlifts and hinges.
    """
    rows = case.last_week_of(case.frame("rep_ranges"))
    if rows.empty:
        return ()
    inside = rows["inside_share"] + rows["below_share"].where(rows["group"].isin(_STRENGTH_WORK), 0.0)
    few = rows["sets"] < case.facts.number("reps.least_sets")
    outside = rows[~few & (inside < case.facts.number("reps.inside_low"))].sort_values("inside_share")
    return () if outside.empty else (_finding(case, [row for _, row in outside.iterrows()]),)


def _finding(case: Case, outside: list[pd.Series[Any]]) -> Finding:
    first = outside[0]
    ranges = [f"reps.{row['group']}.{end}" for row in outside for end in ("low", "high")]
    keys = (*ranges, *_FACTS)
    kinds = listed(
        f"{KINDS[str(row['group'])]} ({percent(row['inside_share'])} inside {_span(row)})" for row in outside
    )
    load = "lighter" if first["below_share"] > first["above_share"] else "heavier"
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="hint",
        subject="",
        headline=f"Most sets lie outside the usual reps: {kinds}",
        text="Many repetition numbers build muscle; these are the ones in which posture and load usually fit the lift.",
        step=f"Next week, take a {load} load for {KINDS[str(first['group'])]}, one that you can do for {_span(first)}.",
        period_from=case.window_from,
        period_to=case.window_to,
        evidence=tuple(evidence for row in outside for evidence in _evidence(row)),
        facts=keys,
        confidence=worst_confidence(case.facts, keys),
    )


def _span(row: pd.Series[Any]) -> str:
    return f"{sets(float(row['low']))} to {sets(float(row['high']))} reps"


def _evidence(row: pd.Series[Any]) -> tuple[Evidence, ...]:
    kind = KINDS[str(row["group"])].capitalize()
    return (
        Evidence(f"{kind} inside {_span(row)}", round(float(row["inside_share"]), 3), "share of hard sets, 4 weeks"),
        Evidence(kind, round(float(row["sets"]), 2), "hard sets in 4 weeks"),
    )


_FACTS: Final = ("reps.least_sets", "reps.inside_low")
RULE: Final = Rule("rep_range", 11, _FACTS, judge)
