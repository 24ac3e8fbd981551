from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from analytics.importers import read
from analytics.model import Choices
from tests.importers._reading import assert_accounted, column, problem, read_block

HEADER = (
    "Date;Time;Routine;Exercise;Set;Weight;Reps;Duration;Distance;"
    "Para6;Para7;Para8;Para9;Para10;Note;Type;Book;Version1"
)
EXPORT = Path(os.environ.get("HINDSIGHT_EXPORTS", "")) / "gymrun" / "2025-three-rows.csv"


def test_a_day_and_a_routine_are_one_workout_that_starts_with_its_first_set() -> None:
    reading = read_block(f"""
        {HEADER}
        13.05.2025;18:05:30;Legs;Barbell Back Squat;1;100;5;;;;;;;;belt;1;1;1
        13.05.2025;18:11:00;Legs;Barbell Back Squat;2;102,5;5;;;;;;;;;1;1;1
        13.05.2025;20:00:00;Core;Plank;1;;;60;;;;;;;;1;1;1
    """)
    legs = datetime(2025, 5, 13, 18, 5, 30)
    assert (reading.format, reading.date_order.value) == ("gymrun", "dmy")
    assert column(reading, "started_at") == [legs, legs, datetime(2025, 5, 13, 20)]
    assert column(reading, "workout") == ["Legs", "Legs", "Core"]
    assert column(reading, "weight_kg") == [100, 102.5, None]
    assert column(reading, "duration_s") == [None, None, 60]
    assert column(reading, "note") == ["belt", None, None]


def test_the_unit_is_nowhere_and_can_be_chosen() -> None:
    block = f"""
        {HEADER}
        13.05.2025;18:05:30;Legs;Barbell Back Squat;1;225;5;;;;;;;;;1;1;1
        13.05.2025;18:30:00;Legs;Treadmill;1;;;;1;;;;;;;1;1;1
    """
    reading = read_block(block, choices=Choices(unit="lb"))
    assert column(reading, "weight_kg") == [pytest.approx(225 * 0.45359237), None]
    assert column(reading, "distance_m") == [None, 1609.344]
    assert reading.notes == ("The file states no unit of distance; miles were taken.",)
    assert column(read_block(block, choices=Choices(unit="kg")), "distance_m") == [None, 1000]


def test_a_set_number_that_starts_again_is_a_second_block() -> None:
    reading = read_block(f"""
        {HEADER}
        13.05.2025;18:05:00;Legs;Leg Curl;1;40;8;;;;;;;;;1;1;1
        13.05.2025;18:08:00;Legs;Leg Curl;2;40;8;;;;;;;;;1;1;1
        13.05.2025;18:40:00;Legs;Leg Curl;1;35;12;;;;;;;;;1;1;1
    """)
    assert column(reading, "block") == [1, 1, 2]


def test_a_time_that_is_none_is_refused_and_a_missing_one_is_not() -> None:
    reading = read_block(f"""
        {HEADER}
        13.05.2025;18:05:00;Legs;Leg Curl;1;40;8;;;;;;;;;1;1;1
        13.05.2025;25:99:00;Legs;Leg Curl;2;40;8;;;;;;;;;1;1;1
        13.05.2025;;Legs;Leg Curl;3;40;8;;;;;;;;;1;1;1
    """)
    assert problem(reading) == (3, "Time", "25:99:00", "not a time of day")
    assert column(reading, "started_at") == [datetime(2025, 5, 13, 18, 5)] * 2


@pytest.mark.skipif(not EXPORT.is_file(), reason="HINDSIGHT_EXPORTS does not name a folder of real exports")
def test_every_row_of_the_real_export_is_explained() -> None:
    reading = read(EXPORT.name, EXPORT.read_bytes(), Choices())
    assert_accounted(reading)
    assert (reading.rows, len(reading.sets), reading.problems, reading.skipped) == (3, 3, (), {})
    assert reading.sets["started_at"].nunique() == 1
