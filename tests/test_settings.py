"""Settings and thresholds of a log: what is refused and why, changes that hold together, and that they last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import NotFound, WrongRequest
from analytics.reference.facts import Fact, load_facts
from analytics.settings import PRESETS, SETTINGS
from analytics.training_log import TrainingLog

NOW = datetime(2026, 11, 21, 9, 0)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path / "log") as opened:
        yield opened


def refusal(log: TrainingLog, changes: dict[str, float | str | None]) -> str:
    """Why a change of thresholds was refused; it must have changed nothing."""
    before = [fact.value for fact in log.facts]
    with pytest.raises(WrongRequest) as refused:
        log.change_facts(changes)
    assert [fact.value for fact in log.facts] == before
    return str(refused.value)


# what the lifter says ------------------------------------------------------------------------------------------------


def test_whoever_said_nothing_has_the_defaults(log: TrainingLog) -> None:
    assert log.settings() == {key: setting.default for key, setting in SETTINGS.items()}


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("level", "expert", "Training level cannot be 'expert'. It may be beginner, intermediate, advanced."),
        ("sex", "other", "Compare with cannot be 'other'. It may be nothing, men, women."),
        ("sport", "maybe", "Running or field sport cannot be 'maybe'. It may be no, yes."),
        ("equipment", "garage", "What you train with cannot be 'garage'. It may be gym, no_machines, home,"),
        ("goal", "abs", "Goal cannot be 'abs'. It may be balanced, posterior, strength, maintenance, return."),
        ("training_days", "mon funday", "There is no weekday 'funday'. Write them like: mon thu sun."),
        ("unit", "stone", "Unit of weight cannot be 'stone'. It may be kg, lb."),
        ("week_start", "friday", "Weeks are shown from cannot be 'friday'. It may be monday, sunday."),
        ("bodyweight_kg", "24.9", "A bodyweight of 24.9 kg is not possible. Give 25 to 300 kg."),
        ("bodyweight_kg", "300.1", "A bodyweight of 300.1 kg is not possible. Give 25 to 300 kg."),
        ("bodyweight_kg", "heavy", "A bodyweight of heavy kg is not possible. Give 25 to 300 kg."),
        ("bodyweight_kg", "nan", "A bodyweight of nan kg is not possible. Give 25 to 300 kg."),
        ("time_zone", "Mars/Olympus", "There is no time zone 'Mars/Olympus'."),
        ("time_zone", "../../etc/passwd", "There is no time zone '../../etc/passwd'."),
    ],
)
def test_a_value_that_a_setting_cannot_have_is_refused_in_one_sentence(
    log: TrainingLog, key: str, value: str, sentence: str
) -> None:
    with pytest.raises(WrongRequest) as refused:
        log.change_setting(key, value)
    assert str(refused.value).startswith(sentence)
    assert log.settings()[key] == SETTINGS[key].default


@pytest.mark.parametrize(
    ("key", "value"),
    [("bodyweight_kg", "25"), ("bodyweight_kg", "300"), ("bodyweight_kg", "81.6"), ("time_zone", "Europe/Berlin")],
)
def test_a_value_at_the_edge_is_kept(log: TrainingLog, key: str, value: str) -> None:
    log.change_setting(key, value)
    assert log.settings()[key] == value


def test_training_days_are_kept_in_the_order_of_the_week_however_they_are_written(log: TrainingLog) -> None:
    log.change_setting("training_days", "Thu, mon")
    assert log.settings()["training_days"] == "mon thu"
    assert log.lifter.training_days == (0, 3)  # Monday is 0
    log.change_setting("training_days", None)
    assert log.lifter.training_days == ()


def test_every_choice_of_every_setting_is_kept_and_taken_back(log: TrainingLog) -> None:
    for key, setting in SETTINGS.items():
        for choice in setting.choices:
            log.change_setting(key, choice)
            assert log.settings()[key] == choice
        log.change_setting(key, None)
    assert log.settings() == {key: setting.default for key, setting in SETTINGS.items()}


# thresholds ----------------------------------------------------------------------------------------------------------


def test_a_threshold_above_its_neighbour_is_refused_with_both_named(log: TrainingLog) -> None:
    said = refusal(log, {"bal.q_h.watch": 2.5})
    assert said.startswith("bal.q_h.watch (2.5) must not be above bal.q_h.warn (2).")


def test_both_at_once_are_one_change(log: TrainingLog) -> None:
    log.change_facts({"bal.q_h.watch": 2.5, "bal.q_h.warn": 3})
    assert [fact.key for fact in log.changed_facts()] == ["bal.q_h.watch", "bal.q_h.warn"]


def test_of_a_change_with_one_wrong_part_nothing_is_kept(log: TrainingLog) -> None:
    assert "hard.max_rir must be between 1 and 5 reps, not 6." in refusal(log, {"hard.close_rir": 1, "hard.max_rir": 6})
    assert log.changed_facts() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"count.direct": 2.0}, "count.direct is fixed at 1 and cannot be changed."),
        ({"hard.unknown_rir": "guess"}, "hard.unknown_rir must be one of assume_hard, exclude, not guess."),
        ({"hard.max_rir": "many"}, "hard.max_rir must be between 1 and 5 reps, not many."),
        ({"hard.max_rir": float("nan")}, "hard.max_rir must be between 1 and 5 reps, not nan."),
        ({"bal.window_weeks": 3.5}, "bal.window_weeks must be a whole number of weeks, not 3.5."),
    ],
)
def test_a_value_that_a_threshold_cannot_have_is_refused_in_one_sentence(
    log: TrainingLog, changes: dict[str, float | str | None], sentence: str
) -> None:
    assert sentence in refusal(log, changes)


@pytest.mark.parametrize("value", [None, 3.0])
def test_a_threshold_that_does_not_exist_is_not_found(log: TrainingLog, value: float | None) -> None:
    with pytest.raises(NotFound, match=r"There is no fact named hard.nonsense"):
        log.change_fact("hard.nonsense", value)


def test_the_shipped_value_is_not_a_change(log: TrainingLog) -> None:
    log.change_fact("hard.max_rir", 3)
    log.change_fact("hard.max_rir", 4)
    assert log.changed_facts() == []


def test_moving_along_takes_the_neighbours_that_would_be_overtaken_and_no_others() -> None:
    facts = load_facts()
    # 0.5 <= 1.5 <= 2 <= 3: at 2.5 only the warning stands in the way
    assert facts.moved_along("bal.q_h.watch", 2.5) == {"bal.q_h.watch": 2.5, "bal.q_h.warn": 2.5}
    assert facts.moved_along("bal.q_h.strong", 2.0) == {"bal.q_h.strong": 2.0}
    # floor 4, intermediate 8 to 14, high 18: down to 3 takes the floor along
    assert facts.moved_along("vol.hamstrings.intermediate.low", 3) == {
        "vol.hamstrings.intermediate.low": 3,
        "vol.hamstrings.floor": 3,
    }
    assert facts.moved_along("hard.min_load_pct", 40) == {"hard.min_load_pct": 40}


def test_moving_along_is_refused_by_ranges_alone_and_never_by_order() -> None:
    facts = load_facts()
    for fact in facts:
        for value in (fact.low, fact.high):
            if value is not None and not fact.is_fixed:
                moved = facts.moved_along(fact.key, value)
                within = all(_is_within(facts[key], to) for key, to in moved.items())
                assert facts.allow(moved) == within, (fact.key, value)


def _is_within(fact: Fact, value: float) -> bool:
    return fact.low is not None and fact.high is not None and fact.low <= value <= fact.high


def test_a_preset_is_in_force_until_one_of_its_facts_is_the_lifters_own(log: TrainingLog) -> None:
    assert log.preset_in_force() == "strict"
    for name in PRESETS:
        log.apply_preset(name)
        assert log.preset_in_force() == name
    log.change_fact("count.squat_hamstring", 0.25)
    assert log.preset_in_force() == ""


# that they last ------------------------------------------------------------------------------------------------------


def test_changes_survive_a_restart_and_a_backup(tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path / "log") as log:
        log.change_setting("level", "advanced")
        log.change_facts({"hard.max_rir": 3, "hard.unknown_rir": "exclude"})
    with TrainingLog.open(tmp_path / "log") as again:
        assert _said(again) == ("advanced", 3, "exclude")
        again.backup(tmp_path / "backup.zip")
    with TrainingLog.open(tmp_path / "elsewhere") as other:
        other.change_fact("hard.max_rir", 2)
        other.restore(tmp_path / "backup.zip", now=NOW)
        assert _said(other) == ("advanced", 3, "exclude")


def _said(log: TrainingLog) -> tuple[str, float, str]:
    return log.lifter.level, log.facts.number("hard.max_rir"), log.facts.text("hard.unknown_rir")


def test_a_log_opens_with_values_that_the_shipped_facts_no_longer_allow(tmp_path: Path) -> None:
    kept = {
        "fact.hard.max_rir": "3",
        "fact.hard.close_rir": "99",  # beyond its range
        "fact.gone.long.ago": "1",
        "fact.bal.q_h.watch": "2.6",  # above the warning
        "fact.hard.unknown_rir": "guess",
        "fact.count.direct": "2",  # fixed
    }
    with TrainingLog.open(tmp_path) as log:
        for key, value in kept.items():
            log.change_setting(key, value)
    with TrainingLog.open(tmp_path) as again:
        assert [(fact.key, fact.value) for fact in again.changed_facts()] == [("hard.max_rir", 3)]
