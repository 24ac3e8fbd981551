"""Exercise names that the catalogue does not know, so that their sets count for nothing."""

from __future__ import annotations

from typing import Final

from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule

_NAMED: Final = 3


def judge(case: Case) -> tuple[Finding, ...]:
    """Counts the sets with unknown names and names the largest. Silent when every name is known."""
    unknown = case.unrecognised
    if not unknown:
        return ()
    total = sum(name.sets for name in unknown)
    largest = unknown[0]
    sets_words = "1 set counts" if total == 1 else f"{total:,} sets count"
    names_words = "1 exercise name is" if len(unknown) == 1 else f"{len(unknown)} exercise names are"
    listed = ", ".join(f"{name.name} ({name.sets})" for name in unknown[:_NAMED])
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="hint",
            subject="",
            headline=f"{sets_words} for no muscle yet: {names_words} unknown",
            text=f"Most sets: {listed}. Sets with a known name are not affected.",
            step=f'Say once what "{largest.name}" is on the Exercises page; the whole history follows at once.',
            period_from=case.window_from,
            period_to=case.on,
            evidence=tuple(Evidence(name.name, float(name.sets), "sets in the log") for name in unknown[:10]),
            facts=(),
            confidence="A",
        ),
    )


RULE: Final = Rule("unrecognised_exercises", 11, (), judge)
