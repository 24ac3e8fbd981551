"""Sessions that stand out from their neighbours, for every lift of a log in one pass: shown, not fitted, no best."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.metrics.trend import TrendSettings, hampel_outliers

SECONDS_PER_DAY: Final = 86_400


def outliers(sessions: pd.DataFrame, settings: TrendSettings) -> npt.NDArray[np.bool_]:
    """Which of `sessions` (exercise_id, started_at, e1rm_kg; any order) are outliers, in the order given.

    A session is compared within its lift and between breaks, as in the trend (`trend.hampel_outliers`), and the first
    sessions after a break are not judged.
    """
    ordered = sessions.reset_index(drop=True).sort_values(["exercise_id", "started_at"], kind="stable")
    stretch, is_fresh = _stretches(ordered, settings)
    judged = ordered[~is_fresh]
    flags = np.zeros(len(ordered), dtype=bool)
    flags[judged.index] = _hampel_by_stretch(judged["e1rm_kg"].to_numpy(float), stretch[~is_fresh], settings)
    return flags


def _stretches(ordered: pd.DataFrame, settings: TrendSettings) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The number of each session's stretch without a break, and whether it is one of the first back after a break."""
    by_lift = ordered.groupby("exercise_id", sort=False)
    # rounded to a tenth of a second, as in the trend: a break of exactly 21 days is none
    days = (by_lift["started_at"].diff().dt.total_seconds() / SECONDS_PER_DAY).round(6)
    after_break = (days > settings.gap_days).to_numpy()
    stretch = np.cumsum(after_break | days.isna().to_numpy())
    place = ordered.groupby(stretch).cumcount().to_numpy()
    follows_break = np.isin(stretch, stretch[after_break])
    return stretch, follows_break & (place < settings.fresh_sessions_skipped)


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
