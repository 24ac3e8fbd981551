"""The importers read the sample files as expected.toml says."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.importers import read
from analytics.model import Choices, Reading
from tests.sample_data.conftest import FILES, SAMPLE


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: read(name, (SAMPLE / name).read_bytes(), Choices()) for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_a_sample_file_is_read_as_expected(name: str, readings: dict[str, Reading], expected: dict[str, Any]) -> None:
    reading, wanted = readings[name], expected["files"][name]
    assert (reading.format, reading.unit.value) == (wanted["format"], "kg")
    assert (reading.rows, len(reading.sets)) == (wanted["rows"], wanted["sets"])
    assert dict(reading.skipped) == wanted["skipped"]
    assert sorted(problem.line for problem in reading.problems) == sorted(each["line"] for each in wanted["problems"])


@pytest.mark.parametrize("name", FILES)
def test_workouts_and_span_are_as_expected(name: str, readings: dict[str, Reading], expected: dict[str, Any]) -> None:
    started = readings[name].sets["started_at"]
    assert started.nunique() == expected["files"][name]["workouts"]
    assert (started.min().date(), started.max().date()) == (expected["first_day"], expected["last_day"])


def test_the_files_give_the_same_loads_reps_and_days(readings: dict[str, Reading]) -> None:
    def lifted(name: str) -> list[tuple[Any, ...]]:
        sets = readings[name].sets
        rows = zip(sets["started_at"].dt.date, sets["weight_kg"].fillna(0), sets["reps"].fillna(0), strict=True)
        return sorted(rows)

    assert lifted("strong.csv") == lifted("hevy.csv") == lifted("fitnotes.csv") == lifted("hindsight.csv")


def test_runs_and_planks_keep_their_metres_and_seconds(readings: dict[str, Reading]) -> None:
    totals = [
        (round(reading.sets["distance_m"].sum()), round(reading.sets["duration_s"].sum()))
        for reading in readings.values()
    ]
    assert len(set(totals)) == 1


def test_effort_and_set_types_are_the_same_where_a_format_holds_them(readings: dict[str, Reading]) -> None:
    strong, hevy, own = (readings[name].sets for name in ("strong.csv", "hevy.csv", "hindsight.csv"))
    assert strong["set_type"].value_counts().to_dict() == hevy["set_type"].value_counts().to_dict()
    assert strong["set_type"].tolist() == own["set_type"].tolist()
    assert strong["rir"].fillna(-1).tolist() == own["rir"].fillna(-1).tolist()
    assert hevy["rir"].sum() == own["rir"].sum()


def test_fitnotes_knows_neither_warm_ups_nor_effort(readings: dict[str, Reading]) -> None:
    sets = readings["fitnotes.csv"].sets
    assert set(sets["set_type"]) == {"working"}
    assert sets["rir"].isna().all()
