"""Warm-up, mobility and core of the five articles as checklists, and what they say about pain (rulebook A2, A5).

`warm_up.toml` holds them. Numbers stand there only where an article gives them. The sentences about pain are the
articles' own (003, 004), and nothing medical stands beside them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, Literal, TypeVar, get_args

from analytics import language
from analytics.errors import BrokenReference
from analytics.language import _
from analytics.language.tables import read_out
from analytics.plans.model import Session
from analytics.reference.catalogue import load_catalogue
from analytics.reference.facts import load_facts

When = Literal["before_hinge", "before_legs", "before_any", "after", "daily", "mobility"]
WHEN_WORDS: Final[Mapping[When, str]] = MappingProxyType(
    {
        "before_hinge": _("before a day of deadlifts, thrusts or other hinges"),
        "before_legs": _("before any leg day"),
        "before_any": _("before an easy day"),
        "after": _("after training"),
        "daily": _("on any day"),
        "mobility": _("after training or by itself"),
    }
)
HINGES: Final = ("hinge", "bridge", "swing", "hip_ext_iso")
"""Movements for which article 001 wakes up the back of the legs and grooves the hinge."""
_HEAVY: Final = ("main", "second")
_FOR_HINGES: Final = "hinge"
_FOR_LEGS: Final = "quick"
_FOR_ANY: Final = "easy"

Span = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick. Numbers are None where no article gives them; spans are (from, to), seconds for holds."""

    what: str
    article: str
    sets: Span | None = None
    reps: Span | None = None
    seconds: Span | None = None
    minutes: Span | None = None
    per_side: bool = False
    in_rounds: bool = False
    how: str = ""

    @property
    def amount(self) -> str:
        """How much: "5 to 10 min", "2 x 10", "2 to 3 x 30 to 60 s per side"; "" where no article says."""
        spans = ((self.minutes, " min"), (self.reps, ""), (self.seconds, " s"))
        each = next((span_words(span) + unit for span, unit in spans if span), "")
        amount = f"{span_words(self.sets)} x {each}" if self.sets else each
        return _("{amount} per side", amount=amount) if self.per_side and each else amount


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to tick one after the other. `minutes` (from, to) in all, None where no article says; `rounds` is how
    often the items `in_rounds` are gone through. `articles` are ids of sources.toml, the one it is from first.
    """

    id: str
    title: str
    when: When
    articles: tuple[str, ...]
    about: str
    items: tuple[Item, ...]
    minutes: Span | None = None
    rounds: int = 1

    @property
    def length(self) -> str:
        """How long it takes: "10 to 15 min"; "" where no article says."""
        return f"{span_words(self.minutes)} min" if self.minutes else ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a progression, and the exercise that it is logged as."""

    what: str
    exercise_id: str


@dataclass(frozen=True, slots=True)
class Progression:
    """Steps from easy to hard: go on when one stays steady."""

    title: str
    articles: tuple[str, ...]
    about: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """What an article says: about pain in its own words, about technique shortened. `exercises` are those it names."""

    title: str
    article: str
    text: str
    exercises: tuple[str, ...] = ()


def warm_up_for(session: Session) -> Checklist:
    """The warm-up that fits a planned workout: of article 001 where a heavy lift is a hinge, a thrust or a swing, of
    article 000 for other leg work, and light cardio with dynamic stretching (003) where no legs are trained.
    """
    patterns, muscles = _patterns(), load_catalogue().main_muscles
    heavy = {patterns.get(line.exercise_id) for line in session.lines if line.slot in _HEAVY}
    if heavy & set(HINGES):
        return load_checklists()[_FOR_HINGES]
    trained = {muscle for line in session.lines for muscle in muscles.get(line.exercise_id, ())}
    return load_checklists()[_FOR_LEGS if trained & _leg_muscles() else _FOR_ANY]


def span_words(span: Span) -> str:
    """From and to for a sentence: "10", "30 to 60"."""
    low, high = span
    return language.span(f"{low}", f"{high}")


