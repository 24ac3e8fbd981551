"""The weekly review on the page: which week, and its parts with Streamlit's own elements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _
from analytics.plans import wording
from analytics.plans.model import Plan
from analytics.review.html import page as html_page
from analytics.review.model import GROUP_WORDS, NEWS_WORDS, VERDICT_MARKS, Best, Group, MetricChange, News, Review
from analytics.review.plan_words import IN_BRACKETS, plan_changes
from analytics.training_log import TrainingLog
from analytics.units import MassUnit
from ui import answers, formats, session
from ui.charts import balance as balance_charts
from ui.charts import volume as volume_charts
from ui.draw import chart
from ui.filters import choose_week, monday_of, pick_week
from ui.findings import card
from ui.plan_sessions import line_words
from ui.words import plain

CHART_WEEKS: Final = 12
MUSCLE: Final = "hamstrings"
"""The muscle of the first chart: what this program is about."""
NEWS_COLOURS: Final = {"new": "orange", "stronger": "red", "milder": "blue", "settled": "green"}

BEFORE_TITLES: Final[Mapping[Group, str]] = {
    "sets": _("Mean of 4 weeks before"),
    "balance": _("4 weeks before"),
    "strength": _("Level before"),
}
"""What a group's weeks before are, at the head of a column."""


# which week -----------------------------------------------------------------------------------------------------------


def full_weeks(first_day: date, as_of: date) -> list[date]:
    """The Mondays of all full weeks of a log before the week of `as_of`, oldest first."""
    first, last = monday_of(first_day), monday_of(as_of) - timedelta(weeks=1)
    return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]


def choose(weeks: Sequence[date]) -> date:
    """The week to look at: chosen by its name or by steps, and named in the address; the last full one at first."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        before = st.container(width="content")
        week = pick_week(weeks, default=weeks[-1], label=_("Week (its Monday)"))
        with before:
            _step(weeks, week, -1, _("Previous week"), ":material/chevron_left:")
        _step(weeks, week, +1, _("Next week"), ":material/chevron_right:")
    return week


def _step(weeks: Sequence[date], week: date, by: int, label: str, icon: str) -> None:
    other = week + timedelta(weeks=by)
    st.button(
        label,
        key=f"step-{by}",
        icon=icon,
        disabled=other not in weeks,
        on_click=choose_week,
        args=(other.isoformat(),),
        type="tertiary",
    )


def judged_on(week: date, as_of: date) -> date:
    """The day that the review of a week speaks from: `as_of` for the last full one, else the Monday after it."""
    return as_of if week == monday_of(as_of) - timedelta(weeks=1) else week + timedelta(weeks=1)


# what was -------------------------------------------------------------------------------------------------------------


def sentences(review: Review) -> None:
    """The five sentences, one line each."""
    st.markdown("\n\n".join(plain(sentence) for sentence in review.sentences))


def charts(review: Review, log: TrainingLog) -> None:
    """The hamstrings' weeks against their range, and the ratio of quads to hamstrings, up to the week."""
    if review.week is None or review.last_day is None:
        return
    from_date = review.week - timedelta(weeks=CHART_WEEKS - 1)
    volume, weekly, ratios = (
        session.metric(name, review.athlete, from_date, review.last_day)
        for name in ("muscle_volume", "weekly_hard_sets", "quad_posterior_ratio")
    )
    if not weekly["hard_sets"].sum():
        return  # the sentences say so; two empty charts would say no more
    sets = volume[volume["muscle"] == MUSCLE].merge(weekly[["week", "muscle", "direct_sets"]], on=["week", "muscle"])
    name, week = log.catalogue.muscle_names[MUSCLE], review.week.isoformat()
    levels = balance_charts.Levels(*(log.facts.number(f"bal.q_h.{level}") for level in ("watch", "warn", "strong")))
    with st.grid(2, min_column_width=330):
        chart(
            session.figure(
                volume_charts.one_muscle, sets, muscle=MUSCLE, name=name, running_week=None, chosen_week=week
            ),
            alt=volume_charts.describe_one_muscle(sets, name=name, last_full_week=week),
            key="review-hamstrings",
        )
        chart(
            session.figure(balance_charts.ratio_over_time, ratios, ratio="q_h_ratio", levels=levels, chosen_week=week),
            alt=balance_charts.describe_ratio(ratios, ratio="q_h_ratio"),
            key="review-ratio",
        )
    with st.container(horizontal=True):
        chosen = {**st.query_params.to_dict(), "muscle": name}  # the week and the unit stay in the address
        st.page_link(
            "pages/insights/volume.py", label=_("The sets behind the bars"), icon=":material/list:", query_params=chosen
        )
        st.page_link("pages/insights/balance.py", label=_("The sets behind the ratio"), icon=":material/list:")


def changes(review: Review) -> None:
    """One table a group: the week, before it, what is usual, and the verdict in words."""
    for group, rows in groupby(review.changes, key=lambda change: change.group):
        table = changes_table(group, list(rows))
        st.table(
            table,
            hide_index=True,
            alt=_("{group}: this week, before it, and what is usual for you", group=GROUP_WORDS[group][0]),
        )


