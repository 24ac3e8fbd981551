"""Weekly hard sets: all chosen muscles stacked, or one muscle against its marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, listed
from ui import formats, theme
from ui.charts._figure import UNDIMMED, Zone, add_zones, blank, day_texts, label, outline_week, values, weeks_axis

Count = Literal["hard_sets", "direct_sets"]
COUNT_WORDS: Final[Mapping[Count, str]] = {
    "hard_sets": _("fractional hard sets"),
    "direct_sets": _("direct hard sets"),
}
COUNT_HEADS: Final[Mapping[Count, str]] = {
    "hard_sets": _("Fractional hard sets a week"),
    "direct_sets": _("Direct hard sets a week"),
}
"""The same at the head of a description."""
SO_FAR_PATTERN: Final = "x"
"""Hatching of the week that has not ended; no muscle has it."""
IN_RANGE: Final = "in band"
"""The state of the metric muscle_volume between both ends of a muscle's range."""
MOST_WEEKS: Final = 53
"""Beyond a year of weeks, cells and small bars are too thin to tell apart and slow to draw."""


@dataclass(frozen=True, slots=True)
class Band:
    """Where a muscle's state changes, in fractional hard sets a week; None where no landmark exists."""

    floor: float | None
    low: float | None
    high: float | None
    amber: float | None
    red: float | None


def weekly_stack(
    weekly: pd.DataFrame,
    *,
    muscles: Sequence[str],
    names: Mapping[str, str],
    count: Count,
    running_week: str | None,
    chosen_week: str | None = None,
) -> go.Figure:
    """Bars of weekly sets, one colour a muscle.

    `weekly` has the columns of the metric weekly_hard_sets. A bar's customdata is [muscle id, Monday as ISO
    text], which is what a click gives back. The week that is still running is hatched, pale and named.
    """
    figure = blank(
        _stack_title(weekly, muscles=muscles, names=names, count=count, running_week=running_week),
        subtitle=_("By muscle. Click a bar for its sets"),
        y_title=_("{counted} a week", counted=COUNT_WORDS[count]),
    )
    weeks: list[str] = sorted(set(day_texts(weekly["week"])))
    for muscle in muscles:
        rows = weekly[weekly["muscle"] == muscle].sort_values("week")
        days = day_texts(rows["week"])
        figure.add_bar(
            x=days,
            y=values(rows[count]),
            name=names.get(muscle, muscle),
            customdata=[[muscle, monday] for monday in days],
            marker={
                "color": theme.ink(muscle).colour,
                "pattern": {"shape": _hatching(days, running_week, theme.ink(muscle).pattern)},
                "opacity": [0.45 if monday == running_week else 1.0 for monday in days],
                "line": {"width": 0},
            },
            unselected=UNDIMMED,
            hovertemplate=_("<b>%{fullData.name}</b><br>Week of %{x|%-d %b %Y}<br>%{y:.1f} sets<extra></extra>"),
        )
    shown = weekly[weekly["muscle"].isin(list(muscles))]
    _mark_running(figure, running_week, dict(shown.groupby(day_texts(shown["week"]))[count].sum()))
    outline_week(figure, chosen_week)
    weeks_axis(figure, weeks)
    return figure


def describe_weekly_stack(
    weekly: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str], count: Count, last_full_week: str
) -> str:
    """The stack in words: the period, and each muscle's mean and last full week."""
    if weekly.empty:
        return _("Hard sets a week by muscle: no weeks in this period.")
    parts = []
    for muscle in muscles:
        rows = weekly[weekly["muscle"] == muscle]
        last = rows.loc[pd.to_datetime(rows["week"]) == pd.Timestamp(last_full_week), count]
        last_text = formats.number(last.iloc[0]) if len(last) else formats.MISSING
        parts.append(
            _(
                "{muscle} mean {mean}, last week {last}",
                muscle=names.get(muscle, muscle),
                mean=formats.number(rows[count].mean()),
                last=last_text,
            )
        )
    span = formats.period(pd.Timestamp(weekly["week"].min()), pd.Timestamp(weekly["week"].max()))
    return _(
        "{counted_a_week}, weeks of {span}: {muscles}.",
        counted_a_week=COUNT_HEADS[count],
        span=span,
        muscles="; ".join(parts),
    )


