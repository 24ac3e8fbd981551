"""The articles' training plans on the page: which one, its sessions, how it compares with one's own targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, cast

import pandas as pd
import streamlit as st

from analytics.model import DEFAULT_ATHLETE, Equipment, Level, Lifter
from analytics.plans import wording
from analytics.plans.templates import Template, TemplateLine, TemplateSession, as_planned, stands_in_for, weekdays
from analytics.plans.warm_up import load_checklists
from analytics.reference import equipment
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import LEVELS, Facts
from analytics.training_log import TrainingLog
from analytics.units import MassUnit
from ui import formats, plan_draft, session
from ui.boundary import boundary
from ui.buttons import filled_button
from ui.filters import athlete_control
from ui.plan import range_words, weeks_to_plan
from ui.plan_draft import Asked
from ui.words import counted, listed, plain

EVERY_LEVEL: Final = "All"
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OF_THE_WEEK: Final = ("q_h_ratio", "kd_hd_ratio", "curl_share", "sessions", "fullest_session", "hours_between")
"""Measures that are told in sentences, in this order."""
_PLACES: Final[Mapping[Equipment, Equipment]] = {
    "gym": "gym", "no_machines": "gym", "home": "dumbbells", "dumbbells": "dumbbells",
    "bands": "bodyweight", "bodyweight": "bodyweight",
}  # fmt: skip
"""What a lifter has -> what the nearest templates were written for."""


# which one ------------------------------------------------------------------------------------------------------------


def bar(log: TrainingLog) -> tuple[str, Template]:
    """Choose whose targets, the level and the template; the choice stands in the address."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="template-bar"):
        athlete = DEFAULT_ATHLETE if log.is_empty() else athlete_control(log.athletes())
        level = st.segmented_control(
            "Level", [EVERY_LEVEL, *(level.capitalize() for level in LEVELS)], default=EVERY_LEVEL, required=True,
            key="template-level", bind="query-params",
        )  # fmt: skip
        offered = of_level(log.templates(), level.lower())
        chosen = st.selectbox(
            "Template", offered, index=offered.index(suggested(offered, log.lifter)),
            format_func=lambda template: template.title, key="template", bind="query-params", width=430,
        )  # fmt: skip
    return athlete, chosen


def of_level(templates: Sequence[Template], level: str) -> list[Template]:
    """The templates for a level, all of them for any other word."""
    return [each for each in templates if level not in LEVELS or level in each.levels]


def suggested(templates: Sequence[Template], lifter: Lifter) -> Template:
    """The first template for the lifter's level and place, else for the level, else the first."""
    for_level = [each for each in templates if lifter.level in each.levels]
    for_place = [each for each in for_level if each.place == _PLACES[lifter.equipment]]
    return next(iter((*for_place, *for_level, *templates)))


# what it is -----------------------------------------------------------------------------------------------------------


def about(template: Template, facts: Facts) -> None:
    """Its name, for whom it is, where it comes from, and what it is about."""
    st.header(plain(template.title), anchor=False)
    sessions = [each for _, each in template.by_day() if not each.is_own]
    badges = [
        f":blue-badge[{counted(len(sessions), 'leg day')} a week]",
        *(f":gray-badge[{level.capitalize()}]" for level in template.levels),
        f":gray-badge[{equipment.words(template.place).title}]",
    ]
    st.markdown(" ".join(badges))
    st.markdown(plain(template.about))
    st.caption(f"From {sources_line(template.articles, facts)}")


def sources_line(articles: Sequence[str], facts: Facts) -> str:
    """The articles by their titles."""
    return listed(f"“{plain(facts.sources[article].citation)}”" for article in articles)


def sessions(template: Template, log: TrainingLog) -> None:
    """Its sessions as tables, by day, with the exercises that the lifter can do."""
    days = dict(zip((day for day, _ in template.by_day()), days_for(template, log), strict=True))
    with st.grid(2, min_column_width=330):
        for place, each in enumerate(template.sessions):
            with st.container(border=True, height="stretch", key=f"template-session-{place}"):
                _card(each, [days[day] for day in each.days], log)
    if any(line.rir is None or line.rest_s is None for each in template.sessions for line in each.lines):
        st.caption("Where the article names no reps in reserve or no rest, those of your own thresholds stand here.")
    if template.left_out:
        names = listed(plain(log.exercise_name(each)) for each in template.left_out)
        st.warning(f"Nothing that you have does the same as {names}, so that is left out.")
    if template.assumption:
        st.caption(f"What the article leaves open, and how it is filled in here: {plain(template.assumption)}")


def days_for(template: Template, log: TrainingLog) -> tuple[int, ...]:
    """The weekdays of the sessions: the lifter's training days of the settings, else the article's."""
    return weekdays(template, log.lifter.training_days, log.facts)


def _card(each: TemplateSession, days: Sequence[int], log: TrainingLog) -> None:
    st.markdown(f"#### {plain(each.title)}")
    st.caption(listed(WEEKDAYS[day] for day in sorted(days)))
    if each.is_own:
        st.markdown("Yours: what you usually do for the rest of the body.")
        return
    st.table(
        session_table(each.lines, log.catalogue, log.facts), hide_index=True, border="horizontal",
        alt=f"{each.title}: exercises with sets, reps, reps in reserve and rest",
    )  # fmt: skip
    remarks = [remark for line in each.lines for remark in _remarks(line, log.catalogue)]
    if remarks:
        st.caption("\n".join(f"- {remark}" for remark in remarks))
    st.caption(f"Warm-up before it: {plain(load_checklists()[each.warm_up].title)}.")


