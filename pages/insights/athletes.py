"""Athletes: everybody of a coach's log side by side, and the way to each."""

import streamlit as st

from analytics.language import _, n_
from ui import athletes, session
from ui.filters import empty_state
from ui.glossary import words_on_this_page

st.title(_("Athletes"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("Your athletes will appear here"),
        _("Who trained last week, how much of it was for the legs, how balanced that was, and what matters most."),
    )
    st.stop()

today = session.today()
everybody = session.roster(today)
st.caption(
    _(
        "Full weeks only: workouts and sets are those of the {week}, balance and curls of the four weeks up to it. "
        "All of it stays on this computer.",
        week=athletes.last_week_words(today),
    )
)
words_on_this_page("hard_set", "range", "ratio", "trend")
if len(everybody) == 1:
    st.info(_("There is one athlete in this log. A second one begins with an import under another name."))

find, show, sort = athletes.controls()
rows = athletes.chosen(everybody, find=find, show=show, sort=sort)
if rows.empty:
    st.info(_("Nobody fits. Choose All, or look for another name."), icon=":material/search_off:")
    st.stop()

st.header(n_("{number} athlete", "{number} athletes side by side", len(rows)), anchor=False)
athletes.show_table(rows)

st.header(_("What matters most for each"), anchor=False)
st.caption(
    _("The first hint of each athlete's overview. A hint, never a verdict; the reasons stand on their own pages.")
)
shown = athletes.pick_page(len(rows), key=f"cards-{find}-{show}-{sort}")
athletes.show_cards(rows.iloc[shown], on=today)
