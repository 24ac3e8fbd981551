"""The section "Left and right": lifts logged a side at a time, whether one side is weaker, and the sets behind it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_
from analytics.units import MassUnit
from ui import formats, session
from ui.basis import basis
from ui.charts import left_right as charts
from ui.draw import chart, clicked, sets_behind
from ui.strength import sets_of

DAY_KEY: Final = "side-day"


def left_right_section(athlete: str, from_date: date, to_date: date, unit: MassUnit) -> None:
    """Draw it for a period; nothing at all for a lifter whose log names no side there."""
    lifts = session.metric("asymmetry", athlete, from_date, to_date)
    if lifts.empty:
        return
    st.header(_("Left and right"), anchor=False)
    names = session.open_log().catalogue.exercise_names
    lift = st.selectbox(
        _("Lift done a side at a time"),
        most_telling_first(lifts),
        format_func=names.__getitem__,
        key="side-lift",
        bind="query-params",
        width=420,
    )
    pairs = session.metric("left_right", athlete, from_date, to_date)
    pairs = pairs[pairs["exercise_id"] == lift]
    if len(pairs):
        chart(
            session.figure(charts.sides_over_time, pairs, name=names[lift], unit=unit),
            alt=charts.describe_sides(pairs, name=names[lift], unit=unit),
            key="sides-chart",
            on_select=_choose_session,
        )
    st.markdown(verdict(lifts[lifts["exercise_id"] == lift].iloc[0], weeks=_weeks()))
    st.caption(
        _("A difference between the sides is common and foretells no injury. Compare it with how much it varies.")
    )
    if len(pairs):
        _session_sets(athlete, lift, names[lift], pairs, unit)
    st.page_link(
        "pages/log/logbook.py",
        label=_("All sets of this lift in the logbook"),
        icon=":material/list:",
        query_params={**st.query_params.to_dict(), "exercise": names[lift]},
    )
    basis("asymmetry", key="asymmetry")


def _choose_session() -> None:
    """A click on a point lists the sets of its day below."""
    point = clicked("sides-chart")
    if point:
        session.remember(DAY_KEY, date.fromisoformat(point[1]))


def _session_sets(athlete: str, lift: str, name: str, pairs: pd.DataFrame, unit: MassUnit) -> None:
    """The sets of both sides in a session, clicked in the chart or chosen here."""
    log = session.open_log()
    days = sorted(pd.to_datetime(pairs["day"]).dt.date.unique(), reverse=True)
    day = st.selectbox(
        _("Session (click a point, or choose)"),
        days,
        format_func=formats.day,
        key=DAY_KEY,
        bind="query-params",
        width=280,
    )
    muscles = log.catalogue.muscle_names
    credits = session.set_credits(athlete, day, day)
    sets_behind(
        sets_of(credits, lift, muscles=muscles),
        title=f"{name}, {formats.day(day)}",
        unit=unit,
        muscle_names=muscles,
        key="sides-sets",
    )


def most_telling_first(lifts: pd.DataFrame) -> list[str]:
    """The lifts of the metric asymmetry: those with most paired sessions first, then by id."""
    ordered = lifts.sort_values(["pairs", "exercise_id"], ascending=[False, True])
    return [str(lift) for lift in ordered["exercise_id"]]


def verdict(row: pd.Series[Any], *, weeks: float) -> str:
    """What a row of the metric asymmetry says, in one or two sentences."""
    if row["level"] == "too_little_data":
        return _("Not enough to compare the sides yet: {missing}.", missing=row["missing"])
    mean, spread = (formats.percent(float(row[column]) / 100, 1) for column in ("mean_asym_pct", "difference_sd_pct"))
    sessions = _(
        "{sessions} of the last {weeks} weeks",
        sessions=n_("{number} session", "{number} sessions", int(row["pairs"])),
        weeks=f"{weeks:g}",
    )
    if row["weaker"] == "varies":
        return _(
            "No side is the weaker one: it changes from session to session ({sessions}, {percent} apart on average).",
            sessions=sessions,
            percent=mean,
        )
    if row["weaker"] == "even":
        return _("Both sides are even in all {sessions}.", sessions=sessions)
    said = {"sessions": sessions, "mean": mean, "spread": spread}
    weaker = (
        _(
            "The left side was weaker in all {sessions}, by {mean} on average; the difference varies by {spread}.",
            **said,
        )
        if row["weaker"] == "left"
        else _(
            "The right side was weaker in all {sessions}, by {mean} on average; the difference varies by {spread}.",
            **said,
        )
    )
    return f"{weaker} {_what_to_do(str(row['level']), str(row['weaker']))}"


_EASY_START: Final = {
    "left": _("Start with the left side and give it one extra set; add no reps on the other."),
    "right": _("Start with the right side and give it one extra set; add no reps on the other."),
}


def _what_to_do(level: str, weaker: str) -> str:
    if level == "ok":
        return _("That is within what is usual, or no more than it varies by itself.")
    start = _EASY_START[weaker]
    if level == "watch":
        return _("Worth watching. {how_to_start}", how_to_start=start)
    return _(
        "**A clear difference.** {how_to_start} If one leg is much weaker or tighter, or it hurts, have it looked at.",
        how_to_start=start,
    )


def _weeks() -> float:
    return session.open_log().facts.number("asym.window_weeks")
