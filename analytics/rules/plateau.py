"""Plateau: a lift flat for eight weeks, or twelve where gains are slow, although its muscles had enough work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.language import _, inside, n_, span
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, sets, signed, worst_confidence

_FACTS: Final = (
    "trend.plateau_weeks", "trend.plateau_weeks_slow", "trend.plateau_slow_gain", "trend.flat_band",
    "trend.plateau_grace_days", "hard.effort_known_low",
)  # fmt: skip
_MOVING: Final = ("clearly rising", "likely rising", "likely falling", "clearly falling")


def judge(case: Case) -> tuple[Finding, ...]:
    """Names a lift whose whole 80 % interval lies inside the flat band over the plateau weeks of the lifter's level:
    eight, or twelve where the usual gain is slow (intermediate and advanced). Says "too little work" instead where a
    main muscle got fewer sets than its floor in these weeks.

    Silent before these weeks are full, where the interval is too wide to call it flat, and where the trend of the
    last weeks moves.
    """
    trends = case.frame("strength_trend")
    if trends.empty:
        return ()
    stands = (trends["flat_weeks"] >= _least_weeks(case)) & ~trends["class"].isin(list(_MOVING))
    return tuple(_finding(case, row) for __, row in trends[stands].iterrows())


def _least_weeks(case: Case) -> float:
    """Over how many flat weeks this lifter's plateau begins."""
    usual_gain = case.facts.number(f"gain.expected_pct_per_week.{case.lifter.level}.high")
    is_slow = usual_gain <= case.facts.number("trend.plateau_slow_gain")
    return case.facts.number("trend.plateau_weeks_slow" if is_slow else "trend.plateau_weeks")


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    exercise_id = str(row["exercise_id"])
    name = case.exercise_names[exercise_id]
    short = _muscle_below_floor(case, exercise_id, weeks=float(row["flat_weeks"]))
    facts = _facts(case, short)
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="hint",
        subject=exercise_id,
        headline=_headline(name, f"{row['flat_weeks']:.0f}", on_too_little=short is not None),
        text=" ".join([*_numbers(row), *_work(case, short), *_effort(case, row)]),
        step=_step(case, name, short),
        period_from=pd.Timestamp(row["as_of"]).date() - timedelta(weeks=float(row["flat_weeks"])),
        period_to=pd.Timestamp(row["as_of"]).date(),
        evidence=(
            Evidence(_("Slope"), round(float(row["flat_pct_per_week"]), 2), _("% a week")),
            Evidence(_("80 % interval"), _interval(row), _("% a week")),
            Evidence(_("Sessions"), float(row["flat_sessions"]), _("in these weeks")),
            *([Evidence(case.muscle_names[short[0]], round(short[1], 1), _("hard sets a week"))] if short else []),
        ),
        facts=facts,
        confidence=worst_confidence(case.facts, facts),
        exercises=(exercise_id,),
    )


def _facts(case: Case, short: tuple[str, float] | None) -> tuple[str, ...]:
    usual_gain = f"gain.expected_pct_per_week.{case.lifter.level}.high"
    return (*_FACTS, usual_gain, *([f"vol.{short[0]}.floor"] if short else []))


def _headline(name: str, weeks: str, *, on_too_little: bool) -> str:
    if on_too_little:
        return _("{exercise} has been flat for {weeks} weeks, on too little work", exercise=name, weeks=weeks)
    return _("{exercise} has been flat for {weeks} weeks", exercise=name, weeks=weeks)


def _numbers(row: pd.Series[Any]) -> Iterator[str]:
    yield _(
        "{sessions} sessions over {weeks} weeks, {rate} % a week (80 % interval {interval}).",
        sessions=f"{row['flat_sessions']:.0f}",
        weeks=f"{row['flat_weeks']:.0f}",
        rate=signed(row["flat_pct_per_week"]),
        interval=_interval(row),
    )
    if row["flat_low_pct"] == row["flat_high_pct"]:
        yield _("The same loads and reps came again and again: a change smaller than one step of them cannot be seen.")


def _work(case: Case, short: tuple[str, float] | None) -> list[str]:
    if short is None:
        return []
    muscle, weekly_sets = short
    return [
        _(
            "In these weeks the {muscle} got {sets} hard sets a week, fewer than the {floor} that growth usually "
            "takes: too little work, not a plateau.",
            muscle=inside(case.muscle_names[muscle]),
            sets=sets(weekly_sets),
            floor=sets(case.facts.number(f"vol.{muscle}.floor")),
        )
    ]


def _effort(case: Case, row: pd.Series[Any]) -> list[str]:
    if float(row["effort_known_share"]) >= case.facts.number("hard.effort_known_low"):
        return []
    return [_("Effort not logged for most of the recent sessions, so these values are lower bounds.")]


def _step(case: Case, name: str, short: tuple[str, float] | None) -> str:
    if short is None:
        return _(
            "Change one thing about {exercise} for 4 weeks: a rep range 3 to 5 reps away, or one more hard set a week.",
            exercise=name,
        )
    muscle, weekly_sets = short
    added = min(case.facts.number(f"vol.{muscle}.floor") - weekly_sets, case.room_to_add(weekly_sets))
    return n_(
        "Add {number} hard set a week for the {muscle} before changing anything about {exercise}.",
        "Add {number} hard sets a week for the {muscle} before changing anything about {exercise}.",
        max(1, round(added)),
        muscle=inside(case.muscle_names[muscle]),
        exercise=name,
    )


def _muscle_below_floor(case: Case, exercise_id: str, *, weeks: float) -> tuple[str, float] | None:
    """The first muscle that the lift mainly trains and that got less than its floor over these weeks, with its mean."""
    volume = case.frame("muscle_volume")
    since = pd.Timestamp(case.last_full_week) - pd.Timedelta(weeks=weeks - 1)
    recent = volume[pd.to_datetime(volume["week"]) >= since]
    for muscle in case.main_muscles.get(exercise_id, ()):
        floor = case.facts.get_number(f"vol.{muscle}.floor")
        weekly_sets = float(recent.loc[recent["muscle"] == muscle, "week_sets"].mean())
        if floor is not None and weekly_sets < floor:
            return muscle, weekly_sets
    return None


def _interval(row: pd.Series[Any]) -> str:
    return span(signed(row["flat_low_pct"]), signed(row["flat_high_pct"]))


RULE: Final = Rule("plateau", 8, _FACTS, judge)
