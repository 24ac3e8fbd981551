"""Plans in a review: what the next one changes, and what became of the one that was kept for the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analytics.language import _, n_
from analytics.plans.done import EXTRA, PART, summary
from analytics.plans.model import Plan
from analytics.plans.wording import Told, changes_told, each_reason_once, weekday

IN_BRACKETS: Final = _(
    "In brackets after a load: the loads at which the forecast holds the planned reps in four of "
    "five cases, or the reps to expect where the load lies below those."
)
"""What the brackets of `wording.load_words` hold."""
MANY: Final = 4
"""From so many exercises on a shared reason is said once: an easier week changes every line."""


def plan_changes(plan: Plan, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What changes, and why, in the plan's order; what many exercises share as their reasons is said once."""
    told = changes_told(plan, names)
    shared = Counter(each.reasons for each in told)
    lines = [
        (" ".join(change.reasons), _("That goes for {exercises} exercises.", exercises=shared[change.reasons]))
        if change.reasons and shared[change.reasons] >= MANY
        else line
        for change, line in zip(told, with_reasons(told), strict=True)
    ]
    return tuple(dict.fromkeys(lines))


def with_reasons(told: Sequence[Told]) -> list[tuple[str, str]]:
    """Each sentence with its reasons, for a text that is read from the top: what was given before is not said again."""
    return [
        (change.sentence, " ".join(once.reasons) or (_("For the same reason.") if change.reasons else ""))
        for change, once in zip(told, each_reason_once(told), strict=True)
    ]


def done_words(done: pd.DataFrame, names: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence on the whole, then one for each line that was not done as planned (rows of `plan_against_done`);
    nothing where no plan was kept.
    """
    if done.empty:
        return ()
    other = done[(done["state"] == EXTRA) | (done["done_sets"] < done["planned_sets"])]
    return (summary(done), *(_done_line(row, names) for __, row in other.iterrows()))


def _done_line(row: pd.Series[Any], names: Mapping[str, str]) -> str:
    what = f"{weekday(row['day'])}, {names.get(str(row['exercise_id']), str(row['exercise_id']))}"
    if row["state"] == EXTRA:
        return n_(
            "{what}: {number} set, not planned.", "{what}: {number} sets, not planned.", row["done_sets"], what=what
        )
    planned = n_("{number} set", "{number} sets", row["planned_sets"])
    if row["state"] == PART:
        return _("{what}: {done} of {planned}.", what=what, done=row["done_sets"], planned=planned)
    return _("{what}: none of {planned}.", what=what, planned=planned)
