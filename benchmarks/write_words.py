"""`python -m benchmarks.write_words`: write analytics/language/english.pot anew: what a translation has to say.

Messages stand in the code, where `_` and `n_` say them, and in the tables that `analytics.language.tables` names.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from analytics.language import TEMPLATE
from analytics.language.tables import WORDS, words_of

PROJECT: Final = Path(__file__).resolve().parents[1]
SAID_IN: Final = ("app.py", "pages", "ui", "analytics")
_NO_LINE: Final = 0  # a line would change with each edit above it
_KEYWORDS: Final = {"_": None, "n_": (1, 2)}
_HEADER: Final = """\
# Every message of Hindsight. A translation is a copy of this file named LANGUAGE.po (docs/translating.md).
# Written by `make words`; do not edit."""


@cache
def messages() -> Catalog:
    """All messages, each with the files that say it, in the order of these files."""
    catalog = Catalog(project="Hindsight", header_comment=_HEADER, charset="utf-8")
    for source in _sources():
        name = source.relative_to(PROJECT).as_posix()
        for __, message, comments, context in extract_from_file("python", source, keywords=_KEYWORDS):
            catalog.add(message, locations=[(name, _NO_LINE)], auto_comments=comments, context=context)
    for name in WORDS:
        for word in words_of(_table(PROJECT / "analytics" / name), name):
            catalog.add(word, locations=[(f"analytics/{name}", _NO_LINE)])
    return catalog


def template() -> str:
    """The text of english.pot; without times, so that it changes only where a message does."""
    written = BytesIO()
    write_po(written, messages(), include_lineno=False, sort_by_file=True, width=110, omit_header=True)
    return (
        f'{_HEADER}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n{written.getvalue().decode()}'
    )


def _sources() -> list[Path]:
    places = [PROJECT / place for place in SAID_IN]
    return sorted(file for place in places for file in ([place] if place.is_file() else place.rglob("*.py")))


def _table(file: Path) -> Any:
    if file.suffix == ".toml":
        return tomllib.loads(file.read_text(encoding="utf-8"))
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main() -> None:
    """Write the template."""
    TEMPLATE.write_text(template(), encoding="utf-8")
    print(f"{len(messages())} messages written to {TEMPLATE.relative_to(PROJECT)}.")


if __name__ == "__main__":
    main()
