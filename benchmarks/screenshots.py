"""`python -m benchmarks.screenshots`: every page on the sample log, wide and light, narrow and dark, into docs/screens.

The window is as tall as the page, up to `MOST_HEIGHT`: Streamlit scrolls inside, so a "full page" picture of an
ordinary window would end at its lower edge. With `--top` they end there. A palette makes a picture a third as large and
loses nothing that is seen. The page of all athletes has a log of three of them.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from analytics.model import Choices
from analytics.training_log import TrainingLog
from benchmarks.browser import AT_REST, PROJECT, RunningApp, chromium_flags, find_chromium, running_app

Scheme = Literal["light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
SHOTS: Final[tuple[tuple[int, Scheme], ...]] = ((1440, "light"), (390, "dark"))
"""Width in pixels and colour scheme of the pictures in docs/screens."""
FIRST_HEIGHT: Final = 1000
MOST_HEIGHT: Final = 4_000
PATIENCE_MS: Final = 120_000
COLOURS: Final = 256
SETTLED: Final = "[data-testid=stApp][data-test-script-state=notRunning]"
SCROLLED: Final = "document.querySelector('[data-testid=stMain]').scrollHeight"
EMPTY: Final = "first-run"
EVERYBODY: Final = "athletes"


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
        logs = {name: Path(folder, name) for name in ("empty", "roster", "full")}
        for data_dir in logs.values():
            data_dir.mkdir()
        _import_roster(logs["roster"], wanted.log)
        day = _day_after(_import_sample(logs["full"], wanted.log))
        addresses = wanted.pages or page_addresses()
        pages = {
            "empty": {} if wanted.pages else {EMPTY: ""},
            "roster": {name: name for name in addresses if name == EVERYBODY},
            "full": {name: name for name in addresses if name != EVERYBODY},
        }
        taken = 0
        for log, shown in pages.items():
            with running_app(logs[log], environment={"HINDSIGHT_TODAY": day}) as app:
                taken += _photograph(browser, app, shown, wanted)
        browser.close()
    print(f"{taken} pictures in {time.perf_counter() - started:.0f} s: {wanted.output}, {_kilobytes(wanted.output)} kB")


def page_addresses() -> list[str]:
    """The address of each visible page, in the router's order."""
    router = (PROJECT / "app.py").read_text(encoding="utf-8")
    pages = [page for page in router.split("st.Page(")[1:] if 'visibility="hidden"' not in page]
    found = [re.search(r'url_path="([^"]+)"', page) for page in pages]
    return [match.group(1) for match in found if match]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screenshots", description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses such as overview; all of them when none is named")
    parser.add_argument("--output", type=Path, default=PROJECT / "docs" / "screens")
    parser.add_argument("--log", type=Path, default=PROJECT / "sample_data" / "strong.csv", help="the export to show")
    parser.add_argument("--width", type=int, action="append", help="pixels; with --scheme, every pair is taken")
    parser.add_argument("--top", action="store_true", help="only what the first window shows")
    parser.add_argument(
        "--scheme", choices=SCHEMES, action="append", help="light or dark; 1440 light, 390 dark if none is said"
    )
    return parser


def _import_sample(folder: Path, sample: Path) -> date:
    with TrainingLog.open(folder) as log:
        log.import_file(sample.name, sample.read_bytes(), now=datetime(2026, 1, 1))
        span = log.span()
    if span is None:
        raise SystemExit(f"{sample} holds no set.")
    return span[1]


def _import_roster(folder: Path, sample: Path) -> None:
    """Three athletes: the sample's, one who does not squat, and one who began with the second half of it."""
    header, *lines = sample.read_text(encoding="utf-8").splitlines()
    logs = {
        "Anna": lines,
        "Ben": [line for line in lines if "Squat" not in line and "Leg Press" not in line],
        "Cleo": lines[len(lines) // 2 :],
    }
    with TrainingLog.open(folder) as log:
        for athlete, rows in logs.items():
            content = "\n".join([header, *rows]).encode()
            log.import_file(sample.name, content, now=datetime(2026, 1, 1), choices=Choices(athlete=athlete))


def _day_after(last: date) -> str:
    return (last + timedelta(days=1)).isoformat()


def _photograph(browser: Browser, app: RunningApp, pages: dict[str, str], wanted: argparse.Namespace) -> int:
    for width, scheme in _shots(wanted):
        context = browser.new_context(
            viewport={"width": width, "height": FIRST_HEIGHT}, color_scheme=scheme, locale="en-GB"
        )
        page = context.new_page()
        for name, address in pages.items():
            height = _show(page, f"{app.url}/{address}", width, whole=not wanted.top)
            picture = wanted.output / f"{name}-{width}-{scheme}.webp"
            _save(page.screenshot(), picture)
            print(f"{name:16} {width:5} x {height:5}  {scheme:5} {picture.stat().st_size // 1000:4} kB", flush=True)
        context.close()
    return len(pages) * len(_shots(wanted))


def _shots(wanted: argparse.Namespace) -> Sequence[tuple[int, Scheme]]:
    if wanted.width is None and wanted.scheme is None:
        return SHOTS
    widths = wanted.width or [width for width, _ in SHOTS]
    return [(width, scheme) for width in widths for scheme in wanted.scheme or SCHEMES]


def _save(taken: bytes, picture: Path) -> None:
    """Write a picture with a palette of its own, in which small marks of a rare colour have their place."""
    with Image.open(BytesIO(taken)) as shown:
        small = shown.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.convert("RGB").save(picture, lossless=True, method=4)


def _kilobytes(folder: Path) -> int:
    return sum(picture.stat().st_size for picture in folder.iterdir()) // 1000


def _show(page: Page, address: str, width: int, *, whole: bool) -> int:
    """Open a page and, for the whole of it, make the window as tall as what it holds; returns the height."""
    page.set_viewport_size({"width": width, "height": FIRST_HEIGHT})
    page.goto(address, timeout=PATIENCE_MS)
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
    page.locator(SETTLED).wait_for(timeout=PATIENCE_MS)
    page.locator("[data-stale=true]").first.wait_for(state="detached", timeout=PATIENCE_MS)
    page.evaluate(AT_REST)
    page.wait_for_timeout(300)  # plotly's and the metric sparklines' entrance


if __name__ == "__main__":
    main()
