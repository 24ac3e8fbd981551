"""High: more sets than most lifters recover from for long."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _
from analytics.model import Finding
from analytics.rules._case import Case, Rule, sets
from analytics.rules._volume import exercise_to_trim, hard_sets, named_mean, volume_finding, volume_findings


def judge(case: Case) -> tuple[Finding, ...]:
    """Says that a muscle's four-week mean lies above its high mark. Silent up to it, and above the very high one."""
    return volume_findings(case, "high", about=_finding, others=_("A lot of hard sets a week"))


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="hint",
        fact=f"vol.{row['muscle']}.high",
        headline=_("{muscle}: {hard_sets} a week is a lot", muscle=name, hard_sets=hard_sets(mean)),
        text=_(
            "More than {high} sets. Watch performance and soreness; each extra set adds little.",
            high=sets(float(row["high"])),
        ),
        step=_(
            "Hold this number, and take a set out wherever the last sets of a session get worse, for example of "
            "{exercise}.",
            exercise=exercise_to_trim(case, str(row["muscle"])),
        ),
    )


RULE: Final = Rule("high_volume", 10, (), judge)
