"""The guided look: five pages, on each one sentence what to look at. It leads and never stands in the way.

Where it is stands in the address (`guide=2`), and in the session for pages that a link opens without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import streamlit as st

from analytics.language import _
from ui import imports, session
from ui.buttons import filled_button
from ui.import_choices import SAMPLE_ATHLETE

PARAMETER: Final = "guide"
_STEP: Final = "guide-step"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: the script of its page, the address it is served at, its name, what to look at there (Markdown), and
    what else the address says on arrival.
    """

    page: str
    url_path: str
    name: str
    look: str
    query: Mapping[str, str] = field(default_factory=dict)


STOPS: Final = (
    Stop(
        "pages/insights/overview.py",
        "overview",
        _("Overview"),
        _(
            "Four questions, each with its number and the way to the sets behind it. Further down, under “What stands "
            "out”, open a “Why?”: the numbers, the threshold and its source."
        ),
    ),
    Stop(
        "pages/insights/volume.py",
        "volume",
        _("Volume"),
        _(
            "The bars are hard sets for the hamstrings, week by week, against the range that tends to work. Click a "
            "bar: its sets stand below, each with its file and line."
        ),
        {"view": _("One muscle and its range"), "muscle": _("Hamstrings")},
    ),
    Stop(
        "pages/insights/balance.py",
        "balance",
        _("Balance"),
        _(
            "The line is quad sets for each hamstring set. See in which zone it ends; below it, how the hamstring sets "
            "split into hinges and curls."
        ),
    ),
    Stop(
        "pages/insights/strength.py",
        "strength",
        _("Strength"),
        _(
            "One lift over time. The sentence under the chart says where it is heading and how sure that is; "
            "“unclear” is an answer too."
        ),
    ),
    Stop(
        "pages/plan/next_week.py",
        "next-week",
        _("Next week"),
        _(
            "Your own week again, with the fewest changes that settle what stood out, and beside each change its "
            "reason."
        ),
    ),
)
"""The stops in order."""


def guided_look(url_path: str) -> None:
    """The bar of the guided look above the page served at `url_path`; nothing while nobody takes it."""
    step = current_step()
    if step is None or url_path in ("", "start") or session.open_log().is_empty():
        return
    stop = STOPS[step]
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="guide"):
        st.markdown(_words(step, is_here=url_path == stop.url_path), width="stretch")
        with st.container(horizontal=True, width="content"):
            if url_path == stop.url_path:
                _way_on(step)
            else:
                _way_back(step)


def guide_button(*, of_sample: bool = False) -> None:
    """Start the guided look from the beginning; on an empty log, or `of_sample`, it shows the sample log."""
    is_empty = session.open_log().is_empty()
    about = _("Five pages, on each one sentence what to look at.")
    if is_empty:
        about += " " + _("Brings the sample log in first.")
    if st.button(
        _("Take the guided look"),
        key="guide-start",
        icon=":material/explore:",
        help=about,
    ):
        if is_empty:
            imports.import_sample()
        _go(0, SAMPLE_ATHLETE if of_sample else "")


def current_step() -> int | None:
    """The place in `STOPS` that the address names, else the one that the session remembers; None while nobody looks."""
    asked = st.query_params.get(PARAMETER, "")
    if asked in [str(number) for number in range(1, len(STOPS) + 1)]:
        session.remember(_STEP, int(asked) - 1)
    step: int | None = session.recall(_STEP)
    return step


def leave() -> None:
    """End the guided look. A callback."""
    session.forget(_STEP)
    st.query_params.pop(PARAMETER, None)


def _way_on(step: int) -> None:
    if step + 1 < len(STOPS):
        if filled_button(_("Next: {name}", name=STOPS[step + 1].name), key="guide-next"):
            _go(step + 1)
        _leave_button()
        return
    filled_button(_("Finish"), key="guide-finish", on_click=leave)
    if session.open_log().athletes() == [SAMPLE_ATHLETE]:
        st.page_link("pages/log/import_log.py", label=_("Now your own log"), icon=":material/upload_file:")


def _way_back(step: int) -> None:
    if st.button(_("Back to {name}", name=STOPS[step].name), key="guide-back", icon=":material/arrow_back:"):
        _go(step)
    _leave_button()


def _leave_button() -> None:
    st.button(_("Leave"), key="guide-leave", on_click=leave, type="tertiary")


def _go(step: int, athlete: str = "") -> None:
    """Open a stop's page, with the log of `athlete`, else of whom the session looks at: a part of the address that a
    control of this page holds cannot be handed on. Streamlit stops the script here.
    """
    session.remember(_STEP, step)
    stop = STOPS[step]
    named = {"athlete": athlete} if athlete and len(session.open_log().athletes()) > 1 else {}
    st.switch_page(stop.page, query_params={**stop.query, **named, PARAMETER: str(step + 1)})


def _words(step: int, *, is_here: bool) -> str:
    stop = STOPS[step]
    if not is_here:
        return _(
            "The guided look waits on the page **{name}** ({step} of {stops}).",
            name=stop.name,
            step=step + 1,
            stops=len(STOPS),
        )
    return _("**Guided look, {step} of {stops}.** {look}", step=step + 1, stops=len(STOPS), look=stop.look)
