"""The filter bar of the insight pages: whose log, how far back, which unit. The choice lives in the URL, and in the
session for pages that a link opens without it.

A log that ended long ago is looked at from its own last week, not from today: a year of empty weeks tells nobody
anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, cast

import pandas as pd
import streamlit as st

from analytics.language import _, n_
from analytics.model import DEFAULT_ATHLETE, WeekStart
from analytics.reference.facts import filled
from analytics.training_log import TrainingLog
from analytics.units import MassUnit
from ui import formats, imports, session

DEFAULT_PERIOD: Final = _("26 weeks")
WEEKS_OF: Final[Mapping[str, int | None]] = {_("8 weeks"): 8, DEFAULT_PERIOD: 26, _("1 year"): 52, _("all"): None}
"""Period -> full weeks before the running one; None reaches back to the first workout."""
WEEK_KEY: Final = "week"
UNITS: Final[tuple[MassUnit, ...]] = ("kg", "lb")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the pages show. `from_date` is a Monday; `to_date` is today, or the Sunday of the last week of an old log.

    `as_of` is the day that judgements are made for: the last completed week ends before it. Judgements look at ISO
    weeks; weeks that are only shown begin on `week_start`.
    """

    athlete: str
    from_date: date
    to_date: date
    period: str
    unit: MassUnit
    as_of: date
    week_start: WeekStart = "monday"

    @property
    def running_week(self) -> date | None:
        """The Monday of the week that has not ended; None when the log ended before it."""
        return monday_of(self.as_of) if self.to_date >= self.as_of else None

    @property
    def last_full_week(self) -> date:
        """The Monday of the last completed week before `as_of`."""
        return monday_of(self.as_of) - timedelta(weeks=1)

    @property
    def shown_running_week(self) -> date | None:
        """The first day of the lifter's own week that has not ended; None when the log ended before it."""
        return first_day_of_week(self.as_of, self.week_start) if self.to_date >= self.as_of else None

    @property
    def shown_last_week(self) -> date:
        """The first day of the lifter's last own week that was completed before `as_of`."""
        return first_day_of_week(self.as_of, self.week_start) - timedelta(weeks=1)


def filters(log: TrainingLog) -> Filters:
    """Draw the bar and give back what it says. An empty log gets no bar: there is nothing to choose from."""
    today = session.today()
    if log.is_empty():
        return Filters(DEFAULT_ATHLETE, today, today, DEFAULT_PERIOD, cast(MassUnit, session.unit()), today)
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        athlete = athlete_control(log.athletes())
        period = period_control()
        unit = unit_control()
    first, last = log.span(athlete) or (today, today)
    as_of = log.judged_on(today, athlete=athlete)
    if as_of < today:
        st.caption(
            _("This log ends on {day}. The pages look back from that week, not from today.", day=formats.day(last))
        )
    early = too_early(first, as_of=as_of, has_ended=as_of < today, need=int(log.facts.number("bal.window_weeks")))
    if early:
        st.caption(early)
    from_date, to_date = between(period=period, first_day=first, last_day=last, as_of=as_of, has_ended=as_of < today)
    return Filters(athlete, from_date, to_date, period, unit, as_of, session.week_start())


def athlete_control(athletes: Sequence[str]) -> str:
    """Choose whose log, where there is a choice."""
    if len(athletes) <= 1:
        return athletes[0]
    session.bring_back("athlete", athletes)
    athlete = st.selectbox(
        _("Athlete"),
        athletes,
        key="athlete",
        bind="query-params",
        on_change=session.keep,
        args=("athlete",),
        width=220,
    )
    session.keep("athlete")
    return str(athlete)


def period_control() -> str:
    """Choose how far back the pages look; the choice is kept over pages, also where a link leaves it out."""
    session.bring_back("period", list(WEEKS_OF))
    period = st.segmented_control(
        _("Period"),
        list(WEEKS_OF),
        default=DEFAULT_PERIOD,
        required=True,
        key="period",
        bind="query-params",
        on_change=session.keep,
        args=("period",),
    )
    session.keep("period")
    return str(period)


def unit_control() -> MassUnit:
    """Choose the unit that loads are shown and typed in; the choice is kept."""
    unit = st.segmented_control(
        _("Unit"),
        UNITS,
        default=session.unit(),
        required=True,
        key="unit",
        bind="query-params",
        on_change=session.keep_unit,
    )
    return cast(MassUnit, unit)


