"""An import merges at the workout: nothing twice, nothing lost, everything can be taken back."""

from __future__ import annotations

import random
from pathlib import Path

from analytics.model import Choices
from analytics.training_log import TrainingLog
from tests.store.conftest import NOW, bring, counts

LEG_DAY = (
    "2026-11-02 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong\n"
    "2026-11-02 18:00:00,Legs,Squat (Barbell),1,2,working,100,5,1,strong\n"
    "2026-11-02 18:00:00,Legs,Seated Leg Curl (Machine),1,1,working,40,12,1,strong\n"
)
PULL_DAY = "2026-11-04 18:00:00,Pull,Deadlift (Barbell),1,1,working,140,5,2,strong\n"


def test_the_same_file_again_adds_nothing(log: TrainingLog) -> None:
    assert counts(bring(log, LEG_DAY)) == (3, 0, 0, 0, 0)
    assert counts(bring(log, LEG_DAY)) == (0, 3, 0, 0, 0)
    assert len(log.sets()) == 3


def test_rows_in_another_order_are_the_same_workout(log: TrainingLog) -> None:
    bring(log, LEG_DAY)
    rows = LEG_DAY.splitlines(keepends=True)
    random.Random(3).shuffle(rows)
    assert counts(bring(log, "".join(rows))) == (0, 3, 0, 0, 0)


def test_a_later_export_adds_the_new_workout_only(log: TrainingLog) -> None:
    bring(log, LEG_DAY)
    assert counts(bring(log, LEG_DAY + PULL_DAY)) == (1, 3, 0, 0, 0)


def test_a_workout_missing_from_a_newer_export_stays(log: TrainingLog) -> None:
    bring(log, LEG_DAY + PULL_DAY)
    bring(log, PULL_DAY)
    assert len(log.sets()) == 4


def test_a_changed_workout_replaces_the_old_version_and_undo_brings_it_back(log: TrainingLog) -> None:
    bring(log, LEG_DAY)
    newer = bring(log, LEG_DAY.replace("100,5,1", "105,5,1"))
    assert counts(newer) == (0, 0, 3, 0, 0)
    assert sorted(log.sets()["weight_kg"]) == [40, 100, 105]
    log.undo(newer.import_id, now=NOW)
    assert sorted(log.sets()["weight_kg"]) == [40, 100, 100]


def test_undo_takes_exactly_its_own_import_back(log: TrainingLog) -> None:
    first = bring(log, LEG_DAY)
    second = bring(log, PULL_DAY)
    assert log.undo(first.import_id, now=NOW) == 3
    assert log.sets()["exercise"].tolist() == ["Deadlift (Barbell)"]
    assert log.undo(second.import_id, now=NOW) == 1
    assert log.is_empty()


def test_a_middle_version_taken_back_leaves_the_newest_current(log: TrainingLog) -> None:
    bring(log, PULL_DAY)
    middle = bring(log, PULL_DAY.replace("140", "145"))
    newest = bring(log, PULL_DAY.replace("140", "150"))
    log.undo(middle.import_id, now=NOW)
    assert log.sets()["weight_kg"].tolist() == [150]
    log.undo(newest.import_id, now=NOW)
    assert log.sets()["weight_kg"].tolist() == [140]


def test_the_first_version_does_not_come_back_once_its_own_import_is_gone(log: TrainingLog) -> None:
    first = bring(log, PULL_DAY)
    newer = bring(log, PULL_DAY.replace("140", "145"))
    log.undo(first.import_id, now=NOW)
    assert log.sets()["weight_kg"].tolist() == [145]
    log.undo(newer.import_id, now=NOW)
    assert log.is_empty()


def test_a_file_taken_back_can_be_imported_again(log: TrainingLog) -> None:
    log.undo(bring(log, LEG_DAY).import_id, now=NOW)
    assert counts(bring(log, LEG_DAY)) == (3, 0, 0, 0, 0)


def test_a_workout_that_another_app_brought_is_not_added_twice(log: TrainingLog) -> None:
    bring(log, LEG_DAY)
    # the same lifts under the other app's names, loads rounded to 10 g
    other = LEG_DAY.replace("strong", "hevy").replace("Squat (Barbell)", "Barbell Squat").replace(",100,", ",100.01,")
    report = bring(log, other)
    assert counts(report) == (0, 0, 0, 3, 0)
    assert report.skipped == {"duplicate_of_other_app": 3}


def test_another_workout_at_the_same_minute_in_another_app_is_added(log: TrainingLog) -> None:
    bring(log, LEG_DAY)
    assert counts(bring(log, LEG_DAY.replace("strong", "hevy").replace(",12,", ",13,"))) == (3, 0, 0, 0, 0)


