"""What the volume rules share: the muscles in one state, and a finding about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil, floor
from typing import Any, Final

import pandas as pd

from analytics.language import _, n_
from analytics.metrics.muscle_volume import STATE_WORDS
from analytics.model import Evidence, Finding, Severity
from analytics.reference.swaps import choose
from analytics.rules._case import CURLS, HINGES, POSTERIOR_FIRST, Case, Rule, sets, worst_confidence

_ADDABLE: Final = {
    "quads": ("squat", "lunge", "knee_extension"),
    "glute_max": ("bridge", "hinge", "lunge"),
    "glute_med": ("hip_abduction", "lunge"),
    "adductors": ("hip_adduction", "squat"),
    "calves": ("calf",),
    "erectors": ("hinge",),
}
_NEW: Final = {
    "quads": ("leg_press", "split_squat", "band_squat", "bodyweight_lunge"),
    "glute_max": ("hip_thrust", "single_leg_hip_thrust", "single_leg_glute_bridge"),
    "glute_med": ("side_lying_abduction",),
    "adductors": ("machine_adduction", "copenhagen"),
    "calves": ("standing_calf_raise", "single_leg_calf_raise"),
    "erectors": ("back_extension_45", "db_romanian_deadlift", "band_good_morning", "superman"),
}
"""Usual first choices for a muscle that no logged exercise trains directly; the first that can be done is named."""
_OTHERS: Final = _(
    "Hindsight speaks up for the legs; the rest of the body is only counted. All is well if that is the plan."
)


def volume_findings(
    case: Case, state: str, *, about: Callable[[Case, pd.Series[Any]], Finding], others: str
) -> tuple[Finding, ...]:
    """What `about` says of each muscle whose four-week mean is in `state`: the legs one by one, the rest of the body in
    one finding for information that begins with the words `others`. Of the rest, a muscle that needs no work of its own
    and gets none is not named.
    """
    rows = muscles_in(case, state)
    legs = [about(case, row) for row in rows if is_of_the_legs(str(row["muscle"]))]
    rest = [row for row in rows if not is_of_the_legs(str(row["muscle"])) and _is_trained_or_should_be(case, row)]
    return (*legs, _together(case, rest, about, others)) if rest else tuple(legs)


def muscles_in(case: Case, state: str) -> list[pd.Series[Any]]:
    """`muscle_volume` rows of the last full week in `state`, the posterior muscles first."""
    return [row for row in case.volumes if row["state"] == state]


def is_of_the_legs(muscle: str) -> bool:
    """Whether a muscle is one this program speaks up about; the others are only reported."""
    return muscle in POSTERIOR_FIRST


def exercise_to_add(case: Case, muscle: str) -> str:
    """An exercise for more work: the one the lifter does most for it, else a usual first choice; for the hamstrings one
    of the kind, hinge or curl, that has fewer sets.
    """
    if muscle == "hamstrings":
        return case.suggestion(_rarer_kind(case))
    patterns = _ADDABLE.get(muscle, ())
    for exercise, name, pattern in case.known_exercises:
        if pattern in patterns and muscle in case.main_muscles.get(exercise, ()):
            return name
    new = choose(_NEW.get(muscle, ("",)), done=(), equipment=case.lifter.equipment)
    return case.exercise_names.get(new) or _("an exercise you know for it")


def exercise_to_trim(case: Case, muscle: str) -> str:
    """An exercise for less work: of those done in the last full weeks, the one with most sets that trains the muscle
    directly; "its exercises" where none does.
    """
    recent = case.logged[pd.to_datetime(case.logged["last_day"]) >= pd.Timestamp(case.window_from)]
    direct = recent[[muscle in case.main_muscles.get(exercise, ()) for exercise in recent["exercise_id"]]]
    return _("its exercises") if direct.empty else str(direct.sort_values("sets", ascending=False).iloc[0]["name"])


def _rarer_kind(case: Case) -> tuple[str, ...]:
    rows = case.last_week("hinge_curl_balance")
    return HINGES if not rows.empty and rows.iloc[0]["knee_sets"] > rows.iloc[0]["hip_sets"] else CURLS


def sets_to_add(case: Case, mean: float, *, up_to: float) -> int:
    """Whole sets a week that lead from `mean` towards `up_to`, never more than one week's advice may add."""
    return max(1, min(ceil(up_to - mean), floor(case.room_to_add(mean))))


def hard_sets(number: float) -> str:
    """A number of hard sets for a sentence: "1 hard set", "4.5 hard sets"."""
    return n_("{number} hard set", "{number} hard sets", round(number, 1))


def named_mean(case: Case, row: pd.Series[Any]) -> tuple[str, float]:
    """A muscle's name for the screen and its four-week mean of hard sets a week."""
    return case.muscle_names[str(row["muscle"])], float(row["mean_sets"])


def last_week_words(row: pd.Series[Any]) -> str:
    """A sentence on the last full week where it stands elsewhere than the mean, else nothing."""
    state = str(row["week_state"])
    if state == row["state"]:
        return ""
    return _("Last week: {sets} ({state}).", sets=sets(float(row["week_sets"])), state=STATE_WORDS.get(state, state))


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
        text=f"{text} {last_week_words(row)}".rstrip(),
        step=step,
        period_from=case.window_from,
        period_to=case.window_to,
        evidence=(
            Evidence(_("4-week mean"), round(float(row["mean_sets"]), 2), _("fractional hard sets a week")),
            Evidence(_("Last full week"), round(float(row["week_sets"]), 2), _("fractional hard sets")),
            Evidence(_("Direct sets, 4-week mean"), round(float(row["direct_mean_sets"]), 2), _("hard sets a week")),
        ),
        facts=keys,
        confidence=worst_confidence(case.facts, keys),
    )


def _is_trained_or_should_be(case: Case, row: pd.Series[Any]) -> bool:
    return bool(row["floor"] > 0 or row["mean_sets"] >= case.facts.number("vol.gap_below"))


def _together(
    case: Case, rows: list[pd.Series[Any]], about: Callable[[Case, pd.Series[Any]], Finding], others: str
) -> Finding:
    each = [about(case, row) for row in rows]
    means = [named_mean(case, row) for row in rows]
    facts = tuple(dict.fromkeys(key for finding in each for key in finding.facts))
    return replace(
        each[0],
        headline=f"{others}: {', '.join(f'{name} {sets(mean)}' for name, mean in means)}",
        text=_("Hard sets a week over four weeks, in the rest of the body."),
        step=_OTHERS,
        evidence=tuple(_evidence(name, mean) for name, mean in means),
        facts=facts,
        confidence=worst_confidence(case.facts, facts),
    )


def _evidence(name: str, mean: float) -> Evidence:
    return Evidence(_("{muscle}, 4-week mean", muscle=name), round(mean, 2), _("fractional hard sets a week"))
