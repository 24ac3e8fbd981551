"""Every threshold of Hindsight as a fact: one number or one word, with its range, a plain sentence, its sources and a
grade.

`facts.toml` holds the facts (`[fact."key"]`) and the weekly volume of each muscle (`[volume.muscle]`, which becomes the
facts `vol.muscle.floor`, `.beginner.low` ... `.very_high`); `sources.toml` the works they come from. Reading refuses
what cannot be stood behind: a fact without a source, a source that nobody cites. A lifter may change a fact within its
range; a fact without a range is fixed. Grades: A several concordant trials or exact by definition; B one good study or
our own computation on real data; C practitioner source or weak transfer; D coach opinion or a choice of this program.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from analytics.errors import BrokenReference, WrongRequest
from analytics.language import _
from analytics.language.tables import read_out

GRADES: Final = ("A", "B", "C", "D")
KINDS: Final = (
    "meta-analysis", "trial", "review", "guideline", "practice", "article", "own computation", "design choice",
)  # fmt: skip
HOW_SEEN: Final = ("full", "abstract", "secondary", "own", "memory")
LEVELS: Final = ("beginner", "intermediate", "advanced")
WHOLE_UNITS: Final = ("days", "weeks", "sessions", "sessions/week", "workouts", "signals", "lifts")
"""Units of which there is no half: rows are counted by them."""
VALUE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "assume_hard": _("assume hard"),
        "exclude": _("exclude"),
        "reps done": _("reps done"),
        "per_leg_once": _("per leg once"),
        "Mon-Sun + rolling 4-week mean": _("Mon-Sun + rolling 4-week mean"),
        "epley_mod": _("epley mod"),
        "epley_brzycki_mean": _("epley brzycki mean"),
        "rts_chart": _("rts chart"),
        "reps + RIR": _("reps + RIR"),
        "best eligible set per session": _("best eligible set per session"),
        "nuzzo_leg_press": _("nuzzo leg press"),
        "auto": _("auto"),
        "off": _("off"),
        "on": _("on"),
        "Theil-Sen on ln(e1RM) per week": _("Theil-Sen on ln(e1RM) per week"),
        "a few weeks": _("a few weeks"),
    }
)
"""Words that facts may be -> as people read them. Other words are names (a formula's) and stay as they are."""
UNIT_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "% SD": _("% SD"),
        "% of e1RM": _("% of e1RM"),
        "% of the day's top load": _("% of the day's top load"),
        "%/rep": _("%/rep"),
        "%/week": _("%/week"),
        "days": _("days"),
        "exercises": _("exercises"),
        "forecasts": _("forecasts"),
        "hours": _("hours"),
        "level": _("level"),
        "lifts": _("lifts"),
        "minutes": _("minutes"),
        "months": _("months"),
        "per rep": _("per rep"),
        "ratio": _("ratio"),
        "reps": _("reps"),
        "reps SD": _("reps SD"),
        "scaled MADs": _("scaled MADs"),
        "sessions": _("sessions"),
        "sessions/week": _("sessions/week"),
        "set": _("set"),
        "sets": _("sets"),
        "sets/week": _("sets/week"),
        "share": _("share"),
        "signals": _("signals"),
        "spreads": _("spreads"),
        "times": _("times"),
        "votes": _("votes"),
        "weeks": _("weeks"),
        "workouts": _("workouts"),
    }
)
"""Units of facts -> as people read them; signs (%, kg, s) are the same everywhere."""

RISING_CHAINS: Final[tuple[tuple[str, ...], ...]] = (
    ("hard.close_rir", "hard.max_rir"),
    ("hard.min_reps", "hard.max_reps"),
    ("hard.warmup_load_pct", "hard.warmup_infer_load_pct"),
    ("e1rm.max_n", "e1rm.max_n_soft"),
    ("e1rm.reference.min", "e1rm.reference.max"),
    ("trend.ci_likely", "trend.ci_clear"),
    ("trend.plateau_weeks", "trend.plateau_weeks_slow"),
    ("bal.kd_hd.watch", "bal.kd_hd.warn", "bal.kd_hd.strong"),
    ("bal.quads_little", "bal.q_h.watch", "bal.q_h.warn", "bal.q_h.strong"),
    (
        "bal.curl_share.watch_low",
        "bal.curl_share.ok_low",
        "bal.curl_share.ok_high",
        "bal.curl_share.watch_high",
    ),
    ("asym.watch", "asym.warn"),
)
"""Facts that must not overtake each other, lowest first; every pair `x.low`, `x.high` is added."""


