"""How a file is read: what a person may decide instead of it. Each control stands with the reason for what was taken.

The choices of a file live in the state of its controls, under keys that end in the file's digest, so that the preview
above the controls follows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from zoneinfo import available_timezones

import streamlit as st

from analytics.language import _
from analytics.model import DEFAULT_ATHLETE, FIRST_DAY, LAST_DAY, Choices, Decision, ImportReport, Layout, Question
from ui import formats, session
from ui.words import plain

SAMPLE_ATHLETE: Final = "sample lifter"
"""The name that the log keeps, in every language. In small letters, so that a person's own name comes before it in
every list.
"""
_UNITS: Final = {"auto": _("As the file says"), "kg": "kg", "lb": "lb"}
_DATE_ORDERS: Final = {"auto": _("As the file shows"), "dmy": _("Day first"), "mdy": _("Month first")}
_WARMUPS: Final = {"as_marked": _("As marked"), "none": _("Count them all as work")}
ORDER_WORDS: Final = {"ymd": _("year first"), "dmy": _("day first"), "mdy": _("month first")}
VALUE_WORDS: Final = {**ORDER_WORDS, "mixed": _("mixed"), "local": _("local")}
"""What was decided about a file, where the value is no unit and no time zone of its own name."""
_DELIMITERS: Final = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("vertical bars")}
NO_SWITCH: Final = "none"
_OWN_TABLE: Final = "generic"


def format_words(name: str) -> str:
    """An importer's name as people write it."""
    return _("A table of your own") if name == _OWN_TABLE else session.open_log().format_title(name)


def own_athletes() -> list[str]:
    """Whose logs are kept here, the sample's lifter left out; never empty, since one's own log may yet begin. Whoever
    the address names comes first: an import for one athlete.
    """
    names = [name for name in session.open_log().athletes() if name != SAMPLE_ATHLETE] or [DEFAULT_ATHLETE]
    return sorted(names, key=lambda name: name != st.query_params.get("athlete"))


def choices_of(digest: str) -> Choices:
    """What was chosen for a file so far."""
    answer = session.recall(f"unit_switch-{digest}")
    year = session.recall(f"year-{digest}")
    return Choices(
        unit=session.recall(f"unit-{digest}") or "auto",
        date_order=session.recall(f"dates-{digest}") or "auto",
        time_zone=session.recall(f"zone-{digest}") or session.time_zone() or None,
        format=session.recall(f"format-{digest}"),
        athlete=session.recall(f"athlete-{digest}") or own_athletes()[0],
        unit_switch=_switch(answer) if answer and answer != NO_SWITCH else None,
        warmups=session.recall(f"warmups-{digest}") or "as_marked",
        year=int(year) if year else None,
        layout=_layout(digest),
    )


def open_questions(questions: Sequence[Question], digest: str) -> list[Question]:
    """The questions that nobody has answered yet."""
    return [each for each in questions if session.recall(f"{each.about}-{digest}") in (None, "auto")]


def ask(questions: Sequence[Question], digest: str) -> None:
    """Ask what a file leaves open. A question once asked stays, so that its answer can be changed."""
    key = f"asked-{digest}"
    asked: dict[str, Question] = {**session.recall(key, {}), **{each.about: each for each in questions}}
    session.remember(key, asked)
    for question in asked.values():
        if question.about == "unit":
            st.markdown(plain(question.text))
            _unit_control(digest)
        elif question.about == "year":
            st.number_input(plain(question.text), FIRST_DAY.year, LAST_DAY.year, None, key=f"year-{digest}", width=320)
        elif question.options:
            words = {answer: plain(text) for answer, text in question.options}
            st.radio(
                plain(question.text),
                list(words),
                index=None,
                format_func=words.__getitem__,
                key=f"{question.about}-{digest}",
            )


