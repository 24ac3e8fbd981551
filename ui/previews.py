"""What an import of dropped files would do. Each file is read in a thread of its own, once for its choices and the
version of the log, so that its page can be left meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.errors import HindsightError
from analytics.intake import Progress
from analytics.model import Choices, Preview, Step
from ui import session
from ui.background import Work, begun
from ui.pending import Pending

Found = Preview | HindsightError
_READINGS: Final = "previews"
_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Files that this process reads at the same time: each takes several times its size of memory."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that is being read or was, by some choices in some version of the log. `before` is what it was taken for
    until then; None the first time. `is_same` says that it was by the same choices: only the log has changed since.
    """

    asked: tuple[str, int]
    work: Work[Step, Found]
    before: Found | None
    is_same: bool = False

    @property
    def found(self) -> Found | None:
        """What is known of the file: what it was read as, until then as before."""
        return self.work.result() if self.work.is_done else self.before

    @property
    def is_settled(self) -> bool:
        """Whether the file can be imported as it is shown; what somebody else changes in the log meanwhile holds nobody
        up, and takes no press of a button away.
        """
        return self.work.is_done or self.is_same


def readings(chosen: Sequence[tuple[Pending, Choices]], *, patience_s: float) -> list[Reading]:
    """What an import of each file by these choices would do, waited for so long; what is not read then comes later."""
    known: dict[str, Reading] = session.recall(_READINGS, {})
    now = {pending.digest: _reading(pending, choices, known.get(pending.digest)) for pending, choices in chosen}
    for digest in known.keys() - now.keys():
        known[digest].work.stop()
    session.remember(_READINGS, now)
    deadline = time.monotonic() + patience_s
    for reading in now.values():
        reading.work.wait(max(0.0, deadline - time.monotonic()))
    return list(now.values())


def forget_previews() -> None:
    """Let go of what was read, once it is imported."""
    session.forget(_READINGS)


def _reading(pending: Pending, choices: Choices, last: Reading | None) -> Reading:
    asked = (repr(choices), session.open_log().version)
    if last is not None and last.asked == asked:
        return last
    if last is None:
        return Reading(asked, begun(_reader(pending, choices)), None)
    before, is_same = last.found, last.is_settled and last.asked[0] == asked[0]
    last.work.stop()
    return Reading(asked, begun(_reader(pending, choices)), before, is_same)


def _reader(pending: Pending, choices: Choices) -> Callable[[Progress], Found]:
    now = session.now()

    def read(progress: Progress) -> Found:
        if pending.refused is not None:
            return pending.refused
        with _AT_ONCE:
            try:
                return session.open_log().preview(
                    pending.file, pending.content, choices=choices, now=now, progress=progress
                )
            except HindsightError as refused:
                return refused

    return session.later(read)
