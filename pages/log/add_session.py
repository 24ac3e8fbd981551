"""Log a session: by hand, on a phone, set by set."""

import streamlit as st

from ui import session, set_entry
from ui.filters import athlete_control, unit_control
from ui.import_choices import own_athletes
from ui.undo import undo_offer
from ui.words import counted

st.title("Log a session", anchor=False)
athletes = own_athletes()
undo_offer()

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.datetime_input(
        "Started",
        session.now(),
        key="entry-when",
        persist_state="session",
        width=220,
        required=True,
        format="YYYY-MM-DD",
    )
    st.text_input("Workout", key="entry-workout", persist_state="session", placeholder="Lower A", width=220)
    unit = unit_control()
    athlete = athlete_control(athletes)

exercise = set_entry.pick_exercise(athlete)
if exercise:
    with st.container(border=True):
        set_entry.show_last_time(athlete, exercise, unit)
        set_entry.entry_form(exercise, unit)

sets = set_entry.draft().sets
if sets:
    st.header("This session", anchor=False)
    set_entry.show_draft(unit)
    with st.container(horizontal=True):
        st.button(
            f"Save {counted(len(sets), 'set')}",
            key="save-session",
            type="primary",
            on_click=set_entry.save_session,
            args=(athlete,),
            icon=":material/save:",
        )
        st.button("Discard", key="discard-session", on_click=set_entry.discard_session, type="tertiary")
elif set_entry.discarded_sets():
    st.button(
        f"Bring back {counted(set_entry.discarded_sets(), 'discarded set')}",
        key="bring-back",
        on_click=set_entry.bring_back,
        icon=":material/undo:",
    )
