"""`python -m benchmarks.screenshots`: every page on the sample log, wide and narrow, light and dark.

Pictures go to build/screenshots (or `--output`), with a palette, which makes them a third as large. The window is as
tall as the page: Streamlit scrolls inside, so a "full page" picture of an ordinary window would end at its lower edge.
With `--top` they end there: small enough for docs/.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from analytics.training_log import TrainingLog
from benchmarks.browser import PROJECT, RunningApp, chromium_flags, find_chromium, running_app

WIDTHS: Final = (1440, 390)
SCHEMES: Final = ("light", "dark")
FIRST_HEIGHT: Final = 1000
MOST_HEIGHT: Final = 12_000
COLOURS: Final = 64
SETTLED: Final = "[data-testid=stApp][data-test-script-state=notRunning]"
SCROLLED: Final = "document.querySelector('[data-testid=stMain]').scrollHeight"
EMPTY: Final = "first-run"


def main(arguments: Sequence[str] | None = None) -> None:
    """Take the pictures and print one line each."""
    wanted = _parser().parse_args(arguments)
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("No Chromium found: install one or set HINDSIGHT_CHROMIUM to its path.")
    wanted.output.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="hindsight-screenshots-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=chromium_flags())
        empty, full = Path(folder, "empty"), Path(folder, "full")
        empty.mkdir()
        full.mkdir()
        day = _day_after(_import_sample(full, wanted.log))
        with running_app(empty, environment={"HINDSIGHT_TODAY": day}) as app:
            taken = 0 if wanted.pages else _photograph(browser, app, {EMPTY: ""}, wanted)
        with running_app(full, environment={"HINDSIGHT_TODAY": day}) as app:
            taken += _photograph(browser, app, {name: name for name in wanted.pages or page_addresses()}, wanted)
        browser.close()
    print(f"{taken} pictures in {time.perf_counter() - started:.0f} s: {wanted.output}")


def page_addresses() -> list[str]:
    """The address of each visible page, in the router's order."""
    router = (PROJECT / "app.py").read_text(encoding="utf-8")
    pages = [page for page in router.split("st.Page(")[1:] if 'visibility="hidden"' not in page]
    found = [re.search(r'url_path="([^"]+)"', page) for page in pages]
    return [match.group(1) for match in found if match]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screenshots", description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses such as overview; all of them when none is named")
    parser.add_argument("--output", type=Path, default=PROJECT / "build" / "screenshots")
    parser.add_argument("--log", type=Path, default=PROJECT / "sample_data" / "strong.csv", help="the export to show")
    parser.add_argument("--width", type=int, action="append", help="pixels; 1440 and 390 when not given")
    parser.add_argument("--top", action="store_true", help="only what the first window shows")
    parser.add_argument("--scheme", choices=SCHEMES, action="append", help="both when not given")
    return parser


def _import_sample(folder: Path, sample: Path) -> date:
    with TrainingLog.open(folder) as log:
        log.import_file(sample.name, sample.read_bytes(), now=datetime(2026, 1, 1))
        span = log.span()
    if span is None:
        raise SystemExit(f"{sample} holds no set.")
    return span[1]


def _day_after(last: date) -> str:
    return (last + timedelta(days=1)).isoformat()


def _photograph(browser: Browser, app: RunningApp, pages: dict[str, str], wanted: argparse.Namespace) -> int:
    taken = 0
    for scheme in wanted.scheme or SCHEMES:
        for width in wanted.width or WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": FIRST_HEIGHT}, color_scheme=scheme)
            page = context.new_page()
            for name, address in pages.items():
                height = _show(page, f"{app.url}/{address}", width, whole=not wanted.top)
                picture = wanted.output / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=picture)
                _with_palette(picture)
                print(f"{name:16} {width:5} x {height:5}  {scheme}")
                taken += 1
            context.close()
    return taken


def _with_palette(picture: Path) -> None:
    """Write a picture anew with a palette of its own: flat areas and text lose nothing that is seen."""
    with Image.open(picture) as taken:
        small = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


def _show(page: Page, address: str, width: int, *, whole: bool) -> int:
    """Open a page and, for the whole of it, make the window as tall as what it holds; returns the height."""
    page.set_viewport_size({"width": width, "height": FIRST_HEIGHT})
    page.goto(address)
    _settle(page)
    height = FIRST_HEIGHT
    for _ in range(3 if whole else 0):  # a taller window draws more, which may be taller still
        needed = min(int(page.evaluate(SCROLLED)), MOST_HEIGHT)
        if needed <= height:
            break
        height = needed
        page.set_viewport_size({"width": width, "height": height})
        _settle(page)
    return height


def _settle(page: Page) -> None:
    page.locator(SETTLED).wait_for(timeout=30_000)
    page.locator("[data-stale=true]").first.wait_for(state="detached", timeout=30_000)
    page.wait_for_timeout(600)  # plotly's and the metric sparklines' entrance


if __name__ == "__main__":
    main()
