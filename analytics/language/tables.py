"""Which words of the tables in `reference` and `plans` are said to people, and those tables in their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar, cast

from analytics.language import LANGUAGE, _

Table = TypeVar("Table")
WORDS: Final[Mapping[str, frozenset[str]]] = {
    "reference/glossary.toml": frozenset({"word", "means"}),
    "reference/facts.toml": frozenset({"section", "statement", "rationale", "idle", "name"}),
    "reference/sources.toml": frozenset({"citation"}),
    "reference/method.toml": frozenset({"title", "definition", "formula", "accuracy", "criticism", "citation"}),
    "reference/muscles.csv": frozenset({"name"}),
    "reference/functions.csv": frozenset({"why"}),
    "reference/movements.csv": frozenset({"words", "examples"}),
    "reference/equipment.csv": frozenset({"title", "explanation"}),
    "reference/exercises.csv": frozenset({"name", "evidence"}),
    "plans/templates.toml": frozenset({"title", "about", "assumption", "note"}),
    "plans/warm_up.toml": frozenset({"title", "about", "what", "how", "text"}),
    "plans/substitutions.toml": frozenset({"title", "explanation", "why", "text"}),
}
"""A table (its path in `analytics`) -> its fields, at any depth, or columns that hold words for people."""


def read_out(table: Table, name: str) -> Table:
    """A parsed TOML file with the words of `WORDS` in the reader's language; everything else as it is."""
    return table if LANGUAGE == "en" else cast("Table", _in_language(table, WORDS.get(name, frozenset())))


def _in_language(value: Any, fields: frozenset[str], *, is_word: bool = False) -> Any:
    if isinstance(value, Mapping):
        return {key: _in_language(each, fields, is_word=key in fields) for key, each in value.items()}
    if isinstance(value, list):
        return [_in_language(each, fields, is_word=is_word) for each in value]
    return _(value) if is_word and isinstance(value, str) else value


def words_of(table: Any, name: str) -> list[str]:
    """The words of a parsed table, each once, in their order: what a translation of it has to say."""
    found: dict[str, None] = {}

    def collect(value: Any, *, is_word: bool) -> None:
        if isinstance(value, Mapping):
            for key, each in value.items():
                collect(each, is_word=key in WORDS[name])
        elif isinstance(value, list):
            for each in value:
                collect(each, is_word=is_word)
        elif is_word and isinstance(value, str) and value:
            found[value] = None

    collect(table, is_word=False)
    return list(found)
