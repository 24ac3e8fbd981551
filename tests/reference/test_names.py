"""The key of an exercise name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reference.names import normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Squat (Barbell)", "Barbell Squat"),
        ("squats, BB", "Squat (Barbell)"),
        ("Dumbell Row", "Row (Dumbbell)"),
        ("Stiff-Legged Deadlift", "stiff leg deadlift"),
        ("Leg Press 45º (Máquina)", "leg press 45° machine"),
        ("Single-Leg RDL", "One Leg Romanian Deadlift"),
        ("Pull-Ups", "pull up"),
        ("Agachamento Búlgaro", "agachamento bulgaro"),
        ("  Rope   Face Pull ", "rope face pulls"),
        ("Lever Seated Leg Press (male)", "Leg Press, Seated, Leverage Machine"),
        ("Leg Press (Plate Loaded)", "Plate-Loaded Leg Press Machine"),
        ("Seated Leg Curl", "Leg Curl (Seated)"),
        ("Bench Press - Incline (Dumbbell)", "Incline Dumbbell Bench Press"),
        ("Pull Up, Assisted", "Assisted Pull-Ups"),
        ("Clean & Jerk", "Clean and Jerk"),
        ("Face Pull w/ rope", "Rope Face Pull"),
        ("barbellBackSquat", "BARBELL_BACK_SQUAT"),
        ("Lever Leg Extension (VERSION 2)", "Machine Leg Extension"),
        ("Curl con Bilanciere", "Barbell Curl"),
        ("Langhantelrudern", "Rudern (Langhantel)"),
        ("Alternating Dumbbell Lunge", "Lunge (Dumbbell)"),
    ],
)
def test_the_same_lift_written_differently_has_one_key(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Squat (Barbell)", "Squat (Smith Machine)"),
        ("Leg Curl", "Leg Press"),
        ("Seated Leg Curl", "Lying Leg Curl"),
        ("Front Squat", "Squat"),
        ("Pull Up (Assisted)", "Pull Up"),
        ("Romanian Deadlift (Dumbbell)", "Romanian Deadlift (Barbell)"),
        ("Pull Up (Weighted)", "Pull Up"),
        ("Kneeling Leg Curl", "Leg Curl"),
        ("Cable Shrug-In", "Cable Shrug"),
        ("Curl (EZ Bar)", "Curl (Barbell)"),
        ("Seated Row (Machine)", "Seated Row (Cable)"),
    ],
)
def test_words_that_tell_lifts_apart_are_kept(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Zs", "Pd")), max_size=40))
def test_case_and_surrounding_space_do_not_matter(name: str) -> None:
    assert normalise(f"  {name.lower()} ") == normalise(name.lower())
