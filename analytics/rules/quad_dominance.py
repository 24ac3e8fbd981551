"""Quad dominance: knee-dominant over hip-dominant work, and quad over hamstring sets, in the last four full weeks."""

from __future__ import annotations

from typing import Any, Final, cast

import pandas as pd

from analytics.model import Evidence, Finding, Severity
from analytics.rules._case import CURLS, HINGES, Case, Rule, sets, worst_confidence

_FACTS: Final = (
    "bal.kd_hd.watch", "bal.kd_hd.warn", "bal.kd_hd.strong", "bal.q_h.watch", "bal.q_h.warn", "bal.q_h.strong",
    "bal.q_h.strong_hamstrings_below", "bal.q_h.strong_quads_from", "bal.min_sets", "bal.persist_weeks",
    "vol.max_weekly_rise",
)  # fmt: skip
_SEVERITY: Final = {"watch": "hint", "warn": "warn", "strong": "strong"}
_HEADLINES: Final = {
    "watch": "Your leg work leans towards the quads",
    "warn": "Your leg work is quad-dominant",
    "strong": "Your leg work is strongly quad-dominant",
}
_ORDER: Final = ("ok", *_HEADLINES)
_CAVEAT: Final = (
    "This counts work, not strength, and no study ties a set ratio to injury; "
    "the hamstrings are normally about half as strong as the quads."
)
_RANK: Final = 3
_RANK_OF_WATCH: Final = 10


def judge(case: Case) -> tuple[Finding, ...]:
    """Says how many quad sets stand against each hamstring set, and how many hamstring sets a week would settle it.

    Why it matters: in the articles most lifters neglect the back half of the legs; the thresholds are conventions of
    coaches. A level below "strong" also counts where most single weeks held it, though the four together do not.
    Silent below the least number of sets, and when both ratios are in order.
    """
    rows = case.last_week_of(case.frame("quad_posterior_ratio"))
    if rows.empty or rows.iloc[0]["level"] not in _SEVERITY:
        return ()
    row = rows.iloc[0]
    level = str(row["level"])
    weeks = int(row["weeks"])
    quads, hamstrings = row["quad_sets"] / weeks, row["hamstring_sets"] / weeks
    return (
        Finding(
            rule=RULE.name,
            rank=_RANK_OF_WATCH if level == "watch" else _RANK,
            severity=cast("Severity", _SEVERITY[level]),
            subject="hamstrings",
            headline=f"{_HEADLINES[level]}: {_in_words(row)}",
            text=" ".join([*_numbers(row, quads, hamstrings), *_persistence(row), _CAVEAT]),
            step=_step(case, quads, hamstrings),
            period_from=case.window_from,
            period_to=case.window_to,
            evidence=_evidence(row, quads, hamstrings),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


def _held_by_weeks(row: pd.Series[Any]) -> bool:
    """Whether the level shown comes from the single weeks, the four together being lower."""
    return _ORDER.index(str(row["pooled_level"])) < _ORDER.index(str(row["level"]))


def _in_words(row: pd.Series[Any]) -> str:
    if _held_by_weeks(row):
        return f"so it was in {int(row['weeks_at_level'])} of the last {int(row['weeks'])} weeks"
    if pd.isna(row["q_h_ratio"]):
        return "quad sets and no hamstring sets"
    if row["q_h_ratio"] >= row["kd_hd_ratio"] or pd.isna(row["kd_hd_ratio"]):
        return f"{row['q_h_ratio']:.1f} quad sets for each hamstring set"
    return f"{row['kd_hd_ratio']:.1f} knee-dominant sets for each hip-dominant set"


def _numbers(row: pd.Series[Any], quads: float, hamstrings: float) -> tuple[str, ...]:
    """The sentence with the sets a week, and what coaches do; the movements where they are the higher ratio."""
    weeks = int(row["weeks"])
    span = "the last full week" if weeks == 1 else f"the last {weeks} full weeks"
    ratio = "" if pd.isna(row["q_h_ratio"]) else f" ({row['q_h_ratio']:.1f}:1)"
    numbers = f"In {span} you did {sets(quads)} quad and {sets(hamstrings)} hamstring sets a week{ratio}."
    coaches = "Many coaches keep this between 1:1 and 1.5:1."
    if _ORDER.index(str(row["kd_hd_level"])) <= _ORDER.index(str(row["q_h_level"])):
        return numbers, coaches
    knee, hip = (row[f"{side}_dominant_sets"] / weeks for side in ("knee", "hip"))
    return numbers, f"By movement it was {sets(knee)} knee-dominant against {sets(hip)} hip-dominant sets.", coaches


def _persistence(row: pd.Series[Any]) -> tuple[str, ...]:
    """Whether single weeks or their sum say it."""
    weeks, held = int(row["weeks"]), int(row["weeks_at_level"])
    if _held_by_weeks(row):
        return (f"The {weeks} weeks together stay below that level, but {held} of them reached it.",)
    return (f"It was so in {held} of these {weeks} weeks, and in all of them together.",) if weeks > 1 else ()


def _step(case: Case, quads: float, hamstrings: float) -> str:
    target = case.facts.number("bal.q_h.watch")
    missing = quads / target - hamstrings
    exercise = case.suggestion(_least_done(case))
    if missing <= 0:
        return f"Trade one or two knee-dominant sets a week for {exercise}."
    goal = f"To come to {target:g}:1 takes {sets(max(0.5, round(missing * 2) / 2))} more hamstring sets a week"
    now = min(missing, case.room_to_add(hamstrings))
    if now < missing:
        return f"{goal}; start with {max(1, round(now))} next week: {exercise}."
    return f"{goal}: {exercise}."


def _least_done(case: Case) -> tuple[str, ...]:
    """The swap order of the function that the hamstrings had less of; a curl where both are even."""
    rows = case.last_week_of(case.frame("hinge_curl_balance"))
    hinges_lead = rows.empty or rows.iloc[0]["hip_sets"] >= rows.iloc[0]["knee_sets"]
    return CURLS if hinges_lead else HINGES


def _evidence(row: pd.Series[Any], quads: float, hamstrings: float) -> tuple[Evidence, ...]:
    def ratio(value: Any) -> float | str:
        return "no sets to divide by" if pd.isna(value) else round(float(value), 2)

    weeks = "1 week" if row["weeks"] == 1 else f"{int(row['weeks'])} weeks"
    return (
        Evidence("Quad sets", round(quads, 2), f"hard sets a week, mean of {weeks}"),
        Evidence("Hamstring sets", round(hamstrings, 2), f"hard sets a week, mean of {weeks}"),
        Evidence("Quads : hamstrings", ratio(row["q_h_ratio"]), "ratio"),
        Evidence("Knee-dominant sets", round(float(row["knee_dominant_sets"]), 2), f"sets in {weeks}"),
        Evidence("Hip-dominant sets", round(float(row["hip_dominant_sets"]), 2), f"sets in {weeks}"),
        Evidence("Knee-dominant : hip-dominant", ratio(row["kd_hd_ratio"]), "ratio"),
        Evidence("Single weeks at this level or above", int(row["weeks_at_level"]), f"of {weeks}"),
    )


RULE: Final = Rule("quad_dominance", _RANK, _FACTS, judge)
