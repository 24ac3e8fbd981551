"""Words where they stand: one button a page that says what its words mean, and a word's meaning as a tooltip."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analytics.language import _
from analytics.reference.facts import Facts
from analytics.reference.glossary import Word, glossary
from ui import session
from ui.words import plain


def words_on_this_page(*ids: str) -> None:
    """A quiet button "Words on this page" that opens what these words of `glossary.toml` mean, in the given order."""
    known = glossary(session.open_log().facts)
    with st.popover(_("Words on this page"), icon=":material/menu_book:", type="tertiary", key="words-on-this-page"):
        st.markdown(word_lines(known[each] for each in ids))
        st.page_link("pages/trust/method.py", label=_("All words and numbers on the Method page"))


def meaning(word: str) -> str:
    """What a word of `glossary.toml` means, for `help=` of a heading, a label or a metric."""
    return plain(glossary(session.open_log().facts)[word].means)


def found(facts: Facts, search: str = "") -> list[Word]:
    """The words that hold every word of `search` in their name or meaning; all of them without one."""
    wanted = search.lower().split()
    every = glossary(facts).values()
    return [each for each in every if all(part in f"{each.word} {each.means}".lower() for part in wanted)]


def word_lines(chosen: Iterable[Word]) -> str:
    """Words as a list in Markdown, each with what it means."""
    return "\n".join(f"- **{plain(each.word)}**: {plain(each.means)}" for each in chosen)
