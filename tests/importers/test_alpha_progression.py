from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from time import process_time

import pytest

from analytics.importers import read
from analytics.model import Choices, Reading
from tests.importers._reading import assert_accounted, column, problem

NARROW = "\u00a0"
AMERICAN = f"""

"Lower - Day 2"
"2023-03-23 6:59{NARROW}pm",1:10{NARROW}hr
"Day 2 · Week 1 · Winter"
"1. Leg Curls Machine","Superset 1"
"10 reps"
#,LBS,REPS
1,100,12
2,110,8
"2. Squats Barbell","45 x 10
95 \u00d7 5"
"5 reps"
#,LBS,REPS
1,225,5
2,-,-
"3. Calf Raises Machine","20 x 15"
"10 reps"
#,LBS,REPS


Arms
"2023-03-21 7:26{NARROW}am",51{NARROW}min
"Day 1 · Week 1 · Winter"
"1. Sit-ups Bodyweight","2 dropsets"
"20 reps"
#,REPS
1,20
"""
EUROPEAN = """\
"Legs · Day 2 · Week 4 · Winter";"2026-02-19 16:54 h";"1:02 hr"
"1. Hack Squats · Machine · 8 reps";"WU1 · 37,5 kg · 9 reps<br>WU2 · 72,5 kg · 7 reps"
#;KG;REPS;RIR
1;115;8;1
2;102,5;8+;0,5
"2. Hyperextensions · Bodyweight · 10 reps · 2 dropsets";"WU1 · +0 kg · 8 reps"
#;KG;REPS;RIR
1;+35;10;0
2;+0;12;-
"3. Rowing · Machine · 2 km"
#;KM;SECS
1;2,5;600
"4. Planks · Bodyweight · 60 secs"
#;KG;SECS
1;+0;60
"""


def read_log(content: str) -> Reading:
    reading = read("log.csv", content.encode("utf-8-sig"), Choices())
    assert_accounted(reading)
    return reading


def test_sets_belong_to_the_exercise_and_the_session_above_them() -> None:
    reading = read_log(AMERICAN)
    assert column(reading, "started_at") == [datetime(2023, 3, 23, 18, 59)] * 5 + [datetime(2023, 3, 21, 7, 26)]
    assert column(reading, "workout") == ["Lower - Day 2"] * 5 + ["Arms"]
    assert column(reading, "exercise") == [
        *["Leg Curls Machine"] * 2, *["Squats Barbell"] * 3, "Sit-ups Bodyweight",
    ]  # fmt: skip
    assert column(reading, "reps") == [12, 8, 10, 5, 5, 20]
    assert reading.unit.value == "lb"
    assert column(reading, "weight_kg")[0] == pytest.approx(45.359237)


def test_lines_of_load_and_reps_beside_an_exercise_are_its_warm_ups() -> None:
    reading = read_log(AMERICAN)
    squats = reading.sets[reading.sets["exercise"] == "Squats Barbell"]
    assert squats["set_type"].tolist() == ["warmup", "warmup", "working"]
    assert squats["set_number"].tolist() == [1, 2, 3]
    assert squats["weight_kg"].tolist() == pytest.approx([45 * 0.45359237, 95 * 0.45359237, 225 * 0.45359237])
    assert squats["source_line"].tolist() == [11, 11, 15]


def test_planned_sets_and_warm_ups_of_an_exercise_that_was_not_done_are_no_sets() -> None:
    assert read_log(AMERICAN).skipped == {"not_performed": 2}  # `2,-,-`, and `20 x 15` of calf raises without a set


def test_supersets_and_dropsets_are_remarks() -> None:
    notes = column(read_log(AMERICAN), "note")
    assert notes == ["Superset 1", "Superset 1", None, None, None, "2 dropsets"]


@pytest.mark.parametrize(
    "remark",
    ["20 warmup sets", "10 each side", "warm up 5 x 7", "drop from 66", "machine 3\n45 x 10 felt heavy"],
)
def test_a_remark_that_only_looks_like_a_warm_up_stays_a_remark(remark: str) -> None:
    reading = read_log(AMERICAN.replace("Superset 1", remark))
    assert column(reading, "note")[0] == remark
    assert len(reading.sets) == 6


