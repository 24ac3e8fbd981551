"""Who was here, and who lets whom look at their log: one small SQLite file beside everybody's folders.

A lifter makes a code and hands it to the coach; whoever enters it first is let in, and stands on the lifter's page by
name until the lifter (or the coach) ends it. A grant is to an identity, never to an e-mail address: an address can be
mistyped, change hands, or be vouched for by a provider that did not look.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from analytics.errors import NotFound, WrongRequest
from analytics.language import _
from ui.hosting.identity import Identity

FILE_NAME: Final = "people.sqlite"
FOLDERS: Final = "people"
"""The folder of everybody's folders, beside the file."""
CODE_HOURS: Final = 48
_TABLES: Final = """
create table if not exists people (
    folder text primary key, name text not null, email text not null, seen_at text not null
);
create table if not exists codes (
    code_hash text primary key, lifter text not null, may_import integer not null, ends_at text not null
);
create table if not exists grants (
    lifter text not null, coach text not null, may_import integer not null, since text not null,
    primary key (lifter, coach)
);
"""
_GRANTS: Final = """
select l.folder, l.name, l.email, c.folder, c.name, c.email, g.may_import, g.since
from grants g join people l on l.folder = g.lifter join people c on c.folder = g.coach
where g.lifter = coalesce(:lifter, g.lifter) and g.coach = coalesce(:coach, g.coach)
order by g.since
"""


@dataclass(frozen=True, slots=True)
class Grant:
    """A lifter lets a coach look at their log, and import into it where `may_import`; since when (naive, UTC)."""

    lifter: Identity
    coach: Identity
    may_import: bool
    since: datetime


class People:
    """The file of people and grants. Safe to use from several threads; each change is one transaction."""

    def __init__(self, folder: Path) -> None:
        for private in (folder, folder / FOLDERS):
            private.mkdir(parents=True, exist_ok=True)
            private.chmod(0o700)
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(folder / FILE_NAME, check_same_thread=False, isolation_level=None)
        (folder / FILE_NAME).chmod(0o600)
        with self._change() as rows:
            for table in _TABLES.split(";"):
                rows.execute(table)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def seen(self, person: Identity, *, now: datetime) -> None:
        """Keep how a person is called, so that others can be told by name whom they let in."""
        with self._change() as rows:
            rows.execute(
                "insert into people values (?, ?, ?, ?) on conflict (folder) do update"
                " set name = excluded.name, email = excluded.email, seen_at = excluded.seen_at",
                (person.folder, person.name, person.email, now.isoformat()),
            )

    def new_code(self, lifter: Identity, *, may_import: bool, now: datetime) -> str:
        """A code that lets one person in, once, within `CODE_HOURS`. Kept is only its SHA-256; an earlier code of this
        lifter ends.
        """
        code = secrets.token_urlsafe(18)
        with self._change() as rows:
            rows.execute("delete from codes where lifter = ? or ends_at < ?", (lifter.folder, now.isoformat()))
            ends_at = now + timedelta(hours=CODE_HOURS)
            rows.execute(
                "insert into codes values (?, ?, ?, ?)",
                (_hash(code), lifter.folder, may_import, ends_at.isoformat()),
            )
        return code

    def take_up(self, code: str, coach: Identity, *, now: datetime) -> Grant:
        """Let the coach in by a code, which is used up by it. Raises `NotFound` for a code that is unknown, used or too
        old, all in the same words; `WrongRequest` for one's own.
        """
        with self._change() as rows:
            found = rows.execute(
                "select lifter, may_import from codes where code_hash = ? and ends_at >= ?",
                (_hash(code), now.isoformat()),
            ).fetchall()
            if not found:
                raise NotFound(
                    _("This code lets nobody in: it is mistyped, used already, or too old."),
                    _("Ask for a new one; a code holds for {hours} hours and one person.", hours=CODE_HOURS),
                )
            lifter, may_import = found[0]
            if lifter == coach.folder:
                raise WrongRequest(_("This code is your own: give it to whom you want to let in."))
            rows.execute("delete from codes where code_hash = ?", (_hash(code),))
            rows.execute(
                "insert or replace into grants values (?, ?, ?, ?)",
                (lifter, coach.folder, may_import, now.isoformat()),
            )
        granted = self.grant(lifter=lifter, coach=coach.folder)
        if granted is None:  # taken back in the same moment
            raise NotFound(_("This was taken back just now."))
        return granted

    def end(self, *, lifter: str, coach: str, by: str) -> None:
        """Take a grant back, at once; either side may, which `by` names. Where it is the lifter, a code that is still
        out ends too: the coach may hold it.
        """
        with self._change() as rows:
            rows.execute("delete from grants where lifter = ? and coach = ?", (lifter, coach))
            if by == lifter:
                rows.execute("delete from codes where lifter = ?", (lifter,))

    def end_code(self, lifter: str) -> None:
        """Take back the code that a lifter handed out, if nobody used it."""
        with self._change() as rows:
            rows.execute("delete from codes where lifter = ?", (lifter,))

    def has_code(self, lifter: str, *, now: datetime) -> bool:
        """Whether a code of this lifter is still out."""
        return bool(
            self._rows(
                "select 1 from codes where lifter = :lifter and ends_at >= :now", lifter=lifter, now=now.isoformat()
            )
        )

    def grant(self, *, lifter: str, coach: str) -> Grant | None:
        """What this lifter granted this coach, as it stands now."""
        return next(iter(self._grants(lifter=lifter, coach=coach)), None)

    def let_in_by(self, lifter: str) -> list[Grant]:
        """Everybody whom a lifter lets in, longest first."""
        return self._grants(lifter=lifter)

    def open_to(self, coach: str) -> list[Grant]:
        """Everybody who lets this coach in, longest first."""
        return self._grants(coach=coach)

    def _grants(self, *, lifter: str | None = None, coach: str | None = None) -> list[Grant]:
        return [
            Grant(Identity(*row[0:3]), Identity(*row[3:6]), bool(row[6]), datetime.fromisoformat(row[7]))
            for row in self._rows(_GRANTS, lifter=lifter, coach=coach)
        ]

    def _rows(self, statement: str, **values: str | None) -> list[tuple[str, ...]]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._connection.execute("begin immediate")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("rollback")
                raise
            self._connection.execute("commit")


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().encode()).hexdigest()
