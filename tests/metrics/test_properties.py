"""What must not matter: the order of rows, the unit, how a log was cut into files, one more warm-up, a name's spelling.

Each example is a log of a few weeks in a real database. It is written in several ways, and every metric must answer
the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analytics.model import Choices
from analytics.training_log import TrainingLog

NOW: Final = datetime(2026, 11, 21, 12)
FIRST_DAY: Final = date(2026, 8, 31)
KG_PER_LB: Final = 0.45359237
SPELLINGS: Final = {
    "back_squat": "Squat (Barbell)",
    "romanian_deadlift": "ROMANIAN  DEADLIFT (barbell)",
    "seated_leg_curl": "Seated Leg Curl (Machine)",
    "leg_extension": "leg extension (machine)",
    "hip_thrust": "Hip Thrust (Barbell)",
    "standing_calf_raise": "Standing Calf Raise",
}
OF_THE_DATABASE: Final = ("set_id",)
"""Columns that number rows as they came; they mean nothing across two logs."""
EXAMPLES: Final = max(2, settings().max_examples // 10)
"""An example costs every metric five times, so a tenth of the profile's examples."""


@dataclass(frozen=True)
class LoggedSet:
    """One performed set; `number` orders the sets of a lift within a day. Loads are whole pounds, so both units are
    exact.
    """

    day: date
    exercise: str
    number: int
    lb: int
    reps: int
    rir: int | None
    set_type: str = "working"


@st.composite
def logs(draw: st.DrawFn) -> list[LoggedSet]:
    """Up to twelve weeks of one or two sessions, each of up to four lifts with up to four sets."""
    days = draw(st.lists(st.integers(0, 80), min_size=4, max_size=18, unique=True))
    rows = []
    for offset in sorted(days):
        for exercise in draw(st.lists(st.sampled_from(list(SPELLINGS)), min_size=1, max_size=4, unique=True)):
            lb = draw(st.integers(10, 60)) * 5
            for number in range(1, draw(st.integers(1, 4)) + 1):
                reps, rir = draw(st.integers(1, 20)), draw(st.sampled_from([None, 0, 1, 2, 3, 5]))
                rows.append(LoggedSet(FIRST_DAY + timedelta(days=offset), exercise, number, lb, reps, rir))
    return rows


class Answers:
    """Takes a log in, written as a file or as several, and gives what every metric says about it."""

    def __init__(self, log: TrainingLog) -> None:
        self._log = log
        self._athletes = count(1)

    def to(self, *files: bytes) -> dict[str, pd.DataFrame]:
        athlete = f"lifter {next(self._athletes)}"
        for number, content in enumerate(files):
            choices = Choices(athlete=athlete)
            assert self._log.import_file(f"{number}.csv", content, now=NOW, choices=choices).rejected == 0
        return {
            name: self._log.metric(name, athlete=athlete, to_date=NOW.date()).drop(
                columns=list(OF_THE_DATABASE), errors="ignore"
            )
            for name in self._log.metric_columns()
        }


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """One log for all examples; each way of writing a log is an athlete of its own."""
    with TrainingLog.open(Path(tmp_path_factory.mktemp("properties"))) as log:
        yield Answers(log)


def written(
    rows: list[LoggedSet], *, unit: str = "kg", name: Callable[[str], str] = lambda exercise: exercise
) -> bytes:
    """A table with the unit in its header."""
    lines = [f"Date,Exercise,Set Order,Weight ({unit}),Reps,RIR,Set Type"]
    for row in rows:
        load = row.lb if unit == "lb" else repr(row.lb * KG_PER_LB)
        rir = "" if row.rir is None else row.rir
        lines.append(f"{row.day} 18:00:00,{name(row.exercise)},{row.number},{load},{row.reps},{rir},{row.set_type}")
    return "\n".join(lines).encode()


def with_a_warm_up(rows: list[LoggedSet]) -> list[LoggedSet]:
    """A marked warm-up before each lift's first set of a day."""
    warm_ups = [replace(row, number=0, lb=row.lb // 2, reps=10, rir=None, set_type="warmup") for row in rows]
    firsts = [warm_up for warm_up, row in zip(warm_ups, rows, strict=True) if row.number == 1]
    return sorted([*rows, *firsts], key=lambda row: (row.day, row.exercise, row.number))


@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking takes minutes
@given(rows=logs(), seed=st.integers(0, 2**16))
def test_the_way_a_log_is_written_changes_no_number(answers: Answers, rows: list[LoggedSet], seed: int) -> None:
    told = answers.to(written(rows))
    shuffled = random.Random(seed).sample(rows, len(rows))
    cut = rows[len(rows) // 2].day
    ways = {
        "rows in another order": answers.to(written(shuffled)),
        "in pounds": answers.to(written(rows, unit="lb")),
        "split into two files": answers.to(
            written([row for row in rows if row.day >= cut]), written([row for row in rows if row.day < cut])
        ),
        "with a warm-up more": answers.to(written(with_a_warm_up(rows))),
        "under other spellings": answers.to(written(rows, name=SPELLINGS.__getitem__)),
    }
    for way, other in ways.items():
        for metric, frame in told.items():
            try:
                pd.testing.assert_frame_equal(other[metric], frame, rtol=1e-6)
            except AssertionError as difference:
                raise AssertionError(f"{metric} differs {way}: {difference}") from None
