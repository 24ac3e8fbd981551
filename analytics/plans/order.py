"""How a session is put in order, and what stands beside each exercise: reps, effort, rest.

The order is that of article 001: the heavy lift first while you are fresh, a hinge or a thrust on days for the back of
the legs; then a second compound, accessories, and what is optional at the end. What is not for the legs keeps its
place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.model import Goal
from analytics.plans.credits import HIP_PATTERNS, Credits
from analytics.plans.model import SLOTS, Line, Slot, UsualLine
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Facts

FINISHERS: Final = ("swing", "carry", "jump", "core")
_ASKED_OF_THE_CATALOGUE: Final = ("rep_lo", "rep_hi", "load_mode", "unilateral")
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
    legs = [each for each in exercises if credits.is_leg_work(each)]
    slots = _slots(legs, credits)
    queue = iter(sorted(legs, key=lambda each: SLOTS.index(slots[each])))
    return tuple(
        Placed(chosen, slots.get(chosen, "other"))
        for chosen in (next(queue) if each in slots else each for each in exercises)
    )


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


def prescribe(
    exercise_id: str,
    sets: int,
    slot: Slot,
    *,
    usual: UsualLine | None = None,
    goal: Goal,
    catalogue: Catalogue,
    facts: Facts,
) -> Line:
    """An exercise as a line, without its load: the catalogue's usual reps (articles; `reps.*`), stretched to the
    lifter's own where those are fewer and still strength work; a strength plan takes `plan.strength_reps` for main
    lifts. `usual` is what the usual session holds of it (None: nothing).
    """
    place = np.flatnonzero(catalogue.exercises["id"] == exercise_id)[0]
    entry: dict[str, Any] = {name: catalogue.exercises[name].iat[place] for name in _ASKED_OF_THE_CATALOGUE}
    low, high = (pd.to_numeric(entry[name], errors="coerce") for name in ("rep_lo", "rep_hi"))
    span = None if pd.isna(low) or pd.isna(high) else (int(low), int(high))
    is_hold, is_heavy = entry["load_mode"] == "hold", slot in ("main", "second")
    effort = "main" if is_heavy else "accessory"
    rest = int(facts.number("rest.compound_s" if is_heavy else "rest.accessory_s"))
    if goal == "strength" and slot == "main":
        reps = (int(facts.number("plan.strength_reps.low")), int(facts.number("plan.strength_reps.high")))
    else:
        reps = _reps(span, usual.reps if usual else None, int(facts.number("hard.min_reps")), is_hold=is_hold)
    return Line(
        exercise_id=exercise_id,
        sets=sets,
        reps=reps,
        rir=(int(facts.number(f"rir.{effort}.low")), int(facts.number(f"rir.{effort}.high"))),
        rest_s=(rest - _REST_STEP, rest + _REST_STEP),
        slot=slot,
        usual_sets=usual.sets if usual else 0,
        per_side=bool(entry["unilateral"]),
        is_hold=is_hold,
    )


def _reps(span: tuple[int, int] | None, usual: int | None, least: int, *, is_hold: bool) -> tuple[int, int]:
    """Reps from and to: of the catalogue's span (None: it has none) the part that suits the usual ones."""
    if span is None or (is_hold and usual):
        return (usual or least,) * 2
    low, high = span
    if usual is not None and usual < low:
        return max(usual, least), low
    return _part_of(low, high, usual)


def _part_of(low: int, high: int, usual: int | None) -> tuple[int, int]:
    """The part of a wide range that holds the usual reps, its first part without any: 6 to 20 and usually 12 is 10 to
    15. Narrow ranges stay whole.
    """
    if high - low <= _NARROW:
        return low, high
    ends = [low, *(end for end in _ENDS if low < end < high), high]
    parts = list(pairwise(ends))
    return next((part for part in parts if usual is None or usual < part[1]), parts[-1])
