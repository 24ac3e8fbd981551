"""The logbook: what is shown, what an edit means, what is done to many sets at once, and the way back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.store import edits
from tests.ui.log.conftest import APP
from tests.ui.log.steps import STRONG_WEEK, brought, drop, texts, visit
from ui import bounds, logbook, session


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


def edit(app: AppTest, *rows: int, **cells: object) -> AppTest:
    """Type the same into cells of rows of the grid, as the browser would report it."""
    app.session_state[app.data_editor[0].key] = {
        "edited_rows": dict.fromkeys(rows, cells),
        "added_rows": [],
        "deleted_rows": [],
    }
    return app.run()


def opened(app: AppTest, key: str) -> AppTest:
    """The page with a popover or an expander open."""
    app.session_state[key] = True
    return app.run()


def stored(**one: Any) -> pd.DataFrame:
    """A page of the logbook with one set, as the log gives it."""
    columns = {
        "set_id": 7,
        "started_at": pd.Timestamp("2025-11-03 18:00"),
        "exercise": "Squat",
        "set_number": 1,
        "set_type": "working",
        "weight_kg": 100.0,
        "reps": 5.0,
        "rir": 2.0,
        "note": "slow",
        "workout": "Legs",
        "duration_s": None,
        "distance_m": None,
        "side": None,
        "came_from": "a.csv",
        "source_line": 2,
        "is_edited": False,
    }
    return pd.DataFrame([{**columns, **one}])


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


def test_a_change_of_other_sets_elsewhere_takes_no_edit_away(logged: AppTest) -> None:
    # an import that goes on meanwhile, a second tab, somebody else at the same log
    logged.text_input(key="q").set_value("squat").run()
    edit(logged, squat_row(logged), Weight=105.0)
    set_id = int(session.open_log().sets("me").query("exercise.str.contains('Bench')")["set_id"].iloc[0])
    session.open_log().edit_sets({set_id: {"reps": 9.0}}, now=session.now())
    logged.run()
    assert "not saved is gone" not in texts(logged)
    logged.button(key="save-sets").click().run()
    assert 105.0 in session.open_log().sets("me")["weight_kg"].tolist()


def test_what_was_typed_into_sets_that_were_changed_elsewhere_is_said_to_be_gone(logged: AppTest) -> None:
    row = squat_row(logged)
    edit(logged, row, Weight=105.0)
    session.open_log().edit_sets({int(grid(logged).index[row]): {"reps": 9.0}}, now=session.now())
    logged.run()
    assert "What you had typed into 1 set and not saved is gone" in texts(logged)
    assert logged.button(key="save-sets").disabled
    logged.run()
    assert "not saved is gone" not in texts(logged)


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
    bare = {"weight_kg": None, "reps": None, "rir": None, "note": "hold", "workout": None, "duration_s": 30.0}
    sets = pd.concat([stored(weight_kg=102.0582832, note=None), stored(set_id=8, **bare)])
    for unit in ("kg", "lb"):
        rows = logbook.grid_rows(sets, unit, NOTHING_JUDGED)
        assert logbook.changes_in(rows, rows.copy(), unit) == {}


def test_a_cleared_cell_is_stored_as_missing() -> None:
    rows = logbook.grid_rows(stored(), "kg", NOTHING_JUDGED)
    edited = rows.assign(RIR=pd.array([pd.NA], dtype="Float64"), Note="  ", Type="Warm-up", Side="left")
    assert logbook.changes_in(rows, edited, "kg") == {
        7: {"set_type": "warmup", "rir": None, "note": None, "side": "left"}
    }


def test_several_rows_are_one_save_and_one_undo_brings_all_of_them_back(logged: AppTest) -> None:
    before = session.open_log().export()
    edit(logged, 0, 1, Reps=11, Workout="Long day", When="2025-11-04T19:00:00.000")
    assert "Save 2 changed sets" in logged.button(key="save-sets").label
    logged.button(key="save-sets").click().run()
    assert not logged.exception
    changed = session.open_log().sets("me", search="Long day")
    assert changed["reps"].tolist() == [11, 11]
    assert set(changed["started_at"]) == {pd.Timestamp("2025-11-04 19:00")}
    assert session.open_log().imports()["kind"].tolist() == ["edit", "file"]
    assert sorted(grid(logged)["From"])[-1].endswith("(edited)")
    logged.button(key="undo-last").click().run()
    assert session.open_log().export() == before


def test_a_ticked_set_shows_its_line_as_it_stands_in_the_file(logged: AppTest) -> None:
    edit(logged, squat_row(logged), Pick=True)
    (shown,) = logged.code
    header, line = shown.value.splitlines()
    assert header.startswith("Date,Workout Name,Duration")
    assert line == "2025-11-03 18:00:00,Legs,1h,Squat (Barbell),W,60,5,0,0,,,"


def test_all_found_sets_are_renamed_moved_and_put_into_the_right_unit_each_as_one_change(logged: AppTest) -> None:
    logged.text_input(key="q").set_value("squat").run()
    front_squat = session.open_log().exercise_name("front_squat")

    def with_all_picked() -> AppTest:
        logged.toggle(key="pick-all").set_value(True).run()
        return opened(logged, "change-sets")

    def squats() -> pd.DataFrame:
        return session.open_log().sets("me", search="squat").sort_values("source_line")

    assert with_all_picked().button(key="delete-sets").label == "Delete 3 sets"
    logged.button(key="were-lb").click().run()
    # 60 and 100 kg were pounds: x 0.45359237 = 27.216 and 45.359 kg
    assert squats()["weight_kg"].round(3).tolist() == [27.216, 45.359, 45.359]
    with_all_picked().date_input(key="move-to").set_value(pd.Timestamp("2025-11-01").date())
    logged.button(key="move-sets").click().run()
    assert set(squats()["started_at"]) == {pd.Timestamp("2025-11-01 18:00")}
    with_all_picked().selectbox(key="rename-to").set_value(front_squat)
    logged.button(key="rename-sets").click().run()
    assert not logged.exception
    assert set(grid(logged)["Exercise"]) == {front_squat}
    assert f"Made {front_squat} of 3 sets" in texts(logged)
    assert session.open_log().imports()["kind"].tolist() == ["edit", "edit", "edit", "file"]
    with_all_picked()
    edit(logged, 0, Pick=False)
    assert logged.button(key="delete-sets").label == "Delete 2 sets"
    logged.button(key="delete-sets").click().run()
    assert len(squats()) == 1


def test_an_added_set_joins_the_workout_of_its_minute(logged: AppTest) -> None:
    opened(logged, "add-a-set")
    logged.number_input(key="new-weight").set_value(72.5)
    logged.number_input(key="new-reps").set_value(6)
    logged.button(key="new-add").click().run()
    assert not logged.exception
    added = session.open_log().sets("me", search="Upper")
    assert len(added) == 3
    assert set(added["source"]) == {"strong"}
    row = added.set_index("weight_kg").loc[72.5]
    of_lift = added[added["exercise"] == row["exercise"]]
    assert (row["reps"], row["set_number"]) == (6, len(of_lift))


def test_what_is_typed_has_the_bounds_of_what_is_imported(logged: AppTest) -> None:
    opened(logged, "add-a-set")
    assert [logged.number_input(key=f"new-{what}").max for what in ("weight", "reps", "rir")] == [1000, 10_000, 10]
    when = logged.datetime_input(key="new-when")
    assert (when.min, when.max) == ("1970-01-01T00:00", "2100-12-31T23:59")
    assert bounds.heaviest("lb") == 2204.62  # 999.999 kg


def test_a_set_that_an_earlier_hindsight_took_beyond_the_bounds_can_be_looked_at_and_moved(logged: AppTest) -> None:
    log = session.open_log()
    set_id = int(log.sets("me")["set_id"].iloc[0])
    beyond = {"started_at": datetime(2126, 11, 9, 18), "reps": 20_000.0}
    edits.edit_sets(log._store._database, log.catalogue, {set_id: beyond}, now=session.now())
    opened(logged, "add-a-set")
    assert not logged.exception
    row = int((grid(logged)["When"].dt.year == 2126).to_numpy().argmax())
    edit(logged, row, When="2025-11-05T18:00:00", Reps=8)
    logged.button(key="save-sets").click().run()
    assert not logged.exception
    assert set(log.sets("me")["started_at"].dt.year) == {2025}


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ({"day": "2025-11-03", "of_muscle": "Hamstrings", "file": "strong.csv"}, 1),
        ({"day": "yesterday", "of_muscle": "Wings", "file": "../x", "page": "-3", "exercise": "=1+1"}, 6),
    ],
)
def test_the_address_names_a_day_a_muscle_and_a_file_and_nonsense_in_it_changes_nothing(
    named: dict[str, str], found: int
) -> None:
    app = AppTest.from_file(str(APP), default_timeout=60)
    brought(app, "strong.csv", STRONG_WEEK)
    for name, value in named.items():
        app.query_params[name] = value
    assert len(grid(visit(app, "log/logbook"))) == found


def test_a_long_log_is_paged(logged: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "ROWS_A_PAGE", 4)
    logged.run()
    assert len(grid(logged)) == 4
    assert "6 sets, newest first, 1 to 4 shown" in texts(logged)
    logged.pagination(key="page").set_value(2).run()
    assert len(grid(logged)) == 2
    assert "5 to 6 shown" in texts(logged)
    logged.text_input(key="q").set_value("e").run()  # another filter begins at its first page
    assert "6 sets, newest first, 1 to 4 shown" in texts(logged)
