"""Strength of one lift: sessions with the error of their level, the trend of the last weeks, the best values so far."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.units import MassUnit, mass_in
from ui import formats, theme
from ui.charts._figure import blank, day_texts, values

MOST_MARKERS: Final = 500
"""Beyond this many sessions a browser draws a line at once and markers slowly."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A rate with its 80 % interval in percent a week, over `span_days` up to `as_of`, at `level_kg` then."""

    pct_per_week: float
    low_pct: float
    high_pct: float
    span_days: float
    level_kg: float
    as_of: pd.Timestamp


def trend_of(trends: pd.DataFrame, exercise_id: str) -> Trend | None:
    """The row of the metric strength_trend for one exercise; None where there is too little data for a slope."""
    rows = trends[trends["exercise_id"] == exercise_id]
    if rows.empty or rows.iloc[-1][["pct_per_week", "low_pct", "high_pct", "level_kg"]].isna().any():
        return None
    row = rows.iloc[-1]
    return Trend(
        pct_per_week=float(row["pct_per_week"]),
        low_pct=float(row["low_pct"]),
        high_pct=float(row["high_pct"]),
        span_days=float(row["span_days"]),
        level_kg=float(row["level_kg"]),
        as_of=pd.Timestamp(row["as_of"]),
    )


def best_yet(sessions: pd.DataFrame, *, margin_pct: float) -> pd.DataFrame:
    """The sessions that were the best so far, newest first: each over the best before it by more than `margin_pct` %.

    `sessions` has the columns of the metric session_strength for one exercise. The first session sets the mark and
    is no best.
    """
    ordered = sessions.sort_values("started_at")
    best, kept = float("inf"), []
    for position, strength in enumerate(ordered["e1rm_kg"].astype(float)):
        if position and strength > best * (1 + margin_pct / 100):
            kept.append(position)
        best = strength if position == 0 else max(best, strength)
    return ordered.iloc[kept[::-1]]


def one_lift(
    sessions: pd.DataFrame,
    *,
    name: str,
    unit: MassUnit,
    trend: Trend | None,
    bests: pd.DataFrame,
) -> go.Figure:
    """Points with error bars, the trend line with its 80 % band, and stars on the bests.

    `sessions` has the columns of session_strength for one exercise; values are drawn in `unit`.
    """
    rows = sessions.sort_values("started_at")
    figure = blank(
        f"{name}: strength by session",
        subtitle="Bars: how far off the level may be",
        y_title=f"{strength_words(rows)} ({unit})",
    )
    _draw_sessions(figure, rows, unit)
    if trend is not None:
        _draw_trend(figure, trend, unit)
    if len(bests):
        figure.add_scatter(
            x=day_texts(bests["started_at"]), y=_loads(bests["e1rm_kg"], unit), name="Best yet", mode="markers",
            marker={"symbol": "star", "size": 13, "color": theme.OCHRE, "line": {"width": 1, "color": "#ffffff"}},
            hoverinfo="skip",
        )  # fmt: skip
    figure.update_yaxes(rangemode="normal")
    figure.update_xaxes(nticks=6, tickformat="%-d %b\n%Y")
    return figure


def describe_lift(sessions: pd.DataFrame, *, name: str, unit: MassUnit, class_words: str, trend: Trend | None) -> str:
    """The lift in words: sessions, first and last level, and the trend's class and rate."""
    if sessions.empty:
        return f"{name}: no session with a strength value in this period."
    rows = sessions.sort_values("started_at")
    first, last = rows.iloc[0], rows.iloc[-1]
    pace = f", {formats.rate(trend.pct_per_week)}" if trend else ""
    began, stands = (
        f"{formats.load(row['e1rm_kg'], unit)} on {formats.day(row['started_at'])}" for row in (first, last)
    )
    return f"{name}, {strength_words(rows)} in {len(rows)} sessions: {began}, {stands}; {class_words}{pace}."


