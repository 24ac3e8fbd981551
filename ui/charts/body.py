"""The body, front and back: each muscle filled by how its sets compare with its range. Drawn by us, from body.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, listed
from ui import formats, theme
from ui.charts._figure import blank, many

VIEWS: Final[Mapping[str, str]] = {"front": _("Front"), "back": _("Back")}
"""View of the drawing -> its name above it."""
UNTRAINED: Final = "untrained"
REACHED: Final = ("in range", "above range", "very high")
UNJUDGED: Final = ("no range", "too early")
_APART: Final = 90.0
"""From the middle of the front view to the middle of the back view, in units of the drawing."""
_GRID: Final = 3.0
"""Between two places of a muscle that answer a pointer; less than a fingertip on a phone."""
_HEIGHT: Final = 600
_SIDES: Final = (1.0, -1.0)

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fill:
    """How a state is drawn: its words in the legend, its colour, and a hatching, so that colour is never alone."""

    words: str
    colour: str
    pattern: str = ""
    strength: float = 0.9


FILLS: Final = {
    UNTRAINED: Fill(_("Not trained"), theme.GREY, "/", 0.0),
    "below floor": Fill(_("Below the floor"), theme.VERMILION, "\\"),
    "below range": Fill(_("Below your range"), theme.OCHRE, "."),
    "in range": Fill(_("In your range"), theme.GREEN),
    "above range": Fill(_("Above your range"), theme.BLUE, "-"),
    "very high": Fill(_("Very high"), theme.VIOLET, "x"),
    "no range": Fill(_("Trained, no range known"), theme.GREY, "", 0.55),
    "too early": Fill(_("Trained, too early to tell"), theme.GREY, "|", 0.55),
}
"""State of a muscle -> its fill, in the order of the legend."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One closed outline of a muscle on the reader's right; `points` are (x, y) in units of the drawing."""

    view: str
    muscle: str
    points: Points


@dataclass(frozen=True, slots=True)
class Body:
    """The drawing: the outline of the right half of the body, from crown to crotch, and the shapes of the muscles."""

    outline: Points
    shapes: tuple[Shape, ...]

    @property
    def muscles(self) -> frozenset[str]:
        """The muscles that are drawn, by id."""
        return frozenset(shape.muscle for shape in self.shapes)


@cache
def body() -> Body:
    """The drawing of body.toml, read once."""
    drawn = tomllib.loads(resources.files(__package__).joinpath("body.toml").read_text(encoding="utf-8"))
    shapes = (
        Shape(view, entry["muscle"], np.array(entry["points"], dtype=float)) for view in VIEWS for entry in drawn[view]
    )
    return Body(np.array(drawn["outline"], dtype=float), tuple(shapes))


def body_map(states: pd.DataFrame) -> go.Figure:
    """Both views, each muscle filled by its state; a pointer names it, and a click gives its id as customdata.

    `states` has one row a muscle: muscle (id), name, state (a key of FILLS), mean_sets (hard sets a week), detail
    (its state and range in words).
    """
    figure = blank(title_of(states), subtitle=_subtitle(states), y_title="", height=_HEIGHT)
    for view in VIEWS:
        _draw_outline(figure, view)
    for state, fill in FILLS.items():
        of_state = states[states["state"] == state]
        if len(of_state):
            _draw_state(figure, fill, list(of_state["muscle"]))
    _draw_places(figure, states)
    _frame(figure)
    return figure


def title_of(states: pd.DataFrame) -> str:
    """What the map shows, in a line: how many of the muscles that can be judged reach their range."""
    judged = states[~states["state"].isin(UNJUDGED)]
    if judged.empty:
        return _("Too early to judge a muscle")
    reached = int(judged["state"].isin(REACHED).sum())
    return _("{reached} of {judged} muscles reach their range", reached=reached, judged=len(judged))


def _subtitle(states: pd.DataFrame) -> str:
    untrained = int((states["state"] == UNTRAINED).sum())
    if untrained:
        return _("{untrained} not trained. Click a muscle for its sets", untrained=untrained)
    return _("Click a muscle for its sets")


def describe(states: pd.DataFrame) -> str:
    """The map in words: which muscles are in which state."""
    parts = [
        f"{fill.words}: {listed(states.loc[states['state'] == state, 'name'])}"
        for state, fill in FILLS.items()
        if (states["state"] == state).any()
    ]
    return _("Body map, front and back, by the mean of four weeks. {states}.", states=". ".join(parts))


def _draw_outline(figure: go.Figure, view: str) -> None:
    right = body().outline
    whole = np.vstack([right, (right * (-1.0, 1.0))[:0:-1]])  # the crown stands on the middle, and is there once
    figure.add_scatter(
        **_curve([_placed(whole, view)]),
        fillcolor=theme.translucent(theme.GREY, 0.14),
        line={"shape": "spline", "width": 1, "color": theme.translucent(theme.GREY, 0.6)},
        showlegend=False,
    )


