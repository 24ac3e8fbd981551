"""Most sets with a known effort were easier, or nearer to failure, than the target."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, percent, sets, worst_confidence
from analytics.rules._volume import listed

ROLES: Final = {"main": "main lifts", "accessory": "accessories"}
_FACTS: Final = ("hard.effort_known_low", "reps.least_sets", "reps.inside_low")


def judge(case: Case) -> tuple[Finding, ...]:
    """Says, for information, that less than half of the main lifts' or accessories' sets ended inside the target.

    Why it matters: a rep or two in reserve keeps main lifts repeatable, while sets far from failure do less. Silent
    where the reps left are known for less than half of the sets, and with few sets.
    """
    rows = case.last_week_of(case.frame("effort_targets"))
    if rows.empty:
        return ()
    known = rows["effort_known_share"] >= case.facts.number("hard.effort_known_low")
    known &= rows["known_sets"] >= case.facts.number("reps.least_sets")
    off = rows[known & (rows["inside_share"] < case.facts.number("reps.inside_low"))]
    return () if off.empty else (_finding(case, [row for _, row in off.iterrows()]),)


def _finding(case: Case, off: list[pd.Series[Any]]) -> Finding:
    keys = (*(f"rir.{row['role']}.{end}" for row in off for end in ("low", "high")), *_FACTS)
    first = off[0]
    role, target = ROLES[str(first["role"])], f"{sets(float(first['low']))} to {sets(float(first['high']))}"
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="info",
        subject="",
        headline=f"Most sets end outside the usual effort: {listed(_share(row) for row in off)}",
        text="Of the sets whose reps in reserve are known. Growth rises as sets end nearer failure; strength does not.",
        step=f"On {role}, {_advice(first)}: stop with {target} reps in reserve.",
        period_from=case.window_from,
        period_to=case.window_to,
        evidence=tuple(evidence for row in off for evidence in _evidence(row)),
        facts=keys,
        confidence=worst_confidence(case.facts, keys),
    )


def _share(row: pd.Series[Any]) -> str:
    side, share = ("easier", row["above_share"]) if _is_easy(row) else ("nearer to failure", row["below_share"])
    return f"{ROLES[str(row['role'])]} {percent(share)} {side}"


def _advice(row: pd.Series[Any]) -> str:
    return "add a rep or some load" if _is_easy(row) else "leave a rep or two in you"


def _is_easy(row: pd.Series[Any]) -> bool:
    return bool(row["above_share"] >= row["below_share"])


def _evidence(row: pd.Series[Any]) -> tuple[Evidence, ...]:
    role = ROLES[str(row["role"])].capitalize()
    return (
        Evidence(f"{role} inside the target", round(float(row["inside_share"]), 3), "share of sets with known RIR"),
        Evidence(f"{role} with known RIR", round(float(row["known_sets"]), 2), "sets in 4 weeks"),
    )


RULE: Final = Rule("effort_off_target", 11, _FACTS, judge)
