"""Exercise: everything about one lift, chosen by its id in the address: what it trains, its weeks, strength, bests,
sessions, notes and names, its place in the plan, and what may take its place.
"""

import streamlit as st

from analytics.language import _
from ui import exercise_page, session
from ui.basis import basis
from ui.filters import empty_state, filters
from ui.glossary import words_on_this_page

st.title(_("Exercise"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("Everything about one lift will appear here"),
        _(
            "What it trains and how it is counted, how often you do it, its strength and bests, your "
            "last sessions set by set, your notes, and what may take its place."
        ),
        when=_(
            "From the first set on; the trend of a lift after {trend.min_sessions} sessions over "
            "{trend.min_span_days} days."
        ),
    )
    st.stop()

chosen = filters(log)
exercise = log.catalogue.exercise(exercise_page.pick_exercise(log, chosen.athlete))
words_on_this_page("hard_set", "fractional_set", "rir", "e1rm", "lengthened", "side")
exercise_page.what_it_is(log, exercise)
ever = session.sets(chosen.athlete, to_date=chosen.to_date, exercise_id=exercise.id)
if ever.empty:
    st.info(_("You have not logged it yet. Its weeks, bests and sessions stand here from the first set on."))
else:
    weekly = exercise_page.weeks_of_it(chosen, ever)
    exercise_page.cards(
        ever, weekly, chosen, today=session.today(), level=exercise_page.level_words(chosen, exercise.id)
    )
    exercise_page.in_the_plan(log, chosen, exercise)
    exercise_page.weekly_chart(log, chosen, exercise, weekly)
    exercise_page.strength_chart(log, chosen, exercise)
    exercise_page.bests(chosen, exercise, ever)
    exercise_page.sessions_of_it(log, chosen, exercise, ever)
    exercise_page.notes_and_names(ever)
exercise_page.instead(log, chosen, exercise, log.catalogue.exercise_names)
basis("session_strength", "strength_trend", "rep_maxima", key="exercise")
