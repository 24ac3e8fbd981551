"""What in a server's memory belongs to whom: sessions, with what was uploaded into them, and files made for download.

Streamlit gives a file to whoever knows its address and takes an upload from whoever knows a session's name. Neither can
be guessed; here they are of no use to anybody else either (`ui.server`).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final, TypeVar

T = TypeVar("T")

_MOST_KEPT: Final = 20_000
"""Sessions and files; the oldest are forgotten first, and what is forgotten is given to nobody."""


class Belongings:
    """Session -> the folder of who signed in there; file -> the folders of those it was made for."""

    def __init__(self, *, most: int = _MOST_KEPT) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, str] = OrderedDict()
        self._files: OrderedDict[str, frozenset[str]] = OrderedDict()

    def note_session(self, session_id: str, owner: str) -> None:
        """This session is this person's."""
        with self._lock:
            _put(self._sessions, session_id, owner, self._most)

    def owner_of_session(self, session_id: str) -> str | None:
        """Whose session this is; None for one in which nobody signed in."""
        with self._lock:
            return self._sessions.get(session_id)

    def note_file(self, address: str, owner: str) -> None:
        """The file at this address was made for this person; the same bytes may be for several."""
        name = _file_name(address)
        with self._lock:
            _put(self._files, name, self._files.get(name, frozenset()) | {owner}, self._most)

    def note_as(self, before: str, address: str) -> None:
        """The file at this address is for the same people as the one before, which stood for it until it was made."""
        with self._lock:
            owners = self._files.get(_file_name(before), frozenset())
            name = _file_name(address)
            _put(self._files, name, self._files.get(name, frozenset()) | owners, self._most)

    def is_for(self, address: str, person: str) -> bool:
        """Whether the file at this address was made for this person."""
        with self._lock:
            return person in self._files.get(_file_name(address), frozenset())


def _file_name(address: str) -> str:
    """The last part of an address, without the ending that it may be asked for with."""
    return address.rsplit("/", 1)[-1].split(".", 1)[0]


def _put(kept: OrderedDict[str, T], key: str, value: T, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)


EVERYBODYS: Final = Belongings()
"""Of this process."""
