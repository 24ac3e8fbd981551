"""Shares: how many of the sets that should have something have it."""

from __future__ import annotations

from tests.metrics.rows import sets
from tests.quality.conftest import Bench, day


def test_each_share_counts_the_sets_that_should_have_it(bench: Bench) -> None:
    bench.bring(
        sets(day(0), "back_squat", 40, 5, set_type="warmup"),  # a warm-up: no effort asked for
        sets(day(0), "back_squat", 100, 5, rir=2, times=2),
        sets(day(0), "back_squat", None, 5),  # a load is missing
        sets(day(0), "back_squat", 100, 5, set_type="failure"),  # known: none left
        sets(day(0), "pull_up", None, 8),  # done without a load
        sets(day(0), "zorble press", 20, 8),  # unknown: no load asked for, since nobody knows what it is
        sets(day(0), "plank", duration_s=60),
        sets(day(1), "running", duration_s=600, at="00:00:00"),  # no strength set, and no time of day
    )
    row = bench.log.shares().iloc[0]
    assert row["file"] == "log.csv"
    assert row["sets"] == 9
    assert (row["with_effort"], row["rated_sets"]) == (3, 7)  # all but the warm-up and the run
    assert row["recognised"] == 8
    assert (row["with_load"], row["loaded_sets"]) == (4, 5)  # the squats
    assert row["with_time"] == 8
    assert row["warmups"] == 1


def test_a_name_that_is_no_lift_counts_as_known(bench: Bench) -> None:
    bench.bring(sets(day(0), "zorble press", 20, 8))
    assert bench.log.shares()["recognised"].tolist() == [0]
    bench.log.map_exercise("zorble press", "not_a_lift", now=bench.log.sets()["started_at"].iloc[0].to_pydatetime())
    assert bench.log.shares()["recognised"].tolist() == [1]


def test_shares_are_by_file_most_sets_first(bench: Bench) -> None:
    bench.bring(sets(day(0), "back_squat", 100, 5), name="small.csv")
    bench.bring(sets(day(1), "back_squat", 100, 5, times=4), name="large.csv")
    assert bench.log.shares()["file"].tolist() == ["large.csv", "small.csv"]
