"""Somebody at a browser without the browser: opens pages, drops files, presses buttons, goes away, in Streamlit's own
protocol over the websocket and by its upload endpoint.
"""

from __future__ import annotations

import http.client
import json
import secrets
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, cast
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE_S: Final = 300.0
XSRF_COOKIE: Final = "_streamlit_xsrf"
USER_COOKIE: Final = "_streamlit_user"
_TICK_S: Final = 0.05
_TEXTS: Final[Mapping[str, Callable[[Element], str]]] = {
    "markdown": lambda element: element.markdown.body,
    "heading": lambda element: element.heading.body,
    "alert": lambda element: f"{element.alert.title} {element.alert.body}",
    "spinner": lambda element: element.spinner.text,
    "progress": lambda element: element.progress.text,
    "toast": lambda element: element.toast.body,
}


class Unanswered(RuntimeError):
    """The server did not say in time that it has drawn."""


@dataclass(slots=True)
class Drawn:
    """What stands on a page: elements by their place; errors are exceptions and red boxes."""

    elements: dict[tuple[int, ...], Element] = field(default_factory=dict)
    labels: dict[tuple[int, ...], str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Every text, in the order of the page, as Markdown without its escapes."""
        said = [(place, text(element)) for place, element in self.elements.items() if (text := _text_of(element))]
        return "\n".join(words for _, words in sorted([*said, *self.labels.items()])).replace("\\", "")

    @property
    def exceptions(self) -> list[str]:
        """The bugs that the page shows."""
        shown = [each for each in self.elements.values() if each.WhichOneof("type") == "exception"]
        return [f"{each.exception.type}: {each.exception.message}" for each in shown]

    @property
    def refusals(self) -> list[str]:
        """What red boxes say."""
        alerts = [each.alert for each in self.elements.values() if each.WhichOneof("type") == "alert"]
        return [f"{each.title} {each.body}".strip().replace("\\", "") for each in alerts if each.format == each.ERROR]

    def widget(self, key: str) -> Any | None:
        """The control of a key; of a key that ends in "-", the first that begins so. None where it is not drawn."""
        for element in self.elements.values():
            control = getattr(element, element.WhichOneof("type") or "", None)
            if _is_of(getattr(control, "id", ""), key):
                return control
        return None

    def buttons(self, key: str) -> Iterator[tuple[str, Any]]:
        """The buttons whose key begins so, each with its key."""
        for element in self.elements.values():
            if element.WhichOneof("type") == "button" and _is_of(element.button.id, key):
                yield element.button.id.split("-", 2)[-1], element.button


def _text_of(element: Element) -> Callable[[Element], str] | None:
    return _TEXTS.get(element.WhichOneof("type") or "")


def _is_of(widget_id: str, key: str) -> bool:
    """Streamlit names a control "$$ID-digest-key"."""
    given = widget_id.split("-", 2)[-1]
    return given.startswith(key) if key.endswith("-") else given == key


class Person:
    """One browser session. What is awaited raises `Unanswered` after `PATIENCE_S`."""

    def __init__(self, url: str, connection: ClientConnection, cookies: Mapping[str, str]) -> None:
        self.url, self._connection, self._cookies = url, connection, cookies
        self.page = Drawn()
        self.sent = bytearray()
        """Every byte that the server has sent since the last page was asked for."""
        self.runs = 0
        """How many times the whole script has begun since then."""
        self.told: set[str] = set()
        """The kinds of message that the server has sent since then."""
        self.session_id = ""
        self.sent_to = ""
        """The address that the server last sent the browser to, to sign in or out."""
        self._address: tuple[str, str] = ("", "")
        self._page_hash = ""
        self._held: dict[str, WidgetState] = {}
        self._again: dict[str, tuple[float, float]] = {}

    # what is done ----------------------------------------------------------------------------------------------------

    def visit(self, page: str, **query: str) -> float:
        """Open a page by its path, as a click in the navigation does, and wait until it is drawn; how long it took in
        ms.
        """
        self._address, self._page_hash, self._held = (page, urlencode(query)), "", {}
        self.sent.clear()
        self.told.clear()
        self.runs = 0
        return self._rerun()

    def press(self, key: str) -> float:
        """Press a button and wait until the page is drawn; how long it took in ms."""
        self.push(key)
        return self._finished(time.perf_counter())

    def push(self, key: str) -> None:
        """Press a button and wait for nothing."""
        self._send_rerun(WidgetState(id=self._known(key).id, trigger_value=True))

    def edit(self, key: str, row: int, **cells: object) -> float:
        """Type into cells of a table that can be edited, and wait until the page is drawn; how long it took in ms."""
        typed = {"edited_rows": {str(row): cells}, "added_rows": [], "deleted_rows": []}
        state = WidgetState(id=self._known(key).id, string_value=json.dumps(typed))
        self._held[state.id] = state
        return self._rerun()

    def enter(self, key: str, text: str) -> float:
        """Write into a field, or choose the option of that text, and wait until the page is drawn; how long in ms."""
        state = WidgetState(id=self._known(key).id, string_value=text)
        self._held[state.id] = state
        return self._rerun()

    def tick(self, key: str) -> float:
        """Tick a box and wait until the page is drawn; how long it took in ms."""
        state = WidgetState(id=self._known(key).id, bool_value=True)
        self._held[state.id] = state
        return self._rerun()

    def offer(self, files: Mapping[str, bytes], *, cut: bool = False, wait: bool = True) -> float:
        """Drop files on the uploader: each is sent, and the page is drawn with them; how long that took in ms. With
        `cut` the line breaks in the middle of the last one, which then never arrives.
        """
        state = WidgetState(id=self._known("upload-").id)
        urls = self._upload_urls(list(files))
        for place, ((name, content), given) in enumerate(zip(files.items(), urls, strict=True)):
            self._put(given.upload_url, name, content, is_cut=cut and place == len(files) - 1)
            if not (cut and place == len(files) - 1):
                state.file_uploader_state_value.uploaded_file_info.add(
                    name=name, size=len(content), file_id=given.file_id, file_urls=given
                )
        self._held[state.id] = state
        started = time.perf_counter()
        self._send_rerun()
        return self._finished(started) if wait else 0.0

    def wait_until(self, met: Callable[[Drawn], bool], *, patience_s: float = PATIENCE_S) -> float:
        """Read what comes, and ask again for what draws itself anew, until the page is as wanted; how long in s."""
        started = time.perf_counter()
        while not met(self.page):
            if time.perf_counter() - started > patience_s:
                raise Unanswered(f"after {patience_s:.0f} s the page still says:\n{self.page.words}")
            self._tick()
        return time.perf_counter() - started

    def say(self, message: BackMsg) -> None:
        """Send a message as it is, and wait for nothing; an operation is asked for in the name of one's own session."""
        if message.WhichOneof("type") == "backend_operation_request":
            message.backend_operation_request.session_id = self.session_id
        self._connection.send(message.SerializeToString())

    def rest(self) -> None:
        """Take what still comes of the page before, which may run once more by itself, until nothing does."""
        while self._next(_TICK_S) is not None:
            pass

    def leave(self) -> None:
        """Close the tab, whatever is going on."""
        self._connection.close()

    # the protocol ----------------------------------------------------------------------------------------------------

    def _rerun(self) -> float:
        started = time.perf_counter()
        self._send_rerun()
        return self._finished(started)

    def _send_rerun(self, trigger: WidgetState | None = None, *, fragment: str = "") -> None:
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = self._address
        asked.rerun_script.page_script_hash = self._page_hash  # by which a page that is open asks for itself
        asked.rerun_script.fragment_id, asked.rerun_script.is_auto_rerun = fragment, bool(fragment)
        asked.rerun_script.context_info.timezone = "Europe/Berlin"
        asked.rerun_script.widget_states.widgets.extend([*self._held.values(), *([trigger] if trigger else [])])
        self._connection.send(asked.SerializeToString())

    def _finished(self, started: float) -> float:
        """Wait for the end of a whole run; one that runs once more by itself is awaited too."""
        before = self.runs
        while True:
            message = self._next(PATIENCE_S)
            if message is None:
                raise Unanswered(f"nothing for {PATIENCE_S:.0f} s")
            kind = message.WhichOneof("type")
            has_begun = self.runs > before
            if kind == "script_finished" and has_begun and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return 1000 * (time.perf_counter() - started)

    def _tick(self) -> None:
        """Take what comes for a moment, then ask anew for the parts of the page that are due."""
        self._next(_TICK_S)
        now = time.monotonic()
        for fragment, (due, interval) in list(self._again.items()):
            if now >= due:
                self._again[fragment] = (now + interval, interval)
                self._send_rerun(fragment=fragment)

    def _next(self, timeout_s: float) -> ForwardMsg | None:
        try:
            came = self._connection.recv(timeout=timeout_s, decode=False)
        except TimeoutError:
            return None
        self.sent += came
        message: ForwardMsg = ForwardMsg.FromString(came)
        self._take(message)
        return message

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        self.told.add(kind or "")
        if kind == "new_session":
            self.session_id = message.new_session.initialize.session_id
            if not message.metadata.run.fragment_ids:
                self.runs += 1
                self.page, self._again = Drawn(), {}
        elif kind == "delta":
            self._take_delta(message)
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "auth_redirect":
            self.sent_to = message.auth_redirect.url
        elif kind == "auto_rerun":
            given = message.auto_rerun
            self._again[given.fragment_id] = (time.monotonic() + given.interval, given.interval)

    def _take_delta(self, message: ForwardMsg) -> None:
        place = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") == "new_element":
            self.page.elements[place] = message.delta.new_element
            return
        for beneath in [each for each in self.page.elements if each[: len(place)] == place]:
            del self.page.elements[beneath]
        block = message.delta.add_block
        self.page.labels[place] = block.expandable.label if block.WhichOneof("type") == "expandable" else ""

    def _known(self, key: str) -> Any:
        found = self.page.widget(key)
        if found is None:
            raise Unanswered(f"there is no {key} on the page:\n{self.page.words}")
        return found

    # uploads ---------------------------------------------------------------------------------------------------------

    def _upload_urls(self, names: list[str]) -> list[Any]:
        asked = BackMsg()
        asked.file_urls_request.request_id = secrets.token_hex(8)
        asked.file_urls_request.file_names.extend(names)
        asked.file_urls_request.session_id = self.session_id
        self._connection.send(asked.SerializeToString())
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            message = self._next(_TICK_S)
            if message is not None and message.WhichOneof("type") == "file_urls_response":
                return list(message.file_urls_response.file_urls)
        raise Unanswered("no address to send files to")

    def _put(self, path: str, name: str, content: bytes, *, is_cut: bool) -> None:
        mark = secrets.token_hex(8)
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = head + content + f"\r\n--{mark}--\r\n".encode()
        line = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE_S)
        try:
            line.putrequest("PUT", path)
            line.putheader("Content-Type", f"multipart/form-data; boundary={mark}")
            line.putheader("Content-Length", str(len(body)))
            line.putheader("Cookie", _written(self._cookies))
            line.putheader("X-Xsrftoken", self._cookies[XSRF_COOKIE])
            line.endheaders()
            line.send(body[: len(body) // 2] if is_cut else body)
            if not is_cut and (status := line.getresponse().status) >= 400:
                raise Unanswered(f"the upload of {name} was answered {status}")
        finally:
            line.close()


@contextmanager
def somebody(
    url: str, cookies: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> Iterator[Person]:
    """A new browser session of an app, signed in where the cookies say so; `headers` are sent along."""
    given = {XSRF_COOKIE: _token(url), **(cookies or {})}
    with connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        origin=cast(None, url),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(given[XSRF_COOKIE])],
        additional_headers={"Cookie": _written(given), **(headers or {})},
        max_size=None,
        proxy=None,
        close_timeout=1,
    ) as connection:
        try:
            yield Person(url, connection, given)
        except ConnectionClosed as closed:
            raise Unanswered(f"the server closed the line: {closed}") from closed


def every_message() -> Iterator[BackMsg]:
    """One of each kind that a browser can send, and of each operation, saying as little as it can."""
    for kind in BackMsg.DESCRIPTOR.fields:
        if kind.name != "backend_operation_request":
            message = BackMsg()
            _set(message, kind)
            yield message
    for operation in BackendOperationRequest.DESCRIPTOR.oneofs_by_name["payload"].fields:
        message = BackMsg()
        _set(message.backend_operation_request, operation)
        yield message


def _set(message: Any, part: Any) -> None:
    if part.message_type is None:
        setattr(message, part.name, True)
    else:
        getattr(message, part.name).SetInParent()


def handshake(url: str, *, host: str = "", origin: str = "") -> int:
    """What the opening of a web socket is answered with: 101 where it is opened. Asked for by the name `host`, as the
    page of `origin` does; else by the server's own name, as a program does that is no browser.
    """
    place = urlsplit(url)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=30) as line:
        try:
            with connect(
                f"ws://{host or place.netloc}/_stcore/stream",
                sock=line,
                origin=cast(None, origin or None),
                subprotocols=[Subprotocol("streamlit")],
                close_timeout=1,
            ):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code


def user_cookie(secret: str, *, issuer: str, subject: str, url: str) -> dict[str, str]:
    """The cookie that Streamlit gives somebody who has signed in."""
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    claims = {
        "iss": issuer, "sub": subject, "name": subject, "is_logged_in": True, "iat": int(time.time()), "origin": url,
    }  # fmt: skip
    return {USER_COOKIE: create_signed_value(secret, USER_COOKIE, json.dumps(claims)).decode()}


def _token(url: str) -> str:
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=30) as answer:  # noqa: S310 - our own http address
        found: str = answer.headers.get("Set-Cookie", "")
    return found.partition("=")[2].partition(";")[0]


def _written(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
