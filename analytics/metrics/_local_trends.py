"""The local linear trend of every lift of a log, for the metrics strength_band and strength_outlook."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.metrics._base import MetricRequest
from analytics.metrics._session_values import session_values
from analytics.metrics.kalman import LocalTrendSettings, States, Values, filtered, own_spread, smoothed, surprises
from analytics.reference.facts import Facts

WEEK: Final = np.timedelta64(1, "W")
Z_80: Final = NormalDist().inv_cdf(0.9)
Z_95: Final = NormalDist().inv_cdf(0.975)
"""Half-widths of the 80 % and the 95 % interval in standard deviations: what the columns are named for."""


@dataclass(frozen=True, slots=True, eq=False)
class LocalTrends:
    """All lifts of a log, each a column of the grids (see `kalman`), in the order of `exercise_ids`.

    `sessions` are the session values by exercise and day, with the columns `lift` and `row` (their place in the grids),
    `week` (since the lift's first session, by the clock), `noise` (session noise on the logarithm) and `is_outlier`.
    `states` are the filter's own; `spread` is how many times further each lift strays than it expects.
    """

    sessions: pd.DataFrame
    exercise_ids: npt.NDArray[Any]
    steps: Values
    states: States
    spread: Values


def local_trends(request: MetricRequest) -> LocalTrends:
    """The filtered trends of every lift with a session value, as of the request's `to_date`.

    Outliers (as in the trend, looked for between breaks) are not fitted: the state passes them by.
    """
    sessions = _in_order(session_values(request), request.facts)
    rows, lifts = sessions["row"].to_numpy(), sessions["lift"].to_numpy()
    exercise_ids = sessions["exercise_id"].to_numpy()[rows == 0]
    shape = (int(rows.max(initial=-1)) + 1, len(exercise_ids))
    steps, logs, noise = np.zeros(shape), np.full(shape, np.nan), np.ones(shape)
    steps[rows, lifts] = np.diff(sessions["week"], prepend=0) * (rows > 0)
    logs[rows, lifts] = np.log(sessions["e1rm_kg"])
    noise[rows, lifts] = sessions["noise"]
    is_outlier = np.zeros(shape, dtype=bool)
    is_outlier[rows, lifts] = sessions["is_outlier"]
    settings = LocalTrendSettings.from_facts(request.facts)
    states = filtered(steps, np.where(is_outlier, np.nan, logs), noise, settings)
    return LocalTrends(
        sessions=sessions,
        exercise_ids=exercise_ids,
        steps=steps,
        states=states,
        spread=own_spread(surprises(steps, logs, noise, states, settings), settings),
    )


def smoothed_sessions(trends: LocalTrends, facts: Facts) -> States:
    """The state at each of `trends.sessions`, knowing the later ones too."""
    smooth = smoothed(trends.steps, trends.states, LocalTrendSettings.from_facts(facts)).widened(trends.spread)
    return smooth[trends.sessions["row"].to_numpy(), trends.sessions["lift"].to_numpy()]


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


def _in_order(values: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """The session values by exercise and day, with their place in the grids and their noise."""
    sessions = values.sort_values(["exercise_id", "started_at"], ignore_index=True)
    by_lift = sessions.groupby("exercise_id", sort=False)
    weeks = (sessions["started_at"] - by_lift["started_at"].transform("min")).to_numpy() / WEEK
    noise_pct = session_noise_pct(sessions["rir"].to_numpy(float), sessions["is_failure"].to_numpy(bool), facts)
    return sessions.assign(lift=by_lift.ngroup(), row=by_lift.cumcount(), week=weeks, noise=noise_pct / 100)
