"""Every page in a real browser: opened by its address, at three widths, light and dark, with axe looking on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from analytics.training_log import TrainingLog
from benchmarks.browser import RunningApp, running_app
from tests.e2e.conftest import Witness, pages, scrolls_sideways, settled

SAMPLE: Final = Path(__file__).resolve().parents[2] / "sample_data" / "strong.csv"
STREAMLITS_OWN: Final = ("stSidebarNav", "<li class=", "role-mark", 'role="presentation"')
"""Faults in Streamlit's own markup that an app cannot reach: the section list of the navigation, and the drawing
inside st.metric, whose label and value stand beside it.
"""


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """One app on the sample year."""
    folder = tmp_path_factory.mktemp("every-page") / "hindsight"
    with TrainingLog.open(folder) as log:
        log.import_file(SAMPLE.name, SAMPLE.read_bytes(), now=datetime(2026, 11, 20, 9, 0))
    with running_app(folder, environment={"HINDSIGHT_TODAY": "2026-11-20"}) as started:
        yield started


@pytest.mark.parametrize("viewport", ["wide"], indirect=True)
@pytest.mark.parametrize("address", list(pages()))
def test_a_page_fits_every_width_and_axe_finds_nothing(
    page: Page, sampled: RunningApp, witness: Witness, address: str
) -> None:
    page.goto(f"{sampled.url}/{address}")
    expect(page.get_by_role("heading", name=pages()[address], exact=True, level=1)).to_be_visible()
    settled(page)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    faults = axe_faults(page)
    for width in (820, 390):
        page.set_viewport_size({"width": width, "height": 1000})
        settled(page)
        assert not scrolls_sideways(page), f"{address} scrolls sideways at {width} px"
    page.emulate_media(color_scheme="dark")
    settled(page)
    assert faults | axe_faults(page) == {}
    assert witness.complaints == []
    assert witness.outside == []


def axe_faults(page: Page) -> dict[str, list[str]]:
    """What axe finds that is ours: rule -> the elements."""
    violations: list[Any] = Axe().run(page).response["violations"]
    ours = {
        fault["id"]: [node["html"] for node in fault["nodes"] if not _is_streamlits_own(node["html"])]
        for fault in violations
    }
    return {rule: elements for rule, elements in ours.items() if elements}


def _is_streamlits_own(markup: str) -> bool:
    return any(mark in markup for mark in STREAMLITS_OWN)
