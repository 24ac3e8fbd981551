"""The parts of the Overview: four numbers with a way to what is behind each, the body, what next, and the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.model import Finding
from ui import formats, session, summaries
from ui.charts import body
from ui.charts import calendar as calendar_chart
from ui.draw import chart, clicked
from ui.filters import Filters, first_day_of_week, monday_of
from ui.summaries import Headline
from ui.volume_asked import ONE
from ui.words import counted, listed, plain

VOLUME: Final = "pages/insights/volume.py"
BALANCE: Final = "pages/insights/balance.py"
STRENGTH: Final = "pages/insights/strength.py"
LOGBOOK: Final = "pages/log/logbook.py"
LEGS, ALL = "Leg sets", "All sets"
COUNTED: Final[Mapping[str, tuple[str, str]]] = {LEGS: ("leg_hard_sets", "leg sets"), ALL: ("hard_sets", "hard sets")}
"""What the calendar counts -> the column of training_days, and its words."""
THIS_YEAR: Final = "Last 52 weeks"
_WEEKS: Final = 52
_QUESTIONS: Final = ("Is it enough?", "Am I balanced?", "Hinges and curls?", "Am I getting stronger?")
_KEPT: Final = ("athlete", "period", "unit")
"""What the address says on every insight page."""
_MAP_COLUMNS: Final = {"name": "Muscle", "mean_sets": "Sets a week (mean of four)", "detail": "State"}
_DAY_COLUMNS: Final = {
    "day": "Day",
    "workouts": "Workouts",
    "sets": "Sets with warm-ups",
    "hard_sets": "Hard sets",
    "leg_hard_sets": "Leg sets",
}
_WAY: Final = "overview-way"
_MAP: Final = "body-map"
_CALENDAR: Final = "calendar-chart"


def address(**more: str) -> dict[str, str]:
    """The choices of the filter bar that stand in the address, and more for the page that a link leads to."""
    return {key: value for key, value in st.query_params.items() if key in _KEPT} | more


# ways to the sets ----------------------------------------------------------------------------------------------------


def follow_click() -> None:
    """Go where the muscle or the day leads that was clicked before this run. Streamlit stops the script here.

    The filter bar's choices are not in that address, since Streamlit lets nobody set what a widget is bound to; the
    session brings them back.
    """
    way: tuple[str, dict[str, str]] | None = session.recall(_WAY)
    if way is not None:
        session.forget(_WAY)
        st.switch_page(way[0], query_params=way[1])


def muscle_way(name: str) -> dict[str, str]:
    """What the address of the Volume page says to show a muscle (its name). Its week is the last full one unless told,
    and what an address need not say Streamlit takes out again, at the price of one more press of Back.
    """
    return {"view": ONE, "muscle": name}


def day_way(day: date) -> dict[str, str]:
    """What the address of the Logbook says to show one day, in the chosen period or not."""
    return {"day": day.isoformat()}


# the four numbers ----------------------------------------------------------------------------------------------------


def number_cards(numbers: Sequence[Headline], *, names: Mapping[str, str]) -> None:
    """The four numbers, each under the question it answers and with a way to what is behind it.

    `names` gives the words for muscle and exercise ids.
    """
    ways = _ways(numbers, names)
    with st.grid(4, min_column_width=150):
        for question, number, (page, label, query) in zip(_QUESTIONS, numbers, ways, strict=True):
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.caption(question)
                st.markdown(number.label, help=number.explanation)  # a metric's own label is cut off on half a phone
                st.metric(
                    number.label,
                    number.value,
                    number.note,
                    delta_color="blue",
                    delta_arrow="off",
                    chart_data=list(number.course) or None,
                    label_visibility="collapsed",
                )
                if number.detail:
                    st.caption(plain(number.detail))
                st.page_link(page, label=label, icon=":material/list:", query_params=query)


def _ways(numbers: Sequence[Headline], names: Mapping[str, str]) -> tuple[tuple[str, str, dict[str, str]], ...]:
    hamstrings, _, _, lifts = numbers
    lift = {"lift": names[lifts.subject]} if lifts.subject else {}
    return (
        (VOLUME, "Its sets", address(**muscle_way(names[hamstrings.subject]))),
        (BALANCE, "Both sides", address()),
        (BALANCE, "Both kinds", address()),
        (STRENGTH, "Its sessions", address(**lift)),
    )


# the body ------------------------------------------------------------------------------------------------------------


def body_part(states: pd.DataFrame, *, trained_from: float) -> None:
    """The body map with its sentence, and the same as a list of links. `states` is `summaries.muscle_states`."""
    if states.empty:
        st.info("The map of your muscles appears when your first full week is over.")
        return

    def choose_muscle() -> None:
        point = clicked(_MAP)
        if point:
            session.remember(_WAY, (VOLUME, muscle_way(point[1])))

    numbers = states[list(_MAP_COLUMNS)].rename(columns=_MAP_COLUMNS)
    chart(body.body_map(states), alt=body.describe(states), key=_MAP, on_select=choose_muscle, numbers=numbers)
    st.markdown(untrained_words(states, trained_from=trained_from))
    with st.expander("All muscles as a list", key="muscle-list", icon=":material/list:", on_change="rerun") as opened:
        if opened.open:
            for name, sets, detail in zip(states["name"], states["mean_sets"], states["detail"], strict=True):
                label = plain(f"{name}: {formats.number(sets)} sets a week, {detail}")
                st.page_link(VOLUME, label=label, query_params=address(**muscle_way(name)))


def untrained_words(states: pd.DataFrame, *, trained_from: float) -> str:
    """Which muscles are untrained and which get less than their range, in sentences (Markdown)."""
    untrained = states["state"] == body.UNTRAINED
    parts = (
        ("**Not trained in these weeks:**", untrained & states["has_floor"]),
        ("**Below the floor:**", states["state"] == "below floor"),
        ("Below your range:", states["state"] == "below range"),
        ("Not trained either, which is no gap:", untrained & ~states["has_floor"]),
    )
    said = [f"{opening} {_lowered(states.loc[which, 'name'])}." for opening, which in parts if which.any()]
    if not untrained.any():
        said.append(f"Every muscle got {counted_number(trained_from, 'set')} a week or more.")
    return " ".join(said)


def counted_number(number: float, noun: str) -> str:
    """A number that need not be whole, with its noun: "1 set", "1.5 sets"."""
    return f"{formats.number(number)} {noun if number == 1 else noun + 's'}"


def _lowered(names: Iterable[str]) -> str:
    return listed(plain(name).lower() for name in names)


# what next -----------------------------------------------------------------------------------------------------------


def next_part(found: Sequence[Finding], warning: Finding | None) -> None:
    """The steps of the headline findings in a list, and the plan that takes them; what the warning said is not said
    twice.
    """
    st.markdown(next_words(found, warning))
    st.page_link("pages/plan/next_week.py", label="Next week's plan, set by set", icon=":material/event_upcoming:")


def next_words(found: Sequence[Finding], warning: Finding | None) -> str:
    """What to do next, as Markdown: a step a line, or one sentence where nothing asks for one."""
    steps = [
        f"- {plain(finding.step)}"
        for finding in found
        if finding.is_headline and finding.answer is None and finding.step and finding != warning
    ]
    if steps:
        return "\n".join(steps)
    return "Do what the warning says." if warning else "Nothing has to change. Go on as you do."


# the weeks -----------------------------------------------------------------------------------------------------------


def week_cards(chosen: Filters, muscle_names: Mapping[str, str]) -> None:
    """The last full week and the running one, by the lifter's own weeks, each with a way to its sets."""
    last, running = chosen.shown_last_week, chosen.shown_running_week
    weekly = session.weekly_sets(chosen.athlete, chosen.from_date, chosen.to_date)
    recent = session.sets(chosen.athlete, from_date=last, to_date=chosen.to_date)
    for title, week in (("Last full week", last), ("This week so far", running)):
        if week is None:
            continue
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{title}** ({formats.week(week)})")
            workouts = summaries.workouts_in(recent, week)
            st.markdown(summaries.week_line(weekly, week, workouts=workouts, muscle_names=muscle_names))
            if week == running:
                st.caption("A running week is never judged.")
            st.page_link(
                VOLUME,
                label="Its sets" if week == running else "The sets of that week",
                icon=":material/list:",
                query_params=address(week=formats.day(week)),
            )
    if chosen.week_start == "sunday":
        st.caption("Your weeks here begin on Sunday. The numbers and hints look at weeks from Monday to Sunday.")


