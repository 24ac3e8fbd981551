"""Exercises: names to sort out, what each exercise counts for, and all that is the lifter's own."""

import streamlit as st

from analytics.language import _, n_
from ui import exercise_bulk, exercise_decisions, exercise_list, exercise_names, session
from ui.filters import empty_state
from ui.glossary import words_on_this_page

NAMES, ALL, OWN = _("Names to sort out"), _("All exercises"), _("Your own")
ONE_BY_ONE, SEVERAL = _("One by one"), _("Several at once")
PER_PAGE = 10

log = session.open_log()
st.title(_("Exercises"), anchor=False)
words_on_this_page("fractional_set", "hinge", "curl", "side", "lengthened")
exercise_decisions.undo_offer()
names_tab, all_tab, own_tab = st.tabs([NAMES, ALL, OWN], key="tab", bind="query-params")

if names_tab.open:
    with names_tab:
        unknown = session.unrecognised()
        if unknown:
            sets = sum(name.sets for name in unknown)
            st.markdown(
                n_(
                    "{number} name with {sets} that Hindsight does not know. They are in your logbook and count "
                    "nowhere until you say what they are. Nothing is ever guessed.",
                    "{number} names with {sets} that Hindsight does not know. They are in your logbook and count "
                    "nowhere until you say what they are. Nothing is ever guessed.",
                    len(unknown),
                    sets=n_("{number} set", "{number} sets", sets),
                )
            )
            how = st.segmented_control(
                _("Sort out"), [ONE_BY_ONE, SEVERAL], default=ONE_BY_ONE, required=True, key="names-how"
            )
            if how == SEVERAL:
                exercise_bulk.sort_out_several(unknown)
            else:
                page = st.pagination(-(-len(unknown) // PER_PAGE), key="names-page") if len(unknown) > PER_PAGE else 1
                exercise_names.name_choices(unknown[(page - 1) * PER_PAGE : page * PER_PAGE], key="exercises")
        elif log.is_empty():
            empty_state(
                _("Names that nobody knows will appear here"),
                _(
                    "Every app writes exercises in its own way. After an import, the names that Hindsight does not "
                    "know stand here, those with the most sets first, with what they may mean and why."
                ),
                when=_("Right after an import, or with the first set that you type in."),
            )
        else:
            st.markdown(_("Every name in your log is known. New ones will stand here after an import."))

if all_tab.open:
    with all_tab:
        exercise_list.look_closer()
        search = st.text_input(
            _("Search the table"), key="catalogue-q", placeholder=_("Nordic, hinge, hamstrings, cable …")
        )
        exercise_list.catalogue_table(search or "")

if own_tab.open:
    with own_tab:
        catalogue, taught, decisions = log.catalogue, log.mappings(), log.decisions()
        st.header(_("Exercises of your own"), anchor=False)
        if not catalogue.own.exercises:
            st.markdown(_("None yet. Add a lift that Hindsight does not have; your sets of it count at once."))
        exercise_list.own_exercises(catalogue)
        if catalogue.own.muscles:
            st.header(_("Muscles you changed"), anchor=False)
            exercise_list.changed_muscles(catalogue)
        if not taught.empty:
            st.header(_("Names you taught"), anchor=False)
            exercise_decisions.taught_names(taught)
        st.header(_("What you decided"), anchor=False)
        if decisions:
            exercise_decisions.decision_list(decisions)
        else:
            st.markdown(
                _("Nothing yet. Each name, exercise and muscle that you decide about stands here, with its undo.")
            )
