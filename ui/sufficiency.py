"""What a log can answer yet, in words: what speaks, what does not, what is missing and about when it is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, listed, n_
from analytics.reference.catalogue import Catalogue
from ui import formats
from ui.take_away import table_file
from ui.words import plain

NAMES: Final[Mapping[str, str]] = {
    "muscle_volume": _("Weekly volume against a range"),
    "quad_posterior_ratio": _("Quads : hamstrings"),
    "hinge_curl_balance": _("Hinges and curls"),
    "effort_known": _("How hard your sets are"),
    "strength_trend": _("Strength trend"),
    "strength_outlook": _("Strength outlook"),
    "deadlift_squat_ratio": _("Deadlift : squat"),
    "asymmetry": _("Left and right"),
    "personal_k": _("Your own rep curve"),
    "next_session": _("Forecast of the next session"),
}
"""Metric -> what it is called on the screen."""
WHOLE_LOG: Final = _("the whole log")
SPEAKS: Final = _("yes")
_METRIC, _ABOUT, _SPEAKS, _MISSING, _WHEN = (
    _("Metric"), _("About"), _("Speaks"), _("What is missing"), _("About when"),
)  # fmt: skip
_LISTED: Final = 8


def show_sufficiency(table: pd.DataFrame, catalogue: Catalogue) -> None:
    """A line that sums up, and the table: what does not speak yet comes first."""
    speaks = int(table["speaks"].sum())
    silent = len(table) - speaks
    st.markdown(
        n_(
            "{number} question can be answered, {silent} not yet.",
            "{number} questions can be answered, {silent} not yet.",
            speaks,
            silent=silent or _("none"),
        )
        + " "
        + _(
            "Dates are where your own pace of the last four weeks leads; where it never gets there, or nobody can "
            "know, there is none. Silence is better than a guess."
        )
    )
    words = in_words(table, catalogue)
    st.markdown(missing_lines(words))
    st.dataframe(
        words,
        hide_index=True,
        key="sufficiency",
        alt=_(
            "What the log can answer yet: one row a metric and lift, with what is missing and about when it is there"
        ),
        column_config={_SPEAKS: st.column_config.TextColumn(width="small")},
    )
    table_file(words, name="what-the-log-can-answer", key="sufficiency")


def missing_lines(words: pd.DataFrame) -> str:
    """What is missing as a list in Markdown, which wraps on a phone: soonest first, and not too many."""
    silent = words[words[_SPEAKS] != SPEAKS].groupby([_METRIC, _MISSING], sort=False)[_ABOUT]
    lines = [
        f"- **{plain(str(metric))}**, {plain(listed(subjects))}: {plain(str(missing))}"
        for (metric, missing), subjects in silent
    ]
    more = len(lines) - _LISTED
    rest = _("- {number} more in the table", number=more) if more > 0 else ""
    return "\n".join(filter(None, [*lines[:_LISTED], rest]))


def in_words(table: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The rows of `TrainingLog.sufficiency`: Metric, About, Speaks, What is missing, About when; silent ones first."""
    ordered = table.sort_values(["speaks", "ready_on"], kind="stable")
    names = {"": WHOLE_LOG, **catalogue.muscle_names, **catalogue.exercise_names}
    return pd.DataFrame(
        [_row(row, names) for __, row in ordered.iterrows()],
        columns=[_METRIC, _ABOUT, _SPEAKS, _MISSING, _WHEN],
    )


def _row(row: pd.Series[Any], names: Mapping[str, str]) -> dict[str, str]:
    metric, subject = str(row["metric"]), str(row["subject"])
    return {
        _METRIC: NAMES.get(metric, formats.words(metric).capitalize()),
        _ABOUT: names.get(subject, formats.words(subject).capitalize()),
        _SPEAKS: SPEAKS if row["speaks"] else _("not yet"),
        _MISSING: str(row["missing"]) or formats.MISSING,
        _WHEN: formats.day(row["ready_on"]),
    }