def _draw_state(figure: go.Figure, fill: Fill, muscles: Sequence[str]) -> None:
    shapes = [points for muscle in muscles for points in _both_sides(muscle)]
    figure.add_scatter(
        **_curve(shapes),
        name=f"{fill.words} ({len(muscles)})",
        fillpattern={
            "shape": fill.pattern,
            "bgcolor": theme.translucent(fill.colour, fill.strength),
            "fgcolor": _hatching(fill),
            "size": 6,
            "solidity": 0.22,
        },
        fillcolor=theme.translucent(fill.colour, fill.strength),
        line={"shape": "spline", "width": 1.2, "color": fill.colour, "dash": "dot" if not fill.strength else "solid"},
    )


def _hatching(fill: Fill) -> str:
    return "rgba(255, 255, 255, 0.65)" if fill.strength else theme.translucent(fill.colour, 0.75)


def _draw_places(figure: go.Figure, states: pd.DataFrame) -> None:
    """Invisible points all over the muscles: they carry the names, and are what a click meets."""
    told = {
        str(muscle): [muscle, name, formats.number(sets), detail]
        for muscle, name, sets, detail in zip(
            states["muscle"], states["name"], states["mean_sets"], states["detail"], strict=True
        )
    }
    places = [(muscle, point) for muscle in told for point in _places(muscle)]
    figure.add_scatter(
        x=many([point[0] for __, point in places]),
        y=many([point[1] for __, point in places]),
        mode="markers",
        marker={"size": 8, "color": "rgba(0, 0, 0, 0)"},
        customdata=many([told[muscle] for muscle, __ in places]),
        hovertemplate=_("<b>%{customdata[1]}</b><br>%{customdata[2]} sets a week<br>%{customdata[3]}<extra></extra>"),
        showlegend=False,
    )


def _frame(figure: go.Figure) -> None:
    """Both views in one frame that keeps its proportions, without axes: a body has no units."""
    hidden = {"visible": False, "fixedrange": True}
    figure.update_xaxes(**hidden, range=[-_APART, _APART], constrain="domain")
    figure.update_yaxes(**hidden, range=[-3, 212], scaleanchor="x", constrain="domain", rangemode="normal")
    figure.update_layout(
        hovermode="closest", hoverdistance=12, legend={"y": 0.0, "yanchor": "top", "itemclick": False,
        "itemdoubleclick": False},
    )  # fmt: skip
    for view, name in VIEWS.items():
        figure.add_annotation(x=_middle(view), y=211, yanchor="top", text=name, showarrow=False, font={"size": 12})


def _curve(shapes: Sequence[Points]) -> dict[str, object]:
    """Closed shapes as one trace: each ends where it began, and a gap parts it from the next."""
    gap = np.full((1, 2), np.nan)
    points = np.vstack([part for shape in shapes for part in (shape, shape[:1], gap)])[:-1]
    xs, ys = ([None if np.isnan(value) else round(float(value), 2) for value in points[:, axis]] for axis in (0, 1))
    return {"x": many(xs), "y": many(ys), "mode": "lines", "fill": "toself", "hoverinfo": "skip"}


def _both_sides(muscle: str) -> Iterator[Points]:
    return _mirrored((shape.view, shape.points) for shape in body().shapes if shape.muscle == muscle)


def _mirrored(halves: Iterable[tuple[str, Points]]) -> Iterator[Points]:
    for view, points in halves:
        for side in _SIDES:
            yield _placed(points * (side, 1.0), view)


@cache
def _places(muscle: str) -> tuple[tuple[float, float], ...]:
    halves = ((shape.view, _grid(shape.points)) for shape in body().shapes if shape.muscle == muscle)
    return tuple((round(float(x), 2), round(float(y), 2)) for points in _mirrored(halves) for x, y in points)


def _grid(points: Points) -> Points:
    """Places inside a shape, evenly; its middle where it is too slim for any."""
    (left, low), (right, high) = points.min(axis=0), points.max(axis=0)
    xs, ys = np.meshgrid(np.arange(left + 0.6, right, _GRID), np.arange(low + 0.6, high, _GRID))
    places = np.column_stack([xs.ravel(), ys.ravel()])
    inside: Points = places[is_inside(places, points)]
    return inside if len(inside) else np.array([points.mean(axis=0)])


def is_inside(places: Points, shape: Points) -> npt.NDArray[np.bool_]:
    """Which places lie inside a closed shape: a ray from there to the right crosses an odd number of its edges."""
    (x1, y1), (x2, y2) = shape.T, np.roll(shape, -1, axis=0).T
    x, y = places[:, :1], places[:, 1:]
    spans = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = x1 + (y - y1) * (x2 - x1) / (y2 - y1)
    crossed: npt.NDArray[np.bool_] = (spans & (x < crossing)).sum(axis=1) % 2 == 1
    return crossed


def _placed(points: Points, view: str) -> Points:
    placed: Points = points + (_middle(view), 0.0)  # noqa: RUF005 arrays add, they do not join
    return placed


def _middle(view: str) -> float:
    return -_APART / 2 if view == "front" else _APART / 2
