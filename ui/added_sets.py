"""The section "What one more set would do": the balance of the coming weeks with sets added or left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_
from ui import formats, session
from ui.balance import ORDER, TOO_LITTLE
from ui.charts.balance import RatioColumn
from ui.take_away import table_file
from ui.words import plain

MOST: Final = 5
"""As many sets a week as are tried out."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change: `sign` of its sets, the muscle and function of its exercises, and one that is always there."""

    sign: int
    muscle: str
    function: str = ""
    usual: str = ""


MORE_CURLS: Final = _("More curls")
KINDS: Final[Mapping[str, Kind]] = {
    MORE_CURLS: Kind(+1, "hamstrings", "knee_flexion", "seated_leg_curl"),
    _("More hinges"): Kind(+1, "hamstrings", "hip_extension", "romanian_deadlift"),
    _("Less for the quads"): Kind(-1, "quads"),
}


def added_sets_section(athlete: str, on: date, last_full_week: date, ratio: RatioColumn) -> None:
    """Draw it for the four full weeks up to `last_full_week`, the last one before `on`."""
    st.header(_("What one more set would do"), anchor=False)
    named = st.segmented_control(
        _("Change"), list(KINDS), default=MORE_CURLS, required=True, key="change", bind="query-params"
    )
    kind, names = KINDS[str(named)], session.open_log().catalogue.exercise_names
    functions = session.metric("exercise_functions", athlete, None, last_full_week + timedelta(days=6))
    lifts = lifts_of(functions, kind)
    if not lifts:
        st.info(_("No set with the quads as main mover in the last four full weeks, so there is none to leave out."))
        return
    lift = str(
        st.selectbox(
            _("Exercise"), lifts, format_func=lambda each: names.get(each, each), key="added-lift", bind="query-params",
            width=420,
        )
    )  # fmt: skip
    rows = session.added_sets(lift, [kind.sign * number for number in range(MOST + 1)], athlete, on)
    st.markdown(added_line(rows, name=names.get(lift, lift), sign=kind.sign, ratio=ratio))
    _draw(added_table(rows, ratio=ratio))
    st.caption(
        _(
            "A sum and no plan: each coming week is taken to hold as much as the mean of the last four, "
            "with this change on top. It knows no days, no recovery and no single weeks."
        )
    )
    st.page_link("pages/plan/what_if.py", label=_("Try it in a real week"), icon=":material/tune:")


def lifts_of(functions: pd.DataFrame, kind: Kind) -> list[str]:
    """The lifter's exercises for a kind of change, most sets first, and the usual one; `functions` has the columns of
    exercise_functions. Sets can be left out only where they are done.
    """
    rows = functions[(functions["muscle"] == kind.muscle) & functions["direct"].astype(bool)]
    if kind.function:
        rows = rows[rows["function"] == kind.function]
    own = [str(each) for each in rows.sort_values("hard_sets", ascending=False)["exercise_id"]]
    return own if not kind.usual or kind.usual in own else [*own, kind.usual]


def added_line(rows: pd.DataFrame, *, name: str, sign: int, ratio: RatioColumn) -> str:
    """The fewest sets that bring another level, in Markdown, from rows of `TrainingLog.added_sets`."""
    settled = settled_rows(rows)
    now = settled.iloc[0]
    if now["level"] == TOO_LITTLE:
        return _("Too little data: these four weeks hold too few quad and hamstring sets for a level.")
    if now["level"] == ORDER[0]:
        return _("The four weeks together are in order as they are: {now}.", now=_ratio(now[ratio]))
    better = settled[settled["level"].map(_rank) < _rank(str(now["level"]))]
    if better.empty:
        return _(
            "Up to {sets} of {lift} a week leave the level at **{level}** by themselves. Two changes together reach "
            "further.",
            sets=_sets_words(int(abs(settled.iloc[-1]["sets"])), sign),
            lift=plain(name),
            level=formats.words(now["level"]),
        )
    first = better.iloc[0]
    return _(
        "**{sets} of {lift} a week** would take the four weeks from {ratio_now} ({level_now}) to "
        "**{ratio_then} ({level_then})**, once four such weeks are done.",
        sets=_sets_words(int(abs(first["sets"])), sign),
        lift=plain(name),
        ratio_now=_ratio(now[ratio]),
        level_now=formats.words(now["level"]),
        ratio_then=_ratio(first[ratio]),
        level_then=formats.words(first["level"]),
    )


def _sets_words(number: int, sign: int) -> str:
    if sign > 0:
        return n_("{number} more set", "{number} more sets", number)
    return n_("{number} fewer set", "{number} fewer sets", number)


def settled_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the last week looked at, when all pooled weeks hold the change: one a number of sets."""
    last = int(rows["after_weeks"].max())
    return rows.loc[rows["after_weeks"] == last]


def added_table(rows: pd.DataFrame, *, ratio: RatioColumn) -> pd.DataFrame:
    """One row a number of sets: Sets, the ratio after each week (1, 2), Level then, Curls and Long length (in %)."""
    settled = settled_rows(rows).set_index("sets")
    by_week = rows.pivot(index="sets", columns="after_weeks", values=ratio).loc[settled.index]
    columns: dict[str, Any] = {"Sets": [_("as now") if sets == 0 else f"{sets:+d}" for sets in settled.index]}
    columns |= {str(week): by_week[week].to_numpy() for week in sorted(rows["after_weeks"].unique())}
    columns |= {
        "Level then": [formats.words(str(level)) for level in settled["level"]],
        "Curls": (100 * settled["curl_share"]).to_numpy(),
        "Long length": (100 * settled["long_length_share"]).to_numpy(),
    }
    return pd.DataFrame(columns)


def _draw(table: pd.DataFrame) -> None:
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    weeks = [str(each) for each in table.columns if str(each).isdigit()]
    titles = {week: n_("After {number} week", "After {number} weeks", int(week)) for week in weeks} | {
        "Sets": _("Sets a week"), "Level then": _("Level then"), "Curls": _("Curls"), "Long length": _("Long length"),
    }  # fmt: skip
    share = _("Share of the hamstring sets then")
    st.dataframe(
        table,
        hide_index=True,
        placeholder=_("none"),
        key="added-sets",
        alt=_(
            "Sets added or left out a week: the ratio after each of four weeks, level, curl share and long length then"
        ),
        column_config={
            **{week: number(titles[week], format="%.1f : 1") for week in weeks},
            "Sets": text(titles["Sets"]),
            "Level then": text(titles["Level then"], help=_("Of the four weeks together, by both ratios")),
            "Curls": number(titles["Curls"], format="%.0f %%", help=share),
            "Long length": number(titles["Long length"], format="%.0f %%", help=share),
        },
    )
    table_file(table.rename(columns=titles), name="more-or-fewer-sets", key="added-sets")


def _ratio(value: float) -> str:
    return _("no sets on the second side") if formats.is_missing(value) else f"{value:.1f} : 1"


def _rank(level: str) -> int:
    return ORDER.index(level) if level in ORDER else 0
