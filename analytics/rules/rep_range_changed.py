"""A trend that rests on a changed rep range: part of it may be the formula."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, signed, worst_confidence

_FACTS: Final = ("trend.rep_shift", "trend.window_weeks")
_SAYS_NOTHING: Final = ("unclear", "flat")


def judge(case: Case) -> tuple[Finding, ...]:
    """Says of a lift that rises or falls that its usual reps moved within the window, so the formula may be part of it.

    Why it matters: no formula is right at all reps; from 5 to 10 reps the error of a level moves by a few percent,
    which is as much as a trend of eight weeks.
    Silent where the trend is unclear or flat: then nothing rests on it.
    """
    trends = case.frame("strength_trend")
    if trends.empty:
        return ()
    moved = trends["rep_range_changed"] & ~trends["class"].isin(list(_SAYS_NOTHING))
    return tuple(_finding(case, row) for _, row in trends[moved].iterrows())


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name = case.exercise_names[str(row["exercise_id"])]
    shift = float(row["rep_shift"])
    direction = "more" if shift > 0 else "fewer"
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="info",
        subject=str(row["exercise_id"]),
        headline=f"{name}: your rep range changed",
        text=(
            f"The newer half of these sessions has {abs(shift):g} reps {direction} than the older half (medians, reps "
            f"left included). {name} is {row['class']} ({signed(row['pct_per_week'])} % a week); part of this may be "
            "the formula."
        ),
        step=f"Do {name} once a week at one rep count for the next four weeks: like with like tells best.",
        period_from=pd.Timestamp(row["as_of"]).date() - timedelta(days=int(row["span_days"])),
        period_to=pd.Timestamp(row["as_of"]).date(),
        evidence=(
            Evidence("Change of the usual reps", round(shift, 1), "reps"),
            Evidence("Slope", round(float(row["pct_per_week"]), 2), "% a week"),
            Evidence("Sessions", float(row["sessions"]), "in the window"),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
        exercises=(str(row["exercise_id"]),),
    )


RULE: Final = Rule("rep_range_changed", 11, _FACTS, judge)
