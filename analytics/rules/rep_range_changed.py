"""A trend that rests on a changed rep range: part of it may be the formula."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.language import _
from analytics.model import TREND_WORDS, Evidence, Finding
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
    return tuple(_finding(case, row) for __, row in trends[moved].iterrows())


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name = case.exercise_names[str(row["exercise_id"])]
    shift = float(row["rep_shift"])
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="info",
        subject=str(row["exercise_id"]),
        headline=_("{exercise}: your rep range changed", exercise=name),
        text=f"{_shift_words(shift)} {_trend_words(name, row)}",
        step=_(
            "Do {exercise} once a week at one rep count for the next four weeks: like with like tells best.",
            exercise=name,
        ),
        period_from=pd.Timestamp(row["as_of"]).date() - timedelta(days=int(row["span_days"])),
        period_to=pd.Timestamp(row["as_of"]).date(),
        evidence=(
            Evidence(_("Change of the usual reps"), round(shift, 1), _("reps")),
            Evidence(_("Slope"), round(float(row["pct_per_week"]), 2), _("% a week")),
            Evidence(_("Sessions"), float(row["sessions"]), _("in the window")),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
        exercises=(str(row["exercise_id"]),),
    )


def _shift_words(shift: float) -> str:
    reps = f"{abs(shift):g}"
    if shift > 0:
        return _(
            "The newer half of these sessions has {reps} reps more than the older half (medians, reps left included).",
            reps=reps,
        )
    return _(
        "The newer half of these sessions has {reps} reps fewer than the older half (medians, reps left included).",
        reps=reps,
    )


def _trend_words(name: str, row: pd.Series[Any]) -> str:
    return _(
        "{exercise} is {trend} ({rate} % a week); part of this may be the formula.",
        exercise=name,
        trend=TREND_WORDS[str(row["class"])],
        rate=signed(row["pct_per_week"]),
    )


RULE: Final = Rule("rep_range_changed", 11, _FACTS, judge)
