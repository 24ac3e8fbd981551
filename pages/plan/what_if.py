"""What if: other sets for the legs, and how balance and volume of the coming weeks would change before doing it."""

import streamlit as st

from analytics.language import _
from ui import plan as page
from ui import plan_draft, session
from ui import plan_what_if as trial
from ui.charts import plan as charts
from ui.charts.balance import Levels
from ui.draw import chart
from ui.filters import empty_state
from ui.glossary import words_on_this_page

st.title(_("What if"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("Try a change before you do it"),
        _("Move the sets of an exercise, add one or drop one, and see what the coming weeks would look like."),
        when=_(
            "After one full week with strength training; your usual week is read from the last {plan.look_back_weeks}."
        ),
    )
    st.stop()

asked = page.bar(log)
plan_draft.undo_line()
plan = plan_draft.draft(asked).plan
if not plan.sessions:
    page.without_sessions(plan)
    st.stop()

names, muscle_names = log.catalogue.exercise_names, log.catalogue.muscle_names
start = trial.start_control()
base = trial.starting_plan(plan, asked, start)
now = trial.tried(base, asked, start)
legs = trial.leg_exercises(log.catalogue)

words_on_this_page("fractional_set", "range", "ratio", "hinge", "curl")
st.header(_("Sets a week"), anchor=False)
st.caption(_("Your leg exercises. Change a number and look below; nothing is kept before you say so."))
trial.sets_controls(base, names, legs=legs, asked=asked, start=start)
trial.add_control(now, names, legs=legs, asked=asked, start=start)
trial.decide(now, asked, start)

if not now.sessions:
    st.info(_("Nothing is left in this week. Take a change back, or add an exercise on the Next week page."))
    st.stop()

ahead = session.outlook(now, asked.on, trial.WEEKS)
unchanged = ahead if now == base else session.outlook(base, asked.on, trial.WEEKS)
st.header(_("The weeks ahead"), anchor=False)
st.caption(
    _(
        "As if this week were done as it stands, {weeks} times in a row. The plan itself takes another small step each "
        "week, so it gets further.",
        weeks=trial.WEEKS,
    )
)
trial.show_too_much(trial.too_much(ahead))
with st.grid(4, min_column_width=150):
    for label, value, note in trial.in_numbers(ahead, unchanged):
        st.metric(label, value, note, delta_color="off", delta_arrow="off", border=True, height="stretch")

facts, first = log.facts, ahead.first_planned
ratios, balance, volume = (ahead.frames[name] for name in trial.METRICS)
chart(
    session.figure(
        charts.ratio_ahead,
        ratios,
        None if unchanged is ahead else unchanged.frames["quad_posterior_ratio"],
        first_planned=first,
        ratio="q_h_ratio",
        levels=Levels(*(facts.number(f"bal.q_h.{level}") for level in ("watch", "warn", "strong"))),
    ),
    alt=charts.describe_ratio_ahead(ratios, first_planned=first, ratio="q_h_ratio"),
    key="what-if-ratio",
)
left, right = st.columns(2)
with left:
    chart(
        session.figure(
            charts.sets_ahead,
            volume,
            None if unchanged is ahead else unchanged.frames["muscle_volume"],
            first_planned=first,
            names=muscle_names,
        ),
        alt=charts.describe_sets_ahead(volume, first_planned=first, names=muscle_names),
        key="what-if-sets-chart",
    )
with right:
    chart(
        session.figure(
            charts.shares_ahead,
            balance,
            first_planned=first,
            ok_low=facts.number("bal.curl_share.ok_low"),
            ok_high=facts.number("bal.curl_share.ok_high"),
        ),
        alt=charts.describe_shares_ahead(balance, first_planned=first),
        key="what-if-shares",
    )

st.subheader(_("What would stand, week by week"), anchor=False)
trial.show_findings_by_week(ahead)
trial.more(asked)
