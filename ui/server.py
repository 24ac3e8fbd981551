"""The server around the app: whom it listens to, what each answer says to the browser, what goes to the console.

Loopback only, unless people sign in (docs/hosting.md). Streamlit reads the configuration beside `app.py`; what must
hold whatever a configuration, a flag or an environment variable says is checked here.
"""

from __future__ import annotations

import asyncio
import base64
import gc
import hashlib
import json
import logging
import re
import sys
import time
import traceback
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Final

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit import config, net_util
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session, get_instance
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

import ui
import ui.charts
from analytics.errors import HindsightError
from analytics.language import _
from ui.boundary import show_error
from ui.hosting.belongings import EVERYBODYS, Belongings
from ui.hosting.identity import Identity, identity_of
from ui.hosting.setup import is_hosted, is_this_machine, public_host, public_origin, why_not_to_start

_SWEEP_SECONDS: Final = 60.0
_INLINE_SCRIPT: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_OF_SOMEBODY: Final = re.compile(r"/(media|_stcore/upload_file)/([^/]+)")
_UNSEEN: Final = re.compile(r"/_stcore/(?:metrics|agent)\b")
"""Addresses that tell how the server is doing, and to nobody's use here."""
_HELD: Final = (
    "client.showErrorDetails", "global.developmentMode", "global.e2eTest", "server.enableCORS",
    "server.enableXsrfProtection", "server.trustedUserHeaders",
)  # fmt: skip
"""Options that protect: as they are when the server starts, they stay."""
_HEARD: Final = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
_OPERATIONS: Final = frozenset({"deferred_file", "dataframe_chunk"})
"""What a browser's message may be: about its own session. The others empty everybody's caches, tell what git says of
this machine, write files beside the program, or end the server.
"""
_STRANGERS_WORDS: Final = "streamlit.web.server.starlette.starlette_auth_routes"
"""It prints what came with the request of whoever signs in, or says so."""
_LEFT_OUT: Final = "(left out)"
_WEB_SERVERS: Final = ("uvicorn.access", "uvicorn.error", "websockets")


# before it listens ---------------------------------------------------------------------------------------------------


def check_before_listening() -> None:
    """End the process with one sentence and exit code 1 where this server would be open to whom it must not be."""
    address = config.get_option("server.address")
    amiss = why_not_to_start(address, trusts_headers=bool(config.get_option("server.trustedUserHeaders")))
    names = {*config.get_option("server.allowedHosts")}
    amiss = amiss or what_would_be_open(config.get_option, names=names, with_sign_in=is_hosted())
    if amiss:
        sys.stderr.write(f"{amiss}\n")
        raise SystemExit(1)
    names.add(public_host() if is_hosted() else address.strip("[]"))
    protecting = {name: config.get_option(name) for name in _HELD}
    hold({**protecting, "server.allowedHosts": sorted(names), "logger.enableRich": False})  # rich prints past the log
    net_util._external_ip = net_util._internal_ip = "127.0.0.1"  # else Streamlit asks others what its addresses are
    if config.get_option("client.showErrorDetails") != "full":
        logging.setLogRecordFactory(DiscreetRecord)
    logging.getLogger("streamlit.error_util").addFilter(is_news)
    for name in _WEB_SERVERS:
        logging.getLogger(name).addFilter(is_amiss)


def what_would_be_open(option: Callable[[str], Any], *, names: set[str], with_sign_in: bool) -> str:
    """One sentence that says which option takes away what SECURITY.md promises; "" where none does. `names` are the
    hosts that this server answers as.
    """
    if not option("server.enableXsrfProtection"):
        return _("server.enableXsrfProtection is off: a page elsewhere could put files into this one. Leave it on.")
    if not option("server.enableCORS"):
        return _("server.enableCORS is off: a page elsewhere could read what this server answers. Leave it on.")
    if not names or "*" in names:
        return _(
            "server.allowedHosts lets this server be asked by any name: a page elsewhere could give it one of its own "
            "(DNS rebinding). Name the hosts, such as 127.0.0.1 and localhost."
        )
    for name in ("global.developmentMode", "global.e2eTest"):
        if option(name):
            return _("{option} is on: whoever reaches this server could end it. Leave it off.", option=name)
    if with_sign_in and option("client.showErrorDetails") != "none":
        return _(
            'client.showErrorDetails is "{chosen}": whoever meets an error would be shown parts of the program. Where '
            'people sign in it has to be "none".',
            chosen=option("client.showErrorDetails"),
        )
    return ""


