from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import UnreadableFile
from analytics.importers._sets import snapped_to_pounds
from analytics.model import Choices
from analytics.units import KG_PER_LB
from tests.importers._reading import column, problem, read_block

NEW = "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier"
OLD = "Date,Exercise,Sets,Reps,Weight,isWarmup,Note"


def test_a_set_is_read_with_its_warm_up_mark_and_note() -> None:
    reading = read_block(f"""
        {NEW}
        2025-03-04 17:05:00 +0000,Back Squat, 5,60.0,0.0,0.0,0.0,0.0,true,, 1.0
        2025-03-04 17:05:00 +0000,Back Squat, 8,102.5,0.0,0.0,0.0,0.0,false,belt on, 1.0
    """)
    assert (reading.format, reading.unit.value) == ("fitbod", "kg")
    assert reading.unit.how == 'the column is called "Weight(kg)"'
    assert column(reading, "set_type") == ["warmup", "working"]
    assert (column(reading, "weight_kg"), column(reading, "reps")) == ([60, 102.5], [5, 8])
    assert column(reading, "note") == [None, "belt on"]
    assert column(reading, "duration_s") == [None, None]


def test_an_evening_in_chicago_is_not_the_next_day_in_utc() -> None:
    reading = read_block(
        f"""
        {NEW}
        2025-03-05 01:30:00 +0000,Back Squat, 5,100.0,0.0,0.0,0.0,0.0,false,, 1.0
        """,
        choices=Choices(time_zone="America/Chicago"),
    )
    assert column(reading, "started_at") == [datetime(2025, 3, 4, 19, 30)]
    assert reading.time_zone.value == "America/Chicago"


def test_the_multiplier_changes_neither_load_nor_reps_nor_the_number_of_sets() -> None:
    reading = read_block(f"""
        {NEW}
        2025-03-04 17:05:00 +0000,Dumbbell Romanian Deadlift, 10,30.0,0.0,0.0,0.0,0.0,false,, 2.0
        2025-03-04 17:05:00 +0000,Single Leg Leg Extension, 12,25.0,0.0,0.0,0.0,0.0,false,, 2.0
        2025-03-04 17:05:00 +0000,Dumbbell Lunge, 8,20.0,0.0,0.0,0.0,0.0,false,, 4.0
    """)
    assert (column(reading, "weight_kg"), column(reading, "reps")) == ([30, 25, 20], [10, 12, 8])
    assert column(reading, "side") == [None, None, None]  # one row stands for both legs


def test_holds_and_cardio_have_a_time_or_a_distance_and_no_reps() -> None:
    reading = read_block(f"""
        {NEW}
        2025-03-04 17:05:00 +0000,Plank, 0,0.0,55.0,0.0,0.0,0.0,false,, 0.0
        2025-03-04 17:05:00 +0000,Running, 0,0.0,1200.0,4150.6,1.0,0.0,false,, 0.0
        2025-03-04 17:05:00 +0000,Push Up, 15,0.0,0.0,0.0,0.0,0.0,false,, 1.0
    """)
    assert column(reading, "reps") == [None, None, 15]
    assert column(reading, "duration_s") == [55, 1200, None]
    assert column(reading, "distance_m") == [None, 4150.6, None]
    assert column(reading, "weight_kg") == [None, None, None]


def test_kilograms_that_were_pounds_are_back_on_half_pounds() -> None:
    reading = read_block(f"""
        {NEW}
        2021-01-17 22:14:35 +0000,Back Squat, 5,20.41168092460379,0.0,0.0,0.0,0.0,false,, 1.0
        2021-01-17 22:14:35 +0000,Back Squat, 5,61.23504277381137,0.0,0.0,0.0,0.0,false,, 1.0
        2021-01-17 22:14:35 +0000,Leg Curl, 9,5.669911367977974,0.0,0.0,0.0,0.0,false,, 1.0
    """)
    assert reading.unit.value == "kg"
    assert column(reading, "weight_kg") == [pytest.approx(pounds * KG_PER_LB, abs=1e-9) for pounds in (45, 135, 12.5)]
    assert reading.notes == (
        "The loads were logged in pounds and exported in kilograms; they are back on whole and half pounds.",
    )


def test_a_lifter_of_kilograms_keeps_a_load_that_is_near_a_half_pound_by_chance() -> None:
    reading = read_block(f"""
        {NEW}
        2025-03-04 17:05:00 +0000,Goblet Squat, 10,22.0,0.0,0.0,0.0,0.0,false,, 1.0
        2025-03-04 17:05:00 +0000,Goblet Squat, 10,24.0,0.0,0.0,0.0,0.0,false,, 1.0
        2025-03-04 17:05:00 +0000,Leg Curl, 10,6.8,0.0,0.0,0.0,0.0,false,, 1.0
    """)
    # 22 kg are 48.502 lb and 6.8 kg are 14.991 lb; two of three loads are plain kilograms.
    assert column(reading, "weight_kg") == [22, 24, 6.8]
    assert reading.notes == ()


