"""A year of training days: one cell a day, in strips of half a year, so that a cell stays a cell on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, counted, n_, written
from analytics.model import WeekStart
from ui import formats, theme
from ui.charts._figure import UNDIMMED, blank, many

STRIP_WEEKS: Final = 27
"""Weeks side by side: half a year, and the week that a year has over."""
_STRIP_ROWS: Final = 9
"""Seven days, and room for the names of the months."""
_WEEKDAYS: Final = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


@dataclass(frozen=True, slots=True)
class Cell:
    """How days of one kind are drawn: words for the legend, colour, and size as a share of a day's place."""

    words: str
    colour: str
    size: float


_NO_TRAINING: Final = Cell(_("No training"), theme.translucent(theme.GREY, 0.45), 0.3)
_LEVELS: Final = tuple(
    Cell("", theme.translucent(theme.BLUE, strength), size)
    for strength, size in ((0.35, 0.58), (0.55, 0.7), (0.78, 0.81), (1.0, 0.92))
)
"""A day with more sets is darker and larger, so that colour is never alone."""


@dataclass(frozen=True, slots=True)
class Year:
    """The days that a calendar shows, both ends included, and the day its weeks begin on."""

    first: date
    last: date
    week_start: WeekStart = "monday"

    @property
    def days(self) -> Iterator[date]:
        """All its days in order."""
        return (self.first + timedelta(days=ahead) for ahead in range((self.last - self.first).days + 1))

    def place(self, day: date) -> tuple[int, int]:
        """Column and row of a day, the row counted down from the first day of the first strip's week."""
        before = self.first.weekday() + (self.week_start == "sunday")
        week, row = divmod((day - self.first).days + before % 7, 7)
        strip, column = divmod(week, STRIP_WEEKS)
        return column, strip * _STRIP_ROWS + row

    def days_of(self, days: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame with a column `day` that lie in it."""
        return days[days["day"].between(pd.Timestamp(self.first), pd.Timestamp(self.last))]

    @property
    def strips(self) -> int:
        """Strips that it takes."""
        return self.place(self.last)[1] // _STRIP_ROWS + 1


def calendar(days: pd.DataFrame, year: Year, *, words: str) -> go.Figure:
    """One cell a day: a small one for a day without training, a larger and darker one the more sets it has.

    `days` has one row a training day: day, sets (what is counted), workouts. `words` names what is counted ("leg
    sets"). A training day's customdata is [day as ISO text], which is what a click gives back.
    """
    shown = year.days_of(days)
    figure = blank(
        title_of(shown, words),
        subtitle=_("Click a day for its workout"),
        y_title="",
        height=86 + 17 * _STRIP_ROWS * year.strips,
    )
    sets: dict[date, float] = dict(zip(shown["day"].dt.date, shown["sets"], strict=True))
    hover = {
        day: _hover(day, done, words, workouts)
        for (day, done), workouts in zip(sets.items(), shown["workouts"], strict=True)
    }
    _add_cells(figure, year, {day: _rest(day) for day in year.days if day not in sets}, _NO_TRAINING)
    others = {day: hover[day] for day, done in sets.items() if not done}
    _add_cells(
        figure, year, others, Cell(_("Training without {words}", words=words), theme.translucent(theme.GREY, 0.7), 0.5)
    )
    for cell, (low, high) in zip(_LEVELS, _steps(shown["sets"]), strict=True):
        of_level = {day: hover[day] for day, done in sets.items() if low - 1 < done <= high}
        name = _("{counts} {counted}", counts=_span(low, high), counted=words)
        _add_cells(figure, year, of_level, replace(cell, words=name))
    _label(figure, year)
    return figure


def title_of(shown: pd.DataFrame, words: str) -> str:
    """What a calendar shows, in a line."""
    return n_(
        "{number} day with {counted}, {total} in all",
        "{number} days with {counted}, {total} in all",
        int((shown["sets"] > 0).sum()),
        counted=words,
        total=counted(round(shown["sets"].sum())),
    )


def describe(days: pd.DataFrame, year: Year, *, words: str) -> str:
    """The calendar in words: its days, what was done, and month by month."""
    shown = year.days_of(days)
    months = shown["day"].dt.to_period("M").dt.start_time.value_counts(sort=False)
    said = _(
        "Calendar of {days}: {summary}.", days=formats.period(year.first, year.last), summary=title_of(shown, words)
    )
    if months.empty:
        return said
    pattern = _("MMM y")
    by_month = "; ".join(f"{written(month, pattern)} {number}" for month, number in months.items())
    return said + " " + _("Training days by month: {months_and_days}.", months_and_days=by_month)


def _steps(sets: pd.Series[Any]) -> list[tuple[int, int]]:
    """Spans of whole sets that part the days into levels, equally wide, up to the largest day."""
    width = max(1, ceil(float(sets.max()) / len(_LEVELS))) if len(sets) else 1
    return [(level * width + 1, (level + 1) * width) for level in range(len(_LEVELS))]


def _span(low: int, high: int) -> str:
    return str(low) if low == high else formats.span(low, high)


def _rest(day: date) -> str:
    return _("{day}<br>no training", day=written(day, _("EEE d MMM y")))


def _hover(day: date, sets: float, words: str, workouts: int) -> str:
    return n_(
        "{day}<br>{sets} {counted}, {number} workout",
        "{day}<br>{sets} {counted}, {number} workouts",
        int(workouts),
        day=written(day, _("EEE d MMM y")),
        sets=formats.number(sets),
        counted=words,
    )


def _add_cells(figure: go.Figure, year: Year, hover: Mapping[date, str], cell: Cell) -> None:
    """One trace of cells: bars, since a bar is as wide as its day on every screen and knows a click."""
    if not hover:
        return
    places = [year.place(day) for day in hover]
    figure.add_bar(
        x=many([column for column, __ in places]),
        base=many([-row - cell.size / 2 for __, row in places]),
        y=many([cell.size] * len(places)),
        width=cell.size,
        name=cell.words,
        customdata=None if cell is _NO_TRAINING else many([[day.isoformat()] for day in hover]),
        hovertext=many(list(hover.values())),
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"color": cell.colour, "line": {"width": 0}},
        unselected=UNDIMMED,
    )


def _label(figure: go.Figure, year: Year) -> None:
    """Months above each strip, weekdays beside it; no grid, since the cells are one."""
    january = _("MMM ’yy")
    starts = {place: day for day in year.days if day.day == 1 for place in [year.place(day)]}
    for (column, row), day in starts.items():
        strip = row // _STRIP_ROWS
        figure.add_annotation(
            x=column, y=1.1 - strip * _STRIP_ROWS, text=written(day, january if day.month == 1 else _("MMM")),
            showarrow=False, xanchor="left", font={"size": 11},
        )  # fmt: skip
    named = _WEEKDAYS if year.week_start == "monday" else (_WEEKDAYS[-1], *_WEEKDAYS[:-1])
    rows = [(strip * _STRIP_ROWS + row, named[row]) for strip in range(year.strips) for row in (0, 2, 4)]
    figure.update_yaxes(
        tickvals=[-row for row, __ in rows],
        ticktext=[name for __, name in rows],
        range=[-_STRIP_ROWS * year.strips + 1.4, 2],
        rangemode="normal",
        showgrid=False,
    )
    figure.update_xaxes(visible=False, range=[-0.7, STRIP_WEEKS - 0.3])
    figure.update_layout(barmode="overlay", legend={"y": 0.0, "itemclick": False, "itemdoubleclick": False})
