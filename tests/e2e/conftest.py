"""The browser: the real app, a real Chromium, and a witness of everything that a page prints or asks for.

Where there is no Chromium the tests are left out and the summary says so; with CI=true that is an error.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from analytics.training_log import TrainingLog
from benchmarks.browser import PROJECT, RunningApp, chromium_flags, find_chromium, running_app

# A busy machine takes its time; a page that never shows what is expected still fails.
expect.set_options(timeout=20_000)

HERE: Final = Path(__file__).parent
NO_CHROMIUM: Final = (
    "no Chromium found: install one (Debian: apt-get install chromium) or set HINDSIGHT_CHROMIUM to its path"
)
SETTLE_MS: Final = 100
"""How long a page must rest before it counts as drawn."""
WIDTHS: Final = {"wide": {"width": 1440, "height": 1000}, "narrow": {"width": 390, "height": 844}}
BY_SIDES: Final = "\n".join(
    [
        "started_at,exercise,weight_kg,reps,rir,side",
        *(
            f"2026-10-{day:02} 07:00:00,bulgarian_split_squat,{load},8,2,{side}"
            for day in range(1, 30, 4)
            for side, load in (("left", 30), ("right", 24))
        ),
    ]
).encode()
"""Eight sessions of split squats, the right leg with a fifth less."""
OUR_HOSTS: Final = frozenset({"127.0.0.1", "localhost"})
HARMLESS: Final = (
    # Vega draws st.metric's sparkline before its first point arrives.
    re.compile(r"Infinite extent for field"),
    # A page opened by its address first looks for the server below that address, then finds it at the root.
    re.compile(r"Failed to load resource.*404.*/[^/]+/_stcore/"),
)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests; one worker drives the browser while the others do the rest."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Where nobody heeds the groups, every worker drives a browser, and they wait for each other."""
    is_grouped = getattr(session.config.option, "loadgroup", False)  # on a worker of `--dist loadgroup`
    if is_grouped and not all("@" in item.nodeid for item in session.items if HERE in item.path.parents):
        raise pytest.UsageError("pytest-xdist does not keep groups of tests together; see pyproject.toml on pytest.")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without a browser: a failure in CI, elsewhere left out and said so."""
    if HERE not in item.path.parents or find_chromium():
        return
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"The browser tests must run in CI; {NO_CHROMIUM}", pytrace=False)
    pytest.skip(f"BROWSER TESTS LEFT OUT: {NO_CHROMIUM}")


@dataclass(slots=True)
class Witness:
    """What a page said and asked for while a test ran."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def complaints(self) -> list[str]:
        """Console errors, warnings and uncaught exceptions that are not known to be harmless."""
        return [line for line in self.console if not any(known.search(line) for known in HARMLESS)]

    @property
    def outside(self) -> list[str]:
        """Addresses that are not on this machine."""
        return [address for address in self.requests if _leaves_the_machine(address)]

    def watch(self, page: Any) -> None:
        """Write down what `page` prints, throws and asks for, web sockets included."""
        page.on("console", lambda message: self._note(message))
        page.on("pageerror", lambda error: self.console.append(f"pageerror: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def _note(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.console.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


def _leaves_the_machine(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in {"data", "blob", "about"} and parts.hostname not in OUR_HOSTS


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser: the machine's own Chromium, quiet."""
    return {"executable_path": find_chromium(), "args": chromium_flags(), "headless": True}


@pytest.fixture
def app_today() -> str:
    """The day it is for the app, YYYY-MM-DD; a test module overrides this fixture for another."""
    return "2026-11-20"


@pytest.fixture
def app(tmp_path: Path, app_today: str) -> Iterator[RunningApp]:
    """The app on an empty log, for this test alone."""
    folder = tmp_path / "hindsight"
    folder.mkdir(mode=0o700)
    with running_app(folder, environment={"HINDSIGHT_TODAY": app_today}) as started:
        yield started


@pytest.fixture(scope="session")
def sample_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """One app for all tests that only look, or take back what they do: the sample year, and split squats by sides."""
    folder, sample = tmp_path_factory.mktemp("sample-app") / "hindsight", PROJECT / "sample_data" / "strong.csv"
    with TrainingLog.open(folder) as log:
        for name, content in ((sample.name, sample.read_bytes()), ("sides.csv", BY_SIDES)):
            log.import_file(name, content, now=datetime(2026, 11, 20, 9, 0))
    with running_app(folder, environment={"HINDSIGHT_TODAY": "2026-11-20"}) as started:
        yield started


@pytest.fixture(scope="session")
def visits(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One visit of every page of the sample year for all tests of all pages (`visits.Visits`)."""
    from tests.e2e.visits import visiting  # which needs what stands here

    with visiting(browser, tmp_path_factory.mktemp("visits")) as made:
        yield made


@pytest.fixture
def start_app() -> Callable[..., Any]:
    """`running_app` itself, for tests that bring their own log or start the app twice on the same one."""
    return running_app


@pytest.fixture(params=list(WIDTHS))
def viewport(request: pytest.FixtureRequest) -> dict[str, int]:
    """The size of the window; a test that takes `page` runs at each.

    `@pytest.mark.parametrize("viewport", ["wide"], indirect=True)` keeps one.
    """
    return WIDTHS[request.param]


@pytest.fixture
def colour_scheme() -> str:
    """What the system prefers, "light" or "dark"; overridden by tests that look at both."""
    return "light"


@pytest.fixture
def witness() -> Witness:
    """Filled by `page`: assert `witness.complaints == []` and `witness.outside == []`."""
    return Witness()


@pytest.fixture
def page(browser: Any, viewport: dict[str, int], colour_scheme: str, witness: Witness) -> Iterator[Any]:
    """A fresh page, watched by `witness`, that waits at most 20 s for what it looks for."""
    context = browser.new_context(viewport=viewport, color_scheme=colour_scheme, locale="en-GB", accept_downloads=True)
    context.set_default_timeout(20_000)
    opened = context.new_page()
    witness.watch(opened)
    yield opened
    context.close()


@pytest.fixture(scope="module")
def known_browser(browser: Any) -> Iterator[Any]:
    """A browser that keeps what it has loaded, for a module whose tests all look at one app."""
    context = browser.new_context(locale="en-GB", accept_downloads=True)
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def known_page(known_browser: Any, viewport: dict[str, int], colour_scheme: str, witness: Witness) -> Iterator[Any]:
    """`page` in a browser that has been here before, for tests that do not mind: it need not load the app again."""
    opened = known_browser.new_page()
    opened.set_viewport_size(viewport)
    opened.emulate_media(color_scheme=colour_scheme)
    witness.watch(opened)
    yield opened
    opened.close()


def pages() -> dict[str, str]:
    """Address -> title of every page that the navigation names."""
    entry = re.compile(r'title=(?:_\()?"([^"]+)".*?url_path="([^"]+)"', re.DOTALL)
    found = {address: title for title, address in entry.findall((PROJECT / "app.py").read_text(encoding="utf-8"))}
    return {address: title for address, title in found.items() if address != "start"}


def opened(page: Any, app: RunningApp, address: str) -> None:
    """A page opened by its address ("volume?muscle=Calves"), with its own title, and drawn."""
    page.goto(f"{app.url}/{address}")
    title = pages()[urlsplit(address).path]
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
    settled(page)


def go_back_to(page: Any, view: Any) -> None:
    """Press Back until the view stands there again. Streamlit writes an address in up to three steps, and each counts:
    the page, what the link says of it, and what its controls add.
    """
    for _ in range(3):
        page.go_back()
        settled(page)
        if view.is_visible():
            return
    expect(view).to_be_visible()


def scrolls_sideways(page: Any) -> bool:
    """Whether the window or the page inside it is wider than it may be."""
    width: dict[str, int] = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return {page: document.documentElement.scrollWidth - window.innerWidth,"
        " main: m.scrollWidth - m.clientWidth} }"
    )
    return width["page"] > 0 or width["main"] > 0


def settled(page: Any) -> None:
    """Wait until the app has drawn: the script has run, nothing is stale, and both still hold a moment later.

    A click reaches the server a beat after it is made, so a page that rests now may be about to run. What a test then
    relies on it expects by name.
    """
    page.locator("[data-testid=stApp]").wait_for()
    for _ in range(2):
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=20_000)
        page.wait_for_timeout(SETTLE_MS)