@dataclass(frozen=True, slots=True)
class Source:
    """A work that facts rest on. `where` is a DOI, an address, a journal or an article's number."""

    id: str
    citation: str
    where: str
    kind: str
    how_seen: str

    @property
    def doi_or_url(self) -> str:
        """The address of the work, empty when only a journal or an article is known."""
        if self.where.startswith("10."):
            return f"https://doi.org/{self.where}"
        return self.where if self.where.startswith("https://") else ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One number or one word that the program judges by.

    `value` is the one in use, `default` the shipped one. `low` and `high` bound what a lifter may set, both None when
    the fact is fixed; a word that may be changed has `choices` instead. `statement` is one sentence, already holding
    the value in use.
    """

    key: str
    section: str
    value: float | str
    default: float | str
    low: float | None
    high: float | None
    unit: str
    statement: str
    source_ids: tuple[str, ...]
    confidence: str
    rationale: str
    choices: tuple[str, ...] = ()
    template: str = ""
    idle: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the lifter set another value than the shipped one."""
        return self.value != self.default

    @property
    def is_fixed(self) -> bool:
        """Whether the value cannot be changed."""
        return bool(self.idle) or (self.low is None and not self.choices)

    @property
    def unit_words(self) -> str:
        """The unit for the screen."""
        return UNIT_WORDS.get(self.unit, self.unit)

    @property
    def is_whole(self) -> bool:
        """Whether the value counts things of which there is no half."""
        return self.unit in WHOLE_UNITS

    def read(self, text: str) -> float | str:
        """A value as a person or a log writes it: a number where this fact is one, else the word."""
        if self.choices:
            return text
        try:
            return float(text)
        except ValueError:
            return text

    def with_value(self, value: float | str) -> Fact:
        """The same fact with another value, in the statement too; raises WrongRequest outside its range."""
        return replace(self, value=self._allowed(value), statement=_worded(self.template, value))

    def as_json(self) -> dict[str, Any]:
        """A plain object for `facts --json`."""
        return {
            "key": self.key,
            "section": self.section,
            "value": self.value,
            "default": self.default,
            "changed": self.is_changed,
            "fixed": self.is_fixed,
            "range": None if self.low is None else [self.low, self.high],
            "choices": list(self.choices),
            "unit": self.unit,
            "statement": self.statement,
            "sources": list(self.source_ids),
            "confidence": self.confidence,
            "rationale": self.rationale,
        }

    def _allowed(self, value: float | str) -> float | str:
        if self.is_fixed:
            raise WrongRequest(
                _("{key} is fixed at {fixed} and cannot be changed.", key=self.key, fixed=shown(self.value))
            )
        if self.choices:
            if value not in self.choices:
                choices = ", ".join(self.choices)
                raise WrongRequest(
                    _("{key} must be one of {choices}, not {given}.", key=self.key, choices=choices, given=value)
                )
            return value
        if isinstance(value, str) or not self._in_range(value):
            low, high = shown(self.low), f"{shown(self.high)} {self.unit_words}".strip()
            raise WrongRequest(
                _(
                    "{key} must be between {low} and {high}, not {given}.",
                    key=self.key, low=low, high=high, given=shown(value),
                )
            )  # fmt: skip
        if self.is_whole and value != int(value):
            raise WrongRequest(
                _(
                    "{key} must be a whole number of {unit}, not {given}.",
                    key=self.key, unit=self.unit_words, given=shown(value),
                )
            )  # fmt: skip
        return float(value)

    def _in_range(self, value: float) -> bool:
        return self.low is None or self.high is None or self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Band:
    """Weekly hard sets of a muscle at a level: floor, range `low`..`high`, amber, red. None where nothing is set."""

    floor: float | None
    low: float | None
    high: float | None
    amber: float | None
    red: float | None


