"""Checklists to tick before and after training, the way up for the core, and what the articles say about pain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.language import _, listed
from analytics.plans.warm_up import WHEN_WORDS, Checklist, Item, Progression, Text
from analytics.reference.facts import Facts
from ui import session
from ui.words import plain


def checklists(shown: Sequence[Checklist], facts: Facts) -> None:
    """Cards with things to tick; what is ticked stays for the session."""
    with st.grid(2 if len(shown) % 2 == 0 else 3, min_column_width=300):
        for each in shown:
            with st.container(border=True, height="stretch", key=f"checklist-{each.id}"):
                _checklist(each, facts)


def _checklist(checklist: Checklist, facts: Facts) -> None:
    st.markdown(f"### {plain(checklist.title)}")
    st.caption(", ".join(filter(None, (checklist.length, WHEN_WORDS[checklist.when]))))
    st.markdown(plain(checklist.about))
    for place, item in enumerate(checklist.items):
        st.checkbox(
            item_words(item, checklist), key=_key(checklist, place), on_change="ignore", persist_state="session"
        )
    st.button(
        _("Start over"),
        key=f"again-{checklist.id}",
        type="tertiary",
        icon=":material/restart_alt:",
        on_click=start_over,
        args=(checklist,),
    )
    articles = listed(sorted({_title(item.article, facts) for item in checklist.items}))
    st.caption(_("From {articles}", articles=articles))


def item_words(item: Item, checklist: Checklist) -> str:
    """One thing to tick in Markdown: what, how much, and how."""
    amount = item.amount or (_("{rounds} rounds", rounds=checklist.rounds) if item.in_rounds else "")
    how = f" :small[({plain(item.how)})]" if item.how else ""
    return f"{plain(item.what)}{f', **{amount}**' if amount else ''}{how}"


def start_over(checklist: Checklist) -> None:
    """Take every tick of a list out. A callback."""
    for place in range(len(checklist.items)):
        session.remember(_key(checklist, place), False)


def _key(checklist: Checklist, place: int) -> str:
    return f"warm-up-{checklist.id}-{place}"


def progression(shown: Progression, facts: Facts) -> None:
    """Steps from easy to hard."""
    st.markdown(plain(shown.about))
    st.markdown("\n".join(f"{number}. {plain(step.what)}" for number, step in enumerate(shown.steps, start=1)))
    st.caption(_("From {articles}", articles=listed(_title(article, facts) for article in shown.articles)))


def stop(texts: Sequence[Text], facts: Facts) -> None:
    """When to stop, in the articles' words: the first two at once, the others folded away."""
    first, others = texts[:2], texts[2:]
    st.info("\n\n".join(_quoted(text, facts) for text in first), title=_("When to stop"), icon=":material/front_hand:")
    with st.expander(_("More on pain, in the articles' words"), key="more-on-pain", icon=":material/healing:"):
        st.markdown("\n\n".join(_quoted(text, facts) for text in others))
        st.caption(_("Hindsight is no medical product and adds nothing to these words."))


def _quoted(text: Text, facts: Facts) -> str:
    return f"**{plain(text.title)}.** “{plain(text.text)}” :small[({_title(text.article, facts)})]"


def notes(texts: Sequence[Text], facts: Facts, names: Mapping[str, str]) -> None:
    """What the articles say about technique, with the exercises they name."""
    for text in texts:
        st.markdown(f"**{plain(text.title)}.** {plain(text.text)}")
        named = listed(plain(names[each]) for each in text.exercises)
        st.caption(_("{exercises}. From {article}", exercises=named, article=_title(text.article, facts)))


def _title(article: str, facts: Facts) -> str:
    return f"“{plain(facts.sources[article].citation)}”"
