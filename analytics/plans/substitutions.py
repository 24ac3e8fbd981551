"""What to do instead of an exercise: the same work for its main muscle with what there is, and why.

A substitute does for the main muscle what the exercise does (`reference.functions`); half a set's worth comes only
behind whole ones. Then the same movement goes first, what the lifter knows, the same length, both legs or one as
before, and what is no harder to learn. For a complaint ("my back is tired") `substitutions.toml` says what the articles
offer instead, and in which order; there another function may come, and is then named among what is lost.

Pain is no complaint to swap for: it gets the articles' stop text and no exercise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from analytics.errors import BrokenReference, NotFound
from analytics.language import _, inside, listed
from analytics.language.tables import read_out
from analytics.model import Equipment
from analytics.reference.catalogue import Catalogue, load_catalogue
from analytics.reference.equipment import usable
from analytics.reference.facts import load_facts
from analytics.reference.functions import function_of, length_of, words_for
from analytics.reference.movements import movements
from analytics.reference.own import NOTHING_OWN
from analytics.rules.pain_note import STOP

SHOWN: Final = 6
"""How many substitutes are named unless more are asked for."""
_UNKNOWN_LENGTH: Final = "na"
_LOWER_BODY: Final = "lower"


@dataclass(frozen=True, slots=True)
class Substitute:
    """An exercise to do instead. `reason` is one sentence, `sources` are ids of sources.toml behind it (none: the
    catalogue alone). `keeps` and `loses` say in words what stays as it was and what does not; `is_known` says whether
    the lifter has logged it.
    """

    exercise_id: str
    reason: str
    keeps: tuple[str, ...]
    loses: tuple[str, ...]
    is_known: bool
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Exercises with one of each kind that is stated: movement, equipment, hamstring length; and that load `muscle`."""

    patterns: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()
    muscle: str = ""

    def holds(self, lift: Lift) -> bool:
        """Whether the exercise has all that is stated; anything has where nothing is."""
        return (
            (not self.patterns or lift.pattern in self.patterns)
            and (not self.equipment or lift.equipment in self.equipment)
            and (not self.lengths or lift.ham_length in self.lengths)
            and (not self.muscle or self.muscle in lift.muscles)
        )


ANYTHING: Final = Scope()
"""Every exercise."""


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to do instead of exercises `of`: those in `to`, or what does the same; at most `most` of them."""

    of: Scope
    to: tuple[str, ...]
    without: Scope
    most: int
    reason: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is the matter, in the lifter's words; `stop` is the text that takes the place of any exercise."""

    id: str
    title: str
    explanation: str
    of: Scope
    ways: tuple[Way, ...]
    stop: str = ""

    def concerns(self, lift: Lift) -> bool:
        """Whether something can be done about it where this exercise is planned."""
        return bool(self.stop) or (self.of.holds(lift) and any(way.of.holds(lift) for way in self.ways))


@dataclass(frozen=True, slots=True)
class Lift:
    """One strength exercise as substitutions see it. `muscles` are those it counts for, with their share; it is done
    for `main_muscle`. `place` is its place in the catalogue, which lists the exercises of the rulebook first.
    """

    id: str
    pattern: str
    equipment: str
    ham_length: str
    is_single: bool
    level: int
    place: int
    main_muscle: str
    is_for_legs: bool
    muscles: Mapping[str, float] = field(hash=False)

    def function(self, muscle: str) -> str:
        """What it has a muscle do."""
        return function_of(muscle, self.pattern, self.id)

    def length(self, muscle: str) -> str:
        """The length at which it loads a muscle: long, mid, short, or na."""
        return length_of(muscle, self.pattern, self.ham_length, direct=self.muscles.get(muscle) == 1)

    def work(self, muscle: str) -> tuple[str, str, str]:
        """In words: what it has a muscle do, at which length, and with how many legs; "" for what is unknown or has
        no legs.
        """
        length = self.length(muscle)
        return (
            words_for("function", self.function(muscle)),
            "" if length == _UNKNOWN_LENGTH else words_for("length", length),
            words_for("legs", "single" if self.is_single else "both") if self.is_for_legs else "",
        )


# what to do instead ---------------------------------------------------------------------------------------------------


