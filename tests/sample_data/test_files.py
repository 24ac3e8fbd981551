"""The committed files are what the generator writes, and hold what expected.toml says, counted without any importer."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sample_data.__main__ import main
from tests.sample_data.conftest import FILES, SAMPLE

BROKEN_DATES = ("2026-02-31", "31 Feb 2026")
EXERCISE_COLUMN = {"strong.csv": "Exercise Name", "hevy.csv": "exercise_title", "fitnotes.csv": "Exercise"}
START_COLUMN = {"strong.csv": "Date", "hevy.csv": "start_time", "fitnotes.csv": "Date"}
REPS_COLUMN = {"strong.csv": "Reps", "fitnotes.csv": "Reps"}
WEIGHT_COLUMN = {"strong.csv": "Weight", "fitnotes.csv": "Weight"}


def text_of(name: str) -> str:
    return (SAMPLE / name).read_bytes().decode("utf-8")


def rows_of(name: str) -> list[dict[str, str | None]]:
    return list(csv.DictReader(io.StringIO(text_of(name), newline="")))


def kind_of(name: str, row: dict[str, str | None]) -> str:
    """What a row is: a set, a rest row, or what is wrong with it."""
    if None in row.values():
        return "cut short"
    if str(row[START_COLUMN.get(name, "started_at")]).startswith(BROKEN_DATES):
        return "impossible date"
    if float(row[REPS_COLUMN.get(name, "reps")] or 0) > 10_000:
        return "impossible reps"
    return "rest_timer" if row.get("Set Order") == "Rest Timer" else "set"


def sets_of(name: str) -> list[dict[str, str | None]]:
    return [row for row in rows_of(name) if kind_of(name, row) == "set"]


def test_writing_the_files_again_gives_the_same_bytes(tmp_path: Path) -> None:
    main(["--output", str(tmp_path)])
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name


def test_another_seed_makes_another_year(tmp_path: Path) -> None:
    main(["--output", str(tmp_path), "--seed", "8"])
    for name in FILES:
        assert (tmp_path / name).read_bytes() != (SAMPLE / name).read_bytes(), name


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_small_enough_to_be_committed(name: str) -> None:
    assert (SAMPLE / name).stat().st_size < 1_000_000


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_file_is_counted_as_expected(name: str, expected: dict[str, Any]) -> None:
    wanted = expected["files"][name]
    kinds = Counter(kind_of(name, row) for row in rows_of(name))
    assert kinds.total() == wanted["rows"]
    assert kinds == Counter({"set": wanted["sets"], **wanted["skipped"], **{p["kind"]: 1 for p in wanted["problems"]}})
    assert wanted["sets"] == expected["sets"]


@pytest.mark.parametrize("name", FILES)
def test_workouts_and_names_are_counted_as_expected(name: str, expected: dict[str, Any]) -> None:
    wanted = expected["files"][name]
    assert len({row[START_COLUMN.get(name, "started_at")] for row in sets_of(name)}) == wanted["workouts"]
    assert len({row[EXERCISE_COLUMN.get(name, "exercise")] for row in sets_of(name)}) == wanted["exercises"]


@pytest.mark.parametrize("name", FILES)
def test_the_broken_lines_stand_where_they_are_said_to(name: str, expected: dict[str, Any]) -> None:
    lines = text_of(name).split("\n")
    line_of = {problem["kind"]: lines[problem["line"] - 1] for problem in expected["files"][name]["problems"]}
    assert any(date in line_of["impossible date"] for date in BROKEN_DATES)
    assert "925000" in line_of["impossible reps"]
    assert lines[-1] == line_of["cut short"]


def test_the_unknown_exercise_has_as_many_sets_in_every_file(expected: dict[str, Any]) -> None:
    for name in FILES:
        names = Counter(row[EXERCISE_COLUMN.get(name, "exercise")] for row in sets_of(name))
        assert {unknown: names[unknown] for unknown in expected["unrecognised"]} == expected["unrecognised"], name


def test_the_files_hold_the_same_loads_and_reps() -> None:
    lifted = {
        name: sorted(
            (
                float(row[WEIGHT_COLUMN.get(name, "weight_kg")] or 0),
                float(row[REPS_COLUMN.get(name, "reps")] or 0),
            )
            for row in sets_of(name)
        )
        for name in FILES
    }
    assert lifted["strong.csv"] == lifted["hevy.csv"] == lifted["fitnotes.csv"] == lifted["hindsight.csv"]


def test_the_newest_workout_stands_first_in_hevy_and_last_elsewhere() -> None:
    assert sets_of("hevy.csv")[0]["start_time"] == "15 Nov 2026, 09:57"
    assert sets_of("strong.csv")[-1]["Date"] == "2026-11-15 09:57:41"
    assert sets_of("fitnotes.csv")[-1]["Date"] == "2026-11-15"
    assert sets_of("hindsight.csv")[-1]["started_at"] == "2026-11-15 09:57:41"


def test_set_types_are_marked_the_way_each_app_marks_them(expected: dict[str, Any]) -> None:
    strong = Counter(row["Set Order"] for row in sets_of("strong.csv"))
    hevy = Counter(row["set_type"] for row in sets_of("hevy.csv"))
    own = Counter(row["set_type"] for row in sets_of("hindsight.csv"))
    assert strong["W"] == hevy["warmup"] == own["warmup"] == expected["warmups"]
    assert strong["F"] == hevy["failure"] == own["failure"] == expected["failure_sets"]
    assert strong["D"] == hevy["dropset"] == own["drop"] == expected["drop_sets"]


def test_effort_is_rpe_in_the_apps_and_reps_in_reserve_in_our_own_file() -> None:
    strong = [float(row["RPE"]) for row in sets_of("strong.csv") if row["RPE"]]
    own = [float(row["rir"]) for row in sets_of("hindsight.csv") if row["rir"]]
    assert strong == [10 - rir for rir in own]
    assert min(strong) == 6
    assert max(strong) == 10


def test_notes_with_line_breaks_quotes_and_signs_survive() -> None:
    hevy = {row["description"] for row in sets_of("hevy.csv")}
    assert {"Slept badly\nbut the bar moved", "Last one before Mallorca ☀"} <= hevy
    assert 'Gym empty on Christmas Day, "my" rack was free' in hevy
    assert "Slept badly\\nbut the bar moved" in {row["Workout Notes"] for row in sets_of("strong.csv")}
