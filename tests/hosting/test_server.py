"""The server: refuses to be open to others, says what browsers must not do, tells no trace, logs no data."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import ClientDisconnect
from starlette.websockets import WebSocketDisconnected
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from analytics.errors import DatabaseProblem, WrongRequest
from benchmarks.browser import PROJECT, RunningApp, free_port, running_app
from ui.server import DownloadsThatTell, SafeAnswers, ThisMachineOnly, content_security_policy, without_what_was_read

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


def _record(error: BaseException) -> logging.LogRecord:
    return logging.LogRecord("x", logging.ERROR, "x", 1, "Uncaught app execution", None, (type(error), error, None))


def _raised(error: Exception) -> Exception:
    try:
        try:
            raise KeyError("Annas secret lift")
        except KeyError as cause:
            raise error from cause
    except type(error) as raised:
        return raised


def test_the_console_says_where_and_what_kind_and_not_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "get_option", lambda _name: "none")
    record = _record(_raised(ValueError("could not convert 'Annas note': 82,5")))
    assert without_what_was_read(record)
    printed = logging.Formatter().format(record)
    assert "test_server.py" in printed
    assert "in _raised" in printed
    assert "builtins.ValueError" in printed
    assert "builtins.KeyError" in printed
    assert "Annas note" not in printed
    assert "82,5" not in printed


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


def test_what_a_person_is_told_anyway_is_not_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "get_option", lambda _name: "none")
    assert not without_what_was_read(_record(WrongRequest("Annas note")))


def test_a_developer_who_asks_for_it_reads_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "get_option", lambda _name: "full")
    record = _record(_raised(ValueError("whole")))
    assert without_what_was_read(record)
    assert "whole" in logging.Formatter().format(record)
