"""A plan's sessions as cards: each line with what to do, what changed, and why, and with small changes to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

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
    hour = f"{planned.at:%H:%M}, " if planned.at else ""
    st.caption(f"{hour}{planned.sets} sets, about {wording.minutes(planned, facts)} min with warm-up")
    _warm_up(planned, place)
    by_slot = wording.by_slot(planned.lines)
    is_in_order = len(by_slot) == len({slot for slot, _ in by_slot}) > 1  # a name that comes again says nothing
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
            "More", key=f"more-{place}-{line.exercise_id}", type="tertiary", on_change="rerun", width="content",
            help=f"{plain(name)}: why, how its load came about, other sets, another exercise",
        )  # fmt: skip
    with more:
        if more.open:
            _behind(line, asked.unit)
            _changes(line, planned, place, shown.plan, names, asked)


def line_words(line: Line, names: Mapping[str, str], unit: MassUnit) -> str:
    """A line in Markdown: its name with what changed, then what to do, then with what effort."""
    mark = wording.mark(line)
    badge = f" :{_MARK_COLOUR[mark.split()[-1]]}-badge[{mark.capitalize()}]" if mark else ""
    load = wording.load_words(line.load, unit)
    todo = f"{wording.dose(line)}, **{load}**" if load else wording.dose(line)
    return (
        f"**{plain(names.get(line.exercise_id, line.exercise_id))}**{badge}  \n{todo}  \n"
        f":small[{wording.effort(line)}, {wording.rest(line)}]"
    )


def _behind(line: Line, unit: MassUnit) -> None:
    """Why the line is there, and how its load came about."""
    if line.reasons:
        st.markdown("**Why**")
        st.markdown(plain(" ".join(line.reasons)))
    load = line.load
    told = filter(None, (load.how, wording.last_time(load, unit), wording.forecast(load)))
    words = " ".join(told)
    if words:
        st.markdown("**How this load came about**")
        st.markdown(plain(words))


def _changes(line: Line, planned: Session, place: int, plan: Plan, names: Mapping[str, str], asked: Asked) -> None:
    """Another number of sets, or another exercise in its place."""
    where = f"{place}-{line.exercise_id}"
    sets_key, swap_key = f"sets-{where}", f"swap-{where}"
    state.remember(sets_key, line.sets)
    st.number_input(
        "Sets", min_value=0, max_value=max(MOST_SETS, line.sets), step=1, key=sets_key, on_change=set_sets,
        args=(asked, planned.day, line.exercise_id, sets_key), help="0 takes the exercise out of this session.",
    )  # fmt: skip
    swaps = {swap.exercise_id: swap for swap in state.open_log().substitutes(line.exercise_id, athlete=asked.athlete)}
    others = [other for other in swaps if not sets_on(plan, planned.day, other)]
    if others:
        st.selectbox(
            "Swap for", others, index=None, format_func=lambda other: names.get(other, other), key=swap_key,
            placeholder="The same work, another exercise", on_change=swap,
            args=(asked, planned.day, line.exercise_id, swap_key),
        )  # fmt: skip


def _warm_up(planned: Session, place: int) -> None:
    checklist = warm_up_for(planned)
    length = f" ({checklist.length})" if checklist.length else ""
    with st.expander(f"Warm-up{length}", key=f"warm-up-{place}", icon=":material/mode_heat:"):
        st.markdown("\n".join(f"- {_item(item, checklist)}" for item in checklist.items))


def _item(item: Item, checklist: Checklist) -> str:
    rounds = f" ({checklist.rounds} rounds)" if item.in_rounds and checklist.rounds > 1 else ""
    return f"{plain(item.what)}{f': {item.amount}' if item.amount else ''}{rounds}"
