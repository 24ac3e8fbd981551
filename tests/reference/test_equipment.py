"""What can be done with what there is to train with."""

from __future__ import annotations

import pytest

from analytics.model import EQUIPMENT, Equipment
from analytics.reference.catalogue import load_catalogue
from analytics.reference.equipment import allowed, allows, usable, words
from analytics.reference.own import OwnEntries, OwnExercise

OWN = OwnEntries(
    (
        OwnExercise("own_sled_curl", "Sled curl", equipment="machine"),
        OwnExercise("own_towel_pull", "Towel pull", equipment="bodyweight"),
    )
)


def test_a_gym_has_everything_of_the_catalogue() -> None:
    assert allowed("gym") == set(load_catalogue().exercises["id"])


def test_each_choice_has_less_than_the_one_it_is_a_part_of() -> None:
    assert allowed("bodyweight") < allowed("dumbbells") < allowed("home") < allowed("gym")
    assert allowed("bodyweight") < allowed("bands") < allowed("home")
    assert allowed("dumbbells") < allowed("no_machines") < allowed("gym")


@pytest.mark.parametrize("equipment", EQUIPMENT)
def test_every_choice_has_words_for_the_screen(equipment: Equipment) -> None:
    assert words(equipment).title
    assert words(equipment).explanation.endswith(".")


@pytest.mark.parametrize(
    ("exercise", "places"),
    [
        ("leg_press", {"gym"}),
        ("cable_pull_through", {"gym"}),
        ("romanian_deadlift", {"gym", "no_machines"}),
        ("db_romanian_deadlift", {"gym", "no_machines", "home", "dumbbells"}),
        ("kettlebell_swing", {"gym", "no_machines", "home", "dumbbells"}),
        ("ball_leg_curl", {"gym", "no_machines", "home"}),
        ("band_romanian_deadlift", {"gym", "no_machines", "home", "bands"}),
        ("slider_leg_curl", set(EQUIPMENT)),  # a towel will do, article 003
        ("glute_bridge", set(EQUIPMENT)),
        (
            "standing_leg_curl",
            set(EQUIPMENT),
        ),  # "requires no equipment", article 003, though the catalogue says machine
        ("cable_leg_curl", {"gym", "no_machines", "home", "bands"}),  # a cable or a band
        ("nordic_curl", {"gym", "no_machines", "home"}),  # something has to hold the feet
        ("hip_thrust", {"gym", "no_machines"}),
        ("db_hip_thrust", {"gym", "no_machines", "home", "dumbbells"}),
        ("band_hip_thrust", {"gym", "no_machines", "home"}),  # a band and a bench
        ("back_extension_45", {"gym"}),  # a bench of its own
        ("glute_ham_raise", {"gym"}),
        ("pull_up", {"gym", "no_machines"}),
    ],
)
def test_an_exercise_can_be_done_where_everything_it_needs_is_there(exercise: str, places: set[str]) -> None:
    assert {equipment for equipment in EQUIPMENT if allows(equipment, exercise)} == places


def test_what_the_log_holds_shows_that_a_barbell_or_a_bar_is_there_but_never_a_machine() -> None:
    done = ("romanian_deadlift", "pull_up", "back_extension_45", "leg_press")

    assert usable("home", done) - allowed("home") == {"romanian_deadlift", "pull_up", "back_extension_45"}
    assert usable("dumbbells", done) - allowed("dumbbells") == {"pull_up"}
    assert usable("gym", done) == allowed("gym")


def test_an_own_exercise_goes_by_the_equipment_its_lifter_stated() -> None:
    assert allowed("gym", OWN) - allowed("gym") == {"own_sled_curl", "own_towel_pull"}
    assert allowed("bodyweight", OWN) - allowed("bodyweight") == {"own_towel_pull"}
    assert not allows("home", "own_sled_curl", own=OWN)


def test_an_exercise_that_is_nowhere_known_is_not_allowed() -> None:
    assert not allows("gym", "own_sled_curl")
