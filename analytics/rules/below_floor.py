"""Below floor: work that keeps a muscle, but that research can hardly see growing it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.model import Finding
from analytics.rules._case import Case, Rule, sets
from analytics.rules._volume import (
    exercise_to_add,
    hard_sets,
    named_mean,
    sets_to_add,
    spread,
    volume_finding,
    volume_findings,
)


def judge(case: Case) -> tuple[Finding, ...]:
    """Says how far a muscle's four-week mean lies below its floor, and whether it is fine for upkeep. Silent for
    muscles without a floor.
    """
    return volume_findings(case, "below floor", about=_finding, others="Below the least that research can see growing")


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    floor = float(row["floor"])
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="hint",
        fact=f"vol.{row['muscle']}.floor",
        headline=f"{name}: {hard_sets(mean)} a week",
        text=f"Below about {sets(floor)}, research can hardly see growth; {_upkeep(case, mean)}",
        step=(
            f"If you want it to grow, add {spread(sets_to_add(case, mean, up_to=floor))} "
            f"for example of {exercise_to_add(case, str(row['muscle']))}."
        ),
    )


def _upkeep(case: Case, mean: float) -> str:
    enough = case.facts.number("vol.maintenance")
    if mean >= enough:
        return "it is fine for upkeep, as long as the load stays."
    return f"for upkeep alone, about {sets(enough)} would be enough."


RULE: Final = Rule("below_floor", 4, ("vol.maintenance", "vol.max_weekly_rise", "vol.max_weekly_rise_sets"), judge)
