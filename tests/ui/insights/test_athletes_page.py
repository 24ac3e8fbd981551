"""The page Athletes: who is there, whom it shows, what it says of each, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.model import Choices
from analytics.training_log import TrainingLog
from tests.metrics.rows import csv_of, sets
from tests.ui.insights.conftest import _app_on
from tests.ui.log.steps import at_rest
from ui import athletes

PAGE = "pages/insights/athletes.py"
ON = date(2026, 11, 20)


def rows(**changes: list[Any]) -> pd.DataFrame:
    """A roster of three: one in order, one quad-dominant without a workout, one whose log has ended."""
    told: dict[str, list[Any]] = {
        "athlete": ["bea", "Ann", "Čenek"],
        "last_day": pd.to_datetime(["2026-11-18", "2026-11-02", "2026-03-01"]).tolist(),
        "weeks": [40, 12, 20],
        "has_ended": [False, False, True],
        "workouts": [3, 0, 0],
        "leg_sets": [21.5, 0.0, 0.0],
        "muscles_reached": [6, 2, None],
        "muscles_with_range": [6, 6, None],
        "hamstring_sets": [9.0, 0.0, None],
        "hamstring_low": [8.0, 8.0, None],
        "hamstring_high": [14.0, 14.0, None],
        "q_h_ratio": [1.1, None, None],
        "level": ["ok", "strong", None],
        "curl_share": [0.4, 0.1, None],
        "lifts_rising": [4, 0, None],
        "lifts_told": [7, 0, None],
    }
    counts = dict.fromkeys(("muscles_reached", "muscles_with_range", "lifts_rising", "lifts_told"), "Int64")
    return pd.DataFrame(told | changes).astype(counts)


def names(find: str = "", show: str = athletes.EVERYBODY, sort: str = "Name") -> list[str]:
    return list(athletes.chosen(rows(), find=find, show=show, sort=sort)["athlete"])


def test_the_roster_is_sorted_and_filtered_and_those_without_a_value_come_last() -> None:
    assert names() == ["Ann", "bea", "Čenek"]
    assert names(find="EA") == ["bea"]
    assert names(find="(") == []
    assert names(show="No workout that week") == ["Ann"]
    assert names(show="Leg muscle short of its range") == ["Ann"]
    assert names(show="Leaning to quads") == ["Ann"]
    assert names(show="Log ended") == ["Čenek"]
    assert names(sort="Longest without a session") == ["Čenek", "Ann", "bea"]
    assert names(sort="Most quad-dominant") == ["Ann", "bea", "Čenek"]
    assert names(sort="Lowest curl share") == ["Ann", "bea", "Čenek"]


def test_every_filter_and_every_order_works_on_a_roster_of_nobody() -> None:
    nobody = rows().iloc[:0]
    for show in athletes.SHOWN:
        for sort in athletes.SORTED:
            assert athletes.chosen(nobody, find="", show=show, sort=sort).empty


def test_the_table_says_numbers_with_what_they_are_held_against() -> None:
    bea, ann, cenek = athletes.table(rows()).to_dict("records")
    assert (bea["At range"], bea["Hamstrings"], bea["Lifts rising"]) == ("6 of 6", 9, "4 of 7")
    assert (bea["Balance"], ann["Balance"], cenek["Balance"]) == ("in order", "strongly quad-dominant", "log ended")
    assert bea["Curls"] == pytest.approx(40)
    assert (ann["Lifts rising"], cenek["At range"]) == ("-", "-")


def test_when_somebody_trained_last_is_said_in_words() -> None:
    assert athletes.last_session_words(date(2026, 11, 18), ON) == "Last session 18 Nov 2026, 2 days ago"
    assert athletes.last_session_words(date(2026, 11, 19), ON) == "Last session 19 Nov 2026, yesterday"
    assert athletes.last_session_words(ON, ON) == "Last session 20 Nov 2026, today"


@pytest.fixture
def coach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app of a coach whose athletes' names mean something to Markdown."""
    days = ("2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09")
    squats = csv_of([row for day in days for row in sets(day, "back_squat", 100, 6, rir=1, times=6)])
    once = csv_of(sets("2026-11-17", "leg_press", 100, 10, rir=1, times=3))
    with TrainingLog.open(tmp_path) as log:
        for athlete, content in (("Ann *A*", squats), ("Ben", once)):
            log.import_file(f"{athlete}.csv", content, choices=Choices(athlete=athlete), now=datetime(2026, 11, 20, 9))
    yield from _app_on(tmp_path, ON.isoformat(), monkeypatch)


def links_of(app: AppTest) -> list[tuple[str, str, str]]:
    """Page, label and query of each link on the page."""
    found = [link.proto for link in app.get("page_link")]
    return [(link.page, link.label, link.query_string) for link in found]


def test_the_page_has_a_card_with_ways_on_for_each_athlete(coach: AppTest) -> None:
    page = coach.switch_page(PAGE).run()
    assert not page.exception
    assert [title.value for title in page.title] == ["Athletes"]
    assert list(page.dataframe[0].value["Athlete"]) == ["Ann *A*", "Ben"]
    said = [text.value for text in page.markdown]
    assert "**Ann \\*A\\***" in said
    assert any("Warning" in text or "Strong signal" in text for text in said)  # squats alone
    assert "The first week is running; it is judged when it is over." in said
    assert any("week of 9 Nov 2026" in text.value for text in page.caption)
    links = links_of(page)
    assert ("overview", "Open Ben", "athlete=Ben") in links
    assert ("import", "Import", "athlete=Ann+%2AA%2A") in links or ("import", "Import", "athlete=Ann%20*A*") in links
    page.text_input(key="who").set_value("nobody of that name").run()
    assert [box.value for box in page.info] == ["Nobody fits. Choose All, or look for another name."]


def test_nonsense_in_the_address_gives_everybody(coach: AppTest) -> None:
    coach.switch_page(PAGE)
    coach.query_params["show"] = "nothing such"
    coach.query_params["sort"] = "=1+1"
    page = coach.run()
    assert not page.exception
    assert [title.value for title in page.title] == ["Athletes"]
    assert len(page.dataframe[0].value) == 2


def test_the_import_for_an_athlete_has_the_athlete_chosen(coach: AppTest) -> None:
    coach.switch_page(PAGE).run()
    coach.switch_page("pages/log/import_log.py")
    coach.query_params["athlete"] = "Ben"
    coach.run().file_uploader[0].upload("squats.csv", csv_of(sets("2026-11-16", "back_squat", 100, 6, rir=1)))
    page = at_rest(coach.run())
    assert [box.value for box in page.selectbox if box.label == "Whose log"] == ["Ben"]
