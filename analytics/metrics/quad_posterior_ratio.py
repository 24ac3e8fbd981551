"""Work of the front against the back of the legs, and whether the quads dominate (rulebook C5).

It counts work, not strength; no study ties a ratio of sets to growth or injury, and the thresholds are conventions.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.metrics._base import Metric, MetricRequest, metric_sql, rows_from
from analytics.reference.facts import Facts

Codes = npt.NDArray[np.int64]
LEVELS: Final = ("ok", "watch", "warn", "strong")
WARN: Final = LEVELS.index("warn")
STRONG: Final = LEVELS.index("strong")


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a week: the four weeks up to and including it, summed."""
    sets = request.rows(metric_sql("quad_posterior_ratio"))
    sets["kd_hd_ratio"] = sets["knee_dominant_sets"] / sets["hip_dominant_sets"].replace(0, np.nan)
    sets["q_h_ratio"] = sets["quad_sets"] / sets["hamstring_sets"].replace(0, np.nan)
    sets["level"] = shown_levels(sets, request.facts)
    return rows_from(sets, request.from_date)


def shown_levels(sets: pd.DataFrame, facts: Facts) -> npt.NDArray[np.str_]:
    """The level of each row: that of the pooled sets, or one that most single weeks reached ("strong" only pooled)."""
    pooled = np.maximum(_pooled_codes(sets, facts), np.minimum(_persistent_codes(sets, facts), WARN))
    words = np.array(LEVELS)[pooled]
    too_little = (sets["quad_sets"] + sets["hamstring_sets"]).to_numpy() < facts.number("bal.min_sets")
    return np.where(too_little, "too_little_data", words)


def _pooled_codes(sets: pd.DataFrame, facts: Facts) -> Codes:
    by_ratio = np.maximum(
        _ratio_codes(sets["knee_dominant_sets"], sets["hip_dominant_sets"], facts, "bal.kd_hd"),
        _ratio_codes(sets["quad_sets"], sets["hamstring_sets"], facts, "bal.q_h"),
    )
    few_hamstrings = sets["hamstring_sets"] / sets["weeks"] < facts.number("bal.q_h.strong_hamstrings_below")
    many_quads = sets["quad_sets"] / sets["weeks"] >= facts.number("bal.q_h.strong_quads_from")
    return np.where((few_hamstrings & many_quads).to_numpy(), STRONG, by_ratio)


def _persistent_codes(sets: pd.DataFrame, facts: Facts) -> Codes:
    """The highest level that at least bal.persist_weeks of the last bal.window_weeks single weeks reached."""
    weekly = np.maximum(
        _ratio_codes(sets["week_knee_dominant_sets"], sets["week_hip_dominant_sets"], facts, "bal.kd_hd"),
        _ratio_codes(sets["week_quad_sets"], sets["week_hamstring_sets"], facts, "bal.q_h"),
    )
    window, needed = int(facts.number("bal.window_weeks")), int(facts.number("bal.persist_weeks"))
    if needed > window or not len(weekly):
        return np.zeros_like(weekly)
    before_log = np.zeros(window - 1, dtype=weekly.dtype)
    last_weeks = np.lib.stride_tricks.sliding_window_view(np.concatenate([before_log, weekly]), window)
    return np.sort(last_weeks, axis=1)[:, window - needed]


def _ratio_codes(front: pd.Series[float], back: pd.Series[float], facts: Facts, prefix: str) -> Codes:
    """0 to 3 by the ratio front : back. Work without any on the other side is an infinite ratio; no work is fine."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = front.to_numpy(float) / back.to_numpy(float)
    limits = [facts.number(f"{prefix}.{level}") for level in LEVELS[1:]]
    return np.digitize(np.nan_to_num(ratio, nan=0, posinf=np.inf), limits)


METRIC: Final = Metric(
    name="quad_posterior_ratio",
    columns=MappingProxyType(
        {
            "week": "Monday of the last of the four ISO weeks that the row sums up",
            "knee_dominant_sets": "knee-dominant hard sets in the four weeks (squats, extensions; lunges by half)",
            "hip_dominant_sets": "hip-dominant hard sets in the four weeks (hinges, bridges, curls; lunges by half)",
            "kd_hd_ratio": "knee_dominant_sets / hip_dominant_sets; empty without hip-dominant sets",
            "quad_sets": "fractional hard sets of the quads in the four weeks",
            "hamstring_sets": "fractional hard sets of the hamstrings in the four weeks",
            "glute_sets": "fractional hard sets of the gluteus maximus in the four weeks",
            "q_h_ratio": "quad_sets / hamstring_sets; empty without hamstring sets",
            "level": "ok, watch, warn, strong, or too_little_data",
            "weeks": "weeks of the log in the sums, 1 to 4",
            "week_knee_dominant_sets": "knee-dominant hard sets of this week alone",
            "week_hip_dominant_sets": "hip-dominant hard sets of this week alone",
            "week_quad_sets": "fractional hard sets of the quads in this week alone",
            "week_hamstring_sets": "fractional hard sets of the hamstrings in this week alone",
        }
    ),
    compute=compute,
    facts=(
        "bal.kd_hd.",
        "bal.q_h.",
        "bal.quads_little",
        "bal.min_sets",
        "bal.persist_weeks",
        "bal.window_weeks",
        "count.",
    ),
)
