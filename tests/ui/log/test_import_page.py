"""First run and import: what a person sees, decides and takes back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.log.steps import STRONG_WEEK, at_rest, control, drop, offer, texts, visit
from ui import imports, pending, session


@dataclass
class _Upload:
    name: str
    size: int
    file_id: str = "1"

    def getvalue(self) -> bytes:
        raise AssertionError("this upload must not be read")


def first_sets(app: AppTest) -> pd.DataFrame:
    """The preview's table of sets."""
    (shown,) = (each.value for each in app.dataframe if "Started" in each.value.columns)
    return shown


def test_an_empty_log_opens_on_the_first_run(app: AppTest) -> None:
    assert not app.exception
    assert "Everything stays on this computer" in texts(app)
    assert "back half of your legs" in texts(app)
    assert app.button(key="try-sample").label == "Try the sample log"


def test_a_file_that_does_not_tell_its_unit_waits_for_the_answer(app: AppTest) -> None:
    offer(app, ("strong.csv", STRONG_WEEK))
    assert "kilograms or pounds" in texts(app)
    assert app.button(key="import-button").disabled
    at_rest(app.segmented_control(key=control(app, "unit")).set_value("lb").run())
    assert first_sets(app)["Load"].iloc[1] == "100\u202flb"
    at_rest(app.button(key="import-button").click().run())
    assert round(float(session.open_log().sets()["weight_kg"].max()), 2) == 45.36  # 100 lb


def test_the_preview_shows_the_sets_as_they_will_be_stored_and_stores_nothing(app: AppTest) -> None:
    offer(app, ("strong.csv", STRONG_WEEK))
    assert "8 rows: 6 sets to add, 1 row skipped (1 rest timer) and 1 line refused." in texts(app)
    assert session.open_log().is_empty()
    shown = first_sets(app)
    assert shown["Exercise"].iloc[0] == "Squat (Barbell)"
    assert shown["Kind"].tolist()[:3] == ["warm-up", "working", "working"]
    assert shown["RIR"].tolist()[1:3] == [2, 2]  # RPE 8
    assert shown["Line"].tolist()[:4] == [2, 3, 4, 6]


def test_a_warm_up_mark_that_is_not_believed_makes_a_working_set(app: AppTest) -> None:
    offer(app, ("strong.csv", STRONG_WEEK))
    at_rest(app.segmented_control(key=control(app, "warmups")).set_value("none").run())
    assert set(first_sets(app)["Kind"]) == {"working"}


def test_dates_that_fit_both_orders_can_be_turned_and_the_preview_follows(app: AppTest) -> None:
    table = b"date,exercise,weight (kg),reps\n" + b"".join(b"%d/4/2025,Squat,100,5\n" % day for day in (1, 3, 5, 8))
    offer(app, ("own.csv", table))
    assert first_sets(app)["Started"].iloc[0].startswith("2025-04-01")
    at_rest(app.segmented_control(key=control(app, "dates")).set_value("mdy").run())
    assert first_sets(app)["Started"].iloc[1].startswith("2025-03-04")


def test_the_columns_of_a_table_of_ones_own_can_be_mapped_and_are_remembered(app: AppTest) -> None:
    table = b"date,exercise,load (kg),other (kg),reps\n2025-04-01,Squat,100,60,5\n2025-04-03,Squat,102.5,62.5,5\n"
    offer(app, ("own.csv", table))
    at_rest(app.selectbox(key=control(app, "column-weight")).set_value("other (kg)").run())
    assert first_sets(app)["Load"].tolist() == ["60\u202fkg", "62.5\u202fkg"]
    at_rest(app.button(key="import-button").click().run())
    offer(app, ("own again.csv", table.replace(b"04-", b"05-")))
    assert first_sets(app)["Load"].tolist() == ["60\u202fkg", "62.5\u202fkg"]


