"""The articles' training plans on the page: which one, its sessions, how it compares with one's own targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, cast

import pandas as pd
import streamlit as st

from analytics.language import _, listed, listed_or, n_, span
from analytics.model import DEFAULT_ATHLETE, LEVEL_WORDS, Equipment, Level, Lifter
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
from ui.settings import CHOICE_WORDS
from ui.words import plain

EVERY_LEVEL: Final = _("All")
_A_MONDAY: Final = date(2024, 1, 1)
_STATE_WORDS: Final[Mapping[str, str]] = {"left out": _("left out")}
"""States of template_check that no other table has."""
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
        levels = {EVERY_LEVEL: "", **{title: level for level, title in CHOICE_WORDS["level"].items()}}
        level = st.segmented_control(
            _("Level"), list(levels), default=EVERY_LEVEL, required=True, key="template-level", bind="query-params"
        )
        offered = of_level(log.templates(), levels[level])
        chosen = st.selectbox(
            _("Template"), offered, index=offered.index(suggested(offered, log.lifter)),
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
    sessions = sum(not each.is_own for __, each in template.by_day())
    days = n_("{number} leg day a week", "{number} leg days a week", sessions)
    badges = [
        f":blue-badge[{days}]",
        *(f":gray-badge[{CHOICE_WORDS['level'][level]}]" for level in template.levels),
        f":gray-badge[{equipment.words(template.place).title}]",
    ]
    st.markdown(" ".join(badges))
    st.markdown(plain(template.about))
    st.caption(_("From {articles}", articles=sources_line(template.articles, facts)))


def sources_line(articles: Sequence[str], facts: Facts) -> str:
    """The articles by their titles."""
    return listed(f"“{plain(facts.sources[article].citation)}”" for article in articles)


def sessions(template: Template, log: TrainingLog) -> None:
    """Its sessions as tables, by day, with the exercises that the lifter can do."""
    days = dict(zip((day for day, __ in template.by_day()), days_for(template, log), strict=True))
    with st.grid(2, min_column_width=330):
        for place, each in enumerate(template.sessions):
            with st.container(border=True, height="stretch", key=f"template-session-{place}"):
                _card(each, [days[day] for day in each.days], log)
    if any(line.rir is None or line.rest_s is None for each in template.sessions for line in each.lines):
        st.caption(_("Where the article names no reps in reserve or no rest, those of your own thresholds stand here."))
    if template.left_out:
        names = listed(plain(log.exercise_name(each)) for each in template.left_out)
        st.warning(_("Nothing that you have does the same as {exercises}, so that is left out.", exercises=names))
    if template.assumption:
        st.caption(
            _(
                "What the article leaves open, and how it is filled in here: {assumption}",
                assumption=plain(template.assumption),
            )
        )


def days_for(template: Template, log: TrainingLog) -> tuple[int, ...]:
    """The weekdays of the sessions: the lifter's training days of the settings, else the article's."""
    return weekdays(template, log.lifter.training_days, log.facts)


def _card(each: TemplateSession, days: Sequence[int], log: TrainingLog) -> None:
    st.markdown(f"#### {plain(each.title)}")
    st.caption(listed(wording.weekday(_A_MONDAY + timedelta(days=day)) for day in sorted(days)))
    if each.is_own:
        st.markdown(_("Yours: what you usually do for the rest of the body."))
        return
    st.table(
        session_table(each.lines, log.catalogue, log.facts), hide_index=True, border="horizontal",
        alt=_("{session}: exercises with sets, reps, reps in reserve and rest", session=each.title),
    )  # fmt: skip
    remarks = [remark for line in each.lines for remark in _remarks(line, log.catalogue)]
    if remarks:
        st.caption("\n".join(f"- {remark}" for remark in remarks))
    st.caption(_("Warm-up before it: {title}.", title=plain(load_checklists()[each.warm_up].title)))


def session_table(lines: Sequence[TemplateLine], catalogue: Catalogue, facts: Facts) -> pd.DataFrame:
    """The lines of a session as text (Markdown): Exercise, Sets x reps, In reserve, Rest."""
    rows = [(_exercise(line, catalogue), *_todo(line, catalogue, facts)) for line in lines]
    return pd.DataFrame(rows, columns=[_("Exercise"), _("Sets x reps"), _("In reserve"), _("Rest")])


def _exercise(line: TemplateLine, catalogue: Catalogue) -> str:
    name = f"**{plain(catalogue.exercise(line.exercise_id).name)}**"
    return _("{exercise} (if you like)", exercise=name) if line.is_optional else name


def _todo(line: TemplateLine, catalogue: Catalogue, facts: Facts) -> tuple[str, str, str]:
    planned = as_planned(line, catalogue, facts)
    return wording.dose(planned, sets=_span(line.sets)), _span(planned.rir), wording.rest_time(planned)


def _span(ends: tuple[int, int]) -> str:
    return span(f"{ends[0]}", f"{ends[1]}")


def _remarks(line: TemplateLine, catalogue: Catalogue) -> list[str]:
    """What there is to say about a line beside its numbers, each as one sentence or two."""
    others = [each for each in line.alternatives if each != line.exercise_id and not line.instead_of]
    choice = listed_or(plain(catalogue.exercise(each).name) for each in (line.exercise_id, *others))
    told = " ".join(plain(text) for text in (*stands_in_for(line, catalogue), line.note) if text)
    if told:
        return [f"{choice}: {told}"]
    return [choice] if others else []


# against one's own targets --------------------------------------------------------------------------------------------


def verdict(checked: pd.DataFrame, *, level: Level, has_log: bool) -> None:
    """Whether it is too much for the level, and whether it is too much to begin with, in plain sentences."""
    much = checked[checked["is_too_much"]]
    for_level = much.loc[much["measure"] == "sets", "words"]
    to_begin = much.loc[much["measure"] == "rise", "words"]
    if len(for_level):
        title = _("Too much for the level {level}", level=LEVEL_WORDS[level])
        st.warning(_lines(for_level), title=title, icon=":material/warning:")
    if len(to_begin):
        st.info(_lines(to_begin), title=_("A big step from where you are"), icon=":material/trending_up:")
    if not len(much):
        words = _("Not too much for your level and what you do now.")
        if not has_log:
            words = _("Not too much for the level {level}.", level=LEVEL_WORDS[level])
        st.success(words, icon=":material/check_circle:")


def _lines(sentences: pd.Series[str]) -> str:
    return "\n\n".join(plain(sentence) for sentence in sentences)


def targets(checked: pd.DataFrame, names: Mapping[str, str], *, has_log: bool) -> None:
    """Hard sets per leg muscle against the lifter's ranges, then what the week as a whole is like."""
    st.table(
        muscle_table(checked, names, has_log=has_log), hide_index=True, border="horizontal",
        alt=_("Hard sets a week for each leg muscle: this template, your range, now, and the state"),
    )  # fmt: skip
    st.caption(_("Hard sets a week; a muscle that helps counts half. Counted as your own weeks are."))
    of_week = checked[checked["measure"].isin(OF_THE_WEEK)]
    st.markdown("\n".join(f"- {plain(words)}" for words in of_week["words"]))


