"""Every row of every real export is accounted for.

The exports are nobody's to publish: HINDSIGHT_EXPORTS names their folder.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from analytics.errors import HindsightError
from analytics.importers import read, recognised_by
from analytics.importers._table import tokenise
from analytics.importers._text import decode
from analytics.model import Choices, Reading
from tests.importers._reading import assert_accounted

FOLDER = os.environ.get("HINDSIGHT_EXPORTS")
EXPORTS = sorted(path for path in Path(FOLDER).glob("*/*") if path.is_file()) if FOLDER else []
SUPPORTED = [
    path
    for path in EXPORTS
    if path.parent.name in ("strong", "hevy") or (path.parent.name == "fitnotes" and path.name.startswith("android"))
]

pytestmark = pytest.mark.skipif(not EXPORTS, reason="HINDSIGHT_EXPORTS does not name a folder of real exports")


def identify(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def records(path: Path, reading: Reading) -> int:
    """The records of a file as the csv module counts them, the header not among them."""
    lines = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
    found = sum(1 for record in csv.reader(lines, delimiter=reading.delimiter) if record)
    return found if "no-header" in path.name else found - 1


@pytest.mark.parametrize("path", SUPPORTED, ids=identify)
def test_every_record_of_a_supported_export_is_accounted_for(path: Path) -> None:
    reading = read(path.name, path.read_bytes(), Choices())
    assert_accounted(reading)
    assert reading.rows == records(path, reading)
    assert reading.format == path.parent.name
    assert len(reading.problems) <= 1  # the 2,956 lb squat


@pytest.mark.parametrize("path", SUPPORTED, ids=identify)
def test_a_set_is_found_on_the_line_that_it_names(path: Path) -> None:
    reading = read(path.name, path.read_bytes(), Choices())
    lines = path.read_bytes().decode("utf-8-sig").split("\n")
    for line, exercise in (
        reading.sets[["source_line", "exercise"]].iloc[:: max(len(reading.sets) // 200, 1)].to_numpy()
    ):
        assert exercise.strip()[:12] in "\n".join(lines[line - 1 : line + 9])  # a note of ten lines may stand before it


@pytest.mark.parametrize("path", EXPORTS, ids=identify)
def test_no_export_is_recognised_by_two_importers(path: Path) -> None:
    try:
        table = tokenise(path.name, decode(path.name, path.read_bytes()))
    except HindsightError:
        assert path not in SUPPORTED
        return
    assert len(recognised_by(table)) == (1 if path in SUPPORTED else 0)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("ios-2018-10col-unit-unstated-lb", "lb"),
        ("ios-2019-10col-unit-unstated-kg", "kg"),
        ("ios-2021-12col-german-titles-kg", "kg"),
        ("ios-2026-five-years-w-f-d-rest-lb", "lb"),
        ("ios-2026-rpe-w-f-d-kg", "kg"),
        ("ios-2026-10col-no-notes-kg", "kg"),
        ("ios-2023-french-header-kg", "kg"),
        ("migrated-to-lyfta-kg", "kg"),
    ],
)
def test_the_unit_that_a_file_does_not_state_is_found(name: str, unit: str) -> None:
    path = next(path for path in SUPPORTED if path.stem == name)
    assert read(path.name, path.read_bytes(), Choices()).unit.value == unit


def test_the_markers_of_five_years_are_counted_as_the_app_wrote_them() -> None:
    path = next(path for path in SUPPORTED if "five-years" in path.name)
    reading = read(path.name, path.read_bytes(), Choices())
    assert reading.sets["set_type"].value_counts().to_dict() == {
        "working": 18_654, "warmup": 2_686, "failure": 1_060, "drop": 488,
    }  # fmt: skip
    assert reading.skipped == {"rest_timer": 821}
