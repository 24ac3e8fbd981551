"""Below floor: work that keeps a muscle, but that research can hardly see growing it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.model import Finding
from analytics.rules._case import Case, Rule, sets
from analytics.rules._volume import exercise_to_add, muscles_in, named_mean, volume_finding


def judge(case: Case) -> tuple[Finding, ...]:
    """Says how far a muscle's four-week mean lies below its floor. Silent for muscles without a floor."""
    return tuple(_finding(case, row) for row in muscles_in(case, "below floor"))


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    floor = float(row["floor"])
    more = max(1, round(min(floor - mean, case.room_to_add(mean))))
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="hint",
        fact=f"vol.{row['muscle']}.floor",
        headline=f"{name}: {sets(mean)} hard sets a week",
        text=f"Below about {sets(floor)} sets a week, research can hardly see growth; it is fine for upkeep.",
        step=f"Add {more} a week, for example of {exercise_to_add(case, str(row['muscle']))}.",
    )


RULE: Final = Rule("below_floor", 4, ("vol.max_weekly_rise",), judge)
