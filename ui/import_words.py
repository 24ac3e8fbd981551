"""What became of a file's rows, in words; the refused lines as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from analytics.language import _, counted, listed, n_
from analytics.model import ImportReport, Problem

_WHOLE_LINE: Final = "line"
"""What importers say in place of a column for a line that breaks off."""


def summary_sentence(report: ImportReport, *, coming: bool = False) -> str:
    """Every row of the file in one place: "4,312 rows: 4,000 sets added, 290 rows skipped (...) and 22 refused."."""
    parts = [
        n_("{number} set to add", "{number} sets to add", report.added)
        if coming
        else n_("{number} set added", "{number} sets added", report.added)
    ]
    if report.updated:
        parts.append(
            n_("{number} set to update", "{number} sets to update", report.updated)
            if coming
            else n_("{number} set updated", "{number} sets updated", report.updated)
        )
    if report.unchanged:
        parts.append(_("{sets} already here", sets=counted(report.unchanged)))
    if report.skipped:
        skipped, reasons = sum(report.skipped.values()), listed(skips(report))
        parts.append(
            n_("{number} row skipped ({reasons})", "{number} rows skipped ({reasons})", skipped, reasons=reasons)
        )
    if report.rejected:
        parts.append(n_("{number} line refused", "{number} lines refused", report.rejected))
    rows = n_("{number} row", "{number} rows", report.rows)
    return f"{rows}: {listed(parts)}."


def skips(report: ImportReport) -> list[str]:
    """The skipped rows by reason: ["821 rest timers", "6 note rows"]."""
    return skipped_words(report.skipped)


def skipped_words(skipped: Mapping[str, int]) -> list[str]:
    """Skipped rows by reason, in words: ["821 rest timers", "6 note rows"]."""
    return [_skipped(reason, rows) for reason, rows in skipped.items()]


def _skipped(reason: str, rows: int) -> str:
    words = {
        "rest_timer": n_("{number} rest timer", "{number} rest timers", rows),
        "note": n_("{number} note row", "{number} note rows", rows),
        "not_performed": n_("{number} set planned but not done", "{number} sets planned but not done", rows),
        "empty": n_(
            "{number} row without reps, time or distance", "{number} rows without reps, time or distance", rows
        ),
        "duplicate_of_other_app": n_(
            "{number} set that another app's file brought already",
            "{number} sets that another app's file brought already",
            rows,
        ),
        "edited_here": n_(
            "{number} set of a workout that you edited here", "{number} sets of workouts that you edited here", rows
        ),
        "older_version": n_(
            "{number} set that a newer export tells otherwise",
            "{number} sets that a newer export tells otherwise",
            rows,
        ),
        "summary": n_("{number} summary row", "{number} summary rows", rows),
        "repeated": n_(
            "{number} row that stands in the file twice", "{number} rows that stand in the file twice", rows
        ),
    }
    return words.get(reason, f"{counted(rows)} {reason.replace('_', ' ')}")


def column_words(column: str) -> str:
    """A column of a file as the screen names it: as the file does, or the whole line."""
    return _("line") if column == _WHOLE_LINE else column


def problem_table(problems: Sequence[Problem]) -> pd.DataFrame:
    """Refused lines: line, column, value, reason."""
    return pd.DataFrame(
        [(problem.line, problem.column, problem.value, problem.reason) for problem in problems],
        columns=["line", "column", "value", "reason"],
    )
