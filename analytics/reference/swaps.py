"""Which exercise to name when one is to be added: swap orders of the rulebook, and what can be done with what there is.

The orders are those of the rulebook's "Recommendation order"; what stands in for them without a gym follows its table
A4 (dumbbells for barbells, balls and sliders for machines, bands, nothing).
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from analytics.model import Equipment
from analytics.reference.catalogue import load_catalogue
from analytics.reference.equipment import allowed, usable

CURLS: Final = (
    "seated_leg_curl", "lying_leg_curl", "ball_leg_curl", "slider_leg_curl", "assisted_nordic", "nordic_curl",
    "standing_leg_curl",
)  # fmt: skip
"""Swap order for "add a curl"."""
HINGES: Final = (
    "romanian_deadlift", "db_romanian_deadlift", "single_leg_rdl", "back_extension_45", "cable_pull_through",
)  # fmt: skip
"""Swap order for "add a hinge"."""
BACK_FRIENDLY_HINGES: Final = ("hip_thrust", "glute_bridge", "cable_pull_through")
"""Swap order for "add a hinge" while the lower back is tired: hip extension that hardly loads it (article 001)."""
STAND_INS: Final = {
    "hinge": ("band_romanian_deadlift", "single_leg_glute_bridge"),
    "squat": ("band_squat", "bodyweight_squat"),
}
"""What to name where nothing of an order can be done, by the pattern of its first exercise."""


def choose(order: Collection[str], *, done: Collection[str], equipment: Equipment) -> str:
    """The exercise of `order` to name: the first that is in `done` and can be done with what there is, else the first
    that can, else what stands in for them. Where all of that fails, the first: an order of machines alone is still an
    answer.

    At home a barbell is named only to those who have logged the lift.
    """
    known = usable(equipment, done)
    return (
        next((exercise for exercise in order if exercise in done and exercise in known), None)
        or possible(order, equipment)
        or possible(STAND_INS.get(_patterns().get(next(iter(order)), ""), ()), equipment)
        or next(iter(order))
    )


def possible(order: Collection[str], equipment: Equipment) -> str | None:
    """The first exercise of `order` that can be done with what there is, whoever the lifter is; None where none can."""
    return next((exercise for exercise in order if exercise in allowed(equipment)), None)


@cache
def _patterns() -> dict[str, str]:
    exercises = load_catalogue().exercises
    return dict(zip(exercises["id"], exercises["pattern"], strict=True))
