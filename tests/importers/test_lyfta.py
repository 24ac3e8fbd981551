from __future__ import annotations

from datetime import datetime

import pytest

from analytics.model import Choices
from tests.importers._reading import column, read_block

HEADER = ' Title,Date,Duration,Exercise,"Superset id",Weight,Reps,Distance,Time,"Set Type"'


def test_a_set_is_read_from_below_a_header_that_begins_with_a_blank() -> None:
    reading = read_block(
        HEADER + '\nLegs,"2026-03-04 18:05:11",01:10:00,"Sled 45° Leg Press ",1,120.000,10,null,null,NORMAL_SET',
        choices=Choices(unit="kg"),
    )
    assert reading.format == "lyfta"
    assert column(reading, "started_at") == [datetime(2026, 3, 4, 18, 5, 11)]
    assert (column(reading, "workout"), column(reading, "exercise")) == (["Legs"], ["Sled 45° Leg Press "])
    assert (column(reading, "weight_kg"), column(reading, "reps")) == ([120], [10])
    assert (column(reading, "distance_m"), column(reading, "duration_s")) == ([None], [None])


def test_the_set_types_are_understood_as_words_and_as_numbers() -> None:
    types = {
        "NORMAL_SET": "working", "WARMUP_SET": "warmup", "DROP_SET": "drop", "FAILURE_SET": "failure",
        "NEGATIVE_REPS_SET": "other", "PARTIAL_REPS_SET": "other", "BACK_OFF_SET": "working", "TOP_SET": "working",
        "": "working", "0": "working", "1": "warmup", "4": "failure", "5": "drop", "6": "other", "8": "other",
        "11": "working", "CLUSTER_SET": "other",
    }  # fmt: skip
    rows = [f'Legs,"2026-03-04 18:05:11",01:10:00,"Leg Curl",,40.000,10,,,{written}' for written in types]
    reading = read_block("\n".join([HEADER, *rows]))
    assert column(reading, "set_type") == list(types.values())


def test_sets_of_one_side_are_working_sets_with_a_side() -> None:
    types = {"LEFT_SET": "left", "RIGHT_SET": "right", "3": "left", "2": "right", "NORMAL_SET": None}
    rows = [f'Legs,"2026-03-04 18:05:11",01:10:00,"Leg Curl",,40.000,10,,,{written}' for written in types]
    reading = read_block("\n".join([HEADER, *rows]))
    assert column(reading, "side") == list(types.values())
    assert column(reading, "set_type") == ["working"] * 5


def test_holds_are_counted_by_their_time() -> None:
    reading = read_block(f"""
        {HEADER.strip()}
        Core,"2026-03-04 18:05:11",01:10:00,"Front Plank",,null,,null,1:30,NORMAL_SET
        Core,"2026-03-04 18:05:11",01:10:00,"Front Plank",,0.000,0,null,0:45,NORMAL_SET
        Core,"2026-03-04 18:05:11",01:10:00,"Hanging Leg Raise",,0.000,12,0,0,NORMAL_SET
        Core,"2026-03-04 18:05:11",01:10:00,"Front Plank",,null,,null,null,NORMAL_SET
    """)
    assert column(reading, "duration_s") == [90, 45, None]
    assert column(reading, "reps") == [None, None, 12]
    assert column(reading, "weight_kg") == [None, None, None]
    assert reading.skipped == {"empty": 1}


def test_no_reps_are_an_attempt_when_the_set_failed() -> None:
    reading = read_block(f"""
        {HEADER.strip()}
        Pull,"2026-03-04 18:05:11",01:10:00,"Pull-up",,0.000,0,,,FAILURE_SET
    """)
    assert column(reading, "reps") == [0]


def test_the_unit_is_inferred_and_can_be_chosen() -> None:
    squats = "\n".join(
        f'Legs,"2026-03-04 18:05:11",01:10:00,"Barbell Squat",,{load}.000,5,,,NORMAL_SET'
        for load in (45, 95, 135, 185, 225) * 6
    )
    assert read_block(f"{HEADER}\n{squats}").unit.value == "lb"
    chosen = read_block(f"{HEADER}\n{squats}", choices=Choices(unit="kg"))
    assert (chosen.unit.value, column(chosen, "weight_kg")[0]) == ("kg", 45)


def test_a_unit_in_the_header_is_believed() -> None:
    reading = read_block(f"""
        {HEADER.strip().replace("Weight", "Weight (lbs)")}
        Legs,"2026-03-04 18:05:11",01:10:00,"Leg Curl",,100.000,10,,,NORMAL_SET
    """)
    assert (reading.unit.value, column(reading, "weight_kg")) == ("lb", [pytest.approx(45.359237)])
