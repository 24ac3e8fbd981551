"""Muscle by week: a cell each, coloured by where the week's sets lie in the muscle's range, or by its direct sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, listed, n_
from ui import formats, theme
from ui.charts._figure import DAY_MS, UNDIMMED, blank, day_texts, values, weeks_axis
from ui.charts.volume import IN_RANGE, SO_FAR_PATTERN, recent

CELL_PX: Final = 34
CELL_WIDTH: Final = 0.92
CELL_HEIGHT: Final = 0.86
_HATCH: Final = "rgba(255, 255, 255, 0.85)"
RUNNING: Final = "so far"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a week's sets lie against a muscle's range: its name on the scale, its colour, and a hatching beside it."""

    name: str
    colour: str
    pattern: str = ""


PLACES: Final[Mapping[str, Place]] = {
    "gap": Place(_("under 1 set"), "rgba(128, 128, 128, 0.16)"),
    "below floor": Place(_("below floor"), theme.OCHRE, "/"),
    "low": Place(_("low"), theme.OCHRE),
    IN_RANGE: Place(_("in range"), theme.GREEN),
    "above band": Place(_("above range"), theme.SKY),
    "high": Place(_("high"), theme.BLUE),
    "very high": Place(_("very high"), theme.VIOLET, "."),
    "no band": Place(_("no range"), "rgba(128, 128, 128, 0.5)"),
    RUNNING: Place(_("so far"), "rgba(128, 128, 128, 0.35)", SO_FAR_PATTERN),
}
"""State of the metric muscle_volume -> its place, from little to much."""


def heatmap(
    volume: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str], muscle: str, chosen_week: str
) -> go.Figure:
    """A row a muscle and a cell a week, coloured (and hatched) by the week's place in the muscle's range.

    `volume` has the columns of the metric muscle_volume. Cells are bars, which a click finds; their customdata is
    [muscle id, Monday, sets].
    """
    shown = recent(volume)
    shown = shown[shown["muscle"].isin(list(muscles))]
    figure = _cell_frame(_cells_title(shown, muscle, names), _("By place in the range, each week alone"), muscles)
    for state, place in PLACES.items():
        cells = shown[shown["week_state"] == state]
        if len(cells):
            marker = {
                "color": place.colour,
                "pattern": {"shape": place.pattern, "fillmode": "overlay", "fgcolor": _HATCH},
            }
            _cells(figure, cells, muscles, names, sets="week_sets", name=place.name, marker=marker)
    figure.update_layout(showlegend=True)
    _cell_axes(figure, shown, muscles, names)
    _frame_cell(figure, muscles, muscle, chosen_week)
    return figure


def direct_heatmap(
    weekly: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str], muscle: str, chosen_week: str
) -> go.Figure:
    """The same cells for direct sets, which no range is made for: the deeper the colour, the more sets.

    `weekly` has the columns of the metric weekly_hard_sets.
    """
    shown = recent(weekly)
    shown = shown[shown["muscle"].isin(list(muscles))]
    figure = _cell_frame(_("Direct sets, muscle by week"), _("The deeper the colour, the more sets"), muscles)
    marker = {
        "color": values(shown["direct_sets"]),
        "colorscale": [[0, theme.translucent(theme.BLUE, 0.06)], [1, theme.BLUE]],
        "cmin": 0,
        "cmax": max(1.0, float(shown["direct_sets"].max())) if len(shown) else 1.0,
        "showscale": True,
        "colorbar": {
            "title": {"text": _("direct sets a week"), "side": "top"},
            "orientation": "h",
            "y": -60 / (CELL_PX * len(muscles) + 10),
            "yanchor": "top",
            "thickness": 12,
        },
    }
    _cells(figure, shown, muscles, names, sets="direct_sets", name=_("direct sets"), marker=marker)
    figure.update_layout(showlegend=False)
    _cell_axes(figure, shown, muscles, names)
    _frame_cell(figure, muscles, muscle, chosen_week)
    return figure


