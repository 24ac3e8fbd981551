"""More sets for one muscle in one session than research can tell apart, in the last full week."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _, inside, listed
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, legs_first, sets, worst_confidence

_FACTS: Final = ("vol.per_session_amber",)


def judge(case: Case) -> tuple[Finding, ...]:
    """Names, for information, the muscles whose fullest session of the last full week held more sets than the mark.

    Why it matters: past it, more sets in one session can no longer be told apart; it is not a ceiling. Silent up to the
    mark.
    """
    week = case.last_week("weekly_hard_sets")
    if week.empty:
        return ()
    crowded = week[week["max_session_sets"] > case.facts.number("vol.per_session_amber")]
    return () if crowded.empty else (_finding(case, legs_first(crowded)),)


def _finding(case: Case, crowded: list[pd.Series[Any]]) -> Finding:
    named = [(case.muscle_names[str(row["muscle"])], float(row["max_session_sets"])) for row in crowded]
    most = sets(case.facts.number("vol.per_session_amber"))
    counts = listed(f"{inside(name)} {sets(number)}" for name, number in named)
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="info",
        subject=str(crowded[0]["muscle"]),
        headline=_("More than {most} hard sets in one session: {counts}", most=most, counts=counts),
        text=_(
            "Past about {most} sets for a muscle in one session, research can no longer tell more sets apart. It is "
            "not a ceiling.",
            most=most,
        ),
        step=_(
            "If your week allows it, move some of the work for the {muscle} to another day.", muscle=inside(named[0][0])
        ),
        period_from=case.last_full_week,
        period_to=case.window_to,
        evidence=tuple(Evidence(name, round(n, 2), _("hard sets in the fullest session")) for name, n in named),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
    )


RULE: Final = Rule("crowded_session", 11, _FACTS, judge)
