"""No Nordics: a note for lifters who also play a running or field sport."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.language import _
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, worst_confidence

_FACTS: Final = ("bal.nordic.rr", "bal.nordic.rr.low", "bal.nordic.rr.high", "bal.min_sets")
_NORDICS: Final = ("assisted_nordic", "nordic_curl")
_TOO_LITTLE: Final = "too_little_data"


def judge(case: Case) -> tuple[Finding, ...]:
    """Says what programmes with Nordic curls did for field athletes, with the interval; lifters were not asked.

    It says nothing about this person's injuries. Silent unless the lifter said that they play such a sport, while
    Nordics are in the log of the last weeks, and with too little leg work.
    """
    rows = case.last_week("quad_posterior_ratio")
    if not case.lifter.plays_sport or rows.empty or rows.iloc[0]["level"] == _TOO_LITTLE or _does_nordics(case):
        return ()
    ratio, low, high = (case.facts.number(key) for key in _FACTS[:3])
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="hint",
            subject="hamstrings",
            headline=_("No Nordic curls in the last weeks"),
            text=_(
                "Among field athletes, programmes with Nordic curls came with about half the hamstring strains of "
                "those without (risk ratio {ratio}, 95 % interval {low} to {high}; 8,459 athletes). In lifters it is "
                "untested, and it says nothing about you in particular.",
                ratio=f"{ratio:g}",
                low=f"{low:g}",
                high=f"{high:g}",
            ),
            step=_(
                "If your sport has sprints, put 2 slow sets of {exercise} on one leg day.",
                exercise=case.suggestion(_NORDICS),
            ),
            period_from=case.window_from,
            period_to=case.window_to,
            evidence=(
                Evidence(_("Nordic curls"), 0.0, _("sets in the last full weeks")),
                Evidence(_("Hamstring strains with Nordics in the programme"), ratio, _("times those without")),
            ),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


def _does_nordics(case: Case) -> bool:
    nordics = case.logged[case.logged["exercise_id"].isin(_NORDICS)]
    return bool((pd.to_datetime(nordics["last_day"]) >= pd.Timestamp(case.window_from)).any())


RULE: Final = Rule("no_nordics", 12, _FACTS, judge)
