"""Every page at a phone's width with a log made of hostile texts: nothing runs, nothing is fetched, all of it is read
letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from benchmarks.browser import RunningApp, running_app
from benchmarks.hostile.screens import ALL
from benchmarks.hostile.texts import ALL_AT_ONCE, ATHLETE, TODAY, table, write_log
from tests.e2e.conftest import Witness, opened, pages, scrolls_sideways, settled

MADE_OF_TEXT: Final = """
() => [...document.querySelectorAll(
  '[data-testid=stMain] :is(a[href*="outside.invalid"], a[href^="javascript"], a[href^="data:text"], a[href^=mailto]),'
  + 'a[*|href*="outside.invalid"], img[src*="outside"], .katex, iframe[srcdoc], [onload], [ontoggle], [onerror]'
)].filter(found => found.origin !== location.origin).map(found => found.outerHTML.slice(0, 200))
"""
"""JavaScript: elements that only a hostile text can have brought. Links to a page of ours may hold its words."""
READ: Final = """
() => {
  const blocks = 'p, li, h1, h2, h3, h4, td, th, label, button, text, summary, [data-testid=stPageLink-NavLink]';
  const found = [...document.querySelectorAll(blocks)].filter(block => block.textContent.includes('qz'));
  return found.filter(block => !block.closest('[data-testid=stCode]') && !block.querySelector(blocks))
    .map(block => block.textContent);
}
"""
"""JavaScript: each line, heading, cell and label of a chart in which a hostile text stands."""
NOT_SEEN: Final = re.compile(
    "[\\s\u2060\u200b-\u200f\ufeff\u00ad\u2066-\u2069\u202a-\u202e\u061c\ufffd\x00-\x1f\x7f-\x9f]"
)
WORD: Final = re.compile("qz[a-z]+")
OUR_OWN_WORDS: Final = "in common with"
"""Why a name is suggested is said in the words that two names share, not in the names."""
ADDRESSES: Final = (
    *(("exercise", {"exercise": text}) for text in (ALL_AT_ONCE, "own_b_qzall", "../../etc/passwd\x00", "'; drop--")),
    ("overview", {"athlete": "<img src=x onerror=window.qz=1>", "period": "<b>", "unit": "stone", "guide": "<b>"}),
    ("logbook", {"q": ALL_AT_ONCE, "page": "-1", "day": "<b>", "file": ALL_AT_ONCE}),
    ("volume", {"muscle": "<b>", "week": "99999-99-99", "view": "__proto__"}),
    ("strength", {"lift": ALL_AT_ONCE, "view": "Compare"}),
)


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on a log made of hostile texts."""
    folder = tmp_path_factory.mktemp("hostile") / "hindsight"
    write_log(folder)
    with running_app(folder, environment={"HINDSIGHT_TODAY": f"{TODAY}"}) as started:
        yield started


def changed(text: str) -> list[str]:
    """The hostile texts of which something is missing in a line that holds their word."""
    if OUR_OWN_WORDS in text:
        return []
    seen = NOT_SEEN.sub("", text)
    words = {word for word in WORD.findall(seen) if word in ALL}
    return [f"{word}: {text[:200]}" for word in words if NOT_SEEN.sub("", ALL[word]).lstrip("'") not in seen]


def amiss(page: Page) -> list[str]:
    """What is wrong with the page as it stands there."""
    lines: list[str] = page.evaluate(READ)
    made: list[str] = page.evaluate(MADE_OF_TEXT)
    ran = ["a script ran"] if page.evaluate("window.qz !== undefined") else []
    wide = ["it scrolls sideways"] if scrolls_sideways(page) else []
    return [*ran, *wide, *made, *(each for line in dict.fromkeys(lines) for each in changed(line))]


@pytest.fixture
def page(page: Any) -> Any:
    """A page on which no dialog may open."""
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    return page


@pytest.mark.timeout(600)
@pytest.mark.parametrize("viewport", ["narrow"], indirect=True)
def test_every_page_shows_hostile_texts_letter_for_letter(
    page: Page, hostile_app: RunningApp, witness: Witness
) -> None:
    wrong = {}
    opened(page, hostile_app, f"overview?{urlencode({'athlete': ATHLETE})}")
    for address, title in pages().items():
        page.locator(f"[data-testid=stSidebarNavLink][href$='/{address}']").dispatch_event("click")
        expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
        settled(page)
        wrong[address] = amiss(page)
    assert {address: found for address, found in wrong.items() if found} == {}
    assert witness.complaints == []
    assert witness.outside == []
    assert "qz" not in hostile_app.printed()  # the console tells nothing of a log


@pytest.mark.timeout(600)
@pytest.mark.parametrize("viewport", ["narrow"], indirect=True)
def test_hostile_addresses_and_the_preview_of_a_hostile_file_run_nothing(
    page: Page, hostile_app: RunningApp, witness: Witness
) -> None:
    wrong = {}
    for path, query in ADDRESSES:
        address = f"{path}?{urlencode(query)}"
        page.goto(f"{hostile_app.url}/{address}")
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        settled(page)
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
        wrong[address] = amiss(page)
    page.goto(f"{hostile_app.url}/import")
    row = {"started_at": "2026-11-18", "exercise": ALL_AT_ONCE, "reps": "5", "weight_kg": "60", "note": ALL_AT_ONCE}
    content = table([row, {**row, "reps": ALL_AT_ONCE}])
    file = {"name": f"{ALL_AT_ONCE}.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").first.set_input_files([file])  # type: ignore[list-item]
    expect(page.get_by_role("button", name=re.compile("^Import")).last).to_be_visible()
    settled(page)
    wrong["import"] = amiss(page)
    assert {address: found for address, found in wrong.items() if found} == {}
    assert witness.complaints == []
    assert witness.outside == []