def test_a_packed_cell_whose_order_is_not_certain_is_asked_about(app: AppTest) -> None:
    table = b"date,exercise,work\n2025-04-01,Squat,5x5x6\n2025-04-03,Leg Curl,3x8x8\n"
    offer(app, ("own.csv", table))
    assert app.button(key="import-button").disabled
    at_rest(app.radio(key=control(app, "layout")).set_value("sets_reps_load").run())
    assert first_sets(app)["Reps"].tolist() == [5] * 5 + [8] * 3
    at_rest(app.radio(key=control(app, "layout")).set_value("reps_sets_load").run())
    assert first_sets(app)["Reps"].tolist() == [5] * 5 + [3] * 7  # the first twelve sets


def test_a_plan_with_its_weeks_across_is_refused_kindly_with_a_template(app: AppTest) -> None:
    offer(app, ("plan.csv", b"Exercise,Week 1,Week 2\nSquat,3x8x60,3x8x65\nLeg Curl,3x12x30,3x12x35\n"))
    assert "weeks seem to run across the columns" in texts(app)
    assert [button.label for button in app.download_button] == ["Download a template"]
    assert app.button(key="import-button").disabled


def test_an_archive_is_imported_file_by_file(app: AppTest) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", b"started_at,exercise,reps,weight_kg\n2025-04-01,Squat,5,100\n")
        archive.writestr("b.csv", b"started_at,exercise,reps,weight_kg\n2025-04-02,Squat,5,100\n")
    drop(app, ("logs.zip", packed.getvalue()))
    assert sorted(session.open_log().imports()["file"]) == ["logs.zip/a.csv", "logs.zip/b.csv"]


def test_a_dropped_export_says_what_was_understood_of_every_row_and_is_not_imported_again(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))
    said = texts(app)
    assert "8 rows: 6 sets added, 1 row skipped (1 rest timer) and 1 line refused." in said
    assert app.table[0].value.loc["Period", "value"].replace("\\", "") == "3 Nov to 5 Nov 2025"

    refused = app.dataframe[0].value  # with line, column, value and reason
    assert refused["line"].tolist() == [9]
    assert refused["value"].tolist() == ["925000"]
    assert all(refused["reason"])

    change = session.open_log().imports().iloc[0]
    sets = change["added"] + change["unchanged"] + change["updated"]
    assert sets + change["skipped"] + change["rejected"] == change["rows"] == 8

    version = session.open_log().version
    app.run()  # the uploader is empty now
    assert app.button(key="import-button").disabled
    assert session.open_log().version == version


def test_one_refused_file_does_not_stop_the_others(app: AppTest) -> None:
    offer(app, ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(200)), ("strong.csv", STRONG_WEEK))
    assert len(app.error) == 1
    at_rest(app.segmented_control(key=control(app, "unit")).set_value("kg").run())
    at_rest(app.button(key="import-button").click().run())
    assert "6 sets added" in texts(app)


@pytest.mark.parametrize("content", [b"", b"<html><body>Sign in</body></html>", b"a,b,c\n"])
def test_a_file_that_is_no_log_is_one_clear_sentence(app: AppTest, content: bytes) -> None:
    offer(app, ("log.csv", content))
    assert len(app.error) == 1
    assert app.button(key="import-button").disabled


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
    drop(app, ("strong.csv", STRONG_WEEK))
    app.button(key="close-outcomes").click().run()
    next(button for button in app.button if button.label == "Take back").click().run()
    assert not app.exception
    assert session.open_log().is_empty()


def test_read_again_as_pounds_replaces_the_sets(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))
    was = session.open_log().sets("me")
    again = next(button for button in app.button if button.label.startswith("Read it again as"))
    at_rest(again.click().run())
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
    monkeypatch.setattr(pending, "LARGEST_FILE_MB", 1)
    (only,) = pending.unpack(_Upload("folder/log.csv", size=1_000_001))
    assert only.refused is not None
    assert only.file == "log.csv"


def test_every_log_page_opens_on_an_empty_log(app: AppTest) -> None:
    for page in ("log/import_log", "log/add_session", "log/logbook", "trust/exercises"):
        visit(app, page)
