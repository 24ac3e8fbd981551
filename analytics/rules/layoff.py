"""Back after a break, or about to be: how much to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.language import _, day, percent
from analytics.model import Evidence, Finding
from analytics.rules._case import POSTERIOR_FIRST, Case, Rule, sets, worst_confidence

_FACTS: Final = ("layoff.days", "layoff.restart_pct")


def judge(case: Case) -> tuple[Finding, ...]:
    """Says how many sets a week each lower-body muscle may begin with after a break.

    Why it matters: the articles add work gradually, and a restart is a beginning. The share is practice; no trial
    compares restarts. Speaks during a break, and for as many days after it as make a break.
    Silent where the four full weeks before the break hold no work for the legs, or were not logged.
    """
    breaks = case.frame("layoffs")
    if breaks.empty:
        return ()
    last = breaks.iloc[-1]
    usual = _usual_sets(case, last["last_day"])
    if not _is_now(case, last) or not usual:
        return ()
    return (_finding(case, last, usual),)


def _is_now(case: Case, last: pd.Series[Any]) -> bool:
    if pd.isna(last["back_day"]):
        return True
    days_back = (pd.Timestamp(case.on) - pd.Timestamp(last["back_day"])).days
    return days_back < case.facts.number("layoff.days")


def _usual_sets(case: Case, last_day: pd.Timestamp) -> dict[str, float]:
    """Lower-body muscle -> hard sets a week: mean of the four full weeks up to the last day before the break."""
    volume = case.frame("muscle_volume")
    week = last_day - timedelta(days=(last_day.weekday() + 1) % 7 + 6)
    rows = volume[(volume["week"] == week) & (volume["weeks"] >= case.facts.number("bal.window_weeks"))]
    means = rows.set_index("muscle")["mean_sets"].reindex(POSTERIOR_FIRST).dropna()
    return {str(muscle): float(mean) for muscle, mean in means.items() if mean >= case.facts.number("vol.gap_below")}


def _finding(case: Case, last: pd.Series[Any], usual: Mapping[str, float]) -> Finding:
    share = case.facts.number("layoff.restart_pct")
    first = {muscle: max(1, round(mean * share / 100)) for muscle, mean in usual.items()}
    days = int(last["days"])
    plan = "; ".join(
        _(
            "{muscle} {sets} instead of {usual}",
            muscle=case.muscle_names[muscle],
            sets=first[muscle],
            usual=sets(usual[muscle]),
        )
        for muscle in first
    )
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="hint",
        subject="",
        headline=_("{days} days away: ease back into it", days=days)
        if pd.isna(last["back_day"])
        else _("Back after {days} days away: ease into it", days=days),
        text=_(
            "Your last session before the break was on {day}. About {share} of your former sets a week: {plan}. That "
            "share is practice, not research: add from there as it suits you.",
            day=day(last["last_day"]),
            share=percent(share / 100),
            plan=plan,
        ),
        step=_step(case, percent(share / 100)),
        period_from=last["last_day"].date(),
        period_to=case.on,
        evidence=(
            Evidence(_("Days without a set"), float(last["days"]), _("days")),
            *(
                Evidence(_("{muscle} before", muscle=case.muscle_names[muscle]), round(mean, 2), _("hard sets a week"))
                for muscle, mean in usual.items()
            ),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
    )


def _step(case: Case, share: str) -> str:
    lift = case.most_done(("hinge", "squat", "bridge", "lunge"))
    if lift:
        return _(
            "Plan {share} of your former sets for the first week, beginning with {exercise}.",
            share=share,
            exercise=lift,
        )
    return _("Plan {share} of your former sets for the first week.", share=share)


RULE: Final = Rule("layoff", 2, _FACTS, judge)
