"""The pages about plans on a small log of six weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from analytics.model import DEFAULT_ATHLETE
from analytics.training_log import TrainingLog
from tests.ui.insights.conftest import _app_on
from ui import session

TODAY: Final = "2026-11-21"
NOW: Final = datetime(2026, 11, 21, 9)


def small_log(weeks: int = 6) -> bytes:
    """Squats and leg presses on Mondays, hinges on Thursdays, up to the week of 16 Nov 2026."""
    lines = ["started_at,exercise,weight_kg,reps,rir"]
    for week in range(weeks):
        monday = datetime(2026, 11, 16, 18) - timedelta(weeks=week)
        lifts = {monday: ("back_squat", "leg_press"), monday + timedelta(days=3): ("romanian_deadlift",)}
        for day, names in lifts.items():
            lines += [f"{day:%Y-%m-%d %H:%M:%S},{name},80,8,2" for name in names for _ in range(4)]
    return "\n".join(lines).encode()


@pytest.fixture(autouse=True, scope="module")
def _logs_are_closed() -> Iterator[None]:
    """After each file of tests, those that stayed open for all of it."""
    yield
    session.close_logs()


@pytest.fixture(scope="session")
def plan_log_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    with TrainingLog.open(folder) as log:
        log.import_file("log.csv", small_log(), now=NOW)
        log.change_fact("plan.horizon_weeks", 4)  # looking less far ahead is faster
    return folder


@pytest.fixture
def plan_app(plan_log_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on the small log; what a test keeps is taken back."""
    yield from _app_on(plan_log_dir, TODAY, monkeypatch, stays_open=True)
    log = session.open_log()
    plans = log.kept_plans(DEFAULT_ATHLETE)
    for plan_id in plans.loc[plans["undone_at"].isna(), "plan_id"]:
        log.undo_plan(int(plan_id), now=NOW)
