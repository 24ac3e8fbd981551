"""Log a session: at the gym, on a phone, set by set; from the plan, from a past session, or from nothing."""

import streamlit as st

from analytics.language import _
from ui import gym_draft, gym_plates, gym_session, gym_start, session
from ui.filters import athlete_control, unit_control
from ui.glossary import words_on_this_page
from ui.import_choices import own_athletes
from ui.undo import undo_offer
from ui.words import plain

if not session.may_change():
    st.title(_("Log a session"), anchor=False)
    st.info(_("Only the lifter logs sessions here. What was logged is on the Logbook page."))
    st.stop()

heading = st.container(gap=None)
athlete = athlete_control(own_athletes())
draft = gym_draft.current(athlete)
exercise = gym_draft.at_hand(draft, athlete)
gym_draft.say_what_others_did(draft, athlete)
undo_offer()
gym_draft.undo_line(athlete)
page = st.container(width="stretch" if exercise else gym_session.COLUMN)
about = st.expander(
    _("Date, name, unit, plates"), key="about-session", icon=":material/settings:", width=gym_session.COLUMN
)

with about:
    if exercise:
        gym_session.about(draft, athlete)
    unit = unit_control()
    gym_plates.rack_settings(unit)
    words_on_this_page("rir", "hard_set", "e1rm")
with heading:
    st.title(plain(exercise.name) if exercise else _("Log a session"), anchor=False)
    if exercise:
        st.caption(plain(gym_session.progress_words(draft)))
with page:
    if exercise:
        gym_session.under_way(draft, exercise, athlete, unit)
    else:
        gym_start.ways_to_start(athlete)
