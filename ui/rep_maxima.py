"""Best loads by reps, in a table: what was lifted when, and what the level of today would allow."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.language import _, n_, span
from analytics.units import MassUnit, mass_in
from ui import formats, session
from ui.charts import maxima as charts
from ui.take_away import file_stem, table_file

ESTIMATE_WORDS = _(
    "“Would allow” is an estimate from your level after the last session, for a set with nothing left, with its 80 % "
    "range; it is the less sure the further the reps lie from your usual ones."
)


def maxima_table(maxima: pd.DataFrame, of_period: pd.DataFrame, *, unit: MassUnit) -> pd.DataFrame:
    """Reps, Best, Done, Day, Period (best load of the period), Sets, Allows, Range; loads in `unit`.

    `maxima` and `of_period` have the rows of rep_maxima of one exercise. Period is left out where it says the same.
    """
    rows = maxima.sort_values("reps")
    in_period = rows["reps"].map(of_period.set_index("reps")["weight_kg"])
    table = pd.DataFrame(
        {
            "Reps": rows["reps"],
            "Best": rows["weight_kg"].map(lambda kg: _load(kg, unit), na_action="ignore"),
            "Done": [done_words(reps, rir) for reps, rir in zip(rows["done_reps"], rows["rir"], strict=True)],
            "Day": pd.to_datetime(rows["started_at"]).dt.date,
            "Period": in_period.map(lambda kg: _load(kg, unit), na_action="ignore"),
            "Sets": rows["sets"],
            "Allows": rows["estimate_kg"].map(lambda kg: round(mass_in(float(kg), unit), 1), na_action="ignore"),
            "Range": [_range(low, high, unit) for low, high in zip(rows["low_80_kg"], rows["high_80_kg"], strict=True)],
        }
    )
    return table.drop(columns="Period") if in_period.equals(rows["weight_kg"].astype("float64")) else table


def done_words(reps: Any, rir: Any) -> str:
    """The set behind a best: "8 reps, 1 RIR"; nothing where there was none."""
    if formats.is_missing(reps):
        return ""
    done = n_("{number} rep", "{number} reps", int(reps))
    return done if formats.is_missing(rir) else _("{reps}, {rir} RIR", reps=done, rir=formats.number(rir))


def draw_table(maxima: pd.DataFrame, of_period: pd.DataFrame, *, name: str, unit: MassUnit, key: str) -> None:
    """The table on the page."""
    table, load = session.made(maxima_table, maxima, of_period, unit=unit), charts.load_words(maxima)
    titles = {
        "Reps": _("Reps"), "Best": _("Best {load} ({unit})", load=load, unit=unit), "Done": _("In a set of"),
        "Day": _("First on"), "Period": _("Best in the period ({unit})", unit=unit), "Sets": _("Sets"),
        "Allows": _("Would allow ({unit}, estimate)", unit=unit), "Range": _("80 % range ({unit})", unit=unit),
    }  # fmt: skip
    formatted = {
        "Reps": st.column_config.NumberColumn(titles["Reps"], format="%d", width="small"),
        "Best": st.column_config.NumberColumn(titles["Best"], format="%.5g"),
        "Day": st.column_config.DateColumn(titles["Day"], format="D MMM YYYY"),
        "Period": st.column_config.NumberColumn(titles["Period"], format="%.5g"),
        "Sets": st.column_config.NumberColumn(
            titles["Sets"], format="%d", help=_("Sets of exactly so many reps, ever")
        ),
        "Allows": st.column_config.NumberColumn(titles["Allows"], format="%.1f"),
    }
    st.dataframe(
        table,
        hide_index=True,
        placeholder="",
        height="content",
        key=key,
        alt=_(
            "Best {load} of {name} for 1 to 12 reps, with day, and what the level of today would allow",
            load=load,
            name=name,
        ),
        column_config={**titles, **formatted},
    )
    table_file(table.rename(columns=titles), name=file_stem(_("Best loads of {name}", name=name)), key=key)


def _load(kg: float, unit: MassUnit) -> float:
    return round(mass_in(float(kg), unit), 2)


def _range(low_kg: float, high_kg: float, unit: MassUnit) -> str:
    if formats.is_missing(low_kg):
        return formats.MISSING
    return span(*(formats.number(mass_in(kg, unit), 0) for kg in (low_kg, high_kg)))
