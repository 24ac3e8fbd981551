"""Every change of the log, newest first, each with its way back."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, counted, listed, n_
from ui import formats, imports, session
from ui.words import plain

_PER_PAGE: Final = 10


def history() -> None:
    """The changes of the log, ten at a time."""
    changes = session.open_log().imports()
    if changes.empty:
        st.markdown(_("Nothing yet."))
        return
    slot = st.container(gap="xsmall")
    pages = -(-len(changes) // _PER_PAGE)
    page = st.pagination(pages, key="history-page") if pages > 1 else 1
    with slot:
        for change in changes.iloc[(page - 1) * _PER_PAGE : page * _PER_PAGE].to_dict("records"):
            _one_change(change)


def what_happened(change: Mapping[Hashable, Any]) -> str:
    """One change in plain words: "strong.csv: 4,000 sets added, 22 lines refused"."""
    added, updated, unchanged, refused = (int(change[each]) for each in ("added", "updated", "unchanged", "rejected"))
    if change["kind"] == "edit":
        return n_("{number} set edited here", "{number} sets edited here", updated)
    if change["kind"] == "delete":
        return n_("{number} set deleted here", "{number} sets deleted here", int(change["rows"]))
    told = {
        n_("{number} set added", "{number} sets added", added): added,
        n_("{number} set updated", "{number} sets updated", updated): updated,
        _("{sets} already here", sets=counted(unchanged)): unchanged,
        n_("{number} line refused", "{number} lines refused", refused): refused,
    }
    source = _("Typed in here") if change["kind"] == "manual" else str(change["file"])
    return f"{source}: {listed(words for words, number in told.items() if number) or _('nothing new')}"


def _one_change(change: Mapping[Hashable, Any]) -> None:
    what = what_happened(change)
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width=420, gap=None):
            st.markdown(plain(what))
            st.caption(
                plain(f"{change['imported_at']:%H:%M}, {formats.day(change['imported_at'])}, {change['athlete']}")
            )
        if pd.isna(change["undone_at"]):
            st.button(
                _("Take back"),
                key=f"take-back-{change['import_id']}",
                on_click=imports.take_back,
                args=(int(change["import_id"]), what),
                icon=":material/undo:",
                help=plain(what),
            )
        else:
            st.badge(_("taken back"), color="gray")
