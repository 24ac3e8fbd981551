"""Quad dominance: knee-dominant over hip-dominant work, and quad over hamstring sets, in the last four full weeks."""

from __future__ import annotations

from typing import Any, Final, cast

import pandas as pd

from analytics.language import _, n_
from analytics.model import Evidence, Finding, Severity
from analytics.rules._case import CURLS, HINGES, Case, Rule, sets, worst_confidence

_FACTS: Final = (
    "bal.kd_hd.watch", "bal.kd_hd.warn", "bal.kd_hd.strong", "bal.q_h.watch", "bal.q_h.warn", "bal.q_h.strong",
    "bal.q_h.strong_hamstrings_below", "bal.q_h.strong_quads_from", "bal.min_sets", "bal.persist_weeks",
    "vol.max_weekly_rise",
)  # fmt: skip
_SEVERITY: Final = {"watch": "hint", "warn": "warn", "strong": "strong"}
_HEADLINES: Final = {
    "watch": _("Your leg work leans towards the quads"),
    "warn": _("Your leg work is quad-dominant"),
    "strong": _("Your leg work is strongly quad-dominant"),
}
_ORDER: Final = ("ok", *_HEADLINES)
_CAVEAT: Final = _(
    "This counts work, not strength, and no study ties a set ratio to injury; the hamstrings are "
    "normally about half as strong as the quads."
)
_RANK: Final = 3
_RANK_OF_WATCH: Final = 10


def judge(case: Case) -> tuple[Finding, ...]:
    """Says how many quad sets stand against each hamstring set, and how many hamstring sets a week would settle it.

    Why it matters: in the articles most lifters neglect the back half of the legs; the thresholds are conventions of
    coaches. A level below "strong" also counts where most single weeks held it, though the four together do not.
    Silent below the least number of sets, and when both ratios are in order.
    """
    rows = case.last_week("quad_posterior_ratio")
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
        return _(
            "so it was in {held} of the last {weeks} weeks", held=int(row["weeks_at_level"]), weeks=int(row["weeks"])
        )
    if pd.isna(row["q_h_ratio"]):
        return _("quad sets and no hamstring sets")
    if row["q_h_ratio"] >= row["kd_hd_ratio"] or pd.isna(row["kd_hd_ratio"]):
        return _("{ratio} quad sets for each hamstring set", ratio=f"{row['q_h_ratio']:.1f}")
    return _("{ratio} knee-dominant sets for each hip-dominant set", ratio=f"{row['kd_hd_ratio']:.1f}")


def _numbers(row: pd.Series[Any], quads: float, hamstrings: float) -> tuple[str, ...]:
    """The sentence with the sets a week, and what coaches do; the movements where they are the higher ratio."""
    weeks = int(row["weeks"])
    ratio = "" if pd.isna(row["q_h_ratio"]) else f" ({row['q_h_ratio']:.1f}:1)"
    numbers = n_(
        "In the last full week you did {quads} quad and {hamstrings} hamstring sets a week{ratio}.",
        "In the last {number} full weeks you did {quads} quad and {hamstrings} hamstring sets a week{ratio}.",
        weeks,
        quads=sets(quads),
        hamstrings=sets(hamstrings),
        ratio=ratio,
    )
    coaches = _("Many coaches keep this between 1:1 and 1.5:1.")
    if _ORDER.index(str(row["kd_hd_level"])) <= _ORDER.index(str(row["q_h_level"])):
        return numbers, coaches
    knee, hip = (row[f"{side}_dominant_sets"] / weeks for side in ("knee", "hip"))
    return (
        numbers,
        _("By movement it was {knee} knee-dominant against {hip} hip-dominant sets.", knee=sets(knee), hip=sets(hip)),
        coaches,
    )


def _persistence(row: pd.Series[Any]) -> tuple[str, ...]:
    """Whether single weeks or their sum say it."""
    weeks, held = int(row["weeks"]), int(row["weeks_at_level"])
    if _held_by_weeks(row):
        return (
            _(
                "The {weeks} weeks together stay below that level, but {held} of them reached it.",
                weeks=weeks,
                held=held,
            ),
        )
    return (
        (_("It was so in {held} of these {weeks} weeks, and in all of them together.", held=held, weeks=weeks),)
        if weeks > 1
        else ()
    )


def _step(case: Case, quads: float, hamstrings: float) -> str:
    target = case.facts.number("bal.q_h.watch")
    missing = quads / target - hamstrings
    exercise = case.suggestion(_least_done(case))
    if missing <= 0:
        return _("Trade one or two knee-dominant sets a week for {exercise}.", exercise=exercise)
    more, now = sets(max(0.5, round(missing * 2) / 2)), min(missing, case.room_to_add(hamstrings))
    if now < missing:
        return _(
            "To come to {ratio}:1 takes {sets} more hamstring sets a week; start with {first} next week: {exercise}.",
            ratio=f"{target:g}",
            sets=more,
            first=max(1, round(now)),
            exercise=exercise,
        )
    return _(
        "To come to {ratio}:1 takes {sets} more hamstring sets a week: {exercise}.",
        ratio=f"{target:g}",
        sets=more,
        exercise=exercise,
    )


def _least_done(case: Case) -> tuple[str, ...]:
    """The swap order of the function that the hamstrings had less of; a curl where both are even."""
    rows = case.last_week("hinge_curl_balance")
    hinges_lead = rows.empty or rows.iloc[0]["hip_sets"] >= rows.iloc[0]["knee_sets"]
    return CURLS if hinges_lead else HINGES


def _evidence(row: pd.Series[Any], quads: float, hamstrings: float) -> tuple[Evidence, ...]:
    def ratio(value: Any) -> float | str:
        return _("no sets to divide by") if pd.isna(value) else round(float(value), 2)

    weeks = n_("{number} week", "{number} weeks", int(row["weeks"]))
    return (
        Evidence(_("Quad sets"), round(quads, 2), _("hard sets a week, mean of {weeks}", weeks=weeks)),
        Evidence(_("Hamstring sets"), round(hamstrings, 2), _("hard sets a week, mean of {weeks}", weeks=weeks)),
        Evidence(_("Quads : hamstrings"), ratio(row["q_h_ratio"]), _("ratio")),
        Evidence(
            _("Knee-dominant sets"), round(float(row["knee_dominant_sets"]), 2), _("sets in {weeks}", weeks=weeks)
        ),
        Evidence(_("Hip-dominant sets"), round(float(row["hip_dominant_sets"]), 2), _("sets in {weeks}", weeks=weeks)),
        Evidence(_("Knee-dominant : hip-dominant"), ratio(row["kd_hd_ratio"]), _("ratio")),
        Evidence(_("Single weeks at this level or above"), int(row["weeks_at_level"]), _("of {weeks}", weeks=weeks)),
    )


RULE: Final = Rule("quad_dominance", _RANK, _FACTS, judge)
