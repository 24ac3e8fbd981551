"""The coming weeks beside the past ones: what was done is solid, what is planned is pale or dashed and named so.

Every frame holds past and planned weeks of a metric; `first_planned` is the Monday from which weeks are planned. A thin
dotted line shows the week as it would be without the lifter's changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, listed
from ui import formats, theme
from ui.charts._figure import add_zones, blank, day_texts, label, values, weeks_axis
from ui.charts.balance import AXIS_WORDS, RATIO_WORDS, Levels, RatioColumn

PAST_WEEKS: Final = 8
"""As many weeks before the planned ones as are drawn."""
MUSCLES: Final = ("quads", "hamstrings")
PALE: Final = 0.45
_UNKNOWN: Final = _("not known")
HIGHEST_RATIO: Final = 8.0
"""Ratios beyond are drawn at the top edge; the text alternative has their value."""


def ratio_ahead(
    pooled: pd.DataFrame, unchanged: pd.DataFrame | None, *, first_planned: date, ratio: RatioColumn, levels: Levels
) -> go.Figure:
    """The ratio over its zones. Both frames have the columns of quad_posterior_ratio."""
    figure = blank(
        _("{ratio}: the weeks ahead", ratio=RATIO_WORDS[ratio]),
        subtitle=_("Each point: four weeks added up"),
        y_title=AXIS_WORDS[ratio],
        height=360,
    )
    rows = _near(pooled, first_planned)
    known = rows[ratio] if unchanged is None else pd.concat([rows[ratio], _near(unchanged, first_planned)[ratio]])
    top = min(HIGHEST_RATIO, max([levels.strong * 1.2, *known.dropna()])) * 1.05
    add_zones(figure, levels.zones(), top)
    ink = Ink(RATIO_WORDS[ratio], theme.QUAD_COLOUR, top)
    _aside(figure, unchanged, ratio, first_planned, replace(ink, colour=theme.GREY))
    _course(figure, rows, ratio, first_planned, ink)
    figure.update_yaxes(range=[0, top])
    _planned_from(figure, rows, first_planned)
    return figure


def describe_ratio_ahead(pooled: pd.DataFrame, *, first_planned: date, ratio: RatioColumn) -> str:
    """The ratio in words: before the planned weeks and after the last of them."""
    began, ends = _ends(pooled, first_planned, ratio)
    return _(
        "{ratio}, four weeks pooled: {before} before the planned weeks, {after} after them.",
        ratio=RATIO_WORDS[ratio],
        before=_ratio(began),
        after=_ratio(ends),
    )


def shares_ahead(shares: pd.DataFrame, *, first_planned: date, ok_low: float, ok_high: float) -> go.Figure:
    """Curl and hinge shares of the hamstring sets as bars, planned weeks pale. The frame is hinge_curl_balance's."""
    figure = blank(
        _("Curls and hinges: the weeks ahead"),
        subtitle=_("Each bar: four weeks added up"),
        y_title=_("% of hamstring sets"),
        height=340,
    )
    rows = _near(shares, first_planned)
    weeks = day_texts(rows["week"])
    total = rows["hip_sets"] + rows["knee_sets"]
    opacity = _opacity(rows, first_planned)
    for name, column, colour in (
        (_("Curls"), "knee_sets", theme.CURL_COLOUR),
        (_("Hinges"), "hip_sets", theme.HINGE_COLOUR),
    ):
        figure.add_bar(
            x=weeks,
            y=values((100 * rows[column] / total).where(total > 0)),
            name=name,
            marker={"color": colour, "opacity": opacity},
            hovertemplate=_(
                "<b>%{fullData.name}</b><br>Four weeks up to the week of %{x|%-d %b %Y}<br>%{y:.0f} %<extra></extra>"
            ),
        )
    for share, words in (
        (ok_low, _("curls: usual from {share}", share=formats.percent(ok_low))),
        (ok_high, _("curls: usual up to {share}", share=formats.percent(ok_high))),
    ):
        figure.add_hline(y=100 * share, line={"dash": "dash", "width": 1.5, "color": theme.GREY})
        label(figure, words, y=100 * share)
    figure.update_yaxes(range=[0, 100], ticksuffix=" %")
    _planned_from(figure, rows, first_planned)
    return figure


def describe_shares_ahead(shares: pd.DataFrame, *, first_planned: date) -> str:
    """The curl share in words: before the planned weeks and after the last of them."""
    began, ends = (
        _UNKNOWN if formats.is_missing(share) else formats.percent(share)
        for share in _ends(shares, first_planned, "curl_share")
    )
    return _(
        "Curls' share of the hamstring sets, four weeks pooled: {before} before the planned weeks, {after} after them.",
        before=began,
        after=ends,
    )


def sets_ahead(
    volume: pd.DataFrame, unchanged: pd.DataFrame | None, *, first_planned: date, names: dict[str, str]
) -> go.Figure:
    """Quad and hamstring sets week by week. Both frames have the columns of muscle_volume."""
    figure = blank(
        _("Quad and hamstring sets: the weeks ahead"),
        subtitle=_("Each point: one week"),
        y_title=_("fractional hard sets a week"),
        height=340,
    )
    for muscle in MUSCLES:
        ink = Ink(names[muscle], theme.ink(muscle).colour)
        other = None if unchanged is None else unchanged[unchanged["muscle"] == muscle]
        _aside(figure, other, "week_sets", first_planned, ink)
        _course(figure, _near(volume[volume["muscle"] == muscle], first_planned), "week_sets", first_planned, ink)
    _planned_from(figure, _near(volume, first_planned), first_planned)
    return figure


