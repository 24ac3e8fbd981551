"""The bad-input list: one clear sentence for a file, one problem for a line, and the good rows always land."""

from __future__ import annotations

import pytest

from analytics.errors import UnknownFormat, UnreadableFile
from analytics.importers import FORMATS, generic, read
from analytics.importers._text import Text
from analytics.model import Choices
from tests.importers._reading import assert_accounted, column, problem, read_block

HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
CELLS = {"Date": "2024-05-01 10:00:00", "Workout Name": "Legs", "Exercise Name": "Squat (Barbell)", "Set Order": "1"}
CELLS |= {"Weight": "100", "Reps": "5", "Distance": "0", "Seconds": "0", "RPE": "8"}


def line(**cells: str) -> str:
    """A good line, but for these cells (an underscore stands for the blank in a column's name)."""
    changed = CELLS | {name.replace("_", " "): cell for name, cell in cells.items()}
    return ",".join(changed.get(name, "") for name in HEADER.split(","))


GOOD = line()


def problem_between_good_lines(bad: str) -> tuple[int, str, str, str]:
    reading = read_block(f"{HEADER}\n{GOOD}\n{bad}\n{GOOD}\n", choices=Choices(unit="kg"))
    assert column(reading, "source_line") == [2, 4]
    return problem(reading)


@pytest.mark.parametrize(
    ("name", "cell", "reason"),
    [
        ("Date", "2024-02-31 10:00:00", "there is no such date"),
        ("Date", "1899-05-01 10:00:00", "the year 1899 is outside 1970 to 2100"),
        ("Date", "", "no date"),
        ("Exercise Name", "", "no exercise"),
        ("Weight", "100000", "100,000 kg is outside 0 to 1,000 kg"),
        ("Weight", "-20", "-20 kg is outside 0 to 1,000 kg"),
        ("Weight", "heavy", "not a number"),
        ("Reps", "925000", "925,000 reps is outside 0 to 10,000 reps"),
        ("Reps", "-5", "-5 reps is outside 0 to 10,000 reps"),
        ("Distance", "2000", "2,000,000 m is outside 0 to 1,000,000 m"),
        ("Seconds", "90000", "90,000 s is outside 0 to 86,400 s"),
        ("RPE", "42", "42 RPE is outside 0 to 10 RPE"),
    ],
)
def test_an_impossible_cell_refuses_its_line_and_the_neighbours_land(name: str, cell: str, reason: str) -> None:
    assert problem_between_good_lines(line(**{name: cell})) == (3, name, cell, reason)


def test_a_line_that_breaks_off_is_refused_and_the_neighbours_land() -> None:
    found = problem_between_good_lines("2024-05-01 10:00:00,Legs,1h")
    assert found == (3, "line", "2024-05-01 10:00:00,Legs,1h", "the line breaks off: 3 of 12 columns")


def test_a_line_with_two_faults_is_one_problem() -> None:
    reading = read_block(f"{HEADER}\n{GOOD}\n{line(Date='2024-02-31', Weight='-1', RPE='42')}\n")
    assert len(reading.problems) == 1


def test_a_truncated_last_line_is_a_problem_and_the_rest_lands() -> None:
    reading = read_block(f'{HEADER}\n{GOOD}\n{GOOD}\n2024-05-01 10:00:00,"Le')
    assert len(reading.sets) == 2
    assert problem(reading)[0] == 4


def test_rows_without_content_are_counted() -> None:
    reading = read_block(f"{HEADER}\n{GOOD}\n,,,,,,,,,,,\n , ,,,,,,,,,,\n,,,\n")
    assert reading.skipped == {"empty": 3}


def test_rows_in_another_delimiter_than_the_header_are_explained() -> None:
    with pytest.raises(UnreadableFile, match=r"has a header of 12 columns .* and not one row has as many"):
        read_block(f"{HEADER}\n{GOOD.replace(',', ';')}\n")


def test_a_table_that_lacks_something_names_its_columns_and_what_is_missing() -> None:
    with pytest.raises(UnknownFormat) as refused:
        read_block("When,Lift,Kilos\n2024-05-01,Squat,100\n")
    assert (
        refused.value.headline == "log.csv is not an export that Hindsight knows. Its columns are: When, Lift, Kilos."
    )
    assert refused.value.hint.startswith("There is no column of repetitions.")


def test_a_list_without_header_is_no_known_export() -> None:
    with pytest.raises(UnknownFormat) as refused:
        read_block("2024-05-01,100\n2024-05-02,100\n")
    assert refused.value.headline == (
        "log.csv is not an export that Hindsight knows. It has 2 columns, and no line that names them."
    )
    assert refused.value.hint.startswith("A table of your own needs a line of column names")  # said once


def test_the_wrong_apps_file_is_told_apart() -> None:
    with pytest.raises(UnknownFormat) as refused:
        read_block(f"{HEADER}\n{GOOD}\n", choices=Choices(format="hevy"))
    assert str(refused.value) == "log.csv is not an export of Hevy. It looks like an export of Strong."


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(UnknownFormat, match=f"Formats: {', '.join(FORMATS)}"):
        read_block(f"{HEADER}\n{GOOD}\n", choices=Choices(format="excel"))


def test_two_columns_of_one_name_are_refused_when_they_differ() -> None:
    with pytest.raises(UnreadableFile, match='has 2 columns called "Weight", and they differ'):
        read_block(f"{HEADER},Weight\n{GOOD},90\n")


def test_two_columns_of_one_name_are_one_when_they_agree() -> None:
    assert column(read_block(f"{HEADER},Weight\n{GOOD},100\n", choices=Choices(unit="kg")), "weight_kg") == [100]


def test_a_file_in_two_encodings_lands_whole_and_says_so() -> None:
    lines = [
        HEADER.encode(),
        GOOD.replace("Legs", "Beine für heute").encode(),
        GOOD.replace("Legs", "für").encode("cp1252"),
    ]
    reading = read("log.csv", b"\r\n".join(lines), Choices())
    assert_accounted(reading)
    assert column(reading, "workout") == ["Beine für heute", "für"]
    assert reading.encoding == "utf-8 with 1 line in windows-1252 (line 3)"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"<html>", HEADER.encode(), b"\x00\x01\x02"])
def test_a_hopeless_file_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read("log.csv", content, Choices())
    assert refused.value.headline.startswith("log.csv ")
    assert refused.value.headline.endswith(".")


def test_a_table_beyond_a_bound_is_not_looked_at_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked_at(_: Text) -> None:
        pytest.fail("the refused table was asked for again")

    monkeypatch.setattr(generic, "obstacle", looked_at)
    wide = "Date,Exercise,Reps\n" + "2025-04-01,Squat,5\n" * 3 + "," * 10_000
    with pytest.raises(UnreadableFile, match="the limit is 500"):
        read("log.csv", wide.encode(), Choices())
