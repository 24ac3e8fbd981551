"""Very high: beyond what is usually recoverable."""

from __future__ import annotations

from math import ceil
from typing import Any, Final

import pandas as pd

from analytics.language import _
from analytics.model import Finding
from analytics.rules._case import Case, Rule, sets
from analytics.rules._volume import exercise_to_trim, hard_sets, named_mean, volume_finding, volume_findings


def judge(case: Case) -> tuple[Finding, ...]:
    """Says how many sets to take out. Silent up to the very high mark."""
    return volume_findings(case, "very high", about=_finding, others=_("Beyond what is usually recoverable"))


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    top = float(row["very_high"])
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="warn",
        fact=f"vol.{row['muscle']}.very_high",
        headline=_("{muscle}: {hard_sets} a week", muscle=name, hard_sets=hard_sets(mean)),
        text=_("Beyond what is usually recoverable (about {top} sets a week).", top=sets(top)),
        step=_(
            "Consider taking {hard_sets} a week out, for example of {exercise}: what is done most tired first.",
            hard_sets=hard_sets(ceil(mean - top)),
            exercise=exercise_to_trim(case, str(row["muscle"])),
        ),
    )


RULE: Final = Rule("very_high_volume", 6, (), judge)
