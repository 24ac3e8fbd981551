"""Whoever looks at a log waits for nobody who writes to it, and is never shown judgements of another state of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest

from analytics.model import ImportReport, Step
from analytics.training_log import TrainingLog

NOW, TODAY = datetime(2026, 11, 21, 9), date(2026, 11, 21)
PATIENCE_S = 30
HEAD = b"started_at,exercise,weight_kg,reps,rir\n"
SQUATS = HEAD + b"2026-11-10 18:00:00,back_squat,100,5,2\n" * 4
MORE = HEAD + b"2026-11-12 18:00:00,back_squat,100,5,2\n" * 3


@pytest.fixture
def log(tmp_path: Path) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path) as opened:
        opened.import_file("squats.csv", SQUATS, now=NOW)
        yield opened


@contextmanager
def import_under_way(log: TrainingLog) -> Iterator[tuple[threading.Event, Future[ImportReport]]]:
    """An import that stands in the middle of its transaction until the event is set."""
    reached, go_on = threading.Event(), threading.Event()

    def waits(step: Step) -> None:
        if step.stage == "writing":
            reached.set()
            go_on.wait(PATIENCE_S)

    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(log.import_file, "more.csv", MORE, now=NOW, progress=waits)
        assert reached.wait(PATIENCE_S)
        try:
            yield go_on, done
        finally:
            go_on.set()


def quad_sets(log: TrainingLog) -> float:
    weeks = log.metric("weekly_hard_sets", from_date=date(2026, 11, 9), to_date=date(2026, 11, 15))
    return float(weeks.loc[weeks["muscle"] == "quads", "hard_sets"].sum())


def test_a_log_that_was_never_judged_can_be_measured_while_an_import_is_writing(log: TrainingLog) -> None:
    with import_under_way(log) as (_go_on, done), ThreadPoolExecutor(1) as page:
        assert page.submit(quad_sets, log).result(timeout=PATIENCE_S / 2) == 4
        assert not done.done()


def test_what_was_judged_meanwhile_is_judged_anew_once_the_import_is_in(log: TrainingLog) -> None:
    with import_under_way(log) as (go_on, done):
        assert quad_sets(log) == 4
        go_on.set()
        assert done.result(PATIENCE_S).added == 3
    assert quad_sets(log) == 7  # 4 + 3


def test_what_was_judged_meanwhile_is_not_believed_by_the_next_process(tmp_path: Path, log: TrainingLog) -> None:
    with import_under_way(log) as (_go_on, _done):
        assert quad_sets(log) == 4
    log.close()
    with TrainingLog.open(tmp_path) as again:
        assert again._store.query("select athlete from judged_fresh").empty
        assert quad_sets(again) == 7


def test_everybody_can_be_looked_at_while_an_import_is_writing(log: TrainingLog) -> None:
    with import_under_way(log) as (_go_on, done), ThreadPoolExecutor(1) as page:
        assert len(page.submit(log.roster, on=TODAY).result(timeout=PATIENCE_S / 2)) == 1
        assert not done.done()


def test_what_is_told_meanwhile_waits_for_nobody_and_is_told_again_afterwards(log: TrainingLog) -> None:
    with import_under_way(log) as (_go_on, done), ThreadPoolExecutor(1) as page:
        page.submit(log.told, "screen", on=TODAY, now=NOW).result(timeout=PATIENCE_S / 2)
        assert not done.done()
    assert log.last_told("screen") is None
    told = log.told("screen", on=TODAY, now=NOW)
    assert log.last_told("screen") == told


def test_many_may_look_at_once_while_an_import_is_writing(log: TrainingLog) -> None:
    with import_under_way(log), ThreadPoolExecutor(8) as pages:
        assert list(pages.map(lambda _: quad_sets(log), range(16))) == [4.0] * 16