def substitutes(
    exercise_id: str,
    *,
    catalogue: Catalogue,
    equipment: Equipment,
    done: Collection[str] = (),
    complaint: str | None = None,
    limit: int = SHOWN,
) -> tuple[Substitute, ...]:
    """At most `limit` exercises to do instead, best first; all can be done with what there is. `done` are the exercises
    that the lifter has logged.

    Empty where nothing fits, for a complaint that the exercise has no part in, and for pain. Raises `NotFound` for an
    exercise that is in no catalogue or is no strength exercise, and for an unknown complaint.
    """
    lifts = _lifts(catalogue)
    lift = _found(lifts, exercise_id)
    there = usable(equipment, done, catalogue.own) - {exercise_id}
    found = {each: lifts[each] for each in lifts if each in there and (each in done or each not in _never_new())}
    said = None if complaint is None else _complaint(complaint)
    chosen = _answers(lift, found, done, said)
    names = catalogue.muscle_names
    spared = said.of.muscle if said else ""
    return tuple(
        _substitute(lift, each, way, names, spared=spared, is_known=each.id in done)
        for each, way in _first(chosen, limit)
    )


def complaints_about(exercise_id: str, *, catalogue: Catalogue) -> tuple[Complaint, ...]:
    """What may be the matter with an exercise, in the order of the data; pain always among it. Raises `NotFound`."""
    lift = _found(_lifts(catalogue), exercise_id)
    return tuple(each for each in complaints() if each.concerns(lift))


def work_of(exercise_id: str, *, catalogue: Catalogue) -> tuple[str, ...]:
    """What a substitute is to do as well, in words: the main muscle, what it does, its length, the legs. Raises
    `NotFound`.
    """
    lift = _found(_lifts(catalogue), exercise_id)
    names = catalogue.muscle_names
    return (names.get(lift.main_muscle, lift.main_muscle), *filter(None, lift.work(lift.main_muscle)))


def can_be_swapped(catalogue: Catalogue, logged: Iterable[str] = ()) -> tuple[str, ...]:
    """Ids of the exercises that are done for a muscle of the lower body: those `logged`, in their order, then the
    others in the order of the catalogue.
    """
    legs = [each.id for each in _lifts(catalogue).values() if each.is_for_legs]
    known = set(legs)
    return tuple(dict.fromkeys((*(each for each in logged if each in known), *legs)))


def _answers(
    lift: Lift, found: Mapping[str, Lift], done: Collection[str], said: Complaint | None
) -> Iterator[tuple[Lift, Way | None]]:
    if said is None:
        yield from ((other, None) for other in _alike(lift, found, done))
        return
    if not said.of.holds(lift):
        return
    taken = _one_machine().get(lift.id, frozenset()) if said.of.equipment else frozenset()
    left = {each: other for each, other in found.items() if each not in taken}
    for way in said.ways:
        if way.of.holds(lift):
            yield from ((other, way) for other in _of_way(lift, way, left, done)[: way.most])


def _of_way(lift: Lift, way: Way, found: Mapping[str, Lift], done: Collection[str]) -> list[Lift]:
    if way.to:
        named = [found[each] for each in way.to if each in found]
        return sorted(named, key=lambda other: other.id not in done)
    alike = _alike(lift, found, done)
    return alike if way.without == ANYTHING else [other for other in alike if not way.without.holds(other)]


def _alike(lift: Lift, found: Mapping[str, Lift], done: Collection[str]) -> list[Lift]:
    """Those that do the same for the main muscle, the most alike first."""
    muscle = lift.main_muscle
    same = [
        each for each in found.values() if muscle in each.muscles and each.function(muscle) == lift.function(muscle)
    ]
    return sorted(same, key=lambda other: _distance(lift, other, muscle, is_known=other.id in done))


def _distance(lift: Lift, other: Lift, muscle: str, *, is_known: bool) -> tuple[float, ...]:
    """What tells two exercises apart, what matters most first."""
    return (
        lift.muscles[muscle] - min(lift.muscles[muscle], other.muscles[muscle]),
        other.pattern != lift.pattern,
        not is_known,
        other.length(muscle) != lift.length(muscle),
        max(0, other.level - lift.level),
        other.is_single != lift.is_single,
        other.place,
    )


