"""Volume: hard sets a week, all muscles stacked or one against its range, and the sets behind any bar."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from ui import formats, session, summaries
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
    counted = st.segmented_control(
        "Count",
        list(COUNTS),
        default="Fractional",
        required=True,
        key="count",
        bind="query-params",
        help="Fractional: 1 for a main mover, 0.5 for a helper. Direct: main movers only. Ranges are for fractional.",
    )
    muscle = st.selectbox(
        "Muscle" if view == ONE else "Muscle (list below)", list(names), index=list(names).index("hamstrings"),
        format_func=names.__getitem__, key="muscle", bind="query-params", width=220,
    )  # fmt: skip
count = COUNTS[counted]

weekly = session.metric("weekly_hard_sets", chosen.athlete, chosen.from_date, chosen.to_date)
volume = session.metric("muscle_volume", chosen.athlete, chosen.from_date, chosen.to_date)
running_week = chosen.running_week.isoformat() if chosen.running_week else None
last_full_week = chosen.last_full_week.isoformat()

shown = [muscle]
if view == STACKED:
    groups = st.pills(
        "Muscle groups", list(GROUPS), selection_mode="multi", default=["Lower body"], key="groups", bind="query-params"
    )
    shown = summaries.muscles_in(log.catalogue, [GROUPS[group] for group in groups] or list(GROUPS.values()))
above = st.container()

st.header("The sets behind a bar", anchor=False)
st.caption("Click a bar, or choose a week here and a muscle above.")
weeks = sorted(pd.to_datetime(weekly["week"]).dt.date.unique())
week = pick_week(weeks, default=chosen.last_full_week)
credits = log.set_credits(chosen.athlete, from_date=week, to_date=week + timedelta(days=6), muscle=muscle)
if count == "direct_sets":
    credits = credits[credits["is_direct"]]
title = f"{names[muscle]}, {formats.week(week)}"
sets_behind(credits, unit=chosen.unit, muscle_names=names, key="sets-behind", title=title)

marks = {"running_week": running_week, "chosen_week": week.isoformat(), "count": count}
if view == STACKED:
    figure = charts.weekly_stack(weekly, muscles=shown, names=names, **marks)
    alt = charts.describe_weekly_stack(weekly, muscles=shown, names=names, count=count, last_full_week=last_full_week)
else:
    one = volume[volume["muscle"] == muscle].merge(weekly[["week", "muscle", "direct_sets"]], on=["week", "muscle"])
    figure = charts.one_muscle(one, muscle=muscle, name=names[muscle], **marks)
    alt = charts.describe_one_muscle(one, name=names[muscle], last_full_week=last_full_week)
with above:
    chart(figure, alt=alt, key="volume-chart", on_select=choose_bar)

st.header("All muscles", anchor=False)
st.caption(
    f"{counted} hard sets a week, as of the {formats.week(chosen.last_full_week)}. Ranges are averages, not laws."
)
st.dataframe(
    summaries.volume_table(volume, weekly, week=chosen.last_full_week, count=count, muscle_names=names),
    hide_index=True,
    placeholder="",
    key="all-muscles",
    alt="All muscles: four-week mean, last full week, range and state",
    column_config={
        "Mean": st.column_config.NumberColumn(
            "Mean (sets/week)", format="%.1f", help="Sets a week, mean of the last four full weeks"
        ),
        "Last week": st.column_config.NumberColumn(
            "Last week (sets)", format="%.1f", help="Sets in the last full week"
        ),
        "Range": st.column_config.TextColumn("Range (sets/week)", help="Sets a week that tend to work for your level"),
        "State": st.column_config.TextColumn(help="Of the four-week mean"),
        "Sessions": st.column_config.NumberColumn(help="Workouts of the last full week with a set for the muscle"),
        "RIR known": st.column_config.NumberColumn(format="%.0f %%", help="Share of the last full week's sets"),
        "0 to 2 RIR": st.column_config.NumberColumn(format="%.0f %%", help="Share of the last full week's sets"),
    },
)
