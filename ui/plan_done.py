"""Plan against done: how far the kept plan of a week has come, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.language import _, span, written
from analytics.plans.done import STATE_WORDS, summary
from analytics.units import MassUnit
from ui import formats, session
from ui.filters import monday_of
from ui.plan_draft import Asked
from ui.words import plain


def section(asked: Asked, names: Mapping[str, str]) -> None:
    """What of the kept plan is done, for a week that has begun; nothing where no plan was kept."""
    today = session.today()
    if asked.week > monday_of(today):
        return
    done = session.open_log().plan_against_done(asked.week, asked.athlete, on=today)
    if done.empty:
        return
    st.subheader(_("Plan against done"), anchor=False)
    st.markdown(plain(summary(done)))
    st.table(
        done_table(done, names, asked.unit), hide_index=True, alt=_("The kept plan, line by line, and what was done")
    )


def done_table(done: pd.DataFrame, names: Mapping[str, str], unit: MassUnit) -> pd.DataFrame:
    """Rows of plan_against_done as Markdown: day and exercise, what was planned, what was done, how they compare."""
    names_of = done["exercise_id"].map(lambda exercise_id: plain(names.get(exercise_id, exercise_id)))
    days = done["day"].map(lambda day: written(day, _("EEE")))
    planned = zip(*(done[f"planned_{each}"] for each in ("sets", "reps_low", "reps_high", "kg")), strict=True)
    performed = zip(*(done[f"done_{each}"] for each in ("sets", "reps", "reps", "kg")), strict=True)
    return pd.DataFrame(
        {
            _("Exercise"): days + ": " + names_of,
            _("Planned"): [_amount(*each, unit=unit) for each in planned],
            _("Done"): [_amount(*each, unit=unit) for each in performed],
            _("How it went"): done["state"].map(STATE_WORDS),
        }
    )


def _amount(sets: int, low_reps: Any, high_reps: Any, kg: Any, *, unit: MassUnit) -> str:
    """Sets, reps and load as far as they are known: "3 x 6 to 8, 60 kg"."""
    if not sets:
        return plain(formats.MISSING)
    reps = span(*(formats.number(each, 0) for each in (low_reps, high_reps)))
    times = "" if formats.is_missing(low_reps) else f" x {reps}"
    load = "" if formats.is_missing(kg) or not kg else f", {formats.load(float(kg), unit)}"
    return f"{sets}{times}{load}"
