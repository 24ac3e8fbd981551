"""Lifts beside each other: where the level of each went over the period, and the days on which each had its bests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, n_
from analytics.units import MassUnit, mass_in
from ui import formats, theme
from ui.charts._figure import UNDIMMED, blank, day_texts, literal, values
from ui.charts.functions import short
from ui.charts.strength import MOST_MARKERS, ONE_RM, set_texts, strength_words, stretches

MOST_LIFTS: Final = 4
MOST_ROWS: Final = 15
"""As many lifts as have a row of their own among the records; a phone shows no more."""
_INK: Final = (
    (theme.BLUE, "solid", "circle"),
    (theme.VERMILION, "dash", "diamond"),
    (theme.GREEN, "dot", "square"),
    (theme.VIOLET, "dashdot", "triangle-up"),
)
"""Colour, dash and marker of each lift, in the order in which they were chosen."""
_ROW_PX: Final = 36
_FRAME_PX: Final = 170


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One lift over a period: rows of session_strength and strength_band, oldest first, both with one row at least."""

    exercise_id: str
    name: str
    sessions: pd.DataFrame
    band: pd.DataFrame

    @property
    def start_kg(self) -> float:
        """Its level at its first session of the period."""
        return float(self.band["level_kg"].iloc[0])

    @property
    def end_kg(self) -> float:
        """Its level at its last one."""
        return float(self.band["level_kg"].iloc[-1])

    @property
    def change_pct(self) -> float:
        """How far the end lies over the start, %."""
        return 100 * (self.end_kg / self.start_kg - 1)


def courses(sessions: pd.DataFrame, band: pd.DataFrame, lifts: Sequence[str], names: Mapping[str, str]) -> list[Course]:
    """The lifts that have a session in these rows of session_strength and strength_band, in the order given."""
    return [
        Course(
            exercise_id=lift,
            name=names.get(lift, lift),
            sessions=sessions[sessions["exercise_id"] == lift].sort_values("started_at"),
            band=band[band["exercise_id"] == lift].sort_values("day"),
        )
        for lift in lifts
        if (band["exercise_id"] == lift).any() and (sessions["exercise_id"] == lift).any()
    ]


def compare(shown: Sequence[Course], *, unit: MassUnit, as_share: bool, gap_days: float) -> go.Figure:
    """A line a lift, its level; sessions as faint markers. In % of each lift's own start (`as_share`), or in `unit`.

    Lines break at breaks of more than `gap_days`. Each marker's customdata begins with its exercise id and day.
    """
    axis = _("% of its own start") if as_share else _("strength ({unit})", unit=unit)
    figure = blank(title(shown), subtitle=_("Lines: levels. Markers: sessions"), y_title=axis, height=430)
    for course, (colour, dash, symbol) in zip(shown, _INK, strict=False):
        _draw_sessions(figure, course, unit, as_share=as_share, colour=colour, symbol=symbol)
        parts = stretches(course.band, gap_days=gap_days)
        figure.add_scatter(
            x=_broken([day_texts(rows["day"]) for rows in parts]),
            y=_broken([_scaled(rows["level_kg"], course, unit, as_share=as_share) for rows in parts]),
            name=literal(legend_words(course)),
            mode="lines",
            line={"color": colour, "width": 3, "dash": dash},
            connectgaps=False,
            hoverinfo="skip",
            legendgroup=course.exercise_id,
        )
    if as_share:
        figure.add_hline(y=100, line={"dash": "dot", "width": 1, "color": theme.GREY})
    figure.update_yaxes(rangemode="normal" if as_share else "tozero", ticksuffix=" %" if as_share else "")
    figure.update_xaxes(nticks=6, tickformat="%-d %b\n%Y")
    figure.update_layout(legend_y=-0.24)
    return figure


def title(shown: Sequence[Course]) -> str:
    """What the lines say: which lift gained most, or lost least."""
    most = max(shown, key=lambda course: course.change_pct)
    change = change_words(most.change_pct)
    if most.change_pct > 0:
        return _("{lift} gained most: {change}", lift=most.name, change=change)
    return _("{lift} lost least: {change}", lift=most.name, change=change)


def legend_words(course: Course) -> str:
    """A lift with what its values are, where they are no estimated maximum, and its change over the period."""
    what = strength_words(course.sessions)
    of_what = "" if what == ONE_RM else f" ({what})"
    return f"{course.name}{of_what}: {change_words(course.change_pct)}"


def change_words(pct: float) -> str:
    """A change with its sign: "+4.2 %"."""
    return f"{round(pct, 1) + 0.0:+.1f} %"


def describe(shown: Sequence[Course], *, unit: MassUnit) -> str:
    """The lines in words: each lift with its level at both ends and its change."""
    return " ".join(
        _(
            "{lift}: {start} on {first_day}, {end} on {last_day}, {change}.",
            lift=course.name,
            start=formats.load(course.start_kg, unit),
            first_day=formats.day(course.band["day"].iloc[0]),
            end=formats.load(course.end_kg, unit),
            last_day=formats.day(course.band["day"].iloc[-1]),
            change=change_words(course.change_pct),
        )
        for course in shown
    )


