"""What a lifter may answer to a finding: not now, not before a day, or "I know, because"; each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

import streamlit as st

from analytics.model import Answer, AnswerKind, Finding
from ui import session
from ui.boundary import boundary
from ui.buttons import filled_button
from ui.undo import way_back
from ui.words import plain, spoken_date

NOT_NOW, SNOOZE, KNOW = "Not now, thanks", "Snooze", "I know"
SAID: Final[Mapping[AnswerKind, str]] = {
    "dismissed": "Not now, thanks",
    "snoozed": "Not before that day",
    "known": "I know",
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
                help=f"Puts it away for {weeks} weeks, or until it gets stronger.",
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
    label = f"Answered ({len(answered)})"
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
            "Ask again",
            key=f"ask-again-{answer.answer_id}",
            on_click=ask_again,
            args=(answer.answer_id,),
            icon=":material/undo:",
        )


def answer_words(answer: Answer, finding: Finding) -> str:
    """An answer as Markdown: what, why, when, until when."""
    because = f", because: {plain(answer.because)}" if answer.because else ""
    when = f"{spoken_date(answer.answered_at)}, {_how_long(answer, finding)}"
    return f"**You answered:** {SAID[answer.kind]}{because}. {when}."


@boundary()
def ask_again(answer_id: int) -> None:
    """Take an answer back. A callback."""
    session.open_log().take_back_answer(answer_id, now=session.now())
    newest: tuple[int, str] | None = session.recall(_ANSWERED)
    if newest and newest[0] == answer_id:
        session.forget(_ANSWERED)
    session.flash("The finding speaks again.")


def _how_long(answer: Answer, finding: Finding) -> str:
    if finding.is_safety_note:
        return "for this note only; another one is asked about anew"
    until = "for as long as it stands" if answer.until is None else f"until {spoken_date(answer.until)}"
    return until if answer.severity == "strong" else f"{until}, or until it gets stronger"


def _snooze(finding: Finding, athlete: str, key: str) -> None:
    with st.popover(SNOOZE, type="tertiary", key=f"snooze-{key}", on_change="rerun") as opened:
        if not opened.open:
            return
        tomorrow = session.today() + timedelta(days=1)
        st.date_input("Not before", value=session.today() + _USUAL_SNOOZE, min_value=tomorrow, key=f"snooze-day-{key}")
        filled_button(
            "Snooze until then",
            key=f"snooze-do-{key}",
            on_click=_answer,
            args=(finding, "snoozed", athlete),
        )


def _know(finding: Finding, athlete: str, key: str) -> None:
    with st.popover(KNOW, type="tertiary", key=f"know-{key}", on_change="rerun") as opened:
        if not opened.open:
            return
        st.text_input(
            "I know, because",
            key=f"because-{key}",
            max_chars=_LONGEST_REASON,
            placeholder="A physio looked at it" if finding.is_safety_note else "I train them at the club",
            help="In your own words. It is kept with your log, on this computer, and shown beside the finding.",
        )
        filled_button("Keep", key=f"know-do-{key}", on_click=_answer, args=(finding, "known", athlete))


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