# the year ------------------------------------------------------------------------------------------------------------


def year_part(chosen: Filters, *, break_days: float) -> None:
    """The calendar of a year with its streaks and breaks, and a way from each day to its sets."""
    last = min(chosen.to_date, chosen.as_of)  # a set of a day to come is no training yet
    days = session.metric("training_days", chosen.athlete, None, last)
    if days.empty:
        st.info("No strength set in this log yet. Each day with one will be a cell here.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        counting = st.segmented_control(
            "Count", list(COUNTED), default=LEGS, required=True, key="calendar", bind="query-params",
            help="Hard sets, each once. Leg sets have quads, hamstrings, glutes, adductors or calves as a main mover.",
        )  # fmt: skip
        years = [THIS_YEAR, *(str(year) for year in sorted(days["day"].dt.year.unique(), reverse=True))]
        picked = st.selectbox("Year", years, key="year", bind="query-params", width=180)
    column, words = COUNTED[counting]
    year = year_of(picked, last=last, chosen=chosen)
    shown = days.assign(sets=days[column])

    def choose_day() -> None:
        point = clicked(_CALENDAR)
        if point:
            session.remember(_WAY, (LOGBOOK, day_way(date.fromisoformat(point[0]))))

    left, right = st.columns([3, 2], gap="large")
    with left:
        chart(
            calendar_chart.calendar(shown, year, words=words),
            alt=calendar_chart.describe(shown, year, words=words),
            key=_CALENDAR,
            on_select=choose_day,
            numbers=year.days_of(days).rename(columns=_DAY_COLUMNS),
        )
    with right:
        streaks = session.metric("training_streaks", chosen.athlete, None, last)
        breaks = session.metric("layoffs", chosen.athlete, None, last)
        st.markdown(regularity_words(days, streaks, breaks, year=year, break_days=break_days))
        st.caption(
            "A week off is a zero in every mean and no more than that. A log cannot tell a holiday from a bad week."
        )
        _day_picker(days, year)


