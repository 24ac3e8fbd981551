"""What a week costs: thresholds are those of the facts, amounts are counted by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import numpy as np
import pytest

from analytics.model import Lifter
from analytics.plans.cost import WEIGHTS, parts
from analytics.plans.credits import BALANCE
from analytics.plans.ground import Ground, Pool
from analytics.plans.targets import Limits, targets_for
from analytics.reference.facts import load_facts
from analytics.rules import POSTERIOR_FIRST, room_to_add

COLUMNS = (*POSTERIOR_FIRST, *BALANCE)
WORTH: Mapping[str, Mapping[str, float]] = {
    "seated_leg_curl": {"hamstrings": 1, "knee": 1, "long": 1},
    "standing_calf_raise": {"calves": 1},
}
MONDAY, TUESDAY = datetime(2026, 11, 16, 18), datetime(2026, 11, 17, 18)


def ground(usual: list[list[int]], **changed: float) -> Ground:
    """A Monday and a Tuesday of curls and calf raises, without limits, by the shipped facts but those `changed`
    (`__` stands for the dot of a key).
    """
    facts = load_facts().with_overrides({key.replace("__", "."): value for key, value in changed.items()})
    worth = np.array([[WORTH[name].get(column, 0.0) for column in COLUMNS] for name in WORTH])
    everything, nothing = np.full(len(COLUMNS), np.inf), np.zeros(len(COLUMNS))
    pool = Pool(
        tuple(WORTH),
        is_new=np.zeros(2, dtype=bool),
        is_for_legs=np.ones(2, dtype=bool),
        is_main=np.zeros(2, dtype=bool),
        columns=COLUMNS,
        worth=worth,
    )
    targets = targets_for(facts, Lifter(), "balanced", muscles=POSTERIOR_FIRST)
    return Ground(pool, (MONDAY, TUESDAY), np.array(usual), pool.is_new, targets, Limits(everything, nothing))


def amiss(on: Ground, kind: str, muscle: str = "") -> float:
    return float(parts(on, on.usual[None])[kind, muscle][0]) / WEIGHTS[kind]


@pytest.mark.parametrize(("gap_below", "missing"), [(1, 0), (2, 1), (3, 2)])
def test_a_muscle_is_without_work_below_the_fact(gap_below: float, missing: float) -> None:
    assert amiss(ground([[3, 1], [3, 0]], vol__gap_below=gap_below), "gap", "calves") == missing  # one set of calves


@pytest.mark.parametrize(("counts_from", "missing"), [(1, 0), (2, 1)])
def test_a_session_counts_from_the_fact(counts_from: float, missing: float) -> None:
    # hamstrings 5 and 1 sets on two days, where two are wanted
    assert amiss(ground([[5, 0], [1, 0]], freq__session_counts_from=counts_from), "sessions", "hamstrings") == missing


def test_two_full_sessions_within_two_days_are_too_close() -> None:
    # 4 sets and more are looked at: the smaller of 5 and 4 is half a set, the smallest step, over 3.5
    assert amiss(ground([[5, 0], [4, 0]]), "spacing") == 0.5
    assert amiss(ground([[5, 0], [3, 0]]), "spacing") == 0
    assert amiss(ground([[5, 0], [4, 0]], space__min_hours=24), "spacing") == 0  # a day lies between them


def test_the_room_of_many_muscles_is_the_room_of_each() -> None:
    sets = np.array([0.0, 3.0, 10.0, 25.0])
    # the larger of 20 % and 2 sets
    assert room_to_add(sets, load_facts()).tolist() == [2, 2, 2, 5]
    assert [room_to_add(each, load_facts()) for each in sets.tolist()] == [2, 2, 2, 5]
