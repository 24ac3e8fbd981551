"""What a lifter changes in a plan by hand: each step, and what the plan then says about it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.model import Goal
from analytics.plans import edits
from analytics.plans.edits import OWN_CHANGE, Edit, edited, sets_a_week, sets_on, spread
from analytics.plans.loads import LoadBook
from analytics.plans.model import Load, Plan
from analytics.reference.catalogue import load_catalogue
from analytics.reference.facts import load_facts
from tests.plans.examples import FRIDAY, MONDAY, THURSDAY, TUESDAY, USUAL


class _NoHistory(LoadBook):
    """A book without a lift: every load is to be found."""

    def __init__(self) -> None:
        """Nothing to look up."""

    def load_for(self, exercise_id: str, **_: object) -> Load:  # type: ignore[override]
        """Find it."""
        return Load("find", f"Begin light with {exercise_id}.")


GEAR = edits.Gear(load_catalogue(), load_facts(), _NoHistory, "kg")


def after(*steps: Edit, plan: Plan = USUAL) -> Plan:
    return edited(plan, steps, GEAR)


def test_other_sets_are_noted_as_the_lifters_own_change() -> None:
    plan = after(Edit("sets", MONDAY, "back_squat", 3))
    assert sets_on(plan, MONDAY, "back_squat") == 3
    (own,) = (change for change in plan.changes if change.reason == OWN_CHANGE)
    assert (own.kind, own.before, own.after) == ("drop_sets", 4, 3)


def test_two_steps_in_one_line_are_one_change_and_a_step_back_is_none() -> None:
    twice = after(Edit("sets", MONDAY, "back_squat", 3), Edit("sets", MONDAY, "back_squat", 5))
    assert [(change.before, change.after) for change in twice.changes if change.reason == OWN_CHANGE] == [(4, 5)]
    assert after(Edit("sets", MONDAY, "back_squat", 3), Edit("sets", MONDAY, "back_squat", 4)) == USUAL


def test_a_step_in_a_line_that_the_plan_changed_goes_into_that_change() -> None:
    plan = after(Edit("sets", MONDAY, "leg_press", 1))
    (change,) = (change for change in plan.changes if change.exercise_id == "leg_press")
    assert (change.kind, change.before, change.after) == ("drop_sets", 4, 1)
    assert change.reason == f"Your quads have more than twice the sets of your hamstrings. {OWN_CHANGE}"
    assert change.rules == (("quad_dominance", ""),)
    assert edits.is_by_hand(plan)
    assert not edits.is_by_hand(USUAL)
    as_usual = after(Edit("sets", MONDAY, "leg_press", 4))
    assert "leg_press" not in {change.exercise_id for change in as_usual.changes}


def test_nought_takes_a_line_out_and_an_empty_session_with_it() -> None:
    plan = after(Edit("sets", TUESDAY, "bench_press_barbell", 0))
    assert [session.day for session in plan.sessions] == [MONDAY, THURSDAY, FRIDAY]
    assert plan.changes[-1].kind == "drop_exercise"


def test_a_swap_keeps_place_and_sets_and_takes_its_own_reps_and_load() -> None:
    plan = after(Edit("swap", MONDAY, "leg_press", other="hack_squat"))
    line = plan.sessions[0].lines[1]
    assert (line.exercise_id, line.sets, line.slot) == ("hack_squat", 2, "second")
    assert line.load == Load("find", "Begin light with hack_squat.")
    assert (plan.changes[-1].kind, plan.changes[-1].instead_of) == ("swap_exercise", "leg_press")


def test_an_added_exercise_stands_after_the_accessories_and_before_the_finisher() -> None:
    plan = after(Edit("add", MONDAY, "hip_thrust", 3))
    assert [line.exercise_id for line in plan.sessions[0].lines] == [
        "back_squat", "leg_press", "seated_leg_curl", "hip_thrust", "plank",
    ]  # fmt: skip
    assert sets_on(after(Edit("add", MONDAY, "back_squat", 2)), MONDAY, "back_squat") == 6


@pytest.mark.parametrize(
    "step",
    [
        Edit("sets", MONDAY, "nordic_curl", 3),
        Edit("swap", MONDAY, "nordic_curl", other="hack_squat"),
        Edit("swap", MONDAY, "back_squat", other="leg_press"),
        Edit("add", date(2026, 11, 28), "hip_thrust", 3),
    ],
)
def test_a_step_that_does_not_fit_does_nothing(step: Edit) -> None:
    assert after(step) == USUAL


@given(st.integers(0, 20))
def test_a_weekly_number_is_reached_and_spread_as_evenly_as_it_goes(total: int) -> None:
    plan = after(*spread(USUAL, "seated_leg_curl", total))
    assert sets_a_week(plan).get("seated_leg_curl", 0) == total
    on_days = [sets_on(plan, day, "seated_leg_curl") for day in (MONDAY, THURSDAY)]
    assert max(on_days) - min(on_days) <= 1


def test_one_set_less_goes_from_the_later_of_two_equal_days() -> None:
    assert spread(USUAL, "seated_leg_curl", 3) == [Edit("sets", THURSDAY, "seated_leg_curl", 1)]


def test_the_usual_week_is_the_plan_without_its_changes() -> None:
    week = edits.usual_week(USUAL, GEAR)
    # 24 sets - 2 x 2 curls + 2 leg presses - 1 hinge = 21
    assert sets_a_week(week) == {
        "back_squat": 4, "leg_press": 4, "plank": 2, "bench_press_barbell": 3, "romanian_deadlift": 2,
        "bulgarian_split_squat": 3, "own_2": 3,
    }  # fmt: skip
    assert (week.changes, week.claims) == ((), ())


@pytest.mark.parametrize(
    ("kind", "goal", "mode"), [("deload", "balanced", "deload"), ("usual", "maintenance", "maintenance")]
)
def test_a_new_load_is_one_for_the_kind_of_week(kind: str, goal: Goal, mode: str) -> None:
    asked: list[object] = []

    class Book(_NoHistory):
        def load_for(self, exercise_id: str, **said: object) -> Load:
            asked.append(said["mode"])
            return super().load_for(exercise_id)

    gear = edits.Gear(GEAR.catalogue, GEAR.facts, Book, "kg")
    plan = Plan("me", USUAL.week, goal, kind, USUAL.sessions)  # type: ignore[arg-type]
    edited(plan, [Edit("add", MONDAY, "hip_thrust", 2)], gear)
    assert asked == [mode]
