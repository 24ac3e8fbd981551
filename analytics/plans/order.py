"""How a session is put in order, and what stands beside each exercise: reps, effort, rest.

The order is that of article 001: the heavy lift first while you are fresh, a hinge or a thrust on days for the back of
the legs; then a second compound, accessories, and what is optional at the end. What is not for the legs keeps its
place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from analytics.model import Goal
from analytics.plans.credits import HIP_PATTERNS, Credits
from analytics.plans.model import Slot
from analytics.plans.targets import PRIME
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Facts

FINISHERS: Final = ("swing", "carry", "jump", "core")
_RANK: Final[Mapping[Slot, int]] = {"main": 0, "second": 1, "accessory": 2, "finisher": 3}
_NARROW: Final = 6
_ENDS: Final = (5, 10, 15, 20, 30)
"""Where wide ranges of reps are parted, as plans part them: 5 to 10, 10 to 15 ..."""
_REST_STEP: Final = 30
"""Rests are given as from and to, half a minute around the fact."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An exercise at its place in a session."""

    exercise_id: str
    slot: Slot


def in_order(exercises: Sequence[str], credits: Credits) -> tuple[Placed, ...]:
    """The exercises of one session (as the lifter does them, new ones last) with their slots, in the order to do them.

    Leg exercises are sorted by slot into the places that leg exercises hold; new ones follow the last of them.
    """
    legs = [each for each in exercises if is_leg_exercise(each, credits)]
    slots = _slots(legs, credits)
    queue = iter(sorted(legs, key=lambda each: _RANK[slots[each]]))
    return tuple(
        Placed(chosen, slots.get(chosen, "other"))
        for chosen in (next(queue) if each in slots else each for each in exercises)
    )


def is_leg_exercise(exercise_id: str, credits: Credits) -> bool:
    """Whether an exercise is direct work for a muscle of the legs other than the lower back."""
    return credits.knows(exercise_id) and bool((credits.direct.loc[exercise_id, list(PRIME)] > 0).any())


def _slots(legs: Sequence[str], credits: Credits) -> dict[str, Slot]:
    kinds = credits.exercises.loc[list(legs)]
    slots: dict[str, Slot] = {
        each: "finisher" if kinds.at[each, "pattern"] in FINISHERS else "accessory" for each in legs
    }
    heavy = [each for each in legs if kinds.at[each, "is_main"]]
    if heavy:
        first = _first(heavy, legs, credits)
        slots |= {each: "main" if each == first else "second" for each in heavy}
    return slots


def _first(heavy: Sequence[str], legs: Sequence[str], credits: Credits) -> str:
    """The lift to begin with: on a day for the back of the legs its first hinge or thrust, else the lifter's own."""
    sides = credits.counts.loc[list(legs), ["hip_dominant", "knee_dominant"]].sum()
    hips = [each for each in heavy if credits.exercises.at[each, "pattern"] in HIP_PATTERNS]
    return hips[0] if hips and sides["hip_dominant"] >= sides["knee_dominant"] else heavy[0]


@dataclass(frozen=True, slots=True)
class Prescription:
    """Reps (seconds of a hold), reps left and rest in seconds, each from and to."""

    reps: tuple[int, int]
    rir: tuple[int, int]
    rest_s: tuple[int, int]
    per_side: bool
    is_hold: bool


def prescribe(
    exercise_id: str, slot: Slot, *, usual_reps: int | None, goal: Goal, catalogue: Catalogue, facts: Facts
) -> Prescription:
    """What stands beside an exercise: the catalogue's usual reps (articles; `reps.*`), stretched to the lifter's own
    where those are fewer and still strength work; a strength plan takes `plan.strength_reps` for main lifts.
    """
    row = catalogue.exercises[catalogue.exercises["id"] == exercise_id].iloc[0]
    effort = "main" if slot in ("main", "second") else "accessory"
    rest = int(facts.number("rest.compound_s" if effort == "main" else "rest.accessory_s"))
    return Prescription(
        reps=_reps(row, slot, usual_reps, goal, facts),
        rir=(int(facts.number(f"rir.{effort}.low")), int(facts.number(f"rir.{effort}.high"))),
        rest_s=(rest - _REST_STEP, rest + _REST_STEP),
        per_side=bool(row["unilateral"]),
        is_hold=row["load_mode"] == "hold",
    )


def _reps(row: pd.Series[Any], slot: Slot, usual: int | None, goal: Goal, facts: Facts) -> tuple[int, int]:
    if goal == "strength" and slot == "main":
        return int(facts.number("plan.strength_reps.low")), int(facts.number("plan.strength_reps.high"))
    low, high = pd.to_numeric(row["rep_lo"], errors="coerce"), pd.to_numeric(row["rep_hi"], errors="coerce")
    if pd.isna(low) or pd.isna(high) or (row["load_mode"] == "hold" and usual):
        reps = usual or int(facts.number("hard.min_reps"))
        return reps, reps
    if usual is not None and usual < low:
        return max(usual, int(facts.number("hard.min_reps"))), int(low)
    return _part_of(int(low), int(high), usual)


def _part_of(low: int, high: int, usual: int | None) -> tuple[int, int]:
    """The part of a wide range that holds the usual reps, its first part without any: 6 to 20 and usually 12 is 10 to
    15. Narrow ranges stay whole.
    """
    if high - low <= _NARROW:
        return low, high
    ends = [low, *(end for end in _ENDS if low < end < high), high]
    parts = list(pairwise(ends))
    return next((part for part in parts if usual is None or usual < part[1]), parts[-1])
