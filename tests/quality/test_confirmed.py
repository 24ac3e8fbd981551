"""What the lifter said is right is not asked again: known by its content, undoable, kept in a backup."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import NotFound, WrongRequest
from analytics.training_log import TrainingLog
from tests.metrics.rows import sets
from tests.quality.conftest import NOW, TODAY, Bench, day, squats

STEADY = squats(*[100] * 8)
ODD = sets(day(8), "back_squat", 1000, 5, times=2)


@pytest.fixture
def asked(bench: Bench) -> Bench:
    bench.bring(STEADY, ODD)
    assert len(bench.doubts()) == 1
    return bench


def test_what_is_right_is_not_asked_again(asked: Bench) -> None:
    asked.log.confirm(asked.doubts(), now=NOW)
    assert asked.doubts() == []


def test_taking_an_answer_back_asks_again(asked: Bench) -> None:
    answer = asked.log.confirm(asked.doubts(), now=NOW)
    asked.log.take_back_confirmation(answer, now=NOW)
    assert len(asked.doubts()) == 1
    (given,) = asked.log.confirmations()
    assert (given.confirmation_id, given.undone_at) == (answer, NOW)
    assert given.said == (asked.doubts()[0].text,)


def test_an_answer_survives_the_file_coming_in_anew(asked: Bench) -> None:
    asked.log.confirm(asked.doubts(), now=NOW)
    asked.log.undo(1, now=NOW)
    assert asked.log.is_empty()
    asked.bring(STEADY, ODD, sets(day(9), "back_squat", 100, 5), name="newer.csv")
    assert len(asked.log.sets()) == len(STEADY) + len(ODD) + 1
    assert asked.doubts() == []


def test_another_value_in_the_same_place_is_another_question(asked: Bench) -> None:
    asked.log.confirm(asked.doubts(), now=NOW)
    odd = asked.log.sets().nlargest(1, "weight_kg")["set_id"].iloc[0]
    asked.log.edit_set(int(odd), {"weight_kg": 900.0}, now=NOW)
    (doubt,) = asked.doubts()
    assert doubt.set_ids == (int(asked.log.sets().query("weight_kg == 900")["set_id"].iloc[0]),)


def test_the_same_value_in_another_workout_is_another_question(asked: Bench) -> None:
    asked.log.confirm(asked.doubts(), now=NOW)
    asked.bring(STEADY, ODD, sets(day(30), "back_squat", 1000, 5), name="newer.csv")
    assert [doubt.started_at.date().isoformat() for doubt in asked.doubts()] == [day(30)]


def test_a_day_of_sixty_sets_may_be_right_and_sixty_one_are_asked_about_anew(bench: Bench) -> None:
    bench.bring(sets(day(0), "back_squat", 60, 5, times=60))
    bench.log.confirm(bench.doubts(), now=NOW)
    assert bench.doubts() == []
    bench.log.add_sets(bench.log.sets().head(1)[["started_at", "exercise", "reps"]].assign(set_number=61), now=NOW)
    assert [len(doubt.set_ids) for doubt in bench.doubts("many_sets")] == [61]


@pytest.mark.parametrize("when", ["2027-02-03", "1975-02-03"])
def test_a_date_may_be_right(bench: Bench, when: str) -> None:
    bench.bring(sets(when, "back_squat", 60, 5))
    bench.log.confirm(bench.doubts(), now=NOW)
    assert bench.doubts() == []


def test_many_questions_are_answered_at_once_and_taken_back_at_once(bench: Bench) -> None:
    bench.bring(sets("2027-02-03", "back_squat", 60, 5), sets("2027-02-05", "back_squat", 60, 5))
    answer = bench.log.confirm(bench.doubts(), now=NOW)
    assert bench.doubts() == []
    bench.log.take_back_confirmation(answer, now=NOW)
    assert len(bench.doubts()) == 2


def test_an_answer_is_taken_back_once(asked: Bench) -> None:
    answer = asked.log.confirm(asked.doubts(), now=NOW)
    asked.log.take_back_confirmation(answer, now=NOW)
    with pytest.raises(WrongRequest, match="already taken back"):
        asked.log.take_back_confirmation(answer, now=NOW)
    with pytest.raises(NotFound, match="no answer 99"):
        asked.log.take_back_confirmation(99, now=NOW)


def test_nothing_cannot_be_confirmed(asked: Bench) -> None:
    with pytest.raises(WrongRequest, match="nothing to confirm"):
        asked.log.confirm([], now=NOW)


def test_answers_are_in_the_backup(asked: Bench, tmp_path: Path) -> None:
    first = asked.log.confirm(asked.doubts(), now=NOW)
    asked.log.backup(tmp_path / "backup.zip")
    with TrainingLog.open(tmp_path / "other") as other:
        other.restore(tmp_path / "backup.zip", now=NOW)
        assert other.doubts(today=TODAY) == []
        other.take_back_confirmation(first, now=NOW)
        assert other.confirm(other.doubts(today=TODAY), now=NOW) > first
