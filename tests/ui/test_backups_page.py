"""The page Backups, the day's backup, and the way back from a damaged log."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.errors import DatabaseProblem
from analytics.training_log import DATABASE_NAME, TrainingLog
from tests.conftest import damage
from tests.ui.insights.conftest import ROOT, _app_on
from ui import backups, session
from ui.hosting.open_logs import BeingUsed

ONE_SET = b"started_at,exercise,weight_kg,reps,rir\n2026-11-18 18:00:00,back_squat,100,5,2\n"
NOW = datetime(2026, 11, 19, 12)
PAGE = "pages/trust/backups.py"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with TrainingLog.open(tmp_path) as log:
        log.import_file("log.csv", ONE_SET, now=NOW)
    return tmp_path


@pytest.fixture
def app(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    yield from _app_on(home, "2026-11-20", monkeypatch)


def words(app: AppTest) -> str:
    return " ".join(each.value for kind in ("markdown", "info", "error", "caption", "toast") for each in app.get(kind))


def test_opening_a_page_makes_the_days_backup_and_the_page_lists_it(
    app: AppTest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "AT_ONCE_S", 60)  # however busy the machine is
    app.run()
    assert (home / "backups" / "daily-2026-11-20.zip").is_file()
    app.switch_page(PAGE).run()
    assert not app.exception
    assert app.table[0].value["Why"].tolist() == ["Daily"]
    assert app.download_button(key="backup-download").label == "Download a backup"


def test_nobody_waits_for_the_backup_of_a_large_log_and_the_next_page_tells_what_it_failed_with(
    app: AppTest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, made = threading.Event(), TrainingLog.back_up_daily

    def full(_log: TrainingLog, *, today: date) -> Path | None:
        assert goes_on.wait(30)
        raise DatabaseProblem(f"There is no room for the backup of {today}.", "Make room.")

    monkeypatch.setattr(session, "AT_ONCE_S", 0.01)
    monkeypatch.setattr(TrainingLog, "back_up_daily", full)
    app.run()
    assert "no room" not in words(app)
    goes_on.set()
    monkeypatch.setattr(session, "AT_ONCE_S", 30)
    app.run()
    assert "There is no room for the backup" in words(app)
    monkeypatch.setattr(TrainingLog, "back_up_daily", made)
    app.run()
    assert "no room" not in words(app)
    assert (home / "backups" / "daily-2026-11-20.zip").is_file()


def test_a_backup_is_brought_back_and_the_log_it_replaced_is_in_the_list(app: AppTest) -> None:
    app.run()
    app.switch_page(PAGE).run()
    app.button(key="backup-restore").click().run()
    assert not app.exception
    assert set(app.table[0].value["Why"]) == {"Daily", "Before a backup was brought back"}


def test_a_backup_from_elsewhere_replaces_the_log_and_what_is_none_is_refused(
    app: AppTest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    with TrainingLog.open(other / "log") as log:
        log.import_file("log.csv", ONE_SET.replace(b"100", b"140"), now=NOW)
        log.backup(other / "other.zip")
    app.run()
    app.switch_page(PAGE).run()
    app.file_uploader(key="backup-upload").upload("photo.zip", b"no zip").run()
    app.button(key="backup-restore-upload").click().run()
    assert "not a backup of Hindsight" in " ".join(str(each.proto) for each in app.error)
    app.file_uploader(key="backup-upload").upload("other.zip", (other / "other.zip").read_bytes()).run()
    app.button(key="backup-restore-upload").click().run()
    app.switch_page("pages/log/logbook.py").run()
    assert not app.exception
    assert session.open_log().sets()["weight_kg"].tolist() == [140]


def test_a_damaged_log_offers_its_backups_on_every_page_and_one_takes_its_place(app: AppTest, home: Path) -> None:
    with TrainingLog.open(home) as log:
        log.back_up_daily(today=NOW.date())
    (home / DATABASE_NAME).write_bytes(b"\0" * 8192)
    app.switch_page("pages/insights/overview.py").run()
    assert not app.exception
    assert "is damaged" in " ".join(str(each.proto) for each in app.error)
    app.button(key="recover-0").click().run()
    assert not app.exception
    assert not app.error
    assert session.open_log().sets()["weight_kg"].tolist() == [100]


@pytest.mark.parametrize("way", ["kept", "from a file"])
def test_a_damage_that_shows_itself_while_the_log_is_open_is_told_above_the_page_and_a_backup_takes_its_place(
    app: AppTest, home: Path, way: str
) -> None:
    with TrainingLog.open(home) as log:
        backup = log.back_up_daily(today=NOW.date())
        assert backup is not None
        log.change_setting("unit", "lb")
    damage(home / DATABASE_NAME, "readings")
    app.switch_page("pages/log/logbook.py").run()
    assert not app.exception
    assert "on the page Backups" in str(app.main[0].children[0].proto)
    assert app.title[0].value == "Logbook"  # what is sound is shown
    app.switch_page(PAGE).run()
    if way == "kept":
        app.button(key="backup-restore").click().run()
    else:
        app.file_uploader(key="backup-upload").upload("mine.zip", backup.read_bytes()).run()
        app.button(key="backup-restore-upload").click().run()
    assert not app.exception
    assert not app.error
    assert "The log that was there is damaged; its file is kept in the folder of backups." in words(app)
    assert len(list((home / "backups").glob("damaged-*.duckdb"))) == 1
    assert session.open_log().setting("unit", "kg") == "kg"


def test_a_page_that_meets_a_damage_offers_what_can_take_the_place_of_the_log(app: AppTest, home: Path) -> None:
    with TrainingLog.open(home) as log:
        log.back_up_daily(today=NOW.date())
    damage(home / DATABASE_NAME, "sets")
    app.switch_page("pages/log/logbook.py").run()
    assert not app.exception
    assert "is damaged" in str(app.main[0].children[0].proto)
    app.button(key="recover-0").click().run()
    assert not app.exception
    assert not app.error
    assert session.open_log().sets()["weight_kg"].tolist() == [100]


def test_a_damaged_raw_file_is_told_once_and_the_page_says_which_and_what_mends_it(app: AppTest, home: Path) -> None:
    (raw,) = (home / "uploads").iterdir()
    raw.write_bytes(b"turned")
    app.run()
    assert "1 file that you imported is damaged on the disk. The page Backups says which" in words(app).replace(
        "\\", ""
    )
    app.switch_page(PAGE).run()
    assert "The page Backups says which" not in words(app)  # told once
    (warned,) = app.warning
    assert "The kept original of log.csv, imported on 19 Nov 2026, is damaged" in warned.value.replace("\\", "")
    session.open_log().import_file("log.csv", ONE_SET, now=NOW)
    app.run()
    assert not app.warning


def test_two_windows_recover_a_damaged_log_once(app: AppTest, home: Path) -> None:
    """The second one goes on with the log that the first one put there, and with what came into it since."""
    with TrainingLog.open(home) as log:
        log.back_up_daily(today=NOW.date())
    (home / DATABASE_NAME).write_bytes(b"\0" * 8192)
    other = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for window in (app, other):
        window.switch_page("pages/log/logbook.py").run()
    with session._logs().closed(str(home)):
        other.button(key="recover-0").click().run()
        (told,) = (str(each.proto) for each in other.error)
        assert "put in place anew" in told
    for window in (app, other):
        window.run()
    app.button(key="recover-0").click().run()
    session.open_log().import_file("more.csv", ONE_SET.replace(b"100", b"120").replace(b"18 18", b"19 18"), now=NOW)
    other.button(key="recover-0").click().run()
    assert not other.exception
    assert not other.error
    assert sorted(session.open_log().sets()["weight_kg"]) == [100, 120]
    assert len(list((home / "backups").glob("damaged-*"))) == 1


def test_a_damaged_log_with_a_journal_that_cannot_be_read_is_made_of_its_raw_files(app: AppTest, home: Path) -> None:
    for name in (DATABASE_NAME, "journal.jsonl"):
        (home / name).write_bytes(b"\0" * 8192)
    app.switch_page("pages/insights/overview.py").run()
    assert "This would read 1 imported file. There is no journal that can be read, so what was typed in" in words(app)
    app.button(key="rebuild").click().run()
    assert not app.exception
    assert session.open_log().sets()["weight_kg"].tolist() == [100]


def test_a_download_holds_the_log_as_long_as_it_is_made_and_lies_beside_it_meanwhile(
    app: AppTest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.run()
    seen, backup = list[str](), TrainingLog.backup

    def slow(log: TrainingLog, target: Path) -> None:
        with pytest.raises(BeingUsed, match="is in use"):
            session.rebuild(lambda _done, _of_all: None)
        seen.append(str(target.relative_to(home)))
        backup(log, target)

    monkeypatch.setattr(TrainingLog, "backup", slow)
    assert session.later(backups._whole_log)()[:2] == b"PK"
    assert [re.sub("room-[^/]*", "room", each) for each in seen] == ["backups/room/backup.zip"]
    assert list((home / "backups").glob("room-*")) == []
    assert session.rebuild(lambda _done, _of_all: None).sets == 1


def test_the_page_rebuilds_the_log_and_says_what_became_of_it(app: AppTest) -> None:
    app.run()
    app.switch_page(PAGE).run()
    assert "This would read 1 imported file and do 1 change again: what was typed in, edited" in words(app)
    app.button(key="rebuild").click().run()
    assert not app.exception
    (made,) = (each.value.replace("\\", "") for each in app.success)
    assert "made again from 1 import and 1 other change: 1 set. It says the same as the log that was there" in made
    assert "Before the log was made again" in app.table[0].value["Why"].tolist()
    assert session.open_log().sets()["weight_kg"].tolist() == [100]


def test_a_damaged_log_is_rebuilt_from_the_original_files_which_go_further_than_the_backup(
    app: AppTest, home: Path
) -> None:
    with TrainingLog.open(home) as log:
        log.back_up_daily(today=NOW.date())
        log.delete_sets(log.sets()["set_id"].tolist(), now=datetime(2099, 1, 1))
        log.import_file("more.csv", ONE_SET.replace(b"100", b"120").replace(b"18 18", b"19 18"), now=NOW)
    (home / DATABASE_NAME).write_bytes(b"\0" * 8192)
    app.switch_page("pages/insights/overview.py").run()
    assert not app.exception
    assert [each.value for each in app.subheader] == ["Put a backup in its place", "Rebuild from the original files"]
    assert "**The original files go further** than the newest backup." in words(app)
    assert "The last one was made on Thu 1 Jan 2099, 00:00." in words(app)
    app.button(key="rebuild").click().run()
    assert not app.exception
    assert not app.error
    assert session.open_log().sets()["weight_kg"].tolist() == [120]
    assert [path.suffix for path in (home / "backups").glob("damaged-*")] == [".duckdb"]


def test_what_is_missing_for_a_rebuild_is_said_before_and_after(app: AppTest, home: Path) -> None:
    for raw in (home / "uploads").iterdir():
        raw.unlink()
    app.run()
    app.switch_page(PAGE).run()
    assert "1 imported file is missing, so its sets would be, too." in words(app)
    app.button(key="rebuild").click().run()
    (left_out,) = (each.value.replace("\\", "") for each in app.warning)
    assert "the import of log.csv, 2026-11-19: Its raw file" in left_out


def test_an_empty_log_says_what_will_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for app in _app_on(tmp_path, "2026-11-20", monkeypatch):
        app.run()
        app.switch_page(PAGE).run()
        assert not app.exception
        assert "One a day is made by itself" in words(app) + " ".join(str(each.proto) for each in app.main)
