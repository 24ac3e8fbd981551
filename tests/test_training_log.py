"""The face of the log: what is asked as of a day, and as of which day answers to findings are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from analytics.plans.model import Plan
from analytics.training_log import TrainingLog
from tests.plans.conftest import NOW, ON, QUAD_DOMINANT, equal_weeks

LATER = datetime(2027, 3, 1, 9)
"""Months after the log ended: findings and plans still speak as of `ON`, the Monday after its last week."""
NOTED = (
    b"started_at,exercise,weight_kg,reps,note\n2026-11-12 18:00:00,conventional_deadlift,100,5,sharp pain in lower back"
)


@pytest.fixture
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path_factory.mktemp("ended")) as log:
        log.import_file("log.csv", equal_weeks(QUAD_DOMINANT), now=NOW)
        log.change_fact("plan.horizon_weeks", 4)  # looking less far ahead is faster
        assert log.judged_on(LATER.date()) == ON
        yield log


def answer(log: TrainingLog, rule: str, subject: str | None = None) -> None:
    """Say months later that a finding of the log that ended is known."""
    said = log.findings(on=ON, rules=[rule])
    (finding,) = [each for each in said if subject in (None, each.subject)]
    log.answer_finding(finding, kind="known", because="Looked at and fine.", now=LATER)


def test_the_plan_of_a_review_respects_what_was_answered_after_the_log_ended(ended: TrainingLog) -> None:
    answer(ended, "muscle_without_work", "calves")

    review = ended.review(on=ON, today=LATER.date())

    assert review.plan is not None
    assert "standing_calf_raise" in {line.exercise_id for _, line in ended.plan(on=ON).lines()}
    assert "standing_calf_raise" not in {line.exercise_id for _, line in review.plan.lines()}


def test_a_report_respects_what_was_answered_after_the_log_ended(ended: TrainingLog) -> None:
    ended.import_file("noted.csv", NOTED, now=NOW)
    ended.keep_plan(Plan("me", ON, "balanced", "empty"), now=NOW)  # a kept plan need not be made
    answer(ended, "pain_note")

    assert "have it looked at" in ended.report(on=ON)
    assert "have it looked at" not in ended.report(on=ON, today=LATER.date())


def test_a_template_is_planned_once_the_note_of_pain_was_answered_after_the_log_ended(ended: TrainingLog) -> None:
    ended.import_file("noted.csv", NOTED, now=NOW)
    answer(ended, "pain_note")

    assert ended.plan_from_template("rp_two_days", on=ON).kind == "stopped"
    assert ended.plan_from_template("rp_two_days", on=ON, today=LATER.date()).kind == "template"


def test_loads_are_in_kilograms_until_the_lifter_says_pounds(ended: TrainingLog) -> None:
    assert ended.unit == "kg"
    ended.change_setting("unit", "lb")
    assert ended.unit == "lb"


def test_the_evidence_of_a_day_is_gathered_once_for_a_version_of_the_log(ended: TrainingLog) -> None:
    gathered = ended.reviewed_week(on=ON, athlete="me", unit="kg").case

    assert ended.reviewed_week(on=ON, athlete="me", unit="lb").case is gathered
    assert ended.reviewed_week(on=date(2026, 11, 9), athlete="me", unit="kg").case is not gathered
    ended.change_setting("level", "advanced")
    assert ended.reviewed_week(on=ON, athlete="me", unit="kg").case.lifter.level == "advanced"
