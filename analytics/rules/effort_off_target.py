"""Most sets with a known effort were easier, or nearer to failure, than the target."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _, listed, percent, span
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, sets, worst_confidence

_FACTS: Final = ("hard.effort_known_low", "reps.least_sets", "reps.inside_low")


def judge(case: Case) -> tuple[Finding, ...]:
    """Says, for information, that less than half of the main lifts' or accessories' sets ended inside the target.

    Why it matters: a rep or two in reserve keeps main lifts repeatable, while sets far from failure do less. Silent
    where the reps left are known for less than half of the sets, and with few sets.
    """
    rows = case.last_week("effort_targets")
    if rows.empty:
        return ()
    known = rows["effort_known_share"] >= case.facts.number("hard.effort_known_low")
    known &= rows["known_sets"] >= case.facts.number("reps.least_sets")
    off = rows[known & (rows["inside_share"] < case.facts.number("reps.inside_low"))]
    return () if off.empty else (_finding(case, [row for __, row in off.iterrows()]),)


def _finding(case: Case, off: list[pd.Series[Any]]) -> Finding:
    keys = (*(f"rir.{row['role']}.{end}" for row in off for end in ("low", "high")), *_FACTS)
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="info",
        subject="",
        headline=_("Most sets end outside the usual effort: {lifts}", lifts=listed(_share(row) for row in off)),
        text=_(
            "Of the sets whose reps in reserve are known. Growth rises as sets end nearer failure; strength does not."
        ),
        step=_step(off[0]),
        period_from=case.window_from,
        period_to=case.window_to,
        evidence=tuple(evidence for row in off for evidence in _evidence(row)),
        facts=keys,
        confidence=worst_confidence(case.facts, keys),
    )


def _share(row: pd.Series[Any]) -> str:
    is_main = row["role"] == "main"
    if _is_easy(row):
        share = percent(row["above_share"])
        return _("main lifts {share} easier", share=share) if is_main else _("accessories {share} easier", share=share)
    share = percent(row["below_share"])
    if is_main:
        return _("main lifts {share} nearer to failure", share=share)
    return _("accessories {share} nearer to failure", share=share)


def _step(row: pd.Series[Any]) -> str:
    rir = span(sets(float(row["low"])), sets(float(row["high"])))
    is_main = row["role"] == "main"
    if _is_easy(row):
        if is_main:
            return _("On main lifts, add a rep or some load: stop with {rir} reps in reserve.", rir=rir)
        return _("On accessories, add a rep or some load: stop with {rir} reps in reserve.", rir=rir)
    if is_main:
        return _("On main lifts, leave a rep or two in you: stop with {rir} reps in reserve.", rir=rir)
    return _("On accessories, leave a rep or two in you: stop with {rir} reps in reserve.", rir=rir)


def _is_easy(row: pd.Series[Any]) -> bool:
    return bool(row["above_share"] >= row["below_share"])


def _evidence(row: pd.Series[Any]) -> tuple[Evidence, ...]:
    is_main = row["role"] == "main"
    return (
        Evidence(
            _("Main lifts inside the target") if is_main else _("Accessories inside the target"),
            round(float(row["inside_share"]), 3),
            _("share of sets with known RIR"),
        ),
        Evidence(
            _("Main lifts with known RIR") if is_main else _("Accessories with known RIR"),
            round(float(row["known_sets"]), 2),
            _("sets in 4 weeks"),
        ),
    )


RULE: Final = Rule("effort_off_target", 11, _FACTS, judge)
