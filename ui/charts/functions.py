"""Which exercises gave a muscle its sets, or which muscles a lift trained: bars coloured by what the muscle did."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, listed
from analytics.reference.functions import words_for
from ui import formats, theme
from ui.charts._figure import UNDIMMED, blank, literal, values

COLOURS: Final[Mapping[str, str]] = {
    "squat": theme.BLUE,
    "knee_extension": theme.VIOLET,
    "hip_extension": theme.HINGE_COLOUR,
    "knee_flexion": theme.CURL_COLOUR,
    "plantarflexion_straight": theme.GREEN,
    "plantarflexion_bent": theme.OCHRE,
    "hip_abduction": theme.PINK,
    "hip_adduction": theme.OCHRE,
    "single_leg_support": theme.GREEN,
    "spine_extension": theme.GREY,
}
LONGEST_NAME: Final = 20
"""Letters of a name before it goes on to the next line beside its bar, for a phone's sake."""
ROW_PX: Final = 46
FRAME_PX: Final = 190


def bars(rows: pd.DataFrame, *, by: str, names: Mapping[str, str], title: str, chosen: str | None = None) -> go.Figure:
    """One bar a row of the metric exercise_functions, the longest on top: hard sets, coloured by function.

    `by` is the column that the bars are named by (exercise_id or muscle), `chosen` the one whose sets are listed.
    """
    height = FRAME_PX + ROW_PX * max(1, len(rows))
    figure = blank(
        title, subtitle=_("Hard sets in four full weeks, by what the muscle does"), y_title="", height=height
    )
    ordered = rows.sort_values("hard_sets", ascending=False)
    for function, part in ordered.groupby("function", sort=False):
        figure.add_bar(
            x=values(part["hard_sets"]),
            y=[short(names.get(each, each)) for each in part[by]],
            orientation="h",
            name=words_for("function", str(function)),
            customdata=list(zip(part[by], 100 * part["share"], strict=True)),
            marker={"color": COLOURS.get(str(function), theme.GREY), "line": {"width": _frames(part[by], chosen)}},
            text=[formats.number(float(sets)) for sets in part["hard_sets"]],
            textposition="auto",
            unselected=UNDIMMED,
            hovertemplate=_(
                "%{y}<br>%{x:.1f} hard sets, %{customdata[1]:.0f} % of the muscle's<extra>%{fullData.name}</extra>"
            ),
        )
    figure.update_xaxes(title={"text": _("hard sets in four weeks")}, rangemode="tozero", showgrid=True)
    places = [short(names.get(each, each)) for each in ordered[by]]
    figure.update_yaxes(categoryorder="array", categoryarray=places[::-1], ticksuffix=" ")
    figure.update_layout(showlegend=True, legend={"y": -80 / (height - 110)})
    return figure


def describe(rows: pd.DataFrame, *, by: str, names: Mapping[str, str], title: str) -> str:
    """The bars in words: each with its sets, its share and its function."""
    if rows.empty:
        return _("{title}: no hard sets in these four weeks.", title=title)
    parts = [
        _(
            "{name} {hard_sets} sets, {share}, {function}",
            name=names.get(row[by], row[by]),
            hard_sets=formats.number(row["hard_sets"]),
            share=formats.percent(row["share"]),
            function=words_for("function", row["function"]),
        )
        for __, row in rows.sort_values("hard_sets", ascending=False).iterrows()
    ]
    return _("{title}, four full weeks: {parts}.", title=title, parts=listed(parts))


def short(name: str) -> str:
    """A name in lines short enough to stand beside a bar on a phone."""
    return "<br>".join(literal(line) for line in wrap(name, LONGEST_NAME))


def _frames(ids: pd.Series[str], chosen: str | None) -> list[float]:
    return [2.5 if each == chosen else 0 for each in ids]
