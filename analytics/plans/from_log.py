"""Plans from a log as it stands on a day: what they are asked from, and the plan, the template or the outlook of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

import pandas as pd

from analytics.as_of import AsOf
from analytics.language import _
from analytics.model import Finding, Goal
from analytics.plans import edits, template_check, template_plan
from analytics.plans.build import LOOKED_AT, make_plan, outlook_of
from analytics.plans.course import Ask, break_before
from analytics.plans.credits import Credits
from analytics.plans.done import Carried
from analytics.plans.habit import usual_week
from analytics.plans.kept import carried_over
from analytics.plans.loads import LoadBook
from analytics.plans.model import Plan
from analytics.plans.outlook import Outlook
from analytics.plans.templates import Template, template_of
from analytics.units import MassUnit


@dataclass(frozen=True, slots=True)
class Wish:
    """What is planned: the week of a Monday, for a goal (None: that of the lifter), with loads in a unit."""

    week: date
    goal: Goal | None
    unit: MassUnit


def plan_of_week(as_of: AsOf, wish: Wish, *, today: date | None = None) -> Plan:
    """The plan of a week. Findings that the lifter answered up to `today` (None: up to the day of the log) are left
    alone, and what the plans kept for the weeks before left undone is carried on.
    """
    if as_of.is_empty:
        goal = wish.goal or as_of.lifter.goal
        return Plan(as_of.athlete, wish.week, goal, "empty", notes=(_("The log is empty."),))
    said = as_of.findings(only=LOOKED_AT, today=today)
    undone = carried_over(as_of, wish.week)
    ask = _ask(as_of, wish, answered=said, undone=undone)
    plan = make_plan(ask, _unanswered(said), LoadBook.of(ask.request))
    return replace(plan, notes=(*(each.note for each in undone), *plan.notes)) if plan.sessions else plan


def plan_from_template(as_of: AsOf, template_id: str, wish: Wish, *, today: date | None = None) -> Plan:
    """A template as the plan of a week, with answers to findings as in `plan_of_week`. Raises `NotFound`."""
    said = as_of.findings(only=LOOKED_AT, today=today)
    ask = _ask(as_of, wish, answered=said)
    return template_plan.template_plan(template_of(template_id), ask, _unanswered(said), LoadBook.of(ask.request))


def outlook_on(as_of: AsOf, plan: Plan, *, unit: MassUnit, weeks: int) -> Outlook:
    """What follows from doing a plan, and doing it again for so many weeks."""
    return outlook_of(_ask(as_of, Wish(plan.week, plan.goal, unit)), plan, weeks=weeks)


def template_for(as_of: AsOf, template_id: str) -> Template:
    """A template with the exercises that the lifter's equipment allows. Raises `NotFound`."""
    return template_plan.lifters_version(template_of(template_id), as_of.case, as_of.store.catalogue)


def check_of(as_of: AsOf, template_id: str) -> pd.DataFrame:
    """A template against the lifter's own targets (`template_check.COLUMNS`). Raises `NotFound`."""
    return template_check.check(
        template_for(as_of, template_id),
        credits=Credits.of(as_of.request),
        yardstick=template_plan.yardstick_of(as_of.case),
    )


def gear_for(as_of: AsOf, unit: MassUnit) -> edits.Gear:
    """What a lifter's own steps in a plan are taken with."""

    @cache
    def book() -> LoadBook:
        return LoadBook.of(as_of.request)

    return edits.Gear(as_of.store.catalogue, as_of.store.facts, book, unit)


def _unanswered(said: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in said if finding.answer is None]


def _ask(as_of: AsOf, wish: Wish, *, answered: Sequence[Finding] = (), undone: Sequence[Carried] = ()) -> Ask:
    case, lifter, week = as_of.case, as_of.lifter, wish.week
    usual = partial(usual_week, as_of.request, week=week, days=lifter.training_days)
    horizon = int(case.facts.number("plan.horizon_weeks"))
    away = break_before(case, week)
    return Ask(
        request=as_of.request,
        case=case,
        habit=usual(as_of=case.on, since=away.back_day if away else None, weeks=horizon),
        week=week,
        goal=wish.goal or lifter.goal,
        unit=wish.unit,
        former=usual(as_of=away.last_day) if away else None,
        last_day=away.last_day if away else None,
        is_away=away is not None and away.back_day is None,
        answered=frozenset((each.rule, each.subject) for each in answered if each.answer is not None),
        avoid=tuple(each.exercise_id for each in undone if each.choose_another),
    )
