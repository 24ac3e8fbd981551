"""Small multiples: a chart of weekly sets for each muscle on shared axes, each against the muscle's own range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.language import _, n_
from ui import formats, theme
from ui.charts._figure import DAY_MS, UNDIMMED, blank, day_texts, values, weeks_axis
from ui.charts.volume import COUNT_HEADS, IN_RANGE, SO_FAR_PATTERN, Count, recent, rows_of_week

COLUMNS: Final = 2
"""Small charts beside each other: as many as a phone has room for."""
BETWEEN: Final = 0.05
"""Room between them, as a share of the width."""
PANEL_PX: Final = 132
FRAME_PX: Final = 150
MEAN: Final[Mapping[Count, str]] = {"hard_sets": "mean_sets", "direct_sets": "direct_mean_sets"}


def small_multiples(
    volume: pd.DataFrame,
    *,
    muscles: Sequence[str],
    names: Mapping[str, str],
    count: Count,
    last_full_week: str,
    running_week: str | None = None,
) -> go.Figure:
    """One panel a muscle on shared axes: bars of weeks, the four-week mean as a line, the range as a tint.

    `volume` holds the rows of the metric muscle_volume, and `direct_sets` of weekly_hard_sets beside them. Ranges are
    for fractional counts, so direct ones stand without. A bar's customdata is [muscle id, Monday].
    """
    shown = recent(volume)
    rows_of = {muscle: shown[shown["muscle"] == muscle].sort_values("week") for muscle in muscles}
    figure = _panels(rows_of, names, count, last_full_week)
    for place, (muscle, rows) in enumerate(rows_of.items()):
        where = {"row": place // COLUMNS + 1, "col": place % COLUMNS + 1}
        _panel(figure, rows, muscle, names[muscle], count, running_week, where)
    return figure


def describe_small_multiples(
    volume: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str], count: Count, last_full_week: str
) -> str:
    """Every panel in words: the four-week mean against the range."""
    rows = {str(row["muscle"]): row for __, row in rows_of_week(volume, last_full_week).iterrows()}
    parts = [f"{names[muscle]} {_against(rows[muscle], count)}" for muscle in muscles if muscle in rows]
    when = formats.week(pd.Timestamp(last_full_week))
    return _(
        "{counted_a_week}, mean of four weeks up to the {week}: {muscles}.",
        counted_a_week=COUNT_HEADS[count],
        week=when,
        muscles="; ".join(parts),
    )


def _panels(rows_of: Mapping[str, pd.DataFrame], names: Mapping[str, str], count: Count, week: str) -> go.Figure:
    number = ceil(len(rows_of) / COLUMNS)
    height = FRAME_PX + PANEL_PX * number
    standing = [_standing(rows, week) for rows in rows_of.values()]
    titles = [
        names[muscle] if row is None else f"{names[muscle]} <b>{_against(row, count)}</b>"
        for muscle, row in zip(rows_of, standing, strict=True)
    ]
    figure = make_subplots(
        rows=number,
        cols=COLUMNS,
        shared_xaxes="all",
        shared_yaxes="all",
        subplot_titles=titles,
        horizontal_spacing=BETWEEN,
        vertical_spacing=min(0.3, 34 / (height - 2 * FRAME_PX / 3)),
        figure=blank(_panels_title(standing, count), subtitle="", y_title="", height=height),
    )
    figure.update_layout(title={"subtitle": {"text": _panels_subtitle(count)}}, margin={"t": 78 + round(0.02 * height)})
    for place, note in enumerate(figure.layout.annotations):
        note.update(x=(place % COLUMNS) * (1 + BETWEEN) / 2, xanchor="left", font={"size": 12})
    _panel_axes(figure, rows_of, count, number)
    return figure


def _panels_title(standing: Sequence[pd.Series[Any] | None], count: Count) -> str:
    judged = [row for row in standing if row is not None and not pd.isna(row["band_low"])]
    if count == "direct_sets":
        return _("Direct sets a week, muscle by muscle")
    if not judged:
        return _("Hard sets a week, muscle by muscle")
    inside = sum(row["state"] == IN_RANGE for row in judged)
    return n_(
        "{inside} of {number} muscle in the range",
        "{inside} of {number} muscles in the range",
        len(judged),
        inside=inside,
    )


def _panels_subtitle(count: Count) -> str:
    return (
        _("Line and number: four-week mean") if count == "direct_sets" else _("Line: four-week mean. Tint: your range")
    )


def _panel_axes(figure: go.Figure, rows_of: Mapping[str, pd.DataFrame], count: Count, number: int) -> None:
    peak = max((_peak(rows, count) for rows in rows_of.values()), default=1.0)
    figure.update_yaxes(range=[0, max(peak, 1.0) * 1.08], nticks=4)
    figure.update_yaxes(title={"text": _("sets a week"), "font": {"size": 11}}, col=1)
    weeks = sorted({week for rows in rows_of.values() for week in day_texts(rows["week"])})
    weeks_axis(figure, weeks)
    figure.update_xaxes(dtick=max(1, ceil(len(weeks) / 3)) * 7 * DAY_MS, showticklabels=False)
    for place in range(max(0, len(rows_of) - COLUMNS), len(rows_of)):  # the last panel of each column
        figure.update_xaxes(showticklabels=True, row=place // COLUMNS + 1, col=place % COLUMNS + 1)
    for place in range(len(rows_of), number * COLUMNS):
        figure.update_xaxes(visible=False, row=place // COLUMNS + 1, col=place % COLUMNS + 1)
        figure.update_yaxes(visible=False, row=place // COLUMNS + 1, col=place % COLUMNS + 1)


def _panel(
    figure: go.Figure,
    rows: pd.DataFrame,
    muscle: str,
    name: str,
    count: Count,
    running_week: str | None,
    where: Mapping[str, int],
) -> None:
    weeks = day_texts(rows["week"])
    colour = theme.ink(muscle).colour
    figure.add_bar(
        x=weeks,
        y=values(rows[_column(count)]),
        name=name,
        customdata=[[muscle, monday] for monday in weeks],
        marker={
            "color": theme.translucent(colour, 0.55),
            "opacity": [0.45 if monday == running_week else 1.0 for monday in weeks],
            "pattern": {"shape": [SO_FAR_PATTERN if monday == running_week else "" for monday in weeks]},
            "line": {"width": 0},
        },
        unselected=UNDIMMED,
        showlegend=False,
        hovertemplate=_("<b>%{fullData.name}</b><br>Week of %{x|%-d %b %Y}<br>%{y:.1f} sets<extra></extra>"),
        **where,
    )
    settled = rows[[monday != running_week for monday in weeks]]
    figure.add_scatter(
        x=day_texts(settled["week"]),
        y=values(settled[MEAN[count]]),
        name=name,
        mode="lines",
        line={"color": colour, "width": 2.5},
        showlegend=False,
        hovertemplate=_("Four weeks up to the week of %{x|%-d %b %Y}<br>mean %{y:.1f} sets a week<extra></extra>"),
        **where,
    )
    newest = rows.iloc[-1] if len(rows) else None
    if newest is not None and count == "hard_sets" and not pd.isna(newest["band_low"]):
        figure.add_hrect(
            y0=float(newest["band_low"]),
            y1=float(newest["band_high"]),
            fillcolor=theme.ZONE_TINT["ok"],
            line={"width": 1, "dash": "dot", "color": theme.GREY},
            layer="below",
            **where,
        )


def _peak(rows: pd.DataFrame, count: Count) -> float:
    most = float(rows[[_column(count), MEAN[count]]].max().max()) if len(rows) else 0.0
    high = rows["band_high"].max() if len(rows) and count == "hard_sets" else 0.0
    return max(most, 0.0 if pd.isna(high) else float(high))


def _column(count: Count) -> str:
    """The column of muscle_volume beside weekly_hard_sets that holds a week's sets."""
    return "week_sets" if count == "hard_sets" else "direct_sets"


def _standing(rows: pd.DataFrame, week: str) -> pd.Series[Any] | None:
    found = rows_of_week(rows, week)
    return found.iloc[0] if len(found) else None


def _against(row: pd.Series[Any], count: Count) -> str:
    mean = formats.number(row[MEAN[count]])
    if count == "direct_sets" or pd.isna(row["band_low"]):
        return mean
    return _("{mean} of {from_to}", mean=mean, from_to=formats.span(row["band_low"], row["band_high"]))
