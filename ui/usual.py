"""What is usual: gains of lifters at one's level, and when the articles say that something is noticed."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.model import Level
from analytics.reference.expectations import beginner_gain_pct
from analytics.reference.facts import Facts
from ui import formats
from ui.words import listed, plain

WEEKS_SHOWN: Final = (4, 12, 26, 52)
_A_LIFTER: Final = {
    "beginner": "a beginner",
    "intermediate": "an intermediate lifter",
    "advanced": "an advanced lifter",
}


def what_is_usual(facts: Facts, level: Level) -> None:
    """A quiet section: the usual pace of the level, a beginner's curve, when the articles say something is noticed."""
    with st.expander("What is usual", key="usual", icon=":material/timeline:"):
        st.markdown("\n".join(f"- {line}" for line in usual_lines(facts, level)))
        st.caption("Averages of other people, as context beside your own trend: no promise, and slower is no fault.")
        st.caption(f"Sources: {plain(_sources(facts, level))}.")


def usual_lines(facts: Facts, level: Level) -> list[str]:
    """The section's sentences, with the facts' values in them."""

    def span(key: str) -> str:
        return f"{facts.number(f'{key}.low'):g} to {facts.number(f'{key}.high'):g}"

    lines = [f"Strength: {_A_LIFTER[level]} usually gains {span(f'gain.expected_pct_per_week.{level}')} % a week."]
    if level == "beginner":
        lines.append(_beginner_line(facts))
    return [
        *lines,
        f"Strength and power change within {span('expect.strength_weeks')} weeks; the hamstrings' first gains are "
        f"noticed after {span('expect.hamstring_weeks')} weeks.",
        f"Muscle that can be seen takes {span('expect.muscle_weeks')} weeks, large gains of strength "
        f"{span('expect.significant_months')} months.",
        f"Stairs and runs feel easier after {facts.text('expect.everyday')}.",
    ]


def _beginner_line(facts: Facts) -> str:
    steps = []
    for weeks in WEEKS_SHOWN:
        low, high = beginner_gain_pct(weeks, facts)
        steps.append(f"{formats.number(low, 0)} to {formats.number(high, 0)} % after {weeks}")
    return f"In weeks, for a first year of training: {listed(steps)}. Each step takes about twice as long as the last."


def _sources(facts: Facts, level: Level) -> str:
    keys = [f"gain.expected_pct_per_week.{level}.low", *(fact.key for fact in facts if fact.key.startswith("expect."))]
    works = {source.citation: None for key in keys for source in facts.sources_of(facts[key])}
    return "; ".join(works)
