from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import UnreadableFile
from analytics.model import Choices
from tests.importers._reading import column, read_block

HEADER = (
    "workout_id,workout_date,workout_title,program,workout_completed,workout_started_at,block_title,block_order,"
    "exercise_id,exercise_title,exercise_order,exercise_notes,set_number,set_completed,"
    "prescribed_reps,prescribed_weight_kg,prescribed_duration_sec,actual_reps,actual_weight_kg,actual_duration_sec"
)
WORKOUT = "7,2025-07-03,Strength Day,Base,True,2025-07-03T18:05:00,Strength,1,11,BACK SQUAT,1,"


def test_what_was_done_counts_and_not_what_was_prescribed() -> None:
    reading = read_block(f"""
        {HEADER}
        {WORKOUT}felt good,1,True,5,140,,5,130,
        {WORKOUT}felt good,2,True,5,140,,,130,
    """)
    assert (reading.format, reading.unit.value) == ("trainheroic", "kg")
    assert column(reading, "started_at") == [datetime(2025, 7, 3, 18, 5)] * 2
    assert (column(reading, "weight_kg"), column(reading, "reps")) == ([130, 130], [5, None])
    assert column(reading, "note") == ["felt good"] * 2
    assert column(reading, "exercise") == ["BACK SQUAT"] * 2


def test_sets_that_were_not_completed_are_no_sets() -> None:
    reading = read_block(f"""
        {HEADER}
        {WORKOUT},1,False,5,140,,,,
        {WORKOUT},2,false,5,140,,5,140,
        {WORKOUT},3,True,5,140,,5,140,
    """)
    assert reading.skipped == {"not_performed": 2}
    assert column(reading, "source_line") == [4]


def test_completed_without_anything_done_is_empty_and_an_exercise_without_sets_too() -> None:
    reading = read_block(f"""
        {HEADER}
        {WORKOUT},1,True,5,140,60,,,
        {WORKOUT},,,,,,,,
    """)
    assert reading.skipped == {"empty": 2}


def test_the_planned_day_stands_in_for_a_start_that_was_not_recorded() -> None:
    reading = read_block(f"""
        {HEADER}
        7,2025-07-03,Strength Day,Base,True,,Warm-up,1,12,PLANK,1,,1,True,,,60,,,45
    """)
    assert column(reading, "started_at") == [datetime(2025, 7, 3)]
    assert column(reading, "duration_s") == [45]
    assert column(reading, "set_type") == ["warmup"]


def test_a_chosen_unit_is_believed_since_the_exporter_does_not_convert() -> None:
    block = f"{HEADER}\n{WORKOUT},1,True,5,225,,5,225,"
    reading = read_block(block, choices=Choices(unit="lb"))
    assert column(reading, "weight_kg") == [pytest.approx(102.05828325)]
    assert "any unit" in reading.unit.how
    assert column(read_block(block.replace("actual_weight_kg", "actual_weight_lb")), "weight_kg") == [
        pytest.approx(102.05828325)
    ]


def test_the_exporters_list_of_workouts_is_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match="TrainHeroic's file of the workouts without their sets"):
        read_block("""
            id,date,title,program,completed,started_at
            7,2025-07-03,Strength Day,Base,True,2025-07-03T18:05:00
        """)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2025-07-03", "", "x"]),
            st.sampled_from(["2025-07-03T18:05:00", "", "x"]),
            st.sampled_from(["BACK SQUAT", ""]),
            st.sampled_from(["True", "False", "0", ""]),
            st.sampled_from(["5", "0", "x", ""]),
            st.sampled_from(["100", "-1", "2000", ""]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    lines = [
        f"7,{date},Day,Base,True,{started},Strength,1,11,{name},1,,1,{completed},5,140,,{reps},{weight},"
        for date, started, name, completed, reps, weight in rows
    ]
    reading = read_block("\n".join([HEADER, *lines]))
    assert reading.rows == len(rows)
    assert not (reading.sets["weight_kg"] == 140).any()