def _first(chosen: Iterable[tuple[Lift, Way | None]], limit: int) -> list[tuple[Lift, Way | None]]:
    once: dict[str, tuple[Lift, Way | None]] = {}
    for lift, way in chosen:
        once.setdefault(lift.id, (lift, way))
    return list(once.values())[:limit]


def _found(lifts: Mapping[str, Lift], exercise_id: str) -> Lift:
    if exercise_id not in lifts:
        raise NotFound(_("There is no strength exercise {exercise} in the catalogue.", exercise=exercise_id))
    return lifts[exercise_id]


# in words -------------------------------------------------------------------------------------------------------------


def _substitute(
    lift: Lift, other: Lift, way: Way | None, names: Mapping[str, str], *, spared: str, is_known: bool
) -> Substitute:
    reason, sources = (way.reason, way.sources) if way and way.reason else _usual_reason(lift, other)
    keeps, loses = _kept_and_lost(lift, other)
    return Substitute(
        other.id, reason, keeps, (*loses, *_lost_work(lift, other, names, spared=spared)), is_known, sources
    )


def _usual_reason(lift: Lift, other: Lift) -> tuple[str, tuple[str, ...]]:
    for exercises, of, text, sources in _reasons():
        if other.id in exercises and of.holds(lift):
            return text, sources
    if other.pattern == lift.pattern:
        return _the_same_with(lift, other), ()
    work = words_for("function", other.function(lift.main_muscle))
    return _("Another movement that does the same: {work}.", work=work), ()


def _the_same_with(lift: Lift, other: Lift) -> str:
    if other.equipment == lift.equipment:
        return _("The same movement in another form.")
    return _THE_SAME_WITH.get(other.equipment) or _("The same movement with something else.")


_THE_SAME_WITH: Final = {
    "barbell": _("The same movement with a barbell."),
    "dumbbell": _("The same movement with dumbbells."),
    "kettlebell": _("The same movement with kettlebells."),
    "machine": _("The same movement on a machine."),
    "cable": _("The same movement on a cable."),
    "band": _("The same movement with a band."),
    "bodyweight": _("The same movement with the body's own weight."),
    "ball": _("The same movement on a ball."),
    "slider": _("The same movement on sliders or a towel."),
}


