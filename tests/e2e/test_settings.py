"""The Settings page in a real browser: a click on a row, a moved slider, the mark on the Overview, and the way back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analytics.training_log import TrainingLog
from benchmarks.browser import running_app
from tests.e2e.conftest import Witness, settled

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "strong.csv"
ROW_PIXELS = 35


@pytest.mark.parametrize("viewport", ["wide"], indirect=True)
def test_a_threshold_is_chosen_in_the_table_changed_seen_and_taken_back(
    page: Page, witness: Witness, tmp_path: Path
) -> None:
    with TrainingLog.open(tmp_path) as log:
        log.import_file("strong.csv", SAMPLE.read_bytes(), now=datetime(2026, 11, 20, 9, 0))
    with running_app(tmp_path, environment={"HINDSIGHT_TODAY": "2026-11-20"}) as app:
        page.goto(f"{app.url}/settings?part=Thresholds")
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
