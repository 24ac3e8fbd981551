"""The Strength page on the sample log: outlook, the sets behind a session, bests, and what the page says is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.insights.test_pages import alts, choose, figures, visit, words
from ui import formats, session


@pytest.fixture
def own_sample(sample: AppTest) -> Iterator[AppTest]:
    """The sample, for tests that change settings."""
    yield sample
    session.open_log().change_setting("bodyweight_kg", None)
    session.open_log().change_fact("e1rm.formula", None)


def lift(app: AppTest, name: str) -> AppTest:
    return visit(app, "strength", lift=name)


def test_a_lift_has_its_level_with_a_band_and_the_chance_that_it_is_rising(sample: AppTest) -> None:
    lift(sample, "Barbell back squat (full depth)")
    names = [trace["name"] for trace in figures(sample)[0]["data"]]
    assert {"Level, 80 % band", "80 % band of the level", "Session"} <= set(names)
    assert "Chance that it is rising now: **over 99\u202f%**" in words(sample)
    assert "Next time with 132.5\u202fkg: about **" in words(sample)


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


def view(app: AppTest, name: str, **query: str) -> AppTest:
    """One tab of the page, opened by its address."""
    return visit(app, "strength", view=name, **query)


def test_bests_by_reps_stand_beside_what_the_level_would_allow(sample: AppTest) -> None:
    view(sample, "Bests by reps", lift="Barbell back squat (full depth)")
    table = sample.dataframe[0].value.set_index("Reps")
    assert list(table.index) == list(range(1, 13))
    known = table["Best"].dropna()
    assert known.is_monotonic_decreasing
    assert table["Allows"].is_monotonic_decreasing
    assert table.loc[5, "Range"].split(" to ")[0] < table.loc[5, "Range"].split(" to ")[1]
    (figure,) = figures(sample)
    assert figure["layout"]["title"]["text"].startswith("Best for 1")
    assert "is an estimate from your level" in words(sample)
    sample.selectbox(key="lift_day").set_value(table["Day"].dropna().iloc[-1]).run()
    assert formats.day(table["Day"].dropna().iloc[-1]) in words(sample)


def test_lifts_are_compared_as_the_address_says(sample: AppTest) -> None:
    # a multiselect in the address is one parameter a choice
    view(sample, "Compare")
    (figure,) = figures(sample)
    lines = [trace for trace in figure["data"] if trace["mode"] == "lines"]
    assert len(lines) == 2
    assert [line["y"][0] for line in lines] == [100, 100]
    assert lines[0]["line"]["dash"] != lines[1]["line"]["dash"]
    sample.multiselect(key="lifts").set_value(["back_squat", "conventional_deadlift", "front_squat"]).run()
    choose(sample, "scale", "Load")
    lines = [trace for trace in figures(sample)[0]["data"] if trace["mode"] == "lines"]
    assert [line["name"].split(":")[0] for line in lines] == [
        "Barbell back squat (full depth)", "Conventional deadlift", "Front squat",
    ]  # fmt: skip
    assert figures(sample)[0]["layout"]["yaxis"]["title"]["text"] == "strength (kg)"
    assert sample.dataframe[0].value["Change"].is_monotonic_decreasing
    assert "Conventional deadlift:" in alts(sample)[0]
    sample.multiselect(key="lifts").set_value(["back_squat"]).run()
    assert "Choose two to four lifts." in [info.value for info in sample.info]


def test_records_of_all_lifts_lead_to_their_sets(sample: AppTest) -> None:
    view(sample, "Records")
    table = sample.dataframe[0].value
    title = figures(sample)[0]["layout"]["title"]["text"]
    assert title == f"{len(table)} records on {table['Lift'].nunique()} lifts"
    assert table["Day"].is_monotonic_decreasing
    assert table["Reps"].isin(["1 to 3", "4 to 6", "7 to 9", "10 to 12", "13 to 15", "16 or more"]).all()
    points = [point for trace in figures(sample)[0]["data"] for point in trace["customdata"]]
    lift, day = points[3][:2]
    sample.selectbox(key="session").set_value((lift, date.fromisoformat(day))).run()
    listed = sample.dataframe[1].value
    assert pd.to_datetime(listed["day"]).dt.date.unique().tolist() == [date.fromisoformat(day)]


def test_deadlift_and_squat_say_whom_they_are_compared_with_and_what_that_is_not(sample: AppTest) -> None:
    view(sample, "Deadlift and squat")
    assert "1,551 men and 975 women" in words(sample)
    assert "**It is not** a target" in words(sample)
    assert "Deadlift : squat" in alts(sample)[0]
    assert {trace["y"][0] for trace in figures(sample)[0]["data"]} == {"You", "Men", "Women"}  # none was chosen yet
    assert len(sample.dataframe) == 1  # the sets of a session behind it


def test_only_the_open_view_is_drawn_and_a_view_nobody_knows_is_the_first(sample: AppTest) -> None:
    view(sample, "Nonsense", lift="Nobody's lift", lift_day="yesterday")
    assert len(figures(sample)) == 1
    assert sample.selectbox(key="lift").value is not None
    links = [link.proto for link in sample.get("page_link") if link.proto.label.startswith("Everything about")]
    assert len(links) == 1
    assert "exercise=" in links[0].query_string
