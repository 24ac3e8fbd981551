"""What a lifter may answer to a finding: not now, not before a day, or "I know, because"; each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

import streamlit as st

from analytics.language import _
from analytics.model import Answer, AnswerKind, Finding
from ui import formats, session
from ui.boundary import boundary
from ui.buttons import filled_button
from ui.undo import way_back
from ui.words import plain

NOT_NOW, SNOOZE, KNOW = _("Not now, thanks"), _("Snooze"), _("I know")
SAID: Final[Mapping[AnswerKind, str]] = {
    "dismissed": _("Not now, thanks"),
    "snoozed": _("Not before that day"),
    "known": _("I know"),
}
_ANSWERED: Final = "answered-finding"
_LONGEST_REASON: Final = 200
_USUAL_SNOOZE: Final = timedelta(weeks=2)


def answer_buttons(finding: Finding, *, athlete: str, weeks: int) -> None:
    """The answers to one finding as small buttons that wrap on a phone. A note of pain takes a reason and nothing else.

    `weeks` is how long "not now" holds.
    """
    key = f"{finding.rule}-{finding.subject}"
    with st.container(horizontal=True, gap="xsmall"):
        if not finding.is_safety_note:
            st.button(
                NOT_NOW,
                key=f"not-now-{key}",
                on_click=_answer,
                args=(finding, "dismissed", athlete),
                type="tertiary",
                help=_("Puts it away for {weeks} weeks, or until it gets stronger.", weeks=weeks),
            )
            _snooze(finding, athlete, key)
        _know(finding, athlete, key)


def answered_offer() -> None:
    """One line that says what was just answered, with its undo; nothing where there is nothing to undo."""
    newest: tuple[int, str] | None = session.recall(_ANSWERED)
    if newest is not None:
        way_back(newest[1], undo=partial(ask_again, newest[0]), forget=_ANSWERED, key="answered-finding")


def answered_part(found: Sequence[Finding], card: Callable[[Finding, str], None]) -> None:
    """The findings with an answer that holds, folded away; `card` draws one of them under a key."""
    answered = [finding for finding in found if finding.answer is not None]
    if not answered:
        return
    label = _("Answered ({number})", number=len(answered))
    with st.expander(label, key="answered", icon=":material/check:", on_change="rerun") as opened:
        if opened.open:
            for place, finding in enumerate(answered):
                card(finding, f"answered-{place}")


def answer_line(finding: Finding) -> None:
    """What was answered to a finding, when, how long it holds, and the way back."""
    answer = finding.answer
    if answer is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(answer_words(answer, finding), width="stretch")
        st.button(
            _("Ask again"),
            key=f"ask-again-{answer.answer_id}",
            on_click=ask_again,
            args=(answer.answer_id,),
            icon=":material/undo:",
        )


def answer_words(answer: Answer, finding: Finding) -> str:
    """An answer as Markdown: what, why, when, until when."""
    said = SAID[answer.kind]
    told = _("**You answered:** {answer}.", answer=said)
    if answer.because:
        told = _("**You answered:** {answer}, because: {reason}.", answer=said, reason=plain(answer.because))
    return f"{told} {formats.day(answer.answered_at)}, {_how_long(answer, finding)}."


@boundary()
def ask_again(answer_id: int) -> None:
    """Take an answer back. A callback."""
    session.open_log().take_back_answer(answer_id, now=session.now())
    newest: tuple[int, str] | None = session.recall(_ANSWERED)
    if newest and newest[0] == answer_id:
        session.forget(_ANSWERED)
    session.flash(_("The finding speaks again."))


def _how_long(answer: Answer, finding: Finding) -> str:
    if finding.is_safety_note:
        return _("for this note only; another one is asked about anew")
    can_get_stronger = answer.severity != "strong"
    if answer.until is None:
        if can_get_stronger:
            return _("for as long as it stands, or until it gets stronger")
        return _("for as long as it stands")
    until = formats.day(answer.until)
    return _("until {day}, or until it gets stronger", day=until) if can_get_stronger else _("until {day}", day=until)


def _snooze(finding: Finding, athlete: str, key: str) -> None:
    with st.popover(SNOOZE, type="tertiary", key=f"snooze-{key}", on_change="rerun") as opened:
        if not opened.open:
            return
        tomorrow = session.today() + timedelta(days=1)
        st.date_input(
            _("Not before"), value=session.today() + _USUAL_SNOOZE, min_value=tomorrow, key=f"snooze-day-{key}"
        )
        filled_button(
            _("Snooze until then"),
            key=f"snooze-do-{key}",
            on_click=_answer,
            args=(finding, "snoozed", athlete),
        )


def _know(finding: Finding, athlete: str, key: str) -> None:
    with st.popover(KNOW, type="tertiary", key=f"know-{key}", on_change="rerun") as opened:
        if not opened.open:
            return
        st.text_input(
            _("I know, because"),
            key=f"because-{key}",
            max_chars=_LONGEST_REASON,
            placeholder=_("A physio looked at it") if finding.is_safety_note else _("I train them at the club"),
            help=_("In your own words. It is kept with your log, on this computer, and shown beside the finding."),
        )
        filled_button(_("Keep"), key=f"know-do-{key}", on_click=_answer, args=(finding, "known", athlete))


@boundary()
def _answer(finding: Finding, kind: AnswerKind, athlete: str) -> None:
    key = f"{finding.rule}-{finding.subject}"
    number = session.open_log().answer_finding(
        finding,
        kind=kind,
        until=session.recall(f"snooze-day-{key}") if kind == "snoozed" else None,
        because=str(session.recall(f"because-{key}", "")),
        now=session.now(),
        athlete=athlete,
    )
    session.remember(_ANSWERED, (number, f"{SAID[kind]}: {plain(finding.headline)}"))