def hold(values: Mapping[str, Any]) -> Callable[[], None]:
    """Give options their values, now and whenever Streamlit reads its configuration anew, as it does when one of the
    files changes. What is returned ends it.
    """

    def give() -> None:
        for name, value in values.items():
            config.set_option(name, value)

    give()
    return config.on_config_parsed(give, force_connect=True)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Say that `pages/` is ours before the first session asks; while it runs, close what nobody looks at; at the end,
    write everything out.

    Streamlit takes a folder of that name for its old page discovery until `st.navigation` has run once in the process,
    so a deep link opened right after a start (a restored tab, a bookmark) would meet a "Page not found" over its page.
    """
    del app
    PagesManager.uses_pages_directory = False
    app_session.DeferredFileHandler = DownloadsThatTell  # type: ignore[attr-defined]  # the name that it looks up
    loading = asyncio.create_task(asyncio.to_thread(load))
    sweep = None
    hear_of_own_sessions_only(EVERYBODYS if is_hosted() else None)
    if is_hosted():
        note_whose_files_are_made(EVERYBODYS)
        sweep = asyncio.create_task(_close_idle_logs())
    yield
    await loading
    if sweep:
        sweep.cancel()
        with suppress(asyncio.CancelledError):
            await sweep
    session = _session()
    if session:
        session.close_logs()


class DownloadsThatTell(DeferredFileHandler):
    """Downloads that are made when they are clicked: one that cannot be, for want of room on the disk, says so at its
    button. A bug goes on to Streamlit, which says that the file could not be made.
    """

    async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        """The address of the file, or why there is none."""
        del session_id
        answer = BackendOperationResponse(request_id=request.request_id)
        try:
            make = self._get_media_file_mgr().execute_deferred
            address = await asyncio.to_thread(make, request.deferred_file.file_id)
        except MediaFileStorageError as error:
            if not isinstance(error.__cause__, HindsightError):
                raise
            answer.error_msg = str(error.__cause__)
        else:
            answer.deferred_file.CopyFrom(DeferredFileResponsePayload(url=address))
        return answer


def load() -> None:
    """Load what pages are made of while the browser still loads its own part, and leave it out of every later search
    for garbage: Streamlit makes one after each run of a script, and most of what it would look at are these modules.
    """
    for package in (ui, ui.charts):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    import_module("streamlit.emojis")  # asked for the page's icon; a third of a second to load
    for name, prepare in (
        ("analytics.reference.catalogue", "load_catalogue"),
        ("analytics.reference.facts", "load_facts"),
        ("ui.charts.finished", "load_plotly"),
    ):
        getattr(import_module(name), prepare)()
    gc.collect()
    gc.freeze()


def _session() -> ModuleType | None:
    """The caches belong to sessions: before the first one there are none, and nothing to close."""
    return sys.modules.get("ui.session")


async def _close_idle_logs() -> None:
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        session = _session()
        if session:
            await asyncio.to_thread(session.close_idle_logs)


def note_whose_files_are_made(belongings: Belongings) -> None:
    """From now on `belongings` knows for whom each file of this server's memory was made: pictures, downloads, and
    downloads that are made when they are clicked.
    """
    files = get_instance().media_file_mgr
    add, add_deferred, execute_deferred = files.add, files.add_deferred, files.execute_deferred

    def owner() -> str | None:
        context = get_script_run_ctx(suppress_warning=True)
        return belongings.owner_of_session(context.session_id) if context else None

    def noted(make: Callable[..., str]) -> Callable[..., str]:
        def made(*given: Any, **named: Any) -> str:
            address, whose = make(*given, **named), owner()
            if whose:
                belongings.note_file(address, whose)
            return address

        return made

    def made_later(file_id: str) -> str:
        address = execute_deferred(file_id)
        belongings.note_as(file_id, address)
        return address

    files.add, files.add_deferred = noted(add), noted(add_deferred)  # type: ignore[method-assign]
    files.execute_deferred = made_later  # type: ignore[method-assign]


def hear_of_own_sessions_only(belongings: Belongings | None) -> None:
    """From now on a browser's message is heard where it is about its own session, and about files that were made for
    whoever is signed in there; anybody may send any message, with or without a cookie.
    """
    server = get_instance()
    handle = server.handle_backmsg

    def heard(session_id: str, msg: BackMsg, **named: Any) -> None:
        if is_of_own_session(session_id, msg, belongings):
            handle(session_id, msg, **named)

    server.handle_backmsg = heard  # type: ignore[method-assign]


def is_of_own_session(session_id: str, message: BackMsg, belongings: Belongings | None) -> bool:
    """Whether what a browser asks for touches nothing but its own session; `belongings` where people sign in."""
    kind = message.WhichOneof("type")
    if kind != "backend_operation_request":
        return kind in _HEARD
    asked = message.backend_operation_request
    if asked.WhichOneof("payload") == "deferred_file" and belongings:
        owner = belongings.owner_of_session(session_id)
        return owner is not None and belongings.is_for(asked.deferred_file.file_id, owner)
    return asked.WhichOneof("payload") in _OPERATIONS


# each request --------------------------------------------------------------------------------------------------------


def middleware() -> list[Middleware]:
    """What every request passes, outermost first."""
    return [
        Middleware(SafeAnswers, is_public=is_hosted()),
        Middleware(OwnNameAndPages, public=public_origin() if is_hosted() else ""),
        Middleware(Doors, belongings=EVERYBODYS) if is_hosted() else Middleware(ThisMachineOnly),
    ]


def content_security_policy() -> str:
    """What a page may load: from this server alone. Scripts are its files, and the few lines in Streamlit's own page,
    known by their hash, so that nothing which gets into a text can run.
    """
    page = Path(st.__file__).parent.joinpath("static", "index.html").read_bytes()
    hashes = [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE_SCRIPT.findall(page)]
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(["script-src 'self' 'wasm-unsafe-eval'", *(f"'sha256-{each}'" for each in hashes)]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


class SafeAnswers:
    """Every answer tells the browser to load nothing from elsewhere, to be in no frame, and to say nothing outside."""

    def __init__(self, app: ASGIApp, *, is_public: bool) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": content_security_policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        }
        self._is_tls = is_public and public_origin().startswith("https://")
        if self._is_tls:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or web socket. Who goes away in the middle of it is no error: a tab that is closed while
        its page is drawn, an upload that breaks off.
        """
        with suppress(ClientDisconnect, WebSocketDisconnected):
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_of_somebody = _OF_SOMEBODY.match(_path(scope)) is not None

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if is_of_somebody:
                    headers["Cache-Control"] = "private, no-store"
                if self._is_tls:
                    _only_by_tls(message)
            await send(message)

        await self._app(scope, receive, send_safely)