def one_muscle(
    volume: pd.DataFrame,
    *,
    muscle: str,
    name: str,
    running_week: str | None,
    chosen_week: str | None = None,
) -> go.Figure:
    """Bars of one muscle's weekly sets, direct ones below and those as a helper on top; its four-week mean as a line,
    and its floor, range, high and very high mark by name.

    `volume` holds the rows of the metric muscle_volume of one muscle, and `direct_sets` of weekly_hard_sets beside
    them. The whole bar, the line and the marks are fractional counts.
    """
    figure = blank(
        one_muscle_title(volume, name=name, running_week=running_week),
        subtitle=_("Number and line: four-week mean. Bars: weeks"),
        y_title=_("{counted} a week", counted=COUNT_WORDS["hard_sets"]),
    )
    rows = volume.sort_values("week")
    weeks = day_texts(rows["week"])
    helping = (rows["week_sets"] - rows["direct_sets"]).clip(lower=0)
    parts = ((_("Direct (main mover)"), rows["direct_sets"], 0.85), (_("As a helper, counted in part"), helping, 0.4))
    for part, sets, strength in parts:
        figure.add_bar(
            x=weeks,
            y=values(sets),
            name=part,
            customdata=[[muscle, monday] for monday in weeks],
            marker=_part_marker(muscle, weeks, running_week, strength),
            unselected=UNDIMMED,
            hovertemplate=_("%{fullData.name}<br>Week of %{x|%-d %b %Y}<br>%{y:.1f} sets<extra></extra>"),
        )
    settled = rows[[monday != running_week for monday in weeks]]
    figure.add_scatter(
        x=day_texts(settled["week"]),
        y=values(settled["mean_sets"]),
        name=_("Four-week mean"),
        mode="lines",
        line={"color": theme.ink(muscle).colour, "width": 3},
        hovertemplate=_("Four weeks up to the week of %{x|%-d %b %Y}<br>mean %{y:.1f} sets a week<extra></extra>"),
    )
    if len(rows):
        _draw_band(figure, band_of(rows), peak=float(rows[["week_sets", "mean_sets"]].max().max()))
    _mark_running(figure, running_week, dict(zip(weeks, rows["week_sets"], strict=True)))
    outline_week(figure, chosen_week)
    weeks_axis(figure, weeks)
    return figure


def one_muscle_title(volume: pd.DataFrame, *, name: str, running_week: str | None) -> str:
    """What the last full week's four-week mean says: "Hamstrings got 6 of 8 to 14 sets a week"."""
    settled = volume[[week != running_week for week in day_texts(volume["week"])]].sort_values("week")
    if settled.empty:
        return _("{muscle}: hard sets a week", muscle=name)
    band, mean = band_of(settled), formats.number(settled.iloc[-1]["mean_sets"])
    if band.low is None or band.high is None:
        return _("{muscle} got {mean} sets a week", muscle=name, mean=mean)
    return _(
        "{muscle} got {mean} of {low} to {high} sets a week",
        muscle=name,
        mean=mean,
        low=formats.number(band.low),
        high=formats.number(band.high),
    )


def band_of(volume: pd.DataFrame) -> Band:
    """The band of the newest row of a muscle in muscle_volume."""
    newest = volume.sort_values("week").iloc[-1]
    floor, low, high, amber, red = (
        None if pd.isna(newest[column]) else float(newest[column])
        for column in ("floor", "band_low", "band_high", "high", "very_high")
    )
    return Band(floor, low, high, amber, red)


