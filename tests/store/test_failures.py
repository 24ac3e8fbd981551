"""What the disk and the engine fail with becomes a sentence; what is a bug passes as it is."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from analytics.errors import DatabaseProblem
from analytics.store import failures
from analytics.training_log import TrainingLog

LOG = Path("/somewhere/hindsight.duckdb")
ONE_SET = b"started_at,exercise,weight_kg,reps,rir\n2026-11-18 18:00:00,back_squat,100,5,2\n"
NOW = datetime(2026, 11, 21, 12)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk that holds the log hindsight.duckdb is full."),
        (errno.EDQUOT, "The disk that holds the log hindsight.duckdb is full."),
        (errno.EROFS, "Hindsight may not write where the log hindsight.duckdb lies: /somewhere."),
        (errno.EACCES, "Hindsight may not write where the log hindsight.duckdb lies: /somewhere."),
        (errno.EIO, "The disk that holds the log hindsight.duckdb does not answer."),
        (errno.ENOTDIR, "The folder for the log cannot be made: /somewhere is a file."),
        (errno.ENOENT, "The folder for the log cannot be made, or it is gone: /somewhere."),
        (errno.ENAMETOOLONG, "The disk takes no names as long as those of the log /somewhere/hindsight.duckdb."),
    ],
)
def test_the_systems_numbers_are_sentences(number: int, sentence: str) -> None:
    with pytest.raises(DatabaseProblem) as caught, failures.told(LOG):
        raise OSError(number, os.strerror(number))
    assert caught.value.headline == sentence
    assert caught.value.hint


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("Failed to commit: Could not write file: No space left on device", "The disk that holds the log"),
        ("IO Error: Could not read enough bytes from file", "The log hindsight.duckdb cannot be read"),
        ("Corrupt database file: computed checksum 1 does not match", "The log hindsight.duckdb cannot be read"),
    ],
)
def test_the_engines_words_are_sentences(message: str, sentence: str) -> None:
    with pytest.raises(DatabaseProblem, match=sentence), failures.told(LOG):
        raise duckdb.IOException(message)


def test_a_bug_stays_one() -> None:
    with pytest.raises(duckdb.BinderException), failures.told(LOG):
        raise duckdb.BinderException("no such column: repz")
    with pytest.raises(OSError, match="argument"), failures.told(LOG):
        raise OSError(errno.EINVAL, "Invalid argument")


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "taken"
    in_the_way.write_bytes(b"")
    with pytest.raises(DatabaseProblem, match=f"cannot be made: {in_the_way} is a file"):
        TrainingLog.open(in_the_way / "deep" / "log")


def test_a_folder_whose_name_no_disk_takes_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="takes no names as long as"):
        TrainingLog.open(tmp_path / ("x" * 300))


def test_a_log_that_was_taken_away_takes_no_change(tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        log.import_file("log.csv", ONE_SET, now=NOW)
        (tmp_path / "hindsight.duckdb").rename(tmp_path / "elsewhere.duckdb")
        with pytest.raises(DatabaseProblem, match="was moved, removed or replaced"):
            log.delete_sets([int(log.sets()["set_id"].iloc[0])], now=NOW)
        (tmp_path / "elsewhere.duckdb").rename(tmp_path / "hindsight.duckdb")
        log.delete_sets([int(log.sets()["set_id"].iloc[0])], now=NOW)  # back in its place, it takes it
        assert log.sets().empty


def test_half_a_raw_file_is_never_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with TrainingLog.open(tmp_path) as log:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(DatabaseProblem, match="is full"):
                log.import_file("log.csv", ONE_SET, now=NOW)
        assert log.is_empty()
        assert list((tmp_path / "uploads").iterdir()) == []
        assert log.import_file("log.csv", ONE_SET, now=NOW).added == 1
