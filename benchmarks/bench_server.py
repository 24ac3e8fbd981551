"""Real servers for the benchmarks, and a visitor who speaks Streamlit's own protocol to them over the websocket.

A visitor asks for a page as a browser does and waits until the server says that the script has finished: the whole of
the server's work, and nothing of the browser's.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.bench_log import LAST_DAY
from benchmarks.browser import RunningApp, running_app
from benchmarks.person import Person, somebody

TODAY: Final = {"HINDSIGHT_TODAY": f"{LAST_DAY:%Y-%m-%d}"}
EMPTY_PAGES: Final = """\
import streamlit as st

def first():
    st.title("First")

def second():
    st.title("Second")

def third():
    st.title("Third")

st.navigation([st.Page(first), st.Page(second), st.Page(third)]).run()
"""
"""The barest app with pages to walk between. The first one is at the root."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page as it came: processor time of the server in ms (in steps of 10 where the system counts so), how long it
    took by the clock, bytes to the browser, how many times the script ran, exceptions shown.
    """

    ms: float
    clock_ms: float
    size: int
    runs: int
    errors: tuple[str, ...]


class Visitor:
    """One browser session without a browser, and what its server works for it."""

    def __init__(self, person: Person, process_id: int) -> None:
        self._person, self._process_id = person, process_id

    def visit(self, page: str, **query: str) -> Visit:
        """Ask for a page by its path ("" is the root), and wait until it is drawn."""
        self._person.rest()
        worked = processor_ms(self._process_id)
        clock_ms = self._person.visit(page, **query)
        ms, seen = processor_ms(self._process_id) - worked, self._person
        return Visit(ms, clock_ms, len(seen.sent), seen.runs, tuple(seen.page.exceptions))


@contextmanager
def visiting(app: RunningApp) -> Iterator[Visitor]:
    """A new session of an app."""
    with somebody(app.url) as person:
        yield Visitor(person, app.process_id)


@contextmanager
def hindsight(data_dir: Path) -> Iterator[RunningApp]:
    """The app with the log in `data_dir`, on the day of everybody's last workout."""
    with running_app(data_dir, environment=TODAY) as app:
        yield app


@contextmanager
def empty_app(work: Path) -> Iterator[RunningApp]:
    """Streamlit with three pages that hold a title each, in Hindsight's configuration."""
    script = work / "empty_app.py"
    script.write_text(EMPTY_PAGES, encoding="utf-8")
    with running_app(work, script=script) as app:
        yield app


def processor_ms(process_id: int) -> float:
    """Processor time that a process has used so far, threads that have ended included; Linux only."""
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return 1000 * (user + system) / os.sysconf("SC_CLK_TCK")


def resident_mb(app: RunningApp) -> float:
    """The memory that the server holds."""
    said = subprocess.run(["ps", "-o", "rss=", "-p", str(app.process_id)], capture_output=True, text=True, check=True)  # noqa: S607
    return int(said.stdout) / 1024
