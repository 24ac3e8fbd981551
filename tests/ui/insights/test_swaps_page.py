"""The page Swaps: what is asked is answered with reasons, known exercises first, and nothing is swapped for pain."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.plans.substitutions import Substitute
from analytics.reference.facts import load_facts
from ui import session, swaps

PAGE = "pages/plan/swaps.py"


def open_swaps(app: AppTest, **address: str) -> AppTest:
    app.switch_page(PAGE)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    kinds = ("markdown", "caption", "header", "warning", "info")
    return " ".join(str(element.value) for kind in kinds for element in app.get(kind)).replace("\\", "")


def test_exercises_of_the_log_stand_first_and_what_is_known_is_marked(sample: AppTest) -> None:
    open_swaps(sample, instead_of="Barbell back squat (full depth)")
    log = session.open_log()
    logged = set(log.sets()["exercise_id"].dropna())
    options = log.swappable()

    first_new = next(place for place, exercise in enumerate(options) if exercise not in logged)
    assert first_new > 3
    assert not logged & set(options[first_new:])
    assert len(options) > 200
    assert "bench_press_barbell" not in options
    assert len(sample.selectbox(key="instead_of").options) == len(options)
    assert "**Leg press**" in words(sample)
    assert "you know it" in words(sample)


def test_the_address_says_what_is_asked_and_the_answer_has_its_reason_and_article(sample: AppTest) -> None:
    open_swaps(sample, **{"instead_of": "Seated leg curl", "with": "At home", "matter": "No machine is free"})
    told = words(sample)
    assert "Instead of: Seated leg curl" in told
    assert "**Stability-ball leg curl**" in told
    assert "Named as the swap for machine curls at home (article 000)." in told
    assert "Changes: at long length (here at short length)." in told
    assert "Article 000: Why You'll Love This Hamstring and Glute Workout for Results." in told


def test_a_tired_back_is_answered_in_the_order_of_the_articles(sample: AppTest) -> None:
    open_swaps(sample, instead_of="Conventional deadlift", matter="My back is tired")
    told = words(sample)
    assert told.index("hip thrust") < told.index("Cable pull-through") < told.index("Romanian deadlift (barbell)")
    assert "In the order in which the articles offer them." in told


def test_pain_gets_the_stop_text_and_no_exercise(sample: AppTest) -> None:
    open_swaps(sample, instead_of="Conventional deadlift", matter="Something hurts")
    assert "is a reason to stop and to see a doctor or physiotherapist" in words(sample)
    assert "your note" not in words(sample)  # nothing was noted
    assert "you know it" not in words(sample)
    assert "Instead of:" not in words(sample)


def test_a_note_of_sharp_pain_in_the_log_stops_swaps_as_well(empty: AppTest) -> None:
    empty.run()
    noted = {"exercise": ["romanian_deadlift"], "reps": [8], "weight_kg": [80.0], "note": ["sharp pain in lower back"]}
    at = datetime(2026, 11, 20, 18)
    session.open_log().add_sets(pd.DataFrame({"started_at": [at], **noted}), now=at)
    open_swaps(empty, instead_of="Romanian deadlift (barbell)")
    assert "You noted" in words(empty)
    assert "Instead of:" not in words(empty)

    (note,) = session.open_log().findings(on=at.date(), rules=["pain_note"])
    session.open_log().answer_finding(note, kind="known", because="seen a physio, cleared", now=at)
    empty.run()
    assert "Instead of: Romanian deadlift (barbell)" in words(empty)  # as on Next week, an answered note stops nothing


def test_a_matter_that_the_next_exercise_has_no_part_in_is_dropped(sample: AppTest) -> None:
    open_swaps(sample, instead_of="Seated leg curl", matter="The machine is taken")
    sample.selectbox(key="instead_of").set_value("romanian_deadlift").run()
    assert not sample.exception
    assert sample.selectbox(key="matter").value == swaps.NOTHING


def test_the_page_answers_before_the_first_import_too(empty: AppTest) -> None:
    open_swaps(empty, instead_of="Leg press")
    assert "Instead of: Leg press" in words(empty)
    assert "you know it" not in words(empty)


def test_the_same_page_with_two_athletes_asks_whose_log(roster: AppTest) -> None:
    open_swaps(roster)
    assert roster.selectbox(key="athlete").options == ["anna", "ben"]


def test_reasons_name_their_articles_and_what_changes_is_said() -> None:
    facts = load_facts()
    both = Substitute("x", "As good.", ("on both legs",), (), False, ("article_004", "article_001"))
    none = Substitute("x", "As good.", (), ("at long length",), False)

    assert swaps.reason_words(both, facts).replace("\\", "") == "As good (article 001 and article 004)."
    assert swaps.reason_words(none, facts).replace("\\", "") == "As good."
    assert swaps.compared_lines(both) == ["Stays: on both legs.", "Changes: nothing that is counted here."]
    assert swaps.compared_lines(none) == ["Changes: at long length."]
