"""Below floor: work that keeps a muscle, but that research can hardly see growing it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _, n_
from analytics.model import Finding
from analytics.rules._case import Case, Rule, sets
from analytics.rules._volume import (
    exercise_to_add,
    hard_sets,
    named_mean,
    sets_to_add,
    volume_finding,
    volume_findings,
)


def judge(case: Case) -> tuple[Finding, ...]:
    """Says how far a muscle's four-week mean lies below its floor, and whether it is fine for upkeep. Silent for
    muscles without a floor.
    """
    return volume_findings(
        case, "below floor", about=_finding, others=_("Below the least that research can see growing")
    )


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    floor = float(row["floor"])
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="hint",
        fact=f"vol.{row['muscle']}.floor",
        headline=_("{muscle}: {hard_sets} a week", muscle=name, hard_sets=hard_sets(mean)),
        text=_text(case, mean, floor),
        step=n_(
            "If you want it to grow, add {number} set a week, for example of {exercise}.",
            "If you want it to grow, add {number} sets a week, spread over at least 2 days, for example of {exercise}.",
            sets_to_add(case, mean, up_to=floor),
            exercise=exercise_to_add(case, str(row["muscle"])),
        ),
    )


def _text(case: Case, mean: float, floor: float) -> str:
    enough = case.facts.number("vol.maintenance")
    if mean >= enough:
        return _(
            "Below about {floor}, research can hardly see growth; it is fine for upkeep, as long as the load stays.",
            floor=sets(floor),
        )
    return _(
        "Below about {floor}, research can hardly see growth; for upkeep alone, about {enough} would be enough.",
        floor=sets(floor),
        enough=sets(enough),
    )


RULE: Final = Rule("below_floor", 4, ("vol.maintenance", "vol.max_weekly_rise", "vol.max_weekly_rise_sets"), judge)
