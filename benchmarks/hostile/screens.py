"""What the pages hand to the browser, and whether any of it would be more than text there.

Streamlit's own test runner draws a page without a browser; every text of it is then either Markdown, which must be
escaped, part of a figure, in which plotly knows tags, or shown as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from streamlit.testing.v1 import AppTest

from benchmarks.browser import PROJECT
from benchmarks.hostile.texts import ALL_AT_ONCE, TEXTS
from ui.words import plain

ALL: Final[Mapping[str, str]] = {**TEXTS, "qzall": ALL_AT_ONCE}
_AS_IT_IS: Final = frozenset(
    {
        *("id", "alt", "options", "raw_value", "code_text", "query_string", "file_name", "value", "default", "url"),
        *("placeholder", "data", "columns", "set_value", "element_id", "url_pathname", "mime"),
    }
)
"""Fields of Streamlit's messages that nothing reads as Markdown: values, choices of a select box, addresses, code."""
_IN_A_FIGURE: Final = frozenset({"text", "name", "hovertext", "ticktext", "x", "y", "customdata", "categoryarray"})
_WORD: Final = re.compile("qz[a-z]+")
_MANY: Final = ("Muscles stacked", "One muscle and its range", "By exercise", "Days and hours")
_STATES: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "pages/insights/volume.py": tuple({"view": view} for view in _MANY),
    "pages/insights/strength.py": (
        *({"view": view, "lift": ALL_AT_ONCE} for view in ("One lift", "Bests by reps")),
        *({"view": view} for view in ("Compare", "Records", "All lifts")),
    ),
    "pages/insights/functions.py": ({}, {"look": "A lift", "lift": ALL_AT_ONCE}),
    "pages/insights/athletes.py": ({"who": ALL_AT_ONCE},),
    "pages/log/logbook.py": ({"q": ALL_AT_ONCE}, {}),
    "pages/trust/data_quality.py": tuple({"tab": tab} for tab in ("To look at", "What is logged", "Refused lines")),
    "pages/trust/exercises.py": tuple({"tab": tab} for tab in ("Names to sort out", "All exercises", "Your own")),
}
"""Page -> what its address says, where a page has several views; else nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a page: the element it belongs to, what is made of it (Markdown, figure, nothing), and the text."""

    where: str
    kind: str
    text: str


def pages() -> list[str]:
    """Every page's script."""
    return sorted(file.relative_to(PROJECT).as_posix() for file in (PROJECT / "pages").rglob("*.py"))


def states(page: str) -> tuple[Mapping[str, str], ...]:
    """What the address may say when the page is drawn."""
    return _STATES.get(page, ({},))


def app() -> AppTest:
    """The app as it begins, on the log that the environment names."""
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120).run()


def drawn(app: AppTest, page: str, address: Mapping[str, str]) -> AppTest:
    """The page as it is for that address. One that falls down is an error."""
    app.switch_page(page)
    app.query_params.clear()
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    if app.exception:
        raise AssertionError(f"{page}: {app.exception[0].message}")
    return app


def amiss(said: Said) -> list[str]:
    """The words of the hostile texts that would be more than text where this stands."""
    if said.kind == "nothing":
        return []
    flat = " ".join(said.text.replace("<br>", " ").split()) if said.kind == "figure" else " ".join(said.text.split())
    return [word for word in set(_WORD.findall(flat)) if word in ALL and _is_raw(word, flat, said.kind)]


def _is_raw(word: str, flat: str, kind: str) -> bool:
    if kind == "template":
        return True
    text = " ".join(ALL[word].split())
    if kind == "figure":
        return text != escape(text, quote=False) and text in flat
    return text in flat and plain(text) not in flat


def texts_of(app: AppTest) -> Iterator[Said]:
    """All texts of a page that was drawn, those of its toasts and of its side bar too."""
    for block in app._tree.children.values():  # the public way leaves out what has no class
        yield from _of_block(block)


def _of_block(block: Any) -> Iterator[Said]:
    message = getattr(block, "proto", None)
    if hasattr(message, "ListFields"):
        yield from _of_message(message)
    if getattr(block, "type", "") == "table":
        for column in block.value:
            yield from (Said("cell of a table", "markdown", str(cell)) for cell in block.value[column])
    for child in getattr(block, "children", {}).values():
        yield from _of_block(child)


def _of_message(message: Any) -> Iterator[Said]:
    name = message.DESCRIPTOR.name
    for field, value in message.ListFields():
        for each in value if field.is_repeated else [value]:
            if field.type == field.TYPE_MESSAGE and hasattr(each, "ListFields"):
                yield from _of_message(each)
            elif field.type == field.TYPE_STRING and field.name == "spec":
                yield from _of_figure(json.loads(each), "")
            elif field.type == field.TYPE_STRING:
                kind = "nothing" if field.name in _AS_IT_IS else "markdown"
                yield Said(f"{field.name} of {name}", kind, each)


def _of_figure(part: Any, key: str) -> Iterator[Said]:
    if isinstance(part, dict):
        for name, each in part.items():
            if name != "template":
                yield from _of_figure(each, name)
    elif isinstance(part, list):
        for each in part:
            yield from _of_figure(each, key)
    elif isinstance(part, str) and key.endswith("template"):
        yield Said(f"{key} of a figure", "template", part)
    elif isinstance(part, str) and key in _IN_A_FIGURE:
        yield Said(f"{key} of a figure", "figure", part)
