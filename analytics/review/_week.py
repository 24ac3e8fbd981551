"""What a review may look at: the case of the rules, the same numbers as they stood before the week, and its sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from analytics.rules import Case
from analytics.units import MassUnit


@dataclass(frozen=True)
class Week:
    """The last full week of `case` and what it is held against.

    `before` gives a metric of sessions as of the Sunday before the week. `sets` are the current sets of the log up to
    the week's Sunday, as far back as `review.usual_weeks` reaches; `judgements` are those of `set_judgements` for the
    week. `first_day` and `last_day` are the span of the whole log.
    """

    case: Case
    before: Callable[[str], pd.DataFrame]
    sets: pd.DataFrame
    judgements: pd.DataFrame
    first_day: date
    last_day: date
    unit: MassUnit

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return self.case.last_full_week

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.case.window_to

    @property
    def is_in_log(self) -> bool:
        """Whether the log had begun by the end of the week."""
        return self.first_day <= self.sunday

    @property
    def is_first(self) -> bool:
        """Whether the log begins in this week."""
        return self.monday <= self.first_day <= self.sunday

    @cached_property
    def workouts_by_week(self) -> pd.Series[int]:
        """Monday -> workouts; weeks without any are missing."""
        started_at = pd.to_datetime(self.sets["started_at"]).drop_duplicates()
        return started_at.groupby(mondays(started_at)).size()

    @property
    def workouts(self) -> int:
        """Workouts of the week."""
        return int(self.workouts_by_week.get(pd.Timestamp(self.monday), 0))

    def row_before(self, metric: str, **chosen: str) -> pd.Series[Any] | None:
        """The row of a weekly metric one week earlier."""
        return self.row(metric, weeks_back=1, **chosen)

    def row(self, metric: str, *, weeks_back: int = 0, **chosen: str) -> pd.Series[Any] | None:
        """The row of a weekly metric in the week, or some weeks back, where its columns are as `chosen`."""
        rows = self._rows(metric, **chosen)
        found = rows[pd.to_datetime(rows["week"]) == pd.Timestamp(self.monday - timedelta(weeks=weeks_back))]
        return None if found.empty else found.iloc[0]

    def weeks_before(self, metric: str, *, most: int, **chosen: str) -> pd.DataFrame:
        """The rows of a weekly metric in the `most` weeks before, those with a workout only, oldest first."""
        rows = self._rows(metric, **chosen)
        weeks = pd.to_datetime(rows["week"])
        since, until = (pd.Timestamp(self.monday - timedelta(weeks=back)) for back in (most, 1))
        return rows[weeks.between(since, until) & weeks.isin(self.workouts_by_week.index)].sort_values("week")

    def of_week(self, rows: pd.DataFrame, day: str) -> pd.DataFrame:
        """The rows whose column `day` lies in the week."""
        days = pd.to_datetime(rows[day]).dt.normalize()
        return rows[days.between(pd.Timestamp(self.monday), pd.Timestamp(self.sunday))]

    def _rows(self, metric: str, **chosen: str) -> pd.DataFrame:
        rows = self.case.frame(metric)
        for column, value in chosen.items():
            rows = rows[rows[column] == value]
        return rows


def mondays(moments: pd.Series[Any]) -> pd.Series[Any]:
    """The Monday of each moment's ISO week."""
    starts: pd.Series[Any] = moments.dt.to_period("W-SUN").dt.start_time
    return starts
