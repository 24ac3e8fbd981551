from __future__ import annotations

from datetime import datetime

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.importers import read
from analytics.model import EXPORT_COLUMNS, LOAD_KINDS, READ_COLUMNS, SET_TYPES, SIDES, Choices
from tests.importers._reading import column, read_block


def test_date_exercise_and_reps_are_enough() -> None:
    reading = read_block("""
        started_at,exercise,reps
        2024-05-01,squat_barbell,5
        2024-05-01,squat_barbell,5
    """)
    assert (reading.format, column(reading, "source")) == ("hindsight", ["hindsight"] * 2)
    assert column(reading, "started_at") == [datetime(2024, 5, 1)] * 2
    assert column(reading, "set_type") == ["working", "working"]
    assert (column(reading, "set_number"), column(reading, "source_line")) == ([1, 2], [2, 3])


def test_pounds_and_rpe_are_accepted_beside_kilograms_and_rir() -> None:
    reading = read_block("""
        started_at,exercise,reps,weight_kg,weight_lb,rir,rpe
        2024-05-01 18:00,Squat,5,100,,2,
        2024-05-01 18:00,Squat,5,,100,,9
        2024-05-01 18:00,Squat,5,0,,,
    """)
    assert column(reading, "weight_kg") == [100, 45.359237, None]
    assert column(reading, "rir") == [2, 1, None]


def test_words_outside_the_vocabulary_are_refused() -> None:
    reading = read_block("""
        started_at,exercise,reps,set_type,load_kind,side,block
        2024-05-01,Squat,5,superset,,,
        2024-05-01,Squat,5,,chains,,
        2024-05-01,Squat,5,,,middle,
        2024-05-01,Squat,5,,,,1.5
        2024-05-01,Squat,5,Warmup,bodyweight,Left,2
    """)
    assert [(p.line, p.column, p.value) for p in reading.problems] == [
        (2, "set_type", "superset"), (3, "load_kind", "chains"), (4, "side", "middle"), (5, "block", "1.5"),
    ]  # fmt: skip
    assert column(reading, "set_type") == ["warmup"]
    assert (column(reading, "side"), column(reading, "block")) == (["left"], [2])


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(str.strip)
ROW = st.fixed_dictionaries(
    {
        "athlete": st.none() | TEXT,
        "started_at": st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1)).map(
            lambda at: at.replace(microsecond=0)
        ),
        "workout": st.none() | TEXT,
        "exercise": TEXT,
        "exercise_id": st.none() | TEXT,
        "block": st.integers(1, 9),
        "set_number": st.integers(1, 30),
        "set_type": st.sampled_from(SET_TYPES),
        "load_kind": st.none() | st.sampled_from(LOAD_KINDS),
        "weight_kg": st.none() | st.floats(0.25, 1000),
        "reps": st.integers(0, 100).map(float),
        "rir": st.none() | st.floats(0, 10),
        "distance_m": st.none() | st.floats(1, 1e6),
        "duration_s": st.none() | st.floats(1, 86_400),
        "side": st.none() | st.sampled_from(SIDES),
        "note": st.none() | TEXT,
        "source": st.sampled_from(["strong", "hevy", "hindsight"]),
        "source_line": st.integers(1, 10**6),
    }
)


@given(st.lists(ROW, min_size=1, max_size=8))
def test_an_export_read_back_is_the_same_log(rows: list[dict[str, object]]) -> None:
    sets = pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=READ_COLUMNS[name]) for name in EXPORT_COLUMNS}
    )
    assisted = sets["exercise"].str.contains("(assisted)", case=False, regex=False) & sets["load_kind"].isna()
    sets["load_kind"] = sets["load_kind"].mask(assisted, "assisted")
    reading = read("export.csv", sets.to_csv(index=False).encode(), Choices())
    assert reading.problems == ()
    pd.testing.assert_frame_equal(reading.sets[list(EXPORT_COLUMNS)], sets)
