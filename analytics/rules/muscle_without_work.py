"""Gap: a muscle with practically no sets over four full weeks."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _, inside, n_
from analytics.model import Finding
from analytics.rules._case import Case, Rule
from analytics.rules._volume import exercise_to_add, hard_sets, named_mean, sets_to_add, volume_finding, volume_findings


def judge(case: Case) -> tuple[Finding, ...]:
    """Names a muscle that had less than one set a week, and for how many weeks it had none. Silent for muscles without
    a floor, before four full weeks, and where these four hold no strength set at all: a log of runs lacks no muscle.
    """
    if not _holds_strength_sets(case):
        return ()
    return volume_findings(case, "gap", about=_finding, others=_("Hardly any hard sets a week"))


def _holds_strength_sets(case: Case) -> bool:
    """Whether the pooled weeks hold a set that counts, as planned ones may too, or a lighter one that was logged."""
    volume = case.frame("muscle_volume")
    if volume.loc[pd.to_datetime(volume["week"]) >= pd.Timestamp(case.window_from), "week_sets"].sum() > 0:
        return True
    days = case.frame("training_days")["day"]
    return bool(days.between(pd.Timestamp(case.window_from), pd.Timestamp(case.window_to)).any())


def _finding(case: Case, row: pd.Series[Any]) -> Finding:
    name, mean = named_mean(case, row)
    window = int(case.facts.number("bal.window_weeks"))
    without = weeks_without(case, str(row["muscle"]))
    found = (
        _("No work found for the {muscle} in {weeks} weeks", muscle=inside(name), weeks=without)
        if without >= window
        else _("Hardly any work for the {muscle} in {weeks} weeks", muscle=inside(name), weeks=window)
    )
    return volume_finding(
        case,
        row,
        rule=RULE,
        severity="warn",
        fact="vol.gap_below",
        headline=found,
        text=_("{hard_sets} a week on average. If that is on purpose, all is well.", hard_sets=hard_sets(mean)),
        step=n_(
            "Start with {number} set of {exercise} next week.",
            "Start with {number} sets of {exercise} next week.",
            sets_to_add(case, mean, up_to=float(row["floor"])),
            exercise=exercise_to_add(case, str(row["muscle"])),
        ),
    )


def weeks_without(case: Case, muscle: str) -> int:
    """How many full weeks in a row, up to the last one, held no hard set of a muscle."""
    volume = case.frame("muscle_volume")
    weeks = volume[volume["muscle"] == muscle].sort_values("week")["week_sets"].to_numpy(float)
    worked = (weeks > 0).nonzero()[0]
    return int(len(weeks) - 1 - worked[-1]) if worked.size else len(weeks)


RULE: Final = Rule("muscle_without_work", 2, ("vol.gap_below", "bal.window_weeks", "vol.max_weekly_rise_sets"), judge)
