"""A coach's roster on the page: everybody side by side, whom to look at, and the way to each athlete's own pages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_
from analytics.model import BALANCE_WORDS, Finding
from ui import formats, session
from ui.findings import BADGES
from ui.words import plain

CARDS_A_PAGE: Final = 12
"""As many athletes as are looked at closely at once: each takes a fifth of a second."""
EVERYBODY: Final = _("All")
_LEANING: Final = ("watch", "warn", "strong")
SHOWN: Final[Mapping[str, Callable[[pd.DataFrame], pd.Series[bool]]]] = {
    EVERYBODY: lambda rows: pd.Series(True, index=rows.index),
    _("No workout that week"): lambda rows: (rows["workouts"] == 0) & ~rows["has_ended"],
    _("Leg muscle short of its range"): lambda rows: (
        rows["muscles_reached"].lt(rows["muscles_with_range"]).fillna(False)
    ),
    _("Leaning to quads"): lambda rows: rows["level"].isin(_LEANING),
    _("Log ended"): lambda rows: rows["has_ended"],
}
"""What may be shown -> which rows of the roster that is."""
_STRENGTH_OF_LEVEL: Final = {level: place for place, level in enumerate(("ok", *_LEANING))}
SORTED: Final[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {
    _("Name"): lambda rows: rows["athlete"].str.casefold(),
    _("Longest without a session"): lambda rows: rows["last_day"],
    _("Fewest workouts"): lambda rows: rows["workouts"],
    _("Fewest hard leg sets"): lambda rows: rows["leg_sets"],
    _("Fewest leg muscles at their range"): lambda rows: rows["muscles_reached"],
    _("Most quad-dominant"): lambda rows: -rows["level"].map(_STRENGTH_OF_LEVEL).astype("float64"),
    _("Lowest curl share"): lambda rows: rows["curl_share"],
    _("Fewest lifts rising"): lambda rows: rows["lifts_rising"],
}
"""What to sort by -> what comes first when it ascends. Rows without a value come last."""


def controls() -> tuple[str, str, str]:
    """Name or part of one to find, which athletes to show, and what to sort by; all three live in the address."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="athletes-controls"):
        find = st.text_input(_("Find"), key="who", placeholder=_("Part of a name"), bind="query-params", width=200)
        sort = st.selectbox(_("Sort by"), list(SORTED), key="sort", bind="query-params", width=280)
        show = st.pills(_("Show"), list(SHOWN), default=EVERYBODY, required=True, key="show", bind="query-params")
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
            _("Athlete"): rows["athlete"],
            _("Last session"): rows["last_day"],
            _("Workouts"): rows["workouts"],
            _("Leg sets"): rows["leg_sets"],
            _("At range"): list(map(_of, rows["muscles_reached"], rows["muscles_with_range"])),
            _("Hamstrings"): rows["hamstring_sets"],
            _("Quad : ham"): rows["q_h_ratio"],
            _("Balance"): [
                _("log ended") if ended else BALANCE_WORDS.get(str(level), BALANCE_WORDS["too_little_data"])
                for ended, level in zip(rows["has_ended"], rows["level"], strict=True)
            ],
            _("Curls"): 100 * rows["curl_share"],
            _("Lifts rising"): list(map(_of, rows["lifts_rising"], rows["lifts_told"])),
        }
    )


def show_table(rows: pd.DataFrame) -> None:
    """Everybody who is shown, side by side."""
    st.dataframe(
        table(rows),
        hide_index=True,
        placeholder="",
        alt=n_(
            "{number} athlete: last session, workouts and hard leg sets of the last full week, leg muscles at their "
            "range, balance, curl share and lifts rising",
            "{number} athletes side by side: last session, workouts and hard leg sets of the last full week, leg "
            "muscles at their range, balance, curl share and lifts rising",
            len(rows),
        ),
        column_config=_columns(rows),
    )


