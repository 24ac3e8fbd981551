"""Backups: read back before they count, one a day, fewer the longer ago, and what a damaged log is recovered from."""

from __future__ import annotations

import os
import shutil
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import DamagedLog, DatabaseProblem, NotFound, UnreadableFile
from analytics.store import backups
from analytics.store.daily import staying
from analytics.store.place import Place
from analytics.training_log import DATABASE_NAME, TrainingLog

NOW = datetime(2026, 11, 21, 12)
HEAD = b"started_at,exercise,weight_kg,reps,rir\n"
ONE_SET = HEAD + b"2026-11-18 18:00:00,back_squat,100,5,2\n"
TWO_SETS = ONE_SET + b"2026-11-19 18:00:00,back_squat,105,5,2\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data directory with a log of one set and a backup of 20 November; a second set came after that."""
    with TrainingLog.open(tmp_path) as log:
        log.import_file("log.csv", ONE_SET, now=NOW)
        log.back_up_daily(today=date(2026, 11, 20))
        log.import_file("log.csv", TWO_SETS, now=NOW)
    return tmp_path


def loads(log: TrainingLog) -> list[float]:
    return sorted(log.sets()["weight_kg"])


def test_a_day_has_one_backup_and_an_unchanged_log_none(home: Path) -> None:
    with TrainingLog.open(home) as log:
        made = log.back_up_daily(today=date(2026, 11, 21))
        assert made == home / "backups" / "daily-2026-11-21.zip"
        assert log.back_up_daily(today=date(2026, 11, 21)) is None  # there is one
        assert log.back_up_daily(today=date(2026, 11, 22)) is None  # nothing changed since
        log.change_setting("unit", "lb")
        assert log.back_up_daily(today=date(2026, 11, 22)) is not None
        assert [each.name for each in log.backups()][:1] == ["daily-2026-11-22.zip"]


def test_a_kept_backup_comes_back_and_what_it_replaces_is_kept(home: Path) -> None:
    with TrainingLog.open(home) as log:
        log.restore_kept("daily-2026-11-20.zip", now=NOW)
        assert loads(log) == [100]
        assert [each.kind for each in log.backups()].count("before-restore") == 1
        with pytest.raises(NotFound, match=r"no backup ../x.zip"):
            log.restore_kept("../x.zip", now=NOW)


def test_a_damaged_log_is_told_and_recovered_and_the_damaged_file_kept(home: Path) -> None:
    (home / DATABASE_NAME).write_bytes(b"\0" * 8192)
    with pytest.raises(DamagedLog, match="is damaged"):
        TrainingLog.open(home)
    (newest,) = TrainingLog.backups_in(home)
    with TrainingLog.recover(home, home / "backups" / newest.name, now=NOW) as log:
        assert loads(log) == [100]
        assert log.import_file("log.csv", TWO_SETS, now=NOW).added == 1  # the file brings the rest again
    assert (home / "backups" / "damaged-20261121-120000.duckdb").read_bytes() == b"\0" * 8192


def test_a_recovery_that_is_cut_off_leaves_the_damaged_log_where_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(_place: Place) -> None:
        raise KeyboardInterrupt

    (home / DATABASE_NAME).write_bytes(b"\0" * 8192)
    (newest,) = TrainingLog.backups_in(home)
    with monkeypatch.context() as patched:
        patched.setattr(Place, "take", cut_off)
        with pytest.raises(KeyboardInterrupt):
            TrainingLog.recover(home, home / "backups" / newest.name, now=NOW)
    assert (home / DATABASE_NAME).read_bytes() == b"\0" * 8192
    with pytest.raises(DamagedLog, match="is damaged"):  # and no empty log in its place
        TrainingLog.open(home)
    with TrainingLog.recover(home, home / "backups" / newest.name, now=NOW) as log:
        assert loads(log) == [100]
    assert not (home / f"{DATABASE_NAME}.new").exists()


