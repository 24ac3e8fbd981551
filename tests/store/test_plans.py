"""Kept plans: the newest that stands is its week's, nothing is overwritten, and a backup holds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import NotFound, WrongRequest
from analytics.plans.model import Change, Claim, Line, Load, Plan, Session
from analytics.training_log import TrainingLog

NOW = datetime(2026, 11, 21, 9, 0)
LATER = NOW + timedelta(hours=1)
WEEK = date(2026, 11, 23)
PLAN = Plan(
    athlete="me",
    week=WEEK,
    goal="posterior",
    kind="usual",
    sessions=(
        Session(
            WEEK,
            "Lower A",
            (
                Line("back_squat", 4, (5, 8), (1, 3), (120, 180), "main", Load("more_load", "Add a step.", kg=102.5)),
                Line("wall_sit", 2, (30, 45), (1, 3), (60, 90), "finisher", is_hold=True, reasons=("Because.",)),
            ),
            at=time(18, 5),
        ),
    ),
    changes=(Change("add_exercise", WEEK, "wall_sit", 0, 2, "Because.", rules=(("low_volume", "quads"),)),),
    claims=(Claim("low_volume", "quads", "Quads get little", "hint", weeks=2),),
    notes=("A note.",),
)


def test_a_kept_plan_comes_back_as_it_was(log: TrainingLog) -> None:
    number = log.keep_plan(PLAN, now=NOW)
    kept = log.kept_plan(WEEK)
    assert kept == PLAN
    assert kept is not None
    assert kept.plan_id == number
    assert log.kept_plan(WEEK + timedelta(days=6)) == PLAN, "any day of the week names it"
    assert log.kept_plan(WEEK + timedelta(days=7)) is None


def test_the_newest_plan_of_a_week_counts_and_the_one_before_stays(log: TrainingLog) -> None:
    first = log.keep_plan(PLAN, now=NOW)
    second = log.keep_plan(replace(PLAN, goal="strength"), now=LATER)
    kept = log.kept_plan(WEEK)
    assert kept is not None
    assert (kept.plan_id, kept.goal) == (second, "strength")
    every = log.kept_plans()
    assert every.columns.tolist() == ["plan_id", "week", "made_at", "goal", "kind", "undone_at"]
    assert every["plan_id"].tolist() == [second, first]
    assert every["goal"].tolist() == ["strength", "posterior"]
    assert every["made_at"].tolist() == [pd.Timestamp(LATER), pd.Timestamp(NOW)]
    assert every["undone_at"].isna().all()


def test_a_plan_taken_back_gives_way_to_the_one_before(log: TrainingLog) -> None:
    log.keep_plan(PLAN, now=NOW)
    second = log.keep_plan(replace(PLAN, goal="strength"), now=NOW)
    log.undo_plan(second, now=LATER)
    kept = log.kept_plan(WEEK)
    assert kept is not None
    assert kept.goal == "posterior"
    assert log.kept_plans()["undone_at"].notna().tolist() == [True, False]


def test_a_plan_is_taken_back_once_and_only_if_it_exists(log: TrainingLog) -> None:
    number = log.keep_plan(PLAN, now=NOW)
    log.undo_plan(number, now=LATER)
    assert log.kept_plan(WEEK) is None
    with pytest.raises(WrongRequest, match="already taken back on 2026-11-21 10:00"):
        log.undo_plan(number, now=LATER)
    with pytest.raises(NotFound, match="no plan 99"):
        log.undo_plan(99, now=LATER)


def test_athletes_have_plans_of_their_own(log: TrainingLog) -> None:
    log.keep_plan(replace(PLAN, athlete="Bo", goal="strength"), now=NOW)
    assert log.kept_plan(WEEK, "Bo") is not None
    assert log.kept_plan(WEEK) is None
    assert log.kept_plans().empty


def test_keeping_and_taking_back_change_the_log(log: TrainingLog) -> None:
    before = log.version
    number = log.keep_plan(PLAN, now=NOW)
    assert log.version == before + 1
    log.undo_plan(number, now=NOW)
    assert log.version == before + 2


def test_a_backup_holds_the_plans(log: TrainingLog, tmp_path: Path) -> None:
    first = log.keep_plan(PLAN, now=NOW)
    taken_back = log.keep_plan(replace(PLAN, goal="strength"), now=NOW)
    log.undo_plan(taken_back, now=NOW)
    log.backup(tmp_path / "log.zip")
    with TrainingLog.open(tmp_path / "other") as other:
        other.keep_plan(replace(PLAN, goal="return"), now=NOW)
        other.restore(tmp_path / "log.zip", now=LATER)
        assert other.kept_plan(WEEK) == PLAN
        assert other.kept_plans()["plan_id"].tolist() == [taken_back, first]
        assert other.keep_plan(PLAN, now=NOW) > taken_back, "numbers go on after those of the backup"
