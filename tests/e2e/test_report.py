"""The weekly review as a file in a real browser: alone, in both modes, on a phone, and on two A4 pages."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from analytics.training_log import TrainingLog
from tests.e2e.conftest import Witness

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "strong.csv"
A_PAGE = re.compile(rb"/Type\s*/Page(?!s)")
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(20, 25, 23)"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the sample's review, with findings and the plan for the week to come."""
    folder = tmp_path_factory.mktemp("report")
    with TrainingLog.open(folder / "log") as log:
        log.import_file("strong.csv", SAMPLE.read_bytes(), now=datetime(2026, 11, 20, 9, 0))
        text = log.report(on=date(2026, 11, 20))
    assert "Next week: 23 to 29 Nov 2026" in text
    assert text.count("<article") == 3
    file = folder / "review.html"
    file.write_text(text, encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("viewport", ["narrow"], indirect=True)
def test_the_review_stands_alone_in_both_modes_and_prints_on_two_pages(
    page: Page, witness: Witness, report: str
) -> None:
    page.context.set_offline(True)
    page.goto(report)
    for scheme, ground in (("light", LIGHT), ("dark", DARK)):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert [violation["id"] for violation in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.emulate_media(color_scheme="dark", media="print")  # paper is white, whatever the screen is
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == LIGHT
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(A_PAGE.findall(printed)) == 2
    assert re.search(rb"/MediaBox\s*\[\s*0 0 59[45]\.?\d* 84[12]\.?\d*\s*\]", printed)  # A4
    assert witness.requests == [report]
    assert witness.complaints == []
