"""Findings on the page: the headline, one step, and the whole way from the number to the source behind "Why?"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

import pandas as pd
import streamlit as st

from analytics.model import Evidence, Finding
from analytics.reference.facts import Fact, Facts, in_words
from ui import formats
from ui.basis import own_thresholds_link
from ui.words import plain

BadgeColour = Literal["red", "orange", "blue", "gray"]
BADGES: Final[Mapping[str, tuple[str, str, BadgeColour]]] = {
    "strong": ("Strong signal", ":material/priority_high:", "red"),
    "warn": ("Warning", ":material/warning:", "orange"),
    "hint": ("Hint", ":material/lightbulb:", "blue"),
    "info": ("For information", ":material/info:", "gray"),
}
CONFIDENCE_WORDS: Final[Mapping[str, str]] = {
    "A": "A: several good studies agree",
    "B": "B: some studies, or one good one",
    "C": "C: indirect evidence or expert practice",
    "D": "D: a choice of design, open to change",
}
_BALANCE: Final = ("pages/insights/balance.py", "")
_VOLUME: Final = ("pages/insights/volume.py", "muscle")
_STRENGTH: Final = ("pages/insights/strength.py", "lift")
_BEHIND: Final[Mapping[str, tuple[str, str]]] = {
    "quad_dominance": _BALANCE,
    "missing_function": _BALANCE,
    "lopsided_function": _BALANCE,
    "quads_get_little": _BALANCE,
    "short_length": _BALANCE,
    "no_nordics": _BALANCE,
    "no_side_hip_work": _VOLUME,
    "deadlift_low": _STRENGTH,
    "muscle_without_work": _VOLUME,
    "below_floor": _VOLUME,
    "low_volume": _VOLUME,
    "high_volume": _VOLUME,
    "very_high_volume": _VOLUME,
    "low_frequency": _VOLUME,
    "sets_close_together": _VOLUME,
    "crowded_session": _VOLUME,
    "rep_range": ("pages/insights/volume.py", ""),
    "effort_off_target": ("pages/insights/volume.py", ""),
    "falling_strength": _STRENGTH,
    "plateau": _STRENGTH,
    "rep_range_changed": _STRENGTH,
    "effort_not_logged": ("pages/log/logbook.py", ""),
    "pain_note": ("pages/log/logbook.py", ""),
    "layoff": ("pages/log/logbook.py", ""),
    "deload": ("pages/insights/volume.py", ""),
    "big_jump": _VOLUME,
    "asymmetry": _BALANCE,
    "ready_to_progress": ("pages/log/logbook.py", "exercise"),
    "unrecognised_exercises": ("pages/trust/exercises.py", ""),
}
"""Rule -> the page that shows the sets behind its findings, and the part of the address that takes their subject."""
QUAD_DOMINANCE: Final = "quad_dominance"
"""The rule whose warning stands above everything else."""


def quad_warning(found: Iterable[Finding]) -> Finding | None:
    """The quad-dominance finding where it is a warning or more, else None."""
    due = (finding for finding in found if finding.rule == QUAD_DOMINANCE and finding.severity in ("warn", "strong"))
    return next(due, None)


def show_findings(found: Sequence[Finding], facts: Facts, *, names: Mapping[str, str]) -> None:
    """Up to three headline cards; other hints, and what is only for information, folded away below.

    `names` gives the words for muscle and exercise ids.
    """
    headlines = [finding for finding in found if finding.is_headline]
    others = [finding for finding in found if not finding.is_headline and finding.severity != "info"]
    notes = [finding for finding in found if not finding.is_headline and finding.severity == "info"]
    if not headlines:
        st.success("Nothing stands out in the last full weeks.", icon=":material/check_circle:")
    with st.grid(3, min_column_width=300):
        for place, finding in enumerate(headlines):
            card(finding, facts, names=names, key=f"finding-{place}")
    if others:
        with st.expander(f"More hints ({len(others)})", key="more-hints", icon=":material/lightbulb:"):
            for place, finding in enumerate(others):
                card(finding, facts, names=names, key=f"hint-{place}")
    if notes:
        label = f"For information ({len(notes)})"
        with st.expander(label, key="notes", icon=":material/info:", on_change="rerun") as opened:
            if opened.open:  # there may be many
                for place, note in enumerate(notes):
                    card(note, facts, names=names, key=f"note-{place}")


def card(finding: Finding, facts: Facts, *, names: Mapping[str, str], key: str) -> None:
    """One finding: severity in words, headline, text, step, and the reasons folded away."""
    word, icon, colour = BADGES[finding.severity]
    with st.container(border=True, height="stretch", key=key):
        st.badge(word, icon=icon, color=colour)
        st.markdown(f"**{plain(finding.headline)}**")
        st.markdown(plain(finding.text))
        if finding.step:
            st.markdown(f":material/arrow_forward: **Next step:** {plain(finding.step)}")
        with st.expander("Why?", key=f"{key}-why"):
            _why(finding, facts)
            _sets_behind(finding, names)


def _why(finding: Finding, facts: Facts) -> None:
    st.markdown(f"Looked at {formats.period(finding.period_from, finding.period_to)}:")
    st.table(evidence_table(finding.evidence), hide_index=True, alt=f"Evidence: {finding.headline}")
    for key in dict.fromkeys((*finding.facts, *finding.changed_facts)):
        st.markdown(reason(facts[key], facts))
    if finding.changed_facts:
        own_thresholds_link("Your own thresholds")
    st.markdown(f"Confidence {CONFIDENCE_WORDS.get(finding.confidence, finding.confidence)}. A hint, never a verdict.")


def reason(fact: Fact, facts: Facts) -> str:
    """A fact behind a finding as one item of a list: what it says, whose it is where the lifter changed it, grade,
    sources."""
    own = f" **(yours; shipped {plain(in_words(fact.default))})**" if fact.is_changed else ""
    works = "; ".join(source.citation for source in facts.sources_of(fact))
    return f"- {plain(fact.statement)}{own} ({fact.confidence}; {plain(works)})"


def _sets_behind(finding: Finding, names: Mapping[str, str]) -> None:
    page, parameter = _BEHIND[finding.rule]
    # a link with a choice of its own would drop the period and the unit that stand in the address
    chosen = {**st.query_params.to_dict(), parameter: names[finding.subject]} if parameter else None
    st.page_link(page, label="The sets behind it", icon=":material/list:", query_params=chosen)


def evidence_table(evidence: Iterable[Evidence]) -> pd.DataFrame:
    """Evidence as a table of text: what, how much with its unit."""
    rows = [(item.name, value_text(item.value, item.unit)) for item in evidence]
    return pd.DataFrame(rows, columns=["What", "Value"])


def value_text(value: float | str, unit: str) -> str:
    """A value with its unit: "14 sets/week", "assume hard"."""
    text = formats.words(value) if isinstance(value, str) else formats.number(value, 2)
    return f"{text} {unit}".strip()
