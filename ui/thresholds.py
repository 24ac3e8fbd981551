"""The thresholds on the Settings page: a table of the chosen ones, and an editor for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.errors import WrongRequest
from analytics.language import _, listed, n_, span
from analytics.reference.facts import Fact, Facts, in_words
from analytics.settings import PRESETS
from ui import formats, method, session
from ui.boundary import boundary, show_error
from ui.findings import CONFIDENCE_WORDS
from ui.settings import ALL, FIND, OWN, REFUSED, SHOWN, change_facts
from ui.take_away import table_file
from ui.words import plain

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
        _("Way of counting"),
        list(PRESETS),
        format_func=lambda name: PRESETS[name].title,
        required=bool(in_force),
        key="preset",
        on_change=_choose_preset,
    )
    st.caption(PRESETS[in_force].explanation if in_force else _("A mixture of your own; choose one to go back to it."))


@boundary()
def _choose_preset() -> None:
    name = session.recall("preset")
    if name is not None:
        change_facts(session.open_log().preset_facts(name), _("Way of counting: {title}.", title=PRESETS[name].title))


# which thresholds ----------------------------------------------------------------------------------------------------


def threshold_filters(facts: Facts) -> list[Fact]:
    """Draw filter, search and section; the thresholds they leave. A search looks in every section; those changed by
    the lifter are few, and all shown.
    """
    own = [fact for fact in facts if fact.is_changed]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = st.segmented_control(_("Show"), [ALL, OWN], default=ALL, required=True, key=SHOWN, bind="query-params")
        if shown == OWN:
            if own:
                st.button(
                    _("All back to default"), key="all-default", on_click=_all_back, icon=":material/restart_alt:"
                )
            return own
        search = st.text_input(
            _("Search"), key=FIND, bind="query-params", placeholder=_("hamstrings, RIR, trend …"), width=260
        )
        section = st.selectbox(_("Section"), facts.sections(), key="section", bind="query-params", width=260)
    return method.matching(facts, facts, search) if search else [fact for fact in facts if fact.section == section]


@boundary()
def _all_back() -> None:
    own = [fact.key for fact in session.open_log().changed_facts()]
    change_facts(
        dict.fromkeys(own),
        n_("{number} threshold is as shipped again.", "{number} thresholds are as shipped again.", len(own)),
    )


def table_and_editor(chosen: Sequence[Fact], facts: Facts) -> None:
    """The thresholds as a table beside an editor for one of them; a click on a row chooses it."""
    keys = [fact.key for fact in chosen]
    if session.recall(_CHOSEN) not in keys:
        session.remember(_CHOSEN, keys[0])  # said, not left to the widget, which would go on showing the old one
    beside, editing = st.columns([3, 2], gap="medium")
    table, titles = threshold_table(chosen), _titles()
    with beside:
        st.dataframe(
            table,
            hide_index=True,
            height=min(_TABLE_PIXELS, 2 + 35 * (len(chosen) + 1)),
            key=f"thresholds-{hash(tuple(keys))}",
            on_select=partial(_choose_row, keys),
            selection_mode="single-row",
            alt=_("Thresholds with their values; the editor beside it changes one"),
            column_config={
                "Value": st.column_config.TextColumn(titles["Value"], width=130),
                "What it says": st.column_config.TextColumn(titles["What it says"], width="large"),
                "Yours": st.column_config.TextColumn(titles["Yours"], width="small"),
                "Key": st.column_config.TextColumn(titles["Key"], width="medium"),
            },
        )
        table_file(table.rename(columns=titles), name="thresholds", key="thresholds")
    with editing:
        key = st.selectbox(
            _("Threshold"),
            keys,
            format_func=lambda each: facts[each].statement,
            key=_CHOSEN,
            help=_("Choose here, or click a row of the table."),
        )
        _editor(facts[key], facts)


def threshold_table(chosen: Sequence[Fact]) -> pd.DataFrame:
    """One row a threshold: Value with its unit, What it says, Yours (empty, or what was shipped), Key."""
    return pd.DataFrame(
        {
            "Value": [with_unit(fact.value, fact) for fact in chosen],
            "What it says": [fact.statement for fact in chosen],
            "Yours": [
                _("shipped {value}", value=value_words(fact.default)) if fact.is_changed else "" for fact in chosen
            ],
            "Key": [fact.key for fact in chosen],
        },
        dtype="str",
    )


def _titles() -> dict[str, str]:
    return {"Value": _("Value"), "What it says": _("What it says"), "Yours": _("Yours"), "Key": _("Key")}


def _choose_row(keys: Sequence[str]) -> None:
    state: Any = session.recall(f"thresholds-{hash(tuple(keys))}") or {}
    rows = state.get("selection", {}).get("rows", [])
    if rows:
        session.remember(_CHOSEN, keys[rows[0]])


# one threshold -------------------------------------------------------------------------------------------------------


def _editor(fact: Fact, facts: Facts) -> None:
    with st.container(border=True, key="editor"):
        if fact.is_changed:
            st.badge(
                _("Yours; shipped {value}", value=value_words(fact.default)),
                icon=":material/tune:",
                color="orange",
            )
        st.markdown(f"**{plain(fact.statement)}**")
        if fact.is_fixed:
            fixed = _("Fixed at {value}.", value=plain(with_unit(fact.value, fact)))
            st.markdown(f":material/lock: {fixed} {why_fixed(fact)}")
        else:
            _input(fact)
            _refusal(fact, facts)
            if fact.is_changed:
                st.button(
                    _("Back to {value}", value=value_words(fact.default)),
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
        st.selectbox(_("Value"), fact.choices, format_func=formats.words, **change)
        return
    step = step_of(fact)
    written = f"%.{max(0, len(f'{step:.4f}'.rstrip('0').split('.')[1]))}f"
    label = _("Value ({range})", range=span(value_words(fact.low), with_unit(fact.high, fact)))
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
    change_facts(
        {fact.key: value},
        _(
            "{key} is {value} now, not {value_before}.",
            key=fact.key,
            value=value_words(value),
            value_before=value_words(fact.value),
        ),
    )


@boundary()
def _back(fact: Fact) -> None:
    change_facts(
        {fact.key: None},
        _("{key} is {value} again, as shipped.", key=fact.key, value=value_words(fact.default)),
    )


def _refusal(fact: Fact, facts: Facts) -> None:
    """Why the last try was refused, and the one change that would let it pass: moving its neighbours along."""
    refused: tuple[str, float | str | None, WrongRequest] | None = session.recall(REFUSED)
    if refused is None or refused[0] != fact.key:
        return
    __, value, error = refused
    show_error(error)
    moved = facts.moved_along(fact.key, value) if isinstance(value, float) else {}
    if len(moved) < 2 or not facts.allow(moved):
        return
    others = listed(
        _("{key} to {value}", key=key, value=value_words(to)) for key, to in moved.items() if key != fact.key
    )
    st.button(
        _("Set it to {value}, and move {others}", value=value_words(value), others=plain(others)),
        key=f"along-{fact.key}",
        on_click=_move_along,
        args=(moved,),
        icon=":material/linear_scale:",
    )


@boundary()
def _move_along(moved: dict[str, float]) -> None:
    said = listed(_("{key} is {value}", key=key, value=value_words(value)) for key, value in moved.items())
    change_facts(moved, _("{changes} now.", changes=said))


def why_fixed(fact: Fact) -> str:
    """Why a threshold cannot be changed, for the lifter."""
    if fact.rationale:  # why nothing is judged by it, too
        return plain(fact.rationale)
    if isinstance(fact.value, str):
        return _("It names how something is computed; it is not a mark that could lie elsewhere.")
    return _("It was measured or computed together with other numbers, and would be wrong without them.")


def _about(fact: Fact, facts: Facts) -> str:
    """Reason, shipped value, grade and sources, as small print."""
    works = "; ".join(_linked(source.citation, source.doi_or_url) for source in facts.sources_of(fact))
    why = f"{plain(fact.rationale)}  \n" if fact.rationale and not fact.is_fixed else ""
    shipped = _("Shipped: {value}.", value=plain(with_unit(fact.default, fact)))
    confidence = _("Confidence {grade}.", grade=plain(CONFIDENCE_WORDS[fact.confidence]))
    lines = [f"{why}{shipped}", confidence, f"{works}.", f"`{fact.key}`"]
    return "  \n".join(f":small[{line}]" for line in lines)


def _linked(citation: str, address: str) -> str:
    return f"[{plain(citation)}]({address})" if address else plain(citation)


def with_unit(value: float | str | None, fact: Fact) -> str:
    """A value of a fact with its unit: "4 reps"."""
    return f"{value_words(value)} {fact.unit_words}".strip()


def value_words(value: float | str | None) -> str:
    """A value on the screen: 4, 0.0353, assume hard."""
    return in_words(value) if isinstance(value, str) else formats.number(value, 4)