def test_what_a_backup_left_that_was_broken_off_is_gone_with_the_next_start(home: Path) -> None:
    half_done = ("backups/copy-1.duckdb", "backups/copy-1.duckdb.wal", "backups/restore-2.duckdb", "uploads/ab.part")
    for name in half_done:
        (home / name).write_bytes(b"half")
    kept = {path for path in home.rglob("*") if path.is_file()} - {home / name for name in half_done}
    TrainingLog.open(home).close()
    assert {path for path in home.rglob("*") if path.is_file()} == kept


def test_a_recovery_from_no_backup_leaves_everything_as_it_was(home: Path) -> None:
    (home / DATABASE_NAME).write_bytes(b"damaged")
    (home / "photo.zip").write_bytes(b"no zip")
    with pytest.raises(UnreadableFile, match="not a backup"):
        TrainingLog.recover(home, home / "photo.zip", now=NOW)
    assert (home / DATABASE_NAME).read_bytes() == b"damaged"


def test_a_backup_that_is_not_what_was_written_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(archive: zipfile.ZipFile, file: Path, name: str) -> None:
        archive.writestr(name, file.read_bytes()[:-1])

    with TrainingLog.open(home) as log:
        log.backup(home / "mine.zip")
        whole = (home / "mine.zip").read_bytes()
        monkeypatch.setattr(zipfile.ZipFile, "write", careless)
        with pytest.raises(DatabaseProblem, match="could not be read back"):
            log.backup(home / "mine.zip")
    assert (home / "mine.zip").read_bytes() == whole
    assert list(home.glob("*.part")) + list((home / "backups").glob("copy-*")) == []


def test_a_raw_file_that_turned_is_found_when_it_is_backed_up(home: Path) -> None:
    (upload, *_others) = sorted((home / "uploads").iterdir())
    upload.write_bytes(b"turned")
    with TrainingLog.open(home) as log, pytest.raises(DatabaseProblem, match="could not be read back"):
        log.backup(home / "mine.zip")


def test_a_raw_file_from_before_the_years_of_zip_files_is_backed_up(home: Path) -> None:
    (upload, *_others) = (home / "uploads").iterdir()
    os.utime(upload, (0, 0))
    with TrainingLog.open(home) as log:
        log.backup(home / "kept.zip")
    with zipfile.ZipFile(home / "kept.zip") as archive:
        assert archive.read(f"uploads/{upload.name}") == upload.read_bytes()


def test_a_copy_has_the_same_fingerprint_and_a_change_another(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "log"
    shutil.copytree(home, other)
    with TrainingLog.open(home) as log, TrainingLog.open(other) as copy:
        same = [backups.fingerprint(each._store._database) for each in (log, copy)]
        copy.change_setting("unit", "lb")
        assert same[0] == same[1] != backups.fingerprint(copy._store._database)


def test_old_backups_thin_out() -> None:
    today = date(2026, 11, 21)  # a Saturday
    every_day = [today - timedelta(days=ago) for ago in range(400)]
    stays = sorted((today - day).days for day in staying(every_day, today=today))
    # 0-6: the last seven days. 6, 13, 20, 27, 34: the Sundays of the weeks before (15, 8, 1 Nov, 25, 18 Oct).
    # 21: 31 Oct; 52: 30 Sep; then the last days of August back to December 2025.
    assert stays == [0, 1, 2, 3, 4, 5, 6, 13, 20, 21, 27, 34, 52, 82, 113, 144, 174, 205, 235, 266, 294, 325]


@given(st.sets(st.dates(date(2024, 1, 1), date(2026, 11, 21)), min_size=1))
def test_the_newest_backup_always_stays_and_the_rest_is_few(days: set[date]) -> None:
    stays = staying(days, today=date(2026, 11, 21))
    assert max(days) in stays
    assert stays <= days
    assert len(stays) <= 7 + 5 + 12
