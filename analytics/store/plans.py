"""Plans that the lifter kept, as text: a week's newest one that stands is its plan, and none is ever overwritten."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.store import taking_back
from analytics.store.database import Database, sql

_PLAN: Final = taking_back.Numbered(
    "plans",
    "plan_id",
    _("There is no plan {number} to take back."),
    _("Plan {number} was already taken back on {time}."),
)


def keep(database: Database, plan: str, *, athlete: str, week: date, now: datetime) -> int:
    """Keep a plan (JSON as `json.dumps` writes it) of the week that begins on the Monday `week`; returns its number,
    which `take_back` takes.
    """
    with database.write(touches_sets=False) as cursor:
        number = int(cursor.execute("select nextval('plan_ids')").fetchall()[0][0])
        cursor.execute(
            "insert into plans (plan_id, athlete, week, made_at, plan) values ($number, $athlete, $week, $now, $plan)",
            {"number": number, "athlete": athlete, "week": week, "now": now, "plan": plan},
        )
        database.journal.note("keep_plan", number=number, at=now, athlete=athlete, week=week, plan=json.loads(plan))
        return number


def take_back(database: Database, plan_id: int, *, now: datetime) -> None:
    """Take a plan back: the one kept before it is its week's again. Raises `NotFound` and `WrongRequest`."""
    with database.write(touches_sets=False) as cursor:
        taking_back.take_back(cursor, _PLAN, plan_id, now=now)
        database.journal.note("take_back_plan", at=now, plan=plan_id)


def kept(database: Database, *, athlete: str, week: date) -> tuple[int, str] | None:
    """The number and text of the newest plan of a week that stands; None where there is none."""
    found = database.values(sql("sql/kept_plan"), athlete=athlete, week=week)
    return None if not found else (int(found[0][0]), str(found[0][1]))


def all_kept(database: Database, *, athlete: str) -> pd.DataFrame:
    """Every plan of an athlete, newest first: plan_id, week, made_at, goal, kind, undone_at (NaT while it stands)."""
    return database.read(sql("sql/kept_plans"), athlete=athlete)
