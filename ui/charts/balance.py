"""The quad-to-posterior ratio with its zones, and the shares of hinges and curls. A row is four pooled weeks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from ui import formats, theme
from ui.charts._figure import UNDIMMED, Zone, add_zones, blank, day_texts, label, outline_week, values, weeks_axis

RatioColumn = Literal["q_h_ratio", "kd_hd_ratio"]
RATIO_WORDS: Mapping[RatioColumn, str] = {
    "q_h_ratio": "Quad : hamstring sets",
    "kd_hd_ratio": "Knee- : hip-dominant sets",
}
AXIS_WORDS: Mapping[RatioColumn, str] = {
    "q_h_ratio": "quad sets for each hamstring set",
    "kd_hd_ratio": "knee- for each hip-dominant set",
}
SIDES: Mapping[RatioColumn, tuple[str, str]] = {
    "q_h_ratio": ("quad_sets", "hamstring_sets"),
    "kd_hd_ratio": ("knee_dominant_sets", "hip_dominant_sets"),
}


@dataclass(frozen=True, slots=True)
class Levels:
    """Where the zones of a ratio begin: below `watch` is ok."""

    watch: float
    warn: float
    strong: float

    def zones(self) -> tuple[Zone, ...]:
        """The four zones, named, from the bottom up."""
        watch, warn, strong = (formats.number(value, 2) for value in (self.watch, self.warn, self.strong))
        return (
            Zone(0.0, self.watch, "ok", f"ok: below {watch}"),
            Zone(self.watch, self.warn, "watch", f"watch: {watch} to {warn}"),
            Zone(self.warn, self.strong, "warn", f"warn: {warn} to {strong}"),
            Zone(self.strong, float("inf"), "strong", f"strong: {strong} and more"),
        )


def ratio_over_time(
    pooled: pd.DataFrame, *, ratio: RatioColumn, levels: Levels, chosen_week: str | None = None
) -> go.Figure:
    """The chosen ratio as a thick line over its zones, the other one thin and dotted.

    `pooled` has the columns of the metric quad_posterior_ratio. Weeks with too little data are a gap; a ratio beyond
    the top of the chart, or with nothing on its second side, is a triangle at the top edge.
    """
    other: RatioColumn = "kd_hd_ratio" if ratio == "q_h_ratio" else "q_h_ratio"
    figure = blank(f"{RATIO_WORDS[ratio]}", subtitle="Each point: four weeks added up", y_title=AXIS_WORDS[ratio])
    rows = pooled.sort_values("week")
    weeks = day_texts(rows["week"])
    top = _top(rows, ratio, other, levels)
    add_zones(figure, levels.zones(), top)
    _ratio_line(figure, rows, other, top, colour=theme.GREY, width=1.5, dash="dot")
    _ratio_line(figure, rows, ratio, top, colour=theme.QUAD_COLOUR, width=3.5, dash="solid")
    _beyond(figure, rows, ratio, top)
    figure.update_yaxes(range=[0, top])
    outline_week(figure, chosen_week)
    weeks_axis(figure, weeks)
    return figure


def describe_ratio(pooled: pd.DataFrame, *, ratio: RatioColumn) -> str:
    """The ratio in words: where it began, where it stands, and the level."""
    judged = _judged(pooled.sort_values("week"))
    if judged.empty:
        return f"{RATIO_WORDS[ratio]}: too little data in this period."
    first, last = judged.iloc[0], judged.iloc[-1]
    began, stands = (f"{_ratio_text(row, ratio)} up to the {formats.week(row['week'])}" for row in (first, last))
    return f"{RATIO_WORDS[ratio]}, four weeks pooled: {began}, {stands}, level {last['level']}."


def hinge_curl_shares(
    pooled: pd.DataFrame, *, ok_low: float, ok_high: float, chosen_week: str | None = None
) -> go.Figure:
    """Curl sets from below and hinge sets from above as shares of all hamstring sets; lines bound the range for curls.

    `pooled` has the columns of the metric hinge_curl_balance; `ok_low` and `ok_high` are shares of 0 to 1.
    """
    figure = blank(
        "Curls and hinges: shares of hamstring sets",
        subtitle="Each bar: four weeks added up",
        y_title="% of hamstring sets",
    )
    rows = pooled.sort_values("week")
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
            customdata=[[name, monday, value] for monday, value in zip(weeks, values(rows[column]), strict=True)],
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


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["level"] != "too_little_data"]


def _ratio_text(row: pd.Series[Any], ratio: RatioColumn) -> str:
    above, below = SIDES[ratio]
    return formats.ratio(row[ratio], row[above], row[below])


def _top(rows: pd.DataFrame, ratio: RatioColumn, other: RatioColumn, levels: Levels) -> float:
    """The upper end of the y axis: above the strong zone's start, more if the data go there, at most three times it."""
    finite = pd.concat([rows[ratio], rows[other]]).dropna()
    peak = float(finite.max()) if len(finite) else 0.0
    return min(max(levels.strong * 1.25, peak * 1.08), levels.strong * 3)


def _ratio_line(
    figure: go.Figure, rows: pd.DataFrame, ratio: RatioColumn, top: float, *, colour: str, width: float, dash: str
) -> None:
    shown = rows[ratio].where((rows["level"] != "too_little_data") & (rows[ratio] <= top))
    above, below = SIDES[ratio]
    figure.add_scatter(
        x=day_texts(rows["week"]),
        y=values(shown),
        name=RATIO_WORDS[ratio],
        mode="lines",
        line={"color": colour, "width": width, "dash": dash},
        customdata=list(zip(values(rows[above]), values(rows[below]), rows["level"], strict=True)),
        hovertemplate=(
            "<b>%{fullData.name}</b><br>Four weeks up to the week of %{x|%-d %b %Y}<br>%{y:.2f} : 1 "
            "(%{customdata[0]:.1f} and %{customdata[1]:.1f} sets)<br>level %{customdata[2]}<extra></extra>"
        ),
    )


def _beyond(figure: go.Figure, rows: pd.DataFrame, ratio: RatioColumn, top: float) -> None:
    above, below = SIDES[ratio]
    endless = rows[ratio].isna() & (rows[above] > 0)
    out = rows[(rows["level"] != "too_little_data") & (endless | (rows[ratio] > top).fillna(False))]
    if out.empty:
        return
    figure.add_scatter(
        x=day_texts(out["week"]),
        y=[top * 0.985] * len(out),
        name="Beyond the top",
        mode="markers",
        marker={"symbol": "triangle-up", "size": 9, "color": theme.QUAD_COLOUR},
        customdata=list(zip(values(out[above]), values(out[below]), strict=True)),
        hovertemplate="Week of %{x|%-d %b %Y}<br>%{customdata[0]:.1f} to %{customdata[1]:.1f} sets<extra></extra>",
    )
