"""Reps, holds, days, dates and copies: what is asked about, what is proposed, and what is left in peace."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest

from analytics.quality.amounts import fewer_digits, spoken_time
from analytics.quality.days import other_dates
from tests.metrics.rows import Row, sets
from tests.quality.conftest import NOW, TODAY, Bench, day, squats

FIVES = squats(*[100] * 8)


# reps ----------------------------------------------------------------------------------------------------------------


def test_a_digit_too_many_in_the_reps_is_asked_about(guest: Bench) -> None:
    guest.bring(FIVES, sets(day(8), "back_squat", 100, 55))
    (doubt,) = guest.doubts()
    assert doubt.kind == "reps"
    assert doubt.text == "back_squat: 55 reps with 100 kg; in the 8 workouts around it you did 5 reps."
    assert [(each.what, list(each.changes.values())) for each in doubt.proposals] == [("5 reps", [{"reps": 5.0}])]


def test_many_reps_with_a_load_that_allows_them_are_a_choice(guest: Bench) -> None:
    # 20 kg x 55 implies 20 x (1 + 0.0353 x 54) = 58 kg, where 100 kg x 5 implies 114 kg
    guest.bring(FIVES, sets(day(8), "back_squat", 20, 55), sets(day(8), "back_squat", 100, 5))
    assert guest.doubts() == []


def test_reps_of_body_weight_have_only_the_history_to_compare_with(guest: Bench) -> None:
    guest.bring(
        [row for n in range(8) for row in sets(day(n), "push_up", None, 12)],
        sets(day(8), "push_up", None, 125),
        sets(day(9), "push_up", None, 50),  # a record test: four times is no slip
    )
    assert [doubt.text for doubt in guest.doubts()] == [
        "push_up: 125 reps; in the 9 workouts around it you did 12 reps."
    ]


def test_more_reps_than_anybody_does_need_no_history(guest: Bench) -> None:
    guest.bring(sets(day(0), "back_squat", 40, 3310))
    assert [doubt.text for doubt in guest.doubts()] == ["back_squat: 3,310 reps with 40 kg in one set."]


@pytest.mark.parametrize(
    ("reps", "low", "high", "meant"),
    [(106, 8, 16, [10, 16]), (87, 5, 12, [8, 7]), (1010, 8, 12, [10]), (55, 5, 5, [5]), (3310, 5, 12, [])],
)
def test_what_was_meant_has_one_digit_less_and_lies_within_the_usual(
    reps: float, low: float, high: float, meant: list[int]
) -> None:
    assert fewer_digits(reps, low, high) == meant


# holds and long workouts ---------------------------------------------------------------------------------------------


def test_a_hold_of_minutes_that_were_seconds_is_asked_about(guest: Bench) -> None:
    guest.bring(
        [row for n in range(6) for row in sets(day(n), "plank", duration_s=60)],
        sets(day(6), "plank", duration_s=3600),
    )
    (doubt,) = guest.doubts()
    assert doubt.text == "plank: held for 60 min; in the 6 workouts around it 60 s."
    assert [(each.what, list(each.changes.values())) for each in doubt.proposals] == [("60 s", [{"duration_s": 60.0}])]


def test_a_plank_that_grows_from_half_a_minute_to_three_is_progress(guest: Bench) -> None:
    guest.bring(
        [
            row
            for n, seconds in enumerate((30, 45, 60, 90, 120, 180))
            for row in sets(day(n), "plank", duration_s=seconds)
        ]
    )
    assert guest.doubts() == []


def test_a_workout_of_seventy_hours_is_asked_about(guest: Bench) -> None:
    guest.bring(sets(day(0), "running", duration_s=14 * 3600, distance_m=10_000, times=5))
    (doubt,) = guest.doubts()
    assert doubt.kind == "long"
    assert doubt.text == "The sets of this workout last 70 hours together; the longest is running with 14 hours."
    assert doubt.proposals == ()  # one set less does not bring it under 12 hours


def test_one_set_of_fourteen_hours_was_perhaps_fourteen_minutes(guest: Bench) -> None:
    guest.bring(sets(day(0), "running", duration_s=14 * 3600, distance_m=3_000))
    (doubt,) = guest.doubts()
    (proposal,) = doubt.proposals
    assert (proposal.what, list(proposal.changes.values())) == ("14 min", [{"duration_s": 840.0}])


def test_a_long_hike_is_a_long_hike(guest: Bench) -> None:
    guest.bring(sets(day(0), "running", duration_s=10 * 3600, distance_m=40_000))
    assert guest.doubts() == []


@pytest.mark.parametrize(("seconds", "said"), [(45, "45 s"), (119, "119 s"), (150, "2.5 min"), (19_080, "5.3 hours")])
def test_times_are_said_in_the_unit_that_suits_them(seconds: float, said: str) -> None:
    assert spoken_time(seconds) == said


# days and dates ------------------------------------------------------------------------------------------------------


def test_a_day_with_sixty_sets_of_one_lift_is_asked_about(guest: Bench) -> None:
    guest.bring(sets(day(0), "back_squat", 60, 5, times=60))
    (doubt,) = guest.doubts()
    assert doubt.kind == "many_sets"
    assert doubt.text == "back_squat: 60 sets on 5 Jan 2026; you did it on no other day."
    assert len(doubt.set_ids) == 60


def test_the_most_sets_of_another_day_are_named_beside_them(guest: Bench) -> None:
    guest.bring(sets(day(0), "back_squat", 60, 5, times=41), squats(60, 60, times=6)[6:])
    assert [doubt.text for doubt in guest.doubts("many_sets")] == [
        "back_squat: 41 sets on 5 Jan 2026; on other days you did 6 at most."
    ]


def test_ten_sets_of_ten_with_warm_ups_are_training(guest: Bench) -> None:
    guest.bring(sets(day(0), "back_squat", 60, 10, times=16))
    assert guest.doubts() == []


def test_a_workout_after_today_is_asked_about_and_other_days_are_proposed(bench: Bench) -> None:
    bench.bring(sets("2026-12-11", "back_squat", 100, 5, times=2))
    (doubt,) = bench.doubts()
    assert doubt.kind == "future"
    assert doubt.text == "2 sets dated 11 Dec 2026, which is after today, 21 Nov 2026."
    assert [(each.what, each.how) for each in doubt.proposals] == [
        ("12 Nov 2026", "day and month swapped"),
        ("11 Dec 2025", "last year"),
    ]
    for set_id, change in doubt.proposals[0].changes.items():
        bench.log.edit_set(set_id, change, now=NOW)
    assert bench.doubts() == []
    assert bench.log.sets()["started_at"].unique().tolist() == [datetime(2026, 11, 12, 18)]


def test_today_is_not_the_future(guest: Bench) -> None:
    guest.bring(sets(TODAY.isoformat(), "back_squat", 100, 5, at="23:30:00"))
    assert guest.doubts() == []


def test_a_workout_of_1970_is_asked_about(guest: Bench) -> None:
    guest.bring(sets("1970-01-01", "back_squat", 100, 5))
    (doubt,) = guest.doubts()
    assert (doubt.kind, doubt.text) == ("early", "1 set dated 1 Jan 1970, before 2000.")


def test_a_date_is_never_moved_to_a_day_that_does_not_exist() -> None:
    meant = list(other_dates(date(2028, 2, 29), today=date(2026, 3, 1), first_year=2000))
    assert meant == []  # neither 2026 nor 2025 has a 29 February, and no year has a 29th month


# copies --------------------------------------------------------------------------------------------------------------


def blocks(*lifts: tuple[str, tuple[float, ...]], at: str = "18:00:00") -> list[Row]:
    """One workout of blocks, in this order; a lift that comes again is a further block."""
    seen: dict[str, int] = {}
    rows: list[Row] = []
    for lift, loads in lifts:
        seen[lift] = seen.get(lift, 0) + 1
        for number, kg in enumerate(loads, 1):
            row = sets(day(0), lift, kg, 5, at=at)[0]
            rows.append({**row, "block": seen[lift], "set_number": number})
    return rows


SQUAT, CURL = ("back_squat", (60.0, 80.0, 100.0)), ("leg_curl_lying", (40.0, 40.0, 40.0))


def test_a_workout_that_its_file_holds_twice_over_is_asked_about_once(bench: Bench) -> None:
    bench.bring(blocks(SQUAT, CURL, SQUAT, CURL))
    (doubt,) = bench.doubts()
    assert doubt.kind == "repeated"
    assert doubt.text == (
        "back_squat and leg_curl_lying stand in this workout twice, value for value: 6 sets in the second copy."
    )
    assert doubt.where == (("log.csv", (8, 9, 10, 11, 12, 13)),)  # the later six of lines 2 to 13
    bench.log.delete_sets(doubt.proposals[0].deletes, now=NOW)
    assert bench.doubts() == []
    assert len(bench.log.sets()) == 6


@pytest.mark.parametrize(
    ("what", "workout"),
    [
        ("equal sets in a row", blocks(("back_squat", (100.0,) * 10))),
        ("rounds of a circuit", blocks(*[("back_squat", (60.0, 60.0)), ("leg_curl_lying", (40.0, 40.0))] * 3)),
        ("three equal sets done again later", blocks(CURL, SQUAT, CURL)),
        ("the same lift again with other loads", blocks(SQUAT, CURL, ("back_squat", (60.0, 80.0, 90.0)))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_repeats_in_training_is_left_in_peace(guest: Bench, what: str, workout: list[Row]) -> None:
    guest.bring(workout)
    assert guest.doubts() == [], what


def test_a_workout_under_two_start_times_of_a_day_is_asked_about(bench: Bench) -> None:
    bench.bring(blocks(SQUAT, CURL, at="18:00:00"), blocks(CURL, SQUAT, at="18:25:00"))
    (doubt,) = bench.doubts()
    assert doubt.kind == "twin"
    assert doubt.text == "The workout that starts at 18:25 on 5 Jan 2026 holds the same 6 sets as the one at 18:00."
    bench.log.delete_sets(doubt.proposals[0].deletes, now=NOW)
    assert bench.doubts() == []
    assert set(bench.log.sets()["started_at"].dt.strftime("%H:%M")) == {"18:00"}


def test_the_same_workout_on_two_days_is_a_program(guest: Bench) -> None:
    guest.bring(squats(100, 100, 100))
    assert guest.doubts() == []


# all of them ---------------------------------------------------------------------------------------------------------


def test_an_empty_log_raises_no_doubt(bench: Bench) -> None:
    assert bench.doubts() == []


def test_sets_that_were_deleted_are_not_asked_about(bench: Bench) -> None:
    import_id = bench.bring(sets("2027-01-01", "back_squat", 100, 5))
    assert len(bench.doubts()) == 1
    bench.log.undo(import_id, now=NOW)
    assert bench.doubts() == []


def test_twenty_thousand_sets_are_looked_through_in_well_under_a_second(bench: Bench) -> None:
    lifts = ("back_squat", "front_squat", "conventional_deadlift", "leg_curl_lying", "leg_press")
    bench.bring([row for n in range(800) for lift in lifts for row in sets(day(n - 700), lift, 100, 5, times=5)])
    bench.doubts()
    started = time.process_time()
    bench.doubts()
    assert time.process_time() - started < 3  # 0.3 s on an idle machine; this must hold on a busy one
