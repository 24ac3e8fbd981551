"""The words of Hindsight in the reader's language: English as it stands in the code, or a translation of it.

A message is written in English where it is said, in `_` or `n_`, as gettext does it; `english.pot` beside this file
lists all of them and is written by `make words`. A translation is one file: `LANGUAGE.po` beside it, or wherever the
environment variable HINDSIGHT_LANGUAGE points. The language of a process is chosen once, when this module is first
imported, so that words in constants follow it too (docs/translating.md).

Values go into a message by name, `_("{sets} of {low} sets", sets=6, low=8)`, so that a translation may turn them
around; a message without values is taken letter for letter, braces too.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

CHOICE: Final = "HINDSIGHT_LANGUAGE"
"""The environment variable that names a language ("de") or a file of messages ("words/german.po")."""
FOLDER: Final = Path(__file__).parent
TEMPLATE: Final = FOLDER / "english.pot"
_ENGLISH: Final = Locale("en", "GB")
_ENGLISH_DAYS: Final = Locale("en")
"""British English lists as we do ("a, b and c"), and shortens September to four letters, as we do not."""
_NOUNS_ARE_CAPITAL: Final = frozenset({"de", "lb"})


def _translation(choice: str) -> tuple[gettext.NullTranslations, Locale | None]:
    """The messages and the locale of a chosen language; English where none is chosen or there is no such file."""
    file = Path(choice) if choice.endswith(".po") else FOLDER / f"{choice}.po"
    if not choice or not file.is_file():
        return gettext.NullTranslations(), None
    with file.open("rb") as lines:
        catalog = read_po(lines)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    return gettext.GNUTranslations(BytesIO(compiled.getvalue())), catalog.locale


_MESSAGES, _LOCALE = _translation(os.environ.get(CHOICE, ""))
LANGUAGE: Final = str(_LOCALE or "en")
"""The language of this process: "en", "de", "pt_BR"."""


def _(message: str, /, **values: object) -> str:
    """`message` in the reader's language, with `values` in their places.

    A translation that names a value which the message does not have is passed over for the English.
    """
    return _filled(_MESSAGES.gettext(message), message, values) if message else ""


def n_(one: str, many: str, number: float, /, **values: object) -> str:
    """A message that depends on a number, written as `{number}`: n_("{number} set", "{number} sets", 4312) is
    "4,312 sets". `one` is for exactly one.
    """
    named = {"number": counted(number), **values}
    return _filled(_MESSAGES.ngettext(one, many, int(number) if number == int(number) else 2), many, named)


def _filled(translated: str, english: str, values: dict[str, object]) -> str:
    if not values:
        return translated
    try:
        return translated.format(**values)
    except (LookupError, ValueError, AttributeError):
        return english.format(**values)


@lru_cache(maxsize=8192)
def counted(number: float) -> str:
    """A number as the language writes it, with thousands apart: "4,312"."""
    return format_decimal(number, locale=_LOCALE or _ENGLISH)


def listed(parts: Iterable[str]) -> str:
    """Parts as a sentence lists them: "a", "a and b", "a, b and c"; "" for none."""
    return format_list(list(parts), locale=_LOCALE or _ENGLISH)


def listed_or(parts: Iterable[str]) -> str:
    """Parts of which one holds: "a", "a or b", "a, b or c"; "" for none."""
    return format_list(list(parts), style="or", locale=_LOCALE or _ENGLISH)


def span(low: str, high: str) -> str:
    """From and to: "6 to 8"; one of them where both are the same."""
    return low if low == high else _("{low} to {high}", low=low, high=high)


def percent(share: float, digits: int = 0) -> str:
    """A share of 0 to 1: "45 %"."""
    return f"{100 * float(share):.{digits}f} %"


def inside(name: str) -> str:
    """A name of a table ("Hamstrings") as it stands inside a sentence: small, but for languages that write every noun
    with a capital.
    """
    return name if LANGUAGE.split("_")[0] in _NOUNS_ARE_CAPITAL else name.lower()


def day(value: date | datetime) -> str:
    """A calendar day whose order nobody can mistake: "3 Mar 2025"."""
    return written(value, _("d MMM y"))


@lru_cache(maxsize=8192)
def written(value: date | datetime, pattern: str) -> str:
    """A day by a pattern of Unicode's dates (UTS 35): "EEEE d MMM" is "Monday 3 Mar"."""
    return format_date(value, pattern, locale=_LOCALE or _ENGLISH_DAYS)
