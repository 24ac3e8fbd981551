"""A threshold of the lifter's own stands on everything that it acts on, and on nothing else."""

from __future__ import annotations

from analytics.training_log import TrainingLog
from tests.rules.conftest import TODAY, said, train


def test_as_shipped_no_finding_names_a_change(log: TrainingLog) -> None:
    train(log, {"leg_extension": 10, "seated_leg_curl": 4})
    found = log.findings(on=TODAY)
    assert found
    assert {finding.changed_facts for finding in found} == {()}


def test_a_finding_names_the_changed_fact_that_it_reads(log: TrainingLog) -> None:
    train(log, {"leg_extension": 10, "seated_leg_curl": 4})  # 2.5 : 1
    log.change_fact("bal.q_h.warn", 2.2)
    (finding,) = said(log, "quad_dominance")
    assert finding.changed_facts == ("bal.q_h.warn",)
    assert finding.as_json()["changed_facts"] == ["bal.q_h.warn"]


def test_a_finding_names_a_changed_fact_that_only_its_metric_reads(log: TrainingLog) -> None:
    train(log, {"leg_extension": 10, "seated_leg_curl": 4})
    log.change_fact("hard.max_rir", 3)  # decides what counts as a hard set, and so acts on the ratio
    (finding,) = said(log, "quad_dominance")
    assert "hard.max_rir" not in finding.facts
    assert finding.changed_facts == ("hard.max_rir",)


def test_a_finding_about_one_muscle_does_not_name_the_marks_of_another_or_of_another_level(log: TrainingLog) -> None:
    train(log, {"seated_leg_curl": 5})  # under the 8 of an intermediate lifter
    log.change_facts(
        {
            "vol.hamstrings.intermediate.low": 9,
            "vol.hamstrings.advanced.low": 11,
            "vol.quads.intermediate.low": 9,
            "trend.swc_pct": 3,
        }
    )
    finding = next(each for each in said(log, "low_volume") if each.subject == "hamstrings")
    assert finding.changed_facts == ("vol.hamstrings.intermediate.low",)


def test_the_weekly_review_lists_the_lifters_own_thresholds_at_its_foot(log: TrainingLog) -> None:
    train(log, {"seated_leg_curl": 5})
    assert "Thresholds of your own" not in log.report(on=TODAY)
    log.change_fact("hard.max_rir", 3)
    foot = log.report(on=TODAY).partition("Thresholds of your own")[2]
    assert "A set counts as hard when you had 3 or fewer reps left in you. Shipped: 4 reps (hard.max_rir)." in foot
