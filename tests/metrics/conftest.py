"""A gym of lifters in one real log: each test brings its own lifter, by importing Hindsight's own CSV."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

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
    """A log that takes any number of lifters, so that a test costs an import and not a database. Those who were
    `announced` train in a log of their own, which came in as one file and was judged at once: they cost neither.
    """

    def __init__(self, log: TrainingLog, *, announced: Announced | None = None) -> None:
        self.log = log
        self._announced = announced
        self._numbers = count(1)

    def lifter(self, *rows: list[Row]) -> Lifter:
        together = [row for some in rows for row in some]
        if self._announced is not None and (found := self._announced.find(together)):
            return found
        athlete = f"lifter {next(self._numbers)}"
        _bring(self.log, csv_of(together), athlete=athlete)
        return Lifter(self.log, athlete)


class Announced:
    """The lifters of many tests, brought into one log together. Who logged the same rows is the same lifter: nobody
    changes anything here.
    """

    def __init__(self, log: TrainingLog, logs: Iterable[list[Row]]) -> None:
        self._log = log
        self._athletes = {csv_of(rows): (f"announced {number}", rows) for number, rows in enumerate(logs, 1)}
        everybodys = [{**row, "athlete": athlete} for athlete, rows in self._athletes.values() for row in rows]
        if everybodys:
            _bring(log, csv_of(everybodys))
            log.roster(on=NOW.date())  # asks about everybody, so everybody's sets are judged in one go

    def find(self, rows: list[Row]) -> Lifter | None:
        athlete, _ = self._athletes.get(csv_of(rows), (None, rows))
        return None if athlete is None else Lifter(self._log, athlete)


class NotYet(Exception):
    """A test has asked about a lifter whose sets have not come in."""


class Announcements:
    """What a test takes for the gym while it only says which lifters it is about to bring: up to its first question."""

    def __init__(self) -> None:
        self.logs: list[list[Row]] = []

    def lifter(self, *rows: list[Row]) -> Announcements:
        together = [row for some in rows for row in some]
        self.logs += [together] if together else []
        return self

    def __getattr__(self, asked: str) -> Any:
        raise NotYet(asked)


def _bring(log: TrainingLog, content: bytes, *, athlete: str | None = None) -> None:
    choices = Choices(athlete=athlete, format="hindsight")
    assert not log.import_file(f"{athlete or 'everybody'}.csv", content, now=NOW, choices=choices).problems


def _announced(items: Iterable[pytest.Item]) -> list[list[Row]]:
    """The lifters of all tests that need nothing but the gym: each test begins twice, and stops here at its first
    question. What is wrong with a test it says in its own turn.
    """
    listening = Announcements()
    for item in items:
        if isinstance(item, pytest.Function) and not hasattr(item.obj, "hypothesis"):
            given = item.callspec.params if hasattr(item, "callspec") else {}
            if set(inspect.signature(item.obj).parameters) - set(given) == {"gym"}:
                with suppress(Exception):
                    item.obj(gym=listening, **given)
    return listening.logs


@pytest.fixture(scope="session")
def gym(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gym]:
    """One gym with the shipped facts; never change a fact in it, nor a set."""
    homes = [tmp_path_factory.mktemp(name) for name in ("gym", "announced")]
    with TrainingLog.open(homes[0]) as log, TrainingLog.open(homes[1]) as theirs:
        yield Gym(log, announced=Announced(theirs, _announced(request.session.items)))


@pytest.fixture
def own_gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gym]:
    """A log of the test's own, whose facts may be changed."""
    with TrainingLog.open(tmp_path_factory.mktemp("own_gym")) as log:
        yield Gym(log)
