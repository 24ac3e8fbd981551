"""What stands behind a number on a page: the facts it rests on, with their sources, and which are changed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.language import _, n_
from analytics.reference.facts import Fact, Facts
from ui import method, session, settings


def basis(*metrics: str, key: str) -> None:
    """Every fact that these metrics rest on, folded away as "How this is counted"; the label counts changed ones."""
    log = session.open_log()
    facts = list(dict.fromkeys(fact for metric in metrics for fact in log.metric_facts(metric)))
    with st.expander(label(facts), key=f"basis-{key}", icon=":material/science:", on_change="rerun") as opened:
        if not opened.open:  # two hundred facts take a browser a while
            return
        if any(fact.is_changed for fact in facts):
            own_thresholds_link(_("Look at your own thresholds, or go back to the shipped ones"))
        st.markdown("\n".join(method.fact_line(fact, log.facts) for fact in facts))
        st.page_link("pages/trust/method.py", label=_("Definitions, formulas and criticism on the Method page"))


def label(facts: Sequence[Fact]) -> str:
    """The expander's label: a badge says how many of the facts are the lifter's own."""
    changed = sum(fact.is_changed for fact in facts)
    said = _("How this is counted")
    if not changed:
        return said
    badge = n_("{number} threshold changed by you", "{number} thresholds changed by you", changed)
    return f"{said} :orange-badge[{badge}]"


def own_thresholds_line(facts: Facts) -> None:
    """One quiet line for a page that rests on everything: how many thresholds are the lifter's own, with the way to
    them. Nothing while all are as shipped.
    """
    changed = sum(fact.is_changed for fact in facts)
    if changed:
        own_thresholds_link(
            n_(
                "{number} threshold is yours, not the shipped one",
                "{number} thresholds are yours, not the shipped ones",
                changed,
            )
        )


def own_thresholds_link(text: str) -> None:
    """A link to the Settings page, with the thresholds that were changed."""
    st.page_link(
        "pages/trust/settings.py",
        label=text,
        icon=":material/tune:",
        query_params={settings.PART: settings.THRESHOLDS, settings.SHOWN: settings.OWN},
    )
