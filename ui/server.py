"""What happens once, when the server starts, before anyone opens a page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Say that `pages/` is ours before the first session asks.

    Streamlit takes a folder of that name for its old page discovery until `st.navigation` has run once in the process,
    so a deep link opened right after a start (a restored tab, a bookmark) would meet a "Page not found" over its page.
    """
    del app
    PagesManager.uses_pages_directory = False
    yield