def describe_sets_ahead(volume: pd.DataFrame, *, first_planned: date, names: dict[str, str]) -> str:
    """The sets in words: the mean of the four weeks before, and the planned week."""
    parts = []
    for muscle in MUSCLES:
        rows = volume[volume["muscle"] == muscle]
        before = rows[_days(rows) < pd.Timestamp(first_planned)]["mean_sets"]
        planned = rows[_days(rows) == pd.Timestamp(first_planned)]["week_sets"]
        mean, week = (formats.number(each.iloc[-1]) if len(each) else formats.MISSING for each in (before, planned))
        parts.append(
            _(
                "{muscle} {sets} a week in the last four weeks, {planned} in the planned one",
                muscle=names[muscle],
                sets=mean,
                planned=week,
            )
        )
    return _("Fractional hard sets: {muscles}.", muscles=listed(parts))


# -------------------------------------------------------------------------------------------------------------------


def _days(rows: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    return pd.to_datetime(rows["week"])


def _near(rows: pd.DataFrame, first_planned: date) -> pd.DataFrame:
    """The last weeks before the planned ones, and those."""
    begins = pd.Timestamp(first_planned) - pd.Timedelta(weeks=PAST_WEEKS)
    return rows[_days(rows) >= begins].sort_values("week")


def _ends(rows: pd.DataFrame, first_planned: date, column: str) -> tuple[float | None, float | None]:
    """A column's value in the last week before the planned ones, and in the last planned one."""
    ordered = rows.sort_values("week")
    past = ordered[_days(ordered) < pd.Timestamp(first_planned)]
    before, after = (None if part.empty else float(part[column].iloc[-1]) for part in (past, ordered))
    return before, after


def _ratio(value: float | None) -> str:
    return _UNKNOWN if formats.is_missing(value) else f"{value:.1f} : 1"


def _opacity(rows: pd.DataFrame, first_planned: date) -> list[float]:
    return [PALE if day >= pd.Timestamp(first_planned) else 1.0 for day in _days(rows)]


def _course(figure: go.Figure, rows: pd.DataFrame, column: str, first_planned: date, ink: Ink) -> None:
    """A line: solid up to the last week done, dashed from there on."""
    planned = _days(rows) >= pd.Timestamp(first_planned)
    if (~planned).any():
        _line(figure, rows[~planned], column, ink)
    # the planned part begins where the past one ends
    ahead = rows[planned | planned.shift(-1, fill_value=False)]
    _line(
        figure,
        ahead,
        column,
        replace(ink, name=_("{line}, planned", line=ink.name), dash="dash", in_legend=bool(planned.all())),
    )


def _aside(figure: go.Figure, rows: pd.DataFrame | None, column: str, first_planned: date, ink: Ink) -> None:
    """The planned weeks as they would be without the lifter's changes: thin and dotted, where there are changes."""
    if rows is not None:
        planned = _near(rows, first_planned)
        planned = planned[_days(planned) >= pd.Timestamp(first_planned) - pd.Timedelta(weeks=1)]
        name = _("{line} without your changes", line=ink.name)
        _line(figure, planned, column, replace(ink, name=name, dash="dot", width=1.5, mode="lines"))


@dataclass(frozen=True, slots=True)
class Ink:
    """How a line is drawn: its name, colour, dash and width, and the value at which it is cut off."""

    name: str
    colour: str
    top: float = float("inf")
    dash: str = "solid"
    width: float = 3
    mode: str = "lines+markers"
    in_legend: bool = True


def _line(figure: go.Figure, rows: pd.DataFrame, column: str, ink: Ink) -> None:
    figure.add_scatter(
        x=day_texts(rows["week"]),
        y=values(rows[column].clip(upper=ink.top)),
        name=ink.name,
        mode=ink.mode,
        showlegend=ink.in_legend,
        line={"color": ink.colour, "width": ink.width, "dash": ink.dash},
        marker={"size": 6, "symbol": "circle" if ink.dash == "solid" else "circle-open"},
        customdata=values(rows[column]),
        hovertemplate=_("<b>%{fullData.name}</b><br>Week of %{x|%-d %b %Y}<br>%{customdata:.1f}<extra></extra>"),
    )


def _planned_from(figure: go.Figure, rows: pd.DataFrame, first_planned: date) -> None:
    """A line where the planned weeks begin, with the word, and the ticks of both."""
    edge = pd.Timestamp(first_planned) - pd.Timedelta(days=3.5)
    figure.add_vline(x=str(edge), line={"dash": "dot", "width": 1.5, "color": theme.GREY})
    figure.add_annotation(
        x=str(edge), y=1, yref="paper", yanchor="top", xanchor="left", text=_("planned"), showarrow=False, xshift=3,
        **theme.LABEL,
    )  # fmt: skip
    weeks_axis(figure, sorted(set(day_texts(rows["week"]))))
