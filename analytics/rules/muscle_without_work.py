"""Gap: a muscle with practically no sets over four full weeks."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.model import Finding
from analytics.rules._case import Case, Rule, sets
from analytics.rules._volume import exercise_to_add, muscles_in, named_mean, volume_finding


def judge(case: Case) -> tuple[Finding, ...]:
    """Names a muscle that had less than one set a week. Silent for muscles without a floor, and before four full
    weeks.
    """
    return tuple(_finding(case, row) for row in muscles_in(case, "gap"))


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="warn",
        fact="vol.gap_below",
        headline=f"Hardly any work for the {name.lower()} in 4 weeks",
        text=f"{sets(mean)} hard sets a week on average. If that is on purpose, all is well.",
        step=f"Start with 2 sets of {exercise_to_add(case, str(row['muscle']))} next week.",
    )


RULE: Final = Rule("muscle_without_work", 2, ("vol.gap_below",), judge)
