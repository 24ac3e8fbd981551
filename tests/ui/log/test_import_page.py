"""First run and import: what a person sees, decides and takes back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from analytics.model import Choices
from tests.ui.log.steps import STRONG_WEEK, drop, texts, visit
from ui import imports, session


@dataclass
class _Upload:
    name: str
    size: int

    def getvalue(self) -> bytes:
        raise AssertionError("this upload must not be read")


def test_an_empty_log_opens_on_the_first_run(app: AppTest) -> None:
    assert not app.exception
    assert "Everything stays on this computer" in texts(app)
    assert "back half of your legs" in texts(app)
    assert app.button(key="try-sample").label == "Try the sample log"


def test_nothing_is_read_before_the_button(app: AppTest) -> None:
    app.file_uploader[0].upload("strong.csv", STRONG_WEEK).run()
    assert session.open_log().is_empty()


def test_a_dropped_export_says_what_was_understood(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))
    said = texts(app)
    assert "8 rows: 6 sets added, 1 row skipped (1 rest timer) and 1 line refused." in said
    assert app.table[0].value.loc["Period", "value"].replace("\\", "") == "3 Nov to 5 Nov 2025"


def test_refused_lines_are_shown_with_line_column_value_and_reason(app: AppTest) -> None:
    refused = drop(app, ("strong.csv", STRONG_WEEK)).dataframe[0].value
    assert refused["line"].tolist() == [9]
    assert refused["value"].tolist() == ["925000"]
    assert all(refused["reason"])


def test_the_uploader_is_empty_after_an_import_so_a_rerun_imports_nothing(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))
    version = session.open_log().version
    app.run()
    assert app.button(key="import-button").disabled
    assert session.open_log().version == version


def test_one_refused_file_does_not_stop_the_others(app: AppTest) -> None:
    drop(app, ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(200)), ("strong.csv", STRONG_WEEK))
    assert len(app.error) == 1
    assert "6 sets added" in texts(app)


@pytest.mark.parametrize("content", [b"", b"<html><body>Sign in</body></html>", b"a,b,c\n"])
def test_a_file_that_is_no_log_is_one_clear_sentence(app: AppTest, content: bytes) -> None:
    drop(app, ("log.csv", content))
    assert len(app.error) == 1
    assert session.open_log().is_empty()


def test_the_same_file_twice_adds_nothing(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))
    drop(app, ("strong.csv", STRONG_WEEK))
    assert "0 sets added, 6 already here" in texts(app)


def test_an_import_is_taken_back_with_one_click(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))
    next(button for button in app.button if button.label == "Take this import back").click().run()
    assert not app.exception
    assert session.open_log().is_empty()


def test_the_history_takes_an_import_back_and_says_so(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK), ("photo.jpg", b"\xff\xd8"))
    app.button(key="close-outcomes").click().run()
    next(button for button in app.button if button.label == "Take back").click().run()
    assert not app.exception
    assert session.open_log().is_empty()


def test_read_again_as_pounds_replaces_the_sets(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))
    was = session.open_log().sets("me")
    again = next(button for button in app.button if button.label.startswith("Read it again as"))
    again.click().run()
    assert not app.exception
    now = session.open_log().sets("me")
    assert len(now) == len(was)
    heaviest = {round(float(sets["weight_kg"].max()), 2) for sets in (was, now)}
    assert heaviest == {100.0, 45.36}


def test_an_unknown_name_is_taught_with_one_click(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))
    assert "Zorble Press" in texts(app)
    not_a_lift = next(button for button in app.button if button.label == "Not a lift")
    not_a_lift.click().run()
    assert not app.exception
    assert session.open_log().unrecognised() == []


def test_a_name_in_a_file_that_is_markdown_is_shown_as_written(app: AppTest) -> None:
    picture = b"![x](https://example.org/x.png)"
    drop(app, ("strong.csv", STRONG_WEEK.replace(b"Zorble Press", picture)))
    assert not any("![" in each.value for each in [*app.markdown, *app.caption])


def test_the_sample_comes_with_one_click_and_goes_with_one(app: AppTest) -> None:
    if not imports.SAMPLE_FILE.exists():
        pytest.skip("the sample log is not generated here")
    app.button(key="try-sample").click().run()
    assert not app.exception
    assert session.open_log().athletes() == [imports.SAMPLE_ATHLETE]
    app.button(key="undo-sample").click().run()
    assert not app.exception
    assert session.open_log().is_empty()


def test_an_oversized_file_is_refused_in_python_too_and_never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "LARGEST_FILE_MB", 1)
    outcome = imports.import_upload(_Upload("folder/log.csv", size=1_000_001), Choices())
    assert outcome.error is not None
    assert outcome.file == "log.csv"


def test_the_report_sentence_accounts_for_every_row(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))
    change = session.open_log().imports().iloc[0]
    sets = change["added"] + change["unchanged"] + change["updated"]
    assert sets + change["skipped"] + change["rejected"] == change["rows"] == 8


def test_every_log_page_opens_on_an_empty_log(app: AppTest) -> None:
    for page in ("log/import_log", "log/add_session", "log/logbook", "trust/exercises"):
        visit(app, page)
