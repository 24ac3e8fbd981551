"""Volume: hard sets a week in six views, the sets behind each bar, cell and day, and how they were spread."""

import streamlit as st

from analytics.language import _
from ui import formats, session, volume_tables
from ui.basis import basis
from ui.filters import empty_state, filters, nothing_counts
from ui.glossary import words_on_this_page
from ui.volume_asked import DAYS, SOURCES, controls
from ui.volume_details import by_day, by_exercise
from ui.volume_weeks import by_week

st.title(_("Volume"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("Your hard sets a week will appear here"),
        _("Bars for every week and muscle, your range for each, and a click from any bar to the sets behind it."),
    )
    st.stop()

chosen = filters(log)
words_on_this_page("hard_set", "fractional_set", "week", "floor", "range", "rir")
period = (chosen.athlete, chosen.from_date, chosen.to_date)
weekly = session.metric("weekly_hard_sets", *period)
if nothing_counts(weekly):
    st.stop()
asked = controls(log, chosen)
if asked.view == SOURCES:
    by_exercise(asked)
elif asked.view == DAYS:
    by_day(asked)
else:
    by_week(asked)

week, names = chosen.last_full_week, log.catalogue.muscle_names
st.header(_("All muscles"), anchor=False)
st.caption(
    _(
        "As of the {week}. Sets are fractional unless a column says direct; the range is for fractional sets. Ranges "
        "are averages, not laws.",
        week=formats.week(week),
    )
)
volume = session.metric("muscle_volume", *period)
volume_tables.all_muscles(volume, weekly, week=week, muscle_names=names)

st.header(_("Sessions, reps and effort"), anchor=False)
spacing = session.metric("session_spacing", *period)
volume_tables.spacing(spacing, asked.muscle, name=asked.name, facts=log.facts)
st.caption(_("Reps and effort in the four weeks up to the {week}.", week=formats.week(week)))
volume_tables.reps(session.metric("rep_ranges", *period), week=week)
volume_tables.effort(session.metric("effort_targets", *period), week=week)

basis(
    "weekly_hard_sets", "muscle_volume", "exercise_volume", "muscle_sessions", "session_spacing", "rep_ranges",
    "effort_targets", key="volume",
)  # fmt: skip
