"""Settings: whom I let look at my log, who lets me look at theirs, and where my data lie."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.language import _, day
from ui import session
from ui.boundary import boundary
from ui.hosting.identity import Identity
from ui.hosting.people import CODE_HOURS, Grant
from ui.hosting.setup import is_hosted
from ui.words import plain

PART = _("Sharing")
"""The part of the settings page, as its address names it."""
_CODE = "new-code"
_ENTERED = "entered-code"
_MAY_IMPORT = "code-may-import"


def parts() -> list[str]:
    """The parts that the settings page has besides its own: none where nobody signs in."""
    return [PART] if is_hosted() else []


def sharing() -> None:
    """Everything about who sees what."""
    me = session.visit().me
    _let_in(me)
    _let_in_by(me)
    st.header(_("Where my data lie"), anchor=False)
    st.markdown(
        _(
            "In the folder `{folder}` of this server, which nobody else who signs in here can open. To take everything "
            "along, or to have it deleted, name this folder to whoever runs the server; the whole log as a file is on "
            "the Logbook page.",
            folder=me.folder,
        )
    )


def _let_in(me: Identity) -> None:
    st.header(_("Who may look at my log"), anchor=False)
    st.markdown(
        _(
            "Make a code and give it to your coach by a way that you trust. Whoever enters it first is let in, and "
            "stands here by name until you end it. A code holds for {hours} hours and one person.",
            hours=CODE_HOURS,
        )
    )
    code = session.recall(_CODE)
    if code:
        st.code(code, language=None)
        st.caption(_("It is shown this once."))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.checkbox(_("May also import files for me"), key=_MAY_IMPORT)
        st.button(_("Make a code"), key="make-code", icon=":material/key:", on_click=_make_code)
        if session.people().has_code(me.folder, now=session.utc_now()):
            st.button(_("Take the code back"), key="end-code", on_click=_end_code)
    given = session.people().let_in_by(me.folder)
    if not given:
        st.caption(_("Nobody but you sees your log."))
    _listed(given, who="coach", end=_("End access"))


def _let_in_by(me: Identity) -> None:
    st.header(_("Whose log I may look at"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("A code that somebody gave you"), key=_ENTERED, autocomplete="off", width=420)
        st.button(_("Take it up"), key="take-up", on_click=_take_up)
    granted = session.people().open_to(me.folder)
    if granted:
        st.caption(_("Choose whose log to look at below the navigation."))
    _listed(granted, who="lifter", end=_("Give it back"))


def _listed(grants: Sequence[Grant], *, who: str, end: str) -> None:
    for grant in grants:
        person: Identity = getattr(grant, who)
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            what = _("may look and import") if grant.may_import else _("may look")
            since = _("since {day}", day=day(grant.since))
            st.markdown(f"**{plain(person.shown)}**, {what}, {since}", width="content")
            st.button(
                end,
                key=f"end-{who}-{person.folder}",
                on_click=_end,
                args=(grant.lifter.folder, grant.coach.folder),
                icon=":material/block:",
            )


@boundary()
def _make_code() -> None:
    me = session.visit().me
    may_import = bool(session.recall(_MAY_IMPORT))
    session.remember(_CODE, session.people().new_code(me, may_import=may_import, now=session.utc_now()))


@boundary()
def _end_code() -> None:
    session.people().end_code(session.visit().me.folder)
    session.forget(_CODE)


@boundary()
def _take_up() -> None:
    grant = session.people().take_up(str(session.recall(_ENTERED, "")), session.visit().me, now=session.utc_now())
    session.remember(_ENTERED, "")
    session.flash(_("You may now look at the log of {name}.", name=plain(grant.lifter.shown)))


@boundary()
def _end(lifter: str, coach: str) -> None:
    """Either side may end what stands between them, and nobody else."""
    me = session.visit().me.folder
    if me in (lifter, coach):
        session.people().end(lifter=lifter, coach=coach, by=me)
        if me == lifter:
            session.forget(_CODE)
        session.flash(_("Ended."))
