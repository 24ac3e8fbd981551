"""Strength of one lift: its sessions, the level they stand for with its band, the trend of the last weeks, bests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, exp
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, n_
from analytics.units import MassUnit, mass_in
from ui import formats, theme
from ui.charts._figure import blank, day_texts, values

MOST_MARKERS: Final = 500
"""Beyond this many sessions a browser draws a line at once and markers slowly."""
MOST_BAND_POINTS: Final = 400
"""Days at which the band is drawn, at most; it is smooth, so every other day of a long log says the same."""
BAND_TINT: Final = "rgba(0, 158, 115, 0.16)"
WHITE_EDGE: Final = {"width": 1, "color": "#ffffff"}
ONE_RM: Final = _("estimated 1RM")


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


def one_lift(
    sessions: pd.DataFrame,
    *,
    name: str,
    unit: MassUnit,
    trend: Trend | None,
    bests: pd.DataFrame,
    band: pd.DataFrame,
    gap_days: float,
    title: str = _("Strength by session"),
    height: int = 430,
) -> go.Figure:
    """The level with its 80 % band, the sessions as points, the trend line in its window, and stars on the bests.

    `sessions`, `bests` and `band` have the columns of session_strength, personal_bests and strength_band for one
    exercise; values are drawn in `unit`. A break of more than `gap_days` breaks line and band. Each point's customdata
    begins with its day. `title` says what it shows, in few words.
    """
    rows = sessions.sort_values("started_at")
    figure = blank(title, subtitle=name, y_title=f"{strength_words(rows)} ({unit})", height=height)
    _draw_band(figure, band.sort_values("day"), unit, gap_days=gap_days)
    _draw_sessions(figure, rows, unit)
    if trend is not None:
        _draw_trend(figure, trend, unit)
    if len(bests):
        figure.add_scatter(
            x=day_texts(bests["started_at"]), y=_loads(bests["value_kg"], unit), name=_("Best yet"), mode="markers",
            marker={"symbol": "star", "size": 11, "color": theme.OCHRE, "line": WHITE_EDGE}, hoverinfo="skip",
        )  # fmt: skip
    figure.update_yaxes(rangemode="normal")
    figure.update_xaxes(nticks=6, tickformat="%-d %b\n%Y")
    figure.update_layout(legend_y=-0.24)  # on a phone the legend has three rows, and would lie on the years
    return figure


def describe_lift(sessions: pd.DataFrame, *, name: str, unit: MassUnit, class_words: str, trend: Trend | None) -> str:
    """The lift in words: sessions, first and last level, and the trend's class and rate."""
    if sessions.empty:
        return _("{name}: no session with a strength value in this period.", name=name)
    rows = sessions.sort_values("started_at")
    first, last = rows.iloc[0], rows.iloc[-1]
    began, stands = (
        _("{load} on {day}", load=formats.load(row["e1rm_kg"], unit), day=formats.day(row["started_at"]))
        for row in (first, last)
    )
    return n_(
        "{name}, {what} in {number} session: {began}, {stands}; {trend}.",
        "{name}, {what} in {number} sessions: {began}, {stands}; {trend}.",
        len(rows),
        name=name,
        what=strength_words(rows),
        began=began,
        stands=stands,
        trend=f"{class_words}, {formats.rate(trend.pct_per_week)}" if trend else class_words,
    )


def strength_words(sessions: pd.DataFrame) -> str:
    """What the values are: an estimated one-repetition maximum, or the load at the lifter's usual repetitions."""
    if sessions.empty or sessions.iloc[-1]["kind"] != "reference_reps":
        return ONE_RM
    reps = sessions.iloc[-1]["reference_reps"]
    return _("strength at usual reps") if pd.isna(reps) else _("{reps}-rep strength", reps=f"{reps:.0f}")


def trend_line(trend: Trend) -> pd.DataFrame:
    """The fitted line: day and kg at start, middle and end of its window; it ends at the level."""
    weeks_back = (trend.span_days / 7, trend.span_days / 14, 0.0)
    return pd.DataFrame(
        {
            "day": [trend.as_of - pd.Timedelta(weeks=weeks) for weeks in weeks_back],
            "kg": [trend.level_kg * exp(-trend.pct_per_week / 100 * weeks) for weeks in weeks_back],
        }
    )


def stretches(band: pd.DataFrame, *, gap_days: float) -> list[pd.DataFrame]:
    """The rows of strength_band of one lift, cut at breaks of more than `gap_days` and thinned for the browser."""
    numbers = (pd.to_datetime(band["day"]).diff().dt.days > gap_days).cumsum()
    every = max(1, ceil(len(band) / MOST_BAND_POINTS))
    return [_thinned(rows, every) for __, rows in band.groupby(numbers)]


def _thinned(rows: pd.DataFrame, every: int) -> pd.DataFrame:
    """Every so-manieth row, and the last."""
    return rows if every == 1 else pd.concat([rows.iloc[:-1:every], rows.iloc[-1:]])