def records(bests: pd.DataFrame, *, names: Mapping[str, str], unit: MassUnit) -> go.Figure:
    """A row a lift, a mark a best: a star where it is larger than ordinary variation, a ring where it is not.

    `bests` has the rows of personal_bests with the column `what`, what the values are. Each mark's customdata begins
    with its exercise id and day. The lifts with the newest bests are on top; beyond `MOST_ROWS` they are left out.
    """
    lifts = list(bests.sort_values("started_at", ascending=False)["exercise_id"].unique())
    shown = bests[bests["exercise_id"].isin(lifts[:MOST_ROWS])]
    height = _FRAME_PX + _ROW_PX * min(len(lifts), MOST_ROWS)
    place_of = {lift: place for place, lift in enumerate(lifts[:MOST_ROWS][::-1])}
    best_of = _(
        "{records} on {lifts}",
        records=n_("{number} record", "{number} records", len(bests)),
        lifts=n_("{number} lift", "{number} lifts", len(lifts)),
    )
    figure = blank(best_of, subtitle=_("Sessions that beat all before them"), y_title="", height=height)
    for is_beyond, name, marker in (
        (True, _("Larger than ordinary variation"), {"symbol": "star", "size": 13, "color": theme.OCHRE}),
        (
            False,
            _("Within day-to-day variation"),
            {"symbol": "circle-open", "size": 10, "color": theme.BLUE, "line": {"width": 2}},
        ),
    ):
        rows = shown[shown["beyond_ordinary"].astype(bool) == is_beyond]
        if rows.empty:
            continue
        figure.add_scatter(
            x=day_texts(rows["started_at"]),
            y=[place_of[lift] for lift in rows["exercise_id"]],
            name=name,
            mode="markers",
            marker=marker,
            selected=UNDIMMED,
            unselected=UNDIMMED,
            customdata=list(
                zip(
                    rows["exercise_id"],
                    day_texts(rows["started_at"]),
                    [formats.load(kg, unit) for kg in rows["value_kg"]],
                    rows["what"],
                    values(rows["gain_pct"]),
                    set_texts(rows, unit),
                    strict=True,
                )
            ),
            hovertemplate=_(
                "%{x|%-d %b %Y}<br><b>%{customdata[2]}</b>, %{customdata[3]}, %{customdata[4]:+.1f} %<br>"
                "from %{customdata[5]}<extra></extra>"
            ),
        )
    figure.update_yaxes(
        tickvals=list(place_of.values()),
        ticktext=[short(names.get(lift, lift)) for lift in place_of],
        range=[-0.5, len(place_of) - 0.5],
        ticksuffix=" ",
        showgrid=True,
    )
    figure.update_xaxes(nticks=6, tickformat="%-d %b\n%Y")
    figure.update_layout(showlegend=True, legend={"y": -70 / (height - 120)})
    return figure


def describe_records(bests: pd.DataFrame, *, names: Mapping[str, str], unit: MassUnit) -> str:
    """The records in words: how many a lift, and the newest one."""
    if bests.empty:
        return _("No session of this period beat everything before it.")
    last = bests.sort_values("started_at").iloc[-1]
    by_lift = [
        f"{names.get(str(lift), str(lift))} {number}" for lift, number in bests["exercise_id"].value_counts().items()
    ]
    return _(
        "{records}: {by_lift}. The newest: {lift}, {load} on {day}.",
        records=n_("{number} record", "{number} records", len(bests)),
        by_lift=", ".join(by_lift),
        lift=names.get(last["exercise_id"], last["exercise_id"]),
        load=formats.load(last["value_kg"], unit),
        day=formats.day(last["started_at"]),
    )


def _draw_sessions(
    figure: go.Figure, course: Course, unit: MassUnit, *, as_share: bool, colour: str, symbol: str
) -> None:
    rows = course.sessions
    if len(rows) > MOST_MARKERS:
        return
    figure.add_scatter(
        x=day_texts(rows["started_at"]),
        y=_scaled(rows["e1rm_kg"], course, unit, as_share=as_share),
        name=literal(course.name),
        mode="markers",
        marker={"color": colour, "symbol": symbol, "size": 8, "opacity": 0.45},
        selected={"marker": {"opacity": 0.45}},
        unselected={"marker": {"opacity": 0.45}},
        showlegend=False,
        legendgroup=course.exercise_id,
        customdata=[
            [course.exercise_id, day, formats.load(kg, unit), text]
            for day, kg, text in zip(day_texts(rows["started_at"]), rows["e1rm_kg"], set_texts(rows, unit), strict=True)
        ],
        hovertemplate=_(
            "%{x|%-d %b %Y}<br><b>%{customdata[2]}</b> from %{customdata[3]}<extra>%{fullData.name}</extra>"
        ),
    )


def _scaled(column: pd.Series[Any], course: Course, unit: MassUnit, *, as_share: bool) -> list[float | None]:
    return [
        None if kg is None else round(100 * kg / course.start_kg if as_share else mass_in(kg, unit), 3)
        for kg in values(column)
    ]


def _broken(parts: Sequence[list[Any]]) -> list[Any]:
    """The parts as one line with a gap between them."""
    joined: list[Any] = []
    for part in parts:
        joined += [None, *part] if joined else part
    return joined
