"""A safety note stands alone: no training advice after it."""

from __future__ import annotations

from analytics.training_log import TrainingLog
from tests.rules.conftest import NOW, TODAY, train

QUAD_HEAVY = {"back_squat": 6, "leg_extension": 4, "romanian_deadlift": 2, "seated_leg_curl": 2}
NOTED = b"""started_at,exercise,set_number,weight_kg,reps,rir,note
2026-11-19 18:00:00,back_squat,1,60,8,2,sharp pain in lower back
2026-11-19 18:00:00,romanian_deadlift,1,60,8,2,and a pop? felt a pop
2026-11-17 18:00:00,romanian_deadlift,1,60,8,2,pain behind my knee
"""


def test_a_safety_note_is_the_only_headline_and_the_first_finding(log: TrainingLog) -> None:
    train(log, QUAD_HEAVY)
    assert any(finding.is_headline for finding in log.findings(on=TODAY))
    log.import_file("noted.csv", NOTED, now=NOW)
    found = log.findings(on=TODAY)
    assert [finding.rule for finding in found if finding.is_headline] == ["pain_note"]
    assert found[0].rule == "pain_note"
    assert {finding.rule for finding in found} > {"pain_note", "quad_dominance"}  # the others are still there to read


def test_several_notes_are_one_finding_about_the_newest(log: TrainingLog) -> None:
    log.import_file("noted.csv", NOTED, now=NOW)
    (finding,) = log.findings(on=TODAY, rules=["pain_note"])
    assert [evidence.name for evidence in finding.evidence] == ["Noted on 17 Nov 2026"] + ["Noted on 19 Nov 2026"] * 2
    assert finding.evidence[0].value == "pain behind my knee"
    assert "19 Nov 2026" in finding.headline
    assert "set" not in finding.step.split()  # nothing to train
