"""Low: between the floor and the range of the lifter's level."""

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
    """Says how much room a muscle has up to its range. Silent inside the range and below the floor."""
    return volume_findings(case, "low", about=_finding, others="Room for more hard sets a week")


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    low = float(row["band_low"])
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="info",
        fact=f"vol.{row['muscle']}.{case.lifter.level}.low",
        headline=f"{name}: {hard_sets(mean)} a week, room for more",
        text=f"Some growth; {sets(low - mean)} sets more would reach the usual range for your level.",
        step=(
            f"If you want more from it, add {spread(sets_to_add(case, mean, up_to=low))} "
            f"for example of {exercise_to_add(case, str(row['muscle']))}."
        ),
    )


RULE: Final = Rule("low_volume", 10, ("vol.max_weekly_rise", "vol.max_weekly_rise_sets"), judge)
