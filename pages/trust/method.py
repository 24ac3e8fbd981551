"""Method: how Hindsight counts, every threshold with its range and confidence, and every source."""

import streamlit as st

from ui import session, summaries
from ui.findings import CONFIDENCE_WORDS

st.title("Method", anchor=False)
facts = session.open_log().facts

st.markdown(
    """
- **Hard set:** no warm-up, enough but not too many repetitions, and near failure; a set without a logged RIR counts.
- **Fractional sets:** a set counts 1 for each main mover, 0.5 for each helper. **Direct sets** count main movers only.
- **Weeks** run Monday to Sunday. A week off is a zero. A running week is shown and never judged.
- **Ratios and shares** add up four weeks. They count work, not strength, and say nothing about injury.
- **Strength** is the best set of a session as an estimated one-repetition maximum (1RM), or, for lifts done with many
  repetitions, as the load at your usual number of them.
- **A trend** is the median slope of the last eight weeks; its 80 % range says how sure it is.
- Every output is a hint, never a verdict.
"""
)

search = st.text_input(
    "Search facts and sources", key="find", bind="query-params", placeholder="hamstrings, RIR, Pelland …"
)
found = summaries.facts_table(facts, search)
cited = summaries.sources_table(facts, search)

st.header(f"Facts ({len(found)})", anchor=False)
with st.container(horizontal=True, gap="medium"):
    for words in CONFIDENCE_WORDS.values():
        st.caption(words)
if found.empty:
    st.info("No fact holds all of these words.")
for topic, rows in found.groupby("Topic", sort=False):
    with st.expander(f"{str(topic).capitalize()} ({len(rows)})", expanded=bool(search), key=f"facts-{topic}"):
        st.dataframe(
            rows.drop(columns="Topic"),
            hide_index=True,
            key=f"table-{topic}",
            alt=f"Facts about {topic}: statement, value, range, confidence and sources",
            column_config={
                "What it says": st.column_config.TextColumn("What it says", width="large"),
                "Sources": st.column_config.TextColumn("Sources", width="medium"),
                "Why": st.column_config.TextColumn("Why this value", width="large"),
            },
        )

st.header(f"Sources ({len(cited)})", anchor=False)
st.dataframe(
    cited,
    hide_index=True,
    key="sources",
    alt="Sources with address, kind, and how many facts rest on each",
    column_config={
        "Source": st.column_config.TextColumn("Source", width="large"),
        "Where": st.column_config.LinkColumn("Where"),
        "Facts that rest on it": st.column_config.NumberColumn("Facts that rest on it", format="%d"),
    },
)
