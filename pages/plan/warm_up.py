"""Warm-up: checklists before and after training, mobility, core, technique, and when to stop."""

import streamlit as st

from analytics.language import _
from analytics.plans.warm_up import load_checklists, load_progressions, stop_texts, technique_notes
from ui import session
from ui import warm_up as page
from ui.glossary import words_on_this_page

BEFORE = ("before_hinge", "before_legs", "before_any")

st.title(_("Warm-up"), anchor=False)
words_on_this_page("hinge", "rir")
log = session.open_log()
every = load_checklists().values()
page.stop(stop_texts(), log.facts)

st.header(_("Before training"), anchor=False)
st.caption(_("Easy throughout: the point is to be warm and ready, not tired."))
page.checklists([each for each in every if each.when in BEFORE], log.facts)

st.header(_("After training and in between"), anchor=False)
page.checklists([each for each in every if each.when not in BEFORE], log.facts)

core = load_progressions()["core"]
st.header(core.title, anchor=False)
page.progression(core, log.facts)

st.header(_("Technique"), anchor=False)
page.notes(list(technique_notes().values()), log.facts, log.catalogue.exercise_names)
