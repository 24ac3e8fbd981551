"""Every page with 100,000 sets of twelve years, with the sample year, and after files that could not be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.training_log import TrainingLog
from tests.ui.conftest import small_log
from tests.ui.insights.conftest import ROOT, _app_on, empty, sample, sample_dir  # noqa: F401 the app on two logs
from tests.ui.log.steps import STRONG_WEEK, drop, offer, texts
from tests.ui.test_first_weeks import PAGES as ALL_PAGES
from tests.ui.test_first_weeks import faults_of, is_empty
from ui import session, volume_asked

SEED: Final = 6
TODAY: Final = "2026-11-20"
NOW: Final = datetime(2026, 11, 20, 21)
WEEKS: Final = 6
SETS: Final = 100_000
LIFTS: Final = (
    ("back_squat", "leg_press", "leg_extension", "romanian_deadlift", "seated_leg_curl", "standing_calf_raise",
     "plank", "hanging_leg_raise"),
    ("bench_press_barbell", "bent_over_row_barbell", "overhead_press_barbell", "lat_pulldown_cable",
     "lateral_raise_dumbbell", "bicep_curl_barbell", "chest_dip", "face_pull"),
    ("conventional_deadlift", "front_squat", "bulgarian_split_squat", "hip_thrust", "lying_leg_curl",
     "seated_calf_raise", "crunch", "back_extension_45"),
    ("incline_bench_press_dumbbell", "pull_up", "seated_row_cable", "chest_fly_machine", "reverse_fly_machine",
     "hammer_curl", "triceps_pushdown", "shrug_dumbbell"),
    ("hack_squat", "good_morning", "walking_lunge", "machine_adduction", "nordic_curl", "glute_bridge",
     "leg_press_calf_raise", "push_up"),
)  # fmt: skip
"""Five workouts that take turns, eight lifts each: forty lifts."""
SETS_A_LIFT: Final = 5
"""The first of them a warm-up."""
LOGBOOK: Final = "pages/log/logbook.py"
PAGES: Final = (*(page for page in ALL_PAGES if page != LOGBOOK), LOGBOOK)
"""The logbook last: Streamlit's test runner hands the empty choices there to the controls of the same name elsewhere,
which no browser does.
"""
MOST_CHARTS: Final = 6
MOST_POINTS: Final = 1_000
VIEWS: Final = (
    *(("pages/insights/volume.py", view) for view in volume_asked.VIEWS[1:]),
    *(("pages/insights/strength.py", view) for view in ("Bests by reps", "Compare", "Records", "All lifts")),
)
"""Page, and what its address says of the view, beyond the view that the page opens with."""


def twelve_years() -> bytes:
    """100,000 sets in Hindsight's own CSV: 2,500 workouts of 8 lifts and 5 sets, one every 1.75 days up to today.

    Loads grow by half over the years, effort is logged for six sets of ten, split squats and lunges name their side.
    """
    rng = np.random.default_rng(SEED)
    place = np.arange(SETS)
    a_workout = len(LIFTS[0]) * SETS_A_LIFT
    workout, lift, number = place // a_workout, place % a_workout // SETS_A_LIFT, place % SETS_A_LIFT
    names, base = np.array(LIFTS), rng.uniform(20, 120, (len(LIFTS), len(LIFTS[0])))
    ago = np.floor((workout[-1] - workout) * 1.75).astype("timedelta64[D]")
    kilograms = base[workout % len(LIFTS), lift] * (1 + 0.5 * workout / workout[-1]) * rng.normal(1, 0.03, SETS)
    exercise = names[workout % len(LIFTS), lift]
    is_sided = np.isin(exercise, ("bulgarian_split_squat", "walking_lunge"))
    sets = pd.DataFrame(
        {
            "started_at": np.datetime64(f"{TODAY}T18:00:00") - ago,
            "exercise": exercise,
            "set_type": np.where(number == 0, "warmup", "working"),
            "weight_kg": np.round(np.where(number == 0, 0.5, 1) * kilograms / 2.5) * 2.5,
            "reps": rng.integers(5, 13, SETS),
            "rir": pd.Series(rng.integers(0, 4, SETS)).where(rng.random(SETS) < 0.6).astype("Int64"),
            "side": np.where(is_sided, np.where(number % 2, "left", "right"), ""),
            "note": np.where(rng.random(SETS) < 0.005, "grip slipped", ""),
        }
    )
    return sets.to_csv(index=False, date_format="%Y-%m-%dT%H:%M:%S").encode()


@pytest.fixture(scope="session")
def large_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that holds twelve years. Its tests only look."""
    folder = tmp_path_factory.mktemp("large")
    with TrainingLog.open(folder) as log:
        assert log.import_file("twelve-years.csv", twelve_years(), now=NOW).added == SETS
    return folder


