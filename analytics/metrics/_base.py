"""What every metric shares: its request, its description, and the SQL beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final, TypeVar

import pandas as pd
import pyarrow as pa

from analytics.model import Lifter, WeekStart
from analytics.reference.facts import Facts
from analytics.store import Store

Answer = TypeVar("Answer")
ANYONE: Final = Lifter()
"""A lifter who said nothing about themselves."""


@dataclass(frozen=True, slots=True)
class MetricRequest:
    """Whose metric, over which period.

    `from_date` and `to_date` choose rows and may be None (the whole log); sets before `from_date` still count where a
    row looks back. A metric is as of `to_date`: later sets are not seen. `lifter` is what they say about themselves:
    the level picks the volume bands. Weeks are ISO weeks; only weekly_hard_sets, which judges nothing, counts by
    `week_start`. Requests about the same log as of the same day may share `answers`, so that what several metrics need
    is computed once.
    """

    store: Store
    facts: Facts
    athlete: str
    from_date: date | None = None
    to_date: date | None = None
    lifter: Lifter = ANYONE
    week_start: WeekStart = "monday"
    answers: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, compute: Callable[[], Answer]) -> Answer:
        """The answer called `name`, computed for the first metric that asks. A frame is the caller's own to change."""
        if name not in self.answers:
            self.answers[name] = compute()
        known: Answer = self.answers[name]
        return known.copy(deep=False) if isinstance(known, pd.DataFrame) else known  # pandas copies what is written to

    def rows(self, sql: str, **parameters: float | str | None) -> pd.DataFrame:
        """The rows of a query with the parameters `$athlete` and `$to_date`, and further ones that it names."""
        return self.store.query_judged(sql, athlete=self.athlete, to_date=self.to_date, **parameters)

    def columns(self, sql: str, **parameters: float | str | None) -> pa.Table:
        """`rows` as Arrow columns, for many rows of a query that is soon planned."""
        return self.store.columns_judged(sql, athlete=self.athlete, to_date=self.to_date, **parameters)


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric by name: its columns in order with their meaning and unit, how it is computed, and what it rests on.

    `facts` are the beginnings of the keys of the facts it reads. `ends_with_full_week` says that rules see it up
    to the last full week only, because a running week is never judged.
    """

    name: str
    columns: Mapping[str, str]
    compute: Callable[[MetricRequest], pd.DataFrame]
    facts: tuple[str, ...]
    ends_with_full_week: bool = True


@cache
def metric_sql(name: str) -> str:
    """The text of `name.sql` in this folder."""
    return resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def days_from(rows: pd.DataFrame, day: str, from_date: date | None) -> pd.DataFrame:
    """The rows whose column `day` is `from_date` or later; all without one."""
    if from_date is None:
        return rows
    return rows[rows[day] >= pd.Timestamp(from_date)].reset_index(drop=True)


def rows_from(weekly: pd.DataFrame, from_date: date | None) -> pd.DataFrame:
    """The rows of the week that holds `from_date` and later ones."""
    if from_date is None:
        return weekly
    monday = pd.Timestamp(from_date) - pd.Timedelta(days=from_date.weekday())
    return weekly[weekly["week"] >= monday].reset_index(drop=True)
