"""A file that was read stays ready to import while it is read anew only because somebody else changed the log."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from analytics.errors import UnreadableFile
from analytics.model import Choices
from ui import previews, session
from ui.pending import Pending
from ui.previews import Found, Reading, _reading

FILE = Pending("log.csv", "abc", b"", None)
FOUND = UnreadableFile("read", "as it is")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Readings that end only when this is set, of a log whose version is counted by hand."""
    release = threading.Event()

    def read(_progress: object) -> Found:
        assert release.wait(10)
        return FOUND

    monkeypatch.setattr(previews, "_reader", lambda _pending, _choices: read)
    monkeypatch.setattr(session, "open_log", lambda: LOG)
    LOG.version = 1
    yield release
    release.set()


LOG = SimpleNamespace(version=1)


def read_once(held: threading.Event) -> Reading:
    """A reading that has come to its end."""
    first = _reading(FILE, Choices(), None)
    assert not first.is_settled
    held.set()
    first.work.wait(10)
    assert first.is_settled
    held.clear()
    return first


def test_a_change_of_the_log_by_somebody_else_takes_no_press_of_import_away(held: threading.Event) -> None:
    first = read_once(held)
    LOG.version = 2
    again = _reading(FILE, Choices(), first)
    assert not again.work.is_done
    assert again.is_settled
    assert again.found is FOUND
    LOG.version = 3
    assert _reading(FILE, Choices(), again).is_settled


def test_another_choice_has_to_be_read_before_it_can_be_imported(held: threading.Event) -> None:
    first = read_once(held)
    other = _reading(FILE, Choices(unit="lb"), first)
    assert not other.is_settled
    assert other.found is FOUND  # what it was taken for stays on the screen meanwhile
