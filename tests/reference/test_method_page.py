"""The Method page says what the program does, and nothing is missing from it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from analytics.errors import BrokenReference
from analytics.metrics import METRICS
from analytics.reference import method_page as pages
from analytics.reference.facts import load_facts
from analytics.reference.method_page import Part, grades, method_page, method_sections, section_parts, works_in_text
from benchmarks.write_method import DOCUMENT, method_document


def test_the_method_page_in_docs_is_the_one_that_facts_and_sample_give(tmp_path: Path) -> None:
    fresh = method_document(tmp_path)
    assert DOCUMENT.read_text(encoding="utf-8") == fresh, "docs/method.md is stale: run make docs"


def test_every_fact_and_every_source_stands_on_the_page() -> None:
    facts, page = load_facts(), method_page(load_facts())
    of_muscles = tuple(f"vol.{muscle}." for muscle in facts.muscles())
    assert [fact.key for fact in facts if f"`{fact.key}`" not in page and not fact.key.startswith(of_muscles)] == []
    assert [muscle for muscle in facts.muscles() if f"| {muscle.replace('_', ' ')} |" not in page] == []
    assert [source for source in facts.sources if f"**{source}**" not in page] == []


def test_every_fact_belongs_to_exactly_one_section() -> None:
    facts = load_facts()
    keys = [key for section in method_sections(facts) for key in section.fact_keys]
    assert sorted(keys) == sorted(fact.key for fact in facts)


def test_every_metric_is_defined_by_exactly_one_section() -> None:
    defined = Counter(name for section in method_sections(load_facts()) for name in section.metrics)
    assert {name: defined[name] for name in METRICS} == dict.fromkeys(METRICS, 1), "see metrics = [...] in method.toml"
    assert set(defined) == set(METRICS)


def test_a_fact_belongs_to_the_section_that_names_most_of_its_key() -> None:
    sections = {section.id: section.fact_keys for section in method_sections(load_facts())}
    assert "hard.warmup_load_pct" in sections["warm_ups"]
    assert "hard.max_rir" in sections["hard_sets"]
    assert "e1rm.reference.max_distance" in sections["reference_reps"]


def test_a_fact_that_two_sections_claim_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = pages._texts()
    monkeypatch.setattr(pages, "_texts", lambda: (*shipped, {**shipped[0], "id": "again"}))
    with pytest.raises(BrokenReference, match=r"The fact hard\.max_rir must belong to exactly one section"):
        method_sections(load_facts())


def test_a_fact_that_no_section_claims_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = pages._texts()
    monkeypatch.setattr(pages, "_texts", lambda: shipped[1:])
    with pytest.raises(BrokenReference, match=r"The fact hard\.max_rir must belong to exactly one section"):
        method_sections(load_facts())


def test_a_changed_value_shows_in_the_text_and_is_marked_in_the_table() -> None:
    facts = load_facts({"hard.max_rir": 3})
    assert "ended with 3 or fewer reps left in you" in method_sections(facts)[0].definition
    assert "reps left <= 3" in method_sections(facts)[0].formula
    assert "3 reps (yours; shipped: 4)" in method_page(facts)


def test_every_section_has_an_address_a_definition_and_says_what_can_be_said_against_it() -> None:
    sections = method_sections(load_facts())
    assert [section.title for section in sections if not (section.id and section.definition)] == []
    assert [section.title for section in sections if not section.criticism] == []
    assert len({section.id for section in sections}) == len(sections)


def test_every_work_that_the_text_names_is_among_the_sources() -> None:
    facts = load_facts()
    citations = [work.citation for work in (*facts.sources.values(), *works_in_text())]
    text = " ".join(part.text for section in method_sections(facts) for part in section_parts(section))
    named = set(re.findall(r"\b([A-Z][a-zé]+) ((?:19|20)\d\d)\b", text))
    assert len(named) > 15
    unknown = {(who, when) for who, when in named if not any(who in text and when in text for text in citations)}
    assert unknown == set()


def test_a_work_of_the_text_alone_is_no_fact_s_source() -> None:
    assert not {work.id for work in works_in_text()} & set(load_facts().sources)


def test_a_section_has_its_parts_in_order() -> None:
    section = method_sections(load_facts())[0]
    parts = section_parts(section, example="3 + 1 = 4", whose="Yours")
    assert [part.heading for part in parts] == [
        "", "Formula", "Yours", "How good it is", "What can be said against it",
    ]  # fmt: skip
    assert parts[2] == Part("Yours", "3 + 1 = 4", is_arithmetic=True)
    assert "Yours" not in [part.heading for part in section_parts(section)]


def test_an_example_stands_in_the_document_as_it_is() -> None:
    page = method_page(load_facts(), examples={"hard_sets": "a *b*\n  c"}, whose="Yours")
    assert "### Yours\n\n    a *b*\n      c\n" in page


def test_a_chain_is_as_strong_as_its_weakest_fact() -> None:
    facts = load_facts()
    chosen = [facts[key] for key in ("count.direct", "count.thrust_quads", "hard.max_rir", "hard.close_rir")]  # A C B B
    assert grades(chosen) == "Confidence C at the weakest: it rests on 4 facts (1 A, 2 B, 1 C)."
    assert grades([]) == ""
