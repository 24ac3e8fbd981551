from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.model import Choices, Reading
from tests.importers._reading import column, problem, read_block

HEADER = [
    "id", "created_at", "updated_at", "program_id", "user_id", "status", "finished_at", "week", "day", "workout",
    "records", "program_log_id", "user_notes", "title", "duration", "legacy", "program_variation_index", "share_image",
    "finished_v2_at",
]  # fmt: skip
START = "9/8/2024 14:35:44.588+00"


def workout(records: object, *, created_at: str = START, status: str = "done", title: str = "Aug 09 Workout") -> str:
    """One line of the dump; `records` is written as JSON unless it is a text already."""
    cells = {
        "id": "w1",
        "created_at": created_at,
        "user_id": "secret-user",
        "status": status,
        "finished_at": created_at,
        "workout": "{}",
        "records": records if isinstance(records, str) else json.dumps(records),
        "title": title,
        "duration": "1925",
    }
    return _line([cells.get(name, "") for name in HEADER])


def exercise(name: str, *sets: object, **more: object) -> Mapping[str, object]:
    return {"id": "e1", "name": name, "type": "Barbell", "sets": list(sets), **more}


def a_set(value: object, amount: object, unit: str = "kg", **more: object) -> Mapping[str, object]:
    return {"value": value, "amount": amount, "weight_unit": unit, "target_type": "reps", "skipped": False, **more}


def read_dump(*lines: str, choices: Choices | None = None) -> Reading:
    return read_block("\n".join([",".join(HEADER), *lines]), choices=choices)


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def test_a_workout_is_laid_out_as_its_sets() -> None:
    reading = read_dump(
        workout([exercise("Squat (Barbell)", a_set("100", "5"), a_set(102.5, 3), notes="slow"), exercise("Dips")]),
        workout([exercise("Dips", a_set("", "12", ""))], created_at="16/8/2024 08:00:00+00"),
    )
    assert (reading.format, reading.rows, reading.unit.value) == ("boostcamp", 3, "kg")
    assert column(reading, "exercise") == ["Squat (Barbell)", "Squat (Barbell)", "Dips"]
    assert (column(reading, "weight_kg"), column(reading, "reps")) == ([100, 102.5, None], [5, 3, 12])
    assert (column(reading, "set_number"), column(reading, "source_line")) == ([1, 2, 1], [2, 2, 3])
    assert column(reading, "note") == ["slow", "slow", None]
    assert column(reading, "workout") == ["Aug 09 Workout"] * 3


def test_times_are_utc_with_the_day_first() -> None:
    line = workout([exercise("Squat", a_set("100", "5"))], created_at="9/8/2024 23:35:44.588+00")
    reading = read_dump(line, choices=Choices(time_zone="Europe/Berlin"))
    assert column(reading, "started_at") == [datetime(2024, 8, 10, 1, 35, 44)]  # 23:35 UTC is 01:35 in summer
    assert reading.date_order.value == "dmy"


def test_days_stay_first_though_the_gaps_would_be_shorter_the_other_way() -> None:
    rows = [workout([exercise("Squat", a_set("100", "5"))], created_at=f"5/{n}/2024 10:00:00+00") for n in (1, 2, 3)]
    reading = read_dump(*rows)
    assert column(reading, "started_at") == [datetime(2024, month, 5, 10) for month in (1, 2, 3)]
    assert "day first" in reading.date_order.how


def test_months_first_are_read_when_no_other_order_fits() -> None:
    line = workout([exercise("Squat", a_set("100", "5"))], created_at="8/30/2024 10:00:00+00")
    assert column(read_dump(line), "started_at") == [datetime(2024, 8, 30, 10)]


def test_supersets_are_sets_of_their_own_exercises_in_place() -> None:
    shell = {
        "name": "",
        "type": "Superset",
        "sets": [],
        "supersets": [exercise("Row", a_set("60", "8"), a_set("60", "8")), exercise("Curl", a_set("20", "12"))],
    }
    reading = read_dump(workout([exercise("Squat", a_set("100", "5")), shell, exercise("Plank", a_set("", "1"))]))
    assert column(reading, "exercise") == ["Squat", "Row", "Row", "Curl", "Plank"]


def test_open_ended_reps_units_and_bodyweight() -> None:
    sets = [a_set("225", "5+", "lbs"), a_set("100", "5 +", "KG"), a_set("", "15", "")]
    reading = read_dump(workout([exercise("Squat", *sets)]))
    assert column(reading, "weight_kg") == [pytest.approx(102.05828325), 100, None]
    assert column(reading, "reps") == [5, 5, 15]


def test_one_rpe_or_rir_is_effort_and_a_plan_is_not() -> None:
    sets = [
        a_set("100", "5", intensity="8", intensity_unit="RPE"),
        a_set("100", "5", intensity=0, intensity_unit="RIR"),
        a_set("100", "5", intensity=[8, 9], intensity_unit="RPE"),
        a_set("100", "5", intensity="75", intensity_unit="%"),
        a_set("100", "5", intensity="8", intensity_unit="RPE", archived_rpe=9.5),
    ]
    assert column(read_dump(workout([exercise("Squat", *sets)])), "rir") == [2, 0, None, None, 0.5]


