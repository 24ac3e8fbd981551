"""What to do instead of an exercise, on the page: what is asked, and the answers with their reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from analytics.language import _, listed
from analytics.model import EQUIPMENT, Equipment, Finding
from analytics.plans.substitutions import Complaint, Substitute
from analytics.reference import equipment
from analytics.reference.facts import Facts, Source
from analytics.training_log import TrainingLog
from ui import session
from ui.words import plain

NOTHING: Final = ""
"""Nothing is the matter: something else is wanted."""
_WIDE: Final = 420
INSTEAD_OF: Final = "instead_of"
_MATTER: Final = "matter"


def swap_list(substitutes: Sequence[Substitute], *, names: Mapping[str, str], facts: Facts) -> None:
    """One card each: the exercise, whether the lifter knows it, why, what stays as it was and what does not."""
    with st.grid(2, min_column_width=330):
        for each in substitutes:
            with st.container(border=True, height="stretch", gap="xxsmall"):
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(f"**{plain(names.get(each.exercise_id, each.exercise_id))}**", width="content")
                    if each.is_known:
                        st.badge(_("you know it"), icon=":material/check:", color="green")
                st.markdown(reason_words(each, facts))
                st.caption("  \n".join(plain(line) for line in compared_lines(each)))


def reason_words(substitute: Substitute, facts: Facts) -> str:
    """Why, in Markdown, with the articles that say so."""
    said_by = listed(article_words(facts.sources[each]) for each in sorted(substitute.sources))
    return plain(f"{substitute.reason.removesuffix('.')} ({said_by})." if said_by else substitute.reason)


def article_words(source: Source) -> str:
    """Where a source is to be found, for a sentence: "article 003"."""
    if source.kind == "article":
        return _("article {number}", number=source.where.split()[-1])
    return source.where


def compared_lines(substitute: Substitute) -> list[str]:
    """What stays and what does not, a line each."""
    stays = [_("Stays: {work}.", work=", ".join(substitute.keeps))] if substitute.keeps else []
    if substitute.loses:
        return [*stays, _("Changes: {work}.", work="; ".join(substitute.loses))]
    return [*stays, _("Changes: nothing that is counted here.")]


def pick_exercise(log: TrainingLog, athlete: str, names: Mapping[str, str]) -> str:
    """Choose the exercise to be replaced; those of the log stand first. The choice is in the address."""
    return st.selectbox(
        _("Instead of"),
        log.swappable(athlete),
        format_func=lambda each: names.get(each, each),
        key=INSTEAD_OF,
        bind="query-params",
        width=_WIDE,
    )


def pick_equipment(usual: Equipment) -> Equipment:
    """Choose what there is to train with today; as the setting says unless chosen. The choice is in the address."""
    return st.selectbox(
        _("With"),
        EQUIPMENT,
        index=EQUIPMENT.index(usual),
        format_func=lambda each: equipment.words(each).title,
        key="with",
        bind="query-params",
        width=180,
    )


def pick_complaint(complaints: Sequence[Complaint]) -> Complaint | None:
    """Choose what is the matter, if anything. The choice is in the address."""
    titles = {each.id: each.title for each in complaints}
    if session.recall(_MATTER) not in (None, NOTHING, *titles):
        session.remember(_MATTER, NOTHING)  # said of another exercise
    chosen = st.selectbox(
        _("What is the matter?"),
        [NOTHING, *titles],
        format_func=lambda each: titles.get(each) or _("I want something else"),
        key=_MATTER,
        bind="query-params",
        width=280,
    )
    return next((each for each in complaints if each.id == chosen), None)


def stops(complaint: Complaint | None, notes: Sequence[Finding]) -> bool:
    """Whether something hurts, so that nothing is offered: one of the `notes` of pain that nobody answered, or the
    complaint. Says so, with the way to the note.
    """
    hurting = next((note for note in notes if note.answer is None), None)
    if hurting is not None:
        st.warning(f"{plain(hurting.headline)}. {plain(hurting.text)}", icon=":material/front_hand:")
        st.page_link("pages/insights/overview.py", label=_("Answer the note"), icon=":material/reply:")
        return True
    if complaint and complaint.stop:
        st.warning(plain(f"{complaint.explanation} {complaint.stop}"), icon=":material/front_hand:")
        return True
    return False


def order_words(complaint: Complaint | None) -> str:
    """In which order the answers stand."""
    if complaint and any(way.to for way in complaint.ways):
        return _("In the order in which the articles offer them.")
    return _(
        "The same work for the main muscle comes first, then the same movement, what you know, the same length and the "
        "same number of legs."
    )


def articles_line(substitutes: Sequence[Substitute], facts: Facts) -> str:
    """The articles that are cited, with their titles, in Markdown; "" where none are."""
    cited = [facts.sources[each] for each in sorted({source for each in substitutes for source in each.sources})]
    return " ".join(f"{plain(_begins(source))}: {plain(source.citation)}." for source in cited)


def _begins(source: Source) -> str:
    """The same as `article_words` at the beginning of a sentence."""
    if source.kind == "article":
        return _("Article {number}", number=source.where.split()[-1])
    return source.where
