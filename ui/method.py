"""What the Method page shows: sections with the lifter's own numbers, facts and sources, searched word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from analytics.language import _, listed_or, n_, span
from analytics.reference.facts import LEVELS, Band, Fact, Facts, Source
from analytics.reference.method_page import (
    KIND_WORDS,
    SEEN,
    MethodSection,
    grades,
    method_sections,
    section_parts,
    works_in_text,
)
from ui import formats, session
from ui.take_away import made_file, table_file
from ui.words import plain


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
        ranges = bands(facts, session.open_log().catalogue.muscle_names)
        st.dataframe(ranges, hide_index=True, key="bands", alt=_("Weekly hard sets of each muscle by level"))
        table_file(ranges, name="weekly-ranges", key="bands")
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
    value = plain(f"{_value_words(fact.value)} {fact.unit_words}".strip())
    why = f" *{plain(fact.rationale)}*" if fact.rationale else ""
    works = "; ".join(source.citation for source in facts.sources_of(fact))
    rests = _("Confidence {grade}. {works}. `{key}`", grade=fact.confidence, works=plain(works), key=fact.key)
    return f"- **{value}** ({_range_words(fact)}). {plain(fact.statement)}{why}  \n  :small[{rests}]"


def is_band(fact: Fact) -> bool:
    """Whether a fact is one corner of a muscle's weekly range (`vol.muscle.part`), which `bands` shows together."""
    return fact.key.startswith("vol.") and fact.key.count(".") > 1


def bands(facts: Facts, muscle_names: Mapping[str, str]) -> pd.DataFrame:
    """Weekly hard sets by muscle: Muscle, Floor, the three levels, High above, Very high above, Confidence, Sources."""
    columns = [
        _("Muscle"), _("Floor"), _("Beginner"), _("Intermediate"), _("Advanced"), _("High above"),
        _("Very high above"), _("Confidence"), _("Sources"),
    ]  # fmt: skip
    return pd.DataFrame([_band_row(muscle, facts, muscle_names) for muscle in facts.muscles()], columns=columns)


def sources(facts: Facts, search: str = "") -> list[Source]:
    """The sources whose text holds every word of `search`: those of facts, then those that only the text names."""
    wanted = search.lower().split()
    every = (*facts.sources.values(), *works_in_text())
    return [source for source in every if _holds(f"{source.citation} {source.kind}", wanted)]


def source_lines(chosen: Iterable[Source], facts: Facts) -> str:
    """Sources as a list in Markdown: the work with its address, kind, how it was read, how many facts rest on it."""
    uses = Counter(source_id for fact in facts for source_id in fact.source_ids)
    return "\n".join(_source_line(source, uses[source.id]) for source in chosen)


def source_files(chosen: Sequence[Source], facts: Facts) -> None:
    """A button that gives these sources as CSV."""
    made_file(_("Sources as CSV"), lambda: source_table(chosen, facts), name="sources", key="sources")


def source_table(chosen: Iterable[Source], facts: Facts) -> pd.DataFrame:
    """One row a source: Work, Where, Kind, Read (how), Facts that rest on it."""
    uses = Counter(source_id for fact in facts for source_id in fact.source_ids)
    rows = [
        (work.citation, work.doi_or_url or work.where, KIND_WORDS[work.kind], SEEN[work.how_seen], uses[work.id])
        for work in chosen
    ]
    return pd.DataFrame(rows, columns=[_("Work"), _("Where"), _("Kind"), _("Read"), _("Facts")])


def _source_line(source: Source, uses: int) -> str:
    work = f"[{plain(source.citation)}]({source.doi_or_url})" if source.doi_or_url else plain(source.citation)
    rests = n_("{number} fact rests on it", "{number} facts rest on it", uses) if uses else _("named in the text")
    return f"- {work}  \n  :small[{KIND_WORDS[source.kind]}, {SEEN[source.how_seen]}; {rests}]"


def _band_row(muscle: str, facts: Facts, muscle_names: Mapping[str, str]) -> tuple[str, ...]:
    of_levels: list[Band] = [facts.band(muscle, level) for level in LEVELS]
    own = [fact for fact in facts if fact.key.startswith(f"vol.{muscle}.")]
    return (
        muscle_names[muscle],
        formats.number(of_levels[0].floor),
        *(_span_words(band.low, band.high) for band in of_levels),
        formats.number(of_levels[0].amber),
        formats.number(of_levels[0].red),
        "/".join(sorted({fact.confidence for fact in own})),
        "; ".join(dict.fromkeys(work.citation for fact in own for work in facts.sources_of(fact))),
    )


def _span_words(low: float | None, high: float | None) -> str:
    return formats.MISSING if low is None else span(formats.number(low), formats.number(high))


def _value_words(value: float | str) -> str:
    return formats.words(value) if isinstance(value, str) else formats.number(value, 4)


def _range_words(fact: Fact) -> str:
    if fact.is_fixed:
        return _("fixed")
    words = (
        listed_or(formats.words(choice) for choice in fact.choices)
        if fact.choices
        else _("may be {low} to {high}", low=formats.number(fact.low, 4), high=formats.number(fact.high, 4))
    )
    if not fact.is_changed:
        return words
    return _("{range}, shipped as {value}", range=words, value=_value_words(fact.default))


def _text_of_section(section: MethodSection) -> str:
    return " ".join([section.title, *section.metrics, *(part.text for part in section_parts(section))])


def _text_of(fact: Fact, facts: Facts) -> str:
    works = " ".join(source.citation for source in facts.sources_of(fact))
    return f"{fact.key} {fact.section} {fact.statement} {fact.unit} {fact.rationale} {works}"


def _holds(text: str, wanted: Iterable[str]) -> bool:
    return all(word in text.lower() for word in wanted)
