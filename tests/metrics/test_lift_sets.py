"""Sets as columns: by lift and time whatever order they came in, and kept in the order in which they are read."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from analytics.metrics._base import metric_sql
from analytics.metrics._lift_sets import LiftSets, begins_of, highest, in_order
from tests.metrics.conftest import Gym
from tests.metrics.rows import sets

ROWS = [
    {"exercise_id": "leg_curl", "day": "2026-10-05", "set_id": 7, "weight_kg": 40.0, "reps": 12.0, "rir": 1.0},
    {"exercise_id": "back_squat", "day": "2026-10-07", "set_id": 9, "weight_kg": 105.0, "reps": 5.0, "rir": None},
    {"exercise_id": "back_squat", "day": "2026-10-05", "set_id": 4, "weight_kg": 100.0, "reps": 5.0, "rir": 2.0},
    {"exercise_id": "back_squat", "day": "2026-10-05", "set_id": 5, "weight_kg": 100.0, "reps": 1.0, "rir": 0.0},
]
FLAGS = ("is_failure", "is_leg_press", "is_bodyweight")


def table(rows: list[dict[str, object]]) -> pa.Table:
    """Rows as the engine gives them; a workout begins at six in the evening."""
    days = np.array([row["day"] for row in rows], dtype="datetime64[D]")
    columns = {name: [row[name] for row in rows] for name in rows[0]} | {name: [False] * len(rows) for name in FLAGS}
    return pa.table({**columns, "day": days, "started_at": (days + np.timedelta64(18, "h")).astype("datetime64[us]")})


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [2, 3, 1, 0], [1, 0, 2, 3]])
def test_sets_stand_by_lift_and_time_whatever_order_they_came_in(order: list[int]) -> None:
    found = LiftSets.of(table([ROWS[place] for place in order]))
    assert found.exercise_ids.tolist() == ["back_squat", "leg_curl"]
    assert found.lift.tolist() == [0, 0, 0, 1]
    assert found.set_id.tolist() == [4, 5, 9, 7]  # of one workout the set that came first
    assert found.effective_reps.tolist() == [7, 1, 5, 13]  # 5 + 2; 1 + 0; 5 and none known; 12 + 1
    assert found.is_tested_single.tolist() == [False, True, False, False]


def test_an_empty_log_has_no_lifts() -> None:
    found = LiftSets.of(table(ROWS).schema.empty_table())
    assert (len(found.exercise_ids), len(found.lift), len(found.effective_reps)) == (0, 0, 0)


def test_something_new_begins_where_any_column_differs_from_the_row_before() -> None:
    assert begins_of(np.array([0, 0, 0, 1, 1]), np.array([3, 3, 4, 4, 4])).tolist() == [0, 2, 3]
    assert begins_of(np.zeros(0)).tolist() == []


def test_the_highest_of_each_session_stay_with_their_equals() -> None:
    session, kg = np.array([0, 0, 0, 1, 1]), np.array([100, 90, 100, 50, 60.0])
    assert highest(np.arange(5), kg, session).tolist() == [0, 2, 4]
    rows = np.array([1, 3])  # of some rows alone: 90 and 50
    assert highest(rows, kg[rows], session).tolist() == [1, 3]


@pytest.mark.parametrize("everybody", [False, True], ids=["one athlete", "everybody"])
def test_kept_sets_need_no_sorting(own_gym: Gym, everybody: bool) -> None:
    """Curls before squats in the file, and the newer workout first."""
    rows = [
        row
        for day in ("2026-10-12", "2026-10-05")
        for exercise in ("seated_leg_curl", "back_squat")
        for row in sets(day, exercise, 60, 8, rir=1, times=3)
    ]
    athletes = [own_gym.lifter(rows).athlete for _ in range(2)]
    store = own_gym.log._store
    if everybody:
        store.query_everybody("select 1")
    for athlete in athletes:
        kept = store.columns_judged(metric_sql("session_strength"), athlete=athlete, to_date=None, bodyweight_kg=None)
        found = LiftSets.of(kept)
        assert found.lift.tolist() == [0] * 6 + [1] * 6
        assert in_order(found.lift, found.started_at) is None
        assert kept["exercise_id"].to_pylist() == ["back_squat"] * 6 + ["seated_leg_curl"] * 6
        assert kept["set_id"].to_pylist() == found.set_id.tolist()
