"""A soak of half a minute: a few people at once, in a browser too, and logs that hold what was brought into them."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.soak import MODES, soak
from benchmarks.soak_users import Difference, Ledger, difference


@pytest.mark.parametrize("mode", MODES)
def test_people_who_import_and_leave_at_once_lose_nothing_and_see_no_error(mode: str, tmp_path: Path) -> None:
    soaked = soak(tmp_path / mode, mode, minutes=0.25, users=3)
    assert soaked.seen.errors == []
    assert soaked.tracebacks == 0
    assert soaked.difference == Difference(0, 0, 0)
    assert soaked.seen.waits


def test_a_ledger_tells_lost_doubled_and_wrong_sets_apart() -> None:
    found = pd.DataFrame({"note": ["a", "b", "b", "d", "x"], "reps": [5, 5, 5, 9, 5]})
    expected = {"a": 5.0, "b": 5.0, "c": 5.0, "d": 5.0}
    assert difference(found, expected) == Difference(1, 2, 1, ("c", "b", "x", "d"))  # x belongs to nobody


def test_a_later_export_holds_everything_of_the_ones_before_and_no_two_sets_have_the_same_mark() -> None:
    ledger = Ledger("u01", 1)
    first, later = ledger.file(1).decode().splitlines(), ledger.file(2).decode().splitlines()
    assert later[: len(first)] == first
    assert len(later) - len(first) == 4 * 25  # four workouts more, of 25 sets
    ledger.is_big_in = True
    marks = ledger.expected()
    assert len(marks) == 100 * 25 + 320 * 25  # the base and the years before


def test_what_was_corrected_deleted_or_may_have_come_in_is_expected() -> None:
    ledger = Ledger("u01", 1)
    mark = ledger.any_base_mark(random.Random(1))
    ledger.corrected[mark] = 15.0
    assert ledger.expected()[mark] == 15.0
    ledger.deleted.add(mark)
    assert mark not in ledger.expected()
    ledger.maybe = 1
    assert sorted(len(each) - len(ledger.expected()) for each in ledger.possible()) == [0, 4 * 25]