def _only_by_tls(message: Message) -> None:
    """Cookies are sent back over TLS only; Streamlit leaves that out."""
    message["headers"] = [
        (name, value + b"; Secure" if name.lower() == b"set-cookie" and b"secure" not in value.lower() else value)
        for name, value in message["headers"]
    ]


class OwnNameAndPages:
    """Refuses who asks for this server by a name that is not its own (DNS rebinding), and the web socket of a page that
    is another server's, before Streamlit thinks about either. A program that is no browser names no page.

    `public`: the origin that a proxy serves it as; "" without.
    """

    def __init__(self, app: ASGIApp, *, public: str) -> None:
        self._app, self._public = app, public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or web socket."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not is_host_allowed(headers.get("host")):
            why = _("This server does not go by that name (server.allowedHosts).")
            await refuse(scope, receive, send, why, status=400)
        elif scope["type"] == "websocket" and not self._is_of_own_page(headers, scope["scheme"]):
            await refuse(scope, receive, send, _("That page is of another server."), status=403)
        else:
            await self._app(scope, receive, send)

    def _is_of_own_page(self, headers: Headers, scheme: str) -> bool:
        as_asked = f"{'https' if scheme == 'wss' else 'http'}://{headers['host']}"
        own = {as_asked.lower(), self._public.lower()} - {""}
        return {origin.lower() for origin in headers.getlist("origin")} <= own


class ThisMachineOnly:
    """Where nobody signs in, what comes in by another address than this machine's own is refused, however the server
    was started (uvicorn has flags of its own).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or web socket."""
        address = (scope.get("server") or ("",))[0]
        if scope["type"] == "lifespan" or is_this_machine(address):
            await self._app(scope, receive, send)
        else:
            await refuse(scope, receive, send, why_not_to_start(address, trusts_headers=False), status=403)


