"""What changed among the findings within a week: those that came, went, or are stronger or milder than they were."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.model import SEVERITIES, Finding, is_stronger
from analytics.plans.wording import SEVERITY_WORDS
from analytics.review.model import News, NewsKind

_Subject = tuple[str, str]


def turns(now: Iterable[Finding], before: Iterable[Finding]) -> tuple[News, ...]:
    """The findings of two days held against each other, by rule and subject: new ones first, then stronger, milder,
    gone.

    What was and is only for information is no news, and neither is what the lifter has answered. A note of pain that
    has grown old is not called gone: that it went unsaid says nothing about the pain.
    """
    stands, stood = _strongest(now), _strongest(before)
    told = [
        *(_came(finding) for key, finding in stands.items() if key not in stood),
        *(_changed(finding, stood[key]) for key, finding in stands.items() if key in stood),
        *(_went(finding) for key, finding in stood.items() if key not in stands),
    ]
    order = ("new", "stronger", "milder", "settled")
    return tuple(sorted((each for each in told if each), key=lambda each: order.index(each.kind)))


def _strongest(found: Iterable[Finding]) -> dict[_Subject, Finding]:
    """Rule and subject -> its strongest finding."""
    weakest_first = sorted(found, key=lambda finding: SEVERITIES.index(finding.severity), reverse=True)
    return {(finding.rule, finding.subject): finding for finding in weakest_first}


def _came(finding: Finding) -> News | None:
    return None if finding.severity == "info" or finding.answer else News("new", finding)


def _changed(finding: Finding, was: Finding) -> News | None:
    if finding.severity == was.severity or finding.answer:
        return None
    kind: NewsKind = "stronger" if is_stronger(finding.severity, was.severity) else "milder"
    return News(kind, finding, SEVERITY_WORDS[was.severity])


def _went(finding: Finding) -> News | None:
    is_silent = finding.severity == "info" or finding.is_safety_note
    return None if is_silent else News("settled", finding, SEVERITY_WORDS[finding.severity])
