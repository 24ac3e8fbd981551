"""Loads far off a lifter's own history are asked about; progress, warm-ups, singles and light days never are."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.model import Choices
from tests.metrics.rows import csv_of, sets
from tests.quality.conftest import NOW, TODAY, Bench, day, squats

STEADY = [100, 102.5, 100, 105, 102.5, 105, 107.5, 105, 107.5, 110]


def test_a_digit_too_many_is_asked_about_with_the_numbers_and_what_is_usual(guest: Bench) -> None:
    guest.bring(squats(*STEADY), sets(day(10), "back_squat", 1000, 5, times=1))
    (doubt,) = guest.doubts()
    assert doubt.kind == "load"
    assert doubt.text == (
        "back_squat: 1,000 kg x 5; in the 10 workouts around it your top load was 100 to 107.5 kg."
    )  # the tenth and the ninetieth part of ten: the first and the ninth in order
    assert doubt.where == (("log.csv", (32,)),)  # a header and 30 sets before it
    assert doubt.facts[0] == "quality.load_ratio"


def test_dividing_by_ten_is_proposed_with_the_load_that_comes_of_it_and_settles_the_doubt(bench: Bench) -> None:
    bench.bring(squats(*STEADY), sets(day(10), "back_squat", 1000, 5))
    (proposal,) = bench.doubts()[0].proposals
    assert (proposal.what, proposal.how) == ("100 kg", "divided by 10")
    for set_id, change in proposal.changes.items():
        bench.log.edit_set(set_id, change, now=NOW)
    assert bench.doubts() == []
    assert bench.log.sets()["weight_kg"].max() == 110


def test_pounds_taken_for_kilograms_are_proposed_back(guest: Bench) -> None:
    guest.bring(squats(*STEADY), sets(day(10), "back_squat", 225, 5, times=3))  # 225 lb = 102.1 kg
    (doubt,) = guest.doubts()
    assert len(doubt.set_ids) == 3
    assert [(each.what, each.how) for each in doubt.proposals] == [("102.1 kg", "pounds taken for kilograms")]


def test_a_workout_with_a_digit_lost_is_asked_about(guest: Bench) -> None:
    guest.bring(squats(*STEADY), sets(day(10), "back_squat", 10, 5, times=3))
    (doubt,) = guest.doubts()
    assert doubt.facts[0] == "quality.slip_ratio"
    assert [each.what for each in doubt.proposals] == ["100 kg"]


def test_a_set_with_a_digit_lost_between_two_others_is_asked_about_without_any_history(guest: Bench) -> None:
    guest.bring(
        sets(day(0), "back_squat", 100, 5),
        sets(day(0), "back_squat", 12, 5),
        sets(day(0), "back_squat", 110, 5),
    )
    (doubt,) = guest.doubts()
    assert doubt.text == "back_squat: 12 kg x 5; the sets before and after it are at 100 to 110 kg."
    assert [each.what for each in doubt.proposals] == ["120 kg"]


def test_sentences_speak_in_the_lifters_unit(bench: Bench) -> None:
    bench.bring(squats(*[45.359237] * 10), sets(day(10), "back_squat", 453.59237, 5))
    (doubt,) = bench.log.doubts(today=TODAY, unit="lb")
    assert "1,000 lb x 5" in doubt.text
    assert "top load was 100 lb" in doubt.text
    assert doubt.proposals[0].what == "100 lb"


@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("a beginner doubles the load in half a year", squats(*[40 + kg for kg in range(0, 60, 2)])),
        ("warm-ups with the bar", squats(*STEADY) + sets(day(10), "back_squat", 20, 8, set_type="warmup")),
        ("unmarked warm-ups before the top set", sets(day(10), "back_squat", 20, 8) + squats(*STEADY)),
        ("a heavy single", squats(*STEADY) + sets(day(10), "back_squat", 130, 1)),
        ("a light day at half the load", squats(*STEADY) + sets(day(10), "back_squat", 50, 5, times=3)),
        ("a step up after weeks at one load", squats(*[100] * 10) + sets(day(10), "back_squat", 120, 5)),
        ("too little history", squats(100, 100, 100) + sets(day(10), "back_squat", 1000, 5)),
        ("a first small plate at the pull-up", [
            row for n in range(10) for row in sets(day(n), "pull_up", 2.5, 5)
        ] + sets(day(10), "pull_up", 10, 5)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_lifters_do_is_never_asked_about(guest: Bench, what: str, rows: list[dict[str, object]]) -> None:
    guest.bring(rows)
    assert guest.doubts() == [], what


@pytest.mark.parametrize("workouts", [5, 12])
def test_two_typing_errors_do_not_hide_each_other(guest: Bench, workouts: int) -> None:
    guest.bring(squats(*[100] * workouts), *(sets(day(n), "back_squat", 1000, 5) for n in (13, 14)))
    assert [doubt.started_at.date().isoformat() for doubt in guest.doubts()] == [day(14), day(13)]
    assert all("top load was 100 kg" in doubt.text for doubt in guest.doubts())


def test_a_looser_threshold_asks_less(bench: Bench) -> None:
    bench.bring(squats(*STEADY), sets(day(10), "back_squat", 225, 5))
    assert len(bench.doubts()) == 1
    bench.log.change_fact("quality.load_ratio", 3)
    assert bench.doubts() == []


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(st.floats(0.9, 1.12), min_size=8, max_size=30),
    st.floats(20, 200),
)
def test_changes_of_a_tenth_from_workout_to_workout_are_never_asked_about(
    bench: Bench, changes: list[float], start_kg: float
) -> None:
    loads, athlete = [start_kg], f"lifter {len(bench.log.athletes())}"
    for change in changes:
        loads.append(min(max(loads[-1] * change, start_kg * 0.75), start_kg * 1.3))
    content = csv_of(squats(*loads, times=1))
    bench.log.import_file(f"{athlete}.csv", content, now=NOW, choices=Choices(athlete=athlete))
    assert bench.log.doubts(athlete, today=TODAY) == []
