"""Strength: one lift with its sessions, trend and bests, and all lifts in a table."""

import pandas as pd
import streamlit as st

from ui import formats, session, summaries
from ui.charts import strength as charts
from ui.draw import chart
from ui.filters import empty_state, filters

st.title("Strength", anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        "Your lifts will appear here",
        "Each session's strength with how far off it may be, the trend of the last weeks with its range, your bests.",
    )
    st.stop()

chosen = filters(log)
names = summaries.exercise_names(log.catalogue)
sessions = session.metric("session_strength", chosen.athlete, chosen.from_date, chosen.to_date)
trends = session.metric("strength_trend", chosen.athlete, chosen.from_date, chosen.to_date)
if sessions.empty:
    st.info(
        "No session in this period gives a strength value: that takes a loaded lift with few enough reps, near enough "
        "to failure. Try a longer period."
    )
    st.stop()

lifts = list(sessions["exercise_id"].value_counts().index)
lift = st.selectbox(
    "Lift", lifts, format_func=lambda lift: names.get(lift, lift), key="lift", bind="query-params", width=420
)
of_lift = sessions[sessions["exercise_id"] == lift]
trend = charts.trend_of(trends, lift)
ever = session.metric("session_strength", chosen.athlete, None, chosen.to_date)
bests = charts.best_yet(ever[ever["exercise_id"] == lift], margin_pct=log.facts.number("trend.best_margin_pct"))
bests = bests[pd.to_datetime(bests["started_at"]).dt.date >= chosen.from_date]
words = summaries.class_words(trends, lift)
chart(
    charts.one_lift(of_lift, name=names.get(lift, lift), unit=chosen.unit, trend=trend, bests=bests),
    alt=charts.describe_lift(of_lift, name=names[lift], unit=chosen.unit, class_words=words, trend=trend),
    key="lift-chart",
)
st.markdown(summaries.trend_words(trends, lift, unit=chosen.unit))
st.caption(
    "The trend looks at the last eight weeks. An estimate of a 1RM may be off by the length of its bar; compare a lift "
    "with itself. Lifts done with many reps are shown as the load at your usual reps, not as a 1RM."
)

st.header("Best yet", anchor=False)
st.caption("Sessions of this period that beat everything before them in the log.")
if bests.empty:
    st.info(f"No session of this period was the best ever for {names[lift]}.")
else:
    st.dataframe(
        summaries.bests_table(bests, unit=chosen.unit),
        hide_index=True,
        key="bests",
        alt=f"Bests of {names[lift]}, newest first",
        column_config={
            "Day": st.column_config.DateColumn("Day", format="D MMM YYYY"),
            "Strength": st.column_config.NumberColumn(
                f"{charts.strength_words(of_lift)} ({chosen.unit})", format="%.1f"
            ),
            "From": "From the set",
        },
    )

st.header("All lifts", anchor=False)
st.caption(f"As of {formats.day(chosen.to_date)}. “Unclear” means: not enough to tell.")
st.dataframe(
    summaries.lifts_table(trends, sessions, names=names, unit=chosen.unit),
    hide_index=True,
    placeholder="",
    key="all-lifts",
    alt="All lifts: course, trend class, change a week with its 80 % range, level and sessions",
    column_config={
        "Course": st.column_config.LineChartColumn(f"Sessions in the period ({chosen.unit})", width="medium"),
        "Per week": st.column_config.NumberColumn("Change (% a week)", format="%+.2f"),
        "80 % from": st.column_config.NumberColumn("80 % range from", format="%+.2f"),
        "80 % to": st.column_config.NumberColumn("to (% a week)", format="%+.2f"),
        "Level": st.column_config.NumberColumn(f"Level ({chosen.unit})", format="%.1f"),
    },
)
