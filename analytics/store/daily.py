"""Backups that Hindsight makes by itself: one a day when something changed, fewer of them the longer ago.

They lie in the backups folder, hold the database alone (the raw files lie beside it, and never change), and are
restored as any other backup is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Final

from analytics.files import DAMAGED_ARCHIVE
from analytics.model import KeptBackup
from analytics.store.backups import backup, fingerprint
from analytics.store.database import Database

_NAME: Final = re.compile(r"(?P<kind>daily|before-restore|before-schema|before-rebuild)-(?P<rest>[\d-]+)\.zip")
_DAYS: Final = 7
_WEEKS: Final = 5
_MONTHS: Final = 12
_OTHERS: Final = 5
"""How many of those made before a restore, a rebuild or a change of the schema stay: the newest."""


def kept(backups: Path) -> list[KeptBackup]:
    """The backups of the folder, newest first."""
    found = []
    for path in backups.glob("*.zip"):
        named = _NAME.fullmatch(path.name)
        if named:
            with suppress(FileNotFoundError):  # another thread may be dropping the old ones
                state = path.stat()
                made_at = datetime.fromtimestamp(state.st_mtime)  # noqa: DTZ006 the lifter's own clock
                found.append(KeptBackup(path.name, named["kind"], made_at, state.st_size))  # type: ignore[arg-type]
    return sorted(found, key=lambda each: (each.made_at, each.name), reverse=True)


def back_up_daily(database: Database, *, backups: Path, today: date) -> Path | None:
    """Make the backup of a day where there is none yet and the log is not as the newest one has it; drop old ones.

    Returns the new file, or None. Raises `DatabaseProblem` where the disk fails.
    """
    target = backups / f"daily-{today.isoformat()}.zip"
    come = {day: file for day, file in _days(backups).items() if day <= today}
    if target.exists() or (come and _print_of(come[max(come)]) == fingerprint(database)):
        return None
    backup(database, backups=backups, target=target)
    _drop_old(backups, today)
    return target


def staying(days: Iterable[date], *, today: date) -> set[date]:
    """Which daily backups stay: the newest 7, the newest of each of the newest 5 ISO weeks and of each of the newest 12
    calendar months. Days, weeks and months without a backup do not count, so that a long break costs none.

    Those of days that have not come yet were made by a wrong clock, or today is of one, so they are counted apart from
    the others. Beside 12 months before this one there is no room for months that have not come: those are dropped. (A
    clock that goes back never finds as many, since no more than 12 stayed in all.)
    """
    come = {day for day in days if day <= today}
    ahead = set(days) - come
    if len({_month(day) for day in come} - {_month(today)}) >= _MONTHS:
        ahead = {day for day in ahead if _month(day) == _month(today)}
    return _newest(come) | _newest(ahead)


def _newest(days: Collection[date]) -> set[date]:
    return {
        *sorted(days, reverse=True)[:_DAYS],
        *_newest_of_each(days, _week)[:_WEEKS],
        *_newest_of_each(days, _month)[:_MONTHS],
    }


def _newest_of_each(days: Collection[date], of: Callable[[date], tuple[int, int]]) -> list[date]:
    """The newest day of each week or month that has one, newest first."""
    newest = {of(day): day for day in sorted(days)}
    return sorted(newest.values(), reverse=True)


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _days(backups: Path) -> dict[date, Path]:
    found = {}
    for path in backups.glob("daily-*.zip"):
        with suppress(ValueError):  # somebody else's name
            found[datetime.strptime(path.stem, "daily-%Y-%m-%d").date()] = path
    return found


def _print_of(file: Path) -> str:
    """The fingerprint of the log that a backup holds; "" for a file that cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.comment.decode()
    except (*DAMAGED_ARCHIVE, FileNotFoundError):
        return ""


def _drop_old(backups: Path, today: date) -> None:
    days = _days(backups)
    for day in days.keys() - staying(days, today=today):
        days[day].unlink(missing_ok=True)
    for kind in ("before-restore", "before-schema", "before-rebuild"):
        others = [each for each in kept(backups) if each.kind == kind]
        others.sort(key=lambda each: each.made_at.date() > today)  # what a wrong clock dated ahead pushes none out
        for old in others[_OTHERS:]:
            (backups / old.name).unlink(missing_ok=True)