def test_skipped_sets_exercises_and_workouts_are_no_sets() -> None:
    reading = read_dump(
        workout([exercise("Squat", a_set("100", "5", skipped=True), a_set("100", "5"))]),
        workout([exercise("Squat", a_set("100", "5"), skipped=True)]),
        workout([exercise("Squat", a_set("100", "5"))], status="skipped"),
    )
    assert (len(reading.sets), reading.skipped) == (1, {"not_performed": 3})


def test_what_the_app_archived_says_what_was_done() -> None:
    sets = [
        a_set("100", "5", archived_reps=3, setStatus="failure"),
        a_set("100", "1", archived_reps=0, setStatus="failure"),
        a_set("", "8", archived_weight=100),
        a_set("100", "5", archived_reps=0, isWarmup=True),
    ]
    reading = read_dump(workout([exercise("Squat", *sets)]))
    assert column(reading, "reps") == [3, 0, 8, 5]
    assert column(reading, "weight_kg") == [100, 100, 45.359237, 100]
    assert column(reading, "set_type") == ["failure", "failure", "working", "warmup"]


def test_timed_sets_and_distances() -> None:
    sets = [
        a_set("", "90", "", target_type="time"),
        a_set("", "1.5", "", target_type="time", time_unit="min"),
        a_set("", "0:45", "", target_type="time"),
        a_set("", "2", "", target_type="distance", target_unit="km"),
    ]
    reading = read_dump(workout([exercise("Plank", *sets)]))
    assert column(reading, "duration_s") == [90, 90, 45, None]
    assert column(reading, "distance_m") == [None, None, None, 2000]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("{oops", "the sets of this workout are broken JSON at character 2"),
        ('{"a": 1}', "the records are not a list of exercises"),
        ("[" * 100_000, "the sets of this workout are broken JSON"),
        ('["Squat"]', "not an exercise with a list of sets"),
        ('[{"name": "Squat", "sets": [5]}]', "not a set"),
    ],
    ids=["no json", "no list", "too deep", "no exercise", "no set"],
)
def test_a_broken_workout_is_refused_and_the_others_stay(broken: str, reason: str) -> None:
    reading = read_dump(workout([exercise("Squat", a_set("100", "5"))]), workout(broken))
    assert (len(reading.sets), reading.rows) == (1, 2)
    line, where, _, why = problem(reading)
    assert (line, where, why) == (3, "records", reason)


def test_a_line_that_breaks_off_is_refused_without_showing_the_user() -> None:
    reading = read_dump(workout([exercise("Squat", a_set("100", "5"))]), "w2,9/8/2024 14:35:44+00,,,secret-user")
    assert problem(reading) == (3, "records", "5 columns", "the line has 5 columns instead of 19")
    assert "secret-user" not in repr(reading)


def test_a_workout_without_sets_is_one_empty_row() -> None:
    reading = read_dump(workout([]), workout(""), workout([exercise("Squat", a_set("100", "5"))]))
    assert (len(reading.sets), reading.skipped) == (1, {"empty": 2})


def test_what_no_text_can_hold_is_kept_out() -> None:
    reading = read_dump(workout([exercise("Squat \ud800\0!", a_set("100", "5"), notes=["x"])]))
    assert column(reading, "exercise") == ["Squat ?!"]
    assert column(reading, "note") == [None]


def test_the_table_that_scripts_take_from_the_website() -> None:
    reading = read_block("""
        workout;date;week;day;exercise;set;weight;unit;reps
        GZCLP;30.08.2024;1;2;Squat (Barbell);1;102,5;kg;5+
        GZCLP;30.08.2024;1;2;Squat (Barbell);2;225;lbs;5
        GZCLP;30.08.2024;1;2;Chin Up;1;;;8
    """)
    assert (reading.format, reading.unit.value) == ("boostcamp", "mixed")
    assert column(reading, "started_at") == [datetime(2024, 8, 30)] * 3
    assert column(reading, "weight_kg") == [102.5, pytest.approx(102.05828325), None]
    assert column(reading, "reps") == [5, 5, 8]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "sets", "supersets", "value", "amount", "weight_unit", "skipped", "target_type"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)
EXERCISES = st.lists(
    st.builds(
        lambda name, sets: {"name": name, "sets": sets},
        st.sampled_from(["Squat", "", 5]),
        st.lists(st.builds(a_set, st.sampled_from(["100", "", "x", 1e400]), st.sampled_from(["5", "8-10", "", 0]))),
    )
)


@given(st.lists(EXERCISES, min_size=1, max_size=3))
def test_every_set_of_the_json_is_accounted_for(workouts: list[list[dict[str, list[object]]]]) -> None:
    sets = [sum(len(one["sets"]) for one in exercises) for exercises in workouts]
    reading = read_dump(*(workout(exercises) for exercises in workouts))
    assert reading.rows == sum(max(count, 1) for count in sets)


@given(st.lists(JSON, min_size=1, max_size=3))
def test_any_json_is_read_or_refused_row_by_row(values: list[object]) -> None:
    assert read_dump(*(workout(json.dumps(value)) for value in values)).rows >= len(values)
