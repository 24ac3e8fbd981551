"""How Hindsight looks in a chart: one plotly template, one colour and pattern per muscle, one tint and word per level.

Streamlit's own chart theme adds font, text and grid colours of the light or dark mode on top. Every colour here
therefore keeps its meaning on both: hues after Okabe and Ito's colour-blind-safe set for the muscles of the lower body,
of a lightness that stands out from white and from the dark ground; the same hues hatched or dotted for the upper body
and the core; and translucent tints for zones, which always carry a label as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import plotly.graph_objects as go

BLUE: Final = "#1D72AD"
VERMILION: Final = "#C44F00"
GREEN: Final = "#0A9B73"
PINK: Final = "#C8609A"
OCHRE: Final = "#BE8A00"
SKY: Final = "#429BD4"
GREY: Final = "#707070"
VIOLET: Final = "#8C68C8"
PALETTE: Final = (BLUE, VERMILION, GREEN, PINK, OCHRE, SKY, GREY, VIOLET)
"""In the order of the legs' muscles, so that colours that differ much for everybody stand beside each other. Each is at
least 3:1 on the light and on the dark ground; held by tests/ui/test_theme.py, also for three kinds of colour blindness.
"""

Figure = go.Figure
"""A plotly figure, for those who show one without importing plotly."""

CHART_CONFIG: Final[Mapping[str, object]] = {"displayModeBar": False, "scrollZoom": False}
"""Passed to every chart: no buttons to tab through, and the page scrolls where a finger happens to be on a chart."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour and hatching of one muscle, the same in every chart."""

    colour: str
    pattern: Literal["", "/", "."] = ""


MUSCLE_INK: Final[Mapping[str, Ink]] = {
    "quads": Ink(BLUE),
    "hamstrings": Ink(VERMILION),
    "glute_max": Ink(GREEN),
    "glute_med": Ink(PINK),
    "adductors": Ink(OCHRE),
    "calves": Ink(SKY),
    "erectors": Ink(GREY),
    "hip_flexors": Ink(VIOLET),
    "chest": Ink(BLUE, "/"),
    "lats": Ink(VERMILION, "/"),
    "upper_back": Ink(GREEN, "/"),
    "traps": Ink(PINK, "/"),
    "front_delts": Ink(OCHRE, "/"),
    "side_delts": Ink(SKY, "/"),
    "rear_delts": Ink(GREY, "/"),
    "neck": Ink(VIOLET, "/"),
    "biceps": Ink(BLUE, "."),
    "triceps": Ink(VERMILION, "."),
    "forearms": Ink(GREEN, "."),
    "abs": Ink(PINK, "."),
    "obliques": Ink(OCHRE, "."),
}
OTHER_INK: Final = Ink(GREY, ".")

QUAD_COLOUR: Final = BLUE
HINGE_COLOUR: Final = VERMILION
CURL_COLOUR: Final = SKY
STRENGTH_COLOUR: Final = GREEN

ZONE_TINT: Final[Mapping[str, str]] = {
    "ok": "rgba(0, 158, 115, 0.13)",
    "watch": "rgba(230, 190, 0, 0.10)",
    "warn": "rgba(225, 110, 0, 0.20)",
    "strong": "rgba(200, 30, 60, 0.26)",
}

LABEL: Final[Mapping[str, object]] = {
    "font": {"size": 11, "color": "#1a1a1a"},
    "bgcolor": "rgba(255, 255, 255, 0.8)",
    "borderpad": 1,
}
"""A name inside a chart: dark on its own light ground, so that it is legible in both modes and over any colour."""

_DARK_LABEL: Final[Mapping[str, str]] = {"font": "#f2f2f2", "bgcolor": "rgba(20, 23, 28, 0.8)"}


def in_dark(spec: Mapping[str, Any]) -> dict[str, Any]:
    """A figure as plotly's JSON has it, the names inside the chart light ones on dark ground; the rest suits both
    modes.
    """
    layout = spec["layout"]
    labels = [_label_in_dark(each) for each in layout.get("annotations", ())]
    return {**spec, "layout": {**layout, "annotations": labels} if labels else layout}


def _label_in_dark(label: Mapping[str, Any]) -> Mapping[str, Any]:
    if label.get("bgcolor") != LABEL["bgcolor"]:
        return label
    font = {**label.get("font", {}), "color": _DARK_LABEL["font"]}
    return {**label, "font": font, "bgcolor": _DARK_LABEL["bgcolor"]}


TEMPLATE: Final = go.layout.Template(
    layout={
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 13},
        "title": {"x": 0, "xanchor": "left", "xref": "container", "y": 0.98, "yanchor": "top", "font": {"size": 15}},
        "margin": {"l": 8, "r": 8, "t": 64, "b": 8},
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": -0.18,
            "yanchor": "top",
            "title": {"text": ""},
            "traceorder": "normal",
        },
        "xaxis": {"automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False},
        "yaxis": {"automargin": True, "fixedrange": True, "rangemode": "tozero", "zeroline": False},
        "barmode": "stack",
        "bargap": 0.25,
        "dragmode": False,
    }
)


def translucent(colour: str, alpha: float) -> str:
    """A colour of the palette ("#RRGGBB") that lets the ground through: the same hue on both modes, and in a legend."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {alpha})"


def ink(muscle: str) -> Ink:
    """The fixed colour and hatching of a muscle id; grey dots for one that the palette does not know."""
    return MUSCLE_INK.get(muscle, OTHER_INK)
