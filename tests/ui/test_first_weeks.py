"""Every page on a log that holds next to nothing: it says what will be there and when, and draws no empty chart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from analytics.training_log import TrainingLog
from tests.ui.insights.conftest import ROOT, _app_on
from tests.ui.log.steps import texts
from ui.charts.finished import has_values

HEADER: Final = "started_at,exercise,weight_kg,reps,rir,distance_m,duration_s\n"
_WEEK: Final = (
    ("2026-11-10", "back_squat", 100),
    ("2026-11-10", "leg_press", 150),
    ("2026-11-12", "romanian_deadlift", 80),
    ("2026-11-12", "seated_leg_curl", 40),
)
LOGS: Final = {
    "empty": "",
    "one_set": "2026-11-19 18:00:00,back_squat,100,5,2,,\n",
    "one_week": "".join(f"{day} 18:00:00,{lift},{load},8,2,,\n" for day, lift, load in _WEEK for _ in range(3)),
    "cardio": "".join(
        f"2026-{day} 07:00:00,Treadmill,,,,5000,1800\n" for day in ("10-20", "10-27", "11-03", "11-10", "11-17")
    ),
}
"""The week of 16 November 2026 is running; the week holds six hard sets each of quads and hamstrings."""
PAGES: Final = tuple(
    sorted(str(path.relative_to(ROOT)) for path in (ROOT / "pages").glob("*/*.py") if path.stem != "start")
)
"""Every page but the root address, which only sends on."""
ON_ANY_LOG: Final = {"swaps", "templates", "warm_up", "import_log", "add_session", "method", "settings"}
"""Pages that need no log, or are the way to one."""
WAYS: Final = {"Import your own log", "Log a session", "Try the sample log"}
SAID: Final = {
    "empty": {
        "overview": "Weekly sets are judged after 4 full weeks, balance from 12 quad and hamstring sets",
        "strength": "the trend of a lift after 6 sessions over 35 days",
        "functions": "After the first full week; it looks at 4 full weeks together.",
        "next_week": "After one full week with strength training; your usual week is read from the last 8.",
        "weekly_review": "what is more than noise takes 8 weeks with training",
        "data_quality": "loads and reps are questioned after 5 workouts of a lift",
        "exercises": "Right after an import",
        "import_log": "Everything stays on this computer",
    },
    "one_set": {
        "overview": "Hints come from full weeks, and none is over yet. The first may stand here on 23 Nov 2026:",
        "volume": "This log holds no full week so far; weekly sets are judged after 4. That is from 14 Dec 2026 on.",
        "balance": "No full week yet",
        "functions": "it speaks after the first full week with one",
        "next_week": "it takes one full week with strength training",
        "what_if": "it takes one full week with strength training",
        "weekly_review": "the first review comes on 23 Nov 2026",
    },
    "one_week": {  # the week of 9 November is the first of four: 9 Nov + 28 days = 7 Dec
        "overview": "This log holds 1 full week so far; weekly sets are judged after 4. That is from 7 Dec 2026 on.",
        "volume": "This log holds 1 full week so far",
        "weekly_review": "it is the first week of your log",
    },
    "cardio": {
        "functions": "No hard set in the last four full weeks",
        "strength": "No session in this period gives a strength value",
        "next_week": "The log shows no usual week yet",
        "weekly_review": "without a strength set that Hindsight knows",
    },
}
"""Log -> page -> what is missing there, or what will be there and when."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {name: tmp_path_factory.mktemp(name) for name in LOGS}
    for name, rows in LOGS.items():
        if rows:
            with TrainingLog.open(made[name]) as log:
                log.import_file("log.csv", (HEADER + rows).encode(), now=datetime(2026, 11, 21, 9))
                log.change_fact("plan.horizon_weeks", 4)  # looking less far ahead is faster
    return made


@pytest.fixture(params=list(LOGS))
def young(
    request: pytest.FixtureRequest, folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, AppTest]]:
    for app in _app_on(folders[request.param], "2026-11-21", monkeypatch):
        yield request.param, app


def test_every_page_says_what_is_missing_and_draws_nothing_empty(young: tuple[str, AppTest]) -> None:
    name, app = young
    faults = []
    for page in PAGES:
        app.switch_page(page).run()
        faults += [f"{page} {fault}" for fault in faults_of(app, Path(page).stem, name)]
    assert not faults, "\n".join(faults)


def faults_of(app: AppTest, page: str, log: str) -> list[str]:
    """What is wrong with a page as it was drawn for a log."""
    if app.exception:
        return ["raised an error"]
    ways = {link.proto.label for link in app.get("page_link")} | {button.label for button in app.button}
    missing = WAYS - ways if log == "empty" and page not in ON_ANY_LOG else set()
    return [
        *(f"draws an empty chart: {chart.proto.alt}" for chart in app.get("plotly_chart") if is_empty(chart)),
        *([] if SAID[log].get(page, "") in texts(app) else [f"does not say: {SAID[log][page]}"]),
        *(f"shows no way to: {way}" for way in sorted(missing)),
    ]


def is_empty(chart: Any) -> bool:
    """Whether a chart shows no value at all; noughts are values."""
    drawn = [trace.get(axis) or [] for trace in json.loads(chart.proto.spec)["data"] for axis in ("x", "y", "z")]
    return not any(isinstance(cell, int | float) for column in drawn for cell in column)


def test_a_figure_holds_a_value_where_any_trace_has_a_number() -> None:
    none = [go.Scatter(x=["2026-11-09"], y=[None]), go.Scatter(x=[date(2026, 11, 9)], y=[float("nan")])]
    assert not has_values(go.Figure(none))
    for trace in (go.Bar(x=[0.0], y=["Hamstrings"]), go.Heatmap(z=[[None, 1], [2, None]]), go.Scatter(y=np.ones(2))):
        assert has_values(go.Figure([*none, trace]))
