"""The outlook of each lift: how likely it is rising, and what its next session may bring (rulebook C4).

It has no SQL of its own: it reads the session values. The state is the Kalman filter's after the last session.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _, counted
from analytics.metrics._base import Metric, MetricRequest, days_from
from analytics.metrics._local_trends import Z_80, LocalTrends, local_trends
from analytics.metrics.kalman import LocalTrendSettings, Values, chance_above_zero, predicted

DAYS_PER_WEEK: Final = 7


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a lift that has session values, by exercise id; lifts last done before `from_date` are left out.

    Below `trend.min_sessions` fitted sessions all numbers are empty, and `missing` says so.
    """
    trends = local_trends(request)
    least = request.facts.number("trend.min_sessions")
    outlook = _outlook(trends, LocalTrendSettings.from_facts(request.facts))
    is_enough = outlook["sessions"] >= least
    outlook[_NUMBERS] = outlook[_NUMBERS].where(is_enough)
    outlook["next_on"] = outlook["next_on"].where(is_enough)
    words = [
        "" if enough else _("{sessions} of {needed} sessions", sessions=sessions, needed=counted(least))
        for sessions, enough in zip(outlook["sessions"], is_enough, strict=True)
    ]
    outlook = outlook.assign(missing=words).astype(_DTYPES)
    return days_from(outlook, "as_of", request.from_date)


def _outlook(trends: LocalTrends, settings: LocalTrendSettings) -> pd.DataFrame:
    """The numbers of every lift, however few its sessions."""
    as_of = np.array([days[-1] for days in trends.of_lifts(trends.day)], dtype="datetime64[us]")
    step = np.array([_usual_step(weeks) for weeks in trends.of_lifts(trends.week)], dtype=np.float64)
    last = trends.last()
    now, then = last.widened(trends.spread), predicted(last, step, settings).widened(trends.spread)
    # the next session is expected to be as noisy as the lift's usual one
    noise = np.array([np.median(each) for each in trends.of_lifts(trends.noise)], dtype=np.float64) * trends.spread
    return pd.DataFrame(
        {
            "exercise_id": pd.array(trends.exercise_ids, dtype="str"),
            "as_of": as_of,
            "p_rising": chance_above_zero(now.slope, now.slope_sd),
            "pct_per_week": 100 * now.slope,
            "low_pct": 100 * (now.slope - Z_80 * now.slope_sd),
            "high_pct": 100 * (now.slope + Z_80 * now.slope_sd),
            **_interval("level", now.level, now.level_sd),
            "next_on": as_of + pd.to_timedelta(_whole_days(step), unit="D"),
            **_interval("next", then.level, np.hypot(then.level_sd, noise)),
            "sessions": trends.fitted_sessions(),
            "spread": trends.spread,
        }
    )


def _usual_step(weeks: Values) -> float:
    """The median step of a lift from session to session, weeks; 0 where there is one session only."""
    return float(np.median(np.diff(weeks))) if len(weeks) > 1 else 0.0


def _whole_days(weeks: Values) -> npt.NDArray[np.int64]:
    """At least one: a lift has one session value a day."""
    return np.maximum(np.round(weeks * DAYS_PER_WEEK), 1).astype(np.int64)


def _interval(name: str, mean: Values, sd: Values) -> dict[str, Values]:
    """Middle and 80 % interval in kg of a belief about ln(kg)."""
    with np.errstate(over="ignore"):  # after centuries between two sessions, it has no upper end
        return {
            f"{name}_kg": np.exp(mean),
            f"{name}_low_kg": np.exp(mean - Z_80 * sd),
            f"{name}_high_kg": np.exp(mean + Z_80 * sd),
        }


METRIC: Final = Metric(
    name="strength_outlook",
    columns=MappingProxyType(
        {
            "exercise_id": _("exercise id"),
            "as_of": _("day of the lift's last session"),
            "p_rising": _("chance (0 to 1) that the lift is rising; empty, as all numbers, with too few sessions"),
            "pct_per_week": _("pace of the lift after its last session, % a week"),
            "low_pct": _("lower end of its 80 % interval, % a week"),
            "high_pct": _("upper end of its 80 % interval, % a week"),
            "level_kg": _("strength after the last session, kg: 1RM estimate, or strength at the lift's usual reps"),
            "level_low_kg": _("lower end of its 80 % interval, kg"),
            "level_high_kg": _("upper end of its 80 % interval, kg"),
            "next_on": _("day of the next session, if it comes after the lift's usual step (the median)"),
            "next_low_kg": _("lower end of the 80 % interval of the next session's value, kg"),
            "next_kg": _("middle of what the next session may bring, kg"),
            "next_high_kg": _("upper end of its 80 % interval, kg; the session's own noise is in it"),
            "sessions": _("sessions that the outlook rests on: all of the lift's but outliers"),
            "missing": _("what is missing for an outlook, in words; empty when nothing is"),
            "spread": _(
                "how many times further the lift's newest sessions strayed than their noise explains, 1 or "
                "more; every interval is as much wider"
            ),
        }
    ),
    compute=compute,
    facts=("kalman.", "e1rm.session_noise.", "trend.min_sessions", "trend.outlier", "trend.gap_days"),
    ends_with_full_week=False,
)

_NUMBERS: Final = [
    "p_rising", "pct_per_week", "low_pct", "high_pct", "level_kg", "level_low_kg", "level_high_kg",
    "next_low_kg", "next_kg", "next_high_kg", "spread",
]  # fmt: skip
_DTYPES: Final = {
    **dict.fromkeys(_NUMBERS, "float64"),
    **dict.fromkeys(("as_of", "next_on"), "datetime64[us]"),
    **dict.fromkeys(("exercise_id", "missing"), "str"),
    "sessions": "int64",
}
