"""`make isolation`: two people and a coach on one server, and every way we know for one to get at another's log.

A local provider of identities vouches for them, a real Chromium is theirs, and each attempt says what was tried and
what came of it. What an address gives away is looked for in every byte that the server sends for it, by a session
without a browser: more than a screen shows. The last line counts; exit code 1 where anything crossed.
"""

from __future__ import annotations

import json
import re
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import parse_qsl, quote, urlsplit

from playwright.sync_api import Browser, expect, sync_playwright
from playwright.sync_api import Error as BrowserError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.browser import PROJECT, chromium_flags, find_chromium
from benchmarks.hosted import (
    Guest,
    Hosted,
    fill,
    folder_under,
    guest,
    hosted_app,
    provider,
    settled,
    sign_in,
)  # fmt: skip
from benchmarks.person import USER_COOKIE, XSRF_COOKIE, Person, Unanswered, every_message, somebody, user_cookie

ANNA, BEN, CARA, STRANGER = "anna", "ben", "cara", "../../people/anna"
"""Two lifters, a coach, and somebody whose provider lets them choose a daring identifier."""
MARK, OTHER_MARK = "Annas secret lift", "Bens secret lift"
NOTE: Final = "Annas note to herself"
ATHLETE: Final = "anna the athlete"
LOAD: Final = "137.5"
"""kg on Anna's bar, in every set."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody tried to get at another's data, whether it held, and what came of it."""

    tried: str
    held: bool
    came: str


@dataclass(frozen=True, slots=True)
class Scene:
    """The server, and browsers with Anna and Ben signed in."""

    hosted: Hosted
    browser: Browser
    anna: Guest
    ben: Guest


def pages() -> list[str]:
    """The address of every page that the navigation names."""
    return re.findall(r'url_path="([^"]+)"', (PROJECT / "app.py").read_text(encoding="utf-8"))


@contextmanager
def scene(browser: Browser, folder: Path) -> Iterator[Scene]:
    """A server with a log of Anna's and one of Ben's, and both of them signed in."""
    with provider(ANNA, BEN, CARA, STRANGER) as issuer:
        fill(folder_under(folder, issuer, ANNA), MARK, weight_kg=float(LOAD), note=NOTE)
        fill(folder_under(folder, issuer, ANNA), f"{MARK} too", athlete=ATHLETE, weight_kg=float(LOAD), note=NOTE)
        fill(folder_under(folder, issuer, BEN), OTHER_MARK, weight_kg=61)
        with (
            hosted_app(folder, issuer) as hosted,
            guest(browser, hosted, ANNA) as anna,
            guest(browser, hosted, BEN, on_screen=False) as ben,
        ):
            yield Scene(hosted, browser, anna, ben)


def attempts(at: Scene, parts: Sequence[str] = ()) -> Iterator[Attempt]:
    """Every attempt, one after the other; only those of some parts, where these are named."""
    for part in (part for part in PARTS if part.__name__ in (parts or part.__name__)):
        yield from part(at)


# addresses and caches ------------------------------------------------------------------------------------------------


def addresses(at: Scene) -> Iterator[Attempt]:
    """Every page without signing in, and Anna's addresses in Ben's session."""
    for page in pages():
        sent = _sent(at, None, page)
        held = "sign in to see it" in sent and MARK not in sent and "Overview" not in sent
        yield Attempt(f"open /{page} without signing in", held, "the page to sign in on")
    asked = (
        f"overview?athlete={ATHLETE}", f"logbook?athlete={ATHLETE}&q=secret", f"logbook?file={MARK}.csv",
        f"exercise?exercise={MARK}", f"next-week?athlete={ATHLETE}&week=2026-11-23", "import?import=1",
        f"weekly-review?athlete={ATHLETE}", "data-quality?import=2", "athletes", "settings?part=Sharing",
        f"overview?whose-log={at.hosted.folder(ANNA).name}", f"overview?whose-choice={at.hosted.folder(ANNA).name}",
    )  # fmt: skip
    hers = 0
    for address in asked:
        hers += _tells(_sent(at, at.anna, address))  # so that whatever is cached for her is there
        yield _unsent(at, address, f"Ben opens Anna's address /{address}")
    yield Attempt("Anna opens them herself", hers >= len(asked) - 2, f"hers on {hers} of {len(asked)}")


