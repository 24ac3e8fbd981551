"""Plans that were kept: the one of a week, what became of it, and what it leaves to the next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from analytics.as_of import AsOf
from analytics.plans import done
from analytics.plans.course import monday_of
from analytics.plans.done import Carried, carried
from analytics.plans.model import Plan, from_json
from analytics.store import Store


def kept_plan(store: Store, athlete: str, week: date) -> Plan | None:
    """The plan of a week (any day of it): the newest kept one that stands, with its number; None without one."""
    found = store.kept_plan(athlete=athlete, week=monday_of(week))
    return None if found is None else replace(from_json(json.loads(found[1])), plan_id=found[0])


def against_done(as_of: AsOf, week: date) -> pd.DataFrame:
    """The kept plan of a week (any day of it) against what was done (`done.COLUMNS`); empty without one."""
    kept = kept_plan(as_of.store, as_of.athlete, week)
    return done.nothing_planned() if kept is None else _against_done(as_of, kept)


def carried_over(as_of: AsOf, week: date) -> tuple[Carried, ...]:
    """What the plans kept for the weeks before leave to the plan of `week` (any day of it), as far as they are over."""
    weeks = [(plan, _against_done(as_of, plan)) for plan in _kept_before(as_of, week)]
    return carried(weeks, exercise_names=as_of.case.exercise_names, facts=as_of.case.facts)


def _kept_before(as_of: AsOf, week: date) -> Iterator[Plan]:
    """The plans of the weeks before, newest first, up to the first week without one."""
    for number in range(1, 1 + int(as_of.case.facts.number("plan.missed_weeks"))):
        plan = kept_plan(as_of.store, as_of.athlete, week - timedelta(weeks=number))
        if plan is None:
            return
        yield plan


def _against_done(as_of: AsOf, plan: Plan) -> pd.DataFrame:
    return done.plan_against_done(plan, as_of.request, on=as_of.case.on)
