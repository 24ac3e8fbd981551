"""What big_jump and layoff show beside their sentence: periods and evidence."""

from __future__ import annotations

from datetime import date, timedelta

from analytics.model import Evidence
from analytics.training_log import TrainingLog
from tests.rules.conftest import LAST_MONDAY, TODAY, bring, equal_weeks, said, train


def test_a_jump_shows_the_week_the_four_before_and_both_numbers(log: TrainingLog) -> None:
    bring(
        log,
        equal_weeks({"leg_extension": 8}, weeks=4, last=LAST_MONDAY - timedelta(weeks=1)),
        equal_weeks({"leg_extension": 14, "seated_leg_curl": 1}, weeks=1),
    )
    (finding,) = said(log, "big_jump")
    assert (finding.period_from, finding.period_to) == (date(2026, 10, 12), date(2026, 11, 15))
    assert finding.evidence == (Evidence("Quads, last full week", "14 against 8", "hard sets a week"),)
    assert "risk" not in f"{finding.headline} {finding.text} {finding.step}"
    assert "injur" not in f"{finding.headline} {finding.text} {finding.step}"


def test_a_break_shows_its_days_and_what_was_usual_before(log: TrainingLog) -> None:
    train(log, {"leg_extension": 8}, weeks=5, last=LAST_MONDAY - timedelta(weeks=1))  # the last on Thursday 5 November
    (finding,) = said(log, "layoff")
    assert (finding.period_from, finding.period_to) == (date(2026, 11, 5), TODAY)
    assert finding.evidence == (
        Evidence("Days without a set", 16, "days"),
        Evidence("Quads before", 8, "hard sets a week"),
    )
    assert "beginning with" not in finding.step  # no squat, hinge, bridge or lunge was ever logged
