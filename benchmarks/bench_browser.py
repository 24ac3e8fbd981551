"""The browser: from a click to the painted page in a real Chromium, bytes that came, and how often the script ran."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, WebSocket, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.bench_server import empty_app, hindsight
from benchmarks.bench_table import Line, Section
from benchmarks.browser import chromium_flags, find_chromium

_TITLES: Final = (
    "Volume", "Balance", "What trains what", "Strength", "Exercise", "Next week", "Swaps", "Weekly review", "Logbook",
    "Exercises", "Data quality", "Method", "Settings", "Overview",
)  # fmt: skip
"""Links of the navigation, in the order they are clicked; each ends in another page than the one before."""
_QUIET_MS: Final = 400
"""Nothing has changed for so long: the page is painted."""
_WATCH: Final = """
    window.bench = {clicked: 0, changed: 0};
    addEventListener('click', event => { bench.clicked = bench.changed = event.timeStamp; }, true);
    new MutationObserver(() => requestAnimationFrame(() => { bench.changed = performance.now(); }))
        .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
_IS_QUIET: Final = f"""
    () => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-stale=true]') && performance.now() - bench.changed > {_QUIET_MS}
"""


@dataclass  # no slots: playwright hangs attributes on a listener's owner
class _Received:
    """What came over the page's websocket since it was last looked at."""

    size: int = 0
    runs: int = 0

    def listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def _count(self, payload: str | bytes) -> None:
        message = payload if isinstance(payload, bytes) else payload.encode()
        self.size += len(message)
        self.runs += ForwardMsg.FromString(message).WhichOneof("type") == "new_session"

    def taken(self) -> tuple[int, int]:
        found = self.size, self.runs
        self.size = self.runs = 0
        return found


def clicks(work: Path, folder: Path) -> list[Section]:
    """Each page reached by a click in the log of `folder`, against a click between two empty pages. None without a
    Chromium.
    """
    chromium = find_chromium()
    if chromium is None:
        return []
    with empty_app(work) as app:
        empty = [
            _clicked(seen, received, title)[0] for seen, received in _opened(chromium, app.url) for title in _EMPTY
        ]
    bare = sorted(empty)[len(empty) // 2]
    painted, kilobytes, runs = [], [], []
    with hindsight(folder) as app:
        for seen, received in _opened(chromium, f"{app.url}/overview?athlete=Athlete+002"):
            for title in _TITLES:
                ms, size, times = _clicked(seen, received, title)
                painted.append(Line(title, ms, bare))
                kilobytes.append(Line(f"{title}, bytes", size / 1000, unit="kB"))
                runs.append(Line(f"{title}, runs of the script", times, unit="times"))
    worst = max(line.value for line in runs)
    return [
        Section(
            "Browser: a click to the painted page",
            "a click from one empty page to the next, in the same Chromium",
            [*painted, *kilobytes],
            f"First visit of each page; a click runs the script {worst:.0f} time(s) at most.",
        )
    ]


_EMPTY: Final = ("second", "third", "second", "third", "first")


def _opened(chromium: str, address: str) -> Iterator[tuple[Page, _Received]]:
    """A page at an address once it is quiet, and what it receives."""
    with sync_playwright() as playwright, _browser(playwright, chromium) as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        received = _Received()
        page.on("websocket", received.listen)
        page.add_init_script(_WATCH)
        page.goto(address)
        page.wait_for_function(_IS_QUIET, timeout=60_000)
        yield page, received


@contextmanager
def _browser(playwright: Any, chromium: str) -> Iterator[Any]:
    browser = playwright.chromium.launch(executable_path=chromium, args=chromium_flags())
    try:
        yield browser
    finally:
        browser.close()


def _clicked(page: Page, received: _Received, title: str) -> tuple[float, int, int]:
    """Milliseconds from the click to the last change on the screen, bytes, runs of the script."""
    received.taken()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
    while received.runs == 0:  # the click is on its way to the server
        page.wait_for_timeout(10)
    page.wait_for_function(f"() => bench.clicked > 0 && ({_IS_QUIET})()", timeout=60_000)
    ms = float(page.evaluate("() => { const ms = bench.changed - bench.clicked; bench.clicked = 0; return ms; }"))
    return ms, *received.taken()
