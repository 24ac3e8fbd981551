"""Figures and set lists on the page, always drawn the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from analytics.language import _, listed
from analytics.language.reasons import reason_words
from analytics.units import MassUnit, mass_in
from ui import formats, session, set_origin, take_away, theme
from ui.charts.finished import Finished
from ui.logbook import SIDE_WORDS, TYPES_IN_A_LINE
from ui.words import plain

SET_COLUMNS: Final[Mapping[str, str]] = {
    "day": _("Day"),
    "exercise": _("Exercise (as written)"),
    "load": _("Weight"),
    "reps": _("Reps"),
    "rir": _("RIR"),
    "muscle_name": _("Muscle"),
    "set_type": _("Type"),
    "side": _("Side"),
    "hard_sets": _("Counted"),
    "why_not": _("Why not counted"),
    "file": _("File"),
    "source_line": _("Line"),
}


def chart(
    figure: Finished,
    *,
    alt: str,
    key: str,
    on_select: Callable[[], None] | None = None,
    numbers: pd.DataFrame | None = None,
) -> None:
    """Draw a figure (`session.figure`) with its description for screen readers, and below it the way to its picture and
    its numbers.

    `on_select` runs before the rerun that a click starts. `numbers` are given away instead of those that the figure
    holds, where these would not speak for themselves. A figure without a single number is not drawn: its description
    stands there instead.
    """
    if not figure.has_values:
        st.info(plain(alt), icon=":material/insights:")
        return
    with st.container(gap="xsmall"):
        place = st.container()
        is_taken = take_away.chart_files(figure, key=key, numbers=numbers)
        config = take_away.camera(figure, key=key) if is_taken else dict(theme.CHART_CONFIG)
        sent = figure.to_send(in_dark=st.context.theme.type == "dark")
        with place:
            if on_select is None:
                st.plotly_chart(sent, key=key, alt=alt, config=config)
            else:
                st.plotly_chart(sent, key=key, alt=alt, config=config, on_select=on_select, selection_mode="points")


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
        st.info(_("{title}: no sets.", title=plain(title)))
        return
    totals = [
        f"{muscle_names.get(str(muscle), str(muscle))} {formats.number(float(hard), 2)}"
        for muscle, hard in credits.groupby("muscle", sort=False)["hard_sets"].sum().items()
    ]
    st.markdown(_("**{title}**. Hard sets: {totals}.", title=plain(title), totals=listed(totals)))
    table = credits.sort_values(["started_at", "source_line", "exercise", "block", "set_number"]).assign(
        muscle_name=credits["muscle"].map(muscle_names).fillna(credits["muscle"]),
        load=credits["weight_kg"].map(lambda kg: round(mass_in(kg, unit), 2), na_action="ignore"),
        set_type=credits["set_type"].map(TYPES_IN_A_LINE),
        side=credits["side"].map(SIDE_WORDS),
        why_not=credits["why_not"].map(reason_words, na_action="ignore"),
    )
    _sets_table(table, unit, alt=_("{title}: the sets behind the number", title=title), key=key)


def _tells(table: pd.DataFrame, column: str) -> bool:
    """Whether a column says something about these sets: the muscle of several, the side where one is known."""
    if column == "side":
        return bool(table["side"].notna().any())
    return column != "muscle_name" or table[column].nunique() > 1


def _sets_table(table: pd.DataFrame, unit: MassUnit, *, alt: str, key: str) -> None:
    """Sets to look at; the one that is clicked shows its line in the file."""
    shown = table[[column for column in SET_COLUMNS if _tells(table, column)]]
    event = st.dataframe(
        shown,
        hide_index=True,
        placeholder="",
        key=key,
        alt=alt,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            **SET_COLUMNS,
            "day": st.column_config.DateColumn(_("Day"), format="D MMM YYYY"),
            "load": st.column_config.NumberColumn(_("Weight ({unit})", unit=unit), format="%.5g"),
            "reps": st.column_config.NumberColumn(_("Reps"), format="%d"),
            "rir": st.column_config.NumberColumn(_("RIR"), format="%.1f", help=_("Repetitions in reserve, as logged")),
            "hard_sets": st.column_config.NumberColumn(
                _("Counted"),
                format="%.2f",
                help=_("Hard sets this set adds to the muscle: credit times share of the muscle"),
            ),
            "file": st.column_config.TextColumn(_("File"), width="small"),
            "source_line": st.column_config.NumberColumn(
                _("Line"), format="%d", help=_("Line of the file it came from")
            ),
        },
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        named = {**SET_COLUMNS, "load": _("Weight ({unit})", unit=unit)}
        take_away.table_file(shown.rename(columns=named), name=take_away.file_stem(alt), key=key)
        st.caption(_("Click the box before a set to see its line in the file."), width="content")
    for row in event["selection"]["rows"]:
        if row < len(table):  # a click stays while another number is asked about
            set_origin.show(int(table["set_id"].iloc[row]), unit)
