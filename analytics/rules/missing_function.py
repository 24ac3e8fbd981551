"""A hamstring function with no work: no hinge, or no curl, in the last two full weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from analytics.language import _
from analytics.model import Evidence, Finding
from analytics.rules._case import CURLS, HINGES, Case, Rule, sets, worst_confidence

_FACTS: Final = ("bal.curl_share.missing", "bal.curl_share.missing_weeks", "bal.curl_share.missing_min_sets")
_ORDERS: Final = {"curl": CURLS, "hinge": HINGES}


def judge(case: Case) -> tuple[Finding, ...]:
    """Says that one of the two kinds of hamstring work is absent, and names one exercise that brings it back.

    Why it matters: hinges and curls grow different parts of the hamstrings. Silent with too few hamstring sets in those
    weeks, where the volume rules speak.
    """
    rows = case.last_week("hinge_curl_balance")
    if rows.empty or rows.iloc[0]["missing"] not in _ORDERS:
        return ()
    return (_finding(case, str(rows.iloc[0]["missing"])),)


def _finding(case: Case, word: str) -> Finding:
    weeks = int(case.facts.number("bal.curl_share.missing_weeks"))
    recent = case.frame("hinge_curl_balance").tail(weeks)
    total = float(recent["week_hip_sets"].sum() + recent["week_knee_sets"].sum())
    exercise = case.suggestion(_ORDERS[word])
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="warn",
        subject="hamstrings",
        headline=_("No curl for the hamstrings in {weeks} weeks", weeks=weeks)
        if word == "curl"
        else _("No hinge for the hamstrings in {weeks} weeks", weeks=weeks),
        text=_(
            "All {total} hamstring sets of the last {weeks} full weeks were of the other kind. The two kinds build "
            "different parts of the hamstrings: hinges more the semimembranosus, curls more the semitendinosus and the "
            "short head.",
            total=sets(total),
            weeks=weeks,
        ),
        step=_("Put 2 or 3 sets of {exercise} on one of your leg days next week.", exercise=exercise),
        period_from=case.last_full_week - timedelta(weeks=weeks - 1),
        period_to=case.window_to,
        evidence=(
            Evidence(
                _("Curl sets") if word == "curl" else _("Hinge sets"),
                0.0,
                _("hamstring sets in {weeks} weeks", weeks=weeks),
            ),
            Evidence(_("Hamstring sets in all"), round(total, 2), _("hard sets in {weeks} weeks", weeks=weeks)),
        ),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
    )


RULE: Final = Rule("missing_function", 2, _FACTS, judge)