def describe_heatmap(volume: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str]) -> str:
    """The cells in words: for each muscle how many full weeks lay where."""
    shown = recent(volume)
    shown = shown[shown["muscle"].isin(list(muscles)) & (shown["week_state"] != RUNNING)]
    if shown.empty:
        return _("Muscle by week: no full week in this period.")
    first, last = (pd.Timestamp(day) for day in (shown["week"].min(), shown["week"].max()))
    parts = []
    for muscle in muscles:
        states = shown.loc[shown["muscle"] == muscle, "week_state"].value_counts()
        lay = [
            _("{place} in {weeks}", place=place.name, weeks=states[state])
            for state, place in PLACES.items()
            if state in states.index
        ]
        parts.append(f"{names[muscle]} {listed(lay)}")
    return _(
        "Weeks of {days}, each against the muscle's range: {muscles}.",
        days=formats.period(first, last),
        muscles="; ".join(parts),
    )


def describe_direct_heatmap(weekly: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str]) -> str:
    """The cells of direct sets in words: each muscle's mean and most."""
    shown = recent(weekly)
    parts = []
    for muscle in muscles:
        direct = shown.loc[shown["muscle"] == muscle, "direct_sets"]
        parts.append(
            _(
                "{muscle} mean {mean}, most {most}",
                muscle=names[muscle],
                mean=formats.number(direct.mean()),
                most=formats.number(direct.max()),
            )
        )
    return n_(
        "Direct hard sets a week in {number} week: {muscles}.",
        "Direct hard sets a week in {number} weeks: {muscles}.",
        shown["week"].nunique(),
        muscles="; ".join(parts),
    )


def _cell_frame(title: str, subtitle: str, muscles: Sequence[str]) -> go.Figure:
    figure = blank(title, subtitle=subtitle, y_title="", height=210 + CELL_PX * len(muscles))
    figure.update_layout(barmode="overlay", legend={"y": -60 / (CELL_PX * len(muscles) + 10)})
    return figure


def _cells_title(shown: pd.DataFrame, muscle: str, names: Mapping[str, str]) -> str:
    weeks = shown[(shown["muscle"] == muscle) & (shown["week_state"] != RUNNING)]
    if weeks.empty or weeks["band_low"].isna().all():
        return _("Hard sets, muscle by week")
    inside = int((weeks["week_state"] == IN_RANGE).sum())
    return n_(
        "{muscle}: {in_range} of {number} week in range",
        "{muscle}: {in_range} of {number} weeks in range",
        len(weeks),
        muscle=names[muscle],
        in_range=inside,
    )


def _cells(
    figure: go.Figure,
    cells: pd.DataFrame,
    muscles: Sequence[str],
    names: Mapping[str, str],
    *,
    sets: str,
    name: str,
    marker: Mapping[str, object],
) -> None:
    rows = [_row(muscles, muscle) for muscle in cells["muscle"]]
    figure.add_bar(
        x=day_texts(cells["week"]),
        y=[CELL_HEIGHT] * len(cells),
        base=[row - CELL_HEIGHT / 2 for row in rows],
        width=7 * DAY_MS * CELL_WIDTH,
        name=name,
        customdata=list(zip(cells["muscle"], day_texts(cells["week"]), values(cells[sets]), strict=True)),
        text=[names[muscle] for muscle in cells["muscle"]],
        textposition="none",
        marker={**marker, "line": {"width": 0}},
        unselected=UNDIMMED,
        hovertemplate=_(
            "<b>%{text}</b><br>Week of %{x|%-d %b %Y}<br>%{customdata[2]:.1f} sets<extra>%{fullData.name}</extra>"
        ),
    )


def _row(muscles: Sequence[str], muscle: str) -> int:
    """The height of a muscle's row: the first on top."""
    return len(muscles) - 1 - list(muscles).index(muscle)


def _cell_axes(figure: go.Figure, shown: pd.DataFrame, muscles: Sequence[str], names: Mapping[str, str]) -> None:
    weeks_axis(figure, sorted(set(day_texts(shown["week"]))))
    figure.update_yaxes(
        tickvals=list(range(len(muscles))),
        ticktext=[names[muscle] for muscle in reversed(muscles)],
        range=[-0.5, len(muscles) - 0.5],
        showgrid=False,
        ticksuffix=" ",
    )


def _frame_cell(figure: go.Figure, muscles: Sequence[str], muscle: str, week: str) -> None:
    """A frame around the cell whose sets are listed below."""
    if muscle not in muscles:
        return
    row, monday, half = _row(muscles, muscle), pd.Timestamp(week), pd.Timedelta(days=3.5)
    figure.add_shape(
        type="rect",
        x0=str(monday - half),
        x1=str(monday + half),
        y0=row - 0.5,
        y1=row + 0.5,
        line={"width": 2, "color": theme.GREY},
    )
