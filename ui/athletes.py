"""A coach's roster on the page: everybody side by side, whom to look at, and the way to each athlete's own pages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.model import Finding
from ui import formats, session
from ui.findings import BADGES
from ui.words import counted, plain

CARDS_A_PAGE: Final = 12
"""As many athletes as are looked at closely at once: each takes a fifth of a second."""
EVERYBODY: Final = "All"
_LEANING: Final = ("watch", "warn", "strong")
_LEVEL_WORDS: Final[Mapping[str, str]] = {
    "ok": "in order",
    "watch": "leans to quads",
    "warn": "quad-dominant",
    "strong": "strongly quad-dominant",
    "too_little_data": "too little data",
}
SHOWN: Final[Mapping[str, Callable[[pd.DataFrame], pd.Series[bool]]]] = {
    EVERYBODY: lambda rows: pd.Series(True, index=rows.index),
    "No workout that week": lambda rows: (rows["workouts"] == 0) & ~rows["has_ended"],
    "Leg muscle short of its range": lambda rows: rows["muscles_reached"].lt(rows["muscles_with_range"]).fillna(False),
    "Leaning to quads": lambda rows: rows["level"].isin(_LEANING),
    "Log ended": lambda rows: rows["has_ended"],
}
"""What may be shown -> which rows of the roster that is."""
_STRENGTH_OF_LEVEL: Final = {level: place for place, level in enumerate(("ok", *_LEANING))}
SORTED: Final[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {
    "Name": lambda rows: rows["athlete"].str.casefold(),
    "Longest without a session": lambda rows: rows["last_day"],
    "Fewest workouts": lambda rows: rows["workouts"],
    "Fewest hard leg sets": lambda rows: rows["leg_sets"],
    "Fewest leg muscles at their range": lambda rows: rows["muscles_reached"],
    "Most quad-dominant": lambda rows: -rows["level"].map(_STRENGTH_OF_LEVEL).astype("float64"),
    "Lowest curl share": lambda rows: rows["curl_share"],
    "Fewest lifts rising": lambda rows: rows["lifts_rising"],
}
"""What to sort by -> what comes first when it ascends. Rows without a value come last."""


def controls() -> tuple[str, str, str]:
    """Name or part of one to find, which athletes to show, and what to sort by; all three live in the address."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="athletes-controls"):
        find = st.text_input("Find", key="who", placeholder="Part of a name", bind="query-params", width=200)
        sort = st.selectbox("Sort by", list(SORTED), key="sort", bind="query-params", width=280)
        show = st.pills("Show", list(SHOWN), default=EVERYBODY, required=True, key="show", bind="query-params")
    return str(find or ""), str(show), str(sort)


def chosen(rows: pd.DataFrame, *, find: str, show: str, sort: str) -> pd.DataFrame:
    """The rows of the roster that are looked for, in order."""
    named = rows["athlete"].str.casefold().str.contains(find.strip().casefold(), regex=False)
    left = rows[named & SHOWN[show](rows).astype(bool)]
    return left.loc[SORTED[sort](left).sort_values(kind="stable", na_position="last").index]


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """The roster for the screen, one row an athlete: numbers stay numbers, so that a click on a head sorts them."""
    return pd.DataFrame(
        {
            "Athlete": rows["athlete"],
            "Last session": rows["last_day"],
            "Workouts": rows["workouts"],
            "Hard leg sets": rows["leg_sets"],
            "Leg muscles at range": [
                _of(reached, ranged)
                for reached, ranged in zip(rows["muscles_reached"], rows["muscles_with_range"], strict=True)
            ],
            "Hamstring sets": rows["hamstring_sets"],
            "Hamstring range": [
                formats.MISSING if formats.is_missing(low) else f"{formats.number(low)} to {formats.number(high)}"
                for low, high in zip(rows["hamstring_low"], rows["hamstring_high"], strict=True)
            ],
            "Quad : hamstring": rows["q_h_ratio"],
            "Balance": [
                "log ended" if ended else _LEVEL_WORDS.get(str(level), "too little data")
                for ended, level in zip(rows["has_ended"], rows["level"], strict=True)
            ],
            "Curl share": 100 * rows["curl_share"],
            "Lifts rising": [
                _of(rising, told) for rising, told in zip(rows["lifts_rising"], rows["lifts_told"], strict=True)
            ],
        }
    )


