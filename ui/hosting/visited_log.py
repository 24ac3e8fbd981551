"""Somebody else's log as a coach sees it: everything that looks, nothing that changes, imports where granted."""

from __future__ import annotations

from typing import Any, Final, cast

from analytics.errors import HindsightError
from analytics.language import _
from analytics.training_log import TrainingLog

LOOKS: Final = frozenset(
    {
        "version", "facts", "catalogue", "is_empty", "athletes", "span", "roster", "preview", "unpack", "columns_of",
        "template", "formats", "format_title", "imports", "problems", "export", "sets", "found_sets", "files",
        "set_history", "raw_line", "set_credits", "set_judgements", "exercises", "exercise_name", "unrecognised",
        "mappings", "suggestions", "substitutes", "logged_exercises", "swappable", "work_of", "complaints", "decisions",
        "doubts", "confirmations", "shares", "metric", "metric_columns", "metric_facts", "findings", "most_important",
        "answers", "last_told", "news", "judged_on", "review", "reviewed_week", "share_card", "report",
        "worked_examples", "sufficiency", "plan", "outlook", "added_sets", "templates", "template_for",
        "template_check", "plan_from_template", "edited_plan", "week_before_changes", "plan_file", "kept_plan",
        "kept_plans", "plan_against_done", "carried_over", "lifter", "unit", "setting", "settings", "fact",
        "preset_facts", "preset_in_force", "changed_facts",
    }
)  # fmt: skip
"""What only reads. A method of the TrainingLog that is not named here is refused, so a new one is until it is looked at
(a test lists both kinds).
"""
IMPORTS: Final = frozenset({"import_file"})
"""What a coach may do besides, where the lifter lets them import."""


class NotAllowed(HindsightError):
    """A coach asked for what the lifter did not grant."""


class VisitedLog:
    """A log with only those doors open that its lifter opened."""

    def __init__(self, log: TrainingLog, *, may_import: bool, whose: str) -> None:
        self._log, self._whose = log, whose
        self._allowed = LOOKS | IMPORTS if may_import else LOOKS

    def __getattr__(self, name: str) -> Any:
        if name not in self._allowed:
            raise NotAllowed(
                _("This is the log of {whose}: you may look at it, not change it.", whose=self._whose),
                _("Ask {whose} to change it, or go back to your own log.", whose=self._whose),
            )
        return getattr(self._log, name)


def visited(log: TrainingLog, *, may_import: bool, whose: str) -> TrainingLog:
    """`log` as somebody may use it whom its lifter lets in; what is not granted raises `NotAllowed`."""
    return cast(TrainingLog, VisitedLog(log, may_import=may_import, whose=whose))
