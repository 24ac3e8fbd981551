"""What the Method page shows: sections with the lifter's own numbers, facts and sources, searched word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from analytics.reference.facts import LEVELS, Band, Fact, Facts, Source
from analytics.reference.method_page import SEEN, MethodSection, grades, method_sections, section_parts, works_in_text
from ui import formats, session
from ui.words import counted, plain


def sections(facts: Facts, search: str = "") -> list[tuple[MethodSection, list[Fact]]]:
    """The sections of the method, each with its facts.

    With a `search`, only facts that hold all of its words, and only sections with such a fact or with all words in the
    text.
    """
    wanted = search.lower().split()
    found = []
    for section in method_sections(facts):
        chosen = [facts[key] for key in section.fact_keys if _holds(_text_of(facts[key], facts), wanted)]
        if chosen or _holds(_text_of_section(section), wanted):
            found.append((section, chosen))
    return found


def draw_section(section: MethodSection, chosen: Sequence[Fact], facts: Facts, example: str) -> None:
    """A section of the method, opened: its parts, what its metrics rest on, and the facts that were chosen.

    `example` is the lifter's own worked example in plain text. It may hold names from a file, so it is never Markdown.
    """
    for part in section_parts(section, example=example):
        if part.heading:
            st.markdown(f"**{part.heading}**")
        if part.is_arithmetic:
            st.code(part.text, language=None, wrap_lines=True)
        else:
            st.markdown(part.text)
    for metric in section.metrics:
        st.markdown(f":small[`{metric}`: {grades(session.open_log().metric_facts(metric))}]")
    bands_first = [fact for fact in chosen if is_band(fact)]
    if bands_first == [facts[key] for key in section.fact_keys if is_band(facts[key])] != []:
        st.dataframe(bands(facts), hide_index=True, key="bands", alt="Weekly hard sets of each muscle by level")
        chosen = [fact for fact in chosen if not is_band(fact)]
    st.markdown("\n".join(fact_line(fact, facts) for fact in chosen))


def example(section: MethodSection, athlete: str | None) -> str:
    """The section worked through with the lifter's own last full week, in plain text; "" where there is nothing to."""
    log = session.open_log()
    if log.is_empty():
        return ""
    as_of = log.judged_on(session.today(), athlete=athlete)
    return session.worked_example(section.id, athlete, as_of)


def matching(chosen: Iterable[Fact], facts: Facts, search: str) -> list[Fact]:
    """The facts whose text holds every word of `search`."""
    wanted = search.lower().split()
    return [fact for fact in chosen if _holds(_text_of(fact, facts), wanted)]


def fact_line(fact: Fact, facts: Facts) -> str:
    """A fact as one item of a list: value, what it says, why, range, confidence, sources, key."""
    value = f"{_value_words(fact.value)} {fact.unit}".strip()
    shipped = f", shipped as {_value_words(fact.default)}" if fact.is_changed else ""
    why = f" *{plain(fact.rationale)}*" if fact.rationale else ""
    works = "; ".join(source.citation for source in facts.sources_of(fact))
    return (
        f"- **{plain(value)}** ({_range_words(fact)}{shipped}). {plain(fact.statement)}{why}  \n"
        f"  :small[Confidence {fact.confidence}. {plain(works)}. `{fact.key}`]"
    )


def is_band(fact: Fact) -> bool:
    """Whether a fact is one corner of a muscle's weekly range (`vol.muscle.part`), which `bands` shows together."""
    return fact.key.startswith("vol.") and fact.key.count(".") > 1


def bands(facts: Facts) -> pd.DataFrame:
    """Weekly hard sets by muscle: Muscle, Floor, the three levels, High above, Very high above, Confidence, Sources."""
    return pd.DataFrame([_band_row(muscle, facts) for muscle in facts.muscles()])


def sources(facts: Facts, search: str = "") -> list[Source]:
    """The sources whose text holds every word of `search`: those of facts, then those that only the text names."""
    wanted = search.lower().split()
    every = (*facts.sources.values(), *works_in_text())
    return [source for source in every if _holds(f"{source.citation} {source.kind}", wanted)]


def source_lines(chosen: Iterable[Source], facts: Facts) -> str:
    """Sources as a list in Markdown: the work with its address, kind, how it was read, how many facts rest on it."""
    uses = Counter(source_id for fact in facts for source_id in fact.source_ids)
    return "\n".join(_source_line(source, uses[source.id]) for source in chosen)


def _source_line(source: Source, uses: int) -> str:
    work = f"[{plain(source.citation)}]({source.doi_or_url})" if source.doi_or_url else plain(source.citation)
    rests = f"{counted(uses, 'fact rests', 'facts rest')} on it" if uses else "named in the text"
    return f"- {work}  \n  :small[{source.kind}, {SEEN[source.how_seen]}; {rests}]"


def _band_row(muscle: str, facts: Facts) -> dict[str, str]:
    of_levels: dict[str, Band] = {level: facts.band(muscle, level) for level in LEVELS}
    any_level = of_levels[LEVELS[0]]
    own = [fact for fact in facts if fact.key.startswith(f"vol.{muscle}.")]
    return {
        "Muscle": formats.words(muscle).capitalize(),
        "Floor": formats.number(any_level.floor),
        **{level.capitalize(): _span_words(band.low, band.high) for level, band in of_levels.items()},
        "High above": formats.number(any_level.amber),
        "Very high above": formats.number(any_level.red),
        "Confidence": "/".join(sorted({fact.confidence for fact in own})),
        "Sources": "; ".join(dict.fromkeys(work.citation for fact in own for work in facts.sources_of(fact))),
    }


def _span_words(low: float | None, high: float | None) -> str:
    return formats.MISSING if low is None else f"{formats.number(low)} to {formats.number(high)}"


def _value_words(value: float | str) -> str:
    return formats.words(value) if isinstance(value, str) else formats.number(value, 4)


def _range_words(fact: Fact) -> str:
    if fact.is_fixed:
        return "fixed"
    if fact.choices:
        return " or ".join(formats.words(choice) for choice in fact.choices)
    return f"may be {formats.number(fact.low, 4)} to {formats.number(fact.high, 4)}"


def _text_of_section(section: MethodSection) -> str:
    return " ".join([section.title, *section.metrics, *(part.text for part in section_parts(section))])


def _text_of(fact: Fact, facts: Facts) -> str:
    works = " ".join(source.citation for source in facts.sources_of(fact))
    return f"{fact.key} {fact.section} {fact.statement} {fact.unit} {fact.rationale} {works}"


def _holds(text: str, wanted: Iterable[str]) -> bool:
    return all(word in text.lower() for word in wanted)
