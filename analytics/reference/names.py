"""The key of an exercise name: what stays the same when two people, or two apps, write the same lift differently.

A key decides by equality; nothing here guesses. Case, accents, punctuation, plural s, spelling variants and the
place where
equipment, grip or "single arm" stands are forgotten. No word that tells two lifts apart is ever dropped: `squat
barbell` and
`squat smith` are two keys. Which key means which exercise is data (aliases.csv), not code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

_EQUIPMENT: Final = frozenset({
    "band", "barbell", "bodyweight", "cable", "dumbbell", "ezbar", "kettlebell", "landmine", "machine", "plateloaded",
    "smith", "suspension", "trapbar",
})  # fmt: skip
_GRIPS_AND_SIDES: Final = frozenset({
    "closegrip", "neutralgrip", "reversegrip", "underhand", "widegrip", "singlearm", "singleleg",
})  # fmt: skip
_MOVABLE: Final = _EQUIPMENT | _GRIPS_AND_SIDES
"""Words that apps put in brackets, in front or behind: their place carries no meaning, so a key has them last,
sorted."""

_IMPLIED: Final[Mapping[str, frozenset[str]]] = {
    "smith": frozenset({"machine", "barbell"}),
    "cable": frozenset({"machine"}),
}
"""A Smith machine is a machine with a bar,
a cable tower a machine: the wider word adds nothing beside the narrower one."""

_BRACKETED: Final[Mapping[str, str]] = {
    "bar": "barbell", "barra": "barbell", "bilanciere": "barbell", "langhantel": "barbell", "barre": "barbell",
    "halter": "dumbbell", "halteres": "dumbbell", "mancuerna": "dumbbell", "mancuernas": "dumbbell",
    "dambil": "dumbbell",
    "manubri": "dumbbell", "kurzhantel": "dumbbell", "kurzhanteln": "dumbbell", "haltere": "dumbbell",
    "maquina": "machine", "makine": "machine", "macchina": "machine", "maschine": "machine", "gerat": "machine",
    "cabo": "cable", "kablo": "cable", "polea": "cable", "cavo": "cable", "kabel": "cable", "poulie": "cable",
}  # fmt: skip
"""Equipment as translated apps write it behind a name: `Squat (Bar)`. Only as the whole bracket; a loose "bar" is
not a barbell.
"""

_WORDS: Final[Mapping[str, Sequence[str]]] = {
    "with": (), "the": (), "a": (), "using": (), "ups": ("up",),
    "db": ("dumbbell",), "dumbell": ("dumbbell",), "dumbbel": ("dumbbell",), "dumbel": ("dumbbell",),
    "dbs": ("dumbbell",), "bb": ("barbell",), "barbel": ("barbell",), "kb": ("kettlebell",), "kbs": ("kettlebell",),
    "bw": ("bodyweight",),
    "trx": ("suspension",), "szbar": ("ezbar",), "hexbar": ("trapbar",), "hammerstrength": ("hammer", "strength"),
    "rdl": ("romanian", "deadlift"), "ohp": ("overhead", "press"), "bss": ("bulgarian", "split", "squat"),
    "ghr": ("glute", "ham", "raise"), "ssb": ("safety", "bar"),
    "flye": ("fly",), "calve": ("calf",), "underhanded": ("underhand",), "unilateral": ("single",),
    "deltoid": ("delt",), "romainian": ("romanian",), "extention": ("extension",),
}  # fmt: skip

_PHRASES: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("smith", "machine"): ("smith",), ("resistance", "band"): ("band",), ("exercise", "band"): ("band",),
    ("plate", "loaded"): ("plateloaded",), ("kettle", "bell"): ("kettlebell",), ("body", "weight"): ("bodyweight",),
    ("ez", "bar"): ("ezbar",), ("e", "z", "bar"): ("ezbar",), ("ez", "barbell"): ("ezbar",), ("sz", "bar"): ("ezbar",),
    ("trap", "bar"): ("trapbar",), ("hex", "bar"): ("trapbar",), ("land", "mine"): ("landmine",),
    ("close", "grip"): ("closegrip",), ("closed", "grip"): ("closegrip",), ("narrow", "grip"): ("closegrip",),
    ("wide", "grip"): ("widegrip",), ("neutral", "grip"): ("neutralgrip",), ("parallel", "grip"): ("neutralgrip",),
    ("reverse", "grip"): ("reversegrip",), ("underhand", "grip"): ("underhand",),
    ("single", "arm"): ("singlearm",), ("one", "arm"): ("singlearm",), ("1", "arm"): ("singlearm",),
    ("one", "armed"): ("singlearm",), ("single", "leg"): ("singleleg",), ("one", "leg"): ("singleleg",),
    ("1", "leg"): ("singleleg",), ("single", "legged"): ("singleleg",), ("one", "legged"): ("singleleg",),
    ("stiff", "leg"): ("stiffleg",), ("stiff", "legged"): ("stiffleg",), ("straight", "leg"): ("straightleg",),
    ("straight", "legged"): ("straightleg",), ("straight", "arm"): ("straightarm",),
    ("iso", "lateral"): ("isolateral",), ("bent", "over"): ("bentover",), ("b", "stance"): ("bstance",),
    ("push", "up"): ("pushup",), ("press", "up"): ("pushup",), ("pull", "up"): ("pullup",), ("chin", "up"): ("chinup",),
    ("sit", "up"): ("situp",), ("step", "up"): ("stepup",), ("get", "up"): ("getup",), ("muscle", "up"): ("muscleup",),
    ("warm", "up"): ("warmup",), ("up", "right"): ("upright",), ("roll", "out"): ("rollout",), ("v", "up"): ("vup",),
    ("pull", "over"): ("pullover",), ("pull", "down"): ("pulldown",), ("push", "down"): ("pushdown",),
    ("press", "down"): ("pressdown",), ("pull", "through"): ("pullthrough",), ("pull", "apart"): ("pullapart",),
    ("dead", "lift"): ("deadlift",), ("skull", "crusher"): ("skullcrusher",), ("kick", "back"): ("kickback",),
    ("cross", "over"): ("crossover",), ("good", "morning"): ("goodmorning",), ("face", "pull"): ("facepull",),
    ("t", "bar"): ("tbar",), ("v", "bar"): ("vbar",), ("v", "squat"): ("vsquat",), ("pec", "deck"): ("pecdeck",),
    ("wood", "chop"): ("woodchop",), ("wood", "chopper"): ("woodchop",), ("hyper", "extension"): ("hyperextension",),
    ("walk", "out"): ("walkout",), ("stair", "master"): ("stairmaster",), ("hip", "thruster"): ("hip", "thrust"),
    ("farmer", "walk"): ("farmer", "carry"), ("farmer", "carry"): ("farmer", "carry"),
    ("45", "degree"): ("45",), ("90", "degree"): ("90",),
}  # fmt: skip
"""Neighbouring words, singular, that are one word or have one usual spelling."""

_SPOKEN: Final = {joined[0]: " ".join(apart) for apart, joined in list(_PHRASES.items())[::-1] if len(joined) == 1}
"""A joined word of a key as people write it: "closegrip" is "close grip"."""

_LONGEST_PHRASE: Final = max(len(phrase) for phrase in _PHRASES)
_APOSTROPHES: Final = re.compile("['’‘´`ʼ]")
_DEGREES: Final = re.compile("[°º˚]")
_BRACKET: Final = re.compile(r"\(\s*([^\W\d_]+)\s*\)")
_WORD: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def normalise(name: str) -> str:
    """The key of an exercise name: lower-case words, movable words (equipment, grip,
    single arm or leg) last and sorted.

    `Squat (Barbell)`, `Barbell Squat` and `squats, BB` all give `squat barbell`. Idempotent; "" for a name without a
    letter or digit.
    """
    key = _pass(_folded(name))
    # Taking equipment out can bring two words together ("push (barbell) up"), so passes repeat until nothing moves.
    while (again := _pass(key)) != key:
        key = again
    return key


@lru_cache(maxsize=8192)
def lift_and_variant(key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a key in two parts: the lift itself, and its variant (equipment, grip, single arm or leg)."""
    words = key.split()
    return tuple(word for word in words if word not in _MOVABLE), tuple(word for word in words if word in _MOVABLE)


