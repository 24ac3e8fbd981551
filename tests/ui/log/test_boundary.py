"""Errors that a person can do something about: one box, no traceback, from a page and from a callback alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.ui.log.conftest import APP
from tests.ui.log.steps import texts

HOLD_THE_LOG = """
import sys, pathlib
from analytics.training_log import TrainingLog
log = TrainingLog.open(pathlib.Path(sys.argv[1]))
sys.stdout.write("open"); sys.stdout.flush()
sys.stdin.read()
log.close()
"""


def test_a_second_process_is_named_with_its_id(own_log: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOG, str(own_log)],
        cwd=APP.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.read(4) == b"open"
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        assert not app.exception
        assert len(app.error) == 1
        assert str(other.pid) in texts(app)
        assert other.stdin is not None
        other.stdin.close()
    assert not app.run().error  # the log is free again, and a rerun finds it so


def test_an_error_shows_its_headline_and_hint_as_written() -> None:
    def page() -> None:
        from analytics.errors import WrongRequest
        from ui.boundary import boundary

        with boundary():
            raise WrongRequest("**Bold** claim.", "Try [this](https://example.org).")

    shown = AppTest.from_function(page).run().error[0]
    assert shown.proto.title == r"\*\*Bold\*\* claim\."
    assert "](" not in shown.value


def test_a_bug_is_never_swallowed() -> None:
    def page() -> None:
        from ui.boundary import boundary

        with boundary():
            raise ZeroDivisionError

    assert AppTest.from_function(page).run().exception


def test_an_error_in_a_callback_is_one_box_too() -> None:
    def page() -> None:
        import streamlit as st

        from analytics.errors import NotFound
        from ui.boundary import boundary

        @boundary()
        def fail() -> None:
            raise NotFound("There is no such set.")

        st.button("Go", on_click=fail)

    app = AppTest.from_function(page).run()
    app.button[0].click().run()
    assert not app.exception
    assert len(app.error) == 1
