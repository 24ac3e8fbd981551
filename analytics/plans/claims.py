"""What a plan says about findings: after how many weeks each that stands is gone, or why it is left alone, and which
others come up on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from analytics.language import _
from analytics.model import SEVERITIES, Finding, Severity, is_stronger
from analytics.plans.course import Course
from analytics.plans.model import Claim, Foreseen
from analytics.plans.outlook import ADDRESSED
from analytics.rules import POSTERIOR_FIRST

_MANY_SESSIONS: Final = 3
"""Sessions a week from which on there is room to spread sets."""


FORMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "quad_dominance": "quads over hamstrings",
        "quads_get_little": "quads over hamstrings, the other way",
        "missing_function": "hinge and curl",
        "lopsided_function": "hinge and curl",
        "short_length": "length",
        "muscle_without_work": "too little",
        "below_floor": "too little",
        "low_volume": "too little",
        "high_volume": "too much",
        "very_high_volume": "too much",
    }
)
"""Rules of quad dominance, hinge and curl, and volume, and what each is a form of for its subject."""
_ALL_FORMS: Final = "muscle_without_work"
"""Of a muscle without any work every form stands; the rules do not say each."""


def claims_of(course: Course, findings: Sequence[Finding]) -> tuple[tuple[Claim, ...], tuple[Foreseen, ...]]:
    """What becomes of each finding about sets that stands today, the rulebook's order kept; and what does not stand
    today, and will while these weeks pass. `findings` are all that stand, of every rule that a plan is made from.
    """
    standing = [finding for finding in findings if finding.rule in ADDRESSED and _is_claimed(course, finding)]
    later = course.said({finding.rule for finding in standing} | set(FORMS))
    claims = tuple(_claim(course, finding, later) for finding in standing)
    left_alone = ((rule, subject, SEVERITIES[0]) for rule, subject in course.ask.answered)
    known = ((each.rule, each.subject, each.severity) for each in findings)
    return claims, tuple(_foreseen(forms_standing((*left_alone, *known)), later))


def form(rule: str, subject: str) -> tuple[str, str]:
    """What a finding is a form of, and for what."""
    return FORMS[rule], subject


def forms_standing(found: Iterable[tuple[str, str, Severity]]) -> dict[tuple[str, str], Severity]:
    """Form and subject -> the most severe finding (rule, subject, severity) of it. What is milder than that is no new
    finding when it comes up.
    """
    standing: dict[tuple[str, str], Severity] = {}
    for rule, subject, severity in found:
        for kind in set(FORMS.values()) if rule == _ALL_FORMS else {FORMS[rule]} if rule in FORMS else ():
            known = standing.get((kind, subject))
            if known is None or is_stronger(severity, known):
                standing[kind, subject] = severity
    return standing


def _foreseen(standing: Mapping[tuple[str, str], Severity], later: Sequence[Sequence[Finding]]) -> list[Foreseen]:
    """What comes up for the legs that is more than information, and more severe than a form of it that stands."""
    weeks: dict[tuple[str, str], dict[int, Finding]] = {}
    for number, said in enumerate(later, start=1):
        for finding in said:
            if _is_new(finding, standing):
                weeks.setdefault((finding.rule, finding.subject), {})[number] = finding
    return [_comes_up(each, horizon=len(later)) for each in weeks.values()]


def _is_new(finding: Finding, standing: Mapping[tuple[str, str], Severity]) -> bool:
    if finding.rule not in FORMS or finding.severity == "info" or finding.subject not in POSTERIOR_FIRST:
        return False
    known = standing.get(form(finding.rule, finding.subject))
    return known is None or is_stronger(finding.severity, known)


def _comes_up(weeks: Mapping[int, Finding], *, horizon: int) -> Foreseen:
    first, last = min(weeks), max(weeks)
    worst = min(weeks.values(), key=lambda finding: SEVERITIES.index(finding.severity))
    return Foreseen(
        rule=worst.rule,
        subject=worst.subject,
        headline=worst.headline,
        severity=worst.severity,
        first=first,
        last=None if last == horizon else last,
    )


def _is_claimed(course: Course, finding: Finding) -> bool:
    """Hints and warnings about the legs; of information, muscles short of the range that the plan aims at."""
    if finding.severity == "info":
        return finding.rule == "low_volume" and finding.subject in course.ground.targets.low
    return not finding.subject or finding.subject in POSTERIOR_FIRST


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
        return _("The goal is to keep what you have, so it is left as it is.")
    if finding.rule == "low_frequency" and len(course.ask.habit.sessions) < _MANY_SESSIONS:
        return _("Your days leave no room for it: sets can be spread over the days you train on, and no further.")
    if finding.rule == "low_volume":
        return _("Left as it is: some growth, and nothing else calls for more.")
    return _(
        "Small steps take longer than the {weeks} weeks that a plan looks ahead.",
        weeks=f"{facts.number('plan.horizon_weeks'):g}",
    )
