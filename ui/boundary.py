"""Where errors that a person can do something about become one message on the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analytics.errors import HindsightError
from ui.words import plain


@contextmanager
def boundary() -> Iterator[None]:
    """Show a `HindsightError` as one error box: its headline, and its hint below.

    As a context manager it stands around a page; as a decorator, `@boundary()`, around a widget's callback, which
    Streamlit runs before the page and so outside the page's own boundary. Any other exception is a bug and passes
    through untouched.
    """
    try:
        yield
    except HindsightError as error:
        show_error(error)


def show_error(error: HindsightError, *, about: str = "") -> None:
    """One error box; `about` names what it concerns, such as a file. Names and values in it are shown as written."""
    said_already = not about or error.headline.startswith(about)
    headline = error.headline if said_already else f"{about}: {error.headline}"
    if error.hint:
        st.error(plain(error.hint), title=plain(headline))
    else:
        st.error(plain(headline))
