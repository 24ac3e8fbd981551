"""The quad-to-posterior ratio with its zones, a point for four pooled weeks, and the deadlift among lifters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, listed
from analytics.reference.populations import Quantiles
from ui import formats, theme
from ui.charts._figure import UNDIMMED, Zone, add_zones, blank, day_texts, outline_week, values, weeks_axis

RatioColumn = Literal["q_h_ratio", "kd_hd_ratio"]
RATIO_WORDS: Mapping[RatioColumn, str] = {
    "q_h_ratio": _("Quad : hamstring sets"),
    "kd_hd_ratio": _("Knee- : hip-dominant sets"),
}
AXIS_WORDS: Mapping[RatioColumn, str] = {
    "q_h_ratio": _("quad sets for each hamstring set"),
    "kd_hd_ratio": _("knee- for each hip-dominant set"),
}
SIDES: Mapping[RatioColumn, tuple[str, str]] = {
    "q_h_ratio": ("quad_sets", "hamstring_sets"),
    "kd_hd_ratio": ("knee_dominant_sets", "hip_dominant_sets"),
}
MOST_MARKERS: Final = 260
"""Beyond five years of weeks a browser draws a line at once and markers slowly."""
STRIP_WORDS: Final[Mapping[str, str]] = {"men": _("Men"), "women": _("Women")}
RAW_LIFTERS: Final[Mapping[str, str]] = {"men": _("raw men"), "women": _("raw women")}
"""Population -> as it stands beside its strip, and in a sentence."""


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
            Zone(0.0, self.watch, "ok", _("ok: below {watch}", watch=watch)),
            Zone(self.watch, self.warn, "watch", _("watch: {watch} to {warn}", watch=watch, warn=warn)),
            Zone(self.warn, self.strong, "warn", _("warn: {warn} to {strong}", warn=warn, strong=strong)),
            Zone(self.strong, float("inf"), "strong", _("strong: {strong} and more", strong=strong)),
        )


def ratio_over_time(
    pooled: pd.DataFrame, *, ratio: RatioColumn, levels: Levels, chosen_week: str | None = None
) -> go.Figure:
    """The chosen ratio as a thick line over its zones, the other one thin and dotted.

    `pooled` has the columns of the metric quad_posterior_ratio. Weeks with too little data are a gap; a ratio beyond
    the top of the chart, or with nothing on its second side, is a triangle at the top edge.
    """
    other: RatioColumn = "kd_hd_ratio" if ratio == "q_h_ratio" else "q_h_ratio"
    rows = pooled.sort_values("week")
    title = ratio_title(rows, ratio=ratio)
    figure = blank(title, subtitle=_("Each point: four weeks added up"), y_title=AXIS_WORDS[ratio])
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


def ratio_title(rows: pd.DataFrame, *, ratio: RatioColumn) -> str:
    """What the last judged weeks say: "6.5 quad sets for each hamstring set"."""
    judged = _judged(rows)
    if judged.empty or pd.isna(judged.iloc[-1][ratio]):
        return RATIO_WORDS[ratio]
    number = f"{judged.iloc[-1][ratio]:.1f}"
    if ratio == "q_h_ratio":
        return _("{ratio} quad sets for each hamstring set", ratio=number)
    return _("{ratio} knee- for each hip-dominant set", ratio=number)


def describe_ratio(pooled: pd.DataFrame, *, ratio: RatioColumn) -> str:
    """The ratio in words: where it began, where it stands, and the level."""
    judged = _judged(pooled.sort_values("week"))
    if judged.empty:
        return _("{what}: too little data in this period.", what=RATIO_WORDS[ratio])
    first, last = judged.iloc[0], judged.iloc[-1]
    began, stands = (
        _("{ratio} up to the {week}", ratio=_ratio_text(row, ratio), week=formats.week(row["week"]))
        for row in (first, last)
    )
    return _(
        "{what}, four weeks pooled: {began}, {stands}, level {level}.",
        what=RATIO_WORDS[ratio],
        began=began,
        stands=stands,
        level=formats.words(last["level"]),
    )


def deadlift_strip(row: pd.Series[Any], populations: Mapping[str, Quantiles]) -> go.Figure:
    """The lifter's deadlift over squat with its 80 % interval, above the middle half of raw powerlifters.

    `row` is the row of the metric deadlift_squat_ratio; `populations` those to compare with, by name.
    """
    height = 170 + 44 * len(populations)
    figure = blank(
        _("Deadlift : squat"), subtitle=_("Bar: the middle half of raw powerlifters"), y_title="", height=height
    )
    for name, quantiles in populations.items():
        _population(figure, STRIP_WORDS.get(name, name), quantiles)
    figure.add_scatter(
        x=[row["ratio"]],
        y=[_("You")],
        name=_("You, with the 80 % interval of the estimates"),
        mode="markers",
        marker={"size": 13, "color": theme.STRENGTH_COLOUR, "symbol": "diamond"},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [row["high_80"] - row["ratio"]],
            "arrayminus": [row["ratio"] - row["low_80"]],
            "color": theme.STRENGTH_COLOUR,
            "thickness": 2,
        },
        hovertemplate=_(
            "%{{x:.2f}} times the squat<br>80 %: {low} to {high}<extra></extra>",
            low=f"{row['low_80']:.2f}",
            high=f"{row['high_80']:.2f}",
        ),
    )
    ends = [row["low_80"], row["high_80"], *(each.ratio[end] for each in populations.values() for end in (5, 95))]
    figure.update_xaxes(
        title={"text": _("deadlift / squat (kg per kg)")}, showgrid=True, range=[min(ends) - 0.03, max(ends) + 0.03]
    )
    figure.update_yaxes(ticksuffix=" ")
    figure.update_layout(showlegend=False)
    return figure


def _population(figure: go.Figure, name: str, quantiles: Quantiles) -> None:
    """A thin line from the 5th to the 95th percentile, a thick one over the middle half, a mark at the median."""
    ratio = quantiles.ratio
    for ends, width in (((5, 95), 2), ((25, 75), 14)):
        figure.add_scatter(
            x=[ratio[end] for end in ends],
            y=[name, name],
            name=name,
            mode="lines",
            line={"color": theme.GREY, "width": width},
            hovertemplate=_("{low} to {high} of 100: %{{x:.2f}}<extra></extra>", low=ends[0], high=ends[1]),
        )
    figure.add_scatter(
        x=[ratio[50]],
        y=[name],
        name=name,
        mode="markers",
        marker={"symbol": "line-ns", "size": 16, "line": {"width": 3, "color": theme.OCHRE}},
        hovertemplate=_("the middle one: %{x:.2f}<extra></extra>"),
    )


def describe_deadlift(row: pd.Series[Any], populations: Mapping[str, Quantiles]) -> str:
    """The strip in words: the ratio with its interval, and the middle half of each population."""
    halves = [
        _(
            "the middle half of {lifters} lies between {low} and {high}",
            lifters=RAW_LIFTERS[name],
            low=f"{quantiles.ratio[25]:.2f}",
            high=f"{quantiles.ratio[75]:.2f}",
        )
        for name, quantiles in populations.items()
    ]
    return _(
        "Deadlift : squat {ratio} (80 % interval {low} to {high}); {halves}.",
        ratio=f"{row['ratio']:.2f}",
        low=f"{row['low_80']:.2f}",
        high=f"{row['high_80']:.2f}",
        halves=listed(halves),
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
    figure.add_scatter(
        x=day_texts(rows["week"]),
        y=values(shown),
        name=RATIO_WORDS[ratio],
        mode="lines+markers" if len(rows) <= MOST_MARKERS else "lines",  # a click finds markers only
        marker={"size": 2 * width, "color": colour},
        line={"color": colour, "width": width, "dash": dash},
        unselected=UNDIMMED,
        customdata=_sets_and_level(rows, ratio),
        hovertemplate=_(
            "<b>%{fullData.name}</b><br>Four weeks up to the week of %{x|%-d %b %Y}<br>%{y:.2f} : 1 "
            "(%{customdata[0]:.1f} and %{customdata[1]:.1f} sets)<br>level %{customdata[2]}<extra></extra>"
        ),
    )


def _sets_and_level(rows: pd.DataFrame, ratio: RatioColumn) -> list[tuple[float | None, float | None, str, str]]:
    """A point's customdata: sets of both sides, the level in words, and its Monday."""
    above, below = SIDES[ratio]
    levels = [formats.words(level) for level in rows["level"]]
    return list(zip(values(rows[above]), values(rows[below]), levels, day_texts(rows["week"]), strict=True))


def _beyond(figure: go.Figure, rows: pd.DataFrame, ratio: RatioColumn, top: float) -> None:
    endless = rows[ratio].isna() & (rows[SIDES[ratio][0]] > 0)
    out = rows[(rows["level"] != "too_little_data") & (endless | (rows[ratio] > top).fillna(False))]
    if out.empty:
        return
    figure.add_scatter(
        x=day_texts(out["week"]),
        y=[top * 0.985] * len(out),
        name=_("Beyond the top"),
        mode="markers",
        marker={"symbol": "triangle-up", "size": 9, "color": theme.QUAD_COLOUR},
        unselected=UNDIMMED,
        customdata=_sets_and_level(out, ratio),
        hovertemplate=_("Week of %{x|%-d %b %Y}<br>%{customdata[0]:.1f} to %{customdata[1]:.1f} sets<extra></extra>"),
    )
