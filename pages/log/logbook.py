"""Logbook: every set with where it came from; search, correct, add, delete, undo, take along."""

import streamlit as st

from analytics.language import _, n_
from analytics.model import FIRST_DAY, LAST_DAY
from ui import exercise_names, logbook, logbook_actions, session, set_origin, take_away
from ui.buttons import filled_button
from ui.exercise_page import exercise_link
from ui.filters import empty_state, filters
from ui.glossary import words_on_this_page
from ui.undo import undo_offer

st.title(_("Logbook"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("No sets yet"), _("Every set you import or type in is listed here, with the file and the line it came from.")
    )
    st.stop()
chosen = filters(log)
words_on_this_page("hard_set", "rir", "side")
undo_offer()

exercises, muscles = exercise_names.exercise_choices(), log.catalogue.muscle_names
with st.grid(5, min_column_width=170):
    search = st.text_input(_("Search"), key="q", bind="query-params", placeholder=_("Exercise, workout or note"))
    exercise_id = st.selectbox(
        _("Exercise"), list(exercises), index=None, format_func=exercises.__getitem__,
        placeholder=_("All exercises"), key="exercise", bind="query-params",
    )  # fmt: skip
    muscle = st.selectbox(
        _("Muscle"), list(muscles), index=None, format_func=muscles.__getitem__,
        placeholder=_("All muscles"), key="of_muscle", bind="query-params",
    )  # fmt: skip
    day = st.date_input(
        _("Day"), None, FIRST_DAY, LAST_DAY, key="day", bind="query-params", format="YYYY-MM-DD",
        help=_("One day instead of the period above"),
    )  # fmt: skip
    file = st.selectbox(
        _("File"), log.files(chosen.athlete), index=None, format_func=lambda name: logbook.PLACE_WORDS.get(name, name),
        placeholder=_("All files"), key="file", bind="query-params",
    )  # fmt: skip

wanted = logbook.Wanted(
    chosen.athlete,
    {
        "from_date": day or chosen.from_date,
        "to_date": day or chosen.to_date,
        "exercise_id": exercise_id,
        "muscle": muscle,
        "search": (search or "").strip(),
        "file": file,
    },
)
if exercise_id:
    exercise_link(exercise_id, _("Everything about {exercise}", exercise=exercises[exercise_id]))
page_of = st.container()
on_page = wanted.page(logbook.page_asked_for(wanted))
if on_page.empty:
    st.info(_("No sets here. Try a longer period, another day or another search."))
    st.stop()

found = int(on_page["found_in_all"].iloc[0])
with page_of:
    logbook.pages(found)
judged = session.set_judgements(chosen.athlete, on_page["started_at"].min().date(), on_page["started_at"].max().date())
with st.container(horizontal=True, vertical_alignment="center"):
    is_all = st.toggle(n_("Pick all {number} set", "Pick all {number} sets", found), key="pick-all")
    how = _("Double-click a cell to correct it; tick a set to see its line in the file, to change or to delete it.")
    st.caption(f"{logbook.which_of(found, len(on_page))} {how}", width="content")

rows = logbook.grid_rows(on_page, chosen.unit, judged, is_picked=is_all)
said_of_edits, key = st.container(), logbook.grid_key(rows, chosen.unit)
edited = logbook.edit_grid(rows, chosen.unit, key=key)
changes = logbook.changes_in(rows, edited, chosen.unit)
with said_of_edits:
    logbook.say_what_is_gone(key, len(changes))
picked = logbook.picked(edited, wanted, found=found, is_all=is_all)

with st.container(horizontal=True):
    filled_button(
        n_("Save {number} changed set", "Save {number} changed sets", len(changes)) if changes else _("Save"),
        icon=":material/save:",
        disabled=not changes,
        key="save-sets",
        on_click=logbook.save_changes,
        args=(changes,),
    )
    logbook_actions.actions(picked)
    logbook_actions.add_form(wanted, on_page.iloc[0].to_dict(), chosen.unit)
for set_id in logbook.looked_at(picked):
    set_origin.show(set_id, chosen.unit, with_link=False)

st.header(_("Take it along"), anchor=False)
with st.container(horizontal=True):
    logbook.sets_file(wanted, chosen.unit)
    take_away.log_files()
take_away.about_log_files()