def caches(at: Scene) -> Iterator[Attempt]:
    """The same page, the same day, the same athlete's name and the same version of the log: only the folder differs."""
    asked, hers = ("overview", "volume", "strength", "exercise?exercise=back_squat", "weekly-review", "logbook"), 0
    for page in asked:
        sent = _sent(at, at.anna, page)
        hers += LOAD in sent or _tells(sent)
        sent = _sent(at, at.ben, page)
        held = _is_drawn(sent) and LOAD not in sent and not _tells(sent)
        yield Attempt(f"/{page} right after Anna, with all of hers cached", held, "Ben's own numbers")
    yield Attempt("there was something of hers to see on them", hers == len(asked), f"on {hers} of {len(asked)}")
    sent = _sent(at, at.anna, "exercise?exercise=back_squat")
    own = LOAD in sent and "anna" in sent
    yield Attempt("Anna after Ben", own and OTHER_MARK not in sent, "Anna's own")


def _sent(
    at: Scene, came: Guest | Mapping[str, str] | None, address: str, headers: Mapping[str, str] | None = None
) -> str:
    """All that the server sends a new session that opens an address, with the cookies of a guest or other ones: more
    than a screen shows.
    """
    page, _, query = address.partition("?")
    with somebody(at.hosted.url, came.cookies() if isinstance(came, Guest) else came, headers) as session:
        session.visit(page, **dict(parse_qsl(query)))
        return _text_of(session)


def _text_of(session: Person) -> str:
    return session.sent.decode("utf-8", errors="replace")


# files and uploads ---------------------------------------------------------------------------------------------------


def downloads(at: Scene) -> Iterator[Attempt]:
    """The addresses of Anna's downloads and pictures."""
    for what, address, button in (
        ("whole log as CSV", "logbook", "Whole log as CSV"),
        ("table of the plan", "next-week", "Table (CSV)"),
        ("review as a page", "weekly-review", "Download as a page"),
    ):
        url = _downloaded(at.anna, address, button)
        own = at.anna.context.request.get(url).status
        yield Attempt(f"Anna fetches her own {what}", own == 200, f"{own}")
        yield from _others_fetch(at, url, f"Anna's {what}")
    at.anna.page.get_by_text("A picture of the week to share").click()
    settled(at.anna.page)
    picture = at.anna.page.locator("[data-testid=stImage] img, [data-testid=stImageContainer] img").first
    url = cast(str, picture.evaluate("image => image.src"))
    yield Attempt("Anna sees her picture", at.anna.context.request.get(url).status == 200, "200")
    yield from _others_fetch(at, url, "Anna's picture of the week")
    for address in ("_stcore/metrics", "_stcore/agent/openapi.json"):
        told = at.ben.context.request.get(f"{at.hosted.url}/{address}").text()
        yield Attempt(f"read the server's /{address}", told == "Not found", "refused before it is looked for")


def _others_fetch(at: Scene, url: str, what: str) -> Iterator[Attempt]:
    with guest(at.browser, at.hosted) as nobody:
        for who, asking in (("Ben", at.ben), ("nobody", nobody)):
            answer = asking.context.request.get(url)
            yield Attempt(f"{who} fetches {what} by its address", answer.status == 404, f"{answer.status}")


def _downloaded(came: Guest, address: str, button: str) -> str:
    came.go(address)
    before = len(came.requests)
    with came.page.expect_download() as download:
        came.page.get_by_role("button", name=button).click()
    made = [url for url in came.requests[before:] if _is_download(url)]
    return made[-1] if made else download.value.url


def _is_download(url: str) -> bool:
    return re.match(r"https?://[^/]+/media/", url) is not None


