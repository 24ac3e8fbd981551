"""The exercise catalogue: the rulebook's weights, names that mean one thing, and no silent guess."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import NotFound
from analytics.reference.catalogue import Catalogue, load_catalogue
from analytics.reference.movements import COUNTED_BY, movements
from analytics.reference.names import normalise
from analytics.reference.own import EQUIPMENT, SHARES, OwnEntries, OwnExercise
from benchmarks.write_keys import ALIASES

NAMES = Path(__file__).parent / "names"
SCIENCE = Path(__file__).parents[1] / "science"
MUSCLES_OF_THE_RULEBOOK = ("quads", "hamstrings", "glute_max", "glute_med", "adductors", "calves", "erectors")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_the_rulebooks_exercises_have_exactly_its_weights(catalogue: Catalogue) -> None:
    shares = catalogue.contributions.set_index(["exercise_id", "muscle"])
    with (SCIENCE / "exercise_muscle_weights.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 74
    for row in rows:
        for muscle in MUSCLES_OF_THE_RULEBOOK:
            key = (row["id"], muscle)
            stated = shares.loc[key, "weight"] if key in shares.index else 0.0
            assert stated == float(row[f"w_{muscle}"]), key


def test_the_rulebooks_movement_shares_and_credits_are_kept(catalogue: Catalogue) -> None:
    entries = catalogue.exercises.set_index("id")
    with (SCIENCE / "exercise_muscle_weights.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            entry = entries.loc[row["id"]]
            for column in ("kd_share", "hd_share", "set_credit"):
                assert float(entry[column]) == float(row[column]), row["id"]
            for column in ("pattern", "ham_function", "ham_length_bias", "e1rm", "confidence"):
                assert entry[column] == row[column], row["id"]


def test_a_whole_log_has_muscles(catalogue: Catalogue) -> None:
    worked = set(catalogue.contributions.loc[catalogue.contributions["weight"] == 1, "muscle"])
    assert len(worked) >= 17
    assert worked <= set(catalogue.muscles["id"])


@pytest.mark.parametrize("app", ["strong", "hevy", "fitnotes", "liftosaur"])
def test_every_built_in_name_of_the_apps_is_known(catalogue: Catalogue, app: str) -> None:
    names = (NAMES / f"{app}_builtin.txt").read_text(encoding="utf-8").splitlines()
    assert [name for name in names if name.strip() and catalogue.recognise(name) is None] == []


def test_every_lower_body_exercise_of_a_watch_is_known(catalogue: Catalogue) -> None:
    names = (NAMES / "garmin_lower_body.txt").read_text(encoding="utf-8").splitlines()
    assert [name for name in names if catalogue.recognise(name) is None] == []


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("Lever Seated Leg Curl", "seated_leg_curl"),
        ("Lever Lying Leg Curl (male)", "lying_leg_curl"),
        ("Sled 45° Leg Press", "leg_press"),
        ("Lever Seated Leg Press", "horizontal_leg_press"),
        ("Sled Calf Press On Leg Press", "leg_press_calf_raise"),
        ("Romanian Deadlift, Leverage Machine", "machine_romanian_deadlift"),
        ("Hack Squat, Smith Machine", "smith_hack_squat"),
        ("Squat, Leverage Machine", "machine_squat"),
        ("Hack Squats · Machine", "hack_squat"),
        ("Standing Calf Raises Machine", "standing_calf_raise"),
        ("Bulgarian Split Squats · Dumbbells", "bulgarian_split_squat"),
        ("barbellBackSquat", "back_squat"),
        ("BARBELL_BACK_SQUAT", "back_squat"),
        ("Distensioni delle Gambe", "leg_press"),
        ("Estensioni delle Gambe", "leg_extension"),
        ("Flessioni delle Gambe da Seduti", "seated_leg_curl"),
        ("Flessioni delle Gambe da Sdraiati", "lying_leg_curl"),
        ("Stacco con Bilanciere a Gambe Tese", "stiff_leg_deadlift"),
        ("Alzate del Corpo Superiore", "back_extension_45"),
        ("Приседания", "back_squat"),
        ("Жим ногами", "leg_press"),
    ],
)
def test_each_apps_way_of_writing_a_lift_is_understood(catalogue: Catalogue, written: str, means: str) -> None:
    assert catalogue.recognise(written) == means


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Single Leg Seated Leg Curl", "Single Leg Lying Leg Curl"),
        ("Kneeling Leg Curl", "Lying Leg Curl"),
        ("Good Morning", "Seated Good Morning"),
        ("Hip Thrust (Barbell)", "Hip Thrust (Bodyweight)"),
        ("Deadlift (Machine)", "Romanian Deadlift (Machine)"),
        ("Calf Raise (Machine)", "Seated Calf Raise (Machine)"),
        ("Bent Knee Hip Raise", "Single Leg Hip Raise"),
        ("Snatch Grip Deadlift", "Snatch Grip Romanian Deadlift"),
        ("Trap Bar Deadlift", "Trap Bar Romanian Deadlift"),
        ("Reverse Lunge", "Lunge"),
        ("Back Extension (Machine)", "Back Extension"),
    ],
)
def test_lifts_that_only_sound_alike_are_two(catalogue: Catalogue, one: str, other: str) -> None:
    assert catalogue.recognise(one) is not None
    assert catalogue.recognise(other) is not None
    assert catalogue.recognise(one) != catalogue.recognise(other)


def test_cardio_and_stretching_are_knowingly_no_strength_work(catalogue: Catalogue) -> None:
    kinds = catalogue.exercises.set_index("id")["kind"]
    for name, kind in {"Running (Treadmill)": "cardio", "Yoga": "stretching", "Warm Up": "other"}.items():
        assert kinds[catalogue.recognise(name)] == kind
    idle = catalogue.exercises.loc[catalogue.exercises["kind"] != "strength", "id"]
    assert not catalogue.contributions["exercise_id"].isin(idle).any()


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("Seated Leg Press (Machine)", "horizontal_leg_press"),
        ("Leg Press", "leg_press"),
        ("Calf Press on Leg Press", "leg_press_calf_raise"),
        ("Hanging Leg Raise", "hanging_leg_raise"),
        ("Leg Raise Parallel Bars", "hanging_leg_raise"),
        ("Glute Ham Raise", "glute_ham_raise"),
        ("Back Extension", "back_extension_45"),
        ("Good Morning (Barbell)", "good_morning"),
        ("Triceps Kickback (Dumbbell)", "triceps_kickback"),
        ("Glute Kickback (Machine)", "glute_kickback"),
        ("Flessioni delle Gambe", "leg_curl_unspecified"),
        ("Alzate di Gambe", "hanging_leg_raise"),
        ("Cadeira Flexora", "seated_leg_curl"),
        ("Cadeira Extensora", "leg_extension"),
        ("Straight Leg Deadlift", "stiff_leg_deadlift"),
        ("Chin Up (Assisted)", "assisted_chin_up"),
    ],
)
def test_false_friends_are_told_apart(catalogue: Catalogue, written: str, means: str) -> None:
    assert catalogue.recognise(written) == means


@pytest.mark.parametrize(
    "written",
    [
        "Hip Extension",
        "Complex A",
        "Leg",
        "Press",
        "Bridge",
        "kettlebell",
        "",
        "Row",
        "Hip Raise",
        "Roman Chair",
        "Inner Calves",
        "Wall Squat",
        "Lower Back",
        "Standing Hip Abduction",
        "Bench Press with Bands",
        "Cable Shrug-In",
    ],
)
def test_an_ambiguous_name_stays_unrecognised(catalogue: Catalogue, written: str) -> None:
    assert catalogue.recognise(written) is None


def test_a_misspelled_name_is_suggested_and_never_applied(catalogue: Catalogue) -> None:
    assert catalogue.recognise("Romanain Deadlft") is None
    assert "romanian_deadlift" in catalogue.suggest("Romanain Deadlft")


def test_a_name_like_nothing_gets_no_suggestion(catalogue: Catalogue) -> None:
    assert catalogue.suggest("qqqq zzzz") == ()


def test_every_key_has_one_meaning(catalogue: Catalogue) -> None:
    assert catalogue.aliases["alias"].is_unique
    assert set(catalogue.aliases["exercise_id"]) <= set(catalogue.exercises["id"])


def test_every_id_and_name_is_understood(catalogue: Catalogue) -> None:
    for entry in catalogue.exercises.itertuples():
        assert catalogue.recognise(str(entry.id)) == entry.id
        assert catalogue.recognise(str(entry.name)) == entry.id


def test_keys_are_stored_as_they_are_looked_up(catalogue: Catalogue) -> None:
    assert (catalogue.aliases["alias"].map(normalise) == catalogue.aliases["alias"]).all()


def test_assisted_lifts_and_lifts_of_part_of_the_body_give_no_strength_value(catalogue: Catalogue) -> None:
    entries = catalogue.exercises.set_index("id")
    of_body = entries[entries["load_kind"] == "bodyweight"]
    assert (entries.loc[entries["load_kind"] == "assisted", "e1rm"] == "no").all()
    assert set(of_body["e1rm"]) == {"no", "bw"}
    assert set(of_body.index[of_body["e1rm"] == "bw"]) == {"pull_up", "chin_up", "chest_dip"}


def test_an_unknown_id_is_said_to_be_unknown(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="no exercise flying_squat"):
        catalogue.exercise("flying_squat")


def test_frames_have_no_missing_text(catalogue: Catalogue) -> None:
    assert not pd.isna(catalogue.exercises[["id", "name", "kind", "pattern", "evidence"]]).any().any()


# suggestions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "suggested", "reason"),
    [
        ("Legg Press", "leg_press", 'one letter differs: "legg", not "leg"'),
        ("Rommanian Deadlift", "romanian_deadlift", 'one letter differs: "rommanian", not "romanian"'),
        ("Press Leg", "leg_press", 'same words in another order, "leg press"'),
        ("Leg Extension (Kettlebell)", "leg_extension", 'the same lift without "kettlebell"'),
    ],
)
def test_a_suggestion_says_why_it_is_made(catalogue: Catalogue, written: str, suggested: str, reason: str) -> None:
    assert catalogue.recognise(written) is None
    assert (suggested, reason) in catalogue.suggest_with_reasons(written)


def test_the_same_lift_with_other_equipment_comes_first_and_says_so(catalogue: Catalogue) -> None:
    first = catalogue.suggest_with_reasons("Zercher Squat (Smith)")[0]
    assert "zercher" in first.exercise_id
    assert first.reason.startswith(("differs only in equipment", "the same lift"))


def test_suggestions_are_the_same_with_and_without_reasons(catalogue: Catalogue) -> None:
    for name in ("Legg Press", "Shoulder Triggers", "qqqq zzzz"):
        assert catalogue.suggest(name) == tuple(each.exercise_id for each in catalogue.suggest_with_reasons(name))


# movements -----------------------------------------------------------------------------------------------------------


def test_every_pattern_of_a_strength_exercise_is_described(catalogue: Catalogue) -> None:
    strength = catalogue.exercises[catalogue.exercises["kind"] == "strength"]
    assert set(strength["pattern"]) == set(movements())


def test_a_movement_implies_what_exercises_of_its_pattern_state(catalogue: Catalogue) -> None:
    """Each value is the one of at least one shipped exercise of the pattern: nothing new is said here."""
    for pattern, movement in movements().items():
        shipped = catalogue.exercises[catalogue.exercises["pattern"] == pattern]
        shares = set(zip(shipped["kd_share"], shipped["hd_share"], strict=True))
        functions = set(zip(shipped["ham_function"], shipped["ham_length_bias"], strict=True))
        assert (movement.kd_share, movement.hd_share) in shares, pattern
        assert (movement.ham_function, movement.ham_length) in functions, pattern
        assert movement.set_credit in set(shipped["set_credit"]), pattern
        assert movement.counted_by in COUNTED_BY
        assert set(movement.muscles) <= set(catalogue.muscles["id"]), pattern
        assert movement.muscles, pattern
        assert set(movement.muscles.values()) <= set(SHARES), pattern


def test_equipment_to_choose_from_is_what_the_catalogue_uses(catalogue: Catalogue) -> None:
    assert set(EQUIPMENT) == set(catalogue.exercises["equipment"])


# what a lifter adds --------------------------------------------------------------------------------------------------

ZORBLE = OwnExercise(id="own_zorble", name="Zorble", pattern="hinge", muscles={"hamstrings": 1.0})


def test_own_entries_stand_beside_the_shipped_ones(catalogue: Catalogue) -> None:
    merged = load_catalogue(OwnEntries((ZORBLE,), {"leg_press": {"glute_max": 0.5}}))
    assert len(merged.exercises) == len(catalogue.exercises) + 1
    assert merged.exercises.dtypes.equals(catalogue.exercises.dtypes)
    assert merged.recognise("zorbles") == "own_zorble"
    assert merged.exercise("own_zorble").muscles == {"hamstrings": 1}
    assert merged.exercise("leg_press").muscles == {"glute_max": 0.5}
    assert "leg_press" not in merged.main_muscles
    assert load_catalogue() is catalogue  # the shipped one is as it was


def test_an_own_name_goes_before_a_shipped_one_that_came_later() -> None:
    """A later Hindsight may ship a name that a lifter has used for their own exercise: theirs stays theirs."""
    own = OwnExercise(id="own_leg_press", name="Leg Press", pattern="squat", muscles={"quads": 1.0})
    assert load_catalogue(OwnEntries((own,))).recognise("leg press") == "own_leg_press"


def test_what_is_no_longer_shipped_is_left_out() -> None:
    merged = load_catalogue(OwnEntries((), {"gone_with_an_update": {"quads": 1.0}, "leg_press": {"tail": 1.0}}))
    assert "gone_with_an_update" not in set(merged.contributions["exercise_id"])
    assert "tail" not in set(merged.contributions["muscle"])


def test_the_kept_key_of_every_alias_is_what_its_name_gives() -> None:
    with ALIASES.open(encoding="utf-8", newline="") as file:
        stale = [row["alias"] for row in csv.DictReader(file) if row["key"] != normalise(row["alias"])]
    assert stale == [], "run `make names`"
