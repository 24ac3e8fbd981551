"""Work that goes on in a thread of its own, whatever becomes of the page that began it.

A page's script is stopped at the next thing it draws when its person clicks elsewhere or closes the tab; what must be
done whole is done here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from typing import Any, Final, Generic, TypeVar
from weakref import WeakSet

AT_ONCE_S: Final = 1.0
"""What is over within a second is waited for, and needs no words on how far it is."""
P = TypeVar("P")
T = TypeVar("T")
Tell = Callable[[P], None]
"""Told how far a work is."""


class Stopped(Exception):
    """A work was told to end; raised where it next says how far it is."""


class Work(Generic[P, T]):
    """Something that is being done. `at` is what it last said of how far it is; None before it begins."""

    def __init__(self, thread: Executor, do: Callable[[Tell[P]], T]) -> None:
        self.at: P | None = None
        self._is_stopped = threading.Event()
        self._future: Future[T] = thread.submit(do, self._tell)
        _EVERY.add(self)

    @property
    def is_done(self) -> bool:
        """Whether it has come to its end, good or bad."""
        return self._future.done()

    def result(self) -> T:
        """What came of it, waited for; raises what it raised."""
        return self._future.result()

    def stop(self) -> None:
        """End it at its next step; where it has not begun, at once."""
        self._is_stopped.set()
        self._future.cancel()

    def _tell(self, at: P) -> None:
        if self._is_stopped.is_set():
            raise Stopped
        self.at = at

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end, at most so long; whether it is done."""
        wait([self._future], timeout=seconds)
        return self.is_done


_EVERY: Final[WeakSet[Work[Any, Any]]] = WeakSet()


def begun(do: Callable[[Tell[P]], T]) -> Work[P, T]:
    """A work that is begun now, in a thread that ends with it."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="hindsight-work")
    work = Work(thread, do)
    thread.shutdown(wait=False)
    return work


def stop_all(*, patience_s: float) -> None:
    """End every work of this process at its next step, and wait for that at most so long."""
    going_on = [work for work in list(_EVERY) if not work.is_done]
    for work in going_on:
        work.stop()
    wait([work._future for work in going_on], timeout=patience_s)