def uploads(at: Scene) -> Iterator[Attempt]:
    """A file put into Anna's session, and one taken out of it."""
    session_id, file_id = _own_upload(at.anna, f"{MARK} three")
    target = f"{at.hosted.url}/_stcore/upload_file/{session_id}/"
    with guest(at.browser, at.hosted) as nobody:
        nobody.context.request.get(f"{at.hosted.url}/_stcore/health")  # which gives the token
        for who, asking in (("Ben", at.ben), ("nobody", nobody)):
            put = _put(asking, target + "another")
            yield Attempt(f"{who} puts a file into Anna's session", put == 404, f"{put}")
            replaced = _put(asking, target + file_id)
            yield Attempt(f"{who} replaces the file that Anna dropped", replaced == 404, f"{replaced}")
            gone = asking.context.request.delete(target + file_id, headers=_token(asking)).status
            yield Attempt(f"{who} takes Anna's file away", gone == 404, f"{gone}")
    own = _put(at.anna, target + "another")
    yield Attempt("Anna puts one there herself", own < 300, f"{own}")
    own_id, _file = _own_upload(at.ben, f"{OTHER_MARK} three")
    bens = f"{at.hosted.url}/_stcore/upload_file/{own_id}/x"
    forged = at.ben.context.request.put(bens, multipart=_a_file()).status
    yield Attempt("a foreign page puts a file into Ben's own session (no XSRF token)", forged == 403, f"{forged}")
    own = _put(at.ben, bens)
    yield Attempt("Ben puts it there with his token", own < 300, f"{own}")
    yield _unsent(at, "import", "Ben looks at the Import page while Anna's file waits on hers")
    yield from _left_in_an_import(at)


def _left_in_an_import(at: Scene) -> Iterator[Attempt]:
    """Anna closes the tab a moment after she pressed Import; Ben looks before she has been told of it."""
    exercise, is_in = f"{MARK} left", False
    for after_s in (0.2, 1, 5):  # a tab that is closed too early takes its click along
        _press_import_and_leave(at, exercise, after_s)
        for page in ("import", "overview"):
            yield _unsent(at, page, f"Ben opens /{page} when Anna left hers {after_s:g} s into an import")
        is_in = exercise in _sent(at, at.anna, "import")
        if is_in:
            break
    yield Attempt("Anna's import went on without her", is_in, "it is in her list")


def _press_import_and_leave(at: Scene, exercise: str, after_s: float) -> None:
    with somebody(at.hosted.url, at.anna.cookies()) as leaving:
        leaving.visit("import")
        leaving.offer({f"{exercise}.csv": _one_set(exercise)})
        leaving.wait_until(lambda page: (button := page.widget("import-button")) is not None and not button.disabled)
        leaving.push("import-button")
        time.sleep(after_s)
        leaving.leave()


def _one_set(exercise: str) -> bytes:
    """A file of one set, on another day than Cara's, which would else be taken for a correction of it."""
    return f"started_at,exercise,weight_kg,reps\n2026-11-17 18:00:00,{exercise},50,5\n".encode()


def _own_upload(came: Guest, exercise: str) -> tuple[str, str]:
    came.go("import")
    before = len(came.requests)
    content = _one_set(exercise)
    field = came.page.locator("input[type=file]").first
    field.set_input_files({"name": f"{exercise}.csv", "mimeType": "text/csv", "buffer": content})
    came.page.get_by_text(f"{exercise}.csv").first.wait_for()
    settled(came.page)
    url = next(url for url in came.requests[before:] if "/_stcore/upload_file/" in url)
    session_id, file_id = url.rsplit("/", 2)[-2:]
    return session_id, file_id


def _put(came: Guest, url: str) -> int:
    return came.context.request.put(url, headers=_token(came), multipart=_a_file()).status


def _token(came: Guest) -> dict[str, str]:
    return {"X-Xsrftoken": came.cookie(XSRF_COOKIE)}


def _a_file() -> dict[str, Any]:
    content = b"started_at,exercise,reps\n2026-11-19,x,5\n"
    return {"file": {"name": "planted.csv", "mimeType": "text/csv", "buffer": content}}


# sessions and cookies ------------------------------------------------------------------------------------------------


