"""The usual week is what the lifter would do anyway: their days, their sessions, as last done."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, cycle, islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sample_data
from analytics.metrics import MetricRequest
from analytics.model import Choices
from analytics.plans.habit import kinds_of, usual_week
from analytics.plans.model import Habit
from analytics.training_log import TrainingLog

NOW = datetime(2026, 11, 21, 12)
WEEK = date(2026, 11, 23)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
HEADER = "athlete,started_at,workout,exercise,set_number,set_type,weight_kg,reps,rir,duration_s,side\n"
LOWER = {"back_squat": 4, "seated_leg_curl": 3}
UPPER = {"bench_press_barbell": 4, "pull_up": 3}
FULL = {"conventional_deadlift": 3, "leg_press": 3, "overhead_press_barbell": 3}
Lines = list[str]


def session(day: date, sets: dict[str, int], *, title: str = "", at: str = "18:00:00", rir: int = 2) -> Lines:
    """The lines of one workout: exercise -> its sets, of 8 reps at 60 kg."""
    return [
        f"{day} {at},{title},{exercise},{number},working,60,8,{rir},,\n"
        for exercise, times in sets.items()
        for number in range(1, times + 1)
    ]


def on(weeks_before: int, weekday: int) -> date:
    """A day of the week that lies so many weeks before the planned one."""
    return WEEK + timedelta(days=weekday - 7 * weeks_before)


def weekly(weeks: int, plan: dict[int, dict[str, int]]) -> Lines:
    """The same week, so often, up to the last one before the planned week."""
    return [
        line
        for before in range(weeks, 0, -1)
        for weekday, sets in plan.items()
        for line in session(on(before, weekday), sets)
    ]


def rotation(days: Sequence[date], *kinds: dict[str, int]) -> Lines:
    return [line for day, kind in zip(days, cycle(kinds), strict=False) for line in session(day, kind)]


LOGS: dict[str, Lines] = {}
"""Athlete -> lines: everyone of this file is in one log, imported at once."""


def lifter(*lines: Lines) -> str:
    """A lifter of this file, by the name that `Room` knows them by."""
    LOGS[f"lifter {len(LOGS) + 1}"] = [line for some in lines for line in some]
    return list(LOGS)[-1]


class Room:
    """A log with several lifters."""

    def __init__(self, log: TrainingLog) -> None:
        self.log = log

    def bring(self, logs: dict[str, Lines], *, unit: str = "auto") -> None:
        lines = [f"{athlete},{line}" for athlete, lines in logs.items() for line in lines]
        content = (HEADER + "".join(lines)).encode()
        report = self.log.import_file("logs.csv", content, now=NOW, choices=Choices(unit=unit))
        assert not report.problems

    def habit(self, athlete: str, *, days: Sequence[int] = (), as_of: date = WEEK, week: date = WEEK) -> Habit:
        request = MetricRequest(self.log._store, self.log.facts, athlete, to_date=as_of)
        return usual_week(request, week=week, days=days, as_of=as_of)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with TrainingLog.open(tmp_path_factory.mktemp("habits")) as log:
        everyone = Room(log)
        everyone.bring(LOGS)
        yield everyone


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The sample log: four days a week, its last Saturday not trained."""
    content = (Path(sample_data.__file__).parent / "hindsight.csv").read_bytes()
    with TrainingLog.open(tmp_path_factory.mktemp("sample_habit")) as log:
        log.import_file("hindsight.csv", content, now=NOW, choices=Choices(athlete="me"))
        yield Room(log)


def sets_of(habit: Habit) -> list[dict[str, int]]:
    """Exercise -> sets, session by session."""
    return [{line.exercise_id: line.sets for line in each.lines} for each in habit.sessions]


def weekdays_of(habit: Habit) -> list[int]:
    return [each.day.weekday() for each in habit.sessions]


# the sample log ------------------------------------------------------------------------------------------------------


def test_the_sample_lifters_week_comes_out_as_they_train(sample: Room) -> None:
    habit = sample.habit("me", as_of=date(2026, 11, 16), week=date(2026, 11, 16))
    assert [(each.day, each.title) for each in habit.sessions] == [
        (date(2026, 11, 16), "Lower A"),
        (date(2026, 11, 17), "Upper A"),
        (date(2026, 11, 19), "Lower B"),
        (date(2026, 11, 21), "Upper B"),
    ]
    assert sets_of(habit)[0] == {"back_squat": 4, "leg_press": 3, "leg_extension": 4, "forward_lunge": 2}
    assert habit.weeks == tuple(date(2026, 9, 21) + timedelta(weeks=number) for number in range(8))