@pytest.fixture
def large(large_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on twelve years, the whole of them chosen."""
    for app in _app_on(large_dir, TODAY, monkeypatch):
        app.query_params["period"] = "all"
        yield app.run()


def test_every_page_of_the_router_is_on_the_list_that_is_walked() -> None:
    routed = set(re.findall(r"pages/\w+/\w+\.py", (ROOT / "app.py").read_text(encoding="utf-8")))
    assert routed == {*PAGES, "pages/log/start.py"}


def test_every_page_and_view_bears_100_000_sets(large: AppTest) -> None:
    assert list(faults_of_walk(large)) == []
    for page, view in VIEWS:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.query_params.update(period="all", view=view)
        app.switch_page(page).run()
        assert (app.session_state["view"], faults_seen(app)) == (view, [])


def faults_of_walk(app: AppTest) -> Iterator[str]:
    """What is wrong with the pages, one after the other in one window."""
    for page in PAGES:
        yield from (f"{page} {fault}" for fault in faults_seen(app.switch_page(page).run()))


def faults_seen(app: AppTest) -> list[str]:
    """Errors, empty charts, and more of them or in them than a browser draws well."""
    charts = app.get("plotly_chart")
    points = [points_of(trace) for chart in charts for trace in json.loads(chart.proto.spec)["data"]]
    return [
        *(f"raised {error.message}" for error in app.exception),
        *(f"shows the error {headline}" for headline in refusals(app)),
        *(f"draws an empty chart: {chart.proto.alt}" for chart in charts if is_empty(chart)),
        *([f"draws {len(charts)} charts"] if len(charts) > MOST_CHARTS else []),
        *(f"draws a trace of {number} points" for number in points if number > MOST_POINTS),
    ]


def points_of(trace: dict[str, Any]) -> int:
    """How many points a trace draws; the cells of a heatmap."""
    if trace.get("z") is not None:
        return sum(map(len, trace["z"]))
    return max(len(trace.get(axis) or []) for axis in ("x", "y"))


# the sample year -----------------------------------------------------------------------------------------------------


def test_every_page_is_drawn_with_the_sample_year(sample: AppTest) -> None:  # noqa: F811
    assert list(faults_of_walk(sample.run())) == []


# files that could not be read ----------------------------------------------------------------------------------------

UNREADABLE: Final = {
    "page.csv": b"<!doctype html><html><body>Please sign in</body></html>",
    "nothing.csv": b"",
    "header.csv": STRONG_WEEK.splitlines()[0],
}
SAID_OF_THEM: Final = [
    "page.csv is a web page, not a CSV file.",
    "nothing.csv is empty.",
    "header.csv has a header and no rows.",
]


@pytest.fixture
def before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app of a lifter who has a few weeks in the log."""
    with TrainingLog.open(tmp_path) as log:
        log.import_file("log.csv", small_log(WEEKS), now=NOW)
        log.change_fact("plan.horizon_weeks", 4)  # looking less far ahead is faster
    for app in _app_on(tmp_path, TODAY, monkeypatch):
        yield app.run()


def test_files_that_cannot_be_read_are_said_to_be_so_and_change_no_page(before: AppTest) -> None:
    there = said_on_the_pages(before)
    offer(before, *UNREADABLE.items())
    assert refusals(before) == SAID_OF_THEM
    assert before.button(key="import-button").disabled
    assert said_on_the_pages(before) == there


def test_a_file_with_refused_lines_adds_the_others_and_every_page_goes_on(before: AppTest) -> None:
    drop(before, ("half.csv", STRONG_WEEK), *UNREADABLE.items())
    assert "6 sets added" in texts(before)
    assert "1 line refused; all other rows are in" in texts(before)
    assert len(session.open_log().sets("me")) == WEEKS * 12 + 6  # 8 sets on Mondays, 4 on Thursdays, the file's six
    assert list(faults_of_walk(before)) == []


def test_an_empty_log_stays_empty_after_files_that_cannot_be_read(empty: AppTest) -> None:  # noqa: F811
    offer(empty.run(), *UNREADABLE.items())
    assert refusals(empty) == SAID_OF_THEM
    faults = []
    for page in PAGES:
        empty.switch_page(page).run()
        faults += [f"{page} {fault}" for fault in faults_of(empty, Path(page).stem, "empty")]
    assert faults == []


def said_on_the_pages(app: AppTest) -> dict[str, str]:
    """Page -> its words; those of the page Import, where the files lie, aside."""
    return {page: texts(app.switch_page(page).run()) for page in PAGES if page != "pages/log/import_log.py"}


def refusals(app: AppTest) -> list[str]:
    """The headline of each error box, as it is read."""
    return [(box.proto.title or box.value).replace("\\", "") for box in app.error]
