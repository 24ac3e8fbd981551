"""What a log can answer yet, in words: what speaks, what does not, what is missing and about when it is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.reference.catalogue import Catalogue
from ui import formats
from ui.take_away import table_file
from ui.words import counted, listed, plain

NAMES: Final[Mapping[str, str]] = {
    "muscle_volume": "Weekly volume against a range",
    "quad_posterior_ratio": "Quads : hamstrings",
    "hinge_curl_balance": "Hinges and curls",
    "effort_known": "How hard your sets are",
    "deadlift_squat_ratio": "Deadlift : squat",
    "asymmetry": "Left and right",
    "personal_k": "Your own rep curve",
    "next_session": "Forecast of the next session",
}
"""Metric -> what it is called on the screen, where its own name does not say it."""
WHOLE_LOG: Final = "the whole log"
SPEAKS: Final = "yes"
_LISTED: Final = 8


def show_sufficiency(table: pd.DataFrame, catalogue: Catalogue) -> None:
    """A line that sums up, and the table: what does not speak yet comes first."""
    speaks = int(table["speaks"].sum())
    silent = len(table) - speaks
    st.markdown(
        f"{counted(speaks, 'question')} can be answered, {silent or 'none'} not yet. Dates are where your own pace of "
        "the last four weeks leads; where it never gets there, or nobody can know, there is none. Silence is better "
        "than a guess."
    )
    words = in_words(table, catalogue)
    st.markdown(missing_lines(words))
    st.dataframe(
        words,
        hide_index=True,
        key="sufficiency",
        alt="What the log can answer yet: one row a metric and lift, with what is missing and about when it is there",
        column_config={"Speaks": st.column_config.TextColumn(width="small")},
    )
    table_file(words, name="what-the-log-can-answer", key="sufficiency")


def missing_lines(words: pd.DataFrame) -> str:
    """What is missing as a list in Markdown, which wraps on a phone: soonest first, and not too many."""
    silent = words[words["Speaks"] != SPEAKS].groupby(["Metric", "What is missing"], sort=False)["About"]
    lines = [
        f"- **{plain(str(metric))}**, {plain(listed(subjects))}: {plain(str(missing))}"
        for (metric, missing), subjects in silent
    ]
    more = len(lines) - _LISTED
    return "\n".join([*lines[:_LISTED], *([f"- {more} more in the table"] if more > 0 else [])])


def in_words(table: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The rows of `TrainingLog.sufficiency`: Metric, About, Speaks, What is missing, About when; silent ones first."""
    ordered = table.sort_values(["speaks", "ready_on"], kind="stable")
    names = {"": WHOLE_LOG, **_names(catalogue.muscles), **_names(catalogue.exercises)}
    return pd.DataFrame(
        [_row(row, names) for _, row in ordered.iterrows()],
        columns=["Metric", "About", "Speaks", "What is missing", "About when"],
    )


def _row(row: pd.Series[Any], names: Mapping[str, str]) -> dict[str, str]:
    metric, subject = str(row["metric"]), str(row["subject"])
    return {
        "Metric": NAMES.get(metric, formats.words(metric).capitalize()),
        "About": names.get(subject, formats.words(subject).capitalize()),
        "Speaks": SPEAKS if row["speaks"] else "not yet",
        "What is missing": str(row["missing"]) or formats.MISSING,
        "About when": formats.day(row["ready_on"]),
    }


def _names(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["id"], table["name"], strict=True))
