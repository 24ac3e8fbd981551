"""The next session of each lift: how many reps its best set will have at the load used last, with ranges.

The best set of a day is the working set (no warm-up, marked or inferred) of 1 to `forecast.max_reps` reps with the
highest estimate load x (1 + `e1rm.k` x (reps - 1)); of equals the heavier. Reps are those done: reps in reserve are no
part of the estimate here, because what is forecast are the reps that will be logged. Externally loaded lifts whose load
means something only; lifts of the whole body have no forecast. The method is in `forecast.py`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from, metric_sql
from analytics.metrics._lift_sets import begins_of, highest, in_order, numbered, numbers, words
from analytics.metrics.e1rm import growth
from analytics.metrics.forecast import LEVELS, Forecast, ForecastSettings, Sessions, next_forecasts


def session_bests(request: MetricRequest, *, max_reps: int) -> pd.DataFrame:
    """The best set of each lift and day, by lift, oldest first: day, exercise_id, reps (to `max_reps`), weight_kg."""
    sets = request.columns(metric_sql("next_session"))
    exercise_ids, lift = numbered(sets["exercise_id"])
    day, weight_kg, reps = (numbers(sets[name]) for name in ("day", "weight_kg", "reps"))
    by_lift = in_order(lift, day)
    best = np.arange(len(lift)) if by_lift is None else by_lift
    best = best[reps[best] <= max_reps]
    session = lift, day.view(np.int64)
    for rank in (weight_kg * growth(reps, k=request.facts.number("e1rm.k")), weight_kg):
        best = highest(best, rank[best], *session)
    best = best[begins_of(*(column[best] for column in session))]
    return pd.DataFrame(
        {
            "day": day[best].astype("datetime64[us]"),
            "exercise_id": words(lift[best], exercise_ids),
            "reps": np.rint(reps[best]).astype(np.int64),
            "weight_kg": weight_kg[best],
        }
    )


def sessions_of(bests: pd.DataFrame) -> Sessions:
    """The rows of `session_bests` for the mathematics; lifts are numbered by exercise id."""
    lift = pd.factorize(bests["exercise_id"], sort=True)[0]
    days = (bests["day"] - pd.Timestamp("1970-01-01")) / pd.Timedelta(days=1)
    return Sessions.of(lift, days, bests["weight_kg"], bests["reps"])


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a lift, by exercise id; lifts last done before `from_date` are left out."""
    settings = ForecastSettings.from_facts(request.facts)
    bests = session_bests(request, max_reps=settings.max_reps)
    found = next_forecasts(sessions_of(bests), settings)
    lifts = bests.groupby("exercise_id", sort=True).agg(
        as_of=("day", "last"), weight_kg=("weight_kg", "last"), last_reps=("reps", "last"), sessions=("day", "size")
    )
    columns = [_columns(found.get(number)) for number in range(len(lifts))]
    rows = lifts.reset_index().join(pd.DataFrame(columns, columns=_FORECAST_COLUMNS).astype("Int64"))
    rows["missing"] = [_missing(count, settings) for count in rows["sessions"]]
    rows = rows.astype(_DTYPES)
    return days_from(rows, "as_of", request.from_date)


def _columns(forecast: Forecast | None) -> tuple[int | None, ...]:
    if forecast is None:
        return (None,) * len(_FORECAST_COLUMNS)
    return (forecast.reps, *(end for ends in forecast.ranges for end in ends))


def _missing(sessions: int, settings: ForecastSettings) -> str:
    if sessions >= settings.min_sessions:
        return ""
    return _("{sessions} of {needed} sessions", sessions=sessions, needed=settings.min_sessions)


METRIC: Final = Metric(
    name="next_session",
    columns=MappingProxyType(
        {
            "exercise_id": _("exercise id"),
            "as_of": _("day of the lift's last session"),
            "weight_kg": _("load of its best set then, kg: the forecast is for this load"),
            "reps": _("reps of the next session's best set at that load (median); empty with too few sessions"),
            "low_80": _("fewest reps of the 80 % range"),
            "high_80": _("most reps of the 80 % range"),
            "low_95": _("fewest reps of the 95 % range"),
            "high_95": _("most reps of the 95 % range"),
            "last_reps": _("reps of the last session's best set"),
            "sessions": _("sessions of the lift so far"),
            "missing": _("what is missing for a forecast, in words; empty when nothing is"),
        }
    ),
    compute=compute,
    facts=("forecast.", "hard.warmup", "e1rm.k"),
    ends_with_full_week=False,
)

_FORECAST_COLUMNS: Final = ["reps", *(f"{end}_{round(100 * level)}" for level in LEVELS for end in ("low", "high"))]
_DTYPES: Final = {
    **dict.fromkeys(("exercise_id", "missing"), "str"),
    **dict.fromkeys(_FORECAST_COLUMNS, "Int64"),
    **dict.fromkeys(("last_reps", "sessions"), "int64"),
    "weight_kg": "float64",
    "as_of": "datetime64[us]",
}
