"""What stands behind a number on a page: the facts it rests on, with their sources, and which are changed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.reference.facts import Fact
from ui import method, session
from ui.words import counted


def basis(*metrics: str, key: str) -> None:
    """Every fact that these metrics rest on, folded away as "How this is counted"; the label counts changed ones."""
    log = session.open_log()
    facts = list(dict.fromkeys(fact for metric in metrics for fact in log.metric_facts(metric)))
    with st.expander(label(facts), key=f"basis-{key}", icon=":material/science:"):
        st.markdown("\n".join(method.fact_line(fact, log.facts) for fact in facts))
        st.page_link("pages/trust/method.py", label="Definitions, formulas and criticism on the Method page")


def label(facts: Sequence[Fact]) -> str:
    """The expander's label: says how many of the facts are the lifter's own."""
    changed = sum(fact.is_changed for fact in facts)
    return f"How this is counted ({counted(changed, 'threshold')} changed by you)" if changed else "How this is counted"
