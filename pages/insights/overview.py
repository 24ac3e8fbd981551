"""Overview: am I balanced, is it enough, am I getting stronger, what next; the body, what stands out, and the year."""

from datetime import timedelta

import streamlit as st

from analytics.language import _
from ui import findings as cards
from ui import formats, overview, session, summaries
from ui.basis import basis, own_thresholds_line
from ui.filters import empty_state, filters
from ui.glossary import words_on_this_page
from ui.nudge import nudge
from ui.words import plain

OF_THE_NUMBERS = (
    "muscle_volume",
    "quad_posterior_ratio",
    "hinge_curl_balance",
    "strength_trend",
    "session_strength",
)

st.title(_("Overview"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("Your week at a glance will appear here"),
        _(
            "Hard sets of the back of your legs, how they compare with your quads, which lifts are rising, a map of "
            "your body, and up to three things to do next week."
        ),
    )
    st.stop()

overview.follow_click()
chosen = filters(log)
week = chosen.last_full_week
found = session.findings(chosen.athlete, chosen.as_of)
first_judged = overview.first_judged(chosen)
muscle_names, exercise_names = log.catalogue.muscle_names, log.catalogue.exercise_names
names = {**muscle_names, **exercise_names}

warning = cards.quad_warning(found)
if warning:
    st.warning(plain(warning.step), title=plain(warning.headline), icon=":material/warning:")

of_numbers = {
    name: session.metric(name, chosen.athlete, chosen.from_date, week + timedelta(days=6)) for name in OF_THE_NUMBERS
}
overview.number_cards(session.made(summaries.headlines, *of_numbers.values(), exercise_names), names=names)
st.caption(_("Up to the {week}; the lines show the period chosen above.", week=formats.week(week)))
own_thresholds_line(log.facts)
words_on_this_page("hard_set", "fractional_set", "floor", "range", "ratio", "hinge", "curl")

left, right = st.columns([3, 2], gap="large")
with left:
    st.header(_("Your muscles"), anchor=False)
    trained_from = log.facts.number("vol.gap_below")
    states = session.made(
        summaries.muscle_states,
        of_numbers["muscle_volume"],
        week=week,
        muscle_names=muscle_names,
        trained_from=trained_from,
    )
    overview.body_part(states, trained_from=trained_from)
with right:
    st.header(_("What next"), anchor=False)
    overview.next_part(found, warning, first_judged=first_judged)
    nudge(chosen.athlete, chosen.as_of, names=exercise_names)
    overview.week_cards(chosen, muscle_names)

st.header(_("What stands out"), anchor=False)
st.caption(_("From full weeks only. Each is a hint, never a verdict; open “Why?” for the numbers and the source."))
cards.show_findings(found, log.facts, names=names, athlete=chosen.athlete, unit=chosen.unit, first_day=first_judged)

st.header(_("Your year"), anchor=False)
overview.year_part(chosen, break_days=log.facts.number("layoff.days"))

basis("weekly_hard_sets", *OF_THE_NUMBERS, "training_days", "layoffs", key="overview")
