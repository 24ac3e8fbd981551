"""Where everything lives is one answer for the app and the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.__main__ import main
from analytics.home import home
from analytics.training_log import DATABASE_NAME

ONE_SET = "started_at,exercise,weight_kg,reps\n2026-11-18 18:00:00,back_squat,100,5\n"


def test_the_users_own_folder_may_be_written_as_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", "~/training")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log.csv").write_text(ONE_SET)
    assert main(["import", "log.csv"]) == 0, capsys.readouterr().err
    assert home() == tmp_path / "training"
    assert (tmp_path / "training" / DATABASE_NAME).is_file()
    assert not (tmp_path / "~").exists()


def test_a_tilde_of_nobody_is_a_folders_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", "~nobody-of-this-name/training")
    assert home() == Path("~nobody-of-this-name/training")


def test_without_a_choice_it_is_the_platforms_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for unset in ("", None):
        monkeypatch.setenv("HINDSIGHT_DATA_DIR", "") if unset == "" else monkeypatch.delenv("HINDSIGHT_DATA_DIR")
        assert home().name == "hindsight"
