"""Backups: take the log away, bring an earlier one back."""

import streamlit as st

from analytics.language import _
from ui import backups, session
from ui.filters import empty_state

st.title(_("Backups"), anchor=False)
log = session.open_log()
if log.is_empty() and not log.backups():
    empty_state(
        _("The backups of your log will stand here"),
        _("One a day is made by itself, and fewer of them are kept the longer ago. Any of them can be brought back."),
    )
    backups.from_a_file()
    st.stop()

left, right = st.columns(2, gap="large")
with left:
    st.header(_("Made by itself"), anchor=False)
    st.caption(
        _(
            "One a day when something changed. The newest seven stay, and the newest of each of five weeks and twelve "
            "months; a break costs none. They lie beside the log, so they do not help when the disk is gone."
        )
    )
    backups.kept_backups()
with right:
    st.header(_("To take away"), anchor=False)
    backups.take_away()
    backups.from_a_file()

st.header(_("Rebuild from the original files"), anchor=False)
st.caption(
    _(
        "Every file that you imported is kept as it was, and whatever you type in, edit or decide is noted in a "
        "journal beside the log. From these two the whole log can be made again, in case you do not trust what it "
        "holds."
    )
)
backups.from_the_original_files()
