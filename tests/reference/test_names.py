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
