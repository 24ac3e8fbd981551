"""The way back from the newest change that this session made."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.language import _
from ui import session
from ui.boundary import boundary


def undo_offer() -> None:
    """One line that says what was just done, with its undo; nothing when there is nothing to undo."""
    change = session.last_change()
    if change is None:
        return
    way_back(change.did, undo=boundary()(session.undo_last_change), forget="last_change", key="last")


def way_back(did: str, *, undo: Callable[[], None], forget: str, key: str) -> None:
    """One line: what was done (Markdown), `undo` to take it back, and a way to put the line away (the session forgets
    `forget`)."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(did, width="content")
        with st.container(horizontal=True, width="content"):
            st.button(_("Undo"), key=f"undo-{key}", on_click=undo, icon=":material/undo:")
            st.button(_("Fine"), key=f"undo-{key}-no", on_click=session.forget, args=(forget,), type="tertiary")
