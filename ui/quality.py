"""Values that were kept and are unlikely: each as a card that asks, with "it is right", one-click ways to put it right,
and a small grid to fix it by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import streamlit as st

from analytics.model import Confirmation, Doubt, DoubtKind, Proposal
from analytics.reference.facts import Facts
from analytics.units import MassUnit
from ui import formats, quality_fix, session
from ui.boundary import boundary
from ui.findings import CONFIDENCE_WORDS
from ui.settings import PART, THRESHOLDS
from ui.undo import way_back
from ui.words import counted, listed, plain

KIND_WORDS: Final[Mapping[DoubtKind, str]] = {
    "future": "In the future",
    "early": "Long ago",
    "long": "Very long",
    "load": "Load",
    "reps": "Reps",
    "hold": "Time held",
    "many_sets": "Very many sets",
    "twin": "Workout twice",
    "repeated": "Lift twice",
}
"""What each kind of doubt is about, in the order of the page."""
COPIES: Final = ("twin", "repeated")
_PER_PAGE: Final = 10
_KIND: Final = "kind"
_FIXING: Final = "fixing"
_ANSWERED: Final = "answered"


def chosen_doubts(found: Sequence[Doubt]) -> list[Doubt]:
    """The doubts of the kind that is chosen; all of them where none is, or where there is one kind only."""
    kinds = [kind for kind in KIND_WORDS if any(doubt.kind == kind for doubt in found)]
    if session.recall(_KIND) not in (None, *kinds):  # the last of its kind was settled
        session.forget(_KIND)
    if len(kinds) < 2:
        return list(found)
    numbers = {kind: sum(doubt.kind == kind for doubt in found) for kind in kinds}
    kind = st.pills(
        "Show",
        kinds,
        format_func=lambda each: f"{KIND_WORDS[each]} ({numbers[each]:,})",
        key=_KIND,
        bind="query-params",
        wrap=True,
    )
    return [doubt for doubt in found if kind in (None, doubt.kind)]


def doubt_cards(chosen: Sequence[Doubt], facts: Facts, unit: MassUnit) -> None:
    """The doubts ten at a time; for many of one kind, what settles all of them at once."""
    _all_at_once(chosen)
    slot = st.container(gap="small")
    pages = -(-len(chosen) // _PER_PAGE)
    page = st.pagination(pages, key=f"doubts-page-{pages}") if pages > 1 else 1
    with slot:
        for doubt in chosen[(page - 1) * _PER_PAGE : page * _PER_PAGE]:
            _card(doubt, facts, unit)


def answered_offer() -> None:
    """One line that says what was just called right, with its undo; nothing where there is nothing to undo."""
    newest: tuple[int, str] | None = session.recall(_ANSWERED)
    if newest is None:
        return
    way_back(plain(newest[1]), undo=partial(ask_again, newest[0]), forget=_ANSWERED, key="answer")


def answers(given: Sequence[Confirmation]) -> None:
    """What was said to be right, newest first, each with its way back."""
    pages = -(-len(given) // _PER_PAGE)
    slot = st.container(gap="xsmall")
    page = st.pagination(pages, key="answers-page") if pages > 1 else 1
    with slot:
        for answer in given[(page - 1) * _PER_PAGE : page * _PER_PAGE]:
            _answer(answer)


# settling ------------------------------------------------------------------------------------------------------------


@boundary()
def say_right(doubts: Sequence[Doubt]) -> None:
    """Say that doubted values are right. A callback."""
    answer = session.open_log().confirm(doubts, now=session.now())
    what = doubts[0].text if len(doubts) == 1 else f"{counted(len(doubts), 'question')} at once."
    session.remember(_ANSWERED, (answer, f"It is right: {what}"))
    session.forget(_FIXING)


@boundary()
def ask_again(confirmation_id: int) -> None:
    """Take back that something is right. A callback."""
    session.open_log().take_back_confirmation(confirmation_id, now=session.now())
    newest: tuple[int, str] | None = session.recall(_ANSWERED)
    if newest and newest[0] == confirmation_id:
        session.forget(_ANSWERED)
    session.flash("It is asked about again.")


@boundary()
def put_right(proposals: Sequence[Proposal]) -> None:
    """Do what proposals say. A callback."""
    changes: dict[int, Mapping[str, Any]] = {}
    deletes: list[int] = []
    for proposal in proposals:
        changes.update(proposal.changes)
        deletes += proposal.deletes
    quality_fix.fix(changes, deletes)
    session.forget(_FIXING)


def origin(doubt: Doubt) -> str:
    """Where the sets of a doubt come from: "strong.csv, lines 12 to 18"."""
    return listed(file + _lines(lines) for file, lines in doubt.where)


# one card ------------------------------------------------------------------------------------------------------------


def _card(doubt: Doubt, facts: Facts, unit: MassUnit) -> None:
    key = f"{doubt.kind}-{doubt.set_ids[0]}"
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(KIND_WORDS[doubt.kind], color="orange")
            when = f"{doubt.started_at:%H:%M}, " if doubt.started_at.time() != doubt.started_at.min.time() else ""
            st.caption(
                plain(f"{when}{formats.day(doubt.started_at)}" + (f", {doubt.workout}" if doubt.workout else ""))
            )
        st.markdown(plain(doubt.text))
        st.caption(plain(origin(doubt)))
        _ways(doubt, facts, key)
        if session.recall(_FIXING) == key:
            quality_fix.fix_by_hand(doubt, unit, key=key)


def _ways(doubt: Doubt, facts: Facts, key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        for place, proposal in enumerate(doubt.proposals):
            st.button(
                plain(f"{proposal.what}: {proposal.how}"),
                key=f"proposal-{place}-{key}",
                on_click=put_right,
                args=([proposal],),
                icon=":material/auto_fix_high:",
            )
        st.button("It is right", key=f"right-{key}", on_click=say_right, args=([doubt],), icon=":material/check:")
        open_now = session.recall(_FIXING) == key
        st.button(
            "Close" if open_now else "Fix",
            key=f"fix-{key}",
            on_click=session.remember,
            args=(_FIXING, "" if open_now else key),
            icon=":material/close:" if open_now else ":material/edit:",
        )
        if doubt.facts:
            with st.popover("Why?", type="tertiary"):
                st.markdown("\n".join(_reason(facts, fact) for fact in doubt.facts))
                st.page_link(
                    "pages/trust/settings.py",
                    label="Change it on the Settings page",
                    query_params={PART: THRESHOLDS, "find": "quality."},
                )


def _reason(facts: Facts, key: str) -> str:
    return f"- {plain(facts[key].statement)} ({plain(CONFIDENCE_WORDS[facts[key].confidence])})"


def _all_at_once(chosen: Sequence[Doubt]) -> None:
    """For several doubts of one kind: one answer for all of them, and for copies the one correction."""
    if len(chosen) < 2 or len({doubt.kind for doubt in chosen}) > 1:
        return
    copies = [doubt.proposals[0] for doubt in chosen if doubt.kind in COPIES]
    with st.container(horizontal=True):
        if copies:
            sets = sum(len(copy.deletes) for copy in copies)
            st.button(
                f"Delete all {len(copies):,} copies ({counted(sets, 'set')})",
                key="put-all-right",
                on_click=put_right,
                args=(copies,),
                icon=":material/delete:",
                help="Deleting can be undone.",
            )
        st.button(
            f"All {len(chosen):,} are right",
            key="all-right",
            on_click=say_right,
            args=(list(chosen),),
            icon=":material/done_all:",
        )


def _lines(lines: Sequence[int]) -> str:
    if not lines:
        return ""
    first, last = f"{lines[0]:,}", f"{lines[-1]:,}"
    if len(lines) == 1:
        return f", line {first}"
    return f", lines {first} {'and' if len(lines) == 2 else 'to'} {last}"


def _answer(answer: Confirmation) -> None:
    more = len(answer.said) - 1
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width=560, gap=None):
            st.markdown(plain(answer.said[0] + (f" And {counted(more, 'more question')}." if more else "")))
            st.caption(plain(f"{answer.confirmed_at:%H:%M}, {formats.day(answer.confirmed_at)}"))
        if answer.undone_at is None:
            st.button(
                "Ask again",
                key=f"ask-again-{answer.confirmation_id}",
                on_click=ask_again,
                args=(answer.confirmation_id,),
                icon=":material/undo:",
            )
        else:
            st.badge("taken back", color="gray")
