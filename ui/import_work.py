"""Imports at work: files on their way into a log, one import after the other for each log, and what came of them.

An import goes on when its page is left or its tab closed. It is kept here until somebody has been told: who began it,
or, where their browser session is gone, the same person in their next one.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from analytics.errors import HindsightError
from analytics.intake import Progress
from analytics.model import Choices, ImportReport, Step
from ui.background import Tell, Work, begun

_MOST_KEPT: Final = 100
"""Imports that nobody has asked about; the oldest are forgotten first. The log itself knows every import anyway."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a report, or the error that refused it. `digest` names its bytes."""

    file: str
    digest: str
    choices: Choices
    report: ImportReport | None = None
    error: HindsightError | None = None


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file to import; `bring` imports it."""

    file: str
    digest: str
    choices: Choices
    bring: Callable[[Progress], ImportReport] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """How far an import is: the file at hand, its place among them from 1, its step (None before the first), and how
    many sets the files before it added.
    """

    file: str
    number: int
    step: Step | None
    added: int


@dataclass(frozen=True, slots=True, eq=False)
class Import:
    """Files on their way into one log: whose import it is, the browser session that began it, and what is said of it
    once it is done, where that is not what was added.
    """

    log: str
    person: str
    session: str
    files: tuple[str, ...]
    work: Work[Way, list[Outcome]]
    said: str = ""


class Imports:
    """The imports of this process that go on, or of which nobody was told yet. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: list[Import] = []
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def begin(
        self, files: Sequence[Arriving], *, log: str, person: str = "", session: str = "", said: str = ""
    ) -> Import:
        """Import these files into a log, as soon as no other import into it is going on."""
        with self._lock:
            turn = self._turns[log]
            work: Work[Way, list[Outcome]] = begun(partial(_import, files, turn))
            made = Import(log, person, session, tuple(each.file for each in files), work, said)
            self._kept = [*self._kept, made][-_MOST_KEPT:]
            return made

    def of(self, log: str) -> list[Import]:
        """The imports into a log, in the order in which they were begun."""
        with self._lock:
            return [each for each in self._kept if each.log == log]

    def take(self, told: Import) -> bool:
        """Let go of an import, since somebody is being told now; False where somebody else was faster."""
        with self._lock:
            was_kept = told in self._kept
            self._kept = [each for each in self._kept if each is not told]
            return was_kept


def _import(files: Sequence[Arriving], turn: threading.Lock, tell: Tell[Way]) -> list[Outcome]:
    """A refused file does not stop the others."""
    outcomes: list[Outcome] = []
    with turn:
        for number, arriving in enumerate(files, start=1):
            added = sum(outcome.report.added for outcome in outcomes if outcome.report)
            outcomes.append(_imported(arriving, number, added, tell))
    return outcomes


def _imported(arriving: Arriving, number: int, added: int, tell: Tell[Way]) -> Outcome:
    def on_the_way(step: Step | None) -> None:
        tell(Way(arriving.file, number, step, added))

    on_the_way(None)
    try:
        report = arriving.bring(on_the_way)
    except HindsightError as error:
        return Outcome(arriving.file, arriving.digest, arriving.choices, error=error)
    return Outcome(arriving.file, arriving.digest, arriving.choices, report=report)
