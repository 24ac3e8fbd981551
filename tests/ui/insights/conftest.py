"""The real app on the sample log, read once; its clock stands where the sample's expectations were written down."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.model import Choices
from analytics.training_log import TrainingLog
from ui import session

ROOT = Path(__file__).parents[3]
EXPECTED: dict[str, Any] = tomllib.loads((ROOT / "sample_data" / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sample_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that holds the sample log. Its tests only look."""
    folder = tmp_path_factory.mktemp("sample")
    content = (ROOT / "sample_data" / "strong.csv").read_bytes()
    with TrainingLog.open(folder) as log:
        log.import_file("strong.csv", content, now=datetime(2026, 11, 21, 12))
    return folder


@pytest.fixture
def sample(sample_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on the sample log, on the day its expectations are of."""
    yield from _app_on(sample_dir, str(EXPECTED["judged_on"]), monkeypatch, stays_open=True)


@pytest.fixture
def years_later(sample_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on the sample log, long after it ended."""
    yield from _app_on(sample_dir, "2029-03-14", monkeypatch, stays_open=True)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app before the first import."""
    yield from _app_on(tmp_path, "2026-11-21", monkeypatch)


@pytest.fixture
def roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app of a coach with two athletes, one squat each."""
    squat = b"started_at,exercise,weight_kg,reps,rir\n2026-11-18 18:00:00,back_squat,100,5,2\n"
    with TrainingLog.open(tmp_path) as log:
        for athlete in ("anna", "ben"):
            log.import_file("log.csv", squat, choices=Choices(athlete=athlete), now=datetime(2026, 11, 21, 12))
    yield from _app_on(tmp_path, "2026-11-21", monkeypatch)


def _app_on(
    folder: Path, today: str, monkeypatch: pytest.MonkeyPatch, *, stays_open: bool = False
) -> Iterator[AppTest]:
    """The app on the log of a folder, which `stays_open` for the next test where they share it."""
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", str(folder))
    monkeypatch.setenv("HINDSIGHT_TODAY", today)
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if not stays_open:
        session.close_logs()
    elif session.unit() != "kg":  # a test chose pounds, and the log is shared
        session.open_log().change_setting("unit", "kg")