def sessions(at: Scene) -> Iterator[Attempt]:
    """Anna's session resumed by somebody who knows its name; web sockets from elsewhere."""
    session_id, _file = _own_upload(at.anna, f"{MARK} four")
    for who, came in (("Ben", at.ben), ("nobody", None)):
        given = _socket(at, came, session_id=session_id)
        yield Attempt(f"{who} resumes Anna's session by its name", given not in ("", session_id), "gets another")
    given = _socket(at, at.anna, session_id=session_id)
    yield Attempt("Anna resumes it herself", given == session_id, "the same")
    port = at.hosted.url.rpartition(":")[2]
    for origin in ("http://evil.example", f"http://localhost:{port}", "http://127.0.0.1:3000", "null"):
        given = _socket(at, at.anna, origin=origin)
        yield Attempt(f"a page of {origin} opens Anna's web socket", given == "", "refused")
    for host in ("evil.example", f"evil.example:{port}"):
        given = _socket(at, at.anna, host=host)
        yield Attempt(f"{host} is made a name of this machine (DNS rebinding)", given == "", "refused")
    given = _socket(at, at.anna, host=f"localhost:{port}")
    yield Attempt("a name that this machine has", given != "", "a session")
    headers = {"X-Forwarded-User": ANNA, "X-Forwarded-Email": "anna@example.org", "Remote-User": ANNA}
    sent = _sent(at, None, "logbook", headers)
    yield Attempt("headers that say it is Anna", _is_signed_out(sent) and not _tells(sent), "the page to sign in on")


def _socket(at: Scene, came: Guest | None, *, session_id: str = "", origin: str = "", host: str = "") -> str:
    """The name of the session that a web socket is given; "" where it is refused."""
    cookies = "; ".join(f"{name}={value}" for name, value in came.cookies().items()) if came else ""
    token = came.cookie(XSRF_COOKIE) if came else "none"
    asked = [Subprotocol(part) for part in ("streamlit", token or "none", session_id) if part]
    place = urlsplit(at.hosted.url)
    try:
        with (
            socket.create_connection((place.hostname or "", place.port or 0)) as line,
            connect(
                f"ws://{host or place.netloc}/_stcore/stream",
                sock=line,
                origin=cast(None, origin or f"http://{host or place.netloc}"),
                subprotocols=asked,
                additional_headers={"Cookie": cookies},
                max_size=None,
            ) as opened,
        ):
            opened.send(bytes.fromhex("5a00"))  # a BackMsg that asks for a run (rerun_script, empty)
            while True:
                message = ForwardMsg.FromString(cast(bytes, opened.recv(timeout=20)))
                if message.WhichOneof("type") == "new_session":
                    return str(message.new_session.initialize.session_id)
    except (WebSocketException, OSError):
        return ""


def cookies(at: Scene) -> Iterator[Attempt]:
    """Ben's cookie changed to say that he is Anna; one signed by another secret; an old one."""
    claims = {"iss": at.hosted.issuer, "sub": ANNA, "is_logged_in": True, "iat": 2_000_000_000, "origin": at.hosted.url}
    forged, genuine = (
        user_cookie(secret, issuer=at.hosted.issuer, subject=ANNA, url=at.hosted.url)
        for secret in ("another secret, as long as it takes", at.hosted.secrets["cookie_secret"])
    )
    own = at.ben.cookie(USER_COOKIE)
    changed = own[:-4] + ("AAAA" if not own.endswith("AAAA") else "BBBB")
    for what, borne in (
        ("a cookie that names Anna, signed by a secret of one's own", forged),
        ("a signed cookie with its last signs changed", {USER_COOKIE: changed}),
        ("a cookie that names Anna and is not signed", {USER_COOKIE: json.dumps(claims)}),
    ):
        sent = _sent(at, borne, "logbook")
        yield Attempt(what, _is_signed_out(sent) and not _tells(sent), "the page to sign in on")
    sent = _sent(at, genuine, "logbook")
    yield Attempt("the same cookie signed by the server's own secret is Anna", _tells(sent), "let in")


# the disk, the log on the console -----------------------------------------------------------------------------------


