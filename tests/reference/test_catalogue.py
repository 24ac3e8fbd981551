"""The exercise catalogue: the rulebook's weights, names that mean one thing, and no silent guess."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import NotFound
from analytics.reference.catalogue import Catalogue, load_catalogue
from analytics.reference.names import normalise

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


@pytest.mark.parametrize("app", ["strong", "hevy", "fitnotes"])
def test_every_built_in_name_of_the_apps_is_known(catalogue: Catalogue, app: str) -> None:
    names = (NAMES / f"{app}_builtin.txt").read_text(encoding="utf-8").splitlines()
    assert [name for name in names if name.strip() and catalogue.recognise(name) is None] == []


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


@pytest.mark.parametrize("written", ["Hip Extension", "Complex A", "Leg", "Press", "Bridge", "kettlebell", ""])
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


def test_bodyweight_and_assisted_lifts_give_no_one_rep_maximum(catalogue: Catalogue) -> None:
    entries = catalogue.exercises
    unloaded = entries["load_kind"].isin(["bodyweight", "assisted"])
    assert (entries.loc[unloaded, "e1rm"] == "no").all()


def test_an_unknown_id_is_said_to_be_unknown(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="no exercise flying_squat"):
        catalogue.exercise("flying_squat")


def test_frames_have_no_missing_text(catalogue: Catalogue) -> None:
    assert not pd.isna(catalogue.exercises[["id", "name", "kind", "pattern", "evidence"]]).any().any()
