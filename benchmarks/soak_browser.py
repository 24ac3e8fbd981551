"""One of the users of a soak in a real Chromium: looks around, imports, and is killed in the middle of an import."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from benchmarks.browser import chromium_flags, find_chromium
from benchmarks.hosted import settled
from benchmarks.soak_users import User

_PATIENCE_MS: Final = 300_000.0
_PAGES: Final = ("overview", "volume", "strength", "next-week", "logbook")


class BrowserUser:
    """Lives the life of a user, whose ledger it keeps, in a browser."""

    def __init__(self, user: User) -> None:
        self._user = user
        self._chance = random.Random(user.ledger.number)

    def live(self, until: float, stop: threading.Event) -> None:
        """Do one thing after the other until a time of `time.monotonic`. What went wrong is in the user's `seen`."""
        try:
            with sync_playwright() as playwright:
                while time.monotonic() < until and not stop.is_set():
                    browser = playwright.chromium.launch(executable_path=find_chromium(), args=chromium_flags())
                    try:
                        self._one_life(browser, until, stop)
                    finally:
                        browser.close()
        except BrowserError as amiss:
            self._user.seen.errors.append(f"{self._user.ledger.name} in the browser: {amiss}"[:1_000])

    def _one_life(self, browser: Browser, until: float, stop: threading.Event) -> None:
        """Up to the import in which the browser is killed."""
        with self._page(browser) as page:
            for _ in range(self._chance.randint(3, 8)):
                if time.monotonic() > until or stop.is_set():
                    return
                self._look_around(page)
            self._import_the_next(page)
            self._user.ledger.maybe = self._user.ledger.files + 1
            self._begin_an_import(page, self._user.ledger.maybe)
        browser.close()  # in the middle of it
        self._user.seen.done["browser killed in an import"] += 1

    @contextmanager
    def _page(self, browser: Browser) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
        context.set_default_timeout(_PATIENCE_MS)
        page = context.new_page()
        context.add_cookies(
            [{"name": name, "value": value, "url": self._user.url} for name, value in self._user.cookies().items()]
        )
        yield page

    def _look_around(self, page: Page) -> None:
        started = time.perf_counter()
        self._go(page, self._chance.choice(_PAGES))
        self._user.seen.waits.append(1000 * (time.perf_counter() - started))
        self._user.seen.done["looked around in the browser"] += 1

    def _import_the_next(self, page: Page) -> None:
        """The same file as the one that was begun when the browser was killed, if any: it is in, or comes in now."""
        number = self._user.ledger.files + 1
        digest = self._begin_an_import(page, number)
        page.locator(f".st-key-undo-{digest}").wait_for()
        self._user.ledger.files = number
        self._user.seen.done["imports"] += 1

    def _begin_an_import(self, page: Page, number: int) -> str:
        ledger = self._user.ledger
        name, content = f"{ledger.name}-{number}.csv", ledger.file(number)
        self._go(page, "import")
        page.locator("input[type=file]").first.set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": content}
        )
        page.locator(".st-key-import-button button:not([disabled])").click()
        return hashlib.sha256(content).hexdigest()[:12]

    def _go(self, page: Page, address: str) -> None:
        query = "&".join(f"{name}={value}" for name, value in self._user.query.items())
        page.goto(f"{self._user.url}/{address}?{query}")
        page.locator("[data-testid=stMain] h1").first.wait_for()
        settled(page)
        for box in page.locator("[data-testid=stException], [data-testid=stAlertContentError]").all_inner_texts():
            self._user.seen.errors.append(f"{self._user.ledger.name} in the browser: {box}"[:300])
