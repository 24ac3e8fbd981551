"""Words and values on their way to the screen: text as written, counts that agree, cells that no spreadsheet runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

import pandas as pd

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")
"""All that Streamlit's Markdown gives a meaning: emphasis, links, images (fetched!), maths, icons, HTML."""
_FORMULA_START: Final = ("=", "+", "-", "@", "\t", "\r")
_LINE_END: Final = "  \n"
"""What breaks a line in Markdown."""


def plain(text: str) -> str:
    """`text` escaped so that Markdown shows it letter for letter. For all that comes from a file or a person."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def on_filled(label: str) -> str:
    """The label (Markdown) of a button of type "primary", in the colour that the theme keeps for it: Streamlit writes
    white, which on the dark theme's light blue is no contrast. Lines are coloured one by one.
    """
    return _LINE_END.join(f":violet[{line}]" for line in label.split(_LINE_END))


def counted(number: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 set", "4,312 sets"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """Parts as a sentence lists them: "a", "a and b", "a, b and c"."""
    words = list(parts)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def spoken_date(day: date | datetime) -> str:
    """A day with its year, whose order nobody can mistake: "3 Nov 2025"."""
    return f"{day.day} {day:%b %Y}"


def spreadsheet_csv(table: pd.DataFrame) -> bytes:
    """`table` as CSV that a spreadsheet shows and never runs: text that starts a formula gets a leading apostrophe.

    UTF-8 with a byte order mark, since Excel reads anything else as the local code page; lines end in both marks, so
    that a cell with either of them inside is quoted.
    """
    named = table.map(_inert).rename(columns=_inert)
    return named.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_START) else cell
