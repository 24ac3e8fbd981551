"""What a person sees while the log is empty: what this is, and two ways to a first look."""

from __future__ import annotations

import streamlit as st

from analytics.language import _
from ui import imports, session
from ui.guide import guide_button
from ui.hosting.setup import is_hosted


def welcome() -> None:
    """The first screen, above the uploader."""
    st.markdown(
        _(
            "Hindsight reads the training log you already keep and tells you what it says about the **back half of "
            "your legs**: how many hard sets your hamstrings and glutes get each week, how they compare with your "
            "quads, whether you curl as well as hinge, and which lifts are moving."
        )
    )
    kept_here = (
        _("**Your log is yours alone.** Nobody else who signs in here sees it, except whom you let in (Settings).")
        if is_hosted()
        else _("**Everything stays on this computer.** No account, no cloud, no tracking.")
    )
    st.markdown(f":material/lock: {kept_here}")
    st.markdown(
        _(
            "Drop your export below: **one click more, and you read what your log says first.** No export at hand? "
            "Look at the sample, one made-up year of a lifter who loves squats; one click takes it out again."
        )
    )
    with st.container(horizontal=True):
        imports.sample_button()
        guide_button()


def sample_notice() -> None:
    """While the sample is in the log: say so, and take it out with one click."""
    import_id = imports.sample_import()
    if import_id is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        is_in = _("The sample log is in. It is nobody's training.")
        st.markdown(f":material/science: {is_in}", width="content")
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            guide_button(of_sample=True)
            st.page_link("pages/insights/overview.py", label=_("See what it says"), icon=":material/arrow_forward:")
            st.button(
                _("Take the sample out"),
                key="undo-sample",
                on_click=imports.take_back,
                args=(import_id, _("the sample log")),
                icon=":material/undo:",
            )


def is_first_run() -> bool:
    """Whether there is nothing in the log yet."""
    return session.open_log().is_empty()
