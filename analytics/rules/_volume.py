"""What the volume rules share: the muscles in one state, and a finding about each."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.model import Evidence, Finding, Severity
from analytics.rules._case import POSTERIOR_FIRST, Case, Rule, worst_confidence

_ADDABLE: Final = {
    "quads": ("squat", "lunge", "knee_extension"),
    "hamstrings": ("knee_flexion", "hinge"),
    "glute_max": ("bridge", "hinge", "lunge"),
    "glute_med": ("hip_abduction", "lunge"),
    "adductors": ("hip_adduction", "squat"),
    "calves": ("calf",),
    "erectors": ("hinge",),
}
_NEW: Final = {
    "quads": "leg_press",
    "hamstrings": "seated_leg_curl",
    "glute_max": "hip_thrust",
    "glute_med": "side_lying_abduction",
    "adductors": "machine_adduction",
    "calves": "standing_calf_raise",
    "erectors": "back_extension_45",
}


def muscles_in(case: Case, state: str) -> list[pd.Series[Any]]:
    """`muscle_volume` rows of the last full week in `state`, the posterior muscles first."""
    rows = case.last_week_of(case.frame("muscle_volume"))
    if rows.empty:
        return []
    chosen = rows[rows["state"] == state]
    order = {muscle: place for place, muscle in enumerate(POSTERIOR_FIRST)}
    places = chosen["muscle"].map(lambda muscle: order.get(muscle, len(order)))
    return [row for _, row in chosen.assign(_place=places).sort_values(["_place", "muscle"]).iterrows()]


def is_of_the_legs(muscle: str) -> bool:
    """Whether a muscle is one this program speaks up about; the others are only reported."""
    return muscle in POSTERIOR_FIRST


def exercise_to_add(case: Case, muscle: str) -> str:
    """An exercise for more work: the one the lifter does most for it, else a usual first choice."""
    done = case.most_done(_ADDABLE.get(muscle, ()))
    if done is not None:
        return done
    return case.exercise_names.get(_NEW.get(muscle, ""), "an exercise you know for it")


def named_mean(case: Case, row: pd.Series[Any]) -> tuple[str, float]:
    """A muscle's name for the screen and its four-week mean of hard sets a week."""
    return case.muscle_names[str(row["muscle"])], float(row["mean_sets"])


def volume_finding(
    case: Case, row: pd.Series[Any], *, rule: Rule, severity: Severity, fact: str, headline: str, text: str, step: str
) -> Finding:
    """A finding about one muscle's four-week mean, resting on `fact` and the rule's own facts."""
    muscle = str(row["muscle"])
    keys = tuple(dict.fromkeys((fact, *rule.facts)))
    return Finding(
        rule=rule.name,
        rank=rule.rank,
        severity=severity if is_of_the_legs(muscle) else "info",
        subject=muscle,
        headline=headline,
        text=text,
        step=step,
        period_from=case.window_from,
        period_to=case.window_to,
        evidence=(
            Evidence("4-week mean", round(float(row["mean_sets"]), 2), "fractional hard sets a week"),
            Evidence("Last full week", round(float(row["week_sets"]), 2), "fractional hard sets"),
            Evidence("Direct sets, 4-week mean", round(float(row["direct_mean_sets"]), 2), "hard sets a week"),
        ),
        facts=keys,
        confidence=worst_confidence(case.facts, keys),
    )
