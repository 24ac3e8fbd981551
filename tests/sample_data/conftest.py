"""The committed sample files, what is expected of them, and the year they were written from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import sample_data
from sample_data.lifter import training_year
from sample_data.workouts import Workout

SAMPLE = Path(sample_data.__file__).parent
FILES = ("strong.csv", "hevy.csv", "fitnotes.csv", "hindsight.csv")


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    return tomllib.loads((SAMPLE / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def year(expected: dict[str, Any]) -> tuple[Workout, ...]:
    return training_year(expected["seed"])
