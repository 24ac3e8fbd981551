"""The way back from the newest change that this session made."""

from __future__ import annotations

import streamlit as st

from ui import session
from ui.boundary import boundary


def undo_offer() -> None:
    """One line that says what was just done, with its undo; nothing when there is nothing to undo."""
    change = session.last_change()
    if change is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(change.did, width="content")
        with st.container(horizontal=True, width="content"):
            st.button("Undo", key="undo-last", on_click=boundary()(session.undo_last_change), icon=":material/undo:")
            st.button("Fine", key="undo-dismiss", on_click=session.forget, args=("last_change",), type="tertiary")
