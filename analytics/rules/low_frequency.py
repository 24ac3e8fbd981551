"""Few sessions a week for a muscle that gets enough sets: the same sets could be spread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from analytics.language import _, inside, listed
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, legs_first, sets, worst_confidence
from analytics.rules._volume import exercise_to_add

_FACTS: Final = ("freq.min_sessions", "freq.session_counts_from", "bal.persist_weeks")
_MUSCLES: Final = ("hamstrings", "glute_max", "calves", "quads")


def judge(case: Case) -> tuple[Finding, ...]:
    """Names the leg muscles whose sets of four full weeks lie in fewer sessions a week than recommended.

    Why it matters: two sessions spread the sets and help strength; for growth alone frequency hardly matters, so it is
    one hint for all of them. Silent for muscles below their floor, where the volume rules speak, before four full
    weeks, and where too few of them fell short: one odd week is not a pattern.
    """
    rows = case.last_week("muscle_volume")
    counted = case.frame("weekly_hard_sets")
    if rows.empty or counted.empty:
        return ()
    enough = rows[
        rows["muscle"].isin(_MUSCLES) & (rows["state"] != "too_little_data") & (rows["mean_sets"] >= rows["floor"])
    ]
    recent = counted[pd.to_datetime(counted["week"]) >= pd.Timestamp(case.window_from)]
    sessions = enough.assign(sessions=enough["muscle"].map(recent.groupby("muscle")["sessions"].mean()))
    wanted = case.facts.number("freq.min_sessions")
    short_weeks = (recent["sessions"] < wanted).groupby(recent["muscle"]).sum()
    is_pattern = enough["muscle"].map(short_weeks) >= case.facts.number("bal.persist_weeks")
    few = sessions[is_pattern & (sessions["sessions"] < wanted)]
    return () if few.empty else (_finding(case, legs_first(few)),)


def _finding(case: Case, few: list[pd.Series[Any]]) -> Finding:
    wanted = sets(case.facts.number("freq.min_sessions"))
    named = [(case.muscle_names[str(row["muscle"])], float(row["sessions"])) for row in few]
    muscle = str(few[0]["muscle"])
    return Finding(
        rule=RULE.name,
        rank=RULE.rank,
        severity="hint",
        subject=muscle,
        headline=_(
            "Fewer than {wanted} sessions a week: {muscles}",
            wanted=wanted,
            muscles=listed(f"{inside(name)} {sets(n)}" for name, n in named),
        ),
        text=" ".join(_text(wanted, fewest=min(sessions for __, sessions in named))),
        step=_(
            "Move about half of the {muscle} work to another day, for example {exercise}.",
            muscle=inside(named[0][0]),
            exercise=exercise_to_add(case, muscle),
        ),
        period_from=case.window_from,
        period_to=case.window_to,
        evidence=tuple(Evidence(name, round(n, 2), _("sessions a week, mean of 4 weeks")) for name, n in named),
        facts=_FACTS,
        confidence=worst_confidence(case.facts, _FACTS),
    )


def _text(wanted: str, *, fewest: float) -> Iterator[str]:
    yield _(
        "{wanted} sessions spread the sets and help strength; for growth alone it matters little once the sets are "
        "equal. The articles differ: one calls 1 to 2 enough, the others ask for 2 or 3.",
        wanted=wanted,
    )
    if fewest < 1:
        yield _("Less than one a week is a gap.")


RULE: Final = Rule("low_frequency", 11, _FACTS, judge)
