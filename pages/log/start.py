"""The root address: on to the overview, or to the import page while there is nothing to look at."""

import streamlit as st

from ui.session import open_log

first_page = "pages/log/import_log.py" if open_log().is_empty() else "pages/insights/overview.py"
st.switch_page(first_page, query_params=st.query_params)
