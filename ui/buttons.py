"""The button that a section is about, drawn so that its words are legible in both modes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui.words import on_filled


def filled_button(label: str, *, disabled: bool = False, **rest: Any) -> bool:
    """`st.button` of type "primary": Streamlit writes on it in white, also on the light blue of the dark theme, so the
    words bring their own colour; a disabled button is not filled and keeps Streamlit's. Its icon only adorns the words.
    """
    return st.button(label if disabled else on_filled(label), type="primary", disabled=disabled, **rest)
