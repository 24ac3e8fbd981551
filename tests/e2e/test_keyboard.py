"""Everything without a pointer: where Tab leads on every page, and whole flows by keys alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.browser import RunningApp
from tests.e2e.conftest import WIDTHS, Witness, go_back_to, opened, settled
from tests.e2e.visits import MOST_STOPS, WALKED_WHOLE, Visits

wide_only = pytest.mark.parametrize("viewport", ["wide"], indirect=True)
narrow_only = pytest.mark.parametrize("viewport", ["narrow"], indirect=True)


# where Tab leads -----------------------------------------------------------------------------------------------------


@pytest.mark.timeout(600)
@pytest.mark.parametrize("width", list(WIDTHS))
def test_tab_reaches_all_of_every_page_in_the_order_of_the_eye_and_shows_where_it_is(
    visits: Visits, width: str
) -> None:
    walked = {address: seen.walks[width] for address, seen in visits.everywhere().items()}
    assert walked.keys() >= set(WALKED_WHOLE)
    assert {address: faults for address, faults in walked.items() if faults} == {}


def test_the_skip_link_leads_past_the_navigation(page: Page, sample_app: RunningApp) -> None:
    opened(page, sample_app, "swaps")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').contains(document.activeElement)")


# flows by keys alone -------------------------------------------------------------------------------------------------


@wide_only
def test_a_filter_is_chosen_a_finding_opened_and_followed_to_its_sets_and_back(
    page: Page, sample_app: RunningApp, witness: Witness
) -> None:
    opened(page, sample_app, "overview")
    go_to(page, page.get_by_role("radio", name="8 weeks"))
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("period=8"))
    settled(page)
    finding = page.locator(".st-key-finding-0")
    go_to(page, finding.locator("summary"))
    page.keyboard.press("Enter")
    expect(finding.get_by_text("Looked at")).to_be_visible()
    settled(page)
    go_to(page, finding.get_by_role("link", name="The sets behind it"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^The sets behind"))).to_be_visible()
    settled(page)
    expect(page.get_by_role("radio", name="8 weeks")).to_be_checked()
    overview = page.get_by_test_id("stMain").filter(has=page.get_by_role("heading", name="Overview", level=1))
    # Alt and the left arrow are the browser's own, and one without a window does not take them
    go_back_to(page, overview.get_by_role("radio", name="8 weeks", checked=True))
    assert witness.complaints == []


@wide_only
def test_a_file_is_imported_and_taken_back(page: Page, sample_app: RunningApp, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("started_at,exercise,weight_kg,reps,rir\n2026-11-18 18:00:00,back_squat,100,5,2\n")
    opened(page, sample_app, "import")
    choose = page.get_by_test_id("stFileUploaderDropzone").locator("button")
    go_to(page, choose)
    expect(choose).to_be_focused()
    with page.expect_file_chooser(timeout=60_000) as chooser:
        choose.press("Enter")
    chooser.value.set_files(own)
    go_to(page, page.get_by_role("button", name="Import 1 file"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 set added").first).to_be_visible()
    settled(page)
    go_to(page, page.get_by_role("button", name="Take this import back"))
    page.keyboard.press("Space")
    expect(page.get_by_text("Taken back: own.csv").first).to_be_visible()
    settled(page)


@narrow_only
def test_a_set_is_logged_at_the_gym_and_undone(page: Page, sample_app: RunningApp) -> None:
    opened(page, sample_app, "log-session")
    go_to(page, page.get_by_role("combobox", name="Exercise", exact=True))
    page.keyboard.type("Seated leg curl")
    expect(page.get_by_role("option", name=re.compile("^Seated Leg Curl", re.IGNORECASE)).first).to_be_visible()
    page.keyboard.press("Enter")
    weight = page.get_by_label("Weight (kg)")
    expect(weight).to_be_visible()
    settled(page)
    go_to(page, weight)
    page.keyboard.press("Control+a")
    page.keyboard.type("40")
    go_to(page, page.get_by_label("Reps", exact=True))
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    page.keyboard.press("Tab")
    settled(page)
    go_to(page, page.get_by_role("button", name="Add set"))
    page.keyboard.press("Enter")
    save = page.get_by_role("button", name="Save 1 set")
    expect(save).to_be_visible()
    settled(page)
    go_to(page, save)
    page.keyboard.press("Space")
    expect(page.get_by_text("Saved 1 set.")).to_be_visible()
    settled(page)
    go_to(page, page.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Undone: Saved 1 set.").first).to_be_visible()
    settled(page)


def go_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus, as somebody without a pointer would."""
    expect(target).to_be_visible()
    for _ in range(MOST_STOPS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target}")
