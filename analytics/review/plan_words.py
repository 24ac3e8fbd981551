"""Plans in a review: what the next one changes, and what became of the one that was kept for the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.plans.done import EXTRA, PART, summary
from analytics.plans.model import Plan
from analytics.plans.wording import changes_told

MANY: Final = 4
"""From so many exercises on a shared reason is said once: an easier week changes every line."""


def plan_changes(plan: Plan, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What changes, and why, in the plan's order; a reason that many exercises share is said once."""
    told = changes_told(plan, names)
    shared = Counter(each.reasons for each in told)
    lines = []
    for each in told:
        why = " ".join(each.reasons)
        if shared[each.reasons] < MANY or not why:
            lines.append((each.sentence, why))
        else:
            lines.append((why, f"So with {shared[each.reasons]} exercises, as the days say."))
    return tuple(dict.fromkeys(lines))


def done_words(done: pd.DataFrame, names: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence on the whole, then one for each line that was not done as planned (rows of `plan_against_done`);
    nothing where no plan was kept.
    """
    if done.empty:
        return ()
    other = done[(done["state"] == EXTRA) | (done["done_sets"] < done["planned_sets"])]
    return (summary(done), *(_done_line(row, names) for _, row in other.iterrows()))


def _done_line(row: pd.Series[Any], names: Mapping[str, str]) -> str:
    what = f"{row['day']:%A}, {names.get(str(row['exercise_id']), str(row['exercise_id']))}"
    if row["state"] == EXTRA:
        return f"{what}: {_sets(row['done_sets'])}, not planned."
    if row["state"] == PART:
        return f"{what}: {row['done_sets']} of {_sets(row['planned_sets'])}."
    return f"{what}: none of {_sets(row['planned_sets'])}."


def _sets(number: int) -> str:
    return f"{number} {'set' if number == 1 else 'sets'}"
