"""Two hamstring sessions of some size within two days, in the last full week."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, sets, worst_confidence

_FACTS: Final = ("space.min_hours", "space.min_sets")
_MUSCLE: Final = "hamstrings"


def judge(case: Case) -> tuple[Finding, ...]:
    """Says, for information, that two hamstring sessions lay closer together than two days.

    Why it matters: repair is usually done after two days; trained lifters have stood less, so nothing is wrong with it.
    One finding, about the closest pair of the last full week. Silent for smaller sessions and other muscles.
    """
    pairs = case.frame("session_spacing")
    close = pairs[
        (pairs["muscle"] == _MUSCLE)
        & (pairs["hours"] < case.facts.number("space.min_hours"))
        & (pairs["later_at"] >= pd.Timestamp(case.last_full_week))
    ]
    return () if close.empty else (_finding(case, close.sort_values("hours").iloc[0]),)


def _finding(case: Case, pair: pd.Series[Any]) -> Finding:
    hours, wanted = float(pair["hours"]), sets(case.facts.number("space.min_hours"))
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="info",
        subject=_MUSCLE,
        headline=f"Two hamstring sessions {hours:.0f} h apart",
        text=(
            f"{_day(pair['earlier_at'])}: {sets(float(pair['earlier_sets']))} hard sets; "
            f"{_day(pair['later_at'])}: {sets(float(pair['later_sets']))}. "
            f"{wanted} h between them is usual; trained lifters have done well with less."
        ),
        step=f"If the second one felt flat, leave {wanted} h between them next week, or keep one of the two light.",
        period_from=pd.Timestamp(pair["earlier_at"]).date(),
        period_to=case.window_to,
        evidence=(
            Evidence("Hours apart", round(hours, 1), "h"),
            Evidence("Earlier session", round(float(pair["earlier_sets"]), 2), "hard sets"),
            Evidence("Later session", round(float(pair["later_sets"]), 2), "hard sets"),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
    )


def _day(at: Any) -> str:
    return f"{pd.Timestamp(at):%A}"


RULE: Final = Rule("sets_close_together", 11, _FACTS, judge)