class Facts:
    """The facts in use, by key, and the sources they cite. Immutable; iterating gives the facts in the file's order."""

    def __init__(self, facts: Mapping[str, Fact], sources: Mapping[str, Source]) -> None:
        self._facts: Final = MappingProxyType(dict(facts))
        self.sources: Final = MappingProxyType(dict(sources))

    def __getitem__(self, key: str) -> Fact:
        return self._facts[key]

    def __contains__(self, key: object) -> bool:
        return key in self._facts

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __len__(self) -> int:
        return len(self._facts)

    def number(self, key: str) -> float:
        """The number behind a key; a key that does not exist or holds a word is a bug (KeyError, TypeError)."""
        value = self._facts[key].value
        if isinstance(value, str):
            raise TypeError(f"{key} is a word, not a number")
        return value

    def get_number(self, key: str) -> float | None:
        """The number behind a key, None when no such fact is set: a muscle without a floor or a band."""
        return self.number(key) if key in self._facts else None

    def text(self, key: str) -> str:
        """The word behind a key; a key that does not exist or holds a number is a bug (KeyError, TypeError)."""
        value = self._facts[key].value
        if not isinstance(value, str):
            raise TypeError(f"{key} is a number, not a word")
        return value

    def band(self, muscle: str, level: str) -> Band:
        """The weekly volume of a muscle (catalogue id) for a lifter's level: beginner, intermediate or advanced."""
        if level not in LEVELS:
            raise WrongRequest(
                _("There is no level {level}.", level=level), _("Choose one of {levels}.", levels=", ".join(LEVELS))
            )
        return Band(
            floor=self.get_number(f"vol.{muscle}.floor"),
            low=self.get_number(f"vol.{muscle}.{level}.low"),
            high=self.get_number(f"vol.{muscle}.{level}.high"),
            amber=self.get_number(f"vol.{muscle}.high"),
            red=self.get_number(f"vol.{muscle}.very_high"),
        )

    def muscles(self) -> tuple[str, ...]:
        """The muscles (catalogue ids) with weekly volume facts, in the order of the file."""
        return _muscles(self._facts)

    def sections(self) -> tuple[str, ...]:
        """The sections in the order of the file."""
        return tuple(dict.fromkeys(fact.section for fact in self))

    def sources_of(self, fact: Fact) -> tuple[Source, ...]:
        """The works a fact rests on."""
        return tuple(self.sources[source_id] for source_id in fact.source_ids)

    def with_overrides(self, overrides: Mapping[str, float | str]) -> Facts:
        """These facts with some values changed.

        Raises WrongRequest for a key that does not exist, a fixed fact, a value outside its range, or values that
        overtake each other (a warning below the watch level).
        """
        facts = dict(self._facts)
        for key, value in overrides.items():
            if key not in facts:
                raise WrongRequest(_("There is no fact named {key}.", key=key), _("The Method page lists all of them."))
            facts[key] = facts[key].with_value(value)
        overtaken = _overtaken(facts)
        if overtaken:
            below, above = overtaken
            raise WrongRequest(
                _(
                    "{lower_key} ({lower}) must not be above {higher_key} ({higher}).",
                    lower_key=below.key,
                    lower=shown(below.value),
                    higher_key=above.key,
                    higher=shown(above.value),
                ),
                _("Change both, or choose a value between its neighbours."),
            )
        return Facts(facts, self.sources)

    def moved_along(self, key: str, value: float) -> dict[str, float]:
        """`key` at `value`, and what its neighbours must become so that none is overtaken: key -> value.

        Nothing is changed here, and a neighbour's own range is not looked at: `with_overrides` does both.
        """
        moved = {key: value}
        for chain in _chains(self._facts):
            present = [each for each in chain if each in self._facts] if key in chain else [key]
            place = present.index(key)
            moved |= {below: value for below in present[:place] if self.number(below) > value}
            moved |= {above: value for above in present[place + 1 :] if self.number(above) < value}
        return moved

    def allow(self, overrides: Mapping[str, float | str]) -> bool:
        """Whether `with_overrides` would take these values."""
        try:
            self.with_overrides(overrides)
        except WrongRequest:
            return False
        return True


def load_facts(overrides: Mapping[str, float | str] = MappingProxyType({})) -> Facts:
    """The shipped facts, with the lifter's own values where set; raises WrongRequest for what is not allowed."""
    return _shipped().with_overrides(overrides) if overrides else _shipped()


def load_kept_facts(kept: Mapping[str, str]) -> Facts:
    """The shipped facts with a log's own values (as text), without those that the shipped facts no longer allow.

    A newer release may drop a fact or narrow its range; a log must open all the same.
    """
    shipped = _shipped()
    overrides = {key: shipped[key].read(text) for key, text in kept.items() if key in shipped}
    try:
        return load_facts(overrides)
    except WrongRequest:
        return load_facts(_allowed(overrides))


def _allowed(overrides: Mapping[str, float | str]) -> dict[str, float | str]:
    """The overrides that hold together, taken one by one."""
    held: dict[str, float | str] = {}
    for key, value in overrides.items():
        try:
            load_facts({**held, key: value})
        except WrongRequest:
            continue
        held[key] = value
    return held


