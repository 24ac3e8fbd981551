"""What exercises have muscles do, which ways are worth having, and which exercise to name."""

from __future__ import annotations

import pytest

from analytics.model import EQUIPMENT, Equipment
from analytics.reference.catalogue import load_catalogue
from analytics.reference.facts import load_facts
from analytics.reference.functions import FUNCTION_WORDS, function_of, length_of, words_for, worth_having
from analytics.reference.swaps import CURLS, HINGES, choose, possible

LOWER_BODY = ("quads", "hamstrings", "glute_max", "glute_med", "adductors", "calves")


def test_every_lower_body_contribution_of_the_catalogue_has_a_function_with_words() -> None:
    catalogue = load_catalogue()
    patterns = dict(zip(catalogue.exercises["id"], catalogue.exercises["pattern"], strict=True))
    shares = catalogue.contributions[catalogue.contributions["muscle"].isin(LOWER_BODY)]
    unnamed = {
        (row.muscle, patterns[row.exercise_id])
        for row in shares.itertuples()
        if row.weight > 0 and function_of(row.muscle, patterns[row.exercise_id], row.exercise_id) not in FUNCTION_WORDS
    }
    assert unnamed == set()


def test_everything_worth_having_names_works_a_grade_and_exercises_that_bring_it() -> None:
    catalogue, sources = load_catalogue(), load_facts().sources
    patterns = catalogue.exercises.set_index("id")
    direct = dict.fromkeys(zip(catalogue.contributions["exercise_id"], catalogue.contributions["muscle"], strict=True))
    for each in worth_having():
        assert set(each.sources) <= set(sources)
        assert each.confidence in "ABCD"
        for exercise in each.exercises:
            assert (exercise, each.muscle) in direct, exercise
            row = patterns.loc[exercise]
            shares = catalogue.exercise(exercise).muscles
            value = {
                "function": function_of(each.muscle, row["pattern"], exercise),
                "length": length_of(
                    each.muscle, row["pattern"], row["ham_length_bias"], direct=shares[each.muscle] == 1
                ),
                "legs": "single" if row["unilateral"] else "both",
            }[each.dimension]
            assert value in each.values, (each.muscle, exercise, value)


@pytest.mark.parametrize(
    ("muscle", "pattern", "ham_length", "direct", "length"),
    [
        ("hamstrings", "hinge", "long", True, "long"),
        ("glute_max", "squat", "na", True, "long"),
        ("glute_max", "squat", "na", False, "mid"),
        ("glute_max", "hinge", "mid", True, "long"),
        ("glute_max", "hinge", "short", True, "short"),
        ("glute_max", "bridge", "short", True, "short"),
        ("glute_max", "hip_abduction", "na", False, "na"),
        ("quads", "squat", "na", True, "na"),
    ],
)
def test_the_length_follows_from_muscle_and_movement(
    muscle: str, pattern: str, ham_length: str, direct: bool, length: str
) -> None:
    assert length_of(muscle, pattern, ham_length, direct=direct) == length


def test_a_movement_without_words_of_its_own_goes_by_its_name() -> None:
    assert words_for("function", "press") == "chest press"


def test_what_the_lifter_has_done_goes_before_the_order() -> None:
    assert choose(CURLS, done={"lying_leg_curl", "nordic_curl"}, equipment="gym") == "lying_leg_curl"
    assert choose(CURLS, done=set(), equipment="gym") == "seated_leg_curl"


def test_at_home_machines_are_passed_over_and_a_barbell_only_where_it_is_known() -> None:
    assert choose(CURLS, done={"lying_leg_curl", "nordic_curl"}, equipment="home") == "nordic_curl"
    assert choose(HINGES, done=set(), equipment="home") == "db_romanian_deadlift"
    assert choose(HINGES, done={"romanian_deadlift"}, equipment="home") == "romanian_deadlift"
    assert choose(HINGES, done={"romanian_deadlift"}, equipment="dumbbells") == "db_romanian_deadlift"


def test_an_order_of_machines_alone_is_still_an_answer_at_home() -> None:
    machines = ("seated_leg_curl", "lying_leg_curl")
    assert possible(machines, "home") is None
    assert choose(machines, done=set(), equipment="home") == "seated_leg_curl"


@pytest.mark.parametrize(
    ("equipment", "curl", "hinge", "squat"),
    [
        ("gym", "seated_leg_curl", "romanian_deadlift", "leg_press"),
        ("no_machines", "ball_leg_curl", "romanian_deadlift", "goblet_squat"),
        ("home", "ball_leg_curl", "db_romanian_deadlift", "goblet_squat"),
        ("dumbbells", "slider_leg_curl", "db_romanian_deadlift", "goblet_squat"),
        ("bands", "slider_leg_curl", "band_romanian_deadlift", "band_squat"),
        ("bodyweight", "slider_leg_curl", "single_leg_glute_bridge", "bodyweight_squat"),
    ],
)
def test_whatever_there_is_to_train_with_a_curl_a_hinge_and_a_squat_are_named(
    equipment: Equipment, curl: str, hinge: str, squat: str
) -> None:
    squats = ("leg_press", "goblet_squat", "split_squat")
    assert choose(CURLS, done=set(), equipment=equipment) == curl
    assert choose(HINGES, done=set(), equipment=equipment) == hinge
    assert choose(squats, done=set(), equipment=equipment) == squat


def test_all_worth_having_can_be_brought_without_a_gym_but_long_hamstrings_with_nothing_at_all() -> None:
    impossible = {
        (each.muscle, each.dimension, equipment)
        for each in worth_having()
        for equipment in EQUIPMENT
        if possible(each.exercises, equipment) is None
    }
    assert impossible == {("hamstrings", "length", "bodyweight")}
