from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import UnreadableFile
from analytics.model import Choices
from tests.importers._reading import column, problem, read_block

HEADER = '"Date","Title","Exercise","Set #","Reps","Weight","Time"'


def test_a_workout_counted_by_set() -> None:
    reading = read_block(f"""
        {HEADER}
        "2025-11-03","Lower A","Back Squat","1","5","100","00:00"
        "2025-11-03","Lower A","Back Squat","2","4","102.5","00:00"
        "2025-11-03","Lower A","Plank","1","","","1:30"
    """)
    assert reading.format == "caliber"
    assert column(reading, "started_at") == [datetime(2025, 11, 3)] * 3
    assert column(reading, "weight_kg") == [100, 102.5, None]
    assert column(reading, "duration_s") == [None, None, 90]
    assert column(reading, "set_number") == [1, 2, 1]


def test_the_unit_is_guessed_from_the_loads_and_the_guess_shown() -> None:
    loads = (45, 95, 135, 185, 225, 245, 275, 315) * 5
    rows = [f"2025-11-03,Lower A,Squat (Barbell),{n},5,{load},0:00" for n, load in enumerate(loads, start=1)]
    reading = read_block("\n".join([HEADER, *rows]))
    assert reading.unit.value == "lb"
    assert "no unit in the file" in reading.unit.how
    assert column(reading, "weight_kg")[0] == pytest.approx(20.41165665)  # 45 lb


def test_the_unit_can_be_chosen_and_a_header_states_it() -> None:
    row = '"2025-11-03","Lower A","Leg Press","1","5","225","0:00"'
    assert column(read_block(f"{HEADER}\n{row}", choices=Choices(unit="kg")), "weight_kg") == [225]
    stated = HEADER.replace("Weight", "Weight (kg)")
    assert column(read_block(f"{stated}\n{row}"), "weight_kg") == [225]


@pytest.mark.parametrize(
    ("date", "start"),
    [
        ("2025-11-03 18:05:00", datetime(2025, 11, 3, 18, 5)),
        ("11/23/2025, 6:05 PM", datetime(2025, 11, 23, 18, 5)),
        ("Nov 3, 2025", datetime(2025, 11, 3)),
    ],
)
def test_dates_in_other_shapes(date: str, start: datetime) -> None:
    reading = read_block(f'{HEADER}\n"{date}","Lower A","Leg Press","1","5","100","0:00"')
    assert column(reading, "started_at") == [start]


def test_the_time_may_be_left_out_and_an_exercise_added_twice_is_two_blocks() -> None:
    reading = read_block("""
        Date,Title,Exercise,Set #,Reps,Weight (kg)
        2025-11-03,Lower A,Leg Press,1,5,100
        2025-11-03,Lower A,Leg Press,2,5,100
        2025-11-03,Lower A,Leg Press,1,5,100
    """)
    assert column(reading, "block") == [1, 1, 2]


def test_a_row_without_a_name_is_refused_and_an_empty_one_skipped() -> None:
    reading = read_block(f"""
        {HEADER}
        "2025-11-03","Lower A","","1","5","100","0:00"
        "2025-11-03","Lower A","Leg Press","1","","","00:00"
    """)
    assert problem(reading) == (2, "Exercise", "", "no exercise")
    assert reading.skipped == {"empty": 1}


def test_a_file_without_weights_is_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match="looks like a Caliber export, but has no column for the weight"):
        read_block("Date,Title,Exercise,Set #,Reps\n2025-11-03,Lower A,Leg Press,1,5")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2025-11-03", "32/13/2025", ""]),
            st.sampled_from(["Leg Press", ""]),
            st.sampled_from(["1", "2", "W", ""]),
            st.sampled_from(["5", "0", "five", ""]),
            st.sampled_from(["100", "45 lbs", "BW", "-5", ""]),
            st.sampled_from(["0:45", "00:00", "1:00:00", "soon", ""]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    lines = [f"{date},Lower A,{','.join(rest)}" for date, *rest in rows]
    assert read_block("\n".join([HEADER, *lines])).rows == len(rows)
