"""Best loads for 1 to 12 reps, beside what the level of today would allow."""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, listed, n_
from analytics.units import MassUnit, mass_in
from ui import formats, theme
from ui.charts._figure import UNDIMMED, blank, day_texts, values

_TOLD: Final = (1, 5, 10)
"""Reps that the title speaks of."""
_BAND: Final = theme.translucent(theme.BLUE, 0.14)
EVER, OF_PERIOD = _("Best ever"), _("Best of the period")
_MARKER: Final = {
    EVER: {"symbol": "star", "size": 12, "color": theme.OCHRE, "line": {"width": 1, "color": "#ffffff"}},
    OF_PERIOD: {"symbol": "circle", "size": 9, "color": theme.GREEN, "line": {"width": 1, "color": "#ffffff"}},
}


def rep_maxima(maxima: pd.DataFrame, *, name: str, unit: MassUnit, of_period: pd.DataFrame) -> go.Figure:
    """Stars for the best loads ever, dots for less of the period, a line with its band for what would be allowed.

    `maxima` and `of_period` have the columns of the metric rep_maxima for one exercise; values are drawn in `unit`.
    Each star and dot's customdata begins with its day.
    """
    rows = maxima.sort_values("reps")
    figure = blank(title(rows, unit), subtitle=name, y_title=f"{load_words(rows)} ({unit})", height=400)
    _draw_estimates(figure, rows.dropna(subset="estimate_kg"), unit)
    ever_kg = rows.set_index("reps")["weight_kg"]
    _draw_bests(figure, of_period[of_period["weight_kg"] < of_period["reps"].map(ever_kg)], unit, name=OF_PERIOD)
    _draw_bests(figure, rows, unit, name=EVER)
    figure.update_xaxes(title={"text": _("reps")}, dtick=1, range=[0.5, 12.5], showgrid=False)
    figure.update_yaxes(rangemode="normal")
    figure.update_layout(legend_y=-0.24)
    return figure


def title(maxima: pd.DataFrame, unit: MassUnit) -> str:
    """The bests for 1, 5 and 10 reps as far as they are known: "Best for 1, 5 and 10 reps: 140, 125, 105 kg"."""
    known = maxima[maxima["reps"].isin(_TOLD) & maxima["weight_kg"].gt(0)]
    if known.empty:
        return _("Best loads for 1 to 12 reps")
    *first, last = (float(kg) for kg in known["weight_kg"])
    loads = [*(formats.number(mass_in(kg, unit)) for kg in first), formats.load(last, unit)]
    return n_(
        "Best for {reps} rep: {loads}",
        "Best for {reps} reps: {loads}",
        int(known["reps"].max()),
        reps=listed(str(reps) for reps in known["reps"]),
        loads=", ".join(loads),
    )


def load_words(maxima: pd.DataFrame) -> str:
    """What the loads are: what is lifted, or what is added to the body."""
    return _("added load") if maxima["is_bodyweight"].any() else _("load")


def describe(maxima: pd.DataFrame, *, name: str, unit: MassUnit) -> str:
    """The bests in words: each number of reps with its load, and the most that one repetition would allow."""
    known = maxima.sort_values("reps").dropna(subset="weight_kg")
    bests = [f"{reps:g}: {formats.load(kg, unit)}" for reps, kg in zip(known["reps"], known["weight_kg"], strict=True)]
    guessed = maxima.dropna(subset="estimate_kg").sort_values("reps")
    words = _(
        "{name}, best {load} by reps: {bests}.",
        name=name,
        load=load_words(maxima),
        bests=", ".join(bests) or _("none"),
    )
    if guessed.empty:
        return words
    row = guessed.iloc[0]
    estimate = n_(
        "Estimated for {number} rep today: {load}.",
        "Estimated for {number} reps today: {load}.",
        int(row["reps"]),
        load=formats.load(row["estimate_kg"], unit),
    )
    return f"{words} {estimate}"


def _draw_estimates(figure: go.Figure, rows: pd.DataFrame, unit: MassUnit) -> None:
    if rows.empty:
        return
    reps = [int(each) for each in rows["reps"]]
    figure.add_scatter(
        x=reps + reps[::-1], y=_loads(rows["high_80_kg"], unit) + _loads(rows["low_80_kg"], unit)[::-1],
        mode="lines", line={"width": 0}, fill="toself", fillcolor=_BAND, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    figure.add_scatter(
        x=reps,
        y=_loads(rows["estimate_kg"], unit),
        name=_("Today's level would allow (estimate, 80 % range)"),
        mode="lines",
        line={"color": theme.BLUE, "width": 2, "dash": "dash"},
        customdata=list(zip(_loads(rows["low_80_kg"], unit), _loads(rows["high_80_kg"], unit), strict=True)),
        hovertemplate=_(
            "%{{x}} reps, estimated: %{{y:.1f}} {unit}<br>80 %: %{{customdata[0]:.1f}} to "
            "%{{customdata[1]:.1f}}<extra></extra>",
            unit=unit,
        ),
    )


def _draw_bests(figure: go.Figure, maxima: pd.DataFrame, unit: MassUnit, *, name: str) -> None:
    rows = maxima.dropna(subset="weight_kg").sort_values("reps")
    if rows.empty:
        return
    figure.add_scatter(
        x=[int(each) for each in rows["reps"]],
        y=_loads(rows["weight_kg"], unit),
        name=name,
        mode="markers",
        marker=_MARKER[name],
        selected=UNDIMMED,
        unselected=UNDIMMED,
        customdata=list(zip(day_texts(rows["started_at"]), values(rows["done_reps"]), strict=True)),
        hovertemplate=_(
            "<b>%{{y:.1f}} {unit}</b> for %{{x}} or more<br>%{{customdata[1]:.0f}} done on "
            "%{{customdata[0]|%-d %b %Y}}<extra>{name}</extra>",
            unit=unit,
            name=name,
        ),
    )


def _loads(column: pd.Series[float], unit: MassUnit) -> list[float | None]:
    return [None if kg is None else round(mass_in(kg, unit), 3) for kg in values(column)]
