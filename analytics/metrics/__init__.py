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
from analytics.metrics import (
    hinge_curl_balance,
    muscle_volume,
    quad_posterior_ratio,
    session_strength,
    strength_trend,
    weekly_hard_sets,
)
from analytics.metrics._base import ANYONE, Metric, MetricRequest
from analytics.metrics.logged_exercises import logged_exercises
from analytics.metrics.set_credits import set_credits

__all__ = ["ANYONE", "METRICS", "Metric", "MetricRequest", "compute", "logged_exercises", "metric_of", "set_credits"]

METRICS: Final[Mapping[str, Metric]] = MappingProxyType(
    {
        metric.name: metric
        for metric in (
            weekly_hard_sets.METRIC,
            muscle_volume.METRIC,
            quad_posterior_ratio.METRIC,
            hinge_curl_balance.METRIC,
            session_strength.METRIC,
            strength_trend.METRIC,
        )
    }
)


def metric_of(name: str) -> Metric:
    """The metric of a name. Raises `NotFound`."""
    if name not in METRICS:
        raise NotFound(f"There is no metric {name!r}.", f"There are {', '.join(METRICS)}.")
    return METRICS[name]


def compute(name: str, request: MetricRequest) -> pd.DataFrame:
    """The rows of one metric, with the columns of `METRICS[name].columns` in that order. Raises `NotFound`."""
    metric = metric_of(name)
    return metric.compute(request)[list(metric.columns)]
