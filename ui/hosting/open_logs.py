"""The logs that are open in this process: one a folder, opened when asked for, closed when nobody did for long."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from weakref import WeakSet

from analytics.errors import HindsightError
from analytics.language import _
from analytics.training_log import TrainingLog

MOST_OPEN: Final = 50
"""More people than this at once are asked to wait; each open log costs some megabytes and file handles."""
IDLE_SECONDS: Final = 15 * 60


class TooManyAtOnce(HindsightError):
    """All logs that may be open at once are in use."""


class BeingReplaced(HindsightError):
    """The log is being put in place anew, and cannot be looked at meanwhile."""


class WasReplaced(HindsightError):
    """Another log was put in the place of the one that was looked at."""


class BeingUsed(HindsightError):
    """Somebody else is at work with the log at this moment, so it cannot be closed."""


@dataclass(slots=True)
class _Open:
    log: TrainingLog
    opening: int
    used_at: float
    users: WeakSet[threading.Thread] = field(default_factory=WeakSet)

    def is_in_use(self, *, but_by: threading.Thread | None) -> bool:
        """A thread that draws a page ends with it, so one that is alive may still be in the middle of a query."""
        return any(thread.is_alive() for thread in self.users if thread is not but_by)


class OpenLogs:
    """Folder -> its open log. Safe to use from several threads."""

    def __init__(self, *, most: int = MOST_OPEN, idle_seconds: float = IDLE_SECONDS) -> None:
        self._most, self._idle_seconds = most, idle_seconds
        self._lock = threading.RLock()
        self._is_back = threading.Condition(self._lock)
        self._open: dict[str, _Open] = {}
        self._openings: dict[str, int] = {}
        self._away: set[str] = set()
        self._at_work: Counter[str] = Counter()

    def log(self, folder: str, *, user: threading.Thread | None = None) -> TrainingLog:
        """The open log of a folder. While `user`, the thread that draws a page with it, is alive, it is never closed.

        Raises `AlreadyRunning` while another process holds it, `TooManyAtOnce` where no other can be closed for it,
        `BeingReplaced` while it is `closed`.
        """
        with self._lock:
            self._refuse_what_is_away(folder)
            entry = self._open.get(folder) or self._opened(folder)
            entry.used_at = time.monotonic()
            if user is not None:
                entry.users.add(user)
            return entry.log

    def opening(self, folder: str) -> int:
        """How often this process had closed the log of this folder before it opened it as it is open now. A version
        begins anew with each opening, so what is cached is keyed by both.
        """
        with self._lock:
            return self._openings.get(folder, 0)

    @contextmanager
    def used(self, folder: str) -> Iterator[None]:
        """The log of a folder, open or not, is not closed meanwhile: for a piece of work that no page waits for, in
        whichever thread. Where it is `closed` now, that is waited for.
        """
        with self._lock:
            self._is_back.wait_for(lambda: folder not in self._away)
            self._at_work[folder] += 1
        try:
            yield
        finally:
            with self._lock:
                self._at_work[folder] -= 1

    @contextmanager
    def closed(self, folder: str, *, seen: int | None = None) -> Iterator[None]:
        """The log of a folder is closed meanwhile, and nobody opens it: what opens afterwards is another opening.

        Raises `BeingReplaced` where somebody else has it closed already, `WasReplaced` where it is no longer the
        opening that was `seen`, `BeingUsed` where another thread than this one is still at work with it.
        """
        with self._lock:
            self._refuse_what_is_away(folder)
            if seen not in (None, self.opening(folder)):
                raise WasReplaced(_("Another log was put in its place meanwhile."), _("Load this page again."))
            if self._is_in_use(folder, but_by=threading.current_thread()):
                raise BeingUsed(
                    _("The log is in use: in another window, or by a file that is on its way into it or out of it."),
                    _("Wait a moment, then do it again."),
                )
            self._close(folder)
            self._away.add(folder)
        try:
            yield
        finally:
            with self._lock:
                self._away.discard(folder)
                self._is_back.notify_all()

    def close_idle(self) -> int:
        """Close what nobody has asked for in a while; returns how many logs stay open."""
        with self._lock:
            ended = time.monotonic() - self._idle_seconds
            for folder in [name for name, entry in self._open.items() if entry.used_at < ended]:
                if not self._is_in_use(folder):
                    self._close(folder)
            return len(self._open)

    def close_all(self) -> None:
        """Write everything out, at the end of the process."""
        with self._lock:
            for folder in list(self._open):
                self._close(folder)

    def _refuse_what_is_away(self, folder: str) -> None:
        if folder in self._away:
            raise BeingReplaced(_("The log is being put in place anew."), _("Load this page again in a moment."))

    def _is_in_use(self, folder: str, *, but_by: threading.Thread | None = None) -> bool:
        entry = self._open.get(folder)
        return self._at_work[folder] > 0 or (entry is not None and entry.is_in_use(but_by=but_by))

    def _opened(self, folder: str) -> _Open:
        if len(self._open) >= self._most:
            self._make_room()
        self._open[folder] = _Open(TrainingLog.open(Path(folder)), self.opening(folder), time.monotonic())
        return self._open[folder]

    def _make_room(self) -> None:
        idle = [(entry.used_at, folder) for folder, entry in self._open.items() if not self._is_in_use(folder)]
        if not idle:
            raise TooManyAtOnce(_("Too many people are here at this moment."), _("Try again in a minute."))
        self._close(min(idle)[1])

    def _close(self, folder: str) -> None:
        self._openings[folder] = self.opening(folder) + 1
        entry = self._open.pop(folder, None)
        if entry is not None:
            entry.log.close()
