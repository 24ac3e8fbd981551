"""The lines of a file that were refused: where, what was read, and why not; to look at and to download."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from ui.words import spreadsheet_csv

_MOST_SHOWN: Final = 500


def refused_lines(problems: pd.DataFrame, *, key: str) -> None:
    """`problems` (line, column, value, reason) as a table of the first lines, with a download of all of them."""
    st.dataframe(
        problems.head(_MOST_SHOWN),
        hide_index=True,
        column_config={
            "line": st.column_config.NumberColumn("Line", format="%d", width="small"),
            "column": st.column_config.TextColumn("Column", width="small"),
            "value": st.column_config.TextColumn("Read", width="small"),
            "reason": st.column_config.TextColumn("Why not", width="large"),
        },
        alt="Refused lines with column, value and reason",
        key=f"refused-{key}",
    )
    st.download_button(
        "Download the refused lines",
        spreadsheet_csv(problems),
        file_name="refused-lines.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"refused-csv-{key}",
    )
