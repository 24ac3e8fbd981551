"""`logged_exercises`: what the lifter really does, most sets first, cardio and unknown names left out."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.metrics import logged_exercises
from tests.metrics.conftest import Gym
from tests.metrics.rows import sets


def test_advice_can_only_name_strength_exercises_that_were_logged(gym: Gym) -> None:
    lifter = gym.lifter(
        sets("2026-01-05", "back_squat", 100, 5, times=3),
        sets("2026-01-05", "seated_leg_curl", 40, 12, times=4),
        sets("2026-01-05", "Nobody's lift", 40, 12, times=9),
        sets("2026-02-05", "romanian_deadlift", 80, 8, times=9),
    )
    store = lifter.log._store
    done = logged_exercises(store, athlete=lifter.athlete, to_date=date(2026, 1, 31))
    assert done["exercise_id"].tolist() == ["seated_leg_curl", "back_squat"]
    assert done["sets"].tolist() == [4, 3]


@pytest.mark.parametrize("column", ["exercise_id", "name", "pattern", "last_day", "sets"])
def test_columns_are_there_without_a_log(gym: Gym, column: str) -> None:
    assert column in logged_exercises(gym.log._store, athlete="nobody")