def year_of(picked: str, *, last: date, chosen: Filters) -> calendar_chart.Year:
    """The days of the calendar: 52 full weeks and the running one up to `last`, or a year named by its number."""
    if picked == THIS_YEAR:
        first = first_day_of_week(last, chosen.week_start) - timedelta(weeks=_WEEKS)
        return calendar_chart.Year(first, last, chosen.week_start)
    return calendar_chart.Year(date(int(picked), 1, 1), min(date(int(picked), 12, 31), last), chosen.week_start)


def _day_picker(days: pd.DataFrame, year: calendar_chart.Year) -> None:
    """The way to a day without a pointer: choose it, and follow the link."""
    trained = [day for day in sorted(days["day"].dt.date, reverse=True) if year.first <= day <= year.last]
    day = st.selectbox(
        "Open a day", trained, index=None, format_func=formats.day, placeholder="A training day", key="day-of-year",
        width=240,
    )  # fmt: skip
    if day is not None:
        st.page_link(
            LOGBOOK,
            label=f"The sets of {formats.day(day)}",
            icon=":material/menu_book:",
            query_params=address(**day_way(day)),
        )


# streaks and breaks, in words ------------------------------------------------------------------------------------


def regularity_words(
    days: pd.DataFrame, streaks: pd.DataFrame, breaks: pd.DataFrame, *, year: calendar_chart.Year, break_days: float
) -> str:
    """Weeks with training, the run that goes on and the longest one, and the breaks of these days, as Markdown.

    The frames are the metrics training_days, training_streaks and layoffs of the whole log, up to `year.last`.
    """
    lines = [_weeks_words(days, year), _run_words(days, streaks, year.last), _break_words(breaks, year, break_days)]
    return "\n".join(f"- {line}" for line in lines if line)


def _weeks_words(days: pd.DataFrame, year: calendar_chart.Year) -> str:
    """How many of the full ISO weeks of these days, and of the log, had training."""
    since = monday_of(max(year.first + timedelta(days=6), days["day"].min().date()))
    weeks = [monday.date() for monday in pd.date_range(since, year.last - timedelta(days=6), freq="7D")]
    trained = set(days["day"].dt.date.map(monday_of))
    if not weeks:
        return ""
    return f"Training in **{sum(week in trained for week in weeks)} of {counted(len(weeks), 'full week')}**."


def _run_words(days: pd.DataFrame, streaks: pd.DataFrame, last: date) -> str:
    running = streaks[streaks["goes_on"]]
    longest = streaks.iloc[int(streaks["weeks"].argmax())]
    span = formats.period(longest["first_week"], longest["last_week"] + pd.Timedelta(days=6))
    record = f"The longest run of this log: {counted(int(longest['weeks']), 'week')}, {span}."
    if running.empty:
        return f"No training since {formats.day(days['day'].max())}. {record}"
    run = running.iloc[-1]
    included = "this week" if run["last_week"].date() == monday_of(last) else "last week"
    now = f"**{counted(int(run['weeks']), 'week')} in a row** since the {formats.week(run['first_week'])}"
    if run["weeks"] == longest["weeks"]:
        return f"{now}, {included} included: the longest run of this log."
    return f"{now}, {included} included. {record}"


def _break_words(breaks: pd.DataFrame, year: calendar_chart.Year, break_days: float) -> str:
    ends = breaks["back_day"].fillna(pd.Timestamp(year.last))
    seen = breaks[(ends >= pd.Timestamp(year.first)) & (breaks["last_day"] <= pd.Timestamp(year.last))]
    kind = f"of {formats.number(break_days)} days or more"
    if seen.empty:
        return f"No break {kind}."
    told = map(_one_break, seen["last_day"], seen["back_day"], seen["days"])
    return f"Breaks {kind}: {'; '.join(told)}."


def _one_break(last_day: pd.Timestamp, back_day: Any, days: int) -> str:
    if formats.is_missing(back_day):
        return f"{days} days so far, since {formats.day(last_day)}"
    return f"{days} days from {formats.day(last_day)} to {formats.day(back_day)}"
