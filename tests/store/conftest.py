"""A real log in a temporary folder, fed with Hindsight's own CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from analytics.model import Choices, ImportReport
from analytics.training_log import TrainingLog

NOW = datetime(2026, 11, 21, 9, 0)
HEADER = "started_at,workout,exercise,block,set_number,set_type,weight_kg,reps,rir,source\n"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path / "home") as opened:
        yield opened


def bring(log: TrainingLog, rows: str, *, name: str = "log.csv", athlete: str | None = None) -> ImportReport:
    """Import rows written as `day time,workout,exercise,block,set,type,kg,reps,rir,source`."""
    return log.import_file(name, (HEADER + rows).encode(), now=NOW, choices=Choices(athlete=athlete))


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    """added, unchanged, updated, skipped, rejected"""
    return report.added, report.unchanged, report.updated, sum(report.skipped.values()), report.rejected
