"""Texts of files and people: what of them is text at all, what a spreadsheet would run, what a terminal would obey."""

from __future__ import annotations

import re
from typing import Final

FORMULA: Final = r"['\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]"
"""How a text begins that a spreadsheet would run (a pattern): with a sign of a formula, the wide ones of East Asia
included. Apostrophes and blanks before it count as nothing, so that one more apostrophe can be taken off again.
"""
LONGEST_NAME: Final = 500
"""Characters of the name of an exercise, a workout, an athlete or a file; the longest known has 80."""
LONGEST_NOTE: Final = 100_000
_FORMULA: Final = re.compile(FORMULA)
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069]")
_OBEYED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HALF: Final = "\ud800"


def clean(text: str) -> str:
    """`text` without control characters, which have no shape and end a CSV, and with a mark for each half of a
    character, which no file can hold. Tabs and ends of lines stay. For all that is about to be kept.
    """
    return _NO_TEXT.sub(lambda found: "" if found.group() < _HALF else "\ufffd", text)


def file_name(name: str) -> str:
    """The name of a file as it is kept: no path that anything is opened by, and not endless."""
    return clean(" ".join(seen(name).split()))[-LONGEST_NAME:]


def seen(text: str) -> str:
    """`text` without what has no shape: control characters, and marks that turn the direction of all text after them,
    ours too.
    """
    return _UNSEEN.sub("", text)


def for_terminal(text: str) -> str:
    """`text` with whatever a terminal would obey written out as JSON would (`\\u001b`). Tabs and ends of lines stay."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def inert(text: str) -> str:
    """A cell that no spreadsheet runs as a formula; Hindsight's own importer takes the apostrophe off again."""
    return f"'{text}" if _FORMULA.match(text) else text
