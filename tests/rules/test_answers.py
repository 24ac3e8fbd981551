"""Which answers hold, and what an answered finding is: still in the list, never a headline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from analytics.model import SEVERITIES, Answer, Finding, Severity
from analytics.rules import _pick_headlines
from analytics.rules._answers import answered
from analytics.training_log import TrainingLog
from tests.rules.conftest import NOW, TODAY, train
from tests.rules.test_safety import NOTED, QUAD_HEAVY

ANSWER = Answer(
    answer_id=7, kind="dismissed", until=date(2027, 2, 13), because="", answered_at=NOW, rule="quad_dominance",
    subject="hamstrings", severity="warn", headline="Quad-dominant",
)  # fmt: skip
FINDING = Finding(
    rule="quad_dominance", rank=3, severity="warn", subject="hamstrings", headline="Quad-dominant", text="", step="",
    period_from=date(2026, 10, 19), period_to=date(2026, 11, 15), evidence=(), facts=(), confidence="C",
)  # fmt: skip


def holds(answer: Answer, finding: Finding = FINDING, *, on: date = TODAY) -> bool:
    (found,) = answered([finding], [answer], on=on)
    assert found == replace(finding, answer=found.answer)
    return found.answer is not None


def test_an_answer_holds_up_to_its_day_and_not_before_it_was_given() -> None:
    assert holds(ANSWER)
    assert holds(ANSWER, on=date(2027, 2, 12))
    assert not holds(ANSWER, on=date(2027, 2, 13))
    assert not holds(ANSWER, on=TODAY - timedelta(days=1))


def test_an_answer_without_a_day_holds_as_long_as_the_finding_stands() -> None:
    assert holds(replace(ANSWER, kind="known", until=None, because="rowing"), on=date(2036, 1, 1))


@pytest.mark.parametrize("answered_at", SEVERITIES)
@pytest.mark.parametrize("now", SEVERITIES)
def test_an_answer_ends_when_the_finding_gets_stronger(answered_at: Severity, now: Severity) -> None:
    is_stronger = {"info": 0, "hint": 1, "warn": 2, "strong": 3}
    still = holds(replace(ANSWER, severity=answered_at), replace(FINDING, severity=now))
    assert still == (is_stronger[now] <= is_stronger[answered_at])


def test_an_answer_is_about_its_rule_and_subject_alone() -> None:
    assert not holds(ANSWER, replace(FINDING, subject="calves"))
    assert not holds(ANSWER, replace(FINDING, rule="below_floor"))
    assert holds(ANSWER, replace(FINDING, headline="Quad-dominant: 2.5 to 1"))  # other numbers, the same question


def test_an_answer_that_was_taken_back_holds_no_more_and_an_older_one_may() -> None:
    undone = replace(ANSWER, undone_at=NOW)
    assert not holds(undone)
    older = replace(ANSWER, answer_id=6)
    (found,) = answered([FINDING], [undone, older], on=TODAY)
    assert found.answer == older


def test_an_answer_to_a_note_of_pain_is_about_that_note_only() -> None:
    note = replace(FINDING, rule="pain_note", rank=1, severity="strong", headline="You noted pain on 17 Nov 2026")
    known = replace(ANSWER, rule="pain_note", kind="known", until=None, severity="strong", headline=note.headline)
    assert holds(known, note)
    assert not holds(known, replace(note, headline="You noted pain on 19 Nov 2026"))


def test_headlines_are_chosen_among_what_nobody_answered() -> None:
    said = [replace(FINDING, rule=f"rule {place}", rank=place + 2) for place in range(5)]
    said[1] = replace(said[1], answer=ANSWER)
    assert _pick_headlines(said) == {0, 2, 3}


BOTH = ("pain_note", "quad_dominance")


def test_an_answered_note_of_pain_no_longer_stands_alone(log: TrainingLog) -> None:
    train(log, QUAD_HEAVY)
    log.import_file("noted.csv", NOTED, now=NOW)
    bare = log.findings(on=TODAY, rules=BOTH)
    assert [finding.rule for finding in bare if finding.is_headline] == ["pain_note"]
    answer = log.answer_finding(bare[0], kind="known", because="seen a physio, cleared", now=NOW)
    found = log.findings(on=TODAY, rules=BOTH)
    assert [finding.rule for finding in found if finding.is_headline] == ["quad_dominance"]
    assert (found[0].headline, found[0].text, found[0].step) == (bare[0].headline, bare[0].text, bare[0].step)
    assert found[0].as_json()["answer"] == {
        "answer_id": answer, "kind": "known", "until": None, "because": "seen a physio, cleared",
        "answered_at": "2026-11-21T09:00:00",
    }  # fmt: skip
    assert log.findings(on=TODAY, rules=BOTH, answered=False) == bare
    log.take_back_answer(answer, now=NOW)
    assert log.findings(on=TODAY, rules=BOTH) == bare


def test_a_day_of_the_past_knows_the_answers_up_to_it_and_those_of_today_where_that_is_said(log: TrainingLog) -> None:
    train(log, QUAD_HEAVY)
    then = TODAY - timedelta(days=6)
    (quads,) = log.findings(on=then, rules=["quad_dominance"])
    log.answer_finding(quads, kind="snoozed", until=date(2026, 12, 1), now=datetime(2026, 11, 21, 9))
    assert log.findings(on=then, rules=["quad_dominance"])[0].answer is None
    assert log.findings(on=then, rules=["quad_dominance"], today=TODAY)[0].answer is not None
    assert log.findings(on=then, rules=["quad_dominance"], today=date(2026, 12, 1))[0].answer is None