@given(st.lists(st.integers(1, 1200), min_size=1, max_size=20))
def test_every_half_pound_survives_the_way_through_kilograms(half_pounds: list[int]) -> None:
    exact = np.array(half_pounds) * KG_PER_LB / 2
    written = np.array(half_pounds) / 2 * 0.453592909436  # the factor in Fitbod's files
    assert snapped_to_pounds(written) == pytest.approx(exact, abs=1e-9)


@given(st.lists(st.integers(1, 1600).map(lambda quarters: quarters / 4), max_size=20))
def test_quarters_of_a_kilogram_are_never_moved(loads: list[float]) -> None:
    assert snapped_to_pounds(np.array(loads)).tolist() == loads


def test_a_header_in_pounds_is_believed() -> None:
    reading = read_block(f"""
        {NEW.replace("Weight(kg)", "Weight(lbs)")}
        2025-03-04 17:05:00 +0000,Back Squat, 5,225.0,0.0,0.0,0.0,0.0,false,, 1.0
    """)
    assert (reading.unit.value, column(reading, "weight_kg")) == ("lb", [pytest.approx(102.05828325)])


def test_blank_lines_in_the_middle_are_no_rows() -> None:
    row = "2025-03-04 17:05:00 +0000,Back Squat, 5,100.0,0.0,0.0,0.0,0.0,false,, 1.0"
    reading = read_block("\n".join([NEW, row, "", "", row, ""]))
    assert (reading.rows, column(reading, "source_line")) == (2, [2, 5])


def test_a_file_that_excel_saved_again_is_read() -> None:
    reading = read_block(f"""
        {NEW}
        2020-07-15 00:10:55 +0000,Back Squat,10,20.41168092460380,0.0,0.0,0.0,0.0,TRUE,,2.0
        ,,,,,,,,,,
        2020-07-15 00:10:55 +0000,Back Squat,10,61.235042773811400,0.0,0.0,0.0,0.0,FALSE,,2.0
    """)
    assert column(reading, "set_type") == ["warmup", "working"]
    assert reading.skipped == {"empty": 1}


def test_the_old_header_writes_assistance_as_a_negative_load() -> None:
    reading = read_block(f"""
        {OLD}
        2018-06-02,Assisted Chin Up,1,6,-36.28743275,,
        2018-06-02,Chin Up,1,5,0,,
        2018-06-02,Leg Press,1,10,90.71858189,TRUE,slow
    """)
    assert column(reading, "load_kind") == ["assisted", None, None]
    assert column(reading, "weight_kg") == [
        pytest.approx(80 * KG_PER_LB, abs=1e-9), None, pytest.approx(200 * KG_PER_LB, abs=1e-9),
    ]  # fmt: skip
    assert column(reading, "set_type") == ["working", "working", "warmup"]
    assert column(reading, "started_at") == [datetime(2018, 6, 2)] * 3


def test_the_old_header_states_no_unit_and_is_in_kilograms() -> None:
    reading = read_block(f"""
        {OLD}
        2018-06-02,Leg Press,1,10,100,,
    """)
    assert (reading.unit.value, reading.unit.how) == ("kg", "no unit in the file; Fitbod writes kilograms")


def test_converted_loads_are_kilograms_even_when_pounds_are_chosen() -> None:
    block = f"""
        {OLD}
        2018-06-02,Leg Press,1,10,{{load}},,
    """
    pounds = Choices(unit="lb")
    assert read_block(block.format(load="20.41168092"), choices=pounds).unit.value == "kg"
    assert read_block(block.format(load="45"), choices=pounds).unit.value == "lb"


def test_a_row_of_three_sets_becomes_three_sets() -> None:
    reading = read_block(f"""
        {OLD}
        2018-06-02,Leg Press,3,10,100,,
        2018-06-02,Leg Curl,,12,40,,
        2018-06-02,Back Squat,0,5,100,,
    """)
    assert (reading.rows, reading.skipped) == (5, {"not_performed": 1})
    assert column(reading, "exercise") == ["Leg Press"] * 3 + ["Leg Curl"]
    assert column(reading, "set_number") == [1, 2, 3, 1]
    assert column(reading, "source_line") == [2, 2, 2, 3]


@pytest.mark.parametrize(
    ("sets", "reason"),
    [
        ("2.5", "not a whole number of sets"),
        ("300", "300 sets is outside 0 to 20 sets"),
        ("-1", "-1 sets is outside 0 to 20 sets"),
        ("a few", "not a number"),
    ],
)
def test_an_impossible_number_of_sets_is_refused_once(sets: str, reason: str) -> None:
    reading = read_block(f"""
        {OLD}
        2018-06-02,Leg Press,{sets},10,100,,
    """)
    assert problem(reading) == (2, "Sets", sets, reason)


def test_a_line_that_breaks_off_stays_a_problem_when_rows_are_multiplied() -> None:
    reading = read_block(f"""
        {OLD}
        2018-06-02,Leg Press,2,10,100,,
        2018-06-02,Leg Cu
    """)
    assert len(reading.sets) == 2
    assert problem(reading)[0] == 3


def test_a_file_without_weights_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="looks like a Fitbod export, but has no column for the weight"):
        read_block("""
            Date,Exercise,Sets,Reps,isWarmup
            2018-06-02,Leg Press,1,10,
        """)
