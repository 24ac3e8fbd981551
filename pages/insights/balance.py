"""Balance: quads against hamstrings and glutes, hinges against curls, and the sets behind any four weeks."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from ui import formats, session, summaries
from ui.charts import balance as charts
from ui.draw import chart, clicked, sets_behind
from ui.filters import choose_week, empty_state, filters, pick_week

RATIOS = {"Quads : hamstrings": "q_h_ratio", "Knee : hip": "kd_hd_ratio"}
FACT_PREFIX = {"q_h_ratio": "bal.q_h", "kd_hd_ratio": "bal.kd_hd"}
SPANS = {"Its four weeks": 4, "The week alone": 1}

st.title("Balance", anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        "The balance of your legs will appear here",
        "Quad work against hamstring work over time, with the zones where many coaches would look twice, and how your "
        "hamstring work splits into hinges and curls.",
    )
    st.stop()

chosen = filters(log)
facts = log.facts


def choose_point(key: str) -> None:
    """A click on a chart chooses its week for the list below."""
    point = clicked(key)
    if point:
        choose_week(point[1])


last_full_day = chosen.last_full_week + timedelta(days=6)
ratios = session.metric("quad_posterior_ratio", chosen.athlete, chosen.from_date, last_full_day)
shares = session.metric("hinge_curl_balance", chosen.athlete, chosen.from_date, last_full_day)
if ratios.empty:
    st.info("No full week yet. The first ratio appears when this week is over.")
    st.stop()

named = st.segmented_control(
    "Ratio", list(RATIOS), default="Quads : hamstrings", required=True, key="ratio", bind="query-params",
    help="Quads : hamstrings counts sets per muscle, half for a helper. Knee : hip counts each set once, by movement.",
)  # fmt: skip
ratio = RATIOS[named]
levels = charts.Levels(*(facts.number(f"{FACT_PREFIX[ratio]}.{level}") for level in ("watch", "warn", "strong")))
above = st.container()

st.header("The sets behind a week", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    week = pick_week(sorted(pd.to_datetime(ratios["week"]).dt.date), default=chosen.last_full_week)
    span = SPANS[
        st.segmented_control(
            "Show", list(SPANS), default="Its four weeks", required=True, key="span", bind="query-params"
        )
    ]
credits = log.set_credits(chosen.athlete, from_date=week - timedelta(weeks=span - 1), to_date=week + timedelta(days=6))
names = summaries.muscle_names(log.catalogue)
sets_behind(
    summaries.side_sets(credits, ratio=ratio),
    unit=chosen.unit,
    muscle_names=names | dict(summaries.SIDE_NAMES),
    key="sets-behind",
    title=f"{named}, {'four weeks up to the ' if span > 1 else ''}{formats.week(week)}",
)

with above:
    chart(
        charts.ratio_over_time(ratios, ratio=ratio, levels=levels, chosen_week=week.isoformat()),
        alt=charts.describe_ratio(ratios, ratio=ratio),
        key="ratio-chart",
    )
    st.caption(
        "Counts work, not strength; no study ties a ratio of sets to injury. Many coaches keep it at 1 : 1 to 1.5 : 1."
    )

    chart(
        charts.hinge_curl_shares(
            shares,
            ok_low=facts.number("bal.curl_share.ok_low"),
            ok_high=facts.number("bal.curl_share.ok_high"),
            chosen_week=week.isoformat(),
        ),
        alt=charts.describe_shares(shares),
        key="shares-chart",
        on_select=lambda: choose_point("shares-chart"),
    )
    st.caption("Hinges and curls build different parts of the hamstrings. Squats and lunges are neither.")