def _columns(rows: pd.DataFrame) -> dict[str, Any]:
    """How the table shows its columns: heads so short that all of them stand beside each other on a laptop, and what
    each means as its tooltip.
    """
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    return {
        _("Athlete"): text(pinned=True),
        _("Last session"): st.column_config.DateColumn(format="D MMM YYYY", help=_("Of cardio too")),
        _("Workouts"): number(format="%d", help=_("In the last full week, cardio too")),
        _("Leg sets"): number(
            format="%.5g", help=_("Hard sets in the last full week, with a muscle of the lower body as a main mover")
        ),
        _("At range"): text(
            help=_(
                "Leg muscles whose sets of the last full week reached the lower end of their range, of those that "
                "have one"
            )
        ),
        _("Hamstrings"): number(format="%.5g", help=_hamstring_words(rows)),
        _("Quad : ham"): number(
            format="%.1f", help=_("Quad sets for each hamstring set: fractional hard sets of the last four full weeks")
        ),
        _("Balance"): text(help=_("Quads against hamstrings and glutes, four full weeks")),
        _("Curls"): number(format="%.0f %%", help=_("Curl share: of the hamstring sets of the last four full weeks")),
        _("Lifts rising"): text(
            help=_("Likely or clearly rising, of the lifts of the last weeks that have sessions enough for a trend")
        ),
    }


def _hamstring_words(rows: pd.DataFrame) -> str:
    """What the hamstrings' column holds, and their range: one for everybody, since the level is the log's."""
    ranged = rows.dropna(subset=["hamstring_low"])
    if ranged.empty:
        return _("Fractional hard sets for the hamstrings in the last full week")
    return _(
        "Fractional hard sets for the hamstrings in the last full week; their range is {from_to}",
        from_to=formats.span(ranged["hamstring_low"].iloc[0], ranged["hamstring_high"].iloc[0]),
    )


def _of(part: Any, whole: Any) -> str:
    return formats.MISSING if formats.is_missing(part) or not whole else _("{part} of {whole}", part=part, whole=whole)


# one by one ----------------------------------------------------------------------------------------------------------


def pick_page(athletes: int, *, key: str) -> slice:
    """Which cards to show, where there are more than fit on a page."""
    firsts = list(range(0, athletes, CARDS_A_PAGE))
    if len(firsts) < 2:
        return slice(0, athletes)
    first = st.selectbox(
        _("Cards"),
        firsts,
        format_func=lambda at: _(
            "{first} to {last} of {athletes}", first=at + 1, last=min(at + CARDS_A_PAGE, athletes), athletes=athletes
        ),
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
        st.markdown(_("The log has ended; its pages look back from its last week."))
    elif row["weeks"] == 0:
        st.markdown(_("The first week is running; it is judged when it is over."))
    else:
        say_finding(session.most_important(row["athlete"], on))


def say_finding(finding: Finding | None) -> None:
    """The most important finding in one sentence, with how strong it is in words."""
    if finding is None:
        st.markdown(_("Nothing asks for a change."))
        return
    word, icon, colour = BADGES[finding.severity]
    st.markdown(f":{colour}-badge[{icon} {word}] {plain(finding.headline)}")


def last_session_words(last: date, on: date) -> str:
    """When somebody trained last: "Last session 18 Nov 2026, 2 days ago"."""
    ago, day = (on - last).days, formats.day(last)
    if ago < 0:
        return _("Last session {day}", day=day)
    if ago == 0:
        return _("Last session {day}, today", day=day)
    if ago == 1:
        return _("Last session {day}, yesterday", day=day)
    return n_("Last session {day}, {number} day ago", "Last session {day}, {number} days ago", ago, day=day)


def links(athlete: str) -> None:
    """The ways to an athlete's own pages, and to the import for them."""
    whose: dict[str, str | Sequence[str]] = {"athlete": athlete}
    name = plain(athlete)
    with st.container(horizontal=True, gap="small"):
        st.page_link(
            "pages/insights/overview.py",
            label=_("Open {name}", name=name),
            icon=":material/arrow_forward:",
            query_params=whose,
        )
        st.page_link(
            "pages/plan/next_week.py", label=_("Next week"), icon=":material/event_upcoming:", query_params=whose
        )
        st.page_link("pages/log/import_log.py", label=_("Import"), icon=":material/upload_file:", query_params=whose)


def last_week_words(on: date) -> str:
    """Which week the page speaks of."""
    return formats.week(on - timedelta(days=on.weekday(), weeks=1))