def test_the_european_file_is_read_with_warm_ups_effort_and_added_load() -> None:
    reading = read_log(EUROPEAN)
    assert column(reading, "started_at") == [datetime(2026, 2, 19, 16, 54)] * 9
    assert column(reading, "exercise") == [
        *["Hack Squats · Machine"] * 4, *["Hyperextensions · Bodyweight"] * 3, "Rowing · Machine",
        "Planks · Bodyweight",
    ]  # fmt: skip
    assert column(reading, "set_type") == ["warmup"] * 2 + ["working"] * 2 + ["warmup"] + ["working"] * 4
    assert column(reading, "weight_kg") == [37.5, 72.5, 115, 102.5, None, 35, None, None, None]
    assert column(reading, "reps") == [9, 7, 8, 8, 8, 10, 12, None, None]
    assert column(reading, "rir") == [None, None, 1, 0.5, None, 0, None, None, None]
    assert column(reading, "distance_m")[7] == 2500
    assert column(reading, "duration_s")[7:] == [600, 60]
    assert column(reading, "note")[4:7] == ["2 dropsets"] * 3


def test_the_file_with_tabs_is_the_same_log() -> None:
    reading, with_tabs = read_log(EUROPEAN), read_log(EUROPEAN.replace(";", "\t"))
    assert with_tabs.sets.equals(reading.sets)


def test_a_load_below_nought_helps() -> None:
    reading = read_log(EUROPEAN.replace("+35", "-20"))
    assert (column(reading, "weight_kg")[5], column(reading, "load_kind")[5]) == (20, "assisted")


def test_a_set_without_all_its_columns_is_refused_by_line() -> None:
    assert problem(read_log(EUROPEAN.replace("1;115;8;1", "1;115"))) == (
        4, "line", "1;115", "the line breaks off: 2 of 4 columns",
    )  # fmt: skip


def test_a_line_among_the_sets_that_is_none_is_not_lost() -> None:
    assert problem(read_log(EUROPEAN.replace("1;115;8;1", "one;115;8;1")))[3] == "not a set"


def test_a_stray_quote_costs_no_other_line() -> None:
    reading = read_log(EUROPEAN.replace('"1. Hack Squats', '""1. Hack Squats'))
    assert len(reading.sets) == 9


def test_a_session_that_lost_its_start_is_refused_set_by_set() -> None:
    reading = read_log(EUROPEAN.split("\n", 1)[1])
    assert {found.reason for found in reading.problems} == {"no date"}
    assert len(reading.problems) == 9


def test_a_later_snapshot_holds_the_earlier_workouts_unchanged() -> None:
    """New sessions stand on top; exercises that were not done are left out, and the others numbered anew."""
    later = AMERICAN.replace('"1. Leg Curls', '"2. Lunges Dumbbells"\n"8 reps"\n#,LBS,REPS\n"4. Leg Curls')
    newer = f'\nLegs\n"2023-03-25 8:00{NARROW}pm",30{NARROW}min\n"1. Leg Curls Machine"\n#,LBS,REPS\n1,120,8\n{later}'
    known = read_log(AMERICAN).sets.drop(columns="source_line")
    again = read_log(newer).sets.drop(columns="source_line").iloc[1:].reset_index(drop=True)
    assert again.equals(known)


@pytest.mark.exports
def test_the_later_snapshot_of_a_real_log_repeats_the_earlier_workouts() -> None:
    """Three workouts were taken out of that log in between, and remarks and session names were changed."""
    folder = os.environ.get("HINDSIGHT_EXPORTS")
    if not folder:
        pytest.skip("HINDSIGHT_EXPORTS does not name a folder of real exports")
    paths = sorted(Path(folder, "alpha_progression").glob("*.csv"))
    earlier, later = (read(path.name, path.read_bytes(), Choices()).sets for path in paths)
    shared = earlier["started_at"].isin(later["started_at"])
    assert earlier.loc[~shared, "started_at"].nunique() == 3
    columns = ["started_at", "exercise", "block", "set_number", "set_type", "weight_kg", "reps"]
    repeated = later[later["started_at"].isin(earlier["started_at"])]
    assert repeated[columns].reset_index(drop=True).equals(earlier.loc[shared, columns].reset_index(drop=True))


@pytest.mark.parametrize(
    "block",
    [
        "Legs;2024-05-01 18:00{blanks}!\n1. Squat\n#;KG;REPS\n1;100;5",
        "Legs;2024-05-01 18:00 h\n1. Squat{blanks}!\n#;KG;REPS\n1;100;5",
        "Legs;2024-05-01 18:00 h\n1. Squat;45{blanks}!\n#;KG;REPS\n1;100;5",
        "Legs;2024-05-01 18:00 h\n1. Squat;WU1 · 45{blanks}!\n#;KG;REPS\n1;100;5",
        "Legs;2024-05-01 18:00 h\n1. Squat;WU1 · 45 kg · 5{blanks}! 5\n#;KG;REPS\n1;100;5",
    ],
)
def test_a_run_of_blanks_is_looked_at_once(block: str) -> None:
    before = process_time()
    reading = read("log.csv", block.format(blanks=" " * 100_000).encode(), Choices())
    assert_accounted(reading)
    assert process_time() - before < 2
