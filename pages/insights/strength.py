"""Strength: one lift, bests by reps, lifts beside each other, records, deadlift and squat, all lifts; a tab each."""

import streamlit as st

from ui import session, strength, strength_views
from ui.filters import empty_state, filters
from ui.glossary import words_on_this_page
from ui.usual import what_is_usual
from ui.words import plain

VIEWS = {
    "One lift": strength_views.one_lift,
    "Bests by reps": strength_views.by_reps,
    "Compare": strength_views.compare,
    "Records": strength_views.records,
    "Deadlift and squat": strength_views.deadlift_and_squat,
    "All lifts": strength_views.all_lifts,
}

st.title("Strength", anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        "Your lifts will appear here",
        "Each session's strength with how far off it may be, the trend of the last weeks with its range, your bests by "
        "reps, your records, and lifts beside each other.",
        when="A session's strength and your best loads from the first set on; the trend of a lift after "
        "{trend.min_sessions} sessions over {trend.min_span_days} days.",
    )
    st.stop()

chosen = filters(log)
if log.lifter.bodyweight_kg is None:
    logged = session.sets(chosen.athlete, from_date=chosen.from_date, to_date=chosen.to_date)["exercise_id"].dropna()
    waiting = strength.without_bodyweight(logged.unique(), log.catalogue)
    if waiting:
        st.caption(plain(waiting))
        st.page_link("pages/trust/settings.py", label="Give it in Settings", icon=":material/tune:")

words_on_this_page("e1rm", "rir", "trend", "interval")
for tab, draw in zip(st.tabs(list(VIEWS), key="view", bind="query-params"), VIEWS.values(), strict=True):
    if tab.open:  # the others cost nothing
        with tab:
            draw(log, chosen)
what_is_usual(log.facts, log.lifter.level)
