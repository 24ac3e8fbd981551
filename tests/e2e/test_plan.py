"""The plan in a real browser: read, kept, taken along as a calendar, and tried out on the page What if."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Page, expect

from benchmarks.browser import RunningApp
from tests.e2e.conftest import Witness, go_back_to, settled


@pytest.mark.parametrize("viewport", ["narrow"], indirect=True)
def test_next_week_is_read_kept_taken_along_tried_out_and_taken_back(
    page: Page, witness: Witness, sample_app: RunningApp
) -> None:
    page.goto(f"{sample_app.url}/next-week")
    expect(page.get_by_role("heading", name="Week of 23 to 29 Nov 2026")).to_be_visible()
    expect(page.get_by_text("Seated leg curl comes in:")).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    page.get_by_role("button", name="Keep this plan").click()
    kept = page.get_by_text("Kept on 20 Nov 2026.")
    expect(kept).to_be_visible()
    settled(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Calendar (.ics)").click()
    calendar = icalendar.Calendar.from_ical(Path(taken.value.path()).read_bytes())
    assert len(calendar.walk("VEVENT")) == 4
    page.get_by_role("link", name="What if you changed it?").click()
    hamstrings = page.get_by_test_id("stMetric").filter(has_text="Hamstring sets a week")
    expect(hamstrings).to_contain_text("after 8 weeks like this")
    settled(page)
    curls = page.get_by_test_id("stNumberInput").filter(has_text="Seated leg curl")
    curls.get_by_test_id("stNumberInputStepUp").click()
    expect(hamstrings).to_contain_text("without your changes")
    settled(page)
    go_back_to(page, kept)
    page.get_by_role("button", name="Undo").click()
    expect(kept).to_have_count(0)
    settled(page)
    assert witness.complaints == []
    assert witness.outside == []
