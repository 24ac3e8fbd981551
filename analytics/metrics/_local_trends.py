"""The local linear trend of every lift of a log, for the metrics strength_band and strength_outlook."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analytics.metrics._base import MetricRequest
from analytics.metrics._lift_sets import Places, begins_of
from analytics.metrics._session_values import SessionValues, session_outliers, session_values
from analytics.metrics.kalman import LocalTrendSettings, States, Values, filtered, own_spread, smoothed, surprises
from analytics.reference.facts import Facts

WEEK: Final = np.timedelta64(1, "W")
Z_80: Final = NormalDist().inv_cdf(0.9)
Z_95: Final = NormalDist().inv_cdf(0.975)
"""Half-widths of the 80 % and the 95 % interval in standard deviations: what the columns are named for."""


@dataclass(frozen=True, slots=True, eq=False)
class LocalTrends:
    """All lifts of a log, each a column of the grids (see `kalman`), in the order of `exercise_ids`.

    The sessions are the session values by exercise and day: `lift` and `row` are their place in the grids, `week` is
    counted since the lift's first session by the clock, `noise` is session noise on the logarithm. `states` are the
    filter's own; `spread` is how many times further each lift strays than it expects.
    """

    exercise_ids: npt.NDArray[Any]
    lift: Places
    row: Places
    day: npt.NDArray[np.datetime64]
    week: Values
    noise: Values
    is_outlier: npt.NDArray[np.bool_]
    steps: Values
    states: States
    spread: Values

    def of_lifts(self, column: npt.NDArray[Any]) -> list[npt.NDArray[Any]]:
        """A column of the sessions, parted by lift."""
        return np.split(column, np.flatnonzero(self.row == 0)[1:]) if len(self.exercise_ids) else []

    def last(self) -> States:
        """The filter's state after each lift's last session."""
        rows = np.bincount(self.lift, minlength=len(self.exercise_ids)) - 1
        return self.states[rows, np.arange(len(rows))]

    def fitted_sessions(self) -> npt.NDArray[np.int64]:
        """How many sessions of each lift are no outliers."""
        return np.bincount(self.lift[~self.is_outlier], minlength=len(self.exercise_ids))


def local_trends(request: MetricRequest) -> LocalTrends:
    """The filtered trends of every lift with a session value, as of the request's `to_date`.

    Outliers (as in the trend, looked for between breaks) are not fitted: the state passes them by.
    """
    return request.once("local_trends", lambda: _local_trends(request))


def _local_trends(request: MetricRequest) -> LocalTrends:
    values, outlier = session_values(request), session_outliers(request)
    lift, row = _places(values)
    week = _weeks(values, row)
    noise_sd = session_noise_pct(values.sets.rir, values.sets.is_failure, request.facts) / 100
    shape = (int(row.max(initial=-1)) + 1, int(lift.max(initial=-1)) + 1)
    steps, logs, noise = np.zeros(shape), np.full(shape, np.nan), np.ones(shape)
    steps[row, lift] = np.diff(week, prepend=0) * (row > 0)
    logs[row, lift] = np.log(values.kg)
    noise[row, lift] = noise_sd
    is_outlier = np.zeros(shape, dtype=bool)
    is_outlier[row, lift] = outlier
    settings = LocalTrendSettings.from_facts(request.facts)
    states = filtered(steps, np.where(is_outlier, np.nan, logs), noise, settings)
    return LocalTrends(
        exercise_ids=values.sets.exercise_ids[values.sets.lift[row == 0]],
        lift=lift,
        row=row,
        day=values.sets.day,
        week=week,
        noise=noise_sd,
        is_outlier=outlier,
        steps=steps,
        states=states,
        spread=own_spread(surprises(steps, logs, noise, states, settings), settings),
    )


def smoothed_sessions(trends: LocalTrends, facts: Facts) -> States:
    """The state at each session, knowing the later ones too."""
    smooth = smoothed(trends.steps, trends.states, LocalTrendSettings.from_facts(facts)).widened(trends.spread)
    return smooth[trends.row, trends.lift]


def session_noise_pct(rir: npt.ArrayLike, failed: npt.ArrayLike, facts: Facts) -> Values:
    """Day-to-day variation of a session value, % (one SD), by the set behind it: marked as failure, 0-2 reps left, 3-4
    left, or not logged (rulebook C3).
    """
    left = np.asarray(rir, dtype=np.float64)
    is_near, is_far = left <= facts.number("hard.close_rir"), left <= facts.number("e1rm.max_rir")
    failure, near, far, unknown = (
        facts.number(f"e1rm.session_noise.{effort}") for effort in ("failure", "near", "far", "unknown")
    )
    return np.select([np.asarray(failed, dtype=bool), is_near, is_far], [failure, near, far], unknown)


def _places(values: SessionValues) -> tuple[Places, Places]:
    """The number of each session's lift among those that have one, and its own within the lift."""
    begins = begins_of(values.sets.lift)
    counts = np.diff(begins, append=len(values.kg))
    return np.repeat(np.arange(len(begins)), counts), np.arange(len(values.kg)) - np.repeat(begins, counts)


def _weeks(values: SessionValues, row: Places) -> Values:
    """Weeks since the lift's first session, by the clock."""
    started_at, begins = values.sets.started_at, np.flatnonzero(row == 0)
    since = np.repeat(started_at[begins], np.diff(begins, append=len(row)))
    return np.asarray((started_at - since) / WEEK, dtype=np.float64)
