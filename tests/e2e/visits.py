"""One visit of every page, on which all that must hold for each of them is looked at: opened by its address, walked
with Tab at both widths, at three widths without scrolling sideways, axe in light and dark, and whom it spoke to.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from benchmarks.browser import AT_REST, PROJECT, RunningApp, running_app
from tests.e2e.conftest import WIDTHS, Witness, opened, pages, scrolls_sideways, settled

SAMPLE: Final = PROJECT / "sample_data" / "strong.csv"
TAB_WALK: Final = Path(__file__).with_name("tab_walk.js").read_text(encoding="utf-8")
MOST_STOPS: Final = 250
"""More presses of Tab than any page takes to come round; after these it is a trap."""
AT_ONCE: Final = 4
WALKED_WHOLE: Final = ("overview", "logbook")
"""Where the walk goes through the navigation too, which is the same on every page; elsewhere it takes the skip link."""
RULES_OF_COLOUR: Final = ("color-contrast", "link-in-text-block")
"""The rules of axe, of those that it asks by itself, whose answer another colour scheme can change."""
CALLS: Final = "connect,sendto,sendmsg,sendmmsg"
STREAMLITS_OWN: Final = ("stSidebarNav", "<li class=", "role-mark", 'role="presentation"')
"""Faults in Streamlit's own markup that an app cannot reach: the section list of the navigation, and the drawing
inside st.metric, whose label and value stand beside it.
"""


@dataclass(slots=True)
class Visit:
    """What was seen on one page; empty is well."""

    exceptions: int = 0
    axe: dict[str, list[str]] = field(default_factory=dict)
    sideways_at: list[int] = field(default_factory=list)
    walks: dict[str, list[str]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


class Visits:
    """Visits each page once, when a test first asks for it; `trace` is what the kernel says of the app meanwhile."""

    def __init__(self, context: BrowserContext, app: RunningApp, trace: Path | None) -> None:
        self._context, self._app, self._trace = context, app, trace
        self._made: dict[str, Visit] = {}

    @property
    def url(self) -> str:
        """Where the app answers."""
        return self._app.url

    def at(self, address: str) -> Visit:
        """What is seen on the page of an address."""
        if address not in self._made:
            self._made[address] = self._visited(address)
        return self._made[address]

    def everywhere(self) -> dict[str, Visit]:
        """What is seen on each page that the navigation names."""
        return {address: self.at(address) for address in pages()}

    def trace(self) -> str | None:
        """Every call by which the app has spoken to anybody, None where strace is missing."""
        return self._trace.read_text(encoding="utf-8", errors="replace") if self._trace else None

    def bring_in(self, file: Path) -> None:
        """Import a file on the first page, as somebody does who has just started."""
        page = self._context.new_page()
        page.goto(self._app.url)
        page.locator("input[type=file]").first.set_input_files(file)
        page.get_by_role("button", name=re.compile("^Import")).last.click()
        expect(page.get_by_role("heading", name="What was understood")).to_be_visible(timeout=60_000)
        page.close()

    def _visited(self, address: str) -> Visit:
        page, witness, visit = self._context.new_page(), Witness(), Visit()
        witness.watch(page)
        opened(page, self._app, address)
        visit.exceptions = page.locator("[data-testid=stException]").count()
        is_whole = address in WALKED_WHOLE
        visit.axe = axe_faults(page)
        visit.walks["wide"] = list(faults_of_walk(page, is_whole=is_whole))
        for width in (820, 390):
            page.set_viewport_size({"width": width, "height": WIDTHS["narrow"]["height"]})
            settled(page)
            visit.sideways_at += [width] if scrolls_sideways(page) else []
        if page.locator("canvas").count():  # a grid keeps the cell that the first walk came to
            opened(page, self._app, address)
        visit.walks["narrow"] = list(faults_of_walk(page, is_whole=is_whole))
        page.emulate_media(color_scheme="dark")
        settled(page)
        visit.axe |= axe_faults(page, of_colours=True)
        visit.complaints, visit.outside = witness.complaints, witness.outside
        page.close()
        return visit


@contextmanager
def visiting(browser: Any, folder: Path) -> Iterator[Visits]:
    """The app on the sample year, brought in by its own page, and watched by the kernel where there is `strace`."""
    strace, trace = shutil.which("strace"), folder / "trace.txt"
    # -D: the app stays the process that was started, and strace looks on from beside it
    calls = ("-D", "-f", "--seccomp-bpf", "-qq", "-e", f"trace={CALLS}", "-e", "signal=none", "-o", str(trace))
    watched_by = (strace, *calls) if strace else ()
    context = browser.new_context(viewport=WIDTHS["wide"], color_scheme="light", locale="en-GB")
    context.set_default_timeout(20_000)
    with running_app(folder / "log", environment={"HINDSIGHT_TODAY": "2026-11-20"}, watched_by=watched_by) as app:
        made = Visits(context, app, trace if strace else None)
        made.bring_in(SAMPLE)
        yield made
    context.close()


def axe_faults(page: Page, *, of_colours: bool = False) -> dict[str, list[str]]:
    """What axe finds that is ours: rule -> the elements. `of_colours` asks only what another colour scheme changes."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    options |= {"runOnly": {"type": "rule", "values": RULES_OF_COLOUR}} if of_colours else {}
    violations: list[Any] = Axe().run(page, options=options).response["violations"]
    ours = {
        fault["id"]: [node["html"] for node in fault["nodes"] if not _is_streamlits_own(node["html"])]
        for fault in violations
    }
    return {rule: elements for rule, elements in ours.items() if elements}


def _is_streamlits_own(markup: str) -> bool:
    return any(mark in markup for mark in STREAMLITS_OWN)


def faults_of_walk(page: Page, *, is_whole: bool = True) -> Iterator[str]:
    """Walk round the page with Tab, from its beginning, and say what is wrong with the way; unless `is_whole`, the skip
    link leads past the navigation.
    """
    page.evaluate(AT_REST)
    page.evaluate(TAB_WALK)
    page.keyboard.press("Tab")
    if not is_whole:
        page.keyboard.press("Enter")
    for _ in range(MOST_STOPS // AT_ONCE):
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        if page.evaluate("walk.round"):
            break
    else:
        yield "Tab never comes round"
    page.evaluate("walk.ended()")
    stops: list[dict[str, Any]] = page.evaluate("walk.stops.map(({element, ...stop}) => stop)")
    regions = [stop["region"] for stop in stops]
    in_main = [stop for stop in stops if stop["region"] == "main"]
    if stops[0]["name"] != "Skip to main content":
        yield f"the first stop is {stops[0]['name']}"
    if is_whole and regions.index("nav") > regions.index("main"):
        yield "the page comes before the navigation"
    if not is_whole and set(regions[1:]) != {"main"}:
        yield "the skip link does not lead past the navigation"
    yield from (f"never reaches {name}" for name in page.evaluate("walk.missed", is_whole))
    yield from (f"does not show that it is at {stop['name']}" for stop in stops if not stop["marked"])
    yield from (f"is out of sight at {stop['name']}" for stop in in_main if not stop["shown"])
    yield from (
        f"goes back up from {before['name']} to {after['name']}"
        for before, after in pairwise(
            in_main[1:] if is_whole else in_main
        )  # the first is all of main, as the skip link is
        if after["bottom"] <= before["top"] and after["left"] <= before["left"]
    )