def between(*, period: str, first_day: date, last_day: date, as_of: date, has_ended: bool) -> tuple[date, date]:
    """From which Monday to which day `period` reaches, for a log from `first_day` to `last_day` judged on `as_of`.

    The period counts full weeks before the week of `as_of`. It ends with `as_of`, or, for a log that has ended, with
    the Sunday of its last week.
    """
    weeks = WEEKS_OF[period]
    from_date = monday_of(first_day) if weeks is None else monday_of(as_of) - timedelta(weeks=weeks)
    to_date = as_of - timedelta(days=1) if has_ended else max(as_of, last_day)
    return max(from_date, monday_of(first_day)), to_date


def too_early(first_day: date, *, as_of: date, has_ended: bool, need: int) -> str:
    """What a young log lacks for a judgement, and when it is there; "" for one with `need` full weeks or more."""
    begin = monday_of(first_day)
    have = (monday_of(as_of) - begin).days // 7
    if have >= need:
        return ""
    said = (
        _("This log holds no full week so far; weekly sets are judged after {need}.", need=need)
        if have < 1
        else n_(
            "This log holds {number} full week so far; weekly sets are judged after {need}.",
            "This log holds {number} full weeks so far; weekly sets are judged after {need}.",
            have,
            need=need,
        )
    )
    then = _("That is from {day} on.", day=formats.day(begin + timedelta(weeks=need)))
    return said if has_ended else f"{said} {then}"


def first_judged_on(first_day: date, *, as_of: date) -> date | None:
    """The Monday after the first full week of a log; None where it is over."""
    after = monday_of(first_day) + timedelta(weeks=1)
    return after if as_of < after else None


def monday_of(day: date) -> date:
    """The Monday of the ISO week of `day`."""
    return first_day_of_week(day, "monday")


def first_day_of_week(day: date, week_start: WeekStart) -> date:
    """The first day of the week that holds `day`, for weeks from Monday or from Sunday."""
    return day - timedelta(days=(day.weekday() + (week_start == "sunday")) % 7)


def pick_week(weeks: Sequence[date], *, default: date, label: str = _("Week (its Monday)")) -> date:
    """Choose one of `weeks` by hand. The choice is in the URL; a click on a chart changes it too (`choose_week`)."""
    newest_first = sorted(weeks, reverse=True)
    place = newest_first.index(default) if default in newest_first else 0
    return st.selectbox(
        label, newest_first, index=place, format_func=formats.day, key=WEEK_KEY, bind="query-params", width=240
    )


def choose_week(monday: str) -> None:
    """Make `monday` (ISO text) the chosen week. For callbacks, which run before the picker is drawn."""
    session.remember(WEEK_KEY, date.fromisoformat(monday))


def nothing_counts(weekly: pd.DataFrame) -> bool:
    """Whether no set of the period counts for a muscle, as in a log of runs alone. Then it says so, with the ways on,
    and the page need draw no empty charts. `weekly` has the columns of the metric weekly_hard_sets.
    """
    if weekly["hard_sets"].sum() > 0:
        return False
    st.info(
        _(
            "No set of this period counts for a muscle. Runs, rides and other cardio are kept and count nowhere; so "
            "do exercises whose names Hindsight does not know, and sets that stayed far from failure."
        ),
        title=_("Nothing to count here"),
        icon=":material/info:",
    )
    with st.container(horizontal=True):
        st.page_link("pages/log/logbook.py", label=_("What is in the log"), icon=":material/menu_book:")
        st.page_link("pages/trust/exercises.py", label=_("Names to sort out"), icon=":material/fitness_center:")
        st.page_link("pages/log/import_log.py", label=_("Import your own log"), icon=":material/upload_file:")
    return True


SPEAKS_FROM: Final = _(
    "Counts stand here from the first set on. Weekly sets are judged after {bal.window_weeks} full weeks, balance from "
    "{bal.min_sets} quad and hamstring sets, the trend of a lift after {trend.min_sessions} sessions over "
    "{trend.min_span_days} days; a history that you import counts at once."
)
"""When what appears, for pages that show several things; {key} is the value of a fact."""


def empty_state(title: str, text: str, *, when: str = SPEAKS_FROM) -> None:
    """What stands on a page while the log is empty: what will appear, `when` (its {key}s become the values of facts),
    and three ways to begin.
    """
    st.info(f"{text}\n\n{filled(when, session.open_log().facts)}", title=title, icon=":material/insights:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("pages/log/import_log.py", label=_("Import your own log"), icon=":material/upload_file:")
        st.page_link("pages/log/add_session.py", label=_("Log a session"), icon=":material/edit_note:")
        imports.sample_button()
