"""Every promise of SECURITY.md names a test that exists; and those promises that no other test holds."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from analytics.errors import HindsightError
from analytics.training_log import DATABASE_NAME, TrainingLog

PROJECT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = (PROJECT / "SECURITY.md").read_text(encoding="utf-8")
PROMISED: Final = PAGE.partition("## What is promised")[2].partition("## What is not promised")[0]
NOW: Final = datetime(2026, 11, 21, 9)
ONE_SET: Final = b"started_at,exercise,reps,weight_kg\n2026-11-02T18:00:00,Squat (Barbell),5,100\n"


# the page itself -----------------------------------------------------------------------------------------------------


def promises() -> Iterator[str]:
    """Each promise as one line."""
    for item in re.split(r"^- ", PROMISED, flags=re.MULTILINE)[1:]:
        yield " ".join(item.partition("\n\n")[0].split())


@pytest.mark.parametrize("promise", list(promises()), ids=lambda promise: promise.split("**")[1])
def test_every_promise_names_a_test_that_exists(promise: str) -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", promise)
    assert named
    assert [name for name in named if not (PROJECT / name).is_file()] == []


def test_every_file_and_command_that_the_page_names_exists() -> None:
    files = re.findall(r"`((?:tests|docs)/[\w/.]+)`|\]\(([\w/.]+)\)", PAGE)
    assert [name for pair in files for name in pair if name and not (PROJECT / name).is_file()] == []
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", PAGE)) - targets == set()


# promises that stand here --------------------------------------------------------------------------------------------


def test_what_lies_in_the_data_directory_is_the_lifters_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with TrainingLog.open(tmp_path / "home") as log:
            log.import_file("log.csv", ONE_SET, now=NOW)
            log.back_up_daily(today=NOW.date())
    finally:
        os.umask(before)
    home = tmp_path / "home"
    folders = [home, *(path for path in home.iterdir() if path.is_dir())]
    assert {path.name for path in folders} == {"home", "uploads", "backups"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    assert stat.S_IMODE((home / DATABASE_NAME).stat().st_mode) == 0o600


def test_the_logs_own_file_is_no_upload_and_stays_as_it_is(tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        log.import_file("log.csv", ONE_SET, now=NOW)
        before = log.export()
        with pytest.raises(HindsightError):
            log.import_file(DATABASE_NAME, (tmp_path / DATABASE_NAME).read_bytes(), now=NOW)
        assert log.export() == before
        assert len(log.imports()) == 1


@pytest.mark.parametrize(
    "name", ["uploads/../../evil", "uploads/../backups/evil", "/evil", "uploads\\..\\..\\evil", "../evil", "evil"]
)
def test_no_name_in_a_backup_chooses_where_a_file_goes(tmp_path: Path, name: str) -> None:
    crafted = tmp_path / "crafted.zip"
    with TrainingLog.open(tmp_path / "theirs") as log:
        log.import_file("log.csv", ONE_SET, now=NOW)
        log.backup(crafted)
    with zipfile.ZipFile(crafted, "a") as archive:
        archive.writestr(name, b"not wanted")
    with TrainingLog.open(tmp_path / "inner" / "home") as log:
        log.restore(crafted, now=NOW)
        assert len(log.sets()) == 1
    uploads = tmp_path / "inner" / "home" / "uploads"
    assert [path for path in tmp_path.rglob("*evil*") if path.parent != uploads] == []
    assert not Path("/evil").exists()


def _a_page_with_a_bug() -> None:
    from ui.server import show_uncaught

    try:
        raise ValueError("Annas note: 82,5")
    except ValueError as bug:
        show_uncaught(bug)


def test_a_bug_is_one_sentence_on_the_page_without_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit import config

    asked = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: "none" if name == "client.showErrorDetails" else asked(name))
    app = AppTest.from_function(_a_page_with_a_bug).run()
    (shown,) = app.error
    assert shown.value == "Nothing was lost: reload the page. Where it happened stands on the console of the server."
    everything = "".join(str(element) for element in app.main)
    assert "Annas note" not in everything
    assert "Traceback" not in everything
    assert "ValueError" not in everything
