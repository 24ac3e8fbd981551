"""The Strength page on the sample log: outlook, the sets behind a session, bests, and what the page says is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.insights.test_pages import figures, visit, words
from ui import session


@pytest.fixture
def own_sample(sample: AppTest) -> Iterator[AppTest]:
    """The sample, for tests that change settings: answers are cached by version, and versions begin anew each time."""
    st.cache_data.clear()
    yield sample
    session.open_log().change_setting("bodyweight_kg", None)
    session.open_log().change_fact("e1rm.formula", None)
    st.cache_data.clear()


def lift(app: AppTest, name: str) -> AppTest:
    return visit(app, "strength", lift=name)


def test_a_lift_has_its_level_with_a_band_and_the_chance_that_it_is_rising(sample: AppTest) -> None:
    lift(sample, "Barbell back squat (full depth)")
    names = [trace["name"] for trace in figures(sample)[0]["data"]]
    assert {"Level, 80 % band", "80 % band of the level", "Session"} <= set(names)
    assert "Chance that it is rising now: **over 99 %**" in words(sample)
    assert "Next time with 132.5 kg: about **" in words(sample)


def test_a_chosen_session_shows_its_sets_each_once(sample: AppTest) -> None:
    lift(sample, "Conventional deadlift")
    picker = next(box for box in sample.selectbox if box.label == "Session")
    chosen = picker.options[3]
    picker.set_value(pd.Timestamp(chosen).date()).run()
    assert f"**Conventional deadlift, {chosen}" in words(sample)
    listed = next(frame.value for frame in sample.dataframe if "why_not" in frame.value)
    assert len(listed) == len(listed[["source_line"]].drop_duplicates())
    assert pd.to_datetime(listed["day"]).dt.date.unique().tolist() == [pd.Timestamp(chosen).date()]


def test_pull_ups_wait_for_a_bodyweight_and_then_have_a_value(own_sample: AppTest) -> None:
    visit(own_sample, "strength")
    assert "no strength value until Settings knows your bodyweight" in words(own_sample)
    session.open_log().change_setting("bodyweight_kg", "80")
    own_sample.run()
    assert "Settings knows your bodyweight" not in words(own_sample)
    own_sample.selectbox(key="lift").set_value("pull_up").run()
    assert "your bodyweight, as Settings has it now" in words(own_sample)


def test_another_formula_is_named_beside_its_numbers(own_sample: AppTest) -> None:
    session.open_log().change_fact("e1rm.formula", "brzycki")
    lift(own_sample, "Barbell back squat (full depth)")
    assert "Estimated by Brzycki's formula, as you chose" in words(own_sample)


def test_bests_say_how_far_over_the_last_and_whether_that_is_ordinary(sample: AppTest) -> None:
    lift(sample, "Barbell back squat (full depth)")
    table = next(frame.value for frame in sample.dataframe if "Meaning" in frame.value)
    assert (table["Gain"] > 0.5).all()
    assert set(table["Meaning"]) <= {"within ordinary day-to-day variation", "larger than ordinary variation"}
    assert table["Day"].is_monotonic_decreasing
    assert table["Day"].iloc[0] <= date(2026, 11, 21)


def test_what_is_usual_is_context(sample: AppTest) -> None:
    visit(sample, "strength")
    assert "an intermediate lifter usually gains 0.15 to 0.3 % a week" in words(sample)
    assert "no promise" in words(sample)
