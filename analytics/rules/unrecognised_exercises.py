"""Exercise names that the catalogue does not know, so that their sets count for nothing."""

from __future__ import annotations

from typing import Final

from analytics.language import _, n_
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
    most = ", ".join(f"{name.name} ({name.sets})" for name in unknown[:_NAMED])
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="hint",
            subject="",
            headline=_(
                "{sets} for no muscle yet: {names}",
                sets=n_("{number} set counts", "{number} sets count", total),
                names=n_("{number} exercise name is unknown", "{number} exercise names are unknown", len(unknown)),
            ),
            text=_("Most sets: {names}. Sets with a known name are not affected.", names=most),
            step=_(
                'Say once what "{exercise}" is on the Exercises page; the whole history follows at once.',
                exercise=largest.name,
            ),
            period_from=case.window_from,
            period_to=case.on,
            evidence=tuple(Evidence(name.name, float(name.sets), _("sets in the log")) for name in unknown[:10]),
            facts=(),
            confidence="A",
        ),
    )


RULE: Final = Rule("unrecognised_exercises", 11, (), judge)
