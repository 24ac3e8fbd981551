"""Plans taken at their word on a few logs, and the harness itself: it must see a broken promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from analytics.plans.model import Claim, Line, Load, Plan, Session
from analytics.reference.equipment import allows
from analytics.training_log import TrainingLog
from benchmarks.closed_loop import Job, Outcome, claims_kept, job_of, simulate
from benchmarks.lifters import PROGRAMMES, ROLES, TOOLS, TWISTS, choices_of, lifters, log_of

MONDAY = date(2026, 11, 16)


def log_with(per_week: str, *, weeks: int = 8, first: date = MONDAY - timedelta(weeks=8)) -> bytes:
    """A log in Hindsight's own format: lines of "weekday hour exercise sets kg reps", the same in each week."""
    rows = [
        f"{first + timedelta(weeks=week, days=int(day))} {hour}:00,{exercise},{kg},{reps}"
        for week in range(weeks)
        for day, hour, exercise, sets, kg, reps in (line.split() for line in per_week.strip().splitlines())
        for _ in range(int(sets))
    ]
    return "\n".join(["started_at,exercise,weight_kg,reps", *rows]).encode()


QUADS = log_with("""
    1 18 back_squat 4 100 6
    1 18 leg_press 4 160 10
    1 18 romanian_deadlift 2 80 8
    4 18 back_squat 4 90 8
    4 18 standing_calf_raise 4 80 12
""")


def job(*, weeks: int, **settings: str) -> Job:
    return Job("a log", "test", QUADS, MONDAY, weeks, settings)


def usual_week(log: TrainingLog, monday: date) -> Plan:
    """A planner that changes nothing: the last week once more."""
    sets = log.sets(from_date=monday - timedelta(weeks=1), to_date=monday - timedelta(days=1))
    days = pd.to_datetime(sets["started_at"]).dt.normalize()
    sessions = []
    for day in sorted(days.unique()):
        own = sets[days == day]
        lines = tuple(
            Line(
                str(name),
                len(rows),
                (6, 12),
                (1, 3),
                (90, 120),
                "other",
                Load("same", "", float(rows.iloc[0]["weight_kg"])),
            )
            for name, rows in own.groupby("exercise_id")
        )
        sessions.append(Session(pd.Timestamp(day).date() + timedelta(weeks=1), "Session", lines))
    return Plan("me", monday, "balanced", "usual", tuple(sessions))


def changed(plan: Plan, **fields: object) -> Plan:
    first, *others = plan.sessions
    line = replace(first.lines[0], **fields)  # type: ignore[arg-type]
    return replace(plan, sessions=(replace(first, lines=(line, *first.lines[1:])), *others))


def promises_broken(outcome: Outcome) -> set[str]:
    return {each.promise for each in outcome.broken}


# the harness ----------------------------------------------------------------------------------------------------------


def test_a_planner_that_changes_and_claims_nothing_breaks_nothing() -> None:
    outcome = simulate(job(weeks=1), usual_week)

    assert outcome.broken == ()
    assert outcome.weeks == 1
    assert outcome.before["quad_dominance", "hamstrings"] == "strong"
    assert (
        outcome.checked["no leap, legs"] + outcome.checked["no leap, others"] == outcome.checked["never very high"] > 0
    )


def test_a_claim_that_the_weeks_do_not_bear_out_is_seen_on_every_monday_after_them() -> None:
    claim = Claim("quad_dominance", "hamstrings", "", "strong", weeks=1, milder_after=1)
    outcome = simulate(job(weeks=2), lambda log, monday: replace(usual_week(log, monday), claims=(claim,)))

    assert promises_broken(outcome) == {"gone in time", "milder in time"}
    assert [each.week for each in outcome.broken if each.promise == "gone in time"] == [1, 2]
    assert claims_kept(outcome) == []


def test_a_plan_that_cannot_be_is_seen() -> None:
    """Forty hip thrusts without a barbell, at a load that the forecast does not reach, on days that were not stated."""
    load = Load("more_load", "", kg=105, high_kg=102.5)
    spoilt = {"exercise_id": "hip_thrust", "sets": 40, "load": load}
    outcome = simulate(
        job(weeks=1, equipment="bodyweight", training_days="mon sat"),
        lambda log, monday: changed(usual_week(log, monday), **spoilt),
    )

    possible = {"equipment", "loads", "days", "no leap, legs", "never very high", "no big jump"}
    assert possible <= promises_broken(outcome)


def test_an_empty_plan_is_seen() -> None:
    outcome = simulate(job(weeks=1), lambda _, monday: Plan("me", monday, "balanced", "empty"))

    assert promises_broken(outcome) == {"not empty"}
    assert outcome.weeks == 0


def test_a_finding_that_comes_up_is_seen() -> None:
    """Calves at 4 sets a week are at their floor: after a week without any, the four weeks come to 3."""

    def without_calves(log: TrainingLog, monday: date) -> Plan:
        return usual_week(log, monday).with_sets(monday + timedelta(days=4), "standing_calf_raise", 0)

    outcome = simulate(job(weeks=1), without_calves)

    assert [(each.promise, each.words) for each in outcome.broken] == [
        ("nothing new", "new: below_floor calves (hint)")
    ]


# the planner ----------------------------------------------------------------------------------------------------------


def test_a_plan_that_is_trained_keeps_its_promises() -> None:
    """A quad-dominant generated lifter; `make closed-loop` takes all of them, and real logs."""
    outcome = simulate(job_of(lifters()[14], weeks=2))

    assert outcome.job.group == "quad-dominant"
    assert outcome.broken == ()
    assert claims_kept(outcome)


# the lifters ----------------------------------------------------------------------------------------------------------


def test_lifters_are_the_same_for_the_same_seed_and_each_programme_and_equipment_comes() -> None:
    everyone = lifters()

    assert lifters(20) == everyone[:20]
    assert log_of(lifters(4)[3]) == log_of(everyone[3])
    assert {each.programme for each in everyone} == set(PROGRAMMES)
    assert {each.twist for each in everyone} == set(TWISTS)
    assert {each.equipment for each in everyone} == set(TOOLS)
    assert {len(each.days) for each in everyone} == {1, 2, 3, 4, 5, 6}


def test_lifters_do_only_what_their_equipment_allows() -> None:
    for equipment in TOOLS:
        for role in ROLES:
            assert all(allows(equipment, each, is_known=True) for each in choices_of(role, equipment))
