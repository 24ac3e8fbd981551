"""The main job in a real browser: an export in, charts and a quad-dominance warning out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from analytics.training_log import TrainingLog
from benchmarks.browser import RunningApp, running_app
from tests.e2e.conftest import Witness, scrolls_sideways, settled

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
wide_only = pytest.mark.parametrize("viewport", ["wide"], indirect=True)


def imported(page: Page) -> None:
    """Wait until the report of an import stands on the page."""
    expect(page.get_by_role("heading", name="What was understood")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile(r"sets added")).first).to_be_visible()


def load_sample(page: Page, app: RunningApp) -> None:
    page.goto(app.url)
    page.get_by_role("button", name="Try the sample log").click()
    imported(page)
    settled(page)


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """One app on the sample year, for tests that only look."""
    folder = tmp_path_factory.mktemp("sampled") / "hindsight"
    with TrainingLog.open(folder) as log:
        log.import_file("strong.csv", (SAMPLES / "strong.csv").read_bytes(), now=datetime(2026, 11, 20, 9, 0))
    with running_app(folder, environment={"HINDSIGHT_TODAY": "2026-11-20"}) as started:
        yield started


def test_the_first_run_says_what_this_is_and_offers_the_sample(page: Page, app: RunningApp, witness: Witness) -> None:
    page.goto(app.url)
    expect(page.get_by_role("heading", name="What your log says in hindsight")).to_be_visible()
    expect(page.get_by_text("Everything stays on this computer.")).to_be_visible()
    settled(page)
    assert not scrolls_sideways(page)
    assert witness.complaints == []
    assert witness.outside == []


def test_the_sample_brings_the_quad_dominance_warning(page: Page, app: RunningApp, witness: Witness) -> None:
    load_sample(page, app)
    page.goto(f"{app.url}/overview")
    settled(page)
    expect(page.get_by_text(re.compile("quad-dominant")).first).to_be_visible()
    expect(page.get_by_role("heading", name="What stands out")).to_be_visible()
    assert not scrolls_sideways(page)
    assert witness.complaints == []
    assert witness.outside == []


@wide_only
def test_the_first_address_asked_of_a_fresh_server_opens_its_page(page: Page, app: RunningApp) -> None:
    page.goto(f"{app.url}/balance")
    expect(page.get_by_role("heading", name="Balance", exact=True, level=1)).to_be_visible()
    settled(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)


@wide_only
def test_a_set_typed_in_on_the_phone_survives_a_reload_and_is_saved(page: Page, app: RunningApp) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app.url}/log-session")
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
    page.goto(f"{app.url}/logbook")
    expect(page.get_by_text(re.compile(r"^1 set"))).to_be_visible()


@wide_only
@pytest.mark.parametrize("vendor", ["hevy", "fitnotes"])  # the sample that other tests load is Strong's
def test_each_apps_export_can_be_dropped(page: Page, app: RunningApp, witness: Witness, vendor: str) -> None:
    page.goto(app.url)
    page.locator("input[type=file]").set_input_files(str(SAMPLES / f"{vendor}.csv"))
    page.get_by_role("button", name="Import 1 file").click()
    imported(page)
    expect(page.get_by_text(f"{vendor}.csv").first).to_be_visible()
    page.goto(f"{app.url}/overview")
    settled(page)
    expect(page.get_by_text(re.compile("quad-dominant")).first).to_be_visible()
    assert witness.complaints == []
    assert witness.outside == []


@wide_only
def test_a_photo_is_refused_in_one_sentence_and_the_good_file_still_lands(
    page: Page, app: RunningApp, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.csv"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20)
    page.goto(app.url)
    page.locator("input[type=file]").set_input_files([str(photo), str(SAMPLES / "hevy.csv")])
    expect(page.get_by_text("photo.csv is a JPEG photo")).to_be_visible()
    page.get_by_role("button", name="Import 1 file").click()
    imported(page)
    expect(page.get_by_text("Traceback")).to_have_count(0)


def test_a_table_of_ones_own_is_asked_about_and_imported(
    page: Page, app: RunningApp, witness: Witness, tmp_path: Path
) -> None:
    table = tmp_path / "mein log.csv"
    table.write_text(
        "Datum;Übung;Gewicht;Wdh\n" + "".join(f"{day}.4.2025;Kniebeuge;{day};5\n" for day in range(20, 28))
    )
    page.goto(f"{app.url}/import")
    page.locator("input[type=file]").set_input_files(str(table))
    expect(page.get_by_text("A table of your own")).to_be_visible()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    page.get_by_role("radio", name="kg", exact=True).click()
    page.get_by_role("tab", name="First sets").click()
    settled(page)
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="Import 1 file").click()
    imported(page)
    expect(page.get_by_text("8 sets added").first).to_be_visible()
    assert witness.complaints == []
    assert witness.outside == []


@wide_only
def test_a_bar_leads_to_the_sets_behind_it(page: Page, sampled: RunningApp) -> None:
    page.goto(f"{sampled.url}/volume")
    settled(page)
    bars = page.locator(".js-plotly-plot .barlayer .point path")
    expect(bars.first).to_be_attached()
    tallest: Any = max(bars.all()[:80], key=lambda bar: (bar.bounding_box() or {"height": 0})["height"])
    tallest.click(force=True)
    settled(page)
    expect(page).to_have_url(re.compile("week="))
    expect(page.locator("[data-testid=stDataFrame]").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"week of \d+ \w+ \d{4}")).first).to_be_visible()


@wide_only
def test_a_reload_and_a_new_window_find_the_data_again(page: Page, sampled: RunningApp) -> None:
    page.goto(f"{sampled.url}/strength")
    settled(page)
    page.reload()
    expect(page.get_by_role("heading", name="Strength", exact=True, level=1)).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()


@wide_only
def test_the_address_restores_the_filters(page: Page, sampled: RunningApp) -> None:
    page.goto(f"{sampled.url}/volume?unit=lb&period=1+year&muscle=Calves")
    settled(page)
    expect(page.get_by_text("Calves, week of")).to_be_visible()
    expect(page).to_have_url(re.compile("muscle=Calves"))


@wide_only
def test_the_sample_can_be_taken_out_again(page: Page, app: RunningApp) -> None:
    load_sample(page, app)
    page.get_by_role("button", name="Take the sample out").click()
    expect(page.get_by_role("heading", name="What your log says in hindsight")).to_be_visible()
