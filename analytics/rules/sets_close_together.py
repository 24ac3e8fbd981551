"""Two hamstring sessions of some size within two days, in the last full week."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _, written
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
        headline=_("Two hamstring sessions {hours} h apart", hours=f"{hours:.0f}"),
        text=_(
            "{earlier_day}: {earlier_sets} hard sets; {later_day}: {later_sets}. {hours} h between them is usual; "
            "trained lifters have done well with less.",
            earlier_day=_day(pair["earlier_at"]),
            earlier_sets=sets(float(pair["earlier_sets"])),
            later_day=_day(pair["later_at"]),
            later_sets=sets(float(pair["later_sets"])),
            hours=wanted,
        ),
        step=_(
            "If the second one felt flat, leave {hours} h between them next week, or keep one of the two light.",
            hours=wanted,
        ),
        period_from=pd.Timestamp(pair["earlier_at"]).date(),
        period_to=case.window_to,
        evidence=(
            Evidence(_("Hours apart"), round(hours, 1), "h"),
            Evidence(_("Earlier session"), round(float(pair["earlier_sets"]), 2), _("hard sets")),
            Evidence(_("Later session"), round(float(pair["later_sets"]), 2), _("hard sets")),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
    )


def _day(at: Any) -> str:
    return written(pd.Timestamp(at).date(), _("EEEE"))


RULE: Final = Rule("sets_close_together", 11, _FACTS, judge)
