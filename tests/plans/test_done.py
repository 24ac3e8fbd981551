"""Plan against done: which planned sets were done, what came on top, and what goes into the next plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from analytics.model import Choices
from analytics.plans.done import COLUMNS, Carried, summary
from analytics.plans.model import Line, Load, Plan, Session
from analytics.training_log import TrainingLog
from tests.metrics.rows import Row, csv_of, sets

NOW = datetime(2026, 11, 30, 12)
WEEK = date(2026, 11, 23)
MONDAY, TUESDAY, THURSDAY, SUNDAY = "2026-11-23", "2026-11-24", "2026-11-26", "2026-11-29"
AFTER = WEEK + timedelta(days=7)


def line(exercise_id: str, times: int, *, kg: float | None = None, usual: int = 3) -> Line:
    return Line(
        exercise_id, times, (6, 10), (1, 3), (90, 120), "main", Load("same", "As it was.", kg=kg), usual_sets=usual
    )


def plan_of(**days: list[Line]) -> Plan:
    """A plan with a session on each weekday that is named."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    sessions = tuple(
        Session(WEEK + timedelta(days=names.index(day)), "Legs", tuple(lines)) for day, lines in days.items()
    )
    return Plan("me", WEEK, "balanced", "usual", sessions)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path_factory.mktemp("done")) as opened:
        yield opened


class Lifter:
    """One athlete of the log: what they kept as plans and did."""

    def __init__(self, log: TrainingLog, athlete: str) -> None:
        self.log, self.athlete = log, athlete

    def did(self, *rows: list[Row]) -> None:
        content = csv_of([row for some in rows for row in some])
        self.log.import_file("done.csv", content, now=NOW, choices=Choices(athlete=self.athlete))

    def kept(self, plan: Plan, *, weeks_before: int = 0) -> None:
        back = timedelta(weeks=weeks_before)
        sessions = tuple(replace(each, day=each.day - back) for each in plan.sessions)
        moved = replace(plan, athlete=self.athlete, week=plan.week - back, sessions=sessions)
        self.log.keep_plan(moved, now=NOW)

    def against(self, *, on: date = AFTER) -> pd.DataFrame:
        return self.log.plan_against_done(WEEK, self.athlete, on=on)

    def carried(self) -> tuple[Carried, ...]:
        return self.log.carried_over(AFTER, self.athlete, on=AFTER)


@pytest.fixture
def lifter(log: TrainingLog, request: pytest.FixtureRequest) -> Lifter:
    return Lifter(log, request.node.name)