def _draw_band(figure: go.Figure, band: pd.DataFrame, unit: MassUnit, *, gap_days: float) -> None:
    """One outline and one line, each broken where the lifter took a break."""
    if band.empty:
        return
    parts = stretches(band, gap_days=gap_days)
    days = [day_texts(rows["day"]) for rows in parts]
    outline = [
        _loads(rows["high_80_kg"], unit) + _loads(rows["low_80_kg"], unit)[::-1] for rows in parts
    ]  # there and back
    figure.add_scatter(
        x=_with_breaks(there + there[::-1] for there in days),
        y=_with_breaks(outline),
        name=_("80 % band of the level"),
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=BAND_TINT,
        hoverinfo="skip",
        showlegend=False,
    )
    figure.add_scatter(
        x=_with_breaks(days), y=_with_breaks(_loads(rows["level_kg"], unit) for rows in parts),
        name=_("Level, 80 % band"), mode="lines", line={"color": theme.STRENGTH_COLOUR, "width": 1.5},
        connectgaps=False, hoverinfo="skip",
    )  # fmt: skip


def _with_breaks(parts: Iterable[list[Any]]) -> list[Any]:
    """The parts as one trace: None between them ends a line or an outline."""
    joined: list[Any] = []
    for part in parts:
        joined += [None, *part] if joined else part
    return joined


def _draw_sessions(figure: go.Figure, rows: pd.DataFrame, unit: MassUnit) -> None:
    if len(rows) > MOST_MARKERS:
        _add_points(figure, rows, unit, name=_("Session"), mode="lines")
        return
    set_aside, tested = rows["is_outlier"].astype(bool), rows["is_tested_single"].astype(bool)
    _add_points(figure, rows[~set_aside & ~tested], unit, name=_("Session"), symbol="circle")
    _add_points(figure, rows[~set_aside & tested], unit, name=_("Tested single"), symbol="diamond")
    _add_points(figure, rows[set_aside], unit, name=_("Set aside"), symbol="circle-open")


def _add_points(
    figure: go.Figure, rows: pd.DataFrame, unit: MassUnit, *, name: str, symbol: str = "circle", mode: str = "markers"
) -> None:
    if rows.empty:
        return
    loads, lows, highs = (_loads(rows[column], unit) for column in ("e1rm_kg", "low_kg", "high_kg"))
    figure.add_scatter(
        x=day_texts(rows["started_at"]),
        y=loads,
        name=name,
        mode=mode,
        line={"color": theme.STRENGTH_COLOUR, "width": 1.5},
        marker={"color": theme.STRENGTH_COLOUR, "size": 9 if symbol == "diamond" else 8, "symbol": symbol},
        selected=_UNDIMMED,
        unselected=_UNDIMMED,
        customdata=list(zip(day_texts(rows["started_at"]), lows, highs, set_texts(rows, unit), strict=True)),
        hovertemplate=_(
            "%{{x|%-d %b %Y}}<br><b>%{{y:.1f}} {unit}</b> (one standard deviation: "
            "%{{customdata[1]:.0f}} to %{{customdata[2]:.0f}})<br>from %{{customdata[3]}}<extra></extra>",
            unit=unit,
        ),
    )


_UNDIMMED: Final = {"marker": {"opacity": 1}}
"""A click chooses a session for the list below; the other points need not fade."""


def _draw_trend(figure: go.Figure, trend: Trend, unit: MassUnit) -> None:
    line = trend_line(trend)
    figure.add_scatter(
        x=day_texts(line["day"]),
        y=_loads(line["kg"], unit),
        name=_("Trend {rate}", rate=formats.rate(trend.pct_per_week)),
        mode="lines",
        line={"color": theme.BLUE, "width": 3},
        hoverinfo="skip",
    )


def _loads(column: pd.Series[Any], unit: MassUnit) -> list[float | None]:
    return [None if kg is None else round(mass_in(kg, unit), 3) for kg in values(column)]


def set_texts(rows: pd.DataFrame, unit: MassUnit) -> list[str]:
    """The set behind each value in words: "5 reps with 100 kg, 2 RIR", "8 reps with bodyweight + 10 kg, 1 RIR"."""
    return [
        n_(
            "{reps} rep with {load}, {rir}",
            "{reps} reps with {load}, {rir}",
            reps or 0.0,
            reps=formats.number(reps),
            load=load_text(load_kg, body_kg, unit),
            rir=_rir(rir),
        )
        for reps, load_kg, body_kg, rir in zip(
            values(rows["reps"]),
            values(rows["weight_kg"]),
            values(rows["bodyweight_kg"]),
            values(rows["rir"]),
            strict=True,
        )
    ]


def load_text(load_kg: float | None, bodyweight_kg: float | None, unit: MassUnit) -> str:
    """A load as it was lifted: "100 kg", "bodyweight", "bodyweight + 10 kg"."""
    if bodyweight_kg is None:
        return formats.load(load_kg, unit)
    return _("bodyweight + {load}", load=formats.load(load_kg, unit)) if load_kg else _("bodyweight")


def _rir(rir: float | None) -> str:
    return _("RIR not logged") if rir is None else _("{rir} RIR", rir=formats.number(rir))
