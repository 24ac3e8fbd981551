"""Low: between the floor and the range of the lifter's level."""

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
    """Says how much room a muscle has up to its range. Silent inside the range and below the floor."""
    return volume_findings(case, "low", about=_finding, others=_("Room for more hard sets a week"))


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    low = float(row["band_low"])
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="info",
        fact=f"vol.{row['muscle']}.{case.lifter.level}.low",
        headline=_("{muscle}: {hard_sets} a week, room for more", muscle=name, hard_sets=hard_sets(mean)),
        text=_("Some growth; {sets} sets more would reach the usual range for your level.", sets=sets(low - mean)),
        step=n_(
            "If you want more from it, add {number} set a week, for example of {exercise}.",
            "If you want more from it, add {number} sets a week, spread over at least 2 days, for example of "
            "{exercise}.",
            sets_to_add(case, mean, up_to=low),
            exercise=exercise_to_add(case, str(row["muscle"])),
        ),
    )


RULE: Final = Rule("low_volume", 10, ("vol.max_weekly_rise", "vol.max_weekly_rise_sets"), judge)