def rows_of(done: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(done[list(columns)].itertuples(index=False, name=None))


def test_each_line_is_done_in_part_or_not_with_its_reps_and_load(lifter: Lifter) -> None:
    lifter.kept(plan_of(monday=[line("back_squat", 3, kg=100), line("seated_leg_curl", 3), line("leg_press", 2)]))
    lifter.did(
        sets(MONDAY, "back_squat", 100, 8, rir=1, times=2),
        sets(MONDAY, "back_squat", 105, 5, rir=1),
        sets(MONDAY, "seated_leg_curl", 40, 12, rir=1, times=2),
    )
    done = lifter.against()
    assert done.dtypes.astype(str).to_dict() == dict(COLUMNS)
    assert rows_of(done, "exercise_id", "planned_sets", "done_sets", "state") == [
        ("back_squat", 3, 3, "done"),
        ("seated_leg_curl", 3, 2, "part"),
        ("leg_press", 2, 0, "not done"),
    ]
    squat = done.iloc[0]
    assert (squat["planned_reps_low"], squat["planned_reps_high"], squat["done_reps"]) == (6, 10, 8)
    assert (squat["planned_kg"], squat["done_kg"]) == (100, 105)
    assert done["done_kg"].isna().tolist() == [False, False, True]


def test_sets_that_were_not_hard_do_not_count(lifter: Lifter) -> None:
    lifter.kept(plan_of(monday=[line("leg_press", 3)]))
    lifter.did(sets(MONDAY, "leg_press", 100, 10, rir=1), sets(MONDAY, "leg_press", 60, 10, rir=7, times=2))
    assert rows_of(lifter.against(), "done_sets", "state") == [(1, "part")]


def test_a_set_of_each_side_is_one_set(lifter: Lifter) -> None:
    lifter.kept(plan_of(monday=[line("bulgarian_split_squat", 3)]))
    lifter.did(
        sets(MONDAY, "bulgarian_split_squat", 20, 10, rir=1, times=3, side="left"),
        sets(MONDAY, "bulgarian_split_squat", 20, 10, rir=1, times=3, side="right"),
    )
    assert rows_of(lifter.against(), "done_sets", "state") == [(3, "done")]


def test_another_day_serves_the_first_line_without_sets(lifter: Lifter) -> None:
    lifter.kept(plan_of(monday=[line("hip_thrust", 3)], thursday=[line("hip_thrust", 4)]))
    lifter.did(
        sets(TUESDAY, "hip_thrust", 100, 8, rir=1, times=3), sets(THURSDAY, "hip_thrust", 100, 8, rir=1, times=4)
    )
    assert rows_of(lifter.against(), "planned_sets", "done_sets") == [(3, 3), (4, 4)]


def test_a_missed_day_stays_missed_and_more_goes_to_the_last_line(lifter: Lifter) -> None:
    lifter.kept(plan_of(monday=[line("hip_thrust", 3)], thursday=[line("hip_thrust", 4)]))
    lifter.did(sets(THURSDAY, "hip_thrust", 100, 8, rir=1, times=4))
    assert rows_of(lifter.against(), "done_sets", "state") == [(0, "not done"), (4, "done")]
    lifter.did(sets(MONDAY, "hip_thrust", 100, 8, rir=1, times=3), sets(SUNDAY, "hip_thrust", 100, 8, rir=1, times=2))
    assert rows_of(lifter.against(), "done_sets", "state") == [(3, "done"), (6, "done")]


def test_leg_work_that_was_not_planned_is_extra_and_upper_body_work_is_not_named(lifter: Lifter) -> None:
    lifter.kept(plan_of(tuesday=[line("back_squat", 2)]))
    lifter.did(
        sets(MONDAY, "leg_extension", 40, 12, rir=1, times=3),
        sets(MONDAY, "bench_press_barbell", 60, 8, rir=1, times=3),
        sets(TUESDAY, "back_squat", 100, 8, rir=1, times=2),
    )
    done = lifter.against()
    assert rows_of(done, "exercise_id", "planned_sets", "done_sets", "state") == [
        ("leg_extension", 0, 3, "extra"),
        ("back_squat", 2, 2, "done"),
    ]
    assert done["planned_reps_low"].isna().tolist() == [True, False]
    assert summary(done) == (
        "2 of 2 planned sets are done: 1 planned exercise, every one done. 3 sets for the legs came on top."
    )


def test_what_is_not_over_is_still_to_come(lifter: Lifter) -> None:
    lifter.kept(plan_of(monday=[line("back_squat", 2)], thursday=[line("leg_press", 2), line("hip_thrust", 2)]))
    lifter.did(sets(THURSDAY, "leg_press", 100, 8, rir=1))
    on_thursday = lifter.against(on=date(2026, 11, 26))
    assert on_thursday["state"].tolist() == ["not done", "part", "to come"]
    assert summary(on_thursday) == (
        "1 of 6 planned sets is done; of 3 planned exercises, 1 in part, 1 not done, 1 still to come."
    )
    on_monday = lifter.against(on=WEEK)
    assert on_monday["state"].tolist() == ["to come"] * 3, "Thursday's sets are not seen on Monday"


def test_sets_of_other_weeks_do_not_count(lifter: Lifter) -> None:
    lifter.kept(plan_of(monday=[line("back_squat", 2)]))
    lifter.did(sets("2026-11-22", "back_squat", 100, 8, rir=1), sets("2026-11-30", "back_squat", 100, 8, rir=1))
    assert lifter.against()["done_sets"].tolist() == [0]


def test_without_a_kept_plan_there_is_nothing_to_compare(lifter: Lifter) -> None:
    done = lifter.against()
    assert done.empty
    assert done.dtypes.astype(str).to_dict() == dict(COLUMNS)
    assert summary(done) == "Nothing was planned for this week."
    assert lifter.carried() == ()


def test_what_was_left_goes_into_the_next_plan(lifter: Lifter) -> None:
    lifter.kept(plan_of(monday=[line("back_squat", 3), line("leg_press", 3), line("seated_leg_curl", 2, usual=0)]))
    lifter.did(sets(MONDAY, "back_squat", 100, 8, rir=1, times=3), sets(MONDAY, "leg_press", 100, 8, rir=1))
    assert lifter.carried() == (
        Carried("leg_press", 3, 1, 0, False, "Leg press: 1 of 3 planned sets was done."),
        Carried("seated_leg_curl", 2, 0, 1, False, "Seated leg curl was planned and not done."),
    )


def test_a_new_exercise_missed_twice_gives_way_and_a_usual_one_does_not(lifter: Lifter) -> None:
    plan = plan_of(monday=[line("hip_thrust", 2, usual=0), line("leg_press", 3)])
    lifter.kept(plan, weeks_before=1)
    lifter.kept(plan)
    new, usual = lifter.carried()
    assert (new.exercise_id, new.times_missed, new.choose_another) == ("hip_thrust", 2, True)
    assert new.note.endswith("was new in 2 plans in a row and not done: another exercise may suit you better.")
    assert (usual.exercise_id, usual.times_missed, usual.choose_another) == ("leg_press", 2, False)


def test_a_week_without_a_plan_between_two_misses_breaks_the_row(lifter: Lifter) -> None:
    plan = plan_of(monday=[line("hip_thrust", 2, usual=0)])
    lifter.kept(plan, weeks_before=2)
    lifter.kept(plan)
    assert [(each.times_missed, each.choose_another) for each in lifter.carried()] == [(1, False)]
