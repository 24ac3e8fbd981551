"""One side weaker than the other, always the same one, by more than it varies from day to day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.language import _, percent
from analytics.model import Evidence, Finding, Severity
from analytics.rules._case import Case, Rule, worst_confidence

_FACTS: Final = ("asym.watch", "asym.warn", "asym.min_pairs", "asym.window_weeks")
_SEVERITY: Final[dict[str, Severity]] = {"watch": "hint", "warn": "warn"}
_LOOKED_AT: Final = _("If one leg is much weaker or tighter, or it hurts, have it looked at.")


def judge(case: Case) -> tuple[Finding, ...]:
    """Names a lift with a weaker side, and how to let that side catch up.

    Why it matters: single-leg lifts show and help a difference (articles 000, 001, 003). That a difference foretells
    an injury is thinly supported, so nothing is foretold.
    Silent below the least number of sessions with both sides, when the weaker side changes, when the difference is no
    larger than it varies by itself, and for lifts without a load.
    """
    lifts = case.frame("asymmetry")
    return tuple(_finding(case, row) for __, row in lifts[lifts["level"].isin(list(_SEVERITY))].iterrows())


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    exercise_id, weaker = str(row["exercise_id"]), str(row["weaker"])
    name, is_left = case.exercise_names[exercise_id], weaker == "left"
    weeks = int(case.facts.number("asym.window_weeks"))
    as_of = pd.Timestamp(row["as_of"]).date()
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity=_SEVERITY[str(row["level"])],
        subject=exercise_id,
        headline=_headline(name, percent(row["mean_asym_pct"] / 100), is_left=is_left),
        text=f"{_text(row, weeks, is_left=is_left)} {_LOOKED_AT}",
        step=_step(name, is_left=is_left),
        period_from=as_of - timedelta(weeks=weeks) + timedelta(days=1),
        period_to=as_of,
        evidence=(
            Evidence(_("Mean difference"), round(float(row["mean_asym_pct"]), 1), _("% of the stronger side")),
            Evidence(_("SD of the paired differences"), round(float(row["difference_sd_pct"]), 1), "%"),
            Evidence(_("Sessions with both sides"), float(row["pairs"]), ""),
            Evidence(_("Weaker side"), _("left") if is_left else _("right")),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
        exercises=(exercise_id,),
    )


def _headline(name: str, weaker_by: str, *, is_left: bool) -> str:
    if is_left:
        return _("{exercise}: your left side is {weaker_by} weaker", exercise=name, weaker_by=weaker_by)
    return _("{exercise}: your right side is {weaker_by} weaker", exercise=name, weaker_by=weaker_by)


def _text(row: pd.Series[Any], weeks: int, *, is_left: bool) -> str:
    sessions, mean = int(row["pairs"]), percent(row["mean_asym_pct"] / 100, 1)
    varies = percent(row["difference_sd_pct"] / 100, 1)
    if is_left:
        return _(
            "The left side was the weaker one in all {sessions} sessions with both sides of the last {weeks} weeks: by "
            "{mean} on average, and that difference varies by {varies} from session to session.",
            sessions=sessions, weeks=weeks, mean=mean, varies=varies,
        )  # fmt: skip
    return _(
        "The right side was the weaker one in all {sessions} sessions with both sides of the last {weeks} weeks: by "
        "{mean} on average, and that difference varies by {varies} from session to session.",
        sessions=sessions, weeks=weeks, mean=mean, varies=varies,
    )  # fmt: skip


def _step(name: str, *, is_left: bool) -> str:
    if is_left:
        return _(
            "{exercise}: start with the left side, give it one extra set, and add no reps on the right.", exercise=name
        )
    return _(
        "{exercise}: start with the right side, give it one extra set, and add no reps on the left.", exercise=name
    )


RULE: Final = Rule("asymmetry", 9, _FACTS, judge)
