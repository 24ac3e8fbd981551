"""Overview: this week so far, the last full week, four headline numbers, and what stands out."""

from datetime import timedelta

import streamlit as st

from ui import findings as cards
from ui import formats, session, summaries
from ui.basis import basis, own_thresholds_line
from ui.filters import empty_state, filters
from ui.nudge import nudge
from ui.words import plain

OF_THE_NUMBERS = (
    "muscle_volume",
    "quad_posterior_ratio",
    "hinge_curl_balance",
    "strength_trend",
    "session_strength",
)

st.title("Overview", anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        "Your week at a glance will appear here",
        "Hard sets of the back of your legs, how they compare with your quads, which lifts are rising, "
        "and up to three things to do next week.",
    )
    st.stop()

chosen = filters(log)
last_full_day = chosen.last_full_week + timedelta(days=6)
found = session.findings(chosen.athlete, chosen.as_of)

warning = cards.quad_warning(found)
if warning:
    st.warning(plain(warning.step), title=plain(warning.headline), icon=":material/warning:")

muscle_names, exercise_names = summaries.muscle_names(log.catalogue), summaries.exercise_names(log.catalogue)
nudge(chosen.athlete, chosen.as_of, names=exercise_names)

last_week, running_week = chosen.shown_last_week, chosen.shown_running_week
weekly = session.weekly_sets(chosen.athlete, chosen.from_date, chosen.to_date)
recent = session.sets(chosen.athlete, from_date=last_week, to_date=chosen.to_date)
with st.grid(2, min_column_width=300):
    with st.container(border=True):
        st.markdown(f"**Last full week** ({formats.week(last_week)})")
        workouts = summaries.workouts_in(recent, last_week)
        st.markdown(summaries.week_line(weekly, last_week, workouts=workouts, muscle_names=muscle_names))
    if running_week:
        with st.container(border=True):
            st.markdown(f"**This week so far** ({formats.week(running_week)})")
            workouts = summaries.workouts_in(recent, running_week)
            st.markdown(summaries.week_line(weekly, running_week, workouts=workouts, muscle_names=muscle_names))
            st.caption("A running week is never judged.")
if chosen.week_start == "sunday":
    st.caption("Your weeks here begin on Sunday. The numbers and hints below look at weeks from Monday to Sunday.")

numbers = summaries.headlines(
    *(session.metric(name, chosen.athlete, chosen.from_date, last_full_day) for name in OF_THE_NUMBERS),
    exercise_names,
)
st.header("In four numbers", anchor=False)
st.caption(f"Up to the {formats.week(chosen.last_full_week)}; the lines show the period chosen above.")
with st.grid(4, min_column_width=230):
    for number in numbers:
        st.metric(
            number.label,
            number.value,
            number.note,
            delta_color="blue",
            delta_arrow="off",
            chart_data=list(number.course) or None,
            help=number.explanation,
            border=True,
            height="stretch",
        )

with st.container(horizontal=True):
    st.page_link("pages/insights/volume.py", label="Sets behind the hamstring number", icon=":material/list:")
    st.page_link("pages/insights/balance.py", label="Sets behind ratio and curls", icon=":material/list:")
    st.page_link("pages/insights/strength.py", label="Sessions behind the lifts", icon=":material/list:")

own_thresholds_line(log.facts)
basis("weekly_hard_sets", *OF_THE_NUMBERS, key="overview")

st.header("What stands out", anchor=False)
st.caption("From full weeks only. Each is a hint, never a verdict; open “Why?” for the numbers and the source.")
cards.show_findings(found, log.facts, names=muscle_names | exercise_names, athlete=chosen.athlete, unit=chosen.unit)
st.page_link("pages/plan/next_week.py", label="Next week's plan answers them", icon=":material/event_upcoming:")
