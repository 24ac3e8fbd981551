"""The Settings page in a real browser: a click on a row, a moved slider, the mark on the Overview, and the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from benchmarks.browser import RunningApp
from tests.e2e.conftest import Witness, settled

ROW_PIXELS = 35


@pytest.mark.parametrize("viewport", ["wide"], indirect=True)
def test_a_threshold_is_chosen_in_the_table_changed_seen_and_taken_back(
    page: Page, witness: Witness, sample_app: RunningApp
) -> None:
    page.goto(f"{sample_app.url}/settings?part=Thresholds")
    editor = page.locator(".st-key-editor")
    expect(editor.get_by_text("A set counts as hard when you had 4")).to_be_visible()
    table = page.locator("[data-testid=stDataFrame] canvas").first
    table.click(position={"x": 15, "y": 2.5 * ROW_PIXELS}, force=True)  # the second row, below the header
    expect(editor.get_by_text("A set that ended with 2 or fewer reps left")).to_be_visible()
    settled(page)  # a key pressed before the new slider stands is lost
    editor.get_by_role("slider").press("ArrowLeft")
    expect(page.get_by_text("hard.close_rir is 1.5 now, not 2.")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Overview", exact=True).click()
    page.get_by_role("link", name="1 threshold is yours, not the shipped one").click()
    expect(editor.get_by_text("Yours; shipped 2")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("none is changed")).to_be_visible()
    settled(page)
    assert witness.complaints == []
    assert witness.outside == []
