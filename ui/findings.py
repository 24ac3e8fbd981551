"""Findings on the page: the headline, one step, and the whole way from the number to the source behind "Why?"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, Literal

import pandas as pd
import streamlit as st

from analytics.language import _
from analytics.model import Evidence, Finding
from analytics.reference.facts import Fact, Facts, in_words
from analytics.review.model import GRADE_WORDS
from analytics.units import MassUnit
from ui import answers, finding_sets, formats
from ui.basis import own_thresholds_link
from ui.words import plain

BadgeColour = Literal["red", "orange", "blue", "gray"]
BADGES: Final[Mapping[str, tuple[str, str, BadgeColour]]] = {
    "strong": (_("Strong signal"), ":material/priority_high:", "red"),
    "warn": (_("Warning"), ":material/warning:", "orange"),
    "hint": (_("Hint"), ":material/lightbulb:", "blue"),
    "info": (_("For information"), ":material/info:", "gray"),
}
CONFIDENCE_WORDS: Final = {grade: f"{grade}: {words}" for grade, words in GRADE_WORDS.items()}
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
    """The quad-dominance finding where it is a warning or more and nobody answered it, else None; none beside a note of
    pain, which no training advice follows.
    """
    unanswered = [finding for finding in found if finding.answer is None]
    if any(finding.is_safety_note for finding in unanswered):
        return None
    about = (finding for finding in unanswered if finding.rule == QUAD_DOMINANCE)
    return next((finding for finding in about if finding.severity in ("warn", "strong")), None)


def show_findings(
    found: Sequence[Finding],
    facts: Facts,
    *,
    names: Mapping[str, str],
    athlete: str,
    unit: MassUnit,
    first_day: date | None = None,
) -> None:
    """Up to three headline cards; other hints, what is only for information, and what was answered, folded away below.

    `names` gives the words for muscle and exercise ids; `first_day` is the first on which there can be hints, told
    where no full week is over.
    """
    unanswered = [finding for finding in found if finding.answer is None]
    headlines = [finding for finding in unanswered if finding.is_headline]
    others = [finding for finding in unanswered if not finding.is_headline and finding.severity != "info"]
    notes = [finding for finding in unanswered if not finding.is_headline and finding.severity == "info"]
    draw = partial(card, facts=facts, names=names, athlete=athlete, unit=unit)
    answers.answered_offer()
    if not headlines and first_day is not None:
        st.info(
            _(
                "Hints come from full weeks, and none is over yet. The first may stand here on {day}: what stands out "
                "in your weekly sets, in the balance of your legs and in your effort, each with its reason.",
                day=formats.day(first_day),
            ),
            icon=":material/hourglass_empty:",
        )
    elif not headlines:
        nothing = _("Nothing stands out in the last full weeks.")
        if len(unanswered) != len(found):
            nothing = _("Nothing else stands out in the last full weeks.")
        st.success(nothing, icon=":material/check_circle:")
    with st.grid(3, min_column_width=300):
        for place, finding in enumerate(headlines):
            draw(finding, key=f"finding-{place}")
    if others:
        with st.expander(_("More hints ({number})", number=len(others)), key="more-hints", icon=":material/lightbulb:"):
            for place, finding in enumerate(others):
                draw(finding, key=f"hint-{place}")
    if notes:
        label = _("For information ({number})", number=len(notes))
        with st.expander(label, key="notes", icon=":material/info:", on_change="rerun") as opened:
            if opened.open:  # there may be many
                for place, note in enumerate(notes):
                    draw(note, key=f"note-{place}")
    answers.answered_part(found, lambda finding, key: draw(finding, key=key))


def card(
    finding: Finding, facts: Facts, *, names: Mapping[str, str], key: str, athlete: str, unit: MassUnit = "kg"
) -> None:
    """One finding: severity in words, headline, text, step, the reasons folded away, and what may be answered, or what
    was.
    """
    word, icon, colour = BADGES[finding.severity]
    with st.container(border=True, height="stretch", key=key):
        st.badge(word, icon=icon, color=colour)
        st.markdown(f"**{plain(finding.headline)}**")
        answers.answer_line(finding)
        st.markdown(plain(finding.text))
        if finding.step:
            step = _("**Next step:** {step}", step=plain(finding.step))
            st.markdown(f":material/arrow_forward: {step}")
        with st.expander(_("Why?"), key=f"{key}-why-{finding.rule}-{finding.subject}", on_change="rerun") as why:
            _looked_at(finding)
            if why.open:
                finding_sets.sets_of(finding, athlete=athlete, unit=unit, names=names)
            _reasons(finding, facts)
            _sets_behind(finding, names)
        if finding.answer is None:
            weeks = int(facts.number("advice.dismiss_weeks"))
            answers.answer_buttons(finding, athlete=athlete, weeks=weeks)


def _looked_at(finding: Finding) -> None:
    st.markdown(_("Looked at {period}:", period=formats.period(finding.period_from, finding.period_to)))
    st.table(
        evidence_table(finding.evidence), hide_index=True, alt=_("Evidence: {headline}", headline=finding.headline)
    )


def _reasons(finding: Finding, facts: Facts) -> None:
    for key in dict.fromkeys((*finding.facts, *finding.changed_facts)):
        st.markdown(reason(facts[key], facts))
    if finding.changed_facts:
        own_thresholds_link(_("Your own thresholds"))
    st.markdown(
        _(
            "Confidence {grade}. A hint, never a verdict.",
            grade=CONFIDENCE_WORDS[finding.confidence],
        )
    )


def reason(fact: Fact, facts: Facts) -> str:
    """A fact behind a finding as one item of a list: what it says, whose it is where the lifter changed it, grade,
    sources."""
    said, works = plain(fact.statement), "; ".join(source.citation for source in facts.sources_of(fact))
    if fact.is_changed:
        said = _("{statement} **(yours; shipped {value})**", statement=said, value=plain(in_words(fact.default)))
    return f"- {said} ({fact.confidence}; {plain(works)})"


def _sets_behind(finding: Finding, names: Mapping[str, str]) -> None:
    page, parameter = _BEHIND[finding.rule]
    # a link with a choice of its own would drop the period and the unit that stand in the address
    chosen = {**st.query_params.to_dict(), parameter: names[finding.subject]} if parameter else None
    st.page_link(page, label=_("The sets behind it"), icon=":material/list:", query_params=chosen)


def evidence_table(evidence: Iterable[Evidence]) -> pd.DataFrame:
    """Evidence as a table (Markdown): what, how much with its unit."""
    rows = [(plain(item.name), plain(value_text(item.value, item.unit))) for item in evidence]
    return pd.DataFrame(rows, columns=[_("What"), _("Value")])


def value_text(value: float | str, unit: str) -> str:
    """A value with its unit: "14 sets/week", "assume hard"."""
    text = formats.words(value) if isinstance(value, str) else formats.number(value, 2)
    return f"{text} {unit}".strip()
