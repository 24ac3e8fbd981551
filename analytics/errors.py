"""Errors that a person can do something about.

Three kinds of wrong (docs/architecture.md): a wrong *line* is a `Problem` beside the good rows; a wrong *file or
request* is a
`HindsightError`, shown once at the boundary (command line or page); anything else is a bug and is never swallowed.
"""

from __future__ import annotations

from analytics.model import Layout, Question


class HindsightError(Exception):
    """Base class: a headline that says what is wrong, and a hint that says what to do about it.

    The headline stands on its own as one sentence; the hint may be empty.
    """

    def __init__(self, headline: str, hint: str = "") -> None:
        super().__init__(headline)
        self.headline = headline
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.headline} {self.hint}".strip()


class UnreadableFile(HindsightError):
    """The file is not what can be read here: not there, empty, binary, HTML, a photo, or cut to nothing."""


class UnwritableFile(HindsightError):
    """What was to be written cannot be: no such folder, no right to, no room."""


class UnknownFormat(HindsightError):
    """The file is a table, and no importer recognises it (or more than one does)."""


class Undecided(UnknownFormat):
    """A table is understood but for one thing that its values do not settle, so that a person has to say.

    `question` is what to ask, with the possible answers; `layout` is what was understood so far (None where that is
    not the point). An answer about "layout" goes into `layout.packed`, one about another field into that choice.
    """

    def __init__(self, headline: str, hint: str, *, question: Question, layout: Layout | None) -> None:
        super().__init__(headline, hint)
        self.question = question
        self.layout = layout


class AlreadyRunning(HindsightError):
    """Another process holds the database."""


class DatabaseProblem(HindsightError):
    """The database file cannot be opened: damaged, of a newer version, or not a Hindsight database."""


class DamagedLog(DatabaseProblem):
    """The database file is damaged, or no database at all: `TrainingLog.recover` puts a backup in its place."""


class NotFound(HindsightError):
    """Something named in the request does not exist: an import, an exercise, a metric, an athlete."""


class WrongRequest(HindsightError):
    """A request that contradicts itself or lies outside what is allowed, such as a fact beyond its range."""


class BrokenReference(HindsightError):
    """The reference data does not load: a fact without a source, an alias to no exercise."""
