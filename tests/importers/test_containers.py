from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import openpyxl
import pytest

from analytics.errors import UnreadableFile
from analytics.importers import read
from analytics.importers._containers import MOST_MEMBERS, unpack
from analytics.importers._limits import LARGEST_FILE_MB
from analytics.model import Choices
from tests.importers._reading import assert_accounted, column

LOG = b"started_at,exercise,reps,weight_kg\n2026-03-01 18:00,Squat,5,100\n"


def zipped(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_plain_file_is_its_own_only_member() -> None:
    (only,) = unpack("log.csv", LOG)
    assert (only.name, only.content) == ("log.csv", LOG)


def test_each_file_of_an_archive_is_a_member_without_its_folder() -> None:
    members = unpack(
        "logs.zip", zipped({"a/one.csv": LOG, "../../two.csv": b"x", "__MACOSX/one.csv": b"y", ".hid": b"z"})
    )
    assert [(member.name, member.content) for member in members] == [
        ("logs.zip/one.csv", LOG),
        ("logs.zip/two.csv", b"x"),
    ]


def test_a_workbook_is_read_as_if_it_had_been_saved_as_csv() -> None:
    rows: list[list[object]] = [
        ["started_at", "exercise", "reps", "weight_kg"],
        [datetime(2026, 3, 1, 18, 0), "Squat", 5, 102.5],
        [datetime(2026, 3, 2), "Leg Curl", 12, 40],
    ]
    (only,) = unpack("log.xlsx", workbook({"Log": rows, "Empty": []}))
    assert only.name == "log.xlsx"
    reading = read(only.name, only.content, Choices())
    assert_accounted(reading)
    assert column(reading, "weight_kg") == [102.5, 40]
    assert column(reading, "source_line") == [2, 3]
    assert column(reading, "started_at") == [datetime(2026, 3, 1, 18, 0), datetime(2026, 3, 2)]


def test_a_workbook_of_several_sheets_is_several_members() -> None:
    members = unpack("log.xlsx", workbook({"2025": [["a"], [1]], "2026": [["a"], [True]]}))
    assert [(member.name, member.content) for member in members] == [
        ("log.xlsx/2025", b"a\n1\n"),
        ("log.xlsx/2026", b"a\nTRUE\n"),
    ]


def test_a_workbook_in_an_archive_is_opened() -> None:
    members = unpack("logs.zip", zipped({"log.xlsx": workbook({"Log": [["a"], [1]]})}))
    assert [(member.name, member.content) for member in members] == [("logs.zip/log.xlsx", b"a\n1\n")]


def test_an_archive_in_an_archive_is_refused_and_the_others_are_not() -> None:
    inner, other = unpack("logs.zip", zipped({"inner.zip": zipped({"log.csv": LOG}), "log.csv": LOG}))
    assert inner.refused is not None
    assert inner.refused.headline == "logs.zip/inner.zip is an archive in an archive."
    assert other.content == LOG


@pytest.mark.parametrize(
    ("made", "headline"),
    [
        (
            lambda: zipped({"zeros.csv": bytes((LARGEST_FILE_MB + 1) * 1_000_000)}),
            "logs.zip unpacks to 161 MB; the limit is 160 MB.",
        ),
        (lambda: zipped({"log.csv": LOG})[:40], "logs.zip is a damaged ZIP archive."),
        (
            lambda: zipped({f"{n}.csv": b"a" for n in range(MOST_MEMBERS + 1)}),
            "logs.zip holds 101 files; the limit is 100.",
        ),
        (lambda: zipped({"folder/": b""}), "logs.zip is an archive without a file in it."),
    ],
    ids=["bomb", "cut", "many", "empty"],
)
def test_an_archive_that_cannot_be_taken_apart_is_refused_in_one_sentence(
    made: Callable[[], bytes], headline: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        unpack("logs.zip", made())  # made here: every worker collects, one runs it
    assert refused.value.headline == headline


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("name", ["log.csv", "xl/workbook.xml"])
def test_an_archive_with_any_byte_turned_is_read_or_refused(name: str, method: int) -> None:
    whole = zipped({name: LOG}, method=method)
    for place in range(len(whole)):
        turned = bytearray(whole)
        turned[place] ^= 0xFF
        with suppress(UnreadableFile):
            unpack("logs.zip", bytes(turned))


def test_an_archive_that_lies_about_its_sizes_is_not_believed() -> None:
    honest = zipped({"log.csv": LOG * 100}, method=zipfile.ZIP_STORED)
    claimed = len(LOG * 100).to_bytes(4, "little")
    (member,) = unpack("logs.zip", honest.replace(claimed, (5).to_bytes(4, "little")))
    assert member.refused is not None or len(member.content) <= len(LOG * 100)


def test_a_broken_workbook_is_refused_in_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match="cannot be read as a workbook"):
        unpack("log.xls", b"\xd0\xcf\x11\xe0" + bytes(600))
