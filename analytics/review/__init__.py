"""The weekly review: the last full week in five sentences, what changed and whether that is more than noise, bests,
what settled and what is new, what to do next.

`weekly_review` makes the value once; `html.page` writes it as one self-contained file, and the app shows it as a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.model import Finding
from analytics.reference.facts import Facts, in_words
from analytics.review._week import Week
from analytics.review.bests import bests_of
from analytics.review.changes import metric_changes
from analytics.review.model import Courses, Headline, Review
from analytics.review.plan_words import done_words
from analytics.review.sentences import five_sentences
from analytics.review.turns import turns
from analytics.rules import Case
from analytics.units import MassUnit

__all__ = ["CHART_WEEKS", "Review", "Week", "empty_review", "looks_back_to", "weekly_review"]

CHART_WEEKS: Final = 12
"""Weeks in the small charts."""


def empty_review(*, athlete: str, unit: MassUnit, on: date) -> Review:
    """The review of a log without a set."""
    words = _("The log is empty. Import an export, or type in a session, and the review writes itself.")
    return Review(athlete=athlete, unit=unit, on=on, sentences=(words,))


def looks_back_to(case: Case) -> date:
    """The first day whose sets a review looks at."""
    return case.last_full_week - timedelta(weeks=int(case.facts.number("review.usual_weeks")))


def weekly_review(
    week: Week,
    *,
    athlete: str,
    found: Sequence[Finding],
    found_before: Sequence[Finding],
    done: pd.DataFrame | None = None,
) -> Review:
    """The review of the last full week of `week.case`.

    `found` are the findings as of the case's day, `found_before` those of seven days earlier; `done` are the rows of
    `plan_against_done` of the reviewed week. The plan for the week to come is put in by `Review.with_plan`.
    """
    case = week.case
    has_earlier_week = week.first_day < week.monday
    return Review(
        athlete=athlete,
        unit=week.unit,
        on=case.on,
        week=week.monday,
        sentences=five_sentences(week),
        changes=metric_changes(week),
        bests=bests_of(week),
        has_earlier_week=has_earlier_week,
        news=turns(found, found_before) if has_earlier_week else (),
        headlines=tuple(_headline(finding, case.facts) for finding in found if finding.is_headline),
        courses=_courses(case) if week.is_in_log else Courses(),
        done=() if done is None else done_words(done, case.exercise_names),
        own_facts=_own_facts(case.facts),
    )


def _headline(finding: Finding, facts: Facts) -> Headline:
    behind = [facts[key] for key in dict.fromkeys((*finding.facts, *finding.changed_facts))]
    sources = [source.citation for fact in behind for source in facts.sources_of(fact)]
    return Headline(finding, tuple(fact.statement for fact in behind), tuple(dict.fromkeys(sources)))


def _courses(case: Case) -> Courses:
    """The last weeks of the charts, as far as the log reaches."""
    since = pd.Timestamp(case.last_full_week - timedelta(weeks=CHART_WEEKS - 1))
    volume, ratios = (
        frame[pd.to_datetime(frame["week"]) >= since].sort_values("week")
        for frame in (case.frame("muscle_volume"), case.frame("quad_posterior_ratio"))
    )
    sets = {muscle: volume[volume["muscle"] == muscle] for muscle in ("quads", "hamstrings")}
    band = sets["hamstrings"][["band_low", "band_high"]].dropna()
    judged = ratios["q_h_ratio"].where(ratios["level"] != "too_little_data")
    levels = [case.facts.number(f"bal.q_h.{level}") for level in ("watch", "warn", "strong")]
    return Courses(
        weeks=tuple(pd.to_datetime(ratios["week"]).dt.date),
        quads=tuple(map(float, sets["quads"]["week_sets"])),
        hamstrings=tuple(map(float, sets["hamstrings"]["week_sets"])),
        band=None if band.empty else (float(band.iloc[-1]["band_low"]), float(band.iloc[-1]["band_high"])),
        ratios=tuple(None if pd.isna(ratio) else float(ratio) for ratio in judged),
        levels=(levels[0], levels[1], levels[2]),
    )


def _own_facts(facts: Facts) -> tuple[str, ...]:
    """The thresholds that the lifter changed, since every number rests on them."""
    return tuple(
        _(
            "{statement} Shipped: {value} ({key}).",
            statement=fact.statement,
            value=f"{in_words(fact.default)} {fact.unit_words}".rstrip(),
            key=fact.key,
        )
        for fact in facts
        if fact.is_changed
    )