def test_a_log_that_ended_is_planned_from_its_last_weeks(sample: Room) -> None:
    at_once = sample.habit("me", as_of=date(2026, 11, 16), week=date(2026, 11, 16))
    later = sample.habit("me", as_of=date(2027, 3, 1), week=date(2027, 3, 1))
    assert later.weeks == at_once.weeks
    assert sets_of(later) == sets_of(at_once)


def test_what_was_done_and_cannot_be_planned_is_said(sample: Room) -> None:
    habit = sample.habit("me", as_of=date(2026, 11, 16), week=date(2026, 11, 16))
    assert habit.notes == (
        "Not planned: Grandma's Garage Pulls (not recognised).",
        "Not planned: Plank / anti-extension / anti-rotation core (without set credit).",
    )


# days and number of sessions -----------------------------------------------------------------------------------------

THRICE = lifter(weekly(4, {MONDAY: FULL, WEDNESDAY: FULL, FRIDAY: FULL}))


def test_one_session_again_and_again_is_planned_as_often_as_it_is_done(room: Room) -> None:
    habit = room.habit(THRICE)
    assert weekdays_of(habit) == [MONDAY, WEDNESDAY, FRIDAY]
    assert sets_of(habit) == [FULL, FULL, FULL]


SOME_WEEKS_OFF = lifter(*(session(on(before, TUESDAY), FULL) for before in (6, 5, 3, 1)))


def test_a_week_off_is_no_week_of_training(room: Room) -> None:
    habit = room.habit(SOME_WEEKS_OFF)
    assert weekdays_of(habit) == [TUESDAY]
    assert habit.weeks == tuple(on(before, MONDAY) for before in (6, 5, 3, 1))


TWO_OR_THREE = lifter(
    weekly(4, {MONDAY: FULL, THURSDAY: FULL}), *(session(on(before, SATURDAY), FULL) for before in (3, 1))
)


def test_two_and_a_half_sessions_are_three(room: Room) -> None:
    # sessions of the last four weeks: 2, 3, 2, 3; their median is 2.5
    assert weekdays_of(room.habit(TWO_OR_THREE)) == [MONDAY, THURSDAY, SATURDAY]


MOVED_TWO_WEEKS_AGO = lifter(
    *(session(on(before, MONDAY), FULL) for before in range(8, 2, -1)),
    *(session(on(before, THURSDAY), FULL) for before in (2, 1)),
)


def test_new_training_days_are_usual_after_their_second_week(room: Room) -> None:
    # a week halves every two: two new ones are 1 + 0.71 = 1.71, six old ones 0.5 + 0.35 + ... + 0.09 = 1.49
    assert weekdays_of(room.habit(MOVED_TWO_WEEKS_AGO)) == [THURSDAY]


TWICE_A_DAY = lifter(
    *(session(on(before, MONDAY), {"back_squat": 3}, at="07:00:00") for before in (2, 1)),
    *(session(on(before, MONDAY), {"back_squat": 1, "pull_up": 3}, at="19:00:00") for before in (2, 1)),
)


def test_workouts_of_one_day_are_one_session(room: Room) -> None:
    assert sets_of(room.habit(TWICE_A_DAY)) == [{"back_squat": 4, "pull_up": 3}]


BEGAN_THIS_WEEK = lifter(session(on(1, TUESDAY), FULL))


def test_without_a_full_week_of_training_there_is_no_usual_week(room: Room) -> None:
    assert room.habit(BEGAN_THIS_WEEK, as_of=on(1, FRIDAY)) == Habit((), ())
    assert room.habit("nobody") == Habit((), ())


# which session comes on which day ------------------------------------------------------------------------------------

THREE_KINDS = lifter(weekly(5, {MONDAY: LOWER, TUESDAY: UPPER, THURSDAY: FULL}))
MISSED_ITS_LAST = lifter(
    weekly(6, {MONDAY: LOWER, TUESDAY: UPPER, THURSDAY: FULL})[: -sum(FULL.values())],
)


def test_a_weekly_rhythm_stays_even_when_its_last_session_was_missed(room: Room) -> None:
    habit = room.habit(MISSED_ITS_LAST)
    assert weekdays_of(habit) == [MONDAY, TUESDAY, THURSDAY]
    assert sets_of(habit) == [LOWER, UPPER, FULL]


DAYS_IN_TURN = [on(before, weekday) for before in range(6, 0, -1) for weekday in (MONDAY, WEDNESDAY, FRIDAY)]
IN_TURN = lifter(rotation(DAYS_IN_TURN[3:], LOWER, UPPER))
IN_TURN_UNTIL_MONDAY = lifter(rotation(DAYS_IN_TURN[:16], LOWER, UPPER))


def test_two_sessions_in_turn_over_three_days_go_on_in_turn(room: Room) -> None:
    # fifteen sessions: the last one was the first kind
    assert sets_of(room.habit(IN_TURN)) == [UPPER, LOWER, UPPER]


