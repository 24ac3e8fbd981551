"""The words that Hindsight uses, said in a sentence or two with the values in use, for the screen and the Method page.

They lie in `glossary.toml`; the section of the Method page that a word names says all of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from analytics.errors import BrokenReference
from analytics.language.tables import read_out
from analytics.reference.facts import Facts, filled

BY_DEFINITION: Final = "by definition"
"""What a word says of numbers that are its own meaning, such as the 1 of a one-rep maximum."""
_FACT: Final = re.compile(r"\{[a-z0-9_.]+\}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its id, how it is written, what it means (plain text with the values in use), and the section of the
    Method page that says all of it.
    """

    id: str
    word: str
    means: str
    section: str


def glossary(facts: Facts) -> Mapping[str, Word]:
    """Every word by its id, in the order of the file, with the values of `facts` in it.

    Raises BrokenReference for a word that names a fact or a source that does not exist, and for a number that comes
    from nowhere.
    """
    words = {name: _word(name, entry, facts) for name, entry in _entries().items()}
    return MappingProxyType(words)


def _word(name: str, entry: Mapping[str, Any], facts: Facts) -> Word:
    text = str(entry["means"]).strip()
    _stand_behind(name, text, str(entry.get("numbers", "")), facts)
    return Word(id=name, word=entry["word"], means=filled(text, facts), section=entry["section"])


def _stand_behind(name: str, text: str, numbers: str, facts: Facts) -> None:
    """Every number in the text is a fact's, or the entry says where it comes from."""
    if numbers and numbers != BY_DEFINITION and numbers not in facts.sources:
        raise BrokenReference(f"The word {name} names the source {numbers}, which does not exist.")
    if not numbers and re.search(r"\d", _FACT.sub("", text)):
        raise BrokenReference(f"The word {name} says a number and does not say where it comes from.")


@cache
def _entries() -> Mapping[str, Any]:
    text = files("analytics.reference").joinpath("glossary.toml").read_text(encoding="utf-8")
    return MappingProxyType(read_out(tomllib.loads(text), "reference/glossary.toml"))
