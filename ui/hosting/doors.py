"""Where people sign in: the page before it, and the corner that says who is here, whose log this is, the way out."""

from __future__ import annotations

import streamlit as st

from analytics.errors import HindsightError
from analytics.language import _
from ui import session
from ui.boundary import boundary, show_error
from ui.hosting.identity import Identity
from ui.hosting.setup import is_hosted, providers
from ui.words import plain

START_PAGE = "pages/log/start.py"
_CHOICE = "whose-choice"
_MOVED = "moved-to-another-log"


def let_in() -> bool:
    """Whether the pages may be drawn: always for one person on one computer; elsewhere somebody has to be signed in.
    Where nobody is, this draws the page to sign in on.
    """
    if not is_hosted():
        return True
    if session.arrive() is None:
        _sign_in_page()
        return False
    try:
        session.visit()
    except HindsightError as ended:  # what was granted is taken back: back to one's own log, and say so
        session.look_at(session.own_folder())
        session.remember(_MOVED, True)
        show_error(ended)
    return True


def corner() -> None:
    """Below the navigation: who is signed in, whose log this is, and the way out. Nothing where nobody signs in."""
    if not is_hosted():
        return
    at = session.visit()
    with st.sidebar:
        _whose_log(at)
        st.caption(_("Signed in as {name}", name=plain(at.me.shown)))
        st.button(_("Sign out"), key="sign-out", icon=":material/logout:", on_click=st.logout)
    if not at.is_own:
        st.info(
            _("You look at the log of **{name}**.", name=plain(at.lifter.shown))
            + " "
            + (_("You may import files into it.") if at.may_import else _("You may look, not change.")),
            icon=":material/visibility:",
        )
    if session.recall(_MOVED):
        session.forget(_MOVED)
        st.switch_page(START_PAGE, query_params={})


def _whose_log(at: session.Visit) -> None:
    lifters = {grant.lifter.folder: grant.lifter for grant in session.people().open_to(at.me.folder)}
    if not lifters:
        return
    names: dict[str, Identity] = {at.me.folder: at.me, **lifters}
    session.remember(_CHOICE, at.lifter.folder)
    st.selectbox(
        _("Whose log"),
        list(names),
        format_func=lambda folder: _("My own") if folder == at.me.folder else names[folder].shown,
        key=_CHOICE,
        on_change=_move,
    )


@boundary()
def _move() -> None:
    session.look_at(str(session.recall(_CHOICE)))
    session.remember(_MOVED, True)


def _sign_in_page() -> None:
    st.title(_("Hindsight"), anchor=False)
    st.markdown(
        _("What your training log says about the back half of your legs. Your log is yours: sign in to see it.")
    )
    with st.container(horizontal=True):
        for provider, name in providers().items():
            st.button(
                _("Sign in with {name}", name=name) if name else _("Sign in"),
                key=f"sign-in-{provider or 'default'}",
                icon=":material/login:",
                on_click=st.login,
                args=(provider,) if provider else (),
            )
    st.caption(_("Hindsight keeps no password: your provider says who you are, by your name and an identifier."))
