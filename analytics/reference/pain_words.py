"""What a note says about pain or soreness, by the words of `pain_words.csv`, in seven languages.

Three things in a note are a reason to stop (articles 003 and 004): sharp pain in the back, pain behind the knee, and a
pop. The words must stand in one clause: "back squat, sharp plates" says nothing. Words match whole, without regard to
case and accents. A clause that denies, or only speaks of what may come ("no pain", "if it hurts"), says nothing:
silence is better than a false alarm, and a warning that is missed is no worse than a log without this program.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal

NoteKind = Literal["pain", "soreness"]

MOST_WORDS_QUOTED: Final = 6
_WORDS_BEFORE: Final = 3
_WORDS_AFTER: Final = 2
"""How far around the words a "no" or a "gone" is sought: "no really very sharp pain", "pain behind knee is gone"."""
_CLAUSE: Final = re.compile(r"[.,;:!?\n\r()\[\]/|]+|\s[-\N{EN DASH}\N{EM DASH}]+\s")
_WORD: Final = re.compile(r"\w+")
_TOLD: Final[tuple[tuple[NoteKind, tuple[str, ...]], ...]] = (
    ("pain", ("sharp", "back", "pain")),
    ("pain", ("behind_knee", "pain")),
    ("pain", ("pop",)),
    ("soreness", ("sore",)),
)
"""What a clause tells when it holds a word of each of these parts; the last part is the core of it."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What a note says: pain or soreness, and the words that say so, as written (six at most)."""

    kind: NoteKind
    words: str


@dataclass(frozen=True, slots=True)
class _Span:
    """Words of a clause, from the one at `first` up to and without the one at `end`."""

    first: int
    end: int


def noted(note: str) -> tuple[Noted, ...]:
    """What a note says, each kind once, in the order of the note."""
    if not _might_say(note):
        return ()
    said: dict[NoteKind, Noted] = {}
    for clause in _CLAUSE.split(note):
        for each in _in_clause(clause):
            said.setdefault(each.kind, each)
    return tuple(said.values())


def _in_clause(clause: str) -> Iterator[Noted]:
    written = _WORD.findall(clause)
    text = " ".join(map(_plain, written))
    for kind, parts in _TOLD:
        spans = [_first(part, text) for part in parts]
        found = [span for span in spans if span is not None]
        if len(found) < len(parts):
            continue
        said = _Span(min(span.first for span in found), max(span.end for span in found))
        if not _is_denied(said, text):
            yield Noted(kind, _quoted(written, said, found[-1]))


def _first(part: str, text: str) -> _Span | None:
    match = _patterns()[part].search(text)
    return None if match is None else _span(match, text)


def _span(match: re.Match[str], text: str) -> _Span:
    first = text.count(" ", 0, match.start())
    return _Span(first, first + match.group().count(" ") + 1)


def _is_denied(said: _Span, text: str) -> bool:
    """Whether a "no" stands shortly before these words or among them, or a "gone" among them or right after."""
    words = text.split(" ")
    up_to = " ".join(words[max(0, said.first - _WORDS_BEFORE) : said.end])
    onwards = " ".join(words[said.first : said.end + _WORDS_AFTER])
    return bool(_patterns()["no_before"].search(up_to) or _patterns()["no_after"].search(onwards))


def _quoted(written: list[str], said: _Span, core: _Span) -> str:
    """The words as written; only the core of them where they are many."""
    short = said if said.end - said.first <= MOST_WORDS_QUOTED else core
    return " ".join(written[short.first : short.end])


def _might_say(note: str) -> bool:
    """Whether any word of the note begins something of the list: most notes say nothing, and many notes are read."""
    return not _first_words().isdisjoint(map(_plain, _WORD.findall(note)))


@cache
def _first_words() -> frozenset[str]:
    telling = {parts[-1] for _, parts in _TOLD}
    return frozenset(phrase.split(" ")[0] for part in telling for phrase in _phrases()[part])


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Part -> its phrases on word boundaries, the longest first."""
    return {
        part: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})(?!\w)")
        for part, phrases in _phrases().items()
    }


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    """Part -> phrases of all languages, as plain words."""
    with (files("analytics.reference") / "pain_words.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    phrases: dict[str, list[str]] = {}
    for row in rows:
        stated = (_WORD.findall(phrase) for phrase in row["words"].split("|"))
        phrases.setdefault(row["part"], []).extend(" ".join(map(_plain, words)) for words in stated)
    return {part: tuple(dict.fromkeys(some)) for part, some in phrases.items()}


@lru_cache(maxsize=20_000)  # logs say the same few words again and again
def _plain(word: str) -> str:
    """A word without case and accents; the Turkish dotless i is an i."""
    bare = unicodedata.normalize("NFKD", word.casefold().replace("\N{LATIN SMALL LETTER DOTLESS I}", "i"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
