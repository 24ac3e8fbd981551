"""One exercise week by week: the sets of it that counted, and those that did not."""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, n_
from ui import formats, theme
from ui.charts._figure import UNDIMMED, blank, day_texts, label, values, weeks_axis

HARD, OTHER = _("Hard sets"), _("Warm-ups and others, not counted")
_PALE: Final = 0.45


def weekly_sets(weekly: pd.DataFrame, *, name: str, muscle: str, running_week: str | None) -> go.Figure:
    """Bars a week: hard sets in the colour of `muscle`, the main one, and the sets that did not count on top.

    `weekly` has week, hard, other, days and last_day (NaT in weeks without sets), oldest first. Each bar's customdata
    begins with that last day.
    """
    figure = blank(title(full_weeks(weekly, running_week)), subtitle=name, y_title=_("sets a week"), height=320)
    weeks = day_texts(weekly["week"])
    days = ["" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in weekly["last_day"]]
    ink = theme.ink(muscle)
    for column, what, colour, shape in (("hard", HARD, ink.colour, ink.pattern), ("other", OTHER, theme.GREY, "-")):
        if column == "other" and not weekly["other"].any():
            continue
        figure.add_bar(
            x=weeks,
            y=values(weekly[column]),
            name=what,
            marker={
                "color": colour,
                "pattern": {"shape": shape},
                "opacity": [_PALE if week == running_week else 1.0 for week in weeks],
            },
            unselected=UNDIMMED,
            customdata=list(zip(days, weekly["days"], strict=True)),
            hovertemplate=_(
                "Week of %{x|%-d %b %Y}<br><b>%{y:.3~g}</b> on %{customdata[1]} days<extra>%{fullData.name}</extra>"
            ),
        )
    if running_week in weeks and weekly["days"].iloc[-1] > 0:
        label(figure, _("last bar: so far"), y=1, yanchor="top")
        figure.layout.annotations[-1].update(yref="paper")
    weeks_axis(figure, weeks)
    figure.update_layout(legend_y=-0.3, showlegend=True)
    return figure


def full_weeks(weekly: pd.DataFrame, running_week: str | None) -> pd.DataFrame:
    """The weeks that have ended; all where there is no other."""
    ended = weekly[weekly["week"] != pd.Timestamp(running_week)] if running_week else weekly
    return weekly if ended.empty else ended


def title(weekly: pd.DataFrame) -> str:
    """How much there is of it in these weeks: "4.5 hard sets a week, in 20 of 26 weeks"."""
    trained = int((weekly["days"] > 0).sum())
    mean = formats.number(weekly["hard"].mean())
    return _(
        "{mean} hard sets a week, in {trained} of {weeks}",
        mean=mean,
        trained=trained,
        weeks=n_("{number} week", "{number} weeks", len(weekly)),
    )


def describe(weekly: pd.DataFrame, *, name: str, running_week: str | None) -> str:
    """The bars in words: the mean, the weeks with it, and the last week that had any."""
    words = f"{name}: {title(full_weeks(weekly, running_week))}."
    trained = weekly[weekly["days"] > 0]
    if trained.empty:
        return words
    last = trained.iloc[-1]
    return _(
        "{words} Last in the {week}: {hard} hard sets and {other} others on {days}.",
        words=words,
        week=formats.week(last["week"]),
        hard=formats.number(last["hard"], 2),
        other=formats.number(last["other"], 2),
        days=n_("{number} day", "{number} days", int(last["days"])),
    )