def the_disk(at: Scene) -> Iterator[Attempt]:
    """Where data lie: names that nobody chose, folders that nobody else opens."""
    with guest(at.browser, at.hosted, STRANGER, on_screen=False) as stranger:
        sent = _sent(at, stranger, "logbook")
        yield Attempt(f"sign in as {STRANGER!r}", _is_drawn(sent) and not _tells(sent), "nothing of Anna's")
    folders = list((at.hosted.app.data_dir / "people").iterdir())
    named = all(re.fullmatch(r"[0-9a-f]{64}", folder.name) for folder in folders)
    yield Attempt("a folder named by a person", named and len(folders) == 3, f"{len(folders)} folders, each a SHA-256")
    private = [*folders, at.hosted.app.data_dir, at.hosted.app.data_dir / "people"]
    modes = {stat.S_IMODE(folder.stat().st_mode) for folder in private}
    yield Attempt("folders that another account opens", modes == {0o700}, ", ".join(map(oct, modes)))
    file_mode = stat.S_IMODE((at.hosted.app.data_dir / "people.sqlite").stat().st_mode)
    yield Attempt("the file of grants", file_mode == 0o600, oct(file_mode))


def the_log(at: Scene) -> Iterator[Attempt]:
    """What the console of the server holds after all of this, and after what a stranger says to it."""
    told = quote(f"Name of {ANNA}, {MARK}\x1b[31m")
    with guest(at.browser, at.hosted) as nobody:
        nobody.context.request.get(f"{at.hosted.url}/oauth2callback?error=denied&error_description={told}")
    printed = at.hosted.app.printed()
    spoken = "Error during authentication" in printed
    yield Attempt("a stranger has the console print something", spoken and "\x1b" not in printed, "no word of theirs")
    for what, secret in (
        *at.hosted.secrets.items(),
        ("the cookie of Anna", at.anna.cookie(USER_COOKIE) or "no cookie"),
        ("an e-mail address", "@example.org"),
        ("a name", "Name of anna"),
        ("a lift", MARK),
        ("a note", NOTE),
    ):
        yield Attempt(f"{what} on the console", secret not in printed, "not there")


# the coach -----------------------------------------------------------------------------------------------------------


def coaching(at: Scene) -> Iterator[Attempt]:
    """Cara: without a code, with one to look, with one to import, and after Anna ended it."""
    with guest(at.browser, at.hosted, CARA, on_screen=False) as cara:
        yield from _before_a_code(at, cara)
        code = _code(at, may_import=False)
        _take_up(at, cara, code)
        yield Attempt("Anna sees whom she let in", _lists(at, at.anna, "Name of cara"), "Cara stands on her page")
        yield Attempt("Cara sees who let her in", _lists(at, cara, "Name of anna"), "Anna stands on hers")
        yield from _refused(at, at.ben, {code: "Ben takes up a used code"})
        yield from _looking(at, cara)
        yield from _importing(at, cara)
        yield from _ended(at, cara)
    sets = _number_of_sets(at)
    yield Attempt("Anna's sets after all of Cara's tries", sets == 40, f"{sets}: 38, her import, the one for her")


def _number_of_sets(at: Scene) -> int:
    """Anna's sets, from her own page: the file itself is open in the server."""
    url = _downloaded(at.anna, "logbook", "Whole log as CSV")
    return len(at.anna.context.request.get(url).text().strip().splitlines()) - 1


def _before_a_code(at: Scene, cara: Guest) -> Iterator[Attempt]:
    sent = _sent(at, cara, "overview")
    yield Attempt("Cara looks for a log to choose", _is_drawn(sent) and "Whose log" not in sent, "there is none")
    tried = {code: f"take up the code {code!r}" for code in ("", "x", "' or 1=1 --", "%")}
    yield from _refused(at, cara, tried)


def _refused(at: Scene, came: Guest, tried: Mapping[str, str]) -> Iterator[Attempt]:
    """Codes that let nobody in: code -> what is tried with it."""
    for code, what in tried.items():
        yield Attempt(what, "lets nobody in" in _take_up(at, came, code), "refused")


def _looking(at: Scene, cara: Guest) -> Iterator[Attempt]:
    cara.go("overview")
    yield Attempt("pages that change her own log are offered to Cara", _links_to_change(cara) == 2, "2 of 2")
    _choose(cara, "Name of anna")
    yield Attempt("Cara looks at the log that she was let into", "log of Name of anna" in cara.sees(), "she sees it")
    links = _links_to_change(cara)
    yield Attempt("pages that change the log are offered to her", links == 0, f"{links} of 2")
    yield from _reads_every_page(at, cara)
    for what, way in _WAYS_TO_CHANGE:
        said = way(cara)
        yield Attempt(f"Cara, who may look, {what}", "not change it" in said, "refused in one sentence")