def strength_words(sessions: pd.DataFrame) -> str:
    """What the values are: an estimated one-repetition maximum, or the load at the lifter's usual repetitions."""
    if sessions.empty or sessions.iloc[-1]["kind"] != "reference_reps":
        return "estimated 1RM"
    reps = sessions.iloc[-1]["reference_reps"]
    return "strength at usual reps" if pd.isna(reps) else f"{reps:.0f}-rep strength"


def trend_line(trend: Trend) -> pd.DataFrame:
    """The fitted line and its 80 % band: day, mid_kg, low_kg, high_kg at start, middle and end of the window.

    The line ends at the level. The band turns it about its middle by the slope's interval, so it is widest at both
    ends; it is the range of the slope, not of the single sessions.
    """
    slope, low, high = (pct / 100 for pct in (trend.pct_per_week, trend.low_pct, trend.high_pct))
    half = trend.span_days / 14
    middle_kg = trend.level_kg * exp(-slope * half)
    from_middle = (-half, 0.0, half)
    return pd.DataFrame(
        {
            "day": [trend.as_of + pd.Timedelta(weeks=weeks - half) for weeks in from_middle],
            "mid_kg": [middle_kg * exp(slope * weeks) for weeks in from_middle],
            "low_kg": [middle_kg * exp(min(low * weeks, high * weeks)) for weeks in from_middle],
            "high_kg": [middle_kg * exp(max(low * weeks, high * weeks)) for weeks in from_middle],
        }
    )


def _draw_sessions(figure: go.Figure, rows: pd.DataFrame, unit: MassUnit) -> None:
    loads, lows, highs = (_loads(rows[column], unit) for column in ("e1rm_kg", "low_kg", "high_kg"))
    many = len(rows) > MOST_MARKERS
    figure.add_scatter(
        x=day_texts(rows["started_at"]),
        y=loads,
        name="Session" if many else "Session (hollow: RIR not logged, so a lower bound)",
        mode="lines" if many else "markers",
        line={"color": theme.STRENGTH_COLOUR, "width": 1.5},
        marker={
            "color": theme.STRENGTH_COLOUR,
            "size": 8,
            "symbol": ["circle-open" if unknown else "circle" for unknown in rows["is_lower_bound"]],
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": _gaps(highs, loads),
            "arrayminus": _gaps(loads, lows),
            "color": "rgba(0, 158, 115, 0.35)",
            "thickness": 1,
            "width": 0,
            "visible": not many,
        },
        customdata=list(
            zip(_loads(rows["weight_kg"], unit), values(rows["reps"]), _rir_texts(rows["rir"]), strict=True)
        ),
        hovertemplate=(
            f"%{{x|%-d %b %Y}}<br><b>%{{y:.1f}} {unit}</b><br>"
            f"from %{{customdata[1]:.0f}} reps with %{{customdata[0]:.1f}} {unit}, %{{customdata[2]}}<extra></extra>"
        ),
    )


def _draw_trend(figure: go.Figure, trend: Trend, unit: MassUnit) -> None:
    line = trend_line(trend)
    days = day_texts(line["day"])
    figure.add_scatter(
        x=days + days[::-1],
        y=_loads(line["high_kg"], unit) + _loads(line["low_kg"], unit)[::-1],
        name="80 % range of the trend",
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor="rgba(31, 120, 180, 0.22)",
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=days,
        y=_loads(line["mid_kg"], unit),
        name=f"Trend {formats.rate(trend.pct_per_week)}",
        mode="lines",
        line={"color": theme.BLUE, "width": 3},
        hoverinfo="skip",
    )


def _loads(column: pd.Series[Any], unit: MassUnit) -> list[float | None]:
    return [None if kg is None else round(mass_in(kg, unit), 3) for kg in values(column)]


def _gaps(upper: list[float | None], lower: list[float | None]) -> list[float]:
    pairs = zip(upper, lower, strict=True)
    return [0.0 if above is None or below is None else max(0.0, above - below) for above, below in pairs]


def _rir_texts(column: pd.Series[Any]) -> list[str]:
    return ["RIR not logged" if value is None else f"{formats.number(value)} RIR" for value in values(column)]
