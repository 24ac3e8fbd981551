"""What an unknown exercise name may mean, and why: for a person to choose from, never applied by itself.

Names are compared by their keys (`names.py`). A name of the same lift in another variant (equipment, grip, position)
goes first; after that whatever is spelled most alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from analytics.language import _, listed
from analytics.reference.names import are_equipment, lift_and_variant, spoken

_LEAST_LIKENESS: Final = 65.0
"""Suggestions less alike than this (0 to 100) are noise rather than help."""
_LEAST_LIKENESS_OF_STRANGERS: Final = 80.0
"""The same for names that have no word of the lift itself in common: misspellings reach it, chance seldom does."""
_CANDIDATES: Final = 15
_SAME_LIFT: Final = 200.0
"""Above any likeness, so that variants of the same lift come first; each word that differs takes one off."""
_MOST_LETTERS: Final = 2


class Suggestion(NamedTuple):
    """A catalogue entry that a name may mean, and the reason in plain words."""

    exercise_id: str
    reason: str


class NameIndex:
    """The keys that mean something, laid out for comparing a name with all of them; made when it is first asked."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = meanings

    def suggestions(self, key: str, *, limit: int) -> tuple[Suggestion, ...]:
        """The entries whose names are most like `key`, best first, one suggestion an entry."""
        scores = dict(self._variants(key))
        alike = process.extract(
            _sorted(key), self._sorted_keys, scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=_LEAST_LIKENESS
        )
        for __, likeness, near in alike:
            if likeness >= _LEAST_LIKENESS_OF_STRANGERS or _share_a_word(key, near):
                scores.setdefault(near, likeness)
        ranked = sorted(scores, key=lambda near: (-scores[near], -fuzz.ratio(key, near), near))
        best: dict[str, str] = {}
        for near in ranked:
            best.setdefault(self._meanings[near], near)
        return tuple(Suggestion(exercise_id, reason(key, near)) for exercise_id, near in list(best.items())[:limit])

    @cached_property
    def _sorted_keys(self) -> dict[str, str]:
        """Key -> its words in alphabetical order, so that the order of words counts for nothing."""
        return {key: _sorted(key) for key in self._meanings}

    @cached_property
    def _by_lift(self) -> dict[tuple[str, ...], list[str]]:
        """The words of a lift -> the keys of its variants."""
        found: dict[tuple[str, ...], list[str]] = {}
        for key in self._meanings:
            found.setdefault(lift_and_variant(key)[0], []).append(key)
        return found

    def _variants(self, key: str) -> Iterator[tuple[str, float]]:
        lift, variant = lift_and_variant(key)
        for near in self._by_lift.get(lift, ()) if lift else ():
            yield near, _SAME_LIFT - len(set(variant) ^ set(lift_and_variant(near)[1]))


def reason(key: str, near: str) -> str:
    """Why the name with the key `near` is suggested for `key`: what is the same, and what is not."""
    lift, variant = lift_and_variant(key)
    near_lift, near_variant = lift_and_variant(near)
    if lift == near_lift:
        return _another_variant(variant, near_variant)
    if sorted(lift) == sorted(near_lift):
        return _("same words in another order, {name}", name=_quoted(near))
    if sorted(variant) == sorted(near_variant) and (misspelled := _misspelled(lift, near_lift)):
        return misspelled
    return _words_in_common(lift, near_lift, near)


def _sorted(key: str) -> str:
    return " ".join(sorted(key.split()))


def _share_a_word(key: str, near: str) -> bool:
    return not set(lift_and_variant(key)[0]).isdisjoint(lift_and_variant(near)[0])


def _another_variant(variant: Sequence[str], near: Sequence[str]) -> str:
    ours, theirs = [w for w in variant if w not in near], [w for w in near if w not in variant]
    if ours and theirs:
        said = {"theirs": _quoted(*theirs), "ours": _quoted(*ours)}
        if are_equipment([*ours, *theirs]):
            return _("differs only in equipment: {theirs} instead of {ours}", **said)
        return _("differs only in how it is done: {theirs} instead of {ours}", **said)
    if theirs:
        return _("the same lift, said to be {theirs}", theirs=_quoted(*theirs))
    return _("the same lift without {ours}", ours=_quoted(*ours))


def _misspelled(lift: Sequence[str], near: Sequence[str]) -> str:
    """A sentence when one word alone differs, by a letter or two; else nothing."""
    differing = [(ours, theirs) for ours, theirs in zip(lift, near, strict=False) if ours != theirs]
    if len(lift) != len(near) or len(differing) != 1:
        return ""
    ours, theirs = differing[0]
    letters = OSA.distance(ours, theirs)
    if letters > _MOST_LETTERS or letters * 2 >= len(ours):
        return ""
    said = {"ours": _quoted(ours), "theirs": _quoted(theirs)}
    if letters == 1:
        return _("one letter differs: {ours}, not {theirs}", **said)
    return _("two letters differ: {ours}, not {theirs}", **said)


def _words_in_common(lift: Sequence[str], near_lift: Sequence[str], near: str) -> str:
    common = [word for word in near_lift if word in lift]
    missing, extra = [w for w in near_lift if w not in lift], [w for w in lift if w not in near_lift]
    if not common:
        return _("spelled much like {name}", name=_quoted(near))
    if not missing:
        return _("same words, {common}, without {extra}", common=_quoted(" ".join(common)), extra=_quoted(*extra))
    if not extra:
        return _(
            "same words, {common}, and {missing} as well",
            common=_quoted(" ".join(common)), missing=_quoted(*missing),
        )  # fmt: skip
    return _("{common} in common with {name}", common=_quoted(*common), name=_quoted(near))


def _quoted(*words: str) -> str:
    return listed(f'"{spoken(word)}"' for word in words)