def _links_to_change(cara: Guest) -> int:
    """How many of the pages that change a log the navigation in her browser names."""
    cara.page.get_by_test_id("stSidebarNavLink").first.wait_for()
    return len({"/log-session", "/import"} & set(_links(cara)))


def _links(cara: Guest) -> list[str]:
    found: list[str] = cara.page.get_by_test_id("stSidebarNavLink").evaluate_all("all => all.map(a => a.pathname)")
    return found


def _reads_every_page(at: Scene, cara: Guest) -> Iterator[Attempt]:
    """Each page that the navigation in her browser names."""
    links = _links(cara)
    with somebody(at.hosted.url, cara.cookies()) as session:
        session.visit("overview")
        choice: Any = session.page.widget("whose-choice")
        session.enter("whose-choice", next(log for log in choice.options if log.startswith("Name of anna")))
        for page in (link.strip("/") for link in links):
            session.visit(page)
            sent = _text_of(session)
            is_hers = "log of **Name of anna" in session.page.words
            drawn = is_hers and not session.page.exceptions and not session.page.refusals
            drawn = drawn and "not change it" not in sent and "went wrong" not in sent
            yield Attempt(f"Cara only reads {page}", drawn, "drawn, and nothing refused")


def _logbook_deletes(cara: Guest) -> str:
    _visit_page(cara, "Logbook")
    cara.page.get_by_text("Pick all").click()
    settled(cara.page)
    cara.page.get_by_role("button", name=re.compile("^Delete")).first.click()
    settled(cara.page)
    sure = cara.page.get_by_role("button", name=re.compile("^(Yes|Delete)")).last
    if sure.is_visible():
        sure.click()
    return _told(cara)


def _settings_change(cara: Guest) -> str:
    _visit_page(cara, "Settings")
    cara.page.get_by_text("Advanced", exact=True).first.click()
    return _told(cara)


def _told(cara: Guest) -> str:
    """What she sees after the answer to a click, which takes a beat to come."""
    with suppress(BrowserError):
        cara.page.get_by_text("not change it").first.wait_for(timeout=10_000)
    settled(cara.page)
    return cara.sees()


_WAYS_TO_CHANGE: Final = (
    ("deletes sets in the logbook", _logbook_deletes),
    ("changes a setting", _settings_change),
)


def _importing(at: Scene, cara: Guest) -> Iterator[Attempt]:
    _take_up(at, cara, _code(at, may_import=True))
    cara.go("overview")
    _choose(cara, "Name of anna")
    _visit_page(cara, "Import")
    content = b"started_at,exercise,weight_kg,reps\n2026-11-19 18:00:00,back_squat,99,5\n"
    cara.page.locator("input[type=file]").first.set_input_files(
        {"name": "from-cara.csv", "mimeType": "text/csv", "buffer": content}
    )
    settled(cara.page)
    cara.page.get_by_role("button", name=re.compile("^Import")).last.click()
    settled(cara.page)
    expect(cara.page.get_by_role("heading", name="What was understood")).to_be_visible(timeout=30_000)
    is_in = "from-cara.csv" in _sent(at, at.anna, "import").replace("\u2060", "").replace("\\", "")
    yield Attempt("Cara imports where she may", is_in, "Anna sees it in her list")


def _ended(at: Scene, cara: Guest) -> Iterator[Attempt]:
    _visit_page(cara, "Logbook")
    at.anna.go("settings?part=Sharing")
    at.anna.page.get_by_role("button", name="End access").click()
    settled(at.anna.page)
    before = len(cara.requests)
    cara.page.get_by_role("button", name="Whole log as CSV").click()
    cara.page.get_by_text("no longer have access").first.wait_for()
    fetched = [url for url in cara.requests[before:] if _is_download(url)]
    yield Attempt("Cara downloads from a page that was open when Anna ended it", fetched == [], "no file is made")
    cara.page.get_by_text("Pick all").click()
    settled(cara.page)
    yield _unseen(cara, "Cara's next click after Anna ended it")
    cara.go("logbook")
    yield _unseen(cara, "Cara loads the page again")
    cara.page.go_back()
    settled(cara.page)
    yield _unseen(cara, "Cara goes back in her browser")


