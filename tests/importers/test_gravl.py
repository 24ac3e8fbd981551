from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers._reading import column, problem, read_block

HEADER = (
    "Date,Start Date,Workout,Source,Workout Duration (min),Energy,Exercise,Superset,Set,Set Type,Reps,Weight (kg),"
    "Distance (km),Set Duration (sec),Incline,Steps,Effort,Workout Notes"
)


def test_day_and_time_of_day_are_the_start() -> None:
    reading = read_block(f"""
        {HEADER}
        2026/06/05,16:09,Viernes,,38,81,Extensión de piernas,No,1,Calentamiento,15,30,0,,,,Ideal,cansado
        2026/06/05,16:09,Viernes,,38,81,Extensión de piernas,No,2,Normal,11,50,0,,,,Difícil,cansado
        2026/06/07,1:11 PM,Push Day,,41,90,Chin Up,No,1,Normal,9,0,0,,,,Ideal,
    """)
    assert (reading.format, reading.unit.value) == ("gravl", "kg")
    assert column(reading, "started_at") == [datetime(2026, 6, 5, 16, 9)] * 2 + [datetime(2026, 6, 7, 13, 11)]
    assert column(reading, "weight_kg") == [30, 50, None]
    assert column(reading, "set_type") == ["warmup", "working", "working"]


def test_the_word_for_effort_is_no_rpe() -> None:
    reading = read_block(f"""
        {HEADER}
        2026/06/05,16:09,Legs,,38,81,Leg Press,No,1,Normal,11,50,0,,,,9,
    """)
    assert column(reading, "rir") == [None]


def test_cardio_of_a_health_app_is_kept_by_time_and_distance() -> None:
    reading = read_block(f"""
        {HEADER}
        2026/06/05,07:30,Outside,APP,21,120,Walking,No,0,Normal,0,0,1.8,1320,,2300,,
        2026/06/05,07:30,Outside,APP,21,120,Walking,No,0,Normal,0,0,0,0,,,,
    """)
    assert (column(reading, "distance_m"), column(reading, "duration_s")) == ([1800], [1320])
    assert (column(reading, "reps"), column(reading, "weight_kg")) == ([None], [None])
    assert reading.skipped == {"empty": 1}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Normal", "working"),
        ("Warm-up", "warmup"),
        ("Aufwärmen", "warmup"),
        ("Échauffement", "warmup"),
        ("Riscaldamento", "warmup"),
        ("Aquecimento", "warmup"),
        ("ISINMA", "warmup"),
        ("Isınma", "warmup"),
        ("Разминка", "warmup"),
        ("Drop set", "drop"),
        ("Al fallo", "failure"),
        ("Cluster", "other"),
    ],
)
def test_kinds_of_sets_in_the_languages_of_the_app(written: str, meant: str) -> None:
    reading = read_block(f"""
        {HEADER}
        2026/06/05,16:09,Legs,,38,81,Leg Press,No,1,{written},11,50,0,,,,,
    """)
    assert column(reading, "set_type") == [meant]


def test_pounds_and_miles_and_minutes_by_header() -> None:
    header = HEADER.replace("(kg)", "(lbs)").replace("(km)", "(mi)").replace("(sec)", "(min)")
    reading = read_block(f"""
        {header}
        2026/06/05,16:09,Legs,,38,81,Leg Press,No,1,Normal,11,100,0,,,,,
        2026/06/05,16:09,Legs,,38,81,Running,No,0,Normal,0,0,1,9.5,,,,
    """)
    assert column(reading, "weight_kg") == [45.359237, None]
    assert column(reading, "distance_m") == [None, 1609.344]
    assert column(reading, "duration_s") == [None, 570]  # 9.5 minutes


@pytest.mark.parametrize(
    ("day", "time", "start"),
    [
        ("2026/06/05", "", datetime(2026, 6, 5)),
        ("05.06.2026", "16:09", datetime(2026, 6, 5, 16, 9)),
        ("2026/06/05", "2026/06/05 16:09", datetime(2026, 6, 5, 16, 9)),
        ("2026/06/05 16:09", "16:09", datetime(2026, 6, 5, 16, 9)),
    ],
)
def test_other_shapes_of_the_start(day: str, time: str, start: datetime) -> None:
    reading = read_block(f"""
        {HEADER}
        {day},{time},Legs,,38,81,Leg Press,No,1,Normal,11,50,0,,,,,
    """)
    assert column(reading, "started_at") == [start]


def test_a_set_without_a_day_is_refused() -> None:
    reading = read_block(f"""
        {HEADER}
        ,16:09,Legs,,38,81,Leg Press,No,1,Normal,11,50,0,,,,,
    """)
    assert problem(reading) == (2, "Date", "", "no date")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2026/06/05", "2026/13/45", "", "5 Mai 2026"]),
            st.sampled_from(["16:09", "4:09 PM", "99:99", "", "noon"]),
            st.sampled_from(["0", "1", "2", "x", ""]),
            st.sampled_from(["Normal", "Calentamiento", ""]),
            st.sampled_from(["0", "8", "eight"]),
            st.sampled_from(["0", "50", "-20", "5000"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    lines = [f"{day},{time},Legs,,38,81,Leg Press,No,{','.join(rest)},0,,,,Ideal," for day, time, *rest in rows]
    assert read_block("\n".join([HEADER, *lines])).rows == len(rows)