def are_equipment(words: Sequence[str]) -> bool:
    """Whether all these words of a key name equipment."""
    return set(words) <= _EQUIPMENT


def spoken(key: str) -> str:
    """A key, or a part of one, as people write it: `bench press closegrip` is "bench press close grip"."""
    return " ".join(_SPOKEN.get(word, word) for word in key.split())


def _folded(name: str) -> str:
    """Lower case without accents,
    apostrophes and degree signs; a translated equipment bracket becomes the English word."""
    plain = _without_accents(_DEGREES.sub(" ", _APOSTROPHES.sub("", name)))
    return _BRACKET.sub(lambda bracket: f" {_BRACKETED.get(bracket[1], bracket[1])} ", plain)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().replace("ı", "i"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _pass(text: str) -> str:
    words = [word for written in _WORD.findall(text) for word in _spelled(_singular(written))]
    words = _joined(words)
    movable = {word for word in words if word in _MOVABLE}
    implied = {wider for narrower in movable for wider in _IMPLIED.get(narrower, ())}
    return " ".join([*(word for word in words if word not in _MOVABLE), *sorted(movable - implied)])


def _spelled(word: str) -> Sequence[str]:
    return _WORDS.get(word, (word,))


def _singular(word: str) -> str:
    """The word without its plural ending, where that is safe; short words and those with digits stay ("abs", "21s")."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _joined(words: Sequence[str]) -> list[str]:
    """The words with every known phrase replaced, longest phrase first at each place."""
    result: list[str] = []
    at = 0
    while at < len(words):
        for length in range(_LONGEST_PHRASE, 1, -1):
            replacement = _PHRASES.get(tuple(words[at : at + length]))
            if replacement is not None:
                result.extend(replacement)
                at += length
                break
        else:
            result.append(words[at])
            at += 1
    return result