def _code(at: Scene, *, may_import: bool) -> str:
    """A code that Anna makes."""
    with _sharing(at, at.anna) as session:
        if may_import:
            session.tick("code-may-import")
        session.press("make-code")
        return next(each.code.code_text for each in session.page.elements.values() if each.WhichOneof("type") == "code")


def _take_up(at: Scene, coach: Guest, code: str) -> str:
    """Enter a code; what the page then says."""
    with _sharing(at, coach) as session:
        session.enter("entered-code", code)
        session.press("take-up")
        return session.page.words


def _lists(at: Scene, came: Guest, name: str) -> bool:
    with _sharing(at, came) as session:
        return name in session.page.words


@contextmanager
def _sharing(at: Scene, came: Guest) -> Iterator[Person]:
    """A session of somebody on the page on which logs are shared."""
    with somebody(at.hosted.url, came.cookies()) as session:
        session.visit("settings", part="Sharing")
        yield session


def _choose(coach: Guest, name: str) -> None:
    coach.page.get_by_role("combobox", name=re.compile("Whose log")).click()
    coach.page.get_by_role("option", name=re.compile(name)).click()
    coach.page.get_by_text("You look at the log of").wait_for()
    settled(coach.page)


def _visit_page(came: Guest, name: str) -> None:
    """By the navigation: a new address would begin a new session, which looks at one's own log."""
    came.page.get_by_role("link", name=name, exact=False).first.click()
    came.page.get_by_role("heading", name=name, level=1).wait_for()
    settled(came.page)


# strangers -----------------------------------------------------------------------------------------------------------


def strangers(at: Scene) -> Iterator[Attempt]:
    """Somebody who has no cookie says everything that a browser can say, in the middle of an import of Ben's."""
    url = at.hosted.url
    with somebody(url, at.ben.cookies()) as ben, somebody(url) as stranger:
        stranger.visit("")
        is_under_way = any(_is_importing(ben, sets) for sets in LONG_FILES)
        for message in every_message():
            stranger.say(message)
        yield Attempt("an import of Ben's is under way", is_under_way, "as the attempts after this one need it")
        stranger.rest()
        is_known = _soon_shows(ben, lambda: "Importing" in ben.page.words or f"{OTHER_MARK} long" in _text_of(ben))
        yield Attempt("Ben's import meanwhile", is_known, "goes on or is done, and his page knows of it")
        stranger.say(BackMsg(app_heartbeat=True))
        stranger.wait_until(lambda _page: "heartbeat_ack" in stranger.told, patience_s=30)
        told = _text_of(stranger)
        kept = "git_info_changed" not in stranger.told and not _tells(told) and OTHER_MARK not in told
        yield Attempt("a stranger says all that a browser can", kept, "heard, and told nothing")
        are_there = _soon_shows(ben, lambda: f"{OTHER_MARK} long" in _text_of(ben))
        yield Attempt("its sets once it is done", are_there, "his page shows them")
    with somebody(url, at.anna.cookies()) as anna, somebody(url, at.ben.cookies()) as ben, somebody(url) as stranger:
        anna.visit("logbook")
        for who, session in (("Ben", ben), ("nobody", stranger)):
            session.visit("overview")
            yield Attempt(f"{who} has Anna's download made", not _has_made(session, anna), "not heard")
        yield Attempt("Anna has it made", _has_made(anna, anna), "it is made")


