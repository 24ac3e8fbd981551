"""The section "Left and right" on the Balance page: its chart, its sentence, and nothing where no side is logged."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.training_log import TrainingLog
from ui import session
from ui.charts.left_right import describe_sides, sides_over_time
from ui.left_right import most_telling_first, verdict

ROOT = Path(__file__).parents[2]
PAIRS = pd.DataFrame(
    {
        "day": pd.to_datetime(["2026-11-02", "2026-11-09"]),
        "exercise_id": "step_up",
        "left_kg": [40.0, 50.0],
        "right_kg": [40.0, 45.0],
        "asym_pct": [0.0, 10.0],
        "weaker": ["even", "right"],
    }
)


def row(**changed: object) -> pd.Series[Any]:
    usual = {
        "pairs": 4,
        "mean_asym_pct": 12.34,
        "difference_sd_pct": 3.2,
        "weaker": "left",
        "level": "watch",
        "missing": "",
    }
    return pd.Series(usual | changed)


def test_each_side_is_a_line_of_its_own_colour_marker_and_dash() -> None:
    figure = sides_over_time(PAIRS, name="Step-up", unit="kg")
    left, right = figure.data
    assert (left.name, list(left.y)) == ("Left", [40, 50])
    assert (right.name, list(right.y)) == ("Right", [40, 45])
    assert (left.line.color, left.marker.symbol, left.line.dash) != (
        right.line.color, right.marker.symbol, right.line.dash,
    )  # fmt: skip
    assert figure.layout.yaxis.title.text == "strength (kg)"


def test_loads_are_drawn_in_the_lifters_unit() -> None:
    assert sides_over_time(PAIRS, name="Step-up", unit="lb").data[0].y[0] == pytest.approx(40 / 0.45359237, abs=0.001)


def test_the_chart_in_words() -> None:
    words = describe_sides(PAIRS, name="Step-up", unit="kg")
    assert words == "Step-up, left and right in 2 sessions: 50\u202fkg and 45\u202fkg on 9 Nov 2026, 10\u202f% apart."
    assert "no session with both sides" in describe_sides(PAIRS.iloc[:0], name="Step-up", unit="kg")


def test_the_lift_with_most_pairs_comes_first() -> None:
    lifts = pd.DataFrame({"exercise_id": ["a", "b", "c"], "pairs": [1, 4, 4]})
    assert most_telling_first(lifts) == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {},
            "left side was weaker in all 4 sessions of the last 6 weeks, by 12.3\u202f% on average; the difference "
            "varies by 3.2\u202f%",
        ),
        ({}, "Start with the left side"),
        ({"level": "warn"}, "have it looked at"),
        ({"level": "ok", "mean_asym_pct": 4.0}, "within what is usual"),
        ({"level": "ok", "weaker": "varies"}, "No side is the weaker one"),
        ({"level": "ok", "weaker": "even"}, "Both sides are even"),
        (
            {"level": "too_little_data", "missing": "1 of 3 sessions"},
            "Not enough to compare the sides yet: 1 of 3 sessions.",
        ),
    ],
)
def test_the_sentence_of_each_level(changed: dict[str, object], words: str) -> None:
    assert words in verdict(row(**changed), weeks=6)


def balance_page(folder: Path, rows: list[str], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The Balance page of a lifter with these sets, in the week after 16 November 2026."""
    header = "started_at,exercise,set_number,weight_kg,reps,rir,side"
    with TrainingLog.open(folder) as log:
        log.import_file("log.csv", "\n".join([header, *rows]).encode(), now=datetime(2026, 11, 21, 9))
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", str(folder))
    monkeypatch.setenv("HINDSIGHT_TODAY", "2026-11-21")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page("pages/insights/balance.py").run()
    session.close_logs()
    assert not app.exception
    return app


def test_the_section_stands_on_the_balance_page_of_a_log_with_sides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = {"left": 30, "right": 24}
    rows = [
        f"2026-11-{day} 18:00:00,step_up,1,{kg},8,1,{side}" for day in ("02", "09", "16") for side, kg in loads.items()
    ]
    app = balance_page(tmp_path, rows, monkeypatch)
    assert "Left and right" in [header.value for header in app.header]
    said = " ".join(markdown.value for markdown in app.markdown)
    assert "**A clear difference.** Start with the right side" in said  # 6 / 30 = 20 %
    alts = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert "Step-up, left and right in 3 sessions" in alts[-1]
    assert json.loads(app.get("plotly_chart")[-1].proto.spec)["layout"]["title"]["text"] == "Step-up: left and right"
    assert any(link.proto.label == "All sets of this lift in the logbook" for link in app.get("page_link"))
    assert any(label.startswith("How this is counted") for label in (each.label for each in app.expander))


def test_a_log_without_sides_has_no_such_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"2026-11-{day} 18:00:00,back_squat,1,100,8,1," for day in ("02", "09", "16")]
    app = balance_page(tmp_path, rows, monkeypatch)
    assert "Left and right" not in [header.value for header in app.header]
