"""Pages: what the server does for each, first and repeated, what ten sessions at once wait for, and its memory.

All of it on real servers, spoken to in Streamlit's own protocol (`bench_server`): nothing of the browser, all of the
rest.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Final

from benchmarks.bench_server import Visit, Visitor, empty_app, hindsight, resident_mb, visiting
from benchmarks.bench_table import MEGABYTES, Line, Section
from benchmarks.browser import RunningApp

PAGES: Final = (
    "overview", "volume", "balance", "functions", "strength", "exercise", "next-week", "what-if", "swaps", "templates",
    "warm-up", "weekly-review", "import", "log-session", "logbook", "exercises", "data-quality", "backups", "method",
    "settings",
)  # fmt: skip
"""Every page of one athlete, by its path; a test holds them to the app's own."""
EVERYBODY: Final = "athletes"
"""The page of all athletes."""
_REPEATS: Final = 3
_SESSIONS: Final = 10
_WALKED: Final = ("overview", "volume", "balance", "strength", "next-week", "logbook")
_MOST_REPEATED, _MOST_FIRST, _MOST_MEMORY, _MOST_GROWTH = 1.5, 3.0, 1.5, 2.0
_BARE: Final = "a page of Streamlit with nothing but a title"


@dataclass(frozen=True, slots=True)
class Walk:
    """Every page for an athlete: first, when none of their numbers was asked for before, and repeated (the mean)."""

    first: dict[str, Visit]
    repeated: dict[str, float]


@dataclass(frozen=True, slots=True)
class Served:
    """What was seen of one log's server: start to first page (ms), pages, memory (MB) after those of two athletes and
    at the end, the waits of sessions (ms).
    """

    start_ms: float
    walk: Walk
    everybody: tuple[float, float]
    walked_mb: float
    memory_mb: float
    waits: tuple[float, ...]


def pages(work: Path, *, large: Path, small: Path, athletes: int, sets: int) -> list[Section]:
    """Sections on pages: of the roster in the folder `large`, and of the `small` one for the growth of the cost."""
    with empty_app(work) as app, visiting(app) as visitor:
        _repeated(visitor, ("second", "third"), {})
        title = _repeated(visitor, ("second", "third"), {}, repeat=20)
        title_clock = statistics.median(_seen(visitor.visit("second")).clock_ms for _ in range(10))
    empty_start = _start_ms(lambda: empty_app(work), "")
    idle_mb = _idle_mb(work)
    many = _served(large, athletes, with_sessions=True)
    few = _served(small, 2, with_sessions=False)
    return [
        _server_times(many, title, athletes, sets),
        _growth(few, many, sets),
        _bytes(many),
        _server(many, idle_mb=idle_mb, empty_start=empty_start, title_clock=title_clock),
    ]


def athlete_named(number: int) -> str:
    """As `bench_log` names them."""
    return f"Athlete {number:03d}"


# what is done --------------------------------------------------------------------------------------------------------


def _served(folder: Path, athletes: int, *, with_sessions: bool) -> Served:
    start_ms = _start_ms(lambda: hindsight(folder), "overview")
    with hindsight(folder) as app:
        with visiting(app) as visitor:  # loads modules; of the next athlete nothing is known yet
            _walked(visitor, athlete_named(1), repeat=0)
        with visiting(app) as visitor:  # a session stays with whom it looks at, whatever a later address says
            walk = _walked(visitor, athlete_named(2), repeat=_REPEATS)
            walked_mb = resident_mb(app)
            everybody = (_seen(visitor.visit(EVERYBODY)).ms, _repeated(visitor, (EVERYBODY,), {}))
        waits = _at_once(app, athletes) if with_sessions else ()
        return Served(start_ms, walk, everybody, walked_mb, resident_mb(app), waits)


def _walked(visitor: Visitor, athlete: str, *, repeat: int) -> Walk:
    first, repeated = {}, {}
    for page in PAGES:
        first[page] = _seen(visitor.visit(page, athlete=athlete))
        repeated[page] = _repeated(visitor, (page,), {"athlete": athlete}, repeat) if repeat else 0.0
    return Walk(first, repeated)


def _repeated(visitor: Visitor, over: Sequence[str], query: dict[str, str], repeat: int = _REPEATS) -> float:
    return statistics.mean(_seen(visitor.visit(page, **query)).ms for _ in range(repeat) for page in over)


