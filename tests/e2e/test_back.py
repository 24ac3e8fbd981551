"""The browser's Back: from all about an exercise to the page that led there, as it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from benchmarks.browser import RunningApp
from tests.e2e.conftest import Witness, opened, settled


@pytest.mark.parametrize("viewport", ["wide"], indirect=True)
def test_back_from_an_exercise_shows_the_view_and_the_session_that_led_there(
    page: Page, witness: Witness, sample_app: RunningApp
) -> None:
    opened(page, sample_app, "strength?view=Records&period=1+year")
    session = page.get_by_role("combobox", name="Session")
    session.click()
    session.press("ArrowDown")
    session.press("ArrowDown")
    session.press("Enter")
    settled(page)
    chosen = session.input_value()
    page.get_by_role("link", name="Everything about").click()
    expect(page.get_by_role("heading", name="How often and how much")).to_be_visible()
    settled(page)
    page.go_back()
    settled(page)
    if "/exercise" in page.url:  # Streamlit had set the address right by one more entry
        page.go_back()
    expect(page.get_by_role("tab", name="Records")).to_have_attribute("aria-selected", "true")
    settled(page)
    assert session.input_value() == chosen
    assert "view=Records" in page.url
    assert "exercise=" not in page.url
    assert witness.complaints == []
