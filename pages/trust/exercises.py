"""Exercises: names that nobody knows yet, what you taught, and the whole catalogue."""

import streamlit as st

from ui import exercise_list, exercise_names, session
from ui.undo import undo_offer
from ui.words import counted

log = session.open_log()
unknown = log.unrecognised()
taught = log.mappings()

st.title("Exercises", anchor=False)
undo_offer()

st.header("Names to teach", anchor=False)
if unknown:
    sets = sum(name.sets for name in unknown)
    st.markdown(
        f"{counted(len(unknown), 'name')} with {counted(sets, 'set')} that Hindsight does not know. "
        "They are in your logbook and count nowhere until you say what they are. Nothing is ever guessed."
    )
    page = st.pagination(-(-len(unknown) // 10), key="names-page") if len(unknown) > 10 else 1
    exercise_names.name_choices(unknown[(page - 1) * 10 : page * 10], key="exercises")
else:
    st.markdown("Every name in your log is known.")

if not taught.empty:
    st.header("What you taught", anchor=False)
    exercise_list.taught_names(taught)

st.header("The catalogue", anchor=False)
search = st.text_input("Search the catalogue", key="catalogue-q", placeholder="Nordic, hinge, hamstrings …")
exercise_list.catalogue_table(search or "")
