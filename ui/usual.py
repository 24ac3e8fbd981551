"""What is usual: gains of lifters at one's level, and when the articles say that something is noticed."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics import language
from analytics.language import _, listed
from analytics.model import Level
from analytics.reference.expectations import beginner_gain_pct
from analytics.reference.facts import Facts, in_words
from ui import formats
from ui.words import plain

WEEKS_SHOWN: Final = (4, 12, 26, 52)
_A_LIFTER: Final = {
    "beginner": _("a beginner"),
    "intermediate": _("an intermediate lifter"),
    "advanced": _("an advanced lifter"),
}


def what_is_usual(facts: Facts, level: Level) -> None:
    """A quiet section: the usual pace of the level, a beginner's curve, when the articles say something is noticed."""
    with st.expander(_("What is usual"), key="usual", icon=":material/timeline:"):
        st.markdown("\n".join(f"- {line}" for line in usual_lines(facts, level)))
        st.caption(_("Averages of other people, as context beside your own trend: no promise, and slower is no fault."))
        st.caption(_("Sources: {sources}.", sources=plain(_sources(facts, level))))


def usual_lines(facts: Facts, level: Level) -> list[str]:
    """The section's sentences, with the facts' values in them."""

    def span(key: str) -> str:
        return language.span(f"{facts.number(f'{key}.low'):g}", f"{facts.number(f'{key}.high'):g}")

    lines = [
        _(
            "Strength: {lifter} usually gains {rate} % a week.",
            lifter=_A_LIFTER[level],
            rate=span(f"gain.expected_pct_per_week.{level}"),
        )
    ]
    if level == "beginner":
        lines.append(_beginner_line(facts))
    return [
        *lines,
        _(
            "Strength and power change within {weeks} weeks; the hamstrings' first gains are noticed after "
            "{hamstring_weeks} weeks.",
            weeks=span("expect.strength_weeks"),
            hamstring_weeks=span("expect.hamstring_weeks"),
        ),
        _(
            "Muscle that can be seen takes {weeks} weeks, large gains of strength {months} months.",
            weeks=span("expect.muscle_weeks"),
            months=span("expect.significant_months"),
        ),
        _("Stairs and runs feel easier after {time}.", time=in_words(facts.text("expect.everyday"))),
    ]


def _beginner_line(facts: Facts) -> str:
    steps = []
    for weeks in WEEKS_SHOWN:
        low, high = beginner_gain_pct(weeks, facts)
        steps.append(
            _("{low} to {high} % after {weeks}", low=formats.number(low, 0), high=formats.number(high, 0), weeks=weeks)
        )
    return _(
        "In weeks, for a first year of training: {steps}. Each step takes about twice as long as the last.",
        steps=listed(steps),
    )


def _sources(facts: Facts, level: Level) -> str:
    keys = [f"gain.expected_pct_per_week.{level}.low", *(fact.key for fact in facts if fact.key.startswith("expect."))]
    works = {source.citation: None for key in keys for source in facts.sources_of(facts[key])}
    return "; ".join(works)
