"""Short length: few of the hamstring sets load the muscle stretched."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.language import _, percent
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, worst_confidence

_FACTS: Final = ("bal.long_share", "bal.min_sets", "bal.curl_share.missing_min_sets")
_TOO_LITTLE: Final = "too_little_data"
_LONG_CURLS: Final = ("seated_leg_curl", "single_leg_seated_curl")
_LONG_HINGES: Final = (
    "romanian_deadlift",
    "db_romanian_deadlift",
    "single_leg_rdl",
    "stiff_leg_deadlift",
    "band_romanian_deadlift",
)


def judge(case: Case) -> tuple[Finding, ...]:
    """Says which share of the hamstring sets works them long, and names a seated curl or a Romanian deadlift.

    Why it matters: in two trials training at long length grew the hamstrings more; no study says which share is enough,
    so it is a hint. Silent with too little data, with too few hamstring sets for a share to mean something, and where
    nothing that works them long can be done with what there is to train with.
    """
    rows = case.last_week("hinge_curl_balance")
    if rows.empty or rows.iloc[0]["level"] == _TOO_LITTLE or pd.isna(rows.iloc[0]["long_length_share"]):
        return ()
    row = rows.iloc[0]
    share, total = float(row["long_length_share"]), float(row["hip_sets"] + row["knee_sets"])
    least = case.facts.number("bal.long_share")
    if share >= least or total < case.facts.number("bal.curl_share.missing_min_sets") or not _can_be_done(case):
        return ()
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="hint",
            subject="hamstrings",
            headline=_("{share} of your hamstring sets work them long", share=percent(share)),
            text=_(
                "In trials seated curls grew the hamstrings more than lying ones (14 against 9 %), and long-length "
                "curls more than Nordics (18 against 11 %). Below about {share} it is worth a try; nobody has tested "
                "which share is enough.",
                share=percent(least),
            ),
            step=_(
                "Try seated curls or Romanian deadlifts: 2 sets a week of {exercise} in place of others.",
                exercise=_exercise(case, row),
            ),
            period_from=case.window_from,
            period_to=case.window_to,
            evidence=(
                Evidence(_("Long-length share"), round(share, 3), _("of hamstring sets, 4 weeks")),
                Evidence(_("Hamstring sets"), round(total, 2), _("hamstring sets in 4 weeks")),
            ),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


def _can_be_done(case: Case) -> bool:
    return case.can_do((*_LONG_CURLS, *_LONG_HINGES))


def _exercise(case: Case, row: pd.Series[float]) -> str:
    """A curl where curls are the lesser half of the work, else a hinge, the other kind following; with a tired back a
    curl alone, where there is a machine for it.
    """
    if case.back_is_tired and case.can_do(_LONG_CURLS):
        return case.suggestion(_LONG_CURLS)
    curls_first = row["knee_sets"] <= row["hip_sets"]
    return case.suggestion((*_LONG_CURLS, *_LONG_HINGES) if curls_first else (*_LONG_HINGES, *_LONG_CURLS))


RULE: Final = Rule("short_length", 12, _FACTS, judge)
