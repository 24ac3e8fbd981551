"""Reading a CSV block as if it had been dropped on the import page."""

from __future__ import annotations

from textwrap import dedent

import pandas as pd

from analytics.importers import read
from analytics.model import Choices, Reading


def read_block(block: str, *, name: str = "log.csv", choices: Choices | None = None) -> Reading:
    """Read an indented block of lines; checks on the way that every row is accounted for exactly once."""
    reading = read(name, dedent(block).strip("\n").encode(), choices or Choices())
    assert_accounted(reading)
    return reading


def assert_accounted(reading: Reading) -> None:
    assert reading.rows == len(reading.sets) + sum(reading.skipped.values()) + len(reading.problems)


def column(reading: Reading, name: str) -> list[object]:
    """A column of the sets with None for missing."""
    return [None if pd.isna(value) else value for value in reading.sets[name]]


def problem(reading: Reading) -> tuple[int, str, str, str]:
    """The only problem of a reading."""
    (only,) = reading.problems
    return only.line, only.column, only.value, only.reason
