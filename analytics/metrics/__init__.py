"""The metrics of a training log, by name.

SQL aggregates, Python judges. A metric is one pair: `name.py` says what comes out, `name.sql` how. It is listed here.
Weeks are ISO weeks named by their Monday, and every week from the first to the last of the log has a row: a week off is
a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.errors import NotFound
from analytics.language import _
from analytics.metrics import (
    asymmetry,
    deadlift_squat_ratio,
    deload_signals,
    effort_targets,
    exercise_functions,
    exercise_volume,
    hinge_curl_balance,
    layoffs,
    left_right,
    missing_functions,
    muscle_sessions,
    muscle_volume,
    next_session,
    noted_words,
    personal_bests,
    quad_posterior_ratio,
    ready_to_progress,
    rep_maxima,
    rep_ranges,
    session_spacing,
    session_strength,
    strength_band,
    strength_outlook,
    strength_trend,
    training_days,
    training_streaks,
    weekly_hard_sets,
)
from analytics.metrics._base import ANYONE, Metric, MetricRequest
from analytics.metrics.logged_exercises import logged_exercises
from analytics.metrics.set_credits import set_credits, set_judgements

__all__ = [
    "ANYONE",
    "METRICS",
    "Metric",
    "MetricRequest",
    "compute",
    "logged_exercises",
    "metric_of",
    "set_credits",
    "set_judgements",
]

METRICS: Final[Mapping[str, Metric]] = MappingProxyType(
    {
        metric.name: metric
        for metric in (
            weekly_hard_sets.METRIC,
            muscle_volume.METRIC,
            exercise_volume.METRIC,
            muscle_sessions.METRIC,
            session_spacing.METRIC,
            rep_ranges.METRIC,
            effort_targets.METRIC,
            quad_posterior_ratio.METRIC,
            hinge_curl_balance.METRIC,
            exercise_functions.METRIC,
            missing_functions.METRIC,
            deadlift_squat_ratio.METRIC,
            session_strength.METRIC,
            strength_trend.METRIC,
            personal_bests.METRIC,
            rep_maxima.METRIC,
            strength_band.METRIC,
            strength_outlook.METRIC,
            next_session.METRIC,
            left_right.METRIC,
            asymmetry.METRIC,
            ready_to_progress.METRIC,
            deload_signals.METRIC,
            layoffs.METRIC,
            training_days.METRIC,
            training_streaks.METRIC,
            noted_words.METRIC,
        )
    }
)


def metric_of(name: str) -> Metric:
    """The metric of a name. Raises `NotFound`."""
    if name not in METRICS:
        raise NotFound(
            _("There is no metric '{name}'.", name=name), _("There are {metrics}.", metrics=", ".join(METRICS))
        )
    return METRICS[name]


def compute(name: str, request: MetricRequest) -> pd.DataFrame:
    """The rows of one metric, with the columns of `METRICS[name].columns` in that order. Raises `NotFound`."""
    metric = metric_of(name)
    if request.from_date or request.week_start == "sunday":  # a choice of rows to show; what judges asks for all
        return _in_order(metric, metric.compute(request))
    return request.once(f"metric {name}", lambda: _in_order(metric, metric.compute(request)))


def _in_order(metric: Metric, rows: pd.DataFrame) -> pd.DataFrame:
    """A metric's columns in the order it names them, which copies them where it is another."""
    return rows if list(rows.columns) == list(metric.columns) else rows[list(metric.columns)]
