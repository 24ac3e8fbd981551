"""Import: first run, the uploader, what was understood of each file, and every change with its way back."""

import streamlit as st

from analytics.language import _
from ui.export_steps import where_to_find_it
from ui.first_insight import first_insight
from ui.first_run import is_first_run, sample_notice, welcome
from ui.import_history import history
from ui.import_outcomes import close_outcomes, outcomes
from ui.import_progress import show_imports
from ui.import_report import show_outcome
from ui.imports import import_form

first_run = is_first_run()
latest = outcomes()

st.title(_("What your log says in hindsight") if first_run else _("Import"), anchor=False)
if first_run:
    welcome()
sample_notice()
show_imports()

if latest:
    is_first = first_insight(latest)
    st.header(_("What was understood"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        if not is_first and any(outcome.report for outcome in latest):
            st.page_link(
                "pages/insights/overview.py", label=_("See what the log says"), icon=":material/arrow_forward:"
            )
        st.button(_("Close these reports"), key="close-outcomes", on_click=close_outcomes, type="tertiary")
    for outcome in latest:
        show_outcome(outcome)

st.header(_("Drop your export") if first_run else _("Bring in a file"), anchor=False)
import_form()
where_to_find_it(expanded=first_run)

if not first_run:
    st.header(_("What changed the log"), anchor=False)
    history()
