"""The command `plan`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from analytics.plans.model import from_json
from tests.conftest import Run

PlanOf = Callable[..., str]


@pytest.fixture
def plan_of(run: Run, tmp_path: Path) -> PlanOf:
    """The command on a small log: squats, hinges and bench presses on Mondays and Thursdays for five weeks."""
    lines = ["started_at,exercise,weight_kg,reps,rir"]
    for week in range(5):
        monday = datetime(2026, 10, 12, 18) + timedelta(weeks=week)
        for day, lifts in (
            (monday, ("back_squat", "bench_press_barbell")),
            (monday + timedelta(days=3), ("romanian_deadlift",)),
        ):
            lines += [f"{day:%Y-%m-%d %H:%M:%S},{lift},80,8,2" for lift in lifts for _ in range(3)]
    log = tmp_path / "log.csv"
    log.write_text("\n".join(lines), encoding="utf-8")
    run("import", log)
    run("facts", "set", "plan.horizon_weeks", "4")  # looking less far ahead is faster

    def command(*arguments: object, expect: int = 0) -> str:
        return run("plan", "--date", "2026-11-18", *arguments, expect=expect)

    return command


def test_the_plan_is_printed_as_text_with_sessions_changes_and_loads(plan_of: PlanOf) -> None:
    text = plan_of()
    assert text.startswith("# Plan for the week of 23 to 29 Nov 2026\n")
    assert "## Monday 23 Nov, 18:00: " in text
    assert "Barbell back squat (full depth): " in text
    assert " kg" in text
    assert "## What changes, and why\n" in text


def test_json_is_the_plan_itself_for_the_week_and_the_goal_that_were_said(plan_of: PlanOf) -> None:
    plan = from_json(json.loads(plan_of("--json", "--week", "2026-11-16", "--goal", "strength")))
    assert (plan.week.isoformat(), plan.goal) == ("2026-11-16", "strength")
    assert plan.sets > 0


def test_a_calendar_goes_into_a_file(plan_of: PlanOf, tmp_path: Path) -> None:
    target = tmp_path / "plan.ics"
    assert plan_of("--format", "ics", "--output", target) == ""
    events = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert [event["dtstart"].dt.hour for event in events] == [18, 18]


def test_an_empty_log_has_no_calendar_and_says_so(run: Run) -> None:
    assert "No plan yet." in run("plan", "--date", "2026-11-18")
    assert run("plan", "--format", "ics", expect=1).startswith("This plan has no session")


def test_two_forms_at_once_are_wrong_usage(plan_of: PlanOf) -> None:
    with pytest.raises(SystemExit):
        plan_of("--format", "csv", "--json")
