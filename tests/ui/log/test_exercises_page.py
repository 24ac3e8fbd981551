"""Teaching names, and taking a lesson back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.log.steps import STRONG_WEEK, drop, texts, visit
from ui import session


@pytest.fixture
def opened(app: AppTest) -> AppTest:
    return visit(drop(app, ("strong.csv", STRONG_WEEK)), "trust/exercises")


def test_unknown_names_are_listed_with_their_sets(opened: AppTest) -> None:
    assert "1 name with 1 set that Hindsight does not know" in texts(opened)


def test_a_name_is_mapped_from_the_whole_catalogue_and_forgotten_again(opened: AppTest) -> None:
    catalogue = session.open_log().catalogue.exercises
    bench = catalogue.loc[catalogue["name"].str.contains("Bench"), "id"].iloc[0]
    opened.selectbox(key="search-exercises-0").set_value(bench).run()
    assert not opened.exception
    assert session.open_log().unrecognised() == []
    sets = session.open_log().sets("me")
    assert sets.loc[sets["exercise"] == "Zorble Press", "exercise_id"].tolist() == [bench]
    next(button for button in opened.button if button.label == "Forget").click().run()
    assert not opened.exception
    assert [name.name for name in session.open_log().unrecognised()] == ["Zorble Press"]


@pytest.mark.usefixtures("opened")
def test_suggestions_are_offered_and_never_applied() -> None:
    sets = session.open_log().sets("me")
    assert sets.loc[sets["exercise"] == "Zorble Press", "exercise_id"].isna().all()


def test_the_catalogue_is_searched_by_name_and_muscle(opened: AppTest) -> None:
    everything = len(opened.dataframe[0].value)
    opened.text_input(key="catalogue-q").set_value("nordic hamstrings").run()
    found = opened.dataframe[0].value
    assert 0 < len(found) < everything
    assert found["Exercise"].str.contains("ordic").all()
