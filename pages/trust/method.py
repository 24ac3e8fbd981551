"""Method: how Hindsight counts and judges, with the lifter's own last week; every threshold, every source."""

import streamlit as st

from analytics.language import _, n_
from ui import glossary, method, session
from ui.filters import athlete_control
from ui.findings import CONFIDENCE_WORDS

st.title(_("Method"), anchor=False)
st.markdown(
    _(
        "Every number that Hindsight shows is explained here, worked through with your own last full week, with the "
        "work it rests on and a letter for how well. What comes of them is a hint, never a verdict."
    )
)
st.caption(". ".join(CONFIDENCE_WORDS.values()) + ".")

log = session.open_log()
athlete = None if log.is_empty() else athlete_control(log.athletes())
search = st.text_input(
    _("Search facts and sources"), key="find", bind="query-params", placeholder=_("hamstrings, RIR, Pelland …")
)
words = glossary.found(log.facts, search)
found = method.sections(log.facts, search)
cited = method.sources(log.facts, search)
if search:
    hits = sum(len(chosen) for __, chosen in found)
    st.caption(
        _(
            "{facts} and {sources} hold all of these words.",
            facts=n_("{number} fact", "{number} facts", hits),
            sources=n_("{number} source", "{number} sources", len(cited)),
        )
    )

if words:
    key = f"words{'-found' if search else ''}"
    with st.expander(_("What the words mean ({number})", number=len(words)), expanded=bool(search), key=key):
        st.markdown(glossary.word_lines(words))
for section, chosen in found:
    # a search opens what it found; what is closed is not drawn, since 400 facts take a browser seconds
    key = f"about-{section.id}{'-found' if search else ''}"
    with st.expander(section.title, expanded=bool(search), key=key, on_change="rerun") as opened:
        if opened.open:
            method.draw_section(section, chosen, log.facts, "" if search else method.example(section, athlete))

st.header(_("Sources ({number})", number=len(cited)), anchor=False)
if cited:
    method.source_files(cited, log.facts)
st.markdown(method.source_lines(cited, log.facts))
