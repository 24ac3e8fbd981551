from __future__ import annotations

import pytest

from analytics.errors import UnreadableFile
from analytics.importers._text import decode

LINE = "Date,Notes\n2024-01-01,après l'école\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (LINE.encode(), "utf-8"),
        (LINE.encode("utf-8-sig"), "utf-8"),
        (LINE.encode("utf-16"), "utf-16"),
        (LINE.encode("utf-16-le"), "utf-16-le"),
        (LINE.encode("utf-16-be"), "utf-16-be"),
        (LINE.encode("cp1252"), "windows-1252"),
    ],
)
def test_every_usual_encoding_gives_the_same_text(content: bytes, encoding: str) -> None:
    text = decode("log.csv", content)
    assert (text.content, text.encoding) == (LINE, encoding)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_symbols_that_hold_a_nul_do_not_hide_utf16_without_its_mark(codec: str) -> None:
    line = LINE + "2024-01-02,\u2600\u2700\n"
    assert decode("log.csv", line.encode(codec)).content == line


def test_lines_in_two_encodings_are_both_read_and_named() -> None:
    content = "début\n".encode() + "fête\n".encode("cp1252") + b"plain\n"
    text = decode("log.csv", content)
    assert text.content == "début\nfête\nplain\n"
    assert text.encoding == "utf-8 with 1 line in windows-1252 (line 2)"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "log.csv is empty."),
        (b" \r\n\n", "log.csv is empty."),
        ("\ufeff \n".encode(), "log.csv is empty."),
        (b"\x89PNG\r\n\x1a\n....", "log.csv is a PNG picture, not a CSV file."),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "log.csv is a JPEG photo, not a CSV file."),
        (b"\x00\x00\x00\x18ftypheic\x00", "log.csv is an HEIC photo, not a CSV file."),
        (b"%PDF-1.7\n", "log.csv is a PDF document, not a CSV file."),
        (b"PK\x03\x04\x14\x00", "log.csv is a ZIP archive or an Excel workbook, not a CSV file."),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", "log.csv is a binary file, not a training log."),
        (bytes(range(1, 32)) * 9, "log.csv is a binary file, not a training log."),
        (b"<!DOCTYPE html><html><body>Log in</body>", "log.csv is a web page, not a CSV file."),
        (b"\n  <table><tr><td>Date</td></tr></table>", "log.csv is a web page, not a CSV file."),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        decode("log.csv", content)
    assert refused.value.headline == sentence
    assert content.strip() == b"" or refused.value.hint


def test_padding_after_a_cut_off_copy_is_ignored() -> None:
    assert decode("log.csv", b"a,b\n1,2\n\x00\x00\x00").content == "a,b\n1,2\n"
