"""The lines of a file that were refused: where, what was read, and why not; to look at and to download."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _
from ui.import_words import column_words
from ui.words import spreadsheet_csv

_MOST_SHOWN: Final = 500
_LABELS: Final = {"line": _("Line"), "column": _("Column"), "value": _("Read"), "reason": _("Why not")}


def refused_lines(problems: pd.DataFrame, *, key: str) -> None:
    """`problems` (line, column, value, reason) as a table of the first lines, with a download of all of them."""
    problems = problems.assign(column=problems["column"].map(column_words))
    st.dataframe(
        problems.head(_MOST_SHOWN),
        hide_index=True,
        column_config={
            "line": st.column_config.NumberColumn(_LABELS["line"], format="%d", width="small"),
            "column": st.column_config.TextColumn(_LABELS["column"], width="small"),
            "value": st.column_config.TextColumn(_LABELS["value"], width="small"),
            "reason": st.column_config.TextColumn(_LABELS["reason"], width="large"),
        },
        alt=_("Refused lines with column, value and reason"),
        key=f"refused-{key}",
    )
    st.download_button(
        _("Download the refused lines"),
        spreadsheet_csv(problems.rename(columns=_LABELS)),
        file_name="refused-lines.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"refused-csv-{key}",
    )
