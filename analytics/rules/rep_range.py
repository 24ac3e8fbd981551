"""Most sets of a kind of lift lie outside its usual reps."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _, listed, percent
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, sets, worst_confidence

KINDS: Final = {
    "hinge": _("hinges"),
    "deadlift": _("deadlifts"),
    "thrust": _("hip thrusts"),
    "curl": _("leg curls"),
    "single_leg": _("single-leg lifts"),
    "swing": _("swings"),
}
_TITLES: Final = {
    "hinge": _("Hinges"),
    "deadlift": _("Deadlifts"),
    "thrust": _("Hip thrusts"),
    "curl": _("Leg curls"),
    "single_leg": _("Single-leg lifts"),
    "swing": _("Swings"),
}
_STRENGTH_WORK: Final = ("hinge", "deadlift")
"""Fewer reps than the range are accepted as strength work here (rulebook A6)."""


def judge(case: Case) -> tuple[Finding, ...]:
    """Names the kinds of lifts of which less than half of the hard sets of four full weeks lie inside the usual reps.

    Why it matters: the articles agree on reps by kind of lift, because posture or the load limits what lies outside.
    Growth is much the same over a wide range, so it is one hint for all kinds. Silent for kinds with few sets, and for
    heavy deadlifts and hinges.
    """
    rows = case.last_week("rep_ranges")
    if rows.empty:
        return ()
    inside = rows["inside_share"] + rows["below_share"].where(rows["group"].isin(_STRENGTH_WORK), 0.0)
    few = rows["sets"] < case.facts.number("reps.least_sets")
    outside = rows[~few & (inside < case.facts.number("reps.inside_low"))].sort_values("inside_share")
    return () if outside.empty else (_finding(case, [row for __, row in outside.iterrows()]),)


def _finding(case: Case, outside: list[pd.Series[Any]]) -> Finding:
    ranges = [f"reps.{row['group']}.{end}" for row in outside for end in ("low", "high")]
    keys = (*ranges, *_FACTS)
    kinds = listed(
        _(
            "{lifts} ({share} inside {reps})",
            lifts=KINDS[str(row["group"])],
            share=percent(row["inside_share"]),
            reps=_span(row),
        )
        for row in outside
    )
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="hint",
        subject="",
        headline=_("Most sets lie outside the usual reps: {lifts}", lifts=kinds),
        text=_(
            "Many repetition numbers build muscle; these are the ones in which posture and load usually fit the lift."
        ),
        step=_step(outside[0]),
        period_from=case.window_from,
        period_to=case.window_to,
        evidence=tuple(evidence for row in outside for evidence in _evidence(row)),
        facts=keys,
        confidence=worst_confidence(case.facts, keys),
    )


def _step(row: pd.Series[Any]) -> str:
    kind, reps = KINDS[str(row["group"])], _span(row)
    if row["below_share"] > row["above_share"]:
        return _("Next week, take a lighter load for {lifts}, one that you can do for {reps}.", lifts=kind, reps=reps)
    return _("Next week, take a heavier load for {lifts}, one that you can do for {reps}.", lifts=kind, reps=reps)


def _span(row: pd.Series[Any]) -> str:
    return _("{low} to {high} reps", low=sets(float(row["low"])), high=sets(float(row["high"])))


def _evidence(row: pd.Series[Any]) -> tuple[Evidence, ...]:
    kind = _TITLES[str(row["group"])]
    return (
        Evidence(
            _("{lifts} inside {reps}", lifts=kind, reps=_span(row)),
            round(float(row["inside_share"]), 3),
            _("share of hard sets, 4 weeks"),
        ),
        Evidence(kind, round(float(row["sets"]), 2), _("hard sets in 4 weeks")),
    )


_FACTS: Final = ("reps.least_sets", "reps.inside_low")
RULE: Final = Rule("rep_range", 11, _FACTS, judge)
