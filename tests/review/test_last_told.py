"""What is new since a reader was told last: findings, workouts and bests held against what was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from analytics.model import Answer, Finding, Severity
from analytics.review.last_told import Best, Told, WhatIsNew, from_text, telling, to_text, what_is_new

THEN = datetime(2026, 11, 18, 9, 0)
LAST_WORKOUT = datetime(2026, 11, 17, 18, 0)
SIZE = (100, 10, LAST_WORKOUT)
NO_BESTS = pd.DataFrame(columns=["exercise_id", "started_at", "gain_pct"])


def finding(rule: str = "quad_dominance", *, severity: Severity = "warn", headline: str = "", rank: int = 3) -> Finding:
    return Finding(
        rule=rule, rank=rank, severity=severity, subject="hamstrings", headline=headline or rule, text="", step="",
        period_from=date(2026, 10, 19), period_to=date(2026, 11, 15), evidence=(), facts=(), confidence="C",
    )  # fmt: skip


def answered(found: Finding) -> Finding:
    return replace(found, answer=Answer(1, "known", None, "rowing", THEN))


def told(*found: Finding, size: tuple[int, int, datetime | None] = SIZE) -> Told:
    return telling(found, size, at=THEN)


def new(before: Told | None, *found: Finding, size: tuple[int, int, datetime | None] = SIZE) -> WhatIsNew:
    return what_is_new(before, found, size, NO_BESTS)


def test_nothing_changed_is_nothing_new() -> None:
    news = new(told(finding()), finding())
    assert news.is_empty
    assert not news.warns
    assert news.since == THEN


def test_what_was_never_told_is_all_new() -> None:
    news = new(None, finding())
    assert news.since is None
    assert news.new == (finding(),)
    assert news.warns


def test_a_new_hint_is_news_and_no_warning() -> None:
    news = new(told(), finding(severity="hint"))
    assert news.new == (finding(severity="hint"),)
    assert not news.warns


def test_a_hint_that_became_a_warning_is_stronger_and_warns() -> None:
    news = new(told(finding(severity="hint")), finding(severity="warn"))
    assert (news.new, news.stronger) == ((), (finding(severity="warn"),))
    assert news.warns


def test_a_warning_that_became_a_hint_is_no_news() -> None:
    assert new(told(finding(severity="strong")), finding(severity="hint")).is_empty


def test_information_is_no_news_until_it_is_more() -> None:
    assert new(told(), finding(severity="info")).is_empty
    assert new(told(finding(severity="info"))).is_empty
    assert new(told(finding(severity="info")), finding(severity="hint")).stronger


def test_what_stands_no_longer_is_settled() -> None:
    news = new(told(finding(headline="Quad-dominant")))
    assert [said.headline for said in news.settled] == ["Quad-dominant"]
    assert not news.warns


def test_an_answered_finding_is_neither_new_nor_settled() -> None:
    assert new(told(), answered(finding())).is_empty
    assert new(told(finding()), answered(finding())).is_empty


def test_a_finding_whose_answer_ran_out_is_new_again() -> None:
    assert new(told(answered(finding())), finding()).new == (finding(),)


def test_a_note_of_pain_that_ran_out_is_not_called_settled_and_another_one_is_new() -> None:
    note = finding("pain_note", severity="strong", headline="You noted pain on 17 Nov", rank=1)
    assert new(told(note)).is_empty
    later = replace(note, headline="You noted pain on 20 Nov")
    assert new(told(note), later).new == (later,)


def test_sets_and_workouts_are_counted_up_and_down() -> None:
    news = new(told(), size=(134, 12, datetime(2026, 11, 20, 18, 0)))
    assert (news.sets, news.workouts) == (34, 2)
    assert new(told(), size=(90, 9, LAST_WORKOUT)).sets == -10


def test_bests_are_of_workouts_after_the_last_one_told_of_one_a_lift() -> None:
    bests = pd.DataFrame(
        {
            "exercise_id": ["hip_thrust", "hip_thrust", "hip_thrust", "back_squat"],
            "started_at": pd.to_datetime([f"2026-11-{day} 18:00" for day in (17, 19, 20, 19)]),
            "gain_pct": [1.0, 2.0, 3.0, 4.0],
        }
    )  # fmt: skip
    news = what_is_new(told(), [], SIZE, bests)
    assert news.bests == (Best("hip_thrust", date(2026, 11, 20), 3.0), Best("back_squat", date(2026, 11, 19), 4.0))
    assert what_is_new(told(size=(0, 0, None)), [], SIZE, bests).bests == ()  # a first import is no row of bests


def test_what_was_told_is_kept_as_text() -> None:
    before = told(finding(headline="Füße & <b>"), size=SIZE)
    assert from_text(to_text(before), at=THEN) == before
    assert from_text(to_text(told(size=(0, 0, None))), at=THEN).last_workout_at is None
