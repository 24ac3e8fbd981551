"""The real app in Streamlit's own test runner, on a log of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui import session

APP = Path(__file__).parents[3] / "app.py"


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data directory, and a clock that stands on Friday 7 November 2025. The day's backup, which each of these
    young logs would make and sync to the disk, is looked at in tests/ui/test_backups_page.py.
    """
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(session, "back_up_daily", lambda: None)
    monkeypatch.setenv("HINDSIGHT_TODAY", "2025-11-07")
    yield tmp_path
    session.close_logs()


@pytest.fixture
def app() -> AppTest:
    """The app, drawn once at its root address."""
    return AppTest.from_file(str(APP), default_timeout=60).run()
