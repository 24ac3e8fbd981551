"""Effort (RIR or RPE) is missing on most hard sets, so counts and strength are less certain."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pandas as pd

from analytics.language import _, percent
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, worst_confidence

_FACTS: Final = ("hard.effort_known_low", "hard.unknown_rir")


def judge(case: Case) -> tuple[Finding, ...]:
    """Says on what share of the hard sets of four full weeks the effort is known. Silent from the fact's share
    upwards.
    """
    counts = case.frame("weekly_hard_sets")
    if counts.empty:
        return ()
    weeks = pd.to_datetime(counts["week"])
    recent = counts[(weeks >= pd.Timestamp(case.window_from)) & (weeks <= pd.Timestamp(case.last_full_week))]
    total = float(recent["hard_sets"].sum())
    if total == 0:
        return ()
    known = float((recent["hard_sets"] * recent["effort_known_share"].fillna(0)).sum()) / total
    if known >= case.facts.number("hard.effort_known_low"):
        return ()
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="hint",
            subject="",
            headline=_("Effort is known for {share} of your recent hard sets", share=percent(known)),
            text=_(
                "Sets without reps in reserve (RIR) or RPE are counted as hard, and their strength estimates are lower "
                "bounds. The more of them, the less the numbers can tell easy weeks from hard ones."
            ),
            step=_(
                "Note the reps you had left on the last set of each exercise next week; one number a lift is enough."
            ),
            period_from=case.window_from,
            period_to=case.last_full_week + timedelta(days=6),
            evidence=(Evidence(_("Effort known"), round(known, 3), _("share of hard sets, 4 weeks")),),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


RULE: Final = Rule("effort_not_logged", 11, _FACTS, judge)