def read_facts(facts_toml: str, sources_toml: str) -> Facts:
    """Facts from the text of the two files; raises BrokenReference at the first thing that cannot be stood behind."""
    sources = {name: _source(name, entry) for name, entry in _tables(sources_toml, "sources.toml").items()}
    tables = _tables(facts_toml, "facts.toml")
    entries = {**tables.get("fact", {}), **_volume_entries(tables.get("volume", {}))}
    facts = {key: _fact(key, entry, sources) for key, entry in entries.items()}
    uncited = sources.keys() - {source_id for fact in facts.values() for source_id in fact.source_ids}
    if uncited:
        raise BrokenReference(f"No fact cites the source {min(uncited)}.")
    overtaken = _overtaken(facts)
    if overtaken:
        raise BrokenReference(f"{overtaken[0].key} is above {overtaken[1].key}.")
    return Facts(facts, sources)


def shown(value: float | str | None) -> str:
    """A value as people write it: 4, 0.0353, assume_hard."""
    return value if isinstance(value, str) else f"{value:g}"


def in_words(value: float | str) -> str:
    """A value inside a sentence: 4, 0.0353, assume hard."""
    return VALUE_WORDS.get(value, value.replace("_", " ")) if isinstance(value, str) else shown(value)


def filled(text: str, facts: Facts) -> str:
    """`text` with the value in use in place of each {key}; raises BrokenReference for a key that no fact has."""

    def value(match: re.Match[str]) -> str:
        key = match.group(1)
        if key not in facts:
            raise BrokenReference(f"A text names the fact {key}, which does not exist.")
        return in_words(facts[key].value)

    return re.sub(r"\{([a-z0-9_.]+)\}", value, text)


@cache
def _shipped() -> Facts:
    folder = files("analytics.reference")
    return read_facts(
        (folder / "facts.toml").read_text(encoding="utf-8"), (folder / "sources.toml").read_text(encoding="utf-8")
    )


def _tables(text: str, file: str) -> dict[str, Any]:
    try:
        return read_out(tomllib.loads(text), f"reference/{file}")
    except tomllib.TOMLDecodeError as error:
        raise BrokenReference(f"{file} is not valid TOML: {error}.") from error


def _source(name: str, entry: Mapping[str, Any]) -> Source:
    for field in ("citation", "where", "kind", "how_seen"):
        if not entry.get(field):
            raise BrokenReference(f"The source {name} has no {field}.")
    if entry["kind"] not in KINDS:
        raise BrokenReference(f"The source {name} is of an unknown kind, {entry['kind']}.")
    if entry["how_seen"] not in HOW_SEEN:
        raise BrokenReference(f"The source {name} was seen in an unknown way, {entry['how_seen']}.")
    return Source(name, entry["citation"], entry["where"], entry["kind"], entry["how_seen"])


