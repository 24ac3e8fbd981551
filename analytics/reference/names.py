"""The key of an exercise name: what stays the same when two people, or two apps, write the same lift differently.

A key decides by equality; nothing here guesses. Case, accents, punctuation, plural s, spelling variants and the place
where equipment, grip, position or "single arm" stands are forgotten. No word that tells two lifts apart is ever
dropped: `squat barbell` and `squat smith` are two keys. Equipment, grip and position of other languages are the English
words (translations.py). Which key means which exercise is data (aliases.csv), not code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from analytics.reference.translations import WRITTEN_ABROAD

_EQUIPMENT: Final = frozenset({
    "band", "barbell", "bodyweight", "cable", "dumbbell", "ezbar", "kettlebell", "landmine", "machine", "plateloaded",
    "medicineball", "rope", "smith", "stabilityball", "suspension", "trapbar", "vbar",
})  # fmt: skip
_GRIPS_AND_SIDES: Final = frozenset({
    "closegrip", "isolateral", "neutralgrip", "overhand", "reversegrip", "single", "singlearm", "singleleg",
    "underhand", "widegrip",
})  # fmt: skip
_POSITIONS: Final = frozenset({"decline", "incline", "kneeling", "lying", "seated", "standing"})
_HELP_AND_LOAD: Final = frozenset({"assisted", "weighted"})
_MOVABLE: Final = _EQUIPMENT | _GRIPS_AND_SIDES | _POSITIONS | _HELP_AND_LOAD
"""Words that apps put in brackets, in front or behind: their place carries no meaning, so a key has them last,
sorted."""

_IMPLIED: Final[Mapping[str, frozenset[str]]] = {
    "smith": frozenset({"machine", "barbell"}),
    "cable": frozenset({"machine"}),
    "plateloaded": frozenset({"machine"}),
    "rope": frozenset({"cable"}),
    "vbar": frozenset({"cable"}),
    "ezbar": frozenset({"barbell"}),
    "landmine": frozenset({"barbell"}),
    "trapbar": frozenset({"barbell"}),
}
"""A Smith machine is a machine with a bar, a cable tower a machine, an EZ bar a bar: the wider word adds nothing beside
the narrower one."""

_CONNECTIVES: Final = frozenset({
    "con", "com", "mit", "avec", "on", "de", "del", "da", "do", "di", "du", "des", "la", "le", "les",
    "il", "lo", "al", "ai", "agli", "alla", "alle", "allo", "su", "sur", "sul", "sulla", "nel", "nella", "na", "no",
    "nas", "nos", "em", "en", "el", "un", "una", "um", "uma", "une", "an", "am", "im", "auf", "der", "die", "das",
    "dem", "den", "einer", "aux", "au",
})  # fmt: skip
"""Words that only tie equipment, grip or position to a lift ("con", "na", "an der"). Dropped there and nowhere else.
No English word that may end a name: `Cable Shrug-In` is not `Shrug (Cable)`.
"""

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
    "bw": ("bodyweight",), "lever": ("machine",), "leverage": ("machine",), "male": (), "female": (), "custom": (),
    "alternating": (), "alternate": (), "alternated": (), "cg": ("closegrip",), "wg": ("widegrip",),
    "trx": ("suspension",), "szbar": ("ezbar",), "hexbar": ("trapbar",), "hammerstrength": ("hammer", "strength"),
    "dl": ("deadlift",), "sldl": ("stiffleg", "deadlift"), "hspu": ("handstand", "pushup"), "tgu": ("turkish", "getup"),
    "cgbp": ("bench", "press", "closegrip"), "rfess": ("bulgarian", "split", "squat"),
    "rdl": ("romanian", "deadlift"), "ohp": ("overhead", "press"), "bss": ("bulgarian", "split", "squat"),
    "ghr": ("glute", "ham", "raise"), "ssb": ("safety", "bar"),
    "flye": ("fly",), "calve": ("calf",), "underhanded": ("underhand",), "unilateral": ("single",),
    "deltoid": ("delt",), "romainian": ("romanian",), "romanain": ("romanian",), "extention": ("extension",),
    "extenstion": ("extension",), "overhanded": ("overhand",), "supinated": ("underhand",), "pronated": ("overhand",),
    "inclined": ("incline",), "declined": ("decline",), "sitting": ("seated",), "laying": ("lying",),
    "kneel": ("kneeling",), "paused": ("pause",), "abductor": ("abduction",), "abducter": ("abduction",),
    "adductor": ("adduction",), "adducter": ("adduction",), "hacksquat": ("hack", "squat"),
    "backsquat": ("back", "squat"), "frontsquat": ("front", "squat"), "legpress": ("leg", "press"),
    "legcurl": ("leg", "curl"), "legextension": ("leg", "extension"), "benchpress": ("bench", "press"),
    "hipthrust": ("hip", "thrust"), "bilanciere": ("barbell",), "manubrio": ("dumbbell",),
    "manubri": ("dumbbell",), "cavo": ("cable",), "cavi": ("cable",), "macchina": ("machine",),
    "macchinario": ("machine",), "langhantel": ("barbell",), "kurzhantel": ("dumbbell",),
    "kurzhanteln": ("dumbbell",), "maschine": ("machine",), "kabelzug": ("cable",), "mancuerna": ("dumbbell",),
    "maquina": ("machine",), "polea": ("cable",), "polia": ("cable",), "halteres": ("dumbbell",),
    "poulie": ("cable",),
}  # fmt: skip

_PHRASES: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("smith", "machine"): ("smith",), ("resistance", "band"): ("band",), ("exercise", "band"): ("band",),
    ("loop", "band"): ("band",), ("mini", "band"): ("band",), ("handle", "band"): ("band",),
    ("power", "band"): ("band",),
    ("exercise", "ball"): ("stabilityball",), ("swiss", "ball"): ("stabilityball",),
    ("gym", "ball"): ("stabilityball",),
    ("stability", "ball"): ("stabilityball",),
    ("medicine", "ball"): ("medicineball",),
    ("med", "ball"): ("medicineball",), ("version", "2"): (), ("version", "3"): (), ("v", "2"): (), ("v", "3"): (),
    ("plate", "loaded"): ("plateloaded",), ("kettle", "bell"): ("kettlebell",), ("body", "weight"): ("bodyweight",),
    ("ez", "bar"): ("ezbar",), ("e", "z", "bar"): ("ezbar",), ("ez", "barbell"): ("ezbar",), ("sz", "bar"): ("ezbar",),
    ("ez", "curl", "bar"): ("ezbar",), ("easy", "bar"): ("ezbar",), ("barra", "ez"): ("ezbar",),
    ("trap", "bar"): ("trapbar",), ("hex", "bar"): ("trapbar",), ("land", "mine"): ("landmine",),
    ("close", "grip"): ("closegrip",), ("closed", "grip"): ("closegrip",), ("narrow", "grip"): ("closegrip",),
    ("wide", "grip"): ("widegrip",), ("neutral", "grip"): ("neutralgrip",), ("parallel", "grip"): ("neutralgrip",),
    ("hammer", "grip"): ("neutralgrip",), ("close", "overhand", "grip"): ("closegrip", "overhand"),
    ("wide", "overhand", "grip"): ("overhand", "widegrip"), ("close", "neutral", "grip"): ("closegrip", "neutralgrip"),
    ("wide", "neutral", "grip"): ("neutralgrip", "widegrip"), ("overhand", "grip"): ("overhand",),
    ("reverse", "grip"): ("reversegrip",), ("underhand", "grip"): ("underhand",),
    ("single", "arm"): ("singlearm",), ("one", "arm"): ("singlearm",), ("1", "arm"): ("singlearm",),
    ("one", "armed"): ("singlearm",), ("single", "armed"): ("singlearm",), ("one", "handed"): ("singlearm",),
    ("single", "handed"): ("singlearm",), ("one", "hand"): ("singlearm",), ("single", "hand"): ("singlearm",),
    ("1", "armed"): ("singlearm",), ("1", "legged"): ("singleleg",),
    ("single", "leg"): ("singleleg",), ("one", "leg"): ("singleleg",),
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
    ("pec", "dec"): ("pecdeck",), ("stiff", "arm"): ("straightarm",), ("dead", "hang"): ("deadhang",),
    ("wood", "chop"): ("woodchop",), ("wood", "chopper"): ("woodchop",), ("hyper", "extension"): ("hyperextension",),
    ("walk", "out"): ("walkout",), ("stair", "master"): ("stairmaster",), ("hip", "thruster"): ("hip", "thrust"),
    ("farmer", "walk"): ("farmer", "carry"), ("farmer", "carry"): ("farmer", "carry"),
    ("45", "degree"): ("45",), ("90", "degree"): ("90",),
}  # fmt: skip
"""Neighbouring words, singular, that are one word or have one usual spelling."""

_WRITTEN_TOGETHER: Final = frozenset({
    "crossover", "deadlift", "hyperextension", "kettlebell", "kickback", "landmine", "pressdown", "pulldown",
    "pullover", "pushdown", "rollout", "skullcrusher", "stairmaster", "upright", "walkout", "woodchop",
})  # fmt: skip
_SPOKEN: Final = {
    joined[0]: " ".join(apart)
    for apart, joined in _PHRASES.items()
    if joined == ("".join(apart),) and joined[0] not in _WRITTEN_TOGETHER
}
"""A joined word of a key as people write it: "closegrip" is "close grip"."""

_COMPOUNDS: Final = ("langhantel", "kurzhantel", "kabel", "maschinen", "multipressen")
"""German writes equipment and lift as one word: Langhantelrudern, Kabelcurl."""
_APOSTROPHES: Final = re.compile("['’‘´`ʼ]")
_DEGREES: Final = re.compile("[°º˚]")
_WITH: Final = re.compile(r"\bw/")
_LEVERS: Final = re.compile(r"\b(front|back)[\s-]+lever\b")
"""Two gymnasts' holds; any other "lever" is a machine."""
_BRACKET: Final = re.compile(r"\(\s*([^\W\d_]+)\s*\)")
_WORD: Final = re.compile(r"[^\W_]+")
_ONE_WORD_IN_CAMEL_CASE: Final = re.compile(r"[a-z]+(?:[A-Z0-9][a-z0-9]*)+")
_START_OF_A_WORD: Final = re.compile(r"(?=[A-Z])")
"""Garmin writes `barbellBackSquat`."""


