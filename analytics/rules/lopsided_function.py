"""Hinge/curl share far to one side over four weeks, with both kinds present."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.model import Evidence, Finding
from analytics.rules._case import CURLS, HINGES, Case, Rule, percent, worst_confidence

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
    rows = case.last_week_of(case.frame("hinge_curl_balance"))
    if rows.empty or rows.iloc[0]["level"] not in ("hint", "warn") or pd.isna(rows.iloc[0]["curl_share"]):
        return ()
    row = rows.iloc[0]
    if row["missing"]:
        return ()
    share = float(row["curl_share"])
    hinges_lead = row["hip_sets"] >= row["knee_sets"]
    short, long, order = ("curls", "hinge", CURLS) if hinges_lead else ("hinges", "curl", HINGES)
    low, high = case.facts.number("bal.curl_share.ok_low"), case.facts.number("bal.curl_share.ok_high")
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="warn" if row["level"] == "warn" else "hint",
            subject="hamstrings",
            headline=(
                f"{'Few' if 0 < share < 1 else 'No'} {short} in your hamstring work: {percent(share)} of it are curls"
            ),
            text=(
                f"Over four weeks {row['knee_sets']:.1f} hamstring sets were curls and {row['hip_sets']:.1f} hinges, "
                "bridges or hip extensions. Plans that hold both kinds keep curls between "
                f"{percent(low)} and {percent(high)}."
            ),
            step=f"Swap 2 {long} sets a week for {case.suggestion(order)}.",
            period_from=case.window_from,
            period_to=case.window_to,
            evidence=(
                Evidence("Curl share", round(share, 3), "of hamstring sets, 4 weeks"),
                Evidence("Hip-extension sets", round(float(row["hip_sets"]), 2), "hamstring sets in 4 weeks"),
                Evidence("Knee-flexion sets", round(float(row["knee_sets"]), 2), "hamstring sets in 4 weeks"),
            ),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


RULE: Final = Rule("lopsided_function", 11, _FACTS, judge)
