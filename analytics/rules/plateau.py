"""Plateau: a lift flat for eight weeks, or twelve where gains are slow, although its muscles had enough work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pandas as pd

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
    return tuple(_finding(case, row) for _, row in trends[stands].iterrows())


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
        headline=f"{name} has been flat for {row['flat_weeks']:.0f} weeks" + (", on too little work" if short else ""),
        text=" ".join([_numbers(row), *_work(case, short), *_effort(case, row)]),
        step=_step(case, name, short),
        period_from=pd.Timestamp(row["as_of"]).date() - timedelta(weeks=float(row["flat_weeks"])),
        period_to=pd.Timestamp(row["as_of"]).date(),
        evidence=(
            Evidence("Slope", round(float(row["flat_pct_per_week"]), 2), "% a week"),
            Evidence("80 % interval", _interval(row), "% a week"),
            Evidence("Sessions", float(row["flat_sessions"]), "in these weeks"),
            *([Evidence(case.muscle_names[short[0]], round(short[1], 1), "hard sets a week")] if short else []),
        ),
        facts=facts,
        confidence=worst_confidence(case.facts, facts),
        exercises=(exercise_id,),
    )


def _facts(case: Case, short: tuple[str, float] | None) -> tuple[str, ...]:
    usual_gain = f"gain.expected_pct_per_week.{case.lifter.level}.high"
    return (*_FACTS, usual_gain, *([f"vol.{short[0]}.floor"] if short else []))


def _numbers(row: pd.Series[Any]) -> str:
    repeated = (
        " The same loads and reps came again and again: a change smaller than one step of them cannot be seen."
        if row["flat_low_pct"] == row["flat_high_pct"]
        else ""
    )
    return (
        f"{row['flat_sessions']:.0f} sessions over {row['flat_weeks']:.0f} weeks, {signed(row['flat_pct_per_week'])} % "
        f"a week (80 % interval {_interval(row)}).{repeated}"
    )


def _work(case: Case, short: tuple[str, float] | None) -> list[str]:
    if short is None:
        return []
    muscle, weekly_sets = short
    return [
        f"In these weeks the {case.muscle_names[muscle].lower()} got {sets(weekly_sets)} hard sets a week, fewer than "
        f"the {sets(case.facts.number(f'vol.{muscle}.floor'))} that growth usually takes: too little work, "
        "not a plateau."
    ]


def _effort(case: Case, row: pd.Series[Any]) -> list[str]:
    if float(row["effort_known_share"]) >= case.facts.number("hard.effort_known_low"):
        return []
    return ["Effort not logged for most of the recent sessions, so these values are lower bounds."]


def _step(case: Case, name: str, short: tuple[str, float] | None) -> str:
    if short is None:
        return f"Change one thing about {name} for 4 weeks: a rep range 3 to 5 reps away, or one more hard set a week."
    muscle, weekly_sets = short
    added = min(case.facts.number(f"vol.{muscle}.floor") - weekly_sets, case.room_to_add(weekly_sets))
    more = max(1, round(added))
    return (
        f"Add {more} hard {'set' if more == 1 else 'sets'} a week for the {case.muscle_names[muscle].lower()} before "
        f"changing anything about {name}."
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
    return f"{signed(row['flat_low_pct'])} to {signed(row['flat_high_pct'])}"


RULE: Final = Rule("plateau", 8, _FACTS, judge)
