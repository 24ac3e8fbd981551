"""A lifter's log on a real store, fed with Hindsight's own CSV; today is Saturday 21 November 2026."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from analytics.model import Choices, Doubt
from analytics.training_log import TrainingLog
from tests.metrics.rows import Row, csv_of, sets

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 0)


@dataclass(frozen=True)
class Bench:
    """A log to bring rows into, and to ask about: as an athlete of it, where it is not the lifter's own."""

    log: TrainingLog
    athlete: str | None = None

    def bring(self, *rows: list[Row], name: str = "log.csv") -> int:
        choices = Choices(athlete=self.athlete)
        report = self.log.import_file(name, csv_of([row for some in rows for row in some]), now=NOW, choices=choices)
        assert not report.problems
        return report.import_id

    def doubts(self, kind: str | None = None) -> list[Doubt]:
        return [found for found in self.log.doubts(self.athlete, today=TODAY) if kind in (None, found.kind)]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with TrainingLog.open(tmp_path / "home") as log:
        yield Bench(log)


@pytest.fixture(scope="session")
def _hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TrainingLog, Iterator[int]]]:
    with TrainingLog.open(tmp_path_factory.mktemp("hall")) as log:
        yield log, count(1)


@pytest.fixture
def guest(_hall: tuple[TrainingLog, Iterator[int]]) -> Bench:
    """A new athlete of a log that many tests use: for those that bring sets, ask, and change nothing else."""
    log, numbers = _hall
    return Bench(log, f"guest {next(numbers)}")


def day(number: int) -> str:
    """The day of a workout, one every third day from 5 January 2026."""
    return (date(2026, 1, 5) + timedelta(days=3 * number)).isoformat()


def squats(*loads: float, reps: float = 5, times: int = 3) -> list[Row]:
    """One workout of squats for each load."""
    return [row for place, kg in enumerate(loads) for row in sets(day(place), "back_squat", kg, reps, times=times)]
