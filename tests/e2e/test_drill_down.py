"""From what is drawn to the sets behind it, to the file and the line, and back; and every view from its address."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Page, Position, expect

from benchmarks.browser import RunningApp
from tests.e2e.conftest import Witness, go_back_to, opened, settled

pytestmark = pytest.mark.parametrize("viewport", ["wide"], indirect=True)


@pytest.fixture
def page(known_page: Page) -> Page:
    """What the browser knows already is nothing to these tests."""
    return known_page


POINT: Final = """
([chart, wanted]) => {
  const figure = document.querySelector(`.st-key-${chart} .js-plotly-plot`);
  const holds = (point) => {  // plotly keeps what it drew a mark from beside it
    const drawn = point.__data__, trace = figure._fullData[point.closest('.trace').__data__[0].trace.index];
    return trace.customdata && JSON.stringify(trace.customdata[drawn.i] ?? '').includes(JSON.stringify(wanted));
  };
  const box = (point) => (point.querySelector('path') ?? point).getBoundingClientRect();
  const marks = [...figure.querySelectorAll('.point')].filter(each => box(each).height > 0 && holds(each));
  if (!marks.length) return null;
  marks[0].scrollIntoView({block: 'center'});
  const {x, y, width, height} = box(marks[0]);
  return [x + width / 2, y + height / 2];
}
"""
FIRST_BOX: Final = Position(x=15, y=52)
"""Where the box before the first row of a table of sets lies, in pixels."""


def click_point(page: Page, chart: str, wanted: str) -> None:
    """Click the mark of a chart whose customdata holds `wanted`."""
    expect(page.locator(f".st-key-{chart} .js-plotly-plot .point").first).to_be_attached()
    place: list[float] | None = page.evaluate(POINT, [chart, wanted])
    assert place is not None, f"{chart} draws nothing for {wanted}"
    page.mouse.move(place[0] + 1, place[1])
    page.wait_for_timeout(100)  # plotly looks at most every 50 ms what lies under the pointer
    page.mouse.click(*place)
    settled(page)


def open_first_set(page: Page, table: str) -> None:
    """Tick the first set of a table, which shows where it comes from."""
    canvas = page.locator(f".st-key-{table} canvas").first
    canvas.scroll_into_view_if_needed()
    canvas.click(position=FIRST_BOX, force=True)
    settled(page)


# clicks --------------------------------------------------------------------------------------------------------------


def test_a_muscle_of_the_map_and_a_day_of_the_year_lead_to_their_pages_and_back(
    page: Page, sample_app: RunningApp, witness: Witness
) -> None:
    overview = page.get_by_role("heading", name="Overview", exact=True, level=1)
    opened(page, sample_app, "overview")
    click_point(page, "body-map", "Calves")
    expect(page.get_by_role("heading", name="Volume", exact=True, level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/volume\?.*muscle=Calves"))
    expect(page.get_by_text("Calves, week of 9 Nov 2026")).to_be_visible()
    go_back_to(page, overview)
    click_point(page, "calendar-chart", "2026-11-12")
    expect(page.get_by_role("heading", name="Logbook", exact=True, level=1)).to_be_visible()
    expect(page).to_have_url(re.compile("day=2026-11-12"))
    expect(page.get_by_role("spinbutton", name="day, Day")).to_have_text("12")
    expect(page.locator("[data-testid=stDataFrame]").first).to_be_visible()
    go_back_to(page, overview)
    assert witness.complaints == []


def test_a_bar_of_volume_leads_to_its_sets_to_the_line_of_the_file_and_back(page: Page, sample_app: RunningApp) -> None:
    opened(page, sample_app, "volume?view=One+muscle+and+its+range&muscle=Quads")
    click_point(page, "volume-chart", "2026-10-12")
    expect(page).to_have_url(re.compile("week=12"))
    expect(page.get_by_text("Quads, week of 12 Oct 2026")).to_be_visible()
    open_first_set(page, "sets-behind")
    expect(page.get_by_text(re.compile(r"strong\.csv, line \d"))).to_be_visible()
    page.get_by_role("link", name="This day in the logbook, to correct it").click()
    expect(page.get_by_role("heading", name="Logbook", exact=True, level=1)).to_be_visible()
    settled(page)
    go_back_to(page, page.get_by_text("Quads, week of 12 Oct 2026"))


def test_a_point_of_balance_and_of_both_sides_leads_to_its_sets(page: Page, sample_app: RunningApp) -> None:
    opened(page, sample_app, "balance?ratio=Knee+:+hip&week=5+Oct+2026")
    expect(page.get_by_text("Knee : hip, four weeks up to the week of 5 Oct 2026")).to_be_visible()
    click_point(page, "ratio-chart", "2026-10-12")
    expect(page).to_have_url(re.compile("week=12"))
    expect(page.get_by_text("Knee : hip, four weeks up to the week of 12 Oct 2026")).to_be_visible()
    open_first_set(page, "sets-behind")
    expect(page.get_by_text(re.compile(r"\.csv, line \d")).first).to_be_visible()
    click_point(page, "sides-chart", "2026-10-17")
    expect(page.get_by_text(re.compile(", 17 Oct 2026")).first).to_be_visible()
    open_first_set(page, "sides-sets")
    expect(page.get_by_text(re.compile(r"sides\.csv, line \d"))).to_be_visible()


def test_a_point_of_strength_leads_to_its_session_the_line_of_the_file_and_back(
    page: Page, sample_app: RunningApp
) -> None:
    opened(page, sample_app, "strength?lift=Conventional+deadlift")
    click_point(page, "lift-chart", "2026-10-15")
    expect(page).to_have_url(re.compile("day="))
    sets = page.get_by_text(re.compile("^Conventional deadlift, 15 Oct 2026: "))
    expect(sets).to_be_visible()
    open_first_set(page, "sets-behind")
    expect(page.get_by_text(re.compile(r"strong\.csv, line \d"))).to_be_visible()
    page.get_by_role("link", name="Everything about Conventional deadlift").click()
    expect(page.get_by_role("heading", name="Conventional deadlift", level=2)).to_be_visible()
    settled(page)
    go_back_to(page, sets)


def test_back_from_an_exercise_shows_the_view_and_the_session_that_led_there(
    page: Page, sample_app: RunningApp, witness: Witness
) -> None:
    records = page.get_by_role("tab", name="Records")
    opened(page, sample_app, "strength?view=Records&period=1+year")
    expect(records).to_have_attribute("aria-selected", "true")
    expect(page.locator("[data-testid=stDataFrame]").first).to_be_visible()
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
    expect(records).to_have_attribute("aria-selected", "true")
    settled(page)
    assert session.input_value() == chosen
    assert "view=Records" in page.url
    assert "exercise=" not in page.url
    assert witness.complaints == []


# addresses -----------------------------------------------------------------------------------------------------------

VOLUME: Final = {
    "Muscles stacked": ("count=Direct", "direct hard sets a week"),
    "One muscle and its range": ("muscle=Calves", "Calves"),
    "Every muscle": ("groups=Core", "Obliques"),
    "Muscle by week": ("groups=Core", "Obliques"),
    "By exercise": ("muscle=Quads", "Leg press"),
    "Days and hours": ("groups=Core", "Obliques"),
}
"""View -> what else its address says, and a word that its chart shows for it."""
STRENGTH: Final = ("Bests by reps", "Compare", "Deadlift and squat", "All lifts")
"""Records: see the way back to them."""


def test_the_address_of_each_view_of_volume_restores_it(page: Page, sample_app: RunningApp) -> None:
    for view, (more, shown) in VOLUME.items():
        opened(page, sample_app, f"volume?view={view.replace(' ', '+')}&{more}&period=1+year&unit=lb")
        for chosen in (view, "1 year", "lb"):
            expect(page.get_by_role("radio", name=chosen, exact=True)).to_be_checked()
        expect(page.locator(".st-key-volume-chart .js-plotly-plot")).to_contain_text(shown)
        if more == "muscle=Calves":
            expect(page.get_by_text("Calves, week of")).to_be_visible()
            expect(page).to_have_url(re.compile("muscle=Calves"))
        if view == "Muscles stacked":
            click_point(page, "volume-chart", "2026-10-12")
            expect(page).to_have_url(re.compile("week=12"))
            expect(page.get_by_text("week of 12 Oct 2026").first).to_be_visible()
            expect(page.locator(".st-key-sets-behind [data-testid=stDataFrame]")).to_be_visible()


def test_the_address_of_each_tab_of_strength_and_a_reload_restore_it(page: Page, sample_app: RunningApp) -> None:
    def shows(view: str) -> None:
        expect(page.get_by_role("heading", name="Strength", exact=True, level=1)).to_be_visible()
        expect(page.get_by_role("tab", name=view)).to_have_attribute("aria-selected", "true")
        expect(page.locator(".js-plotly-plot, [data-testid=stDataFrame]").first).to_be_visible()

    for view in STRENGTH:
        opened(page, sample_app, f"strength?view={view.replace(' ', '+')}")
        shows(view)
    page.reload()
    shows(STRENGTH[-1])


def test_the_addresses_of_an_exercise_a_day_and_a_muscle_restore_them(page: Page, sample_app: RunningApp) -> None:
    opened(page, sample_app, "exercise?exercise=leg_press")
    expect(page.get_by_role("heading", name="Leg press", level=2)).to_be_visible()
    opened(page, sample_app, "logbook?day=2026-11-12")
    expect(page.get_by_role("spinbutton", name="day, Day")).to_have_text("12")
    expect(page.get_by_role("spinbutton", name="month, Day")).to_have_text("11")
    opened(page, sample_app, "functions?muscle=Calves")
    expect(page.get_by_label("Muscle", exact=True)).to_have_value("Calves")
