"""Data quality: unlikely values to fix or to confirm, what the log can answer yet, what is logged, what was refused."""

import streamlit as st

from analytics.language import _, n_
from ui import quality, quality_report, session
from ui.filters import athlete_control, empty_state, unit_control
from ui.glossary import words_on_this_page
from ui.sufficiency import show_sufficiency
from ui.undo import undo_offer

DOUBTS, ENOUGH, SHARES = _("To look at"), _("What your log can answer yet"), _("What is logged")
REFUSED, ANSWERS = _("Refused lines"), _("Said to be right")

st.title(_("Data quality"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("What may be wrong with your log will stand here"),
        _(
            "Values that are far off your own, workouts that stand twice, dates in the future, lines that could not be "
            "read: each to fix, or to confirm with one click."
        ),
        when=_(
            "Right after an import; loads and reps are questioned after {quality.least_workouts} workouts of a lift."
        ),
    )
    st.stop()
with st.container(horizontal=True, vertical_alignment="bottom"):
    athlete = athlete_control(log.athletes())
    unit = unit_control()
words_on_this_page("rir", "week", "e1rm", "trend")
undo_offer()
quality.answered_offer()
doubts_tab, enough_tab, shares_tab, refused_tab, answers_tab = st.tabs(
    [DOUBTS, ENOUGH, SHARES, REFUSED, ANSWERS], key="tab", bind="query-params"
)

if doubts_tab.open:
    with doubts_tab:
        found = session.doubts(athlete, unit)
        if found:
            what = _(
                "These values were read and count as they are, but they are unlikely. Fix them or say that they are "
                "right; nothing changes without you, and all can be undone."
            )
            how_many = n_("{number} question.", "{number} questions.", len(found))
            st.markdown(f"{how_many} {what}")
            quality.doubt_cards(quality.chosen_doubts(found), log.facts, unit)
        else:
            st.success(_("Nothing in this log looks wrong."), icon=":material/check_circle:")

if enough_tab.open:
    with enough_tab:
        as_of = log.judged_on(session.today(), athlete=athlete)
        show_sufficiency(session.sufficiency(athlete, as_of), log.catalogue)

if shares_tab.open:
    with shares_tab:
        st.markdown(_("How many of your sets carry what the numbers need."))
        quality_report.show_shares(log.shares(athlete), log.facts)

if refused_tab.open:
    with refused_tab:
        files = quality_report.files_with_problems(log.imports(), athlete)
        if files.empty:
            st.success(_("No file was refused a line, and none was skipped."), icon=":material/check_circle:")
        else:
            st.markdown(_("Every row of a file is a set, refused with a reason, or skipped because it is none."))
            quality_report.show_files(files)

if answers_tab.open:
    with answers_tab:
        given = log.confirmations(athlete)
        if given:
            quality.answers(given)
        else:
            st.markdown(_("Nothing yet. What you call right stands here, with its way back."))
