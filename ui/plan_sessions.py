"""A plan's sessions as cards: each line with what to do, what changed, and why, and with small changes to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from analytics.language import _, n_
from analytics.plans import wording
from analytics.plans.edits import sets_on
from analytics.plans.model import Line, Plan, Session
from analytics.plans.warm_up import Checklist, Item, warm_up_for
from analytics.reference.facts import Facts
from analytics.units import MassUnit
from ui import session as state
from ui.plan_draft import Asked, Draft, set_sets, swap
from ui.words import plain

MOST_SETS: Final = 12
"""As many sets of one exercise as a session may be given by hand."""
_MARK_COLOUR: Final = {"new": "green", "more": "blue", "fewer": "orange"}


def session_cards(shown: Draft, names: Mapping[str, str], *, facts: Facts) -> None:
    """The sessions by day, two beside each other where there is room."""
    with st.grid(2, min_column_width=330):
        for place, planned in enumerate(shown.plan.sessions):
            with st.container(border=True, height="stretch", key=f"plan-session-{place}"):
                _card(planned, place, shown, names, facts)


def _card(planned: Session, place: int, shown: Draft, names: Mapping[str, str], facts: Facts) -> None:
    st.markdown(f"#### {wording.spoken_day(planned.day)}: {plain(planned.title)}")
    size = n_(
        "{number} set, about {minutes} min with warm-up",
        "{number} sets, about {minutes} min with warm-up",
        planned.sets,
        minutes=wording.minutes(planned, facts),
    )
    st.caption(f"{planned.at:%H:%M}, {size}" if planned.at else size)
    _warm_up(planned, place)
    by_slot = wording.by_slot(planned.lines)
    is_in_order = len(by_slot) == len({slot for slot, __ in by_slot}) > 1  # a name that comes again says nothing
    for slot, lines in by_slot:
        if is_in_order:
            st.markdown(f":gray[{wording.SLOT_WORDS[slot]}]")
        for line in lines:
            _line(line, planned, place, shown, names)


def _line(line: Line, planned: Session, place: int, shown: Draft, names: Mapping[str, str]) -> None:
    asked = shown.asked
    name = names.get(line.exercise_id, line.exercise_id)
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        st.markdown(line_words(line, names, asked.unit), width="stretch")
        more = st.popover(
            _("More"), key=f"more-{place}-{line.exercise_id}", type="tertiary", on_change="rerun", width="content",
            help=_("{exercise}: why, how its load came about, other sets, another exercise", exercise=plain(name)),
        )  # fmt: skip
    with more:
        if more.open:
            _behind(line, asked.unit)
            _changes(line, planned, place, shown.plan, names, asked)


def line_words(line: Line, names: Mapping[str, str], unit: MassUnit) -> str:
    """A line in Markdown: its name with what changed, then what to do, then with what effort."""
    load, dose = wording.load_words(line.load, unit), wording.dose(line)
    todo = f"{dose}, **{load}**" if load else dose
    name = plain(names.get(line.exercise_id, line.exercise_id))
    return f"**{name}**{_badge(line)}  \n{todo}  \n:small[{wording.effort(line)}, {wording.rest(line)}]"


def _badge(line: Line) -> str:
    """How a line differs from the usual week, as a badge behind its name; "" where it is as usual."""
    mark = wording.mark_of(line)
    if not mark:
        return ""
    words = _("New") if mark == "new" else wording.mark(line)
    return f" :{_MARK_COLOUR[mark]}-badge[{words}]"


def _behind(line: Line, unit: MassUnit) -> None:
    """Why the line is there, and how its load came about."""
    if line.reasons:
        st.markdown(_("**Why**"))
        st.markdown(plain(" ".join(line.reasons)))
    load = line.load
    told = filter(None, (load.how, wording.last_time(load, unit), wording.forecast(load)))
    words = " ".join(told)
    if words:
        st.markdown(_("**How this load came about**"))
        st.markdown(plain(words))


def _changes(line: Line, planned: Session, place: int, plan: Plan, names: Mapping[str, str], asked: Asked) -> None:
    """Another number of sets, or another exercise in its place."""
    where = f"{place}-{line.exercise_id}"
    sets_key, swap_key = f"sets-{where}", f"swap-{where}"
    state.remember(sets_key, line.sets)
    st.number_input(
        _("Sets"), min_value=0, max_value=max(MOST_SETS, line.sets), step=1, key=sets_key, on_change=set_sets,
        args=(asked, planned.day, line.exercise_id, sets_key), help=_("0 takes the exercise out of this session."),
    )  # fmt: skip
    swaps = {swap.exercise_id: swap for swap in state.open_log().substitutes(line.exercise_id, athlete=asked.athlete)}
    others = [other for other in swaps if not sets_on(plan, planned.day, other)]
    if others:
        st.selectbox(
            _("Swap for"), others, index=None, format_func=lambda other: names.get(other, other), key=swap_key,
            placeholder=_("The same work, another exercise"), on_change=swap,
            args=(asked, planned.day, line.exercise_id, swap_key),
        )  # fmt: skip


def _warm_up(planned: Session, place: int) -> None:
    checklist = warm_up_for(planned)
    label = _("Warm-up ({length})", length=checklist.length) if checklist.length else _("Warm-up")
    with st.expander(label, key=f"warm-up-{place}", icon=":material/mode_heat:"):
        st.markdown("\n".join(f"- {_item(item, checklist)}" for item in checklist.items))


def _item(item: Item, checklist: Checklist) -> str:
    words = f"{plain(item.what)}: {item.amount}" if item.amount else plain(item.what)
    if item.in_rounds and checklist.rounds > 1:
        return _("{item} ({rounds} rounds)", item=words, rounds=checklist.rounds)
    return words
