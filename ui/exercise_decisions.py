"""What the user decided about exercises: the newest decision with its way back, and the list of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from analytics.model import ExerciseDecision
from analytics.training_log import NOT_A_LIFT
from ui import formats, session
from ui.boundary import boundary
from ui.undo import way_back
from ui.words import counted, plain

_NEWEST: Final = "newest-decision"
_PER_PAGE: Final = 10


def decided(what: str, decision_id: int) -> None:
    """Say what was just decided, and remember it so that `undo_offer` can take it back."""
    session.flash(plain(what))
    session.remember(_NEWEST, (decision_id, what))


def undo_offer() -> None:
    """One line that says what this session decided last, with its undo; nothing where there is nothing to undo."""
    newest: tuple[int, str] | None = session.recall(_NEWEST)
    if newest is None:
        return
    way_back(plain(newest[1]), undo=partial(take_back, newest[0]), forget=_NEWEST, key="decision")


def decision_list(decisions: Sequence[ExerciseDecision]) -> None:
    """All decisions, newest first, ten at a time, each with its way back."""
    pages = -(-len(decisions) // _PER_PAGE)
    slot = st.container(gap="xsmall")
    page = st.pagination(pages, key="decisions-page") if pages > 1 else 1
    with slot:
        for decision in decisions[(page - 1) * _PER_PAGE : page * _PER_PAGE]:
            _one(decision)


@boundary()
def take_back(decision_id: int) -> None:
    """Take one decision back. A callback."""
    log = session.open_log()
    log.undo_decision(decision_id, now=session.now())
    newest: tuple[int, str] | None = session.recall(_NEWEST)
    if newest and newest[0] == decision_id:
        session.forget(_NEWEST)
    text = next(each.text for each in log.decisions() if each.decision_id == decision_id)
    session.flash(plain(f"Undone: {text}"))


def taught_names(taught: pd.DataFrame) -> None:
    """Names with what they were taught as, to tick and forget."""
    names = dict(zip(*(session.open_log().catalogue.exercises[column] for column in ("id", "name")), strict=True))
    rows = pd.DataFrame(
        {
            "Name": taught["as_written"],
            "Means": [{**names, NOT_A_LIFT: "not a lift"}.get(each, each) for each in taught["exercise_id"]],
            "Since": taught["mapped_at"].dt.date,
        }
    )
    event = st.dataframe(
        rows,
        key=f"taught-{session.open_log().version}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        height="content" if len(rows) < 12 else 460,
        column_config={"Since": st.column_config.DateColumn(format="D MMM YYYY")},
        alt="Names you taught, and what each means",
    )
    picked = [str(rows["Name"].iloc[row]) for row in event["selection"]["rows"] if row < len(rows)]
    st.button(
        f"Forget {counted(len(picked), 'name')}" if picked else "Forget",
        key="forget-names",
        disabled=not picked,
        on_click=forget_names,
        args=(picked,),
        icon=":material/undo:",
        help="Tick names first. They go back to the names to sort out; their sets stay in the logbook.",
    )


@boundary()
def forget_names(names: Sequence[str]) -> None:
    """Forget what names were taught as. A callback."""
    decision_id = session.open_log().forget_mappings(names, now=session.now())
    decided(f"{counted(len(names), 'name')} forgotten.", decision_id)


def _one(decision: ExerciseDecision) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width=520, gap=None):
            st.markdown(plain(decision.text))
            st.caption(plain(f"{decision.decided_at:%H:%M}, {formats.day(decision.decided_at)}"))
        if decision.undone_at is None:
            st.button(
                "Undo",
                key=f"undo-decision-{decision.decision_id}",
                on_click=take_back,
                args=(decision.decision_id,),
                icon=":material/undo:",
                help=plain(f"Undo: {decision.text}"),
            )
        else:
            st.badge("undone", color="gray")
