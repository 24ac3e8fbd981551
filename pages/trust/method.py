"""Method: how Hindsight counts and judges, with the lifter's own last week; every threshold, every source."""

import streamlit as st

from ui import glossary, method, session
from ui.filters import athlete_control
from ui.findings import CONFIDENCE_WORDS
from ui.words import counted

st.title("Method", anchor=False)
st.markdown(
    "Every number that Hindsight shows is explained here, worked through with your own last full week, with the work "
    "it rests on and a letter for how well. What comes of them is a hint, never a verdict."
)
st.caption(". ".join(CONFIDENCE_WORDS.values()) + ".")

log = session.open_log()
athlete = None if log.is_empty() else athlete_control(log.athletes())
search = st.text_input(
    "Search facts and sources", key="find", bind="query-params", placeholder="hamstrings, RIR, Pelland …"
)
words = glossary.found(log.facts, search)
found = method.sections(log.facts, search)
cited = method.sources(log.facts, search)
if search:
    hits = sum(len(chosen) for _, chosen in found)
    st.caption(f"{counted(hits, 'fact')} and {counted(len(cited), 'source')} hold all of these words.")

if words:
    key = f"words{'-found' if search else ''}"
    with st.expander(f"What the words mean ({len(words)})", expanded=bool(search), key=key):
        st.markdown(glossary.word_lines(words))
for section, chosen in found:
    # a search opens what it found; what is closed is not drawn, since 400 facts take a browser seconds
    key = f"about-{section.id}{'-found' if search else ''}"
    with st.expander(section.title, expanded=bool(search), key=key, on_change="rerun") as opened:
        if opened.open:
            method.draw_section(section, chosen, log.facts, "" if search else method.example(section, athlete))

st.header(f"Sources ({len(cited)})", anchor=False)
st.markdown(method.source_lines(cited, log.facts))
