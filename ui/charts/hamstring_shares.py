"""How the hamstrings' sets are shared between hinges and curls, and how many of them are at long length.

A row is four pooled weeks. A point's customdata is [part of the hamstring sets, Monday, ...].
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _
from ui import formats, theme
from ui.charts._figure import UNDIMMED, blank, day_texts, label, outline_week, values, weeks_axis
from ui.charts.balance import MOST_MARKERS

CURLS, HINGES, LONG = _("Curls"), _("Hinges"), _("At long length")
PART_OF: Final[Mapping[str, str]] = {"knee_sets": CURLS, "hip_sets": HINGES}
"""Column of hinge_curl_balance -> the part of the hamstring sets that it holds."""


def hinge_curl_shares(
    pooled: pd.DataFrame, *, ok_low: float, ok_high: float, chosen_week: str | None = None
) -> go.Figure:
    """Curl sets from below and hinge sets from above as shares of all hamstring sets; lines bound the range for curls.

    `pooled` has the columns of the metric hinge_curl_balance; `ok_low` and `ok_high` are shares of 0 to 1.
    """
    rows = pooled.sort_values("week")
    figure = blank(
        _curls_title(rows["curl_share"]),
        subtitle=_("Each bar: four weeks added up"),
        y_title=_("% of hamstring sets"),
    )
    weeks = day_texts(rows["week"])
    total = rows["hip_sets"] + rows["knee_sets"]
    for name, column, colour in (
        (_("Curls (knee flexion)"), "knee_sets", theme.CURL_COLOUR),
        (_("Hinges (hip extension)"), "hip_sets", theme.HINGE_COLOUR),
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
            hovertemplate=_(
                "<b>%{fullData.name}</b><br>Four weeks up to the week of %{x|%-d %b %Y}<br>"
                "%{y:.0f} %, %{customdata[2]:.1f} sets<extra></extra>"
            ),
        )
    for share, words in (
        (ok_low, _("curls: usual from {share}", share=formats.percent(ok_low))),
        (ok_high, _("curls: usual up to {share}", share=formats.percent(ok_high))),
    ):
        figure.add_hline(y=100 * share, line={"dash": "dash", "width": 1.5, "color": theme.GREY})
        label(figure, words, y=100 * share)
    figure.update_yaxes(range=[0, 100], ticksuffix=" %")
    outline_week(figure, chosen_week)
    weeks_axis(figure, weeks)
    return figure


def describe_shares(pooled: pd.DataFrame) -> str:
    """The last row of the shares in words."""
    rows = pooled.sort_values("week")
    rows = rows[(rows["hip_sets"] + rows["knee_sets"]) > 0]
    if rows.empty:
        return _("Hinge and curl shares: no hamstring sets in this period.")
    last = rows.iloc[-1]
    return _(
        "Four weeks up to the {week}: {knee_sets} curl and {hip_sets} hinge sets for the hamstrings, "
        "curl share {curl_share}.",
        week=formats.week(last["week"]),
        knee_sets=formats.number(last["knee_sets"]),
        hip_sets=formats.number(last["hip_sets"]),
        curl_share=formats.percent(last["curl_share"]),
    )


def long_length_shares(pooled: pd.DataFrame, *, least: float, chosen_week: str | None = None) -> go.Figure:
    """The share of hamstring sets at long length as a line, with a dashed line where the hint ends.

    `pooled` has the columns of the metric hinge_curl_balance; `least` is a share of 0 to 1.
    """
    rows = pooled.sort_values("week")
    figure = blank(
        _long_title(rows["long_length_share"]),
        subtitle=_("Seated curls, Romanian deadlifts. Four weeks each"),
        y_title=_("% of hamstring sets"),
        height=300,
    )
    weeks = day_texts(rows["week"])
    figure.add_scatter(
        x=weeks,
        y=values(100 * rows["long_length_share"]),
        name=LONG,
        mode="lines+markers" if len(rows) <= MOST_MARKERS else "lines",
        marker={"size": 6, "color": theme.HINGE_COLOUR},
        line={"color": theme.HINGE_COLOUR, "width": 3},
        unselected=UNDIMMED,
        customdata=[[LONG, monday] for monday in weeks],
        hovertemplate=_(
            "Four weeks up to the week of %{x|%-d %b %Y}<br>%{y:.0f} % of the hamstring sets<extra></extra>"
        ),
    )
    figure.add_hline(y=100 * least, line={"dash": "dash", "width": 1.5, "color": theme.GREY})
    label(figure, _("a hint below {least}", least=formats.percent(least)), y=100 * least)
    figure.update_yaxes(range=[-3, 105], ticksuffix=" %")
    outline_week(figure, chosen_week)
    weeks_axis(figure, weeks)
    return figure


def describe_long_length(pooled: pd.DataFrame) -> str:
    """The last share at long length in words."""
    rows = pooled.sort_values("week").dropna(subset="long_length_share")
    if rows.empty:
        return _("Hamstring sets at long length: no hamstring sets in this period.")
    last = rows.iloc[-1]
    return _(
        "Four weeks up to the {week}: {long_length_share} of the hamstring sets work them at long length.",
        week=formats.week(last["week"]),
        long_length_share=formats.percent(last["long_length_share"]),
    )


def _curls_title(shares: pd.Series[Any]) -> str:
    """The last known share in words."""
    known = shares.dropna()
    if known.empty:
        return _("Curls and hinges: shares")
    return _("{share} of the hamstring sets are curls", share=formats.percent(known.iloc[-1]))


def _long_title(shares: pd.Series[Any]) -> str:
    known = shares.dropna()
    if known.empty:
        return _("Hamstring sets at long length")
    return _("{share} of hamstring sets at long length", share=formats.percent(known.iloc[-1]))
