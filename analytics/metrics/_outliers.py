"""Sessions that stand out from their neighbours, for every lift of a log in one pass: shown, not fitted, no best."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.metrics.trend import TrendSettings, hampel_outliers

_DAY: Final = np.timedelta64(1, "D")
_DIGITS: Final = 6
"""Days are rounded to a tenth of a second, as in the trend: a break of exactly 21 days is none."""


def outliers(
    lift: npt.NDArray[np.intp],
    started_at: npt.NDArray[np.datetime64],
    kg: npt.NDArray[np.float64],
    settings: TrendSettings,
) -> npt.NDArray[np.bool_]:
    """Which sessions are outliers; they stand by lift and then time.

    A session is compared within its lift and between breaks, as in the trend (`trend.hampel_outliers`), and the first
    sessions after a break are not judged.
    """
    stretch, is_fresh = _stretches(lift, started_at, settings)
    flags = np.zeros(len(kg), dtype=bool)
    flags[~is_fresh] = _hampel_by_stretch(kg[~is_fresh], stretch[~is_fresh], settings)
    return flags


def _stretches(
    lift: npt.NDArray[np.intp], started_at: npt.NDArray[np.datetime64], settings: TrendSettings
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The number of each session's stretch without a break, and whether it is one of the first back after a break."""
    is_first, after_break = np.ones(len(lift), dtype=bool), np.zeros(len(lift), dtype=bool)
    is_first[1:] = np.diff(lift) != 0
    after_break[1:] = np.round(np.diff(started_at) / _DAY, _DIGITS) > settings.gap_days
    after_break &= ~is_first
    begins = np.flatnonzero(is_first | after_break)
    counts = np.diff(begins, append=len(lift))
    place = np.arange(len(lift)) - np.repeat(begins, counts)
    is_fresh = np.repeat(after_break[begins], counts) & (place < settings.fresh_sessions_skipped)
    return np.repeat(np.arange(len(begins)), counts), is_fresh


def _hampel_by_stretch(
    kg: npt.NDArray[np.float64], stretch: npt.NDArray[np.int64], settings: TrendSettings
) -> npt.NDArray[np.bool_]:
    """Half a running window of nothing between two stretches keeps the one out of the other's medians."""
    if not kg.size:
        return np.zeros(0, dtype=bool)
    half = settings.outlier_window // 2
    places = np.arange(len(kg)) + half * np.cumsum(np.diff(stretch, prepend=stretch[0]) != 0)
    spaced = np.full(places[-1] + 1, np.nan)
    spaced[places] = kg
    return np.asarray(hampel_outliers(spaced, settings)[places])
