"""From bytes to text: refuse what is no text, find the encoding, and say which it was."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.errors import UnreadableFile
from analytics.importers._limits import LONGEST_LINE, MOST_LINES
from analytics.language import _, counted, n_
from analytics.texts import clean

_CSV_HINT: Final = _("Export the log again from the app as CSV and import that file unchanged.")

LOG_HINT: Final = _(
    "A log is not imported. A backup of it is brought back whole: on the Backups page, or with `restore`."
)
_SHEET_HINT: Final = _("Unpack it, or save the sheet as CSV, and import that.")
_MAGIC: Final[tuple[tuple[int, bytes, str, str], ...]] = (
    (0, b"\x89PNG", _("a PNG picture"), _CSV_HINT),
    (0, b"\xff\xd8\xff", _("a JPEG photo"), _CSV_HINT),
    (0, b"GIF8", _("a GIF picture"), _CSV_HINT),
    (4, b"ftypheic", _("an HEIC photo"), _CSV_HINT),
    (4, b"ftypheix", _("an HEIC photo"), _CSV_HINT),
    (4, b"ftypmif1", _("an HEIC photo"), _CSV_HINT),
    (4, b"ftyp", _("a video"), _CSV_HINT),
    (0, b"RIFF", _("a picture or a sound"), _CSV_HINT),
    (0, b"II*\x00", _("a TIFF picture"), _CSV_HINT),
    (0, b"MM\x00*", _("a TIFF picture"), _CSV_HINT),
    (0, b"%PDF", _("a PDF document"), _CSV_HINT),
    (0, b"PK\x03\x04", _("a ZIP archive or an Excel workbook"), _SHEET_HINT),
    (0, b"PK\x05\x06", _("an empty ZIP archive"), _CSV_HINT),
    (0, b"\xd0\xcf\x11\xe0", _("an old Excel workbook"), _("Save the sheet as CSV and import that.")),
    (0, b"\x1f\x8b", _("a gzip archive"), _("Unpack it and import the CSV file inside.")),
    (0, b"7z\xbc\xaf\x27\x1c", _("a 7-Zip archive"), _("Unpack it and import the CSV file inside.")),
    (0, b"Rar!", _("a RAR archive"), _("Unpack it and import the CSV file inside.")),
    (8, b"DUCK", _("a database, such as Hindsight's own log"), LOG_HINT),
    (0, b"PAR1", _("a Parquet file"), _CSV_HINT),
    (0, b"{\\rtf", _("a rich-text document"), _CSV_HINT),
    (0, b"bplist", _("an Apple property list"), _CSV_HINT),
)
"""(offset, bytes, what the file is, what to do): the files that people drop by mistake."""

_MARKUP: Final = re.compile(r"\s*<(?:!doctype|html|head|body|table|\?xml|meta|script|div|!--)", re.IGNORECASE)
_CONTROL_SHARE: Final = 0.005
"""A log holds no control characters; a binary file without NUL bytes holds many."""
_ANY_INK: Final = re.compile(rb"[^\x00 \t\r\n]")
_LINE_BEGINNINGS: Final = ("", '"', "'")
_BYTES_AT_ONCE: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Text:
    """The text of the file `name`, without byte-order mark, and the encoding it was read in, in words.

    `bytes_read` is the same text in UTF-8, where it was read from that; no two texts are told apart by it.
    """

    content: str
    encoding: str
    name: str = _("the file")
    bytes_read: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def encoded(self) -> bytes:
        """The text in UTF-8."""
        return self.content.encode() if self.bytes_read is None else self.bytes_read

    def starts_a_line(self, mark: str) -> bool:
        """Whether any line begins with a character, alone or in quotes: a look that costs hardly anything, and spares a
        search through a long text for what is not there.
        """
        place = self.content.find(mark)
        while place >= 0:
            before = self.content[max(0, place - 2) : place]
            if before in _LINE_BEGINNINGS or before[-1] == "\n" or (before[0] == "\n" and before[-1] in "\"'"):
                return True
            place = self.content.find(mark, place + 1)
        return False


def decode(name: str, content: bytes) -> Text:
    """Text of an uploaded file. UnreadableFile when it is empty, binary, or a web page saved under a CSV name, or has
    longer or more lines than any log."""
    if not _ANY_INK.search(content):
        raise UnreadableFile(_("{name} is empty.", name=name), _CSV_HINT)
    _refuse_other_kinds(name, content)
    text = replace(_decoded(name, content), name=name)
    if not text.content or text.content.isspace():
        raise UnreadableFile(_("{name} is empty.", name=name), _CSV_HINT)
    controls = _controls(text.encoded)
    if controls > _CONTROL_SHARE * len(text.content):
        raise UnreadableFile(_("{name} is a binary file, not a training log.", name=name), _CSV_HINT)
    if controls:
        text = Text(clean(text.content), text.encoding, name)
    if _MARKUP.match(text.content):
        raise UnreadableFile(
            _("{name} is a web page, not a CSV file.", name=name), _("Download the export itself, not the page.")
        )
    return text


def _refuse_other_kinds(name: str, content: bytes) -> None:
    for offset, magic, kind, hint in _MAGIC:
        if content.startswith(magic, offset):
            raise UnreadableFile(_("{name} is {kind}, not a CSV file.", name=name, kind=kind), hint)


def _decoded(name: str, content: bytes) -> Text:
    codec = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _unmarked_utf16(content)
    if codec is None:
        content = content.rstrip(b"\x00")  # a copy that was cut off is padded with NULs by some phones
        if b"\x00" in content:
            raise UnreadableFile(_("{name} is a binary file, not a training log.", name=name), _CSV_HINT)
    _refuse_beyond_bounds(name, content)
    if codec:
        return Text(_without_mark(content.decode(codec, errors="replace")), codec)
    try:
        return Text(_without_mark(content.decode("utf-8")), "utf-8", bytes_read=content.removeprefix(codecs.BOM_UTF8))
    except UnicodeDecodeError:
        return _mixed(content)


def _refuse_beyond_bounds(name: str, content: bytes) -> None:
    """Refuse too many and too long lines, seen on the bytes: as text, or as lines, they would take many times the
    room."""
    lines = max(count(content, "\n"), count(content, "\r"))
    if lines > MOST_LINES:
        raise UnreadableFile(
            _(
                "{name} has {lines} lines; the limit is {limit}.",
                name=name,
                lines=counted(lines),
                limit=counted(MOST_LINES),
            ),
            _("A training log of ten years has about 30,000. Is this the right file?"),
        )
    start = 0
    while len(content) - start > LONGEST_LINE:
        end = max(content.rfind(mark, start, start + LONGEST_LINE) for mark in (b"\n", b"\r"))
        if end < 0:
            number = content.count(b"\n", 0, start) + 1
            raise UnreadableFile(
                _(
                    "Line {line} of {name} is longer than {limit} characters, the limit.",
                    line=counted(number),
                    name=name,
                    limit=counted(LONGEST_LINE),
                ),
                _("No training log has such lines. Is this the right file?"),
            )
        start = end + 1


def _controls(encoded: bytes) -> int:
    """How many control characters a text in UTF-8 holds: 0 to 8, 14 to 31 and 127."""
    return sum(
        int(np.count_nonzero(part < 9) + np.count_nonzero(part - np.uint8(14) < 18) + np.count_nonzero(part == 127))
        for part in _parts(encoded)
    )


def count(encoded: bytes, character: str) -> int:
    """How often an ASCII character stands in a text in UTF-8."""
    return sum(int(np.count_nonzero(part == ord(character))) for part in _parts(encoded))


def _parts(content: bytes) -> Iterator[npt.NDArray[np.uint8]]:
    """The bytes, some at once: as many as the processor's cache holds."""
    every = np.frombuffer(content, dtype=np.uint8)
    return (every[start : start + _BYTES_AT_ONCE] for start in range(0, len(every), _BYTES_AT_ONCE))


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
        encoding = n_(
            "utf-8 with {number} line in windows-1252 (line {lines})",
            "utf-8 with {number} lines in windows-1252 (lines {lines})",
            len(rescued),
            lines=_listed(rescued),
        )
    return Text(_without_mark("".join(lines)), encoding)


def _listed(numbers: list[int], at_most: int = 5) -> str:
    shown = ", ".join(str(number) for number in numbers[:at_most])
    return f"{shown}, ..." if len(numbers) > at_most else shown


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")
