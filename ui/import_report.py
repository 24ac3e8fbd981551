"""What was understood of a file, what was refused and why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from analytics.language import _, n_
from analytics.model import Decision, ImportReport, Problem
from ui import imports
from ui.boundary import show_error
from ui.exercise_names import name_choices
from ui.import_choices import format_words, period_of, value_words
from ui.import_words import problem_table, summary_sentence
from ui.import_work import Outcome
from ui.refused_lines import refused_lines
from ui.words import plain

_MOST_NAMES: Final = 8


def show_outcome(outcome: Outcome) -> None:
    """One file's card: its report, or why it was refused."""
    if outcome.error is not None:
        show_error(outcome.error, about=outcome.file)
    elif outcome.report is not None:
        with st.container(border=True):
            show_report(outcome, outcome.report)


def show_report(outcome: Outcome, report: ImportReport) -> None:
    """The file in one sentence, how it was read, the way back, what was refused, and the names nobody knows."""
    st.subheader(plain(report.file), anchor=False)
    st.markdown(plain(summary_sentence(report)))
    for note in report.notes:
        st.markdown(f":material/info: {plain(note)}")
    st.table(understood(report), border="horizontal", alt=_("How {file} was read", file=report.file))
    _ways_back(outcome, report)
    _show_problems(report.problems, key=outcome.digest)
    if report.unrecognised:
        st.markdown(
            n_(
                "**{number} exercise name that Hindsight does not know**",
                "**{number} exercise names that Hindsight does not know**",
                len(report.unrecognised),
            )
        )
        name_choices(report.unrecognised[:_MOST_NAMES], key=outcome.digest)
        if len(report.unrecognised) > _MOST_NAMES:
            more = n_(
                "{number} more name on the Exercises page",
                "{number} more names on the Exercises page",
                len(report.unrecognised) - _MOST_NAMES,
            )
            st.page_link("pages/trust/exercises.py", label=more)


def understood(report: ImportReport) -> dict[str, str]:
    """What the file was taken for and why, as a small table of Markdown."""
    workouts = n_("{number} workout", "{number} workouts", report.workouts)
    exercises = n_("{number} exercise", "{number} exercises", report.exercises)
    rows = {
        _("Format"): plain(format_words(report.format)),
        _("Weights"): _decision(report.unit),
        _("Dates"): _decision(report.date_order),
        _("Times"): _decision(report.time_zone),
        _("Warm-ups"): plain(report.warmups.how),
        _("Period"): plain(period_of(report)),
        _("Holds"): plain(f"{workouts}, {exercises}"),
    }
    return {name: text for name, text in rows.items() if text}


def _decision(decision: Decision) -> str:
    words = value_words(decision)
    return plain(f"{words}: {decision.how}" if decision.how else words)


def _show_problems(problems: Sequence[Problem], *, key: str) -> None:
    if not problems:
        return
    st.markdown(
        n_(
            "**{number} line refused; all other rows are in**",
            "**{number} lines refused; all other rows are in**",
            len(problems),
        )
    )
    refused_lines(problem_table(problems), key=f"report-{key}")


def _ways_back(outcome: Outcome, report: ImportReport) -> None:
    other = {"kg": "lb", "lb": "kg"}.get(report.unit.value)
    with st.container(horizontal=True):
        if other:
            st.button(
                _("Read it again as {unit}", unit=other),
                key=f"again-{outcome.digest}",
                on_click=imports.read_again,
                args=(outcome, other),
                icon=":material/sync:",
                help=_(
                    "For weights that are not {unit}: the sets are replaced, nothing is added twice.",
                    unit=report.unit.value,
                ),
            )
        st.button(
            _("Take this import back"),
            key=f"undo-{outcome.digest}",
            on_click=imports.take_back,
            args=(report.import_id, report.file),
            icon=":material/undo:",
        )
