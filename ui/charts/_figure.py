"""What every figure shares: title, axes with units, zones with labels, and weeks on the x axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from ui import theme

MOST_TICKS: Final = 6
"""As many date labels as fit beside each other on a phone."""
UNDIMMED: Final = {"marker": {"opacity": 1}}
"""For bars that can be clicked: the chosen week has a frame, so the others need not fade."""
DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Zone:
    """A horizontal band of a chart: from `low` to `high` on the y axis, tinted by `level`, and named by `label`."""

    low: float
    high: float
    level: str
    label: str


def blank(title: str, *, subtitle: str, y_title: str, height: int = 400) -> go.Figure:
    """An empty figure that says what it shows, in plain text. Keep title and subtitle short: plotly does not wrap them
    on a phone.
    """
    layout: dict[str, Any] = {
        "template": theme.TEMPLATE,
        "title": {"text": literal(title), "subtitle": {"text": literal(subtitle)}},
        "yaxis": {"title": {"text": y_title}},
        "height": height,
    }
    return go.Figure(layout=layout)


def literal(text: str) -> str:
    """`text` so that plotly shows it letter for letter: it takes tags for bold print and links, wherever they stand.
    For all that comes from a file or a person. In a template it could still stand for a value; there it has no place.
    """
    return escape(text, quote=False)


def day_texts(days: pd.Series[Any]) -> list[str]:
    """Dates as the ISO text that plotly reads and Streamlit's selections give back."""
    return [f"{day:%Y-%m-%d}" for day in pd.to_datetime(days)]


def values(column: pd.Series[Any]) -> list[float | None]:
    """A numeric column as plain numbers, None where there is none, so that a line shows the gap."""
    return [None if pd.isna(value) else float(value) for value in column]


def many(cells: Sequence[Any]) -> npt.NDArray[np.object_]:
    """Cells as an array, which plotly takes as a whole; it looks into each cell of a list, three times over."""
    return np.array(cells, dtype=object)


def weeks_axis(figure: go.Figure, weeks: Sequence[str]) -> None:
    """Ticks on Mondays only, few enough for a phone; the year stands under the first and under each change."""
    if not weeks:
        return
    step_weeks = max(1, ceil(len(weeks) / MOST_TICKS))
    margin = pd.Timedelta(days=4)
    figure.update_xaxes(
        tickformat="%-d %b\n%Y",
        tick0=weeks[0],
        dtick=step_weeks * 7 * DAY_MS,
        range=[str(pd.Timestamp(weeks[0]) - margin), str(pd.Timestamp(weeks[-1]) + margin)],
    )


def add_zones(figure: go.Figure, zones: Sequence[Zone], top: float) -> None:
    """Tints behind the data, each with its name at the left edge; what lies above `top` is left out."""
    for zone in zones:
        if zone.low >= top:
            continue
        high = min(zone.high, top)
        figure.add_hrect(y0=zone.low, y1=high, fillcolor=theme.ZONE_TINT[zone.level], line_width=0, layer="below")
        label(figure, zone.label, y=high, yanchor="top")


def label(figure: go.Figure, text: str, *, y: float, yanchor: str = "bottom") -> None:
    """A small name at the left edge of the plot, at height `y`; boxed, so that it is read over lines and bars."""
    figure.add_annotation(
        text=text, x=0, xref="paper", xanchor="left", y=y, yanchor=yanchor, showarrow=False, **theme.LABEL
    )


def outline_week(figure: go.Figure, week: str | None) -> None:
    """A dotted frame around the week whose sets are listed below the chart."""
    if week is None:
        return
    monday, half = pd.Timestamp(week), pd.Timedelta(days=3.5)
    figure.add_vrect(
        x0=str(monday - half), x1=str(monday + half), line={"width": 1.5, "dash": "dot", "color": theme.GREY},
        fillcolor="rgba(128,128,128,0.10)", layer="below",
    )  # fmt: skip
