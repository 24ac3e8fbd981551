"""Warm-up, mobility and the articles' words about pain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analytics.errors import BrokenReference
from analytics.plans.model import Line, Session
from analytics.plans.templates import load_templates
from analytics.plans.warm_up import (
    _checklist,
    load_checklists,
    load_progressions,
    read_entry,
    stop_texts,
    technique_notes,
    warm_up_for,
)

SMALL: dict[str, Any] = {
    "title": "Small",
    "when": "before_legs",
    "articles": ["article_000"],
    "about": "Two moves.",
    "items": [{"what": "Bridges", "sets": 2, "reps": [10, 10]}],
}


def session(*lines: tuple[str, str]) -> Session:
    """A workout of (exercise, slot)."""
    made = (Line(exercise, 3, (6, 10), (1, 2), (90, 120), slot) for exercise, slot in lines)  # type: ignore[arg-type]
    return Session(date(2026, 11, 23), "Day", tuple(made))


@pytest.mark.parametrize(
    ("lines", "checklist"),
    [
        ([("conventional_deadlift", "main"), ("leg_press", "second")], "hinge"),
        ([("back_squat", "main"), ("romanian_deadlift", "second")], "hinge"),
        ([("hip_thrust", "main")], "hinge"),
        ([("back_squat", "main"), ("hip_thrust", "accessory")], "quick"),  # a light thrust makes no hinge day
        ([("seated_leg_curl", "accessory")], "quick"),
        ([("bench_press_barbell", "other")], "easy"),
        ([], "easy"),
    ],
)
def test_a_session_gets_the_warm_up_that_fits_it(lines: list[tuple[str, str]], checklist: str) -> None:
    assert warm_up_for(session(*lines)).id == checklist


def test_numbers_stand_there_as_the_articles_give_them() -> None:
    amounts = {item.what: item.amount for item in load_checklists()["quick"].items}
    assert load_checklists()["quick"].length == "10 to 15 min"
    assert amounts == {
        "Light cardio": "5 to 10 min",
        "Glute bridges": "2 x 10",
        "Lunges with elbow to instep": "2 x 8 per side",
        "Knee hugs": "",  # the article names no number
        "Standing hip flexions": "",
    }


def test_stretches_are_held_as_long_as_article_003_says() -> None:
    towel, standing, rolling = load_checklists()["after"].items
    assert (towel.amount, towel.article) == ("30 to 60 s per side", "article_003")
    assert standing.amount == "2 to 3 x 30 to 60 s per side"
    assert (rolling.amount, rolling.article) == ("30 to 60 s per side", "article_000")


def test_article_004_goes_through_its_drills_three_times() -> None:
    checklist = load_checklists()["three_rounds"]
    assert (checklist.rounds, sum(item.in_rounds for item in checklist.items)) == (3, 4)


def test_the_core_goes_from_two_legs_to_one_to_the_ball() -> None:
    steps = load_progressions()["core"].steps
    assert [step.exercise_id for step in steps] == ["glute_bridge", "single_leg_glute_bridge", "ball_leg_curl"]


def test_the_words_about_pain_are_those_of_003_and_004_and_the_set_is_stopped_first() -> None:
    texts = stop_texts()
    assert {text.article for text in texts} == {"article_003", "article_004"}
    assert texts[0].text.startswith("If you ever feel sharp pain in your lower back or behind your knee, stop the set")
    assert "Stop exercising immediately and consult a healthcare provider." in texts[1].text


def test_a_lower_back_that_takes_over_gets_the_exercises_of_article_001() -> None:
    note = technique_notes()["back"]
    assert note.article == "article_001"
    assert {"hip_thrust", "cable_pull_through", "seated_leg_curl"} <= set(note.exercises)


def test_every_template_names_a_warm_up() -> None:
    named = {each.warm_up for template in load_templates().values() for each in template.sessions if not each.is_own}
    assert named <= set(load_checklists())


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"articles": []}, "names no article"),
        ({"articles": ["pelland_2026"]}, "names no article"),
        ({"when": "at_night"}, "unknown time"),
        ({"items": [{"sets": 2}]}, "has no what"),
        ({"items": [{"what": "Bridges", "article": "article_009"}]}, "names no article"),
    ],
)
def test_a_checklist_that_cannot_be_stood_behind_is_refused(change: dict[str, Any], fault: str) -> None:
    assert read_entry("small", SMALL, _checklist).items[0].amount == "2 x 10"

    with pytest.raises(BrokenReference, match=fault):
        read_entry("small", SMALL | change, _checklist)
