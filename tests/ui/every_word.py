"""`python -m tests.ui.every_word FOLDER [PAGE...]`: every page in a made-up language, and the words that escaped it.

FOLDER holds `made_up.po`, in which each message stands between two brackets, and is the data directory. Printed is
JSON: page -> texts of the screen with what stands outside the brackets. It runs in a process of its own, since the
language of a process is chosen once.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from zoneinfo import available_timezones

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

OPEN, CLOSE = "⟦", "⟧"
ROOT: Final = Path(__file__).parents[2]
MADE_UP: Final = "made_up.po"
STATES: Final = {
    "pages/insights/volume.py": [
        {"view": view}
        for view in (
            "Muscles stacked",
            "One muscle and its range",
            "Every muscle",
            "Muscle by week",
            "By exercise",
            "Days and hours",
        )
    ],
    "pages/insights/strength.py": [
        {"view": view}
        for view in ("One lift", "Bests by reps", "Compare", "Records", "Deadlift and squat", "All lifts")
    ],
    "pages/insights/functions.py": [{}, {"look": "A lift"}],
    "pages/trust/data_quality.py": [
        {"tab": tab} for tab in ("To look at", "What is logged", "Refused lines", "Said to be right")
    ],
    "pages/trust/exercises.py": [{"tab": tab} for tab in ("Names to sort out", "All exercises", "Your own")],
}
_NO_WORDS: Final = {
    "id", "form_id", "formId", "url", "key", "element_id", "query_string", "page_script_hash", "icon",
    "main_script_path", "url_pathname", "section_header_id", "fragment_id", "config", "data", "tag", "element_hash",
    "markup_path", "type", "file_name", "mime", "anchor", "app_id", "value_key", "session_id", "help_url",
    "border_color", "columns", "user_key", "language", "query_param_key", "marshalled_args", "allowed_file_types",
    "args", "page", "theme", "deferred_file_id", "format",
}  # fmt: skip
_LAYOUT: Final = re.compile(
    r"<[^>]*>|:material/\w+:|:[a-z]+(?:-badge|-background)?\[|%\{[^}]*\}|https?://\S+|&\w+;|\\n|\]\([^)]*\)|`[^`]*`"
)
_LISTED: Final = re.compile(rf"{CLOSE},? (?:and|or) {OPEN}")
"""What `listed` puts between the last two, by the rules of the language."""
_DATES: Final = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\b"
)
_NAMELESS: Final = "value"
"""What Streamlit calls the column of a table that has rows with names and no column with one; it does not show it."""
_UNITS: Final = re.compile(r"\b(?:kg|lb|kgs|lbs|cm|min|s|h|x|MB|CSV|PNG|PDF|HTML|RIR|RPE|RM|1RM|e1RM|SD|Hindsight)\b")


def made_up(template: Path) -> bytes:
    """A translation of every message of `template` into itself, between brackets."""
    with template.open("rb") as lines:
        english = read_po(lines)
    catalog = Catalog(locale="en_GB")  # not "en", which is no translation
    for message in english:
        if not message.id:
            continue
        said = _bracketed(message.id) if isinstance(message.id, str) else tuple(map(_bracketed, message.id))
        catalog.add(message.id, said)
    from io import BytesIO

    written = BytesIO()
    write_po(written, catalog)
    return written.getvalue()


def _bracketed(message: str) -> str:
    return f"{OPEN}{message}{CLOSE}"


def escaped(text: str, known: Iterable[str] = ()) -> str:
    """What of a text stands outside all brackets and is a word, known names left out; "" where nothing is."""
    outside, depth = [], 0
    for sign in _LISTED.sub(f"{CLOSE}, {OPEN}", text):
        depth += (sign == OPEN) - (sign == CLOSE)
        outside.append(sign if depth == 0 and sign != CLOSE else " ")
    left = "".join(outside).replace("\\", "")
    for name in known:
        if name not in left:
            continue
        left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", left)
    left = _UNITS.sub(" ", _DATES.sub(" ", _LAYOUT.sub(" ", left)))
    return " ".join(re.findall(r"[A-Za-z][A-Za-z'’-]+", left))


def words_of(node: Any) -> Iterator[str]:
    """All texts of a protobuf message of Streamlit, figures and tables taken apart."""
    for field, value in node.ListFields():
        if field.name in _NO_WORDS:
            continue
        for each in value if field.is_repeated else [value]:
            if field.type == field.TYPE_MESSAGE:
                if hasattr(each, "ListFields"):
                    yield from words_of(each)
            elif field.type == field.TYPE_STRING:
                yield from _of_figure(each) if field.name == "spec" else [each]


def _of_figure(spec: str) -> Iterator[str]:
    def walk(value: Any, key: str) -> Iterator[str]:
        if isinstance(value, dict):
            for name, each in value.items():
                if name not in ("template", "config", "customdata", "meta"):
                    yield from walk(each, name)
        elif isinstance(value, list):
            for each in value:
                yield from walk(each, key)
        elif isinstance(value, str) and key in ("text", "title", "name", "hovertemplate", "ticktext", "ticksuffix"):
            yield value

    yield from walk(json.loads(spec), "")


def texts_of(app: Any) -> Iterator[str]:
    """All texts of the screen of a page that has run."""
    for block in app._tree.children.values():
        yield from _of_block(block)


def _of_block(block: Any) -> Iterator[str]:
    proto = getattr(block, "proto", None)
    if proto is not None and hasattr(proto, "ListFields"):
        yield from words_of(proto)
    if getattr(block, "type", "") in ("arrow_data_frame", "dataframe", "table"):
        yield from _headings(block)
        for column in block.value.select_dtypes(["object", "string"]):
            yield from (cell for cell in block.value[column].dropna() if isinstance(cell, str))
    for child in getattr(block, "children", {}).values():
        yield from _of_block(child)


def _headings(table: Any) -> Iterator[str]:
    """The words above the columns of a table: its labels and help texts, else the columns' own names."""
    configured = json.loads(getattr(table.proto, "columns", "") or "{}")
    for column in table.value.columns:
        about = configured.get(str(column)) or {}
        if not about.get("hidden") and str(column) != _NAMELESS:
            yield about.get("label") or str(column)
            yield about.get("help") or ""


