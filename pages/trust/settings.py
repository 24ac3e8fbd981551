"""Settings: what the lifter says about themselves, and every threshold within its range."""

import streamlit as st

from analytics.language import _, n_
from ui import session, settings, thresholds
from ui.glossary import words_on_this_page
from ui.guide import guide_button
from ui.hosting import sharing

st.title(_("Settings"), anchor=False)
st.markdown(_("Everything works without a word here. Each change counts at once, and each can be taken back."))
settings.undo_line()
about_tab, thresholds_tab, *sharing_tabs = st.tabs(
    [settings.ABOUT, settings.THRESHOLDS, *sharing.parts()], key=settings.PART, bind="query-params", on_change="rerun"
)

if about_tab.open:
    with about_tab:
        settings.about_you()
        st.subheader(_("Guided look"), anchor=False)
        st.caption(_("Five pages, on each one sentence what to look at. Leave whenever you like."))
        guide_button()

if thresholds_tab.open:
    with thresholds_tab:
        words_on_this_page("confidence", "hard_set", "rir", "floor", "range", "e1rm", "interval")
        facts = session.open_log().facts
        thresholds.preset_control()
        chosen = thresholds.threshold_filters(facts)
        if chosen:
            st.caption(
                _(
                    "{thresholds} here, of {facts}. Every metric and hint follows.",
                    thresholds=n_("{number} threshold", "{number} thresholds", len(chosen)),
                    facts=len(facts),
                )
            )
            thresholds.table_and_editor(chosen, facts)
        else:
            st.info(_("No threshold holds all of these words, or none is changed."))

for sharing_tab in sharing_tabs:
    if sharing_tab.open:
        with sharing_tab:
            sharing.sharing()
