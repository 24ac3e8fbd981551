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

from analytics.model import DEFAULT_ATHLETE, Choices, Decision, ImportReport, Layout, Question
from ui import formats, session
from ui.words import plain, spoken_date

SAMPLE_ATHLETE: Final = "sample lifter"
"""In small letters, so that a person's own name comes before it in every list."""
_UNITS: Final = {"auto": "As the file says", "kg": "kg", "lb": "lb"}
_DATE_ORDERS: Final = {"auto": "As the file shows", "dmy": "Day first", "mdy": "Month first"}
_WARMUPS: Final = {"as_marked": "As marked", "none": "Count them all as work"}
ORDER_WORDS: Final = {"ymd": "year first", "dmy": "day first", "mdy": "month first"}
_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
NO_SWITCH: Final = "none"


def format_words(name: str) -> str:
    """An importer's name as people write it."""
    title = session.open_log().format_title(name)
    return title[:1].upper() + title[1:]


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
            st.number_input(plain(question.text), 1970, 2100, None, key=f"year-{digest}", width=320)
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
            _one_of("Warm-ups", _WARMUPS, key=f"warmups-{digest}")
        st.caption(plain(f"Warm-ups: {report.warmups.how}."))
        _athlete(digest)
        st.caption(plain(_text_words(report)))


def choose_format(digest: str, *, recognised: str = "") -> None:
    """The format, where a person knows better than what was recognised."""
    st.selectbox(
        "Format",
        session.open_log().formats(),
        index=None,
        placeholder=f"{format_words(recognised)}, recognised" if recognised else "Recognise it",
        format_func=format_words,
        key=f"format-{digest}",
        width=320,
    )


def _weights(report: ImportReport, digest: str) -> None:
    if "unit" not in session.recall(f"asked-{digest}", {}):
        _unit_control(digest)
        _because(report.unit)
    else:  # the control stands with the question
        st.caption(plain(f"Weights: {report.unit.value}, {report.unit.how}."))


def _unit_control(digest: str) -> None:
    _one_of("Weights are in", _UNITS, key=f"unit-{digest}")


def _one_of(label: str, options: Mapping[str, str], *, key: str) -> None:
    """A control of a few options, the first of which leaves it to the file."""
    st.segmented_control(
        label, list(options), default=next(iter(options)), required=True, format_func=options.__getitem__, key=key
    )


def _dates(report: ImportReport, digest: str) -> None:
    chosen = session.recall(f"dates-{digest}") or "auto"
    if report.date_order.value in ("dmy", "mdy") or chosen != "auto":
        _one_of("Dates are", _DATE_ORDERS, key=f"dates-{digest}")
    value = ORDER_WORDS.get(report.date_order.value, report.date_order.value)
    st.caption(plain(f"Dates: {value}, {report.date_order.how}."))


def _zone(report: ImportReport, digest: str) -> None:
    zones = sorted(available_timezones())
    zone = session.time_zone()
    st.selectbox(
        "Time zone",
        zones,
        index=zones.index(zone) if zone in zones else None,
        placeholder="Choose yours",
        key=f"zone-{digest}",
        width=320,
    )
    _because(report.time_zone)


def _athlete(digest: str) -> None:
    athletes = own_athletes()
    st.selectbox(
        "Whose log",
        athletes,
        accept_new_options=True,
        key=f"athlete-{digest}",
        help="Type a new name to keep a second log beside yours.",
        width=320,
    )


def _because(decision: Decision) -> None:
    st.caption(plain(f"{decision.value}: {decision.how}."))


def _text_words(report: ImportReport) -> str:
    separated = _DELIMITERS.get(report.delimiter)
    return f"Text: {report.encoding}{f', columns separated by {separated}' if separated else ''}."


def _switch(answer: str) -> tuple[date, str]:
    day, _, unit = answer.partition("=")
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
        return spoken_date(report.first_at)
    return formats.period(report.first_at, report.last_at)
