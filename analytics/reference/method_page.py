"""The Method page: what each number means, with the facts in use, their grades and their sources, as markdown.

The prose lies in `method.toml`, the numbers come from the facts, so the page cannot say anything else than the program
does. `docs/method.md` is this page with the shipped values, in English as all documents are.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from analytics.errors import BrokenReference
from analytics.language import _, n_
from analytics.language.tables import read_out
from analytics.reference.facts import LEVELS, Fact, Facts, Source, filled, shown
from analytics.reference.glossary import glossary

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
        "full": _("read in full"),
        "abstract": _("abstract read"),
        "secondary": _("numbers read in a work that cites it"),
        "own": _("computed or chosen here"),
        "memory": _("from memory, not read again"),
    }
)
"""How a source was read, in words."""
KIND_WORDS: Final = MappingProxyType(
    {
        "meta-analysis": _("meta-analysis"),
        "trial": _("trial"),
        "review": _("review"),
        "guideline": _("guideline"),
        "practice": _("practice"),
        "article": _("article"),
        "own computation": _("own computation"),
        "design choice": _("design choice"),
    }
)
"""What a source is, in words."""
WHOSE: Final = _("Your own last week")
"""The heading of a worked example."""


@dataclass(frozen=True, slots=True)
class MethodSection:
    """One section of the Method page, with the values in use filled in: what each part is, says `method.toml`.

    `id` is its address and the name of its worked example; `metrics` are the metrics that it defines; `fact_keys` the
    facts that it lists. `definition`, `accuracy` and `criticism` are markdown, `formula` is plain text; `formula` and
    `accuracy` may be empty.
    """

    id: str
    title: str
    metrics: tuple[str, ...]
    definition: str
    formula: str
    accuracy: str
    criticism: str
    fact_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a section: its heading (none for the definition), and markdown, or arithmetic as plain text that is
    shown as it stands.
    """

    heading: str
    text: str
    is_arithmetic: bool = False


def method_sections(facts: Facts) -> tuple[MethodSection, ...]:
    """The sections in order, filled with the values in use (no tables of facts).

    A fact belongs to the section that names the longest beginning of its key. Raises BrokenReference for a fact that no
    section or that two sections claim, and for a text that names no fact.
    """
    owners = _owners(facts)
    return tuple(
        _section(entry, tuple(key for key, owner in owners.items() if owner == place), facts)
        for place, entry in enumerate(_texts())
    )


@cache
def works_in_text() -> tuple[Source, ...]:
    """The works that the text names and no fact rests on."""
    return tuple(Source(**entry) for entry in _page()["work"])


def section_parts(section: MethodSection, *, example: str = "", whose: str = WHOSE) -> list[Part]:
    """The parts of a section in order: definition, formula, worked example, accuracy, criticism; those it lacks are
    left out.

    `example` is the worked example (plain text), `whose` its heading.
    """
    parts = (
        Part("", section.definition),
        Part(_("Formula"), section.formula, is_arithmetic=True),
        Part(whose, example, is_arithmetic=True),
        Part(_("How good it is"), section.accuracy),
        Part(_("What can be said against it"), section.criticism),
    )
    return [part for part in parts if part.text]


def grades(facts: Iterable[Fact]) -> str:
    """How well a set of facts is supported, as a sentence: the weakest grade first, since a chain is as strong as that.

    Empty without facts.
    """
    counted = Counter(fact.confidence for fact in facts)
    if not counted:
        return ""
    spread = ", ".join(f"{counted[grade]} {grade}" for grade in sorted(counted))
    return n_(
        "Confidence {weakest} at the weakest: it rests on {number} fact ({spread}).",
        "Confidence {weakest} at the weakest: it rests on {number} facts ({spread}).",
        counted.total(),
        weakest=max(counted),
        spread=spread,
    )


