"""The server: refuses to be open to others, says what browsers must not do, tells no trace, logs no data."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.requests import ClientDisconnect
from starlette.websockets import WebSocketDisconnected
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from analytics.errors import DatabaseProblem, WrongRequest
from benchmarks.browser import PROJECT, RunningApp, free_port, running_app
from benchmarks.person import every_message, handshake, somebody
from ui.hosting.belongings import Belongings
from ui.server import (
    DiscreetRecord,
    DownloadsThatTell,
    OwnNameAndPages,
    SafeAnswers,
    ThisMachineOnly,
    content_security_policy,
    hold,
    is_news,
    is_of_own_session,
    what_would_be_open,
)

pytestmark = pytest.mark.xdist_group("server")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app as a user starts it: with the configuration beside it."""
    folder = tmp_path_factory.mktemp("server") / "log"
    with running_app(folder, environment={"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "none"}) as started:
        yield started


def answer(url: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str]]:
    """Status and headers (in small letters) of one request, refusals too."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, method=method, data=body, headers=named)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=30) as told:  # noqa: S310 - our own server
            return told.status, {name.lower(): value for name, value in told.headers.items()}
    except urllib.error.HTTPError as refused:
        return refused.code, {name.lower(): value for name, value in refused.headers.items()}


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])  # noqa: S104 - refused
def test_it_does_not_start_for_others_while_nobody_signs_in(tmp_path: Path, address: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
         "--server.port", str(free_port()), "--server.address", address],
        cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "HINDSIGHT_DATA_DIR": str(tmp_path)},
    )  # fmt: skip
    told = [line for line in ended.stderr.splitlines() if "Hindsight" in line]
    assert ended.returncode == 1
    assert len(told) == 1
    assert told[0].startswith(f"Hindsight does not listen on {address}: nobody has to sign in here")
    assert "Traceback" not in ended.stdout + ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_environment_variable_opens_it_no_more_than_a_flag(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"],
        cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "HINDSIGHT_DATA_DIR": str(tmp_path), "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",  # noqa: S104
             "STREAMLIT_SERVER_PORT": str(free_port())},
    )  # fmt: skip
    assert ended.returncode == 1
    assert "Hindsight does not listen on 0.0.0.0" in ended.stderr


PROTECTED: Final[dict[str, Any]] = {
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.allowedHosts": ["127.0.0.1"],
    "global.developmentMode": False,
    "global.e2eTest": False,
    "client.showErrorDetails": "none",
}


def why_open(*, with_sign_in: bool = True, **changed: Any) -> str:
    options = {**PROTECTED, **{name.replace("_", "."): value for name, value in changed.items()}}
    return what_would_be_open(options.__getitem__, names={*options["server.allowedHosts"]}, with_sign_in=with_sign_in)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"server_enableXsrfProtection": False}, "server.enableXsrfProtection is off"),
        ({"server_enableCORS": False}, "server.enableCORS is off"),
        ({"server_allowedHosts": []}, "server.allowedHosts lets this server be asked by any name"),
        ({"server_allowedHosts": ["127.0.0.1", "*"]}, "server.allowedHosts lets this server be asked by any name"),
        ({"global_developmentMode": True}, "global.developmentMode is on"),
        ({"global_e2eTest": True}, "global.e2eTest is on"),
    ],
)
@pytest.mark.parametrize("with_sign_in", [False, True])
def test_it_does_not_start_without_what_keeps_other_pages_out(
    changed: dict[str, Any], said: str, with_sign_in: bool
) -> None:
    assert why_open(with_sign_in=with_sign_in) == ""
    assert why_open(with_sign_in=with_sign_in, **changed).startswith(said)


@pytest.mark.parametrize("shown", ["full", "stacktrace", "type", "true"])
def test_strangers_are_never_shown_errors_and_a_developer_may_be(shown: str) -> None:
    assert 'it has to be "none"' in why_open(client_showErrorDetails=shown)
    assert why_open(with_sign_in=False, client_showErrorDetails=shown) == ""


WORST: Final = """
[server]
enableXsrfProtection = false
allowedHosts = ["*"]
[client]
showErrorDetails = "full"
"""
STARTED: Final = """
import json, logging
from pathlib import Path
from streamlit import config
from ui.server import check_before_listening
config.get_config_options(options_from_flags=FLAGS)
check_before_listening()
from streamlit import error_util
from streamlit.web.server.server_util import is_url_from_allowed_origins
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed
def is_so():
    hosts = [is_host_allowed(host) for host in ("localhost:8501", "[::1]:8501", "evil.example")]
    asked = ("logger.enableRich", "server.enableXsrfProtection", "client.showErrorDetails")
    return [*hosts, *map(config.get_option, asked)]
before = is_so()
Path(".streamlit/config.toml").write_text(WORST)
config.get_config_options(force_reparse=True, options_from_flags=FLAGS)
try:
    raise ValueError("Annas" + " note")
except ValueError as error:
    error_util._log_uncaught_app_exception(error)
for name in ("uvicorn.access", "uvicorn.error", "websockets"):
    logging.getLogger(name).info('10.0.0.7 - "GET /logbook?q=Annas HTTP/1.1" 200')
    logging.getLogger(name).warning("%s is amiss", name)
print(json.dumps([before, is_so(), is_url_from_allowed_origins("https://evil.example")]))
"""


def started(home: Path, **flags: str) -> tuple[list[Any], str]:
    """A process in which the server is about to listen, in a folder with our configuration, which then becomes the
    worst there is: what the process says of itself, and what it printed.
    """
    (home / ".streamlit").mkdir()
    shutil.copy(PROJECT / ".streamlit" / "config.toml", home / ".streamlit")
    stated = {name.replace("_", "."): value for name, value in flags.items()}
    script = STARTED.replace("FLAGS", repr(stated)).replace("WORST", repr(WORST))
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=home, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "HOME": str(home), "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1]), ended.stdout + ended.stderr


def test_what_protects_at_the_start_lasts_when_the_configuration_is_read_anew(tmp_path: Path) -> None:
    """Streamlit reads it whenever one of its files changes. The address that is listened on is a name of this server's,
    and about a foreign page nobody outside is asked.
    """
    (before, after, foreign_page_may), printed = started(tmp_path, server_address="::1")
    assert before == after == [True, True, False, False, True, "none"]
    assert not foreign_page_may
    assert "builtins.ValueError" in printed
    assert "Annas note" not in printed
    assert printed.count("is amiss") == 3
    assert "10.0.0.7" not in printed  # the web server's own log of who asked for what


def test_an_option_is_held_as_long_as_it_is_wanted() -> None:
    before = config.get_option("server.maxUploadSize")
    let_go = hold({"server.maxUploadSize": 7})
    config.get_config_options(force_reparse=True)
    assert config.get_option("server.maxUploadSize") == 7
    let_go()
    config.get_config_options(force_reparse=True)
    assert config.get_option("server.maxUploadSize") == before


@pytest.mark.parametrize(
    ("address", "passes"), [("127.0.0.1", True), ("::1", True), ("192.168.1.5", False), ("10.0.0.7", False)]
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_however_it_was_started_it_answers_this_machine_alone(address: str, passes: bool, kind: str) -> None:
    """uvicorn, started without Streamlit's command line, has an address of its own."""
    passed, sent = [], []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        del receive, send
        passed.append(scope["type"])

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": kind, "server": (address, 8501), "path": "/", "method": "GET", "headers": []}
    _drive(ThisMachineOnly(inner)(scope, None, send))  # type: ignore[arg-type]
    assert bool(passed) is passes
    assert bool(sent) is not passes
    if sent:
        assert sent[0].get("status") == 403 or sent[0].get("code") == 1008


@pytest.mark.parametrize(("kind", "gone"), [("http", ClientDisconnect), ("websocket", WebSocketDisconnected)])
def test_who_goes_away_in_the_middle_is_no_error_and_a_bug_is_one(kind: str, gone: type[Exception]) -> None:
    async def inner(scope: Any, receive: Any, send: Any) -> None:
        del receive, send
        raise scope["what"]

    scope = {"type": kind, "path": "/", "what": gone("gone")}
    _drive(SafeAnswers(inner, is_public=False)(scope, None, None))  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        SafeAnswers(inner, is_public=False)({**scope, "what": KeyError()}, None, None).send(None)  # type: ignore[arg-type]


def _drive(coroutine: Any) -> None:
    """Run a coroutine that waits for nothing."""
    with pytest.raises(StopIteration):
        coroutine.send(None)


def test_every_answer_says_what_a_browser_must_not_do(app: RunningApp) -> None:
    for path in ("/", "/overview", "/_stcore/health", "/media/none", "/no/such/thing"):
        _status, headers = answer(app.url + path)
        assert headers["content-security-policy"] == content_security_policy()
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"


def test_no_page_may_load_or_send_anything_elsewhere() -> None:
    policy = content_security_policy()
    assert "http" not in policy
    assert "*" not in policy
    assert "frame-ancestors 'none'" in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert re.search(r"'sha256-[A-Za-z0-9+/]{43}='", scripts)


def test_another_name_for_this_machine_is_refused(app: RunningApp) -> None:
    assert answer(app.url, Host="evil.example")[0] == 400
    assert answer(app.url, Host="localhost")[0] == 200


@pytest.mark.parametrize(
    ("scheme", "host", "origins", "public", "passes"),
    [
        ("ws", "127.0.0.1:8501", ["http://127.0.0.1:8501"], "", True),
        ("ws", "localhost:8501", ["http://LOCALHOST:8501"], "", True),
        ("ws", "127.0.0.1:8501", [], "", True),  # a program that is no browser
        ("ws", "127.0.0.1:8501", ["http://127.0.0.1:3000"], "", False),  # another program's page
        ("ws", "127.0.0.1:8501", ["https://127.0.0.1:8501"], "", False),
        ("ws", "127.0.0.1:8501", ["http://localhost:8501"], "", False),
        ("ws", "127.0.0.1:8501", ["null"], "", False),
        ("ws", "127.0.0.1:8501", [""], "", False),
        ("ws", "127.0.0.1:8501", ["http://127.0.0.1:8501", "https://evil.example"], "", False),
        ("ws", "127.0.0.1:8501", ["https://lifts.example"], "https://lifts.example", True),  # TLS ends at the proxy
        ("wss", "127.0.0.1:8501", ["https://127.0.0.1:8501"], "https://lifts.example", True),
        ("ws", "127.0.0.1:8501", ["http://lifts.example"], "https://lifts.example", False),
        ("ws", "evil.example", ["http://evil.example"], "", False),
        ("ws", "", [], "", False),
    ],
)
def test_a_web_socket_is_for_this_servers_own_pages(
    scheme: str, host: str, origins: list[str], public: str, passes: bool
) -> None:
    passed: list[str] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        del receive, send
        passed.append(scope["type"])

    async def send(message: Any) -> None:
        assert message == {"type": "websocket.close", "code": 1008}

    headers = [(b"host", host.encode()), *((b"origin", origin.encode()) for origin in origins)]
    scope = {"type": "websocket", "scheme": scheme, "path": "/_stcore/stream", "headers": headers if host else []}
    _drive(OwnNameAndPages(inner, public=public)(scope, None, send))  # type: ignore[arg-type]
    assert bool(passed) is passes


def test_a_page_of_another_server_opens_no_web_socket(app: RunningApp) -> None:
    assert handshake(app.url, origin=app.url) == 101
    assert handshake(app.url) == 101
    for origin in ("https://evil.example", "http://127.0.0.1:3000", "null"):
        assert handshake(app.url, origin=origin) == 403
    port = app.url.rpartition(":")[2]
    assert handshake(app.url, host=f"localhost:{port}", origin=f"http://localhost:{port}") == 101
    assert handshake(app.url, host="evil.example", origin="http://evil.example") == 403


HEARD: Final = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"}


def test_what_a_browser_says_touches_its_own_session_alone() -> None:
    heard = {
        message.backend_operation_request.WhichOneof("payload") or message.WhichOneof("type")
        for message in every_message()
        if is_of_own_session("mine", message, None)
    }
    assert heard == {*HEARD, "deferred_file", "dataframe_chunk"}
    assert not is_of_own_session("mine", BackMsg(), None)


def test_a_download_is_made_for_those_it_is_for() -> None:
    belongings = Belongings()
    belongings.note_session("annas", "anna")
    belongings.note_session("bens", "ben")
    belongings.note_file("file", "anna")
    asked = BackMsg(backend_operation_request={"deferred_file": {"file_id": "file"}})
    may = {name: is_of_own_session(name, asked, belongings) for name in ("annas", "bens", "nobodys")}
    assert may == {"annas": True, "bens": False, "nobodys": False}


def test_a_stranger_is_told_nothing_of_this_machine(app: RunningApp) -> None:
    with somebody(app.url) as stranger:
        stranger.visit("")
        for message in every_message():
            stranger.say(message)
        stranger.rest()
        stranger.say(BackMsg(app_heartbeat=True))
        stranger.wait_until(lambda _page: "heartbeat_ack" in stranger.told, patience_s=30)  # it was heard, all of it
        assert "git_info_changed" not in stranger.told
    assert handshake(app.url) == 101  # and the server is there


def test_an_upload_needs_the_token_of_the_page_and_a_session(app: RunningApp) -> None:
    target = f"{app.url}/_stcore/upload_file/no-session/1"
    assert answer(target, method="PUT", body=b"x")[0] == 403
    given = answer(f"{app.url}/_stcore/health")[1]["set-cookie"]
    token = given.partition("_streamlit_xsrf=")[2].partition(";")[0]
    named = {"Cookie": f"_streamlit_xsrf={token}", "X_Xsrftoken": token}
    assert answer(target, method="PUT", body=b"x", **named)[0] == 400  # a session that there is not


def test_the_configuration_beside_the_app_reports_nothing_and_shows_no_trace() -> None:
    settings = (PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for line in (
        'address = "127.0.0.1"',
        "gatherUsageStats = false",
        "enableXsrfProtection = true",
        "enableCORS = true",
        'showErrorDetails = "none"',
        "showErrorLinks = false",
        "maxUploadSize = 50",
    ):
        assert line in settings


# what goes to the console ---------------------------------------------------------------------------------------------


def _raised(error: Exception) -> Exception:
    try:
        try:
            raise KeyError("Annas secret lift")
        except KeyError as cause:
            raise error from cause
    except type(error) as raised:
        return raised


@pytest.fixture
def line() -> Iterator[Callable[..., str]]:
    """What the console says, once the server has started, of what a logger is given."""
    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(DiscreetRecord)
    yield lambda name, *said, **named: logging.Formatter().format(
        logging.getLogger(name).makeRecord(name, logging.ERROR, "x", 1, said[0], said[1:], named.get("exc_info"))
    )
    logging.setLogRecordFactory(before)


def test_a_download_that_cannot_be_made_says_why_at_its_button_and_a_bug_does_not() -> None:
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    handler = DownloadsThatTell(lambda: files)

    def answered(make: Callable[[], bytes]) -> BackendOperationResponse:
        asked = BackendOperationRequest(request_id="1")
        asked.deferred_file.file_id = files.add_deferred(make, "text/csv", "here")
        return asyncio.run(handler.handle(asked, ""))

    assert answered(lambda: b"reps").deferred_file.url.startswith("/media/")
    assert answered(_disk_is_full).error_msg == "The disk is full. Make some room."
    with pytest.raises(MediaFileStorageError):
        answered(lambda: b"%d" % int("82,5 kg"))


def _disk_is_full() -> bytes:
    raise DatabaseProblem("The disk is full.", "Make some room.")


def _as_logged(error: BaseException) -> Any:
    return (type(error), error, error.__traceback__)


def test_the_console_says_where_and_what_kind_and_not_what_was_read(line: Callable[..., str]) -> None:
    error = _raised(ValueError("could not convert 'Annas note': 82,5"))
    told = line("any.logger", "Uncaught app execution", exc_info=_as_logged(error))
    assert "test_server.py" in told
    assert "in _raised" in told
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert not [word for word in ("Annas note", "82,5") if word in told]


def test_an_error_among_the_words_is_its_kind(line: Callable[..., str]) -> None:
    assert line("any.logger", "It failed: %s", ValueError("Annas note")) == "It failed: builtins.ValueError"


def test_a_download_that_fails_is_not_printed(
    line: Callable[..., str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit puts its message into that of an error of its own."""
    del line
    monkeypatch.setattr(logging.getLogger("streamlit.runtime.backend_operation_handler"), "propagate", True)
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    asked, note = BackendOperationRequest(request_id="r"), "Annas" + " note"
    asked.deferred_file.file_id = files.add_deferred(lambda: str(float(note)), "text/plain", "0")
    answer = asyncio.run(DeferredFileHandler(lambda: files).handle(asked, "session"))
    assert answer.error_msg == "Failed to generate file for download"
    assert "builtins.ValueError" in caplog.text
    assert "Annas note" not in caplog.text


def test_nothing_of_what_comes_when_somebody_signs_in_is_printed(line: Callable[..., str]) -> None:
    said = ("Error during authentication: %s. Error description: %s", "access_denied", "anna@example.org is blocked")
    told = line("streamlit.web.server.starlette.starlette_auth_routes", *said)
    assert told == "Error during authentication: (left out). Error description: (left out)"


def test_no_stranger_writes_to_the_terminal(line: Callable[..., str]) -> None:
    assert line("any", 'No handler for "%s"', "a\x1b[31m\nb\x9bcü\u202ekg %d") == (
        'No handler for "a\\x1b[31m\\nb\\x9bcü\\u202ekg %d"'
    )
    assert line("any", "two\nlines\x1b") == "two\nlines\\x1b"


def test_what_a_person_is_told_anyway_is_not_logged() -> None:
    def record(error: Exception) -> logging.LogRecord:
        return DiscreetRecord("x", logging.ERROR, "x", 1, "Uncaught app execution", None, (type(error), error, None))

    assert not is_news(record(WrongRequest("Annas note")))
    assert is_news(record(ValueError("Annas note")))


def test_a_developer_who_asks_for_it_reads_everything(tmp_path: Path) -> None:
    _so, printed = started(tmp_path, client_showErrorDetails="full")
    assert "Annas note" in printed