def _fact(key: str, entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Fact:
    for field in ("section", "value", "statement", "sources", "confidence"):
        if entry.get(field) in (None, "", []):
            raise BrokenReference(f"The fact {key} has no {field}.")
    for source_id in entry["sources"]:
        if source_id not in sources:
            raise BrokenReference(f"The fact {key} cites {source_id}, which sources.toml does not have.")
    if entry["confidence"] not in GRADES:
        raise BrokenReference(f"The fact {key} has an unknown confidence, {entry['confidence']}.")
    value = entry["value"] if isinstance(entry["value"], str) else float(entry["value"])
    low, high = entry.get("range", (None, None))
    fact = Fact(
        key=key,
        section=entry["section"],
        value=value,
        default=value,
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        unit=entry.get("unit", ""),
        statement=_worded(entry["statement"], value),
        source_ids=tuple(entry["sources"]),
        confidence=entry["confidence"],
        rationale=" ".join(filter(None, (entry.get("rationale"), entry.get("idle")))),
        idle=entry.get("idle", ""),
        choices=tuple(entry.get("choices", ())),
        template=entry["statement"],
    )
    allowed = value in fact.choices if fact.choices else isinstance(value, str) or fact._in_range(value)
    if not allowed:
        raise BrokenReference(f"The fact {key} is {shown(value)}, outside its own range.")
    return fact


def _worded(template: str, value: float | str) -> str:
    return template.replace("{value}", in_words(value))


LARGEST_FLOOR: Final = 4
"""Where a muscle ships without a floor (0), a lifter may set one up to this."""

VOLUME_STATEMENTS: Final = MappingProxyType(
    {
        "no floor": _("Fewer than {value} hard {muscle} sets a week count as too little; at 0 no amount does."),
        "floor": _(
            "Below about {value} hard {muscle} sets a week, research can hardly see growth; it is fine for upkeep."
        ),
        "beginner.low": _("A beginner lifter's usual range for {muscle} sets starts at {value} hard sets a week."),
        "intermediate.low": _(
            "An intermediate lifter's usual range for {muscle} sets starts at {value} hard sets a week."
        ),
        "advanced.low": _("An advanced lifter's usual range for {muscle} sets starts at {value} hard sets a week."),
        "beginner.high": _(
            "A beginner lifter's usual range for {muscle} sets ends at {value} hard sets a week; more adds little."
        ),
        "intermediate.high": _(
            "An intermediate lifter's usual range for {muscle} sets ends at {value} hard sets a week; more adds little."
        ),
        "advanced.high": _(
            "An advanced lifter's usual range for {muscle} sets ends at {value} hard sets a week; more adds little."
        ),
        "high": _("More than {value} hard {muscle} sets a week is a lot: watch performance and soreness."),
        "very_high": _("More than {value} hard {muscle} sets a week is beyond what is usually recoverable."),
    }
)
"""End of a key -> what it says; a floor of nought has words of its own."""


def _volume_entries(volume: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The facts `vol.muscle.*` out of one compact table a muscle.

    A table holds `name` (the muscle, as in "hamstring sets"), `sources`, `confidence`, `rationale`, and `floor`,
    `beginner`, `intermediate`, `advanced` (low and high), `high`, `very_high`; each may be missing. `range.<part>` says
    how far a lifter may move it, without it from half to double. `grade.<part>` and `cite.<part>` override for a part
    that rests on other works.
    """
    entries: dict[str, dict[str, Any]] = {}
    for muscle, table in volume.items():
        for part, suffix, value in _volume_parts(table):
            low, high = table.get("range", {}).get(suffix, (value / 2, value * 2 or LARGEST_FLOOR))
            says = VOLUME_STATEMENTS["no floor" if suffix == "floor" and not value else suffix]
            entries[f"vol.{muscle}.{suffix}"] = {
                "section": _("Weekly volume"),
                "value": value,
                "range": (low, high),
                "unit": "sets/week",
                "statement": says.replace("{muscle}", table["name"]),
                "sources": table.get("cite", {}).get(part, table.get("sources")),
                "confidence": table.get("grade", {}).get(part, table.get("confidence")),
                "rationale": table.get("why", {}).get(part, table.get("rationale", "")),
            }
    return entries


def _volume_parts(table: Mapping[str, Any]) -> Iterator[tuple[str, str, float]]:
    """(part of the table, end of the key, value) of everything that a muscle's table sets."""
    if "floor" in table:
        yield "floor", "floor", table["floor"]
    for level in LEVELS:
        if level in table:
            low, high = table[level]
            yield level, f"{level}.low", low
            yield level, f"{level}.high", high
    for part in ("high", "very_high"):
        if part in table:
            yield part, part, table[part]


def _overtaken(facts: Mapping[str, Fact]) -> tuple[Fact, Fact] | None:
    """The first two facts that stand in the wrong order, None when all is well."""
    for chain in _chains(facts):
        present = [facts[key] for key in chain if key in facts]
        for below, above in pairwise(present):
            if not isinstance(below.value, str) and not isinstance(above.value, str) and below.value > above.value:
                return below, above
    return None


def _chains(facts: Mapping[str, Fact]) -> Iterator[tuple[str, ...]]:
    """Keys that must rise in this order; some may not exist."""
    yield from RISING_CHAINS
    yield from _low_high_pairs(facts)
    yield from _volume_chains(facts)


def _low_high_pairs(facts: Mapping[str, Fact]) -> Iterator[tuple[str, ...]]:
    for key in facts:
        if key.endswith(".low"):
            yield key, key.removesuffix("low") + "high"


def _muscles(facts: Mapping[str, Fact]) -> tuple[str, ...]:
    return tuple(key.split(".")[1] for key in facts if key.startswith("vol.") and key.endswith(".very_high"))


def _volume_chains(facts: Mapping[str, Fact]) -> Iterator[tuple[str, ...]]:
    """A muscle's floor, each level's band and the two upper marks must rise."""
    for muscle in _muscles(facts):
        for level in LEVELS:
            yield tuple(
                f"vol.{muscle}.{part}" for part in ("floor", f"{level}.low", f"{level}.high", "high", "very_high")
            )
