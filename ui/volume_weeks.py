"""The views of the Volume page that look at weeks: bars and cells, and the sets of one muscle in one week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _
from ui import formats, session
from ui.charts import volume as charts
from ui.charts import volume_cells, volume_panels
from ui.charts.finished import Finished
from ui.draw import chart, clicked
from ui.filters import choose_week, pick_week
from ui.volume_asked import CELLS, CHART_KEY, EVERY, ONE, STACKED, Asked, list_sets


def by_week(asked: Asked) -> None:
    """Bars or cells of weeks, and the sets of one muscle in one week."""
    above = st.container()
    bars, running_week, last_full_week = _bars_of(asked)
    st.header(_("The sets behind a bar") if asked.view != CELLS else _("The sets behind a cell"), anchor=False)
    st.caption(
        _("Click one, or choose a week here and a muscle above. Each set says what it counts, or why it does not.")
    )
    weeks = sorted(pd.to_datetime(bars["week"]).dt.date.unique())
    week = pick_week(weeks, default=last_full_week, label=_("Week (its first day)"))
    list_sets(asked, week, week + timedelta(days=6), title=f"{asked.name}, {formats.week(week)}")
    running = running_week.isoformat() if running_week else None
    with above:
        figure, alt = _WEEKS[asked.view](asked, bars, week.isoformat(), running, last_full_week.isoformat())
        chart(figure, alt=alt, key=CHART_KEY, on_select=_choose_week, numbers=_numbers(asked, bars))
        st.caption(_about(asked))


def _bars_of(asked: Asked) -> tuple[pd.DataFrame, date | None, date]:
    """The weekly sets of the view, its running week and its last full one. Stacked bars judge nothing, so they may
    stand by the lifter's own weeks; a range is for ISO weeks.
    """
    chosen = asked.chosen
    if asked.view == STACKED:
        bars = session.weekly_sets(chosen.athlete, chosen.from_date, chosen.to_date)
        return bars, chosen.shown_running_week, chosen.shown_last_week
    return asked.metric("weekly_hard_sets"), chosen.running_week, chosen.last_full_week


def _stacked(asked: Asked, bars: pd.DataFrame, week: str, running: str | None, last: str) -> tuple[Finished, str]:
    muscles, names, count = asked.muscles, asked.names, asked.count
    return (
        session.figure(
            charts.weekly_stack, bars, muscles=muscles, names=names, count=count, running_week=running, chosen_week=week
        ),
        session.made(
            charts.describe_weekly_stack, bars, muscles=muscles, names=names, count=count, last_full_week=last
        ),
    )


def _one(asked: Asked, bars: pd.DataFrame, week: str, running: str | None, last: str) -> tuple[Finished, str]:
    rows = _with_direct(asked, bars)
    rows = rows[rows["muscle"] == asked.muscle]
    return (
        session.figure(
            charts.one_muscle, rows, muscle=asked.muscle, name=asked.name, running_week=running, chosen_week=week
        ),
        session.made(charts.describe_one_muscle, rows, name=asked.name, last_full_week=last),
    )


def _every(asked: Asked, bars: pd.DataFrame, week: str, running: str | None, last: str) -> tuple[Finished, str]:
    del week
    rows = _with_direct(asked, bars)
    names, count = asked.names, asked.count
    return (
        session.figure(
            volume_panels.small_multiples,
            rows,
            muscles=asked.muscles,
            names=names,
            count=count,
            last_full_week=last,
            running_week=running,
        ),
        session.made(
            volume_panels.describe_small_multiples,
            rows,
            muscles=asked.muscles,
            names=names,
            count=count,
            last_full_week=last,
        ),
    )


def _cells(asked: Asked, bars: pd.DataFrame, week: str, running: str | None, last: str) -> tuple[Finished, str]:
    del running, last
    muscles, names = asked.muscles, asked.names
    if asked.count == "direct_sets":
        return (
            session.figure(
                volume_cells.direct_heatmap, bars, muscles=muscles, names=names, muscle=asked.muscle, chosen_week=week
            ),
            session.made(volume_cells.describe_direct_heatmap, bars, muscles=muscles, names=names),
        )
    volume = asked.metric("muscle_volume")
    return (
        session.figure(
            volume_cells.heatmap, volume, muscles=muscles, names=names, muscle=asked.muscle, chosen_week=week
        ),
        session.made(volume_cells.describe_heatmap, volume, muscles=muscles, names=names),
    )


_WEEKS: Final[dict[str, Callable[[Asked, pd.DataFrame, str, str | None, str], tuple[Finished, str]]]] = {
    STACKED: _stacked,
    ONE: _one,
    EVERY: _every,
    CELLS: _cells,
}


def _with_direct(asked: Asked, bars: pd.DataFrame) -> pd.DataFrame:
    """muscle_volume with the direct sets of weekly_hard_sets beside it."""
    return asked.metric("muscle_volume").merge(bars[["week", "muscle", "direct_sets"]], on=["week", "muscle"])


def _numbers(asked: Asked, bars: pd.DataFrame) -> pd.DataFrame | None:
    """Weeks by muscles, where cells or many small charts do not hold them so; None where the chart itself does."""
    if asked.view not in (CELLS, EVERY):
        return None
    shown = charts.recent(bars[bars["muscle"].isin(list(asked.muscles))])
    table = shown.pivot(index="week", columns="muscle", values=asked.count)[list(asked.muscles)]
    return table.rename(columns=asked.names).rename_axis(index=_("Week"), columns=None).reset_index()


def _about(asked: Asked) -> str:
    if asked.view == ONE:
        return _("The whole bar, the line, your range and the marks are fractional hard sets a week.")
    if asked.view in (EVERY, CELLS):
        return _about_small(asked)
    if asked.chosen.week_start == "sunday":
        return _("These bars begin on Sunday. The tables and ranges below look at weeks from Monday to Sunday.")
    return _("Stacked bars are for comparing weeks. A muscle's range stands in the views beside this one.")


def _about_small(asked: Asked) -> str:
    """What many small charts or cells show, and that they show a year of it at most."""
    about = {
        (EVERY, "hard_sets"): _("Fractional sets; the number beside a name is its four-week mean against your range."),
        (EVERY, "direct_sets"): _("Direct sets. Ranges are made for fractional sets, so none is drawn here."),
        (CELLS, "hard_sets"): _("Fractional sets of each week alone; a single week outside its range means little."),
        (CELLS, "direct_sets"): _(
            "Direct sets. Ranges are made for fractional sets, so the colour is the number alone."
        ),
    }[asked.view, asked.count]
    if (asked.chosen.to_date - asked.chosen.from_date).days / 7 <= charts.MOST_WEEKS:
        return about
    return about + " " + _("So many bars are drawn for the last {weeks} weeks alone.", weeks=charts.MOST_WEEKS)


def _choose_week() -> None:
    """A click on a bar or cell chooses its muscle and week for the list below."""
    point = clicked(CHART_KEY)
    if point:
        session.remember("muscle", point[0])
        choose_week(point[1])
