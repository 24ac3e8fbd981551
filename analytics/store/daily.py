"""Backups that Hindsight makes by itself: one a day when something changed, fewer of them the longer ago.

They lie in the backups folder, hold the database alone (the raw files lie beside it, and never change), and are
restored as any other backup is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Final

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
            state = path.stat()
            made_at = datetime.fromtimestamp(state.st_mtime)  # noqa: DTZ006 the lifter's own clock
            found.append(KeptBackup(path.name, named["kind"], made_at, state.st_size))  # type: ignore[arg-type]
    return sorted(found, key=lambda each: (each.made_at, each.name), reverse=True)


def back_up_daily(database: Database, *, backups: Path, today: date) -> Path | None:
    """Make the backup of a day where there is none yet and the log is not as the newest one has it; drop old ones.

    Returns the new file, or None. Raises `DatabaseProblem` where the disk fails.
    """
    target = backups / f"daily-{today.isoformat()}.zip"
    days = _days(backups)
    if target.exists() or (days and _print_of(days[max(days)]) == fingerprint(database)):
        return None
    backup(database, backups=backups, target=target)
    _drop_old(backups, today)
    return target


def staying(days: Iterable[date], *, today: date) -> set[date]:
    """Which daily backups stay: those of the last 7 days, the newest of each of the last 5 ISO weeks and of each of
    the last 12 calendar months, and the newest of all.
    """
    stays: set[date] = set()
    seen_weeks: set[tuple[int, int]] = set()
    seen_months: set[tuple[int, int]] = set()
    for day in sorted(days, reverse=True):
        week, month = day.isocalendar()[:2], (day.year, day.month)
        weeks_ago = (today - day).days // 7
        months_ago = (today.year - day.year) * 12 + today.month - day.month
        is_first_of_week, is_first_of_month = week not in seen_weeks, month not in seen_months
        seen_weeks.add(week)
        seen_months.add(month)
        if (
            not stays
            or (today - day).days < _DAYS
            or (is_first_of_week and weeks_ago < _WEEKS)
            or (is_first_of_month and months_ago < _MONTHS)
        ):
            stays.add(day)
    return stays


def _days(backups: Path) -> dict[date, Path]:
    names = {path: path.stem.removeprefix("daily-") for path in backups.glob("daily-*.zip")}
    return {date.fromisoformat(day): path for path, day in names.items() if re.fullmatch(r"\d{4}-\d\d-\d\d", day)}


def _print_of(file: Path) -> str:
    """The fingerprint of the log that a backup holds; "" for a file that cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.comment.decode()
    except (zipfile.BadZipFile, UnicodeDecodeError):
        return ""


def _drop_old(backups: Path, today: date) -> None:
    days = _days(backups)
    for day in days.keys() - staying(days, today=today):
        days[day].unlink()
    for kind in ("before-restore", "before-schema", "before-rebuild"):
        for old in [each for each in kept(backups) if each.kind == kind][_OTHERS:]:
            (backups / old.name).unlink()
