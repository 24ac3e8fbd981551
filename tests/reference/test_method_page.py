"""The Method page says what the program does, and nothing is missing from it."""

from __future__ import annotations

from pathlib import Path

from analytics.reference.facts import load_facts
from analytics.reference.method_page import method_page, method_sections

DOCUMENT = Path(__file__).parents[2] / "docs" / "method.md"


def test_the_method_page_in_docs_is_the_one_that_the_facts_give() -> None:
    fresh = method_page(load_facts())
    assert DOCUMENT.read_text(encoding="utf-8") == fresh, (
        "docs/method.md is stale: write analytics.reference.method_page.method_page(load_facts()) into it"
    )


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


def test_a_changed_value_shows_in_the_text_and_is_marked_in_the_table() -> None:
    facts = load_facts({"hard.max_rir": 3})
    assert "ended with 3 or fewer reps left in you" in method_sections(facts)[0].body_markdown
    assert "3 reps (yours; shipped: 4)" in method_page(facts)


def test_every_section_says_what_can_be_said_against_it() -> None:
    assert all("What can be said against it" in s.body_markdown for s in method_sections(load_facts()))
