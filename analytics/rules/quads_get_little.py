"""Quads get little work: far fewer quad than hamstring sets, with the quads under their floor."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.language import _
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, sets, worst_confidence

_FACTS: Final = ("bal.quads_little", "vol.quads.floor", "bal.min_sets")
_TOO_LITTLE: Final = "too_little_data"


def judge(case: Case) -> tuple[Finding, ...]:
    """Says that the quads get little work beside the hamstrings. Information: it may well be on purpose.

    Silent below the least number of sets, and where the quads reach their floor whatever the ratio.
    """
    rows = case.last_week("quad_posterior_ratio")
    if rows.empty or rows.iloc[0]["level"] == _TOO_LITTLE or pd.isna(rows.iloc[0]["q_h_ratio"]):
        return ()
    row = rows.iloc[0]
    quads, hamstrings = row["quad_sets"] / row["weeks"], row["hamstring_sets"] / row["weeks"]
    floor = case.facts.number("vol.quads.floor")
    if row["q_h_ratio"] >= case.facts.number("bal.quads_little") or quads >= floor:
        return ()
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="info",
            subject="quads",
            headline=_(
                "The quads get little work: {quads} sets a week, the hamstrings {hamstrings}",
                quads=sets(quads),
                hamstrings=sets(hamstrings),
            ),
            text=_(
                "Below about {floor} sets a week, research can hardly see growth. If that is on purpose, for example "
                "in a block for the back of the legs, all is well.",
                floor=sets(floor),
            ),
            step=_("If it is not, {exercise} twice a week brings them back.", exercise=_squat(case)),
            period_from=case.window_from,
            period_to=case.window_to,
            evidence=(
                Evidence(_("Quad sets"), round(float(quads), 2), _("hard sets a week")),
                Evidence(_("Hamstring sets"), round(float(hamstrings), 2), _("hard sets a week")),
                Evidence(_("Quads : hamstrings"), round(float(row["q_h_ratio"]), 2), _("ratio")),
            ),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


def _squat(case: Case) -> str:
    """The squat or lunge that the lifter does most, else a first choice."""
    return case.most_done(("squat", "lunge")) or case.suggestion(("leg_press", "goblet_squat", "split_squat"))


RULE: Final = Rule("quads_get_little", 10, _FACTS, judge)
