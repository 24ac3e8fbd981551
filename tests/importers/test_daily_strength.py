from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.importers._reading import column, problem, read_block

HEADER = '"Date","Workout name","Exercise","Set","Weight","Reps","Distance","Duration","Measurement unit","Notes"'


def test_each_row_states_its_unit() -> None:
    reading = read_block(f"""
        {HEADER}
        "2024-03-02 18:00:00","Legs","Squat","1","100","5","","","kg","belt"
        "2024-03-02 18:00:00","Legs","Squat","2","100","5","","","lbs",""
    """)
    assert (reading.format, reading.unit.value) == ("daily_strength", "mixed")
    assert column(reading, "started_at") == [datetime(2024, 3, 2, 18)] * 2
    assert column(reading, "weight_kg") == [100, 45.359237]
    assert column(reading, "note") == ["belt", None]
    assert column(reading, "set_number") == [1, 2]


def test_distances_go_with_the_unit_of_weight_or_state_their_own() -> None:
    reading = read_block(f"""
        {HEADER}
        "2024-03-02","Cardio","Run","1","0","0","2","0:10:00","kg",""
        "2024-03-02","Cardio","Run","2","0","0","2","600","lbs",""
        "2024-03-02","Cardio","Row","1","0","0","500","120","m",""
    """)
    assert column(reading, "distance_m") == [2000, 3218.688, 500]
    assert column(reading, "duration_s") == [600, 600, 120]


def test_a_decimal_comma_and_a_load_of_nought() -> None:
    reading = read_block("""
        Date;Workout name;Exercise;Set;Weight;Reps;Distance;Duration;Measurement unit;Notes
        02.03.2024;Legs;Split Squat;1;22,5;8;;;kg;
        02.03.2024;Legs;Pistol Squat;1;0;8;;;kg;
    """)
    assert column(reading, "weight_kg") == [22.5, None]


def test_a_load_in_an_unknown_unit_is_refused() -> None:
    reading = read_block(f"""
        {HEADER}
        "2024-03-02","Legs","Squat","1","100","5","","","plates",""
    """)
    assert problem(reading) == (2, "Measurement unit", "plates", "not a unit of weight")


def test_a_row_that_was_never_filled_in_is_skipped() -> None:
    reading = read_block(f"""
        {HEADER}
        "2024-03-02","Legs","Squat","1","0","0","","","kg",""
    """)
    assert reading.skipped == {"empty": 1}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2024-03-02", "soon", ""]),
            st.sampled_from(["Squat", ""]),
            st.sampled_from(["1", "w", ""]),
            st.sampled_from(["100", "0", "x", "-20", ""]),
            st.sampled_from(["5", "0", ""]),
            st.sampled_from(["kg", "lbs", "km", "?", ""]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    lines = [f"{date},Legs,{','.join(rest)},,,{unit}," for date, *rest, unit in rows]
    assert read_block("\n".join([HEADER, *lines])).rows == len(rows)
