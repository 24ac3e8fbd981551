"""What is no training log is refused early, with the limit in one sentence, and in bounded memory."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from analytics.errors import UnreadableFile
from analytics.importers import _sheet, _table, read
from analytics.importers._containers import unpack
from analytics.importers._limits import (
    LARGEST_FILE_MB,
    LONGEST_COLUMN_NAME,
    LONGEST_LINE,
    MOST_COLUMNS,
    MOST_LINES,
)
from analytics.model import Choices
from tests.importers._reading import assert_accounted
from tests.importers.test_bad_input import GOOD, HEADER
from tests.importers.test_containers import workbook, zipped


def refusal(content: bytes, name: str = "log.csv") -> str:
    """The headline of the error that refuses a file."""
    with pytest.raises(UnreadableFile) as refused:
        unpack_and_read(content, name)
    assert refused.value.hint
    return refused.value.headline


def unpack_and_read(content: bytes, name: str) -> None:
    for member in unpack(name, content):
        if member.refused:
            raise member.refused
        read(name, member.content, Choices())


# texts ---------------------------------------------------------------------------------------------------------------


def test_a_file_larger_than_a_million_sets_is_refused() -> None:
    assert refusal(bytes(LARGEST_FILE_MB * 1_000_000 + 1)) == "log.csv has 160 MB; the limit is 160 MB."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_more_lines_than_a_million_sets_have_are_refused(end: str) -> None:
    content = f",{end}" * (MOST_LINES + 1)
    assert refusal(content.encode()) == "log.csv has 2,000,001 lines; the limit is 2,000,000."


@pytest.mark.parametrize("cell", ["x", ","])
def test_an_endless_line_is_refused(cell: str) -> None:
    content = f"{HEADER}\n{GOOD}\n{cell * (LONGEST_LINE + 1)}\n{GOOD}\n"
    assert refusal(content.encode()) == "Line 3 of log.csv is longer than 1,000,000 characters, the limit."


def test_a_line_just_within_the_limit_is_read() -> None:
    note = "x" * (LONGEST_LINE - len(GOOD) - 10)
    cells = GOOD.split(",")
    cells[HEADER.split(",").index("Notes")] = note
    reading = read("log.csv", f"{HEADER}\n{','.join(cells)}\n".encode(), Choices())
    assert_accounted(reading)
    assert len(reading.sets) == 1


def test_more_columns_than_any_log_are_refused_by_the_header() -> None:
    columns = ",".join(f"c{number}" for number in range(10_000))
    assert refusal(f"{columns}\n{columns}\n".encode()) == "Line 1 of log.csv has 10,000 columns; the limit is 500."


def test_a_record_of_more_columns_than_any_log_is_refused() -> None:
    content = f"{HEADER}\n{GOOD}\n{',' * MOST_COLUMNS}\n"
    assert refusal(content.encode()) == "Line 3 of log.csv has 501 columns; the limit is 500."


def test_more_cells_than_any_log_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_table, "MOST_CELLS", 1_000)
    content = ("," * 99 + "\n") * 11
    assert refusal(content.encode()) == "log.csv has about 1,099 cells; the limit is 1,000."


def test_a_first_line_that_names_no_columns_is_refused() -> None:
    assert refusal(f"{'x' * (LONGEST_COLUMN_NAME + 1)},y\n1,2\n".encode()) == (
        "log.csv starts with a column name of 1,001 characters; the limit is 1,000."
    )


def test_a_first_cell_beyond_what_the_csv_module_takes_is_no_traceback() -> None:
    assert "column name of" in refusal(f"{'x' * 200_000},y\n1,2\n".encode())


def test_a_file_of_nothing_but_broken_lines_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_sheet, "MOST_REFUSED", 1_000)
    broken = f"{GOOD.replace('100', 'heavy')}\n"
    within = read("log.csv", f"{HEADER}\n{GOOD}\n{broken * 1_000}".encode(), Choices())
    assert (len(within.sets), len(within.problems)) == (1, 1_000)
    assert refusal(f"{HEADER}\n{GOOD}\n{broken * 1_001}".encode()) == (
        "log.csv has more than 1,000 lines that cannot be read; the last: not a number."
    )


def test_a_file_of_nothing_but_lines_that_break_off_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_table, "MOST_REFUSED", 1_000)
    content = f"{HEADER}\n{GOOD}\n" + "x\n" * 1_001
    assert refusal(content.encode()) == (
        "log.csv has more than 1,000 lines with another number of columns than the first."
    )


def test_quotes_that_are_broken_all_over_are_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_table, "_MOST_LINES_TWICE", 10_000)
    content = f"{HEADER}\n{GOOD}\n" + 'a"b,"\n' * 500
    assert refusal(content.encode()) == "log.csv has too many quotes that are opened and never closed."


def test_blank_lines_of_another_width_are_counted_in_no_time() -> None:
    content = f"{HEADER}\n{GOOD}\n" + ",,\n" * 50_000
    reading = read("log.csv", content.encode(), Choices())
    assert_accounted(reading)
    assert reading.skipped == {"empty": 50_000}


def test_a_note_of_a_whole_book_costs_its_own_lines_only() -> None:
    """A quote that is open for 200 lines was opened by mistake, whichever tokeniser meets it."""
    book = "\n".join(f"line {number}" for number in range(300))
    reading = read("log.csv", f'{HEADER}\n{GOOD}\n"{book}"{GOOD}\n{GOOD}\n'.encode(), Choices())
    assert_accounted(reading)
    assert len(reading.sets) == 2


def test_json_that_is_nested_without_end_is_a_broken_line() -> None:
    nested = "[" * 100_000
    rows = ["title,records,created_at,finished_at", f"Legs,{nested},2024-05-01,2024-05-01"]
    good = json.dumps([{"name": "Squat", "sets": [{"value": 100, "amount": 5, "weight_unit": "kg"}]}])
    rows.append('Legs,"' + good.replace('"', '""') + '",2024-05-01,2024-05-01')
    reading = read("log.csv", "\n".join(rows).encode(), Choices())
    assert_accounted(reading)
    assert (len(reading.sets), len(reading.problems)) == (1, 1)


def test_an_hour_of_five_thousand_digits_is_a_broken_line() -> None:
    lines = [HEADER, GOOD, GOOD.replace(",0,0,", f",0,{'9' * 5_000}:00:00,")]
    assert lines[1] != lines[2]
    reading = read("log.csv", "\n".join(lines).encode(), Choices())
    assert_accounted(reading)
    assert [problem.reason for problem in reading.problems] == ["not a duration (hours:minutes:seconds)"]


# archives and workbooks ----------------------------------------------------------------------------------------------

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def remade(sheet: str, shared: str = "") -> bytes:
    """A workbook whose first sheet and shared texts are replaced."""
    original = zipfile.ZipFile(io.BytesIO(workbook({"Log": [["a", "b"], ["c", 1]]})))
    parts = {name: original.read(name) for name in original.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{SPREADSHEET}">{sheet}</worksheet>'.encode()
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SPREADSHEET}">{shared}</sst>'.encode()
    return zipped(parts)


def open_document(table: str) -> bytes:
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in TAGS)
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>{table}"
            "</office:spreadsheet></office:body></office:document-content>".encode(),
        }
    )


TAGS = ("office", "table", "text")
CELL = '<table:table-cell office:value-type="float" office:value="1" {}><text:p>{}</text:p></table:table-cell>'


def test_a_cell_in_the_last_corner_is_refused_before_room_is_made_for_all_others() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    corner = remade(f"<sheetData>{rows}</sheetData>")
    assert refusal(corner, "log.xlsx") == "log.xlsx is a workbook of 17,179,869,184 cells; the limit is 5,000,000."


def test_a_sheet_that_only_claims_to_be_large_is_read() -> None:
    claimed = remade('<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>')
    assert [member.content for member in unpack("log.xlsx", claimed)] == [b"7\n"]


def test_a_text_that_is_shown_in_too_many_cells_is_refused() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 6_001))
    bomb = remade(f"<sheetData>{cells}</sheetData>", f"<si><t>{'x' * 30_000}</t></si>")
    assert len(bomb) < 100_000
    assert refusal(bomb, "log.xlsx") == "log.xlsx is a workbook of 180,000,000 characters; the limit is 160,000,000."


def test_a_row_that_is_repeated_without_end_is_refused() -> None:
    row = f'<table:table-row table:number-rows-repeated="1048576">{CELL}</table:table-row>'
    table = f'<table:table table:name="Log">{row}</table:table>'
    many = open_document(table.format('table:number-columns-repeated="16384"', "1"))
    assert "17,179,869,184 cells" in refusal(many, "log.ods")
    long = open_document(table.format('table:number-columns-repeated="2"', "x" * 1_000))
    assert refusal(long, "log.ods").endswith("characters; the limit is 160,000,000.")


def test_blank_rows_to_the_end_of_the_sheet_are_nothing() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    blanks = f'<table:table-row table:number-rows-repeated="1048575">{blank}</table:table-row>'
    rows = f"<table:table-row>{CELL.format('', '1')}</table:table-row>{blanks}"
    (only,) = unpack("log.ods", open_document(f'<table:table table:name="Log">{rows}</table:table>'))
    assert only.content == b"1\n"


def test_a_workbook_with_a_document_type_or_a_broken_part_is_refused() -> None:
    for sheet in ("<sheetData>", "<!DOCTYPE x [<!ENTITY a 'b'>]><sheetData/>"):
        assert refusal(remade(sheet), "log.xlsx") == "log.xlsx cannot be read as a workbook."


def test_a_table_below_and_beside_blank_cells_stays_where_it_is() -> None:
    (only,) = unpack("log.xlsx", workbook({"Log": [[], [None, None, "a"], [], [None, None, None, "b"]]}))
    assert only.content.decode().split("\n") == [",,,", ",,a,", ",,,", ",,,b", ""]


def test_workbooks_that_cannot_be_looked_through_are_refused_when_large() -> None:
    old = b"\xd0\xcf\x11\xe0" + bytes(10_000_001)
    assert refusal(old, "log.xls") == "log.xls is an old Excel workbook of 10 MB; the limit is 10 MB."
    assert refusal(zipped({"xl/workbook.bin": b""}), "log.xlsb") == "log.xlsb is a binary Excel workbook."


def test_an_archive_of_very_many_entries_is_refused_before_they_are_listed() -> None:
    content = zipped({"log.csv": b"a"}) + b"PK\x01\x02" * 10_000
    assert refusal(content, "logs.zip") == "logs.zip holds 10,001 files and folders; the limit is 100."


# memory --------------------------------------------------------------------------------------------------------------

PEAK = """
import resource, sys
from analytics.errors import HindsightError
from analytics.importers import _sheet, _table, read
from analytics.model import Choices
content = {content}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    print(len(read("log.csv", content, Choices()).sets), end=" ")
except HindsightError as refused:
    print("refused", end=" ")
kilobytes = 1024 if sys.platform == "darwin" else 1
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / kilobytes / (len(content) / 1024))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the resource module tells no peaks on Windows")
@pytest.mark.parametrize(
    ("content", "outcome", "most_times"),
    [
        ("b'x' * 160_000_000", "refused", 0.1),  # a single line
        ("b',\\n' * 5_000_000", "refused", 0.1),
        ("(b','.join([b'c'] * 10_000) + b'\\n') * 1_000", "refused", 2.5),
        (f"({HEADER + chr(10)!r} + {GOOD + chr(10)!r} * 100_000).encode()", "100000", 15),
    ],
    ids=["one line", "five million lines", "ten thousand columns", "100,000 sets"],
)
def test_a_file_takes_room_in_proportion_to_its_size(content: str, outcome: str, most_times: float) -> None:
    """Times the size of the file, on top of the file itself."""
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", PEAK.format(content=content)], cwd=root, capture_output=True, text=True, check=True
    )
    found, times = ran.stdout.split()
    assert found == outcome
    assert float(times) <= most_times
