"""Answers to findings are kept with the log: one row each, taken back but never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from analytics.errors import NotFound, WrongRequest
from analytics.model import Finding
from analytics.training_log import TrainingLog
from tests.store.conftest import NOW, bring

SQUAT = "2026-11-17 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong\n"
LATER = datetime(2026, 11, 24, 9, 0)
FINDING = Finding(
    rule="quad_dominance", rank=3, severity="warn", subject="hamstrings", headline="Quad-dominant", text="", step="",
    period_from=date(2026, 10, 19), period_to=date(2026, 11, 15), evidence=(), facts=(), confidence="C",
)  # fmt: skip
NOTE = replace(FINDING, rule="pain_note", rank=1, severity="strong", headline="You noted pain")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    """One log for all of these tests, each with an athlete of its own."""
    with TrainingLog.open(tmp_path_factory.mktemp("answers")) as opened:
        yield opened


def test_not_now_holds_for_the_weeks_of_its_fact(log: TrainingLog) -> None:
    log.answer_finding(FINDING, kind="dismissed", now=NOW, athlete="anna")
    log.change_fact("advice.dismiss_weeks", 4)
    log.answer_finding(FINDING, kind="dismissed", now=NOW, athlete="anna")
    log.change_fact("advice.dismiss_weeks", None)
    newest, oldest = log.answers("anna")
    assert oldest.until == date(2027, 2, 13)  # 21 November and 12 weeks
    assert newest.until == date(2026, 12, 19)
    assert log.answers("nobody") == []  # each athlete has answers of their own


def test_an_answer_keeps_what_was_answered_and_the_reason_in_the_lifters_words(log: TrainingLog) -> None:
    number = log.answer_finding(FINDING, kind="known", because="  I row,\n a lot ", now=NOW, athlete="ben")
    (answer,) = log.answers("ben")
    assert (answer.answer_id, answer.kind, answer.until, answer.because) == (number, "known", None, "I row, a lot")
    assert (answer.rule, answer.subject, answer.severity, answer.headline) == (
        "quad_dominance", "hamstrings", "warn", "Quad-dominant",
    )  # fmt: skip
    assert (answer.answered_at, answer.undone_at, answer.athlete) == (NOW, None, "ben")


def test_taking_an_answer_back_keeps_its_row(log: TrainingLog) -> None:
    number = log.answer_finding(FINDING, kind="snoozed", until=date(2026, 12, 1), now=NOW, athlete="cleo")
    log.take_back_answer(number, now=LATER)
    assert [answer.undone_at for answer in log.answers("cleo")] == [LATER]
    with pytest.raises(WrongRequest, match="already taken back on 2026-11-24"):
        log.take_back_answer(number, now=LATER)
    with pytest.raises(NotFound, match="no answer 99"):
        log.take_back_answer(99, now=LATER)


@pytest.mark.parametrize(
    ("finding", "answer", "says"),
    [
        (FINDING, {"kind": "snoozed"}, "still to come"),
        (FINDING, {"kind": "snoozed", "until": NOW.date()}, "still to come"),
        (FINDING, {"kind": "known", "because": "  "}, "reason is missing"),
        (FINDING, {"kind": "ignored"}, "no answer to a finding"),
        (NOTE, {"kind": "dismissed"}, "cannot be put away"),
        (NOTE, {"kind": "snoozed", "until": date(2026, 12, 1)}, "cannot be put away"),
        (NOTE, {"kind": "known"}, "reason is missing"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(
    log: TrainingLog, finding: Finding, answer: dict[str, Any], says: str
) -> None:
    with pytest.raises(WrongRequest, match=says):
        log.answer_finding(finding, now=NOW, athlete="dora", **answer)
    assert log.answers("dora") == []


def test_an_answer_is_a_new_version_of_the_log_whose_sets_need_no_new_judgement(log: TrainingLog) -> None:
    bring(log, SQUAT, athlete="emil")
    log.metric("weekly_hard_sets", athlete="emil")
    before = log.version
    log.answer_finding(FINDING, kind="dismissed", now=NOW, athlete="emil")
    assert log.version == before + 1
    assert len(log._store.query("select athlete from judged_fresh")) == 1


def test_what_was_told_replaces_what_was_told_before_and_leaves_the_version(log: TrainingLog) -> None:
    bring(log, SQUAT, athlete="fritz")
    before = log.version
    assert log.last_told("screen", athlete="fritz") is None
    log.told("screen", on=NOW.date(), now=NOW, athlete="fritz", found=[FINDING])
    assert log.version == before
    bring(log, SQUAT.replace("17 18:00", "18 18:00"), name="more.csv", athlete="fritz")
    news = log.news("screen", on=NOW.date(), athlete="fritz", found=[])
    assert (news.sets, news.workouts, news.settled[0].headline) == (1, 1, "Quad-dominant")
    told = log.told("screen", on=NOW.date(), now=LATER, athlete="fritz", found=[])
    assert log.last_told("screen", athlete="fritz") == told
    assert (told.at, told.sets, told.workouts, told.said) == (LATER, 2, 2, ())
    assert log.news("screen", on=NOW.date(), athlete="fritz", found=[]).is_empty
    assert log.last_told("command line", athlete="fritz") is None


def test_what_was_known_is_asked_about_anew_once_it_was_seen_to_be_gone(log: TrainingLog) -> None:
    bring(log, SQUAT, athlete="gina")
    known = log.answer_finding(FINDING, kind="known", because="rowing", now=NOW, athlete="gina")
    calves = replace(FINDING, subject="calves")
    snoozed = log.answer_finding(calves, kind="snoozed", until=date(2027, 1, 1), now=NOW, athlete="gina")
    log.told("screen", on=LATER.date(), now=LATER, athlete="gina", found=[FINDING])  # it stands
    log.told("screen", on=date(2026, 11, 2), now=LATER, athlete="gina", found=[])  # a look into the past
    assert {answer.answer_id: answer.until for answer in log.answers("gina")}[known] is None
    log.told("screen", on=LATER.date(), now=LATER, athlete="gina", found=[])
    until = {answer.answer_id: answer.until for answer in log.answers("gina")}
    assert until == {known: LATER.date(), snoozed: date(2027, 1, 1)}


def test_answers_and_what_was_told_come_back_with_a_backup(log: TrainingLog, tmp_path: Path) -> None:
    log.answer_finding(FINDING, kind="dismissed", now=NOW, athlete="hans")
    log.told("screen", on=NOW.date(), now=NOW, athlete="hans", found=[FINDING])
    log.backup(tmp_path / "backup.zip")
    with TrainingLog.open(tmp_path / "other") as other:
        other.restore(tmp_path / "backup.zip", now=NOW)
        assert other.answers("hans") == log.answers("hans")
        assert other.last_told("screen", athlete="hans") == log.last_told("screen", athlete="hans")
        newest = max(answer.answer_id for answer in log.answers("hans"))
        assert other.answer_finding(FINDING, kind="dismissed", now=NOW, athlete="hans") > newest
