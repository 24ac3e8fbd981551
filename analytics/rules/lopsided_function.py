"""Hinge/curl share far to one side over four weeks, with both kinds present."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.language import _, percent
from analytics.model import Evidence, Finding
from analytics.rules._case import CURLS, HINGES, Case, Rule, worst_confidence

_FACTS: Final = (
    "bal.curl_share.ok_low", "bal.curl_share.ok_high", "bal.curl_share.watch_low", "bal.curl_share.watch_high",
    "bal.min_sets",
)  # fmt: skip


def judge(case: Case) -> tuple[Finding, ...]:
    """Says which kind of hamstring work is short of its share, and names one exercise of it.

    Why it matters: every article plan that holds both kinds lies inside the range. No study gives a share, so it is
    a hint.
    Silent with too little data, and while `missing_function` says that one kind is absent.
    """
    rows = case.last_week("hinge_curl_balance")
    if rows.empty or rows.iloc[0]["level"] not in ("hint", "warn") or pd.isna(rows.iloc[0]["curl_share"]):
        return ()
    row = rows.iloc[0]
    if row["missing"]:
        return ()
    share = float(row["curl_share"])
    hinges_lead = row["hip_sets"] >= row["knee_sets"]
    low, high = case.facts.number("bal.curl_share.ok_low"), case.facts.number("bal.curl_share.ok_high")
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="warn" if row["level"] == "warn" else "hint",
            subject="hamstrings",
            headline=_headline(share, hinges_lead=hinges_lead),
            text=_(
                "Over four weeks {curls} hamstring sets were curls and {hinges} hinges, bridges or hip extensions. "
                "Plans that hold both kinds keep curls between {low} and {high}.",
                curls=f"{row['knee_sets']:.1f}",
                hinges=f"{row['hip_sets']:.1f}",
                low=percent(low),
                high=percent(high),
            ),
            step=_("Swap 2 hinge sets a week for {exercise}.", exercise=case.suggestion(CURLS))
            if hinges_lead
            else _("Swap 2 curl sets a week for {exercise}.", exercise=case.suggestion(HINGES)),
            period_from=case.window_from,
            period_to=case.window_to,
            evidence=(
                Evidence(_("Curl share"), round(share, 3), _("of hamstring sets, 4 weeks")),
                Evidence(_("Hip-extension sets"), round(float(row["hip_sets"]), 2), _("hamstring sets in 4 weeks")),
                Evidence(_("Knee-flexion sets"), round(float(row["knee_sets"]), 2), _("hamstring sets in 4 weeks")),
            ),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


def _headline(share: float, *, hinges_lead: bool) -> str:
    curls = percent(share)
    if 0 < share < 1:
        if hinges_lead:
            return _("Few curls in your hamstring work: {share} of it are curls", share=curls)
        return _("Few hinges in your hamstring work: {share} of it are curls", share=curls)
    if hinges_lead:
        return _("No curls in your hamstring work: {share} of it are curls", share=curls)
    return _("No hinges in your hamstring work: {share} of it are curls", share=curls)


RULE: Final = Rule("lopsided_function", 11, _FACTS, judge)
