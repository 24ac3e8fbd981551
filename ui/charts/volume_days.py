"""The days on which each muscle was trained, with the hours between two sessions that lie close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, n_
from ui import formats, theme
from ui.charts._figure import DAY_MS, UNDIMMED, blank, values

ROW_PX: Final = 52
SHORTEST: Final = 0.08
TALLEST: Final = 0.66
"""Heights of bars in rows: one set is still seen, and the hours stand above the one with most sets."""
BAR_DAYS: Final = 0.8


@dataclass(frozen=True, slots=True)
class Spacing:
    """Two sessions with at least `least_sets` each are close where fewer than `least_hours` lie between them."""

    least_hours: float
    least_sets: float


def day_strip(
    sessions: pd.DataFrame,
    *,
    muscles: Sequence[str],
    names: Mapping[str, str],
    first_day: date,
    last_day: date,
    spacing: Spacing,
    muscle: str,
    chosen_day: date | None = None,
) -> go.Figure:
    """A row a muscle and a bar a session, as high as its sets: strong as main mover, pale as a helper. A line joins two
    sessions that lie close, with the hours between.

    `sessions` has the columns of the metric muscle_sessions. A bar's customdata is [muscle id, day, ...].
    """
    rows = _placed(sessions, muscles)
    figure = blank(
        _title(rows, muscle, names, first_day, last_day),
        subtitle=_("Strong: main mover. Pale: helper"),
        y_title="",
        height=140 + ROW_PX * len(muscles),
    )
    figure.update_layout(barmode="overlay", showlegend=False)
    most = float(rows["hard_sets"].max()) if len(rows) else 1.0
    height = SHORTEST + (TALLEST - SHORTEST) * rows["hard_sets"] / most
    direct = height * rows["direct_sets"] / rows["hard_sets"]
    _bars(figure, rows, names, base=rows["row"] - 0.45, height=direct, strength=0.9)
    _bars(figure, rows, names, base=rows["row"] - 0.45 + direct, height=height - direct, strength=0.4)
    _close_ones(figure, rows, spacing)
    _axes(figure, muscles, names, first_day, last_day)
    _outline(figure, muscles, muscle, chosen_day)
    return figure


def describe_days(
    sessions: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str], first_day: date, last_day: date
) -> str:
    """The strip in words: each muscle's sessions, the usual hours between them, and the last one."""
    parts = []
    for muscle in muscles:
        rows = sessions[sessions["muscle"] == muscle].sort_values("started_at")
        if rows.empty:
            parts.append(_("{muscle} none", muscle=names[muscle]))
            continue
        parts.append(_sessions_words(rows, names[muscle]))
    return _("Sessions of {days}: {muscles}.", days=formats.period(first_day, last_day), muscles="; ".join(parts))


def _sessions_words(rows: pd.DataFrame, name: str) -> str:
    apart, last = rows["hours"].median(), formats.day(rows["started_at"].iloc[-1])
    if formats.is_missing(apart):
        return n_(
            "{muscle} {number} session, last on {day}",
            "{muscle} {number} sessions, last on {day}",
            len(rows),
            muscle=name,
            day=last,
        )
    return n_(
        "{muscle} {number} session, usually {hours} h apart, last on {day}",
        "{muscle} {number} sessions, usually {hours} h apart, last on {day}",
        len(rows),
        muscle=name,
        hours=formats.number(apart, 0),
        day=last,
    )


def close_together(sessions: pd.DataFrame, spacing: Spacing) -> pd.DataFrame:
    """Pairs of sessions of a muscle that lie close: its rows with `before_at`, the start of the earlier one."""
    ordered = sessions.sort_values("started_at")
    earlier = ordered.groupby("muscle")[["started_at", "hard_sets"]].shift()
    pairs = ordered.assign(before_at=earlier["started_at"], before_sets=earlier["hard_sets"])
    is_close = pairs["hours"] < spacing.least_hours
    is_full = (pairs["hard_sets"] >= spacing.least_sets) & (pairs["before_sets"] >= spacing.least_sets)
    return pairs[is_close & is_full & pairs["before_at"].notna()]


def _placed(sessions: pd.DataFrame, muscles: Sequence[str]) -> pd.DataFrame:
    """The sessions of `muscles` with their row, the first muscle on top, and their day."""
    rows = sessions[sessions["muscle"].isin(list(muscles))]
    places = {muscle: len(muscles) - 1 - place for place, muscle in enumerate(muscles)}
    return rows.assign(row=rows["muscle"].map(places).astype("float64"), day=rows["started_at"].dt.normalize())


