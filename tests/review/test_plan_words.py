"""What a plan changes in words: each reason once, and never left out without a word."""

from __future__ import annotations

from dataclasses import replace

from analytics.plans.wording import Told
from analytics.review.plan_words import MANY, plan_changes, with_reasons
from tests.plans.examples import USUAL

KNEE = "Nothing bent the knee."


def test_a_reason_is_given_once_and_then_named_as_the_same() -> None:
    told = [Told("Curls come in.", (KNEE,), ()), Told("More hinges.", (), ()), Told("More curls.", (KNEE,), ())]
    assert with_reasons(told) == [
        ("Curls come in.", KNEE),
        ("More hinges.", ""),
        ("More curls.", "For the same reason."),
    ]


def test_a_reason_of_many_exercises_is_said_for_all_of_them() -> None:
    change = USUAL.changes[0]
    easier = tuple(replace(change, exercise_id=f"lift_{number}", reason="An easier week.") for number in range(MANY))
    assert plan_changes(replace(USUAL, changes=easier), {}) == (
        ("An easier week.", f"That goes for {MANY} exercises."),
    )