def method_page(
    facts: Facts,
    *,
    examples: Mapping[str, str] = MappingProxyType({}),
    metric_facts: Mapping[str, Sequence[Fact]] = MappingProxyType({}),
    whose: str = WHOSE,
) -> str:
    """The whole page as one markdown text, with tables of facts and the list of sources.

    `examples` are worked examples by the id of their section (plain text), under the heading `whose`; `metric_facts`
    the facts that each metric rests on.
    """
    written = [INTRODUCTION, "## Words\n", word_list(facts)]
    for section in method_sections(facts):
        written += [f"## {section.title}\n"]
        written += [
            _written(part) for part in section_parts(section, example=examples.get(section.id, ""), whose=whose)
        ]
        written += [*_metric_lines(section, metric_facts), *_facts_of(section, facts)]
    return "\n".join([*written, "## Sources\n", source_list([*facts.sources.values(), *works_in_text()])])


def fact_table(chosen: Iterable[Fact], facts: Facts) -> str:
    """A markdown table of facts: statement, value with unit, range, grade, sources."""
    head = "| what | value | may be set to | grade | rests on | key |\n|---|---|---|---|---|---|\n"
    return head + "".join(_row(fact, facts) for fact in chosen)


def volume_table(facts: Facts) -> str:
    """A markdown table of every muscle's weekly hard sets: floor, the levels' bands, amber, red, grades, sources."""
    head = "| muscle | floor | beginner | intermediate | advanced | high above | very high above | grade | rests on |\n"
    rows = "".join(_volume_row(muscle, facts) for muscle in facts.muscles())
    return f"{head}|---|---|---|---|---|---|---|---|---|\n{rows}"


def word_list(facts: Facts) -> str:
    """A markdown list of the words that Hindsight uses, with what each means."""
    return "".join(f"- **{each.word}**: {each.means}\n" for each in glossary(facts).values())


def source_list(sources: Iterable[Source]) -> str:
    """A markdown list of works, by id, with how each was read."""
    return "".join(_source_line(source) for source in sorted(sources, key=lambda source: source.id))


def _section(entry: Mapping[str, Any], keys: tuple[str, ...], facts: Facts) -> MethodSection:
    def part(name: str) -> str:
        return filled(str(entry.get(name, "")).strip("\n").rstrip(), facts)

    return MethodSection(
        id=entry["id"],
        title=entry["title"],
        metrics=tuple(entry["metrics"]),
        definition=part("definition"),
        formula=part("formula"),
        accuracy=part("accuracy"),
        criticism=part("criticism"),
        fact_keys=keys,
    )


def _owners(facts: Facts) -> dict[str, int]:
    """Each fact's section, as its place in the order; raises BrokenReference where it is not exactly one."""
    named = [(beginning, place) for place, entry in enumerate(_texts()) for beginning in entry["facts"]]
    owners = {}
    for fact in facts:
        fitting = [(len(beginning), place) for beginning, place in named if fact.key.startswith(beginning)]
        longest = max(fitting, default=(0, 0))[0]
        places = {place for length, place in fitting if length == longest}
        if len(places) != 1:
            raise BrokenReference(f"The fact {fact.key} must belong to exactly one section of the Method page.")
        owners[fact.key] = places.pop()
    return owners


def _written(part: Part) -> str:
    heading = f"### {part.heading}\n\n" if part.heading else ""
    text = "\n".join(f"    {line}".rstrip() for line in part.text.splitlines()) if part.is_arithmetic else part.text
    return f"{heading}{text}\n"


def _metric_lines(section: MethodSection, metric_facts: Mapping[str, Sequence[Fact]]) -> list[str]:
    """One line for each metric that a section defines: its name, and how well what it rests on is supported."""
    return [f"Metric `{name}`. {grades(metric_facts.get(name, ()))}\n" for name in section.metrics]


def _facts_of(section: MethodSection, facts: Facts) -> list[str]:
    bands, others = _bands_and_others(section, facts)
    tables = [fact_table(others, facts)] if others else []
    return [*tables, volume_table(facts)] if bands else tables


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
def _page() -> dict[str, Any]:
    text = (files("analytics.reference") / "method.toml").read_text(encoding="utf-8")
    return read_out(tomllib.loads(text), "reference/method.toml")


def _texts() -> tuple[dict[str, Any], ...]:
    return tuple(_page()["section"])
