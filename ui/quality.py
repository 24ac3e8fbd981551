"""Values that were kept and are unlikely: each as a card that asks, with "it is right", one-click ways to put it right,
and a small grid to fix it by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, counted, listed, n_
from analytics.model import Confirmation, Doubt, DoubtKind, Proposal
from analytics.reference.facts import Facts
from analytics.units import MassUnit
from ui import formats, quality_fix, session
from ui.boundary import boundary
from ui.findings import CONFIDENCE_WORDS
from ui.logbook import PLACE_WORDS
from ui.settings import FIND, PART, THRESHOLDS
from ui.take_away import made_file
from ui.undo import way_back
from ui.words import plain

KIND_WORDS: Final[Mapping[DoubtKind, str]] = {
    "future": _("In the future"),
    "early": _("Long ago"),
    "long": _("Very long"),
    "load": _("Load"),
    "reps": _("Reps"),
    "hold": _("Time held"),
    "many_sets": _("Very many sets"),
    "twin": _("Workout twice"),
    "repeated": _("Lift twice"),
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
        _("Show"),
        kinds,
        format_func=lambda each: f"{KIND_WORDS[each]} ({counted(numbers[each])})",
        key=_KIND,
        bind="query-params",
        wrap=True,
    )
    return [doubt for doubt in found if kind in (None, doubt.kind)]


def doubt_cards(chosen: Sequence[Doubt], facts: Facts, unit: MassUnit) -> None:
    """The doubts ten at a time; for many of one kind, what settles all of them at once."""
    _all_at_once(chosen)
    made_file(_("These questions as CSV"), lambda: doubt_table(chosen), name="questions", key="doubts")
    slot = st.container(gap="small")
    pages = -(-len(chosen) // _PER_PAGE)
    page = st.pagination(pages, key=f"doubts-page-{pages}") if pages > 1 else 1
    with slot:
        for doubt in chosen[(page - 1) * _PER_PAGE : page * _PER_PAGE]:
            _card(doubt, facts, unit)


def doubt_table(chosen: Sequence[Doubt]) -> pd.DataFrame:
    """One row a doubt: when and in which workout, what it is about, the question, where the sets come from, and what
    may have been meant.
    """
    return pd.DataFrame(
        {
            _("Started"): [f"{doubt.started_at:%Y-%m-%d %H:%M}" for doubt in chosen],
            _("Workout"): [doubt.workout for doubt in chosen],
            _("Exercise"): [doubt.exercise for doubt in chosen],
            _("About"): [KIND_WORDS[doubt.kind] for doubt in chosen],
            _("Question"): [doubt.text for doubt in chosen],
            _("From"): [origin(doubt) for doubt in chosen],
            _("Perhaps"): ["; ".join(f"{each.what}: {each.how}" for each in doubt.proposals) for doubt in chosen],
        }
    )


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
    told = (
        _("It is right: {doubt}", doubt=doubts[0].text)
        if len(doubts) == 1
        else n_("It is right: {number} question at once.", "It is right: {number} questions at once.", len(doubts))
    )
    session.remember(_ANSWERED, (answer, told))
    session.forget(_FIXING)


@boundary()
def ask_again(confirmation_id: int) -> None:
    """Take back that something is right. A callback."""
    session.open_log().take_back_confirmation(confirmation_id, now=session.now())
    newest: tuple[int, str] | None = session.recall(_ANSWERED)
    if newest and newest[0] == confirmation_id:
        session.forget(_ANSWERED)
    session.flash(_("It is asked about again."))


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
    return listed(place_words(file, lines) for file, lines in doubt.where)


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
        st.button(_("It is right"), key=f"right-{key}", on_click=say_right, args=([doubt],), icon=":material/check:")
        open_now = session.recall(_FIXING) == key
        st.button(
            _("Close") if open_now else _("Fix"),
            key=f"fix-{key}",
            on_click=session.remember,
            args=(_FIXING, "" if open_now else key),
            icon=":material/close:" if open_now else ":material/edit:",
        )
        if doubt.facts:
            with st.popover(_("Why?"), type="tertiary"):
                st.markdown("\n".join(_reason(facts, fact) for fact in doubt.facts))
                st.page_link(
                    "pages/trust/settings.py",
                    label=_("Change it on the Settings page"),
                    query_params={PART: THRESHOLDS, FIND: "quality."},
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
                n_(
                    "Delete {number} copy ({sets})",
                    "Delete all {number} copies ({sets})",
                    len(copies),
                    sets=n_("{number} set", "{number} sets", sets),
                ),
                key="put-all-right",
                on_click=put_right,
                args=(copies,),
                icon=":material/delete:",
                help=_("Deleting can be undone."),
            )
        st.button(
            _("All {number} are right", number=counted(len(chosen))),
            key="all-right",
            on_click=say_right,
            args=(list(chosen),),
            icon=":material/done_all:",
        )


def place_words(file: str, lines: Sequence[int]) -> str:
    """A file and its lines: "strong.csv, line 12", "strong.csv, lines 12 and 13", "strong.csv, lines 12 to 18"."""
    if not lines:
        return PLACE_WORDS.get(file, file)
    first, last = counted(lines[0]), counted(lines[-1])
    if len(lines) == 1:
        return _("{file}, line {line}", file=file, line=first)
    if len(lines) == 2:
        return _("{file}, lines {first} and {last}", file=file, first=first, last=last)
    return _("{file}, lines {first} to {last}", file=file, first=first, last=last)


def _answer(answer: Confirmation) -> None:
    said, more = answer.said[0], len(answer.said) - 1
    if more:
        others = n_("And {number} more question.", "And {number} more questions.", more)
        said = f"{said} {others}"
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width=560, gap=None):
            st.markdown(plain(said))
            st.caption(plain(f"{answer.confirmed_at:%H:%M}, {formats.day(answer.confirmed_at)}"))
        if answer.undone_at is None:
            st.button(
                _("Ask again"),
                key=f"ask-again-{answer.confirmation_id}",
                on_click=ask_again,
                args=(answer.confirmation_id,),
                icon=":material/undo:",
            )
        else:
            st.badge(_("taken back"), color="gray")
