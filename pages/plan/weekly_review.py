"""Weekly review: a week in five sentences, what changed and whether that is more than noise, and the week to come."""

from datetime import timedelta

import streamlit as st

from analytics.language import _
from analytics.plans import wording
from ui import formats, session, take_away
from ui import weekly_review as page
from ui.basis import own_thresholds_line
from ui.filters import athlete_control, empty_state, unit_control
from ui.glossary import words_on_this_page

st.title(_("Weekly review"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("The review of your last week will stand here"),
        _(
            "The week in five sentences, what changed and whether that is more than your ordinary ups and downs, "
            "bests, what settled and what is new, and the plan for the week to come: to read here, to keep as a file, "
            "to print."
        ),
        when=_("After the first full week; what is more than noise takes {review.least_weeks} weeks with training."),
    )
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    athlete = athlete_control(log.athletes())
    unit = unit_control()
as_of = log.judged_on(session.today(), athlete=athlete)
first_day, last_day = log.span(athlete) or (as_of, as_of)
if as_of > last_day + timedelta(weeks=1) or as_of < session.today():
    st.caption(_("This log ends on {day}.", day=formats.day(last_day)))
weeks = page.full_weeks(first_day, as_of)
if not weeks:
    page.sentences(session.review(athlete, as_of, unit))
    st.stop()

week = page.choose(weeks)
words_on_this_page("hard_set", "week", "ratio", "range", "e1rm", "trend", "interval")
review = session.review(athlete, page.judged_on(week, as_of), unit)
names = log.catalogue.exercise_names

st.header(_("Week of {week} in five sentences", week=wording.week_span(week)), anchor=False)
page.sentences(review)
page.charts(review, log)

st.header(_("What changed, and whether it is more than noise"), anchor=False)
st.caption(_("Each number against your own weeks before it. Now and then one of them stands out by chance."))
page.changes(review)
st.page_link("pages/trust/method.py", label=_("How this is told"), icon=":material/science:")

with st.grid(2, min_column_width=330):
    with st.container():
        st.header(_("Personal bests"), anchor=False)
        page.bests(review.bests)
    with st.container():
        st.header(_("Since a week before"), anchor=False)
        page.turns(review)

st.header(_("What to do next"), anchor=False)
page.to_do(review, log)
page.done(review)

shown = page.plan_for(review, is_newest=week == weeks[-1])
if shown is not None:
    st.header(_("The week to come: {week}", week=wording.week_span(shown.week)), anchor=False)
    page.plan(shown, names, unit)
    st.page_link(
        "pages/plan/next_week.py", label=_("Change it, keep it, take it along"), icon=":material/event_upcoming:"
    )

st.header(_("Keep it"), anchor=False)
page.take_along(page.file_of(review, shown, names), week)
take_away.week_picture(athlete, review.on, unit)
own_thresholds_line(log.facts)
