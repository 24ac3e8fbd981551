"""Many sets edited as one change, what a set cannot be, and where an edited set came from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from analytics.errors import NotFound, WrongRequest
from analytics.training_log import TrainingLog
from tests.store.conftest import NOW, bring

ROWS = """\
2026-03-02 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong
2026-03-02 18:00:00,Legs,Squat (Barbell),1,2,working,100,5,2,strong
2026-03-04 18:00:00,Pull,Deadlift (Barbell),1,1,working,140,3,1,strong
"""


def ids(log: TrainingLog) -> list[int]:
    return [int(set_id) for set_id in log.sets().sort_values("source_line")["set_id"]]


def test_sets_are_changed_each_in_its_own_way_as_one_change_and_taken_back_at_once(log: TrainingLog) -> None:
    bring(log, ROWS)
    before = log.export()
    first, _, deadlift = ids(log)
    new = {
        "workout": "Leg day",
        "side": "left",
        "distance_m": 20.0,
        "duration_s": 30.0,
        "started_at": datetime(2026, 3, 3),
    }
    change = log.edit_sets({first: {"weight_kg": None, **new}, deadlift: {"exercise": "a new lift"}}, now=NOW)
    edited = log.sets().set_index("source_line")
    assert edited.loc[2, list(new)].to_dict() == new
    assert edited["weight_kg"].isna().sum() == 1
    assert edited.loc[4, ["exercise", "weight_kg"]].tolist() == ["a new lift", 140.0]
    assert log.imports().iloc[0][["kind", "updated"]].tolist() == ["edit", 2]
    log.undo(change, now=NOW)
    assert log.export() == before


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "nothing to change"),
        ({"athlete": "eve"}, "athlete of a set cannot be edited"),
        ({"exercise": ""}, "needs its exercise"),
        ({"started_at": None}, "needs its day and time"),
        ({"weight_kg": 1000.1}, "1000.1 is not possible as weight"),
        ({"reps": -1.0}, "-1 is not possible as reps"),
        ({"rir": float("nan")}, "nan is not possible as RIR"),
        ({"set_type": "easy"}, "easy is no set type"),
        ({"side": "up"}, "up is no side"),
    ],
)
def test_what_a_set_cannot_be_is_refused_and_nothing_is_changed(
    log: TrainingLog, change: dict[str, Any], says: str
) -> None:
    bring(log, ROWS)
    first, second, _ = ids(log)
    with pytest.raises(WrongRequest, match=says):
        log.edit_sets({first: {"reps": 6.0}, second: change} if change else {first: {}}, now=NOW)
    assert log.sets()["reps"].tolist().count(6.0) == 0


def test_a_set_that_is_gone_is_not_edited(log: TrainingLog) -> None:
    bring(log, ROWS)
    with pytest.raises(NotFound, match="no longer in the log"):
        log.edit_sets({ids(log)[0]: {"reps": 6.0}, 999: {"reps": 6.0}}, now=NOW)


def test_an_edited_set_keeps_its_file_its_line_and_its_history(log: TrainingLog) -> None:
    bring(log, ROWS, name="march.csv")
    for reps in (6.0, 7.0):
        log.edit_sets({ids(log)[0]: {"reps": reps}}, now=NOW)
    steps = log.set_history(ids(log)[0])
    assert steps[["kind", "reps"]].to_numpy().tolist() == [["edit", 7.0], ["edit", 6.0], ["file", 5.0]]
    found = log.found_sets(file="march.csv").set_index("source_line")
    assert found["is_edited"].to_dict() == {2: True, 3: False, 4: False}
    assert log.files() == ["march.csv"]
    assert log.found_sets(file="other.csv").empty
    line = log.raw_line(int(steps.iloc[-1]["import_id"]), int(steps.iloc[-1]["source_line"]))
    assert line is not None
    assert line.first.startswith("started_at,workout")
    assert line.text == ROWS.splitlines()[0]
    assert log.raw_line(int(steps.iloc[-1]["import_id"]), 99) is None
    with pytest.raises(NotFound, match="No file"):
        log.raw_line(int(steps.iloc[0]["import_id"]), 2)


def test_an_edited_set_stays_where_it_was_done(log: TrainingLog) -> None:
    bring(log, ROWS)
    log.edit_sets({ids(log)[0]: {"reps": 6.0}}, now=NOW)
    assert log.found_sets()["source_line"].tolist() == [4, 2, 3]
    assert log.found_sets()["reps"].tolist() == [3.0, 6.0, 5.0]


def test_a_line_with_a_break_inside_quotes_is_shown_whole(log: TrainingLog) -> None:
    text = 'started_at,exercise,reps,note\n2026-03-02,back_squat,5,"two\nlines"\n2026-03-02,back_squat,4,\n'
    import_id = log.import_file("log.csv", text.encode(), now=NOW).import_id
    line = log.raw_line(import_id, 2)
    assert line is not None
    assert line.text == '2026-03-02,back_squat,5,"two\nlines"'


def test_pages_hold_all_sets_once_newest_first_and_a_page_too_far_is_the_last(log: TrainingLog) -> None:
    bring(log, ROWS)
    pages = [log.found_sets(page=page, rows=2) for page in (1, 2, 9)]
    assert [page["source_line"].tolist() for page in pages] == [[4, 2], [3], [3]]
    assert {int(page["found_in_all"].iloc[0]) for page in pages} == {3}
    assert log.found_sets(search="dead", muscle="hamstrings")["source_line"].tolist() == [4]
