"""A large file in a real browser: how far it is in words, a tab that is closed meanwhile, a log that has all of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from analytics.training_log import TrainingLog
from benchmarks.bench_log import exports
from benchmarks.browser import RunningApp, running_app
from tests.e2e.conftest import Witness, opened, settled

SETS = 450_000
"""48 MB, about as much as the page takes: what is over within a second is told at its end alone."""
PATIENCE_MS = 120_000
wide_only = pytest.mark.parametrize("viewport", ["wide"], indirect=True)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The large file."""
    (written,) = exports(tmp_path_factory.mktemp("large"), sets=SETS, form="hevy")
    return written.path


def drop(page: Page, app: RunningApp, export: Path) -> None:
    """Drop a file on the Import page and wait until it is read."""
    page.goto(f"{app.url}/import", timeout=PATIENCE_MS)
    expect(page.get_by_role("heading", name="What your log says in hindsight")).to_be_visible(timeout=PATIENCE_MS)
    page.locator("input[type=file]").first.set_input_files(export)
    expect(page.get_by_role("button", name="Import 1 file")).to_be_enabled(timeout=PATIENCE_MS)


@wide_only
def test_an_import_whose_tab_is_closed_goes_on_and_the_next_one_is_told(
    page: Page, browser: Any, export: Path, tmp_path: Path, witness: Witness
) -> None:
    folder = tmp_path / "hindsight"
    with running_app(folder, environment={"HINDSIGHT_TODAY": "2026-11-20"}) as app:
        drop(page, app, export)
        page.get_by_role("button", name="Import 1 file").click()
        expect(page.get_by_text(re.compile("Importing hevy")).first).to_be_visible(timeout=PATIENCE_MS)
        page.close()

        back = browser.new_context(locale="en-GB").new_page()
        witness.watch(back)
        back.goto(f"{app.url}/method", timeout=PATIENCE_MS)
        told = re.compile(r"The import that went on without you is done: .* sets added")
        expect(back.get_by_text(told).first).to_be_visible(timeout=PATIENCE_MS)
        back.get_by_role("link", name="Import", exact=True).click()
        expect(back.get_by_role("heading", name="What was understood")).to_be_visible(timeout=PATIENCE_MS)
        settled(back)
        back.context.close()
    assert witness.complaints == []
    with TrainingLog.open(folder) as log:
        assert len(log.imports()) == 1
        assert len(log.sets("me")) == log.imports()["added"].iloc[0]


@wide_only
def test_the_page_tells_the_steps_while_a_file_is_read_and_other_pages_open_meanwhile(
    page: Page, sample_app: RunningApp, export: Path, witness: Witness
) -> None:
    opened(page, sample_app, "import")
    page.locator("input[type=file]").first.set_input_files(export)
    reading = page.get_by_text(re.compile(f"Reading {re.escape(export.name)}")).first
    expect(reading).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Recognising the app that wrote it")).to_be_visible()
    expect(page.get_by_text("Nothing is stored before you press Import.")).to_be_visible()
    page.get_by_role("link", name="Method", exact=True).click()
    expect(page.get_by_role("heading", name="Method", level=1)).to_be_visible(timeout=PATIENCE_MS)
    assert witness.complaints == []
