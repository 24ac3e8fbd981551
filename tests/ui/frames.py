"""Frames of metrics, as the words and tables of the screen take them."""

from __future__ import annotations

import pandas as pd


def trends(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    """Rows of strength_trend: lift, class and rate."""
    frame = pd.DataFrame(rows, columns=["exercise_id", "class", "pct_per_week"])
    return frame.assign(
        low_pct=frame["pct_per_week"] - 0.2,
        high_pct=frame["pct_per_week"] + 0.2,
        sessions=9,
        span_days=55.0,
        level_kg=100.0,
        as_of=pd.Timestamp("2026-11-15"),
        rep_range_changed=False,
        effort_known_share=0.1,
        outliers=0,
        missing=[None if rate is not None else "3 of 6 sessions" for rate in frame["pct_per_week"]],
    )
