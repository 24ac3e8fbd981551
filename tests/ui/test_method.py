"""The Method page lists every fact and every source, and its search holds what it finds."""

from __future__ import annotations

from analytics.reference.catalogue import load_catalogue
from analytics.reference.facts import load_facts
from analytics.reference.method_page import works_in_text
from ui import method

FACTS = load_facts()


def test_every_fact_stands_on_the_page_once() -> None:
    keys = [fact.key for _, chosen in method.sections(FACTS) for fact in chosen]
    assert sorted(keys) == sorted(fact.key for fact in FACTS)


def test_every_source_stands_on_the_page_and_carries_facts() -> None:
    lines = method.source_lines(method.sources(FACTS), FACTS).split("\n- ")
    assert len(lines) == len(FACTS.sources) + len(works_in_text())
    assert sum("named in the text" in line for line in lines) == len(works_in_text())


def test_a_search_finds_all_of_its_words_and_nothing_else() -> None:
    found = [fact for _, chosen in method.sections(FACTS, "Hamstring CURL") for fact in chosen]
    assert 0 < len(found) < len(FACTS)
    assert all("hamstring" in text and "curl" in text for text in (method._text_of(f, FACTS).lower() for f in found))


def test_a_search_for_nothing_known_is_empty() -> None:
    assert method.sections(FACTS, "zorble") == []
    assert method.sources(FACTS, "zorble") == []


def test_a_fact_says_value_range_confidence_and_key() -> None:
    line = method.fact_line(FACTS["hard.max_rir"], FACTS)
    assert line.startswith("- **4 reps** (may be 1 to 5). ")
    assert "Confidence B. " in line
    assert "`hard.max_rir`" in line


def test_a_changed_fact_says_what_was_shipped() -> None:
    changed = FACTS.with_overrides({"hard.max_rir": 3})
    assert "**3 reps** (may be 1 to 5, shipped as 4)" in method.fact_line(changed["hard.max_rir"], changed)


def test_the_weekly_ranges_of_a_muscle_stand_in_one_row() -> None:
    ranges = method.bands(FACTS, load_catalogue().muscle_names)
    hamstrings = ranges[ranges["Muscle"] == "Hamstrings"].iloc[0]
    assert hamstrings[["Floor", "Intermediate", "High above"]].tolist() == ["4", "8 to 14", "18"]
