"""A week with far more sets for a muscle than in the weeks before."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.model import Evidence, Finding
from analytics.rules._case import POSTERIOR_FIRST, Case, Rule, sets, worst_confidence

_FACTS: Final = ("spike.ratio", "spike.min_sets", "spike.weeks", "vol.max_weekly_rise")
_ROUNDING: Final = 1e-9
"""12 sets are 1.5 times 8, also in floating point."""


def judge(case: Case) -> tuple[Finding, ...]:
    """Names the lower-body muscles whose last full week jumped, in one finding.

    Why it matters: the articles raise volume step by step. A jump is described and nothing more: the ratio that was
    used to foretell injuries from it has no causal evidence (Impellizzeri 2020).
    Silent where the weeks before hold no set at all, since then nothing is usual, and before there are so many weeks.
    """
    jumps = _jumps(case)
    if jumps.empty:
        return ()
    names = [case.muscle_names[muscle] for muscle in jumps.index]
    first = jumps.iloc[0]
    weeks = int(case.facts.number("spike.weeks"))
    gentle = float(first["usual"]) + case.room_to_add(float(first["usual"]))
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="hint",
            subject=str(jumps.index[0]),
            headline=_("A big jump in sets: {muscles}", muscles=", ".join(names)),
            text=_(
                "In the last full week, against the mean of the {weeks} weeks before: {jumps}. That is described, not "
                "judged: plans usually add sets step by step.",
                weeks=weeks,
                jumps="; ".join(
                    _in_words(name, row["week"], row["usual"])
                    for name, (__, row) in zip(names, jumps.iterrows(), strict=True)
                ),
            ),
            step=_(
                "{muscle}: plan about {sets} sets next week, and add a little each week from there.",
                muscle=names[0],
                sets=sets(round(gentle)),
            ),
            period_from=case.last_full_week - timedelta(weeks=weeks),
            period_to=case.window_to,
            evidence=tuple(
                Evidence(
                    _("{muscle}, last full week", muscle=name),
                    _("{week} against {usual}", week=sets(row["week"]), usual=sets(row["usual"])),
                    _("hard sets a week"),
                )
                for name, (__, row) in zip(names, jumps.iterrows(), strict=True)
            ),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


def _jumps(case: Case) -> pd.DataFrame:
    """Lower-body muscles that jumped, posterior first: `week` (sets of the last full week), `usual` (mean before)."""
    weeks = int(case.facts.number("spike.weeks"))
    volume = case.frame("muscle_volume")
    by_week = volume.pivot_table(index="week", columns="muscle", values="week_sets", observed=True).sort_index()
    last = by_week[by_week.index == pd.Timestamp(case.last_full_week)]
    before = by_week[by_week.index < pd.Timestamp(case.last_full_week)].tail(weeks)
    if last.empty or len(before) < weeks:
        return pd.DataFrame(columns=["week", "usual"])
    muscles = [muscle for muscle in POSTERIOR_FIRST if muscle in by_week]
    compared = pd.DataFrame({"week": last.iloc[0], "usual": before.mean()}).loc[muscles]
    is_large = compared["week"] >= case.facts.number("spike.ratio") * compared["usual"] - _ROUNDING
    is_many = compared["week"] - compared["usual"] >= case.facts.number("spike.min_sets") - _ROUNDING
    return compared[is_large & is_many & (compared["usual"] > 0)]


def _in_words(name: str, week: float, usual: float) -> str:
    return _("{muscle} {week} sets against {usual}", muscle=name, week=sets(week), usual=sets(usual))


RULE: Final = Rule("big_jump", 11, _FACTS, judge)
