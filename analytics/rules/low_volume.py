"""Low: between the floor and the range of the lifter's level."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.model import Finding
from analytics.rules._case import Case, Rule, sets
from analytics.rules._volume import exercise_to_add, muscles_in, named_mean, volume_finding


def judge(case: Case) -> tuple[Finding, ...]:
    """Says how much room a muscle has up to its range. Silent inside the range and below the floor."""
    return tuple(_finding(case, row) for row in muscles_in(case, "low"))


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    room = float(row["band_low"]) - mean
    more = max(1, round(min(room, case.room_to_add(mean))))
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="info",
        fact=f"vol.{row['muscle']}.{case.lifter.level}.low",
        headline=f"{name}: {sets(mean)} hard sets a week, room for more",
        text=f"Some growth; {sets(room)} sets more would reach the usual range for your level.",
        step=f"If you want more from it, add {more} a week of {exercise_to_add(case, str(row['muscle']))}.",
    )


RULE: Final = Rule("low_volume", 10, ("vol.max_weekly_rise",), judge)
