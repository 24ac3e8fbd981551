"""The pages Templates and Warm-up: what is shown, what is used, what is ticked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.training_log import TrainingLog
from tests.metrics.rows import csv_of
from tests.plans.test_templates import MONDAY, usual_month
from tests.ui.insights.conftest import empty  # noqa: F401 the app before the first import
from ui import session

ROOT = Path(__file__).parents[2]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app of a lifter with a month of squats and deadlifts, on the Sunday after it."""
    with TrainingLog.open(tmp_path) as log:
        log.import_file("log.csv", csv_of(usual_month()), now=datetime(2026, 11, 22, 9))
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HINDSIGHT_TODAY", "2026-11-22")
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    session.close_logs()


def opened(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"pages/plan/{page}.py")
    app.run()
    assert not app.exception
    return app


def run_once(app: AppTest) -> AppTest:
    """A page whose address is not its file's name is known only after the navigation was drawn."""
    return app.run()


def choose(app: AppTest, template_id: str) -> AppTest:
    """Choose a template in its list."""
    chosen = next(each for each in session.open_log().templates() if each.id == template_id)
    app.selectbox(key="template").set_value(chosen).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    said = (*app.markdown, *app.caption, *app.warning, *app.info, *app.success)
    return " ".join(as_read(element.value) for element in said)


def as_read(markdown: str) -> str:
    """What Markdown shows: plain text comes escaped."""
    return markdown.replace("\\", "")


def test_the_first_template_suits_the_level_and_shows_its_days_and_its_article(app: AppTest) -> None:
    opened(app, "templates")

    assert app.selectbox(key="template").value.id == "two_day_lower"
    assert app.table[0].value.iloc[0].tolist() == [
        "**Barbell back squat \\(full depth\\)**",
        "4 x 3 to 8",
        "1 to 3",
        "2 to 3 min",
    ]
    assert "Guide to structuring glute and hamstring emphasis days" in words(app)


def test_the_level_narrows_the_list(app: AppTest) -> None:
    opened(app, "templates")
    app.segmented_control(key="template-level").set_value("Beginner").run()

    titles = app.selectbox(key="template").options
    assert "Beginner: bridge, standing curl, heel drag" in titles
    assert not any("Four days" in title for title in titles)


def test_a_big_step_from_now_is_said_with_the_weeks_it_takes(app: AppTest) -> None:
    choose(opened(app, "templates"), "rp_two_days")

    assert as_read(app.info[0].value).startswith("Hamstrings: 3 hard sets a week now, 11.5 with it.")
    targets = app.table[2].value.set_index("Muscle")
    assert targets.loc["Hamstrings"].tolist() == ["11.5", "8 to 14", "3", "in range"]
    assert targets.loc["Quads", "State"] == "left out"


def test_a_template_that_is_too_much_for_the_level_says_so(app: AppTest) -> None:
    choose(opened(app, "templates"), "full_twice")

    assert as_read(app.warning[0].value).startswith(
        "Hamstrings: 21 hard sets a week, where intermediate lifters do well with 8 to 14"
    )


def test_using_a_template_keeps_it_for_next_week_and_can_be_undone(app: AppTest) -> None:
    choose(opened(app, "templates"), "home_dumbbells")
    app.button(key="use-template").click().run()
    assert not app.exception

    log = session.open_log()
    kept = log.kept_plan(MONDAY)
    assert kept is not None
    assert kept.template == "home_dumbbells"

    app.button(key="undo-plan").click().run()
    assert log.kept_plan(MONDAY) is None


def test_who_trains_without_machines_sees_what_stands_in(app: AppTest) -> None:
    app.run()
    session.open_log().change_setting("equipment", "bands")
    choose(opened(app, "templates"), "rp_three_days")

    assert "In place of: Lying (prone) leg curl." in words(app)


def test_an_empty_log_shows_templates_against_the_level_alone(empty: AppTest) -> None:  # noqa: F811
    opened(empty, "templates")

    assert [subheader.value for subheader in empty.subheader][-1] == "Against the level intermediate"
    assert "Now" not in empty.table[2].value
    assert not [button for button in empty.button if button.key == "use-template"]


def test_the_warm_up_page_says_when_to_stop_before_anything_else(empty: AppTest) -> None:  # noqa: F811
    opened(run_once(empty), "warm_up")

    assert as_read(empty.info[0].value).startswith(
        "**Sharp pain in a set.** “If you ever feel sharp pain in your lower back"
    )
    assert len(empty.checkbox) == 5 + 5 + 6 + 2 + 3 + 1 + 5


def test_ticks_stay_over_pages_until_the_list_starts_over(empty: AppTest) -> None:  # noqa: F811
    opened(run_once(empty), "warm_up")
    empty.checkbox(key="warm-up-hinge-1").check().run()
    opened(empty, "templates")
    opened(empty, "warm_up")
    assert empty.checkbox(key="warm-up-hinge-1").value

    empty.button(key="again-hinge").click().run()
    assert not empty.checkbox(key="warm-up-hinge-1").value