def decide(report: ImportReport, digest: str) -> None:
    """Every decision about a file with its reason, each with the control that changes it."""
    with st.container(gap="small"):
        choose_format(digest, recognised=report.format)
        _weights(report, digest)
        _dates(report, digest)
        if report.time_zone.value != "local":
            _zone(report, digest)
        if report.warmups.value == "marked" or session.recall(f"warmups-{digest}") == "none":
            _one_of(_("Warm-ups"), _WARMUPS, key=f"warmups-{digest}")
        st.caption(plain(_("Warm-ups: {how}.", how=report.warmups.how)))
        _athlete(digest)
        st.caption(plain(_text_words(report)))


def choose_format(digest: str, *, recognised: str = "") -> None:
    """The format, where a person knows better than what was recognised."""
    st.selectbox(
        _("Format"),
        session.open_log().formats(),
        index=None,
        placeholder=_("{app}, recognised", app=format_words(recognised)) if recognised else _("Recognise it"),
        format_func=format_words,
        key=f"format-{digest}",
        width=320,
    )


def _weights(report: ImportReport, digest: str) -> None:
    if "unit" not in session.recall(f"asked-{digest}", {}):
        _unit_control(digest)
        _because(report.unit)
    else:  # the control stands with the question
        st.caption(plain(_("Weights: {unit}, {how}.", unit=value_words(report.unit), how=report.unit.how)))


def _unit_control(digest: str) -> None:
    _one_of(_("Weights are in"), _UNITS, key=f"unit-{digest}")


def _one_of(label: str, options: Mapping[str, str], *, key: str) -> None:
    """A control of a few options, the first of which leaves it to the file."""
    st.segmented_control(
        label, list(options), default=next(iter(options)), required=True, format_func=options.__getitem__, key=key
    )


def _dates(report: ImportReport, digest: str) -> None:
    chosen = session.recall(f"dates-{digest}") or "auto"
    if report.date_order.value in ("dmy", "mdy") or chosen != "auto":
        _one_of(_("Dates are"), _DATE_ORDERS, key=f"dates-{digest}")
    order = value_words(report.date_order)
    st.caption(plain(_("Dates: {order}, {how}.", order=order, how=report.date_order.how)))


def _zone(report: ImportReport, digest: str) -> None:
    zones = sorted(available_timezones())
    zone = session.time_zone()
    st.selectbox(
        _("Time zone"),
        zones,
        index=zones.index(zone) if zone in zones else None,
        placeholder=_("Choose yours"),
        key=f"zone-{digest}",
        width=320,
    )
    _because(report.time_zone)


def _athlete(digest: str) -> None:
    athletes = own_athletes()
    st.selectbox(
        _("Whose log"),
        athletes,
        accept_new_options=True,
        key=f"athlete-{digest}",
        help=_("Type a new name to keep a second log beside yours."),
        width=320,
    )


def _because(decision: Decision) -> None:
    st.caption(plain(f"{value_words(decision)}: {decision.how}."))


def value_words(decision: Decision) -> str:
    """What was decided about a file, in words: "day first", "kg"."""
    return VALUE_WORDS.get(decision.value, decision.value)


def _text_words(report: ImportReport) -> str:
    separated = _DELIMITERS.get(report.delimiter)
    if not separated:
        return _("Text: {encoding}.", encoding=report.encoding)
    return _("Text: {encoding}, columns separated by {marks}.", encoding=report.encoding, marks=separated)


def _switch(answer: str) -> tuple[date, str]:
    day, __, unit = answer.partition("=")
    return date.fromisoformat(day), unit


def _layout(digest: str) -> Layout | None:
    """The columns as a person mapped them; None while nobody touched the mapper."""
    mapped: Layout | None = session.recall(f"mapped-{digest}")
    packed = session.recall(f"layout-{digest}")
    if mapped is None and packed is None:
        return None
    return Layout(mapped.columns if mapped else {}, mapped.lifts if mapped else (), packed or "auto")


def period_of(report: ImportReport) -> str:
    """From when to when the file reaches, in words; "" without a date."""
    if report.first_at is None or report.last_at is None:
        return ""
    if report.first_at.date() == report.last_at.date():
        return formats.day(report.first_at)
    return formats.period(report.first_at, report.last_at)
