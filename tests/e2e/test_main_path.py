"""The main job in a real browser: an export in, charts and a quad-dominance warning out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from benchmarks.browser import RunningApp, running_app
from tests.e2e.conftest import WIDTHS, Witness, scrolls_sideways, settled

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
WIDE, NARROW = (ViewportSize(width=each["width"], height=each["height"]) for each in WIDTHS.values())


@pytest.fixture
def viewport() -> ViewportSize:
    """Wide at first; tests that look at both widths change it on their way."""
    return WIDE


def imported(page: Page) -> None:
    """Wait until the report of an import stands on the page."""
    expect(page.get_by_role("heading", name="What was understood")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile(r"sets added")).first).to_be_visible()


def is_as_new(page: Page) -> None:
    """Wait until the log is empty again, which the page Import says by its title."""
    expect(page.get_by_role("heading", name="What your log says in hindsight")).to_be_visible()
    settled(page)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """One app on an empty log; each test takes back what it brings in."""
    folder = tmp_path_factory.mktemp("empty") / "hindsight"
    folder.mkdir(mode=0o700)
    with running_app(folder, environment={"HINDSIGHT_TODAY": "2026-11-20"}) as started:
        yield started


@pytest.fixture
def page(known_page: Page) -> Page:
    """What the browser knows already is nothing to these tests."""
    return known_page


def test_the_first_address_asked_of_a_fresh_server_opens_its_page(page: Page, empty: RunningApp) -> None:
    """The first test of this module, as its name says: whoever comes later asks no fresh server."""
    page.goto(f"{empty.url}/balance")
    expect(page.get_by_role("heading", name="Balance", exact=True, level=1)).to_be_visible()
    settled(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_the_first_run_offers_the_sample_which_brings_the_quad_dominance_warning_and_can_be_taken_out_again(
    page: Page, empty: RunningApp, witness: Witness
) -> None:
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        page.goto(empty.url)
        expect(page.get_by_role("heading", name="What your log says in hindsight")).to_be_visible()
        expect(page.get_by_text("Everything stays on this computer.")).to_be_visible()
        settled(page)
        assert not scrolls_sideways(page)

    page.get_by_role("button", name="Try the sample log").click()
    imported(page)
    settled(page)
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        page.goto(f"{empty.url}/overview")
        settled(page)
        expect(page.get_by_text(re.compile("quad-dominant")).first).to_be_visible()
        expect(page.get_by_role("heading", name="What stands out")).to_be_visible()
        assert not scrolls_sideways(page)

    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_role("button", name="Take the sample out").click()
    is_as_new(page)
    assert witness.complaints == []
    assert witness.outside == []


def test_each_apps_export_can_be_dropped_and_a_photo_is_refused_in_one_sentence_while_the_good_file_still_lands(
    page: Page, empty: RunningApp, witness: Witness, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.csv"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20)
    page.goto(empty.url)
    for files in (["fitnotes.csv"], ["photo.csv", "hevy.csv"]):  # the sample above is Strong's
        is_as_new(page)
        good = files[-1]
        page.locator("input[type=file]").set_input_files(
            [str(photo if each == photo.name else SAMPLES / each) for each in files]
        )
        if photo.name in files:
            expect(page.get_by_text("photo.csv is a JPEG photo")).to_be_visible()
        page.get_by_role("button", name="Import 1 file").click()
        imported(page)
        expect(page.get_by_text(good).first).to_be_visible()
        expect(page.get_by_text("Traceback")).to_have_count(0)
        page.get_by_role("link", name="Overview", exact=True).click()
        expect(page.get_by_role("heading", name="Overview", exact=True, level=1)).to_be_visible()
        settled(page)
        expect(page.get_by_text(re.compile("quad-dominant")).first).to_be_visible()
        page.get_by_role("link", name="Import", exact=True).click()
        page.get_by_role("button", name="Take this import back").click()
    is_as_new(page)
    assert witness.complaints == []
    assert witness.outside == []


def test_a_table_of_ones_own_is_asked_about_and_imported(
    page: Page, empty: RunningApp, witness: Witness, tmp_path: Path
) -> None:
    table = tmp_path / "mein log.csv"
    table.write_text(
        "Datum;Übung;Gewicht;Wdh\n" + "".join(f"{day}.4.2025;Kniebeuge;{day};5\n" for day in range(20, 28))
    )
    page.goto(f"{empty.url}/import")
    page.locator("input[type=file]").set_input_files(str(table))
    expect(page.get_by_text("A table of your own")).to_be_visible()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    page.get_by_role("radio", name="kg", exact=True).click()
    page.get_by_role("tab", name="First sets").click()
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        settled(page)
        assert not scrolls_sideways(page)
    page.get_by_role("button", name="Import 1 file").click()
    imported(page)
    expect(page.get_by_text("8 sets added").first).to_be_visible()
    page.get_by_role("button", name="Take this import back").click()
    is_as_new(page)
    assert witness.complaints == []
    assert witness.outside == []


def test_a_set_typed_in_on_the_phone_survives_a_reload_and_is_saved(page: Page, empty: RunningApp) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{empty.url}/log-session")
    exercise = page.get_by_label("Exercise", exact=True)
    exercise.click()
    exercise.fill("Seated leg curl")
    page.get_by_role("option", name=re.compile("^Seated Leg Curl", re.IGNORECASE)).first.click()
    page.get_by_label("Weight (kg)").fill("40")
    page.get_by_label("Reps", exact=True).fill("12")
    page.get_by_label("Reps", exact=True).press("Tab")
    page.get_by_role("button", name="Add set").click()
    expect(page.get_by_role("button", name="Save 1 set")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Save 1 set")).to_be_visible()
    settled(page)
    assert not scrolls_sideways(page)
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_text("Saved 1 set.")).to_be_visible()
    page.goto(f"{empty.url}/logbook")
    expect(page.get_by_text(re.compile(r"^1 set"))).to_be_visible()
    page.goto(f"{empty.url}/import")
    page.get_by_role("button", name="Take back", exact=True).click()
    is_as_new(page)
