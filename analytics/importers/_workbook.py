"""How large a workbook unpacks, found out before it is opened.

The library that reads workbooks makes room for every cell between the first and the last, and copies a text into every
cell that shows it. A file of a kilobyte can thereby ask for more memory than there is, which ends the program; so the
parts of the workbook are looked through first, as a stream, and nothing is kept of them but counts.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from analytics.errors import UnreadableFile
from analytics.files import DAMAGED_ARCHIVE
from analytics.importers._limits import LARGEST_FILE_MB
from analytics.language import _, counted

_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})(\d{1,7})", re.ASCII)
_MOST_DIGITS: Final = 9
MOST_CELLS: Final = 5_000_000
"""The blank ones between others cost as much, some 32 bytes and a microsecond."""
UNPACKING_FAULTS: Final = (*DAMAGED_ARCHIVE, OSError)
"""What a damaged archive raises, here where it lies in memory and no disk can fail."""


_TOO_MANY_CELLS: Final = _("{name} is a workbook of {count} cells; the limit is {limit}.")
_TOO_MUCH_TEXT: Final = _("{name} is a workbook of {count} characters; the limit is {limit}.")


def refuse_large(name: str, archive: zipfile.ZipFile) -> None:
    """UnreadableFile when the sheets of an .xlsx or .ods hold more cells (the blank ones between others are some too)
    or more text than any log, or when a part is no proper XML."""
    figures = _Counted(name)
    for entry in archive.infolist():
        if entry.filename.lower().endswith(".xml"):
            _Part(figures).read(archive, entry)
    figures.check()


class _Counted:
    """The figures of all parts together."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells = 0
        self.text = 0
        self.shared_lengths: list[int] = []
        self.shared_uses: Counter[int] = Counter()

    def check(self) -> None:
        """Refuse what is too much already."""
        self._refuse_beyond(self.cells, MOST_CELLS, _TOO_MANY_CELLS)
        shown = (self.shared_lengths[n] * uses for n, uses in self.shared_uses.items() if n < len(self.shared_lengths))
        self._refuse_beyond(self.text + sum(shown), LARGEST_FILE_MB * 1_000_000, _TOO_MUCH_TEXT)

    def damaged(self) -> UnreadableFile:
        return UnreadableFile(
            _("{name} cannot be read as a workbook.", name=self.name),
            _("Save the sheet with the log as CSV and import that."),
        )

    def _refuse_beyond(self, count: int, limit: int, said: str) -> None:
        """Refuse with a sentence that names the file, how much it holds, and the limit."""
        if count > limit:
            raise UnreadableFile(
                said.format(name=self.name, count=counted(count), limit=counted(limit)),
                _("Save the part that holds the log as CSV and import that."),
            )


class _Part:
    """One part of the package, read from its first tag to its last: a sheet, the shared texts, or neither."""

    def __init__(self, figures: _Counted) -> None:
        self._counted = figures
        self._row = self._column = 0  # of the cell that is read, from 1
        self._height = self._width = 0  # as far as cells hold something
        self._rows_alike = self._cells_alike = 1  # an .ods says how often a row and a cell are repeated
        self._row_text = self._row_width = 0
        self._is_shared = self._is_filled = self._is_in_value = False
        self._characters = 0
        self._value = ""

        self._begins = {
            "row": self._start_of_row,
            "c": self._start_of_cell,
            "v": self._start_of_value,
            "is": self._start_of_value,
            "si": self._start_of_shared_text,
            "table-row": self._start_of_repeated_row,
            "table-cell": self._start_of_repeated_cell,
            "covered-table-cell": self._start_of_repeated_cell,
        }
        self._ends = {
            "c": self._end_of_cell,
            "v": self._end_of_value,
            "si": self._end_of_shared_text,
            "table-row": self._end_of_repeated_row,
            "table-cell": self._end_of_repeated_cell,
            "covered-table-cell": self._end_of_repeated_cell,
            "table": self._end_of_sheet,
            "sheetData": self._end_of_sheet,
        }

    def read(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            with archive.open(entry) as stream:
                parser.ParseFile(stream)
        except (expat.ExpatError, *UNPACKING_FAULTS) as broken:
            raise self._counted.damaged() from broken

    def _doctype(self, *_: object) -> None:
        """A document type, which no workbook has, may define texts that grow when they are read."""
        raise self._counted.damaged()

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if begins := self._begins.get(name.rpartition(":")[2]):
            begins(attributes)

    def _end(self, name: str) -> None:
        if ends := self._ends.get(name.rpartition(":")[2]):
            ends()

    def _text(self, characters: str) -> None:
        self._characters += len(characters)
        if self._is_in_value and len(self._value) <= _MOST_DIGITS:
            self._value += characters

    # .xlsx: a reference in each cell, and texts by their number in a list of their own

    def _start_of_row(self, attributes: Mapping[str, str]) -> None:
        self._row, self._column = _count(attributes.get("r"), self._row + 1), 0

    def _start_of_cell(self, attributes: Mapping[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column(found[1]) if found else self._column + 1
        self._row = int(found[2]) if found else self._row
        self._is_shared, self._is_filled = attributes.get("t") == "s", False
        self._characters, self._value = 0, ""

    def _start_of_value(self, _: Mapping[str, str]) -> None:
        self._is_filled = self._is_in_value = True

    def _end_of_value(self) -> None:
        self._is_in_value = False

    def _end_of_cell(self) -> None:
        if not self._is_filled:
            return
        self._height, self._width = max(self._height, self._row), max(self._width, self._column)
        if self._is_shared:
            self._counted.shared_uses[_count(self._value.strip(), 0)] += 1
        else:
            self._counted.text += self._characters

    def _start_of_shared_text(self, _: Mapping[str, str]) -> None:
        self._characters = 0

    def _end_of_shared_text(self) -> None:
        self._counted.shared_lengths.append(self._characters)

    # .ods: cells and rows that say how often they are repeated

    def _start_of_repeated_cell(self, attributes: Mapping[str, str]) -> None:
        self._characters = 0
        self._cells_alike = _repeated(attributes, "number-columns-repeated")
        self._is_filled = any(key.endswith(":value-type") for key in attributes)

    def _start_of_repeated_row(self, attributes: Mapping[str, str]) -> None:
        self._rows_alike = _repeated(attributes, "number-rows-repeated")
        self._column = self._row_text = self._row_width = 0

    def _end_of_repeated_cell(self) -> None:
        self._column += self._cells_alike
        if self._is_filled or self._characters:
            self._row_width = self._column
            self._row_text += self._characters * self._cells_alike

    def _end_of_repeated_row(self) -> None:
        self._row += self._rows_alike
        if self._row_width:
            self._height, self._width = self._row, max(self._width, self._row_width)
            self._counted.text += self._row_text * self._rows_alike

    def _end_of_sheet(self) -> None:
        self._counted.cells += self._height * self._width
        self._row = self._height = self._width = 0
        self._counted.check()


def _count(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) <= _MOST_DIGITS else otherwise


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    written = next((value for key, value in attributes.items() if key.endswith(f":{name}")), None)
    return max(_count(written, 1), 1)


def _column(letters: str) -> int:
    """`A` is 1, `AA` 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
