"""The logbook: what is shown, what an edit means, what deleting does, and the way back."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.log.steps import STRONG_WEEK, brought, drop, texts, visit
from ui import logbook, session


@pytest.fixture
def logged(app: AppTest) -> AppTest:
    return visit(brought(app, "strong.csv", STRONG_WEEK), "log/logbook")


NOTHING_JUDGED = pd.DataFrame(columns=["set_id", "is_hard", "inferred_warmup", "credit", "why_not"])
UNLABELLED = b"""\
started_at,exercise,set_number,weight_kg,reps,rir
2025-11-03 18:00:00,back_squat,1,60,5,
2025-11-03 18:00:00,back_squat,2,80,5,
2025-11-03 18:00:00,back_squat,3,100,5,2
2025-11-03 18:00:00,back_squat,4,100,2,1
2025-11-03 18:00:00,kettlebell_swing,1,24,15,
"""


def grid(app: AppTest) -> pd.DataFrame:
    return app.data_editor[0].value


def edit(app: AppTest, row: int, **cells: object) -> AppTest:
    """Type into cells of one row of the grid, as the browser would report it."""
    log = session.open_log()
    unit = app.session_state["unit"]
    app.session_state[f"grid-{log.version}-1-{unit}-{len(grid(app))}"] = {
        "edited_rows": {row: cells},
        "added_rows": [],
        "deleted_rows": [],
    }
    return app.run()


def squat_row(app: AppTest) -> int:
    return int((grid(app)["Exercise"] == "Squat (Barbell)").to_numpy().argmax())


def test_each_set_shows_its_file_and_line(logged: AppTest) -> None:
    shown = grid(logged)
    assert len(shown) == 6
    assert set(shown["From"]) == {f"strong.csv, line {line}" for line in (2, 3, 4, 6, 7, 8)}


def test_each_set_says_what_it_counts_as_and_a_warm_up_that_nobody_marked_says_why(app: AppTest) -> None:
    visit(drop(app, ("hindsight.csv", UNLABELLED)), "log/logbook")
    # S = 100 x (1 + 0.0353 x 6) = 121.2; 80 kg: 1 + (121.2 / 80 - 1) / 0.0353 - 5 = 10.6 left
    squats = grid(app)[grid(app)["Exercise"] == "back_squat"].sort_values("Set")
    assert squats["Counts as"].tolist() == [
        "inferred warm-up: 60 % or less of the day's top load",
        "inferred warm-up: about 11 reps left, before the top set",
        "hard set",
        "fewer than 3 reps",
    ]
    others = grid(app).set_index("Exercise")["Counts as"]
    assert others["kettlebell_swing"] == "0.5 of a hard set"


def test_the_newest_workout_comes_first(logged: AppTest) -> None:
    assert grid(logged)["When"].is_monotonic_decreasing


def test_search_looks_at_exercise_workout_and_note(logged: AppTest) -> None:
    for typed, found in (("squat", 3), ("upper", 2), ("good hinge", 1)):
        logged.text_input(key="q").set_value(typed).run()
        assert len(grid(logged)) == found


def test_a_search_without_a_match_says_so(logged: AppTest) -> None:
    logged.text_input(key="q").set_value("kettlebell juggling").run()
    assert not logged.data_editor
    assert "No sets here" in texts(logged)


def test_an_edited_weight_is_saved_and_undone(logged: AppTest) -> None:
    row = squat_row(logged)
    set_id = int(grid(logged).index[row])
    before = session.open_log().sets("me").set_index("set_id")["weight_kg"][set_id]
    edit(logged, row, Weight=105.0)
    logged.button(key="save-sets").click().run()
    assert not logged.exception
    weights = session.open_log().sets("me")["weight_kg"].tolist()
    assert 105.0 in weights
    logged.button(key="undo-last").click().run()
    assert not logged.exception
    assert session.open_log().sets("me").set_index("set_id")["weight_kg"][set_id] == before


def test_a_weight_typed_in_pounds_is_stored_in_kilograms(logged: AppTest) -> None:
    logged.segmented_control(key="unit").set_value("lb").run()
    edit(logged, squat_row(logged), Weight=225.0)
    logged.button(key="save-sets").click().run()
    # 225 lb x 0.45359237 = 102.058 kg
    assert 102.058 in session.open_log().sets("me")["weight_kg"].round(3).tolist()


def test_nothing_can_be_saved_before_a_change(logged: AppTest) -> None:
    assert logged.button(key="save-sets").disabled
    assert logged.button(key="delete-sets").disabled


def test_picked_sets_are_deleted_and_come_back(logged: AppTest) -> None:
    edit(logged, 0, Pick=True)
    assert logged.button(key="delete-sets").label == "Delete 1 set"
    logged.button(key="delete-sets").click().run()
    assert len(session.open_log().sets("me")) == 5
    assert "Deleted 1 set" in texts(logged)
    logged.button(key="undo-last").click().run()
    assert not logged.exception
    assert len(session.open_log().sets("me")) == 6


def test_untouched_cells_are_no_change_in_either_unit() -> None:
    sets = pd.DataFrame(
        {
            "set_id": [1, 2],
            "started_at": pd.to_datetime(["2025-11-03 18:00"] * 2),
            "exercise": ["Squat", "Plank"],
            "set_number": [1, 1],
            "set_type": ["working", "working"],
            "weight_kg": [102.0582832, None],
            "reps": [5.0, None],
            "rir": [2.0, None],
            "note": [None, "hold"],
            "workout": ["Legs", None],
            "file": ["a.csv", "a.csv"],
            "source_line": [2, 3],
        }
    )
    for unit in ("kg", "lb"):
        rows = logbook.grid_rows(sets, unit, NOTHING_JUDGED)
        assert logbook.changes_in(rows, rows.copy(), unit) == {}


def test_a_cleared_cell_is_stored_as_missing() -> None:
    sets = pd.DataFrame(
        {
            "set_id": [7],
            "started_at": pd.to_datetime(["2025-11-03 18:00"]),
            "exercise": ["Squat"],
            "set_number": [1],
            "set_type": ["working"],
            "weight_kg": [100.0],
            "reps": [5.0],
            "rir": [2.0],
            "note": ["slow"],
            "workout": ["Legs"],
            "file": ["a.csv"],
            "source_line": [2],
        }
    )
    rows = logbook.grid_rows(sets, "kg", NOTHING_JUDGED)
    edited = rows.copy()
    edited["RIR"] = pd.array([pd.NA], dtype="Float64")
    edited["Note"] = "  "
    edited["Type"] = "Warm-up"
    assert logbook.changes_in(rows, edited, "kg") == {7: {"set_type": "warmup", "rir": None, "note": None}}


def test_a_long_log_is_paged(logged: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "ROWS_A_PAGE", 4)
    logged.run()
    assert len(grid(logged)) == 4
    assert "6 sets, newest first, 1 to 4 shown" in texts(logged)
