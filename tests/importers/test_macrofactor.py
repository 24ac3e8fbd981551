from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers._reading import column, problem, read_block

FULL = "Date,Workout Duration,Workout,Exercise,Set Type,Weight (lbs),Reps,RIR"


def test_a_workout_log_in_pounds() -> None:
    reading = read_block(f"""
        {FULL}
        2026-08-03,1:02:10,Lower,Back Squat,Warm Up Set,100,8,
        2026-08-03,1:02:10,Lower,Back Squat,Standard Set,200,5,2
    """)
    assert (reading.format, reading.unit.value) == ("macrofactor", "lb")
    assert column(reading, "started_at") == [datetime(2026, 8, 3)] * 2
    assert column(reading, "weight_kg") == [45.359237, 90.718474]
    assert column(reading, "rir") == [None, 2]
    assert column(reading, "set_type") == ["warmup", "working"]
    assert (column(reading, "workout"), column(reading, "set_number")) == (["Lower"] * 2, [1, 2])


def test_the_length_of_the_workout_is_not_the_length_of_a_set() -> None:
    reading = read_block(f"""
        {FULL}
        2026-08-03,3600,Lower,Back Squat,Standard Set,200,5,2
    """)
    assert column(reading, "duration_s") == [None]


def test_the_length_of_the_workout_may_be_missing() -> None:
    reading = read_block("""
        Date,Workout,Exercise,Set Type,Weight (kg),Reps
        08/13/2026,Lower,Back Squat,Standard Set,"100,5",5
        08/15/2026,Lower,Back Squat,Drop Set,80,8
    """)
    assert reading.format == "macrofactor"
    assert column(reading, "started_at") == [datetime(2026, 8, 13), datetime(2026, 8, 15)]
    assert column(reading, "weight_kg") == [100.5, 80]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Standard Set", "working"),
        ("Warm-Up Set", "warmup"),
        ("Warmup", "warmup"),
        ("Drop Set", "drop"),
        ("Failure Set", "failure"),
        ("Myo Rep Set", "other"),
        ("Set", "working"),
    ],
)
def test_kinds_of_sets(written: str, meant: str) -> None:
    reading = read_block(f"""
        {FULL}
        2026-08-03,3600,Lower,Back Squat,{written},200,5,2
    """)
    assert column(reading, "set_type") == [meant]


def test_sets_by_time_and_by_distance() -> None:
    reading = read_block("""
        Date,Workout Duration,Workout,Exercise,Set Type,Weight (lbs),Reps,RIR,Duration,Distance (m)
        2026-08-03,3600,Core,Plank,Standard Set,,,,0:45,
        2026-08-03,3600,Core,Sled Push,Standard Set,180,,,,20
        2026-08-03,3600,Core,Crunch,Standard Set,,,,,
    """)
    assert column(reading, "duration_s") == [45, None]
    assert column(reading, "distance_m") == [None, 20]
    assert reading.skipped == {"empty": 1}


def test_an_rpe_stands_in_for_a_missing_column_of_rir() -> None:
    reading = read_block("""
        Date,Workout Duration,Workout,Exercise,Set Type,Weight (kg),Reps,RPE
        2026-08-03,3600,Lower,Back Squat,Standard Set,100,5,8.5
    """)
    assert column(reading, "rir") == [1.5]  # 10 - 8.5


def test_an_rir_beyond_ten_is_refused() -> None:
    reading = read_block(f"""
        {FULL}
        2026-08-03,3600,Lower,Back Squat,Standard Set,200,5,11
    """)
    assert problem(reading)[:3] == (2, "RIR", "11")


def test_a_sheet_of_ones_own_with_a_set_type_is_not_taken_for_it() -> None:
    reading = read_block("""
        Date,Workout,Exercise,Set Type,Weight (kg),Reps,RPE
        2026-08-18,Push,Bench Press,warmup,40,10,
        2026-08-18,Push,Bench Press,normal,80,5,9
    """)
    assert reading.format == "generic"
    assert column(reading, "set_type") == ["warmup", "working"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2026-08-03", "03.08.2026", "yesterday", ""]),
            st.sampled_from(["Back Squat", "", "Dip (Assisted)"]),
            st.sampled_from(["Standard Set", "Warm Up Set", "", "?"]),
            st.sampled_from(["100", "-20", "BW", "45 lb", "9999", "heavy", ""]),
            st.sampled_from(["5", "0", "5+", ""]),
            st.sampled_from(["2", "", "12"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    lines = [f"{date},3600,Lower,{','.join(rest)}" for date, *rest in rows]
    assert read_block("\n".join([FULL, *lines])).rows == len(rows)
