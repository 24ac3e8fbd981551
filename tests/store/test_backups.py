"""Backups: read back before they count, one a day, fewer the longer ago, and what a damaged log is recovered from."""

from __future__ import annotations

import io
import os
import pkgutil
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import AlreadyRunning, DamagedLog, DatabaseProblem, NotFound, UnreadableFile
from analytics.store import backups
from analytics.store.daily import staying
from analytics.store.place import Place
from analytics.training_log import DATABASE_NAME, TrainingLog
from tests.conftest import damage

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


def test_a_log_that_takes_its_place_is_killed_at_any_step_and_the_old_one_or_the_new_one_is_there(
    home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one has a third set, in its write-ahead log alone, and is whole here, so that its worth can be told."""
    before = tmp_path_factory.mktemp("before") / "home"
    with TrainingLog.open(home) as log:
        typed = pd.DataFrame({"started_at": [datetime(2026, 11, 20, 18)], "exercise": ["back_squat"], "reps": [5.0]})
        log.add_sets(typed.assign(weight_kg=110.0), now=NOW)
        shutil.copytree(home, before)
    assert (before / f"{DATABASE_NAME}.wal").stat().st_size > 0
    with zipfile.ZipFile(home / "backups" / "daily-2026-11-20.zip") as backup:
        (before / f"{DATABASE_NAME}.new").write_bytes(backup.read("hindsight.duckdb"))
    found = []
    for steps in range(7):
        victim = shutil.copytree(before, before.with_name(f"after-{steps}-steps"))
        with monkeypatch.context() as patched:
            done = iter(range(steps))
            for target in ("pathlib.Path.replace", "pathlib.Path.unlink", "analytics.store.place.onto_the_disk"):
                patched.setattr(target, or_killed(pkgutil.resolve_name(target), done))
            with suppress(KeyboardInterrupt):
                Place(victim / DATABASE_NAME, victim).take()
        with TrainingLog.open(victim) as log:
            found.append(loads(log))
        assert list(victim.glob(f"{DATABASE_NAME}.*")) == []
    assert found == [[100, 105, 110], *[[100]] * 6]


def or_killed(step: Callable[..., Any], left: Iterator[int]) -> Callable[..., Any]:
    """A step on the disk, while some are left."""

    def stepped(*given: Any, **named: Any) -> Any:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return step(*given, **named)

    return stepped


def test_nobody_opens_or_replaces_a_log_that_another_one_is_being_made_for(home: Path) -> None:
    """Also where there is no database that could be held."""
    (home / DATABASE_NAME).unlink()
    backup = home / "backups" / "daily-2026-11-20.zip"
    others: tuple[Callable[[], object], ...] = (
        lambda: TrainingLog.open(home),
        lambda: TrainingLog.rebuild(home, now=NOW),
        lambda: TrainingLog.recover(home, backup, now=NOW),
    )

    def others_come(_done: int, _of_all: int) -> None:
        for other in others:
            with pytest.raises(AlreadyRunning, match="put in place anew"):
                other()

    made = TrainingLog.rebuild(home, now=NOW, progress=others_come)
    assert made.sets == 2
    with TrainingLog.open(home) as log:
        assert loads(log) == [100, 105]


def test_what_a_backup_left_that_was_broken_off_is_gone_with_the_next_start(home: Path) -> None:
    half_done = ("backups/copy-1.duckdb", "backups/copy-1.duckdb.wal", "backups/restore-2.duckdb", "uploads/ab.part")
    for name in half_done:
        (home / name).write_bytes(b"half")
    kept = {path for path in home.rglob("*") if path.is_file()} - {home / name for name in half_done}
    (home / "backups" / "room-x").mkdir()  # what a page leaves that is killed in the middle of a download
    (home / "backups" / "room-x" / "backup.zip").write_bytes(b"half")
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


def turned(home: Path) -> tuple[Path, bytes]:
    """The raw file of the second import, one byte of which has turned, and what it held."""
    (raw,) = (file for file in (home / "uploads").iterdir() if file.read_bytes() == TWO_SETS)
    raw.write_bytes(TWO_SETS[:-1] + b"?")
    return raw, TWO_SETS


SAID = (
    "The kept original of log.csv, imported on 21 Nov 2026, is damaged on the disk, so no backup holds it. Its sets "
    "are not touched. Import the same file once more: that mends it.",
)


def test_a_backup_is_made_without_a_damaged_raw_file_and_says_which_one_and_what_mends_it(home: Path) -> None:
    raw, _whole = turned(home)
    with TrainingLog.open(home) as log:
        assert log.backup(home / "mine.zip") == log.damaged_files() == SAID
        with zipfile.ZipFile(home / "mine.zip") as archive:
            others = [f"uploads/{file.name}" for file in (home / "uploads").iterdir() if file != raw]
            assert sorted(archive.namelist()) == [DATABASE_NAME, *others]


def test_importing_the_original_again_mends_a_damaged_raw_file(home: Path) -> None:
    raw, whole = turned(home)
    with TrainingLog.open(home) as log:
        log.import_file("log.csv", TWO_SETS, now=NOW)
        assert raw.read_bytes() == whole
        assert log.backup(home / "mine.zip") == log.damaged_files() == ()


def test_a_damaged_raw_file_that_no_import_that_stands_came_from_is_not_missed(home: Path) -> None:
    turned(home)
    with TrainingLog.open(home) as log:
        log.undo(2, now=NOW)
        assert log.damaged_files() == ()


def test_a_damaged_raw_file_stops_no_restore_and_is_mended_by_a_backup_that_holds_it(home: Path) -> None:
    with TrainingLog.open(home) as log:
        log.backup(home / "whole.zip")
    raw, whole = turned(home)
    with TrainingLog.open(home) as log:
        log.restore_kept("daily-2026-11-20.zip", now=NOW)
        assert loads(log) == [100]
        assert raw.read_bytes() != whole
        log.restore(home / "whole.zip", now=NOW)
        assert raw.read_bytes() == whole
    (first, second) = sorted((home / "backups").glob("before-restore-*"), key=lambda file: file.stat().st_mtime)
    assert (first.name, second.name) == ("before-restore-20261121-120000.zip", "before-restore-20261121-120000-2.zip")
    with TrainingLog.open(home) as log:  # the one made first was not written over
        log.restore_kept(first.name, now=NOW)
        assert loads(log) == [100, 105]


def test_a_refused_restore_leaves_nothing_behind(home: Path) -> None:
    with TrainingLog.open(home) as log:
        log.backup(home / "whole.zip")
        for name, change in {
            "cut": lambda archive: archive[: len(archive) // 2],
            "turned": lambda archive: archive.replace(b"back_squat", b"BACK_SQUAT"),  # in a raw file, which is stored
            "none": lambda _archive: b"started_at",
        }.items():
            (home / f"{name}.zip").write_bytes(change(stored(home / "whole.zip")))
        for raw in (home / "uploads").iterdir():
            raw.unlink()
        before = {path: path.read_bytes() for path in (home / "backups").iterdir()}
        for name in ("cut", "turned", "none"):
            with pytest.raises(UnreadableFile, match=f"{name}.zip is not a backup"):
                log.restore(home / f"{name}.zip", now=NOW)
        assert {path: path.read_bytes() for path in (home / "backups").iterdir()} == before
        assert list((home / "uploads").iterdir()) == []
        assert loads(log) == [100, 105]


def stored(backup: Path) -> bytes:
    """A backup as bytes that can be told apart: nothing of it is packed."""
    content = io.BytesIO()
    with zipfile.ZipFile(backup) as archive, zipfile.ZipFile(content, "w") as unpacked:
        for name in archive.namelist():
            unpacked.writestr(name, archive.read(name))
    return content.getvalue()


@pytest.mark.parametrize("table", ["imports", "readings"])
def test_a_backup_with_a_damaged_log_is_told_apart_from_the_log_that_is_open(home: Path, table: str) -> None:
    with TrainingLog.open(home) as log:
        log.backup(home / "mine.zip")
        (home / "inside").mkdir()
        with zipfile.ZipFile(home / "mine.zip") as archive:
            archive.extract(DATABASE_NAME, home / "inside")
        damage(home / "inside" / DATABASE_NAME, table)
        with zipfile.ZipFile(home / "mine.zip", "w") as archive:
            archive.write(home / "inside" / DATABASE_NAME, DATABASE_NAME)
        with pytest.raises(UnreadableFile, match="The backup's log cannot be read: it is damaged"):
            log.restore(home / "mine.zip", now=NOW)
        assert loads(log) == [100, 105]
        assert [each.kind for each in log.backups()] == ["daily"]


@pytest.mark.parametrize("table", ["sets", "readings"])
def test_a_damage_that_shows_itself_after_opening_refuses_the_restore_and_leaves_the_log_to_a_recovery(
    home: Path, table: str
) -> None:
    damage(home / DATABASE_NAME, table)
    with TrainingLog.open(home) as log:
        with pytest.raises(DamagedLog, match="is damaged"):
            log.restore_kept("daily-2026-11-20.zip", now=NOW)
        assert [each.kind for each in log.backups()] == ["daily"]
    with TrainingLog.recover(home, home / "backups" / "daily-2026-11-20.zip", now=NOW) as log:
        assert loads(log) == [100]


@pytest.mark.parametrize(
    "act",
    [
        lambda log, _home: log.import_file("more.csv", TWO_SETS.replace(b"105", b"110"), now=NOW),
        lambda log, home: log.backup(home / "mine.zip"),
        lambda log, home: log.restore(home / "earlier.zip", now=NOW),
    ],
    ids=["import", "backup", "restore"],
)
def test_a_file_that_was_put_in_its_place_lasts(
    home: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[TrainingLog, Path], object]
) -> None:
    """Its folder goes onto the disk after the file has its name."""
    with TrainingLog.open(home) as log:
        log.backup(home / "earlier.zip")
        for raw in (home / "uploads").iterdir():
            raw.unlink()
        due: set[tuple[int, int]] = set()
        replace, fsync = Path.replace, os.fsync

        def noted(file: Path, target: Path) -> Path:
            due.add(identity(target.parent.stat()))
            return replace(file, target)

        def done(descriptor: int) -> None:
            due.discard(identity(os.fstat(descriptor)))
            fsync(descriptor)

        monkeypatch.setattr(Path, "replace", noted)
        monkeypatch.setattr(os, "fsync", done)
        act(log, home)
        assert due == set()


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


def identity(state: os.stat_result) -> tuple[int, int]:
    return state.st_dev, state.st_ino


def test_a_fingerprint_is_of_every_column(home: Path) -> None:
    with TrainingLog.open(home) as log:
        database = log._store._database
        before = backups.fingerprint(database)
        with database.write_derived() as cursor:
            cursor.execute("update imports set file = 'other.csv' where import_id = 1")
        assert backups.fingerprint(database) != before


def test_old_backups_thin_out() -> None:
    today = date(2026, 11, 21)  # a Saturday
    every_day = [today - timedelta(days=ago) for ago in range(400)]
    stays = sorted((today - day).days for day in staying(every_day, today=today))
    # 0-6: the newest seven. 0, 6, 13, 20, 27: this week's, and the Sundays of the four before (15, 8, 1 Nov, 25 Oct).
    # 21: 31 Oct; 52: 30 Sep; then the last days of August back to December 2025.
    assert stays == [0, 1, 2, 3, 4, 5, 6, 13, 20, 21, 27, 52, 82, 113, 144, 174, 205, 235, 266, 294, 325]


DAYS = st.sets(st.dates(date(2024, 1, 1), date(2026, 11, 21)))
TODAY = date(2026, 11, 21)


def newest_of_each(days: set[date], pattern: str, number: int) -> set[date]:
    """The newest day of each of the newest weeks or months, written by a pattern that sorts."""
    named = {day.strftime(pattern): day for day in sorted(days)}
    return {named[name] for name in sorted(named)[-number:]}


@given(DAYS)
def test_what_stays_are_the_newest_days_weeks_and_months_that_have_a_backup(days: set[date]) -> None:
    expected = (
        newest_of_each(days, "%Y-%m-%d", 7) | newest_of_each(days, "%G-%V", 5) | newest_of_each(days, "%Y-%m", 12)
    )
    assert staying(days, today=TODAY) == expected


@given(DAYS, st.integers(0, 5_000))
def test_no_break_costs_a_backup(days: set[date], later: int) -> None:
    stays = staying(days, today=TODAY)
    assert staying(stays, today=TODAY + timedelta(days=later)) == stays


@given(DAYS, st.sets(st.dates(date(2026, 11, 22), date(2040, 1, 1))))
def test_backups_from_days_that_have_not_come_push_out_none_that_have(days: set[date], ahead: set[date]) -> None:
    stays = staying(days | ahead, today=TODAY)
    assert stays & days == staying(days, today=TODAY)
    assert len(stays - days) <= 7 + 5 + 12


@given(DAYS, st.dates(date(1970, 1, 1), date(2040, 1, 1)))
def test_a_day_of_a_wrong_clock_costs_at_most_the_oldest_of_each_kind(days: set[date], wrong: date) -> None:
    before = staying(days, today=TODAY)
    after = staying(staying(before | {wrong}, today=wrong) | {TODAY}, today=TODAY)
    assert len(before - after) <= 2 * 3  # by the wrong day, and by today's own backup
    assert set(sorted(before)[-5:]) <= after


def test_a_backup_from_the_future_does_not_stay_for_ever() -> None:
    ahead, days = date(2035, 11, 8), set[date]()
    for month in range(14):
        today = date(2026 + month // 12, month % 12 + 1, 5)
        days = staying({*days, today, ahead}, today=today)
        assert (ahead in days) == (month < 12)  # until twelve months before this one have a backup


def test_a_clock_that_goes_back_a_day_or_a_month_drops_nothing() -> None:
    every_day = {TODAY - timedelta(days=ago) for ago in range(400)}
    stays = staying(every_day, today=TODAY)
    for ago in (1, 5, 30, 300, 20_000):
        assert staying(stays, today=TODAY - timedelta(days=ago)) == stays
    # twelve months with a backup, none of them October, and a clock that says October
    months = {date(2025 + month // 12, month % 12 + 1, 20) for month in (*range(10, 21), 22)}
    assert staying(months | {date(2026, 10, 15)}, today=date(2026, 10, 15)) >= months


def test_a_long_break_and_a_wrong_clock_leave_the_backups_of_before(home: Path) -> None:
    with TrainingLog.open(home) as log:
        names = {"daily-2026-11-20.zip"}
        for today, unit in ((date(2028, 1, 30), "lb"), (date(2035, 1, 1), "kg"), (date(2028, 1, 31), "lb")):
            log.change_setting("unit", unit)
            assert log.back_up_daily(today=today) is not None
            names.add(f"daily-{today}.zip")
        assert {each.name for each in log.backups()} == names


def test_those_made_before_something_stay_by_number_and_one_dated_ahead_pushes_none_out(home: Path) -> None:
    with TrainingLog.open(home) as log:
        folder = home / "backups"
        for day, made in enumerate([*([datetime(2026, 11, 1, 12)] * 6), datetime(2035, 1, 1)], start=1):
            file = folder / f"before-restore-2026110{day}-120000.zip"
            file.write_bytes(b"")
            os.utime(file, ((made + timedelta(days=day)).timestamp(),) * 2)
        (folder / "daily-2026-99-99.zip").write_bytes(b"")  # whoever named it so
        log.back_up_daily(today=TODAY)
        assert sorted(file.name[15:23] for file in folder.glob("before-restore-*")) == [
            f"2026110{day}" for day in (2, 3, 4, 5, 6)
        ]


def test_the_list_of_backups_passes_over_what_is_dropped_meanwhile(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Path.glob

    def dropped_after_listing(folder: Path, pattern: str) -> list[Path]:
        found = list(listed(folder, pattern))
        for file in found:
            file.unlink()
        return found

    with TrainingLog.open(home) as log, monkeypatch.context() as patched:
        assert len(log.backups()) == 1
        patched.setattr(Path, "glob", dropped_after_listing)
        assert log.backups() == []
