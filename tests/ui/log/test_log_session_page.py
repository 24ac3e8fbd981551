"""Logging a session by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.log.steps import STRONG_WEEK, drop, texts, visit
from ui import session
from ui.draft import DRAFT_FILE


@pytest.fixture
def opened(app: AppTest) -> AppTest:
    return visit(app, "log/add_session")


def pick(opened: AppTest, exercise: str | None = None) -> AppTest:
    """Pick an exercise; any one of the catalogue when it does not matter. (Only a browser can type a new name.)"""
    box = opened.selectbox(key="entry-exercise")
    box.set_value(exercise or next(name for name in box.options if "bench press" in name.lower())).run()
    assert not opened.exception
    return opened


def add(opened: AppTest, weight: float | None, reps: int | None, rir: float | None = None) -> AppTest:
    opened.number_input(key="entry-weight").set_value(weight)
    opened.number_input(key="entry-reps").set_value(reps)
    if rir is not None:
        opened.get_by_key("entry-rir").set_value(rir)
    opened.button(key="add-set").click().run()
    assert not opened.exception
    return opened


def test_a_session_typed_in_lands_in_the_log(opened: AppTest) -> None:
    pick(opened)
    add(add(opened, 50.0, 8, 2.0), 52.5, 6)
    opened.text_input(key="entry-workout").set_value("Upper A").run()
    opened.button(key="save-session").click().run()
    assert not opened.exception
    logged = session.open_log().sets("me").sort_values("set_number")
    assert logged["weight_kg"].tolist() == [50.0, 52.5]
    assert logged["reps"].tolist() == [8.0, 6.0]
    assert logged["rir"].tolist() == [2.0, 2.0]  # the next set starts as a copy of the last
    assert set(logged["workout"]) == {"Upper A"}


def test_saving_is_undone_with_one_click(opened: AppTest) -> None:
    add(pick(opened), 50.0, 8)
    opened.button(key="save-session").click().run()
    assert "Saved 1 set" in texts(opened)
    opened.button(key="undo-last").click().run()
    assert session.open_log().is_empty()


def test_pounds_are_stored_as_kilograms(opened: AppTest) -> None:
    opened.segmented_control(key="unit").set_value("lb").run()
    add(pick(opened), 225.0, 5)
    opened.button(key="save-session").click().run()
    # 225 lb x 0.45359237 = 102.058 kg
    assert session.open_log().sets("me")["weight_kg"].round(3).tolist() == [102.058]


def test_a_set_without_reps_is_not_added(opened: AppTest) -> None:
    pick(opened)
    opened.number_input(key="entry-weight").set_value(50.0)
    opened.number_input(key="entry-reps").set_value(None)
    opened.button(key="add-set").click().run()
    assert not opened.exception
    assert "needs its reps" in texts(opened)
    with pytest.raises(KeyError):
        opened.button(key="save-session")


def test_the_last_sets_of_the_exercise_are_shown_and_fill_the_form(app: AppTest) -> None:
    opened = visit(drop(app, ("strong.csv", STRONG_WEEK)), "log/add_session")
    pick(opened, "Squat (Barbell)")
    assert "Last time, 3 Nov 2025: 60 kg x 5, warm-up, 100 kg x 5, 2 RIR, 100 kg x 5, 2 RIR" in texts(opened)
    assert opened.number_input(key="entry-weight").value == 100.0
    assert opened.number_input(key="entry-reps").value == 5


def test_own_exercises_are_offered_before_the_catalogue(app: AppTest) -> None:
    opened = visit(drop(app, ("strong.csv", STRONG_WEEK)), "log/add_session")
    assert opened.selectbox(key="entry-exercise").options[:2] == ["Zorble Press", "Bench Press (Barbell)"]


def test_a_draft_survives_another_page_and_a_closed_browser(opened: AppTest, own_log: Path) -> None:
    add(pick(opened), 50.0, 8)
    visit(visit(opened, "trust/exercises"), "log/add_session")
    assert opened.button(key="save-session").label == "Save 1 set"
    assert (own_log / DRAFT_FILE).exists()
    st.cache_data.clear()
    again = visit(AppTest.from_file(opened._script_path, default_timeout=60).run(), "log/add_session")
    assert again.button(key="save-session").label == "Save 1 set"


def test_a_set_can_be_corrected_at_its_place(opened: AppTest) -> None:
    pick(opened)
    add(add(opened, 50.0, 8), 55.0, 6)
    opened.button(key="correct-0").click().run()
    assert opened.number_input(key="entry-weight").value == 50.0
    add(opened, 47.5, 9)
    opened.button(key="save-session").click().run()
    assert session.open_log().sets("me").sort_values("set_number")["weight_kg"].tolist() == [47.5, 55.0]


def test_a_removed_set_is_gone_and_a_discarded_session_comes_back(opened: AppTest) -> None:
    pick(opened)
    add(add(opened, 50.0, 8), 55.0, 6)
    opened.button(key="remove-0").click().run()
    assert opened.button(key="save-session").label == "Save 1 set"
    opened.button(key="discard-session").click().run()
    opened.button(key="bring-back").click().run()
    assert opened.button(key="save-session").label == "Save 1 set"


def test_a_load_beyond_reason_is_refused_kindly(opened: AppTest) -> None:
    add(pick(opened), 100_000.0, 5)
    assert "more than anyone has lifted" in texts(opened)


def test_a_hold_is_logged_in_seconds(opened: AppTest) -> None:
    pick(opened, next(name for name in opened.selectbox(key="entry-exercise").options if name.startswith("Plank")))
    opened.number_input(key="entry-seconds").set_value(45)
    opened.button(key="add-set").click().run()
    opened.button(key="save-session").click().run()
    assert not opened.exception
    assert session.open_log().sets("me")["duration_s"].tolist() == [45.0]
