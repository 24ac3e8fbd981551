"""Logs of a few typed weeks before Saturday 21 November 2026, whose last full week is that of Monday 9 November."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import count
from pathlib import Path

import pytest

from analytics.model import Choices
from analytics.training_log import TrainingLog
from tests.metrics.rows import Row, csv_of

ON = date(2026, 11, 21)
MONDAYS = ("2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09")
SAMPLE = Path(__file__).parents[2] / "sample_data" / "strong.csv"
Lifter = Callable[..., str]


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    """One log for all lifters, with the shipped facts; loads are shown in kg."""
    with TrainingLog.open(tmp_path_factory.mktemp("review")) as opened:
        opened.change_setting("unit", "kg")
        yield opened


@pytest.fixture(scope="session")
def lifter(log: TrainingLog) -> Lifter:
    """Adds a lifter with some sets, and gives back the name."""
    numbers = count(1)

    def added(*rows: list[Row]) -> str:
        name = f"lifter {next(numbers)}"
        content = csv_of([row for some in rows for row in some])
        assert not log.import_file(
            f"{name}.csv", content, now=datetime(2026, 11, 21, 12), choices=Choices(athlete=name)
        ).problems
        return name

    return added


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    """The sample year in a log of its own."""
    with TrainingLog.open(tmp_path_factory.mktemp("sample-year")) as opened:
        opened.import_file(SAMPLE.name, SAMPLE.read_bytes(), now=datetime(2026, 11, 21, 12))
        yield opened
