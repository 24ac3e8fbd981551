"""The words of the screen: every number in them is a fact's, and every one leads to a section of the Method page."""

from __future__ import annotations

import re

import pytest

from analytics.errors import BrokenReference
from analytics.reference import glossary as words
from analytics.reference.facts import load_facts
from analytics.reference.glossary import glossary
from analytics.reference.method_page import method_page, method_sections

FACTS = load_facts()


def test_every_word_leads_to_a_section_of_the_method_page() -> None:
    assert {word.section for word in glossary(FACTS).values()} <= {section.id for section in method_sections(FACTS)}


def test_the_words_that_a_lifter_asks_about_are_there_in_a_sentence_or_two() -> None:
    asked = ["rir", "hard_set", "fractional_set", "hinge", "curl", "lengthened", "e1rm", "floor", "range", "deload"]
    assert {*asked, "trend", "interval"} <= set(glossary(FACTS))
    for word in glossary(FACTS).values():
        assert 60 < len(word.means) < 300
        assert len(re.findall(r"[.;] ", word.means)) <= 4


def test_a_changed_fact_changes_the_word() -> None:
    changed = FACTS.with_overrides({"hard.max_rir": 3})
    assert "with 4 or fewer reps left" in glossary(FACTS)["hard_set"].means
    assert "with 3 or fewer reps left" in glossary(changed)["hard_set"].means


def test_the_words_stand_at_the_head_of_the_method_document() -> None:
    page = method_page(FACTS)
    assert page.index("## Words") < page.index("## What counts as a hard set")
    assert "- **Hinge**: " in page


@pytest.mark.parametrize(
    ("means", "numbers"),
    [("It takes {no.such.fact} sets.", ""), ("It takes 4 sets.", ""), ("It takes 4 sets.", "nobody_2020")],
)
def test_a_number_from_nowhere_does_not_load(means: str, numbers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"word": "Set", "means": means, "section": "hard_sets", "numbers": numbers}
    monkeypatch.setattr(words, "_entries", lambda: {"set": entry})
    with pytest.raises(BrokenReference):
        glossary(FACTS)
