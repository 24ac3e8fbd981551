"""A gym of lifters in one real log: each test brings its own lifter, by importing Hindsight's own CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

import pandas as pd
import pytest

from analytics.model import Choices
from analytics.training_log import TrainingLog
from tests.metrics.rows import Row, csv_of

NOW = datetime(2026, 11, 21, 12)


@dataclass(frozen=True)
class Lifter:
    """One athlete of a log, seen through the public face."""

    log: TrainingLog
    athlete: str

    def metric(self, name: str, *, from_date: date | None = None, to_date: date | None = None) -> pd.DataFrame:
        return self.log.metric(name, athlete=self.athlete, from_date=from_date, to_date=to_date)

    def credits(self, muscle: str | None = None) -> pd.DataFrame:
        return self.log.set_credits(self.athlete, muscle=muscle)

    def muscle(self, muscle: str) -> pd.DataFrame:
        """weekly_hard_sets of one muscle, by week."""
        weekly = self.metric("weekly_hard_sets")
        return weekly[weekly["muscle"] == muscle].set_index("week")

    def hard_sets(self, muscle: str) -> list[float]:
        """Hard sets of one muscle, week by week."""
        return self.muscle(muscle)["hard_sets"].tolist()


class Gym:
    """A log that takes any number of lifters, so that a test costs an import and not a database."""

    def __init__(self, log: TrainingLog) -> None:
        self.log = log
        self._numbers = count(1)

    def lifter(self, *rows: list[Row]) -> Lifter:
        athlete = f"lifter {next(self._numbers)}"
        content = csv_of([row for some in rows for row in some])
        report = self.log.import_file(f"{athlete}.csv", content, now=NOW, choices=Choices(athlete=athlete))
        assert not report.problems
        return Lifter(self.log, athlete)


@pytest.fixture(scope="session")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gym]:
    """One log with the shipped facts; never change a fact in it."""
    with TrainingLog.open(tmp_path_factory.mktemp("gym")) as log:
        yield Gym(log)


@pytest.fixture
def own_gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gym]:
    """A log of the test's own, whose facts may be changed."""
    with TrainingLog.open(tmp_path_factory.mktemp("own_gym")) as log:
        yield Gym(log)