def test_an_edited_workout_keeps_the_edit_when_the_export_comes_again(log: TrainingLog) -> None:
    bring(log, LEG_DAY)
    curl = log.sets(search="curl").iloc[0]
    log.edit_set(int(curl["set_id"]), {"weight_kg": 45.0}, now=NOW)
    assert counts(bring(log, LEG_DAY)) == (0, 3, 0, 0, 0)  # the file brings what it brought before
    changed = bring(log, LEG_DAY.replace("100,5,1", "105,5,1"))
    assert changed.skipped == {"edited_here": 3}
    assert log.sets(search="curl")["weight_kg"].tolist() == [45]


def test_a_deleted_set_stays_deleted_and_comes_back_by_undo(log: TrainingLog) -> None:
    bring(log, LEG_DAY)
    curl = log.sets(search="curl")["set_id"].tolist()
    change = log.delete_sets(curl, now=NOW)
    bring(log, LEG_DAY)
    assert log.sets(search="curl").empty
    assert log.undo(change, now=NOW) == 1
    assert len(log.sets(search="curl")) == 1


def test_two_edits_undone_in_the_wrong_order_leave_the_first_version(log: TrainingLog) -> None:
    bring(log, PULL_DAY)
    first = log.edit_set(int(log.sets().iloc[0]["set_id"]), {"reps": 6.0}, now=NOW)
    second = log.edit_set(int(log.sets().iloc[0]["set_id"]), {"reps": 7.0}, now=NOW)
    log.undo(first, now=NOW)
    assert log.sets()["reps"].tolist() == [7]
    log.undo(second, now=NOW)
    assert log.sets()["reps"].tolist() == [5]


def test_an_import_taken_back_takes_the_edits_of_its_sets_along(log: TrainingLog) -> None:
    report = bring(log, PULL_DAY)
    log.edit_set(int(log.sets().iloc[0]["set_id"]), {"note": "felt light"}, now=NOW)
    log.undo(report.import_id, now=NOW)
    assert log.is_empty()


def test_the_same_file_read_by_another_unit_replaces_its_first_reading(log: TrainingLog) -> None:
    header = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes\n"
    content = (header + '2026-11-02 18:00:00,"Legs","Squat (Barbell)",1,100,5,0,0,"",""\n').encode()
    log.import_file("strong.csv", content, now=NOW, choices=Choices(unit="kg"))
    again = log.import_file("strong.csv", content, now=NOW, choices=Choices(unit="lb"))
    assert counts(again) == (0, 0, 1, 0, 0)
    assert log.sets()["weight_kg"].round(4).tolist() == [45.3592]  # 100 lb x 0.45359237


def test_loads_are_shown_in_the_unit_of_the_first_import(log: TrainingLog) -> None:
    bring(log, LEG_DAY.replace(",100,", ",220,"))
    assert log.setting("unit", "kg") == "kg"
    header = "Date,Workout Name,Exercise Name,Set Order,lb,Reps,mi,Seconds,Notes\n"
    content = (header + '2026-11-09 18:00:00,"Legs","Squat",0,225.0,5,0.0,0,""\n').encode()
    log.import_file("strong.csv", content, now=NOW)
    assert log.setting("unit", "kg") == "kg"  # the first stands


def test_a_first_import_in_pounds_shows_pounds(log: TrainingLog) -> None:
    header = "Date,Workout Name,Exercise Name,Set Order,lb,Reps,mi,Seconds,Notes\n"
    content = (header + '2026-11-09 18:00:00,"Legs","Squat",0,225.0,5,0.0,0,""\n').encode()
    log.import_file("strong.csv", content, now=NOW)
    assert log.setting("unit", "kg") == "lb"


def test_athletes_do_not_share_workouts(log: TrainingLog) -> None:
    bring(log, LEG_DAY, athlete="Ana")
    assert counts(bring(log, LEG_DAY, athlete="Ben")) == (3, 0, 0, 0, 0)
    assert log.athletes() == ["Ana", "Ben"]


def test_export_and_import_into_an_empty_log_reproduce_it(log: TrainingLog, tmp_path: Path) -> None:
    bring(log, LEG_DAY + PULL_DAY.replace("Deadlift (Barbell)", "=Grandma's lift"))
    log.map_exercise("=Grandma's lift", "rack_pull", now=NOW)
    exported = log.export()
    assert b"'=Grandma" in exported  # no spreadsheet runs it as a formula
    with TrainingLog.open(tmp_path / "other") as other:
        other.import_file("export.csv", exported, now=NOW)
        assert other.export() == exported