def _soon_shows(ben: Person, met: Callable[[], bool]) -> bool:
    """Whether his Logbook, opened again and again for a minute, comes to this."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        ben.visit("logbook", q="long")
        if met():
            return True
        time.sleep(1)
    return False


LONG_FILES: Final = (200_000, 900_000)
"""Sets of a file that takes some seconds to import; on a fast machine the second one."""


def _is_importing(ben: Person, sets: int) -> bool:
    """Begin to import so many sets: whether that is still going on when the page first tells of it."""
    file = f"{OTHER_MARK} long {sets}.csv"
    ben.visit("import")
    ben.offer({file: _many_sets(f"{OTHER_MARK} long", sets)})
    ben.wait_until(lambda page: (button := page.widget("import-button")) is not None and not button.disabled)
    ben.push("import-button")
    is_done = re.compile(f"{sets:,} rows: [0-9,]+ sets added")
    ben.wait_until(lambda page: "Importing" in page.words or is_done.search(page.words) is not None)
    return "Importing" in ben.page.words


def _many_sets(exercise: str, sets: int) -> bytes:
    lines = ["started_at,exercise,weight_kg,reps"]
    for number in range(sets):
        day = date(2026, 11, 15) - timedelta(days=number // 100)
        lines.append(f"{day} 18:00:00,{exercise},{40 + number % 50},5")
    return "\n".join(lines).encode()


def _has_made(session: Person, whose: Person) -> bool:
    """Whether a session is answered when it asks for a file that the page of another offers."""
    asked = BackMsg()
    asked.backend_operation_request.deferred_file.file_id = next(
        each.download_button.deferred_file_id
        for each in whose.page.elements.values()
        if each.WhichOneof("type") == "download_button" and each.download_button.deferred_file_id
    )
    session.say(asked)
    session.say(BackMsg(app_heartbeat=True))
    session.wait_until(lambda _page: "heartbeat_ack" in session.told)
    with suppress(Unanswered):
        session.wait_until(lambda _page: "backend_operation_response" in session.told, patience_s=2)
    return "backend_operation_response" in session.told


# one browser, two people ---------------------------------------------------------------------------------------------


def shared_browser(at: Scene) -> Iterator[Attempt]:
    """Anna signs out, Ben signs in in the same window, and goes back."""
    with guest(at.browser, at.hosted, ANNA, on_screen=False) as shared:
        _own_upload(shared, f"{MARK} five")
        shared.page.get_by_role("button", name="Sign out").click()
        shared.page.get_by_role("button", name="End session").click()  # the provider asks
        shared.page.get_by_text("sign in to see it").wait_for()
        shared.go("logbook")
        yield Attempt("the window after Anna signed out", _is_signed_out(shared.sees()), "the page to sign in on")
        sign_in(shared, BEN)
        for address in ("import", "logbook", "log-session"):
            shared.go(address)
            yield _unseen(shared, f"Ben after Anna in one browser, /{address}")
        shared.page.go_back()
        settled(shared.page)
        yield _unseen(shared, "Ben goes back in that browser's history")


# what is seen --------------------------------------------------------------------------------------------------------


def _unseen(came: Guest, tried: str) -> Attempt:
    seen = came.sees()
    return Attempt(tried, _is_drawn(seen) and not _tells(seen), "nothing of Anna's")


def _unsent(at: Scene, address: str, tried: str) -> Attempt:
    """Ben opens an address: every byte that comes of it."""
    sent = _sent(at, at.ben, address)
    return Attempt(tried, _is_drawn(sent) and not _tells(sent), "nothing of Anna's")


def _is_drawn(seen: str) -> bool:
    return "Hindsight" in seen or "Overview" in seen


def _is_signed_out(seen: str) -> bool:
    return "sign in to see it" in seen


def _tells(seen: str) -> bool:
    return any(word in seen for word in (MARK, NOTE, ATHLETE, f"{MARK}.csv"))


PARTS: Final = (
    addresses, caches, downloads, uploads, sessions, cookies, the_disk, coaching, shared_browser, strangers,
    the_log,
)  # fmt: skip


def main() -> int:
    """Try everything, print a line each; 1 where something crossed."""
    found = []
    with tempfile.TemporaryDirectory() as parent, sync_playwright() as playwright:
        folder = Path(parent, "data")
        folder.mkdir(mode=0o700)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=chromium_flags())
        with scene(browser, folder) as at:
            for attempt in attempts(at, sys.argv[1:]):
                found.append(attempt)
                print(f"{'held   ' if attempt.held else 'CROSSED'}  {attempt.tried}: {attempt.came}", flush=True)
        browser.close()
    crossed = sum(not attempt.held for attempt in found)
    print(f"{len(found)} attempts, {len(found) - crossed} held, {crossed} crossed.")
    return 1 if crossed or not found else 0


if __name__ == "__main__":
    sys.exit(main())
