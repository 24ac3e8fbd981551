"""Logbook: every set with where it came from; search, correct, delete, undo."""

import streamlit as st

from ui import exercise_names, logbook, session
from ui.filters import empty_state, filters
from ui.undo import undo_offer
from ui.words import counted

st.title("Logbook", anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        "No sets yet", "Every set you import or type in is listed here, with the file and the line it came from."
    )
    st.stop()
chosen = filters(log)
undo_offer()

search_box, exercise_box = st.columns(2)
search = search_box.text_input("Search", key="q", bind="query-params", placeholder="Exercise, workout or note")
exercises = exercise_names.exercise_choices()
exercise_id = exercise_box.selectbox(
    "Exercise",
    list(exercises),
    index=None,
    format_func=exercises.__getitem__,
    placeholder="All exercises",
    key="exercise",
    bind="query-params",
)

sets = session.sets(
    chosen.athlete,
    from_date=chosen.from_date,
    to_date=chosen.to_date,
    exercise_id=exercise_id,
    search=(search or "").strip(),
)
if sets.empty:
    st.info("No sets here. Try a longer period or another search.")
    st.stop()

pages = -(-len(sets) // logbook.ROWS_A_PAGE)
page = st.pagination(pages, key=f"logbook-page-{pages}") if pages > 1 else 1
first = (page - 1) * logbook.ROWS_A_PAGE
on_page = sets.iloc[first : first + logbook.ROWS_A_PAGE]
judged = log.set_judgements(
    chosen.athlete, from_date=on_page["started_at"].min().date(), to_date=on_page["started_at"].max().date()
)
shown = logbook.grid_rows(on_page, chosen.unit, judged)
of_how_many = f", {first + 1:,} to {first + len(shown):,} shown" if pages > 1 else ""
st.caption(f"{counted(len(sets), 'set')}, newest first{of_how_many}. Double-click a cell to correct it.")

# A new version, page or unit is another table: edits of the old one must not land on its rows.
edited = logbook.edit_grid(shown, chosen.unit, key=f"grid-{log.version}-{page}-{chosen.unit}-{len(sets)}")
changes = logbook.changes_in(shown, edited, chosen.unit)
picked = logbook.picked(edited)

with st.container(horizontal=True):
    st.button(
        f"Save {counted(len(changes), 'changed set')}" if changes else "Save",
        key="save-sets",
        type="primary",
        disabled=not changes,
        on_click=logbook.save_changes,
        args=(changes,),
        icon=":material/save:",
    )
    st.button(
        f"Delete {counted(len(picked), 'set')}" if picked else "Delete",
        key="delete-sets",
        disabled=not picked,
        on_click=logbook.delete_picked,
        args=(picked,),
        icon=":material/delete:",
        help="Tick sets in the first column. Deleting can be undone.",
    )
