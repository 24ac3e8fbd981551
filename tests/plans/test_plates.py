"""Plates for each side of a bar, computed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import WrongRequest
from analytics.plans.plates import DEFAULT_RACKS, PLATES, Rack, checked_rack, load_step, loading, plates_words, rack_of
from analytics.reference.facts import load_facts

KG, LB = DEFAULT_RACKS["kg"], DEFAULT_RACKS["lb"]


@pytest.mark.parametrize(
    ("load", "each_side"),
    [
        (20.0, ()),  # the empty bar
        (60.0, (20.0,)),  # (60 - 20) / 2 = 20
        (100.0, (25.0, 15.0)),  # (100 - 20) / 2 = 40: two plates, 20 + 20 are two as well, the heavier first
        (72.5, (25.0, 1.25)),  # (72.5 - 20) / 2 = 26.25
        (142.5, (25.0, 25.0, 10.0, 1.25)),  # (142.5 - 20) / 2 = 61.25
    ],
)
def test_kilograms_for_each_side(load: float, each_side: tuple[float, ...]) -> None:
    found = loading(load, KG)
    assert (found.each_side, found.total, found.missing) == (each_side, load, 0.0)


def test_pounds_for_each_side() -> None:
    assert loading(225, LB).each_side == (45.0, 45.0)  # (225 - 45) / 2 = 90
    assert loading(185, LB).each_side == (45.0, 25.0)  # (185 - 45) / 2 = 70; 35 + 35 are two plates as well


def test_what_the_rack_cannot_make_up_is_said() -> None:
    found = loading(101.0, KG)  # (101 - 20) / 2 = 40.5; the next below in steps of 1.25 is 40
    assert (found.each_side, found.total, found.missing) == ((25.0, 15.0), 100.0, 1.0)
    assert plates_words(found, KG) == (
        "Each side: 25 + 15 kg, on a bar of 20 kg. That is 100 kg: 1 less than asked for."
    )
    assert plates_words(loading(21.0, KG), KG) == "The empty bar of 20 kg. That is 20 kg: 1 less than asked for."


def test_plates_are_not_simply_taken_from_the_heaviest_down() -> None:
    rack = Rack("kg", 20.0, (25.0, 20.0))
    assert loading(100.0, rack).each_side == (20.0, 20.0)  # 25 first would leave 15, for which there is no plate


def test_a_load_under_the_bar_has_no_plates() -> None:
    assert plates_words(loading(15.0, KG), KG) == "Lighter than your bar of 20 kg."
    assert plates_words(loading(20.0, KG), KG) == "The empty bar of 20 kg."


def test_several_plates_of_one_size_are_counted() -> None:
    assert plates_words(loading(242.5, KG), KG) == "Each side: 4 x 25 + 10 + 1.25 kg, on a bar of 20 kg."  # 111.25


@given(st.floats(20, 400), st.sets(st.sampled_from(PLATES["kg"]), min_size=1))
def test_no_load_is_passed_and_no_lightest_plate_is_left_over(load: float, plates: set[float]) -> None:
    rack = checked_rack("kg", 20.0, plates)
    found = loading(load, rack)
    assert found.total == pytest.approx(20 + 2 * sum(found.each_side))
    assert found.total <= load + 0.01
    assert found.missing is not None
    assert found.missing < rack.step + 0.01


def test_a_rack_survives_being_kept_and_nonsense_is_the_usual_one() -> None:
    own = checked_rack("kg", 15.0, [1.25, 20.0, 10.0])
    assert own.plates == (20.0, 10.0, 1.25)
    assert rack_of(own.as_text(), "kg") == own
    for kept in ("", "[]", "null", '{"bar": "x"}', '{"bar": 20, "plates": [3]}', '{"bar": NaN, "plates": [5]}'):
        assert rack_of(kept, "kg") == KG


@pytest.mark.parametrize(("bar", "plates"), [(-1.0, [20.0]), (51.0, [20.0]), (20.0, []), (20.0, [3.0])])
def test_a_rack_that_there_cannot_be_is_refused(bar: float, plates: list[float]) -> None:
    with pytest.raises(WrongRequest):
        checked_rack("kg", bar, plates)


def test_a_load_changes_by_the_lifters_own_steps() -> None:
    facts = load_facts()
    light = Rack("kg", 20.0, (20.0, 0.5))
    assert load_step([60.0, 62.5], equipment="barbell", rack=light, facts=facts) == 1.0  # 2 x 0.5
    assert load_step([5.0, 10.0], equipment="bodyweight", rack=KG, facts=facts) == 2.5  # 2 x 1.25, hung from a belt
    assert load_step([14.0, 16.0, 20.0], equipment="dumbbell", rack=KG, facts=facts) == 2.0  # 16 - 14
    assert load_step([50.0], equipment="machine", rack=KG, facts=facts) == facts.number("prog.step_kg.stack")
    # 22.6796 and 24.9476 kg are 50 and 55 lb
    assert load_step([22.6796, 24.9476], equipment="machine", rack=LB, facts=facts) == 5.0
    assert load_step([], equipment="machine", rack=LB, facts=facts) == facts.number("plan.step_lb")
