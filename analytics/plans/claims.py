"""What a plan says about the findings that stand: after how many weeks each is gone, or why it is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analytics.model import Finding, Severity, is_stronger
from analytics.plans.course import Course
from analytics.plans.model import Claim
from analytics.plans.outlook import ADDRESSED
from analytics.plans.targets import LEGS

_MANY_SESSIONS: Final = 3
"""Sessions a week from which on there is room to spread sets."""


def claims_of(course: Course, findings: Sequence[Finding]) -> tuple[Claim, ...]:
    """What becomes of each finding about sets that stands today, the rulebook's order kept."""
    standing = [finding for finding in findings if finding.rule in ADDRESSED and _is_claimed(course, finding)]
    later = course.said({finding.rule for finding in standing})
    return tuple(_claim(course, finding, later) for finding in standing)


def _is_claimed(course: Course, finding: Finding) -> bool:
    """Hints and warnings about the legs; of information, muscles short of the range that the plan aims at."""
    if finding.severity == "info":
        return finding.rule == "low_volume" and finding.subject in course.ground.targets.low
    return not finding.subject or finding.subject in LEGS


def _claim(course: Course, finding: Finding, later: Sequence[Sequence[Finding]]) -> Claim:
    severities = [_severity_after(said, finding) for said in later]
    gone = course.with_slack(_first_for_good([severity is None for severity in severities]))
    milder = course.with_slack(
        _first_for_good([severity is None or is_stronger(finding.severity, severity) for severity in severities])
    )
    return Claim(
        rule=finding.rule,
        subject=finding.subject,
        headline=finding.headline,
        severity=finding.severity,
        weeks=gone,
        milder_after=milder if milder is not None and (gone is None or milder < gone) else None,
        why_not="" if gone is not None else _why_not(course, finding),
    )


def _severity_after(said: Sequence[Finding], finding: Finding) -> Severity | None:
    """The severity of the same finding among what is said later; None where it is gone."""
    same = (each.severity for each in said if (each.rule, each.subject) == (finding.rule, finding.subject))
    return next(same, None)


def _first_for_good(holds: Sequence[bool]) -> int | None:
    """The week, counted from 1, from which something holds to the end; None where it does not hold in the end."""
    if not holds[-1]:
        return None
    return len(holds) - next((back for back, each in enumerate(reversed(holds)) if not each), len(holds)) + 1


def _why_not(course: Course, finding: Finding) -> str:
    facts, goal = course.ask.case.facts, course.ask.goal
    if goal == "maintenance" and finding.rule in ("low_volume", "below_floor", "low_frequency"):
        return "The goal is to keep what you have, so it is left as it is."
    if finding.rule == "low_frequency" and len(course.ask.habit.sessions) < _MANY_SESSIONS:
        return "Your days leave no room for it: sets can be spread over the days you train on, and no further."
    if finding.rule == "low_volume":
        return "Left as it is: some growth, and nothing else calls for more."
    return f"Small steps take longer than the {facts.number('plan.horizon_weeks'):g} weeks that a plan looks ahead."