def show_table(rows: pd.DataFrame) -> None:
    """Everybody who is shown, side by side."""
    number = st.column_config.NumberColumn
    st.dataframe(
        table(rows),
        hide_index=True,
        placeholder="",
        alt=f"{counted(len(rows), 'athlete')} side by side: last session, workouts and hard leg sets of the last full "
        "week, leg muscles at their range, balance, curl share and lifts rising",
        column_config={
            "Athlete": st.column_config.TextColumn(pinned=True),
            "Last session": st.column_config.DateColumn(format="D MMM YYYY", help="Of cardio too"),
            "Workouts": number(format="%d", help="In the last full week, cardio too"),
            "Hard leg sets": number(
                format="%.5g", help="In the last full week, with a muscle of the lower body as a main mover"
            ),
            "Leg muscles at range": st.column_config.TextColumn(
                help="Leg muscles whose sets of the last full week reached the lower end of their range, of those that "
                "have one"
            ),
            "Hamstring sets": number(format="%.5g", help="Fractional hard sets in the last full week"),
            "Quad : hamstring": number(format="%.1f", help="Fractional hard sets of the last four full weeks"),
            "Balance": st.column_config.TextColumn(help="Quads against hamstrings and glutes, four full weeks"),
            "Curl share": number(format="%.0f %%", help="Of the hamstring sets of the last four full weeks"),
            "Lifts rising": st.column_config.TextColumn(
                help="Likely or clearly rising, of the lifts of the last weeks that have sessions enough for a trend"
            ),
        },
    )


def _of(part: Any, whole: Any) -> str:
    return formats.MISSING if formats.is_missing(part) or not whole else f"{part} of {whole}"


# one by one ----------------------------------------------------------------------------------------------------------


def pick_page(athletes: int, *, key: str) -> slice:
    """Which cards to show, where there are more than fit on a page."""
    firsts = list(range(0, athletes, CARDS_A_PAGE))
    if len(firsts) < 2:
        return slice(0, athletes)
    first = st.selectbox(
        "Cards",
        firsts,
        format_func=lambda at: f"{at + 1} to {min(at + CARDS_A_PAGE, athletes)} of {athletes}",
        key=key,
        width=200,
    )
    return slice(first, first + CARDS_A_PAGE)


def show_cards(rows: pd.DataFrame, *, on: date) -> None:
    """A card an athlete with what matters most and the ways on. All cards stand at once; what they say comes as it is
    found, one athlete after the other.
    """
    places: list[tuple[dict[Hashable, Any], Any]] = []
    with st.grid(3, min_column_width=300):
        for row in rows.to_dict("records"):
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{plain(row['athlete'])}**")
                st.caption(last_session_words(row["last_day"].date(), on))
                places.append((row, st.empty()))
                links(row["athlete"])
    for row, place in places:
        with place:
            _say(row, on)


def _say(row: Mapping[Hashable, Any], on: date) -> None:
    if row["has_ended"]:
        st.markdown("The log has ended; its pages look back from its last week.")
    elif row["weeks"] == 0:
        st.markdown("The first week is running; it is judged when it is over.")
    else:
        say_finding(session.most_important(row["athlete"], on))


def say_finding(finding: Finding | None) -> None:
    """The most important finding in one sentence, with how strong it is in words."""
    if finding is None:
        st.markdown("Nothing asks for a change.")
        return
    word, icon, colour = BADGES[finding.severity]
    st.markdown(f":{colour}-badge[{icon} {word}] {plain(finding.headline)}")


def last_session_words(last: date, on: date) -> str:
    """When somebody trained last: "Last session 18 Nov 2026, 2 days ago"."""
    ago = (on - last).days
    when = {0: "today", 1: "yesterday"}.get(ago, f"{counted(ago, 'day')} ago")
    return f"Last session {formats.day(last)}" + (f", {when}" if ago >= 0 else "")


def links(athlete: str) -> None:
    """The ways to an athlete's own pages, and to the import for them."""
    whose: dict[str, str | Sequence[str]] = {"athlete": athlete}
    name = plain(athlete)
    with st.container(horizontal=True, gap="small"):
        st.page_link(
            "pages/insights/overview.py", label=f"Open {name}", icon=":material/arrow_forward:", query_params=whose
        )
        st.page_link("pages/plan/next_week.py", label="Next week", icon=":material/event_upcoming:", query_params=whose)
        st.page_link("pages/log/import_log.py", label="Import", icon=":material/upload_file:", query_params=whose)


def last_week_words(on: date) -> str:
    """Which week the page speaks of."""
    return formats.week(on - timedelta(days=on.weekday(), weeks=1))
