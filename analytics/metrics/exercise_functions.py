"""Which exercises gave a muscle its sets, and what each of them has it do (rulebook B4, B5).

What a movement has a muscle do is data (`reference/movement_functions.csv`); the sets are those of the weekly volume.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from analytics.language import _
from analytics.metrics._base import Metric
from analytics.metrics._functions import exercise_functions

METRIC: Final = Metric(
    name="exercise_functions",
    columns=MappingProxyType(
        {
            "muscle": _("muscle id"),
            "exercise_id": _("exercise id"),
            "hard_sets": _("fractional hard sets that the exercise gave the muscle in the window"),
            "share": _("hard_sets over all hard sets of the muscle in the window, 0 to 1"),
            "direct": _("true where the muscle is a main mover of the exercise"),
            "function": _(
                "what the exercise has the muscle do: hip_extension, knee_flexion, knee_extension, squat "
                "(knee and hip together), plantarflexion_straight or _bent (the knee), hip_abduction, "
                "hip_adduction, single_leg_support, spine_extension; above the waist the movement pattern"
            ),
            "length": _("the length at which it loads the muscle: long, mid, short, or na where none is known"),
            "legs": _("both, or single for exercises done one side at a time"),
            "sessions": _("workouts of the window that held the exercise"),
            "window_from": _("first day of the window: the Monday of the first of its full weeks"),
            "window_to": _("last day of the window: the Sunday of the last full week up to the day asked for"),
        }
    ),
    compute=exercise_functions,
    facts=("hard.", "count.", "isometric.", "bal.window_weeks", "func.calves"),
)