def _seen(visit: Visit) -> Visit:
    if visit.errors:
        raise SystemExit(f"A page shows an exception: {visit.errors[0]}")
    return visit


def _start_ms(serve: Callable[[], AbstractContextManager[RunningApp]], page: str) -> float:
    """From the start of the process to the first page drawn."""

    def started() -> None:
        with serve() as app, visiting(app) as visitor:
            _seen(visitor.visit(page))
            stopwatch.append(time.perf_counter())

    stopwatch: list[float] = [time.perf_counter()]
    started()
    return 1000 * (stopwatch[1] - stopwatch[0])


def _idle_mb(work: Path) -> float:
    """Memory of Hindsight's own server with an empty log, its first page drawn."""
    with tempfile.TemporaryDirectory(dir=work) as folder, hindsight(Path(folder)) as app, visiting(app) as visitor:
        _seen(visitor.visit(""))
        return resident_mb(app)


def _at_once(app: RunningApp, athletes: int) -> tuple[float, ...]:
    """Ten sessions, each of another athlete where there are ten, walk the same pages at the same time, each twice."""
    ready = Barrier(_SESSIONS)

    def walk(number: int) -> list[float]:
        with visiting(app) as visitor:
            ready.wait()
            query = {"athlete": athlete_named(athletes - number % athletes)}
            return [_seen(visitor.visit(page, **query)).clock_ms for page in _WALKED for _ in range(2)]

    with ThreadPoolExecutor(_SESSIONS) as sessions:
        return tuple(ms for waits in sessions.map(walk, range(_SESSIONS)) for ms in waits)


# what is said of it --------------------------------------------------------------------------------------------------


def _server_times(many: Served, title: float, athletes: int, sets: int) -> Section:
    first = [Line(f"{page}, first", many.walk.first[page].ms, title, times=_MOST_FIRST) for page in PAGES]
    repeated = [Line(f"{page}, repeated", many.walk.repeated[page], title, times=_MOST_REPEATED) for page in PAGES]
    everybody = [
        Line(f"{EVERYBODY} ({athletes}), {when}", ms, title)
        for when, ms in zip(("first", "repeated"), many.everybody, strict=True)
    ]
    return Section(
        f"Pages of one of {athletes} athletes with {sets:,} sets",
        _BARE,
        [*first, *repeated, *everybody],
        "First: an athlete of whom nothing was computed before, page after page in the order of the navigation, so "
        "that a page may use what the one before has computed; modules are loaded. Repeated: the same page once more. "
        "Processor time of the server, from the request to the end of the script.",
    )


def _growth(few: Served, many: Served, sets: int) -> Section:
    lines = [
        *(
            Line(f"{page}, first", many.walk.first[page].ms, few.walk.first[page].ms, times=_MOST_GROWTH)
            for page in PAGES
        ),
        *(
            Line(f"{page}, repeated", many.walk.repeated[page], few.walk.repeated[page], times=_MOST_GROWTH)
            for page in PAGES
        ),
    ]
    return Section(f"Growth of pages to {sets:,} sets", "the same athlete in a log of two athletes", lines)


def _bytes(many: Served) -> Section:
    lines = [Line(page, many.walk.first[page].size / 1000, unit="kB") for page in PAGES]
    return Section("Bytes to the browser", "none", lines, "Over the websocket, first visit, before compression.")


def _server(many: Served, *, idle_mb: float, empty_start: float, title_clock: float) -> Section:
    return Section(
        "Server",
        "the same server with an empty log for memory, the empty app for the start, an empty page's time for sessions",
        [
            Line("memory after every page of two athletes", many.walked_mb, idle_mb, MEGABYTES, times=_MOST_MEMORY),
            Line(
                "memory after ten sessions of ten more athletes and the page of everybody",
                many.memory_mb,
                idle_mb,
                MEGABYTES,
                times=_MOST_MEMORY,
            ),
            Line("start to first page drawn", many.start_ms, empty_start),
            Line(f"{_SESSIONS} sessions at once, median rerun", statistics.median(many.waits), title_clock),
            Line(f"{_SESSIONS} sessions at once, worst rerun", max(many.waits), title_clock),
        ],
        f"Start and sessions by the clock, so that they suffer from what else runs. Of {len(many.waits)} reruns none "
        "showed an error.",
    )
