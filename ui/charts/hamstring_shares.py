"""How the hamstrings' sets are shared between hinges and curls, and how many of them are at long length.

A row is four pooled weeks. A point's customdata is [part of the hamstring sets, Monday, ...].
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from ui import formats, theme
from ui.charts._figure import UNDIMMED, blank, day_texts, label, outline_week, values, weeks_axis
from ui.charts.balance import MOST_MARKERS

LONG: Final = "At long length"
PART_OF: Final[Mapping[str, str]] = {"knee_sets": "Curls", "hip_sets": "Hinges"}
"""Column of hinge_curl_balance -> the part of the hamstring sets that it holds."""


def hinge_curl_shares(
    pooled: pd.DataFrame, *, ok_low: float, ok_high: float, chosen_week: str | None = None
) -> go.Figure:
    """Curl sets from below and hinge sets from above as shares of all hamstring sets; lines bound the range for curls.

    `pooled` has the columns of the metric hinge_curl_balance; `ok_low` and `ok_high` are shares of 0 to 1.
    """
    rows = pooled.sort_values("week")
    figure = blank(
        _title(rows["curl_share"], "of the hamstring sets are curls", without="Curls and hinges: shares"),
        subtitle="Each bar: four weeks added up",
        y_title="% of hamstring sets",
    )
    weeks = day_texts(rows["week"])
    total = rows["hip_sets"] + rows["knee_sets"]
    for name, column, colour in (
        ("Curls (knee flexion)", "knee_sets", theme.CURL_COLOUR),
        ("Hinges (hip extension)", "hip_sets", theme.HINGE_COLOUR),
    ):
        figure.add_bar(
            x=weeks,
            y=values((100 * rows[column] / total).where(total > 0)),
            name=name,
            customdata=[
                [PART_OF[column], monday, value] for monday, value in zip(weeks, values(rows[column]), strict=True)
            ],
            marker={"color": colour},
            unselected=UNDIMMED,
            hovertemplate=(
                "<b>%{fullData.name}</b><br>Four weeks up to the week of %{x|%-d %b %Y}<br>"
                "%{y:.0f} %, %{customdata[2]:.1f} sets<extra></extra>"
            ),
        )
    for share, words in ((ok_low, "curls: usual from"), (ok_high, "curls: usual up to")):
        figure.add_hline(y=100 * share, line={"dash": "dash", "width": 1.5, "color": theme.GREY})
        label(figure, f"{words} {formats.percent(share)}", y=100 * share)
    figure.update_yaxes(range=[0, 100], ticksuffix=" %")
    outline_week(figure, chosen_week)
    weeks_axis(figure, weeks)
    return figure


def describe_shares(pooled: pd.DataFrame) -> str:
    """The last row of the shares in words."""
    rows = pooled.sort_values("week")
    rows = rows[(rows["hip_sets"] + rows["knee_sets"]) > 0]
    if rows.empty:
        return "Hinge and curl shares: no hamstring sets in this period."
    last = rows.iloc[-1]
    return (
        f"Four weeks up to the {formats.week(last['week'])}: {formats.number(last['knee_sets'])} curl and "
        f"{formats.number(last['hip_sets'])} hinge sets for the hamstrings, "
        f"curl share {formats.percent(last['curl_share'])}."
    )


def long_length_shares(pooled: pd.DataFrame, *, least: float, chosen_week: str | None = None) -> go.Figure:
    """The share of hamstring sets at long length as a line, with a dashed line where the hint ends.

    `pooled` has the columns of the metric hinge_curl_balance; `least` is a share of 0 to 1.
    """
    rows = pooled.sort_values("week")
    figure = blank(
        _title(rows["long_length_share"], "of hamstring sets at long length", without="Hamstring sets at long length"),
        subtitle="Seated curls, Romanian deadlifts. Four weeks each",
        y_title="% of hamstring sets",
        height=300,
    )
    weeks = day_texts(rows["week"])
    figure.add_scatter(
        x=weeks,
        y=values(100 * rows["long_length_share"]),
        name="At long length",
        mode="lines+markers" if len(rows) <= MOST_MARKERS else "lines",
        marker={"size": 6, "color": theme.HINGE_COLOUR},
        line={"color": theme.HINGE_COLOUR, "width": 3},
        unselected=UNDIMMED,
        customdata=[[LONG, monday] for monday in weeks],
        hovertemplate="Four weeks up to the week of %{x|%-d %b %Y}<br>%{y:.0f} % of the hamstring sets<extra></extra>",
    )
    figure.add_hline(y=100 * least, line={"dash": "dash", "width": 1.5, "color": theme.GREY})
    label(figure, f"a hint below {formats.percent(least)}", y=100 * least)
    figure.update_yaxes(range=[-3, 105], ticksuffix=" %")
    outline_week(figure, chosen_week)
    weeks_axis(figure, weeks)
    return figure


def describe_long_length(pooled: pd.DataFrame) -> str:
    """The last share at long length in words."""
    rows = pooled.sort_values("week").dropna(subset="long_length_share")
    if rows.empty:
        return "Hamstring sets at long length: no hamstring sets in this period."
    last = rows.iloc[-1]
    return (
        f"Four weeks up to the {formats.week(last['week'])}: {formats.percent(last['long_length_share'])} of the "
        "hamstring sets work them at long length."
    )


def _title(shares: pd.Series[Any], words: str, *, without: str) -> str:
    """The last known share in words; `without` any, that title."""
    known = shares.dropna()
    return f"{formats.percent(known.iloc[-1])} {words}" if len(known) else without
