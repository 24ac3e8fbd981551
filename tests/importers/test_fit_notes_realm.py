from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from analytics.importers import read
from analytics.model import Choices
from tests.importers._reading import assert_accounted, column, problem, read_block

HEADER = (
    "Name,StartTime,EndTime,BodyWeight,Exercise,Equipment,Reps,Weight,Time,Distance,"
    "Status,IsWarmup,RPE,RIR,Categories,Note"
)
AT = '2025-03-01T23:30:00Z,2025-03-02T00:40:00Z,"71,3"'
EXPORT = Path(os.environ.get("HINDSIGHT_EXPORTS", "")) / "fitnotes" / "other-app-same-name-realm.csv"
KG = Choices(unit="kg")


def test_utc_becomes_local_time_and_decimal_commas_are_read() -> None:
    reading = read_block(
        f"""
        {HEADER}
        Legs,{AT},Squat,Barbell,5,"102,5",,,Done,true,,,"Quads,Glutes",
        Legs,{AT},Squat,Barbell,5,"120,0",,,Done,false,8,,"Quads,Glutes",easy
        Legs,{AT},Squat,Barbell,5,"120,0",,,Done,false,,1,"Quads,Glutes",
        Legs,{AT},Plank,None,0,,00:00:40,,Done,false,,,Core,
        """,
        choices=Choices(unit="kg", time_zone="Europe/Berlin"),
    )
    assert (reading.format, reading.time_zone.value) == ("fit_notes_realm", "Europe/Berlin")
    assert column(reading, "started_at") == [datetime(2025, 3, 2, 0, 30)] * 4
    assert column(reading, "weight_kg") == [102.5, 120, 120, None]
    assert column(reading, "reps") == [5, 5, 5, None]
    assert column(reading, "duration_s") == [None, None, None, 40]
    assert column(reading, "set_type") == ["warmup", "working", "working", "working"]
    assert column(reading, "rir") == [None, 10 - 8, 1, None]
    assert column(reading, "note") == [None, "easy", None, None]


def test_sets_never_started_are_no_sets_and_failed_ones_are_missed() -> None:
    reading = read_block(
        f"""
        {HEADER}
        Push,{AT},Bench Press,Barbell,1,"60,0",,,Failed,false,,,Pectorals,
        Push,{AT},Bench Press,Barbell,12,"50,0",,,NotStarted,false,,,Pectorals,
        Push,{AT},Bench Press,Barbell,8,"50,0",,,Done,false,,,Pectorals,
        """,
        choices=KG,
    )
    assert reading.skipped == {"not_performed": 1}
    assert (column(reading, "reps"), column(reading, "set_type")) == ([0, 8], ["failure", "working"])
    assert reading.notes == ("1 set is marked Failed: kept as missed, with 0 reps.",)


def test_the_exercise_is_as_written_whatever_the_equipment() -> None:
    reading = read_block(
        f"""
        {HEADER}
        Arms,{AT},Reverse curl,None,10,"20,0",,,Done,false,,,Biceps,
        Arms,{AT},Reverse curl,EZ bar,10,"20,0",,,Done,false,,,Biceps,
        """,
        choices=KG,
    )
    assert column(reading, "exercise") == ["Reverse curl", "Reverse curl"]
    assert column(reading, "set_number") == [1, 2]


def test_an_unknown_status_is_refused_since_the_set_may_not_have_been_done() -> None:
    reading = read_block(
        f"""
        {HEADER}
        Push,{AT},Bench Press,Barbell,8,"50,0",,,Paused,false,,,Pectorals,
        Push,{AT},Bench Press,Barbell,8,"50,0",,,Done,false,,,Pectorals,
        """,
        choices=KG,
    )
    reason = "not a status that Hindsight knows (Done, Failed, NotStarted)"
    assert problem(reading) == (2, "Status", "Paused", reason)


def test_the_body_weight_is_nowhere_in_the_reading() -> None:
    reading = read_block(
        f"""
        {HEADER}
        Push,{AT},Bench Press,Barbell,eight,"50,0",,,Done,false,,,Pectorals,
        Push,{AT},Push Up,None,8,,,,Done,false,,,Pectorals,
        Push,{AT},Push Up,None,8
        Push,{AT.replace('"', "")},Push Up,None,8,,,,Done,false,,,Pectorals,
        """,
        choices=KG,
    )
    assert [problem.line for problem in reading.problems] == [2, 4, 5]
    assert "71,3" not in repr(reading) + reading.sets.to_csv()
    assert "71.3" not in reading.sets.to_csv()


@pytest.mark.skipif(not EXPORT.is_file(), reason="HINDSIGHT_EXPORTS does not name a folder of real exports")
def test_every_row_of_the_real_export_is_explained() -> None:
    reading = read(EXPORT.name, EXPORT.read_bytes(), Choices(time_zone="Europe/Paris"))
    assert_accounted(reading)
    assert (reading.rows, len(reading.sets), reading.problems) == (811, 802, ())
    assert reading.skipped == {"not_performed": 7, "empty": 2}
    assert reading.unit.value == "kg"
    assert reading.sets["set_type"].value_counts().to_dict() == {"working": 801, "failure": 1}
    assert reading.sets["started_at"].nunique() == 50
