"""No side-hip work: weeks of leg training without a single-leg or side-glute set."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from analytics.language import _
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, worst_confidence

_FACTS: Final = ("bal.glute_med_weeks", "bal.min_sets")
_ADDABLE: Final = (
    "side_lying_abduction", "cable_abduction", "band_walk", "split_squat", "bulgarian_split_squat", "walking_lunge",
    "step_up", "single_leg_rdl",
)  # fmt: skip
_TOO_LITTLE: Final = "too_little_data"


def judge(case: Case) -> tuple[Finding, ...]:
    """Says that nothing has worked the side of the hip for weeks, and names one exercise that does.

    Why it matters: article 001 finds the side glutes neglected and gives them two to four sets; there is no trial, so
    it stays a hint. Silent with too little leg work, and before so many full weeks are logged.
    """
    weeks = int(case.facts.number("bal.glute_med_weeks"))
    recent = case.frame("quad_posterior_ratio").tail(weeks)
    if len(recent) < weeks or case.last_week_of(recent).empty or recent.iloc[-1]["level"] == _TOO_LITTLE:
        return ()
    if recent["week_glute_med_sets"].sum() + recent["week_single_leg_sets"].sum() > 0:
        return ()
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="hint",
            subject="glute_med",
            headline=_("Nothing for the side of the hip in {weeks} weeks", weeks=weeks),
            text=_(
                "No lunge, split squat, step-up, single-leg hinge or side raise is in your log for these weeks. They "
                "train the side glutes and let each leg do its own work. Whether that matters for size is not known."
            ),
            step=_("Add 2 sets of {exercise} to one leg day.", exercise=case.suggestion(_ADDABLE)),
            period_from=case.last_full_week - timedelta(weeks=weeks - 1),
            period_to=case.window_to,
            evidence=(
                Evidence(_("Side-glute sets"), 0.0, _("hard sets in {weeks} weeks", weeks=weeks)),
                Evidence(_("Sets on one leg"), 0.0, _("hard sets in {weeks} weeks", weeks=weeks)),
            ),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


RULE: Final = Rule("no_side_hip_work", 12, _FACTS, judge)
