"""The thresholds on the Settings page: a table of the chosen ones, and an editor for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.errors import WrongRequest
from analytics.reference.facts import Fact, Facts, in_words
from analytics.settings import PRESETS
from ui import formats, method, session
from ui.boundary import boundary, show_error
from ui.findings import CONFIDENCE_WORDS
from ui.settings import ALL, OWN, REFUSED, SHOWN, change_facts
from ui.words import counted, listed, plain

STEPS: Final = (1.0, 0.5, 0.25, 0.1, 0.05, 0.01, 0.005, 0.001, 0.0005, 0.0001)
_FEWEST_STEPS: Final = 6
_MOST_STEPS: Final = 60
"""A slider has so many places at most; beyond them a number is typed."""
_TABLE_PIXELS: Final = 460
_CHOSEN: Final = "fact"


# ways of counting ----------------------------------------------------------------------------------------------------


def preset_control() -> None:
    """Choose a way of counting; what it means stands below."""
    in_force = session.open_log().preset_in_force()
    session.remember("preset", in_force or None)
    st.segmented_control(
        "Way of counting",
        list(PRESETS),
        format_func=lambda name: PRESETS[name].title,
        required=bool(in_force),
        key="preset",
        on_change=_choose_preset,
    )
    st.caption(PRESETS[in_force].explanation if in_force else "A mixture of your own; choose one to go back to it.")


@boundary()
def _choose_preset() -> None:
    name = session.recall("preset")
    if name is not None:
        change_facts(session.open_log().preset_facts(name), f"Way of counting: {PRESETS[name].title}.")


# which thresholds ----------------------------------------------------------------------------------------------------


def threshold_filters(facts: Facts) -> list[Fact]:
    """Draw filter, search and section; the thresholds they leave. A search looks in every section; those changed by
    the lifter are few, and all shown.
    """
    own = [fact for fact in facts if fact.is_changed]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = st.segmented_control("Show", [ALL, OWN], default=ALL, required=True, key=SHOWN, bind="query-params")
        if shown == OWN:
            if own:
                st.button("All back to default", key="all-default", on_click=_all_back, icon=":material/restart_alt:")
            return own
        search = st.text_input(
            "Search", key="find", bind="query-params", placeholder="hamstrings, RIR, trend …", width=260
        )
        section = st.selectbox("Section", facts.sections(), key="section", bind="query-params", width=260)
    return method.matching(facts, facts, search) if search else [fact for fact in facts if fact.section == section]


@boundary()
def _all_back() -> None:
    own = [fact.key for fact in session.open_log().changed_facts()]
    change_facts(dict.fromkeys(own), f"{counted(len(own), 'threshold is', 'thresholds are')} as shipped again.")


def table_and_editor(chosen: Sequence[Fact], facts: Facts) -> None:
    """The thresholds as a table beside an editor for one of them; a click on a row chooses it."""
    keys = [fact.key for fact in chosen]
    if session.recall(_CHOSEN) not in keys:
        session.remember(_CHOSEN, keys[0])  # said, not left to the widget, which would go on showing the old one
    beside, editing = st.columns([3, 2], gap="medium")
    with beside:
        st.dataframe(
            threshold_table(chosen),
            hide_index=True,
            height=min(_TABLE_PIXELS, 2 + 35 * (len(chosen) + 1)),
            key=f"thresholds-{hash(tuple(keys))}",
            on_select=partial(_choose_row, keys),
            selection_mode="single-row",
            alt="Thresholds with their values; the editor beside it changes one",
            column_config={
                "Value": st.column_config.TextColumn(width=130),
                "What it says": st.column_config.TextColumn(width="large"),
                "Yours": st.column_config.TextColumn(width="small"),
                "Key": st.column_config.TextColumn(width="medium"),
            },
        )
    with editing:
        key = st.selectbox(
            "Threshold",
            keys,
            format_func=lambda each: facts[each].statement,
            key=_CHOSEN,
            help="Choose here, or click a row of the table.",
        )
        _editor(facts[key], facts)


def threshold_table(chosen: Sequence[Fact]) -> pd.DataFrame:
    """One row a threshold: Value with its unit, What it says, Yours (empty, or what was shipped), Key."""
    return pd.DataFrame(
        {
            "Value": [f"{value_words(fact.value)} {fact.unit}".strip() for fact in chosen],
            "What it says": [fact.statement for fact in chosen],
            "Yours": [f"shipped {value_words(fact.default)}" if fact.is_changed else "" for fact in chosen],
            "Key": [fact.key for fact in chosen],
        },
        dtype="str",
    )


def _choose_row(keys: Sequence[str]) -> None:
    state: Any = session.recall(f"thresholds-{hash(tuple(keys))}") or {}
    rows = state.get("selection", {}).get("rows", [])
    if rows:
        session.remember(_CHOSEN, keys[rows[0]])


# one threshold -------------------------------------------------------------------------------------------------------


def _editor(fact: Fact, facts: Facts) -> None:
    with st.container(border=True, key="editor"):
        if fact.is_changed:
            st.badge(f"Yours; shipped {value_words(fact.default)}", icon=":material/tune:", color="orange")
        st.markdown(f"**{plain(fact.statement)}**")
        if fact.is_fixed:
            st.markdown(
                f":material/lock: Fixed at {plain(value_words(fact.value))} {plain(fact.unit)}. {why_fixed(fact)}"
            )
        else:
            _input(fact)
            _refusal(fact, facts)
            if fact.is_changed:
                st.button(
                    f"Back to {value_words(fact.default)}",
                    key=f"default-{fact.key}",
                    on_click=_back,
                    args=(fact,),
                    icon=":material/restart_alt:",
                )
        st.markdown(_about(fact, facts))


def _input(fact: Fact) -> None:
    """The fitting control; it always shows the value in force, also after an undo or a refusal."""
    key = f"value-{fact.key}"
    session.remember(key, fact.value)
    change: dict[str, Any] = {"key": key, "on_change": _set, "args": (fact,)}
    if fact.choices:
        st.selectbox("Value", fact.choices, format_func=formats.words, **change)
        return
    step = step_of(fact)
    written = f"%.{max(0, len(f'{step:.4f}'.rstrip('0').split('.')[1]))}f"
    bounds = f"{value_words(fact.low)} to {value_words(fact.high)} {fact.unit}".strip()
    label = f"Value ({bounds})"
    if _places(fact, step) <= _MOST_STEPS:
        st.slider(label, fact.low, fact.high, step=step, format=written, **change)
    else:
        st.number_input(label, fact.low, fact.high, step=step, format=written, **change)


def step_of(fact: Fact) -> float:
    """The largest handy step that reaches both ends of the range, the shipped value and the one in use."""
    if fact.is_whole:
        return 1.0
    ends = [value for value in (fact.high, fact.default, fact.value) if isinstance(value, float)]
    fitting = (step for step in STEPS if all(_is_on(value - (fact.low or 0.0), step) for value in ends))
    return next((step for step in fitting if _places(fact, step) >= _FEWEST_STEPS), STEPS[-1])


def _is_on(distance: float, step: float) -> bool:
    return abs(distance / step - round(distance / step)) < 1e-6


def _places(fact: Fact, step: float) -> float:
    return ((fact.high or 0.0) - (fact.low or 0.0)) / step


@boundary()
def _set(fact: Fact) -> None:
    value = session.recall(f"value-{fact.key}")
    change_facts({fact.key: value}, f"{fact.key} is {value_words(value)} now, not {value_words(fact.value)}.")


@boundary()
def _back(fact: Fact) -> None:
    change_facts({fact.key: None}, f"{fact.key} is {value_words(fact.default)} again, as shipped.")


def _refusal(fact: Fact, facts: Facts) -> None:
    """Why the last try was refused, and the one change that would let it pass: moving its neighbours along."""
    refused: tuple[str, float | str | None, WrongRequest] | None = session.recall(REFUSED)
    if refused is None or refused[0] != fact.key:
        return
    _, value, error = refused
    show_error(error)
    moved = facts.moved_along(fact.key, value) if isinstance(value, float) else {}
    if len(moved) < 2 or not facts.allow(moved):
        return
    others = listed(f"{key} to {value_words(to)}" for key, to in moved.items() if key != fact.key)
    st.button(
        f"Set it to {value_words(value)}, and move {plain(others)}",
        key=f"along-{fact.key}",
        on_click=_move_along,
        args=(moved,),
        icon=":material/linear_scale:",
    )


@boundary()
def _move_along(moved: dict[str, float]) -> None:
    said = listed(f"{key} is {value_words(value)}" for key, value in moved.items())
    change_facts(moved, f"{said} now.")


def why_fixed(fact: Fact) -> str:
    """Why a threshold cannot be changed, for the lifter."""
    if fact.rationale:  # why nothing is judged by it, too
        return plain(fact.rationale)
    if isinstance(fact.value, str):
        return "It names how something is computed; it is not a mark that could lie elsewhere."
    return "It was measured or computed together with other numbers, and would be wrong without them."


def _about(fact: Fact, facts: Facts) -> str:
    """Reason, shipped value, grade and sources, as small print."""
    works = "; ".join(_linked(source.citation, source.doi_or_url) for source in facts.sources_of(fact))
    why = f"{plain(fact.rationale)}  \n" if fact.rationale and not fact.is_fixed else ""
    return (
        f":small[{why}{_shipped(fact)}]  \n:small[Confidence {plain(CONFIDENCE_WORDS[fact.confidence])}.]  \n"
        f":small[{works}.]  \n:small[`{fact.key}`]"
    )


def _shipped(fact: Fact) -> str:
    shipped = f"{value_words(fact.default)} {fact.unit}".strip()
    return f"Shipped: {plain(shipped)}."


def _linked(citation: str, address: str) -> str:
    return f"[{plain(citation)}]({address})" if address else plain(citation)


def value_words(value: float | str | None) -> str:
    """A value on the screen: 4, 0.0353, assume hard."""
    return in_words(value) if isinstance(value, str) else formats.number(value, 4)
