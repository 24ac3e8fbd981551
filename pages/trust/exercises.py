"""Exercises: names to sort out, what each exercise counts for, and all that is the lifter's own."""

import streamlit as st

from ui import exercise_bulk, exercise_decisions, exercise_list, exercise_names, session
from ui.filters import empty_state
from ui.glossary import words_on_this_page
from ui.words import counted

NAMES, ALL, OWN = "Names to sort out", "All exercises", "Your own"
PER_PAGE = 10

log = session.open_log()
st.title("Exercises", anchor=False)
words_on_this_page("fractional_set", "hinge", "curl", "side", "lengthened")
exercise_decisions.undo_offer()
names_tab, all_tab, own_tab = st.tabs([NAMES, ALL, OWN], key="tab", bind="query-params")

if names_tab.open:
    with names_tab:
        unknown = session.unrecognised()
        if unknown:
            sets = sum(name.sets for name in unknown)
            st.markdown(
                f"{counted(len(unknown), 'name')} with {counted(sets, 'set')} that Hindsight does not know. "
                "They are in your logbook and count nowhere until you say what they are. Nothing is ever guessed."
            )
            how = st.segmented_control(
                "Sort out", ["One by one", "Several at once"], default="One by one", required=True, key="names-how"
            )
            if how == "Several at once":
                exercise_bulk.sort_out_several(unknown)
            else:
                page = st.pagination(-(-len(unknown) // PER_PAGE), key="names-page") if len(unknown) > PER_PAGE else 1
                exercise_names.name_choices(unknown[(page - 1) * PER_PAGE : page * PER_PAGE], key="exercises")
        elif log.is_empty():
            empty_state(
                "Names that nobody knows will appear here",
                "Every app writes exercises in its own way. After an import, the names that Hindsight does not know "
                "stand here, those with the most sets first, with what they may mean and why.",
                when="Right after an import, or with the first set that you type in.",
            )
        else:
            st.markdown("Every name in your log is known. New ones will stand here after an import.")

if all_tab.open:
    with all_tab:
        exercise_list.look_closer()
        search = st.text_input("Search the table", key="catalogue-q", placeholder="Nordic, hinge, hamstrings, cable …")
        exercise_list.catalogue_table(search or "")

if own_tab.open:
    with own_tab:
        catalogue, taught, decisions = log.catalogue, log.mappings(), log.decisions()
        st.header("Exercises of your own", anchor=False)
        if not catalogue.own.exercises:
            st.markdown("None yet. Add a lift that Hindsight does not have; your sets of it count at once.")
        exercise_list.own_exercises(catalogue)
        if catalogue.own.muscles:
            st.header("Muscles you changed", anchor=False)
            exercise_list.changed_muscles(catalogue)
        if not taught.empty:
            st.header("Names you taught", anchor=False)
            exercise_decisions.taught_names(taught)
        st.header("What you decided", anchor=False)
        if decisions:
            exercise_decisions.decision_list(decisions)
        else:
            st.markdown("Nothing yet. Each name, exercise and muscle that you decide about stands here, with its undo.")
