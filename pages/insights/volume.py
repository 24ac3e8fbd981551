"""Volume: hard sets a week, all muscles stacked or one against its marks, the sets behind any bar, and how they were
spread.
"""

from datetime import timedelta

import pandas as pd
import streamlit as st

from ui import formats, session, summaries, volume_tables
from ui.basis import basis
from ui.charts import volume as charts
from ui.draw import chart, clicked, sets_behind
from ui.filters import choose_week, empty_state, filters, pick_week

GROUPS = {"Lower body": "lower", "Core": "core", "Upper body": "upper"}
STACKED, ONE = "Muscles stacked", "One muscle and its range"
COUNTS = {"Fractional": "hard_sets", "Direct": "direct_sets"}

st.title("Volume", anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        "Your hard sets a week will appear here",
        "Bars for every week and muscle, your range for each, and a click from any bar to the sets behind it.",
    )
    st.stop()

chosen = filters(log)
names = summaries.muscle_names(log.catalogue)


def choose_bar() -> None:
    """A click on a bar chooses its muscle and week for the list below."""
    point = clicked("volume-chart")
    if point:
        session.remember("muscle", point[0])
        choose_week(point[1])


with st.container(horizontal=True, vertical_alignment="bottom"):
    view = st.segmented_control("View", [STACKED, ONE], default=STACKED, required=True, key="view", bind="query-params")
    muscle = st.selectbox(
        "Muscle" if view == ONE else "Muscle (list below)", list(names), index=list(names).index("hamstrings"),
        format_func=names.__getitem__, key="muscle", bind="query-params", width=220,
    )  # fmt: skip

weekly = session.metric("weekly_hard_sets", chosen.athlete, chosen.from_date, chosen.to_date)
volume = session.metric("muscle_volume", chosen.athlete, chosen.from_date, chosen.to_date)
count, shown, bars = "hard_sets", [muscle], weekly
running_week, last_full_week = chosen.running_week, chosen.last_full_week
if view == STACKED:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        counted = st.segmented_control(
            "Count",
            list(COUNTS),
            default="Fractional",
            required=True,
            key="count",
            bind="query-params",
            help="Fractional: 1 for a main mover, 0.5 for a helper. Direct: main movers only.",
        )
        groups = st.pills(
            "Muscle groups", list(GROUPS), selection_mode="multi", default=["Lower body"], key="groups",
            bind="query-params",
        )  # fmt: skip
    count = COUNTS[counted]
    # stacked bars judge nothing, so they may stand by the lifter's own weeks; a range is for ISO weeks
    bars = session.weekly_sets(chosen.athlete, chosen.from_date, chosen.to_date)
    running_week, last_full_week = chosen.shown_running_week, chosen.shown_last_week
    shown = summaries.muscles_in(log.catalogue, [GROUPS[group] for group in groups] or list(GROUPS.values()))
above = st.container()

st.header("The sets behind a bar", anchor=False)
st.caption("Click a bar, or choose a week here and a muscle above. Each set says what it counts, or why it does not.")
weeks = sorted(pd.to_datetime(bars["week"]).dt.date.unique())
week = pick_week(weeks, default=last_full_week, label="Week (its first day)")
credits = log.set_credits(chosen.athlete, from_date=week, to_date=week + timedelta(days=6), muscle=muscle)
if count == "direct_sets":
    credits = credits[credits["is_direct"]]
title = f"{names[muscle]}, {formats.week(week)}"
sets_behind(credits, unit=chosen.unit, muscle_names=names, key="sets-behind", title=title)

marks = {"running_week": running_week.isoformat() if running_week else None, "chosen_week": week.isoformat()}
last = last_full_week.isoformat()
if view == STACKED:
    figure = charts.weekly_stack(bars, muscles=shown, names=names, count=count, **marks)
    alt = charts.describe_weekly_stack(bars, muscles=shown, names=names, count=count, last_full_week=last)
else:
    one = volume[volume["muscle"] == muscle].merge(weekly[["week", "muscle", "direct_sets"]], on=["week", "muscle"])
    figure = charts.one_muscle(one, muscle=muscle, name=names[muscle], **marks)
    alt = charts.describe_one_muscle(one, name=names[muscle], last_full_week=last)
with above:
    chart(figure, alt=alt, key="volume-chart", on_select=choose_bar)
    if view == ONE:
        st.caption("The whole bar, the line, your range and the marks are fractional hard sets a week.")
    elif chosen.week_start == "sunday":
        st.caption("These bars begin on Sunday. The tables and ranges below look at weeks from Monday to Sunday.")

st.header("All muscles", anchor=False)
st.caption(
    f"As of the {formats.week(chosen.last_full_week)}. Sets are fractional unless a column says direct; the range is "
    "for fractional sets. Ranges are averages, not laws."
)
volume_tables.all_muscles(volume, weekly, week=chosen.last_full_week, muscle_names=names)

st.header("Sessions, reps and effort", anchor=False)
spacing = session.metric("session_spacing", chosen.athlete, chosen.from_date, chosen.to_date)
volume_tables.spacing(spacing, muscle, name=names[muscle], facts=log.facts)
st.caption(f"Reps and effort in the four weeks up to the {formats.week(chosen.last_full_week)}.")
rep_ranges = session.metric("rep_ranges", chosen.athlete, chosen.from_date, chosen.to_date)
volume_tables.reps(rep_ranges, week=chosen.last_full_week)
effort = session.metric("effort_targets", chosen.athlete, chosen.from_date, chosen.to_date)
volume_tables.effort(effort, week=chosen.last_full_week)

basis("weekly_hard_sets", "muscle_volume", "session_spacing", "rep_ranges", "effort_targets", key="volume")
