"""What the rules say, and when they keep silent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analytics import rules
from analytics.training_log import TrainingLog
from tests.rules.conftest import LAST_MONDAY, NOW, TODAY, bring, equal_weeks, said, train

# quads 10 (squat 6 + extension 4), hamstrings 4 (RDL 2 + curl 2): 2.5 : 1
QUAD_HEAVY = {"back_squat": 6, "leg_extension": 4, "romanian_deadlift": 2, "seated_leg_curl": 2}
# quads 8, hamstrings 8, curls half of them
EVEN = {"back_squat": 8, "romanian_deadlift": 4, "seated_leg_curl": 4, "standing_calf_raise": 6}


def test_an_empty_log_says_nothing(log: TrainingLog) -> None:
    assert log.findings(on=TODAY) == []


def test_quad_dominance_warns_and_says_what_would_settle_it(log: TrainingLog) -> None:
    train(log, QUAD_HEAVY)
    (finding,) = [each for each in log.findings(on=TODAY) if each.rule == "quad_dominance"]
    assert finding.severity == "warn"  # 2.0 <= 10/4 = 2.5 < 3.0; knee-dominant 10 : hip-dominant 4 says the same
    assert "2.5 quad sets for each hamstring set" in finding.headline
    assert "10 quad and 4 hamstring sets a week" in finding.text
    # 10 / 1.5 - 4 = 2.67, to the half set 2.5; one week may add 2 sets (20 % of 4 is less)
    assert "2.5 more hamstring sets a week; start with 2 next week" in finding.step
    assert finding.period_from == LAST_MONDAY - timedelta(weeks=3)
    assert finding.period_to == LAST_MONDAY + timedelta(days=6)
    assert finding.is_headline


def test_quad_dominance_is_strong_when_hamstrings_get_next_to_nothing(log: TrainingLog) -> None:
    train(log, {"back_squat": 10, "lying_leg_curl": 3})
    (finding,) = said(log, "quad_dominance")
    assert finding.severity == "strong"  # hamstrings 3 < 4 a week while quads 10 >= 8


def test_quads_without_any_hamstring_set_are_strong_too(log: TrainingLog) -> None:
    train(log, {"back_squat": 10})
    (finding,) = said(log, "quad_dominance")
    assert finding.severity == "strong"
    assert "no hamstring sets" in finding.headline


def test_an_even_week_gets_no_quad_warning(log: TrainingLog) -> None:
    train(log, EVEN)
    assert said(log, "quad_dominance") == []
    assert said(log, "missing_function") == []
    assert said(log, "lopsided_function") == []


def test_too_few_sets_say_nothing_about_balance(log: TrainingLog) -> None:
    train(log, {"back_squat": 2}, weeks=4)  # 8 quad and hamstring sets in four weeks, fewer than 12
    assert said(log, "quad_dominance") == []


def test_a_running_week_is_not_judged(log: TrainingLog) -> None:
    bring(
        log,
        equal_weeks(EVEN),
        equal_weeks({"leg_extension": 29}, weeks=1, last=LAST_MONDAY + timedelta(weeks=1)),
    )
    assert said(log, "quad_dominance") == []


def test_missing_curls_are_named_with_an_exercise_the_lifter_knows(log: TrainingLog) -> None:
    with_curls = {"romanian_deadlift": 4, "lying_leg_curl": 2, "back_squat": 6}
    bring(
        log,
        equal_weeks({"romanian_deadlift": 6, "back_squat": 6}, weeks=3),
        equal_weeks(with_curls, weeks=1, last=LAST_MONDAY - timedelta(weeks=3)),
    )
    (finding,) = said(log, "missing_function")
    assert finding.headline == "No curl for the hamstrings in 2 weeks"
    assert log.exercise_name("lying_leg_curl") in finding.step


def test_missing_hinges_are_named_as_well(log: TrainingLog) -> None:
    train(log, {"seated_leg_curl": 6, "back_squat": 6})
    (finding,) = said(log, "missing_function")
    assert finding.headline == "No hinge for the hamstrings in 2 weeks"


def test_few_curls_are_a_hint_not_an_alarm(log: TrainingLog) -> None:
    train(log, {"romanian_deadlift": 11, "seated_leg_curl": 2, "back_squat": 6})  # 2 / 13 = 15 % curls
    (finding,) = said(log, "lopsided_function")
    assert finding.severity == "hint"
    assert "15 %" in finding.headline


def test_a_muscle_without_work_is_named(log: TrainingLog) -> None:
    train(log, {"back_squat": 8, "romanian_deadlift": 4, "seated_leg_curl": 4})
    calves = [finding for finding in said(log, "muscle_without_work") if finding.subject == "calves"]
    assert len(calves) == 1
    assert calves[0].severity == "warn"


def test_upper_body_gaps_are_information_only(log: TrainingLog) -> None:
    train(log, EVEN)
    others = [finding for finding in said(log, "muscle_without_work") if "Chest" in finding.headline]
    assert [finding.severity for finding in others] == ["info"]
    assert "Biceps 0" in others[0].headline  # all of them in one note


@pytest.mark.parametrize(
    ("curls", "rule"),
    [
        (3, "below_floor"),  # floor 4
        (6, "low_volume"),  # 4 <= 6 < 8, the intermediate range begins at 8
        (20, "high_volume"),  # above 18
        (24, "very_high_volume"),  # above 22
    ],
)
def test_hamstring_sets_speak_by_their_state(log: TrainingLog, curls: int, rule: str) -> None:
    train(log, {"seated_leg_curl": curls, "back_squat": 8})
    assert [finding.subject for finding in said(log, rule) if finding.subject == "hamstrings"] == ["hamstrings"]


def test_hamstring_sets_inside_the_range_are_left_alone(log: TrainingLog) -> None:
    train(log, {"seated_leg_curl": 5, "romanian_deadlift": 5, "back_squat": 8})
    subjects = {finding.subject for finding in log.findings(on=TODAY)}
    assert "hamstrings" not in subjects


def test_a_lift_that_falls_clearly_is_named(log: TrainingLog) -> None:
    falling = [  # 100 kg down to 84 kg, 2 kg a week, twice a week
        equal_weeks(
            {"bench_press_barbell": 2}, weeks=1, last=LAST_MONDAY - timedelta(weeks=8 - week), kg=100 - 2 * week
        )
        for week in range(9)
    ]
    bring(log, *falling)
    (finding,) = said(log, "falling_strength")
    assert finding.subject == "bench_press_barbell"
    assert "\N{MINUS SIGN}" in finding.headline


def test_a_lift_that_stands_still_is_a_plateau_only_after_twelve_weeks(log: TrainingLog) -> None:
    train(log, {"bench_press_barbell": 4}, weeks=13, kg=100)
    (finding,) = said(log, "plateau")
    assert finding.subject == "bench_press_barbell"
    assert said(log, "plateau", on=LAST_MONDAY - timedelta(weeks=3)) == []


def test_unrecognised_names_are_counted_until_they_are_taught(log: TrainingLog) -> None:
    train(log, {"Grandma's garage pulls": 3})
    (finding,) = said(log, "unrecognised_exercises")
    assert "12 sets count for no muscle" in finding.headline
    log.map_exercise("Grandma's garage pulls", "not_a_lift", now=NOW)
    assert said(log, "unrecognised_exercises") == []


def test_missing_effort_is_a_hint(log: TrainingLog) -> None:
    train(log, EVEN, rir="")
    (finding,) = said(log, "effort_not_logged")
    assert "0 %" in finding.headline


def test_logged_effort_needs_no_hint(log: TrainingLog) -> None:
    train(log, EVEN)
    assert said(log, "effort_not_logged") == []


def test_at_most_three_are_headlines_and_none_is_mere_information(log: TrainingLog) -> None:
    train(log, {"back_squat": 12, "leg_extension": 8, "Grandma's garage pulls": 3}, rir="")
    found = log.findings(on=TODAY)
    headlines = [finding for finding in found if finding.is_headline]
    assert len(headlines) == 3
    assert "info" not in {finding.severity for finding in headlines}
    assert len({finding.rule for finding in headlines}) == 3


def test_every_finding_names_its_period_its_numbers_and_a_step(log: TrainingLog) -> None:
    train(log, QUAD_HEAVY, rir="")
    for finding in log.findings(on=TODAY):
        assert finding.evidence
        assert finding.step
        assert finding.period_from < finding.period_to
        assert finding.confidence in "ABCD"
        for fact in finding.facts:
            assert log.facts[fact].source_ids


def test_every_rule_reads_facts_that_exist(log: TrainingLog) -> None:
    for rule in rules.RULES:
        for fact in rule.facts:
            assert log.facts[fact]


def test_an_old_log_is_judged_as_of_its_last_week(log: TrainingLog) -> None:
    train(log, QUAD_HEAVY, last=date(2022, 3, 7))
    assert log.judged_on(TODAY) == date(2022, 3, 14)
    assert said(log, "quad_dominance", on=log.judged_on(TODAY))


def test_a_running_log_is_judged_today(log: TrainingLog) -> None:
    train(log, QUAD_HEAVY)
    assert log.judged_on(TODAY) == TODAY


def test_no_sentence_speaks_of_injury_risk_or_optimal_percentages(log: TrainingLog) -> None:
    train(log, QUAD_HEAVY, rir="")
    for finding in log.findings(on=TODAY):
        text = f"{finding.headline} {finding.text} {finding.step}".lower()
        assert "injury risk" not in text
        assert "optimal" not in text
