"""From bytes to text: refuse what is no text, find the encoding, and say which it was."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass, replace
from typing import Final

from analytics.errors import UnreadableFile
from analytics.importers._limits import LONGEST_LINE, MOST_LINES

_CSV_HINT: Final = "Export the log again from the app as CSV and import that file unchanged."

_MAGIC: Final[tuple[tuple[int, bytes, str, str], ...]] = (
    (0, b"\x89PNG", "a PNG picture", _CSV_HINT),
    (0, b"\xff\xd8\xff", "a JPEG photo", _CSV_HINT),
    (0, b"GIF8", "a GIF picture", _CSV_HINT),
    (4, b"ftypheic", "an HEIC photo", _CSV_HINT),
    (4, b"ftypheix", "an HEIC photo", _CSV_HINT),
    (4, b"ftypmif1", "an HEIC photo", _CSV_HINT),
    (4, b"ftyp", "a video", _CSV_HINT),
    (0, b"RIFF", "a picture or a sound", _CSV_HINT),
    (0, b"II*\x00", "a TIFF picture", _CSV_HINT),
    (0, b"MM\x00*", "a TIFF picture", _CSV_HINT),
    (0, b"%PDF", "a PDF document", _CSV_HINT),
    (0, b"PK\x03\x04", "a ZIP archive or an Excel workbook", "Unpack it, or save the sheet as CSV, and import that."),
    (0, b"PK\x05\x06", "an empty ZIP archive", _CSV_HINT),
    (0, b"\xd0\xcf\x11\xe0", "an old Excel workbook", "Save the sheet as CSV and import that."),
    (0, b"\x1f\x8b", "a gzip archive", "Unpack it and import the CSV file inside."),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and import the CSV file inside."),
    (0, b"Rar!", "a RAR archive", "Unpack it and import the CSV file inside."),
    (0, b"PAR1", "a Parquet file", _CSV_HINT),
    (0, b"{\\rtf", "a rich-text document", _CSV_HINT),
    (0, b"bplist", "an Apple property list", _CSV_HINT),
)
"""(offset, bytes, what the file is, what to do): the files that people drop by mistake."""

_MARKUP: Final = re.compile(r"\s*<(?:!doctype|html|head|body|table|\?xml|meta|script|div|!--)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE: Final = 0.005
"""A log holds no control characters; a binary file without NUL bytes holds many."""
_ANY_INK: Final = re.compile(rb"[^\x00 \t\r\n]")
_CHARACTERS_AT_ONCE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Text:
    """The text of the file `name`, without byte-order mark, and the encoding it was read in, in words."""

    content: str
    encoding: str
    name: str = "the file"


def decode(name: str, content: bytes) -> Text:
    """Text of an uploaded file. UnreadableFile when it is empty, binary, or a web page saved under a CSV name, or has
    longer or more lines than any log."""
    if not _ANY_INK.search(content):
        raise UnreadableFile(f"{name} is empty.", _CSV_HINT)
    _refuse_other_kinds(name, content)
    text = replace(_decoded(name, content), name=name)
    if not text.content or text.content.isspace():
        raise UnreadableFile(f"{name} is empty.", _CSV_HINT)
    if _controls(text.content) > _CONTROL_SHARE * len(text.content):
        raise UnreadableFile(f"{name} is a binary file, not a training log.", _CSV_HINT)
    if _MARKUP.match(text.content):
        raise UnreadableFile(f"{name} is a web page, not a CSV file.", "Download the export itself, not the page.")
    return text


def _refuse_other_kinds(name: str, content: bytes) -> None:
    for offset, magic, kind, hint in _MAGIC:
        if content.startswith(magic, offset):
            raise UnreadableFile(f"{name} is {kind}, not a CSV file.", hint)


def _decoded(name: str, content: bytes) -> Text:
    codec = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _unmarked_utf16(content)
    if codec is None:
        content = content.rstrip(b"\x00")  # a copy that was cut off is padded with NULs by some phones
        if b"\x00" in content:
            raise UnreadableFile(f"{name} is a binary file, not a training log.", _CSV_HINT)
    _refuse_beyond_bounds(name, content)
    if codec:
        return Text(_without_mark(content.decode(codec, errors="replace")), codec)
    try:
        return Text(_without_mark(content.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _mixed(content)


def _refuse_beyond_bounds(name: str, content: bytes) -> None:
    """Refuse too many and too long lines, seen on the bytes: as text, or as lines, they would take many times the
    room."""
    lines = max(content.count(b"\n"), content.count(b"\r"))
    if lines > MOST_LINES:
        raise UnreadableFile(
            f"{name} has {lines:,} lines; the limit is {MOST_LINES:,}.",
            "A training log of ten years has about 30,000. Is this the right file?",
        )
    start = 0
    while len(content) - start > LONGEST_LINE:
        end = max(content.rfind(mark, start, start + LONGEST_LINE) for mark in (b"\n", b"\r"))
        if end < 0:
            number = content.count(b"\n", 0, start) + 1
            raise UnreadableFile(
                f"Line {number:,} of {name} is longer than {LONGEST_LINE:,} characters, the limit.",
                "No training log has such lines. Is this the right file?",
            )
        start = end + 1


def _controls(text: str) -> int:
    """How many control characters a text holds."""
    parts = (text[start : start + _CHARACTERS_AT_ONCE] for start in range(0, len(text), _CHARACTERS_AT_ONCE))
    return sum(len(_CONTROL.findall(part)) for part in parts)


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark: in text of mostly Latin letters every second byte is NUL, and hardly any of the others
    (some symbols end in one)."""
    sample = content[:4000]
    half = len(sample) // 2
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if second > 0.8 * half and first < 0.05 * half:
        return "utf-16-le"
    if first > 0.8 * half and second < 0.05 * half:
        return "utf-16-be"
    return None


def _mixed(content: bytes) -> Text:
    """Line by line: two programs that wrote one file leave lines in UTF-8 beside lines in Windows-1252."""
    lines: list[str] = []
    rescued: list[int] = []
    any_utf8 = False
    for number, line in enumerate(io.BytesIO(content), start=1):
        try:
            lines.append(line.decode("utf-8"))
            any_utf8 = any_utf8 or not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            rescued.append(number)
    encoding = "windows-1252"
    if any_utf8:
        plural = "s" if len(rescued) > 1 else ""
        encoding = f"utf-8 with {len(rescued)} line{plural} in windows-1252 (line{plural} {_listed(rescued)})"
    return Text(_without_mark("".join(lines)), encoding)


def _listed(numbers: list[int], at_most: int = 5) -> str:
    shown = ", ".join(str(number) for number in numbers[:at_most])
    return f"{shown}, ..." if len(numbers) > at_most else shown


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")