def session_table(lines: Sequence[TemplateLine], catalogue: Catalogue, facts: Facts) -> pd.DataFrame:
    """The lines of a session as text (Markdown): Exercise, Sets x reps, In reserve, Rest."""
    rows = [(_exercise(line, catalogue), *_todo(line, catalogue, facts)) for line in lines]
    return pd.DataFrame(rows, columns=["Exercise", "Sets x reps", "In reserve", "Rest"])


def _exercise(line: TemplateLine, catalogue: Catalogue) -> str:
    name = f"**{plain(catalogue.exercise(line.exercise_id).name)}**"
    return f"{name} (if you like)" if line.is_optional else name


def _todo(line: TemplateLine, catalogue: Catalogue, facts: Facts) -> tuple[str, str, str]:
    planned = as_planned(line, catalogue, facts)
    sets = _span(line.sets)
    dose = wording.dose(planned).removeprefix(f"{planned.sets} x ")
    return f"{sets} x {dose}", _span(planned.rir), wording.rest(planned).removeprefix("rest ")


def _span(span: tuple[int, int]) -> str:
    return f"{span[0]}" if span[0] == span[1] else f"{span[0]} to {span[1]}"


def _remarks(line: TemplateLine, catalogue: Catalogue) -> list[str]:
    """What there is to say about a line beside its numbers, each as one sentence or two."""
    name = plain(catalogue.exercise(line.exercise_id).name)
    others = [plain(catalogue.exercise(each).name) for each in line.alternatives if each != line.exercise_id]
    told = [plain(text) for text in (*stands_in_for(line, catalogue), line.note) if text]
    choice = f", or {' or '.join(others)}" if others and not line.instead_of else ""
    return [f"{name}{choice}{': ' if told else ''}{' '.join(told)}"] if told or choice else []


# against one's own targets --------------------------------------------------------------------------------------------


def verdict(checked: pd.DataFrame, *, level: Level, has_log: bool) -> None:
    """Whether it is too much for the level, and whether it is too much to begin with, in plain sentences."""
    much = checked[checked["is_too_much"]]
    for_level = much.loc[much["measure"] == "sets", "words"]
    to_begin = much.loc[much["measure"] == "rise", "words"]
    if len(for_level):
        st.warning(_lines(for_level), title=f"Too much for the level {level}", icon=":material/warning:")
    if len(to_begin):
        st.info(_lines(to_begin), title="A big step from where you are", icon=":material/trending_up:")
    if not len(much):
        against = "your level and what you do now" if has_log else f"the level {level}"
        st.success(f"Not too much for {against}.", icon=":material/check_circle:")


def _lines(sentences: pd.Series[str]) -> str:
    return "\n\n".join(plain(sentence) for sentence in sentences)


def targets(checked: pd.DataFrame, names: Mapping[str, str], *, has_log: bool) -> None:
    """Hard sets per leg muscle against the lifter's ranges, then what the week as a whole is like."""
    st.table(
        muscle_table(checked, names, has_log=has_log), hide_index=True, border="horizontal",
        alt="Hard sets a week for each leg muscle: this template, your range, now, and the state",
    )  # fmt: skip
    st.caption("Hard sets a week; a muscle that helps counts half. Counted as your own weeks are.")
    of_week = checked[checked["measure"].isin(OF_THE_WEEK)]
    st.markdown("\n".join(f"- {plain(words)}" for words in of_week["words"]))


def muscle_table(checked: pd.DataFrame, names: Mapping[str, str], *, has_log: bool) -> pd.DataFrame:
    """One row a leg muscle, as text: Muscle, Here, Your range, Now (with a log only), State."""
    rows = checked[checked["measure"] == "sets"]
    table = pd.DataFrame(
        {
            "Muscle": [names.get(muscle, muscle) for muscle in rows["muscle"]],
            "Here": [formats.number(value, 2) for value in rows["value"]],
            "Your range": [range_words(*ends) for ends in zip(rows["low"], rows["high"], strict=True)],
            "Now": [plain(formats.number(value)) for value in rows["now"]],
            "State": rows["state"].map(formats.words).mask(rows["is_too_much"].astype(bool), "too much"),
        }
    )
    return table if has_log else table.drop(columns="Now")


# using it -------------------------------------------------------------------------------------------------------------


def use(template: Template, athlete: str, log: TrainingLog) -> None:
    """Keep it as the plan of the week to come, with the way there and the way back."""
    today = session.today()
    week, on = next(iter(weeks_to_plan(today, log.judged_on(today, athlete=athlete)).values()))
    plan_draft.undo_line()
    with st.container(horizontal=True, vertical_alignment="center"):
        filled_button(
            f"Use it for the week of {wording.week_span(week)}", key="use-template",
            icon=":material/event_available:", on_click=_use, args=(template.id, athlete, week, on),
        )  # fmt: skip
        st.page_link("pages/plan/next_week.py", label="Your next week", icon=":material/event_upcoming:")
    st.caption(
        "It comes onto your days, with your loads. Whatever is not for these muscles stays as you do it, and a plan "
        "that you kept for that week comes back when you undo this."
    )


@boundary()
def _use(template_id: str, athlete: str, week: date, on: date) -> None:
    log = session.open_log()
    plan = log.plan_from_template(template_id, on=on, athlete=athlete, week=week, today=session.today())
    if plan.kind == "stopped":
        session.flash(plain(" ".join(plan.notes)))
        return
    plan_draft.keep(plan, Asked(athlete, week, on, cast(MassUnit, session.unit())))