def _title(rows: pd.DataFrame, muscle: str, names: Mapping[str, str], first_day: date, last_day: date) -> str:
    days = (last_day - first_day).days + 1
    sessions = int((rows["muscle"] == muscle).sum())
    return n_(
        "{muscle}: {number} session in {days} days",
        "{muscle}: {number} sessions in {days} days",
        sessions,
        muscle=names[muscle],
        days=days,
    )


def _bars(
    figure: go.Figure,
    rows: pd.DataFrame,
    names: Mapping[str, str],
    *,
    base: pd.Series[Any],
    height: pd.Series[Any],
    strength: float,
) -> None:
    is_seen = height > 0  # a session may hold direct sets alone, or helping ones alone
    rows, base, height = rows[is_seen], base[is_seen], height[is_seen]
    figure.add_bar(
        x=[f"{day:%Y-%m-%d}" for day in rows["day"]],
        y=values(height),
        base=values(base),
        width=DAY_MS * BAR_DAYS,
        customdata=[
            [row["muscle"], f"{row['day']:%Y-%m-%d}", row["hard_sets"], row["direct_sets"], _since(row["hours"])]
            for __, row in rows.iterrows()
        ],
        text=[names[muscle] for muscle in rows["muscle"]],
        textposition="none",
        marker={
            "color": [theme.translucent(theme.ink(muscle).colour, strength) for muscle in rows["muscle"]],
            "line": {"width": 0},
        },
        unselected=UNDIMMED,
        hovertemplate=_(
            "<b>%{text}</b><br>%{x|%a %-d %b %Y}<br>%{customdata[2]:.1f} sets, %{customdata[3]:.1f} direct"
            "<br>%{customdata[4]}<extra></extra>"
        ),
    )


def _since(hours: float) -> str:
    if formats.is_missing(hours):
        return _("first session of the log")
    return _("{hours} h after the session before", hours=formats.number(hours, 0))


def _close_ones(figure: go.Figure, rows: pd.DataFrame, spacing: Spacing) -> None:
    pairs = close_together(rows, spacing)
    if pairs.empty:
        return
    ends: list[str | None] = []
    heights: list[float | None] = []
    for __, pair in pairs.iterrows():
        ends += [f"{pair['before_at'].normalize():%Y-%m-%d}", f"{pair['day']:%Y-%m-%d}", None]
        heights += [pair["row"] - 0.45 + TALLEST + 0.06] * 2 + [None]
    figure.add_scatter(
        x=ends, y=heights, mode="lines", line={"width": 3, "color": theme.VERMILION}, hoverinfo="skip", name="close"
    )
    for __, pair in pairs.iterrows():
        middle = pair["before_at"].normalize() + (pair["day"] - pair["before_at"].normalize()) / 2
        figure.add_annotation(
            text=_("{hours} h", hours=formats.number(pair["hours"], 0)),
            x=str(middle),
            y=pair["row"] + 0.36,
            showarrow=False,
            **theme.LABEL,
        )


def _axes(figure: go.Figure, muscles: Sequence[str], names: Mapping[str, str], first_day: date, last_day: date) -> None:
    half = pd.Timedelta(hours=12)
    figure.update_xaxes(
        tickformat="%-d %b\n%Y",
        tick0=str(first_day),
        dtick=7 * DAY_MS,
        range=[str(pd.Timestamp(first_day) - half), str(pd.Timestamp(last_day) + half)],
        showgrid=True,
    )
    figure.update_yaxes(
        tickvals=list(range(len(muscles))),
        ticktext=[names[muscle] for muscle in reversed(muscles)],
        range=[-0.55, len(muscles) - 0.4],
        showgrid=False,
        ticksuffix=" ",
    )


def _outline(figure: go.Figure, muscles: Sequence[str], muscle: str, day: date | None) -> None:
    """A dotted frame around the session whose sets are listed below."""
    if day is None or muscle not in muscles:
        return
    row, noon, half = len(muscles) - 1 - list(muscles).index(muscle), pd.Timestamp(day), pd.Timedelta(hours=14)
    figure.add_shape(
        type="rect", x0=str(noon - half), x1=str(noon + half), y0=row - 0.5, y1=row + 0.25,
        line={"width": 1.5, "dash": "dot", "color": theme.GREY},
    )  # fmt: skip
