"""The parts of the Overview: four numbers with a way to what is behind each, the body, what next, and the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, inside, listed, n_
from analytics.model import Finding
from ui import formats, session, summaries
from ui.charts import body
from ui.charts import calendar as calendar_chart
from ui.draw import chart, clicked
from ui.filters import Filters, first_day_of_week, first_judged_on, monday_of
from ui.summaries import Headline
from ui.volume_asked import ONE
from ui.words import plain

VOLUME: Final = "pages/insights/volume.py"
BALANCE: Final = "pages/insights/balance.py"
STRENGTH: Final = "pages/insights/strength.py"
LOGBOOK: Final = "pages/log/logbook.py"
LEGS, ALL = _("Leg sets"), _("All sets")
COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    LEGS: ("leg_hard_sets", _("leg sets")),
    ALL: ("hard_sets", _("hard sets")),
}
"""What the calendar counts -> the column of training_days, and its words."""
THIS_YEAR: Final = _("Last 52 weeks")
_WEEKS: Final = 52
_QUESTIONS: Final = (_("Is it enough?"), _("Am I balanced?"), _("Hinges and curls?"), _("Am I getting stronger?"))
_KEPT: Final = ("athlete", "period", "unit")
"""What the address says on every insight page."""
_MAP_COLUMNS: Final = {"name": _("Muscle"), "mean_sets": _("Sets a week (mean of four)"), "detail": _("State")}
_DAY_COLUMNS: Final = {
    "day": _("Day"),
    "workouts": _("Workouts"),
    "sets": _("Sets with warm-ups"),
    "hard_sets": _("Hard sets"),
    "leg_hard_sets": _("Leg sets"),
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
                    number.label, number.value, chart_data=list(number.course) or None, label_visibility="collapsed"
                )
                st.markdown(f"**{plain(number.note)}**")  # a metric's own note is cut off as well
                if number.detail:
                    st.caption(plain(number.detail))
                st.page_link(page, label=label, icon=":material/list:", query_params=query)


def _ways(numbers: Sequence[Headline], names: Mapping[str, str]) -> tuple[tuple[str, str, dict[str, str]], ...]:
    hamstrings, __, __, lifts = numbers
    lift = {"lift": names[lifts.subject]} if lifts.subject else {}
    return (
        (VOLUME, _("Its sets"), address(**muscle_way(names[hamstrings.subject]))),
        (BALANCE, _("Both sides"), address()),
        (BALANCE, _("Both kinds"), address()),
        (STRENGTH, _("Its sessions"), address(**lift)),
    )


# the body ------------------------------------------------------------------------------------------------------------


def body_part(states: pd.DataFrame, *, trained_from: float) -> None:
    """The body map with its sentence, and the same as a list of links. `states` is `summaries.muscle_states`."""
    if states.empty:
        st.info(_("The map of your muscles appears when your first full week is over."))
        return

    def choose_muscle() -> None:
        point = clicked(_MAP)
        if point:
            session.remember(_WAY, (VOLUME, muscle_way(point[1])))

    numbers = states[list(_MAP_COLUMNS)].rename(columns=_MAP_COLUMNS)
    chart(
        session.figure(body.body_map, states),
        alt=session.made(body.describe, states),
        key=_MAP,
        on_select=choose_muscle,
        numbers=numbers,
    )
    st.markdown(untrained_words(states, trained_from=trained_from))
    with st.expander(
        _("All muscles as a list"), key="muscle-list", icon=":material/list:", on_change="rerun"
    ) as opened:
        if opened.open:
            for name, sets, detail in zip(states["name"], states["mean_sets"], states["detail"], strict=True):
                label = n_(
                    "{muscle}: {number} set a week, {state}",
                    "{muscle}: {number} sets a week, {state}",
                    round(sets, 1),
                    number=formats.number(sets),
                    muscle=name,
                    state=detail,
                )
                st.page_link(VOLUME, label=plain(label), query_params=address(**muscle_way(name)))


def untrained_words(states: pd.DataFrame, *, trained_from: float) -> str:
    """Which muscles are untrained and which get less than their range, in sentences (Markdown)."""
    untrained = states["state"] == body.UNTRAINED
    parts = (
        (_("**Not trained in these weeks:**"), untrained & states["has_floor"]),
        (_("**Below the floor:**"), states["state"] == "below floor"),
        (_("Below your range:"), states["state"] == "below range"),
        (_("Not trained either, which is no gap:"), untrained & ~states["has_floor"]),
    )
    said = [f"{opening} {_inside(states.loc[which, 'name'])}." for opening, which in parts if which.any()]
    if not untrained.any():
        said.append(
            n_(
                "Every muscle got {number} set a week or more.",
                "Every muscle got {number} sets a week or more.",
                trained_from,
            )
        )
    return " ".join(said)


def _inside(names: Iterable[str]) -> str:
    return listed(plain(inside(name)) for name in names)


# what next -----------------------------------------------------------------------------------------------------------


def first_judged(chosen: Filters) -> date | None:
    """The first day that there are judgements on, while no full week of the log is over."""
    span = session.open_log().span(chosen.athlete)
    return first_judged_on(span[0], as_of=chosen.as_of) if span else None


def next_part(found: Sequence[Finding], warning: Finding | None, *, first_judged: date | None = None) -> None:
    """The steps of the headline findings in a list, and the plan that takes them; what the warning said is not said
    twice. Before the first full week is over: when they come.
    """
    st.markdown(next_words(found, warning, first_judged=first_judged))
    st.page_link("pages/plan/next_week.py", label=_("Next week's plan, set by set"), icon=":material/event_upcoming:")


def next_words(found: Sequence[Finding], warning: Finding | None, *, first_judged: date | None = None) -> str:
    """What to do next, as Markdown: a step a line, or one sentence where nothing asks for one."""
    steps = [
        f"- {plain(finding.step)}"
        for finding in found
        if finding.is_headline and finding.answer is None and finding.step and finding != warning
    ]
    if steps:
        return "\n".join(steps)
    if warning:
        return _("Do what the warning says.")
    if first_judged:
        return _("Go on as you do. Steps to take may stand here from {day} on.", day=formats.day(first_judged))
    return _("Nothing has to change. Go on as you do.")


# the weeks -----------------------------------------------------------------------------------------------------------


def week_cards(chosen: Filters, muscle_names: Mapping[str, str]) -> None:
    """The last full week and the running one, by the lifter's own weeks, each with a way to its sets."""
    last, running = chosen.shown_last_week, chosen.shown_running_week
    weekly = session.weekly_sets(chosen.athlete, chosen.from_date, chosen.to_date)
    recent = session.sets(chosen.athlete, from_date=last, to_date=chosen.to_date)
    for title, week in ((_("Last full week"), last), (_("This week so far"), running)):
        if week is None:
            continue
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{title}** ({formats.week(week)})")
            workouts = session.made(summaries.workouts_in, recent, week)
            st.markdown(session.made(summaries.week_line, weekly, week, workouts=workouts, muscle_names=muscle_names))
            if week == running:
                st.caption(_("A running week is never judged."))
            st.page_link(
                VOLUME,
                label=_("Its sets") if week == running else _("The sets of that week"),
                icon=":material/list:",
                query_params=address(week=formats.day(week)),
            )
    if chosen.week_start == "sunday":
        st.caption(_("Your weeks here begin on Sunday. The numbers and hints look at weeks from Monday to Sunday."))


