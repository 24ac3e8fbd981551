"""Every row of every real export is accounted for.

The exports are nobody's to publish: HINDSIGHT_EXPORTS names their folder.
"""

from __future__ import annotations

import csv
import io
import os
import re
from functools import cache
from pathlib import Path

import pytest

from analytics.importers import read, recognised_by
from analytics.importers._upload import Upload
from analytics.model import Choices, Reading
from tests.importers._reading import assert_accounted

FOLDER = os.environ.get("HINDSIGHT_EXPORTS")
EXPORTS = sorted(path for path in Path(FOLDER).glob("*/*") if path.is_file()) if FOLDER else []
EXCEPTIONS = {"backup.fitnotes": "fitnotes_backup", "other-app-same-name-realm.csv": "fit_notes_realm"}
"""A folder is named after its format, but for these files."""
A_ROW_A_SET = ("strong", "hevy", "fitnotes", "fitbod", "gymbook", "gymrun", "liftosaur", "lyfta", "fit_notes_realm")
"""Formats in which a record of the file is a set or is skipped, so that the records can be counted without us."""

pytestmark = pytest.mark.skipif(not EXPORTS, reason="HINDSIGHT_EXPORTS does not name a folder of real exports")


def format_of(path: Path) -> str:
    return EXCEPTIONS.get(path.name, path.parent.name)


ROW_FILES = [path for path in EXPORTS if format_of(path) in A_ROW_A_SET]


