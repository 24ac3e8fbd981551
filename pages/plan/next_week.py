"""Next week: the plan session by session, what it changes and why, and which findings it settles."""

import streamlit as st

from analytics.language import _
from analytics.review.plan_words import IN_BRACKETS
from ui import plan as page
from ui import plan_done, plan_draft, session, settings
from ui.filters import empty_state
from ui.glossary import words_on_this_page
from ui.plan_sessions import session_cards

st.title(_("Next week"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("The plan of your next week will appear here"),
        _(
            "Your own sessions with sets, reps, rests and loads, changed as little as settles what the findings say, "
            "and a reason for each change."
        ),
        when=_(
            "After one full week with strength training; your usual week is read from the last {plan.look_back_weeks}."
        ),
    )
    st.stop()

asked = page.bar(log)
settings.undo_line()
plan_draft.undo_line()
shown = plan_draft.draft(asked)
plan, facts = shown.plan, log.facts
muscle_names, exercise_names = log.catalogue.muscle_names, log.catalogue.exercise_names

page.opening(plan, exercise_names)
if not plan.sessions:
    page.without_sessions(plan)
    st.stop()
words_on_this_page("hard_set", "rir", "range", "hinge", "curl", "deload")
page.keeping(shown)
plan_done.section(asked, exercise_names)

left, right = st.columns([3, 2], gap="large")
with left:
    page.claims(plan, session.findings(asked.athlete, asked.on))
with right:
    page.sets_of_week(session.outlook(plan, asked.on, weeks=1), muscle_names, on=asked.on)

st.subheader(_("Sessions"), anchor=False)
st.caption(IN_BRACKETS)
session_cards(shown, exercise_names, facts=facts)

page.every_change(plan, exercise_names, facts)
page.notes(plan)
page.take_along(plan, asked.unit)
page.ways_on()