def main(folder: Path, wanted: list[str]) -> None:
    """Draw the pages and print what escaped."""
    os.environ |= {
        "HINDSIGHT_LANGUAGE": str(folder / MADE_UP), "HINDSIGHT_DATA_DIR": str(folder), "HINDSIGHT_TODAY": "2026-11-20",
    }  # fmt: skip
    from streamlit.testing.v1 import AppTest

    from analytics.language import _
    from analytics.training_log import TrainingLog
    from tests.page_runs import spare_page_runs
    from ui.export_steps import EXPORTS

    spare_page_runs(pytest.MonkeyPatch())

    with TrainingLog.open(folder) as log:
        athletes = log.athletes()
        every = [log.sets(athlete) for athlete in athletes]
        written = {
            str(name) for sets in every for column in ("exercise", "workout", "note") for name in sets[column].dropna()
        }
        works = {source.citation for source in log.facts.sources.values()}
    zones = {zone.replace("_", " ") for zone in available_timezones()}
    names = {"strong.csv", "log.csv", *written, *works, *athletes, *(export.app for export in EXPORTS)}
    known = sorted(names, key=len, reverse=True)
    found: dict[str, list[str]] = {}
    for page in wanted:
        for state in STATES.get(page, [{}]):
            app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
            app.run().switch_page(page)
            for key, value in state.items():
                app.query_params[key] = _(value)
            app.run()
            if app.exception:
                found.setdefault(page, []).append(f"exception: {app.exception[0].message}")
            for text in texts_of(app):
                if text not in zones and escaped(text, known):
                    found.setdefault(page, []).append(text)
    told = {page: list(dict.fromkeys(texts)) for page, texts in found.items()}
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