def muscle_table(checked: pd.DataFrame, names: Mapping[str, str], *, has_log: bool) -> pd.DataFrame:
    """One row a leg muscle, as text: Muscle, Here, Your range, Now (with a log only), State."""
    rows = checked[checked["measure"] == "sets"]
    table = pd.DataFrame(
        {
            _("Muscle"): [names.get(muscle, muscle) for muscle in rows["muscle"]],
            _("Here"): [formats.number(value, 2) for value in rows["value"]],
            _("Your range"): [range_words(*ends) for ends in zip(rows["low"], rows["high"], strict=True)],
            _("Now"): [plain(formats.number(value)) for value in rows["now"]],
            _("State"): rows["state"].map(_state_words).mask(rows["is_too_much"].astype(bool), _("too much")),
        }
    )
    return table if has_log else table.drop(columns=_("Now"))


def _state_words(state: str) -> str:
    return _STATE_WORDS.get(state) or formats.words(state)


# using it -------------------------------------------------------------------------------------------------------------


def use(template: Template, athlete: str, log: TrainingLog) -> None:
    """Keep it as the plan of the week to come, with the way there and the way back."""
    today = session.today()
    week, on = next(iter(weeks_to_plan(today, log.judged_on(today, athlete=athlete)).values()))
    plan_draft.undo_line()
    with st.container(horizontal=True, vertical_alignment="center"):
        filled_button(
            _("Use it for the week of {week}", week=wording.week_span(week)), key="use-template",
            icon=":material/event_available:", on_click=_use, args=(template.id, athlete, week, on),
        )  # fmt: skip
        st.page_link("pages/plan/next_week.py", label=_("Your next week"), icon=":material/event_upcoming:")
    st.caption(
        _(
            "It comes onto your days, with your loads. Whatever is not for these muscles stays as you do it, and a "
            "plan that you kept for that week comes back when you undo this."
        )
    )


@boundary()
def _use(template_id: str, athlete: str, week: date, on: date) -> None:
    log = session.open_log()
    plan = log.plan_from_template(template_id, on=on, athlete=athlete, week=week, today=session.today())
    if plan.kind == "stopped":
        session.flash(plain(" ".join(plan.notes)))
        return
    plan_draft.keep(plan, Asked(athlete, week, on, cast(MassUnit, session.unit())))
