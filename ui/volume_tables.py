"""The tables of the Volume page: all muscles, sessions close together, reps by kind of lift, and effort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _
from analytics.reference.facts import Facts
from ui import formats, session, summaries
from ui.take_away import table_file

_SETS: Final = "%.1f"
_SHARES: Final = (_("Inside"), _("Fewer"), _("More"), _("Nearer to failure"), _("Easier"), _("RIR known"))


def all_muscles(volume: pd.DataFrame, weekly: pd.DataFrame, *, week: date, muscle_names: Mapping[str, str]) -> None:
    """Every muscle in the week `week`, from muscle_volume and weekly_hard_sets."""
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    table = session.made(summaries.volume_table, volume, weekly, week=week, muscle_names=muscle_names)
    st.dataframe(
        table,
        hide_index=True,
        placeholder="",
        key="all-muscles",
        alt=_(
            "All muscles: four-week mean and last full week with their states, direct mean, range, sessions and effort"
        ),
        column_config={
            _("Mean"): number(
                _("Mean (sets/week)"), format=_SETS, help=_("Sets a week, mean of the last four full weeks")
            ),
            _("State"): text(help=_("Of the four-week mean")),
            _("Last week"): number(_("Last week (sets)"), format=_SETS, help=_("Sets in the last full week")),
            _("Week's state"): text(help=_("Of the last full week alone")),
            _("Direct mean"): number(
                _("Direct mean (sets/week)"), format=_SETS, help=_("As the mean, only sets in which it is a main mover")
            ),
            _("Range"): text(_("Range (sets/week)"), help=_("Fractional sets a week that tend to work for your level")),
            _("Sessions"): number(
                _("Sessions (a week)"),
                format=_SETS,
                help=_("Workouts with a hard set for it, mean of the last four weeks"),
            ),
            _("In one session"): number(
                _("In one session (sets)"), format=_SETS, help=_("Most sets in one workout of the last full week")
            ),
            _("RIR known"): _share(_("Share of the last full week's sets whose reps in reserve are known")),
            _("0 to 2 RIR"): _share(_("Share of the last full week's sets that ended near failure")),
        },
    )
    table_file(table, name=f"all-muscles-{week}", key="all-muscles")


def spacing(pairs: pd.DataFrame, muscle: str, *, name: str, facts: Facts) -> None:
    """How far apart a muscle's sessions lie, from session_spacing, and those that lie close together."""
    least_hours = facts.number("space.min_hours")
    least_sets = facts.number("space.min_sets")
    st.markdown(summaries.spacing_words(pairs, muscle, name=name, least_sets=least_sets, least_hours=least_hours))
    close = session.made(summaries.close_pairs, pairs, muscle, least_hours=least_hours)
    if close.empty:
        return
    number = st.column_config.NumberColumn
    when = st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")
    st.dataframe(
        close,
        hide_index=True,
        key="close-pairs",
        alt=_(
            "{muscle}: sessions closer together than {hours} hours, newest first",
            muscle=name,
            hours=formats.number(least_hours),
        ),
        column_config={
            _("Earlier"): when,
            _("Sets"): number(format=_SETS),
            _("Later"): when,
            _("Sets then"): number(format=_SETS),
            _("Hours"): number(_("Hours apart"), format="%.0f"),
        },
    )


def rhythm(
    sessions: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str], a_week: Mapping[str, float]
) -> None:
    """How often each muscle was trained (`a_week`: its sessions a week) and the hours between, from muscle_sessions."""
    number = st.column_config.NumberColumn
    table = rhythm_table(sessions, muscles=muscles, names=names, a_week=a_week)
    st.dataframe(
        table,
        hide_index=True,
        placeholder="",
        key="rhythm",
        alt=_("Each muscle: sessions, sessions a week, usual and shortest hours between two, and the last one"),
        column_config={
            _("A week"): number(_("A week (sessions)"), format="%.1f", help=_("Mean of the last four full weeks")),
            _("Usual gap"): number(
                _("Usual gap (h)"), format="%.0f", help=_("Median of the hours between two sessions")
            ),
            _("Shortest gap"): number(_("Shortest gap (h)"), format="%.0f"),
            _("Last"): st.column_config.DateColumn(_("Last session"), format="D MMM YYYY"),
        },
    )
    table_file(table, name="sessions-of-each-muscle", key="rhythm")


def rhythm_table(
    sessions: pd.DataFrame, *, muscles: Sequence[str], names: Mapping[str, str], a_week: Mapping[str, float]
) -> pd.DataFrame:
    """One row a muscle: Muscle, Sessions, A week, Usual gap and Shortest gap (hours), Last (day)."""
    found = []
    for muscle in muscles:
        rows = sessions[sessions["muscle"] == muscle]
        found.append(
            {
                _("Muscle"): names[muscle],
                _("Sessions"): len(rows),
                _("A week"): a_week.get(muscle),
                _("Usual gap"): rows["hours"].median(),
                _("Shortest gap"): rows["hours"].min(),
                _("Last"): rows["started_at"].max(),
            }
        )
    return pd.DataFrame(found)


def reps(rep_ranges: pd.DataFrame, *, week: date) -> None:
    """Reps by kind of lift, from rep_ranges."""
    _shares_table(
        session.made(summaries.rep_table, rep_ranges, week=week),
        key="rep-ranges",
        alt=_("Kinds of lifts: usual reps, and the share of hard sets inside, below and above them"),
        missing=_("No hinges, thrusts, curls, single-leg lifts or swings in these weeks."),
    )


def effort(effort_targets: pd.DataFrame, *, week: date) -> None:
    """Effort of main lifts and accessories, from effort_targets."""
    _shares_table(
        session.made(summaries.effort_table, effort_targets, week=week),
        key="effort-targets",
        alt=_("Main lifts and accessories: target reps in reserve, and the share of sets with known effort inside it"),
        missing=_("No working sets in these weeks."),
    )


def _shares_table(table: pd.DataFrame, *, key: str, alt: str, missing: str) -> None:
    if table.empty:
        st.caption(missing)
        return
    columns: dict[str, Any] = {column: _share() for column in _SHARES if column in table}
    columns[_("Sets")] = st.column_config.NumberColumn(format=_SETS)
    st.dataframe(table, hide_index=True, placeholder="", key=key, alt=alt, column_config=columns)
    table_file(table, name=key, key=key)


def _share(meaning: str | None = None) -> Any:
    return st.column_config.NumberColumn(format="%.0f %%", help=meaning)
