"""Left and right of one lift: the strength of each side, session by session."""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, n_
from analytics.units import MassUnit, mass_in
from ui import formats, theme
from ui.charts._figure import UNDIMMED, blank, day_texts, values

SIDES: Final = {"left": _("Left"), "right": _("Right")}
_COLOUR: Final = {"left": theme.BLUE, "right": theme.VERMILION}
_SYMBOL: Final = {"left": "circle", "right": "diamond"}
_DASH: Final = {"left": "solid", "right": "dash"}


def sides_over_time(pairs: pd.DataFrame, *, name: str, unit: MassUnit) -> go.Figure:
    """A line a side, told apart by colour, marker and dash; a point is the best set of that side on a day, and its
    customdata [% apart, day].

    `pairs` has the columns of the metric left_right for one exercise; values are drawn in `unit`.
    """
    figure = blank(
        _("{name}: left and right", name=name),
        subtitle=_("Each point: the best set of that side"),
        y_title=_("strength ({unit})", unit=unit),
    )
    rows = pairs.sort_values("day")
    for side, words in SIDES.items():
        loads = [None if kg is None else round(mass_in(kg, unit), 3) for kg in values(rows[f"{side}_kg"])]
        figure.add_scatter(
            x=day_texts(rows["day"]),
            y=loads,
            name=words,
            mode="lines+markers",
            line={"color": _COLOUR[side], "width": 2, "dash": _DASH[side]},
            marker={"symbol": _SYMBOL[side], "size": 9, "color": _COLOUR[side]},
            customdata=list(zip(values(rows["asym_pct"]), day_texts(rows["day"]), strict=True)),
            unselected=UNDIMMED,
            hovertemplate=_(
                "%{{x|%-d %b %Y}}<br><b>%{{fullData.name}} %{{y:.1f}} {unit}</b><br>"
                "sides %{{customdata[0]:.1f}} % apart<extra></extra>",
                unit=unit,
            ),
        )
    figure.update_xaxes(nticks=6, tickformat="%-d %b\n%Y")
    return figure


def describe_sides(pairs: pd.DataFrame, *, name: str, unit: MassUnit) -> str:
    """The sides in words: how many sessions, and the last one."""
    if pairs.empty:
        return _("{name}: no session with both sides in this period.", name=name)
    last = pairs.sort_values("day").iloc[-1]
    left, right = (formats.load(last[f"{side}_kg"], unit) for side in SIDES)
    apart = (
        _("even")
        if last["weaker"] == "even"
        else _("{percent} apart", percent=formats.percent(float(last["asym_pct"]) / 100, 1))
    )
    return n_(
        "{name}, left and right in {number} session: {left} and {right} on {day}, {apart}.",
        "{name}, left and right in {number} sessions: {left} and {right} on {day}, {apart}.",
        len(pairs),
        name=name,
        left=left,
        right=right,
        day=formats.day(last["day"]),
        apart=apart,
    )
