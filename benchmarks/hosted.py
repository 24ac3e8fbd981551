"""Hindsight for several people, started for a test: a provider of identities on loopback, the app behind its sign-in,
and browsers of people who signed in.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

from analytics.model import Choices
from analytics.training_log import TrainingLog
from benchmarks.browser import START_SECONDS, AppDidNotStart, RunningApp, free_port, running_app
from benchmarks.person import somebody
from ui.hosting.identity import folder_of
from ui.hosting.people import FOLDERS

TODAY: Final = "2026-11-20"
AT: Final = datetime(2026, 11, 20, 9)
SETTLE_MS: Final = 100


@dataclass(frozen=True, slots=True)
class Hosted:
    """A running app that people sign in to, who vouches for them, and what of it must stay secret."""

    app: RunningApp
    issuer: str
    secrets: Mapping[str, str]

    @property
    def url(self) -> str:
        """Where the app answers."""
        return self.app.url

    def folder(self, subject: str) -> Path:
        """Where the data of one of the provider's people lie."""
        return folder_under(self.app.data_dir, self.issuer, subject)


@dataclass(slots=True)
class Guest:
    """Somebody in a browser of their own; `files` are the addresses of their downloads, `session_id` names their
    session as their own uploads name it.
    """

    subject: str
    context: BrowserContext
    page: Page
    url: str
    requests: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        """Open an address and wait until it is drawn: an app that has not begun rests as well."""
        self.page.goto(f"{self.url}/{address}")
        self.page.locator("[data-testid=stMain] h1").first.wait_for()
        settled(self.page)

    def sees(self) -> str:
        """Every word on the screen and in the values of its fields, without the joiners that keep text from becoming a
        link.
        """
        values: list[str] = self.page.eval_on_selector_all("input, textarea", "fields => fields.map(f => f.value)")
        words = self.page.locator("[data-testid=stApp]").inner_text() + "\n" + "\n".join(values)
        return words.replace("\u2060", "")

    def cookies(self) -> dict[str, str]:
        """This browser's cookies: name -> value."""
        return {cookie.get("name", ""): cookie.get("value", "") for cookie in self.context.cookies()}

    def cookie(self, name: str) -> str:
        """The value of one of this browser's cookies, "" without."""
        return self.cookies().get(name, "")


def folder_under(data_dir: Path, issuer: str, subject: str) -> Path:
    """The folder of an identity below a data directory."""
    return data_dir / FOLDERS / folder_of(issuer, subject)


@contextmanager
def provider(*people: str) -> Iterator[str]:
    """A provider of identities, in a process of its own, that vouches for these people without asking; its address is
    its name. Raises `AppDidNotStart`.
    """
    port = free_port()
    claims = [
        {"sub": name, "name": f"Name of {name}", "email": f"{name}@example.org", "email_verified": True}
        for name in people
    ]
    stated = [part for each in claims for part in ("--user-claims", json.dumps(each))]
    server = subprocess.Popen(
        [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "oidc_provider_mock",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            *stated,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        issuer = f"http://127.0.0.1:{port}"
        _wait_for(f"{issuer}/.well-known/openid-configuration")
        yield issuer
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own http address
                return
        except OSError:
            time.sleep(0.1)
    raise AppDidNotStart(f"The provider of identities did not answer within {START_SECONDS:.0f} s.")


def write_secrets(file: Path, *, issuer: str, port: int, **changed: str) -> dict[str, str]:
    """A `secrets.toml` as Streamlit documents it; what is in it."""
    auth = {
        "redirect_uri": f"http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": secrets.token_hex(32),
        "client_id": "hindsight",
        "client_secret": secrets.token_hex(16),
        "server_metadata_url": f"{issuer}/.well-known/openid-configuration",
        **changed,
    }
    lines = ["[auth]", *(f'{key} = "{value}"' for key, value in auth.items())]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    file.chmod(0o600)
    return auth


@contextmanager
def hosted_app(folder: Path, issuer: str, *, environment: Mapping[str, str] | None = None) -> Iterator[Hosted]:
    """The app on `folder`, behind the sign-in of `issuer`, as a stranger meets it: no error is shown in whole."""
    port = free_port()
    stated = write_secrets(folder.parent / "secrets.toml", issuer=issuer, port=port)
    asked = {
        "HINDSIGHT_TODAY": TODAY,
        "STREAMLIT_SECRETS_FILES": str(folder.parent / "secrets.toml"),
        "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "none",
        **(environment or {}),
    }
    with running_app(folder, environment=asked, port=port) as app:
        kept = {name: stated[name] for name in ("cookie_secret", "client_secret")}
        yield Hosted(app, issuer, kept)


def fill(folder: Path, exercise: str, *, athlete: str | None = None, weight_kg: float = 80, note: str = "") -> None:
    """A log of six weeks of one lift, and one set of `exercise`, which only this log knows."""
    lines = ["started_at,workout,exercise,weight_kg,reps,rir,note"]
    for day in ("10-12", "10-19", "10-26", "11-02", "11-09", "11-16"):
        lines += [f"2026-{day} 18:00:00,Legs,back_squat,{weight_kg:g},8,2,{note}"] * 3
    lines.append(f"2026-11-18 18:00:00,{exercise} day,{exercise},{weight_kg:g},5,2,{note}")
    with TrainingLog.open(folder) as log:
        log.import_file(f"{exercise}.csv", "\n".join(lines).encode(), now=AT, choices=Choices(athlete=athlete))


@contextmanager
def guest(browser: Browser, hosted: Hosted, subject: str = "", *, on_screen: bool = True) -> Iterator[Guest]:
    """A browser of its own, signed in as one of the provider's people, by clicks or by requests alone; without a name
    nobody signs in.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 1200}, locale="en-GB", accept_downloads=True)
    context.set_default_timeout(30_000)
    came = Guest(subject, context, context.new_page(), hosted.url)
    came.page.on("request", lambda request: came.requests.append(request.url))
    try:
        if subject:
            (sign_in if on_screen else request_sign_in)(came)
        yield came
    finally:
        context.close()


def sign_in(came: Guest, subject: str = "") -> None:
    """Sign in through the provider's page, as a person does."""
    came.subject = subject or came.subject
    came.page.goto(came.url)
    came.page.get_by_role("button", name="Sign in").click()
    came.page.get_by_role("button", name=came.subject, exact=True).click()
    came.page.get_by_text("Signed in as").wait_for()
    settled(came.page)


def request_sign_in(came: Guest) -> None:
    """Sign in with all the requests that a browser makes for it, and nothing drawn: much sooner done."""
    with somebody(came.url) as session:
        session.visit("")
        session.push("sign-in-default")
        session.wait_until(lambda _page: bool(session.sent_to))
        asked = came.context.request.get(came.url + session.sent_to)
    answer = came.context.request.post(asked.url, form={"sub": came.subject})
    if not (answer.ok and answer.url.startswith(came.url)):
        raise AppDidNotStart(f"Signing in ended at {answer.url} with {answer.status}.")


def settled(page: Page) -> None:
    """Wait until the app has drawn and rests."""
    for _again in range(2):
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        page.wait_for_function("() => document.querySelectorAll('[data-stale=true]').length === 0")
        page.wait_for_timeout(SETTLE_MS)