@cache
def load_checklists() -> Mapping[str, Checklist]:
    """Every checklist by its id, in the order of the file. Raises `BrokenReference`."""
    return _read("checklist", _checklist)


@cache
def load_progressions() -> Mapping[str, Progression]:
    """Every progression by its id. Raises `BrokenReference`."""
    return _read("progression", _progression)


@cache
def stop_texts() -> tuple[Text, ...]:
    """What the articles say about pain, in their own words, the most pressing first. Raises `BrokenReference`."""
    return tuple(_read("stop", _text).values())


@cache
def technique_notes() -> Mapping[str, Text]:
    """What the articles say about technique, by id; "back": a lower back that takes over. Raises `BrokenReference`."""
    return _read("note", _text)


# reading --------------------------------------------------------------------------------------------------------------


@cache
def _tables() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("warm_up.toml").read_text(encoding="utf-8")
    tables: Mapping[str, Any] = read_out(tomllib.loads(text), "plans/warm_up.toml")
    return tables


def _read(kind: str, made_of: Callable[[str, Mapping[str, Any]], T]) -> Mapping[str, T]:
    return MappingProxyType({key: read_entry(key, table, made_of) for key, table in _tables()[kind].items()})


def read_entry(key: str, table: Mapping[str, Any], made_of: Callable[[str, Mapping[str, Any]], T]) -> T:
    """One entry of the file. Raises `BrokenReference` where a part is missing, an article or an exercise unknown."""
    try:
        return made_of(key, table)
    except KeyError as missing:
        raise BrokenReference(f"The entry {key} of warm_up.toml has no {missing.args[0]}.") from missing


def _checklist(key: str, table: Mapping[str, Any]) -> Checklist:
    articles = _articles(key, table["articles"])
    when = table["when"]
    if when not in get_args(When):
        raise BrokenReference(f"The checklist {key} has an unknown time: {when}.")
    return Checklist(
        id=key,
        title=table["title"],
        when=when,
        articles=articles,
        about=table["about"],
        items=tuple(_item(key, each, articles[0]) for each in table["items"]),
        minutes=_span(table.get("minutes")),
        rounds=table.get("rounds", 1),
    )


def _item(key: str, table: Mapping[str, Any], article: str) -> Item:
    return Item(
        what=table["what"],
        article=_articles(key, [table.get("article", article)])[0],
        **{name: _span(table.get(name)) for name in ("sets", "reps", "seconds", "minutes")},
        per_side=table.get("per_side", False),
        in_rounds=table.get("in_rounds", False),
        how=table.get("how", ""),
    )


def _progression(key: str, table: Mapping[str, Any]) -> Progression:
    steps = tuple(Step(each["what"], _known(key, each["exercise"])) for each in table["steps"])
    return Progression(table["title"], _articles(key, table["articles"]), table["about"], steps)


def _text(key: str, table: Mapping[str, Any]) -> Text:
    exercises = tuple(_known(key, each) for each in table.get("exercises", ()))
    return Text(table["title"], _articles(key, [table["article"]])[0], table["text"], exercises)


def _articles(key: str, names: Sequence[str]) -> tuple[str, ...]:
    sources = load_facts().sources
    if not names or any(name not in sources or sources[name].kind != "article" for name in names):
        raise BrokenReference(f"The entry {key} of warm_up.toml names no article.")
    return tuple(names)


def _known(key: str, exercise_id: str) -> str:
    if exercise_id not in _patterns():
        raise BrokenReference(f"The entry {key} of warm_up.toml names an unknown exercise: {exercise_id}.")
    return exercise_id


def _span(value: int | Sequence[int] | None) -> Span | None:
    if value is None or isinstance(value, int):
        return None if value is None else (value, value)
    low, high = value
    return low, high


@cache
def _patterns() -> Mapping[str, str]:
    exercises = load_catalogue().exercises
    return dict(zip(exercises["id"], exercises["pattern"], strict=True))


@cache
def _leg_muscles() -> frozenset[str]:
    muscles = load_catalogue().muscles
    return frozenset(muscles.loc[muscles["region"] == "lower", "id"])
