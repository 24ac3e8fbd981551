"""A log made of hostile texts, written once for all tests that look at what is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.training_log import TrainingLog
from benchmarks.hostile.texts import write_log


@pytest.fixture(scope="session")
def hostile_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a log made of hostile texts. Its tests only look, and share a worker."""
    folder = tmp_path_factory.mktemp("hostile")
    write_log(folder)
    with TrainingLog.open(folder) as log:
        log.change_fact("plan.horizon_weeks", 4)  # looking less far ahead is faster
    return folder