def changes_table(group: Group, rows: Sequence[MetricChange]) -> pd.DataFrame:
    """Rows of one group as Markdown; its name is the first column's."""
    return pd.DataFrame(
        {
            GROUP_WORDS[group][0]: [plain(change.what) for change in rows],
            _("This week"): [plain(change.now) for change in rows],
            BEFORE_TITLES[group]: [plain(_with_change(change)) for change in rows],
            _("Usual for you"): [plain(change.usual) for change in rows],
            _("More than ups and downs?"): [f"{VERDICT_MARKS[change.verdict]} {change.words}" for change in rows],
        }
    )


def _with_change(change: MetricChange) -> str:
    return f"{change.before} ({change.change})" if change.has_changed else change.before


def bests(found: Sequence[Best]) -> None:
    """The week's bests, each with what is ordinary."""
    if not found:
        st.markdown(_("No lift beat its best this week. Most weeks are like that."))
    else:
        st.markdown("\n".join(map(_best, found)))


def _best(best: Best) -> str:
    words = _(
        "{value} ({gain}) on {day}, from {from_set}; {verdict}",
        value=best.value,
        gain=best.gain,
        day=formats.day(best.day),
        from_set=best.from_set,
        verdict=best.words,
    )
    return f"- **{plain(best.lift)}**: {plain(words)}"


def turns(review: Review) -> None:
    """What came, went, or changed its level since a week before."""
    if not review.has_earlier_week:
        st.markdown(_("There is no week before to compare the findings with."))
    elif not review.news:
        st.markdown(_("No finding came, went, or changed its level."))
    else:
        st.markdown("\n".join(map(_turn, review.news)))


def _turn(told: News) -> str:
    said = plain(told.finding.headline)
    if told.was and told.kind != "settled":
        said = _("{headline} (was {level})", headline=said, level=told.was)
    return f"- :{NEWS_COLOURS[told.kind]}-badge[{NEWS_WORDS[told.kind]}] {said}"


# what to do -----------------------------------------------------------------------------------------------------------


def to_do(review: Review, log: TrainingLog) -> None:
    """The headlines with their steps, and what they rest on."""
    answers.answered_offer()
    if not review.headlines:
        st.success(_("Nothing to point out this week."), icon=":material/check_circle:")
    names = {**log.catalogue.muscle_names, **log.catalogue.exercise_names}
    with st.grid(3, min_column_width=300):
        for place, headline in enumerate(review.headlines):
            card(
                headline.finding,
                log.facts,
                names=names,
                key=f"finding-{place}",
                athlete=review.athlete,
                unit=review.unit,
            )


def done(review: Review) -> None:
    """What became of the plan that was kept for the week; nothing without one."""
    if review.done:
        st.header(_("Plan against done"), anchor=False)
        summary, *lines = review.done
        st.markdown("\n".join([plain(summary), "", *(f"- {plain(line)}" for line in lines)]))


def plan_for(review: Review, *, is_newest: bool) -> Plan | None:
    """The plan for the week after the review's day: the kept one; for the newest review else the one that the Next
    week page shows.
    """
    monday = monday_of(review.on + timedelta(days=6))
    kept = session.open_log().kept_plan(monday, review.athlete)
    return session.plan(review.athlete, review.on, monday) if kept is None and is_newest else kept


def plan(shown: Plan, names: Mapping[str, str], unit: MassUnit) -> None:
    """The plan by day, what it changes and why."""
    if not shown.sessions:
        st.info(plain(" ".join(shown.notes)), title=wording.KIND_WORDS[shown.kind], icon=":material/event_busy:")
        return
    about = _(
        "{kind}, {size}. Goal: {goal}.",
        kind=wording.KIND_WORDS[shown.kind],
        size=wording.size(shown),
        goal=wording.goal_title(shown),
    )
    st.caption(f"{about} {IN_BRACKETS}")
    with st.grid(2, min_column_width=330):
        for planned in shown.sessions:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{wording.spoken_day(planned.day)}: {plain(planned.title)}**")
                st.markdown("\n\n".join(line_words(line, names, unit) for line in planned.lines))
    st.markdown(_("**What changes, and why**"))
    told = plan_changes(shown, names)
    lines = [f"- **{plain(what)}** {plain(why)}" for what, why in told]
    st.markdown("\n".join(lines) if lines else _("Nothing changes against your usual week."))


def take_along(file: Callable[[], str], week: date | None) -> None:
    """The review as a file, made only when it is asked for."""
    st.download_button(
        _("Download as a page (HTML)"),
        session.later(file),
        file_name=f"weekly-review-{week or 'empty'}.html",
        mime="text/html",
        key="download-review",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(
        _(
            "One file that opens without Hindsight and without the internet. To print it, open it: it fits two A4 "
            "pages, also as a PDF."
        )
    )


def file_of(review: Review, shown: Plan | None, names: Mapping[str, str]) -> Callable[[], str]:
    """What makes the file of a review with its plan."""
    return lambda: html_page(review if shown is None else review.with_plan(shown, names))
