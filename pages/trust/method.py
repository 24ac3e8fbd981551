"""Method: how Hindsight counts and judges, every threshold with its range and confidence, every source."""

import streamlit as st

from ui import method, session
from ui.findings import CONFIDENCE_WORDS
from ui.words import counted

st.title("Method", anchor=False)
st.markdown(
    "Every number that Hindsight judges by stands here, with the work it rests on and a letter for how well. "
    "What comes of them is a hint, never a verdict."
)
st.caption(". ".join(CONFIDENCE_WORDS.values()) + ".")

facts = session.open_log().facts
search = st.text_input(
    "Search facts and sources", key="find", bind="query-params", placeholder="hamstrings, RIR, Pelland …"
)
found = method.sections(facts, search)
cited = method.sources(facts, search)
if search:
    hits = sum(len(chosen) for _, chosen in found)
    st.caption(f"{counted(hits, 'fact')} and {counted(len(cited), 'source')} hold all of these words.")

for section, chosen in found:
    with st.expander(section.title, expanded=bool(search), key=f"method-{section.title}"):
        st.markdown(section.body_markdown)
        if not search and any(method.is_band(fact) for fact in chosen):
            st.dataframe(
                method.bands(facts), hide_index=True, key="bands", alt="Weekly hard sets of each muscle by level"
            )
            chosen = [fact for fact in chosen if not method.is_band(fact)]
        st.markdown("\n".join(method.fact_line(fact, facts) for fact in chosen))

st.header(f"Sources ({len(cited)})", anchor=False)
st.markdown(method.source_lines(cited, facts))
