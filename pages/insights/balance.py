"""Balance: quads against hamstrings, hinges against curls, deadlift against squat, and the sets behind any weeks."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from analytics.language import _
from ui import balance, formats, session, strength_views, summaries
from ui.added_sets import added_sets_section
from ui.basis import basis
from ui.charts import balance as charts
from ui.charts import hamstring_shares
from ui.draw import chart, clicked, sets_behind
from ui.exercise_page import along
from ui.filters import choose_week, empty_state, filters, pick_week
from ui.glossary import words_on_this_page
from ui.left_right import left_right_section

BY_MUSCLE, FOUR_WEEKS = _("Quads : hamstrings"), _("Its four weeks")
RATIOS = {BY_MUSCLE: "q_h_ratio", _("Knee : hip"): "kd_hd_ratio"}
FACT_PREFIX = {"q_h_ratio": "bal.q_h", "kd_hd_ratio": "bal.kd_hd"}
SPANS = {FOUR_WEEKS: 4, _("The week alone"): 1}

st.title(_("Balance"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("The balance of your legs will appear here"),
        _(
            "Quad work against hamstring work over time, with the zones where many coaches would look "
            "twice, and how your hamstring work splits into hinges and curls."
        ),
    )
    st.stop()

chosen = filters(log)
words_on_this_page("ratio", "hinge", "curl", "lengthened", "hard_set", "fractional_set", "side")
facts = log.facts


def choose_ratio() -> None:
    """A click on the ratio lists both sides of its four weeks below."""
    point = clicked("ratio-chart")
    if point:
        session.remember("part", balance.BOTH)
        choose_week(point[3])


def choose_share(key: str) -> None:
    """A click on a share lists that part of the hamstring sets of its four weeks below."""
    point = clicked(key)
    if point:
        session.remember("part", point[0])
        choose_week(point[1])


last_full_day = chosen.last_full_week + timedelta(days=6)
ratios = session.metric("quad_posterior_ratio", chosen.athlete, chosen.from_date, last_full_day)
shares = session.metric("hinge_curl_balance", chosen.athlete, chosen.from_date, last_full_day)
if ratios.empty:
    st.info(_("No full week yet. The first ratio appears when this week is over."))
    st.stop()

named = st.segmented_control(
    _("Ratio"),
    list(RATIOS),
    default=BY_MUSCLE,
    required=True,
    key="ratio",
    bind="query-params",
    help=_(
        "Quads : hamstrings counts sets per muscle, half for a helper. Knee : hip counts each set once, by movement."
    ),
)
ratio = RATIOS[named]
levels = charts.Levels(*(facts.number(f"{FACT_PREFIX[ratio]}.{level}") for level in ("watch", "warn", "strong")))
above = st.container()

st.header(_("The sets behind a week"), anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    week = pick_week(sorted(pd.to_datetime(ratios["week"]).dt.date), default=chosen.last_full_week)
    span = SPANS[
        st.segmented_control(_("Show"), list(SPANS), default=FOUR_WEEKS, required=True, key="span", bind="query-params")
    ]
    part = st.selectbox(_("Sets of"), balance.PARTS, key="sets_of", bind="query-params", width=200)
credits = session.set_credits(chosen.athlete, week - timedelta(weeks=span - 1), week + timedelta(days=6))
names = log.catalogue.muscle_names
what, the_week = named if part == balance.BOTH else part, formats.week(week)
sets_behind(
    balance.part_sets(credits, part, ratio=ratio, catalogue=log.catalogue),
    unit=chosen.unit,
    muscle_names={**names, **summaries.SIDE_NAMES},
    key="sets-behind",
    title=_("{what}, four weeks up to the {week}", what=what, week=the_week) if span > 1 else f"{what}, {the_week}",
)

with above:
    of_week, share_of_week = (
        frame[pd.to_datetime(frame["week"]) == pd.Timestamp(week)].iloc[0] for frame in (ratios, shares)
    )
    st.markdown(balance.levels_line(of_week))
    chart(
        session.figure(charts.ratio_over_time, ratios, ratio=ratio, levels=levels, chosen_week=week.isoformat()),
        alt=charts.describe_ratio(ratios, ratio=ratio),
        key="ratio-chart",
        on_select=choose_ratio,
    )
    st.caption(
        _(
            "Counts work, not strength; no study ties a ratio of sets to injury. Many coaches keep it at "
            "1 : 1 to 1.5 : 1. Click a point for the sets behind it."
        )
    )
    basis("quad_posterior_ratio", key="ratio")

    st.header(_("Hinges and curls"), anchor=False)
    least_long = facts.number("bal.long_share")
    st.markdown(balance.shares_line(share_of_week, least_long=least_long))

    chart(
        session.figure(
            hamstring_shares.hinge_curl_shares,
            shares,
            ok_low=facts.number("bal.curl_share.ok_low"),
            ok_high=facts.number("bal.curl_share.ok_high"),
            chosen_week=week.isoformat(),
        ),
        alt=hamstring_shares.describe_shares(shares),
        key="shares-chart",
        on_select=lambda: choose_share("shares-chart"),
    )
    st.caption(_("Hinges and curls build different parts of the hamstrings. Squats and lunges are neither."))
    if shares["long_length_share"].notna().any():
        chart(
            session.figure(hamstring_shares.long_length_shares, shares, least=least_long, chosen_week=week.isoformat()),
            alt=hamstring_shares.describe_long_length(shares),
            key="long-chart",
            on_select=lambda: choose_share("long-chart"),
        )
    st.page_link(
        "pages/insights/functions.py",
        label=_("Which exercises these are, and what is missing"),
        icon=":material/account_tree:",
    )
    basis("hinge_curl_balance", "exercise_functions", key="shares")

added_sets_section(chosen.athlete, chosen.as_of, chosen.last_full_week, ratio)

st.header(_("Deadlift and squat"), anchor=False)
pulls = session.metric("deadlift_squat_ratio", chosen.athlete, None, chosen.to_date)
st.markdown(balance.deadlift_squat_line(pulls, log.lifter.sex))
st.page_link(
    "pages/insights/strength.py",
    label=_("Among people who compete, and the sessions behind it"),
    icon=":material/list:",
    query_params=along(view=strength_views.DEADLIFT_AND_SQUAT),
)
basis("deadlift_squat_ratio", key="deadlift")

left_right_section(chosen.athlete, chosen.from_date, chosen.to_date, chosen.unit)
