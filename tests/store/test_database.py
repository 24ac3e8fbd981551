"""The traps of the engine, each tried for real."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from analytics.errors import AlreadyRunning, DamagedLog, DatabaseProblem, HindsightError, UnreadableFile
from analytics.store import backups
from analytics.store.database import Database
from analytics.training_log import TrainingLog
from tests.store.conftest import NOW, bring

ONE_SET = "2026-11-04 18:00:00,Pull,Deadlift (Barbell),1,1,working,140,5,2,strong\n"


def test_a_second_process_hears_that_hindsight_is_running_and_in_which_process(tmp_path: Path) -> None:
    holder = (
        "import sys, pathlib; from analytics.training_log import TrainingLog\n"
        "log = TrainingLog.open(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(AlreadyRunning, match=f"Hindsight is already running .process {process.pid}"):
            TrainingLog.open(tmp_path)
        process.communicate("")


def test_reading_from_many_threads_gives_each_its_own_rows(tmp_path: Path) -> None:
    database = Database(tmp_path / "t.duckdb", backups=tmp_path)
    wrong: list[object] = []

    def ask(number: int) -> None:
        for _ in range(50):
            rows = database.values("select $number", number=number)
            if rows != [(number,)]:
                wrong.append(rows)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.close()
    assert wrong == []


def test_writers_wait_for_each_other(log: TrainingLog) -> None:
    threads = [
        threading.Thread(target=bring, args=(log, ONE_SET.replace("-04", f"-{day:02d}"))) for day in range(10, 18)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(log.sets()) == 8


@pytest.mark.parametrize(
    "statement",
    [
        "copy (select 1) to 'x.csv'",
        "select * from read_csv('x.csv')",
        "install httpfs",
        "set threads = 8",
        "attach 'x.db'",
    ],
)
def test_the_database_reaches_nothing_outside_itself(tmp_path: Path, statement: str) -> None:
    database = Database(tmp_path / "t.duckdb", backups=tmp_path / "backups")
    with pytest.raises(duckdb.Error):
        database.read(statement)
    database.close()


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    database = Database(tmp_path / "t.duckdb", backups=tmp_path)
    with database.write_derived() as cursor:
        cursor.execute("create table kept (x integer)")

    def break_off() -> None:
        with database.write_derived() as cursor:
            cursor.execute("insert into kept values (1)")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        break_off()
    assert database.values("select count(*) from kept") == [(0,)]
    database.close()


def test_files_stay_readable_by_the_older_engine(log: TrainingLog, tmp_path: Path) -> None:
    log.close()
    (tags,) = (
        duckdb.connect(str(tmp_path / "home" / "hindsight.duckdb"))
        .execute("select tags from duckdb_databases() where database_name = 'hindsight'")
        .fetchall()[0]
    )
    assert tags["storage_version"].startswith("v1.5.0")


@pytest.mark.usefixtures("log")
def test_the_data_folder_is_private(tmp_path: Path) -> None:
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "home" / "hindsight.duckdb").stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_database_is_refused_in_one_sentence(tmp_path: Path) -> None:
    stranger = tmp_path / "photo.duckdb"
    stranger.write_bytes(b"\x89PNG" * 2000)
    with pytest.raises(DatabaseProblem, match=r"photo\.duckdb is not a log of Hindsight") as refused:
        TrainingLog.open(tmp_path, database=stranger)
    assert not isinstance(refused.value, DamagedLog)  # which a backup would take the place of
    assert [file.name for file in tmp_path.iterdir()] == ["photo.duckdb"]


@pytest.mark.parametrize("left", [b"", b"\0" * 8192, b"started_at,exercise,reps\n2026-11-04,Squat,5\n"])
def test_what_is_left_of_a_log_is_told_as_damaged(tmp_path: Path, left: bytes) -> None:
    TrainingLog.open(tmp_path).close()
    (tmp_path / "hindsight.duckdb").write_bytes(left)
    with pytest.raises(DamagedLog, match=r"hindsight\.duckdb cannot be read"):
        TrainingLog.open(tmp_path)
    assert (tmp_path / "hindsight.duckdb").read_bytes() == left


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    stranger = tmp_path / "shop.duckdb"
    with duckdb.connect(str(stranger)) as connection:
        connection.execute("create table orders (x integer)")
    with pytest.raises(DatabaseProblem, match="not one of Hindsight's"):
        TrainingLog.open(tmp_path, database=stranger)


def test_a_newer_schema_is_refused(log: TrainingLog, tmp_path: Path) -> None:
    log.close()
    path = tmp_path / "home" / "hindsight.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into schema_version values (999)")
    with pytest.raises(DatabaseProblem, match="newer Hindsight"):
        TrainingLog.open(tmp_path / "home")


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        bring(log, ONE_SET)
    with TrainingLog.open(tmp_path) as log:
        assert len(log.sets()) == 1


def test_the_raw_upload_is_kept(log: TrainingLog, tmp_path: Path) -> None:
    bring(log, ONE_SET)
    (kept,) = (tmp_path / "home" / "uploads").iterdir()
    assert ONE_SET.encode() in kept.read_bytes()


def test_a_backup_restored_elsewhere_is_the_same_log(log: TrainingLog, tmp_path: Path) -> None:
    bring(log, ONE_SET)
    log.map_exercise("My lift", "rack_pull", now=NOW)
    log.backup(tmp_path / "log.zip")
    with TrainingLog.open(tmp_path / "other") as other:
        bring(other, ONE_SET.replace("2026-11-04", "2020-01-01"))
        other.restore(tmp_path / "log.zip", now=NOW)
        assert other.export() == log.export()
        assert other.mappings()["exercise_id"].tolist() == ["rack_pull"]
        bring(other, ONE_SET.replace("-04", "-05"))  # counters went on where they were
        assert other.imports()["import_id"].is_unique
        assert other.sets()["set_id"].is_unique
    assert list((tmp_path / "other" / "backups").glob("before-restore-*.zip"))


def test_what_is_no_backup_is_refused_and_changes_nothing(log: TrainingLog, tmp_path: Path) -> None:
    bring(log, ONE_SET)
    (tmp_path / "photo.zip").write_bytes(b"\x89PNG")
    with pytest.raises(UnreadableFile, match="not a backup of Hindsight"):
        log.restore(tmp_path / "photo.zip", now=NOW)
    with pytest.raises(HindsightError):
        log.restore(tmp_path / "nowhere.zip", now=NOW)
    assert len(log.sets()) == 1


DERIVED_TABLES = {
    "exercises", "contributions", "muscles", "facts", "reference_stamp", "schema_version", "judged", "judged_fresh",
    "credited", "lifted",
}  # fmt: skip


def test_every_table_that_is_not_derived_is_in_a_backup(log: TrainingLog) -> None:
    tables = log._store.query("select table_name from duckdb_tables() where not internal and not temporary")
    assert set(tables["table_name"]) == {*backups._TABLES, *DERIVED_TABLES}


def test_what_a_page_asks_often_is_asked_once_for_a_version_of_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = Database.values
    monkeypatch.setattr(
        Database, "values", lambda self, text, /, **named: asked.append(text) or ask(self, text, **named)
    )
    with TrainingLog.open(tmp_path) as log:
        for unit in ("kg", "lb"):
            log.change_setting("unit", unit)
            bring(log, ONE_SET, name=f"{unit}.csv", athlete=unit)
            asked.clear()
            for _ in range(3):
                assert log.setting("unit", "") == unit
                assert unit in log.athletes()
            assert len(asked) == len(set(asked))
        assert log.athletes() == ["kg", "lb"]


def test_a_restored_log_has_its_own_settings_back(tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        log.change_setting("unit", "lb")
        log.backup(tmp_path / "log.zip")
        log.change_setting("unit", "kg")
        log.restore(tmp_path / "log.zip", now=NOW)
        assert log.setting("unit", "") == "lb"
