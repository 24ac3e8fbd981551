"""Figures and set lists on the page, always drawn the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from analytics.units import MassUnit, mass_in
from ui import formats, session, theme
from ui.words import listed, plain

SET_COLUMNS: Final[Mapping[str, str]] = {
    "day": "Day",
    "exercise": "Exercise (as written)",
    "muscle_name": "Muscle",
    "load": "Weight",
    "reps": "Reps",
    "rir": "RIR",
    "set_type": "Type",
    "hard_sets": "Counted",
    "why_not": "Why not counted",
    "file": "File",
    "source_line": "Line",
}


def chart(figure: theme.Figure, *, alt: str, key: str, on_select: Callable[[], None] | None = None) -> None:
    """Draw a figure with its description for screen readers; `on_select` runs before the rerun that a click starts."""
    config = dict(theme.CHART_CONFIG)
    if on_select is None:
        st.plotly_chart(figure, key=key, alt=alt, config=config)
    else:
        st.plotly_chart(figure, key=key, alt=alt, config=config, on_select=on_select, selection_mode="points")


def clicked(key: str) -> list[Any]:
    """The customdata of the point that was clicked last in the chart `key`; empty when a click took the choice back."""
    state = cast(Mapping[str, Any], session.recall(key) or {})
    points = state.get("selection", {}).get("points", [])
    return list(points[-1].get("customdata", [])) if points else []


def sets_behind(
    credits: pd.DataFrame, *, title: str, unit: MassUnit, muscle_names: Mapping[str, str], key: str
) -> None:
    """The sets behind a number: what was logged, what each counted for or why not, and its file and line.

    `credits` has the columns of `TrainingLog.set_credits`.
    """
    if credits.empty:
        st.info(f"{title}: no sets.")
        return
    totals = [
        f"{muscle_names.get(str(muscle), str(muscle))} {formats.number(float(hard), 2)}"
        for muscle, hard in credits.groupby("muscle", sort=False)["hard_sets"].sum().items()
    ]
    st.markdown(f"**{plain(title)}**. Hard sets: {listed(totals)}.")
    table = credits.sort_values(["started_at", "source_line", "exercise", "block", "set_number"]).assign(
        muscle_name=credits["muscle"].map(muscle_names).fillna(credits["muscle"]),
        load=credits["weight_kg"].map(lambda kg: round(mass_in(kg, unit), 2), na_action="ignore"),
    )
    st.dataframe(
        table[[column for column in SET_COLUMNS if column != "muscle_name" or table[column].nunique() > 1]],
        hide_index=True,
        placeholder="",
        key=key,
        alt=f"{title}: the sets behind the number",
        column_config={
            **SET_COLUMNS,
            "day": st.column_config.DateColumn("Day", format="D MMM YYYY"),
            "load": st.column_config.NumberColumn(f"Weight ({unit})", format="%.5g"),
            "reps": st.column_config.NumberColumn("Reps", format="%d"),
            "rir": st.column_config.NumberColumn("RIR", format="%.1f", help="Repetitions in reserve, as logged"),
            "hard_sets": st.column_config.NumberColumn(
                "Counted", format="%.2f", help="Hard sets this set adds to the muscle: credit times share of the muscle"
            ),
            "file": st.column_config.TextColumn("File", width="small"),
            "source_line": st.column_config.NumberColumn("Line", format="%d", help="Line of the file it came from"),
        },
    )
