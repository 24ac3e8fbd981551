"""Work of the front against the back of the legs, and whether the quads dominate (rulebook C5).

It counts work, not strength; no study ties a ratio of sets to growth or injury, and the thresholds are conventions.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql, rows_from
from analytics.reference.facts import Facts

Codes = npt.NDArray[np.int64]
LEVELS: Final = ("ok", "watch", "warn", "strong")
WARN: Final = LEVELS.index("warn")
STRONG: Final = LEVELS.index("strong")
TOO_LITTLE: Final = "too_little_data"


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a week: the four weeks up to and including it, summed."""
    return rows_from(judged(request.rows(metric_sql("quad_posterior_ratio")), request.facts), request.from_date)


def judged(sums: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Sums of sets, one row a week, oldest first (the columns of the SQL), with their ratios and levels."""
    sets = sums.copy()
    sets["kd_hd_ratio"] = sets["knee_dominant_sets"] / sets["hip_dominant_sets"].replace(0, np.nan)
    sets["q_h_ratio"] = sets["quad_sets"] / sets["hamstring_sets"].replace(0, np.nan)
    sets["level"] = shown_levels(sets, facts)
    sets["q_h_level"], sets["kd_hd_level"] = (_words(codes, sets, facts) for codes in _by_ratio(sets, facts))
    sets["pooled_level"] = _words(_pooled_codes(sets, facts), sets, facts)
    sets["weeks_at_level"] = _weeks_at_level(sets, facts)
    return sets


def shown_levels(sets: pd.DataFrame, facts: Facts) -> npt.NDArray[np.str_]:
    """The level of each row: that of the pooled sets, or one that most single weeks reached ("strong" only pooled)."""
    pooled = np.maximum(_pooled_codes(sets, facts), np.minimum(_persistent_codes(sets, facts), WARN))
    return _words(pooled, sets, facts)


def _words(codes: Codes, sets: pd.DataFrame, facts: Facts) -> npt.NDArray[np.str_]:
    """Codes as words; too_little_data where the four weeks hold too few sets to judge."""
    too_little = (sets["quad_sets"] + sets["hamstring_sets"]).to_numpy() < facts.number("bal.min_sets")
    return np.where(too_little, TOO_LITTLE, np.array(LEVELS)[codes])


def _by_ratio(sets: pd.DataFrame, facts: Facts) -> tuple[Codes, Codes]:
    """The pooled codes of each ratio by itself: quads to hamstrings, knee- to hip-dominant."""
    return (
        _ratio_codes(sets["quad_sets"], sets["hamstring_sets"], facts, "bal.q_h"),
        _ratio_codes(sets["knee_dominant_sets"], sets["hip_dominant_sets"], facts, "bal.kd_hd"),
    )


def _pooled_codes(sets: pd.DataFrame, facts: Facts) -> Codes:
    by_ratio = np.maximum(*_by_ratio(sets, facts))
    few_hamstrings = sets["hamstring_sets"] / sets["weeks"] < facts.number("bal.q_h.strong_hamstrings_below")
    many_quads = sets["quad_sets"] / sets["weeks"] >= facts.number("bal.q_h.strong_quads_from")
    return np.where((few_hamstrings & many_quads).to_numpy(), STRONG, by_ratio)


def _persistent_codes(sets: pd.DataFrame, facts: Facts) -> Codes:
    """The highest level that at least bal.persist_weeks of the last bal.window_weeks single weeks reached."""
    weeks = _last_weeks(sets, facts)
    window, needed = weeks.shape[1], int(facts.number("bal.persist_weeks"))
    if needed > window:
        return np.zeros(len(weeks), dtype=np.int64)
    return np.sort(weeks, axis=1)[:, window - needed]


def _last_weeks(sets: pd.DataFrame, facts: Facts) -> Codes:
    """The codes of the single weeks of each row's window, oldest first; weeks before the log are in order (0)."""
    weekly = np.maximum(
        _ratio_codes(sets["week_knee_dominant_sets"], sets["week_hip_dominant_sets"], facts, "bal.kd_hd"),
        _ratio_codes(sets["week_quad_sets"], sets["week_hamstring_sets"], facts, "bal.q_h"),
    )
    window = int(facts.number("bal.window_weeks"))
    if not len(weekly):
        return np.zeros((0, window), dtype=np.int64)
    before_log = np.zeros(window - 1, dtype=weekly.dtype)
    return np.lib.stride_tricks.sliding_window_view(np.concatenate([before_log, weekly]), window)


def _weeks_at_level(sets: pd.DataFrame, facts: Facts) -> Codes:
    """How many single weeks of the window reached the level shown, or more; 0 where that is ok or nothing is said."""
    shown = np.array([LEVELS.index(level) if level in LEVELS else 0 for level in sets["level"]], dtype=np.int64)
    reached = (_last_weeks(sets, facts) >= shown[:, None]).sum(axis=1)
    return np.where(shown > 0, reached, 0)


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
            "week": _("Monday of the last of the four ISO weeks that the row sums up"),
            "knee_dominant_sets": _("knee-dominant hard sets in the four weeks (squats, extensions; lunges by half)"),
            "hip_dominant_sets": _("hip-dominant hard sets in the four weeks (hinges, bridges, curls; lunges by half)"),
            "kd_hd_ratio": _("knee_dominant_sets / hip_dominant_sets; empty without hip-dominant sets"),
            "quad_sets": _("fractional hard sets of the quads in the four weeks"),
            "hamstring_sets": _("fractional hard sets of the hamstrings in the four weeks"),
            "glute_sets": _("fractional hard sets of the gluteus maximus in the four weeks"),
            "q_h_ratio": _("quad_sets / hamstring_sets; empty without hamstring sets"),
            "level": _("ok, watch, warn, strong, or too_little_data"),
            "weeks": _("weeks of the log in the sums, 1 to 4"),
            "week_knee_dominant_sets": _("knee-dominant hard sets of this week alone"),
            "week_hip_dominant_sets": _("hip-dominant hard sets of this week alone"),
            "week_quad_sets": _("fractional hard sets of the quads in this week alone"),
            "week_hamstring_sets": _("fractional hard sets of the hamstrings in this week alone"),
            "q_h_level": _("level of q_h_ratio by itself, over the four weeks together"),
            "kd_hd_level": _("level of kd_hd_ratio by itself, over the four weeks together"),
            "pooled_level": _("level of the four weeks together; `level` may be higher where single weeks held it"),
            "weeks_at_level": _(
                "single weeks of the four that reached `level` or more by either ratio; 0 while it is ok"
            ),
            "week_glute_med_sets": _("fractional hard sets of the side glutes in this week alone"),
            "week_single_leg_sets": _("hard sets on one leg (squats, lunges, hinges, bridges) in this week alone"),
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
        "bal.glute_med_weeks",
        "hard.",
        "count.",
    ),
)
