"""Every change of the log, newest first, each with its way back."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from ui import formats, imports, session
from ui.words import counted, listed, plain

_PER_PAGE: Final = 10


def history() -> None:
    """The changes of the log, ten at a time."""
    changes = session.open_log().imports()
    if changes.empty:
        st.markdown("Nothing yet.")
        return
    slot = st.container(gap="xsmall")
    pages = -(-len(changes) // _PER_PAGE)
    page = st.pagination(pages, key="history-page") if pages > 1 else 1
    with slot:
        for change in changes.iloc[(page - 1) * _PER_PAGE : page * _PER_PAGE].to_dict("records"):
            _one_change(change)


def what_happened(change: Mapping[Hashable, Any]) -> str:
    """One change in plain words: "strong.csv: 4,000 sets added, 22 lines refused"."""
    if change["kind"] == "edit":
        return f"{counted(int(change['updated']), 'set')} edited here"
    if change["kind"] == "delete":
        return f"{counted(int(change['rows']), 'set')} deleted here"
    parts = [
        words
        for words, number in (
            (f"{counted(int(change['added']), 'set')} added", change["added"]),
            (f"{counted(int(change['updated']), 'set')} updated", change["updated"]),
            (f"{int(change['unchanged']):,} already here", change["unchanged"]),
            (f"{counted(int(change['rejected']), 'line')} refused", change["rejected"]),
        )
        if number
    ]
    source = "Typed in here" if change["kind"] == "manual" else str(change["file"])
    return f"{source}: {listed(parts) or 'nothing new'}"


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
                "Take back",
                key=f"take-back-{change['import_id']}",
                on_click=imports.take_back,
                args=(int(change["import_id"]), what),
                icon=":material/undo:",
                help=plain(what),
            )
        else:
            st.badge("taken back", color="gray")
