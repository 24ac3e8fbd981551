"""Words and values on their way to the screen: text as written, cells that no spreadsheet runs."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from analytics.texts import inert, seen

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")
"""All that Streamlit's Markdown gives a meaning: emphasis, links, images (fetched!), maths, icons, HTML."""
_MADE_OF_TEXT: Final = re.compile(
    r"(:)(?=[\w+/-]+:)"  # an icon or an emoji
    r"|(:)(?=//)|(www)(?=\.)|(@)(?=[\w-])"  # the address of a page or of a person, which would be a link
    r"|(?<!\S)([<>~-])(?=(?:->|=|-|>)(?!\S))",  # an arrow, a dash, an unequal sign
    re.IGNORECASE,
)
"""What Streamlit replaces in a text after it has been read as Markdown, whether it was escaped or not."""
_JOINER: Final = "\u2060"
"""Takes no room and lets no line break."""
THIN: Final = "\u202f"
"""What stands between a number and its unit: a narrow no-break space."""
_BEFORE_UNIT: Final = re.compile(r"(?<=\d) (?=(?:kg|lb|km|min|s|h)\b|%)")
_LINE_END: Final = "  \n"
"""What breaks a line in Markdown."""


def plain(text: str) -> str:
    """`text` escaped so that Markdown shows it letter for letter. For all that comes from a file or a person."""
    words = " ".join(seen(text).split())
    apart = _MADE_OF_TEXT.sub(lambda found: found.group() + _JOINER, words)
    return thin(_MARKDOWN.sub(r"\\\1", apart))


def thin(text: str) -> str:
    """`text` with a narrow blank that no line breaks at between each number and its unit: "102.5 kg", "45 %"."""
    return _BEFORE_UNIT.sub(THIN, text)


def on_filled(label: str) -> str:
    """The label (Markdown) of a button of type "primary", in the colour that the theme keeps for it: Streamlit writes
    white, which on the dark theme's light blue is no contrast. Lines are coloured one by one.
    """
    return _LINE_END.join(f":violet[{line}]" for line in label.split(_LINE_END))


def spreadsheet_csv(table: pd.DataFrame) -> bytes:
    """`table` as CSV that a spreadsheet shows and never runs: text that starts a formula gets a leading apostrophe.

    UTF-8 with a byte order mark, since Excel reads anything else as the local code page; lines end in both marks, so
    that a cell with either of them inside is quoted.
    """
    named = table.map(_inert).rename(columns=_inert)
    return named.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _inert(cell: object) -> object:
    return inert(cell) if isinstance(cell, str) else cell
