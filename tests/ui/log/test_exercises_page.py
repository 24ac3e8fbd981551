"""The exercises page: names sorted out one by one and at once, exercises of one's own, muscles, and the way back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Multiselect

from analytics.reference.catalogue import load_catalogue
from tests.ui.log.steps import STRONG_WEEK, texts, visit
from ui import session

NAMES, ALL, OWN = "Names to sort out", "All exercises", "Your own"
PAGE = "trust/exercises"
TWO_UNKNOWN = STRONG_WEEK + b"2025-11-06 18:00:00,Upper,1h,Legg Press,1,50,8,0,0,,,\n"
"""A Zorble Press, which is like nothing, and a Legg Press, which is one letter from a lift."""


@pytest.fixture
def opened(app: AppTest) -> AppTest:
    session.open_log().import_file("strong.csv", TWO_UNKNOWN, now=session.now())
    return visit(app, PAGE)


def turn_to(app: AppTest, tab: str) -> AppTest:
    app.session_state["tab"] = tab
    return drawn(app)


def drawn(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return drawn(app)


def tick(app: AppTest, *rows: int) -> AppTest:
    """Tick rows of the one table on the tab."""
    (key,) = [frame.key for frame in app.dataframe]
    app.session_state[key] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    return drawn(app)


def unknown() -> list[str]:
    return sorted(name.name for name in session.open_log().unrecognised())


def exercise_of(written: str) -> set[object]:
    sets = session.open_log().sets("me")
    return set(sets.loc[sets["exercise"] == written, "exercise_id"].astype(object).where(lambda ids: ids.notna(), None))


# names one by one ----------------------------------------------------------------------------------------------------


def test_unknown_names_are_listed_with_their_sets(opened: AppTest) -> None:
    assert "2 names with 2 sets that Hindsight does not know" in texts(opened)


def test_a_suggestion_says_why_and_is_never_applied(opened: AppTest) -> None:
    assert 'one letter differs: "legg", not "leg"' in texts(opened)
    assert exercise_of("Legg Press") == {None}


def test_one_click_maps_a_suggestion_and_one_click_takes_it_back(opened: AppTest) -> None:
    press(opened, "map-exercises-Legg Press-leg_press")
    assert exercise_of("Legg Press") == {"leg_press"}
    assert "Legg Press is Leg press" in texts(opened)
    press(opened, "undo-decision")
    assert unknown() == ["Legg Press", "Zorble Press"]


def test_a_name_is_mapped_from_the_whole_catalogue(opened: AppTest) -> None:
    opened.selectbox(key="search-exercises-Zorble Press").set_value("back_squat")
    drawn(opened)
    assert exercise_of("Zorble Press") == {"back_squat"}
    assert unknown() == ["Legg Press"]


def test_a_name_that_is_no_lift_leaves_the_list(opened: AppTest) -> None:
    press(opened, "map-exercises-Zorble Press-not")
    assert unknown() == ["Legg Press"]


def test_an_empty_log_is_told_what_will_appear(app: AppTest) -> None:
    assert "Names that nobody knows will appear here" in texts(visit(app, PAGE))


def test_a_log_without_unknown_names_says_so(opened: AppTest) -> None:
    session.open_log().map_names({"Zorble Press": "leg_press", "Legg Press": "leg_press"}, now=session.now())
    assert "Every name in your log is known" in texts(drawn(opened))


# names at once -------------------------------------------------------------------------------------------------------


@pytest.fixture
def table(opened: AppTest) -> AppTest:
    opened.segmented_control(key="names-how").set_value("Several at once")
    return drawn(opened)


def test_the_table_shows_the_best_suggestion_and_why(table: AppTest) -> None:
    rows = table.dataframe[0].value.set_index("Name")
    assert rows.loc["Legg Press", "Best suggestion"] == "Leg press"
    assert rows.loc["Legg Press", "Why"].startswith("one letter differs")


def test_ticked_names_become_one_exercise_and_one_undo_takes_all_back(table: AppTest) -> None:
    assert table.button(key="bulk-map").disabled
    tick(table, 0, 1)
    table.selectbox(key="bulk-exercise").set_value("leg_press")
    drawn(table)
    press(table, "bulk-map")
    assert unknown() == []
    assert exercise_of("Zorble Press") == {"leg_press"}
    press(table, "undo-decision")
    assert unknown() == ["Legg Press", "Zorble Press"]


def test_ticked_names_are_no_lifts(table: AppTest) -> None:
    tick(table, 0, 1)
    press(table, "bulk-not")
    assert unknown() == []


def test_a_suggestion_is_accepted_only_where_it_was_ticked(table: AppTest) -> None:
    names = table.dataframe[0].value["Name"].tolist()
    tick(table, names.index("Legg Press"))
    press(table, "bulk-accept")
    assert exercise_of("Legg Press") == {"leg_press"}
    assert unknown() == ["Zorble Press"]


def test_a_search_narrows_the_table(table: AppTest) -> None:
    table.text_input(key="names-q").set_value("zorb")
    assert drawn(table).dataframe[0].value["Name"].tolist() == ["Zorble Press"]


# exercises of one's own ----------------------------------------------------------------------------------------------

FORM = "own-exercises-Zorble Press"


def test_an_unknown_name_becomes_an_exercise_of_ones_own(opened: AppTest) -> None:
    press(opened, f"open-{FORM}")
    opened.selectbox(key=f"{FORM}-pattern").set_value("bridge")
    drawn(opened)
    assert opened.multiselect(key=f"{FORM}-muscles-full").value == ["glute_max"]  # proposed by the movement
    opened.multiselect(key=f"{FORM}-muscles-half").set_value(["hamstrings", "quads"])
    opened.selectbox(key=f"{FORM}-equipment").set_value("machine")
    press(opened, f"save-{FORM}")
    (own,) = session.open_log().catalogue.own.exercises
    assert (own.name, own.pattern, own.equipment) == ("Zorble Press", "bridge", "machine")
    assert own.muscles == {"glute_max": 1, "hamstrings": 0.5, "quads": 0.5}
    assert exercise_of("Zorble Press") == {own.id}


def test_cardio_of_ones_own_needs_no_muscles(opened: AppTest) -> None:
    press(opened, f"open-{FORM}")
    opened.segmented_control(key=f"{FORM}-kind").set_value("cardio")
    drawn(opened)
    press(opened, f"save-{FORM}")
    assert session.open_log().catalogue.own.exercises[0].kind == "cardio"
    assert unknown() == ["Legg Press"]


def test_a_form_that_lacks_something_says_what_and_keeps_what_was_typed(opened: AppTest) -> None:
    press(opened, f"open-{FORM}")
    press(opened, f"save-{FORM}")
    assert "The movement is missing" in texts(opened)
    opened.selectbox(key=f"{FORM}-pattern").set_value("calf")
    drawn(opened)
    opened.multiselect(key=f"{FORM}-muscles-half").set_value(["calves"])
    press(opened, f"save-{FORM}")
    assert "Calves cannot count fully and half" in texts(opened)
    assert opened.multiselect(key=f"{FORM}-muscles-half").value == ["calves"]
    assert session.open_log().decisions() == []


def test_an_own_exercise_is_added_changed_and_removed(opened: AppTest) -> None:
    turn_to(opened, OWN)
    press(opened, "open-new")
    opened.text_input(key="new-name").set_value("Zorble Press")
    opened.selectbox(key="new-pattern").set_value("knee_flexion")
    drawn(opened)
    press(opened, "save-new")
    form = "change-listed-own_zorble_press"
    press(opened, f"open-{form}")
    opened.toggle(key=f"{form}-unilateral").set_value(True)
    press(opened, f"save-{form}")
    assert session.open_log().catalogue.own.exercises[0].unilateral
    assert "Zorble Press changed: one side at a time" in texts(opened)
    press(opened, "remove-listed-own_zorble_press")
    assert unknown() == ["Legg Press", "Zorble Press"]


# what exercises count for --------------------------------------------------------------------------------------------


def test_the_catalogue_is_searched_by_name_and_muscle(opened: AppTest) -> None:
    turn_to(opened, ALL)
    everything = len(opened.dataframe[0].value)
    assert everything == len(load_catalogue().exercises)
    opened.text_input(key="catalogue-q").set_value("nordic hamstrings")
    found = drawn(opened).dataframe[0].value
    assert 0 < len(found) < everything
    assert found["Exercise"].str.contains("ordic").all()


def muscles(app: AppTest, share: str) -> Multiselect:
    """The list of muscles that the exercise looked at counts fully or half for."""
    return next(
        each for each in app.multiselect if str(each.key).startswith("muscles-") and str(each.key).endswith(share)
    )


def test_a_shipped_exercise_counts_for_other_muscles_and_goes_back(opened: AppTest) -> None:
    turn_to(opened, ALL)
    opened.selectbox(key="exercise-id").set_value("leg_press")
    drawn(opened)
    muscles(opened, "full").set_value(["glute_max"])
    muscles(opened, "half").set_value([])
    press(opened, "save-muscles")
    assert session.open_log().catalogue.exercise("leg_press").muscles == {"glute_max": 1}
    assert "These are your own. Shipped: Quads 1" in texts(opened)
    rows = opened.dataframe[0].value.set_index("Exercise")
    assert rows.loc["Leg press", "Yours"] == "own muscles"
    press(opened, "shipped-again")
    assert session.open_log().catalogue.own.muscles == {}


def test_muscles_cannot_all_be_taken_away(opened: AppTest) -> None:
    turn_to(opened, ALL)
    opened.selectbox(key="exercise-id").set_value("leg_extension")
    drawn(opened)
    muscles(opened, "full").set_value([])
    press(opened, "save-muscles")
    assert "works at least one muscle" in texts(opened)


# the list of decisions -----------------------------------------------------------------------------------------------


def test_decisions_are_listed_and_an_older_one_is_taken_back(opened: AppTest) -> None:
    log = session.open_log()
    first = log.map_exercise("Zorble Press", "leg_press", now=session.now())
    log.override_muscles("leg_press", {"quads": 1}, now=session.now())
    turn_to(opened, OWN)
    assert "“Zorble Press” is Leg press" in texts(opened)
    press(opened, f"undo-decision-{first}")
    assert exercise_of("Zorble Press") == {None}
    assert log.catalogue.own.muscles == {"leg_press": {"quads": 1}}


def test_taught_names_are_ticked_and_forgotten(opened: AppTest) -> None:
    session.open_log().map_names({"Zorble Press": "leg_press", "Legg Press": "leg_press"}, now=session.now())
    turn_to(opened, OWN)
    tick(opened, 0, 1)
    press(opened, "forget-names")
    assert unknown() == ["Legg Press", "Zorble Press"]


def test_nothing_decided_yet_says_what_will_stand_here(opened: AppTest) -> None:
    assert "Nothing yet. Each name, exercise and muscle" in texts(turn_to(opened, OWN))
