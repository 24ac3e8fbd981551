"""Strength: one lift, bests by reps, lifts beside each other, records, deadlift and squat, all lifts; a tab each."""

import streamlit as st

from analytics.language import _
from ui import session, strength, strength_views
from ui.exercise_page import come_back
from ui.filters import empty_state, filters
from ui.glossary import words_on_this_page
from ui.usual import what_is_usual
from ui.words import plain

st.title(_("Strength"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("Your lifts will appear here"),
        _(
            "Each session's strength with how far off it may be, the trend of the last weeks with its range, your "
            "bests by reps, your records, and lifts beside each other."
        ),
        when=_(
            "A session's strength and your best loads from the first set on; the trend of a lift after "
            "{trend.min_sessions} sessions over {trend.min_span_days} days."
        ),
    )
    st.stop()

come_back(*strength_views.CHOICES)
chosen = filters(log)
if log.lifter.bodyweight_kg is None:
    logged = session.sets(chosen.athlete, from_date=chosen.from_date, to_date=chosen.to_date)["exercise_id"].dropna()
    waiting = strength.without_bodyweight(logged.unique(), log.catalogue)
    if waiting:
        st.caption(plain(waiting))
        st.page_link("pages/trust/settings.py", label=_("Give it in Settings"), icon=":material/tune:")

words_on_this_page("e1rm", "rir", "trend", "interval")
strength_views.views(log, chosen)
what_is_usual(log.facts, log.lifter.level)