@lru_cache(maxsize=8192)
def normalise(name: str) -> str:
    """The key of an exercise name: lower-case words, movable words (equipment, grip, position, single arm or leg) last
    and sorted.

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
    """The words of a key in two parts: the lift itself, and its variant (equipment, grip, position, single arm)."""
    words = key.split()
    return tuple(word for word in words if word not in _MOVABLE), tuple(word for word in words if word in _MOVABLE)


def are_equipment(words: Sequence[str]) -> bool:
    """Whether all these words of a key name equipment."""
    return set(words) <= _EQUIPMENT


def spoken(key: str) -> str:
    """A key, or a part of one, as people write it: `bench press closegrip` is "bench press close grip"."""
    return " ".join(_SPOKEN.get(word, word) for word in key.split())


def _folded(name: str) -> str:
    """Lower case without accents, apostrophes and degree signs; a translated equipment bracket becomes the English
    word, & becomes "and", w/ becomes "with".
    """
    apart = _START_OF_A_WORD.sub(" ", name) if _ONE_WORD_IN_CAMEL_CASE.fullmatch(name) else name
    plain = _without_accents(_DEGREES.sub(" ", _APOSTROPHES.sub("", apart.replace("&", " and "))))
    plain = _LEVERS.sub(r"\1lever", _WITH.sub(" with ", plain))
    return _BRACKET.sub(lambda bracket: f" {_BRACKETED.get(bracket[1], bracket[1])} ", plain)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().replace("ı", "i"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _pass(text: str) -> str:
    words = _tied(_joined(_words(text)))
    movable = {word for word in words if word in _MOVABLE}
    implied = {wider for narrower in movable for wider in _IMPLIED.get(narrower, ())}
    return " ".join([*(word for word in words if word not in _MOVABLE), *sorted(movable - implied)])


def _words(text: str) -> list[str]:
    return [word for written in _WORD.findall(text) for word in _words_of(written)]


@lru_cache(maxsize=8192)  # names share their words
def _words_of(written: str) -> tuple[str, ...]:
    return tuple(word for part in _parts(written) for word in _spelled(_singular(part)))


def _parts(word: str) -> Sequence[str]:
    """A German compound as its equipment and its lift; any other word as it is."""
    equipment = next((start for start in _COMPOUNDS if word.startswith(start) and len(word) > len(start) + 3), "")
    return (equipment, word[len(equipment) :]) if equipment else (word,)


def _tied(words: Sequence[str]) -> list[str]:
    """The words without those that only tie a movable word to what stands before it."""
    kept: list[str] = []
    for word in reversed(words):
        if not (word in _CONNECTIVES and kept and kept[-1] in _MOVABLE):
            kept.append(word)
    return kept[::-1]


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
        for length in range(_LONGEST_FROM.get(words[at], 0), 0, -1):
            replacement = _KNOWN.get(tuple(words[at : at + length]))
            if replacement is not None:
                result.extend(replacement)
                at += length
                break
        else:
            result.append(words[at])
            at += 1
    return result


def _from_abroad() -> dict[tuple[str, ...], tuple[str, ...]]:
    """What each phrase of another language is in the words of a key."""
    return {
        tuple(_words(_folded(phrase))): tuple(english.split())
        for english, phrases in WRITTEN_ABROAD.items()
        for phrase in phrases
    }


def _longest_from(phrases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """The most words that a phrase with this first word has: how far to look from it."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return longest


_KNOWN: Final = {**_from_abroad(), **_PHRASES}
_LONGEST_FROM: Final = _longest_from(_KNOWN)
