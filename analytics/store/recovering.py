"""A backup in the place of a log that is damaged or gone: made beside it, and put there in one step."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from analytics.store import Store
from analytics.store.place import Place


class _Incoming(Store):
    """The log of a backup before it has its place: the file of the journal is not its own yet."""

    _keeps_a_journal = False

    def fill(self, source: Path) -> None:
        """Restore the backup, and write everything out."""
        self._restored(source)
        with self._database.outside_transaction() as cursor:
            cursor.execute("checkpoint")


def recovered(place: Place, source: Path, *, now: datetime) -> Store:
    """The log of the backup `source`, opened in the place of a damaged one, which is kept in the backups folder.

    Raises `UnreadableFile` when `source` is no backup, `AlreadyRunning` while somebody else is at work on this log;
    everything is then as it was, as it is when this is cut off.
    """
    with place.alone():
        place.drop_incoming()
        try:
            incoming = _Incoming(place.incoming, files=place.files)
            try:
                incoming.fill(source)
            finally:
                incoming.close()
            place.keep_damaged(now)
            place.take()
        except BaseException:
            place.drop_incoming()
            raise
        return Store(place.database, files=place.files)