def identify(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def each(paths: list[Path]) -> pytest.MarkDecorator:
    """One test for each file; those of one file stay together on one worker, where it is read once."""
    return pytest.mark.parametrize(
        "path", [pytest.param(path, marks=together(identify(path)), id=identify(path)) for path in paths]
    )


def together(name: str) -> pytest.MarkDecorator:
    return pytest.mark.xdist_group(f"reading {name}")


any_export = each(EXPORTS)
any_row_file = each(ROW_FILES)


def export(name: str) -> Path:
    return next(path for path in EXPORTS if identify(path) == name)


@cache
def reading_of(path: Path) -> Reading:
    reading = read(path.name, path.read_bytes(), Choices())
    assert_accounted(reading)
    return reading


def records(path: Path, reading: Reading) -> int:
    """The records of a file as the csv module counts them, the header not among them."""
    lines = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
    found = sum(1 for record in csv.reader(lines, delimiter=reading.delimiter) if record)
    return found if "no-header" in path.name else found - 1


@any_export
def test_exactly_one_importer_recognises_an_export(path: Path) -> None:
    """A table that no app wrote is recognised by none of the apps' importers, and read by the one for those."""
    expected = format_of(path)
    assert recognised_by(Upload(path.name, path.read_bytes())) == ((expected,) if expected != "generic" else ())
    assert reading_of(path).format == expected


@any_row_file
def test_every_record_of_an_export_with_a_row_a_set_is_accounted_for(path: Path) -> None:
    reading = reading_of(path)
    assert reading.rows == records(path, reading)
    assert len(reading.problems) == ("ios-2018" in path.name)  # the 2,956 lb squat


@any_export
def test_hardly_a_line_is_refused(path: Path) -> None:
    reading = reading_of(path)
    assert len(reading.problems) <= 0.01 * reading.rows


@any_row_file
def test_a_set_is_found_on_the_line_that_it_names(path: Path) -> None:
    sets = reading_of(path).sets[["source_line", "exercise"]]
    lines = path.read_bytes().decode("utf-8-sig").split("\n")
    for line, exercise in sets.iloc[:: max(len(sets) // 200, 1)].to_numpy():
        assert exercise.strip()[:12] in "\n".join(lines[line - 1 : line + 9])  # a note of ten lines may stand before it


@pytest.mark.parametrize(
    ("name", "rows", "skipped"),
    [
        ("strong/ios-2017-kg-header.csv", 5_234, {"empty": 1}),
        ("strong/ios-2018-10col-unit-unstated-lb.csv", 9_932, {"empty": 6}),
        ("strong/ios-2019-10col-unit-unstated-kg.csv", 2_995, {}),
        ("strong/ios-2021-12col-german-titles-kg.csv", 2_078, {}),
        ("strong/ios-2026-five-years-w-f-d-rest-lb.csv", 23_709, {"rest_timer": 821}),
        ("strong/android-2024-no-header-multiline-lb.csv", 13_750, {"empty": 4}),
        ("strong/android-2025-semicolon-quoted-kg.csv", 10_588, {"rest_timer": 118, "note": 6}),
        ("strong/ios-2023-french-header-kg.csv", 533, {}),
        ("strong/ios-2026-german-header-rest-rows.csv", 364, {"rest_timer": 180, "empty": 3}),
        ("strong/ios-2026-rpe-w-f-d-kg.csv", 4_497, {}),
        ("strong/android-2021-excel-resaved-lb.csv", 4_224, {}),
        ("strong/ios-2026-10col-no-notes-kg.csv", 666, {}),
        ("strong/migrated-to-lyfta-kg.csv", 1_761, {}),
        ("lyfta/holds-migrated-strong-history-kg.csv", 4_810, {}),
        ("hevy/2025-rpe-all-set-types-kg.csv", 7_211, {}),
        ("hevy/2026-lbs-and-miles.csv", 9_436, {}),
        ("hevy/2026-portuguese-lower-body-kg.csv", 4_476, {}),
        ("fitnotes/backup.fitnotes", 5_583, {}),
        ("fitbod/2021-kg-from-lb-warmups.csv", 9_136, {}),
        ("fitbod/2026-kg.csv", 5_576, {}),
        ("fitbod/2018-old-header-negative-assistance.csv", 3_003, {"empty": 17}),
        ("fitbod/2020-excel-resaved.csv", 7_621, {"empty": 2}),
        ("liftosaur/2026-planned-not-done-rows.csv", 4_850, {"not_performed": 1_228}),
        ("gymbook/2025-italian.csv", 5_632, {"not_performed": 644}),
        ("gymrun/2025-three-rows.csv", 3, {}),
    ],
)
def test_the_rows_of_an_export_are_as_many_as_its_index_says(name: str, rows: int, skipped: dict[str, int]) -> None:
    reading = reading_of(export(name))
    assert (reading.rows, dict(reading.skipped)) == (rows, skipped)


@pytest.mark.parametrize(
    ("name", "set_types"),
    [
        ("strong/ios-2026-five-years-w-f-d-rest-lb.csv", {"warmup": 2_686, "failure": 1_060, "drop": 488}),
        ("strong/android-2025-semicolon-quoted-kg.csv", {"warmup": 4, "failure": 6}),
        ("strong/ios-2026-10col-no-notes-kg.csv", {"warmup": 162}),
        ("hevy/2025-rpe-all-set-types-kg.csv", {"warmup": 2_195, "failure": 1_122, "drop": 43}),
    ],
)
def test_the_marks_of_sets_are_as_many_as_the_index_says(name: str, set_types: dict[str, int]) -> None:
    found = reading_of(export(name)).sets["set_type"].value_counts().to_dict()
    assert {kind: number for kind, number in found.items() if kind != "working"} == set_types


@pytest.mark.parametrize(
    ("name", "sets"),
    [("strong/ios-2026-rpe-w-f-d-kg.csv", 2_492), ("hevy/2025-rpe-all-set-types-kg.csv", 6_916)],
)
def test_the_sets_with_effort_are_as_many_as_the_index_says(name: str, sets: int) -> None:
    assert reading_of(export(name)).sets["rir"].notna().sum() == sets


UNIT_IN_NAME = re.compile(r"(?<![^\W_])(kg|lb)s?(?![^\W_])")


@each([path for path in EXPORTS if UNIT_IN_NAME.search(path.stem) and "kg-and-lb" not in path.stem])
def test_the_unit_is_the_one_that_the_name_of_the_file_says(path: Path) -> None:
    """`kg-from-lb` is in kilograms; some or all of the loads were pounds once."""
    reading = reading_of(path)
    assert reading.unit.value == UNIT_IN_NAME.findall(path.stem)[0]
    assert "unit" not in [question.about for question in reading.questions]


def test_a_log_in_kilograms_whose_loads_all_were_pounds_is_shown_in_pounds() -> None:
    assert reading_of(export("fitbod/2021-kg-from-lb-warmups.csv")).lifter_unit == "lb"
    assert reading_of(export("hevy/2026-supersets-kg-from-lb.csv")).lifter_unit is None  # one load in four
