"""Logs of a few typed weeks, and what the rules say about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypedDict, Unpack

import pytest

from analytics.model import Finding
from analytics.training_log import TrainingLog

NOW = datetime(2026, 11, 21, 9, 0)
LAST_MONDAY = date(
    2026, 11, 9
)  # Monday of the last full week before Saturday 21 November is the 9th: the 16th is running
TODAY = date(2026, 11, 21)
HEADER = "started_at,exercise,set_number,weight_kg,reps,rir"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path) as opened:
        yield opened


class Weeks(TypedDict, total=False):
    """What `equal_weeks` takes besides the week itself."""

    weeks: int
    last: date
    reps: int
    rir: str
    kg: float


def train(log: TrainingLog, week: dict[str, int], **form: Unpack[Weeks]) -> None:
    """`weeks` equal weeks up to the one of `last`: exercise id -> hard sets, half of them on Monday, half on
    Thursday.
    """
    bring(log, equal_weeks(week, **form))


def equal_weeks(
    week: dict[str, int],
    *,
    weeks: int = 4,
    last: date = LAST_MONDAY,
    reps: int = 8,
    rir: str = "2",
    kg: float = 60,
) -> list[str]:
    """The lines of `train`."""
    lines = []
    for back in range(weeks):
        monday = last - timedelta(weeks=back)
        for exercise, sets in week.items():
            for number in range(1, sets + 1):
                day = monday if number <= (sets + 1) // 2 else monday + timedelta(days=3)
                lines.append(f"{day} 18:00:00,{exercise},{number},{kg},{reps},{rir}")
    return lines


def bring(log: TrainingLog, *lines: list[str]) -> None:
    """Lines of weeks as one file."""
    together = [HEADER, *(line for some in lines for line in some)]
    log.import_file("weeks.csv", "\n".join(together).encode(), now=NOW)


def said(log: TrainingLog, rule: str, *, on: date = TODAY) -> list[Finding]:
    """The findings of one rule, which alone is asked."""
    return log.findings(on=on, rules=[rule])
