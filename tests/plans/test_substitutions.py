"""What to do instead of an exercise: with other equipment, for a complaint, and what is never swapped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import NotFound
from analytics.model import EQUIPMENT, Equipment
from analytics.plans.substitutions import Substitute, can_be_swapped, complaints, complaints_about, substitutes
from analytics.reference.catalogue import load_catalogue
from analytics.reference.equipment import allowed, allows
from analytics.reference.facts import load_facts
from analytics.training_log import TrainingLog

CATALOGUE = load_catalogue()
SHARES = {(row.exercise_id, row.muscle): row.weight for row in CATALOGUE.contributions.itertuples()}
NOW = datetime(2026, 11, 21, 9, 0)


def instead_of(
    exercise: str, equipment: Equipment = "gym", complaint: str | None = None, done: tuple[str, ...] = ()
) -> tuple[Substitute, ...]:
    return substitutes(exercise, catalogue=CATALOGUE, equipment=equipment, complaint=complaint, done=done)


def share_of(exercise: str, muscle: str) -> float:
    return SHARES.get((exercise, muscle), 0.0)


def ids(found: tuple[Substitute, ...]) -> list[str]:
    return [each.exercise_id for each in found]


# with other equipment -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("equipment", EQUIPMENT)
def test_every_exercise_for_the_legs_has_a_substitute_that_can_be_done(equipment: Equipment) -> None:
    legs = can_be_swapped(CATALOGUE)
    found = {exercise: instead_of(exercise, equipment) for exercise in legs}

    assert len(legs) > 200
    assert [exercise for exercise, those in found.items() if not those] == []
    assert {each.exercise_id for those in found.values() for each in those} <= allowed(equipment)
    assert all(each.exercise_id != exercise for exercise, those in found.items() for each in those)


@pytest.mark.parametrize(
    ("exercise", "equipment", "first", "article"),
    [
        ("seated_leg_curl", "home", "ball_leg_curl", "article_000"),  # "stability ball leg curls or dumbbell leg curls"
        ("lying_leg_curl", "dumbbells", "db_leg_curl", "article_000"),
        ("seated_leg_curl", "bodyweight", "standing_leg_curl", "article_003"),  # "requires no equipment"
        ("romanian_deadlift", "home", "db_romanian_deadlift", "article_000"),  # "dumbbells instead of a barbell"
        ("conventional_deadlift", "dumbbells", "db_deadlift", "article_000"),
        ("walking_lunge", "bodyweight", "bodyweight_lunge", "article_003"),
        ("hip_thrust", "bodyweight", "glute_bridge", "article_000"),  # "a progression of the glute bridge"
    ],
)
def test_the_swaps_of_the_articles_come_first_and_cite_them(
    exercise: str, equipment: Equipment, first: str, article: str
) -> None:
    best = instead_of(exercise, equipment)[0]
    assert (best.exercise_id, best.sources) == (first, (article,))


def test_what_the_lifter_knows_comes_first_among_the_same_movement() -> None:
    found = instead_of("lying_leg_curl", done=("nordic_curl", "romanian_deadlift"))

    assert found[0].exercise_id == "nordic_curl"
    assert [each.is_known for each in found] == [True, False, False, False, False, False]


def test_a_barbell_at_home_is_named_to_those_who_have_logged_the_lift() -> None:
    assert "stiff_leg_deadlift" not in ids(instead_of("db_romanian_deadlift", "home"))
    assert ids(instead_of("db_romanian_deadlift", "home", done=("stiff_leg_deadlift",)))[0] == "stiff_leg_deadlift"


def test_what_stays_and_what_is_lost_is_said_in_words() -> None:
    # seated curl: bends the knee, long, both legs; standing curl: bends the knee, short, one leg
    standing = next(each for each in instead_of("seated_leg_curl", "home") if each.exercise_id == "standing_leg_curl")
    assert standing.keeps == ("bending the knee",)
    assert standing.loses == ("at long length (here at short length)", "on both legs (here on one leg)")

    # Romanian deadlift: hamstrings 1, glutes 1, lower back 1; with dumbbells the lower back counts 0.5
    dumbbells = instead_of("romanian_deadlift", "dumbbells")[0]
    assert dumbbells.keeps == ("extending the hip", "at long length", "on both legs")
    assert dumbbells.loses == ("half of the work for the lower back",)


def test_half_a_sets_worth_comes_only_behind_whole_ones() -> None:
    found = [share_of(each, "hamstrings") for each in ids(instead_of("romanian_deadlift", "bands"))]
    assert found == sorted(found, reverse=True)
    assert found[0] == 1


def test_practice_and_other_notations_of_a_lift_are_offered_only_to_those_who_log_them() -> None:
    everything = substitutes("back_squat", catalogue=CATALOGUE, equipment="gym", limit=500)
    assert "back_squat_practice" not in ids(everything)
    assert ids(instead_of("back_squat", done=("back_squat_practice",)))[0] == "back_squat_practice"


# complaints -----------------------------------------------------------------------------------------------------------


def test_a_tired_back_gets_a_thrust_a_pull_through_an_easier_hinge_and_curls() -> None:
    found = instead_of("conventional_deadlift", complaint="tired_back")

    assert ids(found) == [
        "hip_thrust", "cable_pull_through", "romanian_deadlift", "single_leg_rdl", "seated_leg_curl", "lying_leg_curl",
    ]  # fmt: skip
    assert all("article_001" in each.sources for each in found)
    assert found[-1].loses[0] == "extending the hip (here bending the knee)"
    assert not any("lower back" in lost for each in found for lost in each.loses)  # that is what was asked for


def test_with_a_tired_back_nothing_new_loads_it_as_much_but_the_romanian_deadlift_of_the_articles() -> None:
    for exercise in can_be_swapped(CATALOGUE):
        before = share_of(exercise, "erectors")
        for each in instead_of(exercise, complaint="tired_back"):
            after = share_of(each.exercise_id, "erectors")
            named = each.exercise_id in ("romanian_deadlift", "single_leg_rdl", "cable_pull_through")
            assert after < before or named, (exercise, each.exercise_id)


def test_a_romanian_deadlift_is_no_rest_for_the_back_from_a_romanian_deadlift() -> None:
    assert "stiff_leg_deadlift" not in ids(instead_of("romanian_deadlift", complaint="tired_back"))
    assert "romanian_deadlift" not in ids(instead_of("stiff_leg_deadlift", complaint="tired_back"))


def test_where_no_machine_is_free_no_machine_and_no_cable_is_named() -> None:
    kinds = CATALOGUE.exercises.set_index("id")["equipment"]
    for exercise in can_be_swapped(CATALOGUE):
        found = ids(instead_of(exercise, complaint="no_machine"))
        assert not {"machine", "cable"} & set(kinds[found])
        assert bool(found) == (kinds[exercise] in ("machine", "cable"))


def test_where_a_machine_is_taken_nothing_on_that_machine_is_named() -> None:
    found = ids(instead_of("seated_leg_curl", complaint="machine_taken"))
    assert found[0] == "lying_leg_curl"
    assert "single_leg_seated_curl" not in found
    assert not any(each.startswith("smith_") for each in ids(instead_of("smith_squat", complaint="machine_taken")))


def test_knees_get_hinges_bridges_and_curls_and_the_loss_for_the_quads_is_named() -> None:
    found = instead_of("leg_press", complaint="knees")
    patterns = CATALOGUE.exercises.set_index("id")["pattern"]

    assert set(patterns[ids(found)]) == {"hinge", "bridge", "knee_flexion"}
    assert all("all of the work for the quads" in each.loses for each in found)
    assert all(each.sources == ("article_001",) for each in found)


def test_pain_gets_the_stop_text_and_no_exercise() -> None:
    (pain,) = [each for each in complaints() if each.id == "pain"]

    assert "Sharp pain in the lower back or behind the knee" in pain.stop
    assert instead_of("romanian_deadlift", complaint="pain") == ()
    assert all(not each.stop for each in complaints() if each.id != "pain")


def test_a_complaint_is_offered_only_where_something_follows_from_it() -> None:
    for exercise in can_be_swapped(CATALOGUE):
        offered = {each.id for each in complaints_about(exercise, catalogue=CATALOGUE)}
        answered = {each.id for each in complaints() if instead_of(exercise, complaint=each.id)}
        assert offered == answered | {"pain"}, exercise


def test_every_source_is_known_and_no_complaint_speaks_of_injury_or_healing() -> None:
    known = set(load_facts().sources)
    said = " ".join(
        f"{each.title} {each.explanation} {' '.join(way.reason for way in each.ways)}" for each in complaints()
    )
    for exercise in can_be_swapped(CATALOGUE):
        assert all(set(each.sources) <= known for each in instead_of(exercise))
    assert not any(word in said.lower() for word in ("injur", "heal", "prevent", "safe", "therap"))


def test_an_unknown_exercise_and_an_unknown_complaint_are_not_found() -> None:
    with pytest.raises(NotFound, match="no strength exercise running"):
        instead_of("running")
    with pytest.raises(NotFound, match="no complaint boredom"):
        instead_of("back_squat", complaint="boredom")


# with a log -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def log(tmp_path: Path) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path) as opened:
        yield opened


def test_the_log_goes_by_its_equipment_by_what_it_holds_and_by_own_exercises(log: TrainingLog) -> None:
    own = log.add_exercise(
        "Towel Curl Deluxe", now=NOW, pattern="knee_flexion", muscles={"hamstrings": 1.0}, equipment="bodyweight"
    )
    log.add_sets(pd.DataFrame({"started_at": [NOW], "exercise": ["Nordic curl"], "reps": [5]}), now=NOW)
    log.change_setting("equipment", "bodyweight")

    found = log.substitutes("seated_leg_curl")
    assert (found[0].exercise_id, found[0].is_known) == ("nordic_curl", True)  # logged, so something holds the feet
    assert own in [each.exercise_id for each in found]
    assert all(each.exercise_id == "nordic_curl" or allows("bodyweight", each.exercise_id, own=log.catalogue.own)
               for each in found)  # fmt: skip
    assert log.substitutes("seated_leg_curl", equipment="gym")[1].exercise_id == "single_leg_seated_curl"


def test_the_log_lists_complaints_all_or_about_an_exercise(log: TrainingLog) -> None:
    assert [each.id for each in log.complaints()][-1] == "pain"
    assert [each.id for each in log.complaints("seated_leg_curl")] == ["machine_taken", "no_machine", "pain"]
