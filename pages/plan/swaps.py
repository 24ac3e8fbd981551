"""Swaps: what to do instead of an exercise, with what there is to train with and for what is the matter."""

import streamlit as st

from analytics.language import _, inside
from analytics.model import DEFAULT_ATHLETE
from analytics.reference import equipment
from ui import session, swaps
from ui.filters import athlete_control
from ui.glossary import words_on_this_page
from ui.words import plain

st.title(_("Swaps"), anchor=False)
st.markdown(_("Another exercise that does the same for you: when a machine is taken, at home, or with a tired back."))
words_on_this_page("hinge", "curl", "lengthened", "rir")
log = session.open_log()
athlete = DEFAULT_ATHLETE if log.is_empty() else athlete_control(log.athletes())
names = log.catalogue.exercise_names

with st.container(horizontal=True, vertical_alignment="bottom"):
    exercise = swaps.pick_exercise(log, athlete, names)
    there = swaps.pick_equipment(log.lifter.equipment)
    complaint = swaps.pick_complaint(log.complaints(exercise))
muscle, *work = log.work_of(exercise)
done_for = _(
    "{exercise} is for the {muscle}: {work}.", exercise=names[exercise], muscle=inside(muscle), work=", ".join(work)
)
what_is_there = equipment.words(there)
st.caption(plain(f"{done_for} {what_is_there.title}: {what_is_there.explanation}"))

if swaps.stops(complaint, log.findings(on=session.today(), athlete=athlete, rules=["pain_note"])):
    st.stop()

found = log.substitutes(exercise, athlete=athlete, equipment=there, complaint=complaint.id if complaint else None)
st.header(_("Instead of: {exercise}", exercise=plain(names[exercise])), anchor=False)
if complaint:
    st.markdown(plain(complaint.explanation))
if found:
    swaps.swap_list(found, names=names, facts=log.facts)
    st.caption(f"{swaps.order_words(complaint)} {swaps.articles_line(found, log.facts)}")
else:
    st.info(_("Nothing that can be done with this answers it. Choose something else to train with, or another matter."))
st.page_link("pages/trust/settings.py", label=_("What you usually train with"), icon=":material/tune:")
