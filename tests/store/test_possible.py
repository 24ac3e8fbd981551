"""What a set can be, the same whether typed in, edited or imported; what an earlier Hindsight took beyond it stays."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.errors import WrongRequest
from analytics.store import edits
from analytics.training_log import TrainingLog
from tests.store.conftest import NOW, bring, counts

ROWS = """\
2026-11-02 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong
2026-11-02 18:00:00,Legs,Seated Leg Curl (Machine),1,1,working,40,10,2,strong
2026-11-09 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong
"""
SET = {"started_at": datetime(2026, 11, 3, 18), "exercise": "Leg Press", "weight_kg": 100.0, "reps": 5.0}
IMPOSSIBLE: list[tuple[dict[str, Any], str, str]] = [
    ({"weight_kg": 1500.0}, "1500 is not possible as weight in kg.", "It goes from 0 to 1,000."),
    ({"weight_kg": -5.0}, "-5 is not possible as weight in kg.", "It goes from 0 to 1,000."),
    ({"reps": 20000.0}, "20000 is not possible as reps.", "It goes from 0 to 10,000."),
    ({"rir": 11.0}, "11 is not possible as RIR.", "It goes from 0 to 10."),
    ({"distance_m": 2e6}, "2000000 is not possible as distance.", "It goes from 0 to 1,000,000."),
    ({"duration_s": 86_401.0}, "86401 is not possible as duration.", "It goes from 0 to 86,400."),
    ({"started_at": datetime(1969, 12, 31, 23, 59)}, "1969-12-31 is not possible", "from 1970-01-01 to 2100-12-31"),
    ({"started_at": datetime(2101, 1, 1)}, "2101-01-01 is not possible", "It goes from 1970-01-01 to 2100-12-31."),
    ({"started_at": datetime(1206, 11, 9, 18)}, "1206-11-09 is not possible", "from 1970-01-01 to 2100-12-31."),
    ({"started_at": pd.NaT}, "A set needs its day and time.", "Fill it in"),
    ({"exercise": " "}, "A set needs its exercise.", "Fill it in"),
    ({"set_type": "easy"}, "easy is no set type.", "Choose warmup, working"),
    ({"side": "up"}, "up is no side.", "Choose left, right."),
]


def ids(log: TrainingLog) -> list[int]:
    return [int(set_id) for set_id in log.sets().sort_values("source_line")["set_id"]]


@pytest.mark.parametrize(("wrong", "says", "hint"), IMPOSSIBLE)
def test_what_a_set_cannot_be_is_refused_with_its_bounds_typed_in_and_edited(
    log: TrainingLog, wrong: dict[str, Any], says: str, hint: str
) -> None:
    bring(log, ROWS)
    before = log.export()
    with pytest.raises(WrongRequest) as typed:
        log.add_sets(pd.DataFrame([SET, {**SET, **wrong}]), now=NOW)
    first, second, _ = ids(log)
    with pytest.raises(WrongRequest) as edited:
        log.edit_sets({first: {"reps": 6.0}, second: wrong}, now=NOW)
    for refused in (typed.value, edited.value):
        assert says in refused.headline
        assert hint in refused.hint
    assert log.export() == before


def test_the_most_of_everything_comes_back_from_an_export(log: TrainingLog, tmp_path: Path) -> None:
    most = {"weight_kg": 1000.0, "reps": 10000.0, "rir": 10.0, "distance_m": 1e6, "duration_s": 86400.0}
    days = [datetime(1970, 1, 1), datetime(2100, 12, 31, 23, 59)]
    log.add_sets(pd.DataFrame([{**SET, **most, "started_at": day} for day in days]), now=NOW)
    with TrainingLog.open(tmp_path / "other") as other:
        report = other.import_file("export.csv", log.export(), now=NOW)
        assert counts(report) == (2, 0, 0, 0, 0)
        kept = [*most, "started_at", "exercise", "set_type"]
        assert other.sets()[kept].to_dict("records") == log.sets()[kept].to_dict("records")


def long_ago(log: TrainingLog) -> int:
    """A set of a log whose edits were not bounded by a day yet."""
    bring(log, ROWS)
    change = {ids(log)[0]: {"started_at": datetime(1206, 11, 9, 18), "note": "old"}}
    edits.edit_sets(log._store._database, log.catalogue, change, now=NOW)
    return int(log.sets().set_index("note").loc["old", "set_id"])


def test_a_set_beyond_the_bounds_that_is_in_a_log_can_be_edited_and_moved_back(log: TrainingLog) -> None:
    log.edit_set(long_ago(log), {"reps": 6.0}, now=NOW)
    (set_id,) = log.sets()[log.sets()["reps"] == 6]["set_id"]
    log.edit_set(int(set_id), {"started_at": datetime(2026, 11, 2, 18)}, now=NOW)
    assert log.span() == (date(2026, 11, 2), date(2026, 11, 9))


def test_a_log_with_a_set_beyond_the_bounds_is_the_same_made_again(log: TrainingLog, tmp_path: Path) -> None:
    long_ago(log)
    before = log.export()
    log.close()
    rebuilt = TrainingLog.rebuild(tmp_path / "home", now=datetime(2026, 11, 22))
    assert rebuilt.not_done == ()
    with TrainingLog.open(tmp_path / "home") as again:
        assert again.export() == before


def test_a_set_beyond_the_bounds_is_asked_about_and_breaks_no_metric(log: TrainingLog) -> None:
    long_ago(log)
    on = date(2026, 11, 23)
    assert "early" in {doubt.kind for doubt in log.doubts(today=on)}
    assert len(log.sufficiency(on=on))
    assert set(log.metric("next_session")["exercise_id"]) == {"back_squat", "seated_leg_curl"}
