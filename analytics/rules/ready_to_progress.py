"""Two for two: lifts that are ready for the next step."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _
from analytics.model import Evidence, Finding
from analytics.rules._case import POSTERIOR_FIRST, Case, Rule, worst_confidence

_FACTS: Final = ("prog.two_for_two", "prog.load_step_pct.low", "prog.load_step_pct.high", "rir.main.low")
_MOST_LIFTS: Final = 3


def judge(case: Case) -> tuple[Finding, ...]:
    """Names up to three lower-body lifts, the last trained first, that reached the top of their rep range in two
    sessions in a row, and the next step of each.

    Why it matters: small, regular steps are how the articles (001, 004) and ACSM (2009) let load grow.
    Silent for lifts not trained in the last full weeks or since, and while a set ends below the top of its range or
    closer to failure than a main lift should.
    """
    lifts = case.frame("ready_to_progress")
    due = lifts[lifts["is_ready"] & (lifts["as_of"] >= pd.Timestamp(case.window_from))]
    due = due[due["exercise_id"].isin([lift for lift in due["exercise_id"] if _is_of_the_legs(case, str(lift))])]
    newest = due.sort_values("as_of", ascending=False, kind="stable").head(_MOST_LIFTS)
    return (_finding(case, newest),) if len(newest) else ()


def _is_of_the_legs(case: Case, exercise_id: str) -> bool:
    return not set(case.main_muscles.get(exercise_id, ())).isdisjoint(POSTERIOR_FIRST)


def _finding(case: Case, lifts: pd.DataFrame) -> Finding:
    rows = [row for __, row in lifts.iterrows()]
    names = [case.exercise_names[str(row["exercise_id"])] for row in rows]
    needed = case.facts.number("prog.two_for_two")
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="info",
        subject=str(rows[0]["exercise_id"]),
        headline=_("Ready for the next step: {exercises}", exercises=", ".join(names)),
        text=_(
            "In {sessions} sessions in a row or more every hard set reached the top of the rep range: {exercises}.",
            sessions=f"{needed:g}",
            exercises="; ".join(_in_words(name, row) for name, row in zip(names, rows, strict=True)),
        ),
        step="; ".join(f"{name}: {row['advice']}" for name, row in zip(names, rows, strict=True)) + ".",
        period_from=case.window_from,
        period_to=case.on,
        evidence=tuple(each for name, row in zip(names, rows, strict=True) for each in _evidence(name, row)),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
        exercises=tuple(str(row["exercise_id"]) for row in rows),
    )


def _in_words(name: str, row: pd.Series[Any]) -> str:
    return _(
        "{exercise}, {sessions} sessions of {reps} reps or more",
        exercise=name,
        sessions=row["sessions_in_a_row"],
        reps=f"{row['top_reps']:g}",
    )


def _evidence(name: str, row: pd.Series[Any]) -> tuple[Evidence, ...]:
    now = Evidence(_("{exercise}: load now", exercise=name), round(float(row["weight_kg"]), 2), "kg")
    if pd.isna(row["next_weight_kg"]):
        return (now, Evidence(_("{exercise}: smallest step", exercise=name), round(float(row["step_kg"]), 2), "kg"))
    return (now, Evidence(_("{exercise}: next load", exercise=name), round(float(row["next_weight_kg"]), 2), "kg"))


RULE: Final = Rule("ready_to_progress", 12, _FACTS, judge)