def describe_one_muscle(volume: pd.DataFrame, *, name: str, last_full_week: str) -> str:
    """The muscle's chart in words: last week with its direct sets, mean, state, range and marks."""
    rows = rows_of_week(volume, last_full_week)
    if rows.empty:
        return _("{muscle}: no full week in this period.", muscle=name)
    row = rows.iloc[0]
    band = band_of(rows)
    marks = listed(f"{word} {formats.number(value)}" for value, word, __ in _marks(band))
    said = [
        _(
            "{muscle}, {week}: {sets} fractional hard sets, {direct} of them direct; four-week mean {mean} a week, "
            "{state}.",
            muscle=name,
            week=formats.week(row["week"]),
            sets=formats.number(row["week_sets"]),
            direct=formats.number(row["direct_sets"]),
            mean=formats.number(row["mean_sets"]),
            state=formats.words(str(row["state"])),
        )
    ]
    if band.low is not None:
        said.append(_("Range {from_to}.", from_to=formats.span(band.low, band.high)))
    if marks:
        said.append(_("Marks: {marks}.", marks=marks))
    return " ".join(said)


def recent(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the last `MOST_WEEKS` weeks."""
    weeks = pd.to_datetime(rows["week"])
    return rows[weeks > weeks.max() - pd.Timedelta(weeks=MOST_WEEKS)] if len(rows) else rows


def rows_of_week(rows: pd.DataFrame, week: str) -> pd.DataFrame:
    """The rows of the week that begins on a day (ISO text)."""
    return rows[pd.to_datetime(rows["week"]) == pd.Timestamp(week)]


def _stack_title(
    weekly: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str], count: Count, running_week: str | None
) -> str:
    """Which of the muscles got most in the full weeks shown."""
    full = weekly[[week != running_week for week in day_texts(weekly["week"])]]
    means = full[full["muscle"].isin(list(muscles))].groupby("muscle")[count].mean()
    if means.empty or not means.max():
        return _("Hard sets a week by muscle")
    most = str(means.idxmax())
    return _("{muscle} got most: {sets} sets a week", muscle=names.get(most, most), sets=formats.number(means.max()))


def _hatching(days: Sequence[str], running_week: str | None, usual: str) -> list[str]:
    return [SO_FAR_PATTERN if monday == running_week else usual for monday in days]


def _part_marker(muscle: str, weeks: Sequence[str], running_week: str | None, strength: float) -> dict[str, object]:
    return {
        "color": theme.translucent(theme.ink(muscle).colour, strength),
        "opacity": [0.45 if monday == running_week else 1.0 for monday in weeks],
        "pattern": {"shape": _hatching(weeks, running_week, "")},
        "line": {"width": 0},
    }


def _marks(band: Band) -> list[tuple[float, str, str]]:
    """The marks that a muscle has, each with its word and its dash."""
    every = [(band.floor, _("floor"), "dot"), (band.amber, _("high"), "dash"), (band.red, _("very high"), "solid")]
    return [(value, word, dash) for value, word, dash in every if value]


def _draw_band(figure: go.Figure, band: Band, *, peak: float) -> None:
    """The range as a tint; floor, high and very high as lines."""
    top = max(peak, band.high or 0.0, *(value for value, __, __ in _marks(band)), 1.0) * 1.12
    if band.low is not None and band.high is not None:
        span = _("your range: {from_to}", from_to=formats.span(band.low, band.high))
        add_zones(figure, [Zone(band.low, band.high, "ok", span)], top)
    for value, word, dash in _marks(band):
        figure.add_hline(y=value, line={"dash": dash, "width": 1, "color": theme.GREY})
        label(figure, f"{word} {formats.number(value)}", y=value)
    figure.update_yaxes(range=[0, top])


def _mark_running(figure: go.Figure, running_week: str | None, sets_by_week: Mapping[str, float]) -> None:
    """A word above the week that has not ended, which is always the last one."""
    if running_week is not None and running_week in sets_by_week:
        figure.add_annotation(
            x=1, xref="paper", xanchor="right", y=1, yref="paper", yanchor="bottom",
            text=_("last bar: so far") if sets_by_week[running_week] else _("no set yet this week"), showarrow=False,
            font={"size": 11},
        )  # fmt: skip
