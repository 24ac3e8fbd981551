"""An import that takes a while: told in words on every page, not ended when its page is left, told of at its end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from analytics.intake import Progress
from analytics.model import Choices, ImportReport, Stage, Step
from tests.ui.log.steps import STRONG_WEEK, at_rest, texts, visit
from ui import session
from ui.import_progress import steps
from ui.import_work import Arriving, Import

AS_KG = Choices(unit="kg")
PATIENCE_S = 20
MY_SESSION, OTHER_TAB = "test session id", "a tab that is open elsewhere"
"""The runner of these tests names its session so."""


class SlowImport:
    """A real import of the strong week that waits at a step, until the test lets it go on."""

    def __init__(self, browser_session: str, stage: Stage = "writing") -> None:
        self._stage, self._reached, self._opened = stage, threading.Event(), threading.Event()
        arriving = Arriving("strong.csv", "digest", AS_KG, self._bring)
        self.begun: Import = session.imports().begin([arriving], log=session.this_log(), session=browser_session)
        assert self._reached.wait(PATIENCE_S)

    def finish(self) -> None:
        """Let it go on to its end."""
        self._opened.set()
        assert self.begun.work.wait(PATIENCE_S)

    def _bring(self, progress: Progress) -> ImportReport:
        def waits(step: Step) -> None:
            progress(step)
            if step.stage == self._stage:
                self._reached.set()
                self._opened.wait(PATIENCE_S)

        log = session.open_log()
        return log.import_file("strong.csv", STRONG_WEEK, now=session.now(), choices=AS_KG, progress=waits)


def said(text: str) -> str:
    """Markdown as it is read."""
    return text.replace("\\", "").replace("\u202f", " ").replace("\u2060", "")


@pytest.fixture
def slow(app: AppTest) -> Iterator[SlowImport]:
    """An import of this session that is going on."""
    del app  # its folder is the log's
    going_on = SlowImport(MY_SESSION)
    yield going_on
    going_on.finish()


def test_the_import_page_says_each_step_the_sets_and_that_it_may_be_left(app: AppTest, slow: SlowImport) -> None:
    del slow
    visit(app, "log/import_log")
    assert said(app.status[0].label) == "Importing strong.csv, 6 sets"
    assert app.status[0].state == "running"
    assert ":material/check: Comparing them with your log" in texts(app)
    assert ":material/pending: **Writing them into your log**" in texts(app)
    assert "the import goes on, and the next page you open says what came of it" in texts(app)


def test_other_pages_say_in_one_line_that_an_import_is_going_on(app: AppTest, slow: SlowImport) -> None:
    visit(app, "trust/method")
    assert [said(each.value) for each in app.sidebar.caption] == [
        ":material/hourglass_top: Importing strong.csv, 6 sets"
    ]
    slow.finish()
    app.run()
    assert not app.sidebar.caption


def test_whoever_left_is_told_on_the_next_page_what_came_of_it_and_finds_the_report_waiting(
    app: AppTest, slow: SlowImport
) -> None:
    visit(app, "trust/method")
    slow.finish()
    app.run()
    assert [said(each.value) for each in app.toast] == ["6 sets added."]
    visit(app, "log/import_log")
    assert "8 rows: 6 sets added, 1 row skipped (1 rest timer) and 1 line refused." in texts(app)


def test_a_second_import_waits_for_the_first_and_says_so(app: AppTest) -> None:
    first = SlowImport(MY_SESSION, "reading")
    visit(app, "log/import_log")
    app.file_uploader[0].upload("curls.csv", b"started_at,exercise,weight_kg,reps\n2025-11-06,leg_curl,40,10\n")
    while app.run().button(key="import-button").disabled:
        time.sleep(0.1)
    app.button(key="import-button").click().run()
    assert [said(status.label) for status in app.status] == [
        "Importing strong.csv, its sets are not counted yet",
        "curls.csv: waiting until the import of strong.csv is done",
    ]
    first.finish()
    at_rest(app)
    assert len(session.open_log().imports()) == 2


def test_what_an_open_tab_began_is_told_there_and_not_here(app: AppTest) -> None:
    elsewhere = SlowImport(OTHER_TAB)
    elsewhere.finish()
    visit(app, "log/import_log")
    assert "What was understood" not in texts(app)
    assert session.imports().of(session.this_log()) == [elsewhere.begun]


def test_what_a_closed_tab_began_is_told_in_the_next_session(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = SlowImport(OTHER_TAB)
    elsewhere.finish()
    monkeypatch.setattr(session, "is_open", lambda browser_session: browser_session != OTHER_TAB)
    visit(app, "log/import_log")
    assert [said(each.value) for each in app.toast] == [
        "The import that went on without you is done: strong.csv. 6 sets added."
    ]
    assert "What was understood" in texts(app)


def test_the_steps_of_a_file_are_lines_of_what_is_done_what_is_being_done_and_what_is_to_come() -> None:
    assert steps(Step("reading")).split("  \n") == [
        ":material/check: Recognising the app that wrote it",
        ":material/pending: **Reading its sets**",
        ":material/more_horiz: Comparing them with your log",
        ":material/more_horiz: Writing them into your log",
    ]
    assert steps(None).count("more_horiz") == 4
