"""Lifters whose weeks are typed in, in one real log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from analytics.training_log import TrainingLog

NOW = datetime(2026, 11, 16, 9)
ON = date(2026, 11, 16)
"""The Monday on which plans of these tests are made; the last full week begins on the 9th."""
SAMPLE = Path(__file__).parents[2] / "sample_data" / "hindsight.csv"
Week = Mapping[str, Mapping[str, int]]
"""Weekday ("mon" ...) -> exercise id -> hard sets."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUAD_DOMINANT: Week = {
    "mon": {"back_squat": 4, "leg_press": 4, "leg_extension": 4},
    "thu": {"conventional_deadlift": 3, "leg_extension": 3},
}
"""16.5 quad sets a week (4 + 4 + 4 + 3 and 3 x 0.5 of the deadlift), 3 hamstring sets, no curl at all."""
Train = Callable[..., TrainingLog]


def equal_weeks(week: Week, *, weeks: int = 6) -> bytes:
    """Equal weeks up to the Sunday before `ON`, every set 60 kg for 8 with 2 left, as Hindsight's own CSV."""
    lines = ["started_at,exercise,set_number,weight_kg,reps,rir"]
    for back in range(weeks, 0, -1):
        for name, exercises in week.items():
            day = ON - timedelta(weeks=back) + timedelta(days=DAYS.index(name))
            for exercise, sets in exercises.items():
                lines += [f"{day} 18:00:00,{exercise},{number},60,8,2" for number in range(1, sets + 1)]
    return "\n".join(lines).encode()


@pytest.fixture
def train(tmp_path: Path) -> Iterator[Train]:
    """A log of equal weeks up to the Sunday before `ON`: `train(week)`."""
    opened: list[TrainingLog] = []

    def logged(week: Week) -> TrainingLog:
        log = TrainingLog.open(tmp_path)
        opened.append(log)
        log.import_file("log.csv", equal_weeks(week), now=NOW)
        return log

    yield logged
    for log in opened:
        log.close()


@pytest.fixture(scope="session")
def sample_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    """The sample log; nobody writes to it."""
    with TrainingLog.open(tmp_path_factory.mktemp("plans")) as log:
        log.import_file(SAMPLE.name, SAMPLE.read_bytes(), now=NOW)
        yield log
