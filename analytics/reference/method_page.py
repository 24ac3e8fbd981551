"""The Method page: what each number means, with the facts in use, their grades and their sources, as markdown.

The prose lies in `method.toml`, the numbers come from the facts, so the page cannot say anything else than the program
does. `docs/method.md` is this page with the shipped values.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from analytics.errors import BrokenReference
from analytics.reference.facts import LEVELS, Fact, Facts, Source, in_words, shown

INTRODUCTION: Final = """# How Hindsight counts and judges

Every number that Hindsight judges by stands on this page, with the work it rests on and a grade of how well:

- **A** several concordant trials, or exact by definition
- **B** one good study, or our own computation on real data
- **C** a practitioner's source, or one that carries over weakly
- **D** a coach's opinion, or a choice of this program

Most may be changed within the range given; a value that you changed is marked.
"""

SEEN: Final = MappingProxyType(
    {
        "full": "read in full",
        "abstract": "abstract read",
        "secondary": "numbers read in a work that cites it",
        "own": "computed or chosen here",
        "memory": "from memory, not read again",
    }
)
"""How a source was read, in words."""


@dataclass(frozen=True, slots=True)
class MethodSection:
    """One section of the Method page: a title, its text as markdown, and the keys of the facts that belong to it."""

    title: str
    body_markdown: str
    fact_keys: tuple[str, ...]


def method_sections(facts: Facts) -> tuple[MethodSection, ...]:
    """The sections in order, filled with the values in use: definition, formula, known criticism (no tables of facts).

    Every fact belongs to exactly one section; raises BrokenReference otherwise, or for a text that names no fact.
    """
    sections = tuple(_section(entry, facts) for entry in _texts())
    _refuse_lost(facts, sections)
    return sections


def method_page(facts: Facts) -> str:
    """The whole page as one markdown text, with tables of facts and the list of sources."""
    parts = [INTRODUCTION]
    for section in method_sections(facts):
        bands, others = _bands_and_others(section, facts)
        parts += [f"## {section.title}\n", section.body_markdown, fact_table(others, facts)]
        parts += [volume_table(facts)] if bands else []
    return "\n".join([*parts, "## Sources\n", source_list(facts.sources.values())])


def fact_table(chosen: Iterable[Fact], facts: Facts) -> str:
    """A markdown table of facts: statement, value with unit, range, grade, sources."""
    head = "| what | value | may be set to | grade | rests on | key |\n|---|---|---|---|---|---|\n"
    return head + "".join(_row(fact, facts) for fact in chosen)


def volume_table(facts: Facts) -> str:
    """A markdown table of every muscle's weekly hard sets: floor, the levels' bands, amber, red, grades, sources."""
    head = "| muscle | floor | beginner | intermediate | advanced | high above | very high above | grade | rests on |\n"
    rows = "".join(_volume_row(muscle, facts) for muscle in facts.muscles())
    return f"{head}|---|---|---|---|---|---|---|---|---|\n{rows}"


def source_list(sources: Iterable[Source]) -> str:
    """A markdown list of works, by id, with how each was read."""
    return "".join(_source_line(source) for source in sorted(sources, key=lambda source: source.id))


def _section(entry: dict[str, Any], facts: Facts) -> MethodSection:
    keys = tuple(fact.key for fact in facts if fact.key.startswith(tuple(entry["facts"])))
    criticism = f"**What can be said against it.** {entry['criticism'].strip()}"
    body = f"{entry['body'].strip()}\n\n{criticism}\n"
    return MethodSection(entry["title"], _filled(body, facts), keys)


def _filled(text: str, facts: Facts) -> str:
    def value(match: re.Match[str]) -> str:
        key = match.group(1)
        if key not in facts:
            raise BrokenReference(f"The Method page names the fact {key}, which does not exist.")
        return in_words(facts[key].value)

    return re.sub(r"\{([a-z0-9_.]+)\}", value, text)


def _refuse_lost(facts: Facts, sections: tuple[MethodSection, ...]) -> None:
    placed = [key for section in sections for key in section.fact_keys]
    lost = [fact.key for fact in facts if placed.count(fact.key) != 1]
    if lost:
        raise BrokenReference(f"The fact {lost[0]} must belong to exactly one section of the Method page.")


def _row(fact: Fact, facts: Facts) -> str:
    changed = f" (yours; shipped: {shown(fact.default)})" if fact.is_changed else ""
    works = ", ".join(source.id for source in facts.sources_of(fact))
    why = f" *{fact.rationale}*" if fact.rationale else ""
    value = f"{shown(fact.value)} {fact.unit}".strip() + changed
    return f"| {fact.statement}{why} | {value} | {_range(fact)} | {fact.confidence} | {works} | `{fact.key}` |\n"


def _bands_and_others(section: MethodSection, facts: Facts) -> tuple[list[Fact], list[Fact]]:
    of_muscles = tuple(f"vol.{muscle}." for muscle in facts.muscles())
    chosen = [facts[key] for key in section.fact_keys]
    bands = [fact for fact in chosen if fact.key.startswith(of_muscles)]
    return bands, [fact for fact in chosen if fact not in bands]


def _volume_row(muscle: str, facts: Facts) -> str:
    levels = [facts.band(muscle, level) for level in LEVELS]
    own = [fact for fact in facts if fact.key.startswith(f"vol.{muscle}.")]
    cells = [
        muscle.replace("_", " "),
        _cell(levels[0].floor),
        *(_cell(band.low, band.high) for band in levels),
        _cell(levels[0].amber),
        _cell(levels[0].red),
        "/".join(sorted({fact.confidence for fact in own})),
        ", ".join(dict.fromkeys(source_id for fact in own for source_id in fact.source_ids)),
    ]
    return f"| {' | '.join(cells)} |\n"


def _cell(*numbers: float | None) -> str:
    return "-".join(shown(number) for number in numbers if number is not None) or "none"


def _range(fact: Fact) -> str:
    if fact.choices:
        return ", ".join(fact.choices)
    return "fixed" if fact.is_fixed else f"{shown(fact.low)} to {shown(fact.high)}"


def _source_line(source: Source) -> str:
    where = source.doi_or_url or source.where
    return f"- **{source.id}** ({source.kind}; {SEEN[source.how_seen]}): {source.citation}. {where}\n"


@cache
def _texts() -> tuple[dict[str, Any], ...]:
    text = (files("analytics.reference") / "method.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["section"])