def test_a_rotation_goes_on_after_what_the_running_week_holds_and_will_hold(room: Room) -> None:
    # as of Tuesday: Monday held the second kind, Wednesday will hold the first and Friday the second
    assert sets_of(room.habit(IN_TURN_UNTIL_MONDAY, as_of=on(1, TUESDAY))) == [LOWER, UPPER, LOWER]


def test_given_days_hold_the_sessions_in_their_order(room: Room) -> None:
    habit = room.habit(THREE_KINDS, days=[SUNDAY, WEDNESDAY, FRIDAY])
    assert weekdays_of(habit) == [WEDNESDAY, FRIDAY, SUNDAY]
    assert sets_of(habit) == [LOWER, UPPER, FULL]


def test_fewer_days_go_on_with_what_follows(room: Room) -> None:
    assert sets_of(room.habit(THREE_KINDS, days=[TUESDAY, FRIDAY])) == [LOWER, UPPER]


ONE_ODD_DAY = lifter(weekly(6, {MONDAY: LOWER, THURSDAY: UPPER}), session(on(3, SATURDAY), {"power_clean": 6}))


def test_a_single_odd_day_does_not_come_again(room: Room) -> None:
    assert sets_of(room.habit(ONE_ODD_DAY, days=[MONDAY, THURSDAY, SATURDAY])) == [LOWER, UPPER, LOWER]


# what a session holds ------------------------------------------------------------------------------------------------

BEFORE = weekly(5, {MONDAY: LOWER})[: -sum(LOWER.values())]
MORE = {**LOWER, "seated_leg_curl": 4}
ADDED_A_SET = lifter(BEFORE, session(on(1, MONDAY), MORE))


def test_what_was_done_last_counts(room: Room) -> None:
    assert sets_of(room.habit(ADDED_A_SET)) == [MORE]


CUT_SHORT = lifter(BEFORE, session(on(1, MONDAY), {"back_squat": 4}))


def test_a_session_cut_short_does_not_become_the_habit(room: Room) -> None:
    # 4 of usually 7 sets are 57 %, less than 60 %
    assert sets_of(room.habit(CUT_SHORT)) == [LOWER]


EASY_WEEK = lifter(BEFORE, session(on(1, MONDAY), LOWER, rir=7))


def test_an_easy_week_does_not_become_the_habit(room: Room) -> None:
    assert sets_of(room.habit(EASY_WEEK)) == [LOWER]


FIVE_SIDES = lifter(
    [
        f"{on(1, MONDAY)} 18:00:00,,bulgarian_split_squat,{number},working,20,10,1,,{side}\n"
        for number, side in enumerate(("left", "right", "left", "right", "left"), start=1)
    ]
)


def test_sets_of_two_sides_count_once_and_a_half_set_is_a_whole_one(room: Room) -> None:
    # five sets of one side are 2.5 sets: 3
    assert sets_of(room.habit(FIVE_SIDES)) == [{"bulgarian_split_squat": 3}]


WARM_UP_AND_HOLD = lifter(
    [
        f"{on(1, MONDAY)} 18:00:00,,back_squat,1,warmup,40,12,,,\n",
        *(f"{on(1, MONDAY)} 18:00:00,,back_squat,{reps},working,100,{reps},1,,\n" for reps in (8, 7, 5)),
        f"{on(1, MONDAY)} 18:00:00,,wall_sit,1,working,,1,0,45,\n",
    ]
)


def test_warm_ups_are_not_planned_and_reps_are_the_usual_ones(room: Room) -> None:
    squat, hold = room.habit(WARM_UP_AND_HOLD).sessions[0].lines
    assert (squat.exercise_id, squat.sets, squat.reps) == ("back_squat", 3, 7)
    assert (hold.exercise_id, hold.sets, hold.reps) == ("wall_sit", 1, 45)


STARTS = lifter(
    *(session(on(before, MONDAY), LOWER, at=at) for before, at in ((3, "17:41:00"), (2, "18:02:00"), (1, "18:33:00")))
)
DAYS_ALONE = lifter(*(session(on(before, MONDAY), LOWER, at="00:00:00") for before in (2, 1)))


def test_the_usual_start_is_the_median_to_five_minutes(room: Room) -> None:
    assert room.habit(STARTS).sessions[0].at == time(18, 0)


def test_a_log_of_days_alone_knows_no_hour(room: Room) -> None:
    assert room.habit(DAYS_ALONE).sessions[0].at is None


NAMED = lifter(BEFORE, session(on(1, MONDAY), LOWER, title="Legs"))


