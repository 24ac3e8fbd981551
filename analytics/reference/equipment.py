"""What can be done with what there is: the lifter's setting `equipment`, and what each exercise needs.

`equipment.csv` says what each choice of the setting has, in the words of the catalogue's column `equipment` and a few
more (a bench, a bench for back extensions, a bar to hang from, something that holds the feet, a wheel); what stands
under `if_known` is there only for a lift that the log holds. An exercise needs what its row of the catalogue names;
`equipment_needs.csv` holds those for which that is not the whole truth, with the reason. A chair, a wall and a towel
are always there, as in article 003.

An exercise of the catalogue that is done with a load needs that load: a lunge without dumbbells is `bodyweight_lunge`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import pandas as pd

from analytics.errors import BrokenReference
from analytics.language.tables import read_out
from analytics.model import EQUIPMENT, Equipment
from analytics.reference.catalogue import load_catalogue
from analytics.reference.own import EQUIPMENT as NAMED_IN_THE_CATALOGUE
from analytics.reference.own import NOTHING_OWN, OwnEntries

NEEDS_NOTHING: Final = frozenset({"bodyweight", "none"})
"""Equipment of the catalogue that is always there."""
FURTHER: Final = frozenset({"bench", "back_bench", "bar", "feet", "wheel"})
"""What `equipment_needs.csv` names beyond the equipment of the catalogue."""

Ways = tuple[frozenset[str], ...]
"""What an exercise needs: any one of these sets of things."""


@dataclass(frozen=True, slots=True)
class Kit:
    """A choice of the setting: name and meaning for the screen, what is there, and what is there for lifts that the log
    holds.
    """

    title: str
    explanation: str
    has: frozenset[str]
    if_known: frozenset[str]


def words(equipment: Equipment) -> Kit:
    """What a choice is called (`title`), what it means (`explanation`), and what it has."""
    return _kits()[equipment]


def allows(equipment: Equipment, exercise_id: str, *, is_known: bool = False, own: OwnEntries = NOTHING_OWN) -> bool:
    """Whether an exercise can be done with what there is; `is_known` says that the log holds it.

    An exercise of the lifter's own goes by the equipment that they stated; one that is nowhere known is not allowed.
    """
    kit = _kits()[equipment]
    there = kit.has | kit.if_known if is_known else kit.has
    return any(way <= there for way in _ways(exercise_id, own))


def allowed(equipment: Equipment, own: OwnEntries = NOTHING_OWN) -> frozenset[str]:
    """Every exercise id, shipped or the lifter's own, that can be done with what there is."""
    return _allowed(equipment) | {each.id for each in own.exercises if allows(equipment, each.id, own=own)}


def usable(equipment: Equipment, done: Collection[str], own: OwnEntries = NOTHING_OWN) -> frozenset[str]:
    """`allowed`, and of the exercises in `done` those for which the log shows that what they need is there."""
    return allowed(equipment, own) | {each for each in done if allows(equipment, each, is_known=True, own=own)}


def _ways(exercise_id: str, own: OwnEntries) -> Ways:
    added = own.exercise(exercise_id)
    return _shipped_ways().get(exercise_id, ()) if added is None else _way_of(added.equipment)


@cache
def _allowed(equipment: Equipment) -> frozenset[str]:
    return frozenset(exercise for exercise in _shipped_ways() if allows(equipment, exercise))


@cache
def _shipped_ways() -> dict[str, Ways]:
    exercises = load_catalogue().exercises
    usual = dict(zip(exercises["id"], exercises["equipment"].map(_way_of), strict=True))
    stated = {row["exercise_id"]: _read(row["needs"]) for row in _rows("equipment_needs")}
    _check(stated, usual)
    return usual | stated


def _way_of(named: str) -> Ways:
    return (frozenset() if named in NEEDS_NOTHING else frozenset({named}),)


def _read(needs: str) -> Ways:
    return tuple(frozenset(way.split()) - {"nothing"} for way in needs.split("|"))


def _check(stated: dict[str, Ways], usual: dict[str, Ways]) -> None:
    known = FURTHER | set(NAMED_IN_THE_CATALOGUE) - NEEDS_NOTHING
    for exercise, ways in stated.items():
        if exercise not in usual:
            raise BrokenReference(f"equipment_needs.csv holds an unknown exercise: {exercise}.")
        if not frozenset().union(*ways) <= known:
            raise BrokenReference(f"equipment_needs.csv holds something that no equipment has: {exercise}.")


@cache
def _kits() -> dict[str, Kit]:
    kits = {
        row["equipment"]: Kit(
            row["title"], row["explanation"], frozenset(row["has"].split()), frozenset(row["if_known"].split())
        )
        for row in _rows("equipment")
    }
    if tuple(kits) != EQUIPMENT:
        raise BrokenReference("equipment.csv does not hold the choices of the setting, in their order.")
    return kits


def _rows(name: str) -> list[dict[str, str]]:
    with resources.files("analytics.reference").joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        rows = pd.read_csv(file, dtype="str", keep_default_na=False).to_dict("records")
    return [{str(key): str(value) for key, value in row.items()} for row in read_out(rows, f"reference/{name}.csv")]
