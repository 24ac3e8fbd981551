"""What the user decided about exercises: the newest decision with its way back, and the list of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_
from analytics.model import ExerciseDecision
from analytics.training_log import NOT_A_LIFT
from ui import formats, session
from ui.boundary import boundary
from ui.recipe import widget_key
from ui.take_away import table_file
from ui.undo import way_back
from ui.words import plain

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
    session.flash(plain(_("Undone: {change}", change=text)))


def taught_names(taught: pd.DataFrame) -> None:
    """Names with what they were taught as, to tick and forget."""
    names = session.open_log().catalogue.exercise_names
    rows = pd.DataFrame(
        {
            _("Name"): taught["as_written"],
            _("Means"): [{**names, NOT_A_LIFT: _("not a lift")}.get(each, each) for each in taught["exercise_id"]],
            _("Since"): taught["mapped_at"].dt.date,
        }
    )
    event = st.dataframe(
        rows,
        key=widget_key("taught", rows),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        height="content" if len(rows) < 12 else 460,
        column_config={_("Since"): st.column_config.DateColumn(format="D MMM YYYY")},
        alt=_("Names you taught, and what each means"),
    )
    table_file(rows, name="taught-names", key="taught-names")
    picked = [str(taught["as_written"].iloc[row]) for row in event["selection"]["rows"] if row < len(rows)]
    st.button(
        n_("Forget {number} name", "Forget {number} names", len(picked)) if picked else _("Forget"),
        key="forget-names",
        disabled=not picked,
        on_click=forget_names,
        args=(picked,),
        icon=":material/undo:",
        help=_("Tick names first. They go back to the names to sort out; their sets stay in the logbook."),
    )


@boundary()
def forget_names(names: Sequence[str]) -> None:
    """Forget what names were taught as. A callback."""
    decision_id = session.open_log().forget_mappings(names, now=session.now())
    decided(n_("{number} name forgotten.", "{number} names forgotten.", len(names)), decision_id)


def _one(decision: ExerciseDecision) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width=520, gap=None):
            st.markdown(plain(decision.text))
            st.caption(plain(f"{decision.decided_at:%H:%M}, {formats.day(decision.decided_at)}"))
        if decision.undone_at is None:
            st.button(
                _("Undo"),
                key=f"undo-decision-{decision.decision_id}",
                on_click=take_back,
                args=(decision.decision_id,),
                icon=":material/undo:",
                help=plain(_("Undo: {change}", change=decision.text)),
            )
        else:
            st.badge(_("undone"), color="gray")
