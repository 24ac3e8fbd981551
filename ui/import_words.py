"""What became of a file's rows, in words; the refused lines as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from analytics.model import ImportReport, Problem
from ui.words import counted, listed

_SKIP_WORDS: Final = {
    "rest_timer": ("rest timer", "rest timers"),
    "note": ("note row", "note rows"),
    "not_performed": ("set planned but not done", "sets planned but not done"),
    "empty": ("row without reps, time or distance", "rows without reps, time or distance"),
    "duplicate_of_other_app": (
        "set that another app's file brought already",
        "sets that another app's file brought already",
    ),
    "edited_here": ("set of a workout that you edited here", "sets of workouts that you edited here"),
    "older_version": ("set that a newer export tells otherwise", "sets that a newer export tells otherwise"),
    "summary": ("summary row", "summary rows"),
    "repeated": ("row that stands in the file twice", "rows that stand in the file twice"),
}


def summary_sentence(report: ImportReport, *, coming: bool = False) -> str:
    """Every row of the file in one place: "4,312 rows: 4,000 sets added, 290 rows skipped (...) and 22 refused."."""
    to_add = "to add" if coming else "added"
    parts = [f"{counted(report.added, 'set')} {to_add}"]
    if report.updated:
        parts.append(f"{counted(report.updated, 'set')} {'to update' if coming else 'updated'}")
    if report.unchanged:
        parts.append(f"{report.unchanged:,} already here")
    if report.skipped:
        parts.append(f"{counted(sum(report.skipped.values()), 'row')} skipped ({listed(skips(report))})")
    if report.rejected:
        parts.append(f"{counted(report.rejected, 'line')} refused")
    return f"{counted(report.rows, 'row')}: {listed(parts)}."


def skips(report: ImportReport) -> list[str]:
    """The skipped rows by reason: ["821 rest timers", "6 note rows"]."""
    return skipped_words(report.skipped)


def skipped_words(skipped: Mapping[str, int]) -> list[str]:
    """Skipped rows by reason, in words: ["821 rest timers", "6 note rows"]."""
    return [
        counted(rows, *_SKIP_WORDS.get(reason, (reason.replace("_", " "), reason.replace("_", " "))))
        for reason, rows in skipped.items()
    ]


def problem_table(problems: Sequence[Problem]) -> pd.DataFrame:
    """Refused lines: line, column, value, reason."""
    return pd.DataFrame(
        [(problem.line, problem.column, problem.value, problem.reason) for problem in problems],
        columns=["line", "column", "value", "reason"],
    )
