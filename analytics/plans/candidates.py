"""Which exercises a plan may bring in: one for each thing that may be missing, from the rulebook's swap orders."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from analytics.model import Lifter
from analytics.plans.credits import Credits
from analytics.reference.catalogue import Catalogue
from analytics.reference.equipment import usable
from analytics.reference.swaps import BACK_FRIENDLY_HINGES, CURLS, HINGES

THRUSTS: Final = (
    "hip_thrust", "machine_hip_thrust", "db_hip_thrust", "single_leg_hip_thrust", "glute_bridge",
    "single_leg_glute_bridge", "band_hip_thrust",
)  # fmt: skip
"""Swap order for "add work for the glutes" (article 001: directly targets them, little load on the back)."""
LONG: Final = (
    "seated_leg_curl",
    "romanian_deadlift",
    "db_romanian_deadlift",
    "single_leg_rdl",
    "band_romanian_deadlift",
)
"""Swap order for hamstring work at long length (rulebook C5: seated curls or RDLs)."""
SQUATS: Final = (
    "leg_press", "goblet_squat", "split_squat", "reverse_lunge", "bodyweight_lunge", "bodyweight_squat", "band_squat",
)  # fmt: skip
"""Swap order for "add work for the quads"."""
SIDE: Final = (
    "split_squat", "step_up", "reverse_lunge", "bodyweight_lunge", "bulgarian_split_squat",
)  # fmt: skip
"""Swap order for the side of the hip and each leg by itself (article 001)."""
HIP_SIDE: Final = ("cable_abduction", "band_walk", "side_lying_abduction")
"""The same without work for the quads."""
CALVES: Final = (
    "standing_calf_raise", "dumbbell_calf_raise", "single_leg_calf_raise", "band_calf_raise", "bodyweight_calf_raise",
)  # fmt: skip
_HARDEST: Final = {"beginner": 2, "intermediate": 3, "advanced": 4}
"""The catalogue's level of difficulty, 1 to 4, up to which an exercise is brought in. Who did it before may do it."""


def candidates(
    lifter: Lifter, *, done: Collection[str], credits: Credits, catalogue: Catalogue, back_is_tired: bool,
    avoid: Collection[str] = (),
) -> tuple[str, ...]:  # fmt: skip
    """At most one exercise of each swap order: the first that the lifter has logged, else the first that there is
    equipment for and that is not too hard. `avoid` are exercises that were planned and not taken up.
    """
    can_do = usable(lifter.equipment, done, catalogue.own) & set(credits.counts.index) - set(avoid)
    levels = dict(zip(catalogue.exercises["id"], catalogue.exercises["level"].astype("float64"), strict=True))
    fitting = {each for each in can_do if each in done or levels[each] <= _HARDEST[lifter.level]}
    hinges = BACK_FRIENDLY_HINGES if back_is_tired else (*HINGES, "band_romanian_deadlift", "single_leg_glute_bridge")
    orders = (CURLS, hinges, LONG, THRUSTS, SQUATS, SIDE, HIP_SIDE, CALVES)
    found = (_first(order, fitting, done) for order in orders)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _first(order: Collection[str], fitting: Collection[str], done: Collection[str]) -> str | None:
    known = (each for each in order if each in fitting and each in done)
    return next(known, None) or next((each for each in order if each in fitting), None)
