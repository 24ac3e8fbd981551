"""The views of the Volume page that look closer: which exercises a muscle's sets came from, and on which days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, cast

import pandas as pd
import streamlit as st

from analytics.language import _, inside
from ui import formats, session, summaries, volume_tables
from ui.charts import volume as charts
from ui.charts import volume_days, volume_sources
from ui.draw import chart, clicked
from ui.volume_asked import CHART_KEY, Asked, list_sets
from ui.words import plain

STRIP_WEEKS: Final = 4
"""Full weeks before the running one in the strip of days: more days than these are too thin for a phone."""
DAY_KEY: Final = "muscle_day"
LIFT_KEY: Final = "lift"


def by_exercise(asked: Asked) -> None:
    """Which exercises gave the muscle its sets over the full weeks of the period, and the sets of one of them."""
    chosen, names = asked.chosen, asked.log.catalogue.exercise_names
    last_day = chosen.last_full_week + timedelta(days=6)
    rows = session.metric("exercise_volume", chosen.athlete, chosen.from_date, last_day)
    parts = volume_sources.shares(rows, muscle=asked.muscle, count=asked.count)
    if parts.empty:
        st.info(
            _(
                "No {counted} for {muscle} in the full weeks of this period.",
                counted=charts.COUNT_WORDS[asked.count],
                muscle=inside(asked.name),
            )
        )
        return
    above = st.container()
    st.header(_("The sets of an exercise"), anchor=False)
    st.caption(_("Click a bar, or choose an exercise here."))
    lift = str(
        st.selectbox(
            _("Exercise"),
            list(parts["exercise_id"]),
            format_func=lambda each: names.get(each, each),
            key=LIFT_KEY,
            bind="query-params",
            width=420,
        )
    )
    st.page_link(
        "pages/insights/exercise.py",
        label=_("Everything about {lift}", lift=plain(names.get(lift, lift))),
        icon=":material/fitness_center:",
        query_params={"exercise": lift},
    )
    when = formats.period(chosen.from_date, last_day)
    title = _("{muscle} from {lift}, {days}", muscle=asked.name, lift=names.get(lift, lift), days=when)
    list_sets(asked, chosen.from_date, last_day, title=title, exercise_id=lift)
    with above:
        chart(
            session.figure(
                volume_sources.share_bars,
                parts,
                muscle=asked.muscle,
                name=asked.name,
                names=names,
                count=asked.count,
                when=when,
                chosen=lift,
            ),
            alt=volume_sources.describe_shares(parts, name=asked.name, names=names, count=asked.count, when=when),
            key=CHART_KEY,
            on_select=_choose_lift,
        )
        st.caption(_("The full weeks of the period above; the week that is running is left out."))


def _choose_lift() -> None:
    """A click on a bar chooses its exercise for the list below; the bar of the rare ones holds none."""
    point = clicked(CHART_KEY)
    if point and point[0]:
        session.remember(LIFT_KEY, point[0])


# days -----------------------------------------------------------------------------------------------------------------


def by_day(asked: Asked) -> None:
    """On which days of the last weeks each muscle was trained, the hours between, and the sets of one session."""
    chosen, facts, muscles, names = asked.chosen, asked.log.facts, asked.muscles, asked.names
    from_date = chosen.last_full_week - timedelta(weeks=STRIP_WEEKS - 1)
    sessions = session.metric("muscle_sessions", chosen.athlete, from_date, chosen.to_date)
    above = st.container()
    st.header(_("The sets of a session"), anchor=False)
    st.caption(_("Click a bar, or choose a day here and a muscle above."))
    day = _day_control(asked, sessions)
    spacing = volume_days.Spacing(facts.number("space.min_hours"), facts.number("space.min_sets"))
    figure = session.figure(
        volume_days.day_strip, sessions, muscles=muscles, names=names, first_day=from_date, last_day=chosen.to_date,
        spacing=spacing, muscle=asked.muscle, chosen_day=day,
    )  # fmt: skip
    alt = volume_days.describe_days(
        sessions, muscles=muscles, names=names, first_day=from_date, last_day=chosen.to_date
    )
    with above:
        numbers = sessions[sessions["muscle"].isin(list(muscles))]
        chart(figure, alt=alt, key=CHART_KEY, on_select=_choose_day, numbers=numbers)
        st.caption(_about_days(spacing, with_running_week=chosen.running_week is not None))
        weekly = session.metric("weekly_hard_sets", chosen.athlete, from_date, chosen.to_date)
        means = session.made(summaries.sessions_a_week, weekly, chosen.last_full_week)
        a_week = {str(muscle): float(mean) for muscle, mean in means.items()}
        volume_tables.rhythm(sessions, muscles=muscles, names=names, a_week=a_week)


def _about_days(spacing: volume_days.Spacing, *, with_running_week: bool) -> str:
    weeks = (
        _("The last four full weeks and the running one, whatever the period above.")
        if with_running_week
        else _("The last four full weeks, whatever the period above.")
    )
    about = _(
        "The higher a bar, the more sets. A line with hours joins two sessions of {least_sets} or more sets less than "
        "{least_hours} h apart: information, not a law.",
        least_sets=formats.number(spacing.least_sets),
        least_hours=formats.number(spacing.least_hours),
    )
    return f"{weeks} {about}"


def _day_control(asked: Asked, sessions: pd.DataFrame) -> date | None:
    of_muscle = sessions[sessions["muscle"] == asked.muscle]
    days = sorted(pd.to_datetime(of_muscle["started_at"]).dt.date.unique(), reverse=True)
    if not days:
        st.info(_("No session of the {muscle} in these weeks.", muscle=inside(asked.name)))
        return None
    day = cast(
        date,
        st.selectbox(_("Session"), days, format_func=formats.day, key=DAY_KEY, bind="query-params", width=240),
    )
    list_sets(asked, day, day, title=f"{asked.name}, {formats.day(day)}")
    return day


def _choose_day() -> None:
    """A click on a bar chooses its muscle and day for the list below."""
    point = clicked(CHART_KEY)
    if point:
        session.remember("muscle", point[0])
        session.remember(DAY_KEY, date.fromisoformat(point[1]))
