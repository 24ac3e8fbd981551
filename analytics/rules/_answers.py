"""Which of the lifter's answers still hold, and for which finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from analytics.model import Answer, Finding, is_stronger


def answered(found: Iterable[Finding], answers: Sequence[Answer], *, on: date) -> list[Finding]:
    """The findings, each with the newest answer that holds on that day. `answers` come newest first."""
    return [replace(finding, answer=_in_force(finding, answers, on)) for finding in found]


def _in_force(finding: Finding, answers: Sequence[Answer], on: date) -> Answer | None:
    return next((answer for answer in answers if _is_about(answer, finding) and _holds(answer, finding, on)), None)


def _is_about(answer: Answer, finding: Finding) -> bool:
    """Same rule and subject; for a note of pain the very same note, so that another one is a new question."""
    same = (answer.rule, answer.subject) == (finding.rule, finding.subject)
    return same and (not finding.is_safety_note or answer.headline == finding.headline)


def _holds(answer: Answer, finding: Finding, on: date) -> bool:
    in_time = answer.answered_at.date() <= on and (answer.until is None or on < answer.until)
    return in_time and answer.undone_at is None and not is_stronger(finding.severity, than=answer.severity)