def _kept_and_lost(lift: Lift, other: Lift) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stays and what goes, in words. Where the other does not work the main muscle, only the legs compare."""
    muscle = lift.main_muscle
    pairs = list(zip(lift.work(muscle), other.work(muscle), strict=True))
    compared = pairs if muscle in other.muscles else pairs[-1:]
    keeps = tuple(was for was, now in compared if was and was == now)
    return keeps, tuple(
        _("{was} (here {now})", was=was, now=now) if now else was for was, now in compared if was and was != now
    )


def _lost_work(lift: Lift, other: Lift, names: Mapping[str, str], *, spared: str) -> tuple[str, ...]:
    """Muscles that the exercise works directly and the other less, but for the one to be spared."""
    lost = {muscle: other.muscles.get(muscle, 0.0) for muscle, share in lift.muscles.items() if share == 1}
    named = {muscle: inside(names.get(muscle, muscle)) for muscle in lost}
    return tuple(
        _("half of the work for the {muscle}", muscle=named[muscle])
        if left
        else _("all of the work for the {muscle}", muscle=named[muscle])
        for muscle, left in lost.items()
        if left < 1 and muscle != spared
    )


# the data -------------------------------------------------------------------------------------------------------------


@cache
def complaints() -> tuple[Complaint, ...]:
    """Everything that may be the matter, as `substitutions.toml` lists it. Raises `BrokenReference` where it names what
    does not exist.
    """
    found = tuple(_read_complaint(each) for each in _file()["complaint"])
    for complaint in found:
        for way in complaint.ways:
            _check(way.to, way.sources)
    return found


def _complaint(complaint_id: str) -> Complaint:
    found = next((each for each in complaints() if each.id == complaint_id), None)
    if found is None:
        known = listed(each.id for each in complaints())
        raise NotFound(
            _("There is no complaint {complaint}.", complaint=complaint_id),
            _("There are {complaints}.", complaints=known),
        )
    return found


def _read_complaint(row: Mapping[str, Any]) -> Complaint:
    ways = tuple(_read_way(each) for each in row.get("way", ()))
    stop = STOP if row.get("stop") else ""
    return Complaint(row["id"], row["title"], row["explanation"], _scope(row.get("of", {})), ways, stop)


def _read_way(row: Mapping[str, Any]) -> Way:
    return Way(
        of=_scope(row.get("of", {})),
        to=tuple(row.get("to", ())),
        without=_scope(row.get("without", {})),
        most=row.get("most", SHOWN),
        reason=row["reason"],
        sources=tuple(row["articles"]),
    )


def _scope(row: Mapping[str, Any]) -> Scope:
    return Scope(
        tuple(row.get("patterns", ())),
        tuple(row.get("equipment", ())),
        tuple(row.get("lengths", ())),
        row.get("muscle", ""),
    )


@cache
def _reasons() -> tuple[tuple[frozenset[str], Scope, str, tuple[str, ...]], ...]:
    """(exercises, what they stand in for, sentence, sources)."""
    rows = _file()["reason"]
    for row in rows:
        _check(row["to"], row["articles"])
    return tuple((frozenset(row["to"]), _scope(row["of"]), row["text"], tuple(row["articles"])) for row in rows)


@cache
def _never_new() -> frozenset[str]:
    exercises = _file()["never_new"]["exercises"]
    _check(exercises, ())
    return frozenset(exercises)


@cache
def _one_machine() -> Mapping[str, frozenset[str]]:
    """Exercise id -> those on the same machine."""
    groups = [row["exercises"] for row in _file()["one_machine"]]
    for group in groups:
        _check(group, ())
    return MappingProxyType({each: frozenset(group) for group in groups for each in group})


def _check(exercises: Iterable[str], sources: Iterable[str]) -> None:
    unknown = (set(exercises) - set(load_catalogue().exercises["id"])) | (set(sources) - set(load_facts().sources))
    if unknown:
        raise BrokenReference(f"substitutions.toml names what does not exist: {', '.join(sorted(unknown))}.")


@cache
def _file() -> dict[str, Any]:
    text = resources.files("analytics.plans").joinpath("substitutions.toml").read_text(encoding="utf-8")
    tables: dict[str, Any] = read_out(tomllib.loads(text), "plans/substitutions.toml")
    return tables


def _lifts(catalogue: Catalogue) -> Mapping[str, Lift]:
    return _shipped_lifts() if catalogue.own == NOTHING_OWN else _read_lifts(catalogue)


@cache
def _shipped_lifts() -> Mapping[str, Lift]:
    return _read_lifts(load_catalogue())


def _read_lifts(catalogue: Catalogue) -> Mapping[str, Lift]:
    """Exercise id -> lift, for every strength exercise that works a muscle."""
    lower = frozenset(catalogue.muscles.loc[catalogue.muscles["region"] == _LOWER_BODY, "id"])
    muscles: dict[str, dict[str, float]] = {}
    shares = catalogue.contributions[catalogue.contributions["weight"] > 0]
    for exercise, muscle, weight in zip(shares["exercise_id"], shares["muscle"], shares["weight"], strict=True):
        muscles.setdefault(exercise, {})[muscle] = weight
    rows = catalogue.exercises[(catalogue.exercises["kind"] == "strength") & (catalogue.exercises["set_credit"] > 0)]
    return MappingProxyType(
        {
            row["id"]: _lift(row, place, muscles[row["id"]], lower)
            for place, row in enumerate(rows.to_dict("records"))
            if row["id"] in muscles
        }
    )


def _lift(row: Mapping[Hashable, Any], place: int, muscles: Mapping[str, float], lower: frozenset[str]) -> Lift:
    main = _main_muscle(row["pattern"], muscles)
    return Lift(
        id=row["id"],
        pattern=row["pattern"],
        equipment=row["equipment"],
        ham_length=row["ham_length_bias"],
        is_single=bool(row["unilateral"]),
        level=int(row["level"] or 1),
        place=place,
        main_muscle=main,
        is_for_legs=main in lower,
        muscles=MappingProxyType(muscles),
    )


def _main_muscle(pattern: str, muscles: Mapping[str, float]) -> str:
    """Of the muscles with the largest share the one that the movement names first."""
    movement = movements().get(pattern)
    usual: tuple[str, ...] = (*(movement.muscles if movement else ()), *muscles)
    return next(muscle for muscle in usual if muscles.get(muscle) == max(muscles.values()))
