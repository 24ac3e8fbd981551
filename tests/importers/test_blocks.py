from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analytics.importers._blocks import number_sets


def number(exercises: str, *, workouts: str | None = None, order: list[float] | None = None, warmups: str = "") -> str:
    """One letter a set; gives `block.set` for each."""
    found = number_sets(
        np.array([ord(letter) for letter in workouts or "1" * len(exercises)]),
        np.array([ord(letter) - 65 for letter in exercises]),
        order=None if order is None else np.array(order, dtype=np.float64),
        warmup=np.array([letter == "w" for letter in warmups.ljust(len(exercises))]),
    )
    return " ".join(f"{block}.{place}" for block, place in zip(found.block, found.set_number, strict=True))


def test_sets_are_counted_within_their_exercise() -> None:
    assert number("AAABB") == "1.1 1.2 1.3 1.1 1.2"


def test_an_exercise_that_comes_again_after_another_is_a_second_block() -> None:
    assert number("AABAA") == "1.1 1.2 1.1 2.1 2.2"


def test_the_same_exercise_in_another_workout_starts_anew() -> None:
    assert number("AAAA", workouts="1122") == "1.1 1.2 1.1 1.2"


def test_an_order_that_starts_again_is_a_second_block() -> None:
    assert number("AAAA", order=[0, 1, 0, 1]) == "1.1 1.2 2.1 2.2"


def test_sets_without_a_number_stay_in_their_block() -> None:
    nan = float("nan")
    assert number("AAAAA", order=[nan, 1, nan, 3, nan], warmups="w") == "1.1 1.2 1.3 1.4 1.5"


def test_warm_ups_before_a_new_start_belong_to_the_new_block() -> None:
    nan = float("nan")
    assert number("AAAAAA", order=[nan, 1, 2, nan, nan, 1], warmups="w  ww ") == "1.1 1.2 1.3 2.1 2.2 2.3"


def test_sets_of_a_workout_that_lie_apart_in_the_file_are_counted_together() -> None:
    assert number("AAA", workouts="121") == "1.1 1.1 1.2"


@given(st.text(st.sampled_from("ABC"), min_size=1, max_size=30), st.data())
def test_a_workout_never_holds_the_same_block_and_number_twice(exercises: str, data: st.DataObject) -> None:
    workouts = data.draw(st.text(st.sampled_from("12"), min_size=len(exercises), max_size=len(exercises)))
    order = data.draw(st.lists(st.integers(0, 4), min_size=len(exercises), max_size=len(exercises)))
    numbered = number(exercises, workouts=workouts, order=[float(n) for n in order]).split()
    assert len(set(zip(workouts, exercises, numbered, strict=True))) == len(exercises)