def test_a_session_without_a_title_is_called_by_what_it_works(room: Room) -> None:
    assert [each.title for each in room.habit(THREE_KINDS).sessions] == ["Lower body", "Upper body", "Full body"]
    assert [each.title for each in room.habit(NAMED).sessions] == ["Legs"]


ONE_IS_EASY = lifter(session(on(1, MONDAY), LOWER), session(on(1, MONDAY), {"leg_press": 3}, rir=7))


def test_an_exercise_without_a_hard_set_is_named_and_left_out(room: Room) -> None:
    habit = room.habit(ONE_IS_EASY)
    assert sets_of(habit) == [LOWER]
    assert habit.notes == ("Not planned: Leg press (no hard sets).",)


# kinds ---------------------------------------------------------------------------------------------------------------


def test_days_are_one_kind_when_they_agree_and_numbered_as_they_come() -> None:
    profiles = np.array([[4.0, 3, 0, 0], [0, 0, 4, 3], [4, 2, 0, 0], [0, 0, 3, 3], [1, 0, 0, 9]])
    # cosines: 22 / (5 x 4.47) = 0.984 of the first and third, 21 / (5 x 4.24) = 0.990 of the second and fourth; the
    # smaller of each pair is wholly shared: 0.992 and 0.995 in the mean of the two. The last has with the second
    # 27 / (5 x 9.06) = 0.60 and shares 3 of 7, with the fourth 27 / (4.24 x 9.06) = 0.70 and 3 of 6: 0.51 and 0.60
    assert kinds_of(profiles, 0.55).tolist() == [0, 1, 0, 1, 1]
    assert kinds_of(profiles, 0.7).tolist() == [0, 1, 0, 1, 2]
    assert kinds_of(profiles, 0.994).tolist() == [0, 1, 2, 1, 3]
    assert kinds_of(np.zeros((0, 0)), 0.5).tolist() == []


# properties ----------------------------------------------------------------------------------------------------------

EXERCISES = ("back_squat", "leg_press", "seated_leg_curl", "bench_press_barbell", "pull_up", "hip_thrust")
DAYS = st.dictionaries(
    st.integers(1, 40),
    st.dictionaries(st.sampled_from(EXERCISES), st.integers(1, 5), min_size=1),
    min_size=1,
    max_size=12,
)


numbers = count(1)


@settings(max_examples=3)
@given(DAYS, st.sets(st.integers(0, 6)), st.permutations(range(12)))
def test_nothing_is_planned_that_was_not_done_and_neither_row_order_nor_unit_matter(
    room: Room, days: dict[int, dict[str, int]], chosen: set[int], order: list[int]
) -> None:
    one, other = f"drawn {next(numbers)}", f"drawn {next(numbers)}"
    workouts = [session(WEEK - timedelta(days=ago), sets) for ago, sets in days.items()]
    shuffled = [line for place in order if place < len(workouts) for line in reversed(workouts[place])]
    room.bring({one: [line for lines in workouts for line in lines]})
    room.bring({other: shuffled}, unit="lb")
    habit, in_pounds = (room.habit(athlete, days=sorted(chosen)) for athlete in (one, other))
    planned = [line for each in habit.sessions for line in each.lines]
    assert {line.exercise_id for line in planned} <= {name for sets in days.values() for name in sets}
    assert all(line.sets >= 1 and line.reps >= 1 for line in planned)
    assert all(WEEK <= each.day < WEEK + timedelta(days=7) for each in habit.sessions)
    if chosen and habit.sessions:
        assert set(weekdays_of(habit)) == chosen
    assert sets_of(in_pounds) == sets_of(habit)
    assert weekdays_of(in_pounds) == weekdays_of(habit)


# real logs -----------------------------------------------------------------------------------------------------------


@pytest.mark.exports
@pytest.mark.parametrize(
    ("name", "weekdays", "shared"),
    [
        ("stronglifts/old-2016-kg-and-lb.csv", [MONDAY, WEDNESDAY, FRIDAY], "back_squat"),
        ("hevy/2026-12-hour-dates-rpe.csv", None, None),
    ],
)
def test_a_real_log_reads_as_that_persons_week(
    exports: Path, room: Room, name: str, weekdays: list[int] | None, shared: str | None
) -> None:
    athlete = f"real {name}"
    content = (exports / name).read_bytes()
    room.log.import_file(os.path.basename(name), content, now=NOW, choices=Choices(athlete=athlete))
    last = room.log.span(athlete)
    assert last is not None
    week = last[1] + timedelta(days=7 - last[1].weekday())
    habit = room.habit(athlete, as_of=week, week=week)
    assert habit.sessions
    assert weekdays is None or weekdays_of(habit) == weekdays
    assert shared is None or all(shared in each for each in sets_of(habit))
    assert len({tuple(each) for each in islice(sets_of(habit), 2)}) == 2, "two sessions in a row are not the same"