# the year ------------------------------------------------------------------------------------------------------------


def year_part(chosen: Filters, *, break_days: float) -> None:
    """The calendar of a year with its streaks and breaks, and a way from each day to its sets."""
    last = min(chosen.to_date, chosen.as_of)  # a set of a day to come is no training yet
    days = session.metric("training_days", chosen.athlete, None, last)
    if days.empty:
        st.info(_("No strength set in this log yet. Each day with one will be a cell here."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        counting = st.segmented_control(
            _("Count"),
            list(COUNTED),
            default=LEGS,
            required=True,
            key="calendar",
            bind="query-params",
            help=_(
                "Hard sets, each once. Leg sets have quads, hamstrings, glutes, adductors or calves as a main mover."
            ),
        )
        years = [THIS_YEAR, *(str(year) for year in sorted(days["day"].dt.year.unique(), reverse=True))]
        picked = st.selectbox(_("Year"), years, key="year", bind="query-params", width=180)
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
            session.figure(calendar_chart.calendar, shown, year, words=words),
            alt=session.made(calendar_chart.describe, shown, year, words=words),
            key=_CALENDAR,
            on_select=choose_day,
            numbers=year.days_of(days).rename(columns=_DAY_COLUMNS),
        )
    with right:
        streaks = session.metric("training_streaks", chosen.athlete, None, last)
        breaks = session.metric("layoffs", chosen.athlete, None, last)
        st.markdown(session.made(regularity_words, days, streaks, breaks, year=year, break_days=break_days))
        st.caption(
            _("A week off is a zero in every mean and no more than that. A log cannot tell a holiday from a bad week.")
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
        _("Open a day"),
        trained,
        index=None,
        format_func=formats.day,
        placeholder=_("A training day"),
        key="day-of-year",
        width=240,
    )
    if day is not None:
        st.page_link(
            LOGBOOK,
            label=_("The sets of {day}", day=formats.day(day)),
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
    return n_(
        "Training in **{trained} of {number} full week**.",
        "Training in **{trained} of {number} full weeks**.",
        len(weeks),
        trained=sum(week in trained for week in weeks),
    )


def _run_words(days: pd.DataFrame, streaks: pd.DataFrame, last: date) -> str:
    running = streaks[streaks["goes_on"]]
    longest = streaks.iloc[int(streaks["weeks"].argmax())]
    record = n_(
        "The longest run of this log: {number} week, {days}.",
        "The longest run of this log: {number} weeks, {days}.",
        int(longest["weeks"]),
        days=formats.period(longest["first_week"], longest["last_week"] + pd.Timedelta(days=6)),
    )
    if running.empty:
        return _("No training since {day}.", day=formats.day(days["day"].max())) + " " + record
    run = running.iloc[-1]
    said = _running_words(run, with_this_week=run["last_week"].date() == monday_of(last))
    is_longest = run["weeks"] == longest["weeks"]
    return said + " " + (_("It is the longest run of this log.") if is_longest else record)


def _running_words(run: pd.Series[Any], *, with_this_week: bool) -> str:
    weeks, since = int(run["weeks"]), formats.week(run["first_week"])
    if with_this_week:
        return n_(
            "**{number} week in a row** since the {week}, this week included.",
            "**{number} weeks in a row** since the {week}, this week included.",
            weeks,
            week=since,
        )
    return n_(
        "**{number} week in a row** since the {week}, last week included.",
        "**{number} weeks in a row** since the {week}, last week included.",
        weeks,
        week=since,
    )


def _break_words(breaks: pd.DataFrame, year: calendar_chart.Year, break_days: float) -> str:
    ends = breaks["back_day"].fillna(pd.Timestamp(year.last))
    seen = breaks[(ends >= pd.Timestamp(year.first)) & (breaks["last_day"] <= pd.Timestamp(year.last))]
    if seen.empty:
        return n_("No break of {number} day or more.", "No break of {number} days or more.", break_days)
    told = map(_one_break, seen["last_day"], seen["back_day"], seen["days"])
    return n_(
        "Breaks of {number} day or more: {breaks}.",
        "Breaks of {number} days or more: {breaks}.",
        break_days,
        breaks="; ".join(told),
    )


def _one_break(last_day: pd.Timestamp, back_day: Any, days: int) -> str:
    if formats.is_missing(back_day):
        return n_(
            "{number} day so far, since {last_day}",
            "{number} days so far, since {last_day}",
            days,
            last_day=formats.day(last_day),
        )
    return n_(
        "{number} day from {last_day} to {back_day}",
        "{number} days from {last_day} to {back_day}",
        days,
        last_day=formats.day(last_day),
        back_day=formats.day(back_day),
    )
