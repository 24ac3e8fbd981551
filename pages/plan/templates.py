"""Templates: the training plans of the articles, day by day, held against one's own targets, to use for a week."""

import streamlit as st

from analytics.language import _
from analytics.model import LEVEL_WORDS
from ui import session
from ui import templates as page
from ui.basis import basis
from ui.glossary import words_on_this_page

st.title(_("Templates"), anchor=False)
st.markdown(_("The training plans of the five articles that Hindsight was built on, counted as your own weeks are."))
words_on_this_page("hard_set", "fractional_set", "rir", "range", "ratio")
log = session.open_log()
athlete, chosen = page.bar(log)
has_log, today = not log.is_empty(), session.today()
on = log.judged_on(today, athlete=athlete)
template = session.template_for(chosen.id, athlete, on)
checked = session.template_check(chosen.id, athlete, on)
muscle_names = log.catalogue.muscle_names

page.about(template, log.facts)
page.verdict(checked, level=log.lifter.level, has_log=has_log)
if has_log:
    page.use(template, athlete, log)
else:
    st.page_link("pages/log/import_log.py", label=_("Import a log to plan with it"), icon=":material/upload_file:")

st.subheader(_("The sessions"), anchor=False)
page.sessions(template, log)

st.subheader(
    _("Against your own targets") if has_log else _("Against the level {level}", level=LEVEL_WORDS[log.lifter.level]),
    anchor=False,
)
page.targets(checked, muscle_names, has_log=has_log)
basis("muscle_volume", "quad_posterior_ratio", "hinge_curl_balance", key="templates")