class Doors:
    """Where people sign in: a file is given to whom it was made for, an upload is taken from whose session it is."""

    def __init__(self, app: ASGIApp, *, belongings: Belongings) -> None:
        self._app, self._belongings = app, belongings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or web socket."""
        if scope["type"] == "http" and not self._may_pass(HTTPConnection(scope)):
            await refuse(scope, receive, send, "Not found", status=404)
        else:
            await self._app(scope, receive, send)

    def _may_pass(self, request: HTTPConnection) -> bool:
        path = _path(request.scope)
        if _UNSEEN.match(path):
            return False
        asked = _OF_SOMEBODY.match(path)
        if asked is None or request.scope["method"] == "OPTIONS":
            return True
        person = whose_cookie(request)
        if person is None:
            return False
        kind, name = asked.groups()
        if kind == "media":
            return self._belongings.is_for(name, person.folder)
        return self._belongings.owner_of_session(name) == person.folder


def _path(scope: Scope) -> str:
    """What is asked for, below `server.baseUrlPath`."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    path: str = scope["path"]
    return path.removeprefix(f"/{base}") if base else path


def whose_cookie(request: HTTPConnection) -> Identity | None:
    """Who sends this request, by the cookie that Streamlit signed when they signed in; read as it reads it itself for a
    web socket.
    """

    def signed(name: str) -> bytes | None:
        value = request.cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1")) if value else None

    claims = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    return identity_of(json.loads(claims), at=time.time()) if claims else None


async def refuse(scope: Scope, receive: Receive, send: Send, why: str, *, status: int) -> None:
    """Answer with one sentence and nothing else."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse(why, status_code=status)(scope, receive, send)


# what goes wrong -----------------------------------------------------------------------------------------------------


def show_uncaught(error: Exception) -> bool:
    """What a person sees of an error that no page's boundary caught: one that they can do something about (it came
    from a callback) as everywhere; a bug in one sentence that gives nothing away.

    With `client.showErrorDetails = "full"`, as for development, Streamlit shows the bug whole.
    """
    if isinstance(error, HindsightError):
        show_error(error)
    elif config.get_option("client.showErrorDetails") != "full":
        st.error(
            _("Nothing was lost: reload the page. Where it happened stands on the console of the server."),
            title=_("Something went wrong in Hindsight itself."),
        )
    else:
        return False
    return True


class DiscreetRecord(logging.LogRecord):
    """A line for the console, whoever writes it: where in the program and what kind of error, but not its message,
    which may hold a value of somebody's log; nothing of what comes along when somebody signs in; and no signs that tell
    a terminal what to do.

    With `client.showErrorDetails = "full"`, as for development, lines stay as they are.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        error = self.exc_info[1] if self.exc_info else None
        if error is not None:
            self.exc_text = "\n".join(_trace(error))  # which a formatter takes instead of making its own
        if isinstance(self.args, tuple):
            self.args = tuple(self._told(value) for value in self.args)

    def getMessage(self) -> str:  # noqa: N802 the name that logging gave it
        """The message, with signs that cannot be printed written out."""
        return _printable(super().getMessage(), "\n\t")

    def _told(self, value: object) -> object:
        if self.name == _STRANGERS_WORDS:
            return _LEFT_OUT
        if isinstance(value, BaseException):
            return _kind(value)
        return _printable(value) if isinstance(value, str) else value


def is_news(record: logging.LogRecord) -> bool:
    """A filter for the log of uncaught errors: what a person is told anyway is not logged."""
    return not (record.exc_info and isinstance(record.exc_info[1], HindsightError))


def is_amiss(record: logging.LogRecord) -> bool:
    """A filter for the logs of the web server, which write down who asked for what as soon as Streamlit has read its
    configuration anew.
    """
    return record.levelno >= logging.WARNING


def _trace(error: BaseException) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = [*_trace(cause), "and then, because of it:"] if cause else []
    where = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    return [*before, where, f"{_kind(error)} (its message is left out: it may hold log values)"]


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _printable(text: str, besides: str = "") -> str:
    return "".join(sign if sign.isprintable() or sign in besides else ascii(sign)[1:-1] for sign in text)
