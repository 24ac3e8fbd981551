"""The Weekly review page: which week, the same content as the file, and the file made only when it is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from analytics.review.model import MetricChange
from tests.ui.insights.conftest import empty, sample, sample_dir  # noqa: F401 the app on the sample log, read once
from ui import weekly_review as page


def opened(app: AppTest) -> AppTest:
    app.run()
    app.switch_page("pages/plan/weekly_review.py")
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown).replace("\\", "")


def test_the_last_full_week_is_told_first_and_a_step_leads_to_the_one_before(sample: AppTest) -> None:  # noqa: F811
    opened(sample)
    assert sample.header[0].value == "Week of 9 to 15 Nov 2026 in five sentences"
    assert "In the week of 9 Nov 2026 you did 4 workouts" in words(sample)
    titles = [header.value for header in sample.header]
    assert titles[1:5] == [
        "What changed, and whether it is more than noise",
        "Personal bests",
        "Since a week before",
        "What to do next",
    ]
    assert titles[5].startswith("The week to come: 23 to 29 Nov 2026")
    groups = [table.value.columns[0] for table in sample.table[:3]]
    assert groups == ["Hard sets a week", "Balance", "Strength"]
    assert "Strong signal" in words(sample)
    sample.button(key="step--1").click().run()
    assert not sample.exception
    assert sample.header[0].value == "Week of 2 to 8 Nov 2026 in five sentences"
    assert not [header.value for header in sample.header if header.value.startswith("The week to come")]


def test_an_empty_log_says_what_will_stand_here(empty: AppTest) -> None:  # noqa: F811
    opened(empty)
    assert empty.info[0].proto.title == "The review of your last week will stand here"
    assert not empty.header


@pytest.mark.parametrize(
    ("first_day", "as_of", "weeks"),
    [
        (date(2026, 11, 4), date(2026, 11, 21), [date(2026, 11, 2), date(2026, 11, 9)]),
        (date(2026, 11, 16), date(2026, 11, 21), []),
    ],
)
def test_only_full_weeks_can_be_chosen(first_day: date, as_of: date, weeks: list[date]) -> None:
    assert page.full_weeks(first_day, as_of) == weeks


def test_an_older_week_is_judged_on_the_monday_after_it() -> None:
    assert page.judged_on(date(2026, 11, 9), date(2026, 11, 21)) == date(2026, 11, 21)
    assert page.judged_on(date(2026, 11, 2), date(2026, 11, 21)) == date(2026, 11, 9)


def test_what_a_person_wrote_is_shown_letter_for_letter() -> None:
    change = MetricChange("strength", "*my* lift", "100 kg", "98 kg", "0 %", "-", "unsaid", "too few")
    row = page.changes_table("strength", [change]).iloc[0]
    assert list(row) == [r"\*my\* lift", "100\u202fkg", "98\u202fkg", r"\-", "· too few"]
