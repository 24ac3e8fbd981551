"""Real servers for the benchmarks, and a visitor who speaks Streamlit's own protocol to them over the websocket.

A visitor asks for a page as a browser does and waits until the server says that the script has finished: the whole of
the server's work, and nothing of the browser's.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from benchmarks.bench_log import LAST_DAY
from benchmarks.browser import RunningApp, running_app

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
_PATIENCE_S: Final = 120
_QUIET_S: Final = 0.05


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
    """One browser session without a browser."""

    def __init__(self, connection: ClientConnection, process_id: int) -> None:
        self._connection = connection
        self._process_id = process_id

    def visit(self, page: str, **query: str) -> Visit:
        """Ask for a page by its path ("" is the root), and wait until it is drawn."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = urlencode(query)
        self._drain()
        worked = processor_ms(self._process_id)
        started = time.perf_counter()
        self._connection.send(asked.SerializeToString())
        size = runs = 0
        errors: list[str] = []
        while True:
            message = self._connection.recv(timeout=_PATIENCE_S, decode=False)
            found = ForwardMsg.FromString(message)
            size, kind = size + len(message), found.WhichOneof("type")
            runs += kind == "new_session"
            if kind == "delta" and found.delta.new_element.WhichOneof("type") == "exception":
                errors.append(found.delta.new_element.exception.message)
            if runs and kind == "script_finished" and found.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                clock_ms = 1000 * (time.perf_counter() - started)
                return Visit(processor_ms(self._process_id) - worked, clock_ms, size, runs, tuple(errors))

    def _drain(self) -> None:
        """Take what still comes of the page before: a page may run once more by itself."""
        while True:
            try:
                self._connection.recv(timeout=_QUIET_S)
            except TimeoutError:
                return


@contextmanager
def visiting(app: RunningApp) -> Iterator[Visitor]:
    """A new session of an app."""
    address = app.url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, proxy=None) as connection:  # type: ignore[list-item]
        yield Visitor(connection, app.process_id)


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
