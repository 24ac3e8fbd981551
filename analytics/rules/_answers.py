"""The lifter's answers to findings: what may be said, which answers still hold, and which are about what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from analytics.errors import WrongRequest
from analytics.language import _, listed
from analytics.model import ANSWER_KINDS, Answer, AnswerKind, Finding, is_stronger
from analytics.reference.facts import Facts
from analytics.texts import clean


def answer_to(
    finding: Finding, kind: AnswerKind, *, until: date | None, because: str, now: datetime, athlete: str, facts: Facts
) -> Answer:
    """An answer to be kept: "dismissed" for `advice.dismiss_weeks`, "snoozed" until a day, "known" with a reason for as
    long as the finding stands.

    Raises `WrongRequest` for a snooze without a later day, for "known" without a reason, and for any other answer to a
    note of pain than a reason.
    """
    reason, today = " ".join(clean(because).split()), now.date()
    _refuse(finding, kind, until=until, reason=reason, today=today)
    if kind == "dismissed":
        until = today + timedelta(weeks=facts.number("advice.dismiss_weeks"))
    return Answer(
        answer_id=0,
        kind=kind,
        until=None if kind == "known" else until,
        because=reason if kind == "known" else "",
        answered_at=now,
        athlete=athlete,
        rule=finding.rule,
        subject=finding.subject,
        severity=finding.severity,
        headline=finding.headline,
    )


def about_what_is_gone(answers: Iterable[Answer], found: Iterable[Finding]) -> list[int]:
    """The numbers of the answers "known" to findings that stand no longer."""
    standing = {(finding.rule, finding.subject) for finding in found}
    open_ended = (answer for answer in answers if answer.until is None and answer.undone_at is None)
    return [answer.answer_id for answer in open_ended if (answer.rule, answer.subject) not in standing]


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


def _refuse(finding: Finding, kind: AnswerKind, *, until: date | None, reason: str, today: date) -> None:
    if kind not in ANSWER_KINDS:
        raise WrongRequest(
            _("{kind} is no answer to a finding.", kind=kind), _("There are {kinds}.", kinds=listed(ANSWER_KINDS))
        )
    if finding.is_safety_note and kind != "known":
        raise WrongRequest(
            _("A note of pain cannot be put away."),
            _("Have it looked at, and then say in your own words what was found."),
        )
    if kind == "known" and not reason:
        raise WrongRequest(
            _("The reason is missing."), _("Say in your own words why you know, so that it can stand beside it.")
        )
    if kind == "snoozed" and (until is None or until <= today):
        raise WrongRequest(_("A snooze needs a day that is still to come."), _("Choose tomorrow or later."))
