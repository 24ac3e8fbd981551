"""What came, went, or changed its level within a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from analytics.model import Answer, Finding, Severity
from analytics.review.turns import turns


def finding(rule: str, severity: Severity = "warn", subject: str = "hamstrings") -> Finding:
    return Finding(
        rule=rule,
        rank=1 if rule == "pain_note" else 5,
        severity=severity,
        subject=subject,
        headline=f"{rule} of {subject}",
        text="",
        step="",
        period_from=date(2026, 10, 19),
        period_to=date(2026, 11, 15),
        evidence=(),
        facts=(),
        confidence="D",
    )


def told(now: list[Finding], before: list[Finding]) -> list[tuple[str, str, str]]:
    return [(each.kind, each.finding.rule, each.was) for each in turns(now, before)]


def test_what_stands_as_it_stood_is_no_news() -> None:
    assert told([finding("low_volume")], [finding("low_volume")]) == []


def test_new_stronger_milder_and_gone_come_in_this_order() -> None:
    now = [finding("plateau", "hint"), finding("quad_dominance", "strong"), finding("low_volume", "hint")]
    before = [finding("quad_dominance", "warn"), finding("low_volume", "warn"), finding("big_jump", "hint")]
    assert told(now, before) == [
        ("new", "plateau", ""),
        ("stronger", "quad_dominance", "a warning"),
        ("milder", "low_volume", "a warning"),
        ("settled", "big_jump", "a hint"),
    ]


def test_findings_are_the_same_by_rule_and_subject() -> None:
    now, before = [finding("plateau", subject="back_squat")], [finding("plateau", subject="bench_press")]
    assert [kind for kind, *_ in told(now, before)] == ["new", "settled"]


def test_what_is_only_for_information_is_no_news_but_a_step_to_it_is() -> None:
    assert told([finding("low_volume", "info")], []) == []
    assert told([], [finding("low_volume", "info")]) == []
    assert told([finding("low_volume", "info")], [finding("low_volume", "hint")]) == [
        ("milder", "low_volume", "a hint")
    ]


def test_an_old_note_of_pain_is_never_called_gone() -> None:
    assert told([], [finding("pain_note", "strong")]) == []


def test_what_the_lifter_answered_is_no_news() -> None:
    answer = Answer(1, "known", None, "I ran a marathon", datetime(2026, 11, 20, 12))
    assert told([replace(finding("low_volume"), answer=answer)], []) == []
