"""Strength: one lift with its level, trend, outlook and bests, the sets behind any session, and all lifts."""

import pandas as pd
import streamlit as st

from ui import formats, session, strength, summaries
from ui.basis import basis
from ui.charts import strength as charts
from ui.draw import chart, clicked, sets_behind
from ui.filters import empty_state, filters
from ui.usual import what_is_usual
from ui.words import plain

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
period = (chosen.athlete, chosen.from_date, chosen.to_date)
sessions = session.metric("session_strength", *period)
if log.lifter.bodyweight_kg is None:
    logged = session.sets(chosen.athlete, from_date=chosen.from_date, to_date=chosen.to_date)["exercise_id"].dropna()
    waiting = strength.without_bodyweight(logged.unique(), log.catalogue)
    if waiting:
        st.caption(plain(waiting))
        st.page_link("pages/trust/settings.py", label="Give it in Settings", icon=":material/tune:")
if sessions.empty:
    st.info(
        "No session in this period gives a strength value: that takes a loaded lift with few enough reps, near enough "
        "to failure. Try a longer period."
    )
    st.stop()

trends, outlook, coming, band, bests = (
    session.metric(name, *period)
    for name in ("strength_trend", "strength_outlook", "next_session", "strength_band", "personal_bests")
)
lifts = list(sessions["exercise_id"].value_counts().index)
lift = st.selectbox(
    "Lift", lifts, format_func=lambda lift: names.get(lift, lift), key="lift", bind="query-params", width=420
)
of_lift = sessions[sessions["exercise_id"] == lift].sort_values("started_at", ascending=False)
bests_of_lift = bests[bests["exercise_id"] == lift]
trend = charts.trend_of(trends, lift)
day_key = f"session-of-{lift}"


def choose_point() -> None:
    """A click on a session lists its sets below."""
    point = clicked("lift-chart")
    if point:
        session.remember(day_key, pd.Timestamp(point[0]).date())


chart(
    charts.one_lift(
        of_lift,
        name=names[lift],
        unit=chosen.unit,
        trend=trend,
        bests=bests_of_lift,
        band=band[band["exercise_id"] == lift],
        gap_days=log.facts.number("trend.gap_days"),
    ),
    alt=charts.describe_lift(
        of_lift, name=names[lift], unit=chosen.unit, class_words=strength.class_words(trends, lift), trend=trend
    ),
    key="lift-chart",
    on_select=choose_point,
)
st.markdown(strength.trend_words(trends, lift, facts=log.facts))
for line in (
    strength.outlook_words(outlook, lift, unit=chosen.unit),
    strength.next_words(coming, lift, unit=chosen.unit),
):
    if line:
        st.markdown(line)
notes = strength.made_by(of_lift, facts=log.facts, is_leg_press=log.catalogue.exercise(lift).e1rm == "lp")
st.caption(
    " ".join(
        [
            f"The trend looks at the last {log.facts.number('trend.window_weeks'):g} weeks, the band and the chance at "
            "all sessions. Compare a lift with itself. Lifts done with many reps are shown as the load at your usual "
            "reps, not as a 1RM.",
            *notes,
        ]
    )
)

st.header("The sets behind a session", anchor=False)
st.caption("Click a point, or choose a day here.")
days = list(pd.to_datetime(of_lift["started_at"]).dt.date)
day = st.selectbox("Session", days, format_func=formats.day, key=day_key, width=240)
behind = of_lift.iloc[days.index(day)]
credits = log.set_credits(chosen.athlete, from_date=day, to_date=day)
muscles = summaries.muscle_names(log.catalogue)
sets_behind(
    strength.sets_of(credits, lift, muscles=muscles),
    title=strength.session_words(behind, name=names[lift], unit=chosen.unit),
    unit=chosen.unit,
    muscle_names=muscles,
    key="sets-behind",
)

st.header("Best yet", anchor=False)
st.caption("Sessions of this period that beat everything before them in the log.")
if bests_of_lift.empty:
    st.info(f"No session of this period was the best ever for {names[lift]}.")
else:
    st.dataframe(
        strength.bests_table(bests_of_lift, unit=chosen.unit),
        hide_index=True,
        key="bests",
        alt=f"Bests of {names[lift]}, newest first",
        column_config={
            "Day": st.column_config.DateColumn("Day", format="D MMM YYYY"),
            "Strength": st.column_config.NumberColumn(
                f"{charts.strength_words(of_lift)} ({chosen.unit})", format="%.1f"
            ),
            "Gain": st.column_config.NumberColumn("Over the best before", format="%+.1f %%"),
            "Meaning": st.column_config.TextColumn("Which is"),
            "From": "From the set",
        },
    )

st.header("All lifts", anchor=False)
st.caption(f"As of {formats.day(chosen.to_date)}. “Unclear” means: not enough to tell.")
st.dataframe(
    strength.lifts_table(trends, outlook, sessions, names=names, unit=chosen.unit),
    hide_index=True,
    placeholder="",
    key="all-lifts",
    alt="All lifts: course, trend class, chance of rising, change a week with its 80 % range, level and sessions",
    column_config={
        "Course": st.column_config.LineChartColumn(f"Sessions in the period ({chosen.unit})", width="medium"),
        "Rising": st.column_config.TextColumn("Rising (chance)", help="How likely it rises after its last session"),
        "Per week": st.column_config.NumberColumn("Change (% a week)", format="%+.2f"),
        "Range": st.column_config.TextColumn("80 % range (% a week)"),
        "Level": st.column_config.NumberColumn(f"Level ({chosen.unit})", format="%.1f"),
    },
)

what_is_usual(log.facts, log.lifter.level)
basis(
    "session_strength", "strength_trend", "personal_bests", "strength_band", "strength_outlook", "next_session",
    key="strength",
)  # fmt: skip
