"""Gap: a muscle with practically no sets over four full weeks."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.model import Finding
from analytics.rules._case import Case, Rule
from analytics.rules._volume import exercise_to_add, hard_sets, named_mean, sets_to_add, volume_finding, volume_findings


def judge(case: Case) -> tuple[Finding, ...]:
    """Names a muscle that had less than one set a week, and for how many weeks it had none. Silent for muscles without
    a floor, and before four full weeks.
    """
    return volume_findings(case, "gap", about=_finding, others="Hardly any hard sets a week")


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    window = int(case.facts.number("bal.window_weeks"))
    without = weeks_without(case, str(row["muscle"]))
    found = (
        f"No work found for the {name.lower()} in {without} weeks"
        if without >= window
        else f"Hardly any work for the {name.lower()} in {window} weeks"
    )
    start = sets_to_add(case, mean, up_to=float(row["floor"]))
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="warn",
        fact="vol.gap_below",
        headline=found,
        text=f"{hard_sets(mean)} a week on average. If that is on purpose, all is well.",
        step=f"Start with {start} sets of {exercise_to_add(case, str(row['muscle']))} next week.",
    )


def weeks_without(case: Case, muscle: str) -> int:
    """How many full weeks in a row, up to the last one, held no hard set of a muscle."""
    volume = case.frame("muscle_volume")
    weeks = volume[volume["muscle"] == muscle].sort_values("week")["week_sets"].to_numpy(float)
    worked = (weeks > 0).nonzero()[0]
    return int(len(weeks) - 1 - worked[-1]) if worked.size else len(weeks)


RULE: Final = Rule("muscle_without_work", 2, ("vol.gap_below", "bal.window_weeks", "vol.max_weekly_rise_sets"), judge)
