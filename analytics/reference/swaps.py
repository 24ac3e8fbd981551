"""Which exercise to name when one is to be added: swap orders of the rulebook, and what can be done without a gym.

The orders are those of the rulebook's "Recommendation order"; the swaps for home follow its table A4 (dumbbells for
barbells, balls and sliders for machines).
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from analytics.reference.catalogue import load_catalogue

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
GYM_ONLY: Final = frozenset({"machine", "cable"})
"""Equipment that a lifter who trains at home is never sent to."""
AT_HOME: Final = frozenset({"dumbbell", "kettlebell", "bodyweight", "band", "ball", "slider"})
"""Equipment that advice may assume at home. A barbell is named only to those who have logged the lift."""


def choose(order: Collection[str], *, done: Collection[str], at_home: bool) -> str:
    """The exercise of `order` to name: the first that is in `done`, else the first that suits the place.

    At home machines and cables are passed over, unless the order holds nothing else.
    """
    known = next((exercise for exercise in order if exercise in done and not (at_home and _needs(exercise))), None)
    new = home_swap(order) if at_home else None
    return known or new or next(iter(order))


def home_swap(order: Collection[str]) -> str | None:
    """The first exercise of `order` that needs no gym; None where all do."""
    return next((exercise for exercise in order if _equipment().get(exercise) in AT_HOME), None)


def _needs(exercise: str) -> bool:
    return _equipment().get(exercise) in GYM_ONLY


@cache
def _equipment() -> dict[str, str]:
    exercises = load_catalogue().exercises
    return dict(zip(exercises["id"], exercises["equipment"], strict=True))
