"""What is made once in a process and kept for everybody: open logs, imports that are going on.

Streamlit's caches are no place for it. They are meant to be emptied, by a message from a browser among others, and what
is kept here must be the same object for as long as the process lives.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Once(Generic[P, T]):
    """A function whose answers are kept, of the last `most` arguments; never made twice at the same time."""

    def __init__(self, make: Callable[P, T], *, most: int) -> None:
        self._make, self._most = make, most
        self._lock = threading.RLock()
        self._made: OrderedDict[Hashable, T] = OrderedDict()
        update_wrapper(self, make)

    def __call__(self, *given: P.args, **named: P.kwargs) -> T:
        """What was made of these arguments; made now, where it is not kept."""
        key = (given, tuple(sorted(named.items())))
        with self._lock:
            if key not in self._made:
                self._made[key] = self._make(*given, **named)
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
            return self._made[key]

    def forget(self, *given: P.args, **named: P.kwargs) -> None:
        """Make it anew when these arguments are next asked for."""
        with self._lock:
            self._made.pop((given, tuple(sorted(named.items()))), None)


def once(*, most: int = 1) -> Callable[[Callable[P, T]], Once[P, T]]:
    """Keep the answers of a function for the life of the process, those of its last `most` arguments."""

    def kept(make: Callable[P, T]) -> Once[P, T]:
        return Once(make, most=most)

    return kept
