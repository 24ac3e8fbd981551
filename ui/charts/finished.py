"""A figure that is done: drawn once for the same numbers, sent as often as somebody looks at it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np
import plotly.graph_objects as go
import plotly.io
from plotly.basedatatypes import BaseFigure

from ui import theme
from ui.recipe import Recipe

Spec = dict[str, Any]
"""A figure as plotly's JSON has it: data and layout."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A figure as it is sent, in the light and in the dark mode; shared, so never to be changed.

    `recipe` draws it anew, for whoever wants to read its points. `has_values` says whether there is anything to see.
    """

    recipe: Recipe[go.Figure]
    light: Spec
    dark: Spec
    has_values: bool

    def to_send(self, *, in_dark: bool) -> BaseFigure:
        """What Streamlit takes for a figure."""
        return _Checked(self.dark if in_dark else self.light)


class _Checked(BaseFigure):  # type: ignore[misc]  # plotly has no types
    """A figure whose parts were checked when it was drawn: plotly would check and copy each of them again, which takes
    ten times as long as sending them.
    """

    def __init__(self, spec: Spec) -> None:
        self._spec = spec

    def to_dict(self) -> Spec:
        """The figure as it is sent."""
        return self._spec


def finished(recipe: Recipe[go.Figure]) -> Finished:
    """Draw a figure."""
    figure = recipe.make()
    light: Spec = json.loads(plotly.io.to_json(figure.to_dict(), validate=False))
    return Finished(recipe, light, theme.in_dark(light), has_values(figure))


def has_values(figure: go.Figure) -> bool:
    """Whether any trace of a figure holds a number; noughts are numbers, days and names are none."""
    columns = (getattr(trace, axis, None) for trace in figure.data for axis in ("y", "x", "z"))
    cells = (cell for column in columns if column is not None for cell in np.ravel(np.asarray(column, dtype=object)))
    return any(isinstance(cell, Real) and not np.isnan(float(cell)) for cell in cells)


def load_plotly() -> None:
    """Have plotly load the parts that it otherwise loads when the first figure asks for them."""
    go.Figure([go.Bar(y=[0]), go.Scatter(y=[0]), go.Heatmap(z=[[0]])], {"template": theme.TEMPLATE}).to_dict()
